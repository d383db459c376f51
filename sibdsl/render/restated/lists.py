"""Conditions restated: how many of a list must hold, and each of them by its letter."""

from typing import Final

from sibdsl.model import terms
from sibdsl.model.contract import Contract
from sibdsl.render import terms as words
from sibdsl.render.nouns import all_of, any_of
from sibdsl.render.restated.conditions import of_condition
from sibdsl.render.restated.said import Said, said
from sibdsl.render.restated.samples import sentence

_OPEN: Final = "While it is not yet known whether they do, nothing is paid and nothing is refused."


def conditions(contract: Contract, clause: str, lead: str, condition: terms.Condition) -> Said:
    """A clause that lists conditions: how many must hold, and each by its letter."""
    condition = unlisted(condition)
    match condition:
        case terms.AllOf(parts):
            how, each = f"{all_of(parts, 'conditions')} hold", "This is required: "
        case terms.AnyOf(parts):
            how, each = f"{any_of(parts, 'conditions')} holds", "This is enough: "
        case terms.AtLeastOf(n, parts):
            how = f"at least {n} of the {len(parts)} conditions hold"
            each = f"This is one of the {len(parts)}: "
        case _:
            text = f"{lead} if {words.condition(condition)}, and not otherwise"
            yield said(clause, sentence(text), *of_condition(condition, contract))
            return
    yield said(clause, sentence(f"{lead} if {how}, and not otherwise"), _OPEN)
    yield from stated(condition, contract, each)


def unlisted(condition: terms.Condition) -> terms.Condition:
    """The list that a sentence without letters is all of, as `at least 2 of the following`."""
    match condition:
        case terms.Stated(_, terms.AllOf() | terms.AnyOf() | terms.AtLeastOf() as of):
            return of if any(isinstance(part, terms.Stated) for part in of.parts) else condition
        case _:
            return condition


def stated(condition: terms.Condition, contract: Contract, each: str) -> Said:
    """Each condition that an item of a list states."""
    match condition:
        case terms.Stated(clause, inner) if "(" in clause.number:
            text = f"{each}{words.condition(inner)}."
            yield said(clause.number, text, *of_condition(inner, contract))
        case terms.AllOf(parts) | terms.AnyOf(parts) | terms.AtLeastOf(_, parts):
            for part in parts:
                yield from stated(part, contract, each)
        case _:
            return


def holding(condition: terms.Condition) -> str:
    """A condition in words; of a list, how many of it hold."""
    match condition:
        case terms.AllOf(parts) if len(parts) > 1:
            return f"{all_of(parts, 'conditions')} hold"
        case terms.AnyOf(parts):
            return f"{any_of(parts, 'conditions')} holds"
        case terms.AtLeastOf(n, parts):
            return f"at least {n} of the {len(parts)} conditions hold"
        case _:
            return words.condition(condition)
