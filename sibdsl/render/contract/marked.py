"""What stands out in the text of a contract: Terms, references, names of examples, notes."""

import re
from collections.abc import Iterator
from typing import Final

from attrs import frozen

from sibdsl.render.contract.places import Places
from sibdsl.render.document import Faint, Inline, Link, Strong
from sibdsl.source import Source, Span
from sibdsl.syntax import forms, scan, tree
from sibdsl.syntax.walk import walk

_CLAUSE: Final = re.compile(r"clause\s+\Z")


@frozen
class Marked:
    """The characters in *span* as they are to be shown."""

    span: Span
    shown: Inline


def marked(source: Source, document: forms.Document, places: Places) -> tuple[Marked, ...]:
    """All that stands out in *source*, in the order of the text."""
    found = [
        *_notes(source),
        *_terms(source, document, places),
        *_references(source, document, places),
        *_names(document),
    ]
    return tuple(sorted(found, key=lambda one: one.span.start))


def _terms(source: Source, document: forms.Document, places: Places) -> Iterator[Marked]:
    """Every Term: a link to what it means, and strong where that is."""
    declared = {symbol.span for symbol in places.symbols.by_name.values()}
    for clause in document.clauses:
        for node in walk(clause.form):
            if isinstance(node, tree.Name):
                shown = " ".join(source[node.span].split())
                symbol = places.symbols.get(node)
                if node.span in declared:
                    yield Marked(node.span, Strong(shown))
                elif symbol is not None and symbol.name in places.terms:
                    yield Marked(node.span, Link(shown, places.terms[symbol.name]))


def _references(source: Source, document: forms.Document, places: Places) -> Iterator[Marked]:
    """`clause 4.1(f)` after `because of`, and the clause that an amendment is of."""
    for clause in document.clauses:
        match clause.form:
            case forms.Amendment(_, named):
                pass
            case forms.Example(expected=forms.NothingPaid(clause=tree.Text() as named)):
                pass
            case _:
                continue
        before = _CLAUSE.search(source.text[clause.span.start : named.span.start])
        start = clause.span.start + before.start() if before else named.span.start
        if named.text in places.labels:
            shown = f"clause {named.text}" if before else named.text
            yield Marked(Span(start, named.span.end), Link(shown, places.labels[named.text]))


def _names(document: forms.Document) -> Iterator[Marked]:
    """The names of examples, by which they are known."""
    for clause in document.clauses:
        if isinstance(clause.form, forms.Example):
            name = clause.form.name
            yield Marked(name.span, Strong(f"“{name.text}”"))


def _notes(source: Source) -> Iterator[Marked]:
    for piece in scan.scan(source):
        if isinstance(piece, scan.Note):
            yield Marked(piece.span, Faint(" ".join(source[piece.span].split())))
