"""A contract as meant: parties, records, definitions, outcomes, and the way to the payment."""

from collections.abc import Mapping
from enum import Enum
from fractions import Fraction
from typing import TypeAlias

from attrs import field

from sibdsl.model.calendar import Cycle, Duration
from sibdsl.model.days import EARLIEST, Day
from sibdsl.model.money import Money, Rounding
from sibdsl.model.records import RecordKind
from sibdsl.model.terms import (
    ALWAYS,
    NO_CLAUSE,
    OWN,
    Claim,
    Clause,
    Condition,
    Days,
    DayTerm,
    Definition,
    Each,
    Items,
    Number,
    Period,
    Value,
)
from sibdsl.values import value


@value
class Holding:
    """A party holds a role from a day on; from the first day of the contract where it is None."""

    party: str
    role: str
    since: Day | None
    clause: Clause


# -- Triggers and outcomes ------------------------------------------------------------------------


@value
class OnDay:
    """One achievement, due on *day*."""

    day: DayTerm


@value
class EachDay:
    """One achievement for each of *days*, due on that day."""

    days: Days


@value
class EachRun:
    """One for each *length* consecutive days in *days*, counted from the first day of each run."""

    days: Days
    length: int


@value
class EachPiece:
    """One for each whole *length* of *period* of which from *least* to *most* days are in *days*.

    None is every day. A piece is due on its last day.
    """

    period: Period
    length: Duration
    days: Days
    least: int | None
    most: int | None


Trigger: TypeAlias = OnDay | EachDay | EachRun | EachPiece


@value
class Index:
    """`for each Step-Down`: *items*, each bound as *name* in its turn."""

    name: str
    items: Items


@value
class EachCycle:
    """`for each quarter`: each span of *cycle* that has a day in the term."""

    cycle: Cycle | Claim


@value
class Outcome:
    """What is paid for: each achievement of *trigger* for which *condition* holds.

    *level* says whose it is: of each eligible person (OWN), of each group of that Term, or of the
    CONTRACT as a whole.
    """

    name: str
    clause: Clause
    trigger: Trigger
    condition: Condition = ALWAYS
    index: Index | EachCycle | None = None
    level: str = OWN


class Edge(Enum):
    """Which due days a stop forbids."""

    BEFORE = "before"
    ON_OR_AFTER = "on or after"
    AFTER = "after"


@value
class Stop:
    """No achievement of *outcomes* (of any, where None) falls due on that side of *day*.

    A day in the record of a person (its *level*) stops nothing of a group or of the contract.
    """

    edge: Edge
    day: DayTerm
    clause: Clause
    outcomes: tuple[str, ...] | None = None
    level: str = OWN


class Key(Enum):
    """What puts lines in order beside a day of the case."""

    DUE_DAY = "the due day"
    CASE_NUMBER = "the case number"


OrderKey: TypeAlias = Key | DayTerm


@value
class Counted:
    """Only the first *n* items count."""

    n: int
    clause: Clause


@value
class Places:
    """At most *n* of those who meet the conditions are eligible, in that order.

    In each *group* of that Term, where there is one.
    """

    n: int
    order: tuple[OrderKey, ...]
    clause: Clause
    group: str | None = None


@value
class Shortfall:
    """At least *n* of *items* are made in each *cycle*; *payer* pays *amount* for each fewer."""

    n: int
    items: Items
    cycle: Cycle
    payer: str
    amount: Money
    clause: Clause


# -- Prices ---------------------------------------------------------------------------------------


@value
class Flat:
    """An amount for each achievement."""

    amount: Money


@value
class PerUnit:
    """An amount for each one of *number*."""

    amount: Money
    number: Number


@value
class Scale:
    """From *low* where *number* is *start* to *high* where it is *end*, in proportion.

    Outside of them the nearer amount. Rounded by *rounding*, to pence where it is None.
    """

    low: Money
    start: Fraction
    high: Money
    end: Fraction
    number: Number
    rounding: Rounding | None = None


PlainPrice: TypeAlias = Flat | PerUnit | Scale


@value
class Card:
    """The price of the one line whose condition holds."""

    lines: tuple[tuple[Condition, PlainPrice], ...]


@value
class Tier:
    """*amount* for each of the next *n* achievements; for all that follow, where *n* is None."""

    amount: Money
    n: int | None


@value
class Tiers:
    """A price by the place of an achievement among all of its outcome, in their turn."""

    tiers: tuple[Tier, ...]


Price: TypeAlias = PlainPrice | Card | Tiers


@value
class Tariff:
    """What *outcome* pays, as said from the day *since* on: rises before it are in it."""

    outcome: str
    price: Price
    clause: Clause
    since: Day = EARLIEST


@value
class Rise:
    """Prices rise by *percent*, a fraction of one (fall where negative), from a day on.

    The day is that of each of *items*, bound as *name*, where *day* reads it; or just *day*.
    *outcomes* are those whose price rises, None all. Each rise is rounded by *rounding*.
    """

    percent: Number
    day: DayTerm
    rounding: Rounding
    clause: Clause
    outcomes: tuple[str, ...] | None = None
    each: Each | None = None
    falls: bool = False


@value
class Deduction:
    """In each claim *percent* (a fraction of one) of the achievements of *outcome* is deducted.

    On the whole claim, or for each case where *each_case*. What is left is rounded by *rounding*.
    """

    percent: Fraction
    outcome: str
    rounding: Rounding
    clause: Clause
    each_case: bool = False


# -- Limits ---------------------------------------------------------------------------------------


@value
class CountLimit:
    """Only the first *n* achievements, of all *outcomes* together, of each one are paid.

    *each* is the Term of a group where it is of each group; else it is of each case.
    """

    n: int
    outcomes: tuple[str, ...]
    clause: Clause
    each: str = OWN


@value
class MoneyLimit:
    """Payments do not exceed *amount*: of each one or of all, for *outcomes*, in each *cycle*.

    *each* is OWN for each case, the Term of a group for each group, None for all together.
    """

    amount: Money
    clause: Clause
    each: str | None = None
    outcomes: tuple[str, ...] | None = None
    cycle: Cycle | None = None


@value
class Floor:
    """Payments in each *cycle* (in total, where None) are not less than *amount*.

    *payer* pays the difference.
    """

    amount: Money
    cycle: Cycle | None
    payer: str
    clause: Clause


@value
class Relief:
    """In place of the payments due in *span*, half-open, *payer* pays *amount* for each *cycle*."""

    span: tuple[Day, Day]
    payer: str
    amount: Money
    cycle: Cycle
    clause: Clause


# -- Funding --------------------------------------------------------------------------------------


class Basis(Enum):
    """What a share is worked out on."""

    PAYMENT = "payment"
    CLAIM = "claim"


@value
class Share:
    """*payer* pays *percent* (a fraction of one) of each payment or claim, handed on by *through*.

    Only of payments for *outcomes*, None all, that fall due in *due*, half-open.
    """

    payer: Value
    percent: Fraction
    clause: Clause
    rounding: Rounding | None = None
    through: str | None = None
    basis: Basis = Basis.PAYMENT
    outcomes: tuple[str, ...] | None = None
    due: tuple[Day, Day] | None = None


@value
class Rest:
    """*payer* pays what the other shares leave of each payment."""

    payer: Value
    clause: Clause


@value
class PayerLimit:
    """Payments by each of *payers* do not exceed *amount*; the rest is as for a MoneyLimit."""

    payers: tuple[str, ...]
    amount: Money
    clause: Clause
    each: str | None = None
    outcomes: tuple[str, ...] | None = None
    cycle: Cycle | None = None


@value
class TakesOver:
    """Once one of *payers* has paid its limit, *heir* pays that share; nobody where it is None."""

    payers: tuple[str, ...]
    heir: Value | None
    clause: Clause


# -- Claims and change ----------------------------------------------------------------------------


@value
class Claims:
    """The first claim periods, half-open, then one for each *cycle* (or no more)."""

    first: tuple[tuple[Day, Day], ...]
    cycle: Cycle | None
    clause: Clause


@value
class LateEvidence:
    """Whether late evidence changes the next claim; *within* is how long after the due day."""

    counts: bool
    within: Duration | None
    clause: Clause


@value
class Promise:
    """A sentence of section "what follows": verified, never computed.

    *kind* is the form of the promise, *of* the Terms and amounts in it, in the order of its words.
    *waived* is the reason of `It does not follow that …, because "…"`. *each* is the Term of whom
    the payments are compared one by one, None in total; *day* the one after which another day is
    added, or after which nothing is due; *amount* what payments never exceed.
    """

    kind: str
    of: tuple[str, ...]
    clause: Clause
    waived: str | None = None
    each: str | None = None
    day: DayTerm | None = None
    amount: Money | None = None


@value
class Certificate:
    """*party* (or role) certifies *fields*: an item that it does not certify is unknown."""

    party: str
    fields: tuple[str, ...]
    clause: Clause


@value
class Absence:
    """`There is no limit on payments by A.` `There is no least number of Referrals.`

    *what* is "limit", "least" or "greatest"; *of* the parties or the Term that it names, if any.
    """

    what: str
    of: tuple[str, ...]
    clause: Clause


@value
class Version:
    """The contract as it stands from *since* on, with every amendment up to that day."""

    since: Day
    contract: "Contract"


@value
class Contract:
    """A whole contract, with every name resolved. It cannot be wrong: checks have passed."""

    title: str
    digest: str = field(eq=False)
    term: tuple[Day, Day]
    holdings: tuple[Holding, ...]
    person: RecordKind
    record: RecordKind
    case_number: str
    definitions: Mapping[str, Definition]
    outcomes: tuple[Outcome, ...]
    tariffs: Mapping[str, Tariff]
    claims: Claims
    term_clause: Clause = NO_CLAUSE
    joined_by: str | None = None
    first_items: Mapping[str, Counted] = field(factory=dict)
    eligibility: Condition = ALWAYS
    places: Places | None = None
    stops: tuple[Stop, ...] = ()
    count_limits: tuple[CountLimit, ...] = ()
    money_limits: tuple[MoneyLimit, ...] = ()
    order: tuple[OrderKey, ...] = ()
    above_limit_counts: bool = True
    above_limit: Clause | None = None
    shares: tuple[Share, ...] = ()
    rest: Rest | None = None
    payer_limits: tuple[PayerLimit, ...] = ()
    takes_over: tuple[TakesOver, ...] = ()
    late_evidence: LateEvidence | None = None
    wait: Duration | None = None
    wait_clause: Clause = NO_CLAUSE
    certificates: tuple[Certificate, ...] = ()
    promises: tuple[Promise, ...] = ()
    groups: Mapping[str, RecordKind] = field(factory=dict)
    rises: tuple[Rise, ...] = ()
    deductions: tuple[Deduction, ...] = ()
    shortfalls: tuple[Shortfall, ...] = ()
    floors: tuple[Floor, ...] = ()
    reliefs: tuple[Relief, ...] = ()
    governed_by: DayTerm | None = None
    versions: "tuple[Version, ...]" = ()
    absences: tuple[Absence, ...] = ()

    @property
    def wordings(self) -> "tuple[Contract, ...]":
        """The contract as signed, then as each amendment leaves it."""
        return (self, *(version.contract for version in self.versions))

    def membership(self, group: str) -> str | None:
        """The field of the person that names its group of that Term, if there is one."""
        fields = (f.name for f in self.person.fields if f.type and f.type.record == group)
        return next(fields, None)

    def holds(self, party: str, role: str, day: Day) -> bool:
        """Whether *party* holds *role* on *day*."""
        return any(
            h.party == party and h.role == role and (h.since is None or h.since <= day)
            for h in self.holdings
        )

    def certifiers(self) -> Mapping[str, frozenset[str]]:
        """The parties and roles that can certify each field that a clause has certified."""
        return {
            name: frozenset({c.party, *self.parties(c.party), *self._roles(c.party)})
            for c in self.certificates
            for name in c.fields
        }

    def _roles(self, party: str) -> tuple[str, ...]:
        return tuple(h.role for h in self.holdings if h.party == party)

    def parties(self, role: str) -> tuple[str, ...]:
        """Those who ever hold *role*, in the contract's order."""
        return tuple(dict.fromkeys(h.party for h in self.holdings if h.role == role))
