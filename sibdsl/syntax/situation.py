"""Where a reader stands when a word of a sentence cannot stand where it does."""

import re
from collections.abc import Callable, Mapping
from functools import cached_property
from typing import Final

from attrs import define

from sibdsl.source import Span
from sibdsl.syntax.draft import Draft
from sibdsl.syntax.words import plain

_WORD: Final = re.compile(r"\"[^\"]*\"|[£$€]?\w(?:[\w,./'-]*[\w%])?%?|\S")


@define(frozen=True, slots=False)
class Situation:
    """A draft, the first character of it that could not stand there, and what could have.

    *expected* holds keywords as written, and kinds of word in capitals (TERM, DATE, MONEY …).
    *keywords* are all of the language, *terms* those of the file by their key. *reads* says
    whether a text is a sentence.
    """

    draft: Draft
    at: int
    expected: frozenset[str]
    keywords: frozenset[str]
    terms: Mapping[str, str]
    reads: Callable[[str], bool]

    @cached_property
    def text(self) -> str:
        """The words of the draft without notes and what stands in quotation marks."""
        return plain(self.draft.text)

    @cached_property
    def span(self) -> Span:
        """The whole word that could not stand there."""
        found = _WORD.match(self.draft.text, self.at)
        last = len(self.draft.text)
        return Span(*found.span()) if found else Span(max(0, last - 1), last)

    @property
    def word(self) -> str:
        """The word that could not stand there, as written."""
        return self.draft.text[self.span.start : self.span.end]

    @property
    def possible(self) -> list[str]:
        """The keywords that could stand there, in the order of the alphabet."""
        return sorted(w for w in self.expected if w[:1].isalpha() and not w.isupper())

    def over(self, pattern: re.Pattern[str]) -> re.Match[str] | None:
        """The words that match *pattern* and include the place where reading stopped."""
        matches = pattern.finditer(self.text)
        return next((m for m in matches if m.start() <= self.at < m.end()), None)


def last_word(text: str, end: int) -> Span:
    """The last word of *text* before *end*, spaces and notes left out."""
    words = list(re.finditer(r"\S+", plain(text)[:end]))
    return Span(*words[-1].span()) if words else Span(max(0, end - 1), end)
