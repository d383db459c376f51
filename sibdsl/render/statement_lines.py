"""The lines of a claim as tables: those that one payer pays, and what is of whole claims."""

from collections.abc import Sequence
from typing import Final

from sibdsl.model.claims import Entry, total
from sibdsl.model.ledger import CLAIM
from sibdsl.model.money import NOTHING, Money
from sibdsl.render.document import Table
from sibdsl.render.page import listed, pounds
from sibdsl.render.statement_tables import left, right, table
from sibdsl.render.statement_words import outcome_name, short_days, whose


def lines(caption: str, entries: Sequence[Entry], payer: str | None = None) -> Table:
    """*entries* with their evidence, price and cuts, what is taken back less than nothing.

    The share of *payer* is the last column; of no payer, or of one that pays all, there is none.
    Nor is there a column in which no line has anything.
    """
    columns = (
        *left("Whose", "Outcome", "Clause", "Evidence", "Due"),
        *right("Units", "Each", "Gross", "Paid"),
        *left("Cut by"),
        *right(*(["Share"] if payer else [])),
    )
    rows = [_row(entry, payer) for entry in entries]
    shares = [pounds(_share(entries, payer))] if payer else []
    gross = Money(sum(entry.line.gross.pence * entry.sign for entry in entries))
    in_all = ["In all", *[""] * 6, pounds(gross), pounds(total(entries)), "", *shares]
    if payer and all(row[-1] == row[_PAID] for row in rows):
        columns, in_all = columns[:-1], in_all[:-1]
    return table(caption, columns, [*rows, in_all], 1)


_PAID: Final = 8
"""The place of what is paid in a row."""


def _row(entry: Entry, payer: str | None) -> list[str]:
    line = entry.line
    cells = [
        whose(line),
        outcome_name(line.outcome),
        line.clause,
        short_days(line.evidence) if line.evidence else "",
        short_days((line.first_due, line.last_due + 1)),
        f"{line.units * entry.sign:,}",
        pounds(line.unit_gross) if line.units else "",
        pounds(line.gross * entry.sign),
        pounds(entry.paid),
        cut_by(entry),
    ]
    return [*cells, pounds(_share([entry], payer))] if payer else cells


def cut_by(entry: Entry) -> str:
    """The clauses that leave a line unpaid or cut it."""
    line = entry.line
    if line.unpaid_by is not None:
        return line.unpaid_by or "unnumbered"
    return listed([clause or "unnumbered" for clause in line.cut_by])


def _share(entries: Sequence[Entry], payer: str) -> Money:
    return Money(sum(dict(e.line.shares).get(payer, NOTHING).pence * e.sign for e in entries))


def of_whole_claims(entries: Sequence[Entry]) -> Table | None:
    """What deductions leave of a claim and how its total is shared; None where neither is."""
    rows: list[list[str]] = []
    for entry in entries:
        line, days = entry.line, short_days(entry.line.claim)
        if line.achieved is not None:
            taken = line.achieved - line.units
            what = f"{line.achieved:,} achieved less {taken:,}: {line.units:,} paid"
            rows.append(
                [
                    days,
                    line.clause,
                    f"{outcome_name(line.outcome)}, {whose(line)}",
                    what,
                    pounds(entry.paid),
                ]
            )
        elif line.outcome == CLAIM:
            rows += [
                [days, line.clause, party, "share of the whole claim", pounds(amount * entry.sign)]
                for party, amount in line.shares
                if amount
            ]
    if not rows:
        return None
    columns = (*left("Claim", "Clause", "Of", "What"), *right("Amount"))
    return table("Worked out on the whole claim", columns, rows)
