"""Contracts set for reading, each once for all tests."""

from functools import cache
from pathlib import Path
from typing import Final

from sibdsl.interpret.examples import worked
from sibdsl.pipeline import Loaded, loaded
from sibdsl.render.contract import NOTHING_MORE, document
from sibdsl.render.contract.wanted import Wanted
from sibdsl.render.document import (
    Aside,
    Beside,
    Block,
    Clause,
    Code,
    Document,
    Facts,
    Heading,
    Inline,
    Link,
    Listing,
    Paragraph,
    Picture,
    Signatures,
    Table,
    Words,
    plain,
)
from sibdsl.source import Source

ROOT: Final = Path(__file__).parents[2]
SCHEMES: Final = sorted((ROOT / "contracts").glob("*/contract.sib"))


def read(text: str) -> Loaded:
    return loaded(Source("made.sib", text))


def set_for_reading(read: Loaded, wanted: Wanted = NOTHING_MORE) -> Document:
    assert read.lowered is not None, [f.message for f in read.findings]
    contract = read.lowered.contract
    results = [worked(contract, example) for example in read.lowered.examples]
    return document(read, read.lowered, results, wanted)


@cache
def read_scheme(path: Path) -> Loaded:
    return loaded(Source(str(path), path.read_text(encoding="utf-8")))


@cache
def scheme(path: Path) -> Document:
    return set_for_reading(read_scheme(path))


def clauses(document: Document) -> dict[str, Clause]:
    return {block.number: block for block in document.blocks if isinstance(block, Clause)}


def tables(document: Document) -> dict[str, Table]:
    return {block.caption: block for block in document.blocks if isinstance(block, Table)}


def cells(table: Table) -> list[list[str]]:
    """The words of each row, below the titles of the columns."""
    titles = [column.title for column in table.columns]
    return [titles, *([plain(cell) for cell in row] for row in table.rows)]


def beside(clause: Clause, kind: Beside) -> list[str]:
    """The lines beside a clause under that name."""
    return [plain(line) for aside in clause.asides if aside.kind is kind for line in aside.lines]


def inlines(document: Document) -> list[Inline]:
    """All parts of all lines."""
    lines = [words for block in (document.facts, *document.blocks) for words in _lines(block)]
    return [part for words in lines for part in words]


def links(document: Document) -> list[Link]:
    return [part for part in inlines(document) if isinstance(part, Link)]


def anchors(document: Document) -> list[str]:
    found: list[str] = []
    for block in document.blocks:
        if isinstance(block, Heading | Clause):
            found.append(block.anchor)
        if isinstance(block, Clause):
            found += [line.anchor for line in block.lines]
    return [anchor for anchor in found if anchor]


def _lines(block: Block) -> list[Words]:
    match block:
        case Paragraph(words):
            return [words]
        case Listing(items):
            return list(items)
        case Facts(pairs):
            return [words for _, words in pairs]
        case Table(rows=rows):
            return [cell for row in rows for cell in row]
        case Clause(lines=lines, asides=asides):
            return [*(line.words for line in lines), *_beside(asides)]
        case Heading() | Picture() | Code() | Signatures():
            return []


def _beside(asides: tuple[Aside, ...]) -> list[Words]:
    return [line for aside in asides for line in aside.lines]
