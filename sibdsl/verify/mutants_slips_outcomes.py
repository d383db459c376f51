"""The slips in sentences of outcomes, limits and deductions: of what, on which day, for whom."""

from collections.abc import Iterator
from fractions import Fraction
from typing import Final

from attrs import evolve

from sibdsl.syntax import forms, tree
from sibdsl.syntax.write import phrase
from sibdsl.verify.mutants_slips import Around, Slip

_WEEK: Final = 7


def slips_of_outcomes(node: tree.Node, around: Around) -> Iterator[Slip]:
    """What *node*, a part of such a sentence, is easily mistaken for."""
    match node:
        case forms.OnDay(day) | forms.ForEachOn(_, day):
            for other in [one for one in around.anchors if one != day][:2]:
                yield evolve(node, day=other), f"on `{phrase(other)}` for on `{phrase(day)}`"
        case forms.EachRun() | forms.EachPiece():
            yield from _run_or_grid(node)
            yield from _of_another(node, around)
        case forms.Deducted(index):
            each = around.person if index is None else None
            if index is not None or each is not None:
                words = "for each" if index is None else "all together, not for each"
                yield evolve(node, index=each), f"{words} {(each or index).text}"  # type: ignore[union-attr]
        case forms.Limit(scopes):
            for i, scope in enumerate(scopes):
                left = (*scopes[:i], *scopes[i + 1 :]) or (forms.InTotal(),)
                if isinstance(scope, forms.ForOutcome):
                    yield evolve(node, scopes=left), "of all payments, not of some outcomes"
        case _:
            pass


def _run_or_grid(node: forms.EachRun | forms.EachPiece) -> Iterator[Slip]:
    """Weeks of a fixed grid for seven days on end, and the other way round."""
    match node:
        case forms.EachRun(count, tree.DaysNotIn(days, others)) if count.value % _WEEK == 0:
            period = days if isinstance(days, tree.Name) else days.names[0]
            weeks = tree.Length(tree.Number(Fraction(count.value // _WEEK)), "week")
            grain = tree.Cycle("week") if count.value == _WEEK else weeks
            piece = forms.EachPiece(grain, period, tree.NoDay(), others)
            yield piece, "weeks of a grid for consecutive days"
        case forms.EachPiece(tree.Cycle("week"), period, tree.NoDay(), others):
            within = tree.DaysNotIn(tree.Union((period,)), others)
            run = forms.EachRun(tree.Number(Fraction(_WEEK)), within)
            yield run, "consecutive days for weeks of a grid"
        case _:
            pass


def _of_another(node: forms.EachRun | forms.EachPiece, around: Around) -> Iterator[Slip]:
    """Units of a period that another outcome is of."""
    if isinstance(node, forms.EachPiece):
        for other in [one for one in around.periods if one.text != node.period.text][:2]:
            said = f"`of the {other.text}` for `of the {node.period.text}`"
            yield evolve(node, period=other), said
