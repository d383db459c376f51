"""Mistakes in lists `(a) …; (b) …; and (c) …`, and conditions that should be a list."""

import re
from collections.abc import Iterator
from itertools import groupby
from operator import itemgetter
from typing import Final

from sibdsl.diagnostics import codes
from sibdsl.source import Span
from sibdsl.syntax.draft import Edit, Mistake
from sibdsl.syntax.situation import Situation, last_word
from sibdsl.syntax.tree import Item, Node
from sibdsl.syntax.walk import parts, walk
from sibdsl.syntax.words import TERM

_LETTER: Final = re.compile(r"\([a-z]{1,2}\)")
_BOUNDARY: Final = re.compile(r";(?:\s*(?:and|or)\b)?|\b[Ii]f\b|\bwhere\b|\([a-z]{1,2}\)|:")
_JOINS: Final = re.compile(r"(?<!\w)(?:and|or)(?!\w)")
_BETWEEN: Final = re.compile(rf"\s*(?:(?:the|an?)\s+)?(?:{TERM.pattern})?\s*")
_VERB: Final = re.compile(r"\b(?:is|are|has)\b")
_LIST_JOINS: Final = re.compile(r";\s*(and|or)\s+\([a-z]{1,2}\)")


def conditions_in_line(at: Situation) -> Mistake | None:
    """`if A and B`, `if A and B or C`: more than one condition is a list."""
    before = list(_BOUNDARY.finditer(at.text, 0, at.at))
    unknown = at.word.isalpha() and at.word.islower() and at.word not in at.keywords
    if not before or before[-1][0][0] in ";:" or unknown:
        return None
    start, end = before[-1].end(), _end_of_part(at.text, at.at)
    joins = [
        m for m in _JOINS.finditer(at.text, start, end)
        if m.start() <= at.at and _VERB.search(at.text, m.end(), end)
    ]  # fmt: skip
    if not joins or not _BETWEEN.fullmatch(at.text, joins[-1].end(), max(at.at, joins[-1].end())):
        return None
    return _joined(at, before[-1], joins[-1], at.text[start:end])


def _end_of_part(text: str, at: int) -> int:
    end = text.find(";", at)
    return len(text) if end < 0 else end


def _joined(at: Situation, boundary: re.Match[str], join: re.Match[str], part: str) -> Mistake:
    """Conditions joined by *join* in one line, after *boundary*."""
    words = {m[0] for m in _JOINS.finditer(part)}
    in_list = boundary[0].startswith("(")
    message = f"`{join[0]}` joins two conditions in one line"
    help_ = f"write a list: `(a) …; {join[0]} (b) …`"
    if in_list:
        help_ = "give each condition a letter of its own"
    if len(words) > 1:
        message = "`and` and `or` join conditions in one line, which can be read in two ways"
        help_ += "; give an inner list a name of its own, with `A Child is Vulnerable if …`"
    edit = None
    if not in_list and len(words) == 1 and len(_JOINS.findall(part)) == 1:
        between = at.draft.text[boundary.end() : join.start()].strip()
        right = f" (a) {between}; {join[0]} (b)"
        edit = Edit(Span(boundary.end(), join.end()), right)
    return Mistake(codes.AND_WITH_OR, Span(*join.span()), message, help_, edit)


# -- What parts a list ----------------------------------------------------------------------------


def list_words(at: Situation) -> Mistake | None:
    """A comma or full stop for a semicolon; `and` that is missing, too early, or beside `or`."""
    if not _LETTER.search(at.text):
        return None
    return _joined_twice(at) or _not_parted(at) or _not_joined(at) or _no_letter(at)


def _joined_twice(at: Situation) -> Mistake | None:
    """`(a) …; and (b) …; and (c) …`, or `or` after `and`."""
    if at.word != ";":
        return None
    early = list(_LIST_JOINS.finditer(at.text, 0, at.at))
    late = _LIST_JOINS.match(at.text, at.at)
    if not early:
        return None
    first = Span(*early[-1].span(1))
    if late and late[1] != early[-1][1]:
        return Mistake(
            codes.AND_WITH_OR,
            Span(*late.span(1)),
            "`and` and `or` stand in one list, which can be read in two ways",
            "give an inner list a name of its own, with `A Child is Vulnerable if …`",
        )
    message = f"`{early[-1][1]}` stands before a part of the list that is not the last"
    edit = Edit(Span(first.start, first.end + 1), "") if late else None
    return Mistake(codes.LIST_WORDS, first, message, f"leave `{early[-1][1]}` out here", edit)


def _not_parted(at: Situation) -> Mistake | None:
    """Parts of a list without a semicolon between them."""
    word = re.compile(r"(?:[.,]\s*)?(?:(?:and|or)\s+)?\([a-z]{1,2}\)").match(at.text, at.at)
    if word is None:
        return None
    text, span = at.draft.text, at.span
    if at.word in ".,":
        edit = Edit(span, ";")
    else:
        span = last_word(text, at.at)
        comma = text[span.end - 1] == ","
        edit = Edit(Span(span.end - comma, span.end), ";")
        if text[span.end - 1] == ";" or (not {";", "LETTER"} & at.expected and not comma):
            return None
    message = "a part of this list does not end with a semicolon"
    return Mistake(codes.LIST_WORDS, span, message, "write `;` between the parts of a list", edit)


def _not_joined(at: Situation) -> Mistake | None:
    """`(a) …; (b) ….`: neither `; and` nor `; or` before the last part."""
    letters = list(_LETTER.finditer(at.text, 0, at.at))
    if ";" not in at.expected or at.word not in (".", ",", "then") or not letters:
        return None
    last = Span(*letters[-1].span())
    if len(letters) == 1:
        message, help_ = "a list has one part only", "leave the letter out, or add a part"
        return Mistake(codes.LIST_WORDS, last, message, help_)
    if not at.text[: last.start].rstrip().endswith(";"):
        return None
    message = "neither `and` nor `or` stands before the last part of this list"
    help_ = f"write `and {at.text[last.start : last.end]}` or `or {at.text[last.start : last.end]}`"
    return Mistake(
        codes.LIST_WORDS, last, message, help_, Edit(Span(last.start, last.start), "and ")
    )


def _no_letter(at: Situation) -> Mistake | None:
    """`(a) …; the Child is …`: a part without its letter."""
    before = re.sub(r"\b(?:the|an?)\s+$", "", at.text[: at.at])
    if "LETTER" not in at.expected or not before.rstrip().endswith((";", "and", "or")):
        return None
    letters = _LETTER.findall(before)
    letter = f"({_following(letters[-1][1:-1])})" if letters else "(a)"
    start = len(before)
    words = " ".join(at.draft.text[start : at.span.end].split())
    edit = Edit(Span(start, start), f"{letter} ")
    message = "this part of a list has no letter"
    span = Span(start, at.span.end)
    return Mistake(codes.LIST_LETTER, span, message, f"write `{letter} {words} …`", edit)


# -- The letters of a list that was read ----------------------------------------------------------


def letters(form: Node) -> Iterator[tuple[Span, str, str]]:
    """The first letter out of its turn in each list of *form*: place, letter, the one expected."""
    for items in _lists(form):
        expected = "a"
        for item in items:
            if item.label not in ("", expected):
                yield item.span, item.label, expected
                break
            expected = _following(expected)


def _lists(form: Node) -> Iterator[list[Item]]:
    """Every list in *form*, outermost first."""
    for node in walk(form):
        for _, beside in groupby(parts(node), key=itemgetter(0)):
            items = [part for _, part in beside if isinstance(part, Item)]
            if items:
                yield items


def _following(letter: str) -> str:
    """The letter after *letter*; after `z` comes `aa`."""
    if letter == "z":
        return "aa"
    if letter.endswith("z"):
        return chr(ord(letter[0]) + 1) + "a"
    return letter[:-1] + chr(ord(letter[-1]) + 1)
