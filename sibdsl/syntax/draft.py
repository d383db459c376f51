"""A sentence as it is being read, with its mistakes mended one by one.

A mistake is named, mended as the reader most likely meant it, and reading goes on; so one sentence
can show all of its mistakes, and a Term that it defines is not reported as missing elsewhere.
Nothing is computed from a file with an error, so a mend that guessed wrong pays nobody.
"""

from collections.abc import Sequence

from attrs import frozen

from sibdsl.diagnostics import Code, Finding, Place
from sibdsl.source import Source, Span


@frozen
class Edit:
    """Put *text* in place of the characters of a draft in *span*."""

    span: Span
    text: str


@frozen
class Mistake:
    """A mistake in a draft: what to say, where, and how to read on.

    *span* counts characters of the draft. Without an *edit* the rest of the sentence is not read.
    *resume* is the character at which another sentence begins, where a full stop is missing.
    """

    code: Code
    span: Span
    message: str
    help: str
    edit: Edit | None = None
    label: str = ""
    resume: int | None = None

    @classmethod
    def mended(cls, code: Code, span: Span, message: str, help_: str, text: str) -> "Mistake":
        """A mistake mended by *text* in the place of the words underlined."""
        return cls(code, span, message, help_, Edit(span, text))


@frozen
class Draft:
    """The words of a sentence, some of them mended.

    *origin* holds for each character, and for the end, where in the source it stands; *mends* are
    the parts of *text* that are not the author's.
    """

    text: str
    origin: Sequence[int]
    mends: tuple[Span, ...] = ()

    @classmethod
    def of(cls, source: Source, span: Span) -> "Draft":
        """The words of *source* in *span*, as they stand."""
        return cls(source[span], range(span.start, span.end + 1))

    def mended(self, edit: Edit) -> "Draft":
        """This draft after *edit*."""
        start, end, new = edit.span.start, edit.span.end, edit.text
        moved = len(new) - (end - start)
        origin = [*self.origin[:start], *[self.origin[start]] * len(new), *self.origin[end:]]
        kept = tuple(
            Span(m.start + moved, m.end + moved) if m.start >= end else m for m in self.mends
        )
        text = self.text[:start] + new + self.text[end:]
        return Draft(text, origin, (*kept, Span(start, start + len(new))))

    def is_mended(self, at: int) -> bool:
        """Whether the word at *at* is mended, or follows straight on a mended one."""
        return any(m.start <= at and not self.text[m.end : at].strip() for m in self.mends)

    def place(self, start: int, end: int) -> Span:
        """Where in the source the characters from *start* up to *end* stand."""
        return Span(self.origin[start], self.origin[end])

    def finding(self, source: Source, mistake: Mistake, clause: str) -> Finding:
        """*mistake*, told at its place in *source*."""
        return Finding(
            mistake.code,
            mistake.message,
            Place.words(source, self.place(mistake.span.start, mistake.span.end)),
            clause=clause or None,
            label=mistake.label,
            help=mistake.help,
        )
