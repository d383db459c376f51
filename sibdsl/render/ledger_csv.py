"""A ledger or a claim as a table for a spreadsheet: one row a line, both ends of days included."""

import csv
from collections.abc import Iterable, Iterator
from io import StringIO
from typing import Final

from sibdsl.model.claims import EMPTY, Entry, Settlement
from sibdsl.model.days import iso
from sibdsl.model.ledger import DaySpan, Ledger, Line
from sibdsl.model.money import NOTHING

BEFORE_PAYERS: Final = (
    *("case", "group", "outcome", "clause", "claim_from", "claim_to", "due_from", "due_to"),
    *("evidence_from", "evidence_to", "achieved", "units", "gross", "cut", "paid"),
    *("unpaid_by", "cut_by"),
)

OF_THE_CLAIM: Final = ("claim_number", "as_at", "claimed_before", "contract")


def ledger_csv(ledger: Ledger) -> str:
    """*ledger* with a heading and LF line ends; a column for each payer, the rows of data last.

    Days are ISO. Amounts are pounds and pence without commas.
    """
    heading = [*BEFORE_PAYERS, *ledger.payers, "rows"]
    return _table([heading, *(_cells(line, ledger.payers) for line in ledger.lines)])


def claim_csv(claim: Settlement) -> str:
    """*claim* in the same way; on each line also the rows of earlier claims that it takes back.

    Then the number and the day of the claim, what had been claimed before, and the fingerprint of
    the contract, alike on every line. A claim of nothing has one line, of nothing, that says so.
    """
    heading = [*BEFORE_PAYERS, *claim.payers, "rows", "reverses", *OF_THE_CLAIM]
    whole = str(claim.number), iso(claim.as_at), claim.before.plain, claim.digest
    entries = claim.entries or (nothing(claim),)
    rows = (
        [*_cells(each.signed, claim.payers), " ".join(map(str, each.reverses)), *whole]
        for each in entries
    )
    return _table([heading, *rows])


def nothing(claim: Settlement) -> Entry:
    """The one line of a claim of nothing, due on its day."""
    day = claim.as_at
    line = Line(None, EMPTY, "", day, day, None, 0, NOTHING, NOTHING, (day, day + 1))
    return Entry(line)


def _table(rows: Iterable[Iterable[str]]) -> str:
    out = StringIO()
    csv.writer(out, lineterminator="\n").writerows(rows)
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
