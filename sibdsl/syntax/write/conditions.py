"""Conditions, the numbers they compare and the sets of days they choose, as words."""

from typing import assert_never, cast

from sibdsl.syntax.tree import (
    AgeOn,
    AllOf,
    Amount,
    AnyOf,
    AtLeastDays,
    AtMostDays,
    Compared,
    Condition,
    Conditions,
    CountDays,
    CountItems,
    DayIs,
    DayIsNotIn,
    DaysExcept,
    DaySide,
    DaysIn,
    DaysNotIn,
    DaysOf,
    DaysPhrase,
    DaysWhere,
    Equals,
    EveryDay,
    FromTo,
    HasBeen,
    HasNotBeen,
    InPlace,
    InPlaceDay,
    IsCode,
    IsInList,
    IsName,
    IsRole,
    KOf,
    LengthOf,
    Name,
    NameIs,
    NameIsNot,
    NoDay,
    Number,
    NumberIs,
    NumberPhrase,
    Operand,
    Percent,
    Quantified,
    Side,
    SideOn,
    SideOr,
    State,
    ThereIs,
    ThereIsNo,
    Union,
    ValueOnIs,
    ValueOnIsNot,
    Within,
)
from sibdsl.syntax.write import words
from sibdsl.syntax.write.days import day, parted, period, union
from sibdsl.syntax.write.words import named


def conditions(node: Conditions) -> str:
    """One condition, or a list of them."""
    match node:
        case AllOf(items):
            return words.lettered((i, condition(cast(Condition, i.part))) for i in items)
        case AnyOf(items):
            return words.lettered(((i, condition(cast(Condition, i.part))) for i in items), "or")
        case _:
            return condition(node)


def condition(node: Condition) -> str:
    """`the Young Person is not in Care on Referral`"""
    match node:
        case NameIs(name, said):
            return f"{named(name)} is {state(said)}"
        case NameIsNot(name, said):
            return f"{named(name)} is not {state(said)}"
        case ValueOnIs(name, on, said):
            return f"{named(name)} on {day(on)} is {state(said)}"
        case ValueOnIsNot(name, on, said):
            return f"{named(name)} on {day(on)} is not {state(said)}"
        case DayIs(of, said):
            return f"{day(of)} is {when(said)}"
        case DayIsNotIn(of, place):
            return f"{day(of)} is not in {period(place)}"
        case NumberIs(number, bounds):
            counted = isinstance(number, CountDays | LengthOf)
            return f"{number_phrase(number)} is {_in_days(bounds) if counted else compared(bounds)}"
        case _:
            return _happened(node)


def _happened(
    node: ThereIs | ThereIsNo | DaysOf | KOf | HasBeen | HasNotBeen,
) -> str:
    """A condition on whether something happened, or how often."""
    match node:
        case ThereIs(items, said):
            return f"there is {named(items)}" + (f" {when(said)}" if said else "")
        case ThereIsNo(items, said):
            return f"there is no {words.bare(items)}" + (f" {when(said)}" if said else "")
        case DaysOf(how_many, whole, days):
            return f"{quantified(how_many)} of {named(whole)} {_verb(how_many)} in {union(days)}"
        case KOf(count, several):
            least = words.number(count)
            return f"at least {least} of the following are met: {conditions(several)}"
        case HasBeen(outcome):
            return f"{named(outcome)} has been achieved"
        case HasNotBeen(outcome):
            return f"{named(outcome)} has not been achieved"
        case _:
            assert_never(node)


def quantified(node: Quantified) -> str:
    """`every day`, `at most 2 days`"""
    match node:
        case EveryDay():
            return "every day"
        case NoDay():
            return "no day"
        case AtMostDays(count):
            return f"at most {words.days(count)}"
        case AtLeastDays(count):
            return f"at least {words.days(count)}"
        case _:
            assert_never(node)


def _verb(node: Quantified) -> str:
    """`are` of several days, `is` of one."""
    many = isinstance(node, AtMostDays | AtLeastDays) and node.count.value != 1
    return "are" if many else "is"


# -- States ---------------------------------------------------------------------------------------


def state(node: State) -> str:
    """What stands after `is` or `is not`."""
    match node:
        case InPlace(place, on):
            return f"in {period(place)}" + (f" on {day(on)}" if on else "")
        case IsCode(codes) if len(codes) > 2:
            return f"one of {words.listed(map(words.text, codes), 'or')}"
        case IsCode(codes):
            return words.listed(map(words.text, codes), "or")
        case IsInList(codes_named):
            return f"one of {named(codes_named)}"
        case IsRole(role, on):
            return f"{words.a_role(role)} on {day(on)}"
        case IsName(name):
            return named(name)
        case Within() | FromTo() | Equals():
            return compared(node)
        case DaySide() | SideOn() | SideOr():
            return when(node)
        case _:
            assert_never(node)


def when(node: InPlaceDay | Side) -> str:
    """`in the Referral Window`, `on or before Referral`"""
    match node:
        case InPlaceDay(place):
            return f"in {period(place)}"
        case DaySide(side, of):
            return f"{side} {day(of)}"
        case SideOn(of):
            return f"on {day(of)}"
        case SideOr(side, of):
            return f"on or {side} {day(of)}"
        case _:
            assert_never(node)


def compared(node: Compared) -> str:
    """`at least 10% and less than 12.5%`"""
    match node:
        case Within(bounds):
            return " and ".join(f"{b.comparison} {operand(b.quantity)}" for b in bounds)
        case FromTo(least, most):
            return f"from {operand(least)} to {operand(most)}"
        case Equals(quantity):
            return operand(quantity)
        case _:
            assert_never(node)


def _in_days(node: Compared) -> str:
    """A comparison of a number of days: `at most 17 days`."""
    last = _last_of(node)
    return (
        f"{compared(node)}{words.days(last).removeprefix(words.number(last))}"
        if last
        else compared(node)
    )


def _last_of(node: Compared) -> Number | None:
    """The last figure of a comparison, where it is a plain number."""
    match node:
        case Within(bounds):
            last = bounds[-1].quantity
        case FromTo(_, most):
            last = most
        case Equals(quantity):
            last = quantity
        case _:
            assert_never(node)
    return last if isinstance(last, Number) else None


def operand(node: Operand) -> str:
    """A figure, or a Term that stands for one."""
    match node:
        case Number():
            return words.number(node)
        case Amount():
            return words.amount(node)
        case Percent():
            return words.percent(node)
        case Name():
            return named(node)
        case _:
            assert_never(node)


# -- Numbers and days that conditions choose ------------------------------------------------------


def number_phrase(node: NumberPhrase) -> str:
    """`the number of days in the Grain that are in Care`, `age on Referral`"""
    match node:
        case CountDays(of):
            return f"the number of days in {days(of, 'are')}"
        case CountItems(items, place, chosen):
            within = f" in {period(place)}" if place else ""
            return f"the number of {named(items)}{within}{where(chosen)}"
        case LengthOf(items):
            return f"the length of {named(items)}"
        case AgeOn(on):
            return f"age on {day(on)}"
        case _:
            assert_never(node)


def where(node: Conditions | None) -> str:
    """` where …`, or nothing."""
    return f" where {conditions(node)}" if node else ""


def days(node: DaysPhrase, verb: str) -> str:
    """A set of days after `each day in` (*verb* `is`) or `days in` (*verb* `are`)."""
    match node:
        case Union():
            return union(node)
        case DaysIn() | DaysNotIn():
            return parted(node, verb)
        case DaysWhere(items, chosen):
            return f"{named(items)} where {conditions(chosen)}"
        case DaysExcept(items, chosen):
            return f"{named(items)}, except where {conditions(chosen)}"
        case _:
            assert_never(node)
