"""Source texts and the places in them."""

from bisect import bisect_right
from functools import cached_property

from attrs import define, frozen


@frozen(order=True)
class Span:
    """The characters from *start* up to but not including *end*, counted from 0."""

    start: int
    end: int

    def to(self, other: "Span") -> "Span":
        """From the start of this span to the end of *other*."""
        return Span(self.start, max(self.end, other.end))


@define(frozen=True, slots=False)
class Source:
    """A text and the name that messages give it."""

    name: str
    text: str

    @cached_property
    def _starts(self) -> list[int]:
        """Where each line begins; a byte-order mark is no part of the first."""
        first = 1 if self.text.startswith("\ufeff") else 0
        return [first, *(i + 1 for i, c in enumerate(self.text) if c == "\n")]

    def line_and_column(self, offset: int) -> tuple[int, int]:
        """The line and column of *offset*, both counted from 1.

        >>> Source("a.sib", "one\\ntwo").line_and_column(5)
        (2, 2)
        """
        line = max(1, bisect_right(self._starts, offset))
        return line, max(1, offset - self._starts[line - 1] + 1)

    def line(self, number: int) -> str:
        """Line *number*, counted from 1, without its line end."""
        start = self._starts[number - 1]
        end = self._starts[number] - 1 if number < len(self._starts) else len(self.text)
        return self.text[start:end].rstrip("\r")

    def __getitem__(self, span: Span) -> str:
        return self.text[span.start : span.end]
