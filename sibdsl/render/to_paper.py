"""What a document needs before it is set on paper, be it in Word or as a PDF.

Its links lead somewhere, its headings leave no level out, and its words can be set.
"""

from collections.abc import Iterator
from itertools import groupby
from typing import Final, Literal

from sibdsl.render.document import (
    Aside,
    Block,
    Clause,
    ClauseLine,
    Code,
    Document,
    Facts,
    Faint,
    Heading,
    Inline,
    Link,
    Listing,
    Paragraph,
    Picture,
    Signatures,
    Strong,
    Table,
    Words,
    beside_lines,
)
from sibdsl.values import changed, value

_NO_SIGN: Final = {
    **dict.fromkeys((*range(0x20), *range(0x7F, 0xA0)), "\ufffd"),
    **dict.fromkeys(range(0xD800, 0xE000), "\ufffd"),
    **dict.fromkeys((0xFFFE, 0xFFFF), "\ufffd"),
    0x09: " ",
    0x0A: "\n",
    0x0D: "\n",
}
"""What neither XML nor a page has a sign for, and what stands in its place."""


def printable(text: str) -> str:
    r"""*text* with a mark in the place of each character that cannot be set.

    >>> printable("a\x00b\tc")
    'a�b c'
    """
    return text.translate(_NO_SIGN)


def on_paper(document: Document) -> Document:
    """The document as it can be set on paper.

    A link to a part that is not there becomes plain words; of two parts with one anchor the first
    keeps it; a heading stands at most one level below the one before it, and one without words
    falls away.
    """
    return _Setting(document).set()


_UPRIGHT: Final = 8
"""So many columns find room on a page that stands upright."""


def wide(block: Block) -> bool:
    """Whether it is a table that needs a page that lies."""
    return isinstance(block, Table) and len(block.columns) > _UPRIGHT


@value
class Stretch:
    """Parts that follow each other on pages that all stand, or all lie."""

    lies: bool
    blocks: tuple[Block, ...]


def stretches(document: Document) -> tuple[Stretch, ...]:
    """The parts of the document by the way their pages lie; headings go with the table below."""
    lies = [wide(block) for block in document.blocks]
    for at in range(len(lies) - 2, -1, -1):
        lies[at] = lies[at] or (lies[at + 1] and isinstance(document.blocks[at], Heading))
    told = groupby(zip(lies, document.blocks, strict=True), key=lambda one: one[0])
    return tuple(Stretch(way, tuple(block for _, block in each)) for way, each in told)


def lines_and_asides(clause: Clause) -> tuple[tuple[ClauseLine, tuple[Aside, ...]], ...]:
    """Each line of the clause with what is set below it.

    What belongs to no one item stands below the whole clause, unless something belongs to one.
    """
    beside = beside_lines(clause)
    if set(beside) <= {0}:
        beside = {len(clause.lines) - 1: clause.asides}
    return tuple((line, beside.get(n, ())) for n, line in enumerate(clause.lines))


def anchors(document: Document) -> Iterator[str]:
    """The anchors of the document in the order of its parts, repeated as often as they stand."""
    for block in document.blocks:
        match block:
            case Heading(words=words, anchor=anchor) if words.strip():
                yield anchor
            case Clause(anchor=anchor, lines=lines):
                yield anchor
                yield from (line.anchor for line in lines)
            case _:
                pass


class _Setting:
    """One document on its way to paper: the anchors not yet given, and the last heading's level."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.known = frozenset(anchors(document)) - {""}
        self.free = set(self.known)
        self.level = 0

    def set(self) -> Document:
        of = self.document
        return changed(
            of,
            facts=self._facts(of.facts),
            blocks=tuple(self._block(block) for block in of.blocks),
        )

    def _block(self, block: Block) -> Block:
        match block:
            case Heading(words=words) if not words.strip():
                return Paragraph(())
            case Heading(level=level, anchor=anchor):
                return changed(block, level=self._level(level), anchor=self._given(anchor))
            case Paragraph(words=words):
                return changed(block, words=self._words(words))
            case Listing(items=items):
                return changed(block, items=tuple(map(self._words, items)))
            case Clause():
                return self._clause(block)
            case Table(rows=rows):
                set_ = tuple(tuple(map(self._words, row)) for row in rows)
                return changed(block, rows=set_)
            case Facts():
                return self._facts(block)
            case Picture() | Code() | Signatures():
                return block

    def _level(self, level: int) -> Literal[1, 2, 3]:
        self.level = min(level, self.level + 1)
        return 1 if self.level == 1 else 2 if self.level == 2 else 3

    def _given(self, anchor: str) -> str:
        """The anchor, to the first that asks for it."""
        if anchor not in self.free:
            return ""
        self.free.discard(anchor)
        return anchor

    def _clause(self, clause: Clause) -> Clause:
        return changed(
            clause,
            anchor=self._given(clause.anchor),
            lines=tuple(
                changed(line, words=self._words(line.words), anchor=self._given(line.anchor))
                for line in clause.lines
            ),
            asides=tuple(map(self._aside, clause.asides)),
        )

    def _aside(self, aside: Aside) -> Aside:
        return changed(aside, lines=tuple(map(self._words, aside.lines)))

    def _facts(self, facts: Facts) -> Facts:
        return changed(facts, pairs=tuple((name, self._words(w)) for name, w in facts.pairs))

    def _words(self, words: Words) -> Words:
        return tuple(map(self._inline, words))

    def _inline(self, part: Inline) -> Inline:
        match part:
            case Link(words=words, anchor=anchor):
                return part if anchor in self.known else words
            case str() | Strong() | Faint():
                return part
