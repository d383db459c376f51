"""What a command imports: start-up is a feature."""

import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from cli.running import ROOT
from sibdsl.cli import COMMANDS, main
from sibdsl.cli.output import waiting_for

HEAVY = {"python_calamine", "hypothesis", "json", "difflib", "tomllib", "xml.etree.ElementTree"}
LANGUAGE = {"lark", "sibdsl.pipeline", "sibdsl.model.terms"}


def imported(*arguments: str, home: Path) -> set[str]:
    """The modules that are imported when the command has run."""
    program = (
        "import sys; from sibdsl.cli import main\n"
        "main(sys.argv[1:], standalone_mode=False)\n"
        "print('modules', *sys.modules)"
    )
    ran = subprocess.run(
        [sys.executable, "-c", program, *arguments],
        cwd=ROOT,
        env={"HOME": str(home), "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=True,
    )
    return set(ran.stdout.splitlines()[-1].split())


def test_the_page_of_help_imports_no_command(tmp_path: Path) -> None:
    modules = imported("--help", home=tmp_path)

    assert modules & (HEAVY | LANGUAGE) == set()
    assert not any(f"sibdsl.cli.{name}" in modules for name in COMMANDS)


def test_a_code_needs_no_language(tmp_path: Path) -> None:
    assert imported("explain", "SIB704", home=tmp_path) & (HEAVY | LANGUAGE) == set()


def test_a_contract_alone_needs_no_reader_of_data(tmp_path: Path) -> None:
    check = ("check", "contracts/pan-london/contract.sib")
    first = imported(*check, home=tmp_path)
    again = imported(*check, home=tmp_path)

    assert "sibdsl.records.reading" not in first
    assert again & {*HEAVY, "sibdsl.records.reading", "lark"} == set()


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_a_page_of_help(name: str) -> None:
    ran = subprocess.run(
        [sys.executable, "-m", "sibdsl", name, "--help"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )

    assert ran.stdout.startswith(f"Usage: sibdsl {name} ")


def test_the_module_runs_as_the_command_does() -> None:
    ran = subprocess.run([sys.executable, "-m", "sibdsl", "chekc"], cwd=ROOT, capture_output=True)

    assert ran.returncode == 2


def test_a_person_who_watches_is_told(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    with waiting_for("Reading"):
        pass

    assert capsys.readouterr().err == f"Reading …\r{' ' * 9}\r"


def test_the_page_of_help_lists_the_commands() -> None:
    result = CliRunner().invoke(main, ["--help"])

    assert [name for name in COMMANDS if f"\n  {name} " not in result.output] == []


def test_a_word_that_is_no_command() -> None:
    assert CliRunner().invoke(main, ["chekc"]).exit_code == 2
