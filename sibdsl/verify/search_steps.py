"""The ways in which a history gets smaller, each with the histories that it would make.

Of a pair the first gets smaller; the second says by which days something is due.
"""

from calendar import monthrange
from collections.abc import Callable, Iterator
from datetime import date
from typing import Final, TypeVar

from attrs import evolve, frozen

from sibdsl.model.days import Day, day
from sibdsl.model.histories import Case, Event, Histories, Spell
from sibdsl.model.ledger import Line
from sibdsl.verify.law import Trial
from sibdsl.verify.strategies import all_reaching, sensible
from sibdsl.verify.strategies_values import days_of

T = TypeVar("T")


@frozen
class _Place:
    """Whose record: a case, a group of a Term, or the contract (no Term and no number)."""

    at: int | None
    term: str | None = None


def _cases(given: Histories) -> Iterator[tuple[_Place, Case]]:
    yield from ((_Place(at), case) for at, case in enumerate(given.cases))
    yield _Place(None), given.contract
    for term, listed in given.groups.items():
        yield from ((_Place(at, term), group) for at, group in enumerate(listed))


def _with(given: Histories, place: _Place, case: Case) -> Histories:
    if place.at is None:
        return evolve(given, contract=case)
    if place.term is None:
        cases = (*given.cases[: place.at], case, *given.cases[place.at + 1 :])
        return evolve(given, cases=cases)
    listed = given.groups[place.term]
    changed = (*listed[: place.at], case, *listed[place.at + 1 :])
    return evolve(given, groups={**given.groups, place.term: changed})


def _fewer_cases(trial: Trial, _: Trial | None) -> Iterator[Histories]:
    cases = trial.histories.cases
    if len(cases) > 6:
        yield evolve(trial.histories, cases=cases[: len(cases) // 2])
        yield evolve(trial.histories, cases=cases[: len(cases) * 7 // 8])
    for at in range(len(cases)):
        yield evolve(trial.histories, cases=(*cases[:at], *cases[at + 1 :]))


def _fewer_items(trial: Trial, _: Trial | None) -> Iterator[Histories]:
    """One event or spell less."""
    for place, case in _cases(trial.histories):
        for name, events in case.events.items():
            for at in range(len(events)):
                left = {**case.events, name: (*events[:at], *events[at + 1 :])}
                yield _with(trial.histories, place, evolve(case, events=_held(left)))
        for name, spells in case.spells.items():
            for at in range(len(spells)):
                kept = {**case.spells, name: (*spells[:at], *spells[at + 1 :])}
                yield _with(trial.histories, place, evolve(case, spells=_held(kept)))


def _held(items: dict[str, tuple[T, ...]]) -> dict[str, tuple[T, ...]]:
    return {name: listed for name, listed in items.items() if listed}


def _known_alike(trial: Trial, _: Trial | None) -> Iterator[Histories]:
    """Every field known up to the same day: the last, or the first."""
    lasts = {reach.last for reach in trial.histories.reach.values()}
    if len(lasts) > 1:
        yield all_reaching(trial.histories, max(lasts))
        yield all_reaching(trial.histories, min(lasts))


def _known_less_far(trial: Trial, second: Trial | None) -> Iterator[Histories]:
    """Every field known up to an earlier day: the due days, and the days of the records."""
    lasts = {reach.last for reach in trial.histories.reach.values()}
    if len(lasts) != 1:
        return
    lines = (*trial.ledger.lines, *(second.ledger.lines if second else ()))
    days = {d for line in lines for d in _due_days(line)}
    days |= {d for _, case in _cases(trial.histories) for d in days_of(case)}
    earlier = sorted(d for d in days if d < min(lasts))
    at = 0
    while at < len(earlier):
        # From the middle towards the last: what holds by a day mostly holds by later ones.
        at = (at + len(earlier)) // 2
        yield all_reaching(trial.histories, earlier[at])
        at += 1


def _due_days(line: Line) -> Iterator[Day]:
    step = (line.last_due - line.first_due) // max(1, line.units - 1)
    return (line.first_due + n * step for n in range(max(1, line.units)))


def _fewer_facts(trial: Trial, _: Trial | None) -> Iterator[Histories]:
    """A fact, or a value that an event or a spell carries, less."""
    for place, case in _cases(trial.histories):
        for name in case.facts:
            facts = {n: v for n, v in case.facts.items() if n != name}
            yield _with(trial.histories, place, evolve(case, facts=facts))
        for name, at, item in _items(case):
            for carried in item.attributes:
                left = {n: v for n, v in item.attributes.items() if n != carried}
                lighter = _put(case, name, at, evolve(item, attributes=left))
                yield _with(trial.histories, place, lighter)


def _items(case: Case) -> Iterator[tuple[str, int, Event | Spell]]:
    for name, events in case.events.items():
        yield from ((name, at, event) for at, event in enumerate(events))
    for name, spells in case.spells.items():
        yield from ((name, at, spell) for at, spell in enumerate(spells))


def _put(case: Case, name: str, at: int, item: Event | Spell) -> Case:
    if isinstance(item, Event):
        events = (*case.events[name][:at], item, *case.events[name][at + 1 :])
        return evolve(case, events={**case.events, name: events})
    spells = (*case.spells[name][:at], item, *case.spells[name][at + 1 :])
    return evolve(case, spells={**case.spells, name: spells})


def _rounder(trial: Trial, _: Trial | None) -> Iterator[Histories]:
    """A day of a record moved to the first of a year or a month; a spell to a plain length."""
    for place, case in _cases(trial.histories):
        for smaller in _rounder_cases(case):
            yield sensible(_with(trial.histories, place, smaller), trial.contract)


def _rounder_cases(case: Case) -> Iterator[Case]:
    for name, fact in case.facts.items():
        if isinstance(fact, int):
            yield from (evolve(case, facts={**case.facts, name: d}) for d in _rounder_days(fact))
    for name, at, item in _items(case):
        changed = _rounder_event(item) if isinstance(item, Event) else _rounder_spell(item)
        yield from (_put(case, name, at, one) for one in changed)


def _rounder_event(event: Event) -> Iterator[Event]:
    if event.day is not None:
        yield from (evolve(event, day=d) for d in _rounder_days(event.day))


def _rounder_spell(spell: Spell) -> Iterator[Spell]:
    first, last = spell.first, spell.last
    if first is None:
        return
    for d in _rounder_days(first):
        if last is None or d <= last:
            yield evolve(spell, first=d)
        if last is not None:
            yield evolve(spell, first=d, last=d + last - first)
    if last is not None:
        for end in _plain_ends(first, last):
            yield evolve(spell, last=end)


def _rounder_days(d: Day) -> Iterator[Day]:
    """The first of the year, of the month, of the next month, as far as they are rounder."""
    at = date.fromordinal(d)
    if (at.month, at.day) != (1, 1):
        yield day(at.year, 1, 1)
    if at.day != 1:
        yield day(at.year, at.month, 1)
        yield day(at.year + at.month // 12, at.month % 12 + 1, 1)


def _plain_ends(first: Day, last: Day) -> Iterator[Day]:
    """A shorter spell: of one day, of a week, to the end of the month."""
    for end in (first, first + 6):
        if end < last:
            yield end
    at = date.fromordinal(last)
    if last - first > 6 and last + 1 != _next_month(at):
        previous = day(at.year, at.month, 1) - 1
        yield from (end for end in (previous, _next_month(at) - 1) if end >= first)


def _next_month(at: date) -> Day:
    return day(at.year, at.month, monthrange(at.year, at.month)[1]) + 1


STEPS: Final[tuple[Callable[[Trial, Trial | None], Iterator[Histories]], ...]] = (
    _fewer_cases,
    _fewer_items,
    _known_alike,
    _fewer_facts,
    _known_less_far,
    _rounder,
)
