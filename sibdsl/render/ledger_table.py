"""A ledger as a table of typed cells: one row a line, both ends of days included."""

from collections.abc import Iterator
from datetime import date
from typing import Final, TypeAlias

from sibdsl.model.days import Day
from sibdsl.model.ledger import DaySpan, Ledger, Line
from sibdsl.model.money import NOTHING, Money

Cell: TypeAlias = str | int | date | Money | None
"""Text, a number, a day, an amount; None where the cell is blank."""

BEFORE_PAYERS: Final = (
    *("case", "group", "outcome", "clause", "claim_from", "claim_to", "due_from", "due_to"),
    *("evidence_from", "evidence_to", "achieved", "units", "gross", "cut", "paid"),
    *("unpaid_by", "cut_by"),
)


def headings(payers: tuple[str, ...]) -> tuple[str, ...]:
    """The headings of the table: a column for each payer, the rows of data last."""
    return (*BEFORE_PAYERS, *payers, "rows")


def rows(ledger: Ledger) -> Iterator[tuple[Cell, ...]]:
    """The lines of *ledger*, in their order."""
    return (cells(line, ledger.payers) for line in ledger.lines)


def cells(line: Line, payers: tuple[str, ...]) -> tuple[Cell, ...]:
    """The cells of one line, under the headings."""
    shares = dict(line.shares)
    evidence = _ends(line.evidence) if line.evidence else (None, None)
    return (
        *(line.case, line.group, line.outcome, line.clause),
        *_ends(line.claim),
        *(_day(line.first_due), _day(line.last_due)),
        *evidence,
        line.achieved,
        line.units,
        *(line.gross, line.cut, line.paid),
        *(line.unpaid_by, ";".join(line.cut_by) or None),
        *(shares.get(payer, NOTHING) for payer in payers),
        " ".join(str(row) for row in line.rows) or None,
    )


def _ends(days: DaySpan) -> tuple[date, date]:
    return _day(days[0]), _day(days[1] - 1)


def _day(day: Day) -> date:
    return date.fromordinal(day)


def as_text(cell: Cell) -> str:
    """A cell as a CSV file holds it: days ISO, amounts pounds and pence without commas.

    >>> as_text(Money(123456)), as_text(date(2024, 4, 1)), as_text(None)
    ('1234.56', '2024-04-01', '')
    """
    if isinstance(cell, Money):
        return cell.plain
    return "" if cell is None else str(cell)
