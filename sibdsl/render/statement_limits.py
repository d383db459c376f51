"""Where a claim leaves each limit: what had been used, what the claim uses, what is left."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TypeAlias

from attrs import frozen

from sibdsl.model.calendar import Cycle, cycle_of
from sibdsl.model.claims import Entry
from sibdsl.model.contract import Contract, CountLimit, MoneyLimit, PayerLimit
from sibdsl.model.days import Day
from sibdsl.model.ledger import CLAIM, FLOOR, RELIEF, SHORTFALL, DaySpan, Line
from sibdsl.model.money import Money
from sibdsl.model.statement import Position, Reached
from sibdsl.model.terms import OWN
from sibdsl.render import terms
from sibdsl.render.page import counted, days_in_words, listed
from sibdsl.settle.units import units_of
from sibdsl.values import changed

Limit: TypeAlias = CountLimit | MoneyLimit | PayerLimit

_OUTSIDE = (SHORTFALL, FLOOR, RELIEF)
"""What no limit is on: it stands beside the payments for outcomes."""


@frozen
class Claimed:
    """What was claimed *before* a claim and what is claimed *now*, by the end of *as_at*.

    *member* gives the label of the group, of a Term, to which a case belongs; *unlimited* all that
    would be due if a payer had no limit.
    """

    before: Sequence[Entry]
    now: Sequence[Entry]
    as_at: Day
    member: Callable[[str, str], str | None]
    unlimited: Callable[[str], Sequence[Entry]]

    @property
    def all(self) -> tuple[Entry, ...]:
        """Both."""
        return (*self.before, *self.now)


# -- Limits on all together -----------------------------------------------------------------------


def positions(contract: Contract, claimed: Claimed) -> tuple[Position, ...]:
    """Each limit of money that is on all together, then each payer's; by year where for each."""
    found = [*_of_payments(contract, claimed), *_of_payers(contract, claimed)]
    return tuple(found)


def _of_payments(contract: Contract, claimed: Claimed) -> Iterator[Position]:
    nobodys = _paid_by_nobody(contract)
    for limit in contract.money_limits:
        if limit.each is not None:
            continue
        for year in _years(limit.cycle, claimed):
            before = _sum(_used(e, nobodys) for e in _under(limit, year, claimed.before))
            now = _sum(_used(e, nobodys) for e in _under(limit, year, claimed.now))
            cut = [
                entry
                for entry in _under(limit, year, claimed.all)
                if limit.clause.number in entry.line.cut_by
            ]
            yield Position(
                limit.clause.number,
                _scope("Payments", limit, year),
                limit.amount,
                before,
                now,
                beyond=_sum(entry.line.cut.pence * entry.sign for entry in cut),
                then="not paid",
            )


def _of_payers(contract: Contract, claimed: Claimed) -> Iterator[Position]:
    for limit in contract.payer_limits:
        if limit.each is not None:
            continue
        for party in limit.payers:
            for year in _years(limit.cycle, claimed):
                yield _of_payer(contract, limit, party, year, claimed)


def _of_payer(
    contract: Contract, limit: PayerLimit, party: str, year: DaySpan | None, claimed: Claimed
) -> Position:
    """The position of one payer; what its limit keeps from it is reckoned where it is reached."""

    def shares(entries: Iterable[Entry]) -> Money:
        return _sum(_share(entry, party) for entry in _under(limit, year, entries))

    position = Position(
        limit.clause.number,
        _scope(f"Payments by {party}", limit, year),
        limit.amount,
        shares(claimed.before),
        shares(claimed.now),
        party,
        then=_heir(contract, party),
    )
    if position.left.pence > 0:
        return position
    return changed(position, beyond=shares(claimed.unlimited(party)) - position.after)


def _heir(contract: Contract, party: str) -> str:
    """Who pays what the limit takes off the share of *party*."""
    rules = [rule for rule in contract.takes_over if party in rule.payers]
    heir = rules[0].heir if rules else None
    return "not paid" if heir is None else f"paid by {terms.value(heir)}"


def _years(cycle: Cycle | None, claimed: Claimed) -> Sequence[DaySpan | None]:
    """The years in which anything is claimed now, and the one of the claim; None where no year."""
    if cycle is None:
        return (None,)
    days = {claimed.as_at, *(unit.first_due for e in claimed.now for unit in units_of(e.line))}
    return sorted({cycle_of(cycle, day) for day in days})


def _scope(what: str, limit: MoneyLimit | PayerLimit, year: DaySpan | None) -> str:
    covered = f" for {listed(limit.outcomes)}" if limit.outcomes else ""
    if year is not None:
        return f"{what}{covered}, {days_in_words(year)}"
    return f"{what}{covered}" if covered else f"{what} in total"


def _under(limit: Limit, year: DaySpan | None, entries: Iterable[Entry]) -> Iterator[Entry]:
    """Those of *entries* that the limit is on; unit by unit where a year is asked for."""
    for entry in entries:
        line = entry.line
        if line.outcome in _OUTSIDE or not _covers(limit, line):
            continue
        if year is None or (year[0] <= line.first_due and line.last_due < year[1]):
            yield entry
        elif line.first_due < year[1] and year[0] <= line.last_due:
            within = (u for u in units_of(line) if year[0] <= u.first_due < year[1])
            yield from (Entry(unit, entry.reverses) for unit in within)


def _covers(limit: Limit, line: Line) -> bool:
    return limit.outcomes is None or line.outcome in limit.outcomes


def _used(entry: Entry, nobodys: frozenset[str]) -> int:
    """What an entry uses of a limit on payments, in pence.

    What only the limit of a payer leaves unpaid uses it up all the same: that limit comes after.
    """
    line = entry.line
    only_payers = bool(line.cut_by) and nobodys.issuperset(line.cut_by)
    return (line.gross if only_payers else line.paid).pence * entry.sign


def _paid_by_nobody(contract: Contract) -> frozenset[str]:
    """The clauses of the limits whose excess nobody pays: those stand on a line that they cut."""
    return frozenset(limit.clause.number for limit in contract.payer_limits)


def _share(entry: Entry, party: str) -> int:
    return dict(entry.line.shares).get(party, Money(0)).pence * entry.sign


def _sum(pence: Iterable[int]) -> Money:
    return Money(sum(pence))


# -- Limits for each one --------------------------------------------------------------------------


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
    beyond = [entry for entry in beyond if _covers(limit, entry.line)]
    return Reached(
        limit.clause.number,
        f"{listed(limit.outcomes)}, for each {_whose(contract, limit.each)}",
        counted(limit.n, "unit"),
        *_how_many(limit, limit.each, claimed, used, limit.n),
        sum(entry.line.units * entry.sign for entry in beyond),
        _sum(entry.line.gross.pence * entry.sign for entry in beyond),
    )


def _of_money(contract: Contract, limit: MoneyLimit, claimed: Claimed) -> Reached:
    nobodys = _paid_by_nobody(contract)
    now = [e for e in claimed.now if limit.clause.number in e.line.cut_by]
    each = f"for each {_whose(contract, limit.each)}"
    return Reached(
        limit.clause.number,
        _of_each(f"Payments {each}", limit, claimed.as_at),
        str(limit.amount),
        *_how_many(limit, limit.each, claimed, lambda e: _used(e, nobodys), limit.amount.pence),
        sum(entry.line.units * entry.sign for entry in now),
        _sum(entry.line.cut.pence * entry.sign for entry in now),
    )


def _of_a_payer(contract: Contract, limit: PayerLimit, party: str, claimed: Claimed) -> Reached:
    """What it leaves unpaid is said of the whole line, where nobody takes the share over."""
    now = [e for e in claimed.now if limit.clause.number in e.line.cut_by]
    each = f"for each {_whose(contract, limit.each)}"
    return Reached(
        limit.clause.number,
        _of_each(f"Payments by {party} {each}", limit, claimed.as_at),
        str(limit.amount),
        *_how_many(limit, limit.each, claimed, lambda e: _share(e, party), limit.amount.pence),
        sum(entry.line.units * entry.sign for entry in now),
        _sum(entry.line.cut.pence * entry.sign for entry in now),
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
        for entry in _under(limit, year, entries):
            name = _room(entry.line, each or OWN, claimed)
            if name is not None:
                each_one[name] += used(entry)
        sums.append(each_one)
    before, now = (sum(n >= most for n in each_one.values()) for each_one in sums)
    return sum(n > 0 for n in sums[1].values()), before, now


def _room(line: Line, each: str, claimed: Claimed) -> str | None:
    """Whose limit a line is under: its case, or its group of that Term; None of no one's."""
    if line.outcome == CLAIM:
        return None
    if each == OWN:
        return line.case
    return line.group if line.case is None else claimed.member(line.case, each)
