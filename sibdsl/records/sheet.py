"""One table of text with its headings, whatever kind of file it stood in."""

from collections.abc import Iterator

from attrs import frozen

from sibdsl.diagnostics import Code, Finding, Place
from sibdsl.model.histories import Row

Cells = tuple[str, ...]
Line = tuple[int, Cells]
"""The number of a line (from 1, the heading included) and its cells."""


@frozen
class Sheet:
    """*rows* have as many cells as there are headings; those of another length are *ragged*."""

    file: str
    headings: tuple[str, ...]
    rows: tuple[Line, ...]
    ragged: tuple[Line, ...] = ()

    def row(self, line: int) -> Row:
        """The row of that line, as histories cite it."""
        return Row(self.file, line)


@frozen
class Opened:
    """The sheets of one file, what was found while it was opened, and its fingerprint.

    The fingerprint is empty where the bytes could not be had.
    """

    sheets: tuple[Sheet, ...] = ()
    findings: tuple[Finding, ...] = ()
    sha256: str = ""


def refused(code: Code, file: str, message: str, help_: str | None = None) -> Opened:
    """A file that gives no sheet."""
    return Opened(findings=(Finding(code, message, Place(file), help=help_),))


def sheet_of(file: str, lines: Iterator[Line]) -> Sheet | None:
    """The sheet with those lines, the first of which holds the headings; None without a line.

    Blank lines and blank cells past the last heading record nothing and are passed over.
    """
    filled = ((number, cells) for number, cells in lines if any(cells))
    first = next(filled, None)
    if first is None:
        return None
    headings = _without_blank_end(first[1])
    width = len(headings)
    rows: list[Line] = []
    ragged: list[Line] = []
    for number, cells in filled:
        if len(cells) == width:
            rows.append((number, cells))
        elif len(cells) > width and not any(cells[width:]):
            rows.append((number, cells[:width]))
        else:
            ragged.append((number, cells))
    return Sheet(file, headings, tuple(rows), tuple(ragged))


def _without_blank_end(cells: Cells) -> Cells:
    width = max(i for i, cell in enumerate(cells, 1) if cell)
    return cells[:width]
