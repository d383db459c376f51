"""Tables of a Word file: their headings repeated on each page, their columns as wide as needed."""

from collections.abc import Callable, Sequence
from typing import Final

from docx.document import Document as Word
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT, WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Cm, Length
from docx.table import Table as Grid
from docx.table import _Row
from docx.text.paragraph import Paragraph as Line

from sibdsl.render.document import Column, Table, Words, plain
from sibdsl.render.to_docx_marks import element, lines_of, repeated, whole_row
from sibdsl.render.to_docx_styles import Styles
from sibdsl.render.to_paper import printable, wide

Fill = Callable[[Line, Words], None]
"""What adds words to a paragraph."""

_ROOM: Final = 16.2
_ROOM_LYING: Final = 24.9
_LETTER: Final = 0.2
"""Centimetres that a letter of a table takes, on average."""
_BESIDE: Final = 0.5
"""Centimetres that a cell takes beside its letters."""
_LONGEST: Final = 45
"""So many letters of a cell count for the width of its column; more go on another line."""

_SIGNING: Final = (Cm(2.2), Cm(7), Cm(2), Cm(5))

_STRONG_LINE, _LINE, _FINE_LINE = 8, 4, 2


def put_table(word: Word, table: Table, styles: Styles, fill: Fill) -> None:
    """Add the table below its caption."""
    if table.caption:
        caption = styles.dress(word.add_paragraph(printable(table.caption)), "Caption")
        caption.paragraph_format.keep_with_next = True
    grid = word.add_table(rows=0, cols=len(table.columns))
    _properties(grid, table)
    widths = _widths(table)
    head = _row(grid, widths)
    repeated(head._tr)
    for cell, column in zip(head.cells, table.columns, strict=True):
        _write(styles.dress(cell.paragraphs[0], "Table Heading"), column, (column.title,), fill)
        lines_of(cell, top=_STRONG_LINE, bottom=_LINE)
    first_total = len(table.rows) - table.totals
    for at, words in enumerate(table.rows):
        row = _row(grid, widths)
        top = _LINE if at in (0, first_total) else _FINE_LINE
        bottom = _STRONG_LINE if at == len(table.rows) - 1 else _FINE_LINE
        for cell, column, each in zip(row.cells, table.columns, words, strict=True):
            style = "Table Total" if at >= first_total else _style_of(column)
            _write(styles.dress(cell.paragraphs[0], style), column, each, fill)
            lines_of(cell, top=top, bottom=bottom)
    styles.dress(word.add_paragraph(), "Table End")


def sign(word: Word, party: str, styles: Styles) -> None:
    """Add a place to sign for the party: name, position, signature and day."""
    above = styles.dress(word.add_paragraph(), "Signing")
    styles.dress_words(above.add_run(f"Signed for {party}"), "Strong")
    grid = word.add_table(rows=0, cols=4)
    grid.autofit = False
    for last, names in enumerate((("Name", "Position"), ("Signature", "Date"))):
        row = _row(grid, _SIGNING)
        row.height = Cm(1.1)
        for at, words in enumerate((names[0], "", names[1], "")):
            cell = row.cells[at]
            line = styles.dress(cell.paragraphs[0], "Table Text")
            line.paragraph_format.keep_with_next = not last
            line.add_run(words)
            if not words:
                lines_of(cell, bottom=_LINE)
            cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.BOTTOM
    styles.dress(word.add_paragraph(), "Table End")


# -- Cells ----------------------------------------------------------------------------------------


def _row(grid: Grid, widths: Sequence[Length]) -> _Row:
    """Add a row that stays on one page; programs differ in whether cells or columns have widths."""
    row: _Row = grid.add_row()  # type: ignore[no-untyped-call]
    whole_row(row._tr)
    for cell, column, width in zip(row.cells, grid.columns, widths, strict=True):
        cell.width = column.width = width
    return row


def _style_of(column: Column) -> str:
    return "Table Figure" if column.side == "right" else "Table Text"


def _write(line: Line, column: Column, words: Words, fill: Fill) -> None:
    if column.side == "right":
        line.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    fill(line, words)


# -- Widths ---------------------------------------------------------------------------------------


def _properties(grid: Grid, table: Table) -> None:
    """A name for those who do not see the table, and cells as wide as said here."""
    grid.alignment = WD_TABLE_ALIGNMENT.LEFT
    grid.autofit = False
    if table.caption:
        grid._tblPr.append(element("tblCaption", val=printable(table.caption)))


def _widths(table: Table) -> list[Length]:
    """A width for each column: all it wishes, or its longest word and a part of what is left."""
    room = _ROOM_LYING if wide(table) else _ROOM
    texts = [
        [column.title, *(plain(row[at]) for row in table.rows)]
        for at, column in enumerate(table.columns)
    ]
    least = [_width(max(map(_longest_word, told)), room) for told in texts]
    wished = [_width(min(max(map(len, told)), _LONGEST), room) for told in texts]
    wished = [max(pair) for pair in zip(least, wished, strict=True)]
    if sum(wished) <= room:
        return [Cm(width) for width in wished]
    left = room - sum(least)
    if left <= 0:
        return [Cm(width * room / sum(least)) for width in least]
    part = left / (sum(wished) - sum(least))
    return [Cm(low + (high - low) * part) for low, high in zip(least, wished, strict=True)]


def _width(letters: int, room: float) -> float:
    return min(_BESIDE + _LETTER * letters, room)


def _longest_word(text: str) -> int:
    return max(map(len, text.split()), default=0)
