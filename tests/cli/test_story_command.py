"""`explain CONTRACT --case`: one page with `check --case`, in the terminal and in a file."""

import os
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from cli.running import Run, told
from sibdsl.cli import story as story_command

SVG = "{http://www.w3.org/2000/svg}"


def test_explain_and_check_tell_one_story(run: Run, scheme: Path) -> None:
    explained, checked = (
        run(command, scheme, "--case", "C002") for command in ("explain", "check")
    )

    assert explained.exit_code == checked.exit_code
    assert explained.stdout == checked.stdout
    assert explained.stdout.startswith("Case C002 under “Weeks at Home”, as known by ")


def test_the_objects_differ_by_the_command_alone(run: Run, scheme: Path) -> None:
    explained, checked = (
        told(run(command, scheme, "--case", "C002", "--format", "json"))
        for command in ("explain", "check")
    )

    assert (explained.pop("command"), checked.pop("command")) == ("explain", "check")
    assert explained == checked
    assert {"timeline", "limits", "outcomes"} <= set(explained["case"])
    assert explained["case"]["timeline"][0]["marks"][0]["days"]["from"] is not None


def test_a_story_by_an_earlier_day(run: Run, scheme: Path) -> None:
    early = run("explain", scheme, "--case", "C001", "--as-at", "2024-07-01")

    assert "as known by 1 July 2024" in early.stdout
    assert "July 2024" not in early.stdout.partition("Eligible")[2].replace("1 July 2024", "")


def test_a_story_by_a_day_after_the_data_is_warned_of(run: Run, scheme: Path) -> None:
    late = run("explain", scheme, "--case", "C001", "--as-at", "2030-01-01")

    assert "SIB906" in late.stdout or "the data ends on" in late.stdout


@pytest.mark.parametrize("ending", ["html", "md", "docx", "pdf"])
def test_a_story_as_a_document(run: Run, scheme: Path, ending: str) -> None:
    result = run("explain", scheme, "--case", "C001", "--out", f"story.{ending}")

    assert result.exit_code == 0
    assert result.stdout.endswith(f"The story is in story.{ending}.\n")
    assert Path(f"story.{ending}").stat().st_size > 1000
    if ending in ("html", "md"):
        text = Path(f"story.{ending}").read_text(encoding="utf-8")
        assert "The story of case C001" in text
        assert "What happened when" in text


def test_a_drawn_story(run: Run, scheme: Path) -> None:
    result = run("explain", scheme, "--case", "C001", "--out", "story.svg")
    root = ET.fromstring(Path("story.svg").read_text(encoding="utf-8"))  # noqa: S314

    assert result.exit_code == 0
    assert root.findtext(f"{SVG}title") == "The story of case C001"
    names = [
        each.findtext(f"{SVG}text") for each in root.iter(f"{SVG}g") if each.get("class") == "row"
    ]
    assert "Home Week" in names


def test_a_story_without_a_day_cannot_be_drawn(run: Run, scheme: Path) -> None:
    headings = (scheme / "cases/children.csv").read_text(encoding="utf-8").splitlines()[0]
    (scheme / "cases/children.csv").write_text(f"{headings}\nC009,,,,\n", encoding="utf-8")
    (scheme / "cases/episodes.csv").unlink()
    result = run("explain", scheme, "--case", "C009", "--out", "story.svg")

    assert "there is nothing to draw" in result.stdout
    assert not Path("story.svg").exists()


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--case", "C001", "--whole"], "--case and --whole: ask for one at a time"),
        (["--case", "C001", "--clause", "5.1"], "--clause and --case: ask for one at a time"),
        (["--as-at", "2024-10-01"], "--as-at goes with --case, --group or --whole"),
        (["--out", "story.svg"], "--out goes with --case, --group or --whole"),
        (["--case", "C001", "--out", "story.png"], "does not end in"),
        (["--case", "c001"], "no case has the number `c001`; did you mean `C001`?"),
        (["--group", "One"], "no group has the label `One`"),
    ],
)
def test_what_does_not_go_together(
    run: Run, scheme: Path, arguments: list[str], words: str
) -> None:
    result = run("explain", scheme, *arguments)

    assert result.exit_code == 2
    assert words in " ".join(result.stderr.split())


def test_a_code_has_no_case(run: Run) -> None:
    result = run("explain", "SIB704", "--case", "1")

    assert result.exit_code == 2
    assert "--case goes with a contract, not with a code" in result.stderr


def test_a_contract_alone_has_no_cases(run: Run, scheme: Path) -> None:
    result = run("explain", scheme / "contract.sib", "--case", "C001")

    assert result.exit_code == 2
    assert "--case needs case data" in result.stderr


def test_a_contract_with_errors_has_no_story(run: Run, scheme: Path) -> None:
    contract = scheme / "contract.sib"
    contract.write_text(
        contract.read_text(encoding="utf-8").replace("pays", "payz"), encoding="utf-8"
    )

    assert run("explain", scheme, "--case", "C001").exit_code == 1
    (scheme / "contract.sib").unlink()
    assert "SIB" in run("explain", scheme, "--case", "C001").stdout


@pytest.mark.parametrize(("wide", "lines"), [(72, 72), (30, 60), (300, 100)])
def test_a_story_is_as_wide_as_the_terminal(
    monkeypatch: pytest.MonkeyPatch, wide: int, lines: int
) -> None:
    monkeypatch.setattr("sys.stdout.isatty", lambda: True)
    size = os.terminal_size((wide, 24))
    monkeypatch.setattr("shutil.get_terminal_size", lambda *_: size)

    assert story_command.columns() == lines


def test_a_story_in_a_file_or_a_letter_is_a_hundred_wide() -> None:
    assert story_command.columns() == 100


@pytest.mark.parametrize(
    "how", [["--format", "json"], [], ["--out", "story.html"], ["--out", "story.svg"]]
)
def test_a_name_in_the_files_stands_in_no_story(run: Run, scheme: Path, how: list[str]) -> None:
    table = scheme / "cases/children.csv"
    first, *rows = table.read_text(encoding="utf-8").splitlines()
    named = [f"{first},Name,Postcode", *(f"{row},Zebedee Quux,ZZ9 9ZZ" for row in rows)]
    table.write_text("\n".join(named) + "\n", encoding="utf-8")

    result = run("explain", scheme, "--case", "C002", *how)
    written = "".join(path.read_text(encoding="utf-8") for path in Path().glob("story.*"))

    assert "C002" in result.stdout
    for word in ("Zebedee", "Quux", "ZZ9", "C001", "C003"):
        assert word not in result.stdout + written
