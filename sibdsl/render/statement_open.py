"""The parts of a statement on what is open: not yet known, taken back, late, found in the data."""

from collections.abc import Iterator

from sibdsl.model.claims import Entry, total
from sibdsl.model.ledger import CLAIM
from sibdsl.model.statement import Statement
from sibdsl.render.document import Block, Heading, Paragraph
from sibdsl.render.page import counted, pounds
from sibdsl.render.statement_tables import left, right, table
from sibdsl.render.statement_words import outcome_name, short_days, whose


def not_known(statement: Statement) -> Iterator[Block]:
    """What waits for facts: neither claimed nor given up."""
    if not statement.unsettled:
        return
    yield Heading(1, "Not yet known", "not-known")
    yield Paragraph(("Neither claimed nor given up. Amounts are before limits.",))
    columns = (
        *left("Outcome", "Clause", "Of how many", "What would settle it", "Who"),
        *right("At most"),
    )
    rows = [
        (
            outcome_name(one.outcome),
            one.clause,
            f"{one.many}, {one.days}" if one.days else one.many,
            one.settles,
            one.who,
            pounds(one.most) if one.most else "not known",
        )
        for one in statement.unsettled
    ]
    yield table("What waits for facts", columns, rows)


def taken_back(statement: Statement) -> Iterator[Block]:
    """What an earlier claim had and this one has no more, with the reason."""
    if not statement.taken_back:
        return
    yield Heading(1, "Taken back", "taken-back")
    columns = (
        *left("Whose", "Outcome", "Days", "Claimed in", "Why"),
        *right("Units", "Amount"),
    )
    rows = [
        (
            *_named(one.entry),
            ", ".join(map(str, one.entry.reverses)),
            one.why,
            f"{-one.entry.line.units:,}" if one.entry.line.units else "",
            "" if one.entry.line.outcome == CLAIM else pounds(one.entry.paid),
        )
        for one in statement.taken_back
    ]
    amount = total(one.entry for one in statement.taken_back)
    yield table(
        "Claimed before, and so no more",
        columns,
        [*rows, ("In all", "", "", "", "", "", pounds(amount))],
        1,
    )


def _named(entry: Entry) -> tuple[str, str, str]:
    line = entry.line
    days = line.evidence or (line.first_due, line.last_due + 1)
    return whose(line), f"{outcome_name(line.outcome)} ({line.clause})", short_days(days)


def late(statement: Statement) -> Iterator[Block]:
    """What came too late to count, and what stands as claimed because its case is left out."""
    settled = statement.settled
    parts = (
        ("Disregarded: evidence that came too late to count", settled.disregarded),
        ("Left as claimed before: the case is in no reckoning now", settled.held),
    )
    if not any(entries for _, entries in parts):
        return
    yield Heading(1, "Late evidence that changes nothing", "late")
    columns = (*left("Whose", "Outcome", "Days", "Claimed in"), *right("Units", "Amount"))
    for caption, entries in parts:
        rows = [
            (
                *_named(entry),
                ", ".join(map(str, entry.reverses)),
                f"{entry.line.units * entry.sign:,}",
                pounds(entry.paid),
            )
            for entry in entries
        ]
        if rows:
            amount = ("In all", "", "", "", "", pounds(total(entries)))
            yield table(caption, columns, [*rows, amount], 1)


def found(statement: Statement) -> Iterator[Block]:
    """What was found in the data, by code, and the cases left out of the claim."""
    if not statement.found and not statement.left_out:
        return
    yield Heading(1, "What was found in the data", "found")
    if statement.found:
        columns = (*left("Code", "What"), *right("Times"), *left("What follows", "What to do"))
        rows = [
            (f.code, f.title, f"{f.times:,}", _gravity(f.severity), f.advice)
            for f in statement.found
        ]
        yield table("Findings by code", columns, rows)
    if statement.left_out:
        number = counted(len(statement.left_out), "case")
        yield table(
            f"Left out of the claim until the data is put right: {number}",
            left("Case", "Why"),
            statement.left_out,
        )


def _gravity(severity: str) -> str:
    """What follows from a finding of that severity."""
    return "it is reckoned all the same" if severity == "warning" else severity
