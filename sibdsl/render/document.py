"""A document before it is a page, a Word file, a PDF or Markdown: what it says and in which parts.

Built by whoever has something to tell (a contract, a statement, the story of a case), and written
by `to_html`, `to_docx`, `to_pdf` and `to_markdown`, which add no word of their own but the names of
the parts. Nothing in it is marked up: each writer escapes what it writes.
"""

import re
from collections.abc import Mapping
from enum import Enum
from typing import Final, Literal

from sibdsl.values import value

_LETTER: Final = re.compile(r"(\([a-z]{1,2}\)) ")

# -- Within a line -------------------------------------------------------------------------------


@value
class Strong:
    """Words that stand out."""

    words: str


@value
class Faint:
    """Words that have no effect, such as a note in square brackets."""

    words: str


@value
class Link:
    """Words that lead to the part of this document whose *anchor* is named."""

    words: str
    anchor: str


Inline = str | Strong | Faint | Link
Words = tuple[Inline, ...]
"""A line of text, to be joined without spaces between its parts."""


def plain(words: Words) -> str:
    """The words alone."""
    return "".join(part if isinstance(part, str) else part.words for part in words)


# -- The parts of a document ---------------------------------------------------------------------


@value
class Heading:
    """A heading of *level* 1 to 3, below the title of the document."""

    level: Literal[1, 2, 3]
    words: str
    anchor: str = ""


@value
class Paragraph:
    """A paragraph of text."""

    words: Words


@value
class Listing:
    """A list of *items* that have no numbers."""

    items: tuple[Words, ...]


class Beside(Enum):
    """What stands beside a clause and is no part of it; the value is what it is called."""

    NOTE = "Note"
    SIGNED = "As signed"
    AMENDED = "Amended"
    COMPUTED = "Computed"
    MEANING = "This means"
    REACHED = "In the data"
    UNREACHED = "In the data: nobody"
    VERDICT = "Verifier"


@value
class Aside:
    """Lines beside a clause, under the name of their *kind*."""

    kind: Beside
    lines: tuple[Words, ...]


@value
class ClauseLine:
    """A line of a clause: its sentence (*depth* 0), or an item of it (1, or 2 within an item).

    *letter* is the item's own, as in "(a)"; it is empty for a sentence and for what ends it.
    """

    depth: Literal[0, 1, 2]
    letter: str
    words: Words
    anchor: str = ""


@value
class Clause:
    """A numbered clause: its own words, and what stands beside them. *number* may be empty."""

    number: str
    anchor: str
    lines: tuple[ClauseLine, ...]
    asides: tuple[Aside, ...] = ()


def beside_lines(clause: Clause) -> Mapping[int, tuple[Aside, ...]]:
    """What stands beside each line of *clause*, by the number of the line, from 0 on.

    A line of an aside that begins with the letter of an item belongs to that item, with all that
    follow it, and needs its letter no more; the others belong to the first line.
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
            if letter and letter[1] in letters:
                at, words = letters[letter[1]], _from(words, letter.end())
            parts.setdefault(at, []).append(words)
        for n, lines in parts.items():
            found.setdefault(n, []).append(Aside(aside.kind, tuple(lines)))
    return {n: tuple(asides) for n, asides in found.items()}


def _from(words: Words, at: int) -> Words:
    """*words* without the first *at* letters, where these stand in plain words."""
    first, *others = words
    return (first[at:], *others) if isinstance(first, str) else words


@value
class Column:
    """The heading of a column, and the side to which its cells keep: figures to the right."""

    title: str
    side: Literal["left", "right"] = "left"


@value
class Table:
    """A table with a *caption*; the last *totals* of its rows are sums of those above them."""

    caption: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Words, ...], ...]
    totals: int = 0


@value
class Facts:
    """Names and what they stand for, one a line, such as the term and the parties."""

    pairs: tuple[tuple[str, Words], ...]


@value
class Picture:
    """A drawing: a whole SVG, *alt* for those who do not see it, and a *caption* for all."""

    svg: str
    alt: str
    caption: str


@value
class Code:
    """Sentences of the language, to be shown as they are written."""

    text: str


@value
class Signatures:
    """A place to sign for each of *parties*: name, position, signature and day."""

    parties: tuple[str, ...]


Block = Heading | Paragraph | Listing | Clause | Table | Facts | Picture | Code | Signatures


@value
class Document:
    """A whole document: *title* and *subtitle*, what it is about, and its *blocks* in order.

    *mark* stands on every page: the version of the language, and the fingerprint of the contract
    (and of the data). *contents* says whether a table of contents is wanted.
    """

    title: str
    subtitle: str
    facts: Facts
    blocks: tuple[Block, ...]
    mark: str
    contents: bool = False
