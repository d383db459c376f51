"""What is not yet known: grouped by the facts that would settle it, those still to come last."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Final, assert_never

from sibdsl.model.contract import (
    Card,
    Contract,
    EachDay,
    EachRun,
    Flat,
    OnDay,
    Outcome,
    PerUnit,
    Price,
    Scale,
    Tiers,
)
from sibdsl.model.ledger import Ledger, Waiting
from sibdsl.model.money import Money
from sibdsl.model.statement import Unsettled
from sibdsl.render.page import counted, days_in_words, listed, pounds, wrapped

FIRST: Final = 5
"""So many case numbers are named."""

WHOLE: Final = "the whole contract"

_ROW: Final = re.compile(r" \([^()]*:\d+\)$")
_LATER: Final = re.compile(r"(.*?) after (\d{1,2} \w+ \d{4})(: .*)?$")

_NO_FILE: Final = "no file holds "

Facts = tuple[str, ...]


def waiting(contract: Contract, ledger: Ledger) -> Iterator[str]:
    """Each group with its facts, what it can come to by outcome, and its first cases."""
    if ledger.waiting:
        number = _how_many(contract, ledger.waiting)
        yield f"Not yet known: some outcomes of {number}, neither paid nor refused until then"
        yield from _listed(contract, ledger.waiting)


def lapsed(contract: Contract, ledger: Ledger) -> Iterator[str]:
    """What was not known in time, in the same groups."""
    if ledger.lapsed:
        number = _how_many(contract, ledger.lapsed)
        clause = f" by clause {contract.wait_clause}" if contract.wait_clause.number else ""
        yield f"Not known in time{clause}: some outcomes of {number}, refused for want of"
        yield from _listed(contract, ledger.lapsed)


def unsettled(contract: Contract, waits: Sequence[Waiting]) -> Iterator[Unsettled]:
    """The same groups as values: one for each outcome of each group."""
    for facts, group in _groups(waits):
        yield from _of_group(contract, facts, group)


def _of_group(contract: Contract, facts: Facts, group: Sequence[Waiting]) -> Iterator[Unsettled]:
    settles = "; ".join(map(shortened, facts)) or _to_come(group)
    for name in _in_order(contract, group):
        own = [one for one in group if one.outcome == name]
        many, most = _how_many(contract, own), at_stake(contract, own)
        who = _named(contract, own) if any(one.case or one.group for one in own) else ""
        yield Unsettled(settles, name, own[0].clause, _when(own), many, who, most)


def _listed(contract: Contract, waits: Sequence[Waiting]) -> Iterator[str]:
    for facts, group in _groups(waits):
        every = list(_of_group(contract, facts, group))
        yield from wrapped(every[0].settles, "  ", "    ")
        for one in every:
            worth = f", at most {pounds(one.most)} before limits" if one.most else ""
            days = f", {one.days}" if one.days else ""
            said = f"{one.outcome} (clause {one.clause}){days}: {one.many}{worth}"
            yield from wrapped(said, "    ", "      ")
        if any(one.case or one.group for one in group):
            yield from wrapped(_named(contract, group), "    ", "      ")


def _when(waits: Sequence[Waiting]) -> str:
    """The days of what waits and has no case, where they are few."""
    days = {one.days for one in waits if one.days and one.case is None}
    if not days or len(days) > FIRST:
        return ""
    return listed([days_in_words(each) for each in sorted(days)])


def _in_order(contract: Contract, group: Sequence[Waiting]) -> Iterator[str]:
    """The outcomes that wait, in the contract's order; then what no outcome makes."""
    waiting_for = dict.fromkeys(one.outcome for one in group)
    named = [outcome.name for outcome in contract.outcomes]
    yield from (name for name in named if name in waiting_for)
    yield from (name for name in waiting_for if name not in named)


def _who(contract: Contract, one: Waiting) -> tuple[str, str]:
    """What waits: `case` and its number, the Term of a group and its label, or the contract."""
    if one.case is not None:
        return "case", one.case
    if one.group is not None:
        level = next(o.level for o in contract.outcomes if o.name == one.outcome)
        return level, one.group
    return WHOLE, ""


def _how_many(contract: Contract, waiting_: Iterable[Waiting]) -> str:
    """`12 cases, 1 Cohort and the whole contract`"""
    kinds = Counter(kind for kind, _ in {_who(contract, one) for one in waiting_})
    whole = [WHOLE] if kinds.pop(WHOLE, 0) else []
    return listed([*(counted(n, kind) for kind, n in sorted(kinds.items())), *whole])


def _named(contract: Contract, group: Sequence[Waiting]) -> str:
    """The first of those who wait, by number or label."""
    labels: dict[str, list[str]] = {}
    for kind, label in dict.fromkeys(_who(contract, one) for one in group):
        labels.setdefault(kind, []).append(label)
    return listed(
        [
            f"{kind}{'s' if len(named) > 1 else ''} {_some(named)}".rstrip()
            for kind, named in labels.items()
        ]
    )


def shortened(fact: str) -> str:
    """A fact of many cases with the first of them only."""
    what, of, cases = fact.partition(": ")
    return f"{what}: {_some(cases.split(', '))}" if of else fact


def _groups(waits: Iterable[Waiting]) -> list[tuple[Facts, list[Waiting]]]:
    """Those that wait for alike facts of the past together, the largest group first.

    What waits only for days after the data has no such fact, and comes last.
    """
    groups: dict[Facts, list[Waiting]] = {}
    for one in waits:
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
    outcome = next((o for o in contract.outcomes if o.name == one.outcome), None)
    if outcome is None or _varies(contract, outcome):
        return None
    most = _most_each(contract.tariffs[one.outcome].price)
    days = None if one.days is None else one.days[1] - one.days[0]
    match outcome.trigger:
        case OnDay():
            return most
        case EachDay() if days is not None and most is not None:
            return most * days
        case EachRun(length=length) if days is not None and most is not None:
            return most * (days // length)
        case _:
            return None


def _varies(contract: Contract, outcome: Outcome) -> bool:
    """Whether there is no telling how many more there will be, or at which price."""
    later = (version.contract.tariffs.get(outcome.name) for version in contract.versions)
    return (
        outcome.index is not None
        or any(rule.outcome == outcome.name for rule in contract.deductions)
        or any(rise.outcomes is None or outcome.name in rise.outcomes for rise in contract.rises)
        or any(tariff != contract.tariffs[outcome.name] for tariff in later)
    )


def _most_each(price: Price) -> int | None:
    """The most that one achievement can pay; None where a measure decides it without end."""
    match price:
        case Flat(amount):
            return amount.pence
        case PerUnit():
            return None
        case Scale(low=low, high=high):
            return max(low.pence, high.pence)
        case Tiers(tiers):
            return max(tier.amount.pence for tier in tiers)
        case Card(lines):
            each = [_most_each(line) for _, line in lines]
            known = [most for most in each if most is not None]
            return max(known) if len(known) == len(each) else None
        case _:
            assert_never(price)
