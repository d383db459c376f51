"""Laws of order and of what does not matter."""

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from typing import TypeVar

from attrs import evolve
from hypothesis import strategies as st

from sibdsl.model.contract import Contract
from sibdsl.model.histories import Case, Event, Histories, Spell, Value
from sibdsl.model.records import Kind, RecordField, Shape
from sibdsl.model.verdicts import Conflict
from sibdsl.verify.law import Draw, Law, Pair, Trial
from sibdsl.verify.laws import core
from sibdsl.verify.laws.comparing import alike
from sibdsl.verify.laws.varying import (
    Item,
    a_case,
    attributes_drawn,
    codes_named,
    first_day,
    items_of,
    with_case,
    with_items,
)

T = TypeVar("T")


def _turned(some: Mapping[str, tuple[T, ...]]) -> dict[str, tuple[T, ...]]:
    return {name: tuple(reversed(some[name])) for name in reversed(tuple(some))}


def _backwards(case: Case) -> Case:
    """*case* with its records in the other order."""
    return evolve(case, events=_turned(case.events), spells=_turned(case.spells))


def _reordered(contract: Contract, histories: Histories, draw: Draw) -> Histories | None:
    """The second has its cases, or the records of each, in another order."""
    if any(_tied(case) for case in histories.cases):
        return None
    cases: Sequence[Case] = histories.cases
    if draw(st.booleans()):
        cases = [_backwards(case) for case in cases]
    if draw(st.booleans()) and len(cases) > 1:
        by = draw(st.integers(1, len(cases) - 1))
        cases = [*cases[by:], *cases[:by]]
    groups = _turned(histories.groups)
    return evolve(histories, cases=tuple(cases), groups=groups)


def _tied(case: Case) -> bool:
    """Whether two records that differ begin on one day: which is first is then not said."""
    for name in (*case.events, *case.spells):
        days = [first_day(item) for item in items_of(case, name)]
        if len(days) != len(set(days)):
            return True
    return False


def _same_in_any_order(first: Trial, second: Trial) -> Iterator[Conflict]:
    return alike(first, second, "The order of the cases and their records")


def _irrelevant(contract: Contract, histories: Histories, draw: Draw) -> Histories | None:
    """The second differs in a field that no clause reads."""
    case, fields = a_case(histories, draw), core.read_by_no_clause(contract)
    if case is None or not fields:
        return None
    field = draw(st.sampled_from(fields))
    return with_case(histories, case, otherwise(contract, case, field, histories, draw))


def otherwise(
    contract: Contract, case: Case, field: RecordField, histories: Histories, draw: Draw
) -> Case:
    """*case*, with *field* otherwise: another value or none, an item less, or one more."""
    if field.shape is Shape.FACT:
        value = draw(st.sampled_from(_other_values(contract, field)))
        return evolve(case, facts={**case.facts, field.name: value})
    items = items_of(case, field.name)
    if items and draw(st.booleans()):
        return with_items(case, field, items[1:])
    if items and not field.shape.many:
        items = ()
    day = draw(st.integers(contract.term[0], contract.term[1] - 1))
    attributes = attributes_drawn(contract, field, case, draw)
    new: Item = Spell(day, day, attributes) if field.shape.lasts else Event(day, attributes)
    clear = tuple(item for item in items if not _meets(item, day)) if field.parted else items
    return with_items(case, field, (*clear, new))


def _meets(item: Item, day: int) -> bool:
    if isinstance(item, Event):
        return item.day == day
    return (item.first or 0) <= day and (item.last is None or day <= item.last)


def _other_values(contract: Contract, field: RecordField) -> list[Value | None]:
    """What else a fact may be; None, not known, is always one."""
    kind = field.type.kind if field.type is not None else None
    match kind:
        case Kind.CODE:
            return [None, *codes_named(contract, field.name), "Another"]
        case Kind.CHOICE:
            return [None, *(field.type.options if field.type is not None else ())]
        case Kind.PARTY:
            return [None, *contract.parties("commissioner")]
        case Kind.NUMBER:
            return [None, Fraction(0), Fraction(1), Fraction(100)]
        case _:
            return [None]


def _unchanged(first: Trial, second: Trial) -> Iterator[Conflict]:
    return alike(first, second, "A record that no clause reads")


def _with_irrelevant(contract: Contract) -> Iterator[str]:
    if core.read_by_no_clause(contract):
        yield from core.clauses_of(contract.outcomes)


ORDER = Law(
    "order-never-matters",
    "The order of the cases, and of the records of each, changes nothing.",
    lambda contract: core.clauses_of(contract.outcomes),
    pair=Pair(_reordered, _same_in_any_order),
)
IRRELEVANT = Law(
    "irrelevant-never-matters",
    "A record that no clause reads changes nothing.",
    _with_irrelevant,
    pair=Pair(_irrelevant, _unchanged),
)
LAWS = (ORDER, IRRELEVANT)
