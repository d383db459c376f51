"""The words of the language: articles, numbers, amounts, dates, and one Term for one and many."""

import re
from datetime import date
from fractions import Fraction
from functools import cache
from typing import Final

from sibdsl.model.days import Day
from sibdsl.model.money import Money

ARTICLE: Final = re.compile(r"^(?:the|The|an?|An?)\s+")
MONTHS: Final = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip
_CURLY: Final = str.maketrans({"“": '"', "”": '"', "\u00a0": " ", "\ufeff": " "})
_UNITS: Final = frozenset({"days", "weeks", "months", "years"})
_IRREGULAR: Final = {
    "Children": "Child", "Men": "Man", "Women": "Woman", "People": "Person",
}  # fmt: skip


def straightened(text: str) -> str:
    """*text* with straight double quotes and plain spaces, every character in its place."""
    return text.translate(_CURLY)


def article_and_term(text: str) -> tuple[str, str]:
    """The article in front (or nothing) and the Term, its words parted by one space."""
    found = ARTICLE.match(text)
    rest = text[found.end() :] if found else text
    return (found[0].strip() if found else ""), " ".join(rest.replace("’", "'").split())


@cache
def singular(term: str) -> str:
    """*term* with every word in the singular: plural and singular are one Term.

    >>> singular("Net Days Saved"), singular("Responsibilities"), singular("Children")
    ('Net Day Saved', 'Responsibility', 'Child')
    """
    return " ".join(_singular_word(word) for word in term.split())


def _singular_word(word: str) -> str:
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    if len(word) > 4 and word.endswith(("ches", "shes", "sses", "xes", "zes")):
        return word[:-2]
    if len(word) > 2 and word.endswith("s") and not word.endswith(("ss", "us", "is", "'s")):
        return word[:-1]
    return word


def singular_role(role: str) -> str:
    """`commissioners` is the role `commissioner`."""
    role = " ".join(role.split())
    return role[:-3] + "y" if role.endswith("ies") else role.removesuffix("s")


def singular_unit(word: str) -> str:
    """`days` is the unit `day`; other words stay as they are."""
    return word[:-1] if word in _UNITS else word


def number_written(text: str) -> Fraction:
    """`1,000` or `16.5` as an exact number."""
    return Fraction(text.replace(",", ""))


def money_written(text: str) -> Money:
    """`£1,000` or `£59.15`, in pence; parts of a penny are cut off (and refused elsewhere)."""
    return Money(int(number_written(text.removeprefix("£").strip()) * 100))


def day_written(text: str) -> Day | None:
    """`1 February 2018` as a day; None where it is another notation or no such date.

    >>> day_written("31 February 2018") is None
    True
    """
    parts = text.split()
    if len(parts) != 3 or parts[1] not in MONTHS:
        return None
    try:
        return date(int(parts[2]), MONTHS.index(parts[1]) + 1, int(parts[0])).toordinal()
    except ValueError:
        return None
