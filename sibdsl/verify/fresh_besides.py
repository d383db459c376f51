"""What happens besides in a history that is drawn: what nothing that is paid for has asked for."""

from typing import Final

from attrs import evolve

from sibdsl.model import terms
from sibdsl.model.days import Day
from sibdsl.model.records import Shape
from sibdsl.verify import fresh_items as items
from sibdsl.verify.fresh_sketch import Scope, Sketch

_LONG: Final = 400
"""So many days it lasts at most."""


def once_more(sketch: Sketch, day: Day) -> None:
    """Who comes back: an event that eligibility asks for happens again, with the same values."""
    for one in sketch.said.person.fields:
        there = sketch.listed(terms.OWN, one.name)
        if one.name in sketch.known.entry and one.shape is Shape.EVENTS and there:
            slot = sketch.new(terms.OWN, one, day, day)
            made = sketch.record(slot)
            if made is not None:
                sketch.change(slot, evolve(made, attributes=there[0].attributes))
            return


def unasked(sketch: Sketch) -> None:
    """Something in a record: of the person, now and then of a group or the contract."""
    whose = sketch.choose.one_of((terms.OWN, terms.OWN, terms.CONTRACT, *sketch.said.groups))
    fields = [one for one in sketch.kind(whose).fields if one.shape is not Shape.FACT]
    if fields:
        name = sketch.choose.one_of(fields).name
        items.one_more(sketch, Scope(whose), terms.Recorded(name, whose))


def happens(sketch: Sketch, name: str) -> None:
    """Days or items that the contract defines, of a length that decides or of one day off it.

    One condition of an item is missed now and then: what nearly counts decides too.
    """
    definition, scope = sketch.said.definitions.get(name), Scope()
    if definition is None:
        return
    first = sketch.free()
    long = sketch.choose.one_of((1, *sketch.known.limits.steps)) + sketch.choose.one_of((0, 1, -1))
    last = first + max(1, min(long, _LONG)) - 1
    match definition.meaning:
        case terms.Covered(terms.Where(listed, one, condition)) | terms.Where(
            listed, one, condition
        ):
            bound = items.one_more(sketch, scope, listed, (first, last))
            if bound is None:
                return
            sketch.meet(scope.binding(one, bound), condition)
            if sketch.choose.rarely(3):
                sketch.miss(scope.binding(one, bound), condition)
        case terms.Recorded():
            items.one_more(sketch, scope, definition.meaning, (first, last))
        case _:
            sketch.cover(scope, terms.DaysNamed(name), first, last)
