"""Where in the document of a contract its clauses, items and meanings of Terms stand."""

import re
from collections.abc import Iterator, Mapping

from attrs import field, frozen

from sibdsl.check.symbols import Symbols, collect
from sibdsl.render.contract.sentences import Line, lines
from sibdsl.source import Source, Span
from sibdsl.syntax import forms

Lines = Mapping[int, tuple[Line, ...]]
"""The lines of each clause, by where its sentence begins."""


def anchor(label: str) -> str:
    """The name of the place of a clause or of an item.

    >>> anchor("4.1"), anchor("4.1(d)")
    ('clause-4-1', 'clause-4-1-d')
    """
    return "clause-" + re.sub(r"[^a-z0-9]+", "-", label).strip("-")


@frozen
class Places:
    """The anchors by the label of a clause or item, and by the singular of a Term."""

    symbols: Symbols = field(repr=False)
    lines: Lines = field(repr=False)
    labels: Mapping[str, str]
    terms: Mapping[str, str]


def places(source: Source, document: forms.Document) -> Places:
    """The places of *document*, read from *source*."""
    symbols = collect(document)
    made = {clause.span.start: lines(source, clause) for clause in document.clauses}
    terms = {
        symbol.name: place
        for symbol in symbols.by_name.values()
        if (place := _place_of(symbol.span, document, made)) is not None
    }
    return Places(symbols, made, dict(_labels(document, made)), terms)


def place_of(clause: forms.Clause) -> str:
    """The anchor of a clause; by its place in the file where it has no number."""
    return anchor(clause.number or f"at-{clause.span.start}")


def item_place(clause: forms.Clause, line: Line) -> str:
    """The anchor of an item of a clause that can be referred to; none for other lines."""
    return f"{place_of(clause)}-{line.named}" if line.named else ""


def _labels(document: forms.Document, made: Lines) -> Iterator[tuple[str, str]]:
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


def _place_of(span: Span, document: forms.Document, made: Lines) -> str | None:
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
