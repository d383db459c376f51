"""A contract clause by clause: its own words, and what they become."""

from collections.abc import Iterator

from sibdsl.model.contract import Contract
from sibdsl.model.days import in_words
from sibdsl.model.terms import DueDay
from sibdsl.render import terms
from sibdsl.render.meaning import understood
from sibdsl.render.page import paragraphs, wrapped
from sibdsl.syntax import forms


def only(document: forms.Document, number: str) -> tuple[forms.Clause, ...]:
    """The clauses of that number; a letter behind it means the whole clause."""
    whole = number.strip().partition("(")[0]
    return tuple(one for one in document.clauses if one.number == whole)


def clauses(document: forms.Document, contract: Contract, chosen: tuple[forms.Clause, ...]) -> str:
    """The clauses *chosen* of *document*, which means *contract*."""
    becomes: dict[str, list[tuple[str, str]]] = {}
    for number, text in understood(contract):
        becomes.setdefault(number.partition("(")[0], []).append((number, text))
    return paragraphs(
        _one(document, contract, each, becomes.get(each.number, [])) for each in chosen
    )


def _one(
    document: forms.Document,
    contract: Contract,
    clause_: forms.Clause,
    becomes: list[tuple[str, str]],
) -> Iterator[str]:
    number = f"{clause_.number} " if clause_.number else ""
    words = " ".join(document.source[clause_.span].split())
    yield from wrapped(f"{number}{words}", "", "    ")
    if isinstance(clause_.form, forms.Title):
        return
    for item, text in becomes or [("", otherwise(clause_.form, contract))]:
        letter = item.removeprefix(clause_.number)
        yield from wrapped(f"{letter} {text}".strip(), "    = ", "      ")


def otherwise(form: forms.Form, contract: Contract) -> str:
    """What a clause does that adds nothing to the terms of the contract."""
    match form:
        case forms.Joined():
            return (
                f"records with one {contract.joined_by} are united under the least case number; "
                "where they contradict each other, the case is left out"
            )
        case forms.Means():
            return "a list of codes: read wherever the Term stands"
        case forms.CountedNotPaid():
            return "what a limit leaves unpaid still counts as achieved"
        case forms.NeitherCounted():
            return "what a limit leaves unpaid is as if not achieved"
        case forms.NoLimit() | forms.NoNumber():
            return "a stated absence: it answers a question and has no effect"
        case forms.UnknownEnds():
            return f"what is still unknown {contract.wait} after its due day is not achieved"
        case forms.Governs():
            return _governs(contract)
        case forms.Amendment(since, amended) if since.day is not None:
            return f"from {in_words(since.day)} on, what stands under clause {amended.text}"
        case forms.Example():
            return "a worked example: `sibdsl test` computes it"
        case _:
            return "nothing of its own: it is read with the clauses that it is about"


def _governs(contract: Contract) -> str:
    """By which day it is decided which version of a clause a payment goes by."""
    if not contract.versions:
        return "decides which version of a clause governs; no clause has been amended"
    day = contract.governed_by
    if day is None or isinstance(day, DueDay):
        return "what falls due while a version is in force goes by that version"
    return (
        f"a case goes by the version in force on {terms.day(day)}; what is of no one case (limits, "
        "deductions, claims, outcomes of a group or of the whole contract) by the version in force "
        "on the due day"
    )
