"""The worked examples of a contract, computed, and a finding for each that is not as it says."""

from collections.abc import Iterator, Sequence

from sibdsl.diagnostics import Finding, Place
from sibdsl.diagnostics.codes import NOT_AS_IT_SAYS
from sibdsl.model.examples import Result
from sibdsl.source import Source, Span


def failures(source: Source, results: Sequence[Result]) -> Iterator[tuple[Result, Finding]]:
    """Each of *results* that is not as it says, with its finding at the name of the example."""
    if any(result.wrong for result in results):
        for result, span in zip(results, _names(source), strict=True):
            if result.wrong:
                yield result, _finding(result, Place.words(source, span))


def _finding(result: Result, place: Place) -> Finding:
    said = result.example
    message = f"the example “{said.name}” is not as it says: {'; '.join(result.wrong)}"
    return Finding(NOT_AS_IT_SAYS, message, place, clause=said.clause.number or None)


def _names(source: Source) -> Iterator[Span]:
    """Where the name of each example stands."""
    # Imported here: only a failure needs the words again, and the parser is most of start-up.
    from sibdsl.syntax.forms import Example
    from sibdsl.syntax.parse import parse

    for clause in parse(source).document.clauses:
        if isinstance(clause.form, Example):
            yield clause.form.name.span
