"""Shares make up the payment, to the penny, and say how they round."""

from collections.abc import Iterator
from fractions import Fraction

from sibdsl.check.parts import payment_grain, unsaid
from sibdsl.check.roles import a_payer
from sibdsl.check.slices import Said, Slice, slices
from sibdsl.check.subject import Subject
from sibdsl.check.symbols import key
from sibdsl.diagnostics import Finding, Label, Place, codes
from sibdsl.model.money import in_figures
from sibdsl.syntax import forms, tree


def shares_make_up_the_payment(subject: Subject) -> Iterator[Finding]:
    """Of every payment the shares are at most 100% together, and somebody pays what they leave.

    Shares may be for some outcomes or some due days: each payment is looked at with those that it
    meets. One finding of each kind is enough.
    """
    if any(share.percent.value > 100 for _, share in subject.forms_of(forms.Share)):
        return
    said: set[str] = set()
    for one in slices(subject):
        for finding in _of_slice(subject, one):
            if finding.code.number not in said:
                said.add(finding.code.number)
                yield finding


def _of_slice(subject: Subject, one: Slice) -> Iterator[Finding]:
    """What is wrong with the shares that one kind of payment meets."""
    whole = Fraction(0)
    for clause, share in one.shares:
        whole += share.percent.value
        if whole > 100:
            yield _exceeds(subject, one, (clause, share), whole)
            return
    if whole < 100:
        yield from _left(subject, one, whole)
    else:
        yield from _pennies(subject, one)


def _exceeds(subject: Subject, one: Slice, last: Said, whole: Fraction) -> Finding:
    clause, share = last
    others = tuple(
        Label(Place.words(subject.document.source, other.percent.span), "and this share")
        for _, other in one.shares
        if other is not share
    )
    return subject.finding(
        codes.SHARES_EXCEED,
        f"the shares come to {in_figures(whole)}% of a payment{one.where}",
        share.percent.span,
        clause.number,
        label="with this share",
        others=others,
        help="shares of one payment are at most 100% together",
    )


def _left(subject: Subject, one: Slice, whole: Fraction) -> Iterator[Finding]:
    """Shares of less than the whole need somebody who pays the rest."""
    if subject.broken or any(subject.forms_of(forms.Rest)):
        return
    prices = [
        (clause, pays.span)
        for clause, pays in subject.forms_of(forms.Pays)
        if not one.where or key(pays.outcome) == one.outcome
    ]
    places = [(clause, share.percent.span) for clause, share in one.shares] or prices
    for clause, span in places[-1:]:
        other = "the other " if one.shares else ""
        yield subject.finding(
            codes.NOT_ALL_PAID,
            f"nobody pays {other}{in_figures(100 - whole)}% of a payment{one.where}",
            span,
            clause.number,
            help=f"add a sentence such as `{a_payer(subject)} pays the rest.`",
        )


def _pennies(subject: Subject, one: Slice) -> Iterator[Finding]:
    """Shares that make up the whole, and are rounded: a penny can be left or be too many."""
    rounded = [(c, s) for c, s in one.shares if not _exact(subject, s) and s.rounding is not None]
    up = next(((c, s) for c, s in rounded if _upwards(s)), None)
    if up is not None:
        yield subject.finding(
            codes.SHARES_EXCEED,
            f"shares of 100% can exceed the payment{one.where} where one is rounded up",
            up[1].percent.span,
            up[0].number,
            help=_rest_instead(up[1]),
        )
    elif rounded and not subject.broken and not any(subject.forms_of(forms.Rest)):
        clause, share = rounded[-1]
        yield subject.finding(
            codes.NOT_ALL_PAID,
            f"nobody pays the pennies that rounding leaves of a payment{one.where}",
            share.percent.span,
            clause.number,
            help=_rest_instead(share),
        )


def _rest_instead(share: forms.Share) -> str:
    return f"let one party pay the rest instead of a share: `{share.payer.text} pays the rest.`"


def _upwards(share: forms.Share) -> bool:
    match share.rounding:
        case tree.Rounding("up") | tree.Nearest():
            return True
        case _:
            return False


def _exact(subject: Subject, share: forms.Share) -> bool:
    """Whether the share of every payment is whole pence (reading 27)."""
    grain = payment_grain(subject, frozenset(map(key, share.outcomes)))
    return (share.percent.value * grain / 100).denominator == 1


def shares_say_how_they_round(subject: Subject) -> Iterator[Finding]:
    """A share says how it rounds, to a penny or a pound, unless it is always whole pence."""
    for clause, share in subject.forms_of(forms.Share):
        words = unsaid(share.rounding)
        if words and share.percent.value <= 100 and not _exact(subject, share):
            yield subject.finding(
                codes.ROUNDING,
                f"{in_figures(share.percent.value)}% of a payment can end in a part of a penny"
                f"{words}",
                share.percent.span if share.rounding is None else share.rounding.span,
                clause.number,
                help="say how it is rounded: `…, rounded down to a penny`",
            )
