"""A contract as it is understood: what each clause becomes, in plain words."""

from collections.abc import Iterator
from typing import assert_never

from sibdsl.model import contract as core
from sibdsl.model.calendar import Cycle
from sibdsl.model.contract import Contract
from sibdsl.model.days import EARLIEST, in_words
from sibdsl.model.measured import counted_in, written
from sibdsl.model.terms import (
    ALWAYS,
    CONTRACT,
    OWN,
    AllOf,
    AnyOf,
    AtLeastOf,
    Claim,
    Clause,
    Clip,
    Condition,
    Constant,
    Definition,
    Meaning,
    Number,
    Pause,
    Restart,
    Stated,
)
from sibdsl.model.terms import Achieved as HasBeenAchieved
from sibdsl.model.walk import all_of_kind
from sibdsl.render import money, terms
from sibdsl.render.numbers import how_many, in_pence
from sibdsl.render.page import counted, days_in_words, listed
from sibdsl.render.records import parties, records

Understood = Iterator[tuple[str, str]]
"""A clause number (with the letter of an item, where one is meant) and what it becomes."""


def understood(contract: Contract) -> Understood:
    """What every clause becomes that computes something or says what the records hold.

    What an amendment changes stands under the clause that it changes, with its first day.
    """
    before = list(_one_version(contract))
    yield from before
    for version in contract.versions:
        after = list(_one_version(version.contract))
        since = in_words(version.since)
        yield from ((n, f"from {since} on: {said}") for n, said in after if (n, said) not in before)
        before = after


def _one_version(contract: Contract) -> Understood:
    yield from parties(contract)
    yield from records(contract)
    for definition in contract.definitions.values():
        yield definition.clause.number, _definition(contract, definition)
        for clause in _changes(definition.meaning):
            yield clause.number, f"changes {definition.name}: see clause {definition.clause}"
    yield from _eligible(contract)
    yield from _outcomes(contract)
    yield from _prices(contract)
    yield from money.deductions(contract)
    yield from money.limits(contract)
    yield from money.funding(contract)
    yield from money.beside(contract)
    yield from _claims(contract)
    for promise in contract.promises:
        waived = f"waived, because “{promise.waived}”" if promise.waived else "a promise"
        yield promise.clause.number, f"{waived}: computes nothing"


# -- Words and who is eligible --------------------------------------------------------------------


def _definition(contract: Contract, of: Definition) -> str:
    whose = ""
    if of.level not in (OWN, CONTRACT):
        whose = f", for each {of.level}"
    elif of.level == CONTRACT and isinstance(of.meaning, Number) and of.meaning != _constant(of):
        whose = ", one for the whole contract"
    each = f", for each {of.index}" if of.index else ""
    cycle = f", for each {_cycle(of.cycle)}" if of.cycle else ""
    means = _placed(contract, of.level, of.cycle, terms.meaning(of.meaning))
    return f"{of.name}{whose}{each}{cycle}: {means}"


def _constant(of: Definition) -> Constant | None:
    return of.meaning if isinstance(of.meaning, Constant) else None


def _placed(contract: Contract, level: str, cycle: Cycle | Claim | None, words: str) -> str:
    """*words*, with the quarter and the persons named that they are about."""
    who = f"every eligible {contract.person.name}"
    if level not in (OWN, CONTRACT):
        who += f" of that {level}"
    if cycle is not None:
        words = words.replace(terms.THIS_CYCLE, f"that {_cycle(cycle)}")
    return words.replace(terms.EVERYONE, who)


def _cycle(cycle: Cycle | Claim) -> str:
    return "claim" if isinstance(cycle, Claim) else cycle.value


def _changes(meaning: Meaning) -> Iterator[Clause]:
    """The clauses that cut off, pause or restart a period."""
    while isinstance(meaning, Clip | Pause | Restart):
        yield meaning.clause
        meaning = meaning.period


def _eligible(contract: Contract) -> Understood:
    if contract.eligibility != ALWAYS:
        yield from _stated(contract.eligibility)
    if contract.places is not None:
        places = contract.places
        order = listed([money.key(key) for key in places.order], "then")
        each = f"in each {places.group}" if places.group else "in all"
        number = counted(places.n, "place")
        yield (
            places.clause.number,
            f"{number} {each} for those who meet the conditions of eligibility, by {order}",
        )


def _stated(condition: Condition) -> Understood:
    """Each condition that a clause or an item of a list states."""
    match condition:
        case Stated(clause, inner):
            yield clause.number, f"yes, if {terms.condition(inner)}"
        case AllOf(parts) | AnyOf(parts) | AtLeastOf(_, parts):
            for part in parts:
                yield from _stated(part)
        case _:
            pass


# -- Outcomes -------------------------------------------------------------------------------------


def _outcomes(contract: Contract) -> Understood:
    for outcome in contract.outcomes:
        text = f"{outcome.name}, {_whose(contract, outcome)}: {_trigger(outcome.trigger)}"
        if outcome.condition != ALWAYS:
            text += f", if {terms.condition(outcome.condition)}"
        for asked in all_of_kind(outcome.condition, HasBeenAchieved):
            text += f"; {asked.outcome} is asked of {_asked(contract, outcome, asked.outcome)}"
        cycle = outcome.index.cycle if isinstance(outcome.index, core.EachCycle) else None
        yield outcome.clause.number, _placed(contract, outcome.level, cycle, text)
    for stop in contract.stops:
        which = f"no {listed(stop.outcomes, 'or')}" if stop.outcomes else "no outcome at all"
        text = f"{which} falls due {stop.edge.value} {terms.day(stop.day)}"
        person = f" of one {contract.person.name}" if _not_of_groups(contract, stop) else ""
        yield stop.clause.number, f"{text}; a unit{person} that began before and ends then is lost"


def _not_of_groups(contract: Contract, stop: core.Stop) -> bool:
    """Whether *stop* goes by a day of persons, where there are outcomes of others too."""
    return stop.level == OWN and any(outcome.level != OWN for outcome in contract.outcomes)


def _whose(contract: Contract, outcome: core.Outcome) -> str:
    """Whose an outcome is, and for each of what."""
    match outcome.level:
        case level if level == OWN:
            whose = f"for each eligible {contract.person.name}"
        case level if level == CONTRACT:
            whose = "once for the whole contract"
        case group:
            whose = f"for each {group}"
    match outcome.index:
        case None:
            return whose
        case core.Index(_, items):
            return f"{whose} and each {terms.items(items)}"
        case core.EachCycle(cycle):
            each = f"each {_cycle(cycle)} with a day in the term"
            whole = outcome.level == CONTRACT
            return f"for {each}, once for the whole contract" if whole else f"{whose} and {each}"
        case _:
            assert_never(outcome.index)


def _asked(contract: Contract, outcome: core.Outcome, name: str) -> str:
    """Of whom it is asked whether the outcome *name* has been achieved."""
    other = next(one for one in contract.outcomes if one.name == name)
    if other.level == CONTRACT:
        return "the whole contract"
    if outcome.level == CONTRACT:
        return f"every {other.level}, and one is enough"
    index = other.index.name if isinstance(other.index, core.Index) else ""
    same = isinstance(outcome.index, core.Index) and outcome.index.name == index
    who = outcome.level or contract.person.name
    if other.level not in (OWN, outcome.level):
        return f"the {other.level} of the {who}"
    return f"the same {index} of the same {who}" if same else f"the same {who}"


def _trigger(trigger: core.Trigger) -> str:
    match trigger:
        case core.OnDay(day):
            return f"one, due on {terms.day(day)}"
        case core.EachDay(days):
            return f"one for each of the days in {terms.days(days)}, due on that day"
        case core.EachRun(days, length):
            return (
                f"one for each {counted(length, 'day')} in a row that are in {terms.days(days)}, "
                "counted from the first day of each unbroken run and due on the last of them; "
                "days left over when a run ends are lost"
            )
        case core.EachPiece(period, length, days, least, most):
            return (
                f"{terms.period(period)} cut from its first day into pieces of {length}: one for "
                f"each whole piece with {how_many(least, most)} in {terms.days(days)}, "
                "due on its last day"
            )
        case _:
            assert_never(trigger)


# -- Prices ---------------------------------------------------------------------------------------


def _prices(contract: Contract) -> Understood:
    for outcome in contract.outcomes:
        tariff = contract.tariffs[outcome.name]
        text = f"{outcome.name}: {price(tariff.price, contract)}"
        if tariff.since > EARLIEST and contract.rises:
            text += f"; a rise on or before {in_words(tariff.since)} is in it"
        cycle = outcome.index.cycle if isinstance(outcome.index, core.EachCycle) else None
        yield tariff.clause.number, _placed(contract, outcome.level, cycle, text)
    for rise in contract.rises:
        yield rise.clause.number, _rise(rise)


def price(of: core.Price, contract: Contract) -> str:
    """What one achievement pays; figures are written as the *contract* counts them."""
    match of:
        case core.Flat(amount):
            return f"{amount} each"
        case core.PerUnit(amount, number):
            return f"{amount} for each one of {terms.number(number)}"
        case core.Scale():
            return _scale(of, contract)
        case core.Card(lines):
            return "; ".join(
                f"{price(line, contract)} if {terms.condition(when)}" for when, line in lines
            )
        case core.Tiers(tiers):
            first, *others = (_tier(tier) for tier in tiers)
            steps = [first.replace("next", "first"), *others]
            return f"{listed(steps)}, of all cases together in their turn"
        case _:
            assert_never(of)


def _scale(of: core.Scale, contract: Contract) -> str:
    counts = counted_in(contract, of.number)
    start, end = written(of.start, counts), written(of.end, counts)
    how = f", {in_pence(of.rounding)}" if of.rounding else ""
    return (
        f"{of.low} where {terms.number(of.number)} is {start} and {of.high} where it is {end}; in "
        f"proportion between them{how}, and the nearer amount beyond them"
    )


def _tier(tier: core.Tier) -> str:
    beyond = "one beyond" if tier.n is None else f"of the next {tier.n:,}"
    return f"{tier.amount} for each {beyond}"


def _rise(rise: core.Rise) -> str:
    """Of which prices, by how much and when; one rise after another, each rounded."""
    which = f"the prices of {listed(rise.outcomes)}" if rise.outcomes else "all prices"
    move = "fall" if rise.falls else "rise"
    each = f", for each {terms.items(rise.each.items)}" if rise.each else ""
    return (
        f"{which} {move} by {terms.number(rise.percent)} on {terms.day(rise.day)}{each}, "
        f"{in_pence(rise.rounding)}, for what falls due on that day or later; one after another, "
        "each on the price after those before it"
    )


# -- Claims and change ----------------------------------------------------------------------------


def _claims(contract: Contract) -> Understood:
    claims = contract.claims
    first = [days_in_words(span) for span in claims.first]
    then = [f"each {claims.cycle.value}"] if claims.cycle else []
    periods = listed([*first, *then], "then")
    yield claims.clause.number, f"a payment is in the claim of its due day: {periods}"
    late = contract.late_evidence
    if late is not None:
        within = f" if received within {late.within} after the due day" if late.within else ""
        effect = f"changes the next claim{within}" if late.counts else "changes nothing"
        yield late.clause.number, f"evidence that comes after a claim {effect}"
