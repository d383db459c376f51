"""Worked examples, computed: what was expected, what came out, and what was in the way."""

from collections.abc import Callable, Iterator, Mapping
from fractions import Fraction

from sibdsl.interpret.achieve import readings, units
from sibdsl.interpret.course import course_of
from sibdsl.interpret.cycles import last_known, latest_over
from sibdsl.interpret.evaluate import evaluate
from sibdsl.interpret.meaning import Reading
from sibdsl.model import terms
from sibdsl.model.contract import Contract, Outcome
from sibdsl.model.days import NEVER_COMES
from sibdsl.model.examples import Example, Result
from sibdsl.model.histories import Histories
from sibdsl.model.ledger import DaySpan, Ledger
from sibdsl.model.money import NOTHING, Money, in_figures
from sibdsl.model.once import once
from sibdsl.model.truth import YES
from sibdsl.values import changed


def worked(contract: Contract, example: Example) -> Result:
    """*example*, computed on its own: without what is measured over all cases (form 13, floors)."""
    contract = of_few_cases(contract)
    ledger = evaluate(contract, example.given)
    wrong = (*_amounts(contract, example, ledger), *_measures(contract, example))
    if not wrong and example.because is not None:
        wrong = tuple(_reason(contract, example))
    return Result(example, ledger, wrong)


@once
def of_few_cases(contract: Contract) -> Contract:
    """*contract* without least numbers and least payments, of which a few cases tell nothing."""
    return everywhere(contract, lambda one: changed(one, shortfalls=(), floors=()))


def everywhere(contract: Contract, change: Callable[[Contract], Contract]) -> Contract:
    """*contract* and each of its versions, changed."""
    versions = tuple(changed(v, contract=change(v.contract)) for v in contract.versions)
    return changed(change(contract), versions=versions)


def _measures(contract: Contract, example: Example) -> Iterator[str]:
    """Where a Term does not come to the number that the example says."""
    for name, number in example.measures:
        known = measured(contract, example.given, name)
        if known != number:
            computed = "not known" if known is None else in_figures(known)
            yield f"{name}: expected {in_figures(number)}, computed {computed}"


def measured(contract: Contract, given: Histories, name: str) -> Fraction | None:
    """What a Term comes to for the one of whom it speaks: of a cycle, the last that is over.

    None where it is not known, or where more than one could be meant.
    """
    course = course_of(contract, given)
    world = course.on(last_known(given))
    definition = world.contract.definitions[name]
    if definition.level == terms.CONTRACT:
        listed = [world.whole()]
    elif definition.level == terms.OWN:
        listed = [member.reading for member in world.members.values()]
    else:
        listed = list(world.groups(definition.level))
    if len(listed) != 1:
        return None
    cycle = definition.cycle and latest_over(contract, definition.cycle, last_known(given))
    return listed[0].at_cycle(cycle or None).number(terms.NumberNamed(name)).known


def totals(contract: Contract, ledger: Ledger) -> Mapping[str, Money]:
    """The totals of all lines, by outcome and by payer."""
    sums = {outcome.name: NOTHING for outcome in contract.outcomes}
    for line in ledger.lines:
        if line.outcome in sums:
            sums[line.outcome] += line.paid
    return {**sums, **ledger.paid_by()}


def _amounts(contract: Contract, example: Example, ledger: Ledger) -> Iterator[str]:
    """Where an outcome is named, those not named pay nothing; the same of payers."""
    expected, computed = dict(example.payments), totals(contract, ledger)
    outcomes = {outcome.name for outcome in contract.outcomes}
    named = set(expected)
    for name, amount in computed.items():
        alike = outcomes if name in outcomes else set(computed) - outcomes
        should = expected.get(name, NOTHING)
        if (named & alike or not named) and should != amount:
            yield f"{name}: expected {should}, computed {amount}"


def _reason(contract: Contract, example: Example) -> Iterator[str]:
    assert example.because is not None, "asked only where a clause is named"
    ways = set(in_the_way(contract, example.given))
    if example.because not in ways and not _would_pay_without(contract, example):
        listed = ", ".join(sorted(ways)) or "none"
        yield f"clause {example.because} is not in the way; these are: {listed}"


def in_the_way(contract: Contract, given: Histories) -> Iterator[str]:
    """The clauses without which more might be due: conditions that are no or unknown, and
    triggers that find no unit.
    """
    course = course_of(contract, given)
    for world in course.worlds:
        for member in world.members.values():
            if member.reading.world is world:
                yield from unmet(member.reading, world.contract.eligibility)
        for outcome in world.contract.outcomes:
            for reading, _, _ in course.subjects(outcome):
                if reading.world is world:
                    yield from _unachieved(reading, outcome)


def _unachieved(reading: Reading, outcome: Outcome) -> Iterator[str]:
    """The clauses in the way of one outcome: its conditions, or its trigger that finds nothing."""
    found, as_at = False, last_known(reading.world.histories)
    for at in readings(reading, outcome):
        dues = [unit.due for unit in units(at, outcome) if unit.truth is YES]
        found = found or any(due.least <= as_at for due in dues)
        for due in dues or [NEVER_COMES]:
            yield from unmet(at.on(due), outcome.condition)
    if not found:
        yield outcome.clause.number


def unmet(reading: Reading, condition: terms.Condition) -> Iterator[str]:
    """The clauses (and items of lists) in *condition* that are no or unknown."""
    match condition:
        case terms.Stated(clause, inner):
            if reading.holds(inner) is not YES:
                yield clause.number
                yield clause.number.split("(")[0]
            yield from unmet(reading, inner)
        case terms.AllOf(parts) | terms.AnyOf(parts) | terms.AtLeastOf(_, parts):
            for part in parts:
                yield from unmet(reading, part)
        case terms.ConditionNamed(name):
            yield from unmet(reading, reading.world.contract.definitions[name].meaning)  # type: ignore[arg-type]
        case _:
            pass


def _would_pay_without(contract: Contract, example: Example) -> bool:
    """Whether something would be paid if the clause that the example names were not there."""
    assert example.because is not None, "asked only where a clause is named"
    lighter = without(contract, example.because)
    return lighter != contract and bool(evaluate(lighter, example.given).paid)


def without(contract: Contract, clause: str) -> Contract:
    """*contract* without what that clause stops, clips, pauses, restarts, limits or deducts."""
    return everywhere(contract, lambda one: _without(one, clause))


def _without(contract: Contract, clause: str) -> Contract:
    definitions = {
        name: changed(d, meaning=_lightened(d.meaning, clause))
        for name, d in contract.definitions.items()
    }
    places = contract.places
    return changed(
        contract,
        definitions=definitions,
        first_items={
            name: c for name, c in contract.first_items.items() if c.clause.number != clause
        },
        stops=tuple(s for s in contract.stops if s.clause.number != clause),
        count_limits=tuple(x for x in contract.count_limits if x.clause.number != clause),
        money_limits=tuple(x for x in contract.money_limits if x.clause.number != clause),
        payer_limits=tuple(x for x in contract.payer_limits if x.clause.number != clause),
        deductions=tuple(d for d in contract.deductions if d.clause.number != clause),
        reliefs=tuple(r for r in contract.reliefs if r.clause.number != clause),
        places=None if places and places.clause.number == clause else places,
        term=_widened(contract.term) if contract.term_clause.number == clause else contract.term,
    )


def _widened(term: DaySpan) -> DaySpan:
    """*term* with twenty years more at either end: as far as any example looks."""
    years = 20 * 366
    return term[0] - years, term[1] + years


def _lightened(meaning: terms.Meaning, clause: str) -> terms.Meaning:
    """A period without what *clause* does to it."""
    match meaning:
        case terms.Clip(period) | terms.Pause(period) | terms.Restart(period):
            inner = _lightened(period, clause)
            if meaning.clause.number == clause:
                return inner
            return changed(meaning, period=inner)
        case terms.FirstItems(items) if meaning.clause.number == clause:
            return items
        case _:
            return meaning
