"""A block of the pages made a whole contract: its clauses, and those of `base.sib` around them."""

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from sibdsl.check.symbols import key
from sibdsl.source import Source
from sibdsl.syntax import forms
from sibdsl.syntax.parse import parse

BASE: Final = Path(__file__).parent / "base.sib"


def completed(text: str) -> str:
    """*text* itself where it has a title; else *text*, then the clauses of the base it leaves.

    >>> whole = completed("6.1 Home Week pays £5.")
    >>> "Home Week pays £300." in whole, "Sutton pays the rest." in whole
    (False, True)
    """
    given = parse(Source("block", text)).document.clauses
    if any(isinstance(clause.form, forms.Title) for clause in given):
        return str(text)  # A block is a text of Sybil's own kind.
    answered = {answer for clause in given for answer in answers(clause.form)}
    base = parse(Source("base", BASE.read_text(encoding="utf-8"))).document
    kept = (clause for clause in base.clauses if answered.isdisjoint(yields_to(clause.form)))
    around = (base.source[clause.span].rstrip(".") + "." for clause in kept)
    return "\n".join([text.rstrip("\n"), *around])


def yields_to(form: forms.Form) -> Iterator[tuple[str, str]]:
    """What a sentence of the base yields to; a price also to outcomes that are not its own."""
    yield from answers(form)
    if isinstance(form, forms.Pays):
        yield "outcomes", ""


def answers(form: forms.Form) -> Iterator[tuple[str, str]]:
    """The questions that a sentence answers: a block that answers one leaves the base no say."""
    match form:
        case forms.Parties(role):
            yield "parties", role.word
        case forms.Means(name) | forms.IsIf(_, name):
            yield "term", key(name)
        case forms.Achieved():
            yield "outcomes", ""
        case forms.Pays(outcome):
            yield "price", key(outcome)
        case forms.Share() | forms.Rest():
            yield "funding", ""
        case _:
            yield "form", type(form).__name__
