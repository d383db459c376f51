"""The contract as written: one frozen class a form, its parts in the order of the words.

The tree keeps every place in the text and may be wrong; `check` says how. A docstring is the
sentence, or the words, that make the node. Places are outside equality.
"""

from fractions import Fraction
from typing import TypeAlias

from attrs import field, frozen

from sibdsl.model.calendar import Duration, Unit
from sibdsl.model.days import Day
from sibdsl.model.money import Money
from sibdsl.source import Span

NOWHERE = Span(0, 0)


@frozen
class Node:
    """Anything that was read from a text, and where."""

    span: Span = field(default=NOWHERE, eq=False, repr=False, kw_only=True)


# -- Words ----------------------------------------------------------------------------------------


@frozen
class Name(Node):
    """`the Tracking Period`: a Term as written, without its article."""

    text: str
    article: str = field(default="", eq=False, repr=False)


@frozen
class Date(Node):
    """`1 February 2018`; *day* is None where there is no such date, *plain* False in figures."""

    day: Day | None
    text: str = field(eq=False)


@frozen
class Number(Node):
    """`16.5`"""

    value: Fraction


@frozen
class Percent(Node):
    """`33%`: *value* is 33."""

    value: Fraction


@frozen
class Amount(Node):
    """`£1,000` or `£59.15`"""

    money: Money


@frozen
class Text(Node):
    """`"completed"`"""

    text: str


@frozen
class Length(Node):
    """`2 years`"""

    count: Number
    unit: str

    @property
    def duration(self) -> Duration:
        """The length; ask only of one whose count is whole."""
        return Duration(int(self.count.value), Unit(self.unit))


@frozen
class Cycle(Node):
    """`quarter`, `financial year`, `claim`"""

    word: str


@frozen
class Role(Node):
    """`commissioner`, `outcomes fund`, in the singular"""

    word: str


@frozen
class Item(Node):
    """`(a) …`; the label is empty where a list has but one part and no letter."""

    label: str
    part: "Node"


# -- Days -----------------------------------------------------------------------------------------


@frozen
class FirstDay(Node):
    """`the first day of Therapy`"""

    of: "Stretch"


@frozen
class LastDay(Node):
    """`the last day of the Tracking Period`"""

    of: "Stretch"


@frozen
class DayBefore(Node):
    """`the day before Death`"""

    day: "DayPhrase"


@frozen
class DayAfter(Node):
    """`the day after Death`"""

    day: "DayPhrase"


@frozen
class Later(Node):
    """`the day 12 months after Termination`"""

    length: Length
    day: "DayPhrase"


@frozen
class Earlier(Node):
    """`the day 12 months before Termination`"""

    length: Length
    day: "DayPhrase"


@frozen
class Birthday(Node):
    """`the 18th birthday`"""

    years: int


@frozen
class DueDay(Node):
    """`the due day`"""


@frozen
class Earliest(Node):
    """`the earliest of Death, the 18th birthday and Transfer`"""

    days: tuple["DayPhrase", ...]


@frozen
class Latest(Node):
    """`the latest of Referral and Acceptance`"""

    days: tuple["DayPhrase", ...]


DayPhrase: TypeAlias = (
    Date
    | Name
    | FirstDay
    | LastDay
    | DayBefore
    | DayAfter
    | Later
    | Earlier
    | Birthday
    | DueDay
    | Earliest
    | Latest
)

# -- Periods and sets of days ---------------------------------------------------------------------


@frozen
class WholeTerm(Node):
    """`the term`"""


@frozen
class Union(Node):
    """`Care or Detention`"""

    names: tuple[Name, ...]


@frozen
class DaysIn(Node):
    """`Foster Care or Respite that are in the Support Period`"""

    days: Union | Name
    within: Union


@frozen
class DaysNotIn(Node):
    """`the Tracking Period that are not in Care or Detention`"""

    days: Union | Name
    outside: Union


@frozen
class DaysWhere(Node):
    """`the Episodes where Placement is "K2"`"""

    items: Name
    conditions: "Conditions"


@frozen
class DaysExcept(Node):
    """`the Episodes, except where Legal Status is "V3" or "V4"`"""

    items: Name
    conditions: "Conditions"


DaysPhrase: TypeAlias = Union | DaysIn | DaysNotIn | DaysWhere | DaysExcept
Stretch: TypeAlias = Name | Cycle | WholeTerm | DaysIn | DaysNotIn


@frozen
class Between(Node):
    """`from 1 April 2018 to 31 March 2021`"""

    first: DayPhrase
    last: DayPhrase


@frozen
class After(Node):
    """`the 2 years after the last day of Therapy`"""

    length: Length
    day: DayPhrase


@frozen
class Beginning(Node):
    """`the 52 weeks beginning with the first day of the Step-Down`"""

    length: Length
    day: DayPhrase


@frozen
class Before(Node):
    """`the 12 months before Referral`"""

    length: Length
    day: DayPhrase


@frozen
class PartOf(Node):
    """`the second 6 months of the Qualifying Period`"""

    which: str
    length: Length
    period: Name


PeriodPhrase: TypeAlias = Between | After | Beginning | Before | PartOf | WholeTerm
Place: TypeAlias = Union | Cycle | After | Beginning | Before | PartOf | WholeTerm

# -- Numbers --------------------------------------------------------------------------------------


@frozen
class Arithmetic(Node):
    """`Expected Days less Care Days`"""

    left: "Operand"
    operator: str
    right: "Operand | Across | AcrossItems | NumberEligible"


@frozen
class PercentageBy(Node):
    """`the percentage by which Frequency is below Baseline`"""

    first: Name
    side: str
    second: Name


@frozen
class Across(Node):
    """`the average of Reconviction Count across eligible Men`"""

    kind: str
    measure: Name
    members: Name
    conditions: "Conditions | None"


@frozen
class AcrossItems(Node):
    """`the total of Days Saved across the Grains of eligible Children where …`"""

    kind: str
    measure: Name
    items: Name
    members: Name
    conditions: "Conditions | None"


@frozen
class NumberEligible(Node):
    """`the number of eligible Children where …`"""

    members: Name
    conditions: "Conditions | None"


@frozen
class CountDays(Node):
    """`the number of days in the Grain that are in Care`"""

    days: DaysPhrase


@frozen
class CountItems(Node):
    """`the number of Offences in the 12 months before Referral`"""

    items: Name
    place: Place | None
    conditions: "Conditions | None"


@frozen
class LengthOf(Node):
    """`the length of the Episode`"""

    items: Name


@frozen
class AgeOn(Node):
    """`age on Referral`"""

    day: DayPhrase


@frozen
class Rounding(Node):
    """`rounded down to a penny`: direction, then grain"""

    direction: str
    grain: "str | Number"


@frozen
class Nearest(Node):
    """`rounded to the nearest pound`"""

    grain: "str | Number"


@frozen
class NotRounded(Node):
    """`not rounded`"""


@frozen
class Rounded(Node):
    """`…, rounded down to a whole number`"""

    measure: "Measure"
    rounding: Rounding | Nearest | NotRounded


Operand: TypeAlias = Number | Amount | Percent | Name
NumberPhrase: TypeAlias = CountDays | CountItems | LengthOf | AgeOn
Measure: TypeAlias = (
    Number
    | Percent
    | Amount
    | Arithmetic
    | PercentageBy
    | Across
    | AcrossItems
    | NumberEligible
    | NumberPhrase
    | Rounded
)

# -- Conditions -----------------------------------------------------------------------------------


@frozen
class InPlace(Node):
    """`in Care on Referral`"""

    place: Place
    day: DayPhrase | None


@frozen
class InPlaceDay(Node):
    """`in the Referral Window`, of one day"""

    place: Place


@frozen
class DaySide(Node):
    """`before Termination`"""

    side: str
    day: DayPhrase


@frozen
class SideOn(Node):
    """`on Referral`"""

    day: DayPhrase


@frozen
class SideOr(Node):
    """`on or before Referral`"""

    side: str
    day: DayPhrase


@frozen
class IsCode(Node):
    """`"antisocial behaviour" or "substance misuse"`"""

    codes: tuple[Text, ...]


@frozen
class IsInList(Node):
    """`one of the Foster Codes`"""

    codes: Name


@frozen
class IsRole(Node):
    """`a commissioner on Referral`"""

    role: Role
    day: DayPhrase


@frozen
class IsName(Node):
    """`Vulnerable`"""

    name: Name


@frozen
class Bound(Node):
    """`at least 10%`"""

    comparison: str
    quantity: Operand


@frozen
class Within(Node):
    """`at least 10% and less than 12.5%`"""

    bounds: tuple[Bound, ...]


@frozen
class FromTo(Node):
    """`from 10 to 17`"""

    least: Operand
    most: Operand


@frozen
class Equals(Node):
    """`0`"""

    quantity: Operand


Compared: TypeAlias = Within | FromTo | Equals
Side: TypeAlias = DaySide | SideOn | SideOr
StateOn: TypeAlias = IsCode | IsInList | IsRole
State: TypeAlias = InPlace | StateOn | IsName | Compared | Side


@frozen
class NameIs(Node):
    """`the Young Person is in Care on Referral`"""

    name: Name
    state: State


@frozen
class NameIsNot(Node):
    """`the Young Person is not in Care on Referral`"""

    name: Name
    state: State


@frozen
class ValueOnIs(Node):
    """`the Borough on Referral is a commissioner on Referral`, `the Rent on Entry is £500`"""

    name: Name
    day: DayPhrase
    state: StateOn | Compared


@frozen
class ValueOnIsNot(Node):
    """`the Borough on Referral is not a commissioner on Referral`"""

    name: Name
    day: DayPhrase
    state: StateOn


@frozen
class DayIs(Node):
    """`the first day of Therapy is on or after Referral`"""

    day: DayPhrase
    state: InPlaceDay | Side


@frozen
class DayIsNotIn(Node):
    """`the due day is not in the first 12 months of the Follow-Up Period`"""

    day: DayPhrase
    place: Place


@frozen
class NumberIs(Node):
    """`age on Referral is from 10 to 17`"""

    number: NumberPhrase
    compared: Compared


@frozen
class ThereIs(Node):
    """`there is a Serious Concern on or before Referral`"""

    items: Name
    when: InPlaceDay | Side | None


@frozen
class ThereIsNo(Node):
    """`there is no Offence in the Tracking Period`"""

    items: Name
    when: InPlaceDay | Side | None


@frozen
class EveryDay(Node):
    """`every day`"""


@frozen
class NoDay(Node):
    """`no day`"""


@frozen
class AtMostDays(Node):
    """`at most 2 days`"""

    count: Number


@frozen
class AtLeastDays(Node):
    """`at least 5 days`"""

    count: Number


Quantified: TypeAlias = EveryDay | NoDay | AtMostDays | AtLeastDays


@frozen
class DaysOf(Node):
    """`every day of the Qualifying Period is in the Step-Down`"""

    quantified: Quantified
    period: Name
    days: Union


@frozen
class AllOf(Node):
    """`(a) …; and (b) …`"""

    items: tuple[Item, ...]


@frozen
class AnyOf(Node):
    """`(a) …; or (b) …`"""

    items: tuple[Item, ...]


@frozen
class KOf(Node):
    """`at least 2 of the following are met: (a) …; and (b) …`"""

    count: Number
    list: "AllOf | AnyOf"


@frozen
class HasBeen(Node):
    """`Early Success has been achieved`"""

    outcome: Name


@frozen
class HasNotBeen(Node):
    """`Early Success has not been achieved`"""

    outcome: Name


Condition: TypeAlias = (
    NameIs
    | NameIsNot
    | ValueOnIs
    | ValueOnIsNot
    | DayIs
    | DayIsNotIn
    | NumberIs
    | ThereIs
    | ThereIsNo
    | DaysOf
    | KOf
    | HasBeen
    | HasNotBeen
)
Conditions: TypeAlias = Condition | AllOf | AnyOf
