"""How an answer leaves: as text with findings, or as one object for another program."""

import os
import re
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any, Final

import click

from sibdsl.diagnostics import Finding, Severity

HOW: Final = click.option(
    "--format",
    "how",
    type=click.Choice(["text", "json", "sarif"]),
    default="text",
    show_default=True,
    help="How to print what is found; `sarif` holds the findings alone.",
)

_COLOURS: Final = {"error": "red", "case left out": "magenta", "warning": "yellow"}
_SEVERITY: Final = re.compile(r"^(error|case left out|warning)(?=\[SIB)", re.MULTILINE)


def status(findings: Sequence[Finding]) -> int:
    """The exit status: 1 where anything is graver than a warning."""
    return int(any(finding.severity is not Severity.WARNING for finding in findings))


def show(
    how: str,
    findings: Sequence[Finding],
    text: Callable[[], str],
    data: Callable[[], dict[str, Any]],
) -> None:
    """Print the answer: *text*, or *data* with the findings in it. Only what is asked is made."""
    if how == "text":
        page = text()
        click.echo(_in_colour(page) if in_colours() else page)
        return
    # Imported here: who reads text needs neither.
    import json

    from sibdsl.diagnostics.interchange import as_json, as_sarif

    found = data() | {"findings": as_json(findings)} if how == "json" else as_sarif(findings)
    click.echo(json.dumps(found, ensure_ascii=False, indent=2))


def in_colours() -> bool:
    """Whether the answer goes to a terminal whose owner has nothing against colours."""
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR")


def clauses(page: str) -> str:
    """*page* of `sibdsl explain`, its clauses coloured where colours can be seen."""
    if not in_colours():
        return page
    # Imported here, as below: Pygments is needed at a terminal alone.
    from sibdsl.render.coloured import clauses_coloured

    return clauses_coloured(page)


def _in_colour(page: str) -> str:
    """*page* with its findings in colour: how grave they are, and the words they are about."""
    from sibdsl.render.coloured import frames_coloured

    return _SEVERITY.sub(_severity, frames_coloured(page))


def _severity(severity: re.Match[str]) -> str:
    """The word in its colour."""
    return click.style(severity[0], fg=_COLOURS[severity[0]], bold=True)


@contextmanager
def waiting_for(what: str) -> Iterator[None]:
    """Say what is being done, to a person at a terminal, until it is done."""
    if not sys.stderr.isatty():
        yield
        return
    click.echo(f"{what} …", nl=False, err=True)
    try:
        yield
    finally:
        click.echo(f"\r{' ' * (len(what) + 2)}\r", nl=False, err=True)
