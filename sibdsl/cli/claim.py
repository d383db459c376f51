"""`sibdsl claim`: what is claimed as at a day, on top of what was claimed before."""

from pathlib import Path
from typing import Any

import click
from attrs import frozen

from sibdsl.cli.asked import Asked
from sibdsl.cli.days import DAY
from sibdsl.cli.examples import failures
from sibdsl.cli.opening import opened
from sibdsl.cli.output import HOW, show, status
from sibdsl.cli.pseudonyms import PSEUDONYMS
from sibdsl.cli.writing import keep_apart, table_or_object
from sibdsl.compiled import compiled
from sibdsl.diagnostics import Finding, errors


@frozen
class AskedClaim:
    """What is asked as of `check`, the earlier claims, and whether their text may be another."""

    of: Asked
    claimed: tuple[Path, ...]
    other_text: bool


@click.command("claim")
@click.argument("path", type=click.Path(exists=True, path_type=Path))
@click.option(
    "--claimed",
    multiple=True,
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="What was claimed before: each earlier claim, or a whole ledger; may be given again.",
)
@click.option(
    "--data",
    multiple=True,
    type=click.Path(exists=True, path_type=Path),
    help="A file or folder of case data, instead of cases/; may be given again.",
)
@click.option("--as-at", type=DAY, help="The day of the claim; else the last day of the data.")
@click.option(
    "--out",
    type=click.Path(dir_okay=False, path_type=Path),
    callback=table_or_object,
    help="Write the claim to this file, .csv or .json.",
)
@PSEUDONYMS
@click.option("--other-text", is_flag=True, help="Go on from claims under another text.")
@click.option("-v", "--verbose", is_flag=True, help="Show every finding, not the first of each.")
@HOW
@click.pass_context
def command(
    ctx: click.Context, /, claimed: tuple[Path, ...], *, other_text: bool, **given: Any
) -> None:
    """Claim what is newly due, and take back what is due no more.

    PATH is a folder with a contract and its cases/, or a .sib file with --data.
    """
    asked = AskedClaim(Asked(case=None, **given), claimed, other_text)
    if not asked.of.sources:
        raise click.UsageError("a claim needs case data: name a folder with cases/, or say --data")
    keep_apart(asked.of.out, asked.of.path, *asked.of.sources, *asked.claimed)
    found = opened(asked.of.path)
    if found.source is None:
        ctx.exit(_stopped(asked, found.findings))
    contract = compiled(found.source)
    wrong = tuple(finding for _, finding in failures(found.source, contract.results))
    findings = (*contract.findings, *wrong)
    if contract.lowered is None or any(errors(findings)):
        ctx.exit(_stopped(asked, findings))
    # Imported here: a contract with a mistake needs no reader of case data.
    from sibdsl.cli import claiming

    ctx.exit(claiming.claimed(asked, contract, findings))


def _stopped(asked: AskedClaim, findings: tuple[Finding, ...]) -> int:
    """Say why there is no claim: nothing is claimed under a contract with a mistake."""
    show(asked.of.how, findings, lambda: asked.of.findings(findings), _no_claim)
    return status(findings)


def _no_claim() -> dict[str, Any]:
    from sibdsl.render import as_json

    return as_json.answer("claim", None) | {"claim": None, "left_out": []}
