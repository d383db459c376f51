"""Naming a mistake in the words of a sentence, so that no reader meets a grammar."""

import re
from collections.abc import Iterator
from difflib import get_close_matches
from typing import Final

from attrs import frozen

from sibdsl.diagnostics import Finding, Place, codes
from sibdsl.source import Source, Span
from sibdsl.syntax import scan


@frozen
class Unexpected:
    """The first character of a sentence that could not stand there, and what could have.

    *expected* holds keywords as written, and kinds of word in capitals (TERM, DATE, MONEY …).
    """

    at: int
    expected: frozenset[str]


_WORD: Final = re.compile(r"[£]?[\w,./'’-]*[\w%]|\S")
_KINDS: Final = {
    "TERM": "a Capitalised Term", "DATE": "a date such as 1 April 2018", "MONEY": "an amount",
    "PERCENT": "a percentage", "NUMBER": "a number", "STRING": "words in quotation marks",
    "LETTER": "(a)", "CLAUSE": "a clause number", "ORDINAL": "a birthday such as the 18th",
}  # fmt: skip


def odd_characters(source: Source) -> Iterator[Finding]:
    """Curly double quotation marks, once for each file."""
    found = re.search(r"[“”]", source.text)
    if found:
        yield Finding(
            codes.CURLY_QUOTES,
            "the file has curly quotation marks; they are read as straight ones",
            Place.words(source, Span(*found.span())),
            help='write "…"; `sibdsl fmt` does it for you',
        )


def of_piece(source: Source, piece: scan.Piece) -> Iterator[Finding]:
    """What is wrong with a piece of a file before any sentence in it is read."""
    match piece:
        case scan.Unclosed(span):
            yield _unclosed(source, span)
        case scan.Version(number, span) if number != "1":
            yield Finding(
                codes.UNKNOWN_VERSION,
                f"version {number} of the language is not known here",
                Place.words(source, span),
                help="write `sib 1`, or use the program that knows that version",
            )
        case scan.Sentence(span, number, ended=False):
            end = Span(max(span.start, span.end - 1), span.end)
            yield Finding(
                codes.MISSING_STOP,
                "this sentence has no full stop",
                Place.words(source, end),
                clause=number or None,
                label="a full stop is missing after this",
                help="end the sentence with a full stop",
            )
        case _:
            pass


def _unclosed(source: Source, span: Span) -> Finding:
    what = "note" if source.text[span.start] == "[" else "quotation"
    return Finding(
        codes.UNCLOSED,
        f"this {what} is never closed",
        Place.words(source, Span(span.start, span.start + 1)),
        help=f"close the {what} with `{']' if what == 'note' else chr(34)}`",
    )


def in_sentence(source: Source, sentence: scan.Sentence, wrong: Unexpected) -> Iterator[Finding]:
    """The mistake at the first word of *sentence* that could not stand there."""
    found = _WORD.match(source.text, wrong.at, sentence.span.end)
    span = Span(*found.span()) if found else Span(sentence.span.end - 1, sentence.span.end)
    word = source[span]
    keywords = sorted(w for w in wrong.expected if w[:1].islower())
    near = get_close_matches(word, keywords, n=1, cutoff=0.7)
    if near:
        yield Finding(
            codes.MISSPELT,
            f"`{word}` is not a word of the language",
            Place.words(source, span),
            clause=sentence.number or None,
            help=f"did you mean `{near[0]}`?",
        )
        return
    yield Finding(
        codes.NOT_A_SENTENCE,
        f"`{word}` cannot stand here",
        Place.words(source, span),
        clause=sentence.number or None,
        help=f"what can stand here: {could_stand(wrong.expected)}",
    )


def could_stand(expected: frozenset[str]) -> str:
    """The words that could stand somewhere, as a list to read."""
    kinds = [_KINDS[w] for w in sorted(expected) if w in _KINDS]
    keywords = [f"`{w}`" for w in sorted(expected) if w[:1].isalpha() and w not in _KINDS]
    return ", ".join([*kinds, *keywords][:8])
