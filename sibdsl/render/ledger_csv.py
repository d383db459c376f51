"""A ledger or a claim as a table for a spreadsheet: one row a line, both ends of days included."""

import csv
from collections.abc import Iterable
from io import StringIO
from typing import Final

from sibdsl.model.claims import EMPTY, Entry, Settlement
from sibdsl.model.days import iso
from sibdsl.model.ledger import Ledger, Line
from sibdsl.model.money import NOTHING
from sibdsl.model.seal import seal, trimmed
from sibdsl.render.ledger_table import as_text, cells, headings, rows

OF_THE_CLAIM: Final = ("claim_number", "as_at", "claimed_before", "contract")
SEAL: Final = "seal"


def ledger_csv(ledger: Ledger) -> str:
    """*ledger* with a heading and LF line ends; a column for each payer, the rows of data last.

    Days are ISO. Amounts are pounds and pence without commas.
    """
    return _table([headings(ledger.payers), *(map(as_text, row) for row in rows(ledger))])


def claim_csv(claim: Settlement) -> str:
    """*claim* in the same way; on each line also the rows of earlier claims that it takes back.

    Then the number and the day of the claim, what had been claimed before, and the fingerprint of
    the contract, alike on every line; and the seal of all that stands before it, the headings
    included. A claim of nothing has one line, of nothing, that says so.
    """
    heading = [*headings(claim.payers), "reverses", *OF_THE_CLAIM]
    whole = str(claim.number), iso(claim.as_at), claim.before.plain, claim.digest
    entries = claim.entries or (nothing(claim),)
    listed = [
        [*map(as_text, cells(each.signed, claim.payers)), " ".join(map(str, each.reverses)), *whole]
        for each in entries
    ]
    sealed = seal(map(trimmed, [heading, *listed]))
    return _table([[*heading, SEAL], *([*row, sealed] for row in listed)])


def nothing(claim: Settlement) -> Entry:
    """The one line of a claim of nothing, due on its day."""
    day = claim.as_at
    line = Line(None, EMPTY, "", day, day, None, 0, NOTHING, NOTHING, (day, day + 1))
    return Entry(line)


def _table(lines: Iterable[Iterable[str]]) -> str:
    out = StringIO()
    csv.writer(out, lineterminator="\n").writerows(lines)
    return out.getvalue()
