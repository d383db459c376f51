"""What a number, and so an amount, can be a whole multiple of."""

from collections.abc import Iterator
from fractions import Fraction
from math import gcd, lcm
from typing import TypeAlias

from sibdsl.check.subject import Subject
from sibdsl.check.symbols import key
from sibdsl.diagnostics import Finding, codes
from sibdsl.syntax import forms, tree
from sibdsl.syntax.walk import walk

How: TypeAlias = tree.Rounding | tree.Nearest | tree.NotRounded | None
Plain: TypeAlias = forms.Price | forms.Scale | forms.Tier
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
        case tree.NumberEligible():
            return WHOLE
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


def payment_grain(subject: Subject, outcomes: frozenset[str] = frozenset()) -> int:
    """The greatest number of pence of which every payment is a whole multiple; 0 if none is made.

    Only those for *outcomes* are asked for, all where there are none. A limit cuts a payment to
    what is left, so limits count too. A price that can end in a part of a penny is told elsewhere,
    and counts for nothing.
    """
    grain = 0
    for clause, price, rising in prices(subject):
        pays = clause.form
        asked = isinstance(pays, forms.Pays) and (not outcomes or key(pays.outcome) in outcomes)
        if asked:
            grain = gcd(grain, int(pence_of(subject, price, rising) or 0))
    for _, limit in subject.forms_of(forms.Limit):
        if not any(isinstance(part, forms.By) for part in limit.scopes):
            grain = gcd(grain, limit.amount.money.pence)
    return grain


def prices(subject: Subject) -> Iterator[tuple[forms.Clause, Plain, int]]:
    """Each price, with the pence that the rises of its outcome round to; 0 where it never rises."""
    for clause, pays in subject.forms_of(forms.Pays):
        rising = 0
        for _, rises in subject.forms_of(forms.Rises):
            if not rises.outcomes or key(pays.outcome) in map(key, rises.outcomes):
                rising = gcd(rising, int(_money(rises.rounding) or PENNY))
        for node in walk(pays.price):
            if isinstance(node, forms.Price | forms.Scale | forms.Tier):
                yield clause, node, rising


def pence_of(subject: Subject, price: Plain, rising: int) -> Fraction | None:
    """What a price is a whole multiple of, in pence; None where it can end in any part of one."""
    match price:
        case forms.Price(amount, None) | forms.Tier(amount):
            return Fraction(_risen(amount, rising))
        case forms.Price(amount, tree.Name() as per):
            per_one = grain_of(subject, per)
            pence = _risen(amount, rising) * (per_one or Fraction(0))
            return None if per_one is None or pence.denominator != 1 else pence
        case forms.Scale():
            unrounded = None if rising else _unrounded(subject, price)
            return _money(price.rounding) or unrounded
        case _:
            raise AssertionError(price)


def _risen(amount: tree.Amount, rising: int) -> int:
    """What an amount is a multiple of, however often it rises; nothing never rises."""
    return gcd(amount.money.pence, rising) if amount.money.pence else 0


def _unrounded(subject: Subject, scale: forms.Scale) -> Fraction | None:
    """The greatest part of which both ends, and each step of the measure between, are multiples."""
    start, end = (level(node) for node in (scale.start, scale.end))
    step = grain_of(subject, scale.number)
    low, high = scale.low.money.pence, scale.high.money.pence
    if start == end or step is None:
        return None
    each = (high - low) / (end - start)
    parts = (each * step, low - each * start)
    if any(part.denominator != 1 for part in parts):
        return None
    return Fraction(gcd(low, high, *(int(part) for part in parts)))


def level(node: tree.Number | tree.Percent) -> Fraction:
    """A number as it is computed: a percentage is parts of one."""
    return node.value / 100 if isinstance(node, tree.Percent) else node.value


def _money(how: How) -> Fraction | None:
    """The pence that a rounding of money rounds to; None where it is none."""
    match how:
        case tree.Rounding(grain="penny") | tree.Nearest(grain="penny"):
            return PENNY
        case tree.Rounding(grain="pound") | tree.Nearest(grain="pound"):
            return Fraction(100)
        case _:
            return None


def unsaid(rounding: How) -> str | None:
    """Why an amount can end in a part of a penny, for a message; nothing where it cannot."""
    match rounding:
        case None:
            return "; how is it rounded?"
        case tree.NotRounded():
            return ", and nobody can pay that"
        case tree.Rounding(grain="penny" | "pound") | tree.Nearest(grain="penny" | "pound"):
            return None
        case _:
            return "; money is rounded to a penny or a pound"


def prices_come_to_whole_pence(subject: Subject) -> Iterator[Finding]:
    """A price for each of a measure comes to whole pence, or the measure says how it rounds."""
    for clause, price, rising in prices(subject):
        if not isinstance(price, forms.Price) or price.per is None:
            continue
        if price.amount.money.pence and pence_of(subject, price, rising) is None:
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
