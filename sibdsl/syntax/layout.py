"""The house layout of a contract: lines, indents, one space between words, plain symbols."""

import re
from collections.abc import Iterable, Iterator
from typing import Final

from attrs import define, evolve, field, frozen

from sibdsl.source import Source, Span
from sibdsl.syntax import scan, walk, words
from sibdsl.syntax.forms import Clause, Restart
from sibdsl.syntax.parse import parse
from sibdsl.syntax.tree import Item, Node

WIDTH: Final = 120
INDENT: Final = 4

_TOKEN: Final = re.compile(
    r"""(?P<note>\[[^\]]*\]) | (?P<string>"[^"]*") | \([a-z]{1,2}\)
    | £\s*\d+(?:,\d+)*(?:\.\d+)* | \d+(?:,\d+)*(?:\.\d+)*(?:\([a-z]{1,2}\)|[%\w/’'-]+)?
    | (?P<mark>[,;:.]) | [^\s"\[\],;:.()]+ | \S""",
    re.VERBOSE,
)


@frozen
class Word:
    """Letters without a space. A line may be broken before it, the better the higher *ease*.

    *indent* is that of the line which then begins; *start* that of a line which must begin here.
    *noted* words stand inside a note: its lines are kept, but for one that runs over into the next.
    """

    text: str
    indent: int
    start: int | None = None
    ease: int = 1
    noted: bool = False


@frozen
class List:
    """The items of a lettered list, how many lists stand around it, and the item that holds it."""

    items: tuple[Span, ...]
    depth: int
    within: Span | None
    flat: bool = False

    @property
    def span(self) -> Span:
        """From its first letter to the end of its last item."""
        return self.items[0].to(self.items[-1])


def laid_out(text: str) -> str:
    """*text* in the house layout: the same words, notes and headings in the same order.

    Ask only of a text that is read without an error; words that make no sentence have no layout.
    Laying out twice is laying out once, and the tree stays the same.
    """
    plain = words.straightened(text).replace("\r\n", "\n").replace("\r", "\n")
    source = Source("", plain)
    clauses = {clause.span.start: clause for clause in parse(source).document.clauses}
    page = _Page(plain, clauses)
    for piece in _outermost(scan.scan(source)):
        page.put(piece)
    return "".join(f"{line}\n" for line in page.lines())


def _outermost(pieces: Iterable[scan.Piece]) -> Iterator[scan.Piece]:
    """The pieces without the notes that stand inside sentences."""
    end = 0
    for piece in pieces:
        if piece.span.start >= end:
            end = piece.span.end
            yield piece


@define
class _Page:
    """The paragraphs of a text so far; one without words is an empty line."""

    text: str
    clauses: dict[int, Clause]
    paragraphs: list[list[Word]] = field(factory=list)
    last: scan.Piece | None = None

    def put(self, piece: scan.Piece) -> None:
        """Add the next piece of the text: an empty line before a heading and none after it."""
        gap = self.text[self.last.span.end if self.last else 0 : _start(piece)]
        empty = gap.count("\n") > 1 and not isinstance(self.last, scan.Heading)
        if self.last and (empty or isinstance(piece, scan.Heading)):
            self.paragraphs.append([])
        if isinstance(piece, scan.Note) and self.last and "\n" not in gap:
            self.paragraphs[-1] += _note(self.text, piece.span, INDENT, None)
        else:
            self.paragraphs.append(self._paragraph(piece, gap))
        self.last = piece

    def _paragraph(self, piece: scan.Piece, gap: str) -> list[Word]:
        span = piece.span
        match piece:
            case scan.Sentence():
                return _sentence(self.text, piece, self.clauses.get(span.start))
            case scan.Note():
                margin = INDENT if self.last and not gap.endswith("\n") else 0
                return list(_note(self.text, span, margin, margin))
            case _:
                return [Word(" ".join(self.text[span.start : span.end].split()), 0, 0)]

    def lines(self) -> Iterator[str]:
        """The lines of all paragraphs."""
        for paragraph in self.paragraphs:
            yield from _lines(paragraph) if paragraph else [""]


def _start(piece: scan.Piece) -> int:
    """Where *piece* begins, its clause number included."""
    number = piece.number_span if isinstance(piece, scan.Sentence) else None
    return number.start if number else piece.span.start


# -- The words of a sentence ----------------------------------------------------------------------


def _note(text: str, span: Span, indent: int, start: int | None) -> Iterator[Word]:
    """The words of a note. The lines that its author made stay lines: a note may hold a list."""
    first, ease, noted = start, 2, False
    for line in filter(None, map(str.split, text[span.start : span.end].split("\n"))):
        for word in line:
            yield Word(word, indent, first, ease, noted)
            first, ease, noted = None, 1, True
        first = indent


def _lists(node: Node, depth: int = 0, within: Span | None = None) -> Iterator[List]:
    """The lettered lists below *node*, outer ones first."""
    below = [part for _, part in walk.parts(node)]
    items = [part for part in below if isinstance(part, Item) and part.label]
    if items:
        yield List(tuple(item.span for item in items), depth, within)
    for part in below:
        if part in items:
            yield from _lists(part, depth + 1, part.span)
        else:
            yield from _lists(part, depth, within)


def _sentence(text: str, piece: scan.Sentence, clause: Clause | None) -> list[Word]:
    """The words of a sentence with its number.

    The items of a list stand each on a line, but for a list between `If` and its comma that fits.
    """
    lists = tuple(_lists(clause)) if clause else ()
    if clause and isinstance(clause.form, Restart) and len(lists) == 1:
        flat = (evolve(lists[0], flat=True),)
        until = evolve(piece, span=Span(piece.span.start, lists[0].span.end))
        if len(list(_lines(_Sentence(text, until, flat).laid()))) == 1:
            return _Sentence(text, piece, flat).laid()
    return _Sentence(text, piece, lists).laid()


@define
class _Sentence:
    """A sentence on its way to words; *at* is the place of the last word that was no note."""

    text: str
    piece: scan.Sentence
    lists: tuple[List, ...]
    said: list[Word] = field(factory=list)
    at: int = 0

    def laid(self) -> list[Word]:
        """Its words in order, the clause number first."""
        span, number = self.piece.span, self.piece.number
        if number:
            self.said.append(Word(number, INDENT))
        tokens = list(_TOKEN.finditer(self.text, span.start, span.end))
        for i, token in enumerate(tokens):
            self._put(token, tokens[i - 1] if i else None, tokens[i + 1 : i + 2])
        beside = tokens[0][0] == "As" and not number
        self.said[0] = evolve(self.said[0], start=INDENT if beside else 0)
        return self.said

    def _put(
        self, token: re.Match[str], last: re.Match[str] | None, following: list[re.Match[str]]
    ) -> None:
        """Add one token to the words: a mark, a note, a quotation, or a word of the language."""
        at = token.start()
        indent = INDENT * (1 + sum(one.span.start <= at < one.span.end for one in self.lists))
        own_line = (
            last is not None
            and (token["note"] or last["note"])
            and ("\n" in self.text[last.end() : at])
        )
        if token["mark"] and last:
            self.said[-1] = evolve(self.said[-1], text=self.said[-1].text + token[0])
            return
        if token["note"]:
            self.said += _note(self.text, Span(*token.span()), indent, indent if own_line else None)
            return
        start = _line_start(self.lists, self.at, at)
        if start is None and own_line:
            start = indent
        ease = _ease(last, token, following)
        for word in token[0].split() if token["string"] else [_plain(token[0])]:
            self.said.append(Word(word, indent, start, ease))
            start, ease = None, 0
        self.at = at


def _line_start(lists: Iterable[List], last: int, at: int) -> int | None:
    """The indent of the line that must begin at *at*: an item, or the words after a list."""
    for one in lists:
        item = not one.flat and any(span.start == at for span in one.items)
        inside = one.within is None or at < one.within.end
        if item or (last < one.span.end <= at and inside):
            return INDENT * (one.depth + 1)
    return None


def _plain(word: str) -> str:
    """*word* with plain symbols: no space after a pound sign, straight apostrophes."""
    return "".join(word.split()).replace("’", "'")


# -- From words to lines --------------------------------------------------------------------------

_JOINTS: Final = frozenset({"and", "or", "where", "if"})
_LARGER: Final = frozenset({"if", "then", "rising", "falling"})
_ARTICLES: Final = frozenset({"a", "an", "the", "A", "An", "The"})
_OF_TERM: Final = re.compile(r"[A-Z0-9]")


def _ease(last: re.Match[str] | None, token: re.Match[str], following: list[re.Match[str]]) -> int:
    """How well a line breaks before *token*: 3 at a larger joint, 0 inside a Term, date or list."""
    before, word = last[0] if last else "", token[0]
    after = following[0][0] if following else ""
    if word in _JOINTS and before == ";" and after.startswith("("):
        return 0
    if word == "or" and after in {"less", "more"}:
        return 0
    if before == ";" or word == "because" or (before == "," and word in _LARGER):
        return 3
    if before == "," or word in _JOINTS or (word == "to" and before[:1].isdigit()):
        return 2
    if before in _ARTICLES or (before[:1].isdigit() and not word.startswith("(")):
        return 0
    joined = _OF_TERM.match(before) or before == "of"
    return 0 if joined and (_OF_TERM.match(word) or word == "of") else 1


def _lines(paragraph: Iterable[Word]) -> Iterator[str]:
    """The lines of one paragraph, none longer than WIDTH unless a single word is."""
    line: list[Word] = []
    margin = 0
    for word in paragraph:
        run_over = line and line[0].noted and line[0].start is None
        if word.start is not None and not (word.noted and run_over):
            if line:
                yield _line(line, margin)
            line, margin = [], word.start
        line.append(word)
        while len(line) > 1 and len(_line(line, margin)) > WIDTH:
            cut = _cut(line, margin)
            yield _line(line[:cut], margin)
            line, margin = line[cut:], line[cut].indent
    yield _line(line, margin)


def _line(words_of_line: Iterable[Word], margin: int) -> str:
    return " " * margin + " ".join(word.text for word in words_of_line)


def _cut(line: list[Word], margin: int) -> int:
    """Before which word to break a line that is too long: the last of those that break best.

    Only the further half of the line counts, so that no line is left short for a good joint.
    """
    places = range(1, len(line))
    far = [i for i in places if len(_line(line[:i], margin)) >= WIDTH // 2]
    return max(far or places[-1:], key=lambda i: (line[i].ease, i))
