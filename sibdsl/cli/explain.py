"""`sibdsl explain`: the page of a code, a contract as it is understood, the story of a case."""

import re
from pathlib import Path
from typing import Any

import click

from sibdsl import resources
from sibdsl.cli.asked import Asked
from sibdsl.cli.days import DAY
from sibdsl.cli.opening import opened
from sibdsl.cli.output import HOW, show, status
from sibdsl.cli.output import clauses as in_colours
from sibdsl.cli.pseudonyms import PSEUDONYMS
from sibdsl.cli.writing import keep_apart, story_file
from sibdsl.diagnostics import Finding
from sibdsl.diagnostics.codes import CODES
from sibdsl.render.found import first_of_each


@click.command("explain")
@click.argument("thing")
@click.option("--clause", metavar="NUMBER", help="That clause of the contract alone.")
@click.option("--case", metavar="ID", help="The story of the case of that number.")
@click.option("--group", metavar="LABEL", help="The story of that group, as of a cohort.")
@click.option("--whole", is_flag=True, help="The story of what is paid of no one case or group.")
@click.option(
    "--data",
    multiple=True,
    type=click.Path(exists=True, path_type=Path),
    help="A file or folder of case data, instead of cases/; may be given again.",
)
@click.option("--as-at", type=DAY, help="What is due by that day: 2020-03-31 or 31 March 2020.")
@click.option(
    "--out",
    type=click.Path(dir_okay=False, path_type=Path),
    callback=story_file,
    help="Write the story to this file: .html, .pdf, .docx or .md; .svg is its timeline alone.",
)
@PSEUDONYMS
@click.option("-v", "--verbose", is_flag=True, help="Show every finding, not the first of each.")
@HOW
@click.pass_context
def command(ctx: click.Context, /, thing: str, clause: str | None, **given: Any) -> None:
    """Explain a code such as SIB704, a contract as it is understood, or what a case was paid.

    THING is SIB and three digits, or the path of a .sib file or of a folder with a contract.
    """
    asked = Asked(Path(thing), command="explain", **given)
    _goes_together(asked, clause)
    keep_apart(asked.out, asked.path, *asked.sources)
    if re.fullmatch(r"SIB\d{3}", thing, re.IGNORECASE):
        for option in _said(asked, clause):
            raise click.UsageError(f"{option} goes with a contract, not with a code")
        ctx.exit(_code(thing.upper(), asked.how))
    if not asked.path.exists():
        raise click.BadParameter(
            f"`{thing}` is neither a code (SIB and three digits) nor a path", param_hint="THING"
        )
    ctx.exit(_story(asked) if asked.explains else _contract(asked.path, clause, asked.how))


def _goes_together(asked: Asked, clause: str | None) -> None:
    """Refuse two explanations at once, and what only a story can use."""
    said = _said(asked, clause)
    if len(said) > 1:
        raise click.UsageError(f"{' and '.join(said)}: ask for one at a time")
    used = {
        "--data": asked.data or None,
        "--as-at": asked.as_at,
        "--out": asked.out,
        "--pseudonyms": asked.pseudonyms,
    }
    for option, value in used.items():
        if value is not None and not asked.explains:
            raise click.UsageError(f"{option} goes with --case, --group or --whole")


def _said(asked: Asked, clause: str | None) -> list[str]:
    """What of a contract is asked for: at most one is answered."""
    options = {"--clause": clause, **asked.stories}
    return [option for option, value in options.items() if value is not None]


def _story(asked: Asked) -> int:
    """The story of a case, a group or the whole."""
    if not asked.sources:
        (option,) = _said(asked, None)
        raise click.UsageError(
            f"{option} needs case data: name a folder with cases/, or say --data"
        )
    # Imported here: a code or a clause needs no reader of case data.
    from sibdsl.cli import reckoning
    from sibdsl.cli.examples import failures
    from sibdsl.compiled import compiled

    found = opened(asked.path)
    if found.source is None:
        return _findings(found.findings, asked.how)
    contract = compiled(found.source)
    if contract.lowered is None:
        return _findings(contract.findings, asked.how)
    wrong = tuple(finding for _, finding in failures(found.source, contract.results))
    return reckoning.reckoned(asked, contract, contract.results, wrong)


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
    from sibdsl.render.clauses import as_data, clauses, only

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

    def data() -> dict[str, Any]:
        return _answer() | {"text": text, "clauses": as_data(contract.document, meant, chosen)}

    show(how, contract.findings, lambda: in_colours(text), data)
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
