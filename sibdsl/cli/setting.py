"""What `sibdsl render` asks of a contract before it is set, and writing it as what is asked for."""

import os
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from tempfile import gettempdir
from typing import Final

import click
from attrs import frozen

from sibdsl import api
from sibdsl.cli.output import waiting_for
from sibdsl.cli.writing import put
from sibdsl.diagnostics import Finding, errors
from sibdsl.model.contract import Contract
from sibdsl.model.lowered import Lowered
from sibdsl.model.pseudonyms import Naming
from sibdsl.model.verdicts import Verdict
from sibdsl.pipeline import Loaded, loaded
from sibdsl.questions import asked as questions_of
from sibdsl.questions.small_case import bases, shown
from sibdsl.render.contract.wanted import Data, Questions, Wanted
from sibdsl.render.document import Document
from sibdsl.render.restated import restated as meanings_of
from sibdsl.source import Source
from sibdsl.syntax.renumber import numbered as with_numbers
from sibdsl.values import changed

_SECONDS: Final = 45
_PROCESSES: Final = 4


@frozen
class Asked:
    """What the command line asks for beside the contract itself."""

    restated: bool
    questions: bool
    verdicts: bool
    data: tuple[Path, ...]
    pseudonyms: Naming | None


@frozen
class Answered:
    """What is to stand on the page, and what was found on the way."""

    wanted: Wanted
    findings: tuple[Finding, ...] = ()


def numbered(source: Source) -> Loaded:
    """The contract read; its clauses numbered, where none has a number, so that all can be named.

    The contract keeps the hash of the text as it is in the file.
    """
    read = loaded(source)
    if read.lowered is None or any(clause.number for clause in read.document.clauses):
        return read
    again = loaded(changed(source, text=with_numbers(source).text))
    assert again.lowered is not None, "numbers alone make no error"
    contract = changed(again.lowered.contract, digest=read.lowered.contract.digest)
    return changed(again, lowered=changed(again.lowered, contract=contract))


def answered(read: Loaded, lowered: Lowered, asked: Asked) -> Answered:
    """What is shown beside the clauses and after them; nothing of it where the data has an error.

    The verifier is asked anew, and no file of earlier verdicts is read: so what is said is said of
    this very text.
    """
    contract = lowered.contract
    data, findings = _reached(contract, asked) if asked.data else (None, ())
    if any(errors(findings)):
        return Answered(Wanted(), findings)
    wanted = Wanted(
        meanings_of(read.document, contract) if asked.restated else {},
        _questions(read, lowered) if asked.questions else None,
        _verdicts(read, lowered) if asked.verdicts else None,
        data,
    )
    return Answered(wanted, findings)


def _questions(read: Loaded, lowered: Lowered) -> Questions:
    """Each open question with a small case on which its answers differ."""
    examples = bases(lowered)
    return [
        (question, shown(raised, examples, read.document))
        for question, raised in questions_of(lowered.contract)
    ]


def _verdicts(read: Loaded, lowered: Lowered) -> tuple[Verdict, ...]:
    """Every law, looked for as long as `sibdsl verify` does where it is told nothing."""
    # Imported here: only who asks for it needs the search and the prover.
    from sibdsl.verify.search import Budget, histories_for, keep_in
    from sibdsl.verify.verifying import verified

    text = read.source.text
    jobs = min(_PROCESSES, os.cpu_count() or 1)
    budget = Budget(histories_for(text), _SECONDS, 0, jobs)
    keep_in(Path(gettempdir()) / "sibdsl-hypothesis")
    with waiting_for("Asking the verifier"):
        return verified(text, lowered, budget, (), _silence)


def _silence(_: str) -> None:
    """Say nothing of how far it is."""


def _reached(contract: Contract, asked: Asked) -> tuple[Data | None, tuple[Finding, ...]]:
    """How far the case data reaches each clause, and what was found while it was read."""
    with waiting_for("Reading the case data"):
        reading = api.read_cases(contract, asked.data, asked.pseudonyms)
    if any(errors(reading.findings)):
        return None, reading.findings
    with waiting_for(f"Reckoning {len(reading.histories.cases):,} cases"):
        counts = api.coverage(contract, reading.histories)
    return Data(counts, reading.inputs), reading.findings


# -- Writing --------------------------------------------------------------------------------------


def written(document: Document, form: str, out: Path | None) -> tuple[Finding, ...]:
    """Put *document* into *out* as what *form* says, or print it; what is wrong, if anything."""
    if out is None:
        click.echo(_text(document, form), nl=False)
        return ()
    return tuple(_put(document, form, out))


def _put(document: Document, form: str, out: Path) -> Iterator[Finding]:
    """The file, and before it the drawings that stand beside one of Markdown."""
    files: dict[Path, bytes]
    match form:
        case "docx":
            from sibdsl.render.to_docx import docx

            files = {out: docx(document)}
        case "pdf":
            from sibdsl.render.to_pdf import pdf

            files = {out: pdf(document)}
        case "md":
            from sibdsl.render.to_markdown import markdown

            made = markdown(document, out.stem)
            drawings = {out.with_name(name): svg for name, svg in made.drawings.items()}
            files = {name: svg.encode() for name, svg in drawings.items()}
            files[out] = made.text.encode()
        case _:
            files = {out: _text(document, form).encode()}
    for name, content in files.items():
        wrong = put(name, partial(Path.write_bytes, data=content))
        if wrong is not None:
            yield wrong
            return


def _text(document: Document, form: str) -> str:
    if form == "md":
        from sibdsl.render.to_markdown import markdown

        return markdown(document).text
    from sibdsl.render.to_html import html

    return html(document)
