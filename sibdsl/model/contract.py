"""A contract as meant: parties, records, definitions, outcomes, and the way to the payment."""

from collections.abc import Mapping
from enum import Enum
from fractions import Fraction
from typing import TypeAlias

from attrs import field

from sibdsl.model.calendar import Cycle, Duration
from sibdsl.model.days import Day
from sibdsl.model.money import Money, Rounding
from sibdsl.model.records import RecordKind
from sibdsl.model.terms import (
    ALWAYS,
    NO_CLAUSE,
    Clause,
    Condition,
    Days,
    DayTerm,
    Definition,
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
class Outcome:
    """What is paid for: each achievement of *trigger* for which *condition* holds."""

    name: str
    clause: Clause
    trigger: Trigger
    condition: Condition = ALWAYS
    index: Index | None = None


class Edge(Enum):
    """Which due days a stop forbids."""

    BEFORE = "before"
    ON_OR_AFTER = "on or after"
    AFTER = "after"


@value
class Stop:
    """No achievement of *outcomes* (of any, where None) falls due on that side of *day*."""

    edge: Edge
    day: DayTerm
    clause: Clause
    outcomes: tuple[str, ...] | None = None


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
    """At most *n* of those who meet the conditions are eligible, in that order."""

    n: int
    order: tuple[OrderKey, ...]
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
class Card:
    """The price of the one line whose condition holds."""

    lines: tuple[tuple[Condition, Flat | PerUnit], ...]


Price: TypeAlias = Flat | PerUnit | Card


@value
class Tariff:
    """What *outcome* pays."""

    outcome: str
    price: Price
    clause: Clause


# -- Limits ---------------------------------------------------------------------------------------


@value
class CountLimit:
    """Only the first *n* achievements, of all *outcomes* together, of each case are paid."""

    n: int
    outcomes: tuple[str, ...]
    clause: Clause


@value
class MoneyLimit:
    """Payments do not exceed *amount*: of each case or of all, for *outcomes*, in each *cycle*."""

    amount: Money
    clause: Clause
    each_case: bool = False
    outcomes: tuple[str, ...] | None = None
    cycle: Cycle | None = None


# -- Funding --------------------------------------------------------------------------------------


@value
class Share:
    """*payer* pays *percent* (a fraction of one) of each payment, handed on by *through*."""

    payer: Value
    percent: Fraction
    clause: Clause
    rounding: Rounding | None = None
    through: str | None = None


@value
class Rest:
    """*payer* pays what the other shares leave of each payment."""

    payer: Value
    clause: Clause


@value
class PayerLimit:
    """Payments by each of *payers* do not exceed *amount*, in each *cycle* where there is one."""

    payers: tuple[str, ...]
    amount: Money
    clause: Clause
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
    *waived* is the reason of `It does not follow that …, because "…"`.
    """

    kind: str
    of: tuple[str, ...]
    clause: Clause
    waived: str | None = None


@value
class Certificate:
    """*party* (or role) certifies *fields*: an item that it does not certify is unknown."""

    party: str
    fields: tuple[str, ...]
    clause: Clause


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
    shares: tuple[Share, ...] = ()
    rest: Rest | None = None
    payer_limits: tuple[PayerLimit, ...] = ()
    takes_over: tuple[TakesOver, ...] = ()
    late_evidence: LateEvidence | None = None
    wait: Duration | None = None
    certificates: tuple[Certificate, ...] = ()
    promises: tuple[Promise, ...] = ()

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
