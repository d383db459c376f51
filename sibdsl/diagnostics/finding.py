"""One finding: a value, made where the mistake is found and shown by whoever asks."""

from collections.abc import Iterable, Iterator

from attrs import field, frozen

from sibdsl.diagnostics.codes import Code, Severity
from sibdsl.source import Source, Span


@frozen
class Place:
    """Where a finding points: words of a contract, or a cell of a file of case data.

    Lines and columns count from 1. A cell has no *span* and names its *heading* instead of a
    column of characters.
    """

    file: str
    line: int | None = None
    column: int | None = None
    heading: str | None = None
    source: Source | None = field(default=None, repr=False, eq=False)
    span: Span | None = None

    @classmethod
    def words(cls, source: Source, span: Span) -> "Place":
        """The words of *source* in *span*."""
        line, column = source.line_and_column(span.start)
        return cls(source.name, line, column, source=source, span=span)


@frozen
class Label:
    """A second place, with the few words that say why it is shown."""

    place: Place
    text: str


@frozen
class Finding:
    """One finding: what is wrong, where, and what to do about it.

    *clause* is the clause number of the contract, where there is one; *rule* the number of the
    rule of the Department for Education that the data breaks; *case* the case number that a
    finding of case data concerns.
    """

    code: Code
    message: str
    place: Place | None = None
    clause: str | None = field(default=None, kw_only=True)
    label: str = field(default="", kw_only=True)
    others: tuple[Label, ...] = field(default=(), kw_only=True)
    help: str | None = field(default=None, kw_only=True)
    rule: str | None = field(default=None, kw_only=True)
    case: str | None = field(default=None, kw_only=True)

    @property
    def severity(self) -> Severity:
        """How grave: fixed by the code, so the same mistake is always as grave."""
        return self.code.severity


def errors(findings: Iterable[Finding]) -> Iterator[Finding]:
    """Those of *findings* after which nothing may be computed."""
    return (f for f in findings if f.severity is Severity.ERROR)
