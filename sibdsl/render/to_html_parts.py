"""The parts of a document below its headings, as HTML."""

from collections.abc import Iterator
from typing import Final, assert_never

from sibdsl.render.document import (
    Clause,
    Code,
    Facts,
    Listing,
    Paragraph,
    Picture,
    Signatures,
    Table,
)
from sibdsl.render.to_html_clauses import clause_of
from sibdsl.render.to_html_tables import picture_of, table_of
from sibdsl.render.to_html_words import marked_up, said

_TO_SIGN: Final = ("Name", "Position", "Signature", "Date")

Below = Listing | Paragraph | Clause | Table | Facts | Picture | Code | Signatures
"""What stands below headings."""


def block_of(block: Below, n: int) -> Iterator[str]:
    """The block, which is the *n*-th."""
    match block:
        case Paragraph(words):
            yield f'<p class="text">{marked_up(words)}</p>'
        case Listing(items):
            listed = "".join(f"<li>{marked_up(item)}</li>\n" for item in items)
            yield f'<ul class="list">\n{listed}</ul>'
        case Clause():
            yield from clause_of(block)
        case Table():
            yield from table_of(block, n)
        case Facts():
            yield from facts_of(block)
        case Picture():
            yield from picture_of(block)
        case Code(text):
            yield f'<pre tabindex="0"><code>{said(text)}</code></pre>'
        case Signatures(parties):
            yield from _signatures(parties)
        case _:
            assert_never(block)


def facts_of(facts: Facts) -> Iterator[str]:
    """Names and what they stand for."""
    if facts.pairs:
        pairs = "".join(
            f"<dt>{said(name)}</dt><dd>{marked_up(words)}</dd>\n" for name, words in facts.pairs
        )
        yield f'<dl class="facts">\n{pairs}</dl>'


def _signatures(parties: tuple[str, ...]) -> Iterator[str]:
    yield '<div class="sign">'
    for party in parties:
        lines = "".join(f"<p>{word}</p>" for word in _TO_SIGN)
        yield f"<section><strong>{said(party)}</strong>{lines}</section>"
    yield "</div>"
