"""The colours of the language: a Pygments lexer that knows sentences from what stands between them.

Where sentences, headings and notes lie is said by the scanner of the program itself; what the words
in them are, by the terminals and keywords of the grammar. So the colours follow the language. Any
text has its colours, however broken, and no character of it is lost.
"""

import re
from collections.abc import Iterator
from functools import cache
from typing import Any, Final

from pygments.lexer import Lexer
from pygments.token import (
    Comment,
    Generic,
    Keyword,
    Literal,
    Name,
    Number,
    Operator,
    Punctuation,
    String,
    Text,
    Whitespace,
)

from sibdsl import resources
from sibdsl.source import Source
from sibdsl.syntax.scan import Heading, Note, Piece, Sentence, Unclosed, Version, scan
from sibdsl.syntax.words import TERM, straightened

Kind = Any  # a kind of token: Pygments has no types
Coloured = tuple[int, Kind, str]
"""Where a piece of the text begins, what it is, and the piece itself."""

_KINDS: Final = {
    "CLAUSE": Name.Label,
    "DATE": Literal.Date,
    "ORDINAL": Literal.Date,
    "MONEY": Number.Float,
    "PERCENT": Number.Float,
    "LETTER": Name.Label,
    "NUMBER": Number,
}
"""What each terminal of the grammar is; they are tried in this order."""

_JOINING: Final = frozenset({"and", "or", "not", "no", "if", "where", "except", "neither", "nor"})
_ALSO_MAIN: Final = frozenset({"achieved", "eligible"})
_FIRST_OF_THE_PHRASES: Final = "// -- Days, periods, sets of days"
_LITERAL: Final = re.compile(r'"([A-Za-z]+)"')
_TERMINAL: Final = re.compile(r"^([A-Z]+)(?:\.\d+)?: /(.+)/$", re.MULTILINE)
_REMARK: Final = re.compile(r"^\s*//.*$", re.MULTILINE)
_NUMBERED: Final = re.compile(r"(\s*)(\d+(?:\.\d+)*\.?)(?=[^\S\n]+\S)")
_MARK: Final = re.compile(r"\[! SIB\d{3}")


class SibLexer(Lexer):
    """Colours contracts written in sentences.

    >>> for _, kind, words in SibLexer().get_tokens_unprocessed("Home Week pays £5."):
    ...     print(kind, repr(words))
    Token.Name.Class 'Home Week'
    Token.Text.Whitespace ' '
    Token.Keyword 'pays'
    Token.Text.Whitespace ' '
    Token.Literal.Number.Float '£5'
    Token.Punctuation '.'
    """

    name = "sib"
    aliases = ("sib", "sib-syntax", "sib-wrong")
    filenames = ("*.sib",)
    mimetypes = ("text/x-sib",)

    def get_tokens_unprocessed(self, text: str) -> Iterator[Coloured]:
        """Every piece of *text* in order; put together, they are the text."""
        straight = straightened(text)  # every character in its place
        for start, kind, words in _coloured(straight):
            yield start, kind, text[start : start + len(words)]


def _coloured(text: str) -> Iterator[Coloured]:
    """The colours of the pieces of *text*, and of what stands between them."""
    at = 0
    for piece in scan(Source("", text)):
        if piece.span.start < at:
            continue  # a note inside of a sentence, which has its colour already
        yield from _between(text, at, piece.span.start)
        yield from _of_piece(text, piece)
        at = piece.span.end
    yield from _between(text, at, len(text))


def _between(text: str, start: int, end: int) -> Iterator[Coloured]:
    """The number of a clause and the space around it; or a sentence up to what it never closes."""
    number = _NUMBERED.match(text, start)
    if number and number.end() <= end:
        if number[1]:
            yield start, Whitespace, number[1]
        yield number.start(2), Name.Label, number[2]
        start = number.end()
    yield from _words(text, start, end)


def _of_piece(text: str, piece: Piece) -> Iterator[Coloured]:
    """The colours of one piece of a file."""
    start, end = piece.span.start, piece.span.end
    match piece:
        case Heading():
            yield start, Generic.Heading, text[start:end]
        case Note():
            yield start, _note(text[start:end]), text[start:end]
        case Version():
            yield start, Comment.Preproc, text[start:end]
        case Sentence():
            yield from _words(text, start, end)
        case Unclosed():
            line = text.find("\n", start, end)
            stop = end if line < 0 else line
            opened = text[start:stop]
            yield start, Comment if opened.startswith("[") else String, opened
            yield from _words(text, stop, end)


def _words(text: str, start: int, end: int) -> Iterator[Coloured]:
    """The colours of the words of *text* from *start* to *end*."""
    at = start
    while at < end:
        found = _patterns().match(text, at, end)
        assert found is not None, "the last pattern is any one character"
        yield at, _kind(found), found[0]
        at = found.end()


def _kind(found: re.Match[str]) -> Kind:
    """What the words are that one of the patterns has found."""
    match found.lastgroup:
        case "NOTE":
            return _note(found[0])
        case "STRING":
            return String
        case "TERM":
            return Name.Class
        case "WORD":
            return _word(found[0])
        case "SPACE":
            return Whitespace
        case "SIGN":
            return Punctuation
        case name:
            return _KINDS.get(name or "", Text)


def _note(text: str) -> Kind:
    return Comment.Special if _MARK.match(text) else Comment


def _word(word: str) -> Kind:
    """A small word: what makes the sentence, what joins, another of the language, or none of it."""
    main, known = _language()
    if word in _JOINING:
        return Operator.Word
    if word in main:
        return Keyword
    return Keyword.Pseudo if word in known else Text


@cache
def _language() -> tuple[frozenset[str], frozenset[str]]:
    """The keywords that only forms of sentences have, no phrase in them; and all keywords."""
    forms, _, phrases = _REMARK.sub("", _marked()).partition("\0")
    main, linking = (frozenset(_LITERAL.findall(part)) for part in (forms, phrases))
    return (main - linking) | _ALSO_MAIN, main | linking


def _marked() -> str:
    """The grammar, with a zero character where the rules of phrases begin."""
    return _grammar().replace(_FIRST_OF_THE_PHRASES, "\0")


@cache
def _grammar() -> str:
    return (resources.grammar() / "sib.lark").read_text(encoding="utf-8")


@cache
def _patterns() -> re.Pattern[str]:
    """One pattern of all that a sentence can hold, each kind a group of its name."""
    known = dict(_TERMINAL.findall(_grammar()))
    known["CLAUSE"] = rf"(?<=\bclause ){known['CLAUSE']}"
    own = [f"(?P<{name}>{_uncounted(known[name])})" for name in _KINDS]
    return re.compile(
        "|".join(
            [
                r'(?P<STRING>"[^"]*")',
                r"(?P<NOTE>\[[^\]]*\])",
                *own,
                rf"(?P<TERM>{TERM.pattern})",
                r"(?P<WORD>[^\W\d_][\w'’-]*)",
                r"(?P<SPACE>\s+)",
                r"(?P<SIGN>[.,;:()\"\[\]])",
                r"(?P<OTHER>.)",
            ]
        ),
        re.DOTALL,
    )


def _uncounted(pattern: str) -> str:
    """*pattern* with groups that are not counted: the group that has matched is the kind."""
    return re.sub(r"(?<!\\)\((?!\?)", "(?:", pattern)
