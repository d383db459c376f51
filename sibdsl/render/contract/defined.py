"""The Terms of a contract in the order of the alphabet, each with the clause that declares it."""

from collections.abc import Iterator

from sibdsl.check.symbols import Symbol
from sibdsl.render.contract.links import Linked
from sibdsl.render.document import Block, Column, Heading, Table, Words


def defined_terms(linked: Linked) -> Iterator[Block]:
    """A table of every Term: what it is, and where that is said."""
    symbols = sorted(linked.symbols.by_name.values(), key=lambda one: _as_said(linked, one))
    yield Heading(1, "Defined terms", "defined-terms")
    columns = (Column("Term"), Column("What it is"), Column("Clause"))
    yield Table(
        "Each Term, and the clause that says what it means",
        columns,
        tuple(_row(linked, symbol) for symbol in symbols),
    )


def _row(linked: Linked, symbol: Symbol) -> tuple[Words, ...]:
    said = _as_said(linked, symbol)
    return (linked.term(said),), (symbol.kind.value,), (linked.clause(symbol.clause),)


def _as_said(linked: Linked, symbol: Symbol) -> str:
    return " ".join(linked.source[symbol.span].split())
