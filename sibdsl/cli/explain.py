"""`sibdsl explain`: the page of a code, or a contract as it is understood."""

import re
from pathlib import Path
from typing import Any

import click

from sibdsl import resources
from sibdsl.cli.opening import opened
from sibdsl.cli.output import HOW, show, status
from sibdsl.diagnostics import Finding
from sibdsl.diagnostics.codes import CODES
from sibdsl.render.found import first_of_each


@click.command("explain")
@click.argument("thing")
@click.option("--clause", metavar="NUMBER", help="That clause of the contract alone.")
@click.option("--case", hidden=True)
@HOW
@click.pass_context
def command(
    ctx: click.Context, /, thing: str, clause: str | None, case: str | None, how: str
) -> None:
    """Explain a code such as SIB704, or a contract as it is understood.

    THING is SIB and three digits, or the path of a .sib file or of a folder with a contract.
    """
    if case is not None:
        raise click.UsageError(f"a case is explained by `sibdsl check {thing} --case {case}`")
    if re.fullmatch(r"SIB\d{3}", thing, re.IGNORECASE):
        if clause is not None:
            raise click.UsageError("--clause goes with a contract, not with a code")
        ctx.exit(_code(thing.upper(), how))
    path = Path(thing)
    if not path.exists():
        raise click.BadParameter(
            f"`{thing}` is neither a code (SIB and three digits) nor a path", param_hint="THING"
        )
    ctx.exit(_contract(path, clause, how))


def _code(number: str, how: str) -> int:
    """The page of a code."""
    code = CODES.get(number)
    if code is None:
        group = sorted(known for known in CODES if known[:4] == number[:4])
        near = f"; there are {group[0]} to {group[-1]}" if group else ""
        raise click.BadParameter(f"there is no code {number}{near}", param_hint="THING")
    file = resources.error_pages() / f"{number}.md"
    page = (
        file.read_text(encoding="utf-8").rstrip() if file.is_file() else f"# {code}: {code.title}"
    )
    data = {"code": number, "title": code.title, "severity": code.severity.value, "page": page}
    show(how, (), lambda: page, lambda: _answer() | data)
    return 0


def _contract(path: Path, clause: str | None, how: str) -> int:
    """Every clause in its own words and in plain ones; numbered for it, where none is."""
    # Imported here: a code needs no contract.
    from sibdsl.pipeline import Loaded, loaded
    from sibdsl.render.clauses import clauses, only

    found = opened(path)
    if found.source is None:
        return _findings(found.findings, how)
    contract: Loaded = loaded(found.source)
    if contract.lowered is None:
        return _findings(contract.findings, how)
    if not any(each.number for each in contract.document.clauses):
        contract = loaded(_with_numbers(contract))
    assert contract.lowered is not None, "numbers alone make no error"
    chosen = contract.document.clauses if clause is None else only(contract.document, clause)
    if not chosen:
        raise click.BadParameter(f"the contract has no clause {clause}", param_hint="--clause")
    meant = contract.lowered.contract
    text = clauses(contract.document, meant, chosen)
    show(how, contract.findings, lambda: text, lambda: _answer() | {"text": text})
    return status(contract.findings)


def _with_numbers(contract: Any) -> Any:
    from attrs import evolve

    from sibdsl.syntax.renumber import numbered

    return evolve(contract.source, text=numbered(contract.source).text)


def _findings(findings: tuple[Finding, ...], how: str) -> int:
    show(how, findings, lambda: first_of_each(findings), _answer)
    return status(findings)


def _answer() -> dict[str, Any]:
    return {"command": "explain", "contract": None, "findings": [], "ledger": None}
