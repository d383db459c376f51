"""How much of each limit is used up, from the lines of the ledger."""

from collections.abc import Iterable, Iterator

from sibdsl.interpret.cycles import span_at
from sibdsl.interpret.meaning import Reading
from sibdsl.model import terms
from sibdsl.model.contract import MoneyLimit, PayerLimit
from sibdsl.model.explanation import Room
from sibdsl.model.ledger import DaySpan, Ledger, Line
from sibdsl.model.money import Money


def rooms(reading: Reading, ledger: Ledger) -> Iterator[Room]:
    """The limits that are those of who is read, and of no one else: of the whole, those on all."""
    contract = reading.world.contract
    each = None if reading.whose == terms.CONTRACT else reading.whose
    lines = [line for line in ledger.lines if each is None or _is_of(line, reading)]
    for limit in contract.count_limits:
        if each == limit.each:
            own = [x for x in lines if x.outcome in limit.outcomes and x.unpaid_by is None]
            used = sum(line.units for line in own)
            yield Room(str(limit.clause), _called(reading), limit.outcomes, (), limit.n, used)
    of_money: tuple[MoneyLimit | PayerLimit, ...] = (
        *contract.money_limits,
        *contract.payer_limits,
    )
    for one in of_money:
        if each == one.each:
            yield from _of_money(reading, one, lines)


def _called(reading: Reading) -> str:
    """What a limit is for each of."""
    if reading.whose == terms.OWN:
        return reading.world.contract.person.name
    return "" if reading.whose == terms.CONTRACT else reading.whose


def _is_of(line: Line, reading: Reading) -> bool:
    """Whether a line is of who is read; of a group, its members' too."""
    number = reading.case.number
    if reading.whose == terms.OWN:
        return line.case == number
    named_by = reading.world.contract.membership(reading.whose)
    member = reading.world.members.get(line.case) if line.case else None
    if member is None or named_by is None:
        return line.group == number
    return member.reading.case.facts.get(named_by) == number


def _of_money(
    reading: Reading, limit: MoneyLimit | PayerLimit, lines: Iterable[Line]
) -> Iterator[Room]:
    """The room under a limit of money; one for each year in which anything falls due under it."""
    contract = reading.world.contract
    payers = limit.payers if isinstance(limit, PayerLimit) else ()
    spent: dict[DaySpan | None, int] = {}
    for line in lines:
        if limit.outcomes is None or line.outcome in limit.outcomes:
            span = span_at(contract, limit.cycle, line.first_due) if limit.cycle else None
            spent[span] = spent.get(span, 0) + _paid(line, payers)
    for span, pence in (spent or {None: 0}).items():
        yield Room(
            str(limit.clause),
            _called(reading),
            limit.outcomes or (),
            payers,
            limit.amount,
            Money(pence),
            span,
        )


def _paid(line: Line, payers: tuple[str, ...]) -> int:
    """What of a line comes under a limit: all of it, or what those payers pay."""
    if not payers:
        return line.paid.pence
    return sum(amount.pence for name, amount in line.shares if name in payers)
