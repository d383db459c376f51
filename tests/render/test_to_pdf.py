"""A document as a PDF: every word is there, every link leads somewhere, and screen readers know."""

import re
from io import BytesIO

from every_part import EVERY_PART
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader
from pypdf.generic import Destination

from sibdsl.render.document import (
    Clause,
    ClauseLine,
    Column,
    Document,
    Facts,
    Heading,
    Link,
    Paragraph,
    Strong,
    Table,
)
from sibdsl.render.to_pdf import pdf

NOTHING = Facts(())


def read(document: Document) -> PdfReader:
    return PdfReader(BytesIO(pdf(document)))


def text(document: Document) -> str:
    return "\n".join(page.extract_text() for page in read(document).pages)


def squeezed(words: str) -> str:
    """Without spaces: lines break anywhere."""
    return re.sub(r"\s+", "", words)


class TestEveryPart:
    reader = read(EVERY_PART)
    pages = tuple(page.extract_text() for page in reader.pages)
    words = " ".join(" ".join(pages).split())

    def test_words_of_each_part_are_there(self) -> None:
        for words in (
            "Plain words, strong ones and faint ones.",
            "A first item.",
            "4.1 A Young Person is eligible if",
            "(b) at least 2 of the following are met:",
            "(ii) there is a Serious Concern",
            "Note: Placeholder.",
            "As signed: “The Commissioner",
            "This means: Take the days of the tracking period.",
            "In the data: nobody. Nobody reached this clause.",
            "What is paid",
            "Better Outcomes £300.00",
            "The first quarter",
            '[A "note" with # and $ and <tags>.]',
            "Signed for Positive Families Partnership",
        ):
            assert words in self.words

    def test_each_page_has_the_mark_and_its_number(self) -> None:
        of = len(self.pages)
        assert of > 1
        for number, page in enumerate(self.pages, 1):
            assert EVERY_PART.mark in page
            assert f"{number} of {of}" in page

    def test_contents_name_the_page_of_each_heading(self) -> None:
        assert re.search(r"2\. Schedule of payments[ .\u2060]+2", self.pages[0])

    def test_headings_are_bookmarks(self) -> None:
        titles = [one.title for one in self.reader.outline if isinstance(one, Destination)]
        assert titles == ["1. Meaning of words", "2. Schedule of payments"]

    def test_it_is_tagged_and_in_british_english(self) -> None:
        root = self.reader.trailer["/Root"]
        assert root["/Lang"] == "en-GB"
        assert root["/MarkInfo"]["/Marked"]
        assert "pdfuaid" in root["/Metadata"].get_object().get_data().decode()
        assert self.reader.metadata is not None
        assert self.reader.metadata.title == EVERY_PART.title
        assert self.reader.metadata.author is None

    def test_a_picture_has_words_for_those_who_do_not_see_it(self) -> None:
        told = [
            one.get_object().get("/Alt")
            for one in (self.reader.get_object(n) for n in range(1, len(self.reader.xref[0])))
            if isinstance(one, dict)
        ]
        assert "A bar of one quarter that ends with £300" in told


class TestBytes:
    def test_same_document_same_bytes(self) -> None:
        assert pdf(EVERY_PART) == pdf(EVERY_PART)

    def test_another_mark_is_another_file(self) -> None:
        other = Document("A", "", NOTHING, (), "one")
        assert pdf(other) != pdf(Document("A", "", NOTHING, (), "two"))


class TestLinks:
    def test_each_leads_to_its_part(self) -> None:
        links = [
            note.get_object()
            for page in read(EVERY_PART).pages
            for note in page.get("/Annots", ())
            if note.get_object()["/Subtype"] == "/Link"
        ]
        # Four entries of the contents, and four links in the text.
        assert len(links) >= 8
        assert all("/Dest" in link or "/A" in link for link in links)

    def test_a_link_to_nothing_is_plain_words(self) -> None:
        lost = Document("A", "", NOTHING, (Paragraph(("see ", Link("clause 9", "no-such"))),), "")
        assert "see clause 9" in text(lost)

    def test_two_parts_with_one_anchor_are_no_failure(self) -> None:
        twice = (Heading(1, "One", "a"), Heading(1, "Two", "a"), Paragraph((Link("to", "a"),)))
        assert "Two" in text(Document("A", "", NOTHING, twice, "", contents=True))


class TestLongTables:
    rows = tuple((f"line {n}", f"£{n}.00") for n in range(150))
    table = Table(
        "A long table",
        (Column("Which"), Column("How much", "right")),
        tuple(((a,), (b,)) for a, b in rows),
    )

    def test_headings_stand_on_each_page(self) -> None:
        pages = read(Document("A", "", NOTHING, (self.table,), "")).pages
        assert len(pages) > 2
        for page in pages:
            assert "How much" in page.extract_text()

    def test_a_wide_one_lies_with_its_heading(self) -> None:
        columns = tuple(Column(f"Column {n}") for n in range(12))
        row = tuple((f"cell {n}",) for n in range(12))
        parts = (Paragraph(("before",)), Heading(1, "Wide"), Table("All", columns, (row,)))
        pages = read(Document("A", "", NOTHING, parts, "")).pages
        lying = [page for page in pages if page.mediabox.width > page.mediabox.height]
        assert len(lying) == 1
        assert "Wide" in lying[0].extract_text()


class TestWhateverIsWritten:
    @settings(max_examples=12, deadline=None)
    @given(
        st.text(
            st.characters(min_codepoint=0x21, max_codepoint=0x17F, categories=("L", "N", "P", "S")),
            min_size=1,
            max_size=30,
        )
    )
    def test_it_comes_back_as_it_was(self, said: str) -> None:
        parts = (
            Paragraph(("<<", said, ">>", Strong(said))),
            Clause("1", "", (ClauseLine(0, "", (said,)),)),
        )
        found = squeezed(text(Document("A", "", NOTHING, parts, "")))
        assert found.count(squeezed(said)) >= 3
        assert squeezed(f"<<{said}>>{said}") in found

    @settings(max_examples=12, deadline=None)
    @given(st.text(max_size=20), st.text(max_size=20))
    def test_nothing_breaks_it(self, said: str, anchor: str) -> None:
        parts = (
            Heading(2, said, anchor),
            Clause(said, anchor, (ClauseLine(1, said, (Link(said, anchor),), said),)),
            Table(said, (Column(said),), (((said,),),), 1),
        )
        facts = Facts(((said, (said,)),))
        assert pdf(Document(said, said, facts, parts, said, contents=True)).startswith(b"%PDF")
