"""Whether two contracts pay a history differently; no more is reckoned than has to be."""

from collections.abc import Sequence

from attrs import evolve, field, frozen

from sibdsl.interpret.evaluate import evaluate_in_short
from sibdsl.interpret.examples import of_few_cases, totals
from sibdsl.model.contract import Contract
from sibdsl.model.differences import Payments
from sibdsl.model.histories import Histories
from sibdsl.model.ledger import Ledger
from sibdsl.model.money import NOTHING
from sibdsl.model.once import once
from sibdsl.model.terms import OWN
from sibdsl.verify.difference_narrow import Touch, only, touch

few_cases = once(of_few_cases)
"""A contract without what only many cases tell, made once."""


def reckoned(contract: Contract, given: Histories) -> Ledger:
    """The ledger of a few cases, without what would settle the unknown."""
    return evaluate_in_short(few_cases(contract), given)


def paid(contract: Contract, given: Histories) -> Payments:
    """What is paid on *given*, by outcome and by payer, without what only many cases tell."""
    return payments(contract, reckoned(contract, given))


def payments(contract: Contract, ledger: Ledger) -> Payments:
    """The totals of *ledger* by outcome and by payer that are not nothing."""
    sums = totals(contract, ledger).items()
    return tuple((name, amount) for name, amount in sums if amount != NOTHING)


@frozen
class Standing:
    """A contract that others are compared with, and what it pays on the histories of a *pool*."""

    contract: Contract
    pool: tuple[Histories, ...] = ()
    _narrowed: dict[frozenset[str], Contract] = field(factory=dict, init=False)
    _kept: dict[tuple[frozenset[str] | None, int], Ledger] = field(factory=dict, init=False)
    _places: set[int] = field(factory=set, init=False)

    def __attrs_post_init__(self) -> None:
        self._places.update(map(id, self.pool))

    def narrowed(self, names: frozenset[str] | None) -> Contract:
        """The contract with no outcomes but *names*; the whole where they are None."""
        if names is None:
            return self.contract
        if names not in self._narrowed:
            self._narrowed[names] = only(self.contract, names)
        return self._narrowed[names]

    def ledger(self, given: Histories, names: frozenset[str] | None = None) -> Ledger:
        """What it pays for these outcomes; that of a history of the pool is worked out once."""
        if id(given) not in self._places:
            return reckoned(self.narrowed(names), given)
        key = names, id(given)
        if key not in self._kept:
            self._kept[key] = reckoned(self.narrowed(names), given)
        return self._kept[key]


@frozen
class Compared:
    """*new* beside a contract that stands, *narrow* with no outcomes but those it can touch.

    *of_persons* says that all outcomes are of persons: where none is eligible, nothing is paid.
    """

    standing: Standing
    new: Contract
    touched: Touch
    narrow: Contract
    of_persons: bool

    def apart(self, given: Histories) -> bool:
        """Whether the two pay *given* differently, by outcome or by payer."""
        names, standing = self.touched.outcomes, self.standing
        old = standing.ledger(given, names)
        if self.touched.paying and not old.lines and not old.waiting:
            return False
        nobody = not (old.eligible or old.lines or old.waiting or old.lapsed)
        if nobody and self.of_persons and not self.touched.entry:
            return False
        new = reckoned(self.narrow, given)
        if (old.lines, old.waiting) == (new.lines, new.waiting):
            return False
        if names is not None:
            old, new = standing.ledger(given), reckoned(self.new, given)
        return payments(standing.contract, old) != payments(self.new, new)

    def all_apart(self, given: Sequence[Histories]) -> tuple[Histories, ...]:
        """Those of *given* that the two pay differently."""
        return tuple(filter(self.apart, given))


def compared(standing: Standing, new: Contract) -> Compared:
    """*new* beside *standing*; where a change touches most outcomes, all are reckoned at once."""
    touched, outcomes = touch(standing.contract, new), standing.contract.outcomes
    if touched.outcomes is not None and 2 * len(touched.outcomes) > len(outcomes):
        touched = evolve(touched, outcomes=None)
    persons = all(outcome.level == OWN for outcome in (*outcomes, *new.outcomes))
    return Compared(standing, new, touched, only(new, touched.outcomes), persons)
