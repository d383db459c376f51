"""A document as a Word file: real styles, a table of contents, links, and numbers that are text.

A clause number is text, so that a clause that is copied elsewhere, or read by another program,
keeps it. The table of contents holds the headings without numbers of pages: a page is Word's to
count, and one that was never counted would be shown wrong. The same document gives the same
bytes: nothing in the file says when, where or by whom it was made.
"""

from datetime import datetime
from io import BytesIO
from typing import Final
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import docx as word_files
from docx.document import Document as Word
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.oxml.ns import qn
from docx.section import Section
from docx.shared import Cm

from sibdsl.render.document import Document
from sibdsl.render.to_docx_marks import field
from sibdsl.render.to_docx_parts import Writing
from sibdsl.render.to_docx_styles import give_styles
from sibdsl.render.to_paper import on_paper, printable, stretches

_BEGUN: Final = datetime(2000, 1, 1)  # noqa: DTZ001  a Word file holds no time zone
_FIRST_OF_A_ZIP: Final = (1980, 1, 1, 0, 0, 0)
_MARGIN: Final = 2.4


def docx(document: Document) -> bytes:
    """The document as a Word file (.docx).

    A link to a part that is not there is set as plain words; of two parts with one anchor, links
    lead to the first.
    """
    told = on_paper(document)
    word = word_files.Document()
    styles = give_styles(word)
    _page(word.sections[0])
    _head_and_foot(word, told)
    _properties(word, told)
    _settings(word)
    writing = Writing(word, told, styles)
    writing.opening()
    for number, stretch in enumerate(stretches(told)):
        if number or stretch.lies:
            _turned(word)
        for block in stretch.blocks:
            writing.block(block)
    return _always_the_same(word)


# -- The pages ------------------------------------------------------------------------------------


def _page(section: Section) -> None:
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(_MARGIN)
    section.top_margin = section.bottom_margin = Cm(_MARGIN)
    section.header_distance = section.footer_distance = Cm(1.1)


def _turned(word: Word) -> None:
    """Begin a page that lies the other way from the one before it."""
    old = word.sections[-1]
    lay_wide = old.orientation == WD_ORIENT.LANDSCAPE
    new = word.add_section(WD_SECTION.NEW_PAGE)
    new.orientation = WD_ORIENT.PORTRAIT if lay_wide else WD_ORIENT.LANDSCAPE
    new.page_width, new.page_height = old.page_height, old.page_width


def _head_and_foot(word: Word, document: Document) -> None:
    """The title at the head of each page; at the foot the mark, and which page of how many."""
    section = word.sections[0]
    head, foot = section.header.paragraphs[0], section.footer.paragraphs[0]
    head.add_run(printable(document.title))
    foot.add_run(printable(document.mark))
    counted = section.footer.add_paragraph(style="Footer")
    counted.add_run("Page ")
    field(counted, "PAGE", "1")
    counted.add_run(" of ")
    field(counted, "NUMPAGES", "1")


def _properties(word: Word, document: Document) -> None:
    """What the file says of itself: its title and language, and no one's name."""
    core = word.core_properties
    core.title, core.subject = printable(document.title)[:255], printable(document.subtitle)[:255]
    core.author = core.last_modified_by = core.comments = core.keywords = ""
    core.language = "en-GB"
    core.created = core.modified = _BEGUN
    core.revision = 1
    relations = word.part.package.rels
    for name, relation in list(relations.items()):
        if relation.reltype.endswith("/thumbnail"):
            del relations[name]


def _settings(word: Word) -> None:
    """Word lays the file out as it does today, and not as it did in 2010."""
    settings = word.settings.element
    for mode in settings.iter(qn("w:compatSetting")):
        if mode.get(qn("w:name")) == "compatibilityMode":
            mode.set(qn("w:val"), "15")
    for language in settings.iter(qn("w:themeFontLang")):
        language.set(qn("w:val"), "en-GB")


def _always_the_same(word: Word) -> bytes:
    """The bytes of the file, its parts in the order of their names and with one date."""
    saved, kept = BytesIO(), BytesIO()
    word.save(saved)
    with ZipFile(saved) as old, ZipFile(kept, "w", ZIP_DEFLATED) as new:
        for name in sorted(old.namelist()):
            entry = ZipInfo(name, _FIRST_OF_A_ZIP)
            entry.compress_type = ZIP_DEFLATED
            new.writestr(entry, old.read(name))
    return kept.getvalue()
