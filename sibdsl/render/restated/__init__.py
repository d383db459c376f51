"""A contract restated: what each clause means, in plain sentences made from the core alone.

A reader compares what the machine understood with what was meant. Below each sentence stand
consequences worked at the edges: the first day that is not in a period, the payment that crosses a
limit, the penny that a share is rounded by. Their figures are computed as payments are.
"""

from collections.abc import Iterator, Mapping

from sibdsl.model.contract import Contract
from sibdsl.model.days import in_words
from sibdsl.render.restated.called import as_declared
from sibdsl.render.restated.claims import absences, claims, promises
from sibdsl.render.restated.definitions import definitions
from sibdsl.render.restated.eligibility import eligible
from sibdsl.render.restated.funding import funding
from sibdsl.render.restated.limits import beside, deductions, limits
from sibdsl.render.restated.outcomes import outcomes
from sibdsl.render.restated.prices import prices
from sibdsl.render.restated.records import parties, records
from sibdsl.render.restated.said import Restated, Said
from sibdsl.render.restated.stops import stops
from sibdsl.render.restated.text import of_text
from sibdsl.syntax import forms
from sibdsl.values import changed

__all__ = ["Restated", "restated"]


def restated(document: forms.Document, contract: Contract) -> Mapping[str, tuple[Restated, ...]]:
    """What each clause of *document*, which means *contract*, comes to, by its number.

    Every clause but the title has an entry, in the order of the text. What an amendment changes
    stands under the clause that it changes, with its first day, after what was signed. In a file
    without clause numbers all stand under the empty number, so number it first.
    """
    parts: dict[str, list[Restated]] = {clause.number: [] for clause in _sentences(document)}
    for number, one in _of_all_versions(contract):
        if one not in parts.setdefault(number, []):
            parts[number].append(one)
    for clause in _sentences(document):
        if not parts[clause.number]:
            parts[clause.number].append(of_text(clause, contract))
    called = as_declared(document, contract)
    return {number: tuple(called(one) for one in each) for number, each in parts.items()}


def _sentences(document: forms.Document) -> Iterator[forms.Clause]:
    """The clauses that can be restated: all but the title."""
    return (one for one in document.clauses if not isinstance(one.form, forms.Title))


def _of_all_versions(contract: Contract) -> Said:
    """What is said of the contract as signed, then what each later version says otherwise."""
    before = list(of_core(contract))
    yield from before
    for version in contract.versions:
        after = list(of_core(version.contract))
        stood = {(number, one.item, one.sentence) for number, one in before}
        for number, one in after:
            if (number, one.item, one.sentence) not in stood:
                yield number, changed(one, sentence=_since(version.since, one.sentence))
        before = after


def _since(day: int, sentence: str) -> str:
    return f"From {in_words(day)} on: {sentence}"


def of_core(contract: Contract) -> Said:
    """What is said of each clause that has a term in the core; of one version of the contract."""
    yield from parties(contract)
    yield from records(contract)
    yield from definitions(contract)
    yield from eligible(contract)
    yield from outcomes(contract)
    yield from stops(contract)
    yield from prices(contract)
    yield from deductions(contract)
    yield from limits(contract)
    yield from funding(contract)
    yield from beside(contract)
    yield from claims(contract)
    yield from promises(contract)
    yield from absences(contract)
