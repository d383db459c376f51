"""When a price holds: a condition of the language, or a band of what a heading names."""

import re
from typing import Final

from attrs import frozen

from sibdsl.rate_cards.bands import band, measure, quoted
from sibdsl.rate_cards.sentences import form_of
from sibdsl.rate_cards.terms import Terms

_GENERAL: Final = re.compile(
    r"(?:price |payment )?(?:bands?|conditions?|criteria|if|when|where|threshold)", re.IGNORECASE
)
"""A heading that does not say of what its bands are."""

_COMPARED: Final = (
    "under|over|at least|at most|up to|less|more|fewer|greater|below|above|from|between|no more"
    "|no less|minimum|maximum|older|younger"
)
_ABOUT: Final = re.compile(
    rf"(?!(?:{_COMPARED})\b)([A-Za-z][A-Za-z -]*?)(?: is| of|:)? +(?=[\d£<>≥≤]|(?:{_COMPARED})\b)",
    re.IGNORECASE,
)


@frozen
class Held:
    """The words after `if`, empty where a price always holds; and what was taken of open words."""

    words: str
    reading: str = ""


def held(outcome: str, about: str, cell: str, terms: Terms) -> Held | str:
    """What the cell under the heading *about* says; or why it says nothing that can be read."""
    words = re.sub(r"^(?:if|when|where) ", "", cell, flags=re.IGNORECASE)
    if form_of(f"{outcome} pays (a) £1 if {words}; and (b) £2 if {words}"):
        return Held(words)
    general = not about or _GENERAL.fullmatch(about)
    subject, figures = told_apart(cell) if general else (about, cell)
    of = measure(subject, terms)
    if not of:
        return f"`{cell}` does not say of what"
    if quoted(figures):
        return Held(f"{of} is {figures}")
    found = band(figures)
    if found is None:
        return f"`{cell}` is no condition of the language, and no band of a number"
    day = "the card does not say on which day an age is read" if of.casefold() == "age" else ""
    return Held(f"{of} is {found.words}", found.reading or day)


def told_apart(cell: str) -> tuple[str, str]:
    """What a band is of, where its cell says so, and the band.

    >>> told_apart("Age 10 to 13"), told_apart("under 10"), told_apart("Reduction of 10% or more")
    (('Age', '10 to 13'), ('', 'under 10'), ('Reduction', '10% or more'))
    """
    told = _ABOUT.match(cell)
    return (told[1], cell[told.end() :]) if told else ("", cell)
