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
STARTERS: Final = (
    "If", "No", "In", "As", "Only", "Payments", "At", "There", "Once", "Records", "Claims",
    "Evidence", "Each", "From", "It", "Example", "Contract",
)  # fmt: skip
TERM: Final = re.compile(
    rf"(?<![\w'-])(?!(?:{'|'.join(STARTERS)}|The|An?)\b)"
    r"[A-Z][\w'’-]*(?:\s+(?:of\s+)?[A-Z0-9][\w'’-]*)*"
)
_ASIDE: Final = re.compile(r'"[^"]*"|\[[^\]]*\]')
_STRAIGHT: Final = str.maketrans(
    {
        **dict.fromkeys("“”", '"'),
        **dict.fromkeys("‘’", "'"),
        **dict.fromkeys("\u00a0\u200b\u2060\ufeff", " "),
        "\u2011": "-",
    }
)
_UNITS: Final = frozenset({"days", "weeks", "months", "years"})
_IRREGULAR: Final = {
    "Children": "Child", "Men": "Man", "Women": "Woman", "People": "Person",
}  # fmt: skip


def straightened(text: str) -> str:
    """*text* with straight quotes, plain spaces and hyphens, every character in its place."""
    return text.translate(_STRAIGHT)


def plain(text: str) -> str:
    """*text* with notes blanked and quotations hidden, every character in its place.

    >>> plain('Kind is "other" [so far].')
    'Kind is "_____"         .'
    """
    return _ASIDE.sub(_hidden, text)


def _hidden(found: re.Match[str]) -> str:
    length = len(found[0])
    return " " * length if found[0].startswith("[") else f'"{"_" * (length - 2)}"'


def known_terms(text: str) -> dict[str, str]:
    """Every run of Capitalised words in *text*, by the key of `term_key`, as first written."""
    lines = (line for line in plain(text).splitlines() if not line.lstrip().startswith("#"))
    known: dict[str, str] = {}
    for found in TERM.finditer("\n".join(lines)):
        term = " ".join(found[0].split())
        known.setdefault(term_key(term), term)
    return known


def term_key(words: str) -> str:
    """One key for a Term however it is spelt: singular or plural, capital or small letters.

    >>> term_key("home  weeks") == term_key("Home Week")
    True
    """
    return singular(capitalised(words)).casefold()


def capitalised(words: str) -> str:
    """*words* as a Term: each but `of` with a capital letter, parted by one space."""
    return " ".join(w if w == "of" else w[:1].upper() + w[1:] for w in words.split())


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
