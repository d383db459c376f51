"""Numbering the clauses of a file afresh, and every reference to them with it."""

import re
from collections.abc import Iterable, Iterator
from itertools import count
from typing import Final

from attrs import evolve, frozen

from sibdsl.source import Source, Span
from sibdsl.syntax import scan, walk, words
from sibdsl.syntax.forms import Amendment, Clause, Follows, Title, Waived
from sibdsl.syntax.parse import parse
from sibdsl.syntax.tree import Item

_PART: Final = re.compile(r"#+\s*(\d+)\b")
_SIGNED: Final = re.compile(r"As\s+signed\b")
_AND: Final = r",?\s+(?:and|or|to)\s+"
_LETTER: Final = r"\([a-z]{1,2}\)"
_ONE: Final = rf"\d+(?:\.\d+)*(?:{_LETTER}(?:(?:,\s*{_LETTER})*{_AND}{_LETTER})?)?"
_REFERENCE: Final = re.compile(
    rf"\b[Cc]lause\s+{_ONE}|\b[Cc]lauses\s+{_ONE}(?:(?:,\s*{_ONE})*{_AND}{_ONE})?"
)
_PARTS: Final = re.compile(r"(\d+(?:\.\d+)*)|\(([a-z]{1,2})\)")
_QUOTED: Final = re.compile(r'\[[^\]]*\]|("[^"]*")')

Found = tuple[str, Span]


@frozen
class Renumbered:
    """The new text, and what in the old one (places in it) could not be followed.

    *unknown*: references to a number or letter that no clause has, left as they are. *repeated*:
    numbers that an earlier clause had already; references follow that one.
    """

    text: str
    unknown: tuple[Found, ...]
    repeated: tuple[Found, ...]


@frozen
class _Numbered:
    """A sentence with its new number, which is empty where it has none, and its tree."""

    sentence: scan.Sentence
    new: str
    clause: Clause | None


@frozen
class _Edit:
    """New characters for those of *span*."""

    span: Span
    text: str


def renumbered(source: Source) -> Renumbered:
    """*source* with its clauses numbered in order, the references following.

    Under a heading `# 3. …` they are 3.1, 3.2 …; without one 1, 2, 3 …; the items of a list are
    lettered (a), (b), (c) …. A clause without a number gets one where any other has one. Headings
    and layout stay, and so do quotations, but for the reasons that clauses give.
    """
    clauses = _in_order(source)
    if any(one.sentence.number and one.new for one in clauses):
        return _written(source, clauses)
    return _written(source, tuple(evolve(one, new=one.sentence.number) for one in clauses))


def numbered(source: Source) -> Renumbered:
    """The same, and clauses get numbers though none had one before."""
    return _written(source, _in_order(source))


def _in_order(source: Source) -> tuple[_Numbered, ...]:
    """The sentences of *source* with new numbers; titles and quotations keep what they have."""
    trees = {clause.span.start: clause for clause in parse(source).document.clauses}
    straight = evolve(source, text=words.straightened(source.text))
    part, counters, found = "", {"": count(1)}, []
    for piece in scan.scan(straight):
        if isinstance(piece, scan.Heading):
            heading = _PART.match(straight.text, piece.span.start)
            part = f"{heading[1]}." if heading else part
            counters.setdefault(part, count(1))
        elif isinstance(piece, scan.Sentence):
            tree = trees.get(piece.span.start)
            counts = not (tree and isinstance(tree.form, Title)) and not _SIGNED.match(
                straight.text, piece.span.start
            )
            new = f"{part}{next(counters[part])}" if counts else piece.number
            found.append(_Numbered(piece, new, tree))
    return tuple(found)


def _written(source: Source, clauses: tuple[_Numbered, ...]) -> Renumbered:
    first: dict[str, _Numbered] = {}
    repeated: list[Found] = []
    for one in clauses:
        number, place = one.sentence.number, one.sentence.number_span
        if number and place and first.setdefault(number, one) is not one:
            repeated.append((number, Span(place.start, place.start + len(number))))
    references = _References(first, _letters(clauses))
    text = _readable(source, clauses)
    found = [read for match in _REFERENCE.finditer(text) for read in references.follow(match)]
    edits = [edit for edit in found if isinstance(edit, _Edit)]
    unknown = tuple(read for read in found if not isinstance(read, _Edit))
    for one in clauses:
        edits += _own_edits(one)
    return Renumbered(_edited(source.text, edits), unknown, tuple(repeated))


def _own_edits(one: _Numbered) -> Iterator[_Edit]:
    """The number of a clause and the letters of its lists."""
    place, old = one.sentence.number_span, one.sentence.number
    if place:
        yield _Edit(Span(place.start, place.start + len(old)), one.new)
    elif one.new:
        yield _Edit(Span(one.sentence.span.start, one.sentence.span.start), f"{one.new} ")
    for item, letter in _items(one.clause):
        start = item.span.start
        yield _Edit(Span(start, start + len(item.label) + 2), f"({letter})")


def _edited(text: str, edits: Iterable[_Edit]) -> str:
    """*text* with all *edits* made."""
    done, at = [], 0
    for edit in sorted(edits, key=lambda e: e.span):
        done += [text[at : edit.span.start], edit.text]
        at = edit.span.end
    return "".join([*done, text[at:]])


# -- Letters --------------------------------------------------------------------------------------


def _items(clause: Clause | None) -> Iterator[tuple[Item, str]]:
    """The lettered items of *clause*, each with its letter by its place in its list."""
    for node in walk.walk(clause) if clause else ():
        items = [p for _, p in walk.parts(node) if isinstance(p, Item) and p.label]
        yield from ((item, _letter(i)) for i, item in enumerate(items))


def _letter(i: int) -> str:
    """The letter of the item in place *i*, counted from 0.

    >>> _letter(0), _letter(25), _letter(26)
    ('a', 'z', 'aa')
    """
    return chr(97 + i) if i < 26 else _letter(i // 26 - 1) + chr(97 + i % 26)


def _letters(clauses: Iterable[_Numbered]) -> dict[str, dict[str, str]]:
    """New letters by old ones, by old clause number; those of a clause before its amendments'."""
    found: dict[str, dict[str, str]] = {}
    amended: list[tuple[str, _Numbered]] = []
    for one in clauses:
        form = one.clause.form if one.clause else None
        if isinstance(form, Amendment):
            amended.append((form.clause.text.partition("(")[0], one))
    for number, one in [*((one.sentence.number, one) for one in clauses), *amended]:
        letters = found.setdefault(number, {})
        for item, letter in _items(one.clause):
            letters.setdefault(item.label, letter)
    return found


# -- References -----------------------------------------------------------------------------------


def _readable(source: Source, clauses: Iterable[_Numbered]) -> str:
    """The text with blanks for all in which a number of a clause is none of ours.

    Those are headings, signed prose and quotations, but for the reasons that clauses give.
    """
    text = words.straightened(source.text)
    blank = [p.span for p in scan.scan(evolve(source, text=text)) if isinstance(p, scan.Heading)]
    for one in clauses:
        reason = _reason(one.clause)
        for found in _QUOTED.finditer(text, one.sentence.span.start, one.sentence.span.end):
            if found[1] and found.start() != reason:
                blank.append(Span(*found.span()))
    return _edited(text, (_Edit(span, " " * (span.end - span.start)) for span in blank))


def _reason(clause: Clause | None) -> int | None:
    """Where the reason that *clause* gives begins."""
    form = clause.form if clause else None
    reason = form.because if isinstance(form, Follows | Waived) else None
    return reason.span.start if reason else None


@frozen
class _References:
    """The first clause of each old number, and the letters of each."""

    clauses: dict[str, _Numbered]
    letters: dict[str, dict[str, str]]

    def follow(self, reference: re.Match[str]) -> Iterator[_Edit | Found]:
        """What becomes of each number and letter of *reference*; those of no clause, as found."""
        number = ""
        for part in _PARTS.finditer(reference[0]):
            span = Span(*(reference.start() + place for place in part.span()))
            if part[1]:
                number = part[1]
                known = self.clauses.get(number)
                yield _Edit(span, known.new) if known else (number, span)
            elif number in self.clauses:
                letter = self.letters[number].get(part[2])
                yield _Edit(span, f"({letter})") if letter else (f"{number}({part[2]})", span)
