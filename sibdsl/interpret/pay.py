"""From achievements to payments: limits by number, prices, limits, shares, limits of payers.

The order is that of the contract's money: each step sees all cases, in the turn of their lines.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import assert_never

from attrs import Factory, define, evolve, frozen

from sibdsl.interpret.achieve import Achievement
from sibdsl.interpret.doubt import of_condition, of_number, of_value
from sibdsl.interpret.eligible import standing
from sibdsl.interpret.meaning import NOT_THERE, Reading
from sibdsl.model import calendar
from sibdsl.model.contract import (
    Card,
    Contract,
    Flat,
    Key,
    PerUnit,
    Price,
    Share,
)
from sibdsl.model.ledger import DaySpan
from sibdsl.model.terms import Value
from sibdsl.model.truth import UNKNOWN, YES


@define
class Draft:
    """A line while it is worked out; amounts in pence, for each of its units.

    Units stay together as long as no limit can part them.
    """

    achievement: Achievement
    gross: int = 0
    paid: int = 0
    unpaid_by: str | None = None
    cut_by: list[str] = Factory(list)
    shares: dict[str, int] = Factory(dict)
    payers: Mapping[Value, object] = Factory(dict)

    @property
    def units(self) -> int:
        """How many units it has."""
        return self.achievement.unit.count

    def singles(self) -> "Iterator[Draft]":
        """Each unit by itself, with a copy of what is worked out so far."""
        for one in self.achievement.singles():
            yield self._of(one)

    def _of(self, achievement: Achievement) -> "Draft":
        return evolve(self, achievement=achievement, cut_by=[*self.cut_by], shares={**self.shares})

    def crossing(self, left: int) -> "list[Draft]":
        """The units that *left* pays in full, the one that it pays in part, and the others."""
        full = left // self.gross if self.gross else self.units
        if full >= self.units or left <= 0:
            return [self]
        edges = (0, full, full + 1, self.units)
        one = self.achievement
        return [
            self._of(evolve(one, unit=one.unit.taken(a, b))) for a, b in pairwise(edges) if a < b
        ]

    @property
    def case(self) -> str:
        """The case number."""
        return self.achievement.reading.case.number

    @property
    def outcome(self) -> str:
        """The outcome."""
        return self.achievement.outcome.name


@frozen
class Wait:
    """An achievement that waits, and what it waits for."""

    achievement: Achievement
    facts: tuple[str, ...]


def in_turn(achieved: Iterable[Achievement], contract: Contract) -> list[Achievement]:
    """*achieved* in their turn: the order that the contract states, then by due day, last
    evidence day, case number and outcome (reading 26).
    """
    rank = {outcome.name: i for i, outcome in enumerate(contract.outcomes)}
    due_first = contract.order in ((), (Key.DUE_DAY,), (Key.DUE_DAY, Key.CASE_NUMBER))
    by_number = Key.CASE_NUMBER in contract.order

    def turn(one: Achievement) -> tuple[object, ...]:
        due, evidence, number = one.unit.due.least, one.unit.evidence, one.reading.case.number
        last = evidence[1] - 1 if evidence else due
        rest = (due, last, number, rank[one.outcome.name])
        if due_first:
            return (due, number, *rest) if by_number else rest
        return (*standing(one.on_its_due_day, contract.order).least[:-1], *rest)

    return sorted(achieved, key=turn)


# -- Prices ---------------------------------------------------------------------------------------


def price(reading: Reading, price_: Price) -> int | tuple[str, ...]:
    """The price in pence, or the facts that would settle it."""
    match price_:
        case Flat(amount):
            return amount.pence
        case PerUnit(amount, number):
            bounds = reading.number(number)
            if bounds.known is None:
                return tuple(of_number(reading, number))
            pence = bounds.known * amount.pence
            if pence.denominator != 1:
                return ("a clause that rounds what is paid: it ends in a part of a penny",)
            return int(pence)
        case Card(lines):
            truths = [(reading.holds(condition), line) for condition, line in lines]
            holding = [line for truth, line in truths if truth is YES]
            doubtful = any(truth is UNKNOWN for truth, _ in truths)
            if doubtful:
                facts = (f for condition, _ in lines for f in of_condition(reading, condition))
                return tuple(dict.fromkeys(facts))
            if len(holding) != 1:
                lines_held = "no line" if not holding else f"{len(holding)} lines"
                return (f"a card of which one line holds: {lines_held} of this one does",)
            return price(reading, holding[0])
        case _:
            assert_never(price_)


def span_of(contract: Contract, due: int) -> DaySpan:
    """The claim period that a due day falls in."""
    for start, end in contract.claims.first:
        if start <= due < end:
            return start, end
    assert contract.claims.cycle is not None, "claims without a cycle are not computed"
    return calendar.cycle_of(contract.claims.cycle, due)


# -- Shares ---------------------------------------------------------------------------------------


def payer(draft: Draft, value: Value) -> str | None:
    """The party that *value* is for this line; None where it is not known."""
    known = draft.payers[value]
    return known if isinstance(known, str) and known != NOT_THERE else None


def payers_of(contract: Contract) -> Iterator[Value]:
    """Everyone that the funding sentences name."""
    yield from (share.payer for share in contract.shares)
    if contract.rest is not None:
        yield contract.rest.payer
    yield from (t.heir for t in contract.takes_over if t.heir is not None)


def payers_on(draft: Draft, named: Sequence[Value]) -> Mapping[Value, object]:
    """Who each of the payers *named* is for this line."""
    reading = draft.achievement.on_its_due_day
    return {value: reading.value(value) for value in named}


def payer_facts(draft: Draft, parties: frozenset[str]) -> tuple[str, ...]:
    """What would settle who pays this line; empty where every payer is a known party."""
    facts: list[str] = []
    for value, known in draft.payers.items():
        if known is None:
            facts += of_value(draft.achievement.on_its_due_day, value)
        elif known == NOT_THERE:
            facts.append("nobody is recorded as payer on that day")
        elif known not in parties:
            facts.append(f"{known} is no party to the contract")
    return tuple(dict.fromkeys(facts))


Splits = dict[int, tuple[int, ...]]
"""The shares of each amount that was split before, in pence, the rest at the end."""


def shared(draft: Draft, contract: Contract, splits: Splits) -> None:
    """Split what is paid: each share rounded as it says, the rest to the named party."""
    if draft.paid not in splits:
        splits[draft.paid] = split(draft.paid, contract)
    *amounts, left = splits[draft.paid]
    for share, amount in zip(contract.shares, amounts, strict=True):
        add_share(draft, share.payer, amount)
    if contract.rest is not None:
        add_share(draft, contract.rest.payer, left)


def split(paid: int, contract: Contract) -> tuple[int, ...]:
    """Each share of *paid* in the contract's order, then what is left; never more than there is."""
    left, amounts = paid, []
    for share in contract.shares:
        amount = min(_amount(paid, share), left)
        amounts.append(amount)
        left -= amount
    return (*amounts, left)


def _amount(paid: int, share: Share) -> int:
    exact = share.percent * paid
    rounded = share.rounding(exact) if share.rounding else exact
    assert rounded.denominator == 1, "a share that can end in a part of a penny says how it rounds"
    return int(rounded)


def add_share(draft: Draft, value: Value, pence: int) -> None:
    """Have the party that *value* is for this line pay so many pence more."""
    party = payer(draft, value)
    assert party is not None, "a line whose payer is not known waits"
    draft.shares[party] = draft.shares.get(party, 0) + pence
