"""Naming a mistake in the words of a sentence, so that no reader meets a grammar."""

import re
from collections.abc import Callable
from difflib import get_close_matches
from typing import Final

from sibdsl.diagnostics import codes
from sibdsl.source import Span
from sibdsl.syntax.draft import Edit, Mistake
from sibdsl.syntax.file_mistakes import no_full_stop
from sibdsl.syntax.lists import conditions_in_line, list_words
from sibdsl.syntax.refused import other_words, refused_words
from sibdsl.syntax.shapes import nearest_shape
from sibdsl.syntax.situation import Situation
from sibdsl.syntax.words import ARTICLE, STARTERS, TERM, capitalised, term_key

_KINDS: Final = {
    "TERM": "a Capitalised Term", "DATE": "a date such as `1 April 2018`",
    "MONEY": "an amount such as `£1,000`", "PERCENT": "a percentage such as `25%`",
    "NUMBER": "a number", "STRING": 'words in quotation marks `"…"`',
    "LETTER": "the letter of a list such as `(a)`", "CLAUSE": "a clause number",
    "ORDINAL": "a birthday such as `18th`",
}  # fmt: skip
_SIGNS: Final = {".": "a full stop", ",": "a comma", ";": "a semicolon", ":": "a colon"}
_AGREEING: Final = {
    "is": "are", "are": "is", "does": "do", "do": "does",
    "starts": "start", "start": "starts", "ends": "end", "end": "ends",
}  # fmt: skip
_LIKELY: Final = (
    "is", "are", "means", "pays", "achieved", "if", "for", "each", "in", "on", "of", "to", "from",
    "that", "where", "with", "and", "or", "not", "after", "before", "at", "days",
)  # fmt: skip
_VERBS: Final = frozenset(
    {"is", "are", "pays", "means", "has", "ends", "does", "do", "achieved", "certifies", "holds"}
)

MOST_TRIED: Final = 10  # keywords, each tried in the place where reading stopped

# -- A word that cannot stand where it does -------------------------------------------------------


def named(at: Situation) -> Mistake:
    """The mistake at the first word of a sentence that could not stand there."""
    for name in _NAMES:
        mistake = name(at)
        if mistake:
            return mistake
    return _no_sentence(at)


def _next_sentence(at: Situation) -> Mistake | None:
    """A sentence ends at a line end, or before this capital, without its full stop."""
    text = at.draft.text
    line_ends = [m.start() for m in re.finditer(r"\n", text[: at.at])]
    here = [at.at] if "." in at.expected and at.reads(text[at.at :]) else []
    for cut in [*here, *reversed(line_ends[-6:])]:
        rest = re.compile(r'\s*(?=(?:\d+(?:\.\d+)*\.?\s+)?"?[A-Z])').match(text, cut)
        if rest and len(text[cut:].split()) > 1 and at.reads(text[:cut].rstrip() + "."):
            stop = no_full_stop(text, cut)
            edit = Edit(Span(len(text[:cut].rstrip()), len(text)), ".")
            return Mistake(
                stop.code, stop.span, stop.message, stop.help, edit, stop.label, rest.end()
            )
    return None


def _single_quotes(at: Situation) -> Mistake | None:
    """`'completed'`"""
    found = re.compile(r"'([^'\"\n]*)'(?!\w)").match(at.draft.text, at.at)
    if found is None or "STRING" not in at.expected:
        return None
    right = f'"{found[1]}"'
    message = "this quotation stands in single quotation marks"
    span = Span(*found.span())
    return Mistake.mended(codes.SINGLE_QUOTES, span, message, f"write `{right}`", right)


def _small_letter(at: Situation) -> Mistake | None:
    """A Term of the file, written with a small letter."""
    starts = [m.start() for m in re.finditer(r"(?<![\w'-])[A-Za-z]", at.text[: at.at + 1])][-6:]
    for start in starts:
        run = re.compile(r"[A-Za-z][\w'-]*(?:\s+[\w'-]+){0,5}").match(at.text, start)
        words = list(re.finditer(r"[\w'-]+", run[0])) if run else []
        for last in reversed(words):
            span = Span(start, start + last.end())
            written = at.text[span.start : span.end]
            if span.end <= at.at:
                break
            if _is_small_term(at, written):
                right = capitalised(written)
                message = f"`{' '.join(written.split())}` is a defined Term with a small letter"
                return Mistake.mended(codes.SMALL_LETTER, span, message, f"write `{right}`", right)
    return None


def _is_small_term(at: Situation, written: str) -> bool:
    if ARTICLE.match(written) or written.split()[0] == "of" or written.split()[-1] == "of":
        return False
    small = any(word[0].islower() for word in written.split() if word != "of")
    return small and term_key(written) in at.terms


def _wrong_case(at: Situation) -> Mistake | None:
    """`payments` at the start of a sentence, `Each` inside one, `Home Week Pays`."""
    for keyword in at.possible:
        if keyword.lower() == at.word.lower() and keyword != at.word:
            return _as_keyword(at.span, at.word, keyword)
    for run in TERM.finditer(at.text, 0, at.at):
        if not _follows(at, run.end()):
            continue
        for word in list(re.finditer(r"\S+", run[0]))[1:]:
            if word[0].lower() in _VERBS:
                span = Span(run.start() + word.start(), run.start() + word.end())
                return _as_keyword(span, word[0], word[0].lower())
    return None


def _as_keyword(span: Span, word: str, right: str) -> Mistake:
    size = "capital" if right[0].isupper() else "small"
    message = f"`{word}` is a word of the language, and begins with a {size} letter here"
    return Mistake.mended(codes.MISSPELT, span, message, f"write `{right}`", right)


def _run_together(at: Situation) -> Mistake | None:
    """`isachieved`, `foreach`, `inthe`"""
    word = at.word
    if not word.isalpha() or word in at.keywords:
        return None
    small = at.keywords | {"the", "a", "an"}
    for cut in range(1, len(word)):
        first, second = word[:cut], word[cut:]
        if (first in at.expected and second in small) or (
            first in ("the", "an") and second in at.expected
        ):
            return _misspelt(at.span, word, f"{first} {second}")
    return None


def _near_keyword(at: Situation) -> Mistake | None:
    """A keyword that is misspelt, or `is` for `are`."""
    if _AGREEING.get(at.word) in at.expected:
        right = _AGREEING[at.word]
        message = f"`{at.word}` cannot stand here"
        return Mistake.mended(codes.MISSPELT, at.span, message, f"write `{right}`", right)
    if at.word in at.keywords or not re.fullmatch(r"[A-Za-z-]{2,}", at.word):
        return None
    cutoff = 0.65 if len(at.word) <= 4 else 0.72
    near = get_close_matches(at.word, at.possible, n=1, cutoff=cutoff)
    return _misspelt(at.span, at.word, near[0]) if near else None


def _near_first_word(at: Situation) -> Mistake | None:
    """`Paymnts in total`: the first word, read as a Term, is a keyword misspelt."""
    first = re.match(r"[A-Z][a-z]+", at.text)
    if first is None or first[0] in (*STARTERS, "The", "A", "An"):
        return None
    run = TERM.match(at.text)
    if run is None or not _follows(at, run.end()):
        return None
    near = get_close_matches(first[0], STARTERS, n=1, cutoff=0.75)
    return _misspelt(Span(*first.span()), first[0], near[0]) if near else None


def _one_word(at: Situation) -> Mistake | None:
    """One keyword that makes the sentence whole, put before this word or in its place."""
    text, word = at.draft.text, at.word
    tried = at.possible if len(at.possible) <= MOST_TRIED else []
    missing = [w for w in tried if at.reads(f"{text[: at.at]}{w} {text[at.at :]}")]
    if missing:
        edit = Edit(Span(at.at, at.at), f"{missing[0]} ") if len(missing) == 1 else None
        named = " or ".join(f"`{w}`" for w in missing)
        help_ = "write " + " or ".join(f"`{w} {word}`" for w in missing)
        message = f"{named} is missing before `{word}`"
        return Mistake(codes.NOT_A_SENTENCE, at.span, message, help_, edit)
    meant = [w for w in tried if at.reads(f"{text[: at.at]}{w}{text[at.span.end :]}")]
    if len(meant) != 1 or word not in at.keywords:
        return None
    message, help_ = f"`{word}` cannot stand here", f"did you mean `{meant[0]}`?"
    return Mistake.mended(codes.NOT_A_SENTENCE, at.span, message, help_, meant[0])


def _follows(at: Situation, end: int) -> bool:
    """Whether reading stopped at the word after *end*, but for an article."""
    return ARTICLE.sub("", f"{at.text[end : at.at].strip()} ").strip() == ""


def _misspelt(span: Span, word: str, right: str) -> Mistake:
    message = f"`{word}` is not a word of the language"
    return Mistake.mended(codes.MISSPELT, span, message, f"did you mean `{right}`?", right)


_NAMES: Final[tuple[Callable[[Situation], Mistake | None], ...]] = (
    refused_words,
    list_words,
    _small_letter,
    conditions_in_line,
    _next_sentence,
    _single_quotes,
    _wrong_case,
    other_words,
    _run_together,
    _near_keyword,
    _near_first_word,
    _one_word,
)

# -- No sentence of the language ------------------------------------------------------------------


def _no_sentence(at: Situation) -> Mistake:
    """What could stand there, and the form that the sentence is nearest to."""
    message = f"`{at.word}` cannot stand here"
    if at.word == "." and at.span.end == len(at.draft.text):
        message = "the sentence stops before it is whole"
    shape = nearest_shape(at.draft.text)
    help_ = [f"what can stand here: {could_stand(at)}"] if len(at.expected) < 20 else []
    if shape:
        help_ += [f"a sentence of this kind: `{shape.shape}`", f"for example: `{shape.example}`"]
    elif not help_:
        help_ = [
            "a sentence is in one of the forms of the phrasebook, as `Completion pays £2,000.`"
        ]
    return Mistake(codes.NOT_A_SENTENCE, at.span, message, "\n".join(help_))


def could_stand(at: Situation) -> str:
    """At most six words that could stand there, those first that the sentence goes on with."""
    later = at.text[at.at :].split()
    likely = {word: rank for rank, word in enumerate(_LIKELY)}
    words = sorted(at.possible, key=lambda w: (w not in later, likely.get(w, len(likely))))
    signs = [_SIGNS[s] for s in _SIGNS if s in at.expected]
    kinds = [_KINDS[k] for k in _KINDS if k in at.expected]
    shown = [*kinds[:3], *(f"`{w}`" for w in words), *signs][:6]
    return ", ".join(shown[:-1]) + " or " + shown[-1] if len(shown) > 1 else "".join(shown)
