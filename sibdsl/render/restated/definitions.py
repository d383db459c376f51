"""Defined Terms and who is eligible, restated: what each means, and what changes it."""

from collections.abc import Iterator
from typing import Final, assert_never

from sibdsl.interpret.spans import paused_by
from sibdsl.model import contract as core
from sibdsl.model import terms
from sibdsl.model.calendar import Cycle, end_of_length_beginning
from sibdsl.model.contract import Contract
from sibdsl.model.days import Days, Stretch, in_words
from sibdsl.model.terms import ALWAYS, CONTRACT, OWN
from sibdsl.model.walk import all_of_kind
from sibdsl.render import terms as words
from sibdsl.render.nouns import a, all_of, any_of, nth
from sibdsl.render.page import counted, listed
from sibdsl.render.restated import periods
from sibdsl.render.restated.conditions import of_condition
from sibdsl.render.restated.numbers import of_number
from sibdsl.render.restated.said import Restated, Said, said
from sibdsl.render.restated.samples import START, sentence, span

Change = terms.Clip | terms.Pause | terms.Restart


def definitions(contract: Contract) -> Said:
    """What each Term means, and each clause that cuts off, pauses or restarts a period."""
    for of in contract.definitions.values():
        if isinstance(of.meaning, terms.Condition):
            yield from _condition(contract, of)
        else:
            yield from _definition(contract, of)


def _definition(contract: Contract, of: terms.Definition) -> Said:
    meaning, changes = _unchanged(of.meaning)
    text = placed(contract, of.level, of.cycle, f"{of.name}{_whose(of)} {_is(meaning)}")
    by = listed(list(dict.fromkeys(str(change.clause) for change in reversed(changes))))
    changed = f" {'Clause' if len(changes) == 1 else 'Clauses'} {by} may change it." * bool(changes)
    follows = [*periods.of_meaning(meaning, contract), *of_number(meaning)]
    yield said(of.clause.number, f"{sentence(text)}{changed}", *follows)
    for change in reversed(changes):
        yield _change(contract, of, change)
        if isinstance(change, terms.Restart):
            yield from stated(change.condition, contract, "This is required: ")


def _unchanged(meaning: terms.Meaning) -> tuple[terms.Meaning, list[Change]]:
    """A period as it is before any change, and its changes, the last first."""
    changes: list[Change] = []
    while isinstance(meaning, Change):
        changes.append(meaning)
        meaning = meaning.period
    return meaning, changes


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


# -- Changes of a period --------------------------------------------------------------------------


def _change(contract: Contract, of: terms.Definition, change: Change) -> tuple[str, Restated]:
    match change:
        case terms.Clip():
            return _clip(contract, of, change)
        case terms.Pause():
            return _pause(contract, of, change)
        case terms.Restart():
            return _restart(of, change)
        case _:
            assert_never(change)


def _clip(contract: Contract, of: terms.Definition, change: terms.Clip) -> tuple[str, Restated]:
    last = words.day(change.last)
    whole = periods.sample(change.period, contract)
    follows = []
    if whole is not None and whole.end.known is not None:
        cut = START + (whole.end.known - START) // 2
        follows.append(
            f"If it is {span(periods.ends(whole))} and that day is {in_words(cut)}, its last day "
            f"is {in_words(cut)}."
        )
    text = f"The {of.name} ends no later than on {last}: that day is still in it, the next is not."
    return said(change.clause.number, text, *follows)


def _pause(contract: Contract, of: terms.Definition, change: terms.Pause) -> tuple[str, Restated]:
    out = words.days(change.days)
    text = (
        f"A day in {out} is not in the {of.name}, and the end of the {of.name} moves on by a day "
        "for each of them"
    )
    if change.within is not None:
        text += f", never past the end of {words.period(change.within)}"
    follows = []
    whole = periods.sample(change.period, contract)
    if whole is not None and whole.end.known is not None and whole.start.known is not None:
        out_of_it = (whole.start.known + 9, whole.start.known + 19)
        moved = paused_by(whole, Days.span(*out_of_it), None)
        follows.append(
            f"{counted(out_of_it[1] - out_of_it[0], 'such day')} in it move the last day from "
            f"{in_words(whole.end.known - 1)} to {_day(moved)}."
        )
    return said(change.clause.number, sentence(text), *follows)


def _day(stretch: Stretch) -> str:
    last = stretch.last.known
    assert last is not None, "the sample is known"
    return in_words(last)


def _restart(of: terms.Definition, change: terms.Restart) -> tuple[str, Restated]:
    length = change.period.length if isinstance(change.period, periods.OfLength) else None
    on = words.day(change.day)
    text = (
        f"the first {words.items(change.items)} for which {_holding(change.condition)} begins the "
        f"{of.name} again, on {on}: what was before is no part of it. The new period is read in "
        "the same way, for what comes later"
    )
    follows = []
    if length is not None:
        again = (START, end_of_length_beginning(START, length))
        follows.append(f"If {on} is {in_words(START)}, the new period is {span(again)}.")
    return said(change.clause.number, sentence(text), *follows)


def _holding(condition: terms.Condition) -> str:
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


# -- Conditions and who is eligible ---------------------------------------------------------------


def _condition(contract: Contract, of: terms.Definition) -> Said:
    """A Term that a person or a group is, or is not."""
    assert isinstance(of.meaning, terms.Condition), "asked only of a condition"
    who = contract.person.name if of.level == OWN else of.level
    lead = a(who) if of.level != CONTRACT else "the contract"
    yield from conditions(contract, of.clause.number, f"{lead} is {of.name}", of.meaning)


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


def _places(contract: Contract, places: core.Places) -> tuple[str, Restated]:
    order = listed([words.key(key) for key in places.order], "and then")
    each = f" of each {places.group}" if places.group else ""
    text = (
        f"Of those{each} who meet the conditions of eligibility, the first {places.n:,} have a "
        f"place, in order of {order}"
    )
    nobody = f"The {nth(places.n + 1)} {contract.person.name} has none, and is not eligible."
    return said(places.clause.number, sentence(text), nobody)
