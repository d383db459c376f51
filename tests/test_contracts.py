"""The contracts that come with the program pay what was worked out before it could compute them."""

import csv
from pathlib import Path

import pytest

from sibdsl import api
from sibdsl.render.ledger_csv import ledger_csv

ROOT = Path(__file__).parents[1]
SCHEMES = sorted(path.parents[1] for path in (ROOT / "contracts").glob("*/expected/ledger.csv"))


SEVEN = {"birmingham", "dn2", "essex", "manchester", "norfolk", "pan-london", "peterborough"}


def test_the_seven_schemes_are_here() -> None:
    assert {scheme.name for scheme in SCHEMES} >= SEVEN


@pytest.mark.parametrize("scheme", SCHEMES, ids=lambda scheme: scheme.name)
def test_every_worked_example_is_as_it_says(scheme: Path) -> None:
    read = api.load(scheme / "contract.sib")
    assert read.lowered is not None
    results = api.examples(read.lowered.contract, read.lowered.examples)

    assert [(r.example.name, r.wrong) for r in results if r.wrong] == []
    assert len(results) >= 10
    assert sum(not r.example.payments for r in results) * 2 >= len(results)


@pytest.mark.parametrize("scheme", SCHEMES, ids=lambda scheme: scheme.name)
def test_the_ledger_is_the_one_expected(scheme: Path) -> None:
    read = api.load(scheme / "contract.sib")
    assert read.lowered is not None
    contract = read.lowered.contract
    cases = api.read_cases(contract, [scheme / "cases"])
    table = csv.reader(ledger_csv(api.evaluate(contract, cases.histories)).splitlines())
    computed = [row[:-1] for row in table]  # those worked out by hand name no rows of data
    with (scheme / "expected/ledger.csv").open(encoding="utf-8", newline="") as file:
        expected = list(csv.reader(file))

    assert computed[0] == expected[0]
    for line, (ours, theirs) in enumerate(zip(computed, expected, strict=False), start=1):
        assert ours == theirs, f"line {line}"
    assert len(computed) == len(expected)


def test_the_program_knows_no_scheme_by_name() -> None:
    """Neither a party nor a title of any contract stands in the program."""
    texts = {path: path.read_text(encoding="utf-8") for path in (ROOT / "sibdsl").rglob("*.py")}
    for scheme in SCHEMES:
        read = api.load(scheme / "contract.sib")
        assert read.lowered is not None
        contract = read.lowered.contract
        names = {contract.title, *(holding.party for holding in contract.holdings)}
        found = {(n, str(p)) for p, text in texts.items() for n in names if f" {n} " in f" {text} "}
        assert not found
