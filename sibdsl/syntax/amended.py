"""A contract as amended: its sentences as they stand from a day on."""

from collections.abc import Iterator

from attrs import evolve, frozen

from sibdsl.model.days import Day
from sibdsl.syntax import forms


@frozen
class Amended:
    """The sentences in force from *since* on; *days* says from when each changed one reads so."""

    since: Day
    document: forms.Document
    days: dict[str, Day]


def as_signed(document: forms.Document) -> forms.Document:
    """*document* without its amendments."""
    kept = (c for c in document.clauses if not isinstance(c.form, forms.Amendment))
    return evolve(document, clauses=tuple(kept))


def amended(document: forms.Document) -> Iterator[Amended]:
    """The contract from the day of each amendment on, earliest first.

    The new sentence stands in the place of the old one, under its number.
    """
    changes = sorted(_changes(document), key=lambda change: change[0])
    clauses = as_signed(document).clauses
    days: dict[str, Day] = {}
    for since in dict.fromkeys(day for day, _, _ in changes):
        for day, number, clause in changes:
            if day == since:
                clauses = tuple(clause if c.number == number else c for c in clauses)
                days = {**days, number: day}
        yield Amended(since, evolve(document, clauses=clauses), days)


def _changes(document: forms.Document) -> Iterator[tuple[Day, str, forms.Clause]]:
    """Each amendment: its day, the clause it changes, and that clause as it then reads."""
    for clause in document.clauses:
        match clause.form:
            case forms.Amendment(since, number, sentence) if since.day is not None:
                changed = evolve(clause, number=number.text, form=sentence, span=sentence.span)
                yield since.day, number.text, changed
            case _:
                pass
