"""How the payments of two histories stand to each other."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from itertools import accumulate

from sibdsl.interpret.evaluate import evaluate_in_short
from sibdsl.model.contract import Contract
from sibdsl.model.days import Day
from sibdsl.model.ledger import Ledger, Line
from sibdsl.model.once import once
from sibdsl.model.verdicts import Conflict
from sibdsl.values import changed
from sibdsl.verify.law import Trial
from sibdsl.verify.laws.paid import one_day, units, whose

Whose = tuple[str, str]
"""A case or group, and an outcome."""


def by_whose(ledger: Ledger) -> dict[Whose, list[Line]]:
    """The units of each outcome of each case, group or the whole."""
    found: dict[Whose, list[Line]] = defaultdict(list)
    for unit in units(ledger):
        found[whose(unit), unit.outcome].append(unit)
    return found


def more_achieved(before: Ledger, after: Ledger) -> Iterator[tuple[Line, Day]]:
    """By the first day on which more of an outcome is achieved *after*: a unit that is new, and it.

    Reckoned at the price of each unit, before limits: what a limit leaves may rise elsewhere.
    """
    old, new = by_whose(before), by_whose(after)
    for key, then in new.items():
        day = _first_day_of_more(old.get(key, ()), then)
        if day is not None:
            known = Counter((u.last_due, u.evidence) for u in old.get(key, ()))
            fresh = [u for u in then if not known[u.last_due, u.evidence]]
            yield (fresh or then)[0], day


def _first_day_of_more(before: Iterable[Line], after: Iterable[Line]) -> Day | None:
    """The first day by which the units of *after* are priced at more than those of *before*."""
    change: Counter[Day] = Counter()
    for sign, units_ in ((-1, before), (1, after)):
        for unit in units_:
            change[unit.last_due] += sign * unit.gross.pence
    more = accumulate(change[day] for day in sorted(change))
    return next((day for day, sum_ in zip(sorted(change), more, strict=True) if sum_ > 0), None)


@once
def waiting_for_ever(contract: Contract) -> Contract:
    """*contract*, in every version of which the unknown waits for ever."""
    versions = tuple(
        changed(version, contract=changed(version.contract, wait=None))
        for version in contract.versions
    )
    return changed(contract, wait=None, versions=versions)


def ledger_without_wait(trial: Trial) -> Ledger:
    """What the history pays where the unknown waits for ever."""
    if trial.contract.wait is None:
        return trial.ledger
    return evaluate_in_short(waiting_for_ever(trial.contract), trial.histories)


def pays_more(first: Trial, second: Trial, why: str, *clauses: str) -> Iterator[Conflict]:
    """A conflict where *second* pays more in all than *first*; *why* says what makes it so."""
    before, after = first.ledger.paid, second.ledger.paid
    if after > before:
        yield risen(first.ledger, second.ledger, why, clauses)


def risen(first: Ledger, second: Ledger, why: str, clauses: tuple[str, ...]) -> Conflict:
    """The conflict that *why* makes *second* pay more, with the payments that only it has."""
    new = only_in(second, first)
    made_by = tuple(dict.fromkeys((*clauses, *(unit.clause for unit in new))))
    words = f"{why} raises the payments from {first.paid} to {second.paid}."
    span = one_day(new[0].last_due) if new else None
    return Conflict(words, new[:6], made_by, span)


def only_in(one: Ledger, other: Ledger) -> tuple[Line, ...]:
    """The paid units that *one* has and *other* has not."""
    known = Counter(_mark(unit) for unit in units(other))
    found = []
    for unit in units(one):
        if known[_mark(unit)]:
            known[_mark(unit)] -= 1
        elif unit.paid.pence > 0:
            found.append(unit)
    return tuple(found)


def _mark(unit: Line) -> tuple[object, ...]:
    return unit.case, unit.group, unit.outcome, unit.last_due, unit.evidence, unit.paid


def alike(first: Trial, second: Trial, why: str) -> Iterator[Conflict]:
    """A conflict where the two do not pay unit for unit the same."""
    one, other = (Counter(map(_whole_mark, units(t.ledger))) for t in (first, second))
    if one != other or first.ledger.paid != second.ledger.paid:
        lines = (*only_in(first.ledger, second.ledger), *only_in(second.ledger, first.ledger))
        words = f"{why} changes the payments from {first.ledger.paid} to {second.ledger.paid}."
        clauses = tuple(dict.fromkeys(line.clause for line in lines))
        yield Conflict(words, lines[:6], clauses)


def _whole_mark(unit: Line) -> tuple[object, ...]:
    return *_mark(unit), unit.gross, unit.shares
