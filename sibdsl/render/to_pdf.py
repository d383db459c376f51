"""A document as a PDF: pages of A4, tagged so that a screen reader can follow them (PDF/UA-1).

The words go to Typst as data, and `to_pdf.typ` beside this module says how they look; so no word
of a contract can be taken for markup. The same document gives the same bytes on every machine.
"""

import json
from pathlib import Path
from typing import Any, Final

from sibdsl.render.document import (
    Aside,
    Block,
    Clause,
    ClauseLine,
    Code,
    Document,
    Facts,
    Faint,
    Heading,
    Inline,
    Link,
    Listing,
    Paragraph,
    Picture,
    Signatures,
    Strong,
    Table,
    Words,
)
from sibdsl.render.pictures import with_face
from sibdsl.render.to_paper import lines_and_asides, on_paper, printable, stretches
from sibdsl.render.typeset import typeset

_PAGES: Final = Path(__file__).with_suffix(".typ")

Told = dict[str, Any]


def pdf(document: Document) -> bytes:
    """The document as a PDF file.

    A link to a part that is not there is set as plain words; of two parts with one anchor, links
    lead to the first.
    """
    told = json.dumps(_document(on_paper(document)))
    return typeset(_PAGES.read_bytes(), {"document": told}, "pdf")


# -- The document as plain data -------------------------------------------------------------------


def _document(document: Document) -> Told:
    headed = any(isinstance(block, Heading) for block in document.blocks)
    return {
        "title": printable(document.title) or "Document",
        "subtitle": printable(document.subtitle),
        "mark": printable(document.mark),
        "contents": document.contents and headed,
        "facts": _pairs(document.facts),
        "stretches": [
            {"lies": one.lies, "blocks": [_block(block) for block in one.blocks]}
            for one in stretches(document)
        ],
    }


def _block(block: Block) -> Told:
    match block:
        case Heading(level=level, words=words, anchor=anchor):
            return {
                "kind": "heading",
                "level": level,
                "words": printable(words),
                "anchor": anchor,
            }
        case Paragraph(words=words):
            return {"kind": "paragraph", "words": _words(words)}
        case Listing(items=items):
            return {"kind": "listing", "items": [_words(item) for item in items]}
        case Clause():
            return _clause(block)
        case Table():
            return _table(block)
        case Facts():
            return {"kind": "facts", "pairs": _pairs(block)}
        case Picture(svg=svg, alt=alt, caption=caption):
            told = {
                "svg": with_face(svg),
                "alt": printable(alt or caption),
                "caption": printable(caption),
            }
            return {"kind": "picture", **told}
        case Code(text=text):
            return {"kind": "code", "text": printable(text)}
        case Signatures(parties=parties):
            return {"kind": "signatures", "parties": [printable(party) for party in parties]}


def _clause(clause: Clause) -> Told:
    return {
        "kind": "clause",
        "number": printable(clause.number),
        "anchor": clause.anchor,
        "lines": [
            _line(line) | {"asides": [_aside(aside) for aside in asides]}
            for line, asides in lines_and_asides(clause)
        ],
    }


def _line(line: ClauseLine) -> Told:
    return {
        "depth": line.depth,
        "letter": printable(line.letter),
        "words": _words(line.words),
        "anchor": line.anchor,
    }


def _aside(aside: Aside) -> Told:
    return {"kind": aside.kind.value, "lines": [_words(line) for line in aside.lines]}


def _table(table: Table) -> Told:
    return {
        "kind": "table",
        "caption": printable(table.caption),
        "columns": [{"title": printable(c.title), "side": c.side} for c in table.columns],
        "rows": [[_words(cell) for cell in row] for row in table.rows],
        "totals": table.totals,
    }


def _pairs(facts: Facts) -> list[tuple[str, list[Told]]]:
    return [(printable(name), _words(words)) for name, words in facts.pairs]


def _words(words: Words) -> list[Told]:
    return [_inline(part) for part in words]


def _inline(part: Inline) -> Told:
    match part:
        case str():
            return {"kind": "text", "words": printable(part)}
        case Strong(words=words):
            return {"kind": "strong", "words": printable(words)}
        case Faint(words=words):
            return {"kind": "faint", "words": printable(words)}
        case Link(words=words, anchor=anchor):
            return {"kind": "link", "words": printable(words), "to": anchor}
