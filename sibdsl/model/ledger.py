"""What is due: payment lines with their reasons, and what is not yet known. Totals are derived."""

from collections import Counter
from collections.abc import Mapping
from typing import Final

from attrs import field

from sibdsl.model.days import Day
from sibdsl.model.histories import Row
from sibdsl.model.money import NOTHING, Money
from sibdsl.values import value

DaySpan = tuple[Day, Day]
"""Half-open: from the first day up to but not including the second."""


SHORTFALL: Final = "(shortfall)"
FLOOR: Final = "(floor)"
RELIEF: Final = "(relief)"
CLAIM: Final = "(claim)"
"""What stands in place of an outcome on a line that none made. CLAIM: shares of the whole claim."""


@value
class Counted:
    """Achievements that a line of a claim stands on: *units* of a case, on *evidence*."""

    case: str
    evidence: DaySpan | None
    units: int


@value
class Line:
    """One payment, or *units* equal and consecutive ones: each unit is a payment of its own.

    Due days run from *first_due* to *last_due*, both included, at equal steps. *evidence* are the
    days that prove it, None for an outcome that uses none. *gross*, *paid* and the shares are
    totals over all units. *unpaid_by* is the clause of the limit by number that leaves it unpaid,
    if one does; *cut_by* the clauses of the limits that cut it to what was left. *claim* is the
    claim period that it falls due in.

    A line of a group has that *group*. One that a deduction leaves is a single payment for *units*
    of the number *achieved*, which are *counted*. Lines that no outcome made are named by SHORTFALL
    and its like.
    """

    case: str | None
    outcome: str
    clause: str
    first_due: Day
    last_due: Day
    evidence: DaySpan | None
    units: int
    gross: Money
    paid: Money
    claim: DaySpan
    unpaid_by: str | None = None
    cut_by: tuple[str, ...] = ()
    shares: tuple[tuple[str, Money], ...] = ()
    rows: tuple[Row, ...] = field(default=(), eq=False)
    group: str | None = None
    achieved: int | None = None
    counted: tuple[Counted, ...] = ()

    @property
    def unit_gross(self) -> Money:
        """The price of one unit; nothing of none."""
        return Money(self.gross.pence // self.units) if self.units else NOTHING

    @property
    def cut(self) -> Money:
        """What limits of money took off; a limit by number cuts nothing, it leaves unpaid."""
        return NOTHING if self.unpaid_by else self.gross - self.paid


@value
class Waiting:
    """An achievement, or the payment for one, that is not yet known, and what would settle it.

    *days* are the days that it would stand on, as far as they are known.
    """

    case: str | None
    outcome: str
    clause: str
    facts: tuple[str, ...]
    days: DaySpan | None = None
    group: str | None = None


@value
class Ledger:
    """All lines, in order of case, outcome and due day; what waits; and what *lapsed*.

    What was not known in time is not achieved (form 25), with the facts that would have settled it.

    *as_at* is the last day that anything is known of. *cases* counts the cases reckoned;
    *eligible* those that are known to be eligible.
    """

    contract: str
    digest: str
    as_at: Day
    lines: tuple[Line, ...]
    waiting: tuple[Waiting, ...] = ()
    lapsed: tuple[Waiting, ...] = ()
    cases: int = 0
    eligible: int = 0
    payers: tuple[str, ...] = ()

    @property
    def paid(self) -> Money:
        """The total of all payments."""
        return sum((line.paid for line in self.lines), NOTHING)

    def paid_by(self) -> Mapping[str, Money]:
        """What each party pays in all, in the contract's order of payers."""
        sums: Counter[str] = Counter()
        for line in self.lines:
            for party, amount in line.shares:
                sums[party] += amount.pence
        return {party: Money(sums[party]) for party in self.payers}
