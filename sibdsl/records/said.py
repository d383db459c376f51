"""What one row says of one case: a fact, an event or a spell of a field of its record."""

from collections.abc import Iterable
from typing import TypeAlias

from attrs import frozen

from sibdsl.diagnostics import Code, Finding, Place
from sibdsl.diagnostics.codes import NO_CASE_NUMBER, ROW_LENGTH
from sibdsl.model.histories import Event, Row, Spell, Value


@frozen
class Fact:
    """A value of a fact and the row that states it; None where the cell is blank or unreadable."""

    value: Value | None
    row: Row


What: TypeAlias = Fact | Event | Spell


@frozen
class Said:
    """*what* is said of *field* of the record of *case*, or of the *group* of that label."""

    case: str
    field: str
    what: What
    group: str = ""


@frozen
class Told:
    """All that some files say, and what was found in them."""

    said: tuple[Said, ...] = ()
    findings: tuple[Finding, ...] = ()


def by_case(said: Iterable[Said]) -> dict[str, list[Said]]:
    """What is said of each case, in the order in which it is said."""
    grouped: dict[str, list[Said]] = {}
    for each in said:
        grouped.setdefault(each.case, []).append(each)
    return grouped


def place(row: Row, heading: str | None = None) -> Place:
    """The place of a cell."""
    return Place(row.file, row.line, heading=heading)


def without_number(row: Row, heading: str, code: Code = NO_CASE_NUMBER) -> Finding:
    """The finding of a row of which nobody can say whose it is."""
    return Finding(
        code,
        f"the row has no `{heading}`, so nobody can say whose it is",
        place(row, heading),
        help="complete the row, or delete it",
    )


def wrong_length(row: Row, case: str) -> Finding:
    """The finding of a row with more or fewer cells than there are headings."""
    return Finding(
        ROW_LENGTH,
        "the row has more or fewer cells than there are headings, so none of them can be trusted",
        place(row),
        case=case,
        help="look for a comma in a cell without quotation marks",
    )
