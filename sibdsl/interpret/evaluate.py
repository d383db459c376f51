"""A contract and its cases in, the ledger out."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from attrs import evolve, fields, frozen, has

from sibdsl.interpret import limits, pay
from sibdsl.interpret.achieve import Achievement, achievements
from sibdsl.interpret.eligible import eligible
from sibdsl.interpret.lines import lines_of
from sibdsl.interpret.meaning import Reading, World
from sibdsl.interpret.waiting import held_back, not_known, order_of_waiting, waiting_for
from sibdsl.model import calendar, terms
from sibdsl.model.contract import (
    Contract,
    Flat,
)
from sibdsl.model.days import EARLIEST, NEVER, Day
from sibdsl.model.histories import Histories
from sibdsl.model.ledger import Ledger
from sibdsl.model.truth import UNKNOWN, YES, Truth


def evaluate(contract: Contract, histories: Histories) -> Ledger:
    """Every payment due on *histories*, and what is not yet known.

    Only what is known, and due by the last day that anything is known of, is in the lines. Bring
    the histories to an earlier day with `histories.as_at(day)`.
    """
    world = World(contract, histories)
    cases = [world.reading(case) for case in histories.cases]
    truths = eligible(world, cases)
    as_at = last_known(histories)
    all_ = [
        one
        for reading in cases
        for outcome in contract.outcomes
        for one in achievements(reading, outcome, truths[reading.case.number])
    ]
    possible = [one for one in all_ if not _lapsed(one, contract, as_at)]
    due = [part for one in possible for part in _due_by(one, as_at)]
    in_turn = pay.in_turn(limits.parted_by_number(_by_price(due, contract), contract), contract)
    drafts, held = limits.counted(in_turn, contract)
    drafts, unpriced = _priced(drafts, contract)
    drafts = _drafts_in_turn(limits.parted_by_money(drafts, contract), contract)
    limits.limited(drafts, contract)
    splits: pay.Splits = {}
    for draft in drafts:
        pay.shared(draft, contract, splits)
    drafts = _drafts_in_turn(limits.parted_by_payer(drafts, contract), contract)
    limits.limited_by_payer(drafts, contract)
    waiting = [
        *not_known(possible, truths, as_at),
        *(held_back(one, contract) for one in held),
        *(waiting_for(wait.achievement, wait.facts) for wait in unpriced),
    ]
    return Ledger(
        contract.title,
        contract.digest,
        as_at,
        lines_of(drafts, contract),
        tuple(sorted(waiting, key=order_of_waiting(contract))),
        cases=len(cases),
        eligible=sum(truth is YES for truth in truths.values()),
        payers=payers(contract),
    )


def last_known(histories: Histories) -> Day:
    """The last day that the records of any field reach."""
    lasts = [r.last for r in histories.reach.values() if EARLIEST < r.last < NEVER]
    return max(lasts, default=EARLIEST)


def payers(contract: Contract) -> tuple[str, ...]:
    """Those who can pay: outcomes funds, then commissioners, then any other party named to pay."""
    named = [v.party for v in pay.payers_of(contract) if isinstance(v, terms.Named)]
    listed = (*contract.parties("outcomes fund"), *contract.parties("commissioner"), *named)
    return tuple(dict.fromkeys(listed))


def _lapsed(one: Achievement, contract: Contract, as_at: Day) -> bool:
    """Whether an unknown outcome has waited too long: it is then not achieved (form 25)."""
    last = one.unit.due.most
    if one.truth is YES or contract.wait is None or last >= NEVER:
        return False
    return calendar.add(last, contract.wait) < as_at


def _due_by(one: Achievement, as_at: Day) -> Iterator[Achievement]:
    """What of it falls due by *as_at*; what is not known stays."""
    if one.truth is UNKNOWN:
        yield one
    elif n := one.unit.numbers_before(as_at + 1):
        yield evolve(one, unit=one.unit.taken(0, n)) if n < one.unit.count else one


def _by_price(achieved: Iterable[Achievement], contract: Contract) -> list[Achievement]:
    """One by one, where the price or the payer may differ from unit to unit."""
    payer_follows = any(_asks_for_due_day(value) for value in pay.payers_of(contract))
    years = any(limit.cycle for limit in contract.money_limits)
    years = years or any(limit.cycle for limit in contract.payer_limits)
    parted: list[Achievement] = []
    for one in achieved:
        flat = isinstance(contract.tariffs[one.outcome.name].price, Flat)
        together = flat and not payer_follows and not years
        parted.extend((one,) if together else one.singles())
    return parted


def _drafts_in_turn(drafts: Sequence[pay.Draft], contract: Contract) -> list[pay.Draft]:
    by_unit = {id(draft.achievement): draft for draft in drafts}
    return [by_unit[id(one)] for one in pay.in_turn((d.achievement for d in drafts), contract)]


def _priced(
    drafts: Sequence[pay.Draft], contract: Contract
) -> tuple[list[pay.Draft], list[pay.Wait]]:
    """*drafts* with their price, and those whose price or payer is not known."""
    kept, waiting = [], []
    payers_said = tuple(dict.fromkeys(pay.payers_of(contract)))
    on_due_day = any(_asks_for_due_day(value) for value in payers_said)
    parties = frozenset(h.party for h in contract.holdings)
    before: dict[object, Mapping[terms.Value, object]] = {}
    for draft in drafts:
        one, tariff = draft.achievement, contract.tariffs[draft.outcome]
        amount = (
            tariff.price.amount.pence
            if isinstance(tariff.price, Flat)
            else pay.price(one.on_its_due_day, tariff.price)
        )
        key = id(one.reading), one.due if on_due_day else None
        if key not in before:
            before[key] = pay.payers_on(draft, payers_said)
        draft.payers = before[key]
        facts = amount if isinstance(amount, tuple) else pay.payer_facts(draft, parties)
        if facts or isinstance(amount, tuple):
            waiting.append(pay.Wait(draft.achievement, facts))
        else:
            draft.gross = amount
            kept.append(draft)
    return kept, waiting


def _asks_for_due_day(term: Any) -> bool:
    """Whether *term* holds `the due day`, however deep."""
    if isinstance(term, terms.DueDay):
        return True
    if not has(type(term)):
        return False
    return any(_asks_for_due_day(getattr(term, slot.name)) for slot in fields(type(term)))


@frozen
class Evaluated:
    """The readings behind a ledger, for those who explain it."""

    world: World
    readings: tuple[Reading, ...]
    truths: Mapping[str, Truth]


def evaluated(contract: Contract, histories: Histories) -> Evaluated:
    """The cases read, and who of them is eligible."""
    world = World(contract, histories)
    cases = tuple(world.reading(case) for case in histories.cases)
    return Evaluated(world, cases, eligible(world, cases))
