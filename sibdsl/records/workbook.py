"""An Excel workbook as sheets of text: typed cells are written out, formulas by their last value.

Imported only when there is a workbook to read.
"""

from collections.abc import Iterator, Sequence
from datetime import date
from fractions import Fraction
from io import BytesIO

from python_calamine import CalamineError, CalamineWorkbook

from sibdsl.diagnostics import Finding, Place
from sibdsl.diagnostics.codes import BROKEN_FILE, LONG_NUMBER, NO_HEADINGS, SHEETS_NOT_READ
from sibdsl.records.sheet import Line, Opened, Sheet, refused, sheet_of

_EXACT = 10**15
"""A workbook keeps fifteen digits of a number; those after are lost."""


def open_workbook(data: bytes, file: str, wanted: str | None) -> Opened:
    """The first sheet of the workbook, or the one called *wanted*."""
    try:
        book = CalamineWorkbook.from_filelike(BytesIO(data))
        names = book.sheet_names
        if not names or (wanted is not None and wanted not in names):
            return refused(BROKEN_FILE, file, f"the workbook has no sheet called `{wanted}`")
        name = wanted or names[0]
        grids = {n: book.get_sheet_by_name(n).to_python(skip_empty_area=False) for n in names}
    except (CalamineError, OSError, ValueError) as broken:
        return refused(BROKEN_FILE, file, f"the workbook cannot be opened: {broken}")
    sheet = sheet_of(file, _lines(grids[name]))
    if sheet is None:
        return refused(NO_HEADINGS, file, f"sheet `{name}` is empty: it has no line of headings")
    others = [n for n in names if n != name and any(any(map(str, row)) for row in grids[n])]
    return Opened((sheet,), (*_left(file, others), *_too_long(sheet, grids[name])))


def _left(file: str, names: list[str]) -> Iterator[Finding]:
    if names:
        listed = ", ".join(f"`{name}`" for name in names)
        yield Finding(
            SHEETS_NOT_READ,
            f"one sheet of the workbook is read, and not {listed}",
            Place(file),
            help="name another with `sheet` in the mapping, or save each as a file",
        )


def _too_long(sheet: Sheet, grid: Sequence[Sequence[object]]) -> Iterator[Finding]:
    for line, cells in enumerate(grid, 1):
        for i, cell in enumerate(cells[: len(sheet.headings)]):
            if isinstance(cell, int | float) and abs(cell) >= _EXACT:
                heading = sheet.headings[i]
                message = f"`{heading}` holds a number of more than 15 digits: the last are lost"
                place = Place(sheet.file, line, heading=heading)
                yield Finding(LONG_NUMBER, message, place, help="write it as text")


def _lines(grid: Sequence[Sequence[object]]) -> Iterator[Line]:
    for number, cells in enumerate(grid, 1):
        yield number, tuple([_text(cell) for cell in cells])


def _text(cell: object) -> str:
    """A cell as a careful person would type it; a day is written yyyy-mm-dd."""
    match cell:
        case str():
            return cell.replace("\xa0", " ").replace("\u202f", " ").strip()
        case bool():
            return "yes" if cell else "no"
        case float() if cell.is_integer():
            return str(int(cell))
        case float():
            return _plain(cell)
        case date():  # with a time of day, too: then it is no date to anyone who reads it
            return cell.isoformat()
        case _:
            return str(cell)


def _plain(number: float) -> str:
    """The shortest decimal that is that number: no exponent, no digits of a float's error."""
    text = repr(number)
    if "e" not in text:
        return text
    exact = Fraction(text)
    places = len(str(exact.denominator))
    return f"{float(exact):.{places}f}".rstrip("0").rstrip(".")
