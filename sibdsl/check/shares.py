"""Shares make up the payment, to the penny, and say how they round."""

from collections.abc import Iterator
from fractions import Fraction

from sibdsl.check.parts import payment_grain
from sibdsl.check.roles import a_payer
from sibdsl.check.subject import Subject
from sibdsl.diagnostics import Finding, Label, Place, codes
from sibdsl.model.money import in_figures
from sibdsl.syntax import forms, tree


def shares_make_up_the_payment(subject: Subject) -> Iterator[Finding]:
    """The shares are at most 100% together, and somebody pays what they leave."""
    shares = list(subject.forms_of(forms.Share))
    whole = Fraction(0)
    for clause, share in shares:
        whole += share.percent.value
        if share.percent.value > 100:
            return
        if whole > 100:
            yield _exceeds(subject, clause, share, whole)
            return
    if whole < 100:
        yield from _left(subject, shares, whole)
    elif whole == 100:
        yield from _pennies(subject, shares)


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
        f"the shares come to {in_figures(whole)}% of a payment",
        share.percent.span,
        clause.number,
        label="with this share",
        others=others,
        help="shares of one payment are at most 100% together",
    )


def _left(
    subject: Subject, shares: list[tuple[forms.Clause, forms.Share]], whole: Fraction
) -> Iterator[Finding]:
    """Shares of less than the whole need somebody who pays the rest."""
    if subject.broken or any(subject.forms_of(forms.Rest)):
        return
    last = (shares[-1][0], shares[-1][1].percent.span) if shares else None
    prices = [(clause, pays.span) for clause, pays in subject.forms_of(forms.Pays)]
    for clause, span in [last or prices[-1]] if prices else []:
        yield subject.finding(
            codes.NOT_ALL_PAID,
            f"nobody pays {'the other ' if shares else ''}{in_figures(100 - whole)}% of a payment",
            span,
            clause.number,
            help=f"add a sentence such as `{a_payer(subject)} pays the rest.`",
        )


def _pennies(subject: Subject, shares: list[tuple[forms.Clause, forms.Share]]) -> Iterator[Finding]:
    """Shares that make up the whole, and are rounded: a penny can be left or be too many."""
    rounded = [(c, s) for c, s in shares if not _exact(subject, s) and s.rounding is not None]
    up = next(((c, s) for c, s in rounded if _upwards(s)), None)
    if up is not None:
        yield subject.finding(
            codes.SHARES_EXCEED,
            "shares of 100% can exceed the payment where one is rounded up",
            up[1].percent.span,
            up[0].number,
            help=f"let one party pay the rest instead of a share: `{up[1].payer.text} pays the "
            "rest.`",
        )
    elif rounded and not subject.broken and not any(subject.forms_of(forms.Rest)):
        clause, share = rounded[-1]
        yield subject.finding(
            codes.NOT_ALL_PAID,
            "nobody pays the pennies that rounding leaves of a payment",
            share.percent.span,
            clause.number,
            help=f"let one party pay the rest instead of a share: `{share.payer.text} pays the "
            "rest.`",
        )


def _upwards(share: forms.Share) -> bool:
    match share.rounding:
        case tree.Rounding("up") | tree.Nearest():
            return True
        case _:
            return False


def _exact(subject: Subject, share: forms.Share) -> bool:
    """Whether the share of every payment is whole pence (reading 27)."""
    grain = payment_grain(subject)
    return (share.percent.value * grain / 100).denominator == 1


def shares_say_how_they_round(subject: Subject) -> Iterator[Finding]:
    """A share says how it rounds, to a penny or a pound, unless it is always whole pence."""
    for clause, share in subject.forms_of(forms.Share):
        words = _unsaid(share)
        if words and share.percent.value <= 100 and not _exact(subject, share):
            yield subject.finding(
                codes.ROUNDING,
                f"{in_figures(share.percent.value)}% of a payment can end in a part of a penny"
                f"{words}",
                share.percent.span if share.rounding is None else share.rounding.span,
                clause.number,
                help="say how it is rounded: `…, rounded down to a penny`",
            )


def _unsaid(share: forms.Share) -> str | None:
    """Why the share can end in a part of a penny; nothing where it cannot."""
    match share.rounding:
        case None:
            return "; how is it rounded?"
        case tree.NotRounded():
            return ", and nobody can pay that"
        case tree.Rounding(grain="penny" | "pound") | tree.Nearest(grain="penny" | "pound"):
            return None
        case _:
            return "; money is rounded to a penny or a pound"
