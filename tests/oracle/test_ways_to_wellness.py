"""Ways to Wellness: worked examples, workbook and expected ledger against the plain script."""

from io import BytesIO
from pathlib import Path

import innovation_fund_examples as examples
import payments as pay
import pytest
import ways_to_wellness as oracle
import ways_to_wellness_patients as patients
from generate import CONTRACTS
from python_calamine import CalamineWorkbook

FOLDER = CONTRACTS / "ways-to-wellness"
EXAMPLES = examples.read_examples(FOLDER / "contract.sib", "Patient")
MEASURES = {"Mean Change": oracle.mean_change, "Retest Rate": oracle.retest_rate}


def cells(book: BytesIO | Path) -> list[list[object]]:
    """The cells of the first sheet."""
    source = str(book) if isinstance(book, Path) else book
    return CalamineWorkbook.from_object(source).get_sheet_by_index(0).to_python()


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.name)
def test_what_is_named_pays_what_is_said_and_the_rest_nothing(example: examples.Example) -> None:
    computed: dict[str, int] = {}
    for unit in oracle.settle(example.people, example.groups):
        for name, amount in [(unit.outcome, unit.paid), *unit.shares.items()]:
            computed[name] = computed.get(name, 0) + amount
    said = {name: int(value) for name, value in example.says.items() if name not in MEASURES}
    if not set(oracle.PAYERS) & set(said):
        computed = {name: pence for name, pence in computed.items() if name not in oracle.PAYERS}

    assert {name: pence for name, pence in computed.items() if pence} == said


def test_measures_of_an_example_with_patients() -> None:
    example = EXAMPLES[-1]
    [wave] = example.groups
    review = wave.day("Star Review")
    assert review is not None

    for name, measure in MEASURES.items():
        found = measure(wave, example.people, review)
        assert found == oracle.Fraction(example.says[name])


def test_committed_workbook_holds_what_the_script_draws() -> None:
    assert cells(FOLDER / "cases" / "patients.xlsx") == cells(BytesIO(patients.workbook()))


def test_expected_ledger_is_what_the_script_computes() -> None:
    expected = (FOLDER / "expected" / "ledger.csv").read_bytes().decode()

    assert expected == pay.as_csv(oracle.ledger(FOLDER / "cases"))
