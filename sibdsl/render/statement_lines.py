"""The lines of a claim as tables: those that one payer pays, and what is of whole claims."""

from collections.abc import Sequence

from sibdsl.model.claims import Entry, total
from sibdsl.model.ledger import CLAIM
from sibdsl.model.money import NOTHING, Money
from sibdsl.render.document import Column, Table
from sibdsl.render.page import listed, pounds
from sibdsl.render.statement_words import outcome_name, short_days, whose


def lines(caption: str, entries: Sequence[Entry], payer: str | None = None) -> Table:
    """*entries* with their evidence, price and cuts, what is taken back less than nothing.

    The share of *payer* is the last column; of no payer there is none.
    """
    titles = ("Whose", "Outcome", "Clause", "Evidence", "Due")
    figures = ("Units", "Each", "Gross", "Paid")
    columns = (
        *(Column(each) for each in titles),
        *(Column(each, "right") for each in figures),
        Column("Cut by"),
        *([Column("Share", "right")] if payer else []),
    )
    rows = [_row(entry, payer) for entry in entries]
    blank = [""] * 6
    shares = [pounds(_share(entries, payer))] if payer else []
    gross = Money(sum(entry.line.gross.pence * entry.sign for entry in entries))
    rows.append(["In all", *blank, pounds(gross), pounds(total(entries)), "", *shares])
    cells = tuple(tuple((cell,) if cell else () for cell in row) for row in rows)
    return Table(caption, columns, cells, 1)


def _row(entry: Entry, payer: str | None) -> list[str]:
    line = entry.line
    is_share = line.outcome == CLAIM
    each = pounds(line.unit_gross) if line.units and not is_share else ""
    cells = [
        whose(line),
        outcome_name(line.outcome),
        line.clause,
        short_days(line.evidence) if line.evidence else "",
        short_days((line.first_due, line.last_due + 1)),
        "" if is_share else f"{line.units * entry.sign:,}",
        each,
        "" if is_share else pounds(line.gross * entry.sign),
        "" if is_share else pounds(entry.paid),
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
    columns = (
        *(Column(each) for each in ("Claim", "Clause", "Of", "What")),
        Column("Amount", "right"),
    )
    cells = tuple(tuple((cell,) for cell in row) for row in rows)
    return Table("Worked out on the whole claim", columns, cells)
