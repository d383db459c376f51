"""Days and amounts that a worked consequence begins from; all that follows is computed from them.

A sample is no part of any contract. The first of March and the last of August are chosen because
a length counted from them shows both ends of it, and a month that has no such day.
"""

from typing import Final

from sibdsl.model.days import Day, day, in_words
from sibdsl.model.ledger import DaySpan
from sibdsl.model.money import Money
from sibdsl.render.page import days_in_words

START: Final[Day] = day(2019, 3, 1)
LONG_MONTH: Final[Day] = day(2019, 8, 31)
LEAP_DAY: Final[Day] = day(2020, 2, 29)
BORN: Final[Day] = day(2005, 5, 3)
BORN_ON_LEAP_DAY: Final[Day] = day(2004, 2, 29)
UNEVEN: Final = Money(33_333)
"""An amount of which few shares come to whole pence."""
EVEN: Final = Money(100_000)


def span(days: DaySpan) -> str:
    """A half-open span in words, both its ends included.

    >>> span((START, START + 7))
    'from 1 March to 7 March 2019'
    """
    return f"from {days_in_words(days)}" if days[1] - days[0] > 1 else f"on {in_words(days[0])}"


def sentence(text: str) -> str:
    """*text* with a capital letter and a full stop.

    >>> sentence("so it is")
    'So it is.'
    """
    return f"{text[:1].upper()}{text[1:]}."
