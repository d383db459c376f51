"""What the text of one cell says: a day, a number, an amount, a percentage. Exact patterns only."""

import re
from datetime import date
from enum import Enum
from fractions import Fraction
from functools import lru_cache
from typing import Final

from attrs import frozen

from sibdsl.model.days import Day
from sibdsl.model.money import Money


class Pattern(Enum):
    """The two ways in which a date may be written."""

    BRITISH = "dd/mm/yyyy"
    ISO = "yyyy-mm-dd"


@frozen
class Written:
    """A date as it is written: its day, or in a few words why there is none."""

    day: Day | None
    pattern: Pattern | None = None
    wrong: str = ""


_BRITISH: Final = re.compile(r"([0-9]{2})/([0-9]{2})/([0-9]{4})", re.ASCII)
_ISO: Final = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})", re.ASCII)
_SHORT_YEAR: Final = re.compile(r"[0-9]{1,2}[/.-][0-9]{1,2}[/.-][0-9]{2}", re.ASCII)
_WHOLE: Final = r"(?:[0-9]{1,15}|[0-9]{1,3}(?:,[0-9]{3}){1,4})"
_NUMBER: Final = re.compile(rf"-?{_WHOLE}(?:\.[0-9]{{1,15}})?", re.ASCII)
_AMOUNT: Final = re.compile(rf"(-?)£?({_WHOLE})(?:\.([0-9]{{2}}))?", re.ASCII)
_CODE: Final = r"[A-Z]{1,2}|[A-Za-z]{1,2}[0-9]{1,3}[A-Z]?|[0-9]{1,6}"
_DATE: Final = r"[0-9]{1,4}[/.-][0-9]{1,2}[/.-][0-9]{1,4}"
_SHOWN: Final = re.compile(rf"{_CODE}|{_DATE}", re.ASCII)


@lru_cache(maxsize=65_536)
def written(text: str) -> Written:
    """The date that *text* is.

    >>> written("29/02/2024").day == written("2024-02-29").day
    True
    >>> written("1/2/24").wrong
    'the year has two digits'
    """
    if match := _BRITISH.fullmatch(text):
        number, month, year = map(int, match.groups())
        return _dated(year, month, number, Pattern.BRITISH)
    if match := _ISO.fullmatch(text):
        year, month, number = map(int, match.groups())
        return _dated(year, month, number, Pattern.ISO)
    if _SHORT_YEAR.fullmatch(text):
        return Written(None, wrong="the year has two digits")
    if _NUMBER.fullmatch(text):
        return Written(None, wrong="it is a bare number, not a date")
    return Written(None, wrong="a date is written dd/mm/yyyy or yyyy-mm-dd")


def _dated(year: int, month: int, number: int, pattern: Pattern) -> Written:
    if not 1900 <= year < 2200:
        return Written(None, pattern, "no record is of that year")
    try:
        return Written(date(year, month, number).toordinal(), pattern)
    except ValueError:
        return Written(None, pattern, "there is no such day")


def number_in(text: str) -> Fraction | None:
    """The exact number, with commas for thousands if at all.

    >>> number_in("1,234.5")
    Fraction(2469, 2)
    """
    return Fraction(text.replace(",", "")) if _NUMBER.fullmatch(text) else None


def amount_in(text: str) -> Money | None:
    """The amount of pounds, with or without the sign and the pence.

    >>> str(amount_in("£1,000.50"))
    '£1,000.50'
    """
    match = _AMOUNT.fullmatch(text)
    if match is None:
        return None
    sign, pounds, pence = match.groups()
    whole = int(pounds.replace(",", "")) * 100 + int(pence or 0)
    return Money(-whole if sign else whole)


def percentage_in(text: str) -> Fraction | None:
    """The percentage as a fraction of one; the sign must be there.

    >>> percentage_in("12.5%")
    Fraction(1, 8)
    """
    if not text.endswith("%"):
        return None
    number = number_in(text[:-1].rstrip())
    return None if number is None else number / 100


def shown(text: str) -> str:
    """*text* for a message, if it is a code or a date; anything else may say who a child is."""
    return f"`{text}`" if _SHOWN.fullmatch(text) else "what stands there"
