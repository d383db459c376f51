"""Words of a contract with links: each Term to what it means, each reference to its clause."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import Final

from attrs import define, field

from sibdsl.check.symbols import Symbols
from sibdsl.render.contract.marked import Marked, marked
from sibdsl.render.contract.places import Lines, Places, places
from sibdsl.render.document import Faint, Inline, Link, Words
from sibdsl.source import Source, Span
from sibdsl.syntax import forms

_REFERENCE: Final = re.compile(r"\b[Cc]lause (\d+(?:\.\d+)*(?:\([a-z]{1,2}\))?)")
_SPACE: Final = re.compile(r"\s+")


@define(frozen=True, slots=False)
class Linked:
    """A contract whose words can be asked for with their links."""

    source: Source
    document: forms.Document = field(repr=False)
    at: Places = field(repr=False)
    marked: Sequence[Marked] = field(repr=False)

    @property
    def symbols(self) -> Symbols:
        """The Terms."""
        return self.at.symbols

    @property
    def lines(self) -> Lines:
        """The lines of each clause, by where its sentence begins."""
        return self.at.lines

    @property
    def places(self) -> Mapping[str, str]:
        """The anchors by the label of a clause or item."""
        return self.at.labels

    def words(self, span: Span) -> Words:
        """The words in *span* with their links; notes are faint, spaces are one each."""
        return tuple(_joined(self._pieces(span)))

    def without_notes(self, span: Span) -> Words:
        """The words in *span* with their links, notes left out."""
        return tuple(_joined(p for p in self._pieces(span) if not isinstance(p, Faint)))

    def note(self, text: str) -> Words:
        """Words that have no effect, the clauses that they name as links."""
        return tuple(
            Faint(part) if isinstance(part, str) else part for part in self.references(text)
        )

    def references(self, text: str) -> Words:
        """*text*, the clauses that it names as links."""
        found: list[Inline] = []
        at = 0
        for reference in _REFERENCE.finditer(text):
            place = self.places.get(reference[1])
            if place is not None:
                found += [text[at : reference.start()], Link(reference[0], place)]
                at = reference.end()
        return tuple(part for part in (*found, text[at:]) if part)

    def clause(self, label: str) -> Inline:
        """The number of a clause as a link to it; as it is where there is no such clause."""
        place = self.places.get(label)
        return Link(label, place) if place else label

    def term(self, name: str) -> Inline:
        """A Term as a link to what it means; as it is where nothing declares it."""
        symbol = self.symbols.get(name)
        place = self.at.terms.get(symbol.name) if symbol else None
        return Link(name, place) if place else name

    @cached_property
    def _starts(self) -> list[int]:
        return [one.span.start for one in self.marked]

    def _pieces(self, span: Span) -> Iterator[Inline]:
        at = span.start
        first, last = bisect_left(self._starts, span.start), bisect_left(self._starts, span.end)
        for one in self.marked[first:last]:
            if one.span.start >= at and one.span.end <= span.end:
                yield _SPACE.sub(" ", self.source.text[at : one.span.start])
                if isinstance(one.shown, Faint):
                    yield from self.note(one.shown.words)
                else:
                    yield one.shown
                at = one.span.end
        yield _SPACE.sub(" ", self.source.text[at : span.end])


def linked(source: Source, document: forms.Document) -> Linked:
    """The words of *document*, read from *source*, with their links."""
    found = places(source, document)
    return Linked(source, document, found, marked(source, document, found))


def _joined(parts: Iterable[Inline]) -> Iterator[Inline]:
    """*parts* that hold words, without space at either end."""
    kept = [part for part in parts if part != ""]
    while kept and isinstance(kept[0], str) and not kept[0].strip():
        kept = kept[1:]
    while kept and isinstance(kept[-1], str) and not kept[-1].strip():
        kept = kept[:-1]
    for n, part in enumerate(kept):
        if isinstance(part, str):
            part = part.lstrip() if n == 0 else part
            part = part.rstrip() if n == len(kept) - 1 else part
        yield part
