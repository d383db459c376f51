"""What a text in prose says in figures: amounts, percentages, dates, lengths, ages, counts."""

import re
from collections.abc import Iterator
from fractions import Fraction
from functools import cache
from itertools import zip_longest
from typing import Final

from attrs import evolve

from sibdsl.check import quoted_dates, quoted_shares
from sibdsl.check.quoted_kinds import Figure, Kind, Read, Reader
from sibdsl.check.quoted_numbers import FIGURES, ORDINAL, WORDS, figures, in_words, ordinal
from sibdsl.source import Span
from sibdsl.syntax.words import MONTHS


def figures_in(text: str) -> Iterator[Figure]:
    """The figures in *text*, in its order; the numbers of clauses and years alone are none."""
    found = [figure for match in _every().finditer(text) for figure in _read(match)]
    for figure, after in zip_longest(found, found[1:]):
        if after is not None and _shares_unit(text, figure, after):
            yield evolve(figure, kind=after.kind, value=figure.number * after.value / after.number)
        else:
            yield figure


def _read(found: re.Match[str]) -> Iterator[Figure]:
    """The figures of one find: a number in words and in figures is two where they differ."""
    kind = found.lastgroup
    assert kind is not None, "each part of the pattern has a name"
    for what, value, number, weak in _KINDS[kind][1](found[0]):
        words = " ".join(found[0].split())
        other = number - 1 if re.match(_UNDER_AGE, found[0], re.IGNORECASE) else None
        yield Figure(what, value, number, words, Span(*found.span()), weak, other)


def _shares_unit(text: str, figure: Figure, after: Figure) -> bool:
    """Whether a bare number has the unit of the next: `10 to 15 per cent`, `two or three years`."""
    between = text[figure.span.end : after.span.start]
    unit = after.kind in (Kind.AMOUNT, Kind.PERCENT, Kind.DAYS, Kind.MONTHS) and after.number
    return (
        figure.kind is Kind.COUNT
        and bool(unit)
        and not after.weak
        and bool(re.fullmatch(_JOINED, between))
    )


# -- Numbers --------------------------------------------------------------------------------------

_FIG = rf"(?<![\w.,])(?:{FIGURES})(?![\d])"
_NUMBER = rf"(?:\b(?:{WORDS})\b(?:\s*\(\s*(?:{FIGURES})\s*\))?|{_FIG}(?:\s*\(\s*(?:{WORDS})\s*\))?)"


def _numbers(text: str) -> list[Fraction]:
    """The number that begins *text*: in words, in figures, or both, which may differ.

    >>> _numbers("seven (7) consecutive"), _numbers("seven (8)"), _numbers("16.5 of")
    ([Fraction(7, 1)], [Fraction(7, 1), Fraction(8, 1)], [Fraction(33, 2)])
    """
    found = re.match(_NUMBER, text, re.IGNORECASE)
    assert found, "the pattern of a figure begins with a number"
    written = [figures(each) for each in re.findall(FIGURES, found[0])]
    spelt = re.search(rf"\b(?:{WORDS})\b", found[0], re.IGNORECASE)
    return list(dict.fromkeys([*([in_words(spelt[0])] if spelt else []), *written]))


def _with_unit(text: str) -> Iterator[Read]:
    """A number and what it is of, by the words behind it."""
    start = re.match(_UNDER, text, re.IGNORECASE)
    text = text[start.end() :] if start else text
    number = re.match(_NUMBER, text, re.IGNORECASE)
    assert number, "the pattern of a figure begins with a number"
    unit = text[number.end() :]
    read = (reader for words, reader in _UNITS.values() if re.match(words, unit, re.IGNORECASE))
    yield from next(read, _bare)(text)


def _plain(kind: Kind) -> Reader:
    def read(text: str) -> Iterator[Read]:
        for number in _numbers(text):
            yield kind, number, number, False

    return read


def _bare(text: str) -> Iterator[Read]:
    """A number with no unit; in words alone it is weak, and `one` is a word like any other."""
    weak = not re.search(r"\d", text)
    for number in _numbers(text):
        if not (weak and number <= 1):
            yield Kind.COUNT, number, number, weak


# -- Amounts and percentages ----------------------------------------------------------------------

_SCALE: Final = {
    "k": 10**3, "thousand": 10**3, "m": 10**6, "million": 10**6, "bn": 10**9, "billion": 10**9,
}  # fmt: skip


_GROUPED: Final = r"\d+(?:[.,]\d+)*"
"""A number with commas and points wherever they stand; such a one as `100,00` is none."""


def _in_pounds(text: str) -> Iterator[Read]:
    """`£2,000`, `£1.5 million`, `£1.5m`, `GBP 2,000`; `£100,00` and `£1.000` equal no amount"""
    found = re.search(rf"({_GROUPED})\s*([A-Za-z]*)", text)
    assert found, "the pattern of an amount holds a number"
    times = _SCALE.get(found[2].casefold(), 1)
    of_pence = times > 1 or not re.search(r"\.\d{3,}$", found[1])
    is_number = of_pence and re.fullmatch(FIGURES, found[1])
    pounds = figures(found[1]) * times if is_number else Fraction(-1)
    yield Kind.AMOUNT, pounds * 100, pounds, False


def _pounds(text: str) -> Iterator[Read]:
    """`two thousand pounds`, `2,000 pounds`, `1.5 million pounds`, `two pounds and fifty pence`"""
    pounds, _, pence = re.split(r"(\bpounds?\b(?:\s+sterling)?|\bgbp\b)", text, flags=re.IGNORECASE)
    times = next((n for word, n in _SCALE.items() if re.search(rf"\d\s*{word}\b", pounds)), 1)
    for number in _numbers(pounds):
        more = _numbers(pence.partition("and")[2].strip())[0] if "pence" in pence else Fraction(0)
        yield Kind.AMOUNT, number * times * 100 + more, number * times, False


def _pence(text: str) -> Iterator[Read]:
    """`50p`, `fifty pence`"""
    for number in _numbers(text):
        yield Kind.AMOUNT, number, number, False


# -- Lengths and ages -----------------------------------------------------------------------------

_LENGTHS: Final = {
    "day": (Kind.DAYS, 1), "week": (Kind.DAYS, 7), "fortnight": (Kind.DAYS, 14),
    "month": (Kind.MONTHS, 1), "year": (Kind.MONTHS, 12),
}  # fmt: skip
_UNIT = rf"(?:{'|'.join(_LENGTHS)})"


def _length(text: str) -> Iterator[Read]:
    """`seven (7) consecutive days`, `two years`, `52-week`"""
    unit = re.findall(_UNIT, text, re.IGNORECASE)[-1].casefold()
    kind, times = _LENGTHS[unit]
    for number in _numbers(text):
        yield kind, number * times, number, False


def _one_length(text: str) -> Iterator[Read]:
    """`a week`: a length where the clause has one, and else a way of speaking"""
    kind, times = _LENGTHS[re.findall(_UNIT, text, re.IGNORECASE)[-1].casefold()]
    yield kind, Fraction(times), Fraction(1), True


def _aged(text: str) -> Iterator[Read]:
    """`aged 18`, `under the age of eighteen (18)`"""
    number = re.search(_NUMBER, text, re.IGNORECASE)
    assert number, "the pattern of an age holds a number"
    yield from _plain(Kind.COUNT)(text[number.start() :])


def _birthday(text: str) -> Iterator[Read]:
    """`18th birthday`, `eighteenth (18th) birthday`"""
    for each in dict.fromkeys(ordinal(one) for one in re.findall(ORDINAL, text, re.IGNORECASE)):
        yield Kind.AGE, Fraction(each), Fraction(each), False


def _nothing(_: str) -> Iterator[Read]:
    """Numbers of clauses, years alone, codes: no figures."""
    return iter(())


# -- The whole pattern ----------------------------------------------------------------------------

_NAMES = (rf"{name}|{name[:4]}|{name[:3]}" for name in MONTHS)
_JOINED: Final = r"\s*(?:to|and|or|-|–|but|and\s+not|but\s+not|not)(?:\s+(?:less|more)\s+than)?\s*"
_UNDER: Final = r"(?:\b(?:under|below|younger\s+than|less\s+than)\s+)?"
_UNDER_AGE: Final = r"(?:under|below|younger|less)\b.*\b(?:age|old)\b"
_MONTH = rf"(?-i:(?:{'|'.join((*_NAMES, *map(str.upper, MONTHS)))})(?![A-Za-z])\.?)"
_REFERENCE = (
    r"\b(?:sub-?)?(?:clauses?|paragraphs?|schedules?|sections?|parts?|annex(?:es)?|appendix|"
    r"articles?|regulations?|rules?|tables?|s\.|no\.|lots?|phases?|years?|levels?|stages?|waves?|"
    r"cohorts?|options?|versions?|steps?|items?|bands?|grades?|forms?|figures?|rows?|pages?)"
    r"\s+\d[\d.]*(?:\s*[/-]\s*\d+)?(?:\([a-z0-9]+\))*(?!\s*(?:%|per))"
    r"(?:\s*(?:,|and|or|to)\s*\d[\d.]*(?:\([a-z0-9]+\))*)*"
)
_BETWEEN = (
    r"(?:[\s-]+(?:consecutive|successive|unbroken|continuous|calendar|whole|full|complete|such|"
    r"further|clear|or\s+more|\(or\s+more\)))*[\s-]+"
)
_UNITS: Final[dict[str, tuple[str, Reader]]] = {
    "pounds": (
        r"(?:\s*(?:million|thousand|billion))?\s*(?:pounds?(?:\s+sterling)?|gbp)\b"
        rf"(?:\s+and\s+(?:{WORDS}|{FIGURES})\s+pence\b)?",
        _pounds,
    ),
    "pence": (r"\s*(?:pence|penny|p)\b", _pence),
    "percent": (r"\s*(?:%|per\s*-?cent\b|percent\b|pct\b)", _plain(Kind.PERCENT)),
    "years_old": (r"[\s-]+years?[\s-]+(?:of\s+age|old)\b", _plain(Kind.COUNT)),
    "length": (rf"{_BETWEEN}{_UNIT}s?\b'?", _length),
}
_ANY_UNIT: Final = f"(?:{'|'.join(words for words, _ in _UNITS.values())})"
_KINDS: Final[dict[str, tuple[str, Reader]]] = {
    "reference": (_REFERENCE, _nothing),
    "time": (r"\b\d{1,2}(?::\d{2}\b|(?:[:.]\d{2})?\s*[ap]\.?m\b)(?!\s*(?:%|per))", _nothing),
    "marker": (r"^\s*\d+(?:\.\d+)+\.?\s", _nothing),
    "date": (
        rf"\b(?:\d{{1,2}}(?:st|nd|rd|th)?|{ORDINAL})(?:\s+day)?(?:\s+of)?\s+{_MONTH},?\s+\d{{4}}\b",
        quoted_dates.in_words,
    ),
    "date_american": (
        rf"\b{_MONTH}\s+\d{{1,2}}(?:st|nd|rd|th)?,?\s+\d{{4}}\b",
        quoted_dates.in_words,
    ),
    "date_figures": (r"\b\d{1,2}[/.]\d{1,2}[/.]\d{4}\b", quoted_dates.day_first),
    "date_iso": (r"\b\d{4}-\d{2}-\d{2}\b", quoted_dates.year_first),
    "month": (
        rf"\b(?:\d{{1,2}}(?:st|nd|rd|th)?\s+(?:of\s+)?)?{_MONTH}(?:\s+\d{{4}}\b)?",
        _nothing,
    ),
    "amount": (
        rf"(?:£\s*|\bgbp\s*){_GROUPED}(?:\s*(?:{'|'.join(_SCALE)})\b)?",
        _in_pounds,
    ),
    "birthday": (rf"\b{ORDINAL}(?:\s*\(\s*{ORDINAL}\s*\))?\s+birthday\b", _birthday),
    "age": (rf"{_UNDER}(?:the\s+)?\bage[d]?\s+(?:of\s+)?{_NUMBER}", _aged),
    "in_a_hundred": (quoted_shares.IN_A_HUNDRED, quoted_shares.in_a_hundred),
    "share": (
        rf"{_UNDER}(?:{quoted_shares.SHARE})(?!{_ANY_UNIT})",
        quoted_shares.share,
    ),
    "one_length": (rf"\b(?:an?|each|every|per)\s+(?:period\s+of\s+an?\s+)?{_UNIT}\b", _one_length),
    "ordinal": (rf"\b{ORDINAL}\b", _nothing),
    "year": (
        rf"\b(?:19|20)\d\d(?:\s*[/-]\s*(?:\d{{4}}|\d\d))?\b(?![,.]?\d)(?!{_ANY_UNIT})",
        _nothing,
    ),
    "in_brackets": (r"\(\s*\d+\s*\)", _nothing),
    "number": (rf"{_UNDER}{_NUMBER}(?:{_ANY_UNIT}|(?!\w))", _with_unit),
    "code": (r"\b(?=\w*[A-Za-z])(?=\w*\d)\w+\b", _nothing),
}


@cache
def _every() -> re.Pattern[str]:
    """The one pattern of all kinds; made where the first quotation is read, as it is long."""
    kinds = (f"(?P<{name}>{pattern})" for name, (pattern, _) in _KINDS.items())
    return re.compile("|".join(kinds), re.IGNORECASE)
