"""A document as Markdown that reads well on GitHub and in an editor.

Drawings stand in files of their own, or are left to their words where none are to be made.
"""

import re
import textwrap
from collections.abc import Iterator, Mapping, Sequence
from html import escape
from typing import Final, assert_never

from attrs import frozen

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
    beside_lines,
)

_SPECIAL: Final = re.compile(r"([\\`*_\[\]<>|~#])")
_LIST_MARK: Final = re.compile(r"^(\s*)([-+]|\d+[.)])(?=\s|$)")


@frozen
class Markdown:
    """The text, and the drawings that it shows by the name of their file beside it."""

    text: str
    drawings: Mapping[str, str]


def markdown(document: Document, drawn_as: str = "") -> Markdown:
    """*document* as Markdown; its drawings are files named *drawn_as* and a number.

    Where that is empty, their alternative text stands in their place.
    """
    drawings: dict[str, str] = {}
    paragraphs = [f"# {_said(document.title)}", f"*{_said(document.subtitle)}*"]
    paragraphs += _facts(document.facts)
    if document.contents:
        paragraphs += _contents(document)
    for block in document.blocks:
        if isinstance(block, Picture) and drawn_as:
            name = f"{drawn_as}-{len(drawings) + 1}.svg"
            drawings[name] = block.svg
            paragraphs.append(f"![{_said(block.alt)}]({name})")
            paragraphs.append(f"*{_said(block.caption)}*")
        else:
            paragraphs += _block(block)
    paragraphs += ["---", _said(document.mark)]
    return Markdown("\n\n".join(filter(None, paragraphs)) + "\n", drawings)


def _contents(document: Document) -> Iterator[str]:
    headings = [b for b in document.blocks if isinstance(b, Heading) and b.anchor and b.level == 1]
    yield "\n".join(f"- [{_said(one.words)}](#{one.anchor})" for one in headings)


# -- Blocks ---------------------------------------------------------------------------------------


def _block(block: Block) -> Iterator[str]:
    match block:
        case Heading(level, words, anchor):
            yield f"{'#' * (level + 1)} {_anchored(anchor)}{_said(words)}"
        case Paragraph(words):
            yield _words(words)
        case Listing(items):
            yield "\n".join(f"- {_words(item)}" for item in items)
        case Clause():
            yield from _clause(block)
        case Table():
            yield from _table(block)
        case Facts():
            yield from _facts(block)
        case Picture():
            yield f"> *{_said(block.caption)}*\n>\n> {_said(block.alt)}"
        case Code(text):
            fence = "`" * max(3, 1 + max(map(len, re.findall(r"`+", text)), default=0))
            yield f"{fence}\n{text.rstrip()}\n{fence}"
        case Signatures(parties):
            rows = tuple(((party,), ("",), ("",), ("",)) for party in parties)
            yield from _rows(("Party", "Name and position", "Signature", "Date"), rows)
        case _:
            assert_never(block)


def _facts(facts: Facts) -> Iterator[str]:
    if facts.pairs:
        yield "\n".join(
            ["| | |", "|---|---|"]
            + [f"| {_said(name)} | {_cell(words)} |" for name, words in facts.pairs]
        )


def _clause(clause: Clause) -> Iterator[str]:
    """The number in bold, its items as a list, and what stands beside it as quotations.

    Where some of it stands beside an item, it is quoted below that item, else all of it at the end.
    """
    number = f"**{_said(clause.number)}** " if clause.number else ""
    before = f"{_anchored(clause.anchor)}{number}"
    placed = beside_lines(clause)
    with_items = any(n for n in placed)
    items: list[str] = []
    for n, line in enumerate(clause.lines):
        asides = placed.get(n, ()) if with_items else ()
        if line.depth:
            items.append(_item(line, asides))
            continue
        yield "\n".join(items).rstrip()
        items = []
        yield f"{before}{_words(line.words)}"
        before = ""
        yield from map(_aside, asides)
    yield before.rstrip()
    yield "\n".join(items).rstrip()
    if not with_items:
        yield from map(_aside, clause.asides)


def _item(line: ClauseLine, asides: Sequence[Aside]) -> str:
    """An item of a list, and below it what stands beside it."""
    indent = "  " * (line.depth - 1)
    quoted = "\n\n".join(map(_aside, asides))
    below = f"\n\n{textwrap.indent(quoted, f'{indent}  ')}\n" if quoted else ""
    return f"{indent}- {_line(line)}{below}"


def _line(line: ClauseLine) -> str:
    letter = f"{_said(line.letter)} " if line.letter else ""
    return f"{_anchored(line.anchor)}{letter}{_words(line.words)}"


def _aside(aside: Aside) -> str:
    first, *others = [_words(line) for line in aside.lines] or [""]
    lines = [f"> **{aside.kind.value}:** {first}", *(f"> {line}" for line in others)]
    return "\\\n".join(lines)


def _table(table: Table) -> Iterator[str]:
    yield f"**{_said(table.caption)}**"
    sides = tuple(column.side for column in table.columns)
    bold = len(table.rows) - table.totals
    rows = tuple(
        tuple((Strong("".join(map(_plain, cell))),) if n >= bold and cell else cell for cell in row)
        for n, row in enumerate(table.rows)
    )
    yield from _rows(tuple(column.title for column in table.columns), rows, sides)


def _rows(
    titles: tuple[str, ...], rows: tuple[tuple[Words, ...], ...], sides: tuple[str, ...] = ()
) -> Iterator[str]:
    marks = ["---:" if side == "right" else "---" for side in sides or titles]
    head = [f"| {' | '.join(map(_said, titles))} |", f"|{'|'.join(marks)}|"]
    yield "\n".join([*head, *(f"| {' | '.join(map(_cell, row))} |" for row in rows)])


# -- Words ----------------------------------------------------------------------------------------


def _words(words: Words) -> str:
    return _LIST_MARK.sub(r"\1\\\2", "".join(map(_inline, words)))


def _cell(words: Words) -> str:
    return _words(words).replace("\n", " ")


def _plain(part: Inline) -> str:
    return part if isinstance(part, str) else part.words


def _inline(part: Inline) -> str:
    match part:
        case str():
            return _said(part)
        case Strong(words):
            return f"**{_said(words)}**" if words.strip() else ""
        case Faint(words):
            return _emphasised(words)
        case Link(words, anchor):
            return f"[{_said(words)}](#{anchor})"
        case _:
            assert_never(part)


def _emphasised(words: str) -> str:
    """*words* in italics; spaces at the ends stand outside the marks, which would not be read."""
    inner = words.strip()
    if not inner:
        return words
    before = words[: len(words) - len(words.lstrip())]
    after = words[len(words.rstrip()) :]
    return f"{before}*{_said(inner)}*{after}"


def _said(words: str) -> str:
    """*words* with a backslash before each mark that Markdown would read."""
    return _SPECIAL.sub(r"\\\1", words).replace("&", "&amp;")


def _anchored(anchor: str) -> str:
    return f'<a id="{escape(anchor)}"></a>' if anchor else ""
