"""A document as one page of HTML: no script, no outside resource, to be read, printed and kept."""

import re
from base64 import b64encode
from collections.abc import Iterable, Iterator
from html import escape
from pathlib import Path
from typing import Final, assert_never

from sibdsl.render.document import (
    Aside,
    Beside,
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
    plain,
)

_STYLE: Final = Path(__file__).with_suffix(".css")
_NUMBERED: Final = re.compile(r"(\d+(?:\.\d+)*)\.?\s+(.*)")
_LETTER: Final = re.compile(r"(\([a-z]{1,2}\)) ")
_LONG: Final = 14
"""So many lines of a clause may be parted between pages."""
_FOLDS: Final = 4
"""A table of so many columns folds where the screen is narrow."""
_SHORT: Final = 8
"""A table of no more rows than that stands on one page."""
_TO_SIGN: Final = ("Name", "Position", "Signature", "Date")
_CLASSES: Final = {
    Beside.SIGNED: "aside signed",
    Beside.UNREACHED: "aside nobody",
    Beside.VERDICT: "aside verdict",
}


Below = Listing | Paragraph | Clause | Table | Facts | Picture | Code | Signatures
"""What stands below headings."""


def html(document: Document) -> str:
    """The whole page, UTF-8 text that ends in a newline."""
    return "".join(f"{line}\n" for line in _page(document))


def _page(document: Document) -> Iterator[str]:
    listed = [block for block in document.blocks if isinstance(block, Heading) and block.anchor]
    contents = document.contents and bool(listed)
    beside = any(isinstance(block, Clause) and block.asides for block in document.blocks)
    kinds = " ".join(["with-contents"] * contents + ["beside"] * beside)
    yield '<!DOCTYPE html>\n<html lang="en-GB">\n<head>\n<meta charset="utf-8">'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    yield '<meta name="referrer" content="no-referrer">'
    yield f"<title>{_said(document.title)}</title>"
    yield f"<style>\n{_style(document.mark)}</style>\n</head>"
    yield f'<body class="{kinds}">' if kinds else "<body>"
    yield '<a class="skip" href="#text">To the text</a>\n<div class="sheet">\n<header>'
    yield f"<h1>{_said(document.title)}</h1>"
    if document.subtitle:
        yield f'<p class="subtitle">{_said(document.subtitle)}</p>'
    yield from _facts(document.facts)
    yield "</header>"
    if contents:
        yield from _contents(listed)
    yield '<main id="text" tabindex="-1">'
    level = 1
    for n, block in enumerate(document.blocks, 1):
        if isinstance(block, Heading):
            level = min(block.level + 1, level + 1)
            yield f"<h{level}{_anchored(block.anchor)}>{_said(block.words)}</h{level}>"
        else:
            yield from _block(block, n)
    yield f"</main>\n<footer>{_said(document.mark)}</footer>\n</div>\n</body>\n</html>"


def _style(mark: str) -> str:
    """The style sheet; on paper the mark and the number of the page stand below each page."""
    marked = "".join(f"\\{ord(c):x} " if c in '"\\<>&\n' else c for c in mark)
    font = "font: 7.5pt serif; color: #444"
    left = f'@bottom-left {{ content: "{marked}"; {font}; white-space: nowrap }}'
    right = f'@bottom-right {{ content: counter(page) " of " counter(pages); {font} }}'
    page = f"@page {{\n  size: A4;\n  margin: 20mm 20mm 22mm;\n  {left}\n  {right}\n}}\n"
    return f"{_STYLE.read_text(encoding='utf-8')}\n{page}"


def _contents(listed: Iterable[Heading]) -> Iterator[str]:
    """The headings of the first level, their numbers apart."""
    yield '<nav aria-labelledby="contents">\n<h2 id="contents">Contents</h2>\n<ol>'
    for heading in listed:
        if heading.level == 1:
            number, words = _divided(heading.words)
            shown = f'<span class="n">{_said(number)}</span>{_said(words)}'
            yield f'<li><a href="#{_id(heading.anchor)}">{shown}</a></li>'
    yield "</ol>\n</nav>"


def _divided(words: str) -> tuple[str, str]:
    """The number that a heading begins with, and the rest."""
    found = _NUMBERED.fullmatch(words)
    return (found[1], found[2]) if found else ("", words)


# -- Blocks ---------------------------------------------------------------------------------------


def _block(block: Below, n: int) -> Iterator[str]:
    """The block, which is the *n*-th."""
    match block:
        case Paragraph(words):
            yield f'<p class="text">{_words(words)}</p>'
        case Listing(items):
            listed = "".join(f"<li>{_words(item)}</li>\n" for item in items)
            yield f'<ul class="list">\n{listed}</ul>'
        case Clause():
            yield from _clause(block)
        case Table():
            yield from _table(block, n)
        case Facts():
            yield from _facts(block)
        case Picture():
            yield from _picture(block)
        case Code(text):
            yield f'<pre tabindex="0"><code>{_said(text)}</code></pre>'
        case Signatures(parties):
            yield from _signatures(parties)
        case _:
            assert_never(block)


def _facts(facts: Facts) -> Iterator[str]:
    if facts.pairs:
        pairs = "".join(
            f"<dt>{_said(name)}</dt><dd>{_words(words)}</dd>\n" for name, words in facts.pairs
        )
        yield f'<dl class="facts">\n{pairs}</dl>'


def _clause(clause: Clause) -> Iterator[str]:
    """The number in the margin, the lines, and what stands beside them or beside an item."""
    kind = "clause long" if len(clause.lines) + len(clause.asides) > _LONG else "clause"
    number = _said(clause.number)
    if clause.number and clause.anchor:
        number = f'<a href="#{_id(clause.anchor)}">{number}</a>'
    placed = _placed(clause)
    rows = " rows" if any(place for place in placed) else ""
    yield f'<div class="{kind}{rows}"{_anchored(clause.anchor)}>'
    yield f'<div class="number">{number}</div>\n<div class="lines">'
    for n, line in enumerate(clause.lines):
        if rows:
            yield f'<div class="row">{_line(line)}'
            yield from _asides(placed.get(n, ()))
            yield "</div>"
        else:
            yield _line(line)
    yield "</div>"
    if not rows:
        yield from _asides(clause.asides)
    yield "</div>"


def _placed(clause: Clause) -> dict[int, tuple[Aside, ...]]:
    """What stands beside each line: where a line of an aside begins with the letter of an item,
    it stands beside that item with all that follow it.
    """
    letters: dict[str, int] = {}
    for n, line in enumerate(clause.lines):
        letters.setdefault(line.letter, n)
    found: dict[int, list[Aside]] = {0: []}
    for aside in clause.asides:
        parts: dict[int, list[Words]] = {}
        at = 0
        for words in aside.lines:
            letter = _LETTER.match(plain(words))
            at = letters.get(letter[1], at) if letter else at
            parts.setdefault(at, []).append(words)
        for n, lines in parts.items():
            found.setdefault(n, []).append(Aside(aside.kind, tuple(lines)))
    return {n: tuple(asides) for n, asides in found.items()}


def _asides(asides: Iterable[Aside]) -> Iterator[str]:
    listed = list(asides)
    if listed:
        yield '<div class="asides">'
        for aside in listed:
            yield from _aside(aside)
        yield "</div>"


def _line(line: ClauseLine) -> str:
    words = _words(line.words)
    if not line.letter:
        return f'<p class="within">{words}</p>' if line.depth else f"<p>{words}</p>"
    kind = "item within" if line.depth > 1 else "item"
    return (
        f'<p class="{kind}"{_anchored(line.anchor)}><span>{_said(line.letter)} </span>'
        f"<span>{words}</span></p>"
    )


def _aside(aside: Aside) -> Iterator[str]:
    kind = _CLASSES.get(aside.kind, "aside")
    yield f'<div class="{kind}" role="note">\n<p class="kind">{_said(aside.kind.value)}</p>'
    yield from (f"<p>{_words(line)}</p>" for line in aside.lines)
    yield "</div>"


def _table(table: Table, n: int) -> Iterator[str]:
    """A table that scrolls on its own where it is wider than the screen.

    One of many columns folds on a narrow screen: each cell then says of which column it is. The
    roles are said because a table that is laid out otherwise is else no table to a screen reader.
    """
    name = f"table-{n}"
    kind = "scroll folds" if len(table.columns) >= _FOLDS else "scroll"
    kind += " short" if len(table.rows) <= _SHORT else ""
    yield f'<p class="caption" id="{name}">{_said(table.caption)}</p>'
    yield f'<div class="{kind}" role="region" aria-labelledby="{name}" tabindex="0">'
    yield f'<table role="table" aria-labelledby="{name}">\n<thead role="rowgroup"><tr role="row">'
    for column in table.columns:
        yield (
            f'<th scope="col" role="columnheader"{_side(column.side)}>{_said(column.title)}</th>'
        )
    yield '</tr></thead>\n<tbody role="rowgroup">'
    first = len(table.rows) - table.totals
    for at, row in enumerate(table.rows):
        total = "" if at < first else ' class="total first"' if at == first else ' class="total"'
        cells = (
            f'<td role="cell" data-of="{escape(column.title)}"{_side(column.side)}>'
            f"{_words(cell)}</td>"
            for column, cell in zip(table.columns, row, strict=True)
        )
        yield f'<tr role="row"{total}>{"".join(cells)}</tr>'
    yield "</tbody>\n</table>\n</div>"


def _side(side: str) -> str:
    return ' class="right"' if side == "right" else ""


def _picture(picture: Picture) -> Iterator[str]:
    """The drawing within the page, its text for those who do not see it."""
    data = b64encode(picture.svg.encode()).decode()
    name = escape(picture.caption or "Drawing")
    yield f'<figure>\n<div class="scroll" role="region" aria-label="{name}" tabindex="0">'
    yield f'<img src="data:image/svg+xml;base64,{data}" alt="{escape(picture.alt)}"></div>'
    if picture.caption:
        yield f"<figcaption>{_said(picture.caption)}</figcaption>"
    yield "</figure>"


def _signatures(parties: tuple[str, ...]) -> Iterator[str]:
    yield '<div class="sign">'
    for party in parties:
        lines = "".join(f"<p>{word}</p>" for word in _TO_SIGN)
        yield f"<section><strong>{_said(party)}</strong>{lines}</section>"
    yield "</div>"


# -- Words ----------------------------------------------------------------------------------------


def _words(words: Words) -> str:
    return "".join(map(_inline, words))


def _inline(part: Inline) -> str:
    match part:
        case str():
            return _said(part)
        case Strong(words):
            return f"<strong>{_said(words)}</strong>"
        case Faint(words):
            return f'<span class="faint">{_said(words)}</span>'
        case Link(words, anchor):
            return f'<a href="#{_id(anchor)}">{_said(words)}</a>'
        case _:
            assert_never(part)


def _said(words: str) -> str:
    return escape(words, quote=False)


def _anchored(anchor: str) -> str:
    return f' id="{_id(anchor)}"' if anchor else ""


def _id(anchor: str) -> str:
    return escape(anchor)
