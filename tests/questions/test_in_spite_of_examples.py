"""A clause that is taken out leaves examples that name it: its question is asked all the same."""

from pathlib import Path

from sibdsl import api

NORFOLK = Path(__file__).parents[2] / "contracts" / "norfolk" / "contract.sib"


def without_clause(number: str) -> str:
    """The text of the contract without the lines of a clause."""
    kept, left_out = [], False
    for line in NORFOLK.read_text(encoding="utf-8").splitlines():
        if line and not line[0].isspace():
            left_out = line.startswith(f"{number} ")
        if not left_out:
            kept.append(line)
    return "\n".join(kept) + "\n"


def test_the_question_is_asked_beside_the_error(tmp_path: Path) -> None:
    path = tmp_path / "contract.sib"
    path.write_text(without_clause("5.3"), encoding="utf-8")
    read = api.load(path)
    assert read.lowered is None
    assert {f.code.number for f in read.findings} == {"SIB203"}
    assert [f.code.number for f in read.questions] == ["SIB516"]


def test_no_question_is_asked_of_a_contract_with_other_errors(tmp_path: Path) -> None:
    path = tmp_path / "contract.sib"
    path.write_text(without_clause("8.4"), encoding="utf-8")
    read = api.load(path)
    assert "SIB408" in {f.code.number for f in read.findings}
    assert read.questions == ()
