"""Codes, the pages that explain them, and contracts with marked mistakes match one to one."""

import re
from pathlib import Path

import pytest

from sibdsl import resources
from sibdsl.diagnostics.codes import CODES, Code
from sibdsl.diagnostics.frame import frame
from sibdsl.source import Source
from sibdsl.syntax.parse import parse

PAGES = resources.error_pages()
MARKED = Path(__file__).parent / "marked"
HEADINGS = ["What we found", "Why it matters", "An example", "How to put it right"]
SHOWN = re.compile(r"```sib-wrong\n(.*?)```\n\n```text\n(.*?)\n```", re.DOTALL)
CONTRACT_GROUPS = "12345"


def page(code: Code) -> str:
    return (PAGES / f"{code}.md").read_text(encoding="utf-8")


def codes_of(groups: str) -> list[Code]:
    return [code for number, code in sorted(CODES.items()) if number[3] in groups]


@pytest.mark.parametrize("code", codes_of("123456789"), ids=str)
def test_a_code_has_a_page_with_its_title_and_the_fixed_headings(code: Code) -> None:
    text = page(code)
    assert text.startswith(f"# {code}: {code.title}\n")
    assert re.findall(r"^## (.*)$", text, re.MULTILINE) == HEADINGS


def test_a_page_has_a_code() -> None:
    assert {path.stem for path in PAGES.glob("SIB*.md")} == set(CODES)


@pytest.mark.parametrize("code", codes_of("1"), ids=str)
def test_the_example_of_a_page_prints_as_shown(code: Code) -> None:
    shown = SHOWN.search(page(code))
    assert shown, "a page on words shows a wrong sentence and what is printed"
    findings = parse(Source("contract.sib", shown[1])).findings
    assert [finding.code for finding in findings] == [code]
    assert frame(findings[0]) == shown[2]


def test_the_table_lists_every_code() -> None:
    rows = re.findall(
        r"^\| \[(SIB\d{3})\]\((SIB\d{3})\.md\) \| (.*) \| (.*) \|$",
        (PAGES / "README.md").read_text(encoding="utf-8"),
        re.MULTILINE,
    )
    wanted = [
        (number, number, code.title, code.severity.value) for number, code in sorted(CODES.items())
    ]
    assert rows == wanted


def test_every_code_of_a_contract_is_marked_in_one() -> None:
    texts = (path.read_text(encoding="utf-8") for path in MARKED.rglob("*.sib"))
    marked = {number for text in texts for number in re.findall(r"\[! (SIB\d{3})", text)}
    assert {code.number for code in codes_of(CONTRACT_GROUPS)} - marked == set()
    assert marked <= set(CODES)
