"""A page of HTML: one file, in order, escaped, with text for all that is seen."""

import re
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path

import pytest
from every_part import EVERY_PART
from set_contracts import SCHEMES, scheme

from sibdsl.render.document import (
    Aside,
    Beside,
    Clause,
    ClauseLine,
    Column,
    Document,
    Facts,
    Heading,
    Link,
    Paragraph,
    Picture,
    Table,
)
from sibdsl.render.to_html import html

STYLE = Path(__file__).parents[2] / "sibdsl/render/to_html.css"
EMPTY = ("area", "br", "col", "img", "input", "link", "meta", "wbr", "hr")


class Page(HTMLParser):
    """The tags of a page with their attributes, and what is left open or closed wrongly."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str]]] = []
        self.open: list[str] = []
        self.text: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, {name: value or "" for name, value in attrs}))
        if tag not in EMPTY:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self.open and self.open[-1] != "style":
            self.text.append(data)

    def all(self, name: str) -> list[str]:
        """The attribute of that name of every tag that has it."""
        return [attributes[name] for _, attributes in self.tags if name in attributes]


PAGES = [("every part", EVERY_PART), *((p.parent.name, p) for p in SCHEMES)]


@pytest.fixture(scope="module", params=[made for _, made in PAGES], ids=[name for name, _ in PAGES])
def page(request: pytest.FixtureRequest) -> Page:
    made = request.param
    return Page(html(made if isinstance(made, Document) else scheme(made)))


def test_tags_close_in_turn_and_the_language_is_said(page: Page) -> None:
    assert page.open == []
    assert page.tags[0] == ("html", {"lang": "en-GB"})
    assert [tag for tag, _ in page.tags if tag in ("main", "title", "h1")] == [
        "title",
        "h1",
        "main",
    ]


def test_headings_go_down_one_level_at_a_time(page: Page) -> None:
    levels = [int(tag[1]) for tag, _ in page.tags if re.fullmatch(r"h\d", tag)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(later - level <= 1 for level, later in pairwise(levels))


def test_every_place_has_one_name_and_every_link_leads_to_one(page: Page) -> None:
    places = page.all("id")
    assert len(places) == len(set(places))
    named = [one for names in page.all("aria-labelledby") for one in names.split()]
    wanted = {link.removeprefix("#") for link in page.all("href")} | set(named)
    if "clause-1-1" in places:
        assert wanted <= set(places)


def test_nothing_is_fetched_and_nothing_runs(page: Page) -> None:
    assert not {tag for tag, _ in page.tags} & {"script", "link", "iframe", "object", "base"}
    assert all(link.startswith("#") for link in page.all("href"))
    assert all(source.startswith("data:image/svg+xml;base64,") for source in page.all("src"))
    assert not any(name.startswith("on") for _, attributes in page.tags for name in attributes)
    policy = next(a["content"] for _, a in page.tags if "Policy" in a.get("http-equiv", ""))
    assert policy.startswith("default-src 'none'")
    assert "url(" not in STYLE.read_text(encoding="utf-8")
    assert "@import" not in STYLE.read_text(encoding="utf-8")


def test_every_picture_and_every_table_has_words(page: Page) -> None:
    pictures = [attributes for tag, attributes in page.tags if tag == "img"]
    assert all(attributes["alt"].strip() for attributes in pictures)
    tables = [attributes for tag, attributes in page.tags if tag == "table"]
    assert all(attributes["aria-labelledby"] for attributes in tables)
    columns = [attributes for tag, attributes in page.tags if tag == "th"]
    assert all(attributes["scope"] == "col" for attributes in columns)


def test_what_scrolls_can_be_reached_without_a_mouse_and_has_a_name(page: Page) -> None:
    scrolls = [a for _, a in page.tags if a.get("class", "").startswith("scroll")]
    assert all(a["tabindex"] == "0" and a["role"] == "region" for a in scrolls)
    assert all(a.get("aria-label") or a["aria-labelledby"] for a in scrolls)


NASTY = """<script>alert("1")</script> & 'x' </style> <!--"""


def test_all_that_is_written_is_escaped() -> None:
    made = Document(
        NASTY,
        NASTY,
        Facts(((NASTY, (NASTY,)),)),
        (
            Heading(1, NASTY, NASTY),
            Paragraph((Link(NASTY, NASTY),)),
            Picture("<svg/>", NASTY, NASTY),
            Table(NASTY, (), ()),
        ),
        NASTY,
        contents=True,
    )
    page = Page(html(made))
    assert not any(tag in ("script", "svg") for tag, _ in page.tags)
    assert page.all("alt") == [NASTY]
    assert "".join(page.text).count(NASTY) == 11
    assert html(made).count("</style>") == 1


def test_the_mark_stands_in_the_margin_of_each_printed_page() -> None:
    text = html(EVERY_PART)
    assert f'@bottom-left {{ content: "{EVERY_PART.mark}"' in text
    assert 'content: counter(page) " of " counter(pages)' in text
    marked = html(Document("A", "", Facts(()), (), 'a "b" \\ </style>'))
    assert 'content: "a \\22 b\\22  \\5c  \\3c /style\\3e "' in marked


def test_a_line_beside_an_item_stands_with_it_and_all_that_follow() -> None:
    lines = (
        ClauseLine(0, "", ("Both",)),
        ClauseLine(1, "(a)", ("first; and",)),
        ClauseLine(1, "(b)", ("second.",)),
    )
    meant = Aside(Beside.MEANING, (("All.",), ("(a) One.",), ("More.",), ("(b) Two.",)))
    noted = Aside(Beside.NOTE, (("Noted.",),))
    clause = Clause("1", "one", lines, (noted, meant))
    text = Page(html(Document("A", "", Facts(()), (clause,), ""))).text
    words = [word for word in (part.strip() for part in text) if word]
    assert words[words.index("Both") :] == [
        "Both", "Note", "Noted.", "This means", "All.",
        "(a)", "first; and", "This means", "One.", "More.",
        "(b)", "second.", "This means", "Two.",
    ]  # fmt: skip


def test_a_clause_that_nobody_reached_is_marked_as_a_whole() -> None:
    def kind(*kinds: Beside) -> str:
        asides = tuple(Aside(each, (("said",),)) for each in kinds)
        clause = Clause("1", "one", (ClauseLine(0, "", ("said",)),), asides)
        page = Page(html(Document("A", "", Facts(()), (clause,), "")))
        return next(a["class"] for _, a in page.tags if a.get("id") == "one")

    assert kind(Beside.UNREACHED) == "clause unreached"
    assert kind(Beside.REACHED, Beside.UNREACHED) == "clause"
    assert kind(Beside.REACHED) == "clause"


def test_the_totals_of_a_table_stand_out_below_a_rule() -> None:
    rows = ((("1",),), (("2",),), (("3",),), (("3",),))
    table = Table("Sums", (Column("n", "right"),), rows, totals=2)
    page = Page(html(Document("A", "", Facts(()), (table,), "")))
    kinds = [attributes.get("class", "") for tag, attributes in page.tags if tag == "tr"]
    assert kinds == ["", "", "", "total first", "total"]
    assert all(a["class"] == "right" for tag, a in page.tags if tag in ("th", "td"))


# -- Contrast -------------------------------------------------------------------------------------


def _palettes() -> dict[str, dict[str, str]]:
    """The colours by day and by night, as the style sheet names them."""
    blocks = re.findall(r":root \{(.*?)\}", STYLE.read_text(encoding="utf-8"), re.DOTALL)
    found = [dict(re.findall(r"--(\w+): (#[0-9a-f]{6});", block)) for block in blocks]
    return dict(zip(("day", "night"), found, strict=True))


def _light(colour: str) -> float:
    """Relative luminance (WCAG 2.2)."""
    parts = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
    return sum(weight * c for weight, c in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def contrast(one: str, other: str) -> float:
    """The ratio by which the lighter of two colours outshines the darker."""
    darker, lighter = sorted((_light(one), _light(other)))
    return (lighter + 0.05) / (darker + 0.05)


def test_contrast_is_reckoned_as_the_guidelines_say() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.01)


@pytest.mark.parametrize("time", ["day", "night"])
@pytest.mark.parametrize("text", ["ink", "faint", "link", "warn"])
@pytest.mark.parametrize("ground", ["paper", "panel"])
def test_text_stands_out_from_its_ground(time: str, text: str, ground: str) -> None:
    colours = _palettes()[time]
    assert contrast(colours[text], colours[ground]) >= 4.5
