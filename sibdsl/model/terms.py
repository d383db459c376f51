"""The core: what the sentences of a contract become.

Every name is resolved and every unit settled. A term is read in a *scope*: a case, and the items
that the terms around it have bound. Each class says in one line what it yields there; `interpret`
is their definition. `?` marks what may be unknown.
"""

from enum import Enum
from fractions import Fraction
from typing import Final, TypeAlias

from attrs import field

from sibdsl.model.calendar import Cycle, Duration
from sibdsl.model.days import Day
from sibdsl.model.money import Rounding
from sibdsl.values import value


@value
class Clause:
    """Where a term stands: its clause number ("4.1(e)", empty if not numbered) and its words."""

    number: str
    words: str = field(default="", eq=False, repr=False)

    def __str__(self) -> str:
        return self.number or "unnumbered"


NO_CLAUSE = Clause("")

OWN: Final = ""
"""Whose record a field stands in: that of the one that is read, a person or a group."""

CONTRACT: Final = "the contract"
"""Whose record a field stands in: that of the contract. A group is known by its Term."""


# -- Days: one day --------------------------------------------------------------------------------


@value
class Literal:
    """A date written in the contract."""

    day: Day


@value
class FactDay:
    """The date in a field of the record of *whose*; ? where missing."""

    name: str
    whose: str = OWN


@value
class DayOf:
    """The day of the event that *item* is; not before the data ends where none is recorded."""

    item: "Item"


@value
class AttributeDay:
    """The date that *item* carries under *name*; ? where missing."""

    item: "Item"
    name: str


@value
class FirstDay:
    """The first day of a period or of a set of days."""

    of: "Period | Days"


@value
class LastDay:
    """The last day of a period or of a set of days."""

    of: "Period | Days"


@value
class Step:
    """The day *by* days later; earlier where negative."""

    day: "DayTerm"
    by: int


@value
class Later:
    """The day *length* after *day*, by the corresponding date rule; before it if *back*."""

    day: "DayTerm"
    length: Duration
    back: bool = False


@value
class Birthday:
    """The first day on which the person, born on *born*, is *years* old."""

    born: "DayTerm"
    years: int


@value
class Earliest:
    """The first of *days* to come."""

    days: tuple["DayTerm", ...]


@value
class Latest:
    """The last of *days*, once all have come."""

    days: tuple["DayTerm", ...]


@value
class DueDay:
    """The due day of the achievement that is being priced or shared."""


DayTerm: TypeAlias = (
    Literal
    | FactDay
    | DayOf
    | AttributeDay
    | FirstDay
    | LastDay
    | Step
    | Later
    | Birthday
    | Earliest
    | Latest
    | DueDay
)

# -- Items: events, spells, runs, one at a time ---------------------------------------------------


@value
class Recorded:
    """Every event or spell of that field in the record of *whose*, earliest first."""

    name: str
    whose: str = OWN


@value
class Where:
    """Those of *items*, each bound as *name*, for which *condition* holds."""

    items: "Items"
    name: str
    condition: "Condition"


@value
class FirstItems:
    """The *n* earliest of *items*; later ones are as if absent."""

    items: "Items"
    n: int
    clause: Clause = NO_CLAUSE


@value
class Runs:
    """The maximal unbroken runs of days in *days*."""

    days: "Days"


@value
class Pieces:
    """*period* cut from its first day into whole pieces of *length*; a part at the end is none."""

    period: "Period"
    length: Duration


@value
class ItemsNamed:
    """What the definition of *name* yields."""

    name: str


Items: TypeAlias = Recorded | Where | FirstItems | Runs | Pieces | ItemsNamed


@value
class Bound:
    """The item of that name that a term around this one has bound."""

    name: str


@value
class Only:
    """The one item that *items* can hold; as not recorded where there is none."""

    items: Items


Item: TypeAlias = Bound | Only

# -- Periods --------------------------------------------------------------------------------------


@value
class Between:
    """From *first* to *last*, both included."""

    first: DayTerm
    last: DayTerm


@value
class After:
    """The *length* that begins on the day after *day*."""

    length: Duration
    day: DayTerm


@value
class Beginning:
    """The *length* that begins with *day*."""

    length: Duration
    day: DayTerm


@value
class Before:
    """The *length* that ends on the day before *day*."""

    length: Duration
    day: DayTerm


class Part(Enum):
    """Which of the equal parts of a period, counted from its first day (LAST: from its end)."""

    FIRST = "first"
    SECOND = "second"
    THIRD = "third"
    FOURTH = "fourth"
    LAST = "last"


@value
class PartOf:
    """The first, second … *length* of *period*, cut off where it ends."""

    period: "Period"
    which: Part
    length: Duration


@value
class Clip:
    """*period*, up to and including *last*."""

    period: "Period"
    last: DayTerm
    clause: Clause = NO_CLAUSE


@value
class Pause:
    """*period* without the days in *days*, its end moved on by as many.

    *within* is the span that the period is part of, past which its end never moves.
    """

    period: "Period"
    days: "Days"
    within: "Period | None" = None
    clause: Clause = NO_CLAUSE


@value
class Restart:
    """*period* of fixed length, begun again on *day* of the first item for which *condition* holds.

    Each of *items* is bound as *name*; *current* is the name by which the condition calls the
    period in force. It is read again on the new period, for items after its first day.
    """

    period: "Period"
    current: str
    items: Items
    name: str
    day: DayTerm
    condition: "Condition"
    clause: Clause = NO_CLAUSE


@value
class Current:
    """The period in force while a restart is worked out."""

    name: str


@value
class SpanOf:
    """The days of a spell, a run or a piece."""

    item: Item


@value
class ThisCycle:
    """The quarter, year or claim that the measure or outcome is for."""


@value
class PeriodNamed:
    """What the definition of *name* yields."""

    name: str


Period: TypeAlias = (
    Between
    | After
    | Beginning
    | Before
    | PartOf
    | Clip
    | Pause
    | Restart
    | Current
    | SpanOf
    | ThisCycle
    | PeriodNamed
)

# -- Sets of days ---------------------------------------------------------------------------------


@value
class Covered:
    """The days under any of *items*."""

    items: Items


@value
class DaysOf:
    """The days of *period*."""

    period: Period


@value
class AnyOfDays:
    """The days in any of *sets*."""

    sets: tuple["Days", ...]


@value
class DaysBoth:
    """The days in *first* and in *second*."""

    first: "Days"
    second: "Days"


@value
class DaysWithout:
    """The days in *days* and not in *other*."""

    days: "Days"
    other: "Days"


@value
class FirstDays:
    """The first *n* of *days* in each span of *cycle*."""

    days: "Days"
    n: int
    cycle: Cycle


@value
class DaysNamed:
    """What the definition of *name* yields."""

    name: str


Days: TypeAlias = Covered | DaysOf | AnyOfDays | DaysBoth | DaysWithout | FirstDays | DaysNamed

# -- Values: codes and parties --------------------------------------------------------------------


@value
class Fact:
    """The value in a field of the record of *whose*."""

    name: str
    whose: str = OWN


@value
class AttributeOf:
    """The value that *item* carries under *name*."""

    item: Item
    name: str


@value
class AttributeOn:
    """The value under *name* of the spell of *field* in the record of *whose* that covers *day*."""

    field: str
    name: str
    day: DayTerm
    whose: str = OWN


@value
class Named:
    """A party, by its name."""

    party: str


Value: TypeAlias = Fact | AttributeOf | AttributeOn | Named

# -- Numbers --------------------------------------------------------------------------------------


@value
class Constant:
    """A number written in the contract; a percentage is its hundredth part, an amount its pence.

    *words* are the number as written, where there are any.
    """

    number: Fraction
    words: str = field(default="", eq=False, repr=False)


@value
class CountDays:
    """How many days are in *days*."""

    days: Days


@value
class CountItems:
    """How many *items* there are."""

    items: Items


@value
class NumberIn:
    """The number (amount in pence, percentage) that *value* is."""

    value: Fact | AttributeOf | AttributeOn


@value
class LengthOf:
    """How many days *item* lasts, first and last included."""

    item: Item


@value
class AgeOn:
    """Completed years since *born* on *day*."""

    born: DayTerm
    day: DayTerm


class Operator(Enum):
    """What is done with two numbers. BELOW, ABOVE: by what share of the second they differ."""

    PLUS = "plus"
    LESS = "less"
    TIMES = "times"
    DIVIDED_BY = "divided by"
    BELOW = "below"
    ABOVE = "above"


@value
class Arithmetic:
    """*left*, *operator*, *right*."""

    left: "Number"
    operator: Operator
    right: "Number"


@value
class Rounded:
    """*number*, rounded."""

    number: "Number"
    rounding: Rounding


class Sum(Enum):
    """How the numbers of many are put together."""

    TOTAL = "total"
    AVERAGE = "average"


@value
class Each:
    """`across the Grains of eligible Children`: each of *items*, bound as *name*."""

    name: str
    items: Items


@value
class Across:
    """The *sum* of *number* over the eligible persons for whom *condition* holds.

    With *each*, over those items of each of them for which it holds. In a measure of a group, its
    members only. A person or an item that may or may not be among them widens the bounds.
    """

    sum: Sum
    number: "Number"
    condition: "Condition"
    each: Each | None = None


@value
class NumberNamed:
    """What the definition of *name* yields."""

    name: str


Number: TypeAlias = (
    Constant
    | CountDays
    | CountItems
    | NumberIn
    | LengthOf
    | AgeOn
    | Arithmetic
    | Rounded
    | Across
    | NumberNamed
)

# -- Conditions -----------------------------------------------------------------------------------


class Comparison(Enum):
    """How two numbers stand to each other."""

    AT_LEAST = "at least"
    AT_MOST = "at most"
    MORE = "more than"
    LESS = "less than"
    EQUAL = "equal to"


class Side(Enum):
    """How two days stand to each other."""

    BEFORE = "before"
    ON_OR_BEFORE = "on or before"
    ON = "on"
    ON_OR_AFTER = "on or after"
    AFTER = "after"


@value
class Inside:
    """Whether *day* is one of *days*."""

    day: DayTerm
    days: Days


@value
class CompareDays:
    """Whether *left* comes, and comes on that side of *right*."""

    left: DayTerm
    side: Side
    right: DayTerm


@value
class CompareNumbers:
    """Whether *left* stands so to *right*, exactly and before any rounding."""

    left: Number
    comparison: Comparison
    right: Number


@value
class IsOneOf:
    """Whether *value* is one of *options*."""

    value: Value
    options: tuple[str, ...]


@value
class HoldsRole:
    """Whether *value* is a party that holds *role* on *day*."""

    value: Value
    role: str
    day: DayTerm


@value
class Exists:
    """Whether there is any of *items*."""

    items: Items


@value
class DaysIn:
    """Whether from *least* to *most* days of *period* are in *days*; None is every day."""

    period: Period
    days: Days
    least: int | None
    most: int | None


@value
class Achieved:
    """Whether *outcome* was achieved, and fell due on or before the due day of what asks.

    By the same person or group; what is of the whole contract asks for any person or group.
    """

    outcome: str


@value
class Not:
    """Whether *condition* does not hold."""

    condition: "Condition"


@value
class AllOf:
    """Whether every one of *parts* holds."""

    parts: tuple["Condition", ...]


@value
class AnyOf:
    """Whether any of *parts* holds."""

    parts: tuple["Condition", ...]


@value
class AtLeastOf:
    """Whether at least *n* of *parts* hold."""

    n: int
    parts: tuple["Condition", ...]


@value
class Stated:
    """*condition*, with the clause or item of a list that states it."""

    clause: Clause
    condition: "Condition"


@value
class ConditionNamed:
    """Whether the case is what the definition of *name* says."""

    name: str


Condition: TypeAlias = (
    Inside
    | CompareDays
    | CompareNumbers
    | IsOneOf
    | HoldsRole
    | Exists
    | DaysIn
    | Achieved
    | Not
    | AllOf
    | AnyOf
    | AtLeastOf
    | Stated
    | ConditionNamed
)

ALWAYS = AllOf(())

# -- Definitions ----------------------------------------------------------------------------------

Meaning: TypeAlias = Items | Period | Days | Number | Condition


@value
class Definition:
    """What a Term means: with an *index* one value for each item of it, with a *cycle* for each.

    *level* says of whom it speaks: of each person (OWN), each group of that Term, the CONTRACT.
    """

    name: str
    clause: Clause
    meaning: Meaning
    index: str | None = None
    level: str = OWN
    cycle: "Cycle | Claim | None" = None


@value
class Claim:
    """`for each claim`: the spans of the calendar are those of the claims."""
