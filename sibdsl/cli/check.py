"""`sibdsl check`: the contract alone, or what is due on its case data."""

from pathlib import Path
from typing import Any

import click

from sibdsl.cli.asked import COLUMNS, SPARK, Asked
from sibdsl.cli.days import DAY
from sibdsl.cli.examples import failures
from sibdsl.cli.opening import opened
from sibdsl.cli.output import HOW, show, status
from sibdsl.cli.pseudonyms import PSEUDONYMS
from sibdsl.cli.writing import keep_apart, ledger_file
from sibdsl.compiled import Compiled, compiled
from sibdsl.diagnostics import Finding
from sibdsl.model.examples import Result
from sibdsl.render.page import paragraphs


@click.command("check")
@click.argument("path", type=click.Path(exists=True, path_type=Path))
@click.option(
    "--data",
    multiple=True,
    type=click.Path(exists=True, path_type=Path),
    help="A file or folder of case data, instead of cases/; may be given again.",
)
@click.option("--as-at", type=DAY, help="What is due by that day: 2020-03-31 or 31 March 2020.")
@click.option("--case", metavar="ID", help="Explain the case of that number.")
@click.option(
    "--group", metavar="LABEL", help="Explain the outcomes of that group, as of a cohort."
)
@click.option("--whole", is_flag=True, help="Explain what is paid of no one case or group.")
@click.option(
    "--out",
    type=click.Path(dir_okay=False, path_type=Path),
    callback=ledger_file,
    help="Write the ledger to this file: .csv, .xlsx, .parquet or .json.",
)
@click.option(
    "--engine",
    type=click.Choice(["auto", "cases", COLUMNS, SPARK]),
    default="auto",
    show_default=True,
    help="Reckon case by case, or over columns: quicker for many cases, the same ledger.",
)
@click.option(
    "--jobs",
    type=click.IntRange(1),
    metavar="N",
    help="Over columns, in so many processes; very many cases in one for each processor otherwise.",
)
@click.option(
    "--chunks",
    type=click.IntRange(1),
    metavar="N",
    help="Over columns, so many buckets of cases one after another: smaller ones take less memory.",
)
@click.option(
    "--master",
    default="local[*]",
    show_default=True,
    help="With --engine spark, the Spark to run on, such as spark://host:7077.",
)
@PSEUDONYMS
@click.option("-v", "--verbose", is_flag=True, help="Show every finding, not the first of each.")
@HOW
@click.pass_context
def command(ctx: click.Context, /, **given: Any) -> None:
    """Check a contract, and say what is due on its case data.

    PATH is a .sib file (the contract alone) or a folder with a contract and its cases/.
    """
    asked = Asked(**given)
    _asks_for_one(asked)
    if not asked.sources:
        _needs_no_data(asked)
    keep_apart(asked.out, asked.path, *asked.sources)
    found = opened(asked.path)
    if found.source is None:
        ctx.exit(_report(asked, None, found.findings))
    contract = compiled(found.source)
    results = contract.results
    wrong = tuple(finding for _, finding in failures(found.source, results))
    if contract.lowered is None or not asked.sources:
        ctx.exit(
            _report(asked, (contract, results), (*contract.findings, *contract.questions, *wrong))
        )
    if asked.in_columns:
        ctx.exit(_in_columns(asked, contract, results, wrong))
    # Imported here: a contract alone needs no reader of case data.
    from sibdsl.cli import reckoning

    ctx.exit(reckoning.reckoned(asked, contract, results, wrong))


def _in_columns(
    asked: Asked, contract: Compiled, results: tuple[Result, ...], wrong: tuple[Finding, ...]
) -> int:
    """What is due, over columns; the exit status."""
    # Imported here: columns cost more than a small scheme takes to reckon.
    from sibdsl.engine.crossing import crosses
    from sibdsl.engine.processes import Processes

    with Processes(asked.processes) as processes:
        if asked.in_parts and contract.lowered and not crosses(contract.lowered.contract):
            # They need as long to start as the rest to be imported.
            processes.start("sibdsl.cli.in_parts")
        from sibdsl.cli import columns

        return columns.reckoned(asked, contract, results, wrong, processes)


def _asks_for_one(asked: Asked) -> None:
    """Refuse two explanations at once, and the ledger beside one."""
    said = [option for option, value in asked.stories.items() if value is not None]
    if len(said) > 1:
        raise click.UsageError(f"{' and '.join(said)}: ask for one at a time")
    if said and asked.engine in (COLUMNS, SPARK):
        raise click.UsageError(
            f"{said[0]} is explained case by case: leave out --engine {asked.engine}"
        )
    if asked.pseudonyms is not None and asked.engine in (COLUMNS, SPARK):
        raise click.UsageError(
            f"--pseudonyms are given case by case: leave out --engine {asked.engine}"
        )
    if asked.engine in (COLUMNS, SPARK) and (asked.how != "text" or _is_object(asked.out)):
        raise click.UsageError(
            f"--engine {asked.engine} tells no facts of what waits:"
            " no JSON or SARIF is written with it"
        )
    if said and asked.out is not None:
        raise click.UsageError(f"--out writes the whole ledger: leave out {said[0]}")


def _is_object(out: Path | None) -> bool:
    return out is not None and out.suffix.lower() == ".json"


def _needs_no_data(asked: Asked) -> None:
    """Refuse what cannot be answered without case data."""
    options = {
        "--as-at": asked.as_at,
        "--case": asked.case,
        "--group": asked.group,
        "--whole": asked.whole or None,
        "--out": asked.out,
    }
    for option, value in options.items():
        if value is not None:
            raise click.UsageError(
                f"{option} needs case data: name a folder with cases/, or say --data"
            )


def _report(
    asked: Asked,
    read: tuple[Compiled, tuple[Result, ...]] | None,
    findings: tuple[Finding, ...],
) -> int:
    """The findings, and what the contract is where it could be read."""
    show(asked.how, findings, lambda: _text(asked, read, findings), lambda: _data(read))
    return status(findings)


def _text(
    asked: Asked,
    read: tuple[Compiled, tuple[Result, ...]] | None,
    findings: tuple[Finding, ...],
) -> str:
    contract, results = read or (None, ())
    if contract is None or contract.lowered is None:
        return asked.findings(findings)
    from sibdsl.render.overview import overview
    from sibdsl.render.worked import tally

    head = overview(contract.lowered.contract, contract.source.name, tally(results))
    return paragraphs([[head], [asked.findings(findings) or "No findings."]])


def _data(read: tuple[Compiled, tuple[Result, ...]] | None) -> dict[str, Any]:
    from sibdsl.render import as_json

    contract, results = read or (None, ())
    about = as_json.contract(contract.lowered, contract.source.name) if contract else None
    return as_json.answer("check", about, results)
