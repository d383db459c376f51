"""A statement: the claim of one claim period, and where it leaves every limit of the contract."""

from attrs import field

from sibdsl.model.claims import Entry, Settlement
from sibdsl.model.days import Day
from sibdsl.model.inputs import Input
from sibdsl.model.ledger import DaySpan
from sibdsl.model.money import NOTHING, Money
from sibdsl.values import value


@value
class Due:
    """What one payer pays for one outcome: *new*, and *back* (nothing or less) what it gets back.

    *units* are those newly claimed less those taken back.
    """

    payer: str
    outcome: str
    clause: str
    units: int
    new: Money
    back: Money

    @property
    def pay(self) -> Money:
        """What is to pay now."""
        return self.new + self.back


@value
class Position:
    """Where a claim leaves a limit of money: what had used it up, and what the claim uses of it.

    *party* is the payer whose limit it is, None of a limit on payments. *beyond* is what the limit
    has left unpaid by then, or handed on: *then* says who pays that.
    """

    clause: str
    scope: str
    limit: Money
    before: Money
    now: Money
    party: str | None = None
    beyond: Money = NOTHING
    then: str = ""

    @property
    def after(self) -> Money:
        """What is used up once the claim is paid."""
        return self.before + self.now

    @property
    def left(self) -> Money:
        """What is left; less than nothing where more was paid than the limit now is.

        An amendment may have lowered it, or late evidence been disregarded.
        """
        return self.limit - self.after


@value
class Reached:
    """A limit for each person or group: how many of those *under* it have used it up.

    *before* the claim, and *now* with it; *units* and *unpaid* are what it leaves unpaid of what
    is claimed now, at its price.
    """

    clause: str
    scope: str
    limit: str
    under: int
    before: int
    now: int
    units: int
    unpaid: Money


@value
class Unsettled:
    """What is not yet known: of how many, at *most* how much (None where that cannot be said).

    *settles* are the facts that would settle it, *who* the first of those who wait, by number.
    *days* are those of what waits and has no case, where they are few.
    """

    settles: str
    outcome: str
    clause: str
    days: str
    many: str
    who: str
    most: Money | None


@value
class TakenBack:
    """What an earlier claim had and this one takes back, and *why*."""

    entry: Entry
    why: str


@value
class Found:
    """The findings of one code in the data of a claim: how many, and what to do."""

    code: str
    title: str
    severity: str
    times: int
    advice: str


@value
class Signatory:
    """Who signs a statement, in which role, and to what."""

    party: str
    role: str
    words: str


@value
class Statement:
    """The claim *settled* of a *period*, and all that is said with it.

    *earlier* is all that had been claimed; *claims* are the files that say so, and where there is
    none it is taken from the data (`assumed`). *receivers* are those who pay, or who pay for them.
    *left_out* are the cases in no reckoning; *shared_later* what is shared among the payers once
    the period is over.
    """

    settled: Settlement
    period: DaySpan
    person: str
    senders: tuple[str, ...]
    receivers: tuple[str, ...]
    dues: tuple[Due, ...]
    positions: tuple[Position, ...]
    reached: tuple[Reached, ...]
    unsettled: tuple[Unsettled, ...]
    taken_back: tuple[TakenBack, ...]
    found: tuple[Found, ...]
    left_out: tuple[tuple[str, str], ...]
    signatories: tuple[Signatory, ...]
    shared_later: Money = NOTHING
    inputs: tuple[Input, ...] = ()
    claims: tuple[Input, ...] = ()
    earlier: tuple[Entry, ...] = field(default=(), repr=False)

    @property
    def assumed(self) -> bool:
        """Whether no file says what was claimed before."""
        return not self.claims and bool(self.settled.before)

    @property
    def as_at(self) -> Day:
        """The last day that the statement knows of."""
        return self.settled.as_at

    @property
    def so_far(self) -> bool:
        """Whether the period is not over by then."""
        return self.as_at < self.period[1] - 1

    @property
    def new(self) -> tuple[Entry, ...]:
        """What is newly due."""
        return tuple(entry for entry in self.settled.entries if not entry.reverses)
