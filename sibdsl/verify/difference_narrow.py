"""The outcomes that a change can touch, and a contract with these alone: quicker to reckon."""

from collections.abc import Iterator
from typing import Any, Final

from attrs import fields, frozen

from sibdsl.interpret.examples import everywhere
from sibdsl.model import terms
from sibdsl.model.below import reached
from sibdsl.model.contract import Contract, Outcome
from sibdsl.model.once import once
from sibdsl.values import changed

_OF_OUTCOMES: Final = ("definitions", "outcomes", "tariffs", "stops")
"""The slots of which a part may be of some outcomes only."""

_PAYING: Final = (
    "tariffs",
    "count_limits",
    "money_limits",
    "order",
    "above_limit_counts",
    "above_limit",
    "shares",
    "rest",
    "payer_limits",
    "takes_over",
    "rises",
    "deductions",
)
"""The slots that say what is paid of what is achieved: where nothing is, they change nothing."""

_CONTRACT: Final[Any] = Contract
_SLOTS: Final = tuple(a.name for a in fields(_CONTRACT) if a.eq and a.name != "versions")


@frozen
class Touch:
    """What a change can move: *outcomes*, None for any; *entry* who is eligible.

    It moves *paying* only what is paid of what is achieved.
    """

    outcomes: frozenset[str] | None
    entry: bool
    paying: bool


def touch(old: Contract, new: Contract) -> Touch:
    """What can come out otherwise under *new* than under *old*."""
    if [v.since for v in old.versions] != [v.since for v in new.versions]:
        return Touch(None, entry=True, paying=False)
    later = zip(old.versions, new.versions, strict=True)
    pairs = [(old, new), *((one.contract, other.contract) for one, other in later)]
    slots = {slot for one, other in pairs for slot in differing(one, other)}
    names: frozenset[str] = frozenset()
    for one, other in pairs:
        moved = _outcomes(one, other)
        if moved is None:
            return Touch(None, _entry(pairs, slots), slots <= set(_PAYING))
        names |= moved
    return Touch(names, entry=False, paying=slots <= set(_PAYING))


def differing(old: Contract, new: Contract) -> tuple[str, ...]:
    """The slots that differ, as signed."""
    return tuple(slot for slot in _SLOTS if getattr(old, slot) != getattr(new, slot))


def only(contract: Contract, names: frozenset[str] | None) -> Contract:
    """*contract*, but for the outcomes that are neither of *names* nor asked for by these."""
    if names is None:
        return contract
    known = {o.name: o for o in _every_outcome(contract)}
    kept, pending = set[str](), sorted(names & set(known))
    while pending:
        name = pending.pop()
        if name not in kept:
            kept.add(name)
            pending += sorted(_asked_for(contract, known[name]))
    return everywhere(contract, lambda one: _only(one, kept))


def _only(contract: Contract, kept: set[str]) -> Contract:
    outcomes = tuple(o for o in contract.outcomes if o.name in kept)
    tariffs = {name: tariff for name, tariff in contract.tariffs.items() if name in kept}
    return changed(contract, outcomes=outcomes, tariffs=tariffs)


def _every_outcome(contract: Contract) -> Iterator[Outcome]:
    for version in contract.versions:
        yield from version.contract.outcomes
    yield from contract.outcomes


def _asked_for(contract: Contract, outcome: Outcome) -> set[str]:
    """The outcomes that *outcome* asks whether they were achieved, in any version."""
    said = contract.wordings
    below = (reached(one, o) for one in said for o in one.outcomes if o.name == outcome.name)
    asked = (node for nodes in below for node in nodes if isinstance(node, terms.Achieved))
    return {node.outcome for node in asked}


def _outcomes(old: Contract, new: Contract) -> frozenset[str] | None:
    """The outcomes of which another number can be achieved or another price paid; None of any."""
    slots = differing(old, new)
    if any(slot not in _OF_OUTCOMES for slot in slots):
        return None
    # What reaches a changed definition reaches the first such on its way by what is unchanged.
    named = _changed_names(old.definitions, new.definitions)
    if _everyone(old) & named:
        return None
    found = _changed_names(old.tariffs, new.tariffs)
    found |= _changed_names({o.name: o for o in old.outcomes}, {o.name: o for o in new.outcomes})
    for one in {*old.stops} ^ {*new.stops}:
        if one.outcomes is None:
            return None
        found |= set(one.outcomes)
    found |= {o.name for o in old.outcomes if _of_outcome(old, o) & named}
    return frozenset(_with_askers(old, _with_askers(new, found)))


def _with_askers(contract: Contract, found: set[str]) -> set[str]:
    """*found*, and the outcomes that ask whether one of them was achieved."""
    asked = {o.name: _asked_for(contract, o) for o in contract.outcomes}
    going = True
    while going:
        more = {name for name, of in asked.items() if of & found} - found
        found, going = found | more, bool(more)
    return found


@once
def _everyone(contract: Contract) -> frozenset[str]:
    """The Terms that decide of all outcomes alike."""
    slots = (slot for slot in _SLOTS if slot not in _OF_OUTCOMES)
    return _names(contract, *(getattr(contract, slot) for slot in slots))


@once
def _of_outcome(contract: Contract, outcome: Outcome) -> frozenset[str]:
    """The Terms that decide of one outcome and its price."""
    return _names(contract, outcome, contract.tariffs.get(outcome.name))


@once
def _of_entry(contract: Contract) -> frozenset[str]:
    """The Terms that decide who is eligible, under which version."""
    return _names(contract, contract.eligibility, contract.places, contract.governed_by)


def _entry(pairs: list[tuple[Contract, Contract]], slots: set[str]) -> bool:
    """Whether who is eligible can differ."""
    if not slots <= {*_OF_OUTCOMES, *_PAYING}:
        return True
    return any(_of_entry(o) & _changed_names(o.definitions, n.definitions) for o, n in pairs)


def _names(contract: Contract, *parts: Any) -> frozenset[str]:
    """The Terms that *parts* name, and those that their definitions name."""
    listed = (tuple(p.values()) if isinstance(p, dict) else p for p in parts)
    nodes = reached(contract, *listed)
    return frozenset(n for node in nodes if isinstance(n := getattr(node, "name", None), str))


def _changed_names(old: Any, new: Any) -> set[str]:
    """The names under which two tables differ."""
    return {name for name in {*old, *new} if old.get(name) != new.get(name)}


def fields_of(old: Contract, new: Contract) -> frozenset[str]:
    """The fields and attributes that the parts which differ read."""
    found: set[str] = set()
    for one, other in ((old, new), (new, old)):
        for part in parts_apart(one, other):
            for node in reached(one, part):
                match node:
                    case terms.Recorded(name) | terms.Fact(name) | terms.FactDay(name):
                        found.add(name)
                    case terms.AttributeOn(name):
                        found.add(name)
                    case _:
                        pass
    return frozenset(found)


def parts_apart(contract: Contract, other: Contract) -> Iterator[Any]:
    """The parts of *contract*, in any version, that *other* has not: of a list, item by item."""
    versions = {v.since: v.contract for v in other.versions}
    later = [(v.contract, versions.get(v.since, other)) for v in contract.versions]
    for one, beside in ((contract, other), *later):
        for slot in differing(one, beside):
            yield from _apart(getattr(one, slot), getattr(beside, slot))


def _apart(part: Any, other: Any) -> Iterator[Any]:
    match part, other:
        case dict(), dict():
            yield from (value for name, value in part.items() if other.get(name) != value)
        case tuple(), tuple():
            yield from (value for value in part if value not in other)
        case terms.AllOf(), terms.AllOf():
            yield from (value for value in part.parts if value not in other.parts)
        case _:
            yield part
