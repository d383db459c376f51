"""`sibdsl render`: a contract as a page, a Word file, a PDF or Markdown, for those who read it."""

from pathlib import Path
from typing import Any, Final

import click

from sibdsl.cli.examples import failures
from sibdsl.cli.opening import opened
from sibdsl.cli.output import status
from sibdsl.cli.pseudonyms import PSEUDONYMS
from sibdsl.cli.writing import keep_apart
from sibdsl.diagnostics import Finding, errors
from sibdsl.render.found import first_of_each

FORMS: Final = ("html", "docx", "pdf", "md")
_IN_TEXT: Final = ("html", "md")
_ALSO: Final = {"htm": "html", "markdown": "md"}


@click.command("render")
@click.argument("path", type=click.Path(exists=True, path_type=Path))
@click.option(
    "--to",
    "form",
    type=click.Choice(FORMS),
    help="As what; else as the name of --out ends, or HTML.",
)
@click.option(
    "--out",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Write it to this file, whole or not at all; a Word file or a PDF needs one.",
)
@click.option("--restated", is_flag=True, help="Beside each clause what it means in plain words.")
@click.option("--questions", is_flag=True, help="The questions that the contract leaves open.")
@click.option("--verdicts", is_flag=True, help="What the verifier says, asked now: up to a minute.")
@click.option(
    "--data",
    multiple=True,
    type=click.Path(exists=True, path_type=Path),
    help="Beside each clause how many cases of this file or folder reach it; may be given again.",
)
@PSEUDONYMS
@click.pass_context
def command(ctx: click.Context, /, path: Path, form: str | None, **given: Any) -> None:
    """Set a contract for reading: its clauses with links, its schedule, its examples drawn.

    PATH is a .sib file, or a folder with a contract. One that has errors is not set. Without --out
    the page of HTML or Markdown is printed, and what is found goes to the standard error.
    """
    out: Path | None = given.pop("out")
    form = _form(form, out)
    keep_apart(out, path, *given["data"])
    if given["pseudonyms"] is not None and not given["data"]:
        raise click.UsageError("--pseudonyms name the cases of --data: say both")
    found = opened(path)
    if found.source is None:
        ctx.exit(_reported(found.findings))
    # Imported here: the page of help needs none of it.
    from sibdsl.cli import setting
    from sibdsl.interpret.examples import worked
    from sibdsl.render.contract import document

    read = setting.numbered(found.source)
    if read.lowered is None:
        ctx.exit(_reported(read.findings))
    answered = setting.answered(read, read.lowered, setting.Asked(**given))
    if any(errors(answered.findings)):
        ctx.exit(_reported(answered.findings))
    results = tuple(worked(read.lowered.contract, one) for one in read.lowered.examples)
    wrong = tuple(finding for _, finding in failures(read.source, results))
    made = document(read, read.lowered, results, answered.wanted)
    unwritten = setting.written(made, form, out)
    ctx.exit(_reported((*read.findings, *wrong, *answered.findings, *unwritten)))


def _form(form: str | None, out: Path | None) -> str:
    """As what the contract is to be set."""
    ending = out.suffix.lower().removeprefix(".") if out else ""
    form = form or _ALSO.get(ending, ending) or "html"
    if form not in FORMS:
        raise click.UsageError(f"`{out}` ends in none of .html, .docx, .pdf and .md: say --to")
    if out is None and form not in _IN_TEXT:
        raise click.UsageError(f"a {form} is no text for the terminal: say --out FILE.{form}")
    return form


def _reported(findings: tuple[Finding, ...]) -> int:
    """Say what is found, apart from a page that is printed; the exit status."""
    if findings:
        click.echo(first_of_each(findings), err=True)
    return status(findings)
