"""Findings as text: the message, the words it is about underlined, and what to do."""

import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Final

from sibdsl.diagnostics.codes import Severity
from sibdsl.diagnostics.finding import Finding, Place

TAB: Final = 4
_COUNTED: Final = {
    Severity.ERROR: ("error", "errors"),
    Severity.CASE: ("case left out", "cases left out"),
    Severity.WARNING: ("warning", "warnings"),
}


def frame(finding: Finding) -> str:
    """*finding* as lines of text, without colour and without a line end at the end.

    >>> from sibdsl.diagnostics import Place, codes
    >>> from sibdsl.source import Source, Span
    >>> words = Place.words(Source("a.sib", "Completion payz £2,000."), Span(11, 15))
    >>> print(frame(Finding(codes.MISSPELT, "`payz` is not a word", words, help="`pays`?")))
    error[SIB109]: `payz` is not a word
     --> a.sib:1:12
      |
    1 | Completion payz £2,000.
      |            ^^^^
      = help: `pays`?
    """
    return "\n".join(_lines(finding))


def summary(findings: Iterable[Finding]) -> str:
    """How many findings of each severity: `2 errors, 1 warning`, or `no findings`."""
    counts = Counter(finding.severity for finding in findings)
    parts = [f"{counts[s]} {_COUNTED[s][counts[s] != 1]}" for s in Severity if counts[s]]
    return ", ".join(parts) or "no findings"


def _lines(finding: Finding) -> Iterator[str]:
    yield f"{finding.severity.value}[{finding.code}]: {finding.message}"
    places = [finding.place, *(other.place for other in finding.others)]
    width = max((len(str(p.line)) for p in places if p and p.span and p.line), default=0)
    if finding.place:
        yield f" --> {_header(finding, finding.place)}"
        yield from _snippet(finding.place, finding.label, "^", width)
    for other in finding.others:
        yield f" ::: {_where(other.place)}{_beside(other.place, other.text)}"
        yield from _snippet(other.place, other.text, "-", width)
    if finding.help:
        yield from _help(finding.help, width)


def _header(finding: Finding, place: Place) -> str:
    """`contract.sib:52:14 (clause 5.2)`, `episodes.csv:14, column DEC (case 102, rule 503A)`"""
    known = [("clause", finding.clause), ("case", finding.case), ("rule", finding.rule)]
    about = ", ".join(f"{name} {value}" for name, value in known if value)
    return _where(place) + (f" ({about})" if about else "")


def _where(place: Place) -> str:
    """`contract.sib:52:14`, `episodes.csv:14, column DEC`"""
    parts = [place.file, *(str(n) for n in (place.line, place.column) if n is not None)]
    return ":".join(parts) + (f", column {place.heading}" if place.heading else "")


def _beside(place: Place, text: str) -> str:
    """*text* in the header of a place that has no words to stand beside."""
    return f": {text}" if text and not place.span else ""


def _snippet(place: Place, label: str, mark: str, width: int) -> Iterator[str]:
    """The first line of the words at *place*, and *mark* under each of them."""
    if place.source is None or place.span is None or place.line is None:
        return
    text = place.source.line(place.line)
    start = (place.column or 1) - 1
    length = max(0, place.span.end - place.span.start)
    end = min(start + length, len(text.rstrip())) if length else start + 1
    before, words = _columns(text[:start], 0), _columns(text[:end], 0)
    under = " " * before + mark * max(1, words - before) + (f" {label}" if label else "")
    yield f"{' ' * width} |"
    yield f"{place.line:>{width}} | {_shown(text)}".rstrip()
    yield f"{' ' * width} | {under}"


def _help(text: str, width: int) -> Iterator[str]:
    first, *more = text.split("\n")
    yield f"{' ' * width} = help: {first}"
    for line in more:
        yield f"{' ' * width}         {line}"


def _shown(text: str) -> str:
    """*text* with each tab as the spaces that it stands for."""
    out = ""
    for char in text:
        out += " " * (TAB - _columns(out, 0) % TAB) if char == "\t" else char
    return out


def _columns(text: str, start: int) -> int:
    """How many columns *text* takes on a terminal, from column *start* on."""
    at = start
    for char in text:
        at += TAB - at % TAB if char == "\t" else _width(char)
    return at - start


def _width(char: str) -> int:
    """Two for wide characters, none for those that take no room of their own."""
    if unicodedata.combining(char) or unicodedata.category(char) in ("Cf", "Cc"):
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1
