"""The ledger as a table for a spreadsheet: one row a line, every day included at both ends."""

import csv
from collections.abc import Iterator
from io import StringIO
from typing import Final

from sibdsl.model.days import iso
from sibdsl.model.ledger import DaySpan, Ledger, Line
from sibdsl.model.money import NOTHING

BEFORE_PAYERS: Final = (
    *("case", "group", "outcome", "clause", "claim_from", "claim_to", "due_from", "due_to"),
    *("evidence_from", "evidence_to", "achieved", "units", "gross", "cut", "paid"),
    *("unpaid_by", "cut_by"),
)


def ledger_csv(ledger: Ledger) -> str:
    """*ledger* with a heading and LF line ends; a column for each payer, the rows of data last.

    Days are ISO. Amounts are pounds and pence without commas.
    """
    out = StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow([*BEFORE_PAYERS, *ledger.payers, "rows"])
    for line in ledger.lines:
        writer.writerow(_cells(line, ledger.payers))
    return out.getvalue()


def _cells(line: Line, payers: tuple[str, ...]) -> Iterator[str]:
    yield from (line.case or "", line.group or "", line.outcome, line.clause)
    yield from _ends(line.claim)
    yield from (iso(line.first_due), iso(line.last_due))
    yield from _ends(line.evidence) if line.evidence else ("", "")
    yield "" if line.achieved is None else str(line.achieved)
    yield str(line.units)
    yield from (amount.plain for amount in (line.gross, line.cut, line.paid))
    yield from (line.unpaid_by or "", ";".join(line.cut_by))
    shares = dict(line.shares)
    yield from (shares.get(payer, NOTHING).plain for payer in payers)
    yield " ".join(str(row) for row in line.rows)


def _ends(days: DaySpan) -> tuple[str, str]:
    return iso(days[0]), iso(days[1] - 1)
