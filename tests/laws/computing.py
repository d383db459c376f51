"""Ledgers of the contracts on files that a test has changed, and the units in them.

Of the case files some thirty persons of each scheme are read here, drawn once: every law is about
any cases, and the whole of them is compared with its expected ledger elsewhere.
"""

import atexit
import csv
import shutil
from functools import cache
from pathlib import Path
from random import Random
from tempfile import mkdtemp
from typing import NamedTuple

from sibdsl import api
from sibdsl.lower import Lowered
from sibdsl.model.days import Day
from sibdsl.model.ledger import Ledger
from sibdsl.records.reading import Reading

CONTRACTS = Path(__file__).parents[2] / "contracts"
NAMES = ("pan-london", "birmingham", "norfolk", "essex", "peterborough", "manchester", "dn2")
"""The seven schemes."""

FEW = 30
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
    """The cases of the contract as they are, a few of them."""
    return read(name, few(name))


@cache
def few(name: str) -> Path:
    """A folder with the case files of the scheme, but few of its cases; groups are all there."""
    folder = Path(mkdtemp(prefix=f"few-{name}-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    cases = CONTRACTS / name / "cases"
    numbers = sorted({n for path in cases.glob("*.csv") for n in numbers_in(name, table(path))})
    kept = frozenset(Random(name).sample(numbers, min(FEW, len(numbers))))  # noqa: S311
    for path in cases.iterdir():
        if path.suffix == ".csv":
            rows = table(path)
            at = number_column(name, rows[0])
            listed = [row for row in rows[1:] if at is None or row[at] in kept]
            write(folder / path.name, [rows[0], *listed])
        else:
            shutil.copy(path, folder)
    return folder


def number_column(name: str, headings: list[str]) -> int | None:
    """The column that holds the case number; None in a table of groups or of the contract."""
    called = {lowered(name).contract.case_number, "CHILD"}
    return next((i for i, heading in enumerate(headings) if heading in called), None)


def numbers_in(name: str, rows: Table) -> set[str]:
    """The case numbers of a table."""
    at = number_column(name, rows[0])
    return set() if at is None else {row[at] for row in rows[1:]}


@cache
def plain(name: str) -> Ledger:
    """The ledger on the cases as they are."""
    return api.evaluate(lowered(name).contract, committed(name).histories)


class Unit(NamedTuple):
    """One payment of the ledger, in pence; *case* is the case or the group whose it is."""

    case: str
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
            found.append(Unit(line.case or line.group or "", line.outcome, due, *amounts))
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
    """A copy of the few case files in *folder*."""
    return Path(shutil.copytree(few(name), folder / "cases"))
