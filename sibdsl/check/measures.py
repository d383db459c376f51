"""Numbers are compared with their like, and what counts is whole."""

from collections.abc import Iterator
from enum import Enum
from fractions import Fraction
from typing import Final

from sibdsl.check.subject import Subject
from sibdsl.check.symbols import Symbol
from sibdsl.diagnostics import Finding, codes
from sibdsl.syntax import forms, tree


class Family(Enum):
    """Numbers of one family can be compared and added; the value is how a message calls it."""

    MONEY = "an amount of money"
    PERCENTAGE = "a percentage"
    PLAIN = "a number"


def numbers_compared_are_alike(subject: Subject) -> Iterator[Finding]:
    """Money is compared with money, a percentage with a percentage, days with a number."""
    for clause, node in subject.nodes_of(tree.Node):
        for left, right in _pairs(node):
            first, second = family_of(subject, left), family_of(subject, right)
            if first and second and first is not second:
                yield subject.finding(
                    codes.UNLIKE_NUMBERS,
                    f"`{subject.words(left)}` is {first.value}, and this is {second.value}",
                    right.span,
                    clause.number,
                    help=f"write {first.value} here, or set it beside another measure",
                )


def prices_are_for_numbers(subject: Subject) -> Iterator[Finding]:
    """`£10 for each M`: M counts something; of an amount or a percentage there is no "each"."""
    for clause, price in subject.nodes_of(forms.Price):
        if price.per is not None:
            family = family_of(subject, price.per)
            if family not in (None, Family.PLAIN):
                yield subject.finding(
                    codes.UNLIKE_NUMBERS,
                    f"`{price.per.text}` is {family.value}; a price is for each one of a number",
                    price.per.span,
                    clause.number,
                    help="name a number that counts something, such as `N means the number of …`",
                )


def _pairs(node: tree.Node) -> Iterator[tuple[tree.Node, tree.Node]]:
    """The numbers that *node* sets side by side."""
    match node:
        case tree.NameIs(subject, tree.Within() | tree.FromTo() | tree.Equals() as compared):
            yield from ((subject, quantity) for quantity in _quantities(compared))
        case tree.ValueOnIs(
            subject, _, tree.Within() | tree.FromTo() | tree.Equals() as compared
        ) | tree.NumberIs(subject, compared):
            yield from ((subject, quantity) for quantity in _quantities(compared))
        case forms.Scale(start=start, end=end, number=number):
            yield number, start
            yield number, end
        case tree.Arithmetic(left, "plus" | "less", right) | tree.PercentageBy(left, _, right):
            yield left, right
        case _:
            pass


def _quantities(compared: tree.Compared) -> tuple[tree.Node, ...]:
    match compared:
        case tree.Within(bounds):
            return tuple(bound.quantity for bound in bounds)
        case tree.FromTo(least, most):
            return least, most
        case tree.Equals(quantity):
            return (quantity,)


def family_of(
    subject: Subject, node: tree.Node, seen: frozenset[str] = frozenset()
) -> Family | None:
    """The family of a number; None where a mistake reported elsewhere leaves it open."""
    match node:
        case tree.Amount():
            return Family.MONEY
        case tree.Percent() | tree.PercentageBy():
            return Family.PERCENTAGE
        case tree.Rounded(measure):
            return family_of(subject, measure, seen)
        case tree.Across(measure=measure) | tree.AcrossItems(measure=measure):
            return family_of(subject, measure, seen)
        case tree.Arithmetic(left, _, right):
            families = {family_of(subject, left, seen), family_of(subject, right, seen)}
            return next((f for f in families if f is not Family.PLAIN), Family.PLAIN)
        case tree.Name():
            symbol = subject.symbols.get(node)
            if symbol is None or symbol.name in seen:
                return None
            return _family_of_symbol(subject, symbol, seen | {symbol.name})
        case _:
            return Family.PLAIN


def _family_of_symbol(subject: Subject, symbol: Symbol, seen: frozenset[str]) -> Family | None:
    match symbol.node:
        case forms.Means(meaning=meaning):
            return family_of(subject, meaning, seen)
        case forms.Field(shape=forms.PlainType(word)) | forms.Attribute(type=forms.PlainType(word)):
            families = {"amount": Family.MONEY, "percentage": Family.PERCENTAGE}
            return families.get(word, Family.PLAIN)
        case _:
            return None


def counts_are_whole(subject: Subject) -> Iterator[Finding]:
    """What is counted off is a whole number; at least 1, but for a number of days allowed."""
    for clause, node in subject.nodes_of(tree.Node):
        for number, least in _counts(node):
            if number.value.denominator != 1 or number.value < least:
                yield subject.finding(
                    codes.NOT_WHOLE,
                    f"a whole number of at least {least} is needed here",
                    number.span,
                    clause.number,
                    help="write it in figures: 1, 2, 3 …",
                )


def _counts(node: tree.Node) -> Iterator[tuple[tree.Number, int]]:
    """The numbers in *node* that count something, each with the least that it can be."""
    match node:
        case tree.Length(count) | tree.KOf(count) | forms.EachRun(count):
            yield count, 1
        case tree.AtMostDays(count) | tree.AtLeastDays(count):
            yield count, 0
        case forms.Counts(tree.Number() as n) | forms.Paid(tree.Number() as n):
            yield n, 1
        case forms.PaidOfAll(n) | forms.Places(n) | forms.Shortfall(n):
            yield n, 1
        case forms.Tier(_, tree.Number() as n):
            yield n, 1
        case (
            tree.Rounding(grain=tree.Number() as places)
            | tree.Nearest(grain=tree.Number() as places)
        ):
            yield places, 0
        case _:
            pass


def lists_are_long_enough(subject: Subject) -> Iterator[Finding]:
    """`at least 2 of the following` needs a list of 2 conditions or more."""
    for clause, node in subject.nodes_of(tree.KOf):
        if node.count.value > len(node.list.items):
            yield subject.finding(
                codes.NOT_WHOLE,
                f"only {len(node.list.items)} conditions follow, so this can never be met",
                node.count.span,
                clause.number,
                help=f"write at most {len(node.list.items)}, or add to the list",
            )


def ranges_are_not_empty(subject: Subject) -> Iterator[Finding]:
    """`from 10 to 17`: a range that ends before it begins holds nothing."""
    for clause, node in subject.nodes_of(tree.Node):
        match node:
            case tree.FromTo(least, most):
                low, high = _constant(least), _constant(most)
            case tree.Within((tree.Bound(first, least), tree.Bound(second, most))):
                least, most = (least, most) if first in _UP else (most, least)
                one_each = (first in _UP) is not (second in _UP)
                low, high = (_constant(least), _constant(most)) if one_each else (None, None)
            case _:
                continue
        if low is not None and high is not None and high < low:
            later = max(least, most, key=lambda bound: bound.span)
            yield subject.finding(
                codes.ENDS_BEFORE,
                "the range ends before it begins, so nothing lies in it",
                later.span,
                clause.number,
                help="put the smaller number first",
            )


_UP: Final = frozenset({"at least", "more than"})


def _constant(node: tree.Operand) -> Fraction | None:
    match node:
        case tree.Number(value) | tree.Percent(value):
            return value
        case tree.Amount(money):
            return Fraction(money.pence)
        case tree.Name():
            return None
