"""Two contracts in the same Terms: which of the one are only other names for those of the other."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any, TypeVar

from attrs import evolve, fields, has

from sibdsl.model import terms
from sibdsl.model.contract import Contract
from sibdsl.model.records import RecordField, RecordKind
from sibdsl.model.terms import NO_CLAUSE, Clause, Definition, IsOneOf

T = TypeVar("T")
Names = Mapping[str, str]


def renamed(part: T, names: Names) -> T:
    """*part* of a contract or of its records, every name in it as *names* has it."""
    made: T = _rebuilt(part, lambda leaf: names.get(leaf, leaf) if isinstance(leaf, str) else leaf)
    return made


def unnumbered(part: T) -> T:
    """*part* as if all of it stood in one place: without the numbers of its clauses."""
    made: T = _rebuilt(part, lambda leaf: NO_CLAUSE if isinstance(leaf, Clause) else leaf)
    return made


def _rebuilt(part: Any, leaf: Callable[[Any], Any]) -> Any:
    """*part* with each clause and each value in it as *leaf* has it."""
    if isinstance(part, tuple):
        return tuple(_rebuilt(one, leaf) for one in part)
    if isinstance(part, Mapping):
        return {leaf(name): _rebuilt(one, leaf) for name, one in part.items()}
    if isinstance(part, Clause) or not has(type(part)):
        return leaf(part)
    slots = (a for a in fields(type(part)) if a.init)
    kept = ("options", "digest") if not isinstance(part, IsOneOf) else ()
    made = {a.name: _rebuilt(getattr(part, a.name), leaf) for a in slots if a.name not in kept}
    return evolve(part, **{name.lstrip("_"): value for name, value in made.items()})


def same_terms(old: Contract, new: Contract) -> Names:
    """The names of *old* that stand in *new* for the same under another name, old to new.

    What is left alone on both sides, and is of one kind, changed its name and its meaning.
    """
    names: dict[str, str] = dict(_of_records(old, new))
    names.update(_in_turn(_parties(old), _parties(new)))
    while found := _alike(old, new, names):
        names.update([found])
    for before, after in zip(_tables(old), _tables(new), strict=True):
        gone, come = _lone(before, after, names)
        if len(gone) == len(come) == 1 and _akin(before[gone[0]], after[come[0]]):
            names[gone[0]] = come[0]
    return {one: other for one, other in names.items() if one != other}


def _tables(contract: Contract) -> tuple[Mapping[str, Any], Mapping[str, Any]]:
    """What each Term that a clause gives a meaning stands for: definitions, then outcomes."""
    outcomes = {o.name: (o, contract.tariffs.get(o.name)) for o in contract.outcomes}
    return contract.definitions, outcomes


def _akin(one: Any, other: Any) -> bool:
    """Whether two meanings, or two outcomes with their prices, are of one kind."""
    if isinstance(one, Definition):
        kinds = (terms.Items, terms.Period, terms.Days, terms.Number, terms.Condition)
        return any(
            isinstance(one.meaning, kind) and isinstance(other.meaning, kind) for kind in kinds
        )
    return type(one[0].trigger) is type(other[0].trigger)


def _lone(
    before: Mapping[str, Any], after: Mapping[str, Any], names: Names
) -> tuple[list[str], list[str]]:
    """The names of either table that the other has not, not even under another name."""
    gone = [name for name in before if name not in after and name not in names]
    come = [name for name in after if name not in before and name not in names.values()]
    return gone, come


def _alike(old: Contract, new: Contract, names: Names) -> tuple[str, str] | None:
    """The first Term of *old* that says what one of *new* says by another name."""
    for before, after in zip(_tables(old), _tables(new), strict=True):
        gone, come = _lone(before, after, names)
        for one in gone:
            for other in come:
                said = renamed(before[one], {**names, one: other})
                if unnumbered(said) == unnumbered(after[other]):
                    return one, other
    return None


def _parties(contract: Contract) -> list[str]:
    return list(dict.fromkeys(holding.party for holding in contract.holdings))


def _in_turn(before: list[str], after: list[str]) -> Iterator[tuple[str, str]]:
    """Those that only one side has, in pairs, where there are as many of each."""
    gone = [name for name in before if name not in after]
    come = [name for name in after if name not in before]
    if len(gone) == len(come):
        yield from zip(gone, come, strict=True)


def _of_records(old: Contract, new: Contract) -> Iterator[tuple[str, str]]:
    """Fields and attributes of the same shape, in turn."""
    yield from _of_kind(old.person, new.person)
    yield from _of_kind(old.record, new.record)
    groups = list(_in_turn(list(old.groups), list(new.groups)))
    yield from groups
    for name, kind in old.groups.items():
        other = new.groups.get(dict(groups).get(name, name))
        if other is not None:
            yield from _of_kind(kind, other)


def _of_kind(old: RecordKind, new: RecordKind) -> Iterator[tuple[str, str]]:
    if old.name != new.name and old.name and new.name:
        yield old.name, new.name
    gone = [one for one in old.fields if one.name not in {f.name for f in new.fields}]
    come = [one for one in new.fields if one.name not in {f.name for f in old.fields}]
    if len(gone) != len(come):
        return
    for one, other in zip(gone, come, strict=True):
        if (one.shape, _kinds(one)) == (other.shape, _kinds(other)):
            yield one.name, other.name
    for one, other in zip(old.fields, new.fields, strict=False):
        before, after = [a.name for a in one.attributes], [a.name for a in other.attributes]
        if _kinds(one) == _kinds(other):
            yield from _in_turn(before, after)


def _kinds(one: RecordField) -> tuple[object, ...]:
    """Of what kind a field and its attributes are, one after another."""
    own = one.type.kind if one.type is not None else None
    return own, *(attribute.type.kind for attribute in one.attributes)
