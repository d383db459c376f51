"""How far the case data reaches each clause: how many met it, did not, or are not yet known."""

from enum import Enum

from sibdsl.values import value


class Sense(Enum):
    """What *yes* and *no* mean of a clause, in words that follow a number."""

    MET = ("met it", "did not meet it")
    THERE = ("have one", "have none")
    KNOWN = ("known", "not there")
    ACHIEVED = ("achieved it", "did not achieve it")
    PRICED = ("paid by it", "not paid by it")
    PLACED = ("have a place", "came too late for a place")
    LEFT_OUT = ("have more, which do not count", "have no more than count")
    LIMITED = ("reached the limit", "stayed within it")
    DEDUCTED = ("lost some to it", "lost none to it")
    CHANGED = ("paid otherwise because of it", "paid alike without it")
    SHARED = ("paid under it", "paid without it")
    DUE = ("due", "not due")
    LAPSED = ("refused for want of evidence in time", "known in time")


@value
class Coverage:
    """How many of *whose* kind (a case, a group of that Term, a claim, the contract) a clause
    decided on, and how: *yes* and *no* in its *sense*, *unknown* where the data cannot tell yet.
    """

    clause: str
    sense: Sense
    whose: str
    yes: int
    no: int
    unknown: int

    @property
    def reached(self) -> int:
        """How many the clause was asked of at all."""
        return self.yes + self.no + self.unknown
