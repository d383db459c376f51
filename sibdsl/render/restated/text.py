"""Clauses whose effect lies in the text alone: code lists, joined records, amendments, examples.

The core holds what they lead to and not where they stand, so the form says which clause it is.
"""

from typing import assert_never

from sibdsl.model.contract import Contract
from sibdsl.model.days import in_words
from sibdsl.render.page import counted, listed
from sibdsl.render.restated.claims import governs
from sibdsl.render.restated.said import Restated
from sibdsl.syntax import forms
from sibdsl.syntax.words import singular


def of_text(clause: forms.Clause, contract: Contract) -> Restated:
    """What a clause comes to that has no term of its own in the core."""
    match clause.form:
        case forms.Joined(field, of):
            return _joined(singular(field.text), singular(of.text), contract)
        case forms.Means(name, _, forms.CodeList(codes)):
            listed_ = listed([f"“{code.text}”" for code in codes], "or")
            return Restated(
                "",
                f"{name.text} stands for {listed_}, wherever a clause names it.",
                ("A code that is not in this list is none of them.",),
            )
        case forms.Governs():
            text, follows = governs(contract)
            return Restated("", text, follows)
        case forms.Amendment(since, amended) if since.day is not None:
            return _amendment(since.day, amended.text)
        case forms.Example() as example:
            return _example(example)
        case _:
            raise AssertionError(f"clause {clause.number} has a term of the core that says it")


def _joined(field: str, person: str, contract: Contract) -> Restated:
    return Restated(
        "",
        f"All records with one {field} are read as the record of one {person}, under the least "
        f"{contract.case_number} among them.",
        (
            "Where two of them contradict each other, the case is left out until the data is put "
            "right.",
        ),
    )


def _amendment(since: int, number: str) -> Restated:
    return Restated(
        "",
        f"From {in_words(since)} on, clause {number} reads as it stands here.",
        (f"On {in_words(since - 1)} clause {number} still reads as before.",),
    )


def _example(example: forms.Example) -> Restated:
    facts = sum(len(given.facts) for given in example.givens)
    by = f" by {in_words(example.by.day)}" if example.by.day is not None else ""
    match example.expected:
        case forms.NothingPaid(clause):
            why = f", by reason of clause {clause.text}" if clause else ""
            paid = f"nothing is paid{by}{why}"
        case forms.PaymentsExpected(parts):
            figures = counted(len(parts), "figure")
            paid = f"{figures} must come of it{by}"
        case _:
            assert_never(example.expected)
    return Restated(
        "",
        f"A worked example: of {counted(facts, 'fact')} and no other, {paid}.",
        ("It is computed by every clause of the contract, and fails if the result is another.",),
    )
