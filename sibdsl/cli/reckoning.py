"""What `sibdsl check` says of case data: the summary, one case, the ledger in a file."""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, Final

from attrs import frozen

from sibdsl import api
from sibdsl.cli.asked import Asked
from sibdsl.cli.output import show, status, waiting_for
from sibdsl.cli.writing import put
from sibdsl.compiled import Compiled
from sibdsl.diagnostics import Finding, Place, errors
from sibdsl.diagnostics.codes import AFTER_THE_DATA, NOT_WRITTEN
from sibdsl.model.days import in_words
from sibdsl.model.examples import Result
from sibdsl.model.explanation import CaseExplained
from sibdsl.model.ledger import Ledger
from sibdsl.records.reading import Reading
from sibdsl.render.page import paragraphs
from sibdsl.render.summary import of_others, summary

A_SHEET: Final = 1_048_575
"""The rows of a sheet of a workbook, less the one of headings."""


@frozen
class Answer:
    """All that is known when the findings are: what is absent was not asked, or cannot be."""

    contract: Compiled
    results: tuple[Result, ...]
    reading: Reading
    findings: tuple[Finding, ...]
    ledger: Ledger | None = None
    case: CaseExplained | None = None


def reckoned(
    asked: Asked, contract: Compiled, results: tuple[Result, ...], wrong: tuple[Finding, ...]
) -> int:
    """Read the case data, reckon, print, and come back with the exit status."""
    assert contract.lowered is not None, "asked only of a contract without errors"
    meant = contract.lowered.contract
    with waiting_for("Reading the case data"):
        reading = api.read_cases(meant, asked.sources, asked.pseudonyms)
    findings = (*contract.findings, *contract.questions, *wrong, *reading.findings)
    answer = Answer(contract, results, reading, findings)
    if any(errors(reading.findings)):
        return shown(asked, answer, "Nothing is reckoned until the errors are put right.")
    if asked.explains:
        # Imported here: only who asks for a story needs it.
        from sibdsl.cli import story

        return story.told(asked, meant, answer)
    with waiting_for(f"Reckoning {len(reading.histories.cases):,} cases"):
        ledger = api.evaluate(meant, reading.histories, as_at=asked.as_at)
    more = (*after_the_data(asked, ledger), *_written(asked, ledger, reading))
    full = Answer(contract, results, reading, (*findings, *more), ledger)
    named = reading.inputs if asked.verbose else of_others(meant, reading.inputs)
    text = summary(meant, ledger, reading.left_out, named) if _reads(asked) else ""
    return shown(asked, full, text)


def _reads(asked: Asked) -> bool:
    """Whether a person reads the answer."""
    return asked.how == "text"


def after_the_data(asked: Asked, told: Ledger | CaseExplained) -> Iterable[Finding]:
    """The finding of a day asked for of which the data says nothing."""
    if asked.as_at is not None and asked.as_at > told.as_at:
        message = f"the data ends on {in_words(told.as_at)}: what is due by then is shown"
        yield Finding(AFTER_THE_DATA, message)


def _written(asked: Asked, ledger: Ledger, reading: Reading) -> Iterable[Finding]:
    """Write the ledger where it is asked for; what is wrong, if anything."""
    out = asked.out
    if out is None:
        return
    wrong = _too_long(out, ledger) or put(out, lambda beside: _write(beside, out, ledger, reading))
    if wrong is not None:
        yield wrong


def _too_long(out: Path, ledger: Ledger) -> Finding | None:
    """The finding of a ledger of more lines than a sheet has rows."""
    if out.suffix.lower() != ".xlsx" or len(ledger.lines) <= A_SHEET:
        return None
    message = f"the ledger has {len(ledger.lines):,} lines, and a sheet holds {A_SHEET:,}"
    return Finding(NOT_WRITTEN, message, Place(str(out)), help="write .csv or .parquet")


def _write(beside: Path, out: Path, ledger: Ledger, reading: Reading) -> None:
    """Write the ledger as what the name *out* ends in. Imported here: only what is asked for."""
    match out.suffix.lower():
        case ".csv":
            from sibdsl.render.ledger_csv import ledger_csv

            beside.write_bytes(ledger_csv(ledger).encode())
        case ".xlsx":
            from sibdsl.render import ledger_table, ledger_xlsx

            names, rows = ledger_table.headings(ledger.payers), ledger_table.rows(ledger)
            ledger_xlsx.write(beside, names, rows, ledger.payers)
        case ".parquet":
            from sibdsl.cli.parquet_out import write_parquet

            write_parquet(beside, ledger)
        case _:
            import json

            from sibdsl.render import as_json

            told = as_json.ledger(ledger, reading.inputs)
            beside.write_bytes((json.dumps(told, ensure_ascii=False, indent=2) + "\n").encode())


def shown(asked: Asked, answer: Answer, text: str) -> int:
    """Print *text*, the findings and where a file was written; the exit status."""
    show(
        asked.how,
        answer.findings,
        lambda: paragraphs([[text], [asked.findings(answer.findings)], _saved(asked, answer)]),
        lambda: _data(asked, answer),
    )
    return status(answer.findings)


def _saved(asked: Asked, answer: Answer) -> Sequence[str]:
    """Where the ledger or the story was written, if it was."""
    if asked.out is None or (answer.ledger is None and answer.case is None):
        return ()
    failed = any(f.place and f.place.file == str(asked.out) for f in answer.findings)
    what = "ledger" if answer.ledger is not None else "story"
    return () if failed else (f"The {what} is in {asked.out}.",)


def _data(asked: Asked, answer: Answer) -> dict[str, Any]:
    from sibdsl.render import as_json

    about = as_json.contract(answer.contract.lowered, answer.contract.source.name)
    return as_json.answer(asked.command, about, answer.results) | {
        "ledger": (as_json.ledger(answer.ledger, answer.reading.inputs) if answer.ledger else None),
        "left_out": as_json.left_out(answer.reading.left_out),
        "rows_read": dict(answer.reading.counts),
        "case": as_json.case(answer.case) if answer.case else None,
    }
