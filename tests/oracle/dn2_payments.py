"""What is paid under DN2: prices by the due day, 104 weeks, the limits, the grant and the rest."""

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

import evaluator as e
import payments as plain

PRICES = {  # 6 and 10: the price from a day on
    "Step-Down Week": [(date.min, 450_00)],
    "Foster Week": [(date.min, 180_00), (date(2022, 10, 1), 190_00), (date(2024, 4, 1), 195_00)],
    "Return Week": [(date.min, 310_00)],
    "Home Week": [(date.min, 220_00)],
}
GRANT = "Life Chances Fund"


class Limits(NamedTuple):
    """7.2, 8.2 and 8.5 to 8.7: in pence."""

    total: int
    grant: int
    authority: dict[str, tuple[str, int]]  # its clause and its amount


LIMITS = Limits(
    9_123_323_00,
    2_995_411_00,
    {
        "Nottinghamshire": ("8.5", 3_834_424_00),
        "Nottingham": ("8.6", 2_609_424_00),
        "Derby": ("8.7", 2_199_423_00),
    },
)


@dataclass
class Week(plain.Unit):
    """One week: whether it is known to be achieved, and the authority on its due day."""

    truth: e.Truth = True
    payer: str | None = None


def week(
    case: e.Case,
    outcome: tuple[str, str, int],
    days: list[date],
    truth: e.Truth,
    payer: str | None,
) -> Week:
    """The week of these days under (clause, Term, order), at the price of its due day."""
    clause, name, order = outcome
    due = days[-1]
    price = [pence for since, pence in PRICES[name] if since <= due][-1]
    evidence = days[0], due
    return Week(case.number, name, clause, order, due, evidence, price, truth=truth, payer=payer)


def first_104(units: list[Week], case: e.Case) -> list[Week]:
    """7.1 and 9.3: the known weeks of one child, those after the first 104 marked unpaid.

    A week not known within 12 months is not achieved. Until then it may be one of the 104: a
    known week that 104 may precede, and 104 do not surely precede, waits too.
    """
    found: list[Week] = []
    surely = possibly = 0
    for unit in sorted(units, key=Week.turn):
        if unit.truth is None and e.corresponding(unit.due, 12) < case.last_known:
            continue
        if unit.truth is True and (surely >= 104 or possibly < 104):
            unit.unpaid_by = "7.1" if surely >= 104 else ""
            found.append(unit)
        surely += unit.truth is True
        possibly += 1
    return found


def paid(units: list[Week], limits: Limits) -> list[Week]:
    """The units in their turn, cut to the limits and shared."""
    plain.cap(units, [plain.Limit("7.2", limits.total, "total")])
    in_turn = sorted(units, key=Week.turn)
    left = limits.grant
    for unit in in_turn:  # 8.1 to 8.4
        part = min(unit.paid * 25 // 100, left)
        left -= part
        unit.shares = {GRANT: part, str(unit.payer): unit.paid - part}
    for name, (clause, amount) in limits.authority.items():  # 8.5 to 8.8
        for unit in in_turn:
            wanted = unit.shares.get(name, 0)
            part = min(wanted, amount)
            amount -= part
            if part < wanted:
                unit.shares[name] = part
                unit.paid -= wanted - part
                unit.cut_by = ";".join(filter(None, [unit.cut_by, clause]))
    return units


# The ledger as rows of text


def as_long(before: Week, after: Week) -> bool:
    """Whether the weeks span as many days: a week with a pause in it stands alone."""
    spans = [unit.evidence[1] - unit.evidence[0] for unit in (before, after) if unit.evidence]
    return spans[0] == spans[1]


def ledger_rows(units: list[Week], payers: list[str]) -> list[list[str]]:
    """The heading, then a row for each run of equal weeks; no week belongs to a group."""
    lines: list[list[Week]] = []
    for unit in sorted(units, key=lambda unit: (unit.case, unit.order, unit.due)):
        if lines and plain.alike(lines[-1][-1], unit) and as_long(lines[-1][-1], unit):
            lines[-1].append(unit)
        else:
            lines.append([unit])
    return [plain.HEADINGS + payers, *(plain.row_of(line, payers) for line in lines)]
