"""A claim and its entries: what it adds to what was claimed before, and what it takes back."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from attrs import field

from sibdsl.model.days import Day
from sibdsl.model.histories import Row
from sibdsl.model.ledger import Line
from sibdsl.model.money import NOTHING, Money
from sibdsl.values import changed, value

EMPTY: Final = "(nothing)"
"""What stands in place of an outcome on the one line of a claim of nothing, which keeps its day."""


@value
class Entry:
    """*line*, as a ledger has it; or the same taken back, where *reverses* is not empty.

    *reverses* are the rows of earlier claims that claimed it.
    """

    line: Line
    reverses: tuple[Row, ...] = ()

    @property
    def sign(self) -> int:
        """1, or -1 of what is taken back."""
        return -1 if self.reverses else 1

    @property
    def paid(self) -> Money:
        """What it adds to the payments: less than nothing where it takes back."""
        return self.line.paid * self.sign

    @property
    def signed(self) -> Line:
        """The line as a claim writes it: numbers and amounts less than nothing where taken back."""
        line = self.line
        return changed(
            line,
            units=line.units * self.sign,
            achieved=None if line.achieved is None else line.achieved * self.sign,
            gross=line.gross * self.sign,
            paid=self.paid,
            shares=tuple((party, amount * self.sign) for party, amount in line.shares),
        )


@value
class Placed:
    """An entry of an earlier claim, and the row where it stands."""

    entry: Entry
    row: Row


@value
class Claim:
    """An earlier claim, as a file holds it.

    *number* counts the claims from 1, *before* is what had been claimed in all, *as_at* the day
    and *digest* the fingerprint of the contract. A whole ledger has neither number nor *before*:
    all in it was claimed. A table of one does not say its day or its contract either.
    """

    file: str
    placed: tuple[Placed, ...]
    payers: tuple[str, ...]
    number: int | None = None
    as_at: Day | None = None
    before: Money | None = None
    digest: str | None = None

    @property
    def paid(self) -> Money:
        """What it comes to."""
        return total(each.entry for each in self.placed)

    @property
    def last_day(self) -> Day | None:
        """The day it is of; where it does not say, the last due day in it."""
        if self.as_at is not None:
            return self.as_at
        return max((each.entry.line.last_due for each in self.placed), default=None)


@value
class Settlement:
    """The claim as at a day: *entries* in order of the ledger, what is taken back first.

    *before* is what had been claimed. *disregarded* is what came too late to count, and *held*
    what stands as claimed because its case is left out of the reckoning.
    """

    contract: str
    digest: str
    number: int
    as_at: Day
    payers: tuple[str, ...]
    entries: tuple[Entry, ...]
    before: Money
    before_by: Mapping[str, Money] = field(factory=dict)
    disregarded: tuple[Entry, ...] = ()
    held: tuple[Entry, ...] = ()

    @property
    def paid(self) -> Money:
        """What is claimed now; less than nothing where more is taken back."""
        return total(self.entries)

    def paid_by(self) -> Mapping[str, Money]:
        """What is claimed now from each payer."""
        return by_payer(self.entries, self.payers)


def total(entries: Iterable[Entry]) -> Money:
    """What *entries* come to."""
    return sum((entry.paid for entry in entries), NOTHING)


def by_payer(entries: Iterable[Entry], payers: Sequence[str]) -> Mapping[str, Money]:
    """What *entries* come to for each of *payers*."""
    sums: Counter[str] = Counter()
    for entry in entries:
        for party, amount in entry.line.shares:
            sums[party] += amount.pence * entry.sign
    return {party: Money(sums[party]) for party in payers}


def shared(line: Line) -> Money:
    """What the payers of *line* pay of it together."""
    return sum((amount for _, amount in line.shares), NOTHING)


def divisible(line: Line) -> bool:
    """Whether the units of *line* can be equal: no amount and no evidence leaves a rest."""
    if line.first_due == line.last_due or line.units < 2:
        return True
    amounts = [line.gross, line.paid, *(amount for _, amount in line.shares)]
    days = 0 if line.evidence is None else line.evidence[1] - line.evidence[0]
    return not any(n % line.units for n in (days, *(amount.pence for amount in amounts)))
