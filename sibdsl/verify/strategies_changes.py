"""One change to a history: an event or a spell more, fewer, earlier, later, split, handed over."""

from collections.abc import Callable, Mapping
from typing import Final, TypeVar

from attrs import evolve, frozen

from sibdsl.model.days import Day
from sibdsl.model.histories import Case, Event, Histories, Spell
from sibdsl.model.records import RecordField, RecordKind, Shape
from sibdsl.verify.strategies_choice import Choice
from sibdsl.verify.strategies_values import (
    Around,
    a_value,
    attributes,
    born,
    days_of,
    kept,
    near,
)

T = TypeVar("T")


@frozen
class Site:
    """Where a change is made: a case of a history, whose record is of that kind."""

    case: Case
    kind: RecordKind
    given: Histories
    known: Around
    choose: Choice

    def day(self) -> Day:
        """A day near what decides: for the case; where it has none yet, for the first person."""
        empty = not days_of(self.case)
        case = self.given.cases[0] if empty and self.given.cases else self.case
        return near(case, self.known, self.choose)


def changed_once(site: Site) -> Case:
    """The case with one field changed, or all of its days moved."""
    if not site.kind.fields:
        return site.case
    if site.choose.rarely(9):
        return _moved(site)
    one = site.choose.one_of(site.kind.fields)
    if one.name in site.known.entry and not site.choose.rarely(3):
        one = site.choose.one_of(site.kind.fields)
    if one.shape is Shape.FACT:
        return _fact(site, one)
    if one.shape.lasts:
        return _spells(site, one)
    return _events(site, one)


def _fact(site: Site, one: RecordField) -> Case:
    """Another value of a fact, or none."""
    contract = site.known.contract
    if one.name in (contract.case_number, contract.joined_by) or one.type is None:
        return site.case
    facts = dict(site.case.facts)
    facts.pop(one.name, None)
    if one.name in site.known.births and not site.choose.rarely(4):
        facts[one.name] = born(site.day(), site.known, site.choose)
    elif not site.choose.rarely(6):
        value = a_value(one.type, one.name, site.case, site.given, site.known, site.choose)
        facts[one.name] = value
    return evolve(site.case, facts=facts)


def _moved(site: Site) -> Case:
    """All days of the case moved alike, so that one of them meets a day that decides."""
    own = days_of(site.case)
    if not own:
        return site.case
    by = site.choose.one_of(site.known.limits.days) - site.choose.one_of(own)
    by += site.choose.one_of((0, -1, 1))
    if not all(kept(d + by) == d + by for d in own):
        return site.case
    return moved(site.case, by)


def moved(case: Case, by: int) -> Case:
    """*case* with every day of it *by* days later."""
    return Case(
        case.number,
        {n: v + by if isinstance(v, int) else v for n, v in case.facts.items()},
        {n: tuple(_event_moved(e, by) for e in events) for n, events in case.events.items()},
        {n: tuple(_spell_moved(s, by) for s in spells) for n, spells in case.spells.items()},
    )


def _event_moved(event: Event, by: int) -> Event:
    return evolve(event, day=_later(event.day, by), attributes=_carried(event.attributes, by))


def _spell_moved(spell: Spell, by: int) -> Spell:
    return evolve(
        spell,
        first=_later(spell.first, by),
        last=_later(spell.last, by),
        attributes=_carried(spell.attributes, by),
    )


def _carried(attributes: Mapping[str, T], by: int) -> dict[str, T]:
    return {n: v + by if isinstance(v, int) else v for n, v in attributes.items()}  # type: ignore[misc]


def _later(d: Day | None, by: int) -> Day | None:
    return None if d is None else d + by


def _events(site: Site, one: RecordField) -> Case:
    """An event more, the same once more, fewer, on another day, or carrying other values."""
    events = list(site.case.events.get(one.name, ()))
    how = site.choose.index(7) if events else 0
    if how == 0:
        carried = attributes(one, site.case, site.given, site.known, site.choose)
        events.append(Event(site.day(), carried))
    elif how <= 2:
        again = site.choose.one_of(events)
        events.append(again if site.choose.rarely(3) else evolve(again, day=site.day()))
    else:
        at = site.choose.index(len(events))
        chosen = events.pop(at)
        if how == 3:
            events.append(_recarried(site, one, chosen))
        elif how < 6:
            events.append(evolve(chosen, day=site.day()))
    return evolve(site.case, events={**site.case.events, one.name: tuple(events)})


def _spells(site: Site, one: RecordField) -> Case:
    """A spell more, fewer, longer, shorter, split, left for a day, or handed over."""
    spells = list(site.case.spells.get(one.name, ()))
    if not spells or site.choose.rarely(4):
        spells.append(_spell(site, one))
    else:
        chosen = spells.pop(site.choose.index(len(spells)))
        spells.extend(site.choose.one_of(_WAYS)(site, one, chosen))
    return evolve(site.case, spells={**site.case.spells, one.name: tuple(spells)})


def _spell(site: Site, one: RecordField) -> Spell:
    """A new spell of one day, of a length that decides, or open."""
    first = site.day()
    length = site.choose.one_of((1, 1, *site.known.limits.steps, 0))
    last = kept(first + length - 1 + site.choose.one_of((0, -1, 1))) if length else None
    carried = attributes(one, site.case, site.given, site.known, site.choose)
    return Spell(first, last if last is None else max(first, last), carried)


def _recarried(site: Site, one: RecordField, item: T) -> T:
    """The item with other values."""
    carried = attributes(one, site.case, site.given, site.known, site.choose)
    return evolve(item, attributes=carried)  # type: ignore[misc]


def _other_values(site: Site, one: RecordField, spell: Spell) -> list[Spell]:
    return [_recarried(site, one, spell)]


def _other_end(site: Site, one: RecordField, spell: Spell) -> list[Spell]:
    if spell.first is None:
        return []
    last = max(spell.first, site.day())
    return [evolve(spell, last=last)]


def _other_start(site: Site, one: RecordField, spell: Spell) -> list[Spell]:
    first = site.day()
    return [evolve(spell, first=first if spell.last is None else min(first, spell.last))]


def _opened(site: Site, one: RecordField, spell: Spell) -> list[Spell]:
    return [evolve(spell, last=None)]


def _dropped(site: Site, one: RecordField, spell: Spell) -> list[Spell]:
    return []


def _split(site: Site, one: RecordField, spell: Spell) -> list[Spell]:
    """Two spells that touch, or with a day or two between; the second perhaps of other values."""
    if spell.first is None:
        return [spell]
    last = spell.last if spell.last is not None else spell.first + 60
    if last - spell.first < 3:
        return [spell]
    at = site.choose.between(spell.first, last - 3)
    second = evolve(spell, first=at + 1 + site.choose.one_of((0, 1, 2)))
    if site.choose.rarely(3):
        second = _recarried(site, one, second)
    return [evolve(spell, last=at), second]


def _handed_over(site: Site, one: RecordField, spell: Spell) -> list[Spell]:
    """A spell that begins on the day after this one ends, or on that very day."""
    if spell.last is None:
        return [spell]
    first = spell.last + site.choose.one_of((1, 0))
    length = site.choose.one_of(site.known.limits.steps)
    second = evolve(spell, first=first, last=kept(first + length))
    return [spell, _recarried(site, one, second) if site.choose.rarely(3) else second]


def _nested(site: Site, one: RecordField, spell: Spell) -> list[Spell]:
    """The spell and one inside it, most often of the same values; or the same once more."""
    if spell.first is None or site.choose.rarely(4):
        return [spell, spell]
    last = spell.last if spell.last is not None else spell.first + 60
    second = evolve(spell, first=site.choose.between(spell.first, last), last=last)
    return [spell, _recarried(site, one, second) if site.choose.rarely(3) else second]


def _spanning(site: Site, one: RecordField, spell: Spell) -> list[Spell]:
    """The spell begins before a day that decides and ends on or after it."""
    at = site.day()
    first = at - site.choose.one_of(site.known.limits.steps)
    last = at + site.choose.one_of((0, *site.known.limits.steps))
    return [evolve(spell, first=kept(first), last=kept(last))]


_WAYS: Final[tuple[Callable[[Site, RecordField, Spell], list[Spell]], ...]] = (
    _other_end,
    _other_start,
    _other_values,
    _split,
    _handed_over,
    _nested,
    _spanning,
    _opened,
    _dropped,
)
