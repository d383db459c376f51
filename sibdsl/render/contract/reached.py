"""How far case data reaches a contract: beside each clause, and all counts in one table."""

from collections.abc import Iterator, Mapping
from typing import Final

from sibdsl.model.coverage import Coverage
from sibdsl.render.contract.links import Linked
from sibdsl.render.contract.wanted import Data
from sibdsl.render.covered import in_words, nobody
from sibdsl.render.document import (
    Aside,
    Beside,
    Block,
    Column,
    Heading,
    Inline,
    Paragraph,
    Table,
    Words,
)

_LEGEND: Final = (
    "A clause is reached by a case (or a group, a claim, the contract) of which it is asked."
    " What it decided is counted once for each: yes, no, or not yet known where the data cannot"
    " tell. A clause that nobody reached, or that decided nothing for anyone, comes first: no case"
    " shows what it does. Clauses that decide nothing of anyone, as records and promises, have no"
    " count."
)
_COLUMNS: Final = (
    Column("Clause"),
    Column("In the data"),
    Column("Reached", "right"),
    Column("Yes", "right"),
    Column("No", "right"),
    Column("Not yet known", "right"),
)


def reached_asides(data: Data) -> Mapping[str, tuple[Aside, ...]]:
    """Beside each clause its counts; those that stand out, as nobody was there, by themselves."""
    grouped: dict[str, list[Coverage]] = {}
    for one in data.coverage:
        grouped.setdefault(one.clause.partition("(")[0], []).append(one)
    return {number: tuple(_asides(counts)) for number, counts in grouped.items()}


def _asides(counts: list[Coverage]) -> Iterator[Aside]:
    there = {one.clause for one in counts if not nobody(one)}
    for kind, those in (
        (Beside.REACHED, [one for one in counts if one.clause in there]),
        (Beside.UNREACHED, [one for one in counts if one.clause not in there]),
    ):
        if those:
            yield Aside(kind, tuple((_line(one),) for one in those))


def _line(one: Coverage) -> str:
    _, bracket, item = one.clause.partition("(")
    said = in_words(one)
    letter = f"({item} " if bracket else ""
    return f"{letter}{said[:1].upper()}{said[1:]}."


def reached(linked: Linked, data: Data) -> Iterator[Block]:
    """The table of all counts, those first that stand out; and the files that were read."""
    yield Heading(1, "Reached in the data", "reached")
    yield Paragraph((_LEGEND,))
    ordered = sorted(data.coverage, key=lambda one: (not nobody(one), _turn(one.clause)))
    rows = tuple(_row(linked, one) for one in ordered)
    yield Table("What each clause decided", _COLUMNS, rows)
    if data.inputs:
        columns = (Column("File"), Column("SHA-256"))
        files: tuple[tuple[Words, ...], ...] = tuple(
            ((one.file,), (one.sha256,)) for one in data.inputs
        )
        yield Table("The files that were read", columns, files)


def _row(linked: Linked, one: Coverage) -> tuple[Words, ...]:
    numbers = (one.reached, one.yes, one.no, one.unknown)
    said: Inline = in_words(one)
    return (linked.clause(one.clause),), (said,), *((f"{n:,}",) for n in numbers)


def _turn(clause: str) -> tuple[list[int], str]:
    """By what clauses stand in the order of the contract: `4.10` after `4.9`."""
    number, _, item = clause.partition("(")
    return [int(part) for part in number.split(".") if part.isdigit()], item
