"""A statement in a page of text: what is to pay, from whom, and where it leaves each limit."""

from collections.abc import Iterator, Sequence

from sibdsl.model.claims import Entry
from sibdsl.model.ledger import CLAIM
from sibdsl.model.money import NOTHING
from sibdsl.model.statement import Due, Statement
from sibdsl.render.page import (
    counted,
    days_in_words,
    listed,
    named,
    paragraphs,
    pounds,
    table,
    wrapped,
)
from sibdsl.render.statement_words import head, outcome_name, subtitle, sums, title, whose

_MOST = 12
"""So many of what is taken back are shown; a workbook or a page has all."""


def statement_text(statement: Statement) -> str:
    """The statement without its lines, which `--out` writes."""
    return paragraphs(
        [
            [title(statement), subtitle(statement)],
            named(head(statement)),
            named((name, pounds(amount)) for name, amount in sums(statement)),
            _dues(statement),
            _positions(statement),
            _reached(statement),
            _taken_back(statement),
            _open(statement),
        ]
    )


def _dues(statement: Statement) -> Iterator[str]:
    if statement.dues:
        yield "To pay, by payer and outcome"
        yield from table(list(_by_payer(statement.dues)))
    if statement.shared_later:
        later = pounds(statement.shared_later)
        yield f"  {later} more is shared among the payers once the claim period is over."


def _by_payer(dues: Sequence[Due]) -> Iterator[tuple[str, str]]:
    """What each pays for each outcome, and in all where that is more than one."""
    for payer in dict.fromkeys(due.payer for due in dues):
        own = [due for due in dues if due.payer == payer]
        for due in own:
            yield f"{payer}: {outcome_name(due.outcome)} (clause {due.clause})", pounds(due.pay)
        if len(own) > 1:
            yield f"{payer}, in all", pounds(sum((due.pay for due in own), NOTHING))


def _positions(statement: Statement) -> Iterator[str]:
    if statement.positions:
        yield "Limits of money"
        rows = [["", "limit", "used before", "by this claim", "left"]]
        for p in statement.positions:
            amounts = map(pounds, (p.limit, p.before, p.now, p.left))
            rows.append([f"{p.scope} (clause {p.clause})", *amounts])
        yield from table(rows)
        for p in statement.positions:
            if p.beyond:
                said = f"Beyond clause {p.clause}, to date: {pounds(p.beyond)}, {p.then}."
                yield from wrapped(said, "  ")


def _reached(statement: Statement) -> Iterator[str]:
    if statement.reached:
        yield "Limits for each one"
        rows = [["", "had payments", "reached before", "reached now", "unpaid now"]]
        for r in statement.reached:
            numbers = (f"{n:,}" for n in (r.under, r.before, r.now))
            rows.append([f"{r.scope}: {r.limit} (clause {r.clause})", *numbers, pounds(r.unpaid)])
        yield from table(rows)


def _taken_back(statement: Statement) -> Iterator[str]:
    if not statement.taken_back:
        return
    yield "Taken back: claimed before, and so no more"
    for one in statement.taken_back[:_MOST]:
        rows = listed([str(row) for row in one.entry.reverses])
        yield from wrapped(f"{_what(one.entry)} ({rows}): {one.why}", "  ", "    ")
    if len(statement.taken_back) > _MOST:
        yield f"  and {counted(len(statement.taken_back) - _MOST, 'line')} more"


def _what(entry: Entry) -> str:
    """Whose a line is, of what, and its amount; a share of a claim has none of its own."""
    line = entry.line
    if line.outcome == CLAIM:
        return f"{whose(line)}: {outcome_name(CLAIM)} for {days_in_words(line.claim)}"
    named = f"case {line.case}" if line.case else whose(line)
    return f"{named}: {line.units:,} × {outcome_name(line.outcome)}, {pounds(entry.paid)}"


def _open(statement: Statement) -> Iterator[str]:
    """How much else there is to read."""
    settled = statement.settled
    parts = [
        (len(settled.entries), "line", "of the claim"),
        (len(statement.unsettled), "entry", "of what is not yet known"),
        (len(settled.disregarded), "line", "of late evidence that is disregarded"),
        (len(settled.held), "line", "held as claimed before"),
        (len(statement.left_out), "case", "left out"),
    ]
    many = {"entry": "entries"}
    said = [f"{counted(n, what, many.get(what, ''))} {of}" for n, what, of in parts if n]
    if said:
        yield from wrapped(f"In the statement besides: {listed(said)}.")
