"""`sibdsl fmt`: contracts in the house layout, their clauses numbered afresh where asked."""

import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Final, TypeAlias

import click
from attrs import evolve, frozen

from sibdsl.cli.opening import decoded, opened
from sibdsl.cli.output import HOW, show, status
from sibdsl.cli.writing import write
from sibdsl.diagnostics import Finding, Place, errors
from sibdsl.diagnostics.codes import NOT_FOLLOWED, SHARED_NUMBER
from sibdsl.render.found import first_of_each
from sibdsl.render.page import paragraphs
from sibdsl.source import Source
from sibdsl.syntax.layout import laid_out
from sibdsl.syntax.parse import parse

STDIN: Final = Path("-")
FROM_STDIN: Final = "standard input"

Order: TypeAlias = Callable[[Source], tuple[str, tuple[Finding, ...]]]


@frozen
class Laid:
    """A file and its text laid out; *text* is None where the file cannot be read."""

    name: str
    old: str
    text: str | None
    findings: tuple[Finding, ...] = ()
    changed: bool = False


@click.command("fmt")
@click.argument(
    "paths",
    nargs=-1,
    required=True,
    type=click.Path(exists=True, allow_dash=True, path_type=Path),
)
@click.option("--check", "mode", flag_value="check", help="Write nothing; exit 1 on any change.")
@click.option("--diff", "mode", flag_value="diff", help="The same, and show each change.")
@click.option("--renumber", is_flag=True, help="Number clauses afresh, references with them.")
@HOW
@click.pass_context
def command(ctx: click.Context, /, paths: tuple[Path, ...], how: str, **given: Any) -> None:
    """Lay contracts out in the house layout; a file with errors stays as it is.

    Each of PATHS is a .sib file, a folder with a contract, or - for standard input to output.
    """
    order: Order = _renumbered if given["renumber"] else _as_numbered
    laid = [_laid(path, order) for path in paths]
    mode = given["mode"] or "write"
    if mode == "write":
        laid = [_written(one) for one in laid]
    findings = tuple(finding for one in laid for finding in one.findings)
    if mode == "write" and how == "text" and STDIN in paths:
        _pass_on(laid)
    else:
        said = _SAID[mode]
        show(how, findings, lambda: paragraphs(map(said, laid)), lambda: _data(laid))
    unwritten = mode != "write" and any(one.changed for one in laid)
    ctx.exit(max(status(findings), int(unwritten)))


# -- Laying out -----------------------------------------------------------------------------------


def _laid(path: Path, order: Order) -> Laid:
    """The text at *path* in the house layout, numbered by *order*."""
    found = decoded(sys.stdin.buffer.read(), FROM_STDIN) if path == STDIN else opened(path)
    if found.source is None:
        return Laid(str(path), "", None, findings=found.findings)
    source = found.source
    mistakes = parse(source).findings
    if any(errors(mistakes)):
        return Laid(source.name, source.text, None, findings=mistakes)
    numbered, more = order(source)
    text = laid_out(numbered)
    changed = text.encode() != found.data
    return Laid(source.name, source.text, text, (*mistakes, *more), changed)


def _as_numbered(source: Source) -> tuple[str, tuple[Finding, ...]]:
    return source.text, ()


def _renumbered(source: Source) -> tuple[str, tuple[Finding, ...]]:
    """The text with its clauses numbered afresh, and what could not be followed."""
    # Imported here: laying out alone numbers nothing.
    from sibdsl.syntax.renumber import renumbered

    result = renumbered(source)
    unknown = (
        Finding(
            NOT_FOLLOWED,
            f"no clause has the number `{number}`: the reference is left as it was",
            Place.words(source, span),
        )
        for number, span in result.unknown
    )
    repeated = (
        Finding(
            SHARED_NUMBER,
            f"an earlier clause had the number `{number}` too: references now name that one",
            Place.words(source, span),
        )
        for number, span in result.repeated
    )
    return result.text, (*unknown, *repeated)


def _written(one: Laid) -> Laid:
    """Put the new text in the place of the old, if there is one; what goes wrong is a finding."""
    if one.text is None or not one.changed or one.name == FROM_STDIN:
        return one
    wrong = write(Path(one.name), one.text)
    return one if wrong is None else evolve(one, findings=(*one.findings, wrong), changed=False)


# -- Saying so ------------------------------------------------------------------------------------


def _pass_on(laid: list[Laid]) -> None:
    """Standard input laid out on standard output, and what is found beside it."""
    for one in laid:
        click.echo(one.text or "", nl=False)
        if one.findings:
            click.echo(first_of_each(one.findings), err=True)


def _done(one: Laid) -> Iterator[str]:
    yield from _found(one)
    if one.text is None:
        yield f"{one.name}: left as it is"
    else:
        yield f"{one.name}: {'laid out anew' if one.changed else 'in the house layout'}"


def _would(one: Laid) -> Iterator[str]:
    yield from _found(one)
    if one.text is None:
        yield f"{one.name}: cannot be laid out"
    else:
        yield f"{one.name}: {'would be laid out anew' if one.changed else 'in the house layout'}"


def _diff(one: Laid) -> Iterator[str]:
    """The change, line by line; where it is in line ends alone, only that there is one."""
    # Imported here: only a difference needs it.
    from difflib import unified_diff

    lines = list(
        unified_diff(
            one.old.splitlines(),
            (one.text or one.old).splitlines(),
            f"{one.name} as it is",
            f"{one.name} laid out",
            lineterm="",
        )
    )
    yield from _found(one)
    yield from lines or _would(evolve(one, findings=()))


def _found(one: Laid) -> Iterator[str]:
    if one.findings:
        yield first_of_each(one.findings)
        yield ""


_SAID: Final[dict[str, Callable[[Laid], Iterator[str]]]] = {
    "write": _done,
    "check": _would,
    "diff": _diff,
}


def _data(laid: list[Laid]) -> dict[str, Any]:
    return {
        "command": "fmt",
        "contract": None,
        "findings": [],
        "ledger": None,
        "files": [{"file": one.name, "changed": one.changed, "text": one.text} for one in laid],
    }
