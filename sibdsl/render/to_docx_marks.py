"""What a Word file holds besides words: fields, bookmarks, links, and lines around cells."""

import re
from collections.abc import Iterable, Iterator
from typing import Final

from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.table import _Cell
from docx.text.paragraph import Paragraph
from docx.text.run import Run

_LONGEST: Final = 30
"""Word takes forty characters in the name of a bookmark, of which some are for its number."""


def element(tag: str, /, **values: str) -> BaseOxmlElement:
    """An element of Word's own with its attributes."""
    made = OxmlElement(f"w:{tag}")
    for name, value in values.items():
        made.set(qn(f"w:{name}"), value)
    return made


def bookmark_names(anchors: Iterable[str]) -> dict[str, str]:
    """The name of a bookmark for each anchor: letters and digits, each its own.

    >>> bookmark_names(["clause-4.1(a)", "clause-4.1[a]"])
    {'clause-4.1(a)': 'clause_4_1_a_1', 'clause-4.1[a]': 'clause_4_1_a_2'}
    """
    names = {}
    for number, anchor in enumerate(dict.fromkeys(anchors), 1):
        plain = re.sub(r"[^A-Za-z0-9]+", "_", anchor).lstrip("0123456789_")[:_LONGEST]
        names[anchor] = f"{plain.rstrip('_') or 'part'}_{number}"
    return names


def bookmark(paragraph: Paragraph, name: str, number: int) -> None:
    """Mark the beginning of the paragraph as the place of that name."""
    start = element("bookmarkStart", id=str(number), name=name)
    end = element("bookmarkEnd", id=str(number))
    properties = paragraph._p.pPr
    at = 0 if properties is None else 1
    paragraph._p.insert(at, start)
    paragraph._p.insert(at + 1, end)


def link(paragraph: Paragraph, run: Run, name: str) -> None:
    """Make the words of *run*, the last of its paragraph, lead to the bookmark of that name."""
    around = element("hyperlink", anchor=name, history="1")
    paragraph._p.remove(run._r)
    around.append(run._r)
    paragraph._p.append(around)


def field(paragraph: Paragraph, instruction: str, shown: str) -> None:
    """Add a field that Word reckons by itself, such as the number of the page."""
    for part in begun(instruction):
        paragraph.add_run()._r.append(part)
    paragraph.add_run(shown)
    paragraph.add_run()._r.append(ended())


def begun(instruction: str) -> Iterator[BaseOxmlElement]:
    """What stands before that which a field shows, each in a run of its own."""
    yield element("fldChar", fldCharType="begin")
    asked = OxmlElement("w:instrText")
    asked.set(qn("xml:space"), "preserve")
    asked.text = f" {instruction} "
    yield asked
    yield element("fldChar", fldCharType="separate")


def ended() -> BaseOxmlElement:
    """What stands after that which a field shows."""
    return element("fldChar", fldCharType="end")


def first_runs(paragraph: Paragraph, parts: Iterable[BaseOxmlElement]) -> None:
    """Put *parts*, each in a run, before all else in the paragraph."""
    at = 0 if paragraph._p.pPr is None else 1
    for offset, part in enumerate(parts):
        run = OxmlElement("w:r")
        run.append(part)
        paragraph._p.insert(at + offset, run)


def lines_of(cell: _Cell, **lines: int) -> None:
    """Draw lines at the edges of the cell, by side, in eighths of a point."""
    borders = element("tcBorders")
    for side in ("top", "bottom"):
        if side in lines:
            borders.append(element(side, val="single", sz=str(lines[side]), color="4A4A4A"))
    cell._tc.get_or_add_tcPr().append(borders)


def whole_row(row: BaseOxmlElement) -> None:
    """Keep a row on one page."""
    row.get_or_add_trPr().append(element("cantSplit"))


def repeated(row: BaseOxmlElement) -> None:
    """Show a row again at the top of each page over which its table goes on."""
    row.get_or_add_trPr().append(element("tblHeader"))
