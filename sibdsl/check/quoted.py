"""Quotations of signed prose beside a clause, and whether they say what the clause says."""

from collections.abc import Iterator, Sequence
from typing import Final

from attrs import frozen

from sibdsl.check.quoted_clause import figures_of
from sibdsl.check.quoted_figures import figures_in
from sibdsl.check.quoted_kinds import Figure, Kind
from sibdsl.check.quoted_terms import about_whom, terms_in
from sibdsl.check.subject import Subject
from sibdsl.check.symbols import key
from sibdsl.diagnostics import Finding, Label, Place, codes
from sibdsl.source import Span
from sibdsl.syntax import forms
from sibdsl.syntax.walk import names
from sibdsl.syntax.words import straightened

_LENGTHS: Final = (Kind.DAYS, Kind.MONTHS)
_NUMBERS: Final = (Kind.COUNT, Kind.AGE, *_LENGTHS)
_HELP: Final = (
    "the clause is what is computed and the quotation what was signed: put right the one that is "
    "wrong"
)


@frozen
class Beside:
    """A quotation with its words, and the clause beside which it stands."""

    clause: forms.Clause
    text: str
    start: int

    def place(self, span: Span) -> Span:
        """Where the words of the quotation in *span* stand in the file."""
        return Span(self.start + span.start, self.start + span.end)


def quotations_agree_with_their_clauses(subject: Subject) -> Iterator[Finding]:
    """The quotations of a clause say its figures, and name no Term that it does not use."""
    for clause in subject.document.clauses:
        quotations = [_beside(subject, clause, quoted.span) for quoted in clause.quoted]
        if quotations:
            yield from _figures(subject, clause, quotations)
        for one in quotations:
            yield from _terms(subject, one)


def _beside(subject: Subject, clause: forms.Clause, span: Span) -> Beside:
    """The quotation in *span*, without its marks."""
    return Beside(clause, straightened(subject.document.source[span])[1:-1], span.start + 1)


# -- Figures --------------------------------------------------------------------------------------


def _figures(
    subject: Subject, clause: forms.Clause, quotations: Sequence[Beside]
) -> Iterator[Finding]:
    """Each figure of one side that the other has not; two of one kind are one difference."""
    in_clause = list(figures_of(clause.form, subject.document.source))
    quoted = [(one, figure) for one in quotations for figure in figures_in(one.text)]
    missing = [
        one for one in in_clause if not one.weak and not any(_same(said, one) for _, said in quoted)
    ]
    for beside, figure in quoted:
        if any(_same(figure, one) for one in in_clause) or _in_a_term(subject, beside, figure):
            continue
        other = next((one for one in missing if _alike(figure, one)), None)
        missing = [one for one in missing if one is not other]
        if other is None and not figure.weak:
            other = next((one for one in in_clause if _of_its_kind(figure, one)), None)
        if other is not None:
            yield _differs(subject, beside, figure, other)
        elif not figure.weak:
            yield _unknown(subject, beside, figure)
    if missing:
        yield _silent(subject, quotations[-1], missing)


def _in_a_term(subject: Subject, beside: Beside, figure: Figure) -> bool:
    """Whether it belongs to the name of a Term, as the 13 of `Job 13 Weeks`."""
    named = (one.span for one in terms_in(beside.text, subject.symbols))
    return any(name.start <= figure.span.start and figure.span.end <= name.end for name in named)


def _same(quoted: Figure, figure: Figure) -> bool:
    """Whether they say the same: two years are 24 months, and `aged 18` is the 18th birthday."""
    if quoted.kind is figure.kind and quoted.value == figure.value:
        return True
    if quoted.other is not None and quoted.other == figure.value:
        return True
    of_numbers = quoted.kind in _NUMBERS and figure.kind in _NUMBERS
    unlike = quoted.kind is not figure.kind and {quoted.kind, figure.kind} & {Kind.COUNT, Kind.AGE}
    return of_numbers and bool(unlike) and quoted.number == figure.number


def _alike(quoted: Figure, figure: Figure) -> bool:
    """Whether one can stand in the place of the other; a weak one only for its like."""
    if quoted.kind is figure.kind or (quoted.kind in _LENGTHS and figure.kind in _LENGTHS):
        return True
    return quoted.kind in _NUMBERS and figure.kind in _NUMBERS and not quoted.weak


def _of_its_kind(quoted: Figure, figure: Figure) -> bool:
    """Whether it can be shown beside the quoted one; the penny of a rounding is no amount paid."""
    return quoted.kind is figure.kind and not (figure.kind is Kind.AMOUNT and figure.weak)


def _differs(subject: Subject, beside: Beside, quoted: Figure, figure: Figure) -> Finding:
    return subject.finding(
        codes.QUOTED_OTHERWISE,
        f"the quotation says `{quoted.words}` where the clause says `{figure.words}`",
        beside.place(quoted.span),
        beside.clause.number,
        label="as signed",
        others=(_label(subject, figure.span, "as computed"),),
        help=_HELP,
    )


def _unknown(subject: Subject, beside: Beside, quoted: Figure) -> Finding:
    """A figure of the quotation of a kind that the clause has none of."""
    where = next(_clauses_with(subject, quoted), None)
    what = "length" if quoted.kind in _LENGTHS else quoted.kind.value
    return subject.finding(
        codes.QUOTED_OTHERWISE,
        f"the quotation says `{quoted.words}`, and the clause has no such {what}",
        beside.place(quoted.span),
        beside.clause.number,
        label="as signed",
        others=(_label(subject, beside.clause.form.span, "as computed"),),
        help=f"clause {where} says it: quote that part beside it" if where else _HELP,
    )


def _clauses_with(subject: Subject, quoted: Figure) -> Iterator[str]:
    """The numbers of the clauses that say the figure, worked examples aside."""
    for clause in subject.document.clauses:
        if clause.number and not isinstance(clause.form, forms.Example):
            figures = figures_of(clause.form, subject.document.source)
            said = (one for one in figures if quoted.kind is one.kind and not one.weak)
            if any(_same(quoted, one) for one in said):
                yield clause.number


def _silent(subject: Subject, beside: Beside, missing: Sequence[Figure]) -> Finding:
    """What the clause says in figures, and no quotation beside it."""
    said = ", ".join(f"`{one.words}`" for one in missing)
    return subject.finding(
        codes.NOT_QUOTED,
        f"the quotation says nothing of {said}",
        missing[0].span,
        beside.clause.number,
        label="as computed",
        others=(_label(subject, beside.place(Span(0, len(beside.text))), "as signed"),),
        help="quote the words that fix it too, beside this clause",
    )


# -- Terms ----------------------------------------------------------------------------------------


def _terms(subject: Subject, beside: Beside) -> Iterator[Finding]:
    """Each Term that the quotation names and the clause does not; the person aside."""
    used = {key(name) for _, _, name in names(beside.clause.form)}
    said: set[str] = set()
    for named in terms_in(beside.text, subject.symbols):
        term = named.symbol.name
        if term in used or term in said or about_whom(named):
            continue
        said.add(term)
        yield subject.finding(
            codes.QUOTED_OTHERWISE,
            f"the quotation names the Term `{term}`, and the clause does not",
            beside.place(named.span),
            beside.clause.number,
            label="as signed",
            others=(_label(subject, beside.clause.form.span, "as computed"),),
            help=_HELP,
        )


def _label(subject: Subject, span: Span, text: str) -> Label:
    return Label(Place.words(subject.document.source, span), text)
