"""The rate cards: worked examples, case files and expected ledgers against the plain scripts."""

import csv
from pathlib import Path

import innovation_fund_examples as examples
import innovation_fund_write as written
import payments as pay
import pytest
from generate import CONTRACTS

FILES = written.case_files() | written.ledgers()
READ = {
    name: examples.read_examples(CONTRACTS / name / "contract.sib", person)
    for name, (_, person) in written.SCHEMES.items()
}
EXAMPLES = [
    pytest.param(written.SCHEMES[name][0], example, id=f"{name}: {example.name}")
    for name, found in READ.items()
    for example in found
]


def paid(units: list[pay.Unit]) -> dict[str, str]:
    """What each outcome and each party pays, in pence; nothing that is nought."""
    totals: dict[str, int] = {}
    for unit in units:
        for name, amount in [(unit.outcome, unit.paid), *unit.shares.items()]:
            totals[name] = totals.get(name, 0) + amount
    return {name: str(amount) for name, amount in totals.items() if amount}


def payers(script) -> list[str]:
    """The parties that pay under a scheme."""
    return getattr(script, "PAYERS", None) or [script.PAYER]


def expected_rows(scheme: str) -> list[dict[str, str]]:
    """The committed lines of a scheme."""
    with (CONTRACTS / scheme / "expected" / "ledger.csv").open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def pence(rows: list[dict[str, str]], column: str) -> int:
    """The sum of a column of amounts."""
    return sum(int(row[column].replace(".", "")) for row in rows)


@pytest.mark.parametrize(("script", "example"), EXAMPLES)
def test_what_is_named_pays_what_is_said_and_the_rest_nothing(script, example) -> None:
    computed = paid(script.settle(example.people, example.by, example.termination))
    if not set(payers(script)) & set(example.says):
        computed = {name: said for name, said in computed.items() if name not in payers(script)}

    assert computed == example.says


@pytest.mark.parametrize("name", READ)
def test_half_of_the_examples_pay_nothing(name: str) -> None:
    nothing = [example for example in READ[name] if not example.says]

    assert len(READ[name]) >= 10
    assert 2 * len(nothing) >= len(READ[name])


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parts[-3]}/{path.name}")
def test_committed_file_is_what_the_scripts_write(path: Path) -> None:
    assert path.read_bytes() == FILES[path].encode()


def test_gloucestershire_reaches_75_milestones_of_10250() -> None:
    rows = expected_rows("gloucestershire")

    assert sum(int(row["units"]) for row in rows) == 75
    assert pence(rows, "gross") == pence(rows, "paid") == 768_750_00


def test_fair_chance_card_times_results_is_cut_to_the_limit_of_the_project() -> None:
    rows = expected_rows("fair-chance")
    counted = [row for row in rows if not row["unpaid_by"]]

    assert pence(counted, "gross") == 3_032_950_00
    assert pence(rows, "paid") == 2_513_800_00


def test_sheffield_card_times_results_is_one_step_of_220_more_than_was_paid() -> None:
    rows = expected_rows("sheffield")

    assert pence(rows, "gross") == 848_760_00
    assert pence(rows, "paid") == 848_540_00
