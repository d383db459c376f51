"""`sibdsl render`: a contract as a page, a Word file, a PDF or Markdown, for those who read it."""

from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any, Final

import click

from sibdsl.cli.examples import failures
from sibdsl.cli.opening import opened
from sibdsl.cli.output import status
from sibdsl.cli.writing import put
from sibdsl.diagnostics import Finding
from sibdsl.render.found import first_of_each

FORMS: Final = ("html", "docx", "pdf", "md")
_IN_TEXT: Final = ("html", "md")


@click.command("render")
@click.argument("path", type=click.Path(exists=True, path_type=Path))
@click.option(
    "--to",
    "form",
    type=click.Choice(FORMS),
    help="As what; else as the ending of --out says, or HTML.",
)
@click.option(
    "--out",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Write it to this file, whole or not at all; a Word file or a PDF needs one.",
)
@click.pass_context
def command(ctx: click.Context, /, path: Path, form: str | None, out: Path | None) -> None:
    """Set a contract for reading: its clauses with links, its schedule, its examples drawn.

    PATH is a .sib file, or a folder with a contract. One that has errors is not set.
    """
    form = _form(form, out)
    found = opened(path)
    if found.source is None:
        ctx.exit(_report(found.findings))
    from sibdsl.interpret.examples import worked
    from sibdsl.pipeline import loaded
    from sibdsl.render.contract import document

    read = loaded(found.source)
    if read.lowered is None:
        ctx.exit(_report(read.findings))
    results = tuple(worked(read.lowered.contract, one) for one in read.lowered.examples)
    wrong = tuple(finding for _, finding in failures(found.source, results))
    made = document(read, read.lowered, results)
    unwritten = _WRITERS[form](made, out)
    ctx.exit(_report((*read.findings, *wrong, *unwritten)))


def _form(form: str | None, out: Path | None) -> str:
    """As what the contract is to be set."""
    ending = out.suffix.lower().removeprefix(".") if out else ""
    form = form or {"htm": "html", "markdown": "md"}.get(ending, ending) or "html"
    if form not in FORMS:
        raise click.UsageError(f"`{out}` ends in none of .html, .docx, .pdf and .md: say --to")
    if out is None and form not in _IN_TEXT:
        raise click.UsageError(f"a {form} is no text for the terminal: say --out FILE.{form}")
    return form


def _report(findings: tuple[Finding, ...]) -> int:
    if findings:
        click.echo(first_of_each(findings), err=True)
    return status(findings)


def _html(document: Any, out: Path | None) -> tuple[Finding, ...]:
    text = import_module("sibdsl.render.to_html").html(document)
    return _text(text, out)


def _markdown(document: Any, out: Path | None) -> tuple[Finding, ...]:
    made = import_module("sibdsl.render.to_markdown").markdown(document, out.stem if out else "")
    for name, svg in made.drawings.items():
        assert out is not None, "drawings are made beside a file"
        wrong = _bytes(svg.encode(), out.with_name(name))
        if wrong:
            return wrong
    return _text(made.text, out)


def _text(text: str, out: Path | None) -> tuple[Finding, ...]:
    if out is None:
        click.echo(text, nl=False)
        return ()
    return _bytes(text.encode(), out)


def _bytes(data: bytes, out: Path) -> tuple[Finding, ...]:
    wrong = put(out, lambda beside: beside.write_bytes(data))
    return () if wrong is None else (wrong,)


def _docx(document: Any, out: Path | None) -> tuple[Finding, ...]:
    assert out is not None, "a Word file has a name"
    return _bytes(import_module("sibdsl.render.to_docx").docx(document), out)


def _pdf(document: Any, out: Path | None) -> tuple[Finding, ...]:
    assert out is not None, "a PDF has a name"
    return _bytes(import_module("sibdsl.render.to_pdf").pdf(document), out)


_WRITERS: Final[dict[str, Callable[[Any, Path | None], tuple[Finding, ...]]]] = {
    "html": _html,
    "docx": _docx,
    "pdf": _pdf,
    "md": _markdown,
}
