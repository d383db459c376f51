"""Where a claim leaves each limit: what had been used, what the claim uses, what is left."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Final, TypeAlias

from attrs import frozen

from sibdsl.model.calendar import Cycle, cycle_of
from sibdsl.model.claims import Entry
from sibdsl.model.contract import Contract, CountLimit, MoneyLimit, PayerLimit
from sibdsl.model.days import Day
from sibdsl.model.ledger import CLAIM, FLOOR, RELIEF, SHORTFALL, DaySpan, Line
from sibdsl.model.money import Money
from sibdsl.model.statement import Position
from sibdsl.model.terms import OWN
from sibdsl.render import terms
from sibdsl.render.page import days_in_words, listed
from sibdsl.settle.units import units_of
from sibdsl.values import changed

Limit: TypeAlias = CountLimit | MoneyLimit | PayerLimit

_NOBODY: Final = "not paid"

_OUTSIDE: Final = (SHORTFALL, FLOOR, RELIEF)
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
    for limit in contract.money_limits:
        if limit.each is not None:
            continue
        for year in _years(limit.cycle, claimed):
            before, now = (
                in_all(used(contract, entry, claimed) for entry in under(limit, year, entries))
                for entries in (claimed.before, claimed.now)
            )
            cut = [
                entry
                for entry in under(limit, year, claimed.all)
                if limit.clause.number in entry.line.cut_by
            ]
            yield Position(
                limit.clause.number,
                _scope("Payments", limit, year),
                limit.amount,
                before,
                now,
                beyond=in_all(
                    entry.line.gross.pence * entry.sign - used(contract, entry, claimed)
                    for entry in cut
                ),
                then=_NOBODY,
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
        return in_all(share_of(entry, party) for entry in under(limit, year, entries))

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
    beyond = _unpaid_by(contract, limit, year, claimed)
    if beyond is None:
        beyond = shares(claimed.unlimited(party)) - position.after
    return changed(position, beyond=beyond)


def _unpaid_by(
    contract: Contract, limit: PayerLimit, year: DaySpan | None, claimed: Claimed
) -> Money | None:
    """What the limit of one payer has left unpaid, as the lines that it cut say.

    None where they do not: where another party pays it, or another payer's limit cut a line too.
    """
    if len(limit.payers) > 1 or _heir(contract, limit.payers[0]) != _NOBODY:
        return None
    others = {x.clause.number for x in contract.payer_limits} - {limit.clause.number}
    clause = limit.clause.number
    cut = [e for e in under(limit, year, claimed.all) if clause in e.line.cut_by]
    if any(not others.isdisjoint(entry.line.cut_by) for entry in cut):
        return None
    return in_all(
        used(contract, entry, claimed) - entry.line.paid.pence * entry.sign for entry in cut
    )


def _heir(contract: Contract, party: str) -> str:
    """Who pays what the limit takes off the share of *party*."""
    rules = [rule for rule in contract.takes_over if party in rule.payers]
    heir = rules[0].heir if rules else None
    return _NOBODY if heir is None else f"paid by {terms.value(heir)}"


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


def under(limit: Limit, year: DaySpan | None, entries: Iterable[Entry]) -> Iterator[Entry]:
    """Those of *entries* that the limit is on; unit by unit where a year is asked for."""
    for entry in entries:
        line = entry.line
        if line.outcome in _OUTSIDE or not covers(limit, line):
            continue
        if year is None or (year[0] <= line.first_due and line.last_due < year[1]):
            yield entry
        elif line.first_due < year[1] and year[0] <= line.last_due:
            within = (u for u in units_of(line) if year[0] <= u.first_due < year[1])
            yield from (Entry(unit, entry.reverses) for unit in within)


def covers(limit: Limit, line: Line) -> bool:
    """Whether the limit is on lines of that outcome."""
    return limit.outcomes is None or line.outcome in limit.outcomes


def used(contract: Contract, entry: Entry, claimed: Claimed) -> int:
    """What an entry uses of a limit on payments, in pence.

    What the limit of a payer leaves unpaid uses it up all the same: that limit comes after. Where
    one on payments cut the entry too, it was cut to what that limit had left.
    """
    plain = _plainly_used(contract, entry)
    if plain is not None:
        return plain
    crossed = next(x for x in contract.money_limits if x.clause.number in entry.line.cut_by)
    return _leftunder(contract, crossed, entry, claimed) * entry.sign


def _plainly_used(contract: Contract, entry: Entry) -> int | None:
    """What an entry uses, where not both a limit on payments and one of a payer cut it."""
    line = entry.line
    clauses = set(line.cut_by) - {""}
    if clauses.isdisjoint(limit.clause.number for limit in contract.payer_limits):
        return line.paid.pence * entry.sign
    if clauses.isdisjoint(limit.clause.number for limit in contract.money_limits):
        return line.gross.pence * entry.sign
    return None


def _leftunder(contract: Contract, limit: MoneyLimit, entry: Entry, claimed: Claimed) -> int:
    """What *limit* had left for the entry that crossed it: the first such, and the last paid."""
    year = None if limit.cycle is None else cycle_of(limit.cycle, entry.line.first_due)
    used = sum(
        _plainly_used(contract, other) or 0
        for other in under(limit, year, claimed.all)
        if _same_room(limit, entry.line, other.line, claimed)
    )
    return max(limit.amount.pence - used, entry.line.paid.pence)


def _same_room(limit: MoneyLimit, one: Line, other: Line, claimed: Claimed) -> bool:
    if limit.each is None:
        return True
    return room_of(one, limit.each, claimed) == room_of(other, limit.each, claimed)


def share_of(entry: Entry, party: str) -> int:
    """What *party* pays of an entry, in pence."""
    return dict(entry.line.shares).get(party, Money(0)).pence * entry.sign


def in_all(pence: Iterable[int]) -> Money:
    """The sum of so many pence each."""
    return Money(sum(pence))


def room_of(line: Line, each: str, claimed: Claimed) -> str | None:
    """Whose limit a line is under: its case, or its group of that Term; None of no one's."""
    if line.outcome == CLAIM:
        return None
    if each == OWN:
        return line.case
    return line.group if line.case is None else claimed.member(line.case, each)
