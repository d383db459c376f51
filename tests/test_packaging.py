"""What a checkout, a wheel and the README promise before any contract is read."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from sibdsl import resources

ROOT = Path(__file__).parents[1]


def test_the_grammar_is_found() -> None:
    assert list(resources.grammar().glob("*.lark"))


def test_the_error_pages_are_found() -> None:
    assert list(resources.error_pages().glob("SIB*.md"))


def test_a_checkout_needs_no_install_to_find_them() -> None:
    program = "from sibdsl import resources as r; print(r.grammar()); print(r.error_pages())"

    found = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True
    )

    assert found.stdout.split() == [str(ROOT / "grammar"), str(ROOT / "docs/reference/errors")]


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty package folder that `resources` takes for its own."""
    folder = tmp_path / "sibdsl"
    folder.mkdir()
    monkeypatch.setattr(resources, "__file__", str(folder / "resources.py"))
    return folder


def test_an_installed_package_uses_the_folders_beside_it(package: Path) -> None:
    for folder in (package / "grammar", package / "errors", package.parent / "grammar"):
        folder.mkdir()

    assert resources.grammar() == package / "grammar"
    assert resources.error_pages() == package / "errors"


def test_a_package_without_its_folders_says_where_they_were_looked_for(package: Path) -> None:
    with pytest.raises(RuntimeError, match=re.escape(str(package / "grammar"))):
        resources.grammar()


def test_the_sample_in_the_readme_is_the_contract_word_for_word() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    contract = (ROOT / "contracts/pan-london/contract.sib").read_text(encoding="utf-8")
    sample = re.search(r"```sib\n(.*?)```", readme, re.DOTALL)

    assert sample is not None
    assert set(sample[1].splitlines()) <= set(contract.splitlines())


def test_every_link_between_the_pages_leads_to_a_page() -> None:
    pages = [*ROOT.glob("*.md"), *ROOT.glob("changelog.d/*.md"), *ROOT.glob("docs/**/*.md")]
    links = [
        (page, link)
        for page in pages
        for link in re.findall(r"\]\((?!https?:|#)([^)#]+)", page.read_text(encoding="utf-8"))
    ]

    assert [str(page) for page, link in links if not (page.parent / link).exists()] == []
    assert links


def test_every_decision_is_in_the_list() -> None:
    folder = ROOT / "docs/decisions"
    listed = (folder / "README.md").read_text(encoding="utf-8")

    assert [p.name for p in folder.glob("0*.md") if f"({p.name})" not in listed] == []
