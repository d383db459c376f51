"""What is not yet known: grouped by outcome and by the facts that would settle it."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from sibdsl.model.contract import Contract, EachDay, EachRun, Flat, OnDay
from sibdsl.model.ledger import Ledger, Waiting
from sibdsl.model.money import Money
from sibdsl.render.page import counted, listed, pounds, wrapped

FIRST: Final = 5
"""So many case numbers are named."""

_ROW: Final = re.compile(r" \(([^()]*:\d+)\)$")

Facts = tuple[str, ...]


def waiting(contract: Contract, ledger: Ledger) -> Iterator[str]:
    """Each group with its cases, its facts, and the most that it can come to where that is sure."""
    if not ledger.waiting:
        return
    cases = {one.case for one in ledger.waiting}
    yield f"Not yet known: {counted(len(cases), 'case')}, not paid and not refused"
    for (outcome, facts), group in _groups(ledger):
        most = at_stake(contract, group)
        worth = f", at most {pounds(most)} before limits" if most else ""
        numbers = list(dict.fromkeys(one.case or "no case" for one in group))
        head = f"{outcome} (clause {group[0].clause}), {counted(len(numbers), 'case')}{worth}"
        yield from wrapped(head, "  ")
        yield from wrapped(f"to be settled: {'; '.join(facts)}", "    ", "      ")
        yield from wrapped(f"cases: {_some(numbers)}", "    ", "      ")


def _groups(ledger: Ledger) -> list[tuple[tuple[str, Facts], list[Waiting]]]:
    """Those that wait for alike facts together, the largest group first."""
    groups: dict[tuple[str, Facts], list[Waiting]] = {}
    for one in ledger.waiting:
        facts = tuple(_ROW.sub("", fact) for fact in one.facts)
        groups.setdefault((one.outcome, facts), []).append(one)
    return sorted(groups.items(), key=lambda pair: -len(pair[1]))


def _some(numbers: Sequence[str]) -> str:
    more = len(numbers) - FIRST
    if more <= 0:
        return listed(numbers)
    return f"{', '.join(numbers[:FIRST])} and {more:,} more"


def at_stake(contract: Contract, group: Sequence[Waiting]) -> Money | None:
    """The most that *group* can pay before limits; None where its days or prices are not known."""
    amounts = [_most(contract, one) for one in group]
    known = [amount for amount in amounts if amount is not None]
    return Money(sum(known)) if len(known) == len(amounts) else None


def _most(contract: Contract, one: Waiting) -> int | None:
    price = contract.tariffs[one.outcome].price
    trigger = next(o.trigger for o in contract.outcomes if o.name == one.outcome)
    if not isinstance(price, Flat):
        return None
    days = None if one.days is None else one.days[1] - one.days[0]
    match trigger:
        case OnDay():
            return price.amount.pence
        case EachDay() if days is not None:
            return price.amount.pence * days
        case EachRun(length=length) if days is not None:
            return price.amount.pence * (days // length)
        case _:
            return None
