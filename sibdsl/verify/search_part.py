"""One part of a search: histories drawn from one seed, every law tried on each.

A part is a function of what it is given and nothing else: parts may run one after another or side
by side, and find the same.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from random import Random
from time import time
from typing import Final

from attrs import evolve, field, frozen, mutable
from hypothesis import HealthCheck, Phase, find, settings
from hypothesis import strategies as st
from hypothesis.errors import Flaky, NoSuchExample

from sibdsl.model.contract import Contract
from sibdsl.model.histories import Histories
from sibdsl.model.ledger import Ledger
from sibdsl.model.verdicts import Conflict
from sibdsl.verify.law import Draw, Law, Trial
from sibdsl.verify.laws.paid import units, whose
from sibdsl.verify.reached import lifted, reached
from sibdsl.verify.search_smaller import Broken, reckoned
from sibdsl.verify.strategies import Sources, history
from sibdsl.verify.strategies_choice import by_drawing

_LIFTED: Final = 40
"""A stop is lifted to see whether it decided anything in histories of so many cases at most."""

Mark = tuple[str, str, int]
"""Something that a history did: reached a clause, or so many units of an outcome, or so much."""


@frozen
class Asked:
    """What is asked in every part: the laws of a contract, and of which clauses to count.

    *lifting* holds the contract without each clause that stops, clips or pauses something.
    """

    contract: Contract
    laws: tuple[Law, ...]
    lifting: Mapping[str, Contract]
    given: Sources


@frozen
class Task:
    """One part: *n* histories from *seed*, on all laws but those *broken* before.

    *known* are the marks that earlier histories left, *pool* those worth drawing from; it ends
    early when the clock (seconds since the epoch) passes *until*.
    """

    seed: str
    n: int
    broken: frozenset[str]
    known: frozenset[Mark]
    pool: tuple[Histories, ...]
    until: float


@frozen
class Found:
    """What breaks a law, and in which history of the part, from 1 on."""

    at: int
    conflict: Conflict
    first: Histories
    second: Histories | None = None


@mutable
class Part:
    """What one part found: how many histories reached each clause, and varied under each law.

    *fresh* are histories that left a mark nobody had left before.
    """

    tried: int = 0
    counts: Counter[str] = field(factory=Counter)
    varied: Counter[str] = field(factory=Counter)
    broken: dict[str, Found] = field(factory=dict)
    fresh: list[tuple[frozenset[Mark], Histories]] = field(factory=list)


def plainly(asked: Asked, listed: Sequence[Histories], laws: Sequence[Law]) -> Part:
    """Each of *laws* that asks of one history on each of *listed*, as it stands."""
    trying = _Trying(asked, frozenset(), set())
    for one in listed:
        trial = trying.reckoned(one)
        for law in laws:
            if law.check is not None:
                trying.keep(law, _first(trial, None, law.check(trial)))
    return trying.part


def drawn(asked: Asked, task: Task) -> Part:
    """The part that *task* asks for."""
    trying = _Trying(asked, task.broken, set(task.known))
    given = evolve(asked.given, grown=task.pool)

    @st.composite
    def drawing(draw: Draw) -> None:
        if time() < task.until:
            trying.draw(history(given, by_drawing(draw)), draw)

    try:
        find(
            drawing(),
            lambda _: False,
            settings=settings(
                max_examples=task.n,
                database=None,
                deadline=None,
                phases=(Phase.generate,),
                suppress_health_check=list(HealthCheck),
            ),
            random=Random(task.seed),  # noqa: S311
        )
    except NoSuchExample:
        pass
    except Flaky:
        # Nothing more is drawn when time is up: that, and nothing else, may look inconsistent.
        if time() < task.until:
            raise
    return trying.part


@mutable
class _Trying:
    """Tries the laws on one history after another, and keeps the first that breaks each.

    What is drawn must not hang on what was found before: Hypothesis would call it flaky.
    """

    asked: Asked
    skipped: frozenset[str]
    known: set[Mark]
    part: Part = field(factory=Part)

    def draw(self, given: Histories, draw: Draw) -> None:
        """All laws on *given*, and on variations of it that *draw* makes."""
        trial = self.reckoned(given)
        for law in self.asked.laws:
            if law.name not in self.skipped:
                self.keep(law, self._breaks(law, trial, draw))

    def reckoned(self, given: Histories) -> Trial:
        """*given* as a trial, counted, and what it reaches."""
        self.part.tried += 1
        trial = reckoned(self.asked.contract, given)
        clauses = set(reached(trial))
        clauses |= self._lifted(trial, clauses)
        self.part.counts.update(clauses)
        marks = frozenset(_marks(trial.ledger, clauses))
        if not marks <= self.known:
            self.part.fresh.append((marks - self.known, given))
            self.known |= marks
        return trial

    def _lifted(self, trial: Trial, clauses: set[str]) -> set[str]:
        """The stops, clips and pauses that decided something: without them other is due.

        One that is known to have decided is not tried again.
        """
        if len(trial.histories.cases) > _LIFTED:
            return set()
        return {
            clause
            for clause, other in self.asked.lifting.items()
            if clause not in clauses
            and ("clause", clause, 0) not in self.known
            and lifted(trial, other)
        }

    def keep(self, law: Law, broken: Broken | None) -> None:
        """Keep what breaks *law*, if it is the first."""
        if broken is not None and law.name not in self.part.broken:
            second = None if broken.second is None else broken.second.histories
            found = Found(self.part.tried, broken.conflict, broken.first.histories, second)
            self.part.broken[law.name] = found

    def _breaks(self, law: Law, trial: Trial, draw: Draw) -> Broken | None:
        broken = _first(trial, None, law.check(trial)) if law.check is not None else None
        if broken is not None or law.pair is None:
            return broken
        varied = law.pair.vary(trial.contract, trial.histories, draw)
        if varied is None:
            return None
        second = reckoned(trial.contract, varied)
        self.part.varied[law.name] += 1
        # A variation that breaks the law by itself is the plainer case.
        alone = _first(second, None, law.check(second)) if law.check is not None else None
        return alone or _first(trial, second, law.pair.related(trial, second))


def _first(trial: Trial, second: Trial | None, conflicts: Iterator[Conflict]) -> Broken | None:
    conflict = next(conflicts, None)
    return None if conflict is None else Broken(conflict, trial, second)


def _marks(ledger: Ledger, clauses: set[str]) -> Iterator[Mark]:
    """What a history did that another may build on: a clause reached, more of an outcome, more.

    How many units one person has of an outcome, and how much is paid, count in powers of two.
    """
    yield from (("clause", clause, 0) for clause in clauses)
    achieved = Counter((whose(unit), unit.outcome) for unit in units(ledger))
    yield from (("units", name, n.bit_length()) for (_, name), n in achieved.items())
    yield "paid", "", (ledger.paid.pence // 100).bit_length()
