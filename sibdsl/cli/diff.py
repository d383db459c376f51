"""`sibdsl diff`: what changed in meaning between two versions of a contract."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click

from sibdsl import api
from sibdsl.cli.opening import opened
from sibdsl.cli.output import show, status, waiting_for
from sibdsl.diagnostics import Finding, errors
from sibdsl.model.contract import Contract
from sibdsl.model.differences import Case, Difference, OnData
from sibdsl.model.ledger import Ledger
from sibdsl.pipeline import Loaded, loaded
from sibdsl.render.difference import Shown, as_data, text
from sibdsl.render.found import first_of_each
from sibdsl.verify.counterexample import as_example
from sibdsl.verify.difference import difference
from sibdsl.verify.difference_data import on_data


@click.command("diff")
@click.argument("old", type=click.Path(exists=True, path_type=Path))
@click.argument("new", type=click.Path(exists=True, path_type=Path))
@click.option(
    "--data",
    multiple=True,
    type=click.Path(exists=True, path_type=Path),
    help="A file or folder of case data: say who is paid differently; may be given again.",
)
@click.option(
    "--histories",
    type=click.IntRange(min=1),
    default=1000,
    show_default=True,
    help="How many histories are tried for a case that is paid differently.",
)
@click.option(
    "--format",
    "how",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="How to print what changed.",
)
@click.pass_context
def command(ctx: click.Context, /, old: Path, new: Path, how: str, **given: Any) -> None:
    """Say what changed in meaning from the contract OLD to the contract NEW.

    Exit status: 0 nothing changed in meaning, 1 something did or cannot be read, 2 wrong usage.
    """
    before, after = _read(old), _read(new)
    if isinstance(before, tuple) or isinstance(after, tuple):
        _refuse(ctx, how, [f for one in (before, after) if isinstance(one, tuple) for f in one])
        return
    assert before.lowered is not None, "a contract with errors is refused before"
    assert after.lowered is not None, "a contract with errors is refused before"
    with waiting_for("Comparing the two contracts"):
        found = difference(before.lowered, after.lowered, given["histories"])
        examples = tuple(_examples(found, after))
    data, wrong = _on_data(before.lowered.contract, after.lowered.contract, given["data"], found)
    if data is None and wrong and status(wrong):
        _refuse(ctx, how, list(wrong))
    shown = Shown(found, before.document, after.document, examples, data)
    show(how, wrong, lambda: text(shown), lambda: {"command": "diff"} | as_data(shown))
    ctx.exit(int(bool(found.changes)))


def _read(path: Path) -> Loaded | tuple[Finding, ...]:
    """The contract at *path*, or why it has no meaning."""
    found = opened(path)
    if found.source is None:
        return found.findings
    contract = loaded(found.source)
    return contract if contract.lowered is not None else contract.findings


def _refuse(ctx: click.Context, how: str, findings: list[Finding]) -> None:
    show(how, findings, lambda: first_of_each(findings), lambda: {"command": "diff"})
    ctx.exit(1)


def _examples(found: Difference, new: Loaded) -> Iterator[str | None]:
    """The case of each change, and last that of the whole, as worked examples of *new*."""
    for i, change in enumerate(found.changes, 1):
        yield _example(change.case, f"Changed {i}", new)
    yield _example(found.case, "Changed", new)


def _example(case: Case | None, name: str, new: Loaded) -> str | None:
    if case is None or new.lowered is None:
        return None
    return as_example(new.source.text, new.lowered.contract, case.given, case.by, name)


def _on_data(
    old: Contract, new: Contract, paths: tuple[Path, ...], found: Difference
) -> tuple[OnData | None, tuple[Finding, ...]]:
    """Who is paid differently on the case data, as each contract reads it; and what is wrong."""
    if not paths:
        return None, ()
    ledgers: list[Ledger] = []
    findings: list[Finding] = []
    for contract in (old, new):
        with waiting_for("Reading and reckoning the case data"):
            reading = api.read_cases(contract, paths)
            findings += reading.findings
            if any(errors(reading.findings)):
                return None, tuple(findings)
            ledgers.append(api.evaluate(contract, reading.histories))
    return on_data(ledgers[0], ledgers[1], found.names), tuple(dict.fromkeys(findings))
