"""`sibdsl verify`: the laws that a contract keeps or breaks, each broken one with its case."""

import os
import sys
from pathlib import Path
from tempfile import gettempdir
from typing import Any

import click

from sibdsl.cli.opening import opened
from sibdsl.cli.output import HOW, show, waiting_for
from sibdsl.compiled import Compiled, compiled
from sibdsl.diagnostics import Finding
from sibdsl.model.verdicts import Standing, Verdict
from sibdsl.render import as_json
from sibdsl.render.found import first_of_each
from sibdsl.render.page import paragraphs

_OPEN = (Standing.BROKEN, Standing.UNKNOWN)
_DEEPER = 10
_PROCESSES = 4


@click.command("verify")
@click.argument("path", type=click.Path(exists=True, path_type=Path))
@click.option(
    "--histories",
    type=click.IntRange(1),
    default=None,
    metavar="N",
    help="So many are tried; else 250 to 1,500, fewer of a longer contract.",
)
@click.option(
    "--seconds", type=click.FloatRange(1), default=45, show_default=True, help="At most so long."
)
@click.option(
    "--seed", type=int, default=0, show_default=True, help="Another seed, other histories."
)
@click.option(
    "--jobs",
    type=click.IntRange(1),
    default=None,
    metavar="N",
    help="In so many processes; else one for each processor, 4 at most. The answer is the same.",
)
@click.option(
    "--law", "laws", multiple=True, metavar="NAME", help="That law alone; may be given again."
)
@click.option(
    "--keep", is_flag=True, help=f"Go deeper: {_DEEPER} times the histories and the seconds."
)
@click.option(
    "--mutants", "slips", is_flag=True, help="In place of laws: the slips that nothing notices."
)
@click.option(
    "--out",
    type=click.Path(file_okay=False, path_type=Path),
    metavar="FOLDER",
    help="Draw each case that breaks a law into this folder, as law.svg.",
)
@HOW
@click.pass_context
def command(
    ctx: click.Context,
    /,
    path: Path,
    how: str,
    laws: tuple[str, ...],
    slips: Any,
    out: Path | None,
    **search: Any,
) -> None:
    """Look for what a contract promises and does not keep: a day paid twice, a limit passed.

    PATH is a .sib file, or a folder with a contract. A law that is broken is shown with the
    smallest case found, as a worked example to paste. Exit status: 0 no law is broken and none is
    unknown (with --mutants: no slip goes unnoticed), 1 some are.
    """
    found = opened(path)
    contract = compiled(found.source) if found.source is not None else None
    if contract is None or contract.lowered is None:
        findings = found.findings if contract is None else contract.findings
        show(how, findings, lambda: first_of_each(findings), lambda: _answer(None) | {"laws": []})
        ctx.exit(1)
    if slips and out is not None:
        raise click.UsageError("--out draws cases that break a law: leave out --mutants")
    if slips:
        ctx.exit(_mutants(contract, how, search["seconds"]))
    listed = _verified(contract, laws, search)
    # Warnings of the contract are for `check`: they say nothing of a law.
    wrong = () if out is None else _drawn(contract, listed, out)
    show(how, wrong, lambda: _text(contract, listed, wrong), lambda: _data(contract, listed))
    ctx.exit(int(any(one.standing in _OPEN for one in listed) or bool(wrong)))


def _verified(
    contract: Compiled, laws: tuple[str, ...], search: dict[str, Any]
) -> tuple[Verdict, ...]:
    # Imported here: the page of help needs neither the search nor the prover.
    from sibdsl.verify.laws import laws_of
    from sibdsl.verify.search import Budget, histories_for, keep_in
    from sibdsl.verify.verifying import verified

    assert contract.lowered is not None, "asked only of a contract that has a meaning"
    known = [law.name for law in laws_of(contract.lowered.contract)]
    for name in laws:
        if name not in known:
            listed = ", ".join(known)
            raise click.BadParameter(
                f"no law `{name}` is asked of this contract; there are: {listed}",
                param_hint="--law",
            )
    times = _DEEPER if search["keep"] else 1
    histories = search["histories"] or histories_for(contract.source.text)
    jobs = search["jobs"] or min(_PROCESSES, os.cpu_count() or 1)
    budget = Budget(times * histories, times * search["seconds"], search["seed"], jobs)
    keep_in(Path(gettempdir()) / "sibdsl-hypothesis")
    told = _progress if sys.stderr.isatty() else _silence
    try:
        return verified(contract.source.text, contract.lowered, budget, laws, told)
    finally:
        told("")


def _mutants(contract: Compiled, how: str, seconds: float) -> int:
    """The slips of a drafter that nothing in the contract would notice; 1 where there are any."""
    from sibdsl.pipeline import loaded
    from sibdsl.render.mutants import as_data, mutants
    from sibdsl.verify.mutants import noticed

    read = loaded(contract.source)
    assert read.lowered is not None, "asked only of a contract that has a meaning"
    with waiting_for("Making slips"):
        found = noticed(read.document, read.lowered, seconds=seconds)
    show(
        how,
        (),
        lambda: mutants(found, read.document),
        lambda: _answer(contract) | {"laws": []} | as_data(found),
    )
    return int(any(mutant.noticed_by is None for mutant in found))


def _progress(words: str) -> None:
    """Say in one line of the terminal how far it is; nothing but an empty line at the end."""
    click.echo(f"\r{words:<78}{'' if words else chr(13)}", nl=False, err=True)


def _silence(words: str) -> None:
    """Say nothing: no person is looking."""


def _drawn(contract: Compiled, listed: tuple[Verdict, ...], folder: Path) -> tuple[Finding, ...]:
    from sibdsl.cli.drawing import drawings, write_drawings

    assert contract.lowered is not None, "asked only of a contract that has a meaning"
    return tuple(write_drawings(folder, drawings(contract.lowered.contract, listed)))


def _text(contract: Compiled, listed: tuple[Verdict, ...], wrong: tuple[Finding, ...]) -> str:
    from sibdsl.render.verdicts import verdicts

    assert contract.lowered is not None, "asked only of a contract that has a meaning"
    told = [[verdicts(contract.lowered.contract, listed)]]
    return paragraphs([*told, *([[first_of_each(wrong)]] if wrong else [])])


def _data(contract: Compiled, listed: tuple[Verdict, ...]) -> dict[str, Any]:
    from sibdsl.render.verdicts import as_data

    return _answer(contract) | {"laws": as_data(listed)}


def _answer(contract: Compiled | None) -> dict[str, Any]:
    about = as_json.contract(contract.lowered, contract.source.name) if contract else None
    return as_json.answer("verify", about)
