"""Histories of a contract, drawn around what decides in it.

Most begin as a worked example, of those that pay first, or as someone drawn towards what is paid
for, and are changed a few times: little is tested by cases that are not eligible. A few are drawn
field by field.
"""

from collections.abc import Iterable, Iterator, Sequence
from random import Random
from typing import Final

from attrs import evolve, field, frozen
from hypothesis import strategies as st

from sibdsl.interpret.evaluate import evaluate_in_short
from sibdsl.model.contract import Contract
from sibdsl.model.days import EARLIEST, Day
from sibdsl.model.examples import Example
from sibdsl.model.histories import Case, Event, Histories, Reach, Spell
from sibdsl.model.records import RecordKind, Shape
from sibdsl.verify.fresh import towards
from sibdsl.verify.law import Draw
from sibdsl.verify.strategies_changes import Site, changed_once, moved
from sibdsl.verify.strategies_choice import Choice, by_chance, by_each_drawing
from sibdsl.verify.strategies_values import Around, around, days_of, near

_YEAR = 365

_FRESH: Final = 2
"""Once in so many times a history does not begin as a worked example."""

_OFTEN: Final = (1, 1, 2, 2, 3, 4, 0)
_SELDOM: Final = (0, 1, 0, 1, 2, 3)
"""How often a history is changed: one drawn anew is varied enough as it is."""


@frozen
class Sources:
    """What histories are drawn from: what decides, and the worked examples, the dearest first.

    *paying* is how many of them pay. *grown* are histories that were drawn before, and did what
    none did before them.
    """

    known: Around
    given: tuple[Histories, ...] = field(factory=tuple)
    paying: int = 0
    grown: tuple[Histories, ...] = field(factory=tuple)


def sources(contract: Contract, examples: Iterable[Example] = ()) -> Sources:
    """What histories of *contract* are drawn from."""
    measured = (without_measures(contract, one.given) for one in examples)
    paid = [(evaluate_in_short(contract, given).paid.pence, given) for given in measured]
    paying = sorted((one for one in paid if one[0]), key=lambda one: -one[0])
    others = [one for one in paid if not one[0]]
    given = tuple(history for _, history in (*paying, *others))
    return Sources(around(contract), given, len(paying))


def without_measures(contract: Contract, given: Histories) -> Histories:
    """*given* without the measures that an example gives outright: what is tried is measured."""

    def plain(case: Case) -> Case:
        facts = {n: value for n, value in case.facts.items() if n not in contract.definitions}
        return evolve(case, facts=facts)

    groups = {name: tuple(map(plain, listed)) for name, listed in given.groups.items()}
    cases = tuple(map(plain, given.cases))
    return evolve(given, cases=cases, contract=plain(given.contract), groups=groups)


def histories(contract: Contract, examples: Iterable[Example] = ()) -> st.SearchStrategy[Histories]:
    """Histories of *contract*, a strategy of Hypothesis."""
    known = sources(contract, examples)

    @st.composite
    def drawing(draw: Draw) -> Histories:
        return history(known, by_each_drawing(draw))

    return drawing()


def drawn(
    contract: Contract, examples: Iterable[Example], n: int, seed: int
) -> Iterator[Histories]:
    """*n* histories of *contract*, always the same for one *seed*."""
    known, choose = sources(contract, examples), by_chance(Random(seed))  # noqa: S311
    return (history(known, choose) for _ in range(n))


def history(given: Sources, choose: Choice) -> Histories:
    """One history."""
    known = given.known
    base, often = _base(given, choose)
    if base.cases and choose.rarely(5):
        base = _one_more(base, given, choose)
    for _ in range(choose.one_of(often)):
        base = _changed(base, known, choose)
    return sensible(_reaching(base, known, choose), known.contract)


def _base(given: Sources, choose: Choice) -> tuple[Histories, tuple[int, ...]]:
    """What a history begins as, and how often it may be changed, as often as it stands there.

    One that has grown; a worked example, most often one that pays; or a person drawn anew.
    """
    if given.grown and choose.rarely(3):
        return choose.one_of(given.grown), _OFTEN
    if not given.given or choose.rarely(_FRESH):
        return _fresh(given.known, choose), _SELDOM
    paying = given.given[: given.paying]
    return choose.one_of(paying if paying and not choose.rarely(3) else given.given), _OFTEN


def _fresh(known: Around, choose: Choice) -> Histories:
    """Someone drawn towards what is paid for; now and then someone drawn field by field."""
    if choose.rarely(8):
        return Histories((_field_by_field(known, choose),))
    return towards(known, choose)


def _field_by_field(known: Around, choose: Choice) -> Case:
    """A person with a record in most fields, and more in some."""
    case, nobody = Case("1"), Histories(())
    for one in known.contract.person.fields:
        if choose.rarely(5):
            continue
        kind = RecordKind(known.contract.person.name, (one,))
        case = changed_once(Site(case, kind, nobody, known, choose))
    return case


def _one_more(base: Histories, given: Sources, choose: Choice) -> Histories:
    """*base* with another person: of another example, or one of its own once more, later."""
    lone = [h.cases[0] for h in given.given[: given.paying] if len(h.cases) == 1 and not h.groups]
    case = choose.one_of(base.cases)
    if lone and not base.groups and choose.rarely(2):
        case = choose.one_of(lone)
    elif choose.rarely(2):
        case = moved(case, choose.one_of((1, 7, 30, 182, _YEAR)))
    numbers = {one.number for one in base.cases}
    number = next(str(n) for n in range(1, 99) if str(n) not in numbers)
    facts = {n: v for n, v in case.facts.items() if n != given.known.contract.case_number}
    return evolve(base, cases=(*base.cases, evolve(case, number=number, facts=facts)))


def _changed(base: Histories, known: Around, choose: Choice) -> Histories:
    """*base* with one change, most often to a person."""
    contract = known.contract
    if contract.record.fields and choose.rarely(10):
        site = Site(base.contract, contract.record, base, known, choose)
        return evolve(base, contract=changed_once(site))
    groups = [(term, at) for term, listed in base.groups.items() for at in range(len(listed))]
    if groups and (choose.rarely(6) or not base.cases):
        term, at = choose.one_of(groups)
        listed = list(base.groups[term])
        listed[at] = changed_once(Site(listed[at], contract.groups[term], base, known, choose))
        return evolve(base, groups={**base.groups, term: tuple(listed)})
    if not base.cases:
        return evolve(base, cases=(_field_by_field(known, choose),))
    cases = list(base.cases)
    at = choose.index(len(cases))
    cases[at] = changed_once(Site(cases[at], contract.person, base, known, choose))
    return evolve(base, cases=tuple(cases))


def _reaching(base: Histories, known: Around, choose: Choice) -> Histories:
    """*base* known up to a day: most often one by which all is decided; rarely not all alike."""
    all_ = (*base.cases, base.contract, *(g for listed in base.groups.values() for g in listed))
    days = [d for case in all_ for d in days_of(case)]
    last = _known_to(base, days, known, choose)
    reach = {name: Reach(last=last) for name in known.names}
    if known.names and choose.rarely(14) and base.cases:
        earlier = near(choose.one_of(base.cases), known, choose)
        reach[choose.one_of(known.names)] = Reach(last=min(earlier, last))
    return evolve(base, reach=reach)


def _known_to(base: Histories, days: Sequence[Day], known: Around, choose: Choice) -> Day:
    """By when all is decided, or soon after a record: a limit then does not hide the rest."""
    latest = max([known.limits.last(), *days]) + 2 * _YEAR
    if not base.cases or not days or not choose.rarely(3):
        return latest
    if choose.rarely(2):
        return max(near(choose.one_of(base.cases), known, choose), min(days))
    started = choose.one_of(sorted(d for d in days if d > min(days)) or days)
    return started + choose.one_of(known.limits.steps) * choose.between(1, 6)


def all_reaching(base: Histories, last: Day) -> Histories:
    """*base*, every field of it known up to *last*."""
    return evolve(base, reach={name: Reach(last=last) for name in base.reach})


def crowd(one: Histories, n: int) -> Histories:
    """*one* with each of its cases *n* times, under numbers of their own."""
    cases = [evolve(case, number=f"{case.number}/{at}") for at in range(n) for case in one.cases]
    return evolve(one, cases=tuple(cases))


def sensible(given: Histories, contract: Contract) -> Histories:
    """*given* without what no data may hold: a second single item, or an overlap where none is."""
    return evolve(
        given,
        cases=tuple(_sensible(case, contract.person) for case in given.cases),
        contract=_sensible(given.contract, contract.record),
        groups={
            term: tuple(_sensible(group, contract.groups[term]) for group in listed)
            for term, listed in given.groups.items()
        },
    )


def _sensible(case: Case, kind: RecordKind) -> Case:
    events, spells = dict(case.events), dict(case.spells)
    for one in kind.fields:
        if one.name in events:
            found = sorted(events[one.name], key=_day)
            events[one.name] = tuple(found if one.shape.many else found[:1])
        if one.name in spells:
            ordered = sorted(spells[one.name], key=_first)
            kept = _apart(ordered) if one.parted else ordered
            spells[one.name] = tuple(kept if one.shape is Shape.PERIODS else kept[:1])
    return evolve(
        case,
        events={name: listed for name, listed in events.items() if listed},
        spells={name: listed for name, listed in spells.items() if listed},
    )


def _day(event: Event) -> Day:
    return event.day or EARLIEST


def _first(spell: Spell) -> Day:
    return spell.first or EARLIEST


def _apart(ordered: Sequence[Spell]) -> list[Spell]:
    """Each ends, at the latest, on the day before the next begins; those of one start are one."""
    kept: list[Spell] = []
    for at, spell in enumerate(ordered):
        following = ordered[at + 1].first if at + 1 < len(ordered) else None
        last = spell.last
        if following is not None and (last is None or last >= following):
            last = following - 1
        if last is None or spell.first is None or last >= spell.first:
            kept.append(evolve(spell, last=last))
    return kept
