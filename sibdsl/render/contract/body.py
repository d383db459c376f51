"""The text of a contract: headings, clauses line by line, and the notes that stand beside them."""

import re
from collections.abc import Iterator, Mapping
from typing import Final, Literal

from attrs import define, field

from sibdsl.render.contract.examples import Shown
from sibdsl.render.contract.links import Linked
from sibdsl.render.contract.places import item_place, place_of
from sibdsl.render.document import (
    Aside,
    Beside,
    Block,
    Clause,
    ClauseLine,
    Heading,
    Paragraph,
    Picture,
    Words,
)
from sibdsl.source import Span
from sibdsl.syntax import forms, scan
from sibdsl.values import changed

Level = Literal[1, 2, 3]

_HASHES: Final = re.compile(r"#+")
_NUMBER: Final = re.compile(r"\d+(?:\.\d+)*")
_OWN_LINE: Final = re.compile(r"\n(?=\s*(?:[-*•]|\(\w{1,3}\)|\d{1,2}[.)])\s)")
_LEVELS: Final[tuple[Level, Level, Level]] = (1, 2, 3)


def body(
    linked: Linked,
    document: forms.Document,
    asides: Mapping[str, tuple[Aside, ...]],
    examples: Mapping[str, Shown],
) -> tuple[Block, ...]:
    """Every heading, clause and note of *document* in order; beside each clause its *asides*.

    A contract without headings has one here, by which its clauses are found.
    """
    made = _Body(linked, {c.span.start: c for c in document.clauses}, asides, examples)
    end = 0
    for piece in scan.scan(document.source):
        if piece.span.start >= end:
            made.put(piece)
            end = piece.span.end
    if not made.headings:
        return (Heading(1, "Clauses", "clauses"), *made.blocks)
    return tuple(made.blocks)


@define
class _Body:
    """The blocks so far, and how many headings there were."""

    linked: Linked
    clauses: Mapping[int, forms.Clause]
    asides: Mapping[str, tuple[Aside, ...]]
    examples: Mapping[str, Shown]
    blocks: list[Block] = field(factory=list)
    level: int = 0
    headings: int = 0

    def put(self, piece: scan.Piece) -> None:
        """Add the next piece of the text."""
        match piece:
            case scan.Heading():
                self.blocks.append(self._heading(piece.span))
            case scan.Note():
                self._note(piece.span)
            case scan.Sentence() if piece.span.start in self.clauses:
                clause = self.clauses[piece.span.start]
                if not isinstance(clause.form, forms.Title):
                    self.blocks += self._clause(clause)
            case _:
                pass

    def _heading(self, span: Span) -> Heading:
        """A heading, no more than one level below the one before it."""
        text = " ".join(self.linked.source[span].split())
        hashes = _HASHES.match(text)
        words = text[hashes.end() if hashes else 0 :].strip()
        self.level = min(len(hashes[0]) if hashes else 1, self.level + 1, 3)
        self.headings += 1
        number = _NUMBER.match(words)
        place = number[0].replace(".", "-") if number else f"part-{self.headings}"
        return Heading(_LEVELS[self.level - 1], words, f"section-{place}")

    def _note(self, span: Span) -> None:
        """A note beside the clause before it; a paragraph where none is before it."""
        shown = self._lines_of_note(span)
        at = len(self.blocks) - 1
        while at >= 0 and isinstance(self.blocks[at], Picture):
            at -= 1
        last = self.blocks[at] if at >= 0 else None
        if isinstance(last, Clause):
            asides = (*last.asides, Aside(Beside.NOTE, shown))
            ordered = sorted(asides, key=lambda aside: aside.kind is not Beside.NOTE)
            self.blocks[at] = changed(last, asides=tuple(ordered))
        else:
            self.blocks += [Paragraph(line) for line in shown]

    def _lines_of_note(self, span: Span) -> tuple[Words, ...]:
        text = self.linked.source[span].strip("[]")
        return tuple(self.linked.note(" ".join(line.split())) for line in _OWN_LINE.split(text))

    def _clause(self, clause: forms.Clause) -> Iterator[Block]:
        """The clause, and the drawing of a worked example."""
        lines = tuple(
            ClauseLine(
                line.depth,
                f"({line.letter})" if line.letter else "",
                self.linked.words(line.span),
                item_place(clause, line),
            )
            for line in self.linked.lines[clause.span.start]
        )
        example = self.examples.get(clause.number)
        computed = (example.computed(self.linked),) if example else ()
        asides = (*computed, *self.asides.get(clause.number, ()))
        yield Clause(clause.number, place_of(clause), lines, asides)
        if example and example.picture:
            yield example.picture
