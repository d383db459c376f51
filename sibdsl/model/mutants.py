"""Slips that a drafter could have made, and whether anything would notice them."""

from attrs import frozen

from sibdsl.model.differences import Case
from sibdsl.model.money import NOTHING, Money


@frozen
class Noticed:
    """What notices a slip: *by* is its kind, *name* which one of them.

    Kinds: "example" and "promise" (the number of the clause), "law" (its name), "question" (the
    code that `lint` asks under) and "check" (the code of a warning of `check`).
    """

    by: str
    name: str


@frozen
class Mutant:
    """One slip in *clause*, which then reads *sentence* (empty where it is left out).

    *noticed_by* is None where nothing notices. Then *case* is one that is paid differently, if any
    was found among so many *tried*. *done* is False where the time was over before.
    """

    clause: str
    slip: str
    sentence: str
    noticed_by: Noticed | None
    case: Case | None = None
    tried: int = 0
    done: bool = True

    @property
    def unnoticed(self) -> bool:
        """Whether nothing notices it, as far as was looked."""
        return self.noticed_by is None

    @property
    def worth(self) -> Money:
        """How much is paid otherwise in its case, by outcome or by payer, whichever is more."""
        if self.case is None:
            return NOTHING
        old, new = dict(self.case.first), dict(self.case.second)
        moved = (old.get(name, NOTHING) - new.get(name, NOTHING) for name in {*old, *new})
        return Money(max((abs(amount.pence) for amount in moved), default=0))


@frozen
class Score:
    """How many of the slips in a clause are noticed; *clause* is empty of all together.

    *undone* were not asked about before the time was over, and are not among the *slips*.
    """

    clause: str
    noticed: int
    slips: int
    undone: int = 0


def scores(found: tuple[Mutant, ...]) -> tuple[Score, ...]:
    """The score of each clause in which a slip was made, in their order."""
    clauses = dict.fromkeys(mutant.clause for mutant in found)
    return tuple(_score(clause, [m for m in found if m.clause == clause]) for clause in clauses)


def in_all(found: tuple[Mutant, ...]) -> Score:
    """The score of the contract as a whole."""
    return _score("", list(found))


def _score(clause: str, among: list[Mutant]) -> Score:
    noticed = sum(not mutant.unnoticed for mutant in among)
    undone = sum(mutant.unnoticed and not mutant.done for mutant in among)
    return Score(clause, noticed, len(among) - undone, undone)


def by_worth(found: tuple[Mutant, ...]) -> tuple[Mutant, ...]:
    """The unnoticed that have a case, the dearest first; those alike in the order of clauses."""
    shown = (mutant for mutant in found if mutant.unnoticed and mutant.case is not None)
    return tuple(sorted(shown, key=lambda mutant: -mutant.worth.pence))
