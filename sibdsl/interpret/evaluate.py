"""A contract and its cases in, the ledger out."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from attrs import evolve, fields, frozen, has

from sibdsl.interpret import pay
from sibdsl.interpret.achieve import Achievement, Unit, achievements, applying, readings
from sibdsl.interpret.doubt import of_condition, of_day, of_days, of_items, of_period, together
from sibdsl.interpret.eligible import eligible
from sibdsl.interpret.meaning import Reading, World
from sibdsl.model import calendar, terms
from sibdsl.model.contract import (
    Contract,
    EachDay,
    EachPiece,
    EachRun,
    Flat,
    OnDay,
    Outcome,
)
from sibdsl.model.days import EARLIEST, NEVER, Day, in_words
from sibdsl.model.histories import Case, Histories, Row
from sibdsl.model.ledger import Ledger, Line, Waiting
from sibdsl.model.money import Money
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
    in_turn = pay.in_turn(pay.parted_by_number(_by_price(due, contract), contract), contract)
    drafts, held = pay.counted(in_turn, contract)
    drafts, unpriced = _priced(drafts, contract)
    drafts = _drafts_in_turn(pay.parted_by_money(drafts, contract), contract)
    pay.limited(drafts, contract)
    splits: pay.Splits = {}
    for draft in drafts:
        pay.shared(draft, contract, splits)
    drafts = _drafts_in_turn(pay.parted_by_payer(drafts, contract), contract)
    pay.limited_by_payer(drafts, contract)
    waiting = [
        *_not_known(possible, truths, as_at),
        *(_held(one, contract) for one in held),
        *(_waiting(wait.achievement, wait.facts) for wait in unpriced),
    ]
    return Ledger(
        contract.title,
        contract.digest,
        as_at,
        _lines(drafts, contract),
        tuple(sorted(waiting, key=_order_of_waiting(contract))),
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


# -- Lines ----------------------------------------------------------------------------------------


def _lines(drafts: Iterable[pay.Draft], contract: Contract) -> tuple[Line, ...]:
    """The lines in order of case, outcome and due day, equal consecutive units made one."""
    rank = {outcome.name: i for i, outcome in enumerate(contract.outcomes)}
    ordered = sorted(drafts, key=lambda d: (d.case, rank[d.outcome], d.achievement.due))
    read = {outcome.name: fields_read(contract, outcome) for outcome in contract.outcomes}
    parts = (part for draft in ordered for part in _by_claim(draft, contract))
    return tuple(_line(group, read[group[0].draft.outcome]) for group in _folded(parts))


@frozen
class _Part:
    """The units of a draft that fall due in one claim."""

    draft: pay.Draft
    unit: Unit
    claim: tuple[Day, Day]

    def goes_on_with(self, later: "_Part") -> bool:
        """Whether *later* is the same payment again, on days that follow without a gap.

        Both must fall in one claim, and be paid, cut and split alike.
        """
        one, other = self.draft, later.draft
        days, then = self.unit.evidence, later.unit.evidence
        return (
            self.claim == later.claim
            and days is not None
            and then is not None
            and days[1] == then[0]
            and (days[1] - days[0]) // self.unit.count == (then[1] - then[0]) // later.unit.count
            and (one.case, one.outcome, one.gross, one.paid)
            == (other.case, other.outcome, other.gross, other.paid)
            and one.shares == other.shares
            and (one.unpaid_by, one.cut_by) == (other.unpaid_by, other.cut_by)
        )


def _by_claim(draft: pay.Draft, contract: Contract) -> Iterator[_Part]:
    """The units of *draft*, parted where a claim ends."""
    unit, start = draft.achievement.unit, 0
    while start < unit.count:
        claim = pay.span_of(contract, unit.due.least + start * unit.step)
        end = max(unit.numbers_before(claim[1]), start + 1)
        yield _Part(draft, unit.taken(start, end), claim)
        start = end


def _folded(parts: Iterable[_Part]) -> Iterator[list[_Part]]:
    """Consecutive equal units together."""
    group: list[_Part] = []
    for part in parts:
        if group and not group[-1].goes_on_with(part):
            yield group
            group = []
        group.append(part)
    if group:
        yield group


def _line(group: Sequence[_Part], read: frozenset[str]) -> Line:
    """The line of equal units; *read* are the fields that decided them."""
    draft, first, last = group[0].draft, group[0].unit, group[-1].unit
    n = sum(part.unit.count for part in group)
    evidence = None
    if first.evidence is not None and last.evidence is not None:
        evidence = first.evidence[0], last.evidence[1]
    return Line(
        case=draft.case,
        outcome=draft.outcome,
        clause=draft.achievement.outcome.clause.number,
        first_due=first.due.least,
        last_due=last.last_due,
        evidence=evidence,
        units=n,
        gross=Money(draft.gross * n),
        paid=Money(draft.paid * n),
        claim=group[0].claim,
        unpaid_by=draft.unpaid_by,
        cut_by=tuple(draft.cut_by),
        shares=tuple((party, Money(draft.shares[party] * n)) for party in sorted(draft.shares)),
        rows=rows_of(draft.achievement.reading, read, last.last_due),
    )


def rows_of(reading: Reading, names: frozenset[str], last: Day) -> tuple[Row, ...]:
    """The rows of the fields *names* of the case that tell of days up to *last*."""
    if names not in reading.memo:
        reading.memo[names] = sorted(set(_dated_rows(reading.case, names)))
    told = (Row(file, line) for file, line, first in reading.memo[names] if first <= last)
    return tuple(dict.fromkeys(told))


def _dated_rows(case: Case, names: frozenset[str]) -> Iterator[tuple[str, int, Day]]:
    """Each row with the first day that it tells of; a fact, or a day that is missing, of any."""
    for name in names:
        for row in case.rows.get(name, ()):
            yield row.file, row.line, EARLIEST
        for event in case.events.get(name, ()):
            for row in event.rows:
                yield row.file, row.line, EARLIEST if event.day is None else event.day
        for spell in case.spells.get(name, ()):
            for row in spell.rows:
                yield row.file, row.line, EARLIEST if spell.first is None else spell.first


def fields_read(contract: Contract, outcome: Outcome) -> frozenset[str]:
    """The fields of the record that decide *outcome*: those that its terms name, however deep."""
    names: set[str] = set()
    seen: set[str] = set()
    tariff = contract.tariffs[outcome.name].price
    _gather((contract.eligibility, outcome, tariff, contract.shares, contract.rest), names)
    while new := {n for n in names if n in contract.definitions} - seen:
        seen |= new
        for name in new:
            _gather(contract.definitions[name].meaning, names)
    return frozenset(n for n in names if contract.person.field_called(n))


def _gather(term: Any, names: set[str]) -> None:
    """Every text in *term* that may be the name of a field or of a definition."""
    if isinstance(term, str):
        names.add(term)
    elif isinstance(term, tuple):
        for part in term:
            _gather(part, names)
    elif has(type(term)):
        for slot in fields(type(term)):
            _gather(getattr(term, slot.name), names)


# -- What waits -----------------------------------------------------------------------------------


def _not_known(
    turn: Iterable[Achievement], truths: Mapping[str, Truth], as_at: Day
) -> Iterator[Waiting]:
    """The achievements that are not yet known, or not yet due."""
    for one in turn:
        if one.truth is YES:
            n = one.unit.numbers_before(as_at + 1)
            if n < one.unit.count:
                later = evolve(one, unit=one.unit.taken(n, one.unit.count))
                yield _waiting(later, (f"it falls due on {in_words(later.due)}",))
        else:
            yield _waiting(one, together(_doubts(one, truths)))


def _held(one: Achievement, contract: Contract) -> Waiting:
    limit = pay.limited_by(one, contract)
    return _waiting(one, (f"whether an earlier one uses up the limit of clause {limit.clause}",))


def _waiting(one: Achievement, facts: tuple[str, ...]) -> Waiting:
    number = one.outcome.clause.number
    return Waiting(one.reading.case.number, one.outcome.name, number, facts, _days(one))


def _days(one: Achievement) -> tuple[Day, Day] | None:
    evidence = one.unit.evidence
    if evidence is not None and evidence[1] < NEVER and evidence[0] > EARLIEST:
        return evidence
    known = one.unit.due.known
    return (known, known + 1) if known is not None else None


def _doubts(one: Achievement, truths: Mapping[str, Truth]) -> Iterator[str]:
    """The facts that would settle an achievement."""
    reading, contract = one.reading, one.reading.world.contract
    if truths[reading.case.number] is UNKNOWN:
        found = list(of_condition(reading, contract.eligibility))
        yield from found
        if not found and contract.places is not None:
            yield (
                f"whether one of the {contract.places.n} places of clause "
                f"{contract.places.clause} is left"
            )
    if one.outcome.index is not None and reading.bound[one.outcome.index.name].certain is UNKNOWN:
        yield from of_items(reading, one.outcome.index.items)
    yield from of_condition(reading, one.outcome.condition)
    yield from _doubts_of_trigger(one)
    for stop in applying(contract, one.outcome):
        yield from of_day(reading, stop.day)


def _doubts_of_trigger(one: Achievement) -> Iterator[str]:
    reading, evidence = one.reading, one.unit.evidence
    match one.outcome.trigger:
        case OnDay(day):
            yield from of_day(reading, day)
        case EachDay(within) | EachRun(within):
            first = _first_unknown(reading, within, evidence)
            if first is not None:
                yield from of_days(reading, within, first)
        case EachPiece(period=period, days=within):
            yield from of_period(reading, period)
            first = _first_unknown(reading, within, evidence)
            if first is not None:
                yield from of_days(reading, within, first)


def _first_unknown(
    reading: Reading, within: terms.Days, evidence: tuple[Day, Day] | None
) -> Day | None:
    start, end = evidence or (EARLIEST, NEVER)
    pieces = reading.days(within).pieces(start, end)
    return next((a for a, _, truth in pieces if truth is UNKNOWN), None)


def _order_of_waiting(contract: Contract) -> Any:
    rank = {outcome.name: i for i, outcome in enumerate(contract.outcomes)}
    return lambda w: (w.case or "", rank[w.outcome], w.days or (NEVER, NEVER), w.facts)


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


__all__ = ["Evaluated", "evaluate", "evaluated", "fields_read", "last_known", "payers", "readings"]
