"""A sentence of a contract in lines: the items of its lists each on one, as laid out."""

import re
from collections.abc import Iterable, Iterator
from typing import Final, Literal

from attrs import evolve, frozen

from sibdsl.source import Source, Span
from sibdsl.syntax import walk
from sibdsl.syntax.forms import Clause
from sibdsl.syntax.tree import Item, Node
from sibdsl.syntax.words import plain

Depth = Literal[0, 1, 2]

_LETTER: Final = re.compile(r"\([a-z]{1,2}\)\s*")
_MARK: Final = re.compile(r"\s*[,;.]")
_JOINS: Final = re.compile(r"[\s,;.]*(?:and|or)?\s*")
_DEPTHS: Final[tuple[Depth, Depth, Depth]] = (0, 1, 2)


@frozen
class Line:
    """One line of a sentence: its words in *span*, without the *letter* of the item it begins.

    *named* is the letter of an item that no item before it in the sentence has: by that it can be
    referred to.
    """

    span: Span
    depth: Depth
    letter: str = ""
    named: str = ""


@frozen
class _Start:
    """Where a line begins."""

    at: int
    depth: int
    letter: str = ""


def lines(source: Source, clause: Clause) -> tuple[Line, ...]:
    """The lines of *clause*, which leave out none of its words but the letters of items."""
    whole = clause.span
    starts = [_Start(whole.start, 0), *_starts(source, clause.form, whole)]
    starts = sorted(starts, key=lambda one: one.at)
    ends = [one.at for one in starts[1:]] + [whole.end]
    found = (_line(source, one, end) for one, end in zip(starts, ends, strict=True))
    return tuple(_named(line for line in found if source[line.span].strip()))


def _named(lines: Iterable[Line]) -> Iterator[Line]:
    """*lines*, the first item of each letter named by it."""
    used = {""}
    for line in lines:
        named = line.letter if line.depth == 1 and line.letter not in used else ""
        used.add(named)
        yield evolve(line, named=named)


def _starts(source: Source, node: Node, within: Span, depth: int = 1) -> Iterator[_Start]:
    """Where the items of each list below *node* begin, and the words after the list."""
    below = [part for _, part in walk.parts(node)]
    items = [part for part in below if isinstance(part, Item) and part.label]
    for item in items:
        yield _Start(item.span.start, depth, item.label)
        yield from _starts(source, item.part, item.span, depth + 1)
    for part in below:
        if part not in items:
            yield from _starts(source, part, within, depth)
    if items:
        yield from _after(source, items[-1].span.end, within, depth - 1)


def _after(source: Source, end: int, within: Span, depth: int) -> Iterator[_Start]:
    """Where the words after a list begin, if there are any besides a mark, `and` or `or`."""
    text = plain(source.text[end : within.end])
    mark = _MARK.match(text)
    at = mark.end() if mark else 0
    if not _JOINS.fullmatch(text, at):
        yield _Start(end + at, depth)


def _line(source: Source, start: _Start, end: int) -> Line:
    letter = _LETTER.match(source.text, start.at) if start.letter else None
    at = letter.end() if letter else start.at
    return Line(Span(at, end), _DEPTHS[min(start.depth, 2)], start.letter)
