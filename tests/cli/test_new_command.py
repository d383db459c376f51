from pathlib import Path

import pytest

from cli.running import ROOT, Run

TEMPLATES = sorted(path.name for path in (ROOT / "sibdsl/cli/templates").iterdir())


@pytest.mark.parametrize("template", TEMPLATES)
def test_a_new_scheme_is_without_fault_at_once(run: Run, template: str) -> None:
    assert run("new", "mine", "--template", template).exit_code == 0

    checked = run("check", "mine")
    assert checked.exit_code == 0
    assert "Findings" not in checked.stdout
    assert "Total due       £0.00" not in checked.stdout
    assert "Not yet known" in checked.stdout
    assert run("test", "mine").stdout == "mine/contract.sib: 3 examples: 3 as they say\n"
    assert run("fmt", "--check", "mine").exit_code == 0


@pytest.mark.parametrize("template", TEMPLATES)
def test_every_price_in_it_is_a_placeholder(template: str) -> None:
    contract = ROOT / "sibdsl/cli/templates" / template / "contract.sib"
    chosen = contract.read_text(encoding="utf-8").partition("# 11.")[0].splitlines()

    assert [x for x in chosen if "£" in x and not x.endswith("[Placeholder.]")] == []


def test_nothing_is_overwritten(run: Run, tmp_path: Path) -> None:
    run("new", "mine")
    before = {path: path.read_bytes() for path in tmp_path.rglob("*.*") if path.is_file()}

    assert run("new", "mine", "--template", "placement").exit_code == 2
    assert {path: path.read_bytes() for path in before} == before


def test_a_file_in_the_way_is_left(run: Run, tmp_path: Path) -> None:
    (tmp_path / "mine").write_text("x", encoding="utf-8")

    assert run("new", "mine").exit_code == 2


def test_a_folder_that_cannot_be_made_is_said(run: Run, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x", encoding="utf-8")

    result = run("new", "file/mine")

    assert result.exit_code == 1
    assert "Could not open file" in result.stderr
