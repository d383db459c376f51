"""A contract and its cases in, the ledger out."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from attrs import evolve

from sibdsl.interpret import beside, claims, limits, pay
from sibdsl.interpret.achieve import Achievement, achievements, lapsed, too_late
from sibdsl.interpret.course import Course, course_of
from sibdsl.interpret.cycles import last_known
from sibdsl.interpret.lines import lines_of, place_of_line
from sibdsl.interpret.prices import price
from sibdsl.interpret.waiting import (
    held_back,
    not_known,
    order_of_waiting,
    settling,
    waiting_for,
)
from sibdsl.model import terms
from sibdsl.model.contract import Contract, Flat
from sibdsl.model.days import Day
from sibdsl.model.funding import payers, payers_of
from sibdsl.model.histories import Histories
from sibdsl.model.ledger import Ledger, Waiting
from sibdsl.model.truth import UNKNOWN
from sibdsl.model.walk import all_of_kind


def evaluate(contract: Contract, histories: Histories) -> Ledger:
    """Every payment due on *histories*, and what is not yet known.

    Only what is known, and due by the last day that anything is known of, is in the lines. Bring
    the histories to an earlier day with `histories.as_at(day)`.
    """
    return _evaluated(contract, histories, settling)


def evaluate_in_short(contract: Contract, histories: Histories) -> Ledger:
    """The same, but without the facts that would settle what is not known of an achievement.

    To find these takes longer than to pay: where many histories are tried, nobody reads them.
    """
    return _evaluated(contract, histories, lambda _: ())


def _evaluated(
    contract: Contract, histories: Histories, facts: Callable[[Achievement], tuple[str, ...]]
) -> Ledger:
    course, as_at = course_of(contract, histories), last_known(histories)
    all_ = list(achieved(course))
    possible = [one for one in all_ if not lapsed(one, as_at)]
    drafts, held, late, waiting = _paid(course, possible, as_at)
    lapsed_ones = [*not_known((one for one in all_ if lapsed(one, as_at)), as_at, facts), *late]
    lines = lines_of(drafts, course)
    short, unknown = beside.shortfalls(course, as_at)
    made = [*lines, *beside.reliefs(course, as_at)]
    waiting = [*not_known(possible, as_at, facts), *waiting, *unknown]
    unknown_yet = [one for one in possible if one.truth is UNKNOWN]
    doubtful = [one.unit.due for one in (*unknown_yet, *held)]
    least, open_floors = beside.floors(course, made, doubtful, as_at)
    return Ledger(
        contract.title,
        contract.digest,
        as_at,
        tuple(sorted([*made, *least, *short], key=place_of_line(contract))),
        tuple(sorted([*waiting, *open_floors], key=order_of_waiting(contract))),
        tuple(sorted(lapsed_ones, key=order_of_waiting(contract))),
        cases=len(histories.cases),
        eligible=course.eligible(),
        payers=payers(contract),
    )


def achieved(course: Course) -> Iterator[Achievement]:
    """What everyone achieved, or may have, under the version that governs it."""
    outcomes = {o.name: o for w in course.worlds for o in w.contract.outcomes}
    for outcome in outcomes.values():
        for reading, truth, force in course.subjects(outcome):
            said = next(o for o in reading.world.contract.outcomes if o.name == outcome.name)
            yield from achievements(reading, said, truth, force)


def _paid(
    course: Course, possible: Sequence[Achievement], as_at: Day
) -> tuple[list[pay.Draft], list[Achievement], list[Waiting], list[Waiting]]:
    """The payments that are due by *as_at*, in the order of computing; and what waits.

    The second list is what is achieved and waits for its price, its payer or its place; the third
    what waited for them too long.
    """
    contract = course.contract
    due = _one_by_one((part for one in possible for part in _due_by(one, as_at)), course)
    turn = pay.in_turn(limits.parted_by_number(due), contract)
    drafts, held = limits.counted(turn)
    drafts, open_claims = claims.deducted(drafts, course, as_at)
    drafts, unpriced = _priced(drafts, course)
    drafts = beside.relieved(drafts, course)
    drafts, kept_back = _limited(drafts, [one for one in turn if one.truth is UNKNOWN], course)
    for draft in drafts:
        pay.shared(draft)
    drafts = _in_turn([*drafts, *claims.shares_of_claims(drafts, course, as_at)], contract)
    drafts = _in_turn(limits.parted_by_payer(drafts, course), contract)
    limits.limited_by_payer(drafts, course)
    late = [
        waiting_for(wait.achievement, wait.facts)
        for wait in unpriced
        if too_late(wait.achievement, as_at)
    ]
    unpriced = [wait for wait in unpriced if not too_late(wait.achievement, as_at)]
    held += kept_back
    waiting = [
        *(held_back(one) for one in held),
        *open_claims,
        *(waiting_for(wait.achievement, wait.facts) for wait in unpriced),
    ]
    return drafts, [*held, *(wait.achievement for wait in unpriced)], late, waiting


def _limited(
    drafts: Sequence[pay.Draft], unknown: Sequence[Achievement], course: Course
) -> tuple[list[pay.Draft], list[Achievement]]:
    """*drafts* cut to what the limits of money leave; and what waits for the unknown."""
    contract = course.contract
    if limits.joined(contract):
        singles = {id(single.achievement): single for draft in drafts for single in draft.singles()}
        achieved = [*(one.achievement for one in singles.values()), *unknown]
        turn = [singles.get(id(one), one) for one in pay.in_turn(achieved, contract)]
        return limits.neither_counted(turn, course)
    parted = limits.parted_by_money(_in_turn(drafts, contract), course)
    parted = _in_turn(parted, contract)
    limits.limited(parted, course)
    return parted, []


def _due_by(one: Achievement, as_at: Day) -> Iterator[Achievement]:
    """What of it falls due by *as_at*; what is not known stays."""
    if one.truth is UNKNOWN:
        yield one
    elif n := one.unit.numbers_before(as_at + 1):
        yield evolve(one, unit=one.unit.taken(0, n)) if n < one.unit.count else one


def _one_by_one(achieved: Iterable[Achievement], course: Course) -> list[Achievement]:
    """One by one, where the price or the payer may differ from unit to unit."""
    follows = any(_follows_due_day(world.contract) for world in course.worlds)
    many = len({_by_due_day(world.contract) for world in course.worlds}) > 1
    parted: list[Achievement] = []
    for one in achieved:
        tariff = one.reading.world.contract.tariffs[one.outcome.name]
        together = isinstance(tariff.price, Flat) and not follows and not many
        parted.extend((one,) if together else one.singles())
    return parted


def _by_due_day(contract: Contract) -> tuple[object, ...]:
    """What of a version governs by the due day: all that has no case."""
    return contract.money_limits, contract.payer_limits, contract.deductions, contract.reliefs


def _follows_due_day(contract: Contract) -> bool:
    """Whether what is paid, or by whom, can differ by due day beyond the price itself."""
    return (
        bool(contract.rises)
        or any(limit.cycle for limit in contract.money_limits)
        or any(limit.cycle for limit in contract.payer_limits)
        or any(share.due for share in contract.shares)
        or any(_on_due_day(value) for value in payers_of(contract))
    )


def _on_due_day(value: terms.Value) -> bool:
    """Whether the payer can differ by due day."""
    return next(all_of_kind(value, terms.DueDay), None) is not None


def _in_turn(drafts: Sequence[pay.Draft], contract: Contract) -> list[pay.Draft]:
    by_unit = {id(draft.achievement): draft for draft in drafts}
    return [by_unit[id(one)] for one in pay.in_turn((d.achievement for d in drafts), contract)]


def _priced(drafts: Sequence[pay.Draft], course: Course) -> tuple[list[pay.Draft], list[pay.Wait]]:
    """*drafts* with their price, and those whose price or payer is not known."""
    kept, waiting = [], []
    before: dict[object, Mapping[terms.Value, object]] = {}
    follows = {
        world.force: any(_on_due_day(value) for value in payers_of(world.contract))
        for world in course.worlds
    }
    for draft in drafts:
        one, tariff = draft.achievement, draft.contract.tariffs[draft.outcome]
        plain = isinstance(tariff.price, Flat) and not draft.contract.rises
        amount = (
            tariff.price.amount.pence
            if plain and isinstance(tariff.price, Flat)
            else price(one.on_its_due_day, tariff, draft.turn)
        )
        key = id(one.reading), one.due if follows[one.reading.world.force] else None
        if key not in before:
            before[key] = pay.payers_on(draft)
        draft.payers = before[key]
        facts = amount if isinstance(amount, tuple) else pay.payer_facts(draft)
        facts += tuple(dict.fromkeys(limits.group_facts(draft, course)))
        if facts or isinstance(amount, tuple):
            waiting.append(pay.Wait(draft.achievement, facts))
        else:
            draft.gross = amount * (1 if draft.quantity is None else draft.quantity)
            kept.append(draft)
    return kept, waiting
