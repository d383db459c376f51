"""`sibdsl statement`: the claim of one claim period, for those who send it and those who pay it."""

from pathlib import Path
from typing import Any, Final

import click
from attrs import frozen

from sibdsl.cli.asked import Asked
from sibdsl.cli.days import DAY
from sibdsl.cli.examples import failures
from sibdsl.cli.opening import opened
from sibdsl.cli.output import HOW, show, status
from sibdsl.cli.pseudonyms import PSEUDONYMS
from sibdsl.cli.writing import keep_apart
from sibdsl.compiled import compiled
from sibdsl.diagnostics import Finding, errors
from sibdsl.model.days import Day

FORMS: Final = ("html", "xlsx", "pdf")


@frozen
class AskedStatement:
    """What is asked as of `check`; of which claim, on top of which, and as what it is written.

    *form* is one of FORMS, or None: a page of text.
    """

    of: Asked
    day: Day
    claimed: tuple[Path, ...]
    other_text: bool
    form: str | None


@click.command("statement")
@click.argument("path", type=click.Path(exists=True, path_type=Path))
@click.option(
    "--claim",
    "day",
    type=DAY,
    required=True,
    help="The claim whose period holds that day: 2019-06-30 or 30 June 2019.",
)
@click.option(
    "--claimed",
    multiple=True,
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="What was claimed before: each earlier claim, or a whole ledger; may be given again. "
    "Else all that the data shows due before the period is taken as claimed.",
)
@click.option(
    "--data",
    multiple=True,
    type=click.Path(exists=True, path_type=Path),
    help="A file or folder of case data, instead of cases/; may be given again.",
)
@click.option("--to", "form", type=click.Choice(FORMS), help="As what; else as --out ends.")
@click.option(
    "--out",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Write the statement to this file, whole or not at all.",
)
@click.option("--other-text", is_flag=True, help="Go on from claims under another text.")
@PSEUDONYMS
@click.option("-v", "--verbose", is_flag=True, help="Show every finding, not the first of each.")
@HOW
@click.pass_context
def command(
    ctx: click.Context, /, day: Day, claimed: tuple[Path, ...], *, other_text: bool, **given: Any
) -> None:
    """State a claim: who pays what for which lines, and where that leaves every limit.

    PATH is a folder with a contract and its cases/, or a .sib file with --data.
    """
    form = _form(given.pop("form"), given["out"], given["how"])
    of = Asked(case=None, as_at=None, **given)
    asked = AskedStatement(of, day, claimed, other_text, form)
    if not of.sources:
        raise click.UsageError(
            "a statement needs case data: name a folder with cases/, or say --data"
        )
    keep_apart(of.out, of.path, *of.sources, *claimed)
    found = opened(of.path)
    if found.source is None:
        ctx.exit(_stopped(asked, found.findings))
    contract = compiled(found.source)
    wrong = tuple(finding for _, finding in failures(found.source, contract.results))
    findings = (*contract.findings, *wrong)
    if contract.lowered is None or any(errors(findings)):
        ctx.exit(_stopped(asked, findings))
    # Imported here: a contract with a mistake needs no reader of case data.
    from sibdsl.cli import stating

    ctx.exit(stating.stated(asked, contract, findings))


def _form(said: str | None, out: Path | None, how: str) -> str | None:
    """As what the statement is written; None where it is only shown."""
    ending = out.suffix.lower().removeprefix(".") if out else ""
    ending = {"htm": "html"}.get(ending, ending)
    form = said or ending or None
    if form is not None and form not in FORMS:
        raise click.UsageError(f"`{out}` ends in none of .html, .xlsx and .pdf: say --to")
    if said and ending in FORMS and ending != said:
        raise click.UsageError(f"`{out}` is no name for what --to {said} writes")
    if said and out is None and (said != "html" or how != "text"):
        raise click.UsageError(f"--to {said} goes to a file: say --out FILE.{said}")
    return form


def _stopped(asked: AskedStatement, findings: tuple[Finding, ...]) -> int:
    """Say why there is no statement: nothing is claimed under a contract with a mistake."""
    show(asked.of.how, findings, lambda: asked.of.findings(findings), _no_statement)
    return status(findings)


def _no_statement() -> dict[str, Any]:
    from sibdsl.render import as_json

    return as_json.answer("statement", None) | {"statement": None, "left_out": []}
