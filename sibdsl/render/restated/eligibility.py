"""Who is eligible, restated: each condition, and how many places there are."""

from collections.abc import Iterator

from sibdsl.model import contract as core
from sibdsl.model import terms
from sibdsl.model.contract import Contract
from sibdsl.model.terms import ALWAYS
from sibdsl.model.walk import all_of_kind
from sibdsl.render import terms as words
from sibdsl.render.nouns import a, nth
from sibdsl.render.restated.lists import conditions
from sibdsl.render.restated.said import Restated, Said, said
from sibdsl.render.restated.samples import sentence


def eligible(contract: Contract) -> Said:
    """Each condition of eligibility, and how many places there are."""
    if contract.eligibility != ALWAYS:
        lead = f"{a(contract.person.name)} is eligible"
        clause = next(_clauses(contract.eligibility), "")
        yield from conditions(contract, clause.partition("(")[0], lead, contract.eligibility)
    if contract.places is not None:
        yield _places(contract, contract.places)


def _clauses(condition: terms.Condition) -> Iterator[str]:
    return (one.clause.number for one in all_of_kind(condition, terms.Stated))


def _places(contract: Contract, places: core.Places) -> tuple[str, Restated]:
    order = words.order(places.order, contract.case_number)
    each = f" of each {places.group}" if places.group else ""
    text = (
        f"Of those{each} who meet the conditions of eligibility, the first {places.n:,} have a "
        f"place, in order of {order}"
    )
    person = contract.person.name
    nobody = f"The {nth(places.n + 1)} {person} has none, and is not eligible."
    doubt = (
        f"While it is not yet known whether {a(person)} meets them, it is not yet known who has "
        "the last place."
    )
    return said(places.clause.number, sentence(text), nobody, doubt)
