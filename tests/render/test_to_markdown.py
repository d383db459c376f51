"""Markdown that reads well, and reads as what was written: the small contract whole."""

from pathlib import Path

import pytest
from every_part import EVERY_PART
from markdown_it import MarkdownIt
from set_contracts import SCHEMES, anchors, links, read, scheme, set_for_reading

from sibdsl.render.document import (
    Aside,
    Beside,
    Clause,
    ClauseLine,
    Code,
    Column,
    Document,
    Facts,
    Faint,
    Heading,
    Link,
    Listing,
    Paragraph,
    Strong,
    Table,
)
from sibdsl.render.to_markdown import markdown

HOMEWARD = Path(__file__).with_name("homeward.sib")
GOLDEN = Path(__file__).parent / "golden" / "homeward.md"


def read_back(text: str) -> str:
    """What a reader of Markdown makes of *text*, as HTML."""
    return str(MarkdownIt("commonmark").enable("table").render(text))


def of(*blocks: object) -> str:
    made = Document("A", "b", Facts(()), blocks, "c")  # type: ignore[arg-type]
    return markdown(made).text


def test_a_small_contract_reads_as_it_was_read() -> None:
    """When the text changes for the better, `python tests/render/test_to_markdown.py` keeps it."""
    assert written() == GOLDEN.read_text(encoding="utf-8")


def written() -> str:
    made = read(HOMEWARD.read_text(encoding="utf-8"))
    return markdown(set_for_reading(made), "homeward").text


@pytest.mark.parametrize("nasty", ["a*b*c", "[x](y)", "<b>x</b>", "a|b", "# x", "`x`", "&amp; ~x~"])
def test_what_is_written_is_shown_and_not_read_as_marks(nasty: str) -> None:
    shown = read_back(of(Paragraph((nasty,)), Heading(1, nasty, "h")))
    plain = nasty.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    assert f"<p>{plain}</p>" in shown
    assert f'<h2><a id="h"></a>{plain}</h2>' in shown


@pytest.mark.parametrize("first", ["1. January", "- a dash", "+ more", "12) twelve"])
def test_a_line_that_begins_as_a_list_does_is_none(first: str) -> None:
    assert read_back(of(Paragraph((first,)))).count("<li>") == 0


def test_words_in_a_cell_stay_in_their_cell() -> None:
    columns = (Column("a|b"), Column("n", "right"))
    shown = read_back(
        of(Table("Sums", columns, ((("x|y",), ("1",)), (("all",), ("2",))), totals=1))
    )
    assert shown.count("<td") == 4
    assert "<td>x|y</td>" in shown
    assert "<strong>all</strong>" in shown
    assert shown.count('<td style="text-align:right">') == 2


def test_each_kind_of_words_is_shown_as_it_is() -> None:
    words = (Strong("so"), " and ", Faint("not so "), Link("clause 1", "clause-1"))
    shown = read_back(of(Paragraph(words), Listing((("one",), ("two",))), Code("a ``` b\nc")))
    assert '<strong>so</strong> and <em>not so</em> <a href="#clause-1">clause 1</a>' in shown
    assert shown.count("<li>") == 2
    assert "<code>a ``` b\nc\n</code>" in shown


def test_items_are_a_list_and_items_of_items_one_within() -> None:
    lines = (
        ClauseLine(0, "", ("if",)),
        ClauseLine(1, "(a)", ("at least 1 is met:",), "one-a"),
        ClauseLine(2, "(a)", ("this;",)),
        ClauseLine(1, "(b)", ("that,",), "one-b"),
        ClauseLine(0, "", ("then.",)),
    )
    shown = read_back(of(Clause("1", "one", lines)))
    assert shown.count("<ul>") == 2
    assert shown.count("<li>") == 3
    assert "<p>then.</p>" in shown


def test_what_stands_beside_an_item_is_quoted_below_it() -> None:
    lines = (
        ClauseLine(0, "", ("if",)),
        ClauseLine(1, "(a)", ("this; and",)),
        ClauseLine(1, "(b)", ("that.",)),
    )
    meant = Aside(Beside.MEANING, (("Both.",), ("(a) One.",), ("More.",), ("(b) Two.",)))
    shown = read_back(of(Clause("1", "one", lines, (meant,))))
    assert shown.count("<ul>") == 1
    assert shown.count("<blockquote>") == 3
    first, second = shown.split("<li>")[1:]
    assert "One.<br />\nMore." in first
    assert "Two." in second
    assert shown.index("Both.") < shown.index("<ul>")


def test_drawings_are_files_beside_the_text_or_words_in_it() -> None:
    with_files, without = markdown(EVERY_PART, "made"), markdown(EVERY_PART)
    assert set(with_files.drawings) == {"made-1.svg"}
    assert with_files.drawings["made-1.svg"].startswith("<svg")
    assert "](made-1.svg)" in with_files.text
    assert without.drawings == {}
    assert ".svg" not in without.text


@pytest.mark.parametrize("path", SCHEMES[::4], ids=lambda path: path.parent.name)
def test_every_link_of_a_scheme_is_read_as_one(path: Path) -> None:
    shown = read_back(markdown(scheme(path)).text)
    assert shown.count("<a href=") == len(links(scheme(path))) + shown.count("<li><a href=")
    assert all(f'<a id="{anchor}"></a>' in shown for anchor in anchors(scheme(path)))


if __name__ == "__main__":
    GOLDEN.write_text(written(), encoding="utf-8")
