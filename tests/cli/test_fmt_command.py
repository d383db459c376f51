import shutil
from pathlib import Path

import pytest

from cli.running import ROOT, Run, told
from sibdsl.cli import writing

UNTIDY = ROOT / "tests/cli/contracts/untidy.sib"


@pytest.fixture
def untidy(tmp_path: Path) -> Path:
    return Path(shutil.copy(UNTIDY, tmp_path / "untidy.sib"))


def test_a_contract_is_laid_out_and_then_stays(run: Run, untidy: Path) -> None:
    first = run("fmt", untidy)
    text = untidy.read_bytes()
    again = run("fmt", untidy)

    assert (first.exit_code, again.exit_code) == (0, 0)
    assert first.stdout == f"{untidy}: laid out anew\n"
    assert again.stdout == f"{untidy}: in the house layout\n"
    assert untidy.read_bytes() == text
    assert not text.startswith(UNTIDY.read_bytes()[:60])


@pytest.mark.parametrize("option", ["--check", "--diff"])
def test_nothing_is_written_where_only_a_look_is_asked_for(
    run: Run, untidy: Path, option: str
) -> None:
    assert run("fmt", option, untidy).exit_code == 1
    assert untidy.read_bytes() == UNTIDY.read_bytes()

    run("fmt", untidy)
    assert run("fmt", option, untidy).exit_code == 0
    assert "in the house layout" in run("fmt", option, untidy).stdout


def test_line_ends_are_layout(run: Run, untidy: Path) -> None:
    run("fmt", untidy)
    plain = untidy.read_bytes()
    untidy.write_bytes(plain.replace(b"\n", b"\r\n"))

    assert "would be laid out anew" in run("fmt", "--diff", untidy).stdout
    run("fmt", untidy)
    assert untidy.read_bytes() == plain


def test_a_file_with_an_error_stays_as_it_is(run: Run, tmp_path: Path) -> None:
    broken = tmp_path / "broken.sib"
    broken.write_text("Completion   payz £4.\n", encoding="utf-8")

    for options in ([], ["--check"], ["--diff"]):
        result = run("fmt", *options, broken)
        assert result.exit_code == 1
        assert "SIB109" in result.stdout
    assert broken.read_text(encoding="utf-8") == "Completion   payz £4.\n"


def test_standard_input_is_laid_out_on_standard_output(run: Run, untidy: Path) -> None:
    result = run("fmt", "-", given=UNTIDY.read_bytes())
    run("fmt", untidy)

    assert result.exit_code == 0
    assert result.stdout == untidy.read_text(encoding="utf-8")


def test_of_broken_input_nothing_is_passed_on(run: Run) -> None:
    result = run("fmt", "-", given=b"Completion payz 4.\n")

    assert result.exit_code == 1
    assert result.stdout == ""
    assert "standard input" in result.stderr


def test_clauses_are_numbered_afresh_and_what_is_lost_is_said(run: Run, untidy: Path) -> None:
    result = run("fmt", "--renumber", untidy)

    assert result.exit_code == 0
    assert "warning[SIB906]" in result.stdout
    assert "\n1.2 The commissioner is Council A." in untidy.read_text(encoding="utf-8")


def test_a_number_that_stood_twice_is_said(run: Run, tmp_path: Path) -> None:
    twice = tmp_path / "twice.sib"
    twice.write_text("5.1 The provider is Ash.\n5.1 The commissioner is Beech.\n", encoding="utf-8")

    assert "warning[SIB907]" in run("fmt", "--renumber", twice).stdout


def test_the_answer_as_an_object(run: Run, untidy: Path) -> None:
    answer = told(run("fmt", "--check", untidy, "--format", "json"))

    assert answer["files"][0]["changed"] is True
    assert answer["files"][0]["text"].startswith('Contract "Untidy".')


def test_a_folder_without_a_contract_cannot_be_laid_out(run: Run, tmp_path: Path) -> None:
    assert "SIB901" in run("fmt", "--check", tmp_path).stdout


def test_a_file_is_whole_to_the_end(
    run: Run, untidy: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuses(_: Path, __: Path) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", refuses)
    result = run("fmt", untidy)

    assert result.exit_code == 1
    assert "error[SIB904]" in result.stdout
    assert "no space left on device" in result.stdout
    assert untidy.read_bytes() == UNTIDY.read_bytes()
    assert [path.name for path in untidy.parent.iterdir()] == ["untidy.sib"]


def test_writing_keeps_who_may_read(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_text("one", encoding="utf-8")
    file.chmod(0o640)

    assert writing.write(file, "two £") is None
    assert file.read_text(encoding="utf-8") == "two £"
    assert file.stat().st_mode & 0o777 == 0o640
