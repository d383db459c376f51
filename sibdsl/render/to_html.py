"""A document as one page of HTML: no script, no outside resource, to be read, printed and kept."""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

from sibdsl.render.document import Clause, Document, Heading
from sibdsl.render.to_html_parts import block_of, facts_of
from sibdsl.render.to_html_words import anchored, place, said

_STYLE: Final = Path(__file__).with_suffix(".css")
_POLICY: Final = "default-src 'none'; img-src data:; style-src 'unsafe-inline'"
"""Nothing is fetched and nothing runs, whatever the words of a contract hold."""
_NUMBERED: Final = re.compile(r"(\d+(?:\.\d+)*)\.?\s+(.*)")


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
    yield f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">'
    yield f"<title>{said(document.title)}</title>"
    yield f"<style>\n{_style(document.mark)}</style>\n</head>"
    yield f'<body class="{kinds}">' if kinds else "<body>"
    yield '<a class="skip" href="#text">To the text</a>\n<div class="sheet">\n<header>'
    yield f"<h1>{said(document.title)}</h1>"
    if document.subtitle:
        yield f'<p class="subtitle">{said(document.subtitle)}</p>'
    yield from facts_of(document.facts)
    yield "</header>"
    if contents:
        yield from _contents(listed)
    yield '<main id="text" tabindex="-1">'
    level = 1
    for n, block in enumerate(document.blocks, 1):
        if isinstance(block, Heading):
            level = min(block.level + 1, level + 1)
            yield f"<h{level}{anchored(block.anchor)}>{said(block.words)}</h{level}>"
        else:
            yield from block_of(block, n)
    yield f"</main>\n<footer>{said(document.mark)}</footer>\n</div>\n</body>\n</html>"


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
            shown = f'<span class="n">{said(number)}</span>{said(words)}'
            yield f'<li><a href="#{place(heading.anchor)}">{shown}</a></li>'
    yield "</ol>\n</nav>"


def _divided(words: str) -> tuple[str, str]:
    """The number that a heading begins with, and the rest."""
    found = _NUMBERED.fullmatch(words)
    return (found[1], found[2]) if found else ("", words)
