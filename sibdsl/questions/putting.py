"""An answer put into the text of a contract, and the contract read again."""

import re
from collections.abc import Iterable, Iterator
from typing import assert_never

from sibdsl.pipeline import Loaded, loaded
from sibdsl.questions.question import AlsoIf, Answer, Edit, Instead, Reworded
from sibdsl.source import Source, Span
from sibdsl.syntax import forms

_LAST: re.Pattern[str] = re.compile(r"; and\s+\(([a-z])\)\s+((?:(?! if ).)*)\.$", re.DOTALL)
_ONE: re.Pattern[str] = re.compile(r"\bif\s+(.*)\.$", re.DOTALL)


def settled(
    document: forms.Document, answer: Answer, beside: tuple[str, ...] = ()
) -> Loaded | None:
    """The contract with *answer* in it, and with *beside*; None where a clause cannot take it.

    Its worked examples are left out: one may say what the contract paid before.
    """
    changed = {} if not answer.edits else _changed(document, answer.edits)
    if changed is None:
        return None
    text = "\n".join([_text(document, changed), *beside, *answer.sentences])
    return loaded(Source(document.source.name, f"{text}\n"))


def _changed(document: forms.Document, edits: Iterable[Edit]) -> dict[str, str] | None:
    """The new words of each clause that *edits* change; None where one does not fit."""
    numbered = (clause for clause in document.clauses if clause.number)
    clauses = {clause.number: document.source[clause.span] for clause in numbered}
    made: dict[str, str] = {}
    for edit in edits:
        old = made.get(edit.clause, clauses.get(edit.clause))
        new = None if old is None else _edited(old, edit)
        if new is None:
            return None
        made[edit.clause] = new
    return made


def _edited(words: str, edit: Edit) -> str | None:
    match edit:
        case Instead(_, sentence):
            return sentence
        case Reworded(_, old, new):
            pattern = r"(?:\s|\[[^\]]*\])+".join(re.escape(word) for word in old.split())
            made, times = re.subn(pattern, lambda _: new.strip(), words, count=1)
            return made if times else None
        case AlsoIf(_, condition):
            return _with_condition(words, condition)
        case _:
            assert_never(edit)


def _with_condition(words: str, condition: str) -> str | None:
    """A list of conditions, all of which have to hold, with one more."""
    plain = re.sub(r"\[[^\]]*\]", "", words).strip()
    listed = _LAST.search(plain)
    if listed:
        letter, last = listed[1], listed[2]
        more = f"; ({letter}) {last}; and ({chr(ord(letter) + 1)}) {condition}."
        return plain[: listed.start()] + more
    one = _ONE.search(plain)
    if one is None or "(" in one[1]:
        return None
    return f"{plain[: one.start(1)]}(a) {one[1]}; and (b) {condition}."


def _text(document: forms.Document, changed: dict[str, str]) -> str:
    """The source without its worked examples, and with the clauses that changed."""
    source, parts, at = document.source, list[str](), 0
    for span, words in sorted(_cuts(document, changed)):
        parts += [source.text[at : span.start], words]
        at = span.end
    return "".join([*parts, source.text[at:]])


def _cuts(document: forms.Document, changed: dict[str, str]) -> Iterator[tuple[Span, str]]:
    for clause in document.clauses:
        if isinstance(clause.form, forms.Example):
            start = _before_number(document.source, clause)
            yield Span(start, clause.span.end), ""
        elif clause.number and clause.number in changed:
            yield clause.span, changed[clause.number]


def _before_number(source: Source, clause: forms.Clause) -> int:
    """Where the number of *clause* begins, if it has one."""
    before = source.text[: clause.span.start].rstrip()
    if clause.number and before.endswith(clause.number):
        return len(before) - len(clause.number)
    return clause.span.start


def in_words(answer: Answer) -> Iterator[str]:
    """What an answer writes, a sentence or a change of a clause at a time."""
    for edit in answer.edits:
        match edit:
            case Instead(clause, sentence):
                yield f"{clause} {sentence}"
            case Reworded(clause, old, new):
                yield f"{clause} … {new.strip()} …  [for: {old.strip().rstrip('.')}]"
            case AlsoIf(clause, condition):
                yield f"{clause} …; and {condition}."
            case _:
                assert_never(edit)
    yield from answer.sentences
