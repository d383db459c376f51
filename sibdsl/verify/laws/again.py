"""Laws of one and many: a second referral, a second number, an event recorded twice, an anchor."""

from collections.abc import Container, Iterator

from attrs import evolve
from hypothesis import strategies as st

from sibdsl.model import terms
from sibdsl.model.contract import Contract, Outcome
from sibdsl.model.histories import Event, Histories
from sibdsl.model.once import once
from sibdsl.model.records import Kind, RecordField, Shape
from sibdsl.model.verdicts import Conflict
from sibdsl.values import changed
from sibdsl.verify.law import Draw, Law, Pair, Trial
from sibdsl.verify.laws import core
from sibdsl.verify.laws.comparing import pays_more
from sibdsl.verify.laws.days import anchors
from sibdsl.verify.laws.varying import (
    Item,
    a_case,
    moved_by,
    some_items,
    values_of,
    with_case,
    with_items,
    with_one_more,
)

# -- A second referral ----------------------------------------------------------------------------


@once
def repeatable(contract: Contract) -> dict[str, tuple[Outcome, ...]]:
    """The fields for each item of which outcomes are paid, and no limit says how many are."""
    waived = core.waived_terms(contract, "another item")
    found: dict[str, tuple[Outcome, ...]] = {}
    for outcome in core.of_persons(contract):
        if core.under_limit(contract, outcome):
            continue
        for name in core.items_that_index(contract, outcome) - waived:
            if name not in contract.first_items:
                found[name] = (*found.get(name, ()), outcome)
    return found


def _fields(contract: Contract, names: Container[str]) -> tuple[RecordField, ...]:
    return tuple(f for f in contract.person.fields if f.name in names)


def _repeated(contract: Contract, histories: Histories, draw: Draw) -> Histories | None:
    """The second has an item once more, some days later."""
    site = some_items(histories, _fields(contract, repeatable(contract)), draw)
    if site is None:
        return None
    case, field, items = site
    item = draw(st.sampled_from(items))
    other = with_one_more(case, field, moved_by(item, draw(st.integers(1, 800))))
    return None if other is None else with_case(histories, case, other)


def _again_pays(first: Trial, second: Trial) -> Iterator[Conflict]:
    return pays_more(first, second, "The same person once more")


# -- An event recorded twice ----------------------------------------------------------------------


@once
def _twofold(contract: Contract) -> tuple[RecordField, ...]:
    """Events for each of which an outcome is paid, with attributes that no clause reads."""
    waived = core.waived_terms(contract, "another item")
    names = {
        name
        for outcome in core.of_persons(contract)
        for name in core.items_that_index(contract, outcome)
    }
    return tuple(
        f
        for f in _fields(contract, names - waived - set(contract.first_items))
        if f.shape is Shape.EVENTS and core.unread_attributes(contract, f)
    )


def _recorded_twice(contract: Contract, histories: Histories, draw: Draw) -> Histories | None:
    """The second has one event twice, on one day, told otherwise."""
    site = some_items(histories, _twofold(contract), draw)
    if site is None:
        return None
    case, field, items = site
    item = draw(st.sampled_from(items))
    name = draw(st.sampled_from(core.unread_attributes(contract, field)))
    value = draw(st.sampled_from(values_of(contract, field, name, case)))
    if value == item.attributes.get(name):
        return None
    other = evolve(item, attributes={**item.attributes, name: value})
    return with_case(histories, case, with_items(case, field, (*items, other)))


def _twice_pays(first: Trial, second: Trial) -> Iterator[Conflict]:
    return pays_more(first, second, "One event that is recorded twice")


# -- One person under two numbers -----------------------------------------------------------------


@once
def identifiers(contract: Contract) -> tuple[str, ...]:
    """The codes of a person beside the case number that no clause reads: they tell who it is."""
    if contract.joined_by is not None:
        return ()
    return tuple(
        f.name
        for f in core.read_by_no_clause(contract)
        if f.shape is Shape.FACT and f.type is not None and f.type.kind is Kind.CODE
    )


def _second_number(contract: Contract, histories: Histories, draw: Draw) -> Histories | None:
    """The second has the same person again, with the same records, under another case number.

    Where the contract joins records they are one case, which is told as such.
    """
    case = a_case(histories, draw)
    if case is None:
        return None
    other = evolve(case, number=f"{case.number} again")
    if contract.joined_by is not None:
        return with_case(histories, case, evolve(case, also_known_as=(other.number,)))
    return evolve(histories, cases=(*histories.cases, other)) if identifiers(contract) else None


def _two_numbers_pay(first: Trial, second: Trial) -> Iterator[Conflict]:
    names = identifiers(first.contract)
    one = first.contract.person.name or "person"
    closing = f"Records with the same {names[0]} are one {one}." if names else None
    for conflict in pays_more(first, second, "One person under a second case number"):
        yield changed(conflict, closing=closing)


def _with_identity(contract: Contract) -> Iterator[str]:
    """What a person achieves, and what is taken over persons: two numbers would count twice."""
    if contract.joined_by is not None or identifiers(contract):
        yield from core.clauses_of(contract.outcomes)


# -- The day from which a window runs -------------------------------------------------------------


@once
def chosen_anchors(contract: Contract) -> tuple[RecordField, ...]:
    """The fields from a day of which a period runs, which nobody certifies.

    Not those on whose day it is tested who is eligible: to move that day is another case.
    """
    certified = {name for one in contract.certificates for name in one.fields}
    tested: frozenset[str] = frozenset()
    for day in anchors(contract):
        tested |= core.fields_below(contract, day)
    found: set[str] = set()
    for outcome in core.of_persons(contract):
        for node in core.below(contract, outcome.index, outcome.trigger, outcome.condition):
            match node:
                case terms.After(_, part) | terms.Beginning(_, part) | terms.Between(part):
                    found |= _anchored(contract, outcome, part)
                case terms.PartOf(terms.SpanOf(part)):
                    found |= _anchored(contract, outcome, part)
                case _:
                    pass
    return tuple(
        f
        for f in _fields(contract, found - certified - tested)
        if f.shape is not Shape.FACT
        and not (f.shape.lasts and f.name in core.measured_fields(contract))
    )


def _anchored(contract: Contract, outcome: Outcome, part: object) -> frozenset[str]:
    """The fields that *part* of an outcome reads; of an item that is named, those of its index."""
    bound = any(isinstance(node, terms.Bound) for node in core.below(contract, part))
    of_index = core.items_that_index(contract, outcome) if bound else frozenset()
    return core.fields_below(contract, part) | of_index


def _back_dated(contract: Contract, histories: Histories, draw: Draw) -> Histories | None:
    """In the second the day from which a period runs is earlier."""
    site = some_items(histories, chosen_anchors(contract), draw)
    if site is None:
        return None
    case, field, items = site
    at, by = draw(st.integers(0, len(items) - 1)), draw(st.integers(1, 120))
    earlier = _earlier(items[at], by, draw)
    if earlier is None:
        return None
    without = with_items(case, field, (*items[:at], *items[at + 1 :]))
    other = with_one_more(without, field, earlier)
    return None if other is None else with_case(histories, case, other)


def _earlier(item: Item, by: int, draw: Draw) -> Item | None:
    """*item* so much earlier; of a spell its first day, its last, or both."""
    if isinstance(item, Event) or item.first is None:
        return moved_by(item, -by)
    how = draw(st.sampled_from(("ended", "began", "both")))
    if how == "both":
        return moved_by(item, -by)
    if how == "began":
        return evolve(item, first=item.first - by)
    if item.last is None or item.last - by < item.first:
        return None
    return evolve(item, last=item.last - by)


def _back_dated_pays(first: Trial, second: Trial) -> Iterator[Conflict]:
    names = ", ".join(f.name for f in chosen_anchors(first.contract))
    for conflict in pays_more(first, second, f"An earlier {names}, which nobody certifies,"):
        yield changed(conflict, closing=_certify(first.contract, names))


def _certify(contract: Contract, names: str) -> str:
    party = next((h.party for h in contract.holdings if h.role == "commissioner"), "commissioner")
    return f"{party} certifies {names}."


def _with_anchors(contract: Contract) -> Iterator[str]:
    names = {f.name for f in chosen_anchors(contract)}
    for outcome in core.of_persons(contract):
        parts = outcome.index, outcome.trigger, outcome.condition
        if names & core.fields_below(contract, *parts):
            yield outcome.clause.number


def _with_repeatable(contract: Contract) -> Iterator[str]:
    return core.clauses_of(tuple(o for some in repeatable(contract).values() for o in some))


def _with_twofold(contract: Contract) -> Iterator[str]:
    names = {field.name for field in _twofold(contract)}
    for outcome in core.of_persons(contract):
        if core.items_that_index(contract, outcome) & names:
            yield outcome.clause.number


SECOND = Law(
    "second-referral-earns-nothing",
    "A second referral or entry of one person earns nothing, unless a clause says how many.",
    _with_repeatable,
    pair=Pair(_repeated, _again_pays),
)
EVENT_TWICE = Law(
    "no-event-twice",
    "An event that is recorded twice is paid once.",
    _with_twofold,
    pair=Pair(_recorded_twice, _twice_pays),
)
ONE_PERSON = Law(
    "one-person-two-numbers",
    "One person under two case numbers is paid as one.",
    _with_identity,
    pair=Pair(_second_number, _two_numbers_pay),
)
BACK_DATING = Law(
    "back-dating-never-pays",
    "To back-date the day from which a period runs, where nobody certifies it, never pays more.",
    _with_anchors,
    pair=Pair(_back_dated, _back_dated_pays),
)
LAWS = (EVENT_TWICE, SECOND, ONE_PERSON, BACK_DATING)
