"""What is wrong around the sentences of a file: signs, full stops, headings, what is not closed."""

import re
from collections.abc import Iterator

from sibdsl.diagnostics import Finding, Place, codes
from sibdsl.source import Source, Span
from sibdsl.syntax import scan
from sibdsl.syntax.draft import Mistake
from sibdsl.syntax.situation import last_word
from sibdsl.syntax.words import plain


def odd_characters(source: Source, straight: str) -> Iterator[Finding]:
    """Curly quotation marks outside notes and headings, once for each file."""
    hidden = re.sub(r"\[[^\]]*\]|^[^\S\n]*#.*", _blank, straight, flags=re.MULTILINE)
    for found in re.finditer(r"[“”]|(?<=\w)’(?=\w)", source.text):
        if hidden[found.start()] != " ":
            yield Finding(
                codes.CURLY_QUOTES,
                "the file has curly quotation marks; they are read as straight ones",
                Place.words(source, Span(*found.span())),
                help="write straight ones; `sibdsl fmt` does it for you",
            )
            return


def _blank(found: re.Match[str]) -> str:
    return " " * len(found[0])


def of_piece(source: Source, piece: scan.Piece) -> Iterator[Finding]:
    """What is wrong with a piece of a file before any sentence in it is read."""
    match piece:
        case scan.Unclosed(span, number):
            yield _unclosed(source, span, number)
        case scan.Version(number, span) if number != "1":
            yield Finding(
                codes.UNKNOWN_VERSION,
                f"version {number} of the language is not known here",
                Place.words(source, span),
                help="write `sib 1`, or use the program that knows that version",
            )
        case _:
            pass


def _unclosed(source: Source, span: Span, number: str) -> Finding:
    what = "note" if source.text[span.start] == "[" else "quotation"
    close = "]" if what == "note" else '"'
    return Finding(
        codes.UNCLOSED,
        f"this {what} is never closed",
        Place.words(source, Span(span.start, span.start + 1)),
        clause=number or None,
        label="opened here",
        help=f"close the {what} with `{close}`; reading went on at the next clause",
    )


def no_full_stop(text: str, end: int) -> Mistake:
    """The sentence of *text* stops at *end* without a full stop."""
    return Mistake(
        codes.MISSING_STOP,
        last_word(text, end),
        "this sentence has no full stop",
        "end the sentence with a full stop",
        label="a full stop is missing after this",
    )


def is_heading(text: str, number: str) -> bool:
    """Whether words that are no sentence look like a heading: one short line, no figures."""
    words = plain(text).strip()
    figures = re.search(r"\d|[£%\",;:]|\n", words)
    return "." not in number and 0 < len(words.split()) <= 8 and figures is None


def heading(text: str) -> Mistake:
    """*text* is no sentence, and looks like a heading without its mark."""
    return Mistake(
        codes.HEADING_MARK,
        Span(0, len(plain(text).rstrip())),
        "these words look like a heading, and are no sentence",
        "begin the line of a heading with `#`",
    )
