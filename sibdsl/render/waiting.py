"""What is not yet known: grouped by the facts that would settle it, those still to come last."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from sibdsl.model.contract import Contract, EachDay, EachRun, Flat, OnDay
from sibdsl.model.ledger import Ledger, Waiting
from sibdsl.model.money import Money
from sibdsl.render.page import counted, listed, pounds, wrapped

FIRST: Final = 5
"""So many case numbers are named."""

_ROW: Final = re.compile(r" \([^()]*:\d+\)$")
_LATER: Final = re.compile(r"(.*) after (\d{1,2} \w+ \d{4})$")

_NO_FILE: Final = "no file holds "

Facts = tuple[str, ...]


def waiting(contract: Contract, ledger: Ledger) -> Iterator[str]:
    """Each group with its facts, what it can come to by outcome, and its first cases."""
    if not ledger.waiting:
        return
    cases = {one.case for one in ledger.waiting}
    number = counted(len(cases), "case")
    yield f"Not yet known: {number}, neither paid nor refused until these facts are known"
    for facts, group in _groups(ledger):
        yield from wrapped(f"{'; '.join(facts) or _to_come(group)}", "  ", "    ")
        for outcome in contract.outcomes:
            own = [one for one in group if one.outcome == outcome.name]
            if own:
                most = at_stake(contract, own)
                worth = f", at most {pounds(most)} before limits" if most else ""
                number = counted(len({one.case for one in own}), "case")
                name = f"{outcome.name} (clause {outcome.clause})"
                yield from wrapped(f"{name}: {number}{worth}", "    ", "      ")
        numbers = list(dict.fromkeys(one.case or "no case" for one in group))
        yield from wrapped(
            f"{'case' if len(numbers) == 1 else 'cases'} {_some(numbers)}", "    ", "      "
        )


def _groups(ledger: Ledger) -> list[tuple[Facts, list[Waiting]]]:
    """Those that wait for alike facts of the past together, the largest group first.

    What waits only for days after the data has no such fact, and comes last.
    """
    groups: dict[Facts, list[Waiting]] = {}
    for one in ledger.waiting:
        facts = [_ROW.sub("", fact) for fact in one.facts if not _LATER.match(fact)]
        groups.setdefault(_once(facts), []).append(one)
    return sorted(groups.items(), key=lambda pair: (not pair[0], -len(pair[1])))


def _once(facts: Sequence[str]) -> Facts:
    """*facts*, those that no file holds said in one."""
    absent = [fact.removeprefix(_NO_FILE) for fact in facts if fact.startswith(_NO_FILE)]
    others = [fact for fact in facts if not fact.startswith(_NO_FILE)]
    return (*others, f"{_NO_FILE}{listed(absent, 'or')}") if absent else tuple(others)


def _to_come(group: Sequence[Waiting]) -> str:
    """The records of later days that would settle *group*."""
    found = [later for one in group for fact in one.facts if (later := _LATER.match(fact))]
    days = listed(list(dict.fromkeys(later[2] for later in found)), "or")
    terms = dict.fromkeys(name for later in found for name in re.split(r", | and ", later[1]))
    return f"what is recorded after {days}: {listed(list(terms), 'or')}"


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
    outcome = next(o for o in contract.outcomes if o.name == one.outcome)
    trigger = outcome.trigger
    # For each of something, there is no telling how many more there will be.
    if not isinstance(price, Flat) or outcome.index is not None:
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
