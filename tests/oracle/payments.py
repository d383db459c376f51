"""What is paid: limits, shares and the lines of the ledger, unit by unit, in whole pence."""

from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from evaluator import DAY, last_of_months_beginning


@dataclass
class Unit:
    """One achievement, and in the end what is paid for it and by whom."""

    case: str
    outcome: str
    clause: str
    order: int
    due: date
    evidence: tuple[date, date] | None
    gross: int
    paid: int = 0
    unpaid_by: str = ""
    cut_by: str = ""
    shares: dict[str, int] = field(default_factory=dict)
    group: str = ""

    def turn(self) -> tuple[date, str, date, int]:
        """Due day, case number as text, last evidence day, order of the outcomes."""
        return self.due, self.case, self.evidence[1] if self.evidence else self.due, self.order


class Limit(NamedTuple):
    """A limit in money: its clause, its amount in pence, what it is for: "case" or "total"."""

    clause: str
    amount: int
    scope: str


def cap(units: list[Unit], limits: list[Limit]) -> None:
    """Each unit in its turn is paid the least of what is left under every limit."""
    used: dict[tuple[str, str], int] = {}
    for unit in sorted(units, key=Unit.turn):
        if unit.unpaid_by:
            continue
        keys = {lim: (lim.clause, unit.case if lim.scope == "case" else "") for lim in limits}
        room = {limit: limit.amount - used.get(keys[limit], 0) for limit in limits}
        unit.paid = min([unit.gross, *room.values()])
        if unit.paid < unit.gross:
            unit.cut_by = ";".join(lim.clause for lim in limits if room[lim] == unit.paid)
        for key in keys.values():
            used[key] = used.get(key, 0) + unit.paid


def share(units: list[Unit], funds: dict[str, tuple[int, int]], payer: dict[str, str]) -> None:
    """Each fund pays its percentage, down to a penny, up to its limit; the payer the rest."""
    left = {fund: limit for fund, (_, limit) in funds.items()}
    for unit in sorted(units, key=Unit.turn):
        rest = unit.paid
        for fund, (percent, _) in funds.items():
            part = min(unit.paid * percent // 100, left[fund])
            left[fund] -= part
            unit.shares[fund] = part
            rest -= part
        unit.shares[payer[unit.case]] = rest


# The ledger as rows of text

HEADINGS = [
    *("case", "group", "outcome", "clause", "claim_from", "claim_to", "due_from", "due_to"),
    *("evidence_from", "evidence_to", "achieved", "units", "gross", "cut", "paid"),
    *("unpaid_by", "cut_by"),
]


def quarter(day: date) -> tuple[date, date]:
    """The first and the last day of the calendar quarter."""
    first = date(day.year, day.month - (day.month - 1) % 3, 1)
    return first, last_of_months_beginning(first, 3)


def alike(before: Unit, after: Unit) -> bool:
    """Whether the two may stand in one line: equal, and the evidence follows without a gap."""
    names = ("case", "group", "outcome", "clause", "gross", "paid", "unpaid_by", "cut_by", "shares")
    same = all(getattr(before, name) == getattr(after, name) for name in names)
    if not same or quarter(before.due) != quarter(after.due):
        return False
    if before.evidence is None or after.evidence is None:
        return False
    return before.evidence[1] + DAY == after.evidence[0]


def ledger_rows(units: list[Unit], payers: list[str]) -> list[list[str]]:
    """The heading, then a row for each run of equal units, by case, group, outcome and due day."""
    lines: list[list[Unit]] = []
    for unit in sorted(units, key=lambda unit: (unit.case, unit.group, unit.order, unit.due)):
        if lines and alike(lines[-1][-1], unit):
            lines[-1].append(unit)
        else:
            lines.append([unit])
    return [HEADINGS + payers] + [row_of(line, payers) for line in lines]


def row_of(line: list[Unit], payers: list[str]) -> list[str]:
    """The cells of one line."""
    first, last = line[0], line[-1]
    seen = [first.evidence[0], last.evidence[1]] if first.evidence and last.evidence else ["", ""]
    gross, paid = sum(unit.gross for unit in line), sum(unit.paid for unit in line)
    cut = 0 if first.unpaid_by else gross - paid
    shares = [sum(unit.shares.get(payer, 0) for unit in line) for payer in payers]
    when = [*quarter(first.due), first.due, last.due, *seen]
    return [
        *(first.case, first.group, first.outcome, first.clause, *map(str, when)),
        *("", str(len(line))),
        *(*map(pounds, [gross, cut, paid]), first.unpaid_by, first.cut_by, *map(pounds, shares)),
    ]


def pounds(pence: int) -> str:
    """Pence as pounds with two decimals."""
    return f"{pence // 100}.{pence % 100:02}"


def as_csv(rows: list[list[str]]) -> str:
    """The rows as the text of a ledger file; no cell holds a comma or a quotation mark."""
    return "".join(",".join(row) + "\n" for row in rows)
