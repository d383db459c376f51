"""Running a command as a person does, in a folder of its own."""

import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from cli.running import ROOT, Run
from sibdsl.cli import main


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """A command, run where nothing else is; our own mistakes are not hidden."""
    monkeypatch.chdir(tmp_path)

    def runs(*arguments: object, given: bytes | None = None) -> Result:
        return CliRunner().invoke(
            main, [str(each) for each in arguments], input=given, catch_exceptions=False
        )

    return runs


@pytest.fixture
def scheme(tmp_path: Path) -> Path:
    """A folder with the contract and the cases of the template `week`."""
    return Path(shutil.copytree(ROOT / "sibdsl/cli/templates/week", tmp_path / "scheme"))
