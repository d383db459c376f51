"""Laws of limits, worked out again from the payments alone."""

from collections import Counter
from collections.abc import Iterator

from sibdsl.model.calendar import Cycle, cycle_of
from sibdsl.model.contract import Contract, CountLimit, MoneyLimit, PayerLimit
from sibdsl.model.days import Day
from sibdsl.model.histories import Histories
from sibdsl.model.ledger import CLAIM, Line
from sibdsl.model.money import Money
from sibdsl.model.terms import OWN
from sibdsl.model.verdicts import Conflict
from sibdsl.settle.units import units_of
from sibdsl.verify.law import Law, Trial
from sibdsl.verify.laws import core
from sibdsl.verify.laws.paid import paid_units

Room = tuple[str, object]
"""Whose room under a limit: a case, a group or all; and in which span of its cycle."""


def owner_of(each: str | None, line: Line, contract: Contract, histories: Histories) -> str | None:
    """Whose room *line* uses under a limit for each of *each*; None where it binds it not."""
    if each is None:
        return ""
    if each == OWN:
        return line.case
    if line.group is not None and any(
        group.number == line.group for group in histories.groups.get(each, ())
    ):
        return line.group
    field = contract.membership(each)
    case = next((c for c in histories.cases if c.number == line.case), None)
    label = case.facts.get(field) if case is not None and field is not None else None
    return None if label is None else str(label)


def _span(cycle: Cycle | None, due: Day) -> object:
    return None if cycle is None else cycle_of(cycle, due)


def _by_clause(
    contract: Contract, name: str
) -> dict[str, tuple[CountLimit | MoneyLimit | PayerLimit, ...]]:
    """The limits of every version, by clause: one that is amended is there more than once."""
    found: dict[str, tuple[CountLimit | MoneyLimit | PayerLimit, ...]] = {}
    for version in contract.wordings:
        limits: tuple[CountLimit | MoneyLimit | PayerLimit, ...] = getattr(version, name)
        for at, limit in enumerate(limits):
            key = limit.clause.number or f"number {at}"
            found[key] = (*found.get(key, ()), limit)
    return found


def _number(trial: Trial) -> Iterator[Conflict]:
    for clause, versions in _by_clause(trial.contract, "count_limits").items():
        used: Counter[str] = Counter()
        allowed = max(limit.n for limit in versions if isinstance(limit, CountLimit))
        for unit in paid_units(trial.ledger):
            limit = versions[0]
            owner = owner_of(limit.each, unit, trial.contract, trial.histories)
            if owner is None or not _covers(limit.outcomes, unit):
                continue
            used[owner] += unit.units
            if used[owner] > allowed:
                yield _over(clause, f"{used[owner]} are paid, where {allowed} may be", unit)
                break


def _covers(outcomes: tuple[str, ...] | None, unit: Line) -> bool:
    return outcomes is None or unit.outcome in outcomes


def _money(trial: Trial) -> Iterator[Conflict]:
    for clause, versions in _by_clause(trial.contract, "money_limits").items():
        used: Counter[Room] = Counter()
        limit = versions[0]
        assert isinstance(limit, MoneyLimit)
        most = max(one.amount.pence for one in versions if isinstance(one, MoneyLimit))
        for unit in paid_units(trial.ledger):
            owner = owner_of(limit.each, unit, trial.contract, trial.histories)
            if owner is None or not _covers(limit.outcomes, unit):
                continue
            room = owner, _span(limit.cycle, unit.last_due)
            used[room] += unit.paid.pence
            if used[room] > most:
                come_to = f"payments come to {Money(used[room])}, where {Money(most)} may be paid"
                yield _over(clause, come_to, unit)
                break


def _by_payer(trial: Trial) -> Iterator[Conflict]:
    for clause, versions in _by_clause(trial.contract, "payer_limits").items():
        used: Counter[tuple[str, Room]] = Counter()
        limit = versions[0]
        assert isinstance(limit, PayerLimit)
        most = max(one.amount.pence for one in versions if isinstance(one, PayerLimit))
        for unit in (u for line in trial.ledger.lines for u in units_of(line)):
            owner = owner_of(limit.each, unit, trial.contract, trial.histories)
            named = unit.outcome == CLAIM and limit.outcomes is not None
            if owner is None or named or not _covers(limit.outcomes, unit):
                continue
            if unit.outcome not in {*trial.contract.tariffs, CLAIM}:
                continue
            for party, amount in unit.shares:
                if party in limit.payers:
                    room = party, (owner, _span(limit.cycle, unit.last_due))
                    used[room] += amount.pence
                    if used[room] > most:
                        paid = f"{party} pays {Money(used[room])}, where {Money(most)} is its limit"
                        yield _over(clause, paid, unit)
                        return


def _over(clause: str, words: str, unit: Line) -> Conflict:
    span = (unit.first_due, unit.last_due + 1)
    return Conflict(f"By clause {clause}: {words}.", (unit,), (clause, unit.clause), span)


def _limits(contract: Contract) -> Iterator[str]:
    for version in contract.wordings:
        yield from (limit.clause.number for limit in version.count_limits)
        yield from (limit.clause.number for limit in version.money_limits)


def _both(trial: Trial) -> Iterator[Conflict]:
    yield from _number(trial)
    yield from _money(trial)


def _grants(contract: Contract) -> Iterator[str]:
    return (limit.clause.number for v in contract.wordings for limit in v.payer_limits)


def _paying(contract: Contract) -> Iterator[str]:
    return core.clauses_of(contract.outcomes)


LIMITS_HOLD = Law(
    "limits-hold",
    "Every limit, by number or of money, holds after every payment, for each one that it names.",
    _limits,
    check=_both,
    needs=_limits,
)
GRANT = Law(
    "grant-never-overspent",
    "No party pays more than its limit.",
    _grants,
    check=_by_payer,
    needs=_paying,
)
LAWS = (LIMITS_HOLD, GRANT)
