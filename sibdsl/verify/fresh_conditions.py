"""Conditions in a history that is drawn: written so that they hold, or so that they fail."""

from collections.abc import Sequence
from typing import Final, TypeAlias

from sibdsl.model import terms
from sibdsl.model.days import Day
from sibdsl.model.terms import Comparison, Side
from sibdsl.model.truth import NO, YES
from sibdsl.verify import fresh_days as days_of
from sibdsl.verify import fresh_items as items
from sibdsl.verify import fresh_numbers as numbers
from sibdsl.verify import fresh_spans as spans
from sibdsl.verify.fresh_sketch import Scope, Sketch

_OTHER_SIDE: Final = {
    Side.BEFORE: Side.ON_OR_AFTER,
    Side.ON_OR_BEFORE: Side.AFTER,
    Side.ON: Side.AFTER,
    Side.ON_OR_AFTER: Side.BEFORE,
    Side.AFTER: Side.ON_OR_BEFORE,
}

_OPPOSITE: Final = {
    Comparison.AT_LEAST: Comparison.LESS,
    Comparison.AT_MOST: Comparison.MORE,
    Comparison.MORE: Comparison.AT_MOST,
    Comparison.LESS: Comparison.AT_LEAST,
    Comparison.EQUAL: Comparison.MORE,
}


_Plain: TypeAlias = (
    terms.Inside
    | terms.CompareDays
    | terms.CompareNumbers
    | terms.IsOneOf
    | terms.HoldsRole
    | terms.Exists
    | terms.DaysIn
    | terms.Achieved
)


def meet(sketch: Sketch, scope: Scope, condition: terms.Condition) -> None:
    """Write what makes *condition* hold; nothing, where it does."""
    if sketch.spent():
        return
    match condition:
        case terms.AllOf(parts):
            _meet_all(sketch, scope, parts)
        case terms.AnyOf(parts):
            if sketch.holds(scope, condition) is not YES:
                meet(sketch, scope, sketch.choose.one_of(parts))
        case terms.AtLeastOf(n, parts):
            first = sketch.choose.index(len(parts))
            for part in (*parts[first:], *parts[:first])[:n]:
                meet(sketch, scope, part)
        case terms.Not(inner):
            miss(sketch, scope, inner)
        case terms.Stated(_, inner):
            meet(sketch, scope, inner)
        case terms.ConditionNamed(name):
            definition = sketch.said.definitions[name]
            meaning: terms.Condition = definition.meaning  # type: ignore[assignment]
            meet(sketch, sketch.inside(scope, definition), meaning)
        case _:
            if sketch.holds(scope, condition) is not YES or _nearer(sketch, condition):
                _meet_plain(sketch, scope, condition)


def _nearer(sketch: Sketch, condition: terms.Condition) -> bool:
    """Whether a number that would do is drawn anew all the same: it comes nearer to its limit."""
    return isinstance(condition, terms.CompareNumbers) and sketch.choose.rarely(6)


def _meet_all(sketch: Sketch, scope: Scope, parts: Sequence[terms.Condition]) -> None:
    """Each in turn; what a later one moved, a second turn puts right."""
    before = sketch.written
    for part in parts:
        meet(sketch, scope, part)
    if sketch.written != before and len(parts) > 1:
        for part in parts:
            meet(sketch, scope, part)


def _meet_plain(sketch: Sketch, scope: Scope, condition: _Plain) -> None:
    """A condition that has no other conditions as its parts."""
    match condition:
        case terms.Inside(day, within):
            _bring_inside(sketch, scope, day, within)
        case terms.CompareDays(left, side, right):
            _put_beside(sketch, scope, left, side, right)
        case terms.CompareNumbers():
            numbers.compare(sketch, scope, condition)
        case terms.IsOneOf(value, options):
            numbers.put(sketch, scope, value, sketch.choose.one_of(options))
        case terms.HoldsRole(value, role, day):
            _hold(sketch, scope, value, role, day)
        case terms.Exists(listed):
            items.one_more(sketch, scope, listed)
        case terms.DaysIn():
            spans.some_days(sketch, scope, condition)
        case terms.Achieved(outcome):
            sketch.achieve(outcome)


def miss(sketch: Sketch, scope: Scope, condition: terms.Condition) -> None:
    """Write what makes *condition* fail; nothing, where it does."""
    if sketch.spent():
        return
    match condition:
        case terms.AllOf(parts):
            if parts and sketch.holds(scope, condition) is not NO:
                miss(sketch, scope, sketch.choose.one_of(parts))
        case terms.AnyOf(parts) | terms.AtLeastOf(_, parts):
            for part in parts:
                miss(sketch, scope, part)
        case terms.Not(inner):
            meet(sketch, scope, inner)
        case terms.Stated(_, inner):
            miss(sketch, scope, inner)
        case terms.ConditionNamed(name):
            definition = sketch.said.definitions[name]
            meaning: terms.Condition = definition.meaning  # type: ignore[assignment]
            miss(sketch, sketch.inside(scope, definition), meaning)
        case _:
            if sketch.holds(scope, condition) is not NO:
                _miss_plain(sketch, scope, condition)


def _miss_plain(sketch: Sketch, scope: Scope, condition: _Plain) -> None:
    """A condition that has no other conditions as its parts."""
    match condition:
        case terms.Inside(day, within):
            _keep_outside(sketch, scope, day, within)
        case terms.CompareDays(left, side, right):
            _put_beside(sketch, scope, left, _OTHER_SIDE[side], right)
        case terms.CompareNumbers(left, comparison, right):
            other = terms.CompareNumbers(left, _OPPOSITE[comparison], right)
            numbers.compare(sketch, scope, other)
        case terms.IsOneOf(value, options):
            left_out = _other_words(sketch, value, options)
            if left_out:
                numbers.put(sketch, scope, value, sketch.choose.one_of(left_out))
        case terms.Exists(listed):
            items.drop(sketch, scope, listed)
        case terms.DaysIn(period, within, least):
            _too_few(sketch, scope, period, within, least)
        case terms.Achieved(outcome):
            said = next(one for one in sketch.said.outcomes if one.name == outcome)
            if said.index is None:
                miss(sketch, Scope(said.level, cycle=scope.cycle, due=scope.due), said.condition)
        case terms.HoldsRole():
            return


def _plain(sketch: Sketch, days: terms.Days) -> tuple[str | None, terms.Period] | None:
    """The period whose days these are, and the definition that says so; None of other days."""
    name = None
    while isinstance(days, terms.DaysNamed):
        name = days.name
        days = sketch.said.definitions[name].meaning  # type: ignore[assignment]
    return (name, days.period) if isinstance(days, terms.DaysOf) else None


def _days_of_period(sketch: Sketch, scope: Scope, within: terms.Days) -> tuple[Day, Day] | None:
    plain = _plain(sketch, within)
    if plain is None:
        return None
    name, period = plain
    at = scope if name is None else sketch.inside(scope, sketch.said.definitions[name])
    return days_of.span(sketch, at, period)


def _bring_inside(sketch: Sketch, scope: Scope, day: terms.DayTerm, within: terms.Days) -> None:
    """The day goes into a period; into other days, they come over the day."""
    if isinstance(within, terms.DaysBoth) and _plain(sketch, within.first) is not None:
        _bring_inside(sketch, scope, day, within.first)
        within = within.second
    if _plain(sketch, within) is not None:
        found = _days_of_period(sketch, scope, within)
        if found is not None:
            first, last = found
            chosen = (first, last, sketch.choose.between(first, last), first + (last - first) // 4)
            days_of.place(sketch, scope, day, sketch.choose.one_of(chosen[::-1]))
        return
    on = days_of.wanted(sketch, scope, day)
    if on is not None:
        spans.cover(sketch, scope, within, on, on)
        inside = [s for s in sketch.reading(scope).days(within).spans() if s[1] - s[0] < 36500]
        if inside and sketch.reading(scope).days(within).at(on) is not YES:
            first, end = sketch.choose.one_of(inside)
            days_of.place(sketch, scope, day, sketch.choose.between(first, end - 1))


def _keep_outside(sketch: Sketch, scope: Scope, day: terms.DayTerm, within: terms.Days) -> None:
    found = _days_of_period(sketch, scope, within)
    if found is not None:
        days_of.place(sketch, scope, day, sketch.choose.one_of((found[1] + 1, found[0] - 1)))
        return
    on = days_of.wanted(sketch, scope, day)
    if on is not None:
        spans.avoid(sketch, scope, within, on, on)


def _put_beside(
    sketch: Sketch, scope: Scope, left: terms.DayTerm, side: Side, right: terms.DayTerm
) -> None:
    """*left* goes to its side of *right*; where it is a date of the contract, *right* moves."""
    at, other = sketch.day(scope, left), sketch.day(scope, right)
    fixed = isinstance(left, terms.Literal | terms.DueDay)
    if at is not None and (fixed or other is None):
        days_of.place(sketch, scope, right, at - _apart(sketch, side))
        return
    if other is None:
        other = days_of.wanted(sketch, scope, right)
    if other is not None:
        days_of.place(sketch, scope, left, other + _apart(sketch, side))


def _apart(sketch: Sketch, side: Side) -> int:
    """So many days after the other: none or one where it decides, else a length that decides."""
    near = sketch.choose.one_of((0, 0, 1, *sketch.known.limits.steps))
    match side:
        case Side.BEFORE:
            return -max(1, near)
        case Side.ON_OR_BEFORE:
            return -near
        case Side.ON:
            return 0
        case Side.ON_OR_AFTER:
            return near
        case Side.AFTER:
            return max(1, near)


def _hold(sketch: Sketch, scope: Scope, value: terms.Value, role: str, day: terms.DayTerm) -> None:
    """A party that holds the role on the day."""
    on = days_of.wanted(sketch, scope, day)
    parties = sketch.said.parties(role)
    holding = [party for party in parties if on is None or sketch.said.holds(party, role, on)]
    if holding:
        numbers.put(sketch, scope, value, sketch.choose.one_of(holding))


def _other_words(sketch: Sketch, value: terms.Value, options: tuple[str, ...]) -> tuple[str, ...]:
    """The words that the field can hold beside *options*."""
    match value:
        case terms.Fact(name) | terms.AttributeOf(_, name) | terms.AttributeOn(_, name):
            words = sketch.known.choices.get(name) or sketch.known.words.get(name, ())
            return tuple(word for word in words if word not in options)
        case terms.Named():
            return ()


def _too_few(
    sketch: Sketch, scope: Scope, period: terms.Period, within: terms.Days, least: int | None
) -> None:
    """A day less than are asked for: the last, or the first."""
    found = days_of.span(sketch, scope, period)
    if found is None:
        return
    first, last = found
    if least == 0:
        on = sketch.choose.one_of((last, first))
        spans.cover(sketch, scope, within, on, on)
    else:
        wanted = last - first + 1 if least is None else least
        spans.exactly(sketch, scope, within, found, wanted - 1)
