"""Slips that a drafter could have made, and whether anything would notice them."""

from attrs import frozen

from sibdsl.model.differences import Case


@frozen
class Mutant:
    """One slip in *clause*, which then reads *sentence* (empty where it is left out).

    *noticed_by* is the clause of a worked example that comes out otherwise, or of a promise that
    no longer holds; None where nothing notices. Then *case* is one that is paid differently, if
    any was found among so many *tried*.
    """

    clause: str
    slip: str
    sentence: str
    noticed_by: str | None
    case: Case | None = None
    tried: int = 0


@frozen
class Score:
    """How many of the slips in a clause are noticed; *clause* is empty of all together."""

    clause: str
    noticed: int
    slips: int


def scores(found: tuple[Mutant, ...]) -> tuple[Score, ...]:
    """The score of each clause in which a slip was made, in their order."""
    clauses = dict.fromkeys(mutant.clause for mutant in found)
    return tuple(_score(clause, [m for m in found if m.clause == clause]) for clause in clauses)


def in_all(found: tuple[Mutant, ...]) -> Score:
    """The score of the contract as a whole."""
    return _score("", list(found))


def _score(clause: str, among: list[Mutant]) -> Score:
    return Score(clause, sum(mutant.noticed_by is not None for mutant in among), len(among))
