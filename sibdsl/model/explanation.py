"""Why a case, a group or the whole was paid what it was, and what is nearest to what was not."""

from sibdsl.model.apart import Apart, Lost
from sibdsl.model.days import Day
from sibdsl.model.histories import Row
from sibdsl.model.ledger import DaySpan, Line, Waiting
from sibdsl.model.money import Money
from sibdsl.model.terms import NO_CLAUSE, OWN, Clause
from sibdsl.model.truth import Truth
from sibdsl.values import value


@value
class Checked:
    """One condition: the clause and words that state it, whether it holds, and on what.

    *facts* are the values it was decided on, or what would settle it; *within* are its parts.
    *apart* says of one that does not hold how far it is from holding.
    """

    clause: Clause
    truth: Truth
    facts: tuple[str, ...] = ()
    within: tuple["Checked", ...] = ()
    apart: tuple[Apart, ...] = ()


@value
class Missed:
    """What was not achieved: the days nearest to it, and how far these are from it.

    *times* is how many times over, one after another: *why* is then the first time. *rows* are
    those that tell of the days that did not count.
    """

    days: DaySpan | None
    why: Apart | Lost
    times: int = 1
    rows: tuple[Row, ...] = ()


@value
class OutcomeExplained:
    """One outcome of one case: its conditions, lines, near misses, and what waits.

    *item* says for which item or quarter the outcome is, where it is for each of something;
    *measures* are the numbers that its conditions and its price hang on; *counted* says what of
    it is paid on a whole claim; *lapsed* is what was not known in time; *price* the clause of its
    price.
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
    lapsed: tuple[Waiting, ...] = ()
    price: Clause = NO_CLAUSE


@value
class Mark:
    """Days of a timeline, half-open: surely there, or perhaps; what they carry, and their rows.

    *start* is EARLIEST and *end* NEVER where there is none.
    """

    start: Day
    end: Day
    truth: Truth
    words: str = ""
    rows: tuple[Row, ...] = ()


@value
class Shown:
    """A row of a timeline: what the data records, or the days of what the contract defines.

    *clause* is that of the definition; it is empty of what is recorded. *lasts* is False of what
    happens on one day.
    """

    name: str
    clause: str
    lasts: bool
    marks: tuple[Mark, ...]


@value
class Room:
    """A limit of money or by number: how much of it there is and how much of it is used up.

    *whose* is what it is for each of, or empty; *outcomes* those under it, none where it is all;
    *payers* those whose payments it limits; *span* the year that it is of, half-open.
    """

    clause: str
    whose: str
    outcomes: tuple[str, ...]
    payers: tuple[str, ...]
    limit: Money | int
    used: Money | int
    span: DaySpan | None = None


@value
class CaseExplained:
    """One case: whether it is eligible, and each outcome in the contract's order.

    *whose* says what it is: a person (OWN), a group of that Term whose label is its *number*, or
    the CONTRACT. *facts* are what a person brings into totals, or the members of a group.
    *contract* and *digest* are the title and the fingerprint of the contract; *shown* the rows of
    the timeline, *rooms* the limits that are its own.
    """

    number: str
    also_known_as: tuple[str, ...]
    as_at: Day
    eligible: Truth
    conditions: tuple[Checked, ...]
    outcomes: tuple[OutcomeExplained, ...]
    whose: str = OWN
    facts: tuple[str, ...] = ()
    contract: str = ""
    digest: str = ""
    shown: tuple[Shown, ...] = ()
    rooms: tuple[Room, ...] = ()
