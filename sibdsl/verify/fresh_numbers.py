"""Numbers and values in a history that is drawn: written so that they come out as wanted."""

from fractions import Fraction
from math import ceil, floor

from sibdsl.model import terms
from sibdsl.model.days import Day
from sibdsl.model.histories import Value
from sibdsl.model.money import Money
from sibdsl.model.records import Kind, ValueType
from sibdsl.model.terms import Comparison, Operator
from sibdsl.model.truth import YES
from sibdsl.verify import fresh_days as days_of
from sibdsl.verify import fresh_items as items
from sibdsl.verify import fresh_spans as spans
from sibdsl.verify.fresh_sketch import Scope, Sketch
from sibdsl.verify.thresholds import LEAP_DAYS

_MOST = 8
"""So many items are added at most to make a number of them."""


def compare(sketch: Sketch, scope: Scope, term: terms.CompareNumbers) -> None:
    """Write *left* so that it stands to *right* as it should; *right*, where *left* is fixed."""
    left, right = (sketch.reading(scope).number(side).known for side in (term.left, term.right))
    if isinstance(term.left, terms.Constant) or (right is None and left is not None):
        write(sketch, scope, term.right, _beside(sketch, term, left or Fraction(0), -1))
        return
    if right is None:
        right = Fraction(sketch.choose.one_of((10, 1, 100)))
        write(sketch, scope, term.right, right)
    write(sketch, scope, term.left, _beside(sketch, term, right, 1))


def _beside(sketch: Sketch, term: terms.CompareNumbers, number: Fraction, side: int) -> Fraction:
    """A number at the limit or not far from it, on the side where the comparison holds."""
    words = [one.words for one in (term.left, term.right) if isinstance(one, terms.Constant)]
    part = any(one.endswith("%") for one in words) or number.denominator > 1
    apart = Fraction(side, 100 if part else 1)
    near = sketch.choose.one_of((0, 0, 0, 1, 2, 5))
    match term.comparison:
        case Comparison.AT_LEAST:
            return number + near * apart
        case Comparison.AT_MOST:
            return number - near * apart
        case Comparison.MORE:
            return number + max(1, near) * apart
        case Comparison.LESS:
            return number - max(1, near) * apart
        case Comparison.EQUAL:
            return number


def write(sketch: Sketch, scope: Scope, term: terms.Number, number: Fraction) -> None:
    """Write what makes *term* be *number*, as far as it can be."""
    if sketch.spent():
        return
    match term:
        case terms.CountDays(days):
            _count_days(sketch, scope, days, int(number))
        case terms.CountItems(listed):
            _count_items(sketch, scope, listed, sketch.choose.one_of((ceil(number), floor(number))))
        case terms.NumberIn(value):
            put(sketch, scope, value, number)
        case terms.LengthOf(item):
            bound = items.the_one(sketch, scope, item)
            now = None if bound is None else items.ends(sketch, bound)
            if bound is not None and now is not None:
                items.end(sketch, bound, now[0] + max(1, int(number)) - 1)
        case terms.AgeOn(born, day):
            on = days_of.wanted(sketch, scope, day)
            if on is not None:
                days_of.place(sketch, scope, born, _born(sketch, on, int(number)))
        case terms.Arithmetic():
            _solve(sketch, scope, term, number)
        case terms.Rounded(inner):
            write(sketch, scope, inner, number)
        case terms.Across():
            _across(sketch, scope, term, number)
        case terms.NumberNamed(name):
            definition = sketch.said.definitions[name]
            meaning: terms.Number = definition.meaning  # type: ignore[assignment]
            write(sketch, sketch.inside(scope, definition), meaning, number)
        case terms.Constant():
            return


def _born(sketch: Sketch, on: Day, years: int) -> Day:
    """A birth by which one is *years* old *on* that day: the birthday itself, or later in it."""
    latest = on - (years * 1461 + 3) // 4
    back = sketch.choose.one_of((0, 182, 364, 1, sketch.choose.between(1, 363)))
    born = latest - back
    leap = [d for d in LEAP_DAYS if latest - 364 <= d <= latest]
    return sketch.choose.one_of(leap) if leap and sketch.choose.rarely(4) else born


def _solve(sketch: Sketch, scope: Scope, term: terms.Arithmetic, number: Fraction) -> None:
    """Write the left of the two so that the whole comes out; the right, where the left is fixed."""
    left, right = (sketch.reading(scope).number(side).known for side in (term.left, term.right))
    if isinstance(term.left, terms.Constant) and left is not None:
        solved = _right(term.operator, number, left)
        if solved is not None:
            write(sketch, scope, term.right, solved)
        return
    if right is None:
        right = Fraction(sketch.choose.one_of((100, 10, 1, 2)))
        write(sketch, scope, term.right, right)
    write(sketch, scope, term.left, _left(term.operator, number, right))
    reading = sketch.reading(scope)
    left = reading.number(term.left).known
    if left is not None and reading.number(term).known != number:
        # What is counted comes out whole, and not below nought: the right makes up for it.
        other = _right(term.operator, number, left)
        if other is not None and other > 0:
            write(sketch, scope, term.right, other)


def _left(operator: Operator, number: Fraction, right: Fraction) -> Fraction:
    match operator:
        case Operator.PLUS:
            return number - right
        case Operator.LESS:
            return number + right
        case Operator.TIMES:
            return number / right if right else number
        case Operator.DIVIDED_BY:
            return number * right
        case Operator.BELOW:
            return right * (1 - number)
        case Operator.ABOVE:
            return right * (1 + number)


def _right(operator: Operator, number: Fraction, left: Fraction) -> Fraction | None:
    match operator:
        case Operator.PLUS:
            return number - left
        case Operator.LESS:
            return left - number
        case Operator.TIMES:
            return number / left if left else None
        case Operator.DIVIDED_BY:
            return left / number if number else None
        case Operator.BELOW:
            return left / (1 - number) if number != 1 else None
        case Operator.ABOVE:
            return left / (1 + number) if number != -1 else None


def _across(sketch: Sketch, scope: Scope, term: terms.Across, number: Fraction) -> None:
    """The person who is drawn makes the whole total, or the average, by the one number."""
    person = Scope(cycle=scope.cycle, due=scope.due)
    if term.each is None:
        sketch.meet(person, term.condition)
        write(sketch, person, term.number, number)
        return
    reading = sketch.reading(person)
    for item in reading.items(term.each.items):
        at = person.binding(term.each.name, item)
        if item.certain is YES and sketch.holds(at, term.condition) is YES:
            write(sketch, at, term.number, number)
            return
    made = items.one_more(sketch, person, term.each.items)
    if made is not None:
        at = person.binding(term.each.name, made)
        sketch.meet(at, term.condition)
        write(sketch, at, term.number, number)


def _count_items(sketch: Sketch, scope: Scope, listed: terms.Items, number: int) -> None:
    there = sum(item.certain is YES for item in sketch.reading(scope).items(listed))
    for _ in range(min(_MOST, number - there)):
        items.one_more(sketch, scope, listed)
    if there > number:
        items.drop(sketch, scope, listed, max(0, number))


def _count_days(sketch: Sketch, scope: Scope, days: terms.Days, number: int) -> None:
    match days:
        case terms.DaysBoth(
            terms.DaysOf(terms.SpanOf(terms.Bound() as item)), terms.DaysOf(within)
        ):
            _last_within(sketch, scope, item, within, number)
        case terms.DaysBoth(terms.DaysOf(period), other):
            whole = days_of.span(sketch, scope, period)
            if whole is not None:
                spans.exactly(sketch, scope, other, whole, number)
        case terms.DaysWithout(terms.DaysOf(period), other):
            whole = days_of.span(sketch, scope, period)
            if whole is not None:
                most = whole[1] - whole[0] + 1
                spans.exactly(sketch, scope, other, whole, most - number)
        case terms.DaysNamed(name):
            definition = sketch.said.definitions[name]
            meaning: terms.Days = definition.meaning  # type: ignore[assignment]
            _count_days(sketch, sketch.inside(scope, definition), meaning, number)
        case _:
            first = sketch.free()
            sketch.cover(scope, days, first, first + number - 1)


def _last_within(
    sketch: Sketch, scope: Scope, item: terms.Item, within: terms.Period, number: int
) -> None:
    """So many days of an item lie in a period: in all of it, or over one of its ends."""
    bound, whole = items.the_one(sketch, scope, item), days_of.span(sketch, scope, within)
    if bound is None or whole is None or number < 1:
        return
    first, last = whole
    over = sketch.choose.one_of((0, 0, 1, *sketch.known.limits.steps))
    if sketch.choose.rarely(3):
        items.span(sketch, bound, last - number + 1, last + over)
    elif sketch.choose.rarely(3):
        items.span(sketch, bound, first - over, first + number - 1)
    else:
        at = sketch.choose.between(first, max(first, last - number + 1))
        items.span(sketch, bound, at, at + number - 1)


def put(sketch: Sketch, scope: Scope, value: terms.Value, wanted: str | Fraction) -> None:
    """Write *wanted* where *value* is read: a word, or a number as the field holds it."""
    match value:
        case terms.Fact(name, whose):
            one = sketch.kind(whose or scope.whose).field_called(name)
            if one is not None and one.type is not None:
                sketch.fact(whose or scope.whose, name, _typed(one.type, wanted))
        case terms.AttributeOf(item, name):
            items.carry(
                sketch, items.the_one(sketch, scope, item), name, _carried(sketch, name, wanted)
            )
        case terms.AttributeOn(field, name, day, whose):
            on = days_of.wanted(sketch, scope, day)
            if on is not None:
                _carry_on(sketch, whose or scope.whose, field, on, name, wanted)
        case terms.Named():
            return


def _carry_on(
    sketch: Sketch, whose: str, field: str, on: Day, name: str, wanted: str | Fraction
) -> None:
    """The spell of a field that covers a day carries a value; one from then on, where none does."""
    value = _carried(sketch, name, wanted)
    recorded = terms.Recorded(field, whose)
    covering = [
        slot
        for slot in items.recorded(sketch, Scope(whose), recorded)
        if (ends := items.ends(sketch, slot)) is not None and ends[0] <= on <= ends[1]
    ]
    for slot in covering:
        items.carry(sketch, slot, name, value)
    if not covering:
        before = sketch.choose.one_of((3650, 0, 1, *sketch.known.limits.steps))
        after = sketch.choose.one_of((3650, 3650, 0, *sketch.known.limits.steps))
        made = items.one_more(sketch, Scope(whose), recorded, (on - before, on + after))
        items.carry(sketch, made, name, value)


def _carried(sketch: Sketch, name: str, wanted: str | Fraction) -> Value:
    """*wanted*, as an attribute of that Term holds it."""
    said = sketch.said
    for kind in (said.person, *said.groups.values(), said.record):
        for one in kind.fields:
            for attribute in one.attributes:
                if attribute.name == name:
                    return _typed(attribute.type, wanted)
    return wanted


def _typed(type_: ValueType, wanted: str | Fraction) -> Value:
    if isinstance(wanted, str):
        return wanted
    match type_.kind:
        case Kind.AMOUNT:
            return Money(max(0, int(wanted)))
        case Kind.PERCENTAGE:
            return min(Fraction(1), max(Fraction(0), wanted))
        case _:
            return max(Fraction(0), wanted)
