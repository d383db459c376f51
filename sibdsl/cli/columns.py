"""What `sibdsl check` says of many cases: the totals, and the ledger in a file, over columns."""

from collections.abc import Iterator
from pathlib import Path

from sibdsl.cli.asked import Asked
from sibdsl.cli.output import show, status, waiting_for
from sibdsl.cli.reckoning import A_SHEET, after_the_data
from sibdsl.cli.writing import put
from sibdsl.compiled import Compiled
from sibdsl.diagnostics import Finding, Place, errors
from sibdsl.diagnostics.codes import NOT_IN_COLUMNS, NOT_WRITTEN
from sibdsl.engine.evaluate import Reckoned
from sibdsl.engine.evaluate import reckoned as over_columns
from sibdsl.engine.frame import frame_of, in_sums, waiting_in_sums, write_csv, write_parquet
from sibdsl.engine.not_compiled import NotCompiledError
from sibdsl.model.contract import Contract
from sibdsl.model.examples import Result
from sibdsl.records.frames import ReadColumns, read_columns
from sibdsl.render import ledger_table, ledger_xlsx
from sibdsl.render.page import counted, paragraphs, wrapped
from sibdsl.render.summary import of_others, summary


def reckoned(
    asked: Asked, contract: Compiled, results: tuple[Result, ...], wrong: tuple[Finding, ...]
) -> int:
    """Read the case data, reckon, print the totals, and come back with the exit status."""
    assert contract.lowered is not None, "asked only of a contract without errors"
    meant = contract.lowered.contract
    with waiting_for("Reading the case data"):
        read = read_columns(meant, asked.sources)
    findings = (*contract.findings, *contract.questions, *wrong, *read.findings)
    if any(errors(read.findings)):
        return _shown(asked, findings, ["Nothing is reckoned until the errors are put right."])
    records = read.records if asked.as_at is None else read.records.as_known_on(asked.as_at)
    try:
        with waiting_for(f"Reckoning {len(records.persons):,} cases"):
            found = over_columns(meant, records)
    except NotCompiledError as missing:
        finding = Finding(NOT_IN_COLUMNS, str(missing), help="say --engine cases")
        return _shown(asked, (*findings, finding), ["Nothing is reckoned."])
    more = (*after_the_data(asked, in_sums(meant, found)), *_written(asked, meant, found))
    text = _text(asked, meant, found, read)
    return _shown(asked, (*findings, *more), text)


def _shown(asked: Asked, findings: tuple[Finding, ...], text: list[str]) -> int:
    saved = asked.out is not None and not any(
        f.place and f.place.file == str(asked.out) for f in findings
    )
    end = [f"The ledger is in {asked.out}."] if saved and len(text) > 1 else []
    parts = [[text[0]], [asked.findings(findings)], *[[more] for more in text[1:]], end]
    show(asked.how, findings, lambda: paragraphs(parts), dict)
    return status(findings)


def _text(asked: Asked, meant: Contract, found: Reckoned, read: ReadColumns) -> list[str]:
    """The summary in totals, and who waits."""
    named = read.inputs if asked.verbose else of_others(meant, read.inputs)
    told = summary(meant, in_sums(meant, found), read.left_out, named)
    return [told, "\n".join(_waiting(found))]


def _waiting(found: Reckoned) -> Iterator[str]:
    """Of how many cases each outcome waits, or was refused; why is asked case by case."""
    for waits, words in (
        (found.waiting, "Not yet known, neither paid nor refused until then"),
        (found.lapsed, "Not known in time, and refused"),
    ):
        listed = waiting_in_sums(found, waits)
        if listed:
            yield words
        for outcome, clause, n in listed:
            of = f" (clause {clause})" if clause else ""
            yield from wrapped(f"{outcome}{of}: {counted(n, 'case')}", "  ", "    ")
    yield "What would settle it is said of one case: `--case ID`."


def _written(asked: Asked, meant: Contract, found: Reckoned) -> Iterator[Finding]:
    """Write the ledger where it is asked for; what is wrong, if anything."""
    out = asked.out
    if out is None:
        return
    if out.suffix.lower() == ".xlsx" and len(found.lines) > A_SHEET:
        message = f"the ledger has {len(found.lines):,} lines, and a sheet holds {A_SHEET:,}"
        yield Finding(NOT_WRITTEN, message, Place(str(out)), help="write .csv or .parquet")
        return
    with waiting_for(f"Writing {len(found.lines):,} lines"):
        wrong = put(out, lambda beside: _write(beside, out, meant, found))
    if wrong is not None:
        yield wrong


def _write(beside: Path, out: Path, meant: Contract, found: Reckoned) -> None:
    match out.suffix.lower():
        case ".csv":
            write_csv(beside, frame_of(meant, found))
        case ".parquet":
            write_parquet(beside, frame_of(meant, found))
        case _:
            from sibdsl.engine.ledger import evaluate_lines

            payers = in_sums(meant, found).payers
            rows = (ledger_table.cells(line, payers) for line in evaluate_lines(found))
            ledger_xlsx.write(beside, ledger_table.headings(payers), rows, payers)
