"""What a verifier says of a contract: each law with its verdict, and the case that breaks it."""

from enum import Enum

from sibdsl.model.days import Day
from sibdsl.model.histories import Histories
from sibdsl.model.ledger import DaySpan, Line
from sibdsl.values import value


class Standing(Enum):
    """How a law stands. HELD is no proof: no counterexample in so many histories."""

    PROVED = "proved"
    HELD = "held"
    BROKEN = "broken"
    UNKNOWN = "unknown"
    WAIVED = "waived"


@value
class Conflict:
    """What breaks a law in one history or between two: *words* are a sentence for a lawyer.

    *lines* are the payments in conflict, *clauses* those that made them, *days* where they meet.
    *closing* is the sentence that would close the hole, where one is known.
    """

    words: str
    lines: tuple[Line, ...] = ()
    clauses: tuple[str, ...] = ()
    days: DaySpan | None = None
    closing: str | None = None


@value
class Counterexample:
    """A history that breaks a law (or two, alike but for one thing), replayed, by the end of *by*.

    *examples* are its worked examples as they would stand in the contract, one for each history.
    """

    conflict: Conflict
    by: Day
    first: Histories
    second: Histories | None = None
    examples: tuple[str, ...] = ()


@value
class Reached:
    """In how many of the histories a clause decided something."""

    clause: str
    histories: int


@value
class Verdict:
    """One law on one contract.

    *bounds* say for what it is proved, or among what it was searched; *why* what stood in the way
    of telling, or the reason of a waiver. *clauses* are those that make the law matter. *found_at*
    is which of the histories broke it first, from 1 on; 0 where none did.
    """

    law: str
    sentence: str
    standing: Standing
    clauses: tuple[str, ...] = ()
    bounds: str = ""
    why: str = ""
    histories: int = 0
    reached: tuple[Reached, ...] = ()
    counterexample: Counterexample | None = None
    found_at: int = 0
