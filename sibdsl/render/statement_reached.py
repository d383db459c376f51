"""Limits for each person or group: how many have reached them, and what they leave unpaid."""

from collections import Counter
from collections.abc import Callable

from sibdsl.model.calendar import cycle_of
from sibdsl.model.claims import Entry
from sibdsl.model.contract import Contract, CountLimit, MoneyLimit, PayerLimit
from sibdsl.model.days import Day
from sibdsl.model.statement import Reached
from sibdsl.model.terms import OWN
from sibdsl.render.page import days_in_words, listed
from sibdsl.render.statement_limits import (
    Claimed,
    Limit,
    covers,
    in_all,
    room_of,
    share_of,
    under,
    used,
)


def reached(contract: Contract, claimed: Claimed) -> tuple[Reached, ...]:
    """Each limit for each person or group: by number, of money, and of a payer."""
    return (
        *(_by_number(contract, limit, claimed) for limit in contract.count_limits),
        *(_of_money(contract, x, claimed) for x in contract.money_limits if x.each is not None),
        *(
            _of_a_payer(contract, limit, party, claimed)
            for limit in contract.payer_limits
            if limit.each is not None
            for party in limit.payers
        ),
    )


def _by_number(contract: Contract, limit: CountLimit, claimed: Claimed) -> Reached:
    """How many persons have had all that is paid: what is counted and not paid counts too."""

    def used(entry: Entry) -> int:
        line = entry.line
        counts = contract.above_limit_counts or (line.unpaid_by is None and bool(line.paid))
        return line.units * entry.sign * counts

    beyond = [e for e in claimed.now if e.line.unpaid_by == limit.clause.number]
    beyond = [entry for entry in beyond if covers(limit, entry.line)]
    return Reached(
        limit.clause.number,
        f"{listed(limit.outcomes)}, for each {_whose(contract, limit.each)}",
        "the first" if limit.n == 1 else f"the first {limit.n:,}",
        *_how_many(limit, limit.each, claimed, used, limit.n),
        sum(entry.line.units * entry.sign for entry in beyond),
        in_all(entry.line.gross.pence * entry.sign for entry in beyond),
    )


def _of_money(contract: Contract, limit: MoneyLimit, claimed: Claimed) -> Reached:
    def uses(entry: Entry) -> int:
        return used(contract, entry, claimed)

    now = [e for e in claimed.now if limit.clause.number in e.line.cut_by]
    each = f"for each {_whose(contract, limit.each)}"
    return Reached(
        limit.clause.number,
        _of_each(f"Payments {each}", limit, claimed.as_at),
        str(limit.amount),
        *_how_many(limit, limit.each, claimed, uses, limit.amount.pence),
        sum(entry.line.units * entry.sign for entry in now),
        in_all(entry.line.cut.pence * entry.sign for entry in now),
    )


def _of_a_payer(contract: Contract, limit: PayerLimit, party: str, claimed: Claimed) -> Reached:
    """What it leaves unpaid is said of the whole line, where nobody takes the share over."""
    now = [e for e in claimed.now if limit.clause.number in e.line.cut_by]
    each = f"for each {_whose(contract, limit.each)}"
    return Reached(
        limit.clause.number,
        _of_each(f"Payments by {party} {each}", limit, claimed.as_at),
        str(limit.amount),
        *_how_many(limit, limit.each, claimed, lambda e: share_of(e, party), limit.amount.pence),
        sum(entry.line.units * entry.sign for entry in now),
        in_all(entry.line.cut.pence * entry.sign for entry in now),
    )


def _of_each(what: str, limit: MoneyLimit | PayerLimit, as_at: Day) -> str:
    covered = f", for {listed(limit.outcomes)}" if limit.outcomes else ""
    year = f", {days_in_words(cycle_of(limit.cycle, as_at))}" if limit.cycle else ""
    return f"{what}{covered}{year}"


def _whose(contract: Contract, each: str | None) -> str:
    return each or contract.person.name or "case"


def _how_many(
    limit: Limit,
    each: str | None,
    claimed: Claimed,
    used: Callable[[Entry], int],
    most: int,
) -> tuple[int, int, int]:
    """How many have any payment under the limit, how many had used it up before, and have now."""
    cycle = None if isinstance(limit, CountLimit) else limit.cycle
    year = None if cycle is None else cycle_of(cycle, claimed.as_at)
    sums: list[Counter[str]] = []
    for entries in (claimed.before, claimed.all):
        each_one: Counter[str] = Counter()
        for entry in under(limit, year, entries):
            name = room_of(entry.line, each or OWN, claimed)
            if name is not None:
                each_one[name] += used(entry)
        sums.append(each_one)
    before, now = (sum(n >= most for n in each_one.values()) for each_one in sums)
    return sum(n > 0 for n in sums[1].values()), before, now
