"""A statement as a document: what is to pay and where it leaves limits first, then the lines."""

from collections.abc import Iterator, Sequence
from typing import Final

from sibdsl.model.claims import Entry
from sibdsl.model.contract import Contract
from sibdsl.model.days import in_words
from sibdsl.model.ledger import CLAIM
from sibdsl.model.money import NOTHING
from sibdsl.model.statement import Due, Position, Statement
from sibdsl.render.document import (
    Block,
    Document,
    Facts,
    Heading,
    Paragraph,
    Signatures,
    Strong,
    Table,
)
from sibdsl.render.page import listed, pounds
from sibdsl.render.statement_lines import lines, of_whole_claims
from sibdsl.render.statement_open import found, late, not_known, taken_back
from sibdsl.render.statement_tables import left, right, table
from sibdsl.render.statement_words import (
    head,
    mark,
    outcome_name,
    subtitle,
    sums,
    title,
)

_FINGERPRINT: Final = (
    "The SHA-256 of a file is over its bytes. That of the case data is over the list of its files, "
    "sorted by name, as the program sha256sum prints it: who pipes what it prints of all these "
    "files into sha256sum again gets it."
)


def document(contract: Contract, statement: Statement) -> Document:
    """The statement for a page or a PDF, with its charts."""
    # Imported here: only who draws needs Matplotlib, which takes a second to import.
    from sibdsl.render.charts import charts

    blocks = (
        *_to_pay(statement),
        *_limits(statement),
        *charts(contract, statement),
        *not_known(statement),
        *taken_back(statement),
        *late(statement),
        *found(statement),
        *_signatures(statement),
        *_lines(statement),
        *_files(statement),
    )
    facts = Facts(tuple((name, (words,)) for name, words in head(statement)))
    return Document(title(statement), subtitle(statement), facts, blocks, mark(statement))


# -- What is to pay -------------------------------------------------------------------------------


def _to_pay(statement: Statement) -> Iterator[Block]:
    yield Heading(1, "What is to pay", "to-pay")
    if statement.so_far:
        end = in_words(statement.period[1] - 1)
        so_far = f"So far: the data ends on {in_words(statement.as_at)}, the claim period on {end}."
        yield Paragraph((Strong(so_far),))
    yield Facts(tuple((name, (Strong(pounds(n)),)) for name, n in sums(statement)))
    if statement.dues:
        yield _dues(statement)
    if statement.shared_later:
        yield Paragraph(
            (
                f"{pounds(statement.shared_later)} more is shared among the payers once the claim "
                "period is over.",
            )
        )
    paying = {due.payer for due in statement.dues}
    nothing = [payer for payer in statement.settled.payers if payer not in paying]
    if nothing:
        yield Paragraph((f"Nothing is to pay by {listed(nothing)}.",))


def _dues(statement: Statement) -> Table:
    """Each payer with what it pays for each outcome; the totals of the payers last.

    What is taken back stands apart, where anything is.
    """
    back = any(due.back for due in statement.dues)
    parts = ("new", "back", "pay") if back else ("pay",)
    rows = [
        (
            due.payer,
            outcome_name(due.outcome),
            due.clause,
            f"{due.units:,}" if due.units else "",
            *_amounts([due], parts),
        )
        for due in statement.dues
    ]
    totals = []
    for payer in dict.fromkeys(due.payer for due in statement.dues):
        own = [due for due in statement.dues if due.payer == payer]
        if len(own) > 1:
            totals.append((f"{payer}, in all", "", "", "", *_amounts(own, parts)))
    totals.append(("All payers", "", "", "", *_amounts(statement.dues, parts)))
    columns = (
        *left("Payer", "Outcome", "Clause"),
        *right("Units", *(("Newly due", "Taken back") if back else ()), "To pay"),
    )
    return table("To pay, by payer and outcome", columns, [*rows, *totals], len(totals))


def _amounts(dues: Sequence[Due], parts: tuple[str, ...]) -> Iterator[str]:
    """What each of *parts* of *dues* comes to."""
    for part in parts:
        yield pounds(sum((getattr(due, part) for due in dues), NOTHING))


# -- Limits ---------------------------------------------------------------------------------------


def _limits(statement: Statement) -> Iterator[Block]:
    if not statement.positions and not statement.reached:
        return
    yield Heading(1, "Where the claim leaves each limit", "limits")
    if statement.positions:
        yield _positions(statement.positions)
    if statement.reached:
        yield _reached(statement)


def _positions(positions: Sequence[Position]) -> Table:
    """Each limit of money on all together; what is beyond it, where anything is."""
    beyond = any(p.beyond for p in positions)
    columns = (
        *left("Clause", "Limit on"),
        *right("Limit", "Used before", "By this claim", "Left"),
        *([*right("Beyond it, to date"), *left("which is")] if beyond else []),
    )
    rows = []
    for p in positions:
        over = (pounds(p.beyond), p.then if p.beyond else "") if beyond else ()
        rows.append((p.clause, p.scope, *map(pounds, (p.limit, p.before, p.now, p.left)), *over))
    return table("Limits of money", columns, rows)


def _reached(statement: Statement) -> Table:
    columns = (
        *left("Clause", "Limit for each one", "Limit"),
        *right("Had payments", "Reached before", "Reached now", "Units unpaid", "Unpaid"),
    )
    rows = [
        (
            r.clause,
            r.scope,
            r.limit,
            *(f"{n:,}" for n in (r.under, r.before, r.now, r.units)),
            pounds(r.unpaid),
        )
        for r in statement.reached
    ]
    caption = "Limits for each one: how many have reached them, and what this claim leaves unpaid"
    return table(caption, columns, rows)


# -- Signatures, lines, files ---------------------------------------------------------------------


def _signatures(statement: Statement) -> Iterator[Block]:
    signed = [f"{one.party} ({one.role}), which {one.words}" for one in statement.signatories]
    if signed:
        yield Heading(1, "Signatures", "signatures")
        yield Signatures(tuple(signed))


def _lines(statement: Statement) -> Iterator[Block]:
    if not statement.settled.entries:
        return
    yield Heading(1, "Lines of the claim", "lines")
    entries = statement.settled.entries
    whole = of_whole_claims(entries)
    if whole is not None:
        yield whole
    for payer in dict.fromkeys(due.payer for due in statement.dues):
        own = [entry for entry in entries if _pays(payer, entry)]
        if own:
            yield lines(f"Paid by {payer}", own, payer)
    shared = [e for e in entries if e.line.paid and not any(n for _, n in e.line.shares)]
    if shared:
        yield lines("Shared among the payers as a whole claim, not line by line", shared)
    unpaid = [e for e in entries if not e.line.paid and e.line.outcome != CLAIM]
    if unpaid:
        yield lines("Achieved, and left unpaid", unpaid)


def _pays(payer: str, entry: Entry) -> bool:
    """Whether *payer* pays of that line; shares of a whole claim are in a table of their own."""
    line = entry.line
    return line.outcome != CLAIM and bool(dict(line.shares).get(payer, NOTHING))


def _files(statement: Statement) -> Iterator[Block]:
    if not statement.inputs:
        return
    yield Heading(1, "Files", "files")
    yield Paragraph((_FINGERPRINT,))
    given = [(each.file, each.certified_by or "nobody", each.sha256) for each in statement.inputs]
    yield table("Case data", left("File", "Certified by", "SHA-256"), given)
    if statement.claims:
        claims = [(each.file, each.sha256) for each in statement.claims]
        yield table("Earlier claims", left("File", "SHA-256"), claims)
