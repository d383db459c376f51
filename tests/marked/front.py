"""What finds the mistakes of a marked contract: one function for each folder of them."""

from collections.abc import Callable

from sibdsl.diagnostics import Finding
from sibdsl.pipeline import loaded
from sibdsl.source import Source
from sibdsl.syntax.parse import parse


def of_the_words(text: str) -> tuple[Finding, ...]:
    """The mistakes in the words of a fragment, which need not be a whole contract."""
    return parse(Source("marked.sib", text)).findings


def findings_of(text: str) -> tuple[Finding, ...]:
    """The mistakes that the whole front end finds."""
    return loaded(Source("marked.sib", text)).findings


FRONTS: dict[str, Callable[[str], tuple[Finding, ...]]] = {"words": of_the_words}
"""The folders whose contracts are not read by `findings_of`."""
