"""A law of who is counted, where a number is taken over persons: leaving one out never pays."""

from collections.abc import Iterator, Sequence

from hypothesis import strategies as st

from sibdsl.model import terms
from sibdsl.model.contract import Contract, Outcome
from sibdsl.model.histories import Case, Event, Histories
from sibdsl.model.records import RecordField, Shape
from sibdsl.model.truth import YES
from sibdsl.model.verdicts import Conflict
from sibdsl.verify.law import Draw, Law, Pair, Trial
from sibdsl.verify.laws import core
from sibdsl.verify.laws.comparing import pays_more
from sibdsl.verify.laws.varying import (
    a_case,
    attributes_drawn,
    days_of_records,
    items_of,
    reading_of,
    with_case,
    with_items,
)

_TRIED = 6
"""So many ways to leave one out are tried."""


def counting(contract: Contract) -> tuple[Outcome, ...]:
    """The outcomes that hang on a number taken over eligible persons, or whose price does."""
    return tuple(outcome for outcome in contract.outcomes if _across(contract, outcome))


def _across(contract: Contract, outcome: Outcome) -> bool:
    parts = outcome.trigger, outcome.condition, contract.tariffs[outcome.name].price
    return any(isinstance(node, terms.Across) for node in core.below(contract, *parts))


def deciding(contract: Contract) -> tuple[RecordField, ...]:
    """The records of a person that say who is counted, and that nobody certifies; no facts.

    What a provider certifies is as if nobody did: it is who is paid for those who are counted.
    """
    payees = {"provider", *contract.parties("provider")}
    others = (one for one in contract.certificates if one.party not in payees)
    certified = {name for one in others for name in one.fields}
    names = core.fields_below(contract, contract.eligibility) - certified
    return tuple(f for f in contract.person.fields if f.name in names and f.shape is not Shape.FACT)


def _left_out(contract: Contract, histories: Histories, draw: Draw) -> Histories | None:
    """In the second one of the eligible is not: by a record that is not there, or by one more."""
    case, fields = a_case(histories, draw), deciding(contract)
    if case is None or not fields or not _eligible(contract, histories, case):
        return None
    for _ in range(_TRIED):
        other = _otherwise(contract, case, draw(st.sampled_from(fields)), draw)
        second = with_case(histories, case, other)
        if not _eligible(contract, second, other):
            return second
    return None


def _eligible(contract: Contract, histories: Histories, case: Case) -> bool:
    return reading_of(contract, histories, case).holds(contract.eligibility) is YES


def _otherwise(contract: Contract, case: Case, field: RecordField, draw: Draw) -> Case:
    """*case* with an item of *field* less; an event more, where it has none or may have many."""
    items = items_of(case, field.name)
    if items and (field.shape is not Shape.EVENTS or draw(st.booleans())):
        return with_items(case, field, items[1:])
    if field.shape.lasts:
        return case
    new = Event(_some_day(contract, case, draw), attributes_drawn(contract, field, case, draw))
    return with_items(case, field, (*items, new))


def _some_day(contract: Contract, case: Case, draw: Draw) -> int:
    """A day of the term, as often as not one near to what is recorded."""
    near: Sequence[int] = days_of_records(case)
    if near and draw(st.booleans()):
        return int(draw(st.sampled_from(near))) + int(draw(st.integers(-8, 8)))
    return int(draw(st.integers(contract.term[0], contract.term[1] - 1)))


def _left_out_pays(first: Trial, second: Trial) -> Iterator[Conflict]:
    pairs = zip(first.histories.cases, second.histories.cases, strict=True)
    case, other = next(((a, b) for a, b in pairs if a != b), (None, None))
    if case is not None and other is not None:
        how = _how(first.contract, case, other)
        why = f"To leave case {case.number} out of those who are counted, by {how},"
        yield from pays_more(first, second, why)


def _how(contract: Contract, case: Case, other: Case) -> str:
    """By which record *other* is left out, in words."""
    for field in contract.person.fields:
        before, after = (len(items_of(one, field.name)) for one in (case, other))
        if before != after:
            return f"one {field.name} {'more' if after > before else 'less'}"
    return "another record"


def _with_counting(contract: Contract) -> Iterator[str]:
    if deciding(contract):
        yield from core.clauses_of(counting(contract))


LEAVING_OUT = Law(
    "leaving-out-never-pays",
    "To leave a person out of those who are counted, by a record that nobody certifies, never "
    "raises the payments.",
    _with_counting,
    pair=Pair(_left_out, _left_out_pays),
)
LAWS = (LEAVING_OUT,)
