"""Words that contracts use and this language does not: two readings, or another word for it."""

import re
from collections.abc import Callable
from fractions import Fraction
from typing import Final

from sibdsl.diagnostics import Code, codes
from sibdsl.source import Span
from sibdsl.syntax.draft import Edit, Mistake
from sibdsl.syntax.situation import Situation
from sibdsl.syntax.words import money_written, number_written

_LENGTH = r"(?P<length>[\d,.]+\s+(?:day|week|month|year)s?)"
_MONEY = r"£[\d,]+(?:\.\d\d)?"
_LEVEL = r"\d[\d,]*(?:\.\d+)?%?"
_DAY = r"(?P<day>\S.{0,80}?)(?=\s*(?:[,;:.]|\b(?:if|and|or|that|where|with|is|are)\b|$))"


def refused_words(at: Situation) -> Mistake | None:
    """`within N of D`, `until D`, `since D`, `between D and E`: each with the clear ones."""
    for pattern, name in _REFUSED:
        found = at.over(pattern)
        if found:
            return name(at, found)
    return None


def _within(at: Situation, found: re.Match[str]) -> Mistake:
    """After D, before D, or from D on?"""
    length, day = _words(found, "length"), _words(found, "day")
    words = found.end("of")
    if day.startswith("the due day") and at.draft.text.startswith(
        ("Evidence", "An outcome", "Outcome")
    ):
        right = f"within {length} after"
        return _mistake(at, found.start(), words, f"write `{right} the due day`", right)
    # A definition names the period itself; anywhere else something lies in it.
    named = at.draft.text[: found.start()].rstrip().endswith("means")
    the = "the" if named else "in the"
    help_ = (
        f"write `{the} {length} after {day}` or `{the} {length} before {day}`;"
        f" to count that day too, `{the} {length} beginning with {day}`"
    )
    return _mistake(at, found.start(), words, help_, f"{the} {length} after")


def _until(at: Situation, found: re.Match[str]) -> Mistake:
    """Is D included?"""
    day = _words(found, "day")
    help_ = f"write `to {day}` if that day is included, `to the day before {day}` if it is not"
    return _mistake(at, found.start(), found.start("day"), help_, "to ")


def _since(at: Situation, found: re.Match[str]) -> Mistake:
    """Is D included?"""
    day = _words(found, "day")
    help_ = f"write `on or after {day}` if that day is included, `after {day}` if it is not"
    return _mistake(at, found.start(), found.start("day"), help_, "after ")


def _between(at: Situation, found: re.Match[str]) -> Mistake:
    """Are the ends included?"""
    first, last = _words(found, "day"), _words(found, "last")
    help_ = f"write `from {first} to {last}` if both are included"
    if re.fullmatch(r"[£\d,.%]+", first):
        help_ += f", `more than {first} and less than {last}` if neither is"
    else:
        help_ += f", `from the day after {first} to the day before {last}` if neither is"
    right = f"from {first} to {last}"
    return _mistake(at, found.start(), found.end(), help_, right, found.end("day"))


def _and_or(at: Situation, found: re.Match[str]) -> Mistake:
    return Mistake.mended(
        codes.AND_WITH_OR,
        Span(*found.span()),
        "`and/or` can be read in two ways",
        "write `or`, which includes both, or `and`",
        "or",
    )


def _words(found: re.Match[str], group: str) -> str:
    return " ".join(found[group].split())


def _mistake(
    at: Situation, start: int, end: int, help_: str, right: str, shown: int | None = None
) -> Mistake:
    """The words from *start* to *end* have two readings; *shown* ends what the message quotes."""
    stop = start + len(at.draft.text[start : shown or end].rstrip())
    words = " ".join(at.draft.text[start:stop].split())
    span = Span(start, stop if shown is None else end)
    message = (
        f"`{words} …` can be read in two ways"
        if shown is None
        else (f"`{' '.join(at.draft.text[start:end].split())}` can be read in two ways")
    )
    return Mistake(codes.REFUSED_WORDS, span, message, help_, Edit(Span(start, end), right))


def _at_two_points(at: Situation, found: re.Match[str]) -> Mistake:
    """What is paid outside of the two points? The new words say it."""
    rising = money_written(found["low"]) <= money_written(found["high"])
    upwards = _level(found["start"]) <= _level(found["end"])
    first, second = ("less", "more") if upwards else ("more", "less")
    right = (
        f"{found['low']} where {_words(found, 'of')} is {found['start']} or {first}, "
        f"{'rising' if rising else 'falling'} in proportion to {found['high']} "
        f"where it is {found['end']} or {second}"
    )
    message = "it is not said what is paid below and above the two points"
    return _say(codes.NOT_A_SENTENCE, Span(*found.span()), message, right)


def _where_for_if(at: Situation, found: re.Match[str]) -> Mistake:
    span = Span(*found.span("where"))
    return _say(codes.NOT_A_SENTENCE, span, "a price holds `if`, not `where`", "if")


def _level(written: str) -> Fraction:
    return number_written(written.removesuffix("%"))


_REFUSED: Final[tuple[tuple[re.Pattern[str], Callable[..., Mistake]], ...]] = (
    (re.compile(rf"\bwithin\s+(?:the\s+)?{_LENGTH}\s+(?P<of>of|from)\s+{_DAY}"), _within),
    (re.compile(rf"\b(?:until|till)\s+{_DAY}"), _until),
    (re.compile(rf"\bsince\s+{_DAY}"), _since),
    (
        re.compile(
            r"\bbetween\s+(?P<day>\S.{0,80}?)\s+and\s+"
            r"(?P<last>\S.{0,80}?)(?=\s*(?:[,;:]|\.\s|\.$|\bif\b|\band\b|\bor\b|\bthat\b|\bwhere\b|$))"
        ),
        _between,
    ),
    (re.compile(r"\band/or\b"), _and_or),
    (
        re.compile(
            rf"\bfrom\s+(?P<low>{_MONEY})\s+at\s+(?P<start>{_LEVEL})\s+to\s+(?P<high>{_MONEY})\s+at"
            rf"\s+(?P<end>{_LEVEL})\s+of\s+(?P<of>[^,;.]{{1,80}}?),?\s+in\s+proportion"
        ),
        _at_two_points,
    ),
    (
        re.compile(
            rf"{_MONEY}\s+(?P<where>where)\b(?![^;]*\b(?:rising|falling|or\s+less|or\s+more)\b)[^;]*"
        ),
        _where_for_if,
    ),
)

# -- Other words for it ---------------------------------------------------------------------------

_COUNTS: Final = tuple(
    "nought one two three four five six seven eight nine ten eleven twelve".split()  # noqa: SIM905
)
_OTHER_WORDS: Final = (
    (r"(?:shall|will|must|may|can)\s*not\s+exceed", "do not exceed"),
    (r"(?:shall|will|must|agrees\s+to)\s+pay", "pays"),
    (r"(?:shall|will)\s+mean|refers\s+to|is\s+defined\s+as", "means"),
    (r"(?:shall|will|must)\s+be", "is"),
    (r"(?:shall|will|must)\s+certify", "certifies"),
    (r"equals", "is"),
    (r"(?:no|not)\s+(?:less|fewer)\s+than", "at least"),
    (r"(?:no|not)\s+more\s+than|up\s+to", "at most"),
    (r"greater\s+than|over", "more than"),
    (r"fewer\s+than|under", "less than"),
    (r"within\s+(?=[\d,.]+\s+\w+\s+(?:after|before))", "in the "),
    (r"during|within", "in"),
    (r"per", "for each"),
    (r"every", "each"),
    (r"prior\s+to", "before"),
    (r"provided\s+that|providing\s+that|when|whenever|where", "if"),
    (r"comprises|contains|includes", "holds"),
    (r"remainder|balance", "rest"),
    (r"&", "and"),
)
_EXCEPT: Final = re.compile(r",?\s*except\s+[a-z]+")
_PATTERNS: Final = tuple((re.compile(rf"(?<!\w){p}(?!\w)"), right) for p, right in _OTHER_WORDS)


def other_words(at: Situation) -> Mistake | None:
    """`shall pay`, `during`, `greater than`, `seven`: the language has another word for it."""
    word = at.word.lower()
    if word in _COUNTS and "NUMBER" in at.expected:
        figure = str(_COUNTS.index(word))
        return _say(codes.NUMBER_FORM, at.span, f"`{at.word}` is a number in words", figure)
    if word == "and" and "or" in at.expected:
        message = "Terms are joined by `or` here: what is in one of them is meant"
        return _say(codes.NOT_A_SENTENCE, at.span, message, "or")
    found = _EXCEPT.match(at.text, at.at)
    if found and "where" in at.expected:
        message = "rows are taken out with a comma and `except where`"
        return _say(codes.NOT_A_SENTENCE, Span(*found.span()), message, ", except where")
    if word == "unless":
        help_ = "write `if`, and turn the condition round, as `is not` for `is`"
        return Mistake(codes.NOT_A_SENTENCE, at.span, "`unless` is not said here", help_)
    for pattern, right in _PATTERNS:
        found = pattern.match(at.text, at.at)
        if found and right.split()[0] in at.expected:
            words = " ".join(found[0].split())
            message = f"`{words}` is not said here"
            return _say(codes.NOT_A_SENTENCE, Span(*found.span()), message, right)
    return None


def _say(code: Code, span: Span, message: str, right: str) -> Mistake:
    return Mistake.mended(code, span, message, f"write `{right.strip()}`", right)
