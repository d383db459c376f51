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
    """A quotation or a note that is opened here and never closed, in the clause of *number*."""

    span: Span
    number: str = ""


Piece = Sentence | Heading | Note | Version | Unclosed

_NUMBER: Final = re.compile(r"(\d+(?:\.\d+)*)\.?(?=[^\S\n]+\S)")
# A clause number at the start of a line. Where the line is not indented any word may follow, and
# `5.` is one too; where it is, a capital tells a clause from a number that a line happens to begin.
_NEXT: Final = re.compile(
    r"\d+(?:\.\d+)+\.?[^\S\n]+[\"A-Za-z]|\d+\.[^\S\n]+[\"A-Z]|[^\S\n]*(?:\d+(?:\.\d+)+\.?[^\S\n]+[A-Z]|#)"
)
_VERSION: Final = re.compile(r"sib[^\S\n]+(\S+)[^\S\n]*(?=\n|$|\[)")
_SPACE: Final = re.compile(r"\s+")
_QUOTED_CLAUSE: Final = re.compile(r'[^"]*"\s*\.')
_LIST_GOES_ON: Final = re.compile(r"(?:\s|\[[^\]]*\])*\([a-z]{1,2}\)\s")
_LIST_PART: Final = re.compile(r";\s|\n\s*\([a-z]{1,2}\)")
_ASIDE: Final = re.compile(r'"[^"]*"|(\[[^\]]*\])')


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
        return Heading(Span(at, _line_end(text, at)))
    if text[at] == "[":
        end = _closed(text, at)
        if end is None:
            return Unclosed(Span(at, _next_clause(text, at, len(text))))
        return Note(Span(at, end))
    version = _VERSION.match(text, at) if first else None
    if version:
        return Version(version[1], Span(at, version.end(1)))
    return sentence_at(text, at)


def _line_end(text: str, at: int) -> int:
    end = text.find("\n", at)
    return len(text) if end < 0 else end


def _next_clause(text: str, at: int, before: int) -> int:
    """Where the next clause or heading begins, at the start of a line; *before* if none does."""
    line = text.find("\n", at, before)
    while line >= 0:
        if _NEXT.match(text, line + 1):
            return line + 1
        line = text.find("\n", line + 1, before)
    return before


def sentence_at(text: str, at: int) -> Sentence | Unclosed:
    """The sentence that begins at *at*, with its clause number."""
    number = _NUMBER.match(text, at)
    start = _skip_space(text, number.end()) if number else at
    name = number[1] if number else ""
    place = Span(number.start(), number.end()) if number else None
    i = start
    while i < len(text):
        c = text[i]
        if c in '"[':
            end = _closed(text, i)
            if end is None:
                opened = _opened(text, start, i)
                return Unclosed(Span(opened, _next_clause(text, i, len(text))), name)
            i = end
        elif c == "." and _ends(text, i):
            return Sentence(Span(start, i + 1), name, place)
        elif c == "\n" and _NEXT.match(text, i + 1):
            break
        else:
            i += 1
    return Sentence(Span(start, len(text[:i].rstrip())), name, place, ended=False)


def _opened(text: str, start: int, at: int) -> int:
    """The quotation since *start* that is not closed, where the mark at *at* is left over.

    It runs over parts of a list, or what closes it looks as if it opened the next; else it is
    the one at *at*.
    """
    for found in _ASIDE.finditer(text, start, at):
        opens = found[0][-2:-1].isspace() or text[found.end()].isalnum()
        if found[1] is None and (opens or _LIST_PART.search(found[0])):
            return found.start()
    return at


def _closed(text: str, at: int) -> int | None:
    """The end of the quotation or note that opens at *at*; None where it is never closed.

    What closes it must come before another opens in a later clause: else it closes that one.
    """
    if text[at] == "[":
        end, inner = text.find("]", at), text.find("[", at + 1)
        reopened = 0 <= inner < end and _next_clause(text, at, inner) < inner
        return None if end < 0 or reopened else end + 1
    end = text.find('"', at + 1)
    if end < 0:
        return None
    whole_clauses = text[:at].endswith(": ") and _QUOTED_CLAUSE.match(text, at + 1)
    return None if not whole_clauses and _next_clause(text, at, end) < end else end + 1


def _skip_space(text: str, at: int) -> int:
    space = _SPACE.match(text, at)
    return space.end() if space else at


def _ends(text: str, i: int) -> bool:
    """Whether the full stop at *i* ends a sentence: not where a list goes on after it."""
    if _LIST_GOES_ON.match(text, i + 1):
        return False
    return i + 1 == len(text) or text[i + 1].isspace() or text[i + 1] in "[#"


def _notes(text: str, sentence: Sentence) -> Iterator[Note]:
    """The notes inside *sentence*, outside its quotations."""
    for found in _ASIDE.finditer(text, sentence.span.start, sentence.span.end):
        if found[1]:
            yield Note(Span(*found.span()))
