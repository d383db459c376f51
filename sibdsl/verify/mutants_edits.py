"""A slip put into a contract: one clause reworded or left out, or two that change places."""

from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from attrs import evolve, fields, frozen

from sibdsl.syntax import forms, tree
from sibdsl.syntax.walk import walk
from sibdsl.verify.mutants_slips import Around, Slip, slips
from sibdsl.verify.mutants_slips_outcomes import slips_of_outcomes

_LEFT_OUT: Final = (
    forms.Counts,
    forms.Paid,
    forms.PaidOfAll,
    forms.Restart,
    forms.Pause,
    forms.Clip,
    forms.Places,
    forms.Stop,
    forms.StopOn,
    forms.Rises,
    forms.Deducted,
    forms.Limit,
    forms.Relief,
    forms.UnknownEnds,
    forms.Amendment,
)
"""The sentences without which a contract can still be whole."""

_KEPT: Final = (
    forms.Title,
    forms.Signed,
    forms.Parties,
    forms.Record,
    forms.ContractRecord,
    forms.Joined,
    forms.Certifies,
    forms.Shortfall,
    forms.Floor,
    forms.Claims,
    forms.Evidence,
    forms.NoLimit,
    forms.NoNumber,
    forms.Follows,
    forms.Waived,
    forms.Example,
)
"""What no example can show to be otherwise, or is itself what notices."""


@frozen
class Edit:
    """*slip* in clause *clause*: the clauses by number as they then read, None where left out."""

    clause: str
    slip: str
    clauses: tuple[tuple[str, forms.Form | None], ...]


def edits(document: forms.Document) -> Iterator[Edit]:
    """Every slip that could be made in *document*, in the order of its clauses."""
    around = _around(document)
    for clause in document.clauses:
        form = clause.form
        if isinstance(form, _KEPT) or not clause.number:
            continue
        if isinstance(form, _LEFT_OUT):
            yield Edit(clause.number, "left out", ((clause.number, None),))
        for changed, slip in _reworded(form, around):
            assert isinstance(changed, forms.Form), "a slip leaves a sentence of its kind"
            yield Edit(clause.number, slip, ((clause.number, changed),))
    yield from _swapped(document)


def _around(document: forms.Document) -> Around:
    """What the contract names beside each part of it."""
    asked = [c.form for c in document.clauses if isinstance(c.form, forms.Eligible)]
    days = (day for form in asked for node in walk(form) for day in _days_of(node))
    shares = (c.form.percent.value for c in document.clauses if isinstance(c.form, forms.Share))
    person = next((form.of for form in asked), None)
    periods = {
        node.period.text: node.period
        for clause in document.clauses
        for node in walk(clause.form)
        if isinstance(node, forms.EachPiece)
    }
    return Around(tuple(dict.fromkeys(days)), person, tuple(shares), tuple(periods.values()))


def _days_of(node: tree.Node) -> Iterator[tree.DayPhrase]:
    """The days that a condition of eligibility asks about, but for those on the calendar."""
    match node:
        case tree.FirstDay() | tree.LastDay():
            yield node
        case tree.AgeOn(tree.Name() as day) | tree.InPlace(_, tree.Name() as day):
            yield day
        case tree.ValueOnIs(_, tree.Name() as day) | tree.IsRole(_, tree.Name() as day):
            yield day
        case _:
            pass


def _reworded(node: tree.Node, around: Around) -> Iterator[Slip]:
    """*node* with one slip in it, or in a part of it."""
    yield from slips(node, around)
    yield from slips_of_outcomes(node, around)
    for slot in fields(type(node)):
        part = getattr(node, slot.name)
        if isinstance(part, tree.Node):
            for other, slip in _reworded(part, around):
                fitting = _fitting(node, other)
                yield evolve(node, **{slot.name: fitting}), slip  # type: ignore[arg-type]
        elif isinstance(part, tuple):
            for i, one in enumerate(part):
                yield from _in_list(node, slot.name, i, one, around)


def _fitting(node: tree.Node, part: tree.Node) -> tree.Node:
    """*part* as it stands in *node*: a first or last day is of a Term, not of a set of one."""
    match node, part:
        case ((tree.FirstDay() | tree.LastDay()), tree.Union((name,))):
            return name
        case _:
            return part


def _in_list(node: tree.Node, slot: str, i: int, one: object, around: Around) -> Iterator[Slip]:
    """*node* with a slip in one of a list of its parts."""
    if not isinstance(one, tree.Node):
        return
    part = getattr(node, slot)
    for other, slip in _reworded(one, around):
        label = f"({one.label}) " if isinstance(one, tree.Item) and one.label else ""
        changed = (*part[:i], other, *part[i + 1 :])
        yield evolve(node, **{slot: changed}), f"{label}{slip}"  # type: ignore[arg-type]


def _swapped(document: forms.Document) -> Iterator[Edit]:
    """Two prices, two lines of a price list, or two payers that change places."""
    clauses = [c for c in document.clauses if c.number]
    pays = [(c.number, c.form) for c in clauses if isinstance(c.form, forms.Pays)]
    for (one, first), (other, second) in pairwise(pays):
        changed = evolve(first, price=second.price), evolve(second, price=first.price)
        said = f"prices of {first.outcome.text} and {second.outcome.text} swapped"
        yield Edit(one, said, ((one, changed[0]), (other, changed[1])))
    for number, form in pays:
        yield from _swapped_lines(number, form)
    funding = [(c.number, c.form) for c in clauses if isinstance(c.form, forms.Share | forms.Rest)]
    for i, (one, payer) in enumerate(funding):
        for other, heir in funding[i + 1 :]:
            yield _payers_swapped(one, payer, other, heir)


def _swapped_lines(number: str, form: forms.Pays) -> Iterator[Edit]:
    """Neighbouring lines of a list of prices, each with the amount of the other."""
    if not isinstance(form.price, forms.Card):
        return
    lines = form.price.lines
    for i, (one, other) in enumerate(pairwise(lines)):
        first, second = one.part, other.part
        if isinstance(first, forms.CardLine) and isinstance(second, forms.CardLine):
            swapped = (
                evolve(one, part=evolve(first, price=second.price)),
                evolve(other, part=evolve(second, price=first.price)),
            )
            card = evolve(form.price, lines=(*lines[:i], *swapped, *lines[i + 2 :]))
            said = f"prices of ({one.label}) and ({other.label}) swapped"
            yield Edit(number, said, ((number, evolve(form, price=card)),))


def _payers_swapped(
    one: str, first: forms.Share | forms.Rest, other: str, second: forms.Share | forms.Rest
) -> Edit:
    changed = (
        evolve(first, payer=second.payer, day=second.day),
        evolve(second, payer=first.payer, day=first.day),
    )
    said = f"{first.payer.text} and {second.payer.text} swapped"
    return Edit(one, said, ((one, changed[0]), (other, changed[1])))
