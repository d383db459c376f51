"""What happened, as the records say it: cases, their facts, events and spells, and how far they go.

Every name of a field is the Term of the contract in the singular ("Episode", "Legal Status").
A value that is missing or could not be matched is None: it is *unknown*, never "no".
"""

from collections.abc import Mapping
from fractions import Fraction
from typing import TypeAlias

from attrs import evolve, field, frozen

from sibdsl.model.days import EARLIEST, NEVER, Day
from sibdsl.model.money import Money

Value: TypeAlias = str | Fraction | Money | Day
"""A code, choice, party or case number as text; a number; an amount; a date as a day."""

Attributes: TypeAlias = Mapping[str, Value | None]


@frozen(order=True)
class Row:
    """The row of a file that a record was read from; *line* counts from 1, the heading included."""

    file: str
    line: int

    def __str__(self) -> str:
        return f"{self.file}:{self.line}"


@frozen
class Event:
    """Something that happened on a day; *day* is None where the date is missing.

    *certified* is False where the party that has to certify it has not: it is then not known.
    """

    day: Day | None
    attributes: Attributes = field(factory=dict)
    rows: tuple[Row, ...] = ()
    certified: bool = True


@frozen
class Spell:
    """Something that lasted: *first* and *last* days are both in it.

    *last* is None while the spell is open. *first* is None where the date is missing.
    *certified* is as for an event.
    """

    first: Day | None
    last: Day | None
    attributes: Attributes = field(factory=dict)
    rows: tuple[Row, ...] = ()
    certified: bool = True


@frozen
class Case:
    """One case (or group, or the contract itself) and its records.

    *rows* says from which rows its facts were read, by field. *contradicted* names the fields on
    which joined records disagree: the case then waits.
    """

    number: str
    facts: Attributes = field(factory=dict)
    events: Mapping[str, tuple[Event, ...]] = field(factory=dict)
    spells: Mapping[str, tuple[Spell, ...]] = field(factory=dict)
    rows: Mapping[str, tuple[Row, ...]] = field(factory=dict)
    also_known_as: tuple[str, ...] = ()


@frozen
class Reach:
    """How far the records of one field go: all from *first* to *last*, both included, is in them.

    Nothing is known of a day outside. A field that no file holds has a *last* of EARLIEST.
    """

    first: Day = EARLIEST
    last: Day = NEVER


@frozen
class Histories:
    """All cases, the records of the contract itself, and the reach of each field of either.

    *groups* are the groups of each Term ("Cohort"), each a case whose number is its label. A
    fact of a case, a group or the contract may give a measure outright, under its Term.
    *set_aside* are the cases left out of the reckoning: nothing is paid on them, and what they
    may have taken (a place among a limited number) nobody else gets.
    """

    cases: tuple[Case, ...]
    contract: Case = field(factory=lambda: Case("the contract"))
    reach: Mapping[str, Reach] = field(factory=dict)
    set_aside: tuple[Case, ...] = ()
    groups: Mapping[str, tuple[Case, ...]] = field(factory=dict)

    def as_at(self, day: Day) -> "Histories":
        """What was known by the end of *day*: every reach is brought down to it, never up."""
        return evolve(
            self,
            reach={
                name: evolve(reach, last=min(reach.last, day)) for name, reach in self.reach.items()
            },
        )
