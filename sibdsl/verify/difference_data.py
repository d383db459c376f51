"""Who is paid differently under two contracts on the same case data, by how much and by whom."""

from collections import Counter
from collections.abc import Mapping

from sibdsl.model.differences import OnData, Row
from sibdsl.model.ledger import Ledger
from sibdsl.model.money import Money

WHOLE = "(the contract)"
"""What stands for the case of a line that is of no one case."""


def on_data(old: Ledger, new: Ledger, names: Mapping[str, str]) -> OnData:
    """How two ledgers of the same case data differ; payers of the old as *names* has them."""
    cases = sorted(_rows(_by_case(old), _by_case(new)), key=lambda row: row.name)
    before = {names.get(name, name): money.pence for name, money in old.paid_by().items()}
    after = {name: money.pence for name, money in new.paid_by().items()}
    shares = _shares(old, names), _shares(new, {})
    moved = tuple(row for row in cases if row.more.pence)
    otherwise = tuple(
        row.name
        for row in cases
        if not row.more.pence and shares[0].get(row.name) != shares[1].get(row.name)
    )
    return OnData(moved, otherwise, _rows(before, after), Row("all", old.paid, new.paid))


def _by_case(ledger: Ledger) -> Mapping[str, int]:
    sums: Counter[str] = Counter()
    for line in ledger.lines:
        sums[line.case or line.group or WHOLE] += line.paid.pence
    return sums


def _rows(before: Mapping[str, int], after: Mapping[str, int]) -> tuple[Row, ...]:
    names = dict.fromkeys((*after, *before))
    return tuple(Row(n, Money(before.get(n, 0)), Money(after.get(n, 0))) for n in names)


def _shares(ledger: Ledger, names: Mapping[str, str]) -> Mapping[str, Mapping[str, int]]:
    """What each party pays for each case, where it pays anything."""
    sums: dict[str, Counter[str]] = {}
    for line in ledger.lines:
        for party, amount in line.shares:
            if amount.pence:
                case = sums.setdefault(line.case or line.group or WHOLE, Counter())
                case[names.get(party, party)] += amount.pence
    return sums
