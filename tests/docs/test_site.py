"""The documentation site: contracts are pages of it, in colours, and it fetches nothing."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

DOCS = Path(__file__).parents[2] / "docs"
RESOURCE = re.compile(r"<(?:link|script|img|iframe)[^>]*?(?:href|src)=\"([^\"]*)\"")
INDEX = """# A site

```sib
6.1 Home Week pays £300. [A placeholder.]
```

```sib-wrong
6.1 Home Week payz £300.
```

```csv
Case,Start
```

[The contract](../contracts/one/contract.sib), [the decisions](decisions/README.md).

```{toctree}
:hidden:
:caption: Understand
decisions/README
```
"""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site of three pages and one contract, made as the whole one is, warnings as errors."""
    top = tmp_path_factory.mktemp("site")
    shutil.copytree(DOCS / "static", top / "docs/static")
    shutil.copy(DOCS / "conf.py", top / "docs")
    for name, text in (
        ("docs/index.md", INDEX),
        ("docs/decisions/README.md", "# Decisions\n"),
        ("docs/decisions/0001-one.md", "# One\n\n## A heading\n\n[It](#a-heading)\n"),
        ("contracts/one/contract.sib", 'Contract "One <and> two".\n\n1.1 Home Week pays £5.\n'),
        ("sibdsl/left-out.md", "no page"),
    ):
        (top / name).parent.mkdir(parents=True, exist_ok=True)
        (top / name).write_text(text, encoding="utf-8")
    made = subprocess.run(
        [sys.executable, "-m", "sphinx", "-q", "-W", "-c", "docs", ".", "out"],
        cwd=top,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (made.returncode, made.stderr) == (0, "")
    return top / "out"


def test_a_block_of_a_contract_is_in_colours(site: Path) -> None:
    page = (site / "docs/index.html").read_text(encoding="utf-8")

    assert '<span class="nc">Home Week</span>' in page
    assert '<span class="k">pays</span>' in page
    assert '<span class="c">[A placeholder.]</span>' in page
    assert "payz" in page
    assert page.count('<pre tabindex="0">') == page.count("<pre") == 3
    assert page.count('role="heading" aria-level="2"') == page.count('role="heading"')
    assert 'href="../contracts/one/contract.html"' in page


def test_a_contract_is_a_page_with_its_name_for_a_title(site: Path) -> None:
    page = (site / "contracts/one/contract.html").read_text(encoding="utf-8")

    assert "<h1>One &lt;and&gt; two<" in page
    assert '<span class="mf">£5</span>' in page


def test_pages_stand_under_the_page_that_lists_them(site: Path) -> None:
    page = (site / "docs/decisions/README.html").read_text(encoding="utf-8")

    assert 'href="0001-one.html"' in page
    assert not list(site.glob("**/left-out*"))


def test_it_fetches_nothing(site: Path) -> None:
    fetched = [
        resource
        for page in site.glob("**/*.html")
        for resource in RESOURCE.findall(page.read_text(encoding="utf-8"))
    ]

    assert fetched
    assert [resource for resource in fetched if "//" in resource] == []
    styles = "".join(p.read_text(encoding="utf-8") for p in site.glob("_static/**/*.css"))
    assert re.findall(r"@import|url\(\s*[\"']?(?:https?:)?//", styles) == []
