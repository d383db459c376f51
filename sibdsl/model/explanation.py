"""Why a case, a group or the whole was paid what it was, and what is nearest to what was not."""

from sibdsl.model.days import Day
from sibdsl.model.ledger import DaySpan, Line, Waiting
from sibdsl.model.terms import OWN, Clause
from sibdsl.model.truth import Truth
from sibdsl.values import value


@value
class Checked:
    """One condition: the clause and words that state it, whether it holds, and on what.

    *facts* are the values it was decided on, or what would settle it; *within* are its parts.
    """

    clause: Clause
    truth: Truth
    facts: tuple[str, ...] = ()
    within: tuple["Checked", ...] = ()


@value
class Missed:
    """A unit that was not achieved: the days nearest to it, and in words what was missing."""

    days: DaySpan | None
    missing: str


@value
class OutcomeExplained:
    """One outcome of one case: its conditions, lines, near misses, and what waits.

    *item* says for which item or quarter the outcome is, where it is for each of something;
    *measures* are the numbers that its conditions and its price hang on; *counted* says what of
    it is paid on a whole claim.
    """

    name: str
    clause: Clause
    item: str
    conditions: tuple[Checked, ...]
    lines: tuple[Line, ...]
    missed: tuple[Missed, ...]
    waiting: tuple[Waiting, ...]
    measures: tuple[str, ...] = ()
    counted: tuple[str, ...] = ()


@value
class CaseExplained:
    """One case: whether it is eligible, and each outcome in the contract's order.

    *whose* says what it is: a person (OWN), a group of that Term whose label is its *number*, or
    the CONTRACT. *facts* are what a person brings into totals, or the members of a group.
    """

    number: str
    also_known_as: tuple[str, ...]
    as_at: Day
    eligible: Truth
    conditions: tuple[Checked, ...]
    outcomes: tuple[OutcomeExplained, ...]
    whose: str = OWN
    facts: tuple[str, ...] = ()
