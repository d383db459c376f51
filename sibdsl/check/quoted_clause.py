"""What a clause says in figures: the same kinds that a quotation is read for."""

from collections.abc import Iterator
from fractions import Fraction
from typing import Final

from sibdsl.check.quoted_figures import figures_in
from sibdsl.check.quoted_kinds import Figure, Kind
from sibdsl.model.calendar import Unit
from sibdsl.source import Source, Span
from sibdsl.syntax import forms, tree
from sibdsl.syntax.walk import parts

_LENGTHS: Final = {
    Unit.DAYS.value: (Kind.DAYS, 1),
    Unit.WEEKS.value: (Kind.DAYS, 7),
    Unit.MONTHS.value: (Kind.MONTHS, 1),
    Unit.YEARS.value: (Kind.MONTHS, 12),
}
_GRAINS: Final = {"penny": Fraction(1), "pound": Fraction(100)}
_CYCLES: Final = {
    "week": (Kind.DAYS, 7),
    "month": (Kind.MONTHS, 1),
    "quarter": (Kind.MONTHS, 3),
    "financial year": (Kind.MONTHS, 12),
    "calendar year": (Kind.MONTHS, 12),
}


def figures_of(form: tree.Node, source: Source) -> Iterator[Figure]:
    """The figures of a sentence, in its order.

    A *weak* one is said by a word: the week of `each week`, the one of `only the first`, the day
    of an amendment; or it stands in a code or a reason, as in `Stage is "two years"`. A
    quotation may say it in figures, and need not.
    """
    for figure in _below(form):
        yield Figure(*figure[:3], " ".join(source[figure[3]].split()), figure[3], figure[4])


_Read = tuple[Kind, Fraction, Fraction, Span, bool]


def _below(node: tree.Node) -> Iterator[_Read]:
    match node:
        case forms.Amendment(since, _, sentence):
            yield from ((*each[:4], True) for each in _below(since))
            yield from _below(sentence)
        case forms.EachRun(count, days):
            yield Kind.DAYS, count.value, count.value, count.span, False
            yield from _below(days)
        case tree.AtMostDays(count) | tree.AtLeastDays(count):
            yield Kind.DAYS, count.value, count.value, count.span, False
        case forms.Counts(None) | forms.Paid(None):
            yield Kind.COUNT, Fraction(1), Fraction(1), node.span, True
            yield from _all_below(node)
        case _:
            yield from _one(node)


def _one(node: tree.Node) -> Iterator[_Read]:
    match node:
        case tree.Amount(money):
            yield Kind.AMOUNT, Fraction(money.pence), Fraction(money.pence, 100), node.span, False
        case tree.Percent(value):
            yield Kind.PERCENT, value, value, node.span, False
        case tree.Date(day):
            written = Fraction(-2 if day is None else day)
            yield Kind.DATE, written, written, node.span, False
        case tree.Length(count, unit):
            kind, times = _LENGTHS[unit]
            yield kind, count.value * times, count.value, node.span, False
        case tree.Birthday(years):
            yield Kind.AGE, Fraction(years), Fraction(years), node.span, False
        case tree.Number(value):
            yield Kind.COUNT, value, value, node.span, False
        case tree.Rounding(_, str() as grain) | tree.Nearest(str() as grain) if grain in _GRAINS:
            yield Kind.AMOUNT, _GRAINS[grain], _GRAINS[grain], node.span, True
        case tree.Cycle(word) if word in _CYCLES:
            kind, days = _CYCLES[word]
            yield kind, Fraction(days), Fraction(1), node.span, True
        case tree.Text(text):
            for said in figures_in(text):
                yield said.kind, said.value, said.number, node.span, True
        case _:
            yield from _all_below(node)


def _all_below(node: tree.Node) -> Iterator[_Read]:
    for _, part in parts(node):
        yield from _below(part)
