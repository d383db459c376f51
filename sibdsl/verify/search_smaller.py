"""From a history that breaks a law to the smallest: few records, round dates, an early day."""

from collections.abc import Iterator
from itertools import pairwise
from random import Random
from time import monotonic
from typing import Final

from attrs import evolve, frozen, mutable
from hypothesis import HealthCheck, Phase, find, settings
from hypothesis import strategies as st
from hypothesis.errors import NoSuchExample

from sibdsl.interpret.evaluate import evaluate_in_short
from sibdsl.model.contract import Contract
from sibdsl.model.days import NEVER
from sibdsl.model.histories import Histories, Spell
from sibdsl.model.verdicts import Conflict
from sibdsl.verify.law import Draw, Law, Pair, Trial
from sibdsl.verify.search_steps import STEPS

_VARIATIONS: Final = 15
"""So often the second of a pair is drawn anew for each smaller first."""

_MOST: Final = 1500
"""So many smaller histories are tried."""


@frozen
class Broken:
    """What breaks a law: in one history, or between two."""

    conflict: Conflict
    first: Trial
    second: Trial | None = None


def reckoned(contract: Contract, histories: Histories) -> Trial:
    """*histories* with their ledger."""
    return Trial(contract, histories, evaluate_in_short(contract, histories))


def smallest(contract: Contract, law: Law, broken: Broken, seed: int, seconds: float) -> Broken:
    """The smallest that breaks *law* and can be reached from *broken* in the time."""
    search = _Search(contract, law, broken, seed, monotonic() + seconds)
    before: Histories | None = None
    while search.broken.first.histories != before and not search.over():
        before = search.broken.first.histories
        for at in range(len(STEPS)):
            search.take(at)
    return search.broken if law.pair is None or broken.second is None else search.plainest()


@mutable
class _Search:
    """The smallest so far, and how much may still be tried."""

    contract: Contract
    law: Law
    broken: Broken
    seed: int
    until: float
    tried: int = 0

    def over(self) -> bool:
        """Whether to stop."""
        return self.tried >= _MOST or monotonic() > self.until

    def take(self, step: int) -> None:
        """Every smaller history of one kind, as long as the law is still broken on it."""
        at = 0
        while not self.over():
            listed = list(STEPS[step](self.broken.first, self.broken.second))
            if at >= len(listed):
                return
            self.tried += 1
            found = self._breaks(listed[at])
            if found is not None:
                self.broken = found
            else:
                at += 1

    def _breaks(self, histories: Histories) -> Broken | None:
        first = reckoned(self.contract, histories)
        if self.broken.second is None:
            assert self.law.check is not None, "one history broke it"
            conflict = next(iter(self.law.check(first)), None)
            return None if conflict is None else Broken(conflict, first)
        return self._varied(first, _VARIATIONS, (Phase.generate,))

    def plainest(self) -> Broken:
        """The smallest, with the plainest second history that breaks the law with it."""
        found = self._varied(self.broken.first, 60, (Phase.generate, Phase.shrink))
        self.broken = found or self.broken
        at, pair = 0, self.law.pair
        while self.broken.second is not None and pair is not None and monotonic() < self.until:
            first, listed = self.broken.first, list(in_fewer_pieces(self.broken))
            if at >= len(listed):
                break
            second = reckoned(self.contract, listed[at])
            made = next(_all_broken(pair, first, second), None)
            self.broken, at = (self.broken, at + 1) if made is None else (made, 0)
        return self.broken

    def _varied(self, first: Trial, times: int, phases: tuple[Phase, ...]) -> Broken | None:
        """A second that breaks the law with *first*, in so many drawn."""
        pair = self.law.pair
        assert pair is not None, "two histories broke it"
        found: list[Broken] = []
        try:
            find(
                _seconds(pair, first, found),
                bool,
                settings=settings(
                    max_examples=times,
                    database=None,
                    deadline=None,
                    phases=phases,
                    suppress_health_check=list(HealthCheck),
                ),
                random=Random(self.seed),  # noqa: S311
            )
        except NoSuchExample:
            return None
        return found[-1]


def _seconds(pair: Pair, first: Trial, found: list[Broken]) -> st.SearchStrategy[bool]:
    """Whether a second that is drawn breaks the law; it is then put at the end of *found*.

    The last that Hypothesis draws is the plainest. It prints what is drawn: a bool is short.
    """

    @st.composite
    def drawing(draw: Draw) -> bool:
        varied = pair.vary(first.contract, first.histories, draw)
        second = None if varied is None else reckoned(first.contract, varied)
        broken = None if second is None else next(_all_broken(pair, first, second), None)
        if broken is not None:
            found.append(broken)
        return broken is not None

    return drawing()


def in_fewer_pieces(broken: Broken) -> Iterator[Histories]:
    """The second of a pair, two pieces of what is one spell in the first put together again."""
    assert broken.second is not None, "two histories broke it"
    given = broken.second.histories
    for whole, case in zip(broken.first.histories.cases, given.cases, strict=False):
        for name, spells in case.spells.items():
            wholes = whole.spells.get(name, ())
            for at, (one, other) in enumerate(pairwise(spells)):
                joined = evolve(one, last=other.last)
                if _follows(one, other) and any(_holds(spell, joined) for spell in wholes):
                    kept = (*spells[:at], joined, *spells[at + 2 :])
                    less = evolve(case, spells={**case.spells, name: kept})
                    listed = [less if c is case else c for c in given.cases]
                    yield evolve(given, cases=tuple(listed))


def _follows(one: Spell, other: Spell) -> bool:
    same = one.attributes == other.attributes and one.certified == other.certified
    return same and one.last is not None and other.first == one.last + 1


def _holds(whole: Spell, part: Spell) -> bool:
    """Whether *part* is within *whole*, and shorter."""
    if whole.first is None or part.first is None or part.first < whole.first:
        return False
    ends = NEVER if whole.last is None else whole.last
    last = NEVER if part.last is None else part.last
    return last <= ends and (part.first, last) != (whole.first, ends)


def _all_broken(pair: Pair, first: Trial, second: Trial) -> Iterator[Broken]:
    return (Broken(conflict, first, second) for conflict in pair.related(first, second))
