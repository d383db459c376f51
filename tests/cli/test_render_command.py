"""`sibdsl render`: a contract set for reading, in a file or printed."""

import re
from pathlib import Path

import pytest

from cli.running import ROOT, Run
from sibdsl.model.lowered import Lowered
from sibdsl.model.verdicts import Standing, Verdict
from sibdsl.verify.search import Budget

HOMEWARD = ROOT / "tests/render/homeward.sib"
PETERBOROUGH = ROOT / "contracts/peterborough"


def test_a_page_is_printed_where_no_file_is_named(run: Run) -> None:
    result = run("render", HOMEWARD)
    assert result.exit_code == 0
    assert result.stdout.startswith("<!DOCTYPE html>")
    assert result.stdout.endswith("</html>\n")
    assert result.stderr == ""


def test_markdown_is_printed_without_drawings(run: Run) -> None:
    result = run("render", HOMEWARD, "--to", "md")
    assert result.stdout.startswith("# Homeward\n")
    assert ".svg" not in result.stdout


@pytest.mark.parametrize(
    ("name", "first"),
    [("a.html", b"<!DOCTYPE"), ("a.htm", b"<!DOC"), ("a.docx", b"PK"), ("a.pdf", b"%PDF")],
)
def test_the_name_of_the_file_says_as_what(run: Run, name: str, first: bytes) -> None:
    result = run("render", HOMEWARD, "--out", name)
    assert (result.exit_code, result.output) == (0, "")
    assert Path(name).read_bytes().startswith(first)


def test_drawings_stand_beside_a_file_of_markdown(run: Run) -> None:
    run("render", HOMEWARD, "--out", "a.md")
    assert sorted(path.name for path in Path().iterdir()) == ["a-1.svg", "a-2.svg", "a.md"]
    assert "](a-2.svg)" in Path("a.md").read_text(encoding="utf-8")


def test_the_same_contract_makes_the_same_bytes(run: Run) -> None:
    for form in ("html", "md"):
        pages = []
        for name in (f"one.{form}", f"two.{form}"):
            run("render", HOMEWARD, "--out", name)
            pages.append(Path(name).read_bytes().replace(b"one-", b"").replace(b"two-", b""))
        assert pages[0] == pages[1]


def test_a_word_file_is_no_text_to_print(run: Run) -> None:
    result = run("render", HOMEWARD, "--to", "docx")
    assert result.exit_code == 2
    assert "say --out FILE.docx" in result.stderr


def test_a_file_of_another_kind_needs_to_be_told_as_what(run: Run) -> None:
    result = run("render", HOMEWARD, "--out", "a.txt")
    assert result.exit_code == 2
    assert "say --to" in result.stderr
    assert run("render", HOMEWARD, "--out", "a.txt", "--to", "md").exit_code == 0


def test_a_contract_with_an_error_is_not_set(run: Run) -> None:
    Path("a.sib").write_text('Contract "A".\n1.1 The term is over.\n', encoding="utf-8")
    result = run("render", "a.sib", "--out", "a.html")
    assert result.exit_code == 1
    assert "SIB1" in result.stderr
    assert not Path("a.html").exists()


def test_a_contract_that_is_no_text_is_not_set(run: Run) -> None:
    Path("a.sib").write_bytes(b"\xff\xfe")
    result = run("render", "a.sib")
    assert (result.exit_code, result.stdout) == (1, "")
    assert "UTF-8" in result.stderr


def test_an_example_that_fails_is_shown_on_the_page_and_told(run: Run) -> None:
    result = run("render", ROOT / "tests/cli/contracts/failing.sib", "--to", "md")
    assert result.exit_code == 1
    assert "**Not as it says:" in result.stdout
    assert "SIB800" in result.stderr


def test_a_file_that_cannot_be_written_is_told(run: Run) -> None:
    result = run("render", HOMEWARD, "--out", "nowhere/a.md")
    assert result.exit_code == 1
    assert "cannot be written" in result.stderr
    assert not Path("nowhere").exists()


def test_what_is_asked_for_stands_on_the_page(run: Run) -> None:
    plain = run("render", HOMEWARD, "--to", "md").stdout
    asked = run("render", HOMEWARD, "--to", "md", "--restated", "--questions").stdout
    assert "**This means:**" not in plain
    assert "**This means:**" in asked
    assert "Open questions" not in plain
    assert "Open questions" in asked


def test_how_far_data_reaches_each_clause_stands_beside_it(run: Run) -> None:
    data = ("--data", PETERBOROUGH / "cases")
    result = run("render", PETERBOROUGH, "--to", "md", *data)
    assert "**In the data:**" in result.stdout
    assert "**In the data: nobody:**" in result.stdout
    assert "What each clause decided" in result.stdout


def test_cases_are_told_by_pseudonyms_where_a_key_is_named(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sibdsl.api.coverage", lambda *_: ())
    data = ("--data", PETERBOROUGH / "cases")
    told = run("render", PETERBOROUGH, *data).stderr
    named = run("render", PETERBOROUGH, *data, "--pseudonyms", "key").stderr
    numbers = set(re.findall(r"\bcase (PB\d+)", told))
    assert numbers
    assert not any(re.search(rf"\b{number}\b", named) for number in numbers)
    assert run("render", PETERBOROUGH, "--pseudonyms", "key").exit_code == 2


def test_data_with_an_error_is_not_reckoned(run: Run) -> None:
    Path("cases").mkdir()
    result = run("render", HOMEWARD, "--data", "cases")
    assert (result.exit_code, result.stdout) == (1, "")
    assert "error" in result.stderr


def test_the_verifier_is_asked_of_this_very_text(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = []

    def verified(text: str, lowered: Lowered, budget: Budget, *_: object) -> tuple[Verdict, ...]:
        asked.append((text, lowered.contract.title, budget.seconds))
        return (Verdict("a-law", "Nothing is paid twice.", Standing.PROVED, bounds="for all"),)

    monkeypatch.setattr("sibdsl.verify.verifying.verified", verified)
    result = run("render", HOMEWARD, "--to", "md", "--verdicts")
    assert asked == [(HOMEWARD.read_text(encoding="utf-8"), "Homeward", 45)]
    assert "| a-law | Nothing is paid twice. | proved | for all |" in result.stdout


def test_a_contract_without_numbers_is_numbered_and_keeps_its_hash(run: Run) -> None:
    numbered = HOMEWARD.read_text(encoding="utf-8").split("# 11.")[0]
    lines = numbered.replace("10.2 From 1 April 2028, clause 6.1 reads: Home Week pays £110.", "")
    plain = "\n".join(_without_number(line) for line in lines.splitlines())
    Path("a.sib").write_text(plain, encoding="utf-8")
    page = run("render", "a.sib", "--to", "md").stdout
    digest = run("check", "a.sib").stdout.split("SHA-256 ")[1].split()[0]
    assert digest in page
    assert "| Numbers | counted here: the clauses have none in the file |" in page
    assert '<a id="clause-3-1"></a>**3.1**' in page


def _without_number(line: str) -> str:
    first, _, rest = line.partition(" ")
    return rest if first.replace(".", "").isdigit() else line
