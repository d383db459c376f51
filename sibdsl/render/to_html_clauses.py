"""The clauses of a document as HTML, with what stands beside them."""

from collections.abc import Iterable, Iterator
from typing import Final

from sibdsl.render.document import Aside, Beside, Clause, ClauseLine, beside_lines
from sibdsl.render.to_html_words import anchored, marked_up, place, said

_LONG: Final = 18
"""A clause of more lines than that, with those beside it, may be parted between pages."""
_CLASSES: Final = {
    Beside.SIGNED: "aside signed",
    Beside.UNREACHED: "aside nobody",
    Beside.VERDICT: "aside verdict",
}


def clause_of(clause: Clause) -> Iterator[str]:
    """The number in the margin, the lines, and what stands beside them or beside an item."""
    beside = sum(len(aside.lines) for aside in clause.asides)
    kind = "clause long" if len(clause.lines) + beside > _LONG else "clause"
    number = said(clause.number)
    if clause.number and clause.anchor:
        number = f'<a href="#{place(clause.anchor)}">{number}</a>'
    placed = beside_lines(clause)
    rows = " rows" if any(place for place in placed) else ""
    kinds = {aside.kind for aside in clause.asides}
    nobody = Beside.UNREACHED in kinds and Beside.REACHED not in kinds
    kind += " unreached" if nobody else ""
    yield f'<div class="{kind}{rows}"{anchored(clause.anchor)}>'
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


def _asides(asides: Iterable[Aside]) -> Iterator[str]:
    listed = list(asides)
    if listed:
        yield '<div class="asides">'
        for aside in listed:
            yield from _aside(aside)
        yield "</div>"


def _line(line: ClauseLine) -> str:
    words = marked_up(line.words)
    if not line.letter:
        return f'<p class="within">{words}</p>' if line.depth else f"<p>{words}</p>"
    kind = "item within" if line.depth > 1 else "item"
    return (
        f'<p class="{kind}"{anchored(line.anchor)}><span>{said(line.letter)} </span>'
        f"<span>{words}</span></p>"
    )


def _aside(aside: Aside) -> Iterator[str]:
    kind = _CLASSES.get(aside.kind, "aside")
    yield f'<div class="{kind}" role="note">\n<p class="kind">{said(aside.kind.value)}</p>'
    yield from (f"<p>{marked_up(line)}</p>" for line in aside.lines)
    yield "</div>"
