"""`sibdsl import`: the tables of a rate card, from Word or Excel, as sentences."""

from pathlib import Path
from typing import Any

import click
from attrs import evolve, frozen

from sibdsl.cli.opening import opened
from sibdsl.cli.output import HOW, show, status
from sibdsl.cli.writing import new_file, write
from sibdsl.diagnostics import Finding
from sibdsl.pipeline import Loaded, loaded
from sibdsl.rate_cards.compared import Compared, compared
from sibdsl.rate_cards.reading import RateCard, rate_card
from sibdsl.render.rate_card import as_contract, as_data, in_text


@frozen
class Imported:
    """A card as read; with a contract, that beside it."""

    card: RateCard
    contract: Loaded | None
    beside: Compared | None
    findings: tuple[Finding, ...]


@click.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--contract",
    type=click.Path(exists=True, path_type=Path),
    help="Tell apart what is the same in this contract, what differs, and what is not in it.",
)
@click.option(
    "--out",
    type=click.Path(dir_okay=False, path_type=Path),
    callback=new_file,
    help="Write the sentences into that new file.",
)
@HOW
@click.pass_context
def command(
    ctx: click.Context, /, file: Path, contract: Path | None, out: Path | None, how: str
) -> None:
    """Read the tables of prices, limits and shares in FILE (.docx or .xlsx) into sentences.

    What has more than one reading, or none, is said with its table and row. Words that have no
    sentence stand beside one in square brackets.
    """
    read = _imported(file, contract)
    wrong = write(out, as_contract(read.card)) if out and read.card.sentences else None
    if wrong is not None:
        read, out = evolve(read, findings=(*read.findings, wrong)), None
    show(
        how,
        read.findings,
        lambda: in_text(read.card, read.beside, read.findings, out),
        lambda: _data(read, out),
    )
    ctx.exit(status(read.findings))


def _imported(file: Path, path: Path | None) -> Imported:
    """The card, and beside the contract at *path* where there is one that can be read."""
    if path is None:
        card = rate_card(file)
        return Imported(card, None, None, card.findings)
    found = opened(path)
    if found.source is None:
        card = rate_card(file)
        return Imported(card, None, None, (*found.findings, *card.findings))
    contract = loaded(found.source)
    card = rate_card(file, contract.document)
    beside = compared(card.sentences, contract.document)
    about = tuple(beside.findings(contract.document))
    return Imported(card, contract, beside, (*contract.findings, *card.findings, *about))


def _data(read: Imported, out: Path | None) -> dict[str, Any]:
    return {
        "command": "import",
        "contract": read.contract.source.name if read.contract else None,
        "findings": [],
        "ledger": None,
        "out": str(out) if out else None,
        **as_data(read.card, read.beside),
    }
