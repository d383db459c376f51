"""Cutting a file into sentences, before any of them is parsed.

A full stop ends a sentence unless it stands in a quotation, a note, a number or a clause number.
So a mistake in one sentence never hides another: the next one begins after the next full stop.
"""

import re
from collections.abc import Iterator
from typing import Final

from attrs import frozen

from sibdsl.source import Source, Span


@frozen
class Sentence:
    """One sentence: its words with the full stop, and its clause number where it has one.

    *ended* is False where no full stop was found before the next clause, heading or end of file.
    """

    span: Span
    number: str = ""
    number_span: Span | None = None
    ended: bool = True


@frozen
class Heading:
    """A line that begins with `#`. It has no effect."""

    span: Span


@frozen
class Note:
    """Words in square brackets between or inside sentences. They have no effect."""

    span: Span


@frozen
class Version:
    """`sib 1`: the version of the language that the file is written in."""

    number: str
    span: Span


@frozen
class Unclosed:
    """A quotation or a note that is opened here and never closed."""

    span: Span


Piece = Sentence | Heading | Note | Version | Unclosed

NUMBER: Final = re.compile(r"(\d+(?:\.\d+)*)\.?(?=[^\S\n]+\S)")
_NEXT_CLAUSE: Final = re.compile(r"[^\S\n]*(?:\d+(?:\.\d+)+\.?[^\S\n]+[\"“]?[A-Z]|#)")
_VERSION: Final = re.compile(r"sib[^\S\n]+(\S+)[^\S\n]*(?=\n|$)")
_SPACE: Final = re.compile(r"\s+")
_CLOSING: Final = {'"': '"', "“": "”", "[": "]"}


def scan(source: Source) -> Iterator[Piece]:
    """The pieces of *source* in order; every character that is not space is in one of them."""
    text, at, seen = source.text, 0, False
    while at < len(text):
        space = _SPACE.match(text, at)
        if space:
            at = space.end()
            continue
        piece = _piece(text, at, first=not seen)
        seen = True
        yield piece
        if isinstance(piece, Sentence):
            yield from _notes(text, piece)
        at = piece.span.end


def _piece(text: str, at: int, *, first: bool) -> Piece:
    """The piece that begins at *at*."""
    if text[at] == "#":
        end = text.find("\n", at)
        return Heading(Span(at, len(text) if end < 0 else end))
    if text[at] == "[":
        end = text.find("]", at)
        return Unclosed(Span(at, _line_end(text, at))) if end < 0 else Note(Span(at, end + 1))
    version = _VERSION.match(text, at) if first else None
    if version:
        return Version(version[1], Span(at, version.end()))
    return _sentence(text, at)


def _line_end(text: str, at: int) -> int:
    end = text.find("\n", at)
    return len(text) if end < 0 else end


def _sentence(text: str, at: int) -> Piece:
    """The sentence that begins at *at*, with its clause number."""
    number = NUMBER.match(text, at)
    start = _skip_space(text, number.end()) if number else at
    name = number[1] if number else ""
    place = Span(number.start(), number.end()) if number else None
    i = start
    while i < len(text):
        c = text[i]
        if c in _CLOSING:
            end = text.find(_CLOSING[c], i + 1)
            if end < 0:
                return Unclosed(Span(i, _line_end(text, i)))
            i = end + 1
        elif c == "." and _ends(text, i):
            return Sentence(Span(start, i + 1), name, place)
        elif c == "\n" and _NEXT_CLAUSE.match(text, i + 1):
            break
        else:
            i += 1
    return Sentence(Span(start, len(text[:i].rstrip())), name, place, ended=False)


def _skip_space(text: str, at: int) -> int:
    space = _SPACE.match(text, at)
    return space.end() if space else at


def _ends(text: str, i: int) -> bool:
    """Whether the full stop at *i* ends a sentence: no digit, letter or bracket follows it."""
    return i + 1 == len(text) or text[i + 1].isspace() or text[i + 1] in "[#"


def _notes(text: str, sentence: Sentence) -> Iterator[Note]:
    """The notes inside *sentence*, outside its quotations."""
    for found in re.finditer(r'"[^"]*"|“[^”]*”|(\[[^\]]*\])', text[: sentence.span.end]):
        if found[1] and found.start() >= sentence.span.start:
            yield Note(Span(*found.span()))
