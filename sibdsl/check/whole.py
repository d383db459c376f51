"""What every contract needs, and what can stand in it only once."""

from collections.abc import Iterator
from typing import Final

from sibdsl.check.subject import Subject
from sibdsl.check.symbols import key
from sibdsl.diagnostics import Finding, Label, Place, codes
from sibdsl.source import Span
from sibdsl.syntax import forms, tree

NEEDED: Final[tuple[tuple[type[tree.Node], str, str], ...]] = (
    (forms.Title, "its name", 'Contract "Homeward".'),
    (forms.TheTerm, "its term", "The term is from 1 April 2026 to 31 March 2031."),
    (forms.Parties, "its parties", "The commissioner is Ashby."),
    (forms.Record, "a record", "The record of each Child holds (a) Case Number, a code; and …."),
    (forms.Achieved, "an outcome", "Home Week is achieved for each 7 consecutive days in …."),
    (forms.Claims, "when claims are made", "Claims are made for each quarter."),
)
"""The forms that no contract can do without, in words, with a sentence of each."""

ONCE: Final[tuple[tuple[type[tree.Node], ...], ...]] = (
    (forms.Title,),
    (forms.TheTerm,),
    (forms.ContractRecord,),
    (forms.Joined,),
    (forms.Eligible,),
    (forms.Places,),
    (forms.CountedNotPaid, forms.NeitherCounted),
    (forms.Rest,),
    (forms.Claims,),
    (forms.Evidence,),
    (forms.UnknownEnds,),
    (forms.Governs,),
)
"""Forms of which a contract holds at most one, those that answer the same question together."""


def what_every_contract_needs_is_said(subject: Subject) -> Iterator[Finding]:
    """A contract has a name, a term, parties, a record, an outcome, and claims."""
    if subject.broken:
        return
    for form, what, sentence in NEEDED:
        if not any(subject.forms_of(form)):
            yield subject.finding(
                codes.MISSING_SENTENCE,
                f"the contract does not say {what}",
                Span(0, 0),
                "",
                help=f"add a sentence such as: {sentence}",
            )


def what_can_stand_once_stands_once(subject: Subject) -> Iterator[Finding]:
    """A second sentence that answers the same question is refused: which would hold?"""
    for together in ONCE:
        found = [c for c in subject.document.clauses if isinstance(c.form, together)]
        yield from (_twice(subject, found[0], later) for later in found[1:])


def _twice(subject: Subject, first: forms.Clause, later: forms.Clause) -> Finding:
    place = Place.words(subject.document.source, first.span)
    return subject.finding(
        codes.SAID_TWICE,
        "this was said before, and can be said once only",
        later.span,
        later.number,
        others=(Label(place, "said here first"),),
        help="keep one of the two",
    )


def outcomes_are_deducted_once(subject: Subject) -> Iterator[Finding]:
    """Of two deductions from one outcome it would be open which comes first."""
    first: dict[str, forms.Clause] = {}
    for clause, deducted in subject.forms_of(forms.Deducted):
        before = first.setdefault(key(deducted.outcome), clause)
        if before is not clause:
            yield _twice(subject, before, clause)


def items_are_counted_once(subject: Subject) -> Iterator[Finding]:
    """How many of one kind of record count is said in one sentence: which would hold?"""
    first: dict[str, forms.Clause] = {}
    for clause, counts in subject.forms_of(forms.Counts):
        before = first.setdefault(key(counts.items), clause)
        if before is not clause:
            yield _twice(subject, before, clause)


def outcomes_have_one_price(subject: Subject) -> Iterator[Finding]:
    """Each outcome pays something, said in one sentence."""
    priced: dict[str, forms.Clause] = {}
    for clause in subject.document.clauses:
        if isinstance(clause.form, forms.Pays):
            outcome = key(clause.form.outcome)
            if priced.setdefault(outcome, clause) is not clause:
                yield _twice(subject, priced[outcome], clause)
    for clause, achieved in subject.forms_of(forms.Achieved):
        if key(achieved.outcome) not in priced and not subject.broken:
            name = achieved.outcome.text
            yield subject.finding(
                codes.NO_PRICE,
                f"`{name}` has no price",
                achieved.outcome.span,
                clause.number,
                help=f"add a sentence such as `{name} pays £300.`; `pays £0` is an answer too",
            )
