"""The tables of a Word file, each with the words above it. Nothing in the file is run."""

import re
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Final

from docx import Document
from docx.document import Document as Word
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.table import Table, _Cell
from docx.text.hyperlink import Hyperlink
from docx.text.paragraph import Paragraph
from docx.text.run import Run

from sibdsl.rate_cards.grid import Grid, Opened, rows_of, tidy
from sibdsl.rate_cards.opening import BROKEN, refused


def read_word(data: bytes, path: Path) -> Opened:
    """The tables of the Word file in their order, called `table 1`, `table 2` and so on.

    One with changes that nobody accepted or rejected says two things at once, and is refused.
    """
    try:
        word = Document(BytesIO(data))
        body = word.element.body
        if body.xpath("//w:ins | //w:del | //w:moveFrom | //w:moveTo"):
            return refused(path, _CHANGES, "accept or reject all changes, and save it")
        _unwrap(body)
        grids = tuple(_grids(word, path.name))
    except BROKEN as broken:
        return refused(path, f"it is no Word file ({type(broken).__name__})")
    return Opened(grids)


_CHANGES: Final = "it holds tracked changes that nobody accepted or rejected"


def _unwrap(body: BaseOxmlElement) -> None:
    """Put what stands in controls and fields in their place: the library passes these over."""
    for around in reversed(body.xpath("//w:sdt | //w:smartTag | //w:customXml | //w:fldSimple")):
        content = around.find(qn("w:sdtContent"))
        for part in list(around if content is None else content):
            around.addprevious(part)
        around.getparent().remove(around)


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
        yield iter([*before, *(_text(cell) for cell in row.cells)])


def _text(cell: _Cell) -> str:
    """The words of the cell, the raised figures of its footnotes told from its own."""
    return "\n".join("".join(map(_said, line.iter_inner_content())) for line in cell.paragraphs)


_NUMBER: Final = re.compile(r"[\d,*†‡ ]+")
_RAISED: Final = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹", ", ")


def _said(part: Run | Hyperlink) -> str:
    if isinstance(part, Run) and _NUMBER.fullmatch(part.text) and _is_raised(part):
        return part.text.translate(_RAISED)
    return part.text


def _is_raised(run: Run) -> bool:
    """Whether the words are set above the line: as Word says it, or as LibreOffice does."""
    positions = run._r.xpath("w:rPr/w:position/@w:val")
    return bool(run.font.superscript) or any(not str(p).startswith("-") for p in positions)
