"""The search: one sweep of seeded histories over all laws, then the smallest that breaks each.

Each law of one history is checked on every history, each law of a pair on a variation of it.
Same contract, same budget, same answer, unless the seconds run out; the bounds then say so.
"""

from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from random import Random
from time import monotonic
from typing import Final

from attrs import field, frozen, mutable
from hypothesis import HealthCheck, Phase, find, settings
from hypothesis import strategies as st
from hypothesis.configuration import set_hypothesis_home_dir
from hypothesis.errors import NoSuchExample

from sibdsl.interpret.evaluate import evaluate_in_short
from sibdsl.model.contract import Contract
from sibdsl.model.examples import Example
from sibdsl.model.histories import Histories
from sibdsl.model.verdicts import Counterexample, Reached, Standing, Verdict
from sibdsl.values import changed
from sibdsl.verify.law import Draw, Law, Trial
from sibdsl.verify.reached import lifted, lighter, reached
from sibdsl.verify.search_smaller import Broken, reckoned, smallest
from sibdsl.verify.strategies import Sources, crowd, history, sources
from sibdsl.verify.strategies_choice import by_drawing

_PART: Final = 10
"""So many histories are drawn between two looks at the clock."""


@frozen
class Budget:
    """How far to search: so many histories, for so many seconds at most, from that seed on."""

    histories: int = 400
    seconds: float = 40.0
    seed: int = 0


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

    contract: Contract
    lifting: dict[str, Contract]
    tried: int = 0
    unreckoned: int = 0
    counts: Counter[str] = field(factory=Counter)
    varied: Counter[str] = field(factory=Counter)
    broken: dict[str, Broken] = field(factory=dict)

    def count(self, trial: Trial) -> None:
        """Count the clauses that decided something; a stop or a clip is lifted until it does."""
        self.counts.update(reached(trial))
        for clause, other in list(self.lifting.items()):
            if clause in self.counts:
                del self.lifting[clause]
            elif len(trial.histories.cases) < _CROWD // 10 and lifted(trial, other):
                self.counts[clause] += 1


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
    """A verdict on each of *laws*, in their order, those of no clause of the contract left out."""
    start = monotonic()
    asked = [law for law in laws if any(law.matters(contract))]
    sweep = _swept(contract, sources(contract, examples), asked, budget, told)
    found: list[Verdict] = []
    for law in asked:
        broken = sweep.broken.get(law.name)
        if broken is not None:
            told(f"making small: {law.name}")
            left = start + budget.seconds - monotonic()
            share = max(1.0, left / len(sweep.broken))
            broken = smallest(contract, law, broken, budget.seed, share)
        found.append(_verdict(law, sweep, budget, broken))
    return tuple(found)


def _swept(
    contract: Contract, given: Sources, laws: Sequence[Law], budget: Budget, told: Told
) -> _Sweep:
    """All laws on so many histories, in parts, each from a seed of its own."""
    until = monotonic() + 0.6 * budget.seconds
    wanted = {clause for law in laws for clause in needed(law, contract)}
    sweep = _Sweep(contract, lighter(contract, sorted(wanted)))
    part = 0
    for one in given.given:
        _plainly(sweep, one, laws)
    while sweep.tried < budget.histories and monotonic() < until:
        still = tuple(law for law in laws if law.name not in sweep.broken)
        n = min(_PART, budget.histories - sweep.tried)
        _drawn(_Trying(sweep, given, still), n, Random(f"{budget.seed}/{part}"))  # noqa: S311
        told(f"{sweep.tried:,} of {budget.histories:,} histories, {len(sweep.broken)} laws broken")
        part += 1
    if monotonic() < until:
        _crowded(sweep, given, laws)
    return sweep


def _plainly(sweep: _Sweep, one: Histories, laws: Sequence[Law]) -> None:
    """Each law of one history on *one*."""
    trial = reckoned(sweep.contract, one)
    if trial is None:
        return
    sweep.tried += 1
    sweep.count(trial)
    for law in laws:
        for conflict in law.check(trial) if law.check else ():
            sweep.broken.setdefault(law.name, Broken(conflict, trial))


def _crowded(sweep: _Sweep, given: Sources, laws: Sequence[Law]) -> None:
    """The laws of limits on a crowd of persons like the one of the example that pays most.

    A limit of the whole is for many: no history of a few persons comes near it.
    """
    contract = sweep.contract
    limits = {limit.clause.number for limit in contract.money_limits}
    limits |= {limit.clause.number for limit in contract.payer_limits}
    theirs = [law for law in laws if limits & set(law.matters(contract))]
    for one in given.given[: given.paying]:
        n = _needed_for_limits(contract, one)
        if n > 1:
            _plainly(sweep, crowd(one, n), theirs)
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


@frozen
class _Trying:
    """Draws a history, tries every one of *laws* on it, and keeps the first that breaks each.

    What is drawn must not hang on what was found before: Hypothesis would call it flaky.
    """

    sweep: _Sweep
    given: Sources
    laws: tuple[Law, ...]

    def __call__(self, draw: Draw) -> None:
        """One history."""
        self.sweep.tried += 1
        drawn = history(self.given, by_drawing(draw))
        trial = reckoned(self.sweep.contract, drawn)
        if trial is None:
            self.sweep.unreckoned += 1
            return
        self.sweep.count(trial)
        for law in self.laws:
            found = self._breaks(law, trial, draw)
            if found is not None:
                self.sweep.broken.setdefault(law.name, found)

    def _breaks(self, law: Law, trial: Trial, draw: Draw) -> Broken | None:
        if law.check is not None:
            for conflict in law.check(trial):
                return Broken(conflict, trial)
        if law.pair is None:
            return None
        varied = law.pair.vary(trial.contract, trial.histories, draw)
        second = None if varied is None else reckoned(trial.contract, varied)
        if second is None:
            return None
        self.sweep.varied[law.name] += 1
        for conflict in law.pair.related(trial, second):
            return Broken(conflict, trial, second)
        return None


def _drawn(trying: Callable[[Draw], None], n: int, random: Random) -> None:
    """Have *trying* draw *n* times, with the choices of Hypothesis."""

    @st.composite
    def drawing(draw: Draw) -> None:
        trying(draw)

    try:
        find(
            drawing(),
            lambda _: False,
            settings=settings(
                max_examples=n,
                database=None,
                deadline=None,
                phases=(Phase.generate,),
                suppress_health_check=list(HealthCheck),
            ),
            random=random,
        )
    except NoSuchExample:
        return


def _verdict(law: Law, sweep: _Sweep, budget: Budget, broken: Broken | None) -> Verdict:
    clauses = tuple(dict.fromkeys(law.matters(sweep.contract)))
    needs = needed(law, sweep.contract)
    counts = tuple(Reached(clause, sweep.counts[clause]) for clause in dict.fromkeys(needs))
    verdict = Verdict(
        law.name,
        law.sentence,
        Standing.HELD,
        clauses,
        _bounds(sweep, budget),
        histories=sweep.tried,
        reached=counts,
    )
    if broken is not None:
        return changed(verdict, standing=Standing.BROKEN, counterexample=_shown(broken))
    why = _untold_why(law, sweep, counts)
    return changed(verdict, standing=Standing.UNKNOWN, why=why) if why else verdict


def _bounds(sweep: _Sweep, budget: Budget) -> str:
    short = f" (time ran out before {budget.histories:,})" * (sweep.tried < budget.histories)
    failed = f"; {sweep.unreckoned:,} of them could not be reckoned" * bool(sweep.unreckoned)
    return f"no counterexample in {sweep.tried:,} histories{short}{failed}"


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
