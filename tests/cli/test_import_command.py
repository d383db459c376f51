"""`sibdsl import`: what it prints, what it writes, and how it ends."""

import json
from pathlib import Path

import docx
import pytest
from click.testing import CliRunner, Result

from sibdsl.cli import main
from sibdsl.source import Source
from sibdsl.syntax.parse import parse

CONTRACTS = Path(__file__).parents[2] / "contracts"


@pytest.fixture
def card(tmp_path: Path) -> Path:
    word = docx.Document()
    table = word.add_table(rows=3, cols=3)
    said = (
        ("Outcome", "Price", "Maximum number per child"),
        ("Home weeks (seven nights)", "£300", ""),
        ("Completion", "£2,100", "1"),
    )
    for row, cells in zip(table.rows, said, strict=True):
        for cell, words in zip(row.cells, cells, strict=True):
            cell.text = words
    word.save(str(tmp_path / "rates.docx"))
    return tmp_path / "rates.docx"


def run(*arguments: object) -> Result:
    return CliRunner().invoke(main, ["import", *map(str, arguments)], prog_name="sibdsl")


def test_the_sentences_and_how_many(card: Path) -> None:
    ended = run(card)
    assert ended.exit_code == 0
    assert ended.output == (
        "# rates.docx, table 1\n"
        "Home Week pays £300. [The card: seven nights.]\n"
        "Completion pays £2,100.\n"
        "Only the first Completion of each Child is paid.\n"
        "\n"
        "rates.docx: 3 sentences\n"
    )


def test_beside_a_contract(card: Path) -> None:
    ended = run(card, "--contract", CONTRACTS / "pan-london")
    assert ended.exit_code == 1
    assert "error[SIB925]: the card says: Completion pays £2,100." in ended.output
    assert ended.output.endswith(
        "rates.docx: 3 sentences\n"
        "  2 the same in the contract\n"
        "  1 different there\n"
        "  0 not in the contract\n"
        "  The card does not say: clause 7.2, clause 7.3, clause 8.1, clause 8.2, clause 8.3,"
        " clause 8.4\n"
    )


def test_written_into_a_file_that_can_be_read(card: Path, tmp_path: Path) -> None:
    out = tmp_path / "rates.sib"
    ended = run(card, "--out", out)
    assert ended.output == f"rates.docx: 3 sentences, written to {out}\n"
    parsed = parse(Source("rates.sib", out.read_text(encoding="utf-8")))
    assert parsed.findings == ()
    assert len(parsed.document.clauses) == 3


def test_no_file_is_written_over(card: Path, tmp_path: Path) -> None:
    before = card.read_bytes()
    mine = tmp_path / "contract.sib"
    mine.write_text("1. Mine.", encoding="utf-8")
    for out in (card, mine):
        ended = run(card, "--out", out)
        assert ended.exit_code == 2
        assert "is there already: name a new file" in " ".join(ended.output.split())
    assert (card.read_bytes(), mine.read_text(encoding="utf-8")) == (before, "1. Mine.")


def test_a_file_that_cannot_be_written(card: Path, tmp_path: Path) -> None:
    ended = run(card, "--out", tmp_path / "no" / "such" / "rates.sib")
    assert ended.exit_code == 1
    assert "SIB904" in ended.output
    assert "written to" not in ended.output


def test_for_another_program(card: Path) -> None:
    told = json.loads(run(card, "--contract", CONTRACTS / "pan-london", "--format", "json").output)
    assert told["sentences"][1] == {
        "sentence": "Completion pays £2,100.",
        "notes": [],
        "table": "table 1",
        "row": 3,
        "contract": "differs",
        "clause": "6.1",
    }
    assert told["unsaid"] == ["7.2", "7.3", "8.1", "8.2", "8.3", "8.4"]
    assert [finding["code"] for finding in told["findings"]] == ["SIB925"]


def test_findings_alone(card: Path) -> None:
    told = json.loads(run(card, "--format", "sarif").output)
    assert told["runs"][0]["results"] == []


def test_a_file_that_is_none(tmp_path: Path) -> None:
    (tmp_path / "rates.pdf").write_bytes(b"%PDF")
    ended = run(tmp_path / "rates.pdf")
    assert ended.exit_code == 1
    assert "SIB920" in ended.output
    assert run(tmp_path / "none.docx").exit_code == 2


def test_a_contract_that_is_none(card: Path, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    ended = run(card, "--contract", tmp_path / "empty")
    assert ended.exit_code == 1
    assert "SIB901" in ended.output
    assert "Home Week pays £300." in ended.output
