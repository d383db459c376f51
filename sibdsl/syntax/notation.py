"""Amounts, percentages, dates and numbers that are not written in the way of the language."""

import re
from collections.abc import Callable, Iterator
from difflib import get_close_matches
from fractions import Fraction
from typing import Final, TypeAlias

from sibdsl.diagnostics import codes
from sibdsl.model.money import Money
from sibdsl.source import Span
from sibdsl.syntax.draft import Mistake
from sibdsl.syntax.words import MONTHS, TERM, day_written, number_written, plain

_Found: TypeAlias = re.Match[str]

_NUM = r"\d+(?:,\d+)*(?:\.\d+)?"
_MONTH = (
    r"(?i:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b"
)
_WEEKDAY = r"(?:(?i:mon|tues|wednes|thurs|fri|satur|sun)day,?\s+)?"
_NOT_IN_WORD = r"(?<![\w'.-])"
_WELL_FORMED: Final = re.compile(r"\d{1,3}(?:,\d{3})*(?:\.\d+)?")
_TIMES: Final = {
    "k": 1000, "thousand": 1000, "m": 10**6, "million": 10**6, "bn": 10**9, "billion": 10**9,
}  # fmt: skip


def notations(text: str) -> Iterator[Mistake]:
    """The mistakes of notation in *text*, in order, each with its mend."""
    for found in _EVERY.finditer(plain(text)):
        kind = found.lastgroup
        mistake = _KINDS[kind][1](found) if kind else None
        if mistake:
            yield mistake


# -- Dates ----------------------------------------------------------------------------------------


def _day_first(found: _Found) -> Mistake | None:
    """`1 April 2018` is right if it exists; `1st April 2018`, `1 Apr 2018` are mended."""
    number, month, year = re.findall(r"\d+|[A-Za-z]{3,}", _bare(found[0]))
    return _in_words(found, int(number), month, year)


def _month_first(found: _Found) -> Mistake | None:
    """`April 1, 2018`"""
    month, number, year = re.findall(r"\d+|[A-Za-z]{3,}", _bare(found[0]))
    return _in_words(found, int(number), month, year)


def _bare(written: str) -> str:
    """*written* without a day of the week."""
    return re.sub(r"^\w+day,?\s+", "", written, flags=re.IGNORECASE)


def _in_words(found: _Found, number: int, month: str, year: str) -> Mistake | None:
    name = _month(month)
    if name is None:
        return _date(found, f"`{month}` is not a month", "write a date as `1 April 2018`")
    right = f"{number} {name} {year if len(year) == 4 else '20' + year}"
    if day_written(right) is None:
        return _no_such(found, right, name)
    if " ".join(found[0].split()) == right:
        return None
    return _date(found, f"`{found[0]}` is not how a date is written here", right=right)


def _month(written: str) -> str | None:
    """The month that *written* abbreviates or misspells."""
    word = written.capitalize()
    for month in MONTHS:
        if month.startswith(word[:4]) and word in (month, month[: len(word)]):
            return month
    near = get_close_matches(word, MONTHS, n=1, cutoff=0.7)
    return near[0] if near else None


def _no_such(found: _Found, right: str, month: str) -> Mistake:
    year = int(right.split()[-1]) or 2000
    last = next(d for d in (31, 30, 29, 28) if day_written(f"{d} {month} {year}"))
    return Mistake(
        codes.NO_SUCH_DATE,
        Span(*found.span()),
        f"there is no {right}",
        f"the last day of that month is `{last} {month} {year}`",
    )


def _figures(found: _Found) -> Mistake:
    """`1/4/2018`, `2018-04-01`: help with each date that it could mean."""
    a, b, c = (int(part) for part in re.split(r"[/.-]", found[0]))
    tries = [(c, b, a)] if a > 31 else [(a, b, c), (b, a, c)]
    meant = [d for d in (_spelt(*each) for each in tries) if d]
    could = " or ".join(f"`{d}`" for d in dict.fromkeys(meant)) or "a date as `1 April 2018`"
    which = ", whichever is meant" if len(set(meant)) > 1 else ""
    message = f"`{found[0]}` is a date in figures"
    if which:
        message += ", which can be read in two ways"
    return _date(found, message, f"write {could}{which}")


def _spelt(number: int, month: int, year: int) -> str | None:
    """The date in words, if there is one."""
    if not 1 <= month <= 12:
        return None
    written = f"{number} {MONTHS[month - 1]} {year if year > 99 else 2000 + year}"
    return None if day_written(written) is None else written


def _month_and_year(found: _Found) -> Mistake:
    month, year = found[0].split()
    first = f"1 {month} {year}"
    return _date(found, f"`{month} {year}` is a month, not a day", right=first)


def _date(found: _Found, message: str, help_: str = "", *, right: str = "") -> Mistake:
    span = Span(*found.span())
    if not right:
        return Mistake(codes.DATE_FORM, span, message, help_)
    return Mistake.mended(codes.DATE_FORM, span, message, f"write `{right}`", right)


# -- Amounts, percentages, numbers ----------------------------------------------------------------


def _amount(found: _Found) -> Mistake | None:
    """`£5000`, `£5k`, `£1,00`, `5,000 pounds`, `50p`; None where it is written well."""
    figure = re.search(_NUM, found[0])
    assert figure, "the pattern of an amount holds a number"
    digits, after = figure[0], found[0][figure.end() :].strip().lower()
    exact = number_written(digits) * 100 * _TIMES.get(after, 1)
    pounds = found[0].startswith("£") and after not in _TIMES
    if after in {"p", "pence"}:
        exact = number_written(digits)
    if exact.denominator > 1:
        return _parts_of_a_penny(found, exact)
    well_formed = _WELL_FORMED.fullmatch(digits) and re.fullmatch(r"[^.]*(\.\d\d)?", digits)
    if pounds and well_formed:
        return None
    message = f"`{found[0]}` is not how an amount is written here"
    right = str(Money(int(exact)))
    help_ = f"write `{right}`"
    if "," in digits and not _WELL_FORMED.fullmatch(digits):
        message = f"the commas in `{found[0]}` do not part thousands"
        help_ = f"write `{right}`, or another amount if that is not what is meant"
    return Mistake.mended(codes.AMOUNT_FORM, Span(*found.span()), message, help_, right)


def _parts_of_a_penny(found: _Found, exact: Fraction) -> Mistake:
    below = Money(int(exact))
    return Mistake.mended(
        codes.AMOUNT_FORM,
        Span(*found.span()),
        f"`{found[0]}` has parts of a penny",
        f"write `{below}` or `{Money(int(exact) + 1)}`",
        str(below),
    )


def _foreign(found: _Found) -> Mistake:
    return Mistake(
        codes.AMOUNT_FORM,
        Span(*found.span()),
        f"`{found[0]}` is not in pounds",
        "write every amount in pounds, as `£1,000`",
    )


def _percent(found: _Found) -> Mistake | None:
    """`25 percent`, `25 per cent`, `25 %`, `1000%`; None where it is written well."""
    digits = found[0].removesuffix("%")
    if _WELL_FORMED.fullmatch(digits) and digits != found[0]:
        return None
    figure = re.match(_NUM, found[0])
    assert figure, "the pattern of a percentage begins with a number"
    right = f"{_with_commas(figure[0])}%"
    message = f"`{found[0]}` is not how a percentage is written here"
    span = Span(*found.span())
    return Mistake.mended(codes.PERCENT_FORM, span, message, f"write `{right}`", right)


def _number(found: _Found) -> Mistake | None:
    """`10000`, `1,00`; None where it is written well."""
    if _WELL_FORMED.fullmatch(found[0]):
        return None
    right = _with_commas(found[0])
    help_ = f"write `{right}`"
    if re.fullmatch(r"(?:19|20)\d\d", found[0]):
        help_ += "; if a year is meant, write a whole date as `1 April 2018`"
    message = f"`{found[0]}` has no comma between thousands"
    if "," in found[0]:
        message = f"the commas in `{found[0]}` do not part thousands"
    return Mistake.mended(codes.NUMBER_FORM, Span(*found.span()), message, help_, right)


def _with_commas(digits: str) -> str:
    whole, dot, part = digits.replace(",", "").partition(".")
    return f"{int(whole):,}{dot}{part}"


def _nothing(found: _Found) -> None:
    """Words that hide what looks like a date or a number: a Term, a clause number."""


_KINDS: Final[dict[str, tuple[str, Callable[[_Found], Mistake | None]]]] = {
    "hidden": (r'"_*"', _nothing),
    "clause": (r"\bclauses?\s+\d+(?:\.\d+)*", _nothing),
    "month_first": (
        rf"{_NOT_IN_WORD}{_WEEKDAY}{_MONTH}\.?\s+\d{{1,2}}(?:st|nd|rd|th)?,?\s+\d{{4}}\b",
        _month_first,
    ),
    "plain_date": (rf"{_NOT_IN_WORD}\d{{1,2}}\s+[A-Z][a-z]+\s+\d{{4}}\b", _day_first),
    "day_first": (
        rf"{_NOT_IN_WORD}{_WEEKDAY}\d{{1,2}}(?:st|nd|rd|th)?(?:\s+(?:day\s+)?of)?[\s-]+"
        rf"{_MONTH}\.?,?[\s-]+(?:\d{{4}}|\d\d)(?![\w%]|[.,]\d)",
        _day_first,
    ),
    "figures": (
        rf"{_NOT_IN_WORD}(?:\d{{1,4}}[/-]\d{{1,2}}[/-]\d{{1,4}}|\d{{1,2}}\.\d{{1,2}}\.\d{{4}})(?![\w/])",
        _figures,
    ),
    "month_and_year": (
        rf"(?:{'|'.join(MONTHS)})\s+\d{{4}}(?!\s+(?:of\s+)?[A-Z0-9]|[\w'-])",
        _month_and_year,
    ),
    "foreign": (rf"[$€]\s*{_NUM}", _foreign),
    "amount": (
        rf"£\s*{_NUM}(?:\s*(?:[kKmM]|bn|million|thousand|billion)\b)?"
        rf"|\b(?i:gbp)\s*{_NUM}|{_NOT_IN_WORD}{_NUM}\s*(?:£|(?i:pounds?(?:\s+sterling)?|gbp|p|pence)\b)",
        _amount,
    ),
    "percent": (rf"{_NOT_IN_WORD}{_NUM}\s*(?:%|(?i:per\s*-?cent|pct)\b)", _percent),
    "ordinal": (r"\d+(?:st|nd|rd|th)\b", _nothing),
    "term": (TERM.pattern, _nothing),
    "word": (r"[A-Za-z][\w'-]*", _nothing),
    "number": (_NUM, _number),
}
_EVERY: Final = re.compile("|".join(f"(?P<{k}>{p})" for k, (p, _) in _KINDS.items()))
