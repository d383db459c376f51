"""The schedule of payments: what is paid, up to what, and by whom, in the contract's own words.

The tables repeat the clauses and add nothing to them; notes are left out.
"""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from sibdsl.model.contract import Contract
from sibdsl.model.days import in_words
from sibdsl.render.contract.links import Linked
from sibdsl.render.contract.payments import Terms, payments
from sibdsl.render.contract.tables import Row, table
from sibdsl.render.contract.who_pays import limits_of_payers, who_pays
from sibdsl.render.document import Block, Heading, Paragraph, Table, Words
from sibdsl.source import Span
from sibdsl.syntax import forms
from sibdsl.syntax.amended import amended, as_signed
from sibdsl.syntax.words import plain

_TURN: Final = re.compile(r"\bin\s+order\s+of\b")
_NOTE: Final = "Drawn from the clauses, which alone have effect."
_CHANGES: Final = (forms.Rises, forms.Deducted)
_BESIDE: Final = (forms.Shortfall, forms.Floor, forms.Relief)
_ABOVE: Final = (forms.CountedNotPaid, forms.NeitherCounted, forms.NoLimit)
_CLAIMS: Final = (forms.Claims, forms.Evidence, forms.UnknownEnds)
_OTHERS: Final = (
    *(forms.Limit, forms.Paid, forms.PaidOfAll, forms.Share, forms.Rest, forms.TakesOver),
    *(forms.NobodyPays, *_CHANGES, *_BESIDE, *_ABOVE, *_CLAIMS),
)


def schedule(linked: Linked, document: forms.Document, contract: Contract) -> Iterator[Block]:
    """The tables of payments, limits, payers and claims; then what each amendment changes there."""
    signed = as_signed(document)
    clauses = signed.clauses
    yield Heading(1, "Schedule of payments", "schedule")
    yield Paragraph((_NOTE,))
    yield from payments(Terms(linked, signed, contract), clauses, "Payments")
    yield from _sentences(linked, clauses, "Changes of price and deductions", _CHANGES)
    yield from _sentences(linked, clauses, "Payments beside outcomes", _BESIDE)
    yield from _limits(linked, signed)
    yield from _said(linked, clauses, "Above the limits, and where there is none", _ABOVE)
    yield from who_pays(linked, signed)
    yield from _said(linked, clauses, "Claims and evidence", _CLAIMS)
    for version in amended(document):
        now = [c for c in version.document.clauses if version.days.get(c.number) == version.since]
        terms, since = Terms(linked, version.document, contract), in_words(version.since)
        yield from payments(terms, now, f"Payments from {since} on")
        yield from _said(linked, now, f"What reads otherwise from {since} on", _OTHERS)


def _limits(linked: Linked, document: forms.Document) -> Iterator[Table]:
    """The limits of number over several outcomes and of money; not those of who pays."""
    rows: list[Row] = []
    shown = limits_of_payers(linked, document)
    for clause in document.clauses:
        number = (linked.clause(clause.number),)
        match clause.form:
            case forms.PaidOfAll(n, outcomes, of):
                listed = linked.without_notes(outcomes[0].span.to(outcomes[-1].span))
                which = f"the first {linked.source[n.span]} of all "
                rows.append(((which, *listed, " of each ", linked.term(of.text)), (), (), number))
            case forms.Limit(scopes, amount, order) if clause not in shown:
                scope = linked.without_notes(scopes[0].span.to(scopes[-1].span))
                turn: Words = ()
                if order:
                    start = _TURN.search(plain(linked.source[clause.span]))
                    assert start is not None, "an order is said so"
                    at = clause.span.start + start.start()
                    turn = linked.without_notes(Span(at, order[-1].span.end))
                rows.append((scope, (str(amount.money),), turn, number))
            case _:
                pass
    yield from table("Limits", ("Limit", "Amount", "Order", "Clause"), rows)


def _sentences(
    linked: Linked, clauses: Sequence[forms.Clause], caption: str, kinds: tuple[type, ...]
) -> Iterator[Table]:
    """Sentences of prices and payments, which a rate card holds too, each with its clause."""
    yield from table(caption, ("Sentence", "Clause"), _rows(linked, clauses, kinds))


def _said(
    linked: Linked, clauses: Sequence[forms.Clause], caption: str, kinds: tuple[type, ...]
) -> Iterator[Table]:
    """What else clauses of those kinds say."""
    yield from table(caption, ("What the clause says", "Clause"), _rows(linked, clauses, kinds))


def _rows(linked: Linked, clauses: Sequence[forms.Clause], kinds: tuple[type, ...]) -> list[Row]:
    return [
        (linked.without_notes(clause.span), (linked.clause(clause.number),))
        for clause in clauses
        if isinstance(clause.form, kinds)
    ]
