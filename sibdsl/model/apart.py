"""How far what is asked for is from what is: each distance in its own unit, and never in words."""

from enum import Enum
from fractions import Fraction
from typing import TypeAlias

from sibdsl.model.days import Day
from sibdsl.model.ledger import DaySpan
from sibdsl.model.measured import Counts
from sibdsl.model.terms import Comparison
from sibdsl.values import value


@value
class DayApart:
    """*name* is the day *was*, and the nearest day that would do is *nearest*.

    *beside* is what it was set beside: another day, or a set of days; *other* is that day, where
    it is one, and *inside* says whether the day has to be in the set or out of it. *edge* says
    whether the nearest day is the first or the last of all that are in the set.
    """

    name: str
    was: Day
    nearest: Day
    beside: str
    other: Day | None = None
    inside: bool | None = None
    edge: str = ""

    @property
    def days(self) -> int:
        """How many days too late it is; too early where negative."""
        return self.was - self.nearest


@value
class NeverCame:
    """*name* has no day at all: by the end of *by*, as far as the records reach, if they end."""

    name: str
    by: Day | None = None


@value
class NoSuchDay:
    """*name* is the day *was*, and no day would do: there is none in *beside*."""

    name: str
    was: Day
    beside: str


@value
class AgeApart:
    """Somebody was *age* on the day *was*, called *name*; *wanted* years is what is asked for.

    *reached* is the birthday at which that age begins, or at which it is over.
    """

    name: str
    was: Day
    age: int
    comparison: Comparison
    wanted: int
    reached: Day


@value
class NumberApart:
    """*name* is *was*, and has to stand so to *wanted*; both of one kind."""

    name: str
    was: Fraction
    comparison: Comparison
    wanted: Fraction
    counts: Counts = Counts.PLAIN
    denied: bool = False

    @property
    def by(self) -> Fraction:
        """By how much it is off, never below nothing."""
        return abs(self.wanted - self.was)


@value
class ValueApart:
    """*name* is *was* (nothing, where None), and has to be one of *options*, or none of them."""

    name: str
    was: str | None
    options: tuple[str, ...]
    denied: bool = False


@value
class RoleApart:
    """*party* does not hold *role* on *day*; it does from *since* on, if ever.

    Where *denied*, it holds it and must not.
    """

    party: str | None
    role: str
    day: Day
    since: Day | None
    denied: bool = False


@value
class NoneThere:
    """There is no *name*; *nearest* is the one that comes nearest, and how far it is."""

    name: str
    nearest: tuple[Day, "Apart"] | None = None


@value
class OneThere:
    """There is a *name*, on *day*, and there must be none."""

    name: str
    day: Day | None


@value
class CountApart:
    """Of the *length* days of *span*, *held* are in *names*: from *least* to *most* have to be.

    None is every one of them. *against* are the spans of days that are out, or in, against that,
    and *reasons* what the first of them are in.
    """

    span: DaySpan
    length: int
    names: tuple[str, ...]
    held: int
    least: int | None
    most: int | None
    against: tuple[DaySpan, ...]
    reasons: tuple[str, ...] = ()


@value
class PartsApart:
    """Of the parts *held* hold, and *wanted* have to."""

    held: int
    wanted: int


@value
class AchievedApart:
    """*outcome* has not been achieved by the due day; where *denied*, it has, and must not."""

    outcome: str
    denied: bool = False


@value
class PlacesApart:
    """*before* came earlier in the order, and there are *places* only."""

    before: int
    places: int


@value
class RunApart:
    """A run of *days*, of which *held* are left over, is over before *length* more are full.

    *then* are the days that end it, *names* what these are in. It is None where the run ends with
    all that is counted, and *names* are then what that is.
    """

    days: DaySpan
    held: int
    length: int
    then: DaySpan | None
    names: tuple[str, ...]


@value
class DaysOut:
    """The days of *span* do not count: they are in *names*."""

    span: DaySpan
    names: tuple[str, ...]


class Ending(Enum):
    """What keeps units from falling due."""

    BEFORE = "before"
    ON_OR_AFTER = "on or after"
    AFTER = "after"
    TERM = "the term"


@value
class Stopped:
    """*units* of an outcome fall due where *clause* allows none; the first on *due*.

    *day* is the day that stops them, or the last of the term; None, where it is not known. *name*
    is what it is called, where it has a name.
    """

    units: int
    due: Day
    clause: str
    ending: Ending
    day: Day | None
    name: str = ""


@value
class Barred:
    """*units* of an outcome would be achieved, if the case were eligible."""

    units: int


Apart: TypeAlias = (
    DayApart
    | NeverCame
    | NoSuchDay
    | AgeApart
    | NumberApart
    | ValueApart
    | RoleApart
    | NoneThere
    | OneThere
    | CountApart
    | PartsApart
    | AchievedApart
    | PlacesApart
)
"""How far a condition is from holding."""

Lost: TypeAlias = RunApart | DaysOut | Stopped | Barred
"""What keeps the units of an outcome from being achieved, beside its conditions."""
