"""One table of a rate card as text, whatever kind of file it stood in."""

from collections.abc import Iterable

from attrs import frozen

from sibdsl.diagnostics import Finding, Place
from sibdsl.syntax.words import straightened


@frozen
class Row:
    """The cells of a row, merged ones repeated; *line* counts from 1 in its table or sheet."""

    line: int
    cells: tuple[str, ...]

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
    rows = (Row(number, tuple(tidy(cell) for cell in cells)) for number, cells in lines)
    return tuple(row for row in rows if any(row.cells))
