"""The tables of a Word file, each with the words above it. Nothing in the file is run."""

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from docx import Document
from docx.document import Document as Word
from docx.table import Table
from docx.text.paragraph import Paragraph

from sibdsl.rate_cards.grid import Grid, Opened, rows_of, tidy
from sibdsl.rate_cards.opening import BROKEN, refused


def read_word(data: bytes, path: Path) -> Opened:
    """The tables of the Word file in their order, called `table 1`, `table 2` and so on."""
    try:
        word = Document(BytesIO(data))
        grids = tuple(_grids(word, path.name))
    except BROKEN as broken:
        return refused(path, f"it is no Word file ({type(broken).__name__})")
    return Opened(grids)


def _grids(word: Word, file: str) -> Iterator[Grid]:
    """Each table that says anything; a caption is the last paragraph above it that does."""
    above, number = "", 0
    for block in word.iter_inner_content():
        if isinstance(block, Paragraph):
            above = tidy(block.text) or above
            continue
        number += 1
        rows = rows_of(enumerate(map(list, _lines(block)), 1))
        if rows:
            yield Grid(file, f"table {number}", above, rows)
        above = ""


def _lines(table: Table) -> Iterator[Iterator[str]]:
    for row in table.rows:
        before = [""] * row.grid_cols_before
        yield iter([*before, *(cell.text for cell in row.cells)])
