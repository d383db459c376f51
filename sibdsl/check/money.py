"""Percentages and limits of payments."""

from collections.abc import Iterator

from sibdsl.check.subject import Subject
from sibdsl.diagnostics import Finding, Label, Place, codes
from sibdsl.model.money import in_figures
from sibdsl.source import Span
from sibdsl.syntax import forms, tree


def percentages_are_at_most_a_hundred(subject: Subject) -> Iterator[Finding]:
    """A share, a deduction or a fall of prices takes at most the whole."""
    for clause, form in subject.nodes_of(tree.Node):
        match form:
            case forms.Share(percent=part) | forms.Deducted(percent=part):
                pass
            case forms.Rises(word="fall", by=tree.Percent() as part):
                pass
            case _:
                continue
        if part.value > 100:
            yield subject.finding(
                codes.OVER_HUNDRED,
                f"{in_figures(part.value)}% is more than the whole",
                part.span,
                clause.number,
                help="write a percentage of at most 100%",
            )


def limits_agree_on_the_order(subject: Subject) -> Iterator[Finding]:
    """One order of payments serves all limits."""
    first: tuple[forms.Clause, forms.Limit] | None = None
    for clause, limit in subject.forms_of(forms.Limit):
        if limit.order is None:
            continue
        if first is None:
            first = clause, limit
        elif limit.order != first[1].order:
            place = Place.words(subject.document.source, first[0].span)
            yield subject.finding(
                codes.TWO_ORDERS,
                "this limit puts payments in another order",
                _words(limit),
                clause.number,
                others=(Label(place, "the order is said here"),),
                help="all limits bind together, so one order serves them all",
            )


def _words(limit: forms.Limit) -> Span:
    """The words of the order."""
    days = limit.order or ()
    return days[0].span.to(days[-1].span)


def limits_have_each_part_once(subject: Subject) -> Iterator[Finding]:
    """`by A by B` would be a limit of one of the two."""
    for clause, limit in subject.forms_of(forms.Limit):
        for kind in (forms.By, forms.ForEach, forms.InEach):
            alike = [part for part in limit.scopes if isinstance(part, kind)]
            for again in alike[1:]:
                place = Place.words(subject.document.source, alike[0].span)
                yield subject.finding(
                    codes.SAID_TWICE,
                    "one limit says this twice",
                    again.span,
                    clause.number,
                    others=(Label(place, "said here first"),),
                    help="write a limit of its own for each",
                )
