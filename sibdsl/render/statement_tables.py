"""Tables of a statement from rows of text."""

from collections.abc import Sequence

from sibdsl.render.document import Column, Table, Words


def left(*titles: str) -> tuple[Column, ...]:
    """Columns of text."""
    return tuple(Column(each) for each in titles)


def right(*titles: str) -> tuple[Column, ...]:
    """Columns of figures."""
    return tuple(Column(each, "right") for each in titles)


def table(
    caption: str, columns: tuple[Column, ...], rows: Sequence[Sequence[str]], totals: int = 0
) -> Table:
    """The table of *rows*, the last *totals* of them sums; without columns that say nothing."""
    listed = rows[: len(rows) - totals]
    kept = [at for at in range(len(columns)) if any(row[at] for row in listed)]
    cells: tuple[tuple[Words, ...], ...] = tuple(
        tuple((row[at],) if row[at] else () for at in kept) for row in rows
    )
    return Table(caption, tuple(columns[at] for at in kept), cells, totals)
