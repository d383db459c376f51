"""Who pays what is of no one case: a claim as a whole, a group, a deduction from a claim."""

from collections.abc import Iterator

from sibdsl.check.levels import whose
from sibdsl.check.roles import a_payer
from sibdsl.check.subject import Subject
from sibdsl.check.symbols import Home, Kind, key
from sibdsl.diagnostics import Finding, Label, Place, codes
from sibdsl.source import Span
from sibdsl.syntax import forms, tree


def payers_are_known_without_a_case(subject: Subject) -> Iterator[Finding]:
    """`the Borough on Referral` pays only for what one person achieves."""
    for clause, payer, outcomes in _payers(subject):
        symbol = subject.symbols.get(payer)
        if symbol is None or symbol.kind is not Kind.PARTY_FACT or symbol.home is not Home.PERSON:
            continue
        what, span = next(_without_a_case(subject, outcomes), ("", None))
        if span is not None:
            yield subject.finding(
                codes.PAYER_BY_CASE,
                f"`{payer.text}` differs from case to case, and {what} is of no one case",
                payer.span,
                clause.number,
                others=(Label(Place.words(subject.document.source, span), "said here"),),
                help=f"name one party, such as `{a_payer(subject)}`",
            )


def _payers(subject: Subject) -> Iterator[tuple[forms.Clause, tree.Name, frozenset[str]]]:
    """Who pays, and for which outcomes."""
    every = frozenset(
        symbol.name for symbol in subject.symbols.by_name.values() if symbol.kind is Kind.OUTCOME
    )
    for clause in subject.document.clauses:
        match clause.form:
            case forms.Share(payer, outcomes=outcomes):
                yield clause, payer, frozenset(map(key, outcomes)) or every
            case forms.Rest(payer) | forms.TakesOver(_, payer):
                yield clause, payer, every
            case _:
                pass


def _without_a_case(
    subject: Subject, outcomes: frozenset[str]
) -> Iterator[tuple[str, Span | None]]:
    """What is paid for no one person, in words, and where it is said."""
    for _, share in subject.forms_of(forms.Share):
        if share.basis == "claim":
            yield "a share of each claim", share.span
    for _, deducted in subject.forms_of(forms.Deducted):
        if deducted.index is None and key(deducted.outcome) in outcomes:
            yield "what is left of a whole claim", deducted.span
    for name in sorted(outcomes):
        symbol = subject.symbols.get(name)
        if symbol and symbol.kind is Kind.OUTCOME and whose(subject, name) is not Home.PERSON:
            yield f"`{name}`", symbol.span
