"""The defined Terms that a text in prose names."""

import re
from collections.abc import Iterator

from attrs import frozen

from sibdsl.check.symbols import Kind, Symbol, Symbols
from sibdsl.source import Span
from sibdsl.syntax.words import TERM

_WORD = re.compile(r"[\w'’-]+")
_POSSESSIVE = re.compile(r"['’]s?$")
_OPENS = re.compile(r"(?:^|[.;:(])\s*$")


@frozen
class Named:
    """A Term as prose names it, and where."""

    symbol: Symbol
    span: Span


def terms_in(text: str, symbols: Symbols) -> Iterator[Named]:
    """The Terms named in *text* with capital letters.

    A run of capitalised words counts only where it is made of Terms from end to end: `Care Quality
    Commission` does not name Care. The first word of a sentence has its capital from there, so it
    is left aside where it is no Term, and where it would be one all by itself.
    """
    for run in TERM.finditer(text):
        words = list(_WORD.finditer(text, run.start(), run.end()))
        opens = bool(_OPENS.search(text[: run.start()]))
        named = _all_terms(text, words, symbols)
        if named is None and opens:
            named = _all_terms(text, words[1:], symbols)
        for one in named or ():
            alone = opens and len(words) == 1
            if not alone:
                yield one


def _all_terms(text: str, words: list[re.Match[str]], symbols: Symbols) -> list[Named] | None:
    """The Terms that *words* are made of, the longest first; None where any is left over."""
    named: list[Named] = []
    at = 0
    while at < len(words):
        for end in range(len(words), at, -1):
            span = Span(words[at].start(), words[end - 1].end())
            written = _POSSESSIVE.sub("", text[span.start : span.end])
            symbol = symbols.get(" ".join(written.split()))
            if symbol is not None:
                named.append(Named(symbol, span))
                at = end
                break
        else:
            return None
    return named


def about_whom(named: Named) -> bool:
    """Whether it names the person of a case, whom every clause is about."""
    return named.symbol.kind is Kind.PERSON
