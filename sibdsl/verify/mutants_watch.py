"""What notices a slip beside worked examples: promises, laws, questions that are left open."""

from collections import Counter
from collections.abc import Sequence
from random import Random
from typing import Final

from attrs import field, frozen, mutable
from hypothesis import HealthCheck, Phase, find, settings
from hypothesis import strategies as st
from hypothesis.errors import NoSuchExample

from sibdsl.model.contract import Contract
from sibdsl.model.histories import Histories
from sibdsl.model.mutants import Noticed
from sibdsl.questions import asked
from sibdsl.verify.difference_told import few_cases, reckoned
from sibdsl.verify.law import Draw, Law, Trial
from sibdsl.verify.laws import LAWS, laws_of
from sibdsl.verify.mutants_made import Made

_BASES: Final = 2
"""So many histories are tried with the laws."""

_DRAWS: Final = 3
"""So often each law of two histories draws the second."""


@frozen
class Watch:
    """What a contract is asked without any history, and what it answers as it stands.

    *faults* are the laws broken on its face, *open_* the codes of the questions left open.
    """

    contract: Contract
    warnings: Counter[str]
    faults: Counter[str] = field(init=False)
    open_: Counter[str] = field(init=False)

    @faults.default
    def _its_faults(self) -> Counter[str]:
        return _faults(self.contract)

    @open_.default
    def _its_questions(self) -> Counter[str]:
        return _open(self.contract)

    def on_the_face(self, made: Made) -> Noticed | None:
        """The warning, the law or the question that tells the slip from the contract as read."""
        for by, said, stands in (
            ("check", made.warnings, self.warnings),
            ("law", _faults(made.contract), self.faults),
            ("question", _open(made.contract), self.open_),
        ):
            more = said - stands
            if more:
                return Noticed(by, min(more))
        return None

    def on_histories(self, new: Contract, given: Sequence[Histories]) -> Noticed | None:
        """The promise or the law that is broken on one of *given*, and was not as it stands."""
        bases = given[:_BASES]
        laws = _held_up(few_cases(new))
        trials = [_trial(new, base) for base in bases]
        for law in laws:
            if law.check is not None and any(self._newly(law, trial) for trial in trials):
                return _named(law)
        return self._on_pairs([law for law in laws if law.pair is not None], trials)

    def _newly(self, law: Law, trial: Trial) -> bool:
        """Whether a law of one history is broken that is kept as the contract stands."""
        if law.check is None or next(law.check(trial), None) is None:
            return False
        return next(law.check(_trial(self.contract, trial.histories)), None) is None

    def _on_pairs(self, laws: Sequence[Law], trials: Sequence[Trial]) -> Noticed | None:
        """The same, of the laws of two histories: the second is drawn a few times for each."""
        pairs = _Pairs(self.contract, tuple(trials), tuple(laws))
        if laws and trials:
            pairs.draw()
        return pairs.found


@mutable
class _Pairs:
    """Draws the second history of a pair until a law is broken."""

    contract: Contract
    trials: tuple[Trial, ...]
    laws: tuple[Law, ...]
    found: Noticed | None = None

    def draw(self) -> None:
        """Have every law tried on each history, a few times over."""

        @st.composite
        def drawing(draw: Draw) -> bool:
            broken = [
                law for law in self.laws if any(self._breaks(law, t, draw) for t in self.trials)
            ]
            self.found = self.found or (_named(broken[0]) if broken else None)
            return bool(broken)

        try:
            find(
                drawing(),
                bool,
                settings=settings(
                    max_examples=_DRAWS,
                    database=None,
                    deadline=None,
                    phases=(Phase.generate,),
                    suppress_health_check=list(HealthCheck),
                ),
                random=Random(0),  # noqa: S311
            )
        except NoSuchExample:
            return

    def _breaks(self, law: Law, trial: Trial, draw: Draw) -> bool:
        """Whether a pair is found that breaks *law* with the slip, and not without it."""
        assert law.pair is not None, "asked only of laws of two histories"
        varied = law.pair.vary(trial.contract, trial.histories, draw)
        if varied is None:
            return False
        second = _trial(trial.contract, varied)
        if next(law.pair.related(trial, second), None) is None:
            return False
        stands = [_trial(self.contract, one.histories) for one in (trial, second)]
        return next(law.pair.related(stands[0], stands[1]), None) is None


def _trial(contract: Contract, given: Histories) -> Trial:
    return Trial(few_cases(contract), given, reckoned(contract, given))


def _held_up(contract: Contract) -> tuple[Law, ...]:
    """The laws that no clause waives, the promises of the contract first."""
    kept = [law for law in laws_of(contract) if not _waived(law, contract)]
    return tuple(sorted(kept, key=lambda law: not law.name.startswith("promise ")))


def _waived(law: Law, contract: Contract) -> bool:
    return any(law.states(one) for one in contract.promises if one.waived is not None)


def _named(law: Law) -> Noticed:
    if law.name.startswith("promise "):
        return Noticed("promise", law.name.removeprefix("promise "))
    return Noticed("law", law.name)


def _faults(contract: Contract) -> Counter[str]:
    """The laws that are broken on the face of the contract, each as often as it is."""
    laws = [law for law in LAWS if law.static and any(True for _ in law.matters(contract))]
    kept = (law for law in laws if not _waived(law, contract))
    return Counter(law.name for law in kept if law.static for _ in law.static(contract))


def _open(contract: Contract) -> Counter[str]:
    """The codes of the questions that it leaves open, each as often as it does."""
    return Counter(question.code.number for question, _ in asked(contract))
