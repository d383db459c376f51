"""A document as a Word file: as python-docx, the bare XML and LibreOffice read it."""

import re
import time
from functools import cache
from io import BytesIO
from zipfile import ZipFile

import pytest
from docx import Document as Opened
from docx.document import Document as Word
from docx.oxml.ns import qn
from every_part import EVERY_PART
from hypothesis import given, settings
from hypothesis import strategies as st

from sibdsl.render.document import (
    Clause,
    ClauseLine,
    Column,
    Document,
    Facts,
    Heading,
    Link,
    Paragraph,
    Table,
)
from sibdsl.render.to_docx import docx

NOTHING = Facts(())
WIDE = Table(
    "A wide table",
    tuple(Column(f"Column {n}") for n in range(12)),
    (tuple((f"cell {n}",) for n in range(12)),),
)


made = cache(docx)


def opened(document: Document) -> Word:
    return Opened(BytesIO(made(document)))


def xml(document: Document, part: str = "word/document.xml") -> str:
    with ZipFile(BytesIO(made(document))) as parts:
        return parts.read(part).decode()


class TestStyles:
    word = opened(EVERY_PART)
    styled = tuple((p.style.name if p.style else "", p.text) for p in word.paragraphs)

    @pytest.mark.parametrize(
        ("style", "words"),
        [
            ("Title", "Pan-London Edge of Care"),
            ("Subtitle", "An outcomes contract"),
            ("Fact", "Provider\tFamilies"),
            ("toc 1", "2. Schedule of payments"),
            ("toc 2", "Tracking Period"),
            ("Heading 1", "2. Schedule of payments"),
            ("Heading 2", "Tracking Period"),
            ("List Bullet", "A second, see clause 4.1(a)"),
            ("Clause", "4.1\tA Young Person is eligible if"),
            ("Clause", "\tas clause 5.2 says."),
            ("Clause Item", "(a)\tage on Referral is from 10 to 17;"),
            ("Clause Item 2", "(i)\tReferral is in the Window;"),
            ("Note", "Note: Placeholder."),
            ("Quotation", "As signed: “The Commissioner shall pay £300 for each week.”"),
            ("Coverage", "In the data: Reached in 12 of 40 cases."),
            ("Unreached", "In the data: nobody. Nobody reached this clause."),
            ("Caption", "What is paid"),
            ("Code", '6.2 Home Week pays £300.\n    [A "note" with # and $ and <tags>.]'),
        ],
    )
    def test_each_part_has_its_own(self, style: str, words: str) -> None:
        assert (style, words) in self.styled

    def test_our_own_are_based_on_normal(self) -> None:
        for name in ("Clause", "Clause Item", "Note", "Restatement", "Quotation", "Table Text"):
            base = self.word.styles[name].base_style
            assert base is not None
            assert base.name == "Normal"

    def test_it_is_in_british_english(self) -> None:
        assert 'w:lang w:val="en-GB"' in xml(EVERY_PART, "word/styles.xml")
        assert "en-US" not in re.findall(r'w:lang w:val="[^"]*', xml(EVERY_PART, "word/styles.xml"))


class TestPlaces:
    told = xml(EVERY_PART)

    def test_each_link_leads_to_a_bookmark(self) -> None:
        links = re.findall(r'w:hyperlink w:anchor="([^"]+)"', self.told)
        bookmarks = re.findall(r'w:bookmarkStart w:id="\d+" w:name="([^"]+)"', self.told)
        assert len(links) == 8
        assert set(links) <= set(bookmarks)
        assert len(set(bookmarks)) == len(bookmarks)
        assert all(len(name) <= 40 for name in bookmarks)

    def test_contents_are_a_field_that_is_filled_in(self) -> None:
        field = re.search(r"TOC \\o &quot;1-2&quot;|TOC \\o \"1-2\"", self.told)
        assert field is not None
        assert "updateFields" not in xml(EVERY_PART, "word/settings.xml")

    def test_fields_begin_and_end(self) -> None:
        for part in ("word/document.xml", "word/footer1.xml"):
            kinds = re.findall(r'w:fldCharType="(\w+)"', xml(EVERY_PART, part))
            assert kinds
            assert kinds.count("begin") == kinds.count("separate") == kinds.count("end")

    def test_foot_has_the_mark_and_the_pages(self) -> None:
        foot = xml(EVERY_PART, "word/footer1.xml")
        assert EVERY_PART.mark in foot
        assert " PAGE " in foot
        assert " NUMPAGES " in foot

    def test_a_link_to_nothing_is_plain_words(self) -> None:
        lost = Document("A", "", NOTHING, (Paragraph(("see ", Link("clause 9", "none"))),), "")
        assert "see clause 9" in [p.text for p in opened(lost).paragraphs]
        assert "w:hyperlink" not in xml(lost)


class TestTablesAndPictures:
    def test_headings_are_repeated_and_rows_whole(self) -> None:
        table = opened(EVERY_PART).tables[0]
        head = table.rows[0]._tr.trPr
        assert head is not None
        assert head.find(qn("w:tblHeader")) is not None
        assert all(row._tr.trPr.find(qn("w:cantSplit")) is not None for row in table.rows)

    def test_cells_are_as_given(self) -> None:
        table = opened(EVERY_PART).tables[0]
        assert [cell.text for cell in table.rows[2].cells] == [
            "Home Week",
            "Better Outcomes",
            "£300.00",
        ]
        assert table.rows[3].cells[0].paragraphs[0].style.name == "Table Total"

    def test_a_wide_one_lies_with_its_heading_and_the_next_page_stands(self) -> None:
        parts = (Heading(1, "Wide"), WIDE, Paragraph(("after",)))
        word = opened(Document("A", "", NOTHING, parts, ""))
        lie = [int(one.page_width or 0) > int(one.page_height or 0) for one in word.sections]
        assert lie == [False, True, False]
        inside = [
            [p.text for p in one.iter_inner_content() if hasattr(p, "text")]
            for one in word.sections
        ]
        assert "Wide" in inside[1]
        assert "after" in inside[2]

    def test_a_picture_is_a_png_with_words_for_those_who_do_not_see_it(self) -> None:
        assert 'descr="A bar of one quarter that ends with £300"' in xml(EVERY_PART)
        with ZipFile(BytesIO(made(EVERY_PART))) as parts:
            (picture,) = (name for name in parts.namelist() if "/media/" in name)
            assert parts.read(picture).startswith(b"\x89PNG")


class TestBytes:
    def test_same_document_same_bytes_at_any_time(self) -> None:
        first = docx(EVERY_PART)
        time.sleep(2.1)  # The dates in a zip go by two seconds.
        assert docx(EVERY_PART) == first

    def test_no_one_is_named_and_no_day(self) -> None:
        core = opened(EVERY_PART).core_properties
        assert core.title == EVERY_PART.title
        assert (core.author, core.last_modified_by, core.comments) == ("", "", "")
        assert core.created is not None
        assert core.created.year == 2000
        with ZipFile(BytesIO(made(EVERY_PART))) as parts:
            assert not any("thumbnail" in name for name in parts.namelist())


class TestWhateverIsWritten:
    @settings(max_examples=8, deadline=None)
    @given(st.text(max_size=20), st.text(max_size=40))
    def test_it_comes_back_as_it_was(self, said: str, anchor: str) -> None:
        parts = (
            Heading(3, said, anchor),
            Clause("1", anchor, (ClauseLine(0, "", (said, Link(said, anchor))),)),
            Table(said, (Column(said),), (((said,),),), 1),
        )
        word = opened(Document(said, said, Facts(((said, (said,)),)), parts, said, contents=True))
        if said.isprintable() and said.strip():
            assert f"1\t{said}{said}" in [p.text for p in word.paragraphs]
            assert word.tables[0].rows[1].cells[0].text == said
