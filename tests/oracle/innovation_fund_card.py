"""From achievements to the ledger of a rate card: first of each, limits, and who pays.

Used by the schemes of one payer that pay each line once for each person.
"""

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

import payments as pay


class Line(NamedTuple):
    """A line of the card: its Term, its clause, how many are paid and by which clause."""

    outcome: str
    clause: str
    paid: int | None = None  # None: no limit by number
    paid_by: str = ""


class Achieved(NamedTuple):
    """One achievement: its line, its due day, the days that prove it, its price in pence."""

    line: Line
    due: date
    evidence: tuple[date, date] | None
    gross: int


@dataclass
class Stops:
    """When no outcome is achieved: outside the term, before a day, on or after one, after one."""

    term: tuple[date, date]
    before: date | None = None
    on_or_after: date | None = None
    after: date | None = None

    def allow(self, due: date) -> bool:
        """Whether an outcome may fall due on the day."""
        return (
            self.term[0] <= due <= self.term[1]
            and (self.before is None or due >= self.before)
            and (self.on_or_after is None or due < self.on_or_after)
            and (self.after is None or due <= self.after)
        )


def units(number: str, found: list[Achieved], card: list[Line]) -> list[pay.Unit]:
    """The units of one person, those above a limit by number marked with its clause."""
    made = []
    for order, line in enumerate(card):
        own = [one for one in found if one.line == line]
        own.sort(key=lambda one: (one.due, one.evidence[1] if one.evidence else one.due))
        for place, one in enumerate(own):
            unit = pay.Unit(
                number, line.outcome, line.clause, order, one.due, one.evidence, one.gross
            )
            above = line.paid is not None and place >= line.paid
            unit.unpaid_by = line.paid_by if above else ""
            made.append(unit)
    return made


def settle(made: list[pay.Unit], limits: list[pay.Limit], payer: str) -> list[pay.Unit]:
    """The units after limits in money, all paid by one party."""
    pay.cap(made, limits)
    for unit in made:
        unit.shares = {payer: unit.paid}
    return made
