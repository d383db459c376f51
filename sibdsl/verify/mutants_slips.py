"""The slips of drafters: one part of a sentence, and what it is easily mistaken for."""

from collections.abc import Callable, Iterator
from fractions import Fraction
from typing import Any, Final

from attrs import evolve, frozen

from sibdsl.model.money import Money
from sibdsl.syntax import forms, tree
from sibdsl.syntax.write import phrase

Slip = tuple[tree.Node, str]
"""What stands in place of a part, and the change in words."""

_YEARS: Final = {"financial year": "calendar year", "calendar year": "financial year"}
_LOOSER: Final = {
    "at least": "more than",
    "more than": "at least",
    "at most": "less than",
    "less than": "at most",
}


@frozen
class Around:
    """What else the contract names, that a part of it can be mistaken for.

    *anchors* are the days from which things are counted; *person* the Term of those who are paid
    for; *shares* the percentages of the shares of a payment; *periods* what outcomes are cut from.
    """

    anchors: tuple[tree.DayPhrase, ...] = ()
    person: tree.Name | None = None
    shares: tuple[Fraction, ...] = ()
    periods: tuple[tree.Name, ...] = ()


def slips(node: tree.Node, around: Around) -> Iterator[Slip]:
    """What *node*, read on its own, is easily mistaken for."""
    for family in _FAMILIES:
        yield from family(node, around)


def _days(node: tree.Node, around: Around) -> Iterator[Slip]:
    """One day for another beside it."""
    match node:
        case tree.FirstDay(of):
            yield tree.LastDay(of), "`the last day of` for `the first day of`"
        case tree.LastDay(of):
            yield tree.FirstDay(of), "`the first day of` for `the last day of`"
        case tree.DayBefore(day):
            yield day, "the day itself for `the day before` it"
        case tree.DayAfter(day):
            yield day, "the day itself for `the day after` it"
        case tree.Birthday(years):
            yield tree.Birthday(years + 1), f"{years + 1} for {years} years of age"
        case tree.Earliest(days) | tree.Latest(days):
            for i, day in enumerate(days):
                yield _fewer(node, "days", i), f"without `{phrase(day)}`"
        case _:
            pass


def _periods(node: tree.Node, around: Around) -> Iterator[Slip]:
    """A period that begins or ends a day beside, or is longer."""
    match node:
        case tree.After(length, day):
            yield tree.Beginning(length, day), "`beginning with` for `after`"
        case tree.Beginning(length, day):
            yield tree.After(length, day), "`after` for `beginning with`"
        case tree.Between(first, tree.Date(int() as last)):
            earlier = tree.Date(last - 1, "")
            yield tree.Between(first, earlier), "the last day left out"
        case tree.PartOf("first", length, period):
            yield tree.PartOf("second", length, period), "`second` for `first`"
        case tree.PartOf("second", length, period):
            yield tree.PartOf("first", length, period), "`first` for `second`"
        case tree.Length(tree.Number(n), unit):
            yield _longer(node), f"{phrase(_longer(node))} for {phrase(node)}"
            if n == 52 and unit == "week":
                yield tree.Length(tree.Number(Fraction(1)), "year"), "1 year for 52 weeks"
        case tree.Cycle(word) if word in _YEARS:
            yield tree.Cycle(_YEARS[word]), f"`{_YEARS[word]}` for `{word}`"
        case _:
            pass


def _longer(node: tree.Length) -> tree.Length:
    return evolve(node, count=tree.Number(node.count.value + 1))


def _anchors(node: tree.Node, around: Around) -> Iterator[Slip]:
    """The age, the place or the party of another day; a window that is counted from another."""
    match node:
        case (
            tree.AgeOn(day)
            | tree.InPlace(_, day)
            | tree.IsRole(_, day)
            | tree.ValueOnIs(_, day)
            | tree.ValueOnIsNot(_, day)
            | tree.After(_, day)
            | tree.Beginning(_, day)
            | tree.Before(_, day)
            | forms.Rest(_, day)
            | forms.Share(_, day)
        ) if day is not None:
            others = [one for one in around.anchors if one != day]
            for other in others[:2]:
                yield evolve(node, day=other), f"`{phrase(other)}` for `{phrase(day)}`"
        case _:
            pass


def _sides(node: tree.Node, around: Around) -> Iterator[Slip]:
    """Whether the day itself is in."""
    match node:
        case tree.DaySide(side, day):
            yield tree.SideOr(side, day), f"`on or {side}` for `{side}`"
        case tree.SideOr(side, day):
            yield tree.DaySide(side, day), f"`{side}` for `on or {side}`"
        case forms.Stop(outcome, "after", day):
            yield forms.StopOn(outcome, day), "`on or after` for `after`"
        case forms.StopOn(outcome, day):
            yield forms.Stop(outcome, "after", day), "`after` for `on or after`"
        case _:
            pass


def _numbers(node: tree.Node, around: Around) -> Iterator[Slip]:
    """A bound that takes its own number in or leaves it out, or is one more."""
    match node:
        case tree.Bound(comparison, _):
            other = _LOOSER[comparison]
            yield evolve(node, comparison=other), f"`{other}` for `{comparison}`"
        case tree.FromTo(tree.Number(n) as least, most):
            yield tree.FromTo(_more(least), most), f"`from {n + 1}` for `from {n}`"
            if isinstance(most, tree.Number):
                m = most.value
                yield tree.FromTo(least, _more(most)), f"`to {m + 1}` for `to {m}`"
        case tree.NoDay():
            yield tree.AtMostDays(tree.Number(Fraction(1))), "`at most 1 day` for `no day`"
        case tree.EveryDay():
            yield tree.AtLeastDays(tree.Number(Fraction(1))), "`at least 1 day` for `every day`"
        case tree.AtMostDays(n) | tree.AtLeastDays(n) | tree.KOf(n) | forms.EachRun(n):
            yield evolve(node, count=_more(n)), f"{n.value + 1} for {n.value}"
        case tree.Rounding(direction, _):
            other = "up" if direction == "down" else "down"
            yield evolve(node, direction=other), f"rounded `{other}` for `{direction}`"
        case _:
            pass


def _more(node: tree.Number) -> tree.Number:
    return tree.Number(node.value + 1)


def _lists(node: tree.Node, around: Around) -> Iterator[Slip]:
    """An item of a list that is dropped; `or` for `and`."""
    match node:
        case tree.AllOf(items) | tree.AnyOf(items):
            for i, item in enumerate(items):
                yield _fewer(node, "items", i), f"without ({item.label})"
            other, word = (
                (tree.AnyOf(items), "or")
                if isinstance(node, tree.AllOf)
                else (tree.AllOf(items), "and")
            )
            yield other, f"`{word}` for `{'and' if word == 'or' else 'or'}`"
        case tree.Union(names) if len(names) > 1:
            for i, name in enumerate(names):
                yield _fewer(node, "names", i), f"without `{name.text}`"
        case tree.IsCode(codes) | forms.CodeList(codes) if len(codes) > 1:
            for i, code in enumerate(codes):
                yield _fewer(node, "codes", i), f'without "{code.text}"'
        case _:
            pass


def _fewer(node: Any, slot: str, i: int) -> tree.Node:
    """*node* without one of a list; what is left of a pair stands alone where it can."""
    parts = getattr(node, slot)
    left = parts[:i] + parts[i + 1 :]
    if len(left) == 1 and slot in ("items", "days"):
        one: tree.Node = left[0].part if slot == "items" else left[0]
        return one
    made: tree.Node = evolve(node, **{slot: left})
    return made


def _exceptions(node: tree.Node, around: Around) -> Iterator[Slip]:
    """A condition or an exception that is forgotten."""
    match node:
        case tree.DaysExcept(items, _):
            yield tree.Union((items,)), "without the exception"
        case tree.DaysWhere(items, _):
            yield tree.Union((items,)), "without the condition"
        case tree.DaysNotIn(days, _) | tree.DaysIn(days, _):
            whole = tree.Union((days,)) if isinstance(days, tree.Name) else days
            yield whole, "without `that is (not) in …`"
        case tree.CountItems(_, _, conditions) | tree.AcrossItems(conditions=conditions) if (
            conditions
        ):
            yield evolve(node, conditions=None), "without the condition"
        case forms.Achieved(_, _, conditions) if conditions:
            yield evolve(node, conditions=None), "without the condition"
        case _:
            pass


def _money(node: tree.Node, around: Around) -> Iterator[Slip]:
    """Another amount, percentage, basis or scope."""
    match node:
        case tree.Amount(money) if money.pence:
            other = Money(money.pence + money.pence // 1000 * 100 or money.pence + 100)
            yield tree.Amount(other), f"{other} for {money}"
        case forms.Share(percent=tree.Percent(p), basis=basis):
            yield from _share(node, p, basis, around)
        case forms.Rises(by=tree.Percent(p)) | forms.Deducted(percent=tree.Percent(p)):
            slot = "by" if isinstance(node, forms.Rises) else "percent"
            made: tree.Node = evolve(node, **{slot: tree.Percent(p + 1)})  # type: ignore[arg-type]
            yield made, f"{float(p + 1):g}% for {float(p):g}%"
        case forms.Limit(scopes):
            yield from _scopes(node, scopes, around)
        case forms.CountedNotPaid():
            yield forms.NeitherCounted(), "`neither counted nor paid` for `counted but not paid`"
        case forms.NeitherCounted():
            yield forms.CountedNotPaid(), "`counted but not paid` for `neither counted nor paid`"
        case _:
            pass


def _share(node: forms.Share, p: Fraction, basis: str, around: Around) -> Iterator[Slip]:
    """A point more; of what the other shares leave, in place of the whole; of the claim."""
    yield evolve(node, percent=tree.Percent(p + 1)), f"{float(p + 1):g}% for {float(p):g}%"
    others = list(around.shares)
    if p in others:
        others.remove(p)
    for other in dict.fromkeys(others):
        rest = p * (100 - other) / 100
        yield evolve(node, percent=tree.Percent(rest)), f"{float(p):g}% of the rest, not of all"
    if basis == "payment" and not node.outcomes and node.due is None:
        yield evolve(node, basis="claim"), "`of each claim` for `of each payment`"
    elif basis == "claim":
        yield evolve(node, basis="payment"), "`of each payment` for `of each claim`"


def _scopes(node: forms.Limit, scopes: tuple[forms.Scope, ...], around: Around) -> Iterator[Slip]:
    """A limit for each person for one in total, and one of a year for one of all."""
    for i, scope in enumerate(scopes):
        before, after = scopes[:i], scopes[i + 1 :]
        match scope:
            case forms.ForEach(name):
                total = (*before, forms.InTotal(), *after)
                yield evolve(node, scopes=total), f"`in total` for `for each {name.text}`"
            case forms.InTotal() if around.person is not None:
                each = forms.ForEach(tree.Name(around.person.text))
                said = f"`for each {around.person.text}` for `in total`"
                yield evolve(node, scopes=(*before, each, *after), order=None), said
            case forms.InEach(cycle):
                left = (*before, *after) or (forms.InTotal(),)
                yield evolve(node, scopes=left), f"in all, not `in each {cycle.word}`"
            case _:
                pass


def _counts(node: tree.Node, around: Around) -> Iterator[Slip]:
    """The first, or the first two."""
    match node:
        case forms.Counts(n) | forms.Paid(n):
            slot = "items" if isinstance(node, forms.Counts) else "outcome"
            name: tree.Name = getattr(node, slot)
            more = tree.Number(n.value + 1 if n else Fraction(2))
            many = evolve(name, text=_plural(name.text) if n is None or n.value == 1 else name.text)
            made: tree.Node = evolve(node, n=more, **{slot: many})  # type: ignore[arg-type]
            yield made, f"`first {more.value}` for `first{f' {n.value}' if n else ''}`"
        case forms.PaidOfAll(n) | forms.Places(n) | forms.Tier(_, tree.Number() as n):
            yield evolve(node, n=_more(n)), f"{n.value + 1} for {n.value}"
        case _:
            pass


def _plural(term: str) -> str:
    """A Term in the plural, as far as a parser asks."""
    if term.endswith("y") and term[-2:-1] not in "aeiou":
        return f"{term[:-1]}ies"
    return term + ("es" if term.endswith(("s", "x", "ch", "sh")) else "s")


_FAMILIES: Final[tuple[Callable[[tree.Node, Around], Iterator[Slip]], ...]] = (
    _days,
    _periods,
    _anchors,
    _sides,
    _numbers,
    _lists,
    _exceptions,
    _money,
    _counts,
)
