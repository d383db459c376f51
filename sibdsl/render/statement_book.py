"""A workbook whose texts are never formulas, with sheets that print well and say what they rest on.

The same cells give the same bytes.
"""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from textwrap import wrap
from typing import Any, Final

import xlsxwriter
from attrs import frozen
from xlsxwriter.utility import xl_col_to_name

from sibdsl.model.money import Money
from sibdsl.render.ledger_table import Cell

POUNDS: Final = "£#,##0.00;-£#,##0.00"
_A4: Final = 9
_A3: Final = 8
_MANY: Final = 16
"""A sheet of more columns than this is set on A3."""

_LINE: Final = 15
"""The height of a line of text, in points."""


Columns = Sequence[tuple[str, int]]
"""Each heading with the width of its column, in letters."""


@frozen
class Formula:
    """A formula with what it comes to, for those who read a workbook and reckon nothing."""

    text: str
    value: Cell


Value = Cell | Formula


@frozen
class Sheet:
    """A sheet, and the formats of its cells: a blank for None, a number for an amount or a day."""

    sheet: Any
    formats: dict[tuple[str, object], Any]

    def put(self, row: int, column: int, value: Value, kind: str = "") -> None:
        """One cell; *kind* is `bold`, `title`, `head` or `wrapped`, or nothing."""
        shown = value.value if isinstance(value, Formula) else value
        look = self.formats[kind, type(shown) if isinstance(shown, Money | date | int) else str]
        match value:
            case Formula(text, result):
                self.sheet.write_formula(row, column, text, look, _plain(result))
            case None:
                return
            case date():
                self.sheet.write_datetime(row, column, value, look)
            case Money() | int():
                self.sheet.write_number(row, column, _plain(value), look)
            case str():
                self.sheet.write_string(row, column, value, look)

    def table(
        self, at: int, columns: Columns, rows: Iterable[Sequence[Value]], totals: int = 0
    ) -> int:
        """A table from row *at* on, its last *totals* bold; the row after it.

        A heading stands to the right where figures are below it. A long text is wrapped.
        """
        listed = list(rows)
        for place, (heading, width) in enumerate(columns):
            self.sheet.set_column(place, place, width)
            below = next((row[place] for row in listed if row[place] is not None), None)
            self.put(at, place, heading, "figures" if _is_figure(below) else "head")
        if len(columns) > _MANY:
            self.sheet.set_paper(_A3)
        for n, cells in enumerate(listed, 1):
            kind = "bold" if n > len(listed) - totals else ""
            high = 1
            for place, value in enumerate(cells):
                lines = _lines(value, columns[place][1])
                self.put(at + n, place, value, "wrapped" if lines > 1 else kind)
                high = max(high, lines)
            if high > 1:
                self.sheet.set_row(at + n, _LINE * high)
        return at + len(listed) + 1


def _is_figure(value: Value) -> bool:
    shown = value.value if isinstance(value, Formula) else value
    return isinstance(shown, Money | int)


def _lines(value: Value, width: int) -> int:
    """So many lines a text takes in a column of that width; one of all else."""
    return len(wrap(value, max(width - 2, 1))) if isinstance(value, str) else 1


def _plain(value: Cell) -> Any:
    """A value as a cell has it: an amount in pounds, exact to the penny."""
    return value.pence / 100 if isinstance(value, Money) else value


class Book:
    """Sheets in their order; each prints across, one page wide, with *mark* at its foot."""

    def __init__(self, book: Any, mark: str) -> None:
        self._book = book
        self._mark = mark.replace("&", "&&")
        self._formats = {
            (kind, of): book.add_format({**number, **look})
            for kind, look in _LOOKS.items()
            for of, number in _NUMBERS.items()
        }

    def sheet(self, name: str, frozen_rows: int = 0) -> Sheet:
        """A new sheet; so many rows stay in sight and stand on each page."""
        sheet = self._book.add_worksheet(name)
        sheet.set_landscape()
        sheet.set_paper(_A4)
        sheet.fit_to_pages(1, 0)
        sheet.set_footer(f"&L&7{self._mark}&R&8&A, page &P of &N")
        if frozen_rows:
            sheet.freeze_panes(frozen_rows, 0)
            sheet.repeat_rows(0, frozen_rows - 1)
        return Sheet(sheet, self._formats)

    def chart(self, kind: dict[str, str]) -> Any:
        """A chart of the workbook's own."""
        return self._book.add_chart(kind)


_LOOKS: Final[dict[str, dict[str, Any]]] = {
    "": {"valign": "top"},
    "bold": {"bold": True, "valign": "top"},
    "head": {"bold": True, "text_wrap": True, "valign": "top", "bottom": 1, "bg_color": "#EEEEEE"},
    "figures": {
        "bold": True,
        "valign": "top",
        "align": "right",
        "indent": 0,
        "text_wrap": True,
        "bottom": 1,
        "bg_color": "#EEEEEE",
    },
    "title": {"bold": True, "font_size": 16},
    "wrapped": {"text_wrap": True, "valign": "top"},
}
_NUMBERS: Final[dict[object, dict[str, Any]]] = {
    str: {"align": "left", "indent": 1},
    date: {"num_format": "yyyy-mm-dd", "align": "left", "indent": 1},
    int: {"num_format": "#,##0"},
    Money: {"num_format": POUNDS},
}


@contextmanager
def book(path: Path, mark: str, day: date) -> Iterator[Book]:
    """A workbook that is written to *path* in the end; it says that it was made on *day*."""
    options = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(str(path), options) as made:
        made.set_properties({"created": datetime(day.year, day.month, day.day)})  # noqa: DTZ001
        yield Book(made, mark)


def column(at: int) -> str:
    """The letters of a column, counted from 0.

    >>> column(0), column(27)
    ('A', 'AB')
    """
    name: str = xl_col_to_name(at)
    return name
