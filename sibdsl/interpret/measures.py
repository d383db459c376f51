"""The measures behind an outcome: each with its value or bounds, and over how many it goes."""

from collections.abc import Iterator
from fractions import Fraction
from typing import Any, Final

from sibdsl.interpret.called import items_called, number_called
from sibdsl.interpret.meaning import Reading
from sibdsl.interpret.missed import span_in_words
from sibdsl.model import terms
from sibdsl.model.contract import Contract
from sibdsl.model.measured import Counts, counted_in, written
from sibdsl.model.money import Bounds
from sibdsl.model.truth import UNKNOWN, YES
from sibdsl.model.walk import all_of_kind, walk

_CLOSED: Final = (
    terms.Across,
    terms.CountItems,
    terms.CountDays,
    terms.LengthOf,
    terms.AgeOn,
    terms.Inside,
    terms.CompareDays,
    terms.IsOneOf,
    terms.HoldsRole,
    terms.Exists,
    terms.DaysIn,
)
"""What is not read into: what stands in it is of other persons, of items, or no number."""

_NAMED: Final = (
    terms.NumberNamed,
    terms.DaysNamed,
    terms.PeriodNamed,
    terms.ItemsNamed,
    terms.ConditionNamed,
)


def measures(reading: Reading, *parts: Any) -> Iterator[str]:
    """Every measure that *parts* name, then those behind it: `Reduction is 8.387% (13/155)`."""
    definitions, seen = reading.world.contract.definitions, set[str]()
    pending = list(parts)
    while pending:
        for node in walk(pending.pop(0), _CLOSED):
            match node:
                case terms.NumberNamed(name) if name not in seen:
                    seen.add(name)
                    index = definitions[name].index
                    if index is None or index in reading.bound:
                        yield f"{name} is {valued(reading, node)}"
                        pending.append(definitions[name].meaning)
                case terms.ConditionNamed(name) if name not in seen:
                    seen.add(name)
                    pending.append(definitions[name].meaning)
                case terms.NumberIn() if number_called(node) not in seen:
                    seen.add(number_called(node))
                    yield f"{number_called(node)} is {valued(reading, node)}"
                case terms.Across():
                    yield _over(reading, node)
                case _:
                    pass


def valued(reading: Reading, number: terms.Number, beside: terms.Number | None = None) -> str:
    """*number* in figures, or between what it lies; as what it is set *beside* counts."""
    return in_words(reading.number(number), _counts(reading.world.contract, number, beside))


def _counts(contract: Contract, number: terms.Number, beside: terms.Number | None) -> Counts:
    own = counted_in(contract, number)
    return own if own is not Counts.PLAIN or beside is None else counted_in(contract, beside)


def in_words(bounds: Bounds, counts: Counts) -> str:
    """The number; where it is not known, what it can be."""
    match bounds:
        case Bounds(None, None):
            return "not known"
        case Bounds(None, Fraction() as most):
            return f"not known, at most {written(most, counts)}"
        case Bounds(Fraction() as least, None):
            return f"not known, at least {written(least, counts)}"
        case Bounds(Fraction() as least, Fraction() as most) if least != most:
            return f"not known, from {written(least, counts)} to {written(most, counts)}"
        case Bounds(least):
            return written(least or Fraction(0), counts)


def _over(reading: Reading, term: terms.Across) -> str:
    """How many a total or an average is over, and how many may yet be among them or change."""
    among = list(reading.across(term))
    known = sum(truth is YES and bounds.known is not None for bounds, truth in among)
    what = items_called(term.each.items) if term.each else reading.world.contract.person.name
    name = f"{what} in the {term.sum.value} of {number_called(term.number)}"
    open_ = f", {len(among) - known:,} more in doubt" if known < len(among) else ""
    return f"{name}: {known:,}{open_}"


def counted_of(reading: Reading) -> Iterator[str]:
    """What a person brings into the totals and averages of groups and of the contract.

    Left out is what is the same for everyone, or another number in each quarter.
    """
    contract = reading.world.contract
    meanings = tuple(definition.meaning for definition in contract.definitions.values())
    found = ((term.number, term.each) for term in all_of_kind(meanings, terms.Across))
    for number, each in dict.fromkeys(found):
        name = number_called(number)
        if _constant(contract, number) or _changes(contract, number):
            continue
        if each is None:
            yield f"{name} is {valued(reading, number)}"
            continue
        for item in reading.items(each.items):
            if item.count == 1 and item.start.known is not None:
                at = reading.binding(each.name, item)
                days = span_in_words(item.start, item.span.end)
                yield f"{name} is {valued(at, number)} ({days})"


def members_of(group: Reading) -> str:
    """How many are on record as members of a group, and how many of them are eligible."""
    contract = group.world.contract
    named_by = contract.membership(group.whose)
    members = [
        member
        for member in group.world.members.values()
        if named_by and member.reading.case.facts.get(named_by) == group.case.number
    ]
    truths = [member.eligible for member in members]
    doubt = f", {truths.count(UNKNOWN):,} not yet known" if UNKNOWN in truths else ""
    return f"{len(members):,} on record, of whom {truths.count(YES):,} eligible{doubt}"


def _constant(contract: Contract, number: terms.Number) -> bool:
    """Whether *number* is the same for everyone, or a name for what is."""
    if isinstance(number, terms.NumberNamed):
        return isinstance(contract.definitions[number.name].meaning, terms.Constant)
    return isinstance(number, terms.Constant)


def _changes(contract: Contract, term: Any) -> bool:
    """Whether *term* hangs on the quarter that is read, or on the due day of what asks."""
    return any(
        isinstance(node, terms.ThisCycle | terms.DueDay | terms.Achieved)
        or (
            isinstance(node, _NAMED) and _changes(contract, contract.definitions[node.name].meaning)
        )
        for node in walk(term)
    )
