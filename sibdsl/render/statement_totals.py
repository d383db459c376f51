"""The sheet of totals: what formulas reckon from the lines, beside the program's own figures."""

from collections.abc import Iterator
from typing import Final

from attrs import frozen

from sibdsl.model.claims import Entry, total
from sibdsl.model.money import NOTHING, Money
from sibdsl.model.statement import Statement
from sibdsl.render.ledger_table import Cell
from sibdsl.render.statement_book import Book, Formula, Value
from sibdsl.render.statement_words import outcome_name

NEW: Final = "newly due"
BACK: Final = "taken back"
_AGREES: Final = "agrees"
_DIFFERS: Final = "DIFFERS"
_COLUMNS: Final = (
    *(("Of", 16), ("Payer", 34), ("Outcome", 30)),
    *(("From the lines", 18), ("As stated", 18), ("Do they agree?", 16)),
)


@frozen
class LinesSheet:
    """Where the lines stand: the columns by heading, and the last row."""

    columns: dict[str, str]
    last: int

    def range_of(self, heading: str) -> str:
        """The cells under that heading."""
        letters = self.columns[heading]
        return f"Lines!${letters}$2:${letters}${self.last}"


@frozen
class _Row:
    """A total: what it is of, and how it is summed from the lines under one heading."""

    of: str
    payer: str
    outcome: str
    heading: str
    where: tuple[tuple[str, str], ...]
    stated: Cell


def by(payer: str) -> str:
    """The heading of what a payer pays, which no other column has whatever a party is called."""
    return f"By {payer}"


def totals(book: Book, statement: Statement, lines: LinesSheet) -> None:
    """The sheet `Totals`; its first row says whether all figures agree."""
    sheet = book.sheet("Totals", frozen_rows=3)
    rows = list(_rows(statement))
    last = 3 + len(rows)
    all_agree = f'=IF(COUNTIF(F4:F{last},"{_DIFFERS}")=0,"all agree","{_DIFFERS}")'
    sheet.put(0, 0, "Do the formulas come to what the statement says?", "bold")
    sheet.put(0, 5, Formula(all_agree, "all agree"), "bold")
    cells = [_cells(at, row, lines) for at, row in enumerate(rows, 4)]
    sheet.table(2, _COLUMNS, cells)


def _cells(at: int, row: _Row, lines: LinesSheet) -> tuple[Value, ...]:
    """One total, in the row of that number, and whether the two figures agree."""
    conditions = "".join(
        f",{lines.range_of(heading)},{cell.format(row=at)}" for heading, cell in row.where
    )
    summed = lines.range_of(row.heading)
    formula = f"=SUMIFS({summed}{conditions})" if conditions else f"=SUM({summed})"
    check = f'=IF(ROUND(D{at}-E{at},2)=0,"{_AGREES}","{_DIFFERS}")'
    return (
        row.of,
        row.payer,
        row.outcome,
        Formula(formula, row.stated),
        row.stated,
        Formula(check, _AGREES),
    )


_THIS_OUTCOME: Final = ("Outcome", "$C{row}")
_NEW: Final = ("Kind", f'"{NEW}"')
_BACK: Final = ("Kind", f'"{BACK}"')


def _rows(statement: Statement) -> Iterator[_Row]:
    entries = statement.settled.entries
    yield _Row("Newly due", "", "", "Paid", (_NEW,), total(statement.new))
    yield _Row("Taken back", "", "", "Paid", (_BACK,), total(e for e in entries if e.reverses))
    yield _Row("In all", "", "", "Paid", (), total(entries))
    for outcome in dict.fromkeys(entry.line.outcome for entry in entries):
        own = [entry for entry in entries if entry.line.outcome == outcome]
        name = outcome_name(outcome)
        yield _Row("Units", "", name, "Units", (_THIS_OUTCOME,), _units(own))
        gross = Money(sum(entry.line.gross.pence * entry.sign for entry in own))
        yield _Row("Gross", "", name, "Gross", (_THIS_OUTCOME,), gross)
        yield _Row("Paid", "", name, "Paid", (_THIS_OUTCOME,), total(own))
    by_payer = statement.settled.paid_by()
    for payer in dict.fromkeys(due.payer for due in statement.dues):
        yield _Row("To pay", payer, "", by(payer), (), by_payer[payer])
    for payer, outcome in dict.fromkeys((due.payer, due.outcome) for due in statement.dues):
        dues = [d for d in statement.dues if (d.payer, d.outcome) == (payer, outcome)]
        pay = sum((due.pay for due in dues), NOTHING)
        yield _Row("To pay", payer, outcome_name(outcome), by(payer), (_THIS_OUTCOME,), pay)


def _units(entries: list[Entry]) -> int:
    return sum(entry.line.units * entry.sign for entry in entries)
