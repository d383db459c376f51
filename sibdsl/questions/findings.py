"""Open questions as findings: a warning each, at the clause that makes the answer matter."""

from collections.abc import Iterator

from sibdsl.diagnostics import Finding, Place
from sibdsl.model.contract import Contract
from sibdsl.model.terms import Clause
from sibdsl.questions import asked
from sibdsl.questions.core import number
from sibdsl.source import Span
from sibdsl.syntax import forms, tree
from sibdsl.syntax.walk import walk

_HELP = "`sibdsl lint` shows the sentences that settle it, and what each of them pays"


def findings(contract: Contract, document: forms.Document) -> Iterator[Finding]:
    """A warning for each question that *contract*, read from *document*, leaves open."""
    for question, raised in asked(contract):
        span = _span(document, raised.clause)
        place = Place.words(document.source, span) if span else Place(document.source.name)
        clause = raised.clause.number if number(raised.clause.number) else None
        yield Finding(question.code, raised.open_, place, clause=clause, help=_HELP)


def _span(document: forms.Document, clause: Clause) -> Span | None:
    """The words of *clause*, or of its item; None where no clause is known by number or words."""
    for each in document.clauses:
        if number(clause.number) and each.number == number(clause.number):
            return _item(each, clause.number) or each.span
        words = " ".join(document.source[each.span].split())
        if not clause.number and clause.words and words == clause.words:
            return each.span
    return None


def _item(clause: forms.Clause, called: str) -> Span | None:
    """The item (a) of the clause, where *called* names one."""
    _, _, label = called.rstrip(")").partition("(")
    items = (node for node in walk(clause.form) if isinstance(node, tree.Item))
    return next((item.span for item in items if label and item.label == label), None)
