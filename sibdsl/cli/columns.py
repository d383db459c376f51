"""What `sibdsl check` says of many cases: the totals, and the ledger in a file, over columns."""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from attrs import frozen

from sibdsl.cli.asked import SPARK, Asked
from sibdsl.cli.in_parts import WORKER, Parts, in_parts, in_parts_on_spark
from sibdsl.cli.output import show, status, waiting_for
from sibdsl.cli.reckoning import A_SHEET, after_the_data
from sibdsl.cli.writing import put
from sibdsl.columns import Records
from sibdsl.compiled import Compiled
from sibdsl.diagnostics import Finding, Place, errors
from sibdsl.diagnostics.codes import NOT_IN_COLUMNS, NOT_WRITTEN, WORKER_LOST
from sibdsl.engine.chunks import InParts, Waiting, folder_for, reckoned_in_parts
from sibdsl.engine.crossing import crosses
from sibdsl.engine.evaluate import reckoned as over_columns
from sibdsl.engine.frame import frame_of, in_sums, waiting_in_sums, write_csv, write_parquet
from sibdsl.engine.ledger import evaluate_lines
from sibdsl.engine.not_compiled import NotCompiledError
from sibdsl.engine.processes import Processes
from sibdsl.engine.saved import Saved, saved
from sibdsl.model.contract import Contract
from sibdsl.model.examples import Result
from sibdsl.model.ledger import Ledger
from sibdsl.records.cutting import parts_for
from sibdsl.records.frames import read_columns
from sibdsl.render import ledger_table, ledger_xlsx
from sibdsl.render.page import counted, paragraphs, wrapped
from sibdsl.render.summary import of_others, summary


@frozen
class _Told:
    """What was reckoned: totals, who waits, so many lines, and how to write them as a file."""

    sums: Ledger
    waiting: Waiting
    lapsed: Waiting
    lines: int
    write: Callable[[Path, str], None]


def reckoned(
    asked: Asked,
    contract: Compiled,
    results: tuple[Result, ...],
    wrong: tuple[Finding, ...],
    processes: Processes,
) -> int:
    """Read the case data, reckon, by *processes* where in parts, and print the totals; the exit
    status.
    """
    assert contract.lowered is not None, "asked only of a contract without errors"
    meant = contract.lowered.contract
    said = (*contract.findings, *contract.questions, *wrong)
    try:
        with folder_for(asked.out) as at:
            parts = _parts(asked, meant, (at, processes))
            if parts.found is not None or parts.lost:
                return _of_parts(asked, meant, said, parts)
            return _of_one_reading(asked, meant, said, (parts.why, at, processes))
    except OSError as broken:
        finding = Finding(NOT_WRITTEN, f"there is no room to work in: {broken.strerror or broken}")
        return _shown(asked, (*said, finding), ["Nothing is reckoned."])


def _parts(asked: Asked, meant: Contract, means: tuple[Path, Processes]) -> Parts:
    """The ledger made of parts that are read by themselves; or why it is not. *means* are a folder
    to work in, and who works.
    """
    at, processes = means
    parts = _many(asked)
    if parts == 1:
        return Parts()
    with waiting_for(f"Reading and reckoning the cases in {parts} parts"):
        if asked.engine == SPARK:
            return in_parts_on_spark(meant, asked.sources, (parts, asked.master), asked.as_at, at)
        found = in_parts(meant, asked.sources, (parts, processes), asked.as_at, at)
    if found.found is not None:
        # What they hold is needed for the file.
        processes.end()
    return found


def _many(asked: Asked) -> int:
    """In how many parts cases are reckoned: so many are asked for, or there are very many cases,
    and then as many for each process: none is without work while others take on the last part.
    """
    if asked.chunks is not None or asked.engine == SPARK or asked.fits_a_sheet:
        return asked.buckets
    parts = parts_for(asked.sources)
    return max(asked.buckets, parts if parts == 1 else parts + -parts % asked.processes)


def _of_parts(asked: Asked, meant: Contract, said: tuple[Finding, ...], parts: Parts) -> int:
    findings = (*said, *parts.findings)
    if any(errors(parts.findings)):
        return _shown(asked, findings, ["Nothing is reckoned until the errors are put right."])
    if parts.found is None:
        return _shown(asked, (*findings, _lost(parts.why)), ["Nothing is reckoned."])
    told = _told(parts.found)
    more = (*after_the_data(asked, told.sums), *_written(asked, told))
    named = parts.inputs if asked.verbose else of_others(meant, parts.inputs)
    text = [summary(meant, told.sums, parts.left_out, named), "\n".join(_waiting(told))]
    return _shown(asked, (*findings, *more), text)


def _of_one_reading(
    asked: Asked,
    meant: Contract,
    said: tuple[Finding, ...],
    instead: tuple[str, Path, Processes],
) -> int:
    """The same of data that are read in one piece; *instead* of in parts, where that says why."""
    why, at, processes = instead
    with waiting_for("Reading the case data"):
        read = read_columns(meant, asked.sources)
    findings = (*said, *read.findings)
    if any(errors(read.findings)):
        return _shown(asked, findings, ["Nothing is reckoned until the errors are put right."])
    records = read.records if asked.as_at is None else read.records.as_known_on(asked.as_at)
    alone = asked.buckets == 1 or asked.engine == SPARK or bool(crosses(meant))
    try:
        with waiting_for(f"Reckoning {len(records.persons):,} cases"):
            told = (
                _in_one_piece(meant, records)
                if alone
                else _in_buckets(meant, saved(records, asked.buckets, at), processes, at)
            )
            if told is None:
                return _shown(asked, (*findings, _lost(WORKER)), ["Nothing is reckoned."])
            more = (*after_the_data(asked, told.sums), *_written(asked, told))
    except NotCompiledError as missing:
        finding = Finding(NOT_IN_COLUMNS, str(missing), help="say --engine cases")
        return _shown(asked, (*findings, finding), ["Nothing is reckoned."])
    named = read.inputs if asked.verbose else of_others(meant, read.inputs)
    text = [summary(meant, told.sums, read.left_out, named), "\n".join(_waiting(told))]
    whole = "\n".join(wrapped(f"Reckoned in one piece: {why}.")) if why and alone else ""
    return _shown(asked, (*findings, *more), [*text, *([whole] if whole else [])])


def _in_one_piece(meant: Contract, records: Records) -> _Told:
    found = over_columns(meant, records)
    waiting, lapsed = (waiting_in_sums(found, one) for one in (found.waiting, found.lapsed))

    def write(path: Path, kind: str) -> None:
        if kind == ".csv":
            write_csv(path, frame_of(meant, found))
        elif kind == ".parquet":
            write_parquet(path, frame_of(meant, found))
        else:
            payers = in_sums(meant, found).payers
            rows = (ledger_table.cells(line, payers) for line in evaluate_lines(found))
            ledger_xlsx.write(path, ledger_table.headings(payers), rows, payers)

    return _Told(in_sums(meant, found), waiting, lapsed, len(found.lines), write)


def _in_buckets(
    meant: Contract, parts: Sequence[Saved], processes: Processes, at: Path
) -> _Told | None:
    """The same in buckets of cases, by worker processes; None where one of them was lost."""
    found = reckoned_in_parts(meant, parts, processes, at)
    processes.end()
    return None if found is None else _told(found)


def _told(parts: InParts) -> _Told:
    return _Told(parts.sums, parts.waiting, parts.lapsed, parts.lines, parts.write)


def _lost(why: str) -> Finding:
    return Finding(
        WORKER_LOST,
        f"{why}: nothing is written",
        help="say fewer --jobs or more --chunks, and run it again",
    )


def _shown(asked: Asked, findings: tuple[Finding, ...], text: list[str]) -> int:
    saved = asked.out is not None and not any(
        f.place and f.place.file == str(asked.out) for f in findings
    )
    end = [f"The ledger is in {asked.out}."] if saved and len(text) > 1 else []
    parts = [[text[0]], [asked.findings(findings)], *[[more] for more in text[1:]], end]
    show(asked.how, findings, lambda: paragraphs(parts), dict)
    return status(findings)


def _waiting(told: _Told) -> Iterator[str]:
    """Of how many cases each outcome waits, or was refused; why is asked case by case."""
    for waits, words in (
        (told.waiting, "Not yet known, neither paid nor refused until then"),
        (told.lapsed, "Not known in time, and refused"),
    ):
        if waits:
            yield words
        for outcome, clause, n in waits:
            of = f" (clause {clause})" if clause else ""
            yield from wrapped(f"{outcome}{of}: {counted(n, 'case')}", "  ", "    ")
    yield "What would settle it is said of one case: `--case ID`."


def _written(asked: Asked, told: _Told) -> Iterator[Finding]:
    """Write the ledger where it is asked for; what is wrong, if anything."""
    out = asked.out
    if out is None:
        return
    kind = out.suffix.lower()
    if kind == ".xlsx" and told.lines > A_SHEET:
        message = f"the ledger has {told.lines:,} lines, and a sheet holds {A_SHEET:,}"
        yield Finding(NOT_WRITTEN, message, Place(str(out)), help="write .csv or .parquet")
        return
    with waiting_for(f"Writing {told.lines:,} lines"):
        wrong = put(out, lambda beside: told.write(beside, kind))
    if wrong is not None:
        yield wrong
