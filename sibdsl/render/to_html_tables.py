"""The tables and drawings of a document as HTML."""

from base64 import b64encode
from collections.abc import Iterator
from html import escape
from typing import Final

from sibdsl.render.document import Picture, Table
from sibdsl.render.to_html_words import marked_up, said

_FOLDS: Final = 4
"""A table of so many columns folds where the screen is narrow."""
_SHORT: Final = 8
"""A table of no more rows than that stands on one page."""


def table_of(table: Table, n: int) -> Iterator[str]:
    """A table that scrolls on its own where it is wider than the screen.

    One of many columns folds on a narrow screen: each cell then says of which column it is. The
    roles are said because a table that is laid out otherwise is else no table to a screen reader.
    """
    name = f"table-{n}"
    kind = "scroll folds" if len(table.columns) >= _FOLDS else "scroll"
    kind += " short" if len(table.rows) <= _SHORT else ""
    yield f'<p class="caption" id="{name}">{said(table.caption)}</p>'
    yield f'<div class="{kind}" role="region" aria-labelledby="{name}" tabindex="0">'
    yield f'<table role="table" aria-labelledby="{name}">\n<thead role="rowgroup"><tr role="row">'
    for column in table.columns:
        yield (f'<th scope="col" role="columnheader"{_side(column.side)}>{said(column.title)}</th>')
    yield '</tr></thead>\n<tbody role="rowgroup">'
    first = len(table.rows) - table.totals
    for at, row in enumerate(table.rows):
        total = "" if at < first else ' class="total first"' if at == first else ' class="total"'
        cells = (
            f'<td role="cell" data-of="{escape(column.title)}"{_side(column.side)}>'
            f"{marked_up(cell)}</td>"
            for column, cell in zip(table.columns, row, strict=True)
        )
        yield f'<tr role="row"{total}>{"".join(cells)}</tr>'
    yield "</tbody>\n</table>\n</div>"


def _side(side: str) -> str:
    return ' class="right"' if side == "right" else ""


def picture_of(picture: Picture) -> Iterator[str]:
    """The drawing within the page, its text for those who do not see it."""
    data = b64encode(picture.svg.encode()).decode()
    name = escape(picture.caption or "Drawing")
    yield f'<figure>\n<div class="scroll" role="region" aria-label="{name}" tabindex="0">'
    yield f'<img src="data:image/svg+xml;base64,{data}" alt="{escape(picture.alt)}"></div>'
    if picture.caption:
        yield f"<figcaption>{said(picture.caption)}</figcaption>"
    yield "</figure>"
