"""The pages name what is there: every form, every class, every page."""

import re
from importlib import import_module
from pathlib import Path

import pytest

from sibdsl.cli import COMMANDS

DOCS = Path(__file__).parents[2] / "docs"
PHRASEBOOK = sorted((DOCS / "reference/phrasebook").glob("*.md"))
CORE = re.compile(r"`((?:contract|terms|records|examples)\.[A-Z]\w*(?:\.\w+)*)`")


def text_of(*parts: str) -> str:
    return DOCS.joinpath(*parts).read_text(encoding="utf-8")


def found(dotted: str) -> bool:
    """Whether *dotted* is a module of the package, or an attribute however deep in one."""
    parts = dotted.split(".")
    for n in range(len(parts), 0, -1):
        try:
            thing: object = import_module(".".join(["sibdsl", *parts[:n]]))
        except ModuleNotFoundError:
            continue
        return _has(thing, parts[n:])
    return False


def _has(thing: object, names: list[str]) -> bool:
    for name in names:
        if name in getattr(thing, "__annotations__", {}):
            return True
        if not hasattr(thing, name):
            return False
        thing = getattr(thing, name)
    return True


def test_the_phrasebook_has_a_heading_for_each_form_in_order() -> None:
    pages = re.findall(
        r"\]\((phrasebook/[\w-]+\.md)\) \|$", text_of("reference/phrasebook.md"), re.MULTILINE
    )
    headings = [
        int(number)
        for page in pages
        for number in re.findall(r"^## (\d+)\. ", text_of("reference", page), re.MULTILINE)
    ]

    assert headings == list(range(1, 30))


@pytest.mark.parametrize("page", PHRASEBOOK, ids=lambda page: page.stem)
def test_a_form_has_its_shape_its_meaning_and_an_example(page: Path) -> None:
    for section in re.split(r"^## ", page.read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]:
        if section[0].isdigit():
            assert "\n> `" in section, section[:40]
            assert "**It means**" in section, section[:40]
            assert "```sib" in section, section[:40]


@pytest.mark.parametrize("page", PHRASEBOOK, ids=lambda page: page.stem)
def test_the_phrasebook_names_classes_of_the_core(page: Path) -> None:
    named = CORE.findall(page.read_text(encoding="utf-8"))

    assert [name for name in named if not found(f"model.{name}")] == []


def test_the_glossary_names_what_is_in_the_code() -> None:
    before = text_of("glossary.md").split("## Words we do not use")[0]
    cells = [row.split("|")[3] for row in re.findall(r"^\|.*\|$", before, re.MULTILINE)]
    named = [name for cell in cells for name in re.findall(r"`([^`]+)`", cell)]

    assert named
    assert [name for name in named if not found(name)] == []


def test_the_readings_are_thirty_six() -> None:
    numbers = re.findall(r"^\| (\d+) \|", text_of("reference/readings.md"), re.MULTILINE)

    assert [int(number) for number in numbers] == list(range(1, 37))


def test_the_index_leads_to_every_page() -> None:
    index = text_of("README.md")
    folders = ("tutorial", "how-to", "explanation")
    pages = [page for folder in folders for page in (DOCS / folder).glob("*.md")]

    assert pages
    assert [
        page.name for page in pages if f"({page.relative_to(DOCS).as_posix()})" not in index
    ] == []


def test_every_command_has_its_section() -> None:
    headings = re.findall(r"^## (\w+)$", text_of("reference/commands.md"), re.MULTILINE)

    assert [name for name in COMMANDS if name not in headings] == []


def test_the_site_leads_to_every_page_that_the_index_does() -> None:
    site = text_of("index.md")
    listed = re.findall(
        r"\]\(((?:tutorial|how-to|explanation|reference)/[\w-]+)\.md\)", text_of("README.md")
    )

    assert listed
    assert [page for page in listed if f"\n{page}\n" not in site] == []
