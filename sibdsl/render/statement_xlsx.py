"""A statement as a workbook: real amounts and dates, and totals that formulas reckon again."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Final

from sibdsl.model.claims import Entry
from sibdsl.model.contract import Contract
from sibdsl.model.ledger import CLAIM
from sibdsl.model.money import NOTHING
from sibdsl.model.statement import Statement
from sibdsl.render.ledger_table import Cell
from sibdsl.render.statement_book import Book, Formula, Value, book, column
from sibdsl.render.statement_lines import cut_by
from sibdsl.render.statement_months import months
from sibdsl.render.statement_totals import BACK, NEW, LinesSheet, by, totals
from sibdsl.render.statement_words import (
    data_fingerprint,
    head,
    outcome_name,
    subtitle,
    sums,
    title,
)

BEFORE_PAYERS: Final = {
    "Kind": 11,
    "Case": 14,
    "Group": 12,
    "Outcome": 22,
    "Clause": 8,
    "Claim from": 11,
    "Claim to": 11,
    "Evidence from": 13,
    "Evidence to": 11,
    "Due from": 11,
    "Due to": 11,
    "Achieved": 9,
    "Units": 8,
    "Each": 13,
    "Gross": 14,
    "Not paid": 14,
    "Cut by": 10,
    "Paid": 14,
}
"""The headings of the lines, with their widths; then a column for each payer, and `Takes back`."""

_ALWAYS: Final = ("Kind", "Outcome", "Units", "Gross", "Paid")
"""The columns that the totals read; another that is blank in every line is left out."""


def write(path: Path, contract: Contract, statement: Statement) -> None:
    """The statement in the file *path*. A sheet has 1,048,576 rows: there must be fewer lines."""
    data = data_fingerprint(statement.inputs)
    mark = f"Contract SHA-256 {statement.settled.digest}  Data SHA-256 {data}"
    with book(path, mark, date.fromordinal(statement.as_at)) as made:
        _front(made, statement)
        # The totals stand before the lines, which they name.
        totals(made, statement, _placed(statement))
        _lines(made, statement)
        _limits(made, statement)
        _open(made, statement)
        _changed(made, statement)
        _found(made, statement)
        months(made, contract, statement)
        _files(made, statement)


# -- The front ------------------------------------------------------------------------------------


def _front(made: Book, statement: Statement) -> None:
    """From whom to whom, what is to pay, and where to sign."""
    sheet = made.sheet("Statement")
    sheet.put(0, 0, title(statement), "title")
    sheet.put(1, 0, subtitle(statement))
    at = 3
    for name, words in head(statement):
        sheet.put(at, 0, name, "bold")
        sheet.put(at, 1, words)
        at += 1
    at += 1
    for name, amount in sums(statement):
        sheet.put(at, 0, name, "bold")
        sheet.put(at, 1, amount)
        at += 1
    dues: list[tuple[Value, ...]] = [
        (d.payer, outcome_name(d.outcome), d.clause, d.units or None, d.new, d.back, d.pay)
        for d in statement.dues
    ]
    first = at + 3
    if dues:
        last = first + len(dues) - 1
        parts = ((due.new, due.back, due.pay) for due in statement.dues)
        whole = [sum(amounts, NOTHING) for amounts in zip(*parts, strict=True)]
        summed = [
            Formula(f"=SUM({column(c)}{first}:{column(c)}{last})", amount)
            for c, amount in enumerate(whole, 4)
        ]
        dues.append(("All payers", None, None, None, *summed))
    at = sheet.table(at + 1, _DUES, dues, 1) + 1
    for one in statement.signatories:
        sheet.put(at, 0, f"{one.party} ({one.role}), which {one.words}", "bold")
        for column_, what in enumerate(("Name", "Position", "Signature", "Date")):
            sheet.put(at + 1, column_, f"{what}: ____________________")
        at += 3


_DUES: Final = (
    *(("Payer", 28), ("Outcome", 28), ("Clause", 26), ("Units", 26)),
    *(("Newly due", 16), ("Taken back", 16), ("To pay", 16)),
)


# -- Lines ----------------------------------------------------------------------------------------


def _headings(statement: Statement) -> tuple[str, ...]:
    """The headings of the columns in which any line has something."""
    payers = statement.settled.payers
    headings = (*BEFORE_PAYERS, *map(by, payers), "Takes back")
    lines = [_line(entry, payers) for entry in statement.settled.entries]
    return tuple(
        heading
        for at, heading in enumerate(headings)
        if heading in _ALWAYS or any(line[at] not in (None, NOTHING) for line in lines)
    )


def _placed(statement: Statement) -> LinesSheet:
    """Where each column of the lines will stand."""
    columns = {name: column(at) for at, name in enumerate(_headings(statement))}
    return LinesSheet(columns, max(len(statement.settled.entries), 1) + 1)


def _lines(made: Book, statement: Statement) -> None:
    payers, kept = statement.settled.payers, _headings(statement)
    widths = {**BEFORE_PAYERS, **{by(p): max(13, len(by(p)) + 2) for p in payers}, "Takes back": 24}
    places = [at for at, heading in enumerate(widths) if heading in kept]
    sheet = made.sheet("Lines", frozen_rows=1)
    lines = [_line(entry, payers) for entry in statement.settled.entries]
    columns = [(heading, widths[heading]) for heading in kept]
    sheet.table(0, columns, ([line[at] for at in places] for line in lines))
    sheet.sheet.autofilter(0, 0, max(len(lines), 1), len(kept) - 1)


def _line(entry: Entry, payers: tuple[str, ...]) -> tuple[Cell, ...]:
    line = entry.signed
    shares = dict(line.shares)
    evidence = _ends(*line.evidence) if line.evidence else (None, None)
    is_share = line.outcome == CLAIM
    return (
        BACK if entry.reverses else NEW,
        *(line.case, line.group, outcome_name(line.outcome), line.clause),
        *_ends(*line.claim),
        *evidence,
        *_ends(line.first_due, line.last_due + 1),
        line.achieved,
        None if is_share else line.units,
        None if is_share else entry.line.unit_gross,
        *(line.gross, line.gross - line.paid),
        cut_by(entry) or None,
        line.paid,
        *(shares.get(payer, NOTHING) for payer in payers),
        " ".join(str(row) for row in entry.reverses) or None,
    )


def _ends(start: int, end: int) -> tuple[date, date]:
    return date.fromordinal(start), date.fromordinal(end - 1)


# -- Limits ---------------------------------------------------------------------------------------


_MONEY: Final = (
    *(("Clause", 10), ("Limit on", 50), ("Limit", 16), ("Used before", 16)),
    *(("By this claim", 16), ("Left", 16), ("Beyond it, to date", 19), ("which is", 34)),
)
_EACH: Final = (
    *(("Clause", 10), ("Limit for each one", 50), ("Limit", 16), ("Had payments", 16)),
    *(("Reached before", 16), ("Reached now", 16), ("Units unpaid now", 19), ("Unpaid now", 34)),
)


def _limits(made: Book, statement: Statement) -> None:
    """Each limit of money with what is left, by formula; then those for each one."""
    sheet = made.sheet("Limits", frozen_rows=1)
    rows: list[tuple[Value, ...]] = []
    for at, p in enumerate(statement.positions, 2):
        left = Formula(f"=C{at}-D{at}-E{at}", p.left)
        beyond = (p.beyond, p.then) if p.beyond else (None, None)
        rows.append((p.clause, p.scope, p.limit, p.before, p.now, left, *beyond))
    at = sheet.table(0, _MONEY, rows)
    if statement.reached:
        sheet.table(
            at + 1,
            _EACH,
            [
                (r.clause, r.scope, r.limit, r.under, r.before, r.now, r.units, r.unpaid)
                for r in statement.reached
            ],
        )


# -- What is open, and what has changed -----------------------------------------------------------


def _open(made: Book, statement: Statement) -> None:
    if statement.unsettled:
        sheet = made.sheet("Not yet known", frozen_rows=1)
        columns = (
            *(("Outcome", 24), ("Clause", 9), ("Of how many", 18), ("Days", 26)),
            *(("At most", 16), ("Who", 50), ("What would settle it", 60)),
        )
        rows = (
            (outcome_name(u.outcome), u.clause, u.many, u.days or None, u.most, u.who, u.settles)
            for u in statement.unsettled
        )
        sheet.table(0, columns, rows)


def _changed(made: Book, statement: Statement) -> None:
    """What is taken back and why; what is late and changes nothing."""
    rows: list[tuple[Cell, ...]] = [
        (BACK, *_named(one.entry), one.entry.paid, one.why) for one in statement.taken_back
    ]
    settled = statement.settled
    for what, entries in (("disregarded", settled.disregarded), ("held", settled.held)):
        rows += [(what, *_named(entry), entry.paid, None) for entry in entries]
    if rows:
        sheet = made.sheet("Changed", frozen_rows=1)
        columns = (
            *(("Kind", 13), ("Case or group", 16), ("Outcome", 26), ("Clause", 9)),
            *(("Days from", 13), ("Days to", 13), ("Units", 8), ("Claimed in", 28)),
            *(("Amount", 16), ("Why", 60)),
        )
        sheet.table(0, columns, rows)


def _named(entry: Entry) -> tuple[Cell, ...]:
    line = entry.signed
    days = line.evidence or (line.first_due, line.last_due + 1)
    rows = " ".join(map(str, entry.reverses)) or None
    whose = line.case or line.group
    return whose, outcome_name(line.outcome), line.clause, *_ends(*days), line.units, rows


def _found(made: Book, statement: Statement) -> None:
    if statement.found or statement.left_out:
        sheet = made.sheet("Findings", frozen_rows=1)
        columns = (("Code", 14), ("What", 50), ("Times", 8), ("Severity", 18), ("What to do", 60))
        at = sheet.table(
            0,
            columns,
            ((f.code, f.title, f.times, f.severity, f.advice or None) for f in statement.found),
        )
        if statement.left_out:
            sheet.table(at + 1, (("Left out", 14), ("Why", 50)), statement.left_out)


# -- Files ----------------------------------------------------------------------------------------


def _files(made: Book, statement: Statement) -> None:
    sheet = made.sheet("Files", frozen_rows=1)
    rows: Iterator[tuple[Cell, ...]] = (
        (kind, each.file, each.certified_by, each.sha256)
        for kind, inputs in (("case data", statement.inputs), ("earlier claim", statement.claims))
        for each in inputs
    )
    columns = (("Kind", 16), ("File", 40), ("Certified by", 20), ("SHA-256", 72))
    at = sheet.table(0, columns, rows)
    whole = data_fingerprint(statement.inputs)
    sheet.put(at + 1, 0, "contract")
    sheet.put(at + 1, 3, statement.settled.digest)
    sheet.put(at + 2, 0, "all case data")
    sheet.put(at + 2, 1, "sha256sum of these files, sorted by name, piped into sha256sum")
    sheet.put(at + 2, 3, whole)
