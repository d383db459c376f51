"""Numbers as far as they are known: counted, computed, compared."""

from collections.abc import Callable, Iterable
from fractions import Fraction
from typing import assert_never

from sibdsl.interpret import items as found
from sibdsl.interpret.items import Item
from sibdsl.model import calendar, days
from sibdsl.model.days import NEVER, Days, Moment, Stretch
from sibdsl.model.histories import Value
from sibdsl.model.money import ANY_NUMBER, Bounds, Money
from sibdsl.model.terms import Comparison, Operator, Sum
from sibdsl.model.truth import NO, UNKNOWN, YES, Truth, negation


def both_ends(bounds: Bounds) -> tuple[Fraction | None, Fraction | None]:
    """The least and the most."""
    return bounds.least, bounds.most


def days_counted(within: Days) -> Bounds:
    """How many days are in the set; no greatest number where it may go on for ever."""
    least, most = within.count(days.EARLIEST, NEVER)
    last = within.changes[-1][1] if within.changes else within.first
    return Bounds(Fraction(least), None if last is not NO else Fraction(most))


def items_counted(items: tuple[Item, ...]) -> Bounds:
    """How many items there surely are, and how many there may be."""
    least = sum(item.certain is YES for item in items)
    most = sum(item.count for item in items)
    return Bounds(Fraction(least), None if most >= found.MANY else Fraction(most))


def as_number(value: Value | None) -> Bounds:
    """A number of the record, an amount in pence; any number where it is missing."""
    match value:
        case Money(pence):
            return Bounds.exactly(pence)
        case Fraction() | int():
            return Bounds.exactly(value)
        case _:
            return ANY_NUMBER


def length_of(span: Stretch) -> Bounds:
    """How many days the span has, as far as its ends are known."""
    least = max(span.end.least - span.start.most, 0)
    most = None if span.end.most == NEVER else Fraction(span.end.most - span.start.least)
    return Bounds(Fraction(least), most)


def age_between(born: Moment, day: Moment) -> Bounds:
    """Completed years between two days; any number where either is not known."""
    if born.known is None or day.known is None:
        return ANY_NUMBER
    return Bounds.exactly(calendar.age(born.known, day.known))


def computed(left: Bounds, operator: Operator, right: Bounds) -> Bounds:
    """*left operator right*, exactly; division by nought is not known."""
    if left.known is not None and right.known is not None:
        return _exactly(left.known, operator, right.known)
    match operator:
        case Operator.PLUS:
            return Bounds(_sum(left.least, right.least), _sum(left.most, right.most))
        case Operator.LESS:
            return Bounds(_sum(left.least, right.most, -1), _sum(left.most, right.least, -1))
        case Operator.TIMES | Operator.DIVIDED_BY | Operator.BELOW | Operator.ABOVE:
            return _at_the_corners(left, operator, right)
        case _:
            assert_never(operator)


def _at_the_corners(left: Bounds, operator: Operator, right: Bounds) -> Bounds:
    """A product or a quotient, which is least and most where its parts are.

    Not known where a part has no bound, or where what is divided by can be nought.
    """
    divides = operator is not Operator.TIMES
    ends = (*both_ends(left), *both_ends(right))
    if None in ends or right.least is None or right.most is None:
        return ANY_NUMBER
    if divides and right.least <= 0 <= right.most:
        return ANY_NUMBER
    corners = [
        found
        for one in both_ends(left)
        for other in both_ends(right)
        if one is not None and other is not None
        for found in [_exactly(one, operator, other).known]
        if found is not None
    ]
    return Bounds(min(corners), max(corners))


def _sum(a: Fraction | None, b: Fraction | None, sign: int = 1) -> Fraction | None:
    return None if a is None or b is None else a + sign * b


def _exactly(left: Fraction, operator: Operator, right: Fraction) -> Bounds:
    match operator:
        case Operator.PLUS:
            return Bounds.exactly(left + right)
        case Operator.LESS:
            return Bounds.exactly(left - right)
        case Operator.TIMES:
            return Bounds.exactly(left * right)
        case Operator.DIVIDED_BY | Operator.BELOW | Operator.ABOVE if right == 0:
            return ANY_NUMBER
        case Operator.DIVIDED_BY:
            return Bounds.exactly(left / right)
        case Operator.BELOW:
            return Bounds.exactly((right - left) / right)
        case Operator.ABOVE:
            return Bounds.exactly((left - right) / right)
        case _:
            assert_never(operator)


def put_together(how: Sum, parts: Iterable[tuple[Bounds, Truth]]) -> Bounds:
    """The total or the average of numbers, each surely or perhaps among them."""
    listed = list(parts)
    least = _end(how, [(b.least, truth) for b, truth in listed], min)
    most = _end(how, [(b.most, truth) for b, truth in listed], max)
    return Bounds(least, most)


Pick = Callable[[Iterable[Fraction]], Fraction]


def _end(how: Sum, parts: list[tuple[Fraction | None, Truth]], pick: Pick) -> Fraction | None:
    """The least (or the most) that the numbers can come to; None where nothing bounds it."""
    known = [(number, truth) for number, truth in parts if number is not None]
    if len(known) < len(parts):
        return None
    sure = [number for number, truth in known if truth is YES]
    perhaps = [number for number, truth in known if truth is UNKNOWN]
    if how is Sum.TOTAL:
        return sum(sure, Fraction(0)) + sum(pick((n, Fraction(0))) for n in perhaps)
    return _average(sure, perhaps, pick)


def _average(sure: list[Fraction], perhaps: list[Fraction], pick: Pick) -> Fraction | None:
    """The least (or the most) average, with those of *perhaps* that bring it there.

    Of nobody there is no average: it is not known, nor is it while that may be so.
    """
    if not sure:
        return None
    total, n = sum(sure, Fraction(0)), len(sure)
    for number in sorted(perhaps, reverse=pick is max):
        if pick((number, total / n)) == total / n:
            break
        total, n = total + number, n + 1
    return total / n


def compared(left: Bounds, comparison: Comparison, right: Bounds) -> Truth:
    """Whether *left* stands so to *right*: known as soon as least and most agree."""
    match comparison:
        case Comparison.AT_LEAST:
            return negation(_less(left, right))
        case Comparison.AT_MOST:
            return negation(_less(right, left))
        case Comparison.MORE:
            return _less(right, left)
        case Comparison.LESS:
            return _less(left, right)
        case Comparison.EQUAL:
            if left.known is not None and right.known is not None:
                return Truth.of(left.known == right.known)
            return NO if YES in (_less(left, right), _less(right, left)) else UNKNOWN
        case _:
            assert_never(comparison)


def _less(a: Bounds, b: Bounds) -> Truth:
    if a.most is not None and b.least is not None and a.most < b.least:
        return YES
    return NO if a.least is not None and b.most is not None and a.least >= b.most else UNKNOWN


def quantified(stretch: Stretch, within: Days, least: int | None, most: int | None) -> Truth:
    """Whether from *least* to *most* days of *stretch* are in *within*; None is every day.

    Of a period whose ends are not known, nothing is.
    """
    return quantified_of(stretch, running(stretch, within), least, most)


def running(stretch: Stretch, within: Days) -> Days:
    """The days of *within* on which *stretch* runs."""
    return within if stretch.holes == days.NO_DAY else days.without(within, stretch.holes)


def quantified_of(stretch: Stretch, counted: Days, least: int | None, most: int | None) -> Truth:
    """The same, of days that are not in a hole of *stretch*."""
    start, end = stretch.start.known, stretch.end.known
    if start is None or end is None:
        return UNKNOWN
    surely, possibly = counted.count(start, end)
    length = end - start - stretch.holes.count(start, end)[0]
    needed = length if least is None else least
    allowed = length if most is None else most
    if possibly < needed or surely > allowed:
        return NO
    return YES if surely >= needed and possibly <= allowed else UNKNOWN
