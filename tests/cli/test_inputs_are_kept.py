"""No command writes over what it reads: the data, the contract, an earlier claim."""

import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from sibdsl.cli import main

CONTRACTS = Path(__file__).parents[2] / "contracts"


@pytest.fixture
def scheme(tmp_path: Path) -> Path:
    return Path(shutil.copytree(CONTRACTS / "birmingham", tmp_path / "scheme"))


@pytest.mark.parametrize(
    "words",
    [
        ["check", "{}", "--out", "{}/cases/episodes.csv"],
        ["check", "{}", "--out", "{}/cases/new.csv"],
        [
            "check",
            "{}/contract.sib",
            "--data",
            "{}/cases/cohort.csv",
            "--out",
            "{}/cases/cohort.csv",
        ],
        ["claim", "{}", "--claimed", "{}/claim.csv", "--out", "{}/claim.csv"],
        ["claim", "{}", "--out", "{}/cases/episodes.csv"],
        ["explain", "{}", "--case", "B101", "--out", "{}/cases/story.md"],
        ["render", "{}/contract.sib", "--to", "md", "--out", "{}/contract.sib"],
        ["render", "{}", "--to", "md", "--out", "{}/contract.sib"],
        ["statement", "{}", "--claim", "2017-03-31", "--to", "html", "--out", "{}/cases/x.html"],
    ],
)
def test_what_is_read_is_not_written_over(scheme: Path, words: list[str]) -> None:
    (scheme / "claim.csv").write_text("a claim", encoding="utf-8")
    before = {file: file.read_bytes() for file in scheme.rglob("*") if file.is_file()}
    answer = CliRunner().invoke(main, [word.format(scheme) for word in words])
    assert answer.exit_code == 2, answer.output
    assert "name another file" in answer.output
    assert {file: file.read_bytes() for file in scheme.rglob("*") if file.is_file()} == before


def test_beside_the_data_a_file_can_be_written(scheme: Path) -> None:
    out = scheme / "ledger.csv"
    answer = CliRunner().invoke(main, ["check", str(scheme), "--out", str(out)])
    assert answer.exit_code in (0, 1)
    assert out.read_text(encoding="utf-8").startswith("case,")
