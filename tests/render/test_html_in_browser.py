"""Pages of HTML as Chromium shows them: to everyone, on a telephone, by night and on paper."""

import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from every_part import EVERY_PART
from pypdf import PdfReader
from set_contracts import ROOT, read, scheme, set_for_reading

from sibdsl.render.contract.wanted import Wanted
from sibdsl.render.document import Document
from sibdsl.render.restated import restated
from sibdsl.render.to_html import html

if TYPE_CHECKING:
    from playwright.sync_api import Browser

Files = Mapping[str, Path]
Viewport = dict[str, int]

pytestmark = pytest.mark.needs("chromium")

WIDE: Viewport = {"width": 1400, "height": 1000}
PHONE: Viewport = {"width": 390, "height": 800}
HOMEWARD = Path(__file__).with_name("homeward.sib")
RULES = ("best-practice", "wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa")


@pytest.fixture(scope="module")
def browser() -> "Iterator[Browser]":
    """Chromium as it is installed, without a window."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        found = shutil.which("chromium") or shutil.which("google-chrome")
        yield playwright.chromium.launch(executable_path=found, args=["--no-sandbox"])


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> Files:
    """Pages in files: every kind of part, a small contract with what it means, real ones."""
    ours = read(HOMEWARD.read_text(encoding="utf-8"))
    assert ours.lowered is not None
    wanted = Wanted(restated(ours.document, ours.lowered.contract), questions=[])
    pages = {
        "every": EVERY_PART,
        "small": set_for_reading(ours, wanted),
        "peterborough": scheme(ROOT / "contracts/peterborough/contract.sib"),
        "pan-london": scheme(ROOT / "contracts/pan-london/contract.sib"),
    }
    folder = tmp_path_factory.mktemp("pages")
    for name, made in pages.items():
        assert isinstance(made, Document)
        (folder / f"{name}.html").write_text(html(made), encoding="utf-8")
    return {name: folder / f"{name}.html" for name in pages}


@pytest.mark.parametrize(
    ("name", "viewport", "colours"),
    [("every", WIDE, "light"), ("small", PHONE, "dark")],
)
def test_axe_finds_nothing_that_keeps_anyone_out(
    browser: "Browser", files: Files, name: str, viewport: Viewport, colours: str
) -> None:
    from axe_playwright_python.sync_playwright import Axe

    page = browser.new_page(viewport=viewport, color_scheme=colours)
    page.goto(files[name].as_uri())
    found = Axe().run(page, options={"runOnly": list(RULES)}).response["violations"]
    page.close()
    assert [(one["id"], [node["html"][:120] for node in one["nodes"][:3]]) for one in found] == []


@pytest.mark.parametrize("name", ["every", "small", "peterborough", "pan-london"])
def test_on_a_telephone_nothing_is_wider_than_the_screen(
    browser: "Browser", files: Files, name: str
) -> None:
    page = browser.new_page(viewport=PHONE)
    page.goto(files[name].as_uri())
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    page.close()


def test_what_a_clause_means_stands_beside_it_where_there_is_room(
    browser: "Browser", files: Files
) -> None:
    def edges(viewport: dict[str, int]) -> tuple[float, float, float, float]:
        page = browser.new_page(viewport=viewport)
        page.goto(files["small"].as_uri())
        line = page.locator("#clause-3-1 .lines").bounding_box()
        beside = page.locator("#clause-3-1 .asides").bounding_box()
        page.close()
        return line["x"] + line["width"], beside["x"], line["y"] + line["height"], beside["y"]

    right, left, _, _ = edges(WIDE)
    assert left >= right
    _, _, bottom, top = edges(PHONE)
    assert top >= bottom


def test_the_first_key_leads_past_the_contents_and_what_is_reached_is_outlined(
    browser: "Browser", files: Files
) -> None:
    page = browser.new_page(viewport=WIDE)
    page.goto(files["small"].as_uri())
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    assert page.evaluate("document.activeElement.getBoundingClientRect().left") >= 0
    outline = "getComputedStyle(document.activeElement).outlineStyle"
    assert page.evaluate(outline) == "solid"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "text"
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('main') !== null")
    assert page.evaluate(outline) == "solid"
    page.close()


def test_on_paper_every_page_bears_the_mark_and_its_number(
    browser: "Browser", files: Files, tmp_path: Path
) -> None:
    page = browser.new_page()
    page.goto(files["small"].as_uri())
    page.pdf(path=tmp_path / "page.pdf", prefer_css_page_size=True)
    page.close()
    sheets = [sheet.extract_text() for sheet in PdfReader(tmp_path / "page.pdf").pages]
    mark = set_for_reading(read(HOMEWARD.read_text(encoding="utf-8"))).mark
    assert len(sheets) > 2
    for n, sheet in enumerate(sheets, 1):
        assert mark in sheet
        assert f"{n} of {len(sheets)}" in sheet
