"""Histories drawn about a change: its own days, lengths and fields, on who is paid by it."""

from collections.abc import Iterator, Sequence
from random import Random
from typing import Any, Final

from attrs import evolve, frozen

from sibdsl.model import terms
from sibdsl.model.contract import Contract
from sibdsl.model.days import Day
from sibdsl.model.histories import Case, Histories, Reach
from sibdsl.model.records import RecordKind
from sibdsl.values import changed
from sibdsl.verify.difference_narrow import differing, fields_of
from sibdsl.verify.strategies import sensible
from sibdsl.verify.strategies_changes import Site, changed_once
from sibdsl.verify.strategies_choice import Choice, by_chance
from sibdsl.verify.strategies_values import Around, days_of, kept, near
from sibdsl.verify.thresholds import Thresholds, thresholds

_LONG: Final = 2 * 365
"""So many days after the last that decides, records are known."""

_EMPTY: Final[dict[str, Any]] = {
    "definitions": {},
    "outcomes": (),
    "tariffs": {},
    "eligibility": terms.ALWAYS,
    "stops": (),
    "versions": (),
    "shares": (),
    "reliefs": (),
}
"""A contract with these has no thresholds but those of its term and its claims."""


def drawn_near(
    old: Contract, new: Contract, known: Around, bases: Sequence[Histories], n: int, seed: int
) -> Iterator[Histories]:
    """*n* histories about what differs between *old* and *new*, always the same for one *seed*.

    Each is one of *bases*, changed up to three times: of each three, two only in the fields that
    what differs reads; one in any.
    """
    choose = by_chance(Random(seed))  # noqa: S311
    limits, days = _limits(old, new, known.limits)
    about = evolve(known, limits=limits, entry=frozenset[str]())
    wide = kinds_of(known.contract)
    narrow = _of_fields(wide, fields_of(old, new))
    for at in range(n if bases else 0):
        made = choose.one_of(bases)
        for _ in range(choose.one_of((1, 1, 2, 2, 3))):
            made = _changed(made, wide if at % 3 == 2 else narrow, about, days, choose)
        yield sensible(_reaching(made, about, choose), known.contract)


@frozen
class _About(Site):
    """Where a change is made, half of the time at one of *days*: those that what differs names."""

    days: tuple[Day, ...] = ()

    def day(self) -> Day:
        """A day at, before or after one that decides."""
        if self.days and self.choose.rarely(2):
            return kept(self.choose.one_of(self.days) + self.choose.one_of((0, 0, 1, -1)))
        return near(self.case, self.known, self.choose)


Kinds = tuple[RecordKind, RecordKind, dict[str, RecordKind]]
"""The record of a person, of the contract, and of each group."""


def kinds_of(contract: Contract) -> Kinds:
    """The records of *contract*."""
    return contract.person, contract.record, dict(contract.groups)


def _of_fields(kinds: Kinds, names: frozenset[str]) -> Kinds:
    """*kinds* with the fields of *names* alone; as they are if they have none of these."""
    person, record, groups = kinds

    def fewer(kind: RecordKind) -> RecordKind:
        return changed(kind, fields=tuple(f for f in kind.fields if f.name in names))

    made = fewer(person), fewer(record), {name: fewer(kind) for name, kind in groups.items()}
    left = (made[0], made[1], *made[2].values())
    return made if any(kind.fields for kind in left) else kinds


def _changed(
    base: Histories, kinds: Kinds, about: Around, days: tuple[Day, ...], choose: Choice
) -> Histories:
    """*base* with one change to a person, a group or the contract, as far as these have fields."""
    person, record, groups = kinds

    def once(case: Case, kind: RecordKind) -> Case:
        return changed_once(_About(case, kind, base, about, choose, days))

    if record.fields and (not person.fields or choose.rarely(4)):
        return evolve(base, contract=changed_once(Site(base.contract, record, base, about, choose)))
    held = [
        (term, at)
        for term, listed in base.groups.items()
        for at in range(len(listed))
        if term in groups and groups[term].fields
    ]
    if held and (not person.fields or not base.cases or choose.rarely(4)):
        term, at = choose.one_of(held)
        listed = list(base.groups[term])
        listed[at] = once(listed[at], groups[term])
        return evolve(base, groups={**base.groups, term: tuple(listed)})
    if not base.cases:
        return base
    cases, at = list(base.cases), choose.index(len(base.cases))
    cases[at] = once(cases[at], person)
    return evolve(base, cases=tuple(cases))


def _reaching(base: Histories, about: Around, choose: Choice) -> Histories:
    """*base* known long after all is decided; now and then not all of it so long."""
    days = [d for case in (*base.cases, base.contract) for d in days_of(case)]
    last = max([about.limits.last(), *days]) + _LONG
    reach = {name: Reach(last=last) for name in about.names}
    if about.names and base.cases and choose.rarely(6):
        day = near(choose.one_of(base.cases), about, choose)
        names = [choose.one_of(about.names)] if choose.rarely(2) else list(about.names)
        reach.update({name: Reach(last=day) for name in names})
    return evolve(base, reach=reach)


def _limits(old: Contract, new: Contract, whole: Thresholds) -> tuple[Thresholds, tuple[Day, ...]]:
    """What decides in the parts that differ; where that is nothing of a kind, what decides at all.

    The last day stays: by it all is decided. Beside it the days that those parts name.
    """
    plain = thresholds(changed(old, **_EMPTY))
    stubs = [thresholds(_stub(one, other)) for one, other in _versions(old, new)]

    def own(kind: str) -> tuple[Any, ...]:
        known = set(getattr(plain, kind))
        return tuple(sorted({one for stub in stubs for one in getattr(stub, kind)} - known))

    def of(kind: str) -> tuple[Any, ...]:
        return own(kind) or getattr(whole, kind)

    since = {v.since for v in old.versions} ^ {v.since for v in new.versions}
    named = (*own("days"), *since)
    days = tuple(sorted({*(named or whole.days), whole.last()}))
    birthdays = tuple(sorted({b for stub in stubs for b in stub.birthdays} or {18}))
    made = changed(whole, days=days, steps=of("steps"), birthdays=birthdays, numbers=of("numbers"))
    return made, named


def _versions(old: Contract, new: Contract) -> Iterator[tuple[Contract, Contract]]:
    """Either contract beside the other, in each version that both have."""
    yield from ((old, new), (new, old))
    others = {v.since: v.contract for v in new.versions}
    for version in old.versions:
        if version.since in others:
            yield version.contract, others[version.since]
            yield others[version.since], version.contract


def _stub(one: Contract, other: Contract) -> Contract:
    """*one* with nothing but the parts that *other* has otherwise."""
    parts: dict[str, Any] = {}
    for slot in differing(one, other):
        if slot in _EMPTY and slot != "versions":
            parts[slot] = _otherwise(getattr(one, slot), getattr(other, slot))
    return changed(one, **{**_EMPTY, **parts})


def _otherwise(part: Any, other: Any) -> Any:
    """What of *part* stands otherwise in *other*: of a list, item by item."""
    match part, other:
        case dict(), dict():
            return {name: value for name, value in part.items() if other.get(name) != value}
        case tuple(), tuple():
            return tuple(value for value in part if value not in other)
        case terms.AllOf(), terms.AllOf():
            return terms.AllOf(tuple(value for value in part.parts if value not in other.parts))
        case _:
            return part
