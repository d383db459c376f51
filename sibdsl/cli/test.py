"""`sibdsl test`: the worked examples of contracts, each failure shown against what is computed."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click
from attrs import frozen

from sibdsl.cli.examples import failures
from sibdsl.cli.opening import opened
from sibdsl.cli.output import HOW, show, status
from sibdsl.compiled import Compiled, compiled
from sibdsl.diagnostics import Finding
from sibdsl.model.examples import Result
from sibdsl.render.found import first_of_each
from sibdsl.render.page import counted, paragraphs
from sibdsl.render.worked import failure, in_one_line, tally


@frozen
class Tested:
    """One contract, its examples, those of them that fail, and what else is found."""

    path: Path
    contract: Compiled | None
    results: tuple[Result, ...]
    failed: tuple[tuple[Result, Finding], ...]
    others: tuple[Finding, ...]

    @property
    def findings(self) -> tuple[Finding, ...]:
        """All findings, those of the examples last."""
        return (*self.others, *(finding for _, finding in self.failed))


@click.command("test")
@click.argument("paths", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path))
@click.option(
    "-v", "--verbose", is_flag=True, help="Name every example, not those that fail alone."
)
@HOW
@click.pass_context
def command(ctx: click.Context, /, paths: tuple[Path, ...], how: str, **given: Any) -> None:
    """Compute the worked examples of contracts.

    Each of PATHS is a .sib file, or a folder with a contract.
    """
    tested = [_tested(path) for path in paths]
    findings = tuple(finding for one in tested for finding in one.findings)
    written = _every if given["verbose"] else _failing
    show(how, findings, lambda: paragraphs(map(written, tested)), lambda: _data(tested))
    ctx.exit(status(findings))


def _tested(path: Path) -> Tested:
    found = opened(path)
    if found.source is None:
        return Tested(path, None, (), (), found.findings)
    contract = compiled(found.source)
    results = contract.results
    failed = tuple(failures(found.source, results))
    return Tested(path, contract, results, failed, contract.findings)


def _every(one: Tested) -> Iterator[str]:
    yield from (in_one_line(result) for result in one.results)
    yield from _failing(one)


def _failing(one: Tested) -> Iterator[str]:
    if one.others:
        yield first_of_each(one.others)
    for result, finding in one.failed:
        yield from failure(result, finding)
        yield ""
    if one.contract is None or one.contract.lowered is None:
        n = sum(finding.severity.value == "error" for finding in one.others)
        yield f"{one.path}: no example is computed until {counted(n, 'error')} is put right"
    else:
        yield f"{one.contract.source.name}: {tally(one.results)}"


def _data(tested: list[Tested]) -> dict[str, Any]:
    # Imported here: who reads text does not need it.
    from sibdsl.render import as_json

    about = [
        as_json.contract(one.contract.lowered, one.contract.source.name) if one.contract else None
        for one in tested
    ]
    return as_json.answer("test", about[0] if len(about) == 1 else None) | {
        "contracts": [
            {
                "path": str(one.path),
                "contract": contract,
                "examples": [as_json.example(result) for result in one.results],
            }
            for one, contract in zip(tested, about, strict=True)
        ]
    }
