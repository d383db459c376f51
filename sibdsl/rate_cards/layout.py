"""Where the headings of a table are, what each column says, and which kind of table it is."""

import re
from collections.abc import Collection, Iterator, Sequence
from enum import Enum
from typing import Final

from attrs import evolve, frozen

from sibdsl.rate_cards.amounts import figure, percentage
from sibdsl.rate_cards.grid import Grid, Row
from sibdsl.rate_cards.headings import Heading, Says, heading


class Kind(Enum):
    """What the rows of a table are about."""

    PAYMENTS = "outcomes and what is paid for each"
    LIMITS = "limits"
    PAYERS = "who pays"
    SENTENCES = "sentences"


@frozen
class Card:
    """A table whose *headings* are known: one for each column, and the rows below them.

    *alone* says that no other table of its file is of its kind.
    """

    grid: Grid
    kind: Kind
    title: str
    headings: tuple[Heading, ...]
    rows: tuple[Row, ...]
    alone: bool = True

    def column(self, *says: Says) -> int | None:
        """The first column that says one of these."""
        return next((at for at, each in enumerate(self.headings) if each.says in says), None)

    def goes_on(self, grid: Grid) -> bool:
        """Whether a table without headings is more of this one: on its sheet, with its figures."""
        told = (Says.PRICE, Says.MONEY, Says.SHARE)
        columns = [at for says in told for at in self.columns(says)]
        cells = (row.cell(at) for row in grid.rows for at in columns)
        return grid.name == self.grid.name and any(figure(c) or percentage(c) for c in cells)

    def with_more(self, grid: Grid) -> "Card":
        """The table with the rows of another below its own, and what stands above those."""
        above = Row(grid.rows[0].line - 1, (grid.caption,) * len(self.headings))
        return evolve(self, rows=(*self.rows, *([above] if grid.caption else []), *grid.rows))

    def outcome(self) -> int | None:
        """The column of outcomes: of several that could be, the first that says so."""
        found = self.columns(Says.OUTCOME)
        named = [at for at in found if self.headings[at].names_outcomes]
        return next(iter((*named, *found)), None)

    def beside(self, row: Row, read: Collection[int | None]) -> tuple[str, ...]:
        """What the columns that are not *read* say of that row, each with its heading."""
        told = [f"see its footnote {row.marks}"] if row.marks else []
        for at, each in enumerate(self.headings):
            cell = row.cell(at)
            if at not in read and not self._repeats(at) and not _ORDINAL.fullmatch(cell):
                told.append(f"{each.words}: {cell}".strip(" .:").replace("\n", "; "))
        return tuple(told)

    def columns(self, says: Says) -> tuple[int, ...]:
        """All columns that say this, but for those that repeat the one before (merged cells)."""
        return tuple(
            at
            for at, each in enumerate(self.headings)
            if each.says is says and not self._repeats(at)
        )

    def _repeats(self, at: int) -> bool:
        """Whether the column says no more than the one before it: merged cells."""
        alike = at > 0 and self.headings[at - 1] == self.headings[at]
        return alike and all(row.cell(at) == row.cell(at - 1) for row in self.rows)


_ORDINAL: Final = re.compile(r"\W*|\W?(?:\d{1,3}|[A-Za-z]{1,2}\d*)[.)]?", re.IGNORECASE)
"""The number of a row, or nothing."""

_DEEPEST: Final = 12
"""So many rows of title may stand above the headings."""

_LONGEST: Final = 80
"""So many letters a heading may have; more of them are a text."""

_FIGURES: Final = frozenset({Says.PRICE, Says.NUMBER, Says.MONEY, Says.SHARE, Says.CLAUSE})


def card(grid: Grid) -> Card | None:
    """The table as a rate card; None where no row of it has the headings of one."""
    title = grid.caption
    for at, row in enumerate(grid.rows[:_DEEPEST]):
        if row.alone:
            title = row.alone
            continue
        for headings, below in _headings(grid.rows, at):
            kind = _kind(headings)
            if kind is not None:
                return Card(grid, kind, title, _settled(kind, headings), grid.rows[below:])
    return None


def _headings(rows: Sequence[Row], at: int) -> Iterator[tuple[tuple[Heading, ...], int]]:
    """The headings that begin in that row, and the first row below them: they may take two."""
    first = rows[at]
    second = rows[at + 1] if at + 1 < len(rows) else None
    if second is not None and _goes_on(first, second):
        yield tuple(map(_joined, first.cells, second.cells)), at + 2
    yield tuple(map(_read, first.cells)), at + 1


def _read(words: str) -> Heading:
    return heading(words) if len(words) <= _LONGEST else Heading(words, None)


def _goes_on(first: Row, second: Row) -> bool:
    """Whether the headings go on in the second row: below those, and only those, over several."""
    spanned = [
        bool(cell) and cell in (*first.cells[:at][-1:], *first.cells[at + 1 : at + 2])
        for at, cell in enumerate(first.cells)
    ]
    below = [
        bool(second.cell(at)) and second.cell(at) != cell if over else second.cell(at) in ("", cell)
        for at, (cell, over) in enumerate(zip(first.cells, spanned, strict=True))
    ]
    return any(spanned) and all(below) and not _has_figures(second)


def _joined(above: str, below: str) -> Heading:
    """`Cap` over `Number per child` is one heading; of `Payment` over `Paid by` the second is."""
    if not below or below == above:
        return _read(above)
    alone = _read(below)
    return alone if alone.says in _BY_ITSELF else _read(f"{above} {below}".strip())


_BY_ITSELF: Final = frozenset({Says.PAYER, Says.SHARE, Says.OUTCOME, Says.CONDITION, Says.CLAUSE})
"""What a heading says whatever stands over it."""


def _has_figures(row: Row) -> bool:
    return any(figure(cell) or percentage(cell) for cell in row.cells)


def _kind(headings: Sequence[Heading]) -> Kind | None:
    """The kind of table with those headings; None where they are none."""
    said = [each.says for each in headings]
    known = {each for each in said if each is not None}
    if not known & _FIGURES:
        return None
    if Says.SENTENCE in known:
        return Kind.SENTENCES
    if Says.OUTCOME in known:
        return Kind.PAYMENTS
    if Says.PAYER in known:
        return Kind.PAYERS
    limiting = Says.LIMITED in known or (said[0] is Says.MONEY and Says.PRICE in known)
    return Kind.LIMITS if limiting else None


def _settled(kind: Kind, headings: tuple[Heading, ...]) -> tuple[Heading, ...]:
    """`Limit | Amount`: beside an amount, the first column says what is limited."""
    if kind is Kind.LIMITS and headings[0].says is Says.MONEY:
        return (evolve(headings[0], says=Says.LIMITED), *headings[1:])
    return headings
