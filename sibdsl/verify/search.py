"""The search: one sweep of seeded histories over all laws, then the smallest that breaks each.

Each law of one history is checked on every history, each law of a pair on a variation of it. The
sweep goes in rounds of some parts each; a history that does what none did before is drawn from in
the rounds that follow. Same contract, same budget, same answer, in one process or in several,
unless the seconds run out; the bounds then say so.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from time import time
from typing import Final

from attrs import field, frozen, mutable
from hypothesis.configuration import set_hypothesis_home_dir

from sibdsl.interpret.evaluate import evaluate_in_short
from sibdsl.model.contract import Contract
from sibdsl.model.examples import Example
from sibdsl.model.histories import Histories
from sibdsl.model.verdicts import Counterexample, Reached, Standing, Verdict
from sibdsl.values import changed
from sibdsl.verify.law import Law
from sibdsl.verify.reached import lighter
from sibdsl.verify.search_part import Asked, Found, Mark, Part, Task
from sibdsl.verify.search_smaller import Broken
from sibdsl.verify.search_workers import Small, Workers
from sibdsl.verify.strategies import crowd, sources

_PART: Final = 20
"""So many histories are drawn from one seed."""

_ROUND: Final = 4
"""So many parts are drawn before what they found is built upon, in however many processes."""

_POOL: Final = 30
"""So many histories that did something new are drawn from, the latest first."""

_SWEEP: Final = 0.7
"""The part of the time that the sweep may take; the rest is for making cases small."""


@frozen
class Budget:
    """How far to search: so many histories, from that seed on, for so many seconds at most.

    *jobs* is in how many processes; it changes the time and not the answer.
    """

    histories: int = 400
    seconds: float = 50.0
    seed: int = 0
    jobs: int = 1


_CLAUSES: Final = re.compile(r"^\d+\.\d+ (?!Example)", re.MULTILINE)


def histories_for(text: str) -> int:
    """How many histories a contract of that text is worth: fewer of a longer one.

    What one history costs goes with the clauses; so the time is much the same for all.
    """
    return min(max(15_000 // max(1, len(_CLAUSES.findall(text))), 250), 1_500)


_CROWD: Final = 400
"""So many persons alike are tried together at most."""

_LINES: Final = 3500
"""So many lines their ledger may have."""

Told = Callable[[str], None]
"""Is told in a few words how far the search is."""


def untold(_: str) -> None:
    """Tell nobody."""


@mutable
class _Sweep:
    """What a sweep has found so far. *varied* counts the pairs of each law that was varied."""

    asked: Asked
    budget: Budget
    tried: int = 0
    counts: Counter[str] = field(factory=Counter)
    varied: Counter[str] = field(factory=Counter)
    broken: dict[str, Found] = field(factory=dict)
    known: set[Mark] = field(factory=set)
    pool: list[Histories] = field(factory=list)

    def add(self, part: Part) -> None:
        """Add what a part found; parts are added in their order, whichever ended first."""
        for name, found in part.broken.items():
            self.broken.setdefault(name, changed(found, at=self.tried + found.at))
        self.tried += part.tried
        self.counts.update(part.counts)
        self.varied.update(part.varied)
        for marks, given in part.fresh:
            if not marks <= self.known:
                self.known |= marks
                self.pool.insert(0, given)
        del self.pool[_POOL:]

    def tasks(self, at: int, until: float) -> Iterator[Task]:
        """The parts of a round that begins with part *at*."""
        planned = self.tried
        for number in range(at, at + _ROUND):
            n = min(_PART, self.budget.histories - planned)
            if n > 0:
                seed, broken = f"{self.budget.seed}/{number}", frozenset(self.broken)
                yield Task(seed, n, broken, frozenset(self.known), tuple(self.pool), until)
            planned += n

    def over(self, until: float) -> bool:
        """Whether nothing is left to try, or to be found."""
        tried, all_broken = self.tried, len(self.broken) == len(self.asked.laws)
        return tried >= self.budget.histories or all_broken or time() > until


def keep_in(folder: Path) -> None:
    """Have Hypothesis keep what it keeps in *folder*, not in the folder of the user."""
    set_hypothesis_home_dir(folder)


def searched(
    contract: Contract,
    examples: Sequence[Example],
    laws: Sequence[Law],
    budget: Budget,
    told: Told = untold,
) -> tuple[Verdict, ...]:
    """A verdict on each of *laws*, in their order, those of no clause of the contract left out.

    With more than one job the laws are those of the contract, and are found again by name.
    """
    start = time()
    listed = tuple(law for law in laws if any(law.matters(contract)))
    wanted = {clause for law in listed for clause in needed(law, contract)}
    lifting = lighter(contract, sorted(wanted))
    asked = Asked(contract, listed, lifting, sources(contract, examples))
    with Workers(asked, budget.jobs) as workers:
        sweep = _swept(asked, budget, start + _SWEEP * budget.seconds, workers, told)
        broken = _made_small(sweep, workers, start + budget.seconds, told)
    return tuple(_verdict(law, sweep, broken.get(law.name)) for law in listed)


def _swept(asked: Asked, budget: Budget, until: float, workers: Workers, told: Told) -> _Sweep:
    """All laws on the worked examples, on so many drawn histories, and on a crowd."""
    sweep = _Sweep(asked, budget)
    many = workers.plainly(_crowds(asked), tuple(_of_limits(asked)))
    for part in workers.plainly(asked.given.given, tuple(law.name for law in asked.laws)):
        sweep.add(part)
    at = 0
    while not sweep.over(until):
        for part in workers.drawn(sweep.tasks(at, until)):
            sweep.add(part)
        told(f"{sweep.tried:,} of {budget.histories:,} histories, {len(sweep.broken)} laws broken")
        at += _ROUND
    for part in many:
        sweep.add(part)
    return sweep


def _made_small(
    sweep: _Sweep, workers: Workers, until: float, told: Told
) -> dict[str, Counterexample]:
    """The smallest case that was found against each broken law."""
    names = list(sweep.broken)
    if names:
        told(f"making small: {', '.join(names)}")
    share = max(
        1.0, (until - time()) * min(sweep.budget.jobs, len(names) or 1) / max(1, len(names))
    )
    small = [Small(name, sweep.broken[name], sweep.budget.seed, share) for name in names]
    return dict(zip(names, map(_shown, workers.smaller(small)), strict=True))


def _of_limits(asked: Asked) -> Iterator[str]:
    """The laws that a limit of money, or a promise, makes matter."""
    contract = asked.contract
    clauses = {limit.clause.number for limit in contract.money_limits}
    clauses |= {limit.clause.number for limit in contract.payer_limits}
    if clauses:
        clauses |= {promise.clause.number for promise in contract.promises}
    return (law.name for law in asked.laws if clauses & set(law.matters(contract)))


def _crowds(asked: Asked) -> Iterable[Histories]:
    """Many persons like the one of the example that pays most.

    A limit of the whole is for many: no history of a few persons comes near it.
    """
    if not any(True for _ in _of_limits(asked)):
        return
    for one in asked.given.given[: asked.given.paying]:
        n = _needed_for_limits(asked.contract, one)
        if n > 1:
            yield crowd(one, n)
            return


def _needed_for_limits(contract: Contract, one: Histories) -> int:
    """So many times *one* has to happen until the greatest limit is passed, up to a number.

    None where that many would take long to reckon.
    """
    if one.groups or len(one.cases) != 1:
        return 0
    ledger = evaluate_in_short(contract, one)
    limits = [limit.amount.pence for limit in contract.money_limits if limit.each is None]
    limits += [limit.amount.pence for limit in contract.payer_limits if limit.each is None]
    greatest = max(limits, default=0)
    n = min(_CROWD, greatest // max(1, ledger.paid.pence) + 2) if greatest else 0
    return n if n * len(ledger.lines) <= _LINES else 0


def needed(law: Law, contract: Contract) -> tuple[str, ...]:
    """The clauses of which a history has to reach one before the law can be called held."""
    return tuple((law.needs or law.matters)(contract))


def _verdict(law: Law, sweep: _Sweep, broken: Counterexample | None) -> Verdict:
    contract = sweep.asked.contract
    clauses = tuple(dict.fromkeys(law.matters(contract)))
    needs = needed(law, contract)
    counts = tuple(Reached(clause, sweep.counts[clause]) for clause in dict.fromkeys(needs))
    verdict = Verdict(
        law.name,
        law.sentence,
        Standing.HELD,
        clauses,
        _bounds(sweep),
        histories=sweep.tried,
        reached=counts,
    )
    if broken is not None:
        at = sweep.broken[law.name].at
        return changed(verdict, standing=Standing.BROKEN, counterexample=broken, found_at=at)
    why = _untold_why(law, sweep, counts)
    return changed(verdict, standing=Standing.UNKNOWN, why=why) if why else verdict


def _bounds(sweep: _Sweep) -> str:
    histories = sweep.budget.histories
    short = f" (time ran out before {histories:,})" * (sweep.tried < histories)
    return f"no counterexample in {sweep.tried:,} histories{short}"


def _untold_why(law: Law, sweep: _Sweep, counts: Sequence[Reached]) -> str:
    """Why a law that nothing broke cannot be called held; empty where it can."""
    if counts and not any(one.histories for one in counts):
        listed = ", ".join(one.clause for one in counts)
        return f"no history reached clause {listed}"
    if law.check is None and law.pair is not None and not sweep.varied[law.name]:
        return "no history could be varied in the way that it speaks of"
    return ""


def _shown(broken: Broken) -> Counterexample:
    """The case that breaks a law, as the interpreter reckoned it."""
    second = broken.second
    return Counterexample(
        broken.conflict,
        broken.first.ledger.as_at,
        broken.first.histories,
        None if second is None else second.histories,
    )
