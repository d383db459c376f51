"""Statements of the schemes from the ledgers that were worked out beforehand, and of small ones."""

from functools import cache
from pathlib import Path

from sibdsl import api
from sibdsl.model.contract import Contract
from sibdsl.model.funding import payers
from sibdsl.model.histories import Histories
from sibdsl.model.ledger import DaySpan, Ledger, Line
from sibdsl.model.statement import Statement
from sibdsl.records.claims import read_claims
from sibdsl.records.reading import Reading
from sibdsl.render.statement_made import Basis, as_if_claimed, stated

ROOT = Path(__file__).parents[2]
NO_DATA = Reading(Histories(()), (), (), ())


@cache
def contract_of(scheme: str) -> Contract:
    """One of the contracts that come with the program."""
    read = api.load(ROOT / "contracts" / scheme / "contract.sib").lowered
    assert read is not None
    return read.contract


@cache
def lines_of(scheme: str) -> tuple[Line, ...]:
    """All lines of the ledger that is kept with a scheme."""
    read = read_claims([ROOT / "contracts" / scheme / "expected/ledger.csv"])
    (claim,) = read.claims
    return tuple(placed.entry.line for placed in claim.placed)


def ledger_by(contract: Contract, lines: tuple[Line, ...], end: int) -> Ledger:
    """What of *lines* falls due in claims that are over by the day before *end*."""
    due = tuple(line for line in lines if line.claim[1] <= end)
    return Ledger(contract.title, contract.digest, end - 1, due, payers=payers(contract))


def statement_of(contract: Contract, lines: tuple[Line, ...], period: DaySpan) -> Statement:
    """The statement of *period*, all before it taken as claimed; it rests on no data."""
    now = ledger_by(contract, lines, period[1])
    before = as_if_claimed(ledger_by(contract, lines, period[0]))
    return stated(Basis(contract, NO_DATA, now, period, (before,)))
