"""Outcomes restated: what each is achieved for, and on which conditions."""

from collections.abc import Iterator

from sibdsl.model import contract as core
from sibdsl.model import terms
from sibdsl.model.calendar import Cycle
from sibdsl.model.contract import Contract
from sibdsl.model.terms import ALWAYS, CONTRACT, OWN
from sibdsl.model.terms import Achieved as HasBeenAchieved
from sibdsl.model.walk import all_of_kind
from sibdsl.render import terms as words
from sibdsl.render.nouns import all_of, any_of
from sibdsl.render.restated.conditions import of_condition
from sibdsl.render.restated.definitions import placed
from sibdsl.render.restated.lists import stated, unlisted
from sibdsl.render.restated.said import Said, said
from sibdsl.render.restated.triggers import of_trigger, trigger


def outcomes(contract: Contract) -> Said:
    """What every outcome is achieved for, with each of its conditions."""
    for outcome in contract.outcomes:
        yield said(
            outcome.clause.number,
            placed(contract, outcome.level, _cycle(outcome), _outcome(contract, outcome)),
            *of_trigger(contract, outcome),
            *_of_condition(contract, outcome),
            *_asked(contract, outcome),
        )
        yield from stated(unlisted(outcome.condition), contract, _each(outcome))


def _cycle(outcome: core.Outcome) -> Cycle | terms.Claim | None:
    return outcome.index.cycle if isinstance(outcome.index, core.EachCycle) else None


def _outcome(contract: Contract, outcome: core.Outcome) -> str:
    """The trigger as one or two sentences; then the condition, as far as it is no list."""
    text = trigger(contract, outcome)
    match unlisted(outcome.condition):
        case terms.AllOf(()):
            return text
        case terms.AllOf(parts):
            return f"{text} It is achieved only if {all_of(parts, 'conditions')} hold."
        case terms.AnyOf(parts):
            return f"{text} It is achieved only if {any_of(parts, 'conditions')} holds."
        case terms.AtLeastOf(n, parts):
            return (
                f"{text} It is achieved only if at least {n} of the {len(parts)} conditions hold."
            )
        case condition:
            return f"{text} It is achieved only if {words.condition(condition)}."


def _each(outcome: core.Outcome) -> str:
    single = isinstance(unlisted(outcome.condition), terms.AllOf)
    return "This is required: " if single else "This is one of the conditions: "


def _of_condition(contract: Contract, outcome: core.Outcome) -> Iterator[str]:
    if outcome.condition != ALWAYS:
        condition = unlisted(outcome.condition)
        if isinstance(condition, terms.Stated):
            yield from of_condition(condition, contract)
        else:
            yield "While it is not yet known whether they hold, it is neither paid nor refused."


def _asked(contract: Contract, outcome: core.Outcome) -> Iterator[str]:
    """Of whom it is asked whether another outcome has been achieved."""
    for asked in dict.fromkeys(all_of_kind(outcome.condition, HasBeenAchieved)):
        who = _asked_of(contract, outcome, asked.outcome)
        yield f"Whether {asked.outcome} has been achieved is asked of {who}."


def _asked_of(contract: Contract, outcome: core.Outcome, name: str) -> str:
    other = next(one for one in contract.outcomes if one.name == name)
    if other.level == CONTRACT:
        return "the whole contract"
    if outcome.level == CONTRACT:
        return f"every {other.level or contract.person.name}, and one is enough"
    index = other.index.name if isinstance(other.index, core.Index) else ""
    same = isinstance(outcome.index, core.Index) and outcome.index.name == index
    who = outcome.level or contract.person.name
    if other.level not in (OWN, outcome.level):
        return f"the {other.level} of the {who}"
    return f"the same {index} of the same {who}" if same else f"the same {who}"
