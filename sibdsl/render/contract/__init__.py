"""A contract as a document: its own words clause by clause, then what follows from them."""

from collections.abc import Iterator, Mapping, Sequence

from sibdsl.model.examples import Result
from sibdsl.model.lowered import Lowered
from sibdsl.pipeline import Loaded
from sibdsl.render.contract.amendments import amended_asides
from sibdsl.render.contract.body import body
from sibdsl.render.contract.defined import defined_terms
from sibdsl.render.contract.examples import shown
from sibdsl.render.contract.links import Linked, linked
from sibdsl.render.contract.meanings import meant_asides
from sibdsl.render.contract.opening import facts, mark, subtitle
from sibdsl.render.contract.questions import questions
from sibdsl.render.contract.reached import reached, reached_asides
from sibdsl.render.contract.schedule import schedule
from sibdsl.render.contract.signed import signed_asides
from sibdsl.render.contract.verdicts import verdict_asides, verdicts
from sibdsl.render.contract.wanted import Wanted
from sibdsl.render.document import Aside, Block, Document

Asides = Mapping[str, tuple[Aside, ...]]
"""What stands beside the clause of each number."""

NOTHING_MORE = Wanted()


def document(
    read: Loaded, lowered: Lowered, results: Sequence[Result], wanted: Wanted = NOTHING_MORE
) -> Document:
    """The contract *read*, which means *lowered* and whose examples come to *results*.

    Beside its clauses and after them stands what is *wanted*.
    """
    words = linked(read.source, read.document)
    contract = lowered.contract
    examples = {r.example.clause.number: shown(contract, r) for r in results}
    beside = [
        signed_asides(read.document, read.findings),
        amended_asides(words, read.document),
        verdict_asides(wanted.verdicts or ()),
        meant_asides(words, wanted.meanings),
        reached_asides(wanted.data) if wanted.data else {},
    ]
    blocks = (
        *body(words, read.document, _together(beside), examples),
        *schedule(words, read.document, contract),
        *_after(words, lowered, wanted),
        *defined_terms(words),
    )
    return Document(
        contract.title,
        subtitle(contract),
        facts(words, contract, wanted.data),
        blocks,
        mark(contract, wanted.data),
        contents=True,
    )


def _after(words: Linked, lowered: Lowered, wanted: Wanted) -> Iterator[Block]:
    """The parts at the end that were asked for."""
    if wanted.questions is not None:
        yield from questions(words, wanted.questions)
    if wanted.verdicts is not None:
        yield from verdicts(words, lowered.contract, wanted.verdicts)
    if wanted.data is not None:
        yield from reached(words, wanted.data)


def _together(asides: Sequence[Asides]) -> Asides:
    """What stands beside each clause, in that order."""
    found: dict[str, tuple[Aside, ...]] = {}
    for one in asides:
        for number, those in one.items():
            found[number] = (*found.get(number, ()), *those)
    return found
