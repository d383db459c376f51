"""Who is paid differently under two contracts on the same case data, by how much and by whom."""

from collections import Counter
from collections.abc import Mapping

from sibdsl.model.differences import OnData, Row
from sibdsl.model.ledger import Ledger, Line
from sibdsl.model.money import Money

WHOLE = "(the contract)"
"""What stands for the case of a line that is of no one case."""

Pence = Mapping[str, int]


def on_data(old: Ledger, new: Ledger, names: Mapping[str, str]) -> OnData:
    """How two ledgers of the same case data differ; the old in the names that *names* gives."""
    before, after = _shares(old, names), _shares(new, {})
    listed = sorted(_rows(_by_case(old), _by_case(new)), key=lambda row: row.name)
    cases = [_with_payers(row, before.get(row.name, {}), after.get(row.name, {})) for row in listed]
    payers = {names.get(name, name): money.pence for name, money in old.paid_by().items()}
    return OnData(
        tuple(sorted((row for row in cases if row.more.pence), key=_most)),
        tuple(sorted((row for row in cases if not row.more.pence and row.payers), key=_most)),
        _rows(payers, {name: money.pence for name, money in new.paid_by().items()}),
        _rows(_by_outcome(old, names), _by_outcome(new, {})),
        Row("all", old.paid, new.paid),
    )


def _most(row: Row) -> int:
    """What it is ordered by: whoever is paid more or less by most comes first."""
    return -max(abs(row.more.pence), *(abs(money.pence) for _, money in row.payers), 0)


def _case(line: Line) -> str:
    return line.case or line.group or WHOLE


def _by_case(ledger: Ledger) -> Pence:
    sums: Counter[str] = Counter()
    for line in ledger.lines:
        sums[_case(line)] += line.paid.pence
    return sums


def _by_outcome(ledger: Ledger, names: Mapping[str, str]) -> Pence:
    sums: Counter[str] = Counter()
    for line in ledger.lines:
        sums[names.get(line.outcome, line.outcome)] += line.paid.pence
    return sums


def _rows(before: Pence, after: Pence) -> tuple[Row, ...]:
    names = dict.fromkeys((*after, *before))
    return tuple(Row(n, Money(before.get(n, 0)), Money(after.get(n, 0))) for n in names)


def _with_payers(row: Row, before: Pence, after: Pence) -> Row:
    """*row* with the payers that pay more or less for it."""
    names = dict.fromkeys((*after, *before))
    more = ((name, after.get(name, 0) - before.get(name, 0)) for name in names)
    return Row(row.name, row.old, row.new, tuple((name, Money(n)) for name, n in more if n))


def _shares(ledger: Ledger, names: Mapping[str, str]) -> Mapping[str, Pence]:
    """What each party pays for each case."""
    sums: dict[str, Counter[str]] = {}
    for line in ledger.lines:
        for party, amount in line.shares:
            sums.setdefault(_case(line), Counter())[names.get(party, party)] += amount.pence
    return sums
