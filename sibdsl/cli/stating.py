"""What `sibdsl statement` says: the statement, the findings, the file."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import click
from attrs import evolve, frozen

from sibdsl import api
from sibdsl.cli import earlier
from sibdsl.cli.output import show, status, waiting_for
from sibdsl.cli.reckoning import A_SHEET
from sibdsl.cli.statement import AskedStatement
from sibdsl.cli.writing import put
from sibdsl.compiled import Compiled
from sibdsl.diagnostics import Finding, Place, errors
from sibdsl.diagnostics.codes import NOT_WRITTEN
from sibdsl.interpret.cycles import last_known
from sibdsl.interpret.evaluate import evaluate_in_short
from sibdsl.model.claims import Claim
from sibdsl.model.contract import Contract
from sibdsl.model.days import in_words
from sibdsl.model.ledger import DaySpan
from sibdsl.model.pseudonyms import plainly
from sibdsl.model.statement import Statement
from sibdsl.records.claims import ClaimsRead
from sibdsl.records.reading import Reading
from sibdsl.render import as_json
from sibdsl.render.found import first_of_each
from sibdsl.render.page import days_in_words, paragraphs
from sibdsl.render.statement_json import statement_object
from sibdsl.render.statement_made import (
    Basis,
    around,
    as_if_claimed,
    cites_by_number,
    period_of,
)
from sibdsl.render.statement_made import stated as made
from sibdsl.render.statement_text import statement_text
from sibdsl.settle.chain import in_order
from sibdsl.settle.settling import in_force


@frozen
class Answer:
    """The statement, or the findings for which there is none."""

    contract: Compiled
    findings: tuple[Finding, ...]
    reading: Reading
    statement: Statement | None = None


def stated(asked: AskedStatement, read: Compiled, findings: tuple[Finding, ...]) -> int:
    """Read the data and the earlier claims, settle, print, and come back with the exit status."""
    assert read.lowered is not None, "asked only of a contract without errors"
    contract = read.lowered.contract
    if not cites_by_number(contract):
        raise click.UsageError(
            "a statement cites clauses, and this contract has no numbers for them: number them "
            "with `sibdsl fmt --renumber`"
        )
    period = period_of(contract, asked.day)
    if period is None:
        said = f"{in_words(asked.day)} is in no claim: {around(contract, asked.day)}"
        raise click.BadParameter(said, param_hint="--claim")
    taken = earlier.taken_up(contract, asked)
    answer = Answer(read, (*findings, *taken.findings), taken.reading)
    if not any(errors(answer.findings)):
        answer = _made(asked, contract, period, taken.before, answer)
    return _shown(asked, answer)


def _made(
    asked: AskedStatement, contract: Contract, period: DaySpan, before: ClaimsRead, answer: Answer
) -> Answer:
    """The statement, written where that is asked for."""
    histories = answer.reading.histories
    last = last_known(histories)
    if last < period[0]:
        raise click.BadParameter(
            f"the data ends on {in_words(last)}, before the claim for {days_in_words(period)} "
            "begins",
            param_hint="--claim",
        )
    as_at = min(last, period[1] - 1)
    with waiting_for(f"Reckoning {len(histories.cases):,} cases"):
        ledger = api.evaluate(contract, histories, as_at=as_at)
        claims = _earlier(contract, period, before, answer.reading)
    basis = Basis(contract, answer.reading, ledger, period, claims, before.inputs)
    rules = in_force(contract, as_at)
    stops = [*earlier.broken(claims, as_at), *earlier.unsaid(rules, basis.changes)]
    if stops:
        return evolve(answer, findings=(*answer.findings, *stops))
    statement = made(basis)
    gone = earlier.nowhere(answer.reading, basis.changes)
    more = (*gone, *earlier.moved(rules, statement.settled), *_written(asked, rules, statement))
    return evolve(answer, findings=(*answer.findings, *more), statement=statement)


def _earlier(
    contract: Contract, period: DaySpan, before: ClaimsRead, reading: Reading
) -> tuple[Claim, ...]:
    """The claims that are named; else what the data shows due by the day before the period."""
    if before.inputs:
        return in_order(before.claims)
    if period[0] <= contract.term[0]:
        return ()
    known = reading.histories.as_at(period[0] - 1)
    return (as_if_claimed(plainly(evaluate_in_short(contract, known))),)


# -- Writing --------------------------------------------------------------------------------------


def _written(asked: AskedStatement, rules: Contract, statement: Statement) -> Iterator[Finding]:
    """Write the statement where that is asked for; what is wrong, if anything."""
    out, form = asked.of.out, asked.form
    if out is None or form is None:
        return
    wrong = _too_long(form, out, statement) or put(
        out, lambda beside: _write(beside, form, rules, statement)
    )
    if wrong is not None:
        yield wrong


def _too_long(form: str, out: Path, statement: Statement) -> Finding | None:
    """The finding of a claim of more lines than a sheet has rows."""
    n = len(statement.settled.entries)
    if form != "xlsx" or n <= A_SHEET:
        return None
    message = f"the claim has {n:,} lines, and a sheet holds {A_SHEET:,}"
    return Finding(NOT_WRITTEN, message, Place(str(out)), help="write .html or .pdf")


def _write(beside: Path, form: str, rules: Contract, statement: Statement) -> None:
    """Imported here: only what is asked for, each takes a second or so."""
    match form:
        case "xlsx":
            from sibdsl.render import statement_xlsx

            statement_xlsx.write(beside, rules, statement)
        case "pdf":
            from sibdsl.render.statement import document
            from sibdsl.render.to_pdf import pdf

            beside.write_bytes(pdf(document(rules, statement)))
        case _:
            beside.write_bytes(_page(rules, statement).encode())


def _page(rules: Contract, statement: Statement) -> str:
    """The statement as a page of HTML."""
    from sibdsl.render.statement import document
    from sibdsl.render.to_html import html

    return html(document(rules, statement))


# -- Showing --------------------------------------------------------------------------------------


def _shown(asked: AskedStatement, answer: Answer) -> int:
    statement = answer.statement
    if asked.form == "html" and asked.of.out is None and statement is not None:
        assert answer.contract.lowered is not None, "there is a statement of it"
        rules = in_force(answer.contract.lowered.contract, statement.as_at)
        click.echo(_page(rules, statement), nl=False)
        if answer.findings:
            click.echo(first_of_each(answer.findings), err=True)
        return status(answer.findings)
    text = "Nothing is stated until the errors are put right."
    if statement is not None:
        text = statement_text(statement)
    show(
        asked.of.how,
        answer.findings,
        lambda: paragraphs([[text], [asked.of.findings(answer.findings)], _saved(asked, answer)]),
        lambda: _data(answer),
    )
    return status(answer.findings)


def _data(answer: Answer) -> dict[str, Any]:
    about = as_json.contract(answer.contract.lowered, answer.contract.source.name)
    statement = answer.statement
    return as_json.answer("statement", about) | {
        "statement": None if statement is None else statement_object(statement),
        "left_out": as_json.left_out(answer.reading.left_out),
    }


def _saved(asked: AskedStatement, answer: Answer) -> Sequence[str]:
    """Where the statement was written, or that it was not."""
    out = asked.of.out
    if out is None or answer.statement is None:
        return ()
    failed = any(f.place and f.place.file == str(out) for f in answer.findings)
    return (f"Nothing was written to {out}." if failed else f"The statement is in {out}.",)
