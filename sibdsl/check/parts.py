"""What a number, and so an amount, can be a whole multiple of."""

from collections.abc import Iterator
from fractions import Fraction
from math import gcd, lcm

from sibdsl.check.subject import Subject
from sibdsl.diagnostics import Finding, codes
from sibdsl.syntax import forms, tree

PENNY, WHOLE = Fraction(1), Fraction(1)


def grain_of(
    subject: Subject, node: tree.Node, seen: frozenset[str] = frozenset()
) -> Fraction | None:
    """What the number is always a whole multiple of; None where it can be any fraction.

    Amounts are in pence and percentages parts of one, as they are computed.
    """
    match node:
        case tree.Number(value):
            return value or WHOLE
        case tree.Percent(value):
            return value / 100 or WHOLE
        case tree.Amount(money):
            return Fraction(money.pence or 1)
        case tree.CountDays() | tree.CountItems() | tree.LengthOf() | tree.AgeOn():
            return WHOLE
        case tree.Rounded(measure, rounding):
            return _rounded(rounding) or grain_of(subject, measure, seen)
        case tree.Across("total", measure=measure) | tree.AcrossItems("total", measure=measure):
            return grain_of(subject, measure, seen)
        case tree.Arithmetic(left, operator, right):
            first, second = grain_of(subject, left, seen), grain_of(subject, right, seen)
            return _joined(first, operator, second)
        case tree.Name():
            return _named(subject, node, seen)
        case _:
            return None


def _named(subject: Subject, name: tree.Name, seen: frozenset[str]) -> Fraction | None:
    symbol = subject.symbols.get(name)
    if symbol is None or symbol.name in seen:
        return WHOLE
    match symbol.node:
        case forms.Means(meaning=meaning):
            return grain_of(subject, meaning, seen | {symbol.name})
        case forms.Field(shape=forms.PlainType("amount")):
            return PENNY
        case forms.Attribute(type=forms.PlainType("amount")):
            return PENNY
        case _:
            return None


def _joined(first: Fraction | None, operator: str, second: Fraction | None) -> Fraction | None:
    if first is None or second is None:
        return None
    match operator:
        case "times":
            return first * second
        case "plus" | "less":
            below = lcm(first.denominator, second.denominator)
            return Fraction(gcd(int(first * below), int(second * below)), below)
        case _:
            return None


def _rounded(rounding: tree.Rounding | tree.Nearest | tree.NotRounded) -> Fraction | None:
    match rounding:
        case tree.NotRounded():
            return None
        case tree.Rounding(grain=tree.Number(places)) | tree.Nearest(grain=tree.Number(places)):
            return Fraction(1, 10 ** min(max(int(places), 0), 99))
        case tree.Rounding(grain="pound") | tree.Nearest(grain="pound"):
            return Fraction(100)
        case _:
            return WHOLE


def payment_grain(subject: Subject) -> int:
    """The greatest number of pence of which every payment is a whole multiple; 0 if none is made.

    A limit cuts a payment to what is left, so limits count too. A price that can end in a part of a
    penny is told elsewhere, and counts for nothing.
    """
    grain = 0
    for _, price in subject.nodes_of(forms.Price):
        grain = gcd(grain, int(_pence(subject, price) or 0))
    for _, limit in subject.forms_of(forms.Limit):
        if not any(isinstance(part, forms.By) for part in limit.scopes):
            grain = gcd(grain, limit.amount.money.pence)
    return grain


def _pence(subject: Subject, price: forms.Price) -> Fraction | None:
    """What the price is a whole multiple of, in pence; None where it can end in any part of one."""
    pence = Fraction(price.amount.money.pence)
    if price.per is None:
        return pence
    per = grain_of(subject, price.per)
    return None if per is None or (pence * per).denominator != 1 else pence * per


def prices_come_to_whole_pence(subject: Subject) -> Iterator[Finding]:
    """A price for each of a measure comes to whole pence, or the measure says how it rounds."""
    for clause, price in subject.nodes_of(forms.Price):
        if price.per is not None and price.amount.money.pence and _pence(subject, price) is None:
            yield subject.finding(
                codes.ROUNDING,
                f"{price.amount.money} for each `{price.per.text}` can end in a part of a penny",
                price.per.span,
                clause.number,
                help=f"say in the meaning of `{price.per.text}` how it rounds: "
                "`…, rounded down to a whole number`",
            )


def deductions_say_how_they_round(subject: Subject) -> Iterator[Finding]:
    """What a deduction leaves is a whole number of outcomes."""
    for clause, deducted in subject.forms_of(forms.Deducted):
        if deducted.percent.value in (0, 100) or deducted.percent.value > 100:
            continue
        if deducted.rounding is None or isinstance(deducted.rounding, tree.NotRounded):
            yield subject.finding(
                codes.ROUNDING,
                "the number left can end in a part of an outcome",
                deducted.percent.span,
                clause.number,
                help="add `, and the number left is rounded down to a whole number`",
            )
