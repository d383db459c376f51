"""Words of a contract with links: each Term to what it means, each reference to its clause."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from attrs import define, field, frozen

from sibdsl.check.symbols import Symbols, collect
from sibdsl.render.contract.sentences import Line, lines
from sibdsl.render.document import Faint, Inline, Link, Strong, Words
from sibdsl.source import Source, Span
from sibdsl.syntax import forms, tree
from sibdsl.syntax.walk import walk

_REFERENCE: Final = re.compile(r"\b[Cc]lause (\d+(?:\.\d+)*(?:\([a-z]{1,2}\))?)")
_CLAUSE: Final = re.compile(r"clause\s+\Z")
_NOTE: Final = re.compile(r'"[^"]*"|(\[[^\]]*\])')
_SPACE: Final = re.compile(r"\s+")


def anchor(label: str) -> str:
    """The name of the place of a clause or of an item.

    >>> anchor("4.1"), anchor("4.1(d)")
    ('clause-4-1', 'clause-4-1-d')
    """
    return "clause-" + re.sub(r"[^a-z0-9]+", "-", label).strip("-")


@frozen
class _Marked:
    """The characters in *span* as they are to be shown."""

    span: Span
    shown: Inline


@define(frozen=True, slots=False)
class Linked:
    """A contract whose words can be asked for with their links.

    *places* are the anchors by the label of clause or item, *terms* those by the singular of a
    Term; *marked* are the links and the Terms where they are declared, in the order of the text.
    """

    source: Source
    document: forms.Document = field(repr=False)
    symbols: Symbols
    lines: Mapping[int, tuple[Line, ...]]
    places: Mapping[str, str]
    terms: Mapping[str, str]
    marked: Sequence[_Marked] = field(repr=False)

    def words(self, span: Span) -> Words:
        """The words in *span* with their links; notes are faint, spaces are one each."""
        return tuple(_joined(self._pieces(span)))

    def without_notes(self, span: Span) -> Words:
        """The words in *span* with their links, notes left out."""
        kept = (p for p in self._pieces(span) if not (isinstance(p, Faint) or _empty(p)))
        return tuple(_joined(kept))

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
        place = self.terms.get(symbol.name) if symbol else None
        return Link(name, place) if place else name

    def _pieces(self, span: Span) -> Iterator[Inline]:
        at = span.start
        for one in self.marked:
            if one.span.start >= at and one.span.end <= span.end:
                yield _one_space(self.source.text[at : one.span.start])
                if isinstance(one.shown, Faint):
                    yield from self.note(one.shown.words)
                else:
                    yield one.shown
                at = one.span.end
        yield _one_space(self.source.text[at : span.end])


def linked(source: Source, document: forms.Document) -> Linked:
    """The words of *document*, read from *source*, with their links."""
    symbols = collect(document)
    made = {clause.span.start: lines(source, clause) for clause in document.clauses}
    places = dict(_places(document, made))
    terms = {
        symbol.name: place
        for symbol in symbols.by_name.values()
        if (place := _place_of(symbol.span, document, made)) is not None
    }
    found = [*_notes(source), *_terms(source, document, symbols, terms)]
    found += _references(source, document, places)
    found += _names(document)
    return Linked(
        source,
        document,
        symbols,
        made,
        places,
        terms,
        sorted(found, key=lambda one: one.span.start),
    )


def place_of(clause: forms.Clause) -> str:
    """The anchor of a clause; by its place in the file where it has no number."""
    return anchor(clause.number or f"at-{clause.span.start}")


def item_place(clause: forms.Clause, line: Line) -> str:
    """The anchor of an item of a clause that can be referred to; none for other lines."""
    return f"{place_of(clause)}-{line.named}" if line.named else ""


# -- Places ---------------------------------------------------------------------------------------


def _places(
    document: forms.Document, made: Mapping[int, tuple[Line, ...]]
) -> Iterator[tuple[str, str]]:
    """Each label with its anchor; items of an amendment come first, so that signed ones hold."""
    ordered = sorted(document.clauses, key=lambda c: not isinstance(c.form, forms.Amendment))
    for clause in ordered:
        about = clause.number
        if isinstance(clause.form, forms.Amendment):
            about = clause.form.clause.text
        if clause.number:
            yield clause.number, place_of(clause)
        for line in made[clause.span.start]:
            if item_place(clause, line):
                yield f"{about}({line.named})", item_place(clause, line)


def _place_of(
    span: Span, document: forms.Document, made: Mapping[int, tuple[Line, ...]]
) -> str | None:
    """The anchor of the line that *span* stands in."""
    for clause in document.clauses:
        if clause.span.start <= span.start < clause.span.end:
            inside = [
                item_place(clause, line)
                for line in made[clause.span.start]
                if line.span.start <= span.start < line.span.end
            ]
            return next(filter(None, inside), place_of(clause))
    return None


# -- What is marked -------------------------------------------------------------------------------


def _terms(
    source: Source, document: forms.Document, symbols: Symbols, terms: Mapping[str, str]
) -> Iterator[_Marked]:
    """Every Term: a link to what it means, and strong where that is."""
    declared = {symbol.span for symbol in symbols.by_name.values()}
    for clause in document.clauses:
        for node in walk(clause.form):
            if isinstance(node, tree.Name):
                shown = " ".join(source[node.span].split())
                symbol = symbols.get(node)
                if node.span in declared:
                    yield _Marked(node.span, Strong(shown))
                elif symbol is not None and symbol.name in terms:
                    yield _Marked(node.span, Link(shown, terms[symbol.name]))


def _references(
    source: Source, document: forms.Document, places: Mapping[str, str]
) -> Iterator[_Marked]:
    """`clause 4.1(f)` after `because of`, and the clause that an amendment is of."""
    for clause in document.clauses:
        match clause.form:
            case forms.Amendment(_, named):
                pass
            case forms.Example(expected=forms.NothingPaid(clause=tree.Text() as named)):
                pass
            case _:
                continue
        before = _CLAUSE.search(source.text[: named.span.start])
        start = before.start() if before else named.span.start
        if named.text in places:
            shown = f"clause {named.text}" if before else named.text
            yield _Marked(Span(start, named.span.end), Link(shown, places[named.text]))


def _names(document: forms.Document) -> Iterator[_Marked]:
    """The names of examples, by which they are known."""
    for clause in document.clauses:
        if isinstance(clause.form, forms.Example):
            name = clause.form.name
            yield _Marked(name.span, Strong(f"“{name.text}”"))


def _notes(source: Source) -> Iterator[_Marked]:
    for found in _NOTE.finditer(source.text):
        if found[1]:
            yield _Marked(Span(*found.span()), Faint(_one_space(found[0])))


# -- Spaces ---------------------------------------------------------------------------------------


def _one_space(text: str) -> str:
    return _SPACE.sub(" ", text)


def _empty(part: Inline) -> bool:
    return part == ""


def _joined(parts: Iterator[Inline]) -> Iterator[Inline]:
    """*parts* without space at either end, and without two spaces where one part ends."""
    kept = [part for part in parts if not _empty(part)]
    while kept and isinstance(kept[0], str) and not kept[0].lstrip():
        kept = kept[1:]
    while kept and isinstance(kept[-1], str) and not kept[-1].rstrip():
        kept = kept[:-1]
    for n, part in enumerate(kept):
        if isinstance(part, str):
            part = part.lstrip() if n == 0 else part
            part = part.rstrip() if n == len(kept) - 1 else part
        yield part
