"""Events, spells, runs and pieces in a history that is drawn: one more, another day, one less."""

from attrs import evolve

from sibdsl.interpret.items import Item
from sibdsl.model import terms
from sibdsl.model.days import NEVER, Day
from sibdsl.model.histories import Event, Spell, Value
from sibdsl.model.truth import NO, YES
from sibdsl.verify.fresh_sketch import Bound, Run, Scope, Sketch, Slot
from sibdsl.verify.strategies_values import kept

Wanted = tuple[Day, Day] | None
"""The first and last day that an item is to have; None where any will do."""


def one_more(sketch: Sketch, scope: Scope, items: terms.Items, days: Wanted = None) -> Bound | None:
    """One of *items* that was not there before; what is there, where a record holds but one."""
    match items:
        case terms.Recorded(name, whose):
            return _recorded(sketch, whose or scope.whose, name, days)
        case terms.Where(inner, name, condition):
            bound = one_more(sketch, scope, inner, days)
            if bound is not None:
                sketch.meet(scope.binding(name, bound), condition)
            return bound
        case terms.FirstItems(inner):
            return one_more(sketch, scope, inner, days)
        case terms.ItemsNamed(name):
            definition = sketch.said.definitions[name]
            inner = definition.meaning  # type: ignore[assignment]
            return one_more(sketch, sketch.inside(scope, definition), inner, days)
        case terms.Runs(within):
            return _run(sketch, scope, within, days)
        case terms.Pieces():
            return _piece(sketch, scope, items)


def _recorded(sketch: Sketch, whose: str, name: str, days: Wanted) -> Slot | None:
    one = sketch.kind(whose).field_called(name)
    if one is None or sketch.spent():
        return None
    there = sketch.listed(whose, name)
    counted = sketch.said.first_items.get(name)
    if there and (not one.shape.many or (counted and len(there) >= counted.n)):
        slot = Slot(whose, name, there[0].rows[0].line)
        if days is not None:
            span(sketch, slot, *days)
        return slot
    first, last = days or (sketch.free(), None)
    if last is None:
        last = first + _length(sketch) - 1
    if one.parted:
        carve(sketch, whose, name, first, last)
    return sketch.new(whose, one, first, last)


def _length(sketch: Sketch) -> int:
    """How long something lasts of which no more is asked: mostly long enough for what is."""
    steps = sketch.known.limits.steps
    return sketch.choose.one_of((steps[-1], *steps, 2 * steps[-1], 1))


def _run(sketch: Sketch, scope: Scope, within: terms.Days, days: Wanted) -> Run:
    first, last = days or (sketch.free(), None)
    whole = sketch.kept_within(scope, within) if last is None else None
    if whole is not None:
        first = sketch.choose.one_of((max(whole[0], min(first, whole[1])), whole[0]))
    if last is None:
        last = first + sketch.choose.one_of(sketch.known.limits.steps) - 1
    last = min(last, whole[1]) if whole is not None else last
    sketch.cover(scope, within, first, last)
    around = sketch.reading(scope).days(within).spans()
    first, last = next(((a, b - 1) for a, b in around if a <= first < b < NEVER), (first, last))
    return Run(within, scope, first, last)


def _piece(sketch: Sketch, scope: Scope, items: terms.Pieces) -> Item | None:
    if sketch.span(scope, items.period) is None:
        return None
    pieces = [one for one in sketch.reading(scope).items(items) if one.certain is YES]
    return sketch.choose.one_of(pieces) if pieces else None


def the_one(sketch: Sketch, scope: Scope, item: terms.Item) -> Bound | None:
    """The item that is meant; a new one where the record has none."""
    if isinstance(item, terms.Bound):
        return scope.bound.get(item.name)
    for slot in recorded(sketch, scope, item.items):
        return slot
    return one_more(sketch, scope, item.items)


def recorded(sketch: Sketch, scope: Scope, items: terms.Items) -> list[Slot]:
    """The records that are among *items*, earliest first."""
    whose, name = field_of(sketch, scope, items)
    if not name:
        return []
    rows = {one.rows[0].line for one in sketch.listed(whose, name)}
    found = sketch.reading(scope).items(items)
    lines = [one.rows[0].line for one in found if one.rows and one.certain is not NO]
    return [Slot(whose, name, line) for line in lines if line in rows]


def field_of(sketch: Sketch, scope: Scope, items: terms.Items) -> tuple[str, str]:
    """Whose field *items* are recorded in, and its Term; empty where in none."""
    match items:
        case terms.Recorded(name, whose):
            return whose or scope.whose, name
        case terms.Where(inner) | terms.FirstItems(inner):
            return field_of(sketch, scope, inner)
        case terms.ItemsNamed(name):
            definition = sketch.said.definitions[name]
            meaning: terms.Items = definition.meaning  # type: ignore[assignment]
            return field_of(sketch, sketch.inside(scope, definition), meaning)
        case _:
            return scope.whose, ""


def drop(sketch: Sketch, scope: Scope, items: terms.Items, left: int = 0) -> None:
    """Take away records until only *left* are among *items*."""
    for slot in recorded(sketch, scope, items)[left:]:
        sketch.change(slot, None)


def carve(sketch: Sketch, whose: str, name: str, first: Day, last: Day) -> None:
    """Take the days from *first* to *last* out of every spell of a field."""
    for one in sketch.listed(whose, name):
        carve_one(sketch, Slot(whose, name, one.rows[0].line), first, last)


def carve_one(sketch: Sketch, slot: Slot, first: Day, last: Day) -> None:
    """Take the days from *first* to *last* out of one spell; of an event, the event."""
    one = sketch.record(slot)
    if isinstance(one, Event) and one.day is not None and first <= one.day <= last:
        sketch.change(slot, None)
    if not isinstance(one, Spell) or one.first is None or one.last is None:
        return
    if one.last < first or last < one.first:
        return
    if one.first < first:
        sketch.change(slot, evolve(one, last=first - 1))
    elif one.last > last:
        sketch.change(slot, evolve(one, first=last + 1))
        return
    else:
        sketch.change(slot, None)
        return
    if one.last > last:
        declared = sketch.kind(slot.whose).field_called(slot.field)
        assert declared is not None, "it has a record"
        rest = sketch.new(slot.whose, declared, last + 1, one.last)
        made = sketch.record(rest)
        assert isinstance(made, Spell), "a spell is what was made"
        sketch.change(rest, evolve(made, attributes=one.attributes))


def span(sketch: Sketch, bound: Bound, first: Day, last: Day) -> None:
    """Have an item last from *first* to *last*; an event is on *first*."""
    first, last = kept(first), kept(max(first, last))
    if isinstance(bound, Run):
        bound.first, bound.last = first, last
        sketch.cover(bound.scope, bound.days, first, last)
    if not isinstance(bound, Slot):
        return
    one = sketch.record(bound)
    if isinstance(one, Event):
        sketch.change(bound, evolve(one, day=first))
    elif one is not None:
        sketch.change(bound, evolve(one, first=first, last=last))


def ends(sketch: Sketch, bound: Bound) -> tuple[Day, Day] | None:
    """The first and last day that an item has; None where they are not known."""
    if isinstance(bound, Run):
        return bound.first, bound.last
    stretch = sketch.item(bound).span
    first, last = stretch.start.known, stretch.last.known
    return None if first is None or last is None else (first, last)


def begin(sketch: Sketch, bound: Bound, day: Day) -> None:
    """Have an item begin on *day*: it ends when it did, or lasts as long where it would not."""
    now = ends(sketch, bound)
    if now is not None:
        first, last = now
        span(sketch, bound, day, last if last >= day else day + last - first)


def end(sketch: Sketch, bound: Bound, day: Day) -> None:
    """Have an item end on *day*: it begins when it did, or lasts as long where it would not."""
    now = ends(sketch, bound)
    if now is not None:
        first, last = now
        span(sketch, bound, first if first <= day else day - (last - first), day)


def carry(sketch: Sketch, bound: Bound | None, name: str, value: Value) -> None:
    """Have an item carry *value* under *name*."""
    if not isinstance(bound, Slot):
        return
    one = sketch.record(bound)
    if one is not None:
        sketch.change(bound, evolve(one, attributes={**one.attributes, name: value}))
