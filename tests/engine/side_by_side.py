"""The interpreter's readings beside the rows of a scope: the same terms, asked of both."""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import Any

import numpy as np
from attrs import evolve, fields, frozen, has
from rows import as_days, as_moments, from_first

from sibdsl.columns import from_histories
from sibdsl.engine import scope as columns
from sibdsl.engine import terms as engine
from sibdsl.engine.items import Items
from sibdsl.engine.moments import Moments
from sibdsl.engine.numbers import Numbers
from sibdsl.engine.rationals import Rationals
from sibdsl.engine.scope import Members, Scope
from sibdsl.engine.stretches import Stretches
from sibdsl.engine.values import Values
from sibdsl.interpret.cycles import spans
from sibdsl.interpret.items import Item
from sibdsl.interpret.meaning import Member, Reading, World
from sibdsl.model import terms
from sibdsl.model.contract import Contract, EachCycle, Index
from sibdsl.model.days import NEVER, NO_DAY, Days, Moment
from sibdsl.model.histories import Case, Histories
from sibdsl.model.money import Bounds, Money
from sibdsl.model.truth import Truth
from sibdsl.model.walk import walk

DAYS = terms.Literal | terms.FactDay | terms.DayOf | terms.AttributeDay | terms.FirstDay
MORE_DAYS = terms.LastDay | terms.Step | terms.Later | terms.Birthday | terms.Earliest
READ = {
    "day": (DAYS, MORE_DAYS, terms.Latest, terms.DueDay),
    "item": (terms.Bound, terms.Only),
    "items": (terms.Items,),
    "period": (terms.Period,),
    "days": (terms.Days,),
    "value": (terms.Value,),
    "number": (terms.Number,),
    "holds": (terms.Condition,),
}


@frozen(eq=False)
class Beside:
    """Readings, and the scope that has a row for each."""

    readings: Sequence[Reading]
    scope: Scope

    def differing(self, term: Any) -> Iterator[tuple[Any, Reading, Any, Any]]:
        """The terms in *term* of which a row is not what the reading is, the innermost first."""
        for part, beside in self._inside(term):
            yield from beside.differing(part)
        name = kind_of(term)
        if name is not None:
            ours = plain(getattr(self.scope, name)(term))
            for reading, mine in zip(self.readings, ours, strict=True):
                defined = plain_one(getattr(reading, name)(term))
                if defined != mine:
                    yield term, reading, defined, mine

    def _inside(self, term: Any) -> Iterator[tuple[Any, "Beside"]]:
        """The terms straight below, each beside what it is read in."""
        match term:
            case terms.Where(items, name, condition):
                yield items, self
                yield condition, self.each_of(name, items)
            case terms.Restart(period, _, items):
                yield period, self
                yield items, self
            case terms.Across():
                pass
            case tuple():
                yield from ((part, self) for part in term)
            case _ if has(type(term)) and not isinstance(term, Fraction | Money):
                yield from ((getattr(term, one.name), self) for one in fields(type(term)))
            case _:
                pass

    def each_of(self, name: str, items: terms.Items) -> "Beside":
        """The same once for each item, bound as *name*."""
        pairs = [(r, item) for r in self.readings for item in r.items(items)]
        found = self.scope.items(items)
        if found.size != len(pairs):  # told of by the items themselves
            return Beside([], self.scope.taken(np.zeros(0, np.int64)))
        at = self.scope.taken(found.rows).binding(name, found.one_each())
        return Beside([r.binding(name, item) for r, item in pairs], at)

    def at_cycles(self, cycles: Sequence[tuple[int, int]]) -> "Beside":
        """The same, in one of *cycles* after the other."""
        each = [cycles[at % len(cycles)] for at in range(len(self.readings))]
        starts, ends = (np.array(days, np.int32) for days in zip(*each, strict=True))
        readings = [r.at_cycle(span) for r, span in zip(self.readings, each, strict=True)]
        return Beside(readings, self.scope.at_cycle((starts, ends)))

    def on(self, due: Sequence[Moment]) -> "Beside":
        """The same, on those due days."""
        least, most = np.array([(d.least, d.most) for d in due], np.int32).reshape(-1, 2).T
        readings = [r.on(d) for r, d in zip(self.readings, due, strict=True)]
        return Beside(readings, self.scope.on(Moments(least, most)))


def kind_of(term: Any) -> str | None:
    """The method that reads *term*."""
    kinds = (name for name, some in READ.items() for kind in some if isinstance(term, kind))
    return next(kinds, None)


def plain(found: Any) -> list[Any]:
    """What each row yields, as values to compare."""
    match found:
        case Moments():
            return list(as_moments(found))
        case Stretches():
            holes = [NO_DAY] * len(found) if found.holes is None else as_days(found.holes)
            starts, ends = as_moments(found.start), as_moments(found.end)
            return list(zip(starts, ends, holes, strict=True))
        case Items():
            each = list(_items(found))
            return [each[a:b] for a, b in zip(found.offsets, found.offsets[1:], strict=False)]
        case Numbers():
            return list(zip(_rationals(found.least), _rationals(found.most), strict=True))
        case Values():
            return list(_values(found))
        case np.ndarray():
            return [Truth(int(truth)) for truth in found]
        case _:
            return [as_of_term(days) for days in as_days(found)]


def as_of_term(days: Days) -> Any:
    """The set with no change but real ones, and what holds from the first day on as its first."""
    return from_first(Days.of(days.first, days.changes))


def _items(found: Items) -> Iterator[Any]:
    names = () if found.table is None else found.table.attributes
    carried = {name: list(_values(Values.of_column(found.attribute(name)))) for name in names}
    for at, span in enumerate(plain(found.spans)):
        given = {name: values[at] for name, values in carried.items() if values[at] is not None}
        yield span, Truth(int(found.certain[at])), int(found.count[at]), given


def _rationals(found: Rationals) -> Iterator[Fraction | None]:
    for above, below, bounded in zip(found.numerators, found.below, found.bounded, strict=True):
        yield Fraction(int(above), int(below)) if bounded else None


def _values(found: Values) -> Iterator[Any]:
    numbers = None if found.numbers is None else list(_rationals(found.numbers.least))
    for at, (known, code) in enumerate(zip(found.known, found.codes, strict=True)):
        if not known:
            yield None
        else:
            yield found.words[code] if code >= 0 else numbers[at] if numbers else None


def plain_one(found: Any) -> Any:
    """What a reading yields, as values to compare."""
    match found:
        case Bounds(least, most):
            return least, most
        case Item():
            return [_item(found)]
        case tuple():
            return [_item(item) for item in found]
        case Money(pence):
            return Fraction(pence)
        case Moment() | Truth() | str() | None:
            return found
        case int() | Fraction():
            return Fraction(found)
        case _ if hasattr(found, "start"):
            return found.start, found.end, as_of_term(found.holes)
        case _:
            return as_of_term(found)


def _item(item: Item) -> Any:
    span = item.span.start, item.span.end, as_of_term(item.span.holes)
    given = {name: plain_one(v) for name, v in item.attributes.items() if v is not None}
    return span, item.certain, item.count, given


# -- A contract over histories --------------------------------------------------------------------


def joined(drawn: Sequence[Histories]) -> Histories:
    """The cases of all of *drawn* in one: each with a number of its own; groups by their label."""
    first, cases, aside = drawn[0], list[Case](), list[Case]()
    groups: dict[str, dict[str, Case]] = {}
    for at, one in enumerate(drawn):
        cases += [evolve(case, number=f"{at}-{case.number}") for case in one.cases]
        aside += [evolve(case, number=f"{at}-{case.number}") for case in one.set_aside]
        for term, listed in one.groups.items():
            for group in listed:
                groups.setdefault(term, {}).setdefault(group.number, group)
    made = {term: tuple(listed.values()) for term, listed in groups.items()}
    return evolve(first, cases=tuple(cases), set_aside=tuple(aside), groups=made)


def told(label: str, due: Moment | None, name: str) -> Truth:
    """Whether an outcome was achieved: anything will do that is the same for both."""
    least = 0 if due is None else due.least
    return Truth((len(label) + least + len(name)) % 3)


def beside(contract: Contract, histories: Histories) -> dict[str, Beside]:
    """The persons, the groups of each Term and the contract, in readings and in columns."""
    world = World(contract, histories, lambda r, name: told(r.case.number, r.due, name))
    records = from_histories(contract, histories)

    def achieved(scope: Scope, name: str) -> Any:
        assert scope.due is not None
        labels = [*scope.world.table(scope.whose).labels, ""]
        due = as_moments(scope.due)
        truths = [told(labels[at], d, name) for at, d in zip(scope.case, due, strict=True)]
        return np.array(truths, np.int8)

    over = engine.world_of(contract, records, achieved)
    found = {
        terms.OWN: Beside([world.reading(case) for case in histories.cases], over.persons()),
        terms.CONTRACT: Beside([world.whole()], over.whole()),
    }
    for term in contract.groups:
        found[term] = Beside(world.groups(term), over.groups(term))
    _eligible(contract, world, over, found[terms.OWN])
    return {whose: _on_some_days(one, contract) for whose, one in found.items()}


def _eligible(contract: Contract, world: World, over: columns.World, persons: Beside) -> None:
    truths = [reading.holds(contract.eligibility) for reading in persons.readings]
    for reading, truth in zip(persons.readings, truths, strict=True):
        world.members[reading.case.number] = Member(reading, truth)
    over.members.append(Members(persons.scope, persons.scope.holds(contract.eligibility)))


def _on_some_days(one: Beside, contract: Contract) -> Beside:
    start, end = contract.term
    moments = [
        Moment.on(start + 91 * at % (end - start)) if at % 4 else Moment(start + at, NEVER)
        for at in range(len(one.readings))
    ]
    return one.on(moments)


def asked(contract: Contract, all_: dict[str, Beside]) -> Iterator[tuple[Any, Beside]]:
    """Every term of *contract*, beside what it can be read in."""
    for definition in contract.definitions.values():
        at = all_[definition.level]
        if definition.index is None:
            cycles = list(spans(contract, definition.cycle)) if definition.cycle else ()
            yield definition.meaning, at.at_cycles(cycles[:9]) if cycles else at
    yield contract.eligibility, all_[terms.OWN]
    for outcome in contract.outcomes:
        at = all_[outcome.level]
        match outcome.index:
            case Index(name, items):
                yield items, at
                at = at.each_of(name, items)
            case EachCycle(cycle):
                at = at.at_cycles(list(spans(contract, cycle))[:9])
            case None:
                pass
        price = contract.tariffs[outcome.name].price
        yield (outcome.trigger, outcome.condition, price), at
        if outcome.level == terms.OWN:
            yield tuple(share.payer for share in contract.shares), at
    for stop in contract.stops:
        yield stop.day, all_[stop.level]
    for definition in contract.definitions.values():
        if definition.index is not None:
            yield from _of_index(contract, definition, all_)


def _of_index(
    contract: Contract, definition: terms.Definition, all_: dict[str, Beside]
) -> Iterator[tuple[Any, Beside]]:
    for outcome in contract.outcomes:
        if isinstance(outcome.index, Index) and outcome.index.name == definition.index:
            at = all_[outcome.level].each_of(outcome.index.name, outcome.index.items)
            yield definition.meaning, at
            return


def kinds_in(contract: Contract) -> set[type]:
    """The kinds of terms that a contract holds."""
    return {type(part) for part in walk((tuple(contract.definitions.values()), contract.outcomes))}
