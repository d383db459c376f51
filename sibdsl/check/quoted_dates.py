"""Dates as prose writes them."""

import re
from collections.abc import Iterator
from datetime import date
from fractions import Fraction

from sibdsl.check.quoted_kinds import Kind, Read
from sibdsl.check.quoted_numbers import ORDINAL, ordinal
from sibdsl.model.days import Day
from sibdsl.syntax.words import MONTHS


def in_words(text: str) -> Iterator[Read]:
    """`1 February 2018`, `the 1st day of Feb 2018`, `February 1, 2018`, `first day of May 2019`"""
    months = (rf"(?i)\b{name[:3]}" for name in MONTHS)
    month = next(at for at, name in enumerate(months, 1) if re.search(name, text))
    year = int(re.findall(r"\d{4}", text)[-1])
    without = re.sub(r"\b\d{4}\b", " ", text)
    number = re.search(r"\d{1,2}", without)
    if number:
        yield from _on(year, month, int(number[0]))
    else:
        spelt = re.match(rf"(?:{ORDINAL})", without.strip(), re.IGNORECASE)
        assert spelt, "a date without a figure begins with a place in words"
        yield from _on(year, month, ordinal(spelt[0]))


def day_first(text: str) -> Iterator[Read]:
    """`01/02/2018`, as dates are written here"""
    number, month, year = (int(part) for part in re.findall(r"\d+", text))
    yield from _on(year, month, number)


def year_first(text: str) -> Iterator[Read]:
    """`2018-02-01`"""
    year, month, number = (int(part) for part in re.findall(r"\d+", text))
    yield from _on(year, month, number)


def _on(year: int, month: int, number: int) -> Iterator[Read]:
    """That day; one that does not exist is a date all the same, and equal to none."""
    try:
        day: Day = date(year, month, number).toordinal()
    except ValueError:
        day = -1
    yield Kind.DATE, Fraction(day), Fraction(day), False
