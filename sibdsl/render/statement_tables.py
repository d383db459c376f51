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
    """The table of *rows*; the last *totals* of them are sums."""
    cells: tuple[tuple[Words, ...], ...] = tuple(
        tuple((cell,) if cell else () for cell in row) for row in rows
    )
    return Table(caption, columns, cells, totals)
