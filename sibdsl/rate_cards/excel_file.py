"""The tables of an Excel workbook: every sheet, cut where a line is blank.

A cell is its last value: no formula is reckoned, and no macro run. A sheet that is hidden is read
like the others, and a warning says so.
"""

import re
from collections.abc import Iterator, Sequence
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Final
from zipfile import ZipFile

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, SheetVisibleEnum

from sibdsl.diagnostics import Finding, Place
from sibdsl.diagnostics.codes import CARD_HIDDEN
from sibdsl.rate_cards.excel_errors import Errors, column, errors
from sibdsl.rate_cards.grid import Grid, Opened, Row, rows_of
from sibdsl.rate_cards.opening import BROKEN, refused

_CELL: Final = re.compile(rb'<c r="([A-Z]{1,3})([0-9]{1,7})"')
_MOST_CELLS: Final = 500_000
"""So many cells a sheet may have, blank ones counted."""

_ALONE: Final = "copy the table by itself into a new workbook"
_VISIBLE: Final = SheetVisibleEnum.Visible

Bounds = tuple[tuple[int, int], tuple[int, int]]


def read_excel(data: bytes, path: Path) -> Opened:
    """The tables of the workbook, called by the sheet they stand on."""
    try:
        if _too_wide(data):
            return refused(path, "its cells lie too far apart to be a table", _ALONE)
        book = CalamineWorkbook.from_filelike(BytesIO(data))
        wrong = errors(data)
        sheets = [
            (name, _cells_of(sheet, wrong.get(name, {})), sheet.merged_cell_ranges or [])
            for name in book.sheet_names
            for sheet in [book.get_sheet_by_name(name)]
        ]
        hidden = {one.name for one in book.sheets_metadata if one.visible != _VISIBLE}
    except (CalamineError, *BROKEN) as broken:
        return refused(path, f"it is no workbook ({broken})")
    grids = tuple(
        (name, grid)
        for name, cells, merged in sheets
        for grid in _grids(path.name, name, cells, merged)
    )
    seen = dict.fromkeys(name for name, _ in grids)
    return Opened(
        tuple(grid for _, grid in grids),
        tuple(_hidden(path, name) for name in seen if name in hidden),
    )


def _hidden(path: Path, name: str) -> Finding:
    return Finding(
        CARD_HIDDEN,
        f"the sheet “{name}” is hidden, and is read all the same",
        Place(f"{path.name}, sheet “{name}”"),
        help="show it and read it through, or take it out of the workbook",
    )


def _cells_of(sheet: CalamineSheet, wrong: Errors) -> list[list[object]]:
    """The values of the sheet, errors among them."""
    cells: list[list[object]] = [list(row) for row in sheet.to_python(skip_empty_area=False)]
    for (row, at), error in wrong.items():
        if row <= len(cells) and at <= len(cells[row - 1]):
            cells[row - 1][at - 1] = error
    return cells


def _too_wide(data: bytes) -> bool:
    """Whether a sheet has so many rows and columns that their cells fill a machine."""
    with ZipFile(BytesIO(data)) as parts:
        sheets = [name for name in parts.namelist() if name.startswith("xl/worksheets/")]
        return any(_cells(parts.read(name)) > _MOST_CELLS for name in sheets)


def _cells(sheet: bytes) -> int:
    """The cells up to the last row and the last column of a sheet."""
    places = _CELL.findall(sheet)
    rows = max((int(row) for _, row in places), default=0)
    columns = max({column(letters.decode()) for letters, _ in places}, default=0)
    return rows * columns


def _grids(
    file: str, sheet: str, cells: Sequence[Sequence[object]], merged: Sequence[Bounds]
) -> Iterator[Grid]:
    """Each stretch of lines without a blank one; a line alone is the caption of the next."""
    texts = [[_text(cell) for cell in line] for line in cells]
    _fill(texts, merged)
    caption = ""
    for rows in _stretches(rows_of(enumerate(texts, 1))):
        if all(row.alone for row in rows):
            caption = rows[-1].alone
            continue
        yield Grid(file, f"sheet “{sheet}”", caption, rows)
        caption = ""


def _fill(texts: list[list[str]], merged: Sequence[Bounds]) -> None:
    """Say the words of a merged cell in each cell it covers."""
    for (top, left), (bottom, right) in merged:
        for line in texts[top : bottom + 1]:
            line[left : right + 1] = [texts[top][left]] * len(line[left : right + 1])


def _stretches(rows: Sequence[Row]) -> Iterator[tuple[Row, ...]]:
    stretch: list[Row] = []
    for row in rows:
        if stretch and row.line > stretch[-1].line + 1:
            yield tuple(stretch)
            stretch = []
        stretch.append(row)
    if stretch:
        yield tuple(stretch)


def _text(cell: object) -> str:
    """The cell in words; a whole number without its decimal point.

    >>> _text(300.0), _text(59.15), _text(0.15), _text(None)
    ('300', '59.15', '0.15', '')
    """
    match cell:
        case bool():
            return "yes" if cell else "no"
        case float() if cell.is_integer():
            return str(int(cell))
        case date():
            return cell.isoformat()
        case None:
            return ""
        case _:
            return str(cell)
