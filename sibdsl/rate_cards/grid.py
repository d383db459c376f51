"""One table of a rate card as text, whatever kind of file it stood in."""

import re
from collections.abc import Iterable
from typing import Final

from attrs import frozen

from sibdsl.diagnostics import Finding, Place
from sibdsl.syntax.words import straightened


@frozen
class Row:
    """The cells of a row, merged ones repeated; *line* counts from 1 in its table or sheet.

    *marks* are those of its footnotes, which stand outside the table and are not read.
    """

    line: int
    cells: tuple[str, ...]
    marks: str = ""

    def cell(self, at: int | None) -> str:
        """The text of that column; empty where there is none."""
        return self.cells[at] if at is not None and at < len(self.cells) else ""

    @property
    def alone(self) -> str:
        """The words of a row that says one thing across all its columns; else nothing."""
        said = {cell for cell in self.cells if cell}
        return said.pop() if len(said) == 1 else ""

    @property
    def across(self) -> bool:
        """Whether its words are written once across several columns, or stand in the first."""
        return bool(self.alone) and (self.cells.count(self.alone) > 1 or bool(self.cells[0]))


@frozen
class Grid:
    """A table: the *file* and *name* by which findings cite it, and what stands above it."""

    file: str
    name: str
    caption: str
    rows: tuple[Row, ...]

    def place(self, line: int | None = None, heading: str | None = None) -> Place:
        """Where a finding on that row points."""
        return Place(f"{self.file}, {self.name}", line, heading=heading)


@frozen
class Opened:
    """The tables of one file, in its order, and what was found while it was opened."""

    grids: tuple[Grid, ...] = ()
    findings: tuple[Finding, ...] = ()


def tidy(text: str) -> str:
    """*text* with plain spaces and straight quotes; lines of their own stay.

    >>> tidy("  £300\\u00a0 a week \\n\\n up to 104 ")
    '£300 a week\\nup to 104'
    """
    lines = (" ".join(line.split()) for line in straightened(text).splitlines())
    return "\n".join(line for line in lines if line)


def rows_of(lines: Iterable[tuple[int, Iterable[str]]]) -> tuple[Row, ...]:
    """The rows of those numbers that say anything."""
    rows = (_row(number, tuple(map(tidy, cells))) for number, cells in lines)
    return tuple(row for row in rows if any(row.cells))


_MARKS: Final = re.compile(r"[¹²³⁴⁵⁶⁷⁸⁹⁰]+|(?<=\w)[*†‡§]+$")


def _row(number: int, cells: tuple[str, ...]) -> Row:
    """The row without the marks of footnotes.

    >>> _row(1, ("Move¹", "£9*", "*"))
    Row(line=1, cells=('Move', '£9', '*'), marks='¹ *')
    """
    marks = dict.fromkeys(mark for cell in cells for mark in _MARKS.findall(cell))
    return Row(number, tuple(_MARKS.sub("", cell).strip() for cell in cells), " ".join(marks))
