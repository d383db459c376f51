"""The page on case data and the pages of the findings say what the program does."""

import re
from pathlib import Path

import pytest
from record_shapes import codes, read_paths

from sibdsl.diagnostics.codes import CODES
from sibdsl.records.code_sets import CODES as IN_USE

DOCS = Path(__file__).parent.parent.parent / "docs" / "reference"
PAGE = (DOCS / "case-data.md").read_text(encoding="utf-8")
HEADINGS = ["What we found", "Why it matters", "An example", "How to put it right"]
OURS = sorted(code for code in CODES if code.startswith(("SIB6", "SIB7")))


@pytest.mark.parametrize("column", sorted(IN_USE))
def test_every_code_is_on_the_page(column: str) -> None:
    words = set(re.findall(r"\w+", PAGE))

    assert IN_USE[column].keys() <= words


def test_the_mapping_on_the_page_has_no_mistake(tmp_path: Path) -> None:
    (mapping,) = re.findall(r"```toml\n(.*?)```", PAGE, re.DOTALL)
    (tmp_path / "mapping.toml").write_text(mapping, encoding="utf-8")
    (tmp_path / "x.csv").write_text("", encoding="utf-8")

    assert "SIB616" not in codes(read_paths([tmp_path]))


@pytest.mark.parametrize("code", OURS)
def test_every_finding_of_case_data_has_its_page(code: str) -> None:
    text = (DOCS / "errors" / f"{code}.md").read_text(encoding="utf-8")

    assert text.startswith(f"# {code}: {CODES[code].title}\n")
    assert re.findall(r"^## (.*)$", text, re.MULTILINE) == HEADINGS
