"""A contract as a document: its own words clause by clause, then what follows from them."""

from collections.abc import Mapping, Sequence

from sibdsl.model.examples import Result
from sibdsl.model.lowered import Lowered
from sibdsl.pipeline import Loaded
from sibdsl.render.contract.amendments import amended_asides
from sibdsl.render.contract.body import body
from sibdsl.render.contract.defined import defined_terms
from sibdsl.render.contract.examples import Shown, shown
from sibdsl.render.contract.links import linked
from sibdsl.render.contract.opening import facts, mark, subtitle
from sibdsl.render.contract.schedule import schedule
from sibdsl.render.document import Aside, Block, Document

Asides = Mapping[str, tuple[Aside, ...]]
"""What stands beside the clause of each number."""


def document(
    read: Loaded,
    lowered: Lowered,
    results: Sequence[Result],
    beside: Asides | None = None,
    after: Sequence[Block] = (),
) -> Document:
    """The contract *read*, which means *lowered* and whose examples come to *results*.

    *beside* stands by its clauses after what is always there, *after* at the very end.
    """
    words = linked(read.source, read.document)
    contract = lowered.contract
    examples = {one.clause: one for one in _examples(lowered, results)}
    asides = _together(amended_asides(words, read.document), beside or {})
    blocks = (
        *body(words, read.document, asides, examples),
        *schedule(words, read.document, contract),
        *defined_terms(words),
        *after,
    )
    return Document(
        contract.title,
        subtitle(contract),
        facts(words, contract),
        blocks,
        mark(contract),
        contents=True,
    )


def _examples(lowered: Lowered, results: Sequence[Result]) -> list[Shown]:
    return [shown(lowered.contract, result) for result in results]


def _together(first: Asides, second: Asides) -> Asides:
    """The asides of both, those of *first* before those of *second*."""
    numbers = [*first, *(number for number in second if number not in first)]
    return {number: (*first.get(number, ()), *second.get(number, ())) for number in numbers}
