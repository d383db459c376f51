"""Shares make up the payment, to the penny, and say how they round."""

from collections.abc import Iterator
from fractions import Fraction
from math import gcd

from sibdsl.check.subject import Subject
from sibdsl.diagnostics import Finding, Label, Place, codes
from sibdsl.syntax import forms, tree


def percentages_are_at_most_a_hundred(subject: Subject) -> Iterator[Finding]:
    """A share or a deduction takes at most the whole."""
    for clause, form in subject.nodes_of(tree.Node):
        if isinstance(form, forms.Share | forms.Deducted) and form.percent.value > 100:
            yield subject.finding(
                codes.OVER_HUNDRED,
                f"{_plain(form.percent.value)}% is more than the whole",
                form.percent.span,
                clause.number,
            )


def _plain(number: Fraction) -> str:
    return f"{float(number):g}"


def shares_make_up_the_payment(subject: Subject) -> Iterator[Finding]:
    """The shares are at most 100% together, and somebody pays what they leave."""
    shares = list(subject.forms_of(forms.Share))
    whole = Fraction(0)
    for clause, share in shares:
        whole += share.percent.value
        if whole > 100 and share.percent.value <= 100:
            yield _exceeds(subject, clause, share, whole)
            return
    if whole < 100 and not any(subject.forms_of(forms.Rest)) and not subject.broken:
        last = shares[-1][0].span if shares else subject.document.clauses[0].span
        number = shares[-1][0].number if shares else ""
        yield subject.finding(
            codes.NOT_ALL_PAID,
            f"nobody pays {'the other ' if shares else ''}{_plain(100 - whole)}% of a payment",
            last,
            number,
            help="add a sentence such as `Sutton pays the rest.`",
        )


def _exceeds(
    subject: Subject, clause: forms.Clause, share: forms.Share, whole: Fraction
) -> Finding:
    others = tuple(
        Label(Place.words(subject.document.source, other.percent.span), "and this share")
        for _, other in subject.forms_of(forms.Share)
        if other is not share
    )
    return subject.finding(
        codes.SHARES_EXCEED,
        f"the shares come to {_plain(whole)}% of a payment",
        share.percent.span,
        clause.number,
        label="with this share",
        others=others,
        help="shares of one payment are at most 100% together",
    )


def shares_say_how_they_round(subject: Subject) -> Iterator[Finding]:
    """A share says how it rounds, unless no payment can make it need to (reading 27).

    Every payment is a whole multiple of the greatest amount that divides all prices and limits.
    """
    grain = 0
    for _, amount in subject.nodes_of(tree.Amount):
        grain = gcd(grain, amount.money.pence)
    fractional = any(price.per for _, price in subject.nodes_of(forms.Price))
    for clause, share in subject.forms_of(forms.Share):
        exact = (share.percent.value * grain / 100).denominator == 1 and not fractional
        whole = share.percent.value == 100
        if share.rounding is None and not (exact or whole):
            yield subject.finding(
                codes.ROUNDING,
                f"{_plain(share.percent.value)}% of a payment can end in a part of a penny",
                share.percent.span,
                clause.number,
                help="say how it is rounded: `…, rounded down to a penny`",
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
                clause.span,
                clause.number,
                others=(Label(place, "the order is said here"),),
                help="all limits bind together, so one order serves them all",
            )
