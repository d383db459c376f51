"""Defined Terms, restated: what each means, and what changes it."""

from sibdsl.model import terms
from sibdsl.model.calendar import Cycle
from sibdsl.model.contract import Contract
from sibdsl.model.terms import CONTRACT, OWN
from sibdsl.render import terms as words
from sibdsl.render.nouns import a
from sibdsl.render.page import listed
from sibdsl.render.restated import periods
from sibdsl.render.restated.changes import changed_by, unchanged
from sibdsl.render.restated.lists import conditions, stated
from sibdsl.render.restated.numbers import of_number
from sibdsl.render.restated.said import Said, said
from sibdsl.render.restated.samples import sentence


def definitions(contract: Contract) -> Said:
    """What each Term means, and each clause that cuts off, pauses or restarts a period."""
    for of in contract.definitions.values():
        if isinstance(of.meaning, terms.Condition):
            yield from _condition(contract, of)
        else:
            yield from _definition(contract, of)


def _definition(contract: Contract, of: terms.Definition) -> Said:
    meaning, changes = unchanged(of.meaning)
    text = placed(contract, of.level, of.cycle, f"{of.name}{_whose(of)} {_is(meaning)}")
    by = listed(list(dict.fromkeys(str(change.clause) for change in reversed(changes))))
    changed = f" {'Clause' if len(changes) == 1 else 'Clauses'} {by} may change it." * bool(changes)
    follows = [*periods.of_meaning(meaning, contract), *of_number(meaning)]
    yield said(of.clause.number, f"{sentence(text)}{changed}", *follows)
    for change in reversed(changes):
        yield changed_by(contract, of, change)
        if isinstance(change, terms.Restart):
            yield from stated(change.condition, contract, "This is required: ")


def _whose(of: terms.Definition) -> str:
    whose = f" of each {of.level}" if of.level not in (OWN, CONTRACT) else ""
    each = f", for each {of.index}," if of.index else ""
    cycle = f", for each {_cycle(of.cycle)}," if of.cycle else ""
    number = isinstance(of.meaning, terms.Number) and not isinstance(of.meaning, terms.Constant)
    whole = " of the whole contract" * (of.level == CONTRACT and number)
    return f"{whose}{whole}{each}{cycle}"


def _is(meaning: terms.Meaning) -> str:
    """What a Term is, with `is` in front."""
    if isinstance(meaning, terms.Period):
        return f"is {words.a_period(meaning)}"
    if isinstance(meaning, terms.FirstDays):
        return f"is {words.days(meaning)}"
    if isinstance(meaning, terms.Days):
        return f"is every day in {words.days(meaning)}"
    if isinstance(meaning, terms.Items):
        return f"is each {words.items(meaning)}"
    if isinstance(meaning, terms.Number):
        return f"is {words.number(meaning)}"
    return f"holds if {words.condition(meaning)}"


def placed(contract: Contract, level: str, cycle: Cycle | terms.Claim | None, text: str) -> str:
    """*text*, with the quarter and the persons named that it is about."""
    who = f"every eligible {contract.person.name}"
    if level not in (OWN, CONTRACT):
        who += f" of that {level}"
    if cycle is not None:
        text = text.replace(words.THIS_CYCLE, f"that {_cycle(cycle)}")
    return text.replace(words.EVERYONE, who)


def _cycle(cycle: Cycle | terms.Claim | None) -> str:
    match cycle:
        case None:
            return ""
        case terms.Claim():
            return "claim"
        case _:
            return cycle.value


def _condition(contract: Contract, of: terms.Definition) -> Said:
    """A Term that a person or a group is, or is not."""
    assert isinstance(of.meaning, terms.Condition), "asked only of a condition"
    who = contract.person.name if of.level == OWN else of.level
    lead = a(who) if of.level != CONTRACT else "the contract"
    yield from conditions(contract, of.clause.number, f"{lead} is {of.name}", of.meaning)
