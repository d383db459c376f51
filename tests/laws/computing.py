"""Ledgers of the two contracts on files that a test has changed, and the units in them."""

import csv
import shutil
from functools import cache
from pathlib import Path
from typing import NamedTuple

from sibdsl import api
from sibdsl.lower import Lowered
from sibdsl.model.days import Day
from sibdsl.model.ledger import Ledger
from sibdsl.records import Reading

CONTRACTS = Path(__file__).parents[2] / "contracts"
NAMES = ("pan-london", "birmingham")
Table = list[list[str]]


@cache
def lowered(name: str) -> Lowered:
    """What the contract means."""
    found = api.load(CONTRACTS / name / "contract.sib").lowered
    assert found is not None
    return found


def read(name: str, folder: Path) -> Reading:
    """The cases in *folder*."""
    return api.read_cases(lowered(name).contract, [folder])


@cache
def committed(name: str) -> Reading:
    """The cases of the contract as they are."""
    return read(name, CONTRACTS / name / "cases")


@cache
def plain(name: str) -> Ledger:
    """The ledger on the cases as they are."""
    return api.evaluate(lowered(name).contract, committed(name).histories)


class Unit(NamedTuple):
    """One payment of the ledger, in pence."""

    case: str | None
    outcome: str
    due: Day
    gross: int
    paid: int


def units(ledger: Ledger) -> list[Unit]:
    """The units of every line, each a payment of its own."""
    found = []
    for line in ledger.lines:
        step = (line.last_due - line.first_due) // max(line.units - 1, 1)
        for n in range(line.units):
            due = line.first_due + n * step
            amounts = line.gross.pence // line.units, line.paid.pence // line.units
            found.append(Unit(line.case, line.outcome, due, *amounts))
    return found


def table(path: Path) -> Table:
    """The cells of a file."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))


def write(path: Path, rows: Table) -> None:
    """The cells as a file."""
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows(rows)


def copied(name: str, folder: Path) -> Path:
    """A copy of the case files in *folder*."""
    return Path(shutil.copytree(CONTRACTS / name / "cases", folder / "cases"))
