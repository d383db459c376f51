"""The committed case files come from the generator, the expected ledgers from the evaluator."""

import pytest
from generate import CONTRACTS, all_files
from write_expected import ledgers

FILES = all_files()
LEDGERS = ledgers()


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parts[-3]}/{path.name}")
def test_case_file_is_what_the_generator_writes(path) -> None:
    assert path.read_bytes() == FILES[path].encode()


@pytest.mark.parametrize("name", LEDGERS)
def test_no_other_case_file_is_there(name: str) -> None:
    folder = CONTRACTS / name / "cases"

    assert sorted(folder.iterdir()) == sorted(path for path in FILES if path.parent == folder)


@pytest.mark.parametrize("name", LEDGERS)
def test_expected_ledger_is_what_the_evaluator_computes(name: str) -> None:
    expected = (CONTRACTS / name / "expected" / "ledger.csv").read_bytes().decode().split("\n")

    assert LEDGERS[name].split("\n") == expected
