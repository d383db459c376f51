"""A ledger as a workbook: real dates and amounts, and a sheet of totals that formulas reckon."""

from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any, Final

import xlsxwriter

from sibdsl.model.money import Money
from sibdsl.render.ledger_table import Cell

_AMOUNTS: Final = ("gross", "cut", "paid")
_WIDTH: Final = 14


def write(
    path: Path, headings: tuple[str, ...], rows: Iterable[tuple[Cell, ...]], payers: tuple[str, ...]
) -> None:
    """The table as sheet `Ledger`, its headings frozen, and beside it `Totals`.

    A sheet has 1,048,576 rows: there must be fewer lines.
    """
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(str(path), options) as book:
        bold = book.add_format({"bold": True, "text_wrap": True})
        formats = {
            date: book.add_format({"num_format": "yyyy-mm-dd"}),
            Money: book.add_format({"num_format": "£#,##0.00;-£#,##0.00"}),
        }
        sheet = book.add_worksheet("Ledger")
        sheet.freeze_panes(1, 0)
        sheet.set_column(0, len(headings) - 1, _WIDTH)
        for at, heading in enumerate(headings):
            sheet.write_string(0, at, heading, bold)
        sums = dict.fromkeys((*_AMOUNTS, *payers), 0)
        n = 0
        for n, row in enumerate(rows, 1):
            for at, cell in enumerate(row):
                _write(sheet, n, at, cell, formats)
            for name in sums:
                amount = row[headings.index(name)]
                sums[name] += amount.pence if isinstance(amount, Money) else 0
        _totals(book, headings, sums, n, formats[Money], bold)


def _write(sheet: Any, row: int, at: int, cell: Cell, formats: dict[type, Any]) -> None:
    """One cell: an amount as pounds, exact to the penny for all that a cell can hold."""
    match cell:
        case None:
            return
        case Money(pence):
            sheet.write_number(row, at, pence / 100, formats[Money])
        case date():
            sheet.write_datetime(row, at, cell, formats[date])
        case int():
            sheet.write_number(row, at, cell)
        case _:
            sheet.write_string(row, at, cell)


def _totals(
    book: Any, headings: tuple[str, ...], sums: dict[str, int], n: int, amount: Any, bold: Any
) -> None:
    """The sums of the columns of amounts, as formulas with what they come to."""
    sheet = book.add_worksheet("Totals")
    sheet.set_column(0, 1, 2 * _WIDTH)
    sheet.write_string(0, 0, "column", bold)
    sheet.write_string(0, 1, "total", bold)
    for row, (name, pence) in enumerate(sums.items(), 1):
        column = xlsxwriter.utility.xl_col_to_name(headings.index(name))
        sheet.write_string(row, 0, name)
        sheet.write_formula(row, 1, f"=SUM(Ledger!{column}2:{column}{n + 1})", amount, pence / 100)
