"""Amendments: a whole clause, by a sentence of the same kind, from a day of the term (form 27)."""

from collections.abc import Iterator
from typing import Final

from sibdsl.check.subject import Subject
from sibdsl.check.symbols import key
from sibdsl.diagnostics import Finding, Label, Place, codes
from sibdsl.source import Span
from sibdsl.syntax import forms, tree

FIXED: Final = (
    forms.Title
    | forms.Record
    | forms.ContractRecord
    | forms.Joined
    | forms.Counts
    | forms.Paid
    | forms.PaidOfAll
    | forms.Certifies
    | forms.Governs
    | forms.Amendment
    | forms.Example
)
"""What stays as signed: the records and what counts in them, and how changes are read."""

_ALIKE: Final[tuple[frozenset[type], ...]] = (
    frozenset({forms.Stop, forms.StopOn}),
    frozenset({forms.Limit, forms.NoLimit}),
    frozenset({forms.Shortfall, forms.NoNumber}),
    frozenset({forms.CountedNotPaid, forms.NeitherCounted}),
    frozenset({forms.Share, forms.Rest}),
    frozenset({forms.TakesOver, forms.NobodyPays}),
    frozenset({forms.Follows, forms.Waived}),
)
"""Sentences of two classes that answer one question."""

Change = tuple[forms.Clause, forms.Amendment]


def amendments_change_what_can_change(subject: Subject) -> Iterator[Finding]:
    """A whole clause that may change gives way to a sentence of its kind, about the same Term."""
    clauses = {clause.number: clause for clause in reversed(subject.document.clauses)}
    for clause, amendment in subject.forms_of(forms.Amendment):
        number = amendment.clause.text
        old = clauses.get(number.partition("(")[0])
        if old is None:
            continue
        why = _why_not(number, old.form, amendment.sentence)
        if why is not None:
            message, advice = why
            place = Place.words(subject.document.source, old.span)
            yield subject.finding(
                codes.NOT_AMENDED,
                message,
                amendment.clause.span,
                clause.number,
                others=(Label(place, "the clause as signed"),),
                help=advice,
            )


def _why_not(number: str, old: forms.Form, new: forms.Form) -> tuple[str, str] | None:
    """What is wrong with *new* in the place of *old*, and the way out; None if nothing is."""
    if "(" in number:
        whole = number.partition("(")[0]
        return (
            f"{number} is part of a clause",
            f"write the whole clause anew: `clause {whole} reads`",
        )
    if isinstance(old, FIXED):
        advice = "leave it as signed; records, what counts in them and examples do not change"
        return f"clause {number} cannot be amended", advice
    if not _same_kind(old, new):
        advice = "amend each clause by a sentence of the same form"
        return f"clause {number} is another kind of sentence", advice
    before, after = _about(old), _about(new)
    if before is not None and after is not None and key(before) != key(after):
        advice = f"say it of `{before.text}`, or amend the clause of `{after.text}`"
        return f"clause {number} is about `{before.text}`, not `{after.text}`", advice
    return None


def _same_kind(old: forms.Form, new: forms.Form) -> bool:
    kinds = {type(old), type(new)}
    return len(kinds) == 1 or any(kinds <= alike for alike in _ALIKE)


def _about(form: forms.Form) -> tree.Name | None:
    """The Term that a sentence says something of; None where it may be another after a change."""
    match form:
        case forms.Means(name) | forms.IsIf(_, name) | forms.Achieved(name) | forms.Pays(name):
            return name
        case forms.Restart(_, name) | forms.Pause(name) | forms.Clip(name):
            return name
        case forms.Eligible(name) | forms.Places(_, name) | forms.Deducted(_, _, name):
            return name
        case forms.Shortfall(_, name) | forms.NoNumber(_, name):
            return name
        case _:
            return None


def amendments_of_one_clause_have_days_of_their_own(subject: Subject) -> Iterator[Finding]:
    """From one day on a clause has one wording."""
    first: dict[tuple[str, int], Change] = {}
    for clause, amendment in subject.forms_of(forms.Amendment):
        if amendment.since.day is None:
            continue
        same = amendment.clause.text, amendment.since.day
        before = first.setdefault(same, (clause, amendment))
        if before[1] is not amendment:
            place = Place.words(subject.document.source, before[1].since.span)
            yield subject.finding(
                codes.SAID_TWICE,
                f"clause {same[0]} has two wordings from one day on",
                amendment.since.span,
                clause.number,
                others=(Label(place, "said here first"),),
                help="keep one of the two, or write the day from which the other holds",
            )


def amendments_lie_in_the_term(subject: Subject) -> Iterator[Finding]:
    """A change after the term changes nothing; one before it leaves nothing of the first words."""
    terms = list(_terms(subject))
    last = max((end for _, end in terms), default=None)
    first = min((start for start, _ in terms), default=None)
    for clause, amendment in subject.forms_of(forms.Amendment):
        day = amendment.since.day
        if day is None or first is None or last is None:
            continue
        if day > last:
            message = "the term is over by then, so this has no effect"
            yield _outside(subject, clause, amendment.since.span, message)
        elif day <= first:
            message = "the clause as signed holds on no day of the term"
            yield _outside(subject, clause, amendment.since.span, message)


def _terms(subject: Subject) -> Iterator[tuple[int, int]]:
    """The first and last day of the term, as signed and as amended."""
    for clause in subject.document.clauses:
        form = clause.form
        match form.sentence if isinstance(form, forms.Amendment) else form:
            case forms.TheTerm(tree.Date(int() as first), tree.Date(int() as last)):
                yield first, last
            case _:
                pass


def _outside(subject: Subject, clause: forms.Clause, span: Span, message: str) -> Finding:
    return subject.finding(
        codes.NO_EFFECT,
        message,
        span,
        clause.number,
        help="write a day of the term after its first, or leave the amendment out",
    )


def amendments_say_which_version_holds(subject: Subject) -> Iterator[Finding]:
    """Where a clause changes, it is said on which day each case reads it (form 26)."""
    if subject.broken or any(subject.forms_of(forms.Governs)):
        return
    for clause, amendment in subject.forms_of(forms.Amendment):
        yield subject.finding(
            codes.MISSING_SENTENCE,
            "the contract changes, and does not say on which day its clauses are read",
            amendment.span,
            clause.number,
            help="add `Each clause applies as it stands on the due day.`, or on another day",
        )
        return
