"""Laws of what is not known: it never pays, whatever is blank, uncertified or yet to come."""

from collections import Counter
from collections.abc import Iterator
from itertools import chain, islice

from attrs import evolve
from hypothesis import strategies as st

from sibdsl.interpret.evaluate import evaluate_in_short
from sibdsl.model.contract import Contract
from sibdsl.model.days import EARLIEST, Day, in_words
from sibdsl.model.histories import Case, Histories, Reach, Spell
from sibdsl.model.once import once
from sibdsl.model.records import RecordField, Shape
from sibdsl.model.verdicts import Conflict
from sibdsl.verify.law import Draw, Law, Pair, Trial
from sibdsl.verify.laws import core
from sibdsl.verify.laws.comparing import ledger_without_wait, more_achieved
from sibdsl.verify.laws.paid import one_day, said, units
from sibdsl.verify.laws.varying import (
    Item,
    a_case,
    first_day,
    items_of,
    last_known,
    some_items,
    with_case,
    with_items,
)


def _blanked(contract: Contract, histories: Histories, draw: Draw) -> Histories | None:
    """The second has a blank where the first has a fact, a date or an attribute."""
    case = a_case(histories, draw)
    fields = core.fields_read(contract)
    if case is None or not fields:
        return None
    field = draw(st.sampled_from(fields))
    if field.name == contract.joined_by:
        return None
    blank = _without(case, field, histories.reach.get(field.name, Reach()).last, draw)
    return None if blank is None else with_case(histories, case, blank)


def _without(case: Case, field: RecordField, known: Day, draw: Draw) -> Case | None:
    """*case* with a blank in *field*, not in an item that begins after all that is *known*.

    To blank the day of such an item says more of it, not less: that it is there.
    """
    if field.shape is Shape.FACT:
        if case.facts.get(field.name) is None:
            return None
        return evolve(case, facts={**case.facts, field.name: None})
    items = items_of(case, field.name)
    sites = [at for at, item in enumerate(items) if (first_day(item) or EARLIEST) <= known]
    if not sites:
        return None
    at = draw(st.sampled_from(sites))
    blank = _blank(items[at], draw)
    return with_items(case, field, (*items[:at], blank, *items[at + 1 :]))


def _blank(item: Item, draw: Draw) -> Item:
    """*item* without its date, or without one of its attributes."""
    names = [name for name, known in item.attributes.items() if known is not None]
    name = draw(st.sampled_from(["", *sorted(names)]))
    if name:
        return evolve(item, attributes={**item.attributes, name: None})
    return evolve(item, first=None) if isinstance(item, Spell) else evolve(item, day=None)


def _uncertified(contract: Contract, histories: Histories, draw: Draw) -> Histories | None:
    """In the second one item is not certified."""
    site = some_items(histories, _certified(contract), draw)
    if site is None:
        return None
    case, field, items = site
    at = draw(st.integers(0, len(items) - 1))
    other = evolve(items[at], certified=False)
    return with_case(
        histories, case, with_items(case, field, (*items[:at], other, *items[at + 1 :]))
    )


@once
def _certified(contract: Contract) -> tuple[RecordField, ...]:
    names = {name for one in contract.certificates for name in one.fields}
    return tuple(
        f for f in core.fields_read(contract) if f.name in names and f.shape is not Shape.FACT
    )


def _never_more(first: Trial, second: Trial) -> Iterator[Conflict]:
    """More achieved by any day where less is known."""
    before, after = ledger_without_wait(first), ledger_without_wait(second)
    for unit, day in more_achieved(before, after):
        words = f"{said(unit)} is due by {in_words(day)} though less is known of the case."
        yield Conflict(words, (unit,), (unit.clause,), one_day(unit.last_due))
        return


def _as_if_not_there(first: Trial, second: Trial) -> Iterator[Conflict]:
    """More achieved by any day with an item that is not certified than with it, or without it."""
    without = _without_uncertified(second.contract, second.histories)
    ledger = evaluate_in_short(second.contract, without)
    before = evolve(second, histories=without, ledger=ledger)
    yield from islice(chain(_never_more(first, second), _never_more(before, second)), 1)


def _without_uncertified(contract: Contract, histories: Histories) -> Histories:
    cases = []
    for case in histories.cases:
        kept = case
        for field in _certified(contract):
            items = tuple(item for item in items_of(case, field.name) if item.certified)
            kept = with_items(kept, field, items)
        cases.append(kept)
    return evolve(histories, cases=tuple(cases))


def _ended(contract: Contract, histories: Histories, draw: Draw) -> Histories | None:
    """The data of the second ends earlier."""
    last = last_known(histories)
    first = contract.term[0]
    if last is None or last <= first:
        return None
    return histories.as_at(draw(st.integers(first, last - 1)))


def _stays(first: Trial, second: Trial) -> Iterator[Conflict]:
    """What was due by the earlier day, and is not with all that came after it."""
    known = Counter(_mark(unit) for unit in units(first.ledger))
    for unit in units(second.ledger):
        if not known[_mark(unit)]:
            day = in_words(second.ledger.as_at)
            words = f"{said(unit)} is due on what is known by {day}, and not on what comes later."
            yield Conflict(words, (unit,), (unit.clause,), one_day(unit.last_due))
            return
        known[_mark(unit)] -= 1


def _mark(unit: object) -> tuple[object, ...]:
    names = ("case", "group", "outcome", "last_due", "evidence", "gross")
    return tuple(getattr(unit, name) for name in names)


def _all(contract: Contract) -> Iterator[str]:
    return core.clauses_of(contract.outcomes)


UNKNOWN = Law(
    "unknown-never-pays",
    "A fact, a date or an attribute that is not known never makes more due, by any day.",
    _all,
    pair=Pair(_blanked, _never_more),
)
ENDS = Law(
    "data-that-ends-never-pays",
    "What is due on the data of one day is still due on all that comes later.",
    _all,
    pair=Pair(_ended, _stays),
)
CERTIFIED = Law(
    "certified-only",
    "A record that its party has not certified makes no more due than if it were not there.",
    lambda contract: (one.clause.number for one in contract.certificates),
    pair=Pair(_uncertified, _as_if_not_there),
    needs=_all,
)
LAWS = (UNKNOWN, ENDS, CERTIFIED)
