"""Periods run forward, and ages have a birth to be reckoned from."""

from collections.abc import Iterator

from sibdsl.check.subject import Subject
from sibdsl.check.symbols import Home, Kind, Symbols
from sibdsl.diagnostics import Finding, codes
from sibdsl.syntax import forms, tree


def periods_do_not_end_before_they_begin(subject: Subject) -> Iterator[Finding]:
    """`from D to E`: both days are included, so E may be D but not earlier."""
    for clause, node in subject.nodes_of(tree.Node):
        match node:
            case (
                tree.Between(tree.Date() as first, tree.Date() as last)
                | forms.TheTerm(tree.Date() as first, tree.Date() as last)
                | forms.FirstClaim(first, last)
                | forms.FactFrom(_, first, tree.Date() as last)
            ) if first.day and last.day and last.day < first.day:
                yield subject.finding(
                    codes.ENDS_BEFORE,
                    f"the period ends before it begins, on {first.text}",
                    last.span,
                    clause.number,
                    help="put the earlier day first",
                )
            case _:
                pass


def the_term_is_from_date_to_date(subject: Subject) -> Iterator[Finding]:
    """The term has two dates: it cannot hang on what happens to one case."""
    for clause, term in subject.forms_of(forms.TheTerm):
        for day in (term.first, term.last):
            if not isinstance(day, tree.Date):
                yield subject.finding(
                    codes.WRONG_KIND,
                    "the term is from one date to another",
                    day.span,
                    clause.number,
                    help="write a date, such as 31 March 2031",
                )


def birth(symbols: Symbols) -> str | None:
    """The field from which ages are reckoned: the one date of the person's record.

    Where the record holds several, the one called Date of Birth; None where there is neither.
    """
    dates = [
        s.name
        for s in symbols.by_name.values()
        if s.kind is Kind.DATE and s.home is Home.PERSON and s.owner is None
    ]
    if len(dates) == 1:
        return dates[0]
    return "Date of Birth" if "Date of Birth" in dates else None


def ages_have_a_birth(subject: Subject) -> Iterator[Finding]:
    """`age on D` and `the 18th birthday` need one date of birth in the person's record."""
    if birth(subject.symbols) is not None or subject.broken:
        return
    for clause, node in subject.nodes_of(tree.Node):
        if isinstance(node, tree.AgeOn | tree.Birthday):
            yield subject.finding(
                codes.NO_BIRTH,
                "an age is reckoned from a date of birth, and the record holds none",
                node.span,
                clause.number,
                help="let the record of the person hold `Date of Birth, a date`",
            )
            return
