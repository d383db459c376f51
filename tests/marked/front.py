"""What finds the mistakes of a marked contract: one function for each folder of them."""

from collections.abc import Callable

from sibdsl.diagnostics import Finding
from sibdsl.pipeline import loaded
from sibdsl.questions.findings import findings
from sibdsl.source import Source
from sibdsl.syntax.parse import parse


def of_the_words(text: str) -> tuple[Finding, ...]:
    """The mistakes in the words of a fragment, which need not be a whole contract."""
    return parse(Source("marked.sib", text)).findings


def findings_of(text: str) -> tuple[Finding, ...]:
    """The mistakes that the whole front end finds."""
    return loaded(Source("marked.sib", text)).findings


def left_open(text: str) -> tuple[Finding, ...]:
    """The mistakes, and the questions that a contract without any leaves open."""
    found = loaded(Source("marked.sib", text))
    if found.lowered is None:
        return found.findings
    return (*found.findings, *findings(found.lowered.contract, found.document))


FRONTS: dict[str, Callable[[str], tuple[Finding, ...]]] = {
    "words": of_the_words,
    "questions": left_open,
}
"""The folders whose contracts are not read by `findings_of`."""
