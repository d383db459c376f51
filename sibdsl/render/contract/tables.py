"""Tables of a contract: columns that say something, and the numbers of clauses as links."""

from collections.abc import Iterator, Sequence
from typing import Final

from sibdsl.render.contract.links import Linked
from sibdsl.render.document import Column, Table, Words

Row = tuple[Words, ...]

_AMOUNTS: Final = ("Amount",)


def table(caption: str, titles: Sequence[str], rows: Sequence[Row]) -> Iterator[Table]:
    """A table without the columns that are empty, the first two apart; none without rows."""
    kept = [n for n in range(len(titles)) if n < 2 or any(row[n] for row in rows)]
    if rows:
        columns = tuple(_column(titles[n]) for n in kept)
        yield Table(caption, columns, tuple(tuple(row[n] for n in kept) for row in rows))


def _column(title: str) -> Column:
    """The heading of a column; amounts keep to the right."""
    return Column(title, "right" if title in _AMOUNTS else "left")


def numbers(linked: Linked, listed: Sequence[str]) -> Words:
    """The numbers of clauses, each a link."""
    words: Words = ()
    for number in listed:
        words = (*words, ", ", linked.clause(number)) if words else (linked.clause(number),)
    return words
