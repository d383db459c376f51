"""`sibdsl lint`: the questions that contracts leave open, and the sentences that settle them."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click
from attrs import frozen

from sibdsl.cli.opening import opened
from sibdsl.cli.output import HOW, show
from sibdsl.compiled import Compiled, compiled
from sibdsl.diagnostics import Finding
from sibdsl.pipeline import loaded, without_faulty_examples
from sibdsl.questions import Question, asked
from sibdsl.questions.small_case import Shown, bases, shown
from sibdsl.render import as_json
from sibdsl.render.found import first_of_each
from sibdsl.render.open_questions import as_data, in_text
from sibdsl.render.page import counted, paragraphs


@frozen
class Linted:
    """One contract, the questions it leaves open, and what else is found."""

    path: Path
    contract: Compiled | None
    questions: tuple[tuple[Question, Shown], ...]
    others: tuple[Finding, ...]

    @property
    def findings(self) -> tuple[Finding, ...]:
        """All findings, the questions last."""
        return (*self.others, *(self.contract.questions if self.contract else ()))


@click.command("lint")
@click.argument("paths", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path))
@HOW
@click.pass_context
def command(ctx: click.Context, /, paths: tuple[Path, ...], how: str) -> None:
    """Ask what contracts leave open: who is counted, for how long, who pays, up to what limit.

    Each of PATHS is a .sib file, or a folder with a contract. Every sentence shown was read with
    the contract, and reckoned on one small case. Exit status: 0 no question is open, 1 some are.
    """
    linted = [_linted(path) for path in paths]
    findings = tuple(finding for one in linted for finding in one.findings)
    show(how, findings, lambda: paragraphs(_text(linted)), lambda: _data(linted))
    ctx.exit(int(bool(findings)))


def _linted(path: Path) -> Linted:
    found = opened(path)
    if found.source is None:
        return Linted(path, None, (), found.findings)
    contract = compiled(found.source)
    if not contract.questions:
        return Linted(path, contract, (), contract.findings)
    read = loaded(found.source)
    lowered = read.lowered or without_faulty_examples(read)
    assert lowered is not None, "only a contract that has a meaning leaves questions open"
    examples = bases(lowered)
    questions = tuple(
        (question, shown(raised, examples, read.document))
        for question, raised in asked(lowered.contract)
    )
    return Linted(path, contract, questions, contract.findings)


def _text(linted: list[Linted]) -> Iterator[Iterator[str]]:
    for one in linted:
        if one.others:
            yield iter([first_of_each(one.others)])
        for question, each in one.questions:
            yield in_text(question, each)
        yield iter([_verdict(one)])


def _verdict(one: Linted) -> str:
    unread = one.contract is None or (one.contract.lowered is None and not one.questions)
    if one.contract is None or unread:
        return f"{one.path}: no question is asked until the errors are put right"
    if not one.questions:
        return f"{one.contract.source.name}: no question is open"
    return f"{one.contract.source.name}: {counted(len(one.questions), 'question')} open"


def _data(linted: list[Linted]) -> dict[str, Any]:
    about = [
        as_json.contract(one.contract.lowered, one.contract.source.name) if one.contract else None
        for one in linted
    ]
    return as_json.answer("lint", about[0] if len(about) == 1 else None) | {
        "contracts": [
            {
                "path": str(one.path),
                "contract": contract,
                "questions": [as_data(question, each) for question, each in one.questions],
            }
            for one, contract in zip(linted, about, strict=True)
        ]
    }
