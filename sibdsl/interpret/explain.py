"""Why a case, a group or the whole was paid what it was, and what is nearest to what was not."""

from collections.abc import Iterable, Iterator
from functools import partial

from sibdsl.interpret.achieve import readings, units
from sibdsl.interpret.checked import checked
from sibdsl.interpret.course import course_of
from sibdsl.interpret.cycles import last_known, span_at
from sibdsl.interpret.evaluate import evaluate
from sibdsl.interpret.items import Item
from sibdsl.interpret.meaning import Reading
from sibdsl.interpret.measures import counted_of, measures, members_of
from sibdsl.interpret.missed import missed, span_in_words
from sibdsl.model import terms
from sibdsl.model.contract import Contract, EachCycle, Index, Outcome
from sibdsl.model.days import Day, Moment
from sibdsl.model.explanation import CaseExplained, Checked, OutcomeExplained
from sibdsl.model.histories import Histories
from sibdsl.model.ledger import DaySpan, Ledger, Line, Waiting
from sibdsl.model.truth import NO, YES


def explained(contract: Contract, histories: Histories, number: str) -> CaseExplained | None:
    """The case of that number, or known by it too; None where there is none.

    The lines are those of the whole ledger, so that limits over all cases are in them.
    """
    for member in course_of(contract, histories).members().values():
        reading, case = member.reading, member.reading.case
        if number in (case.number, *case.also_known_as):
            ledger = evaluate(contract, histories)
            governing = reading.world.contract
            return CaseExplained(
                case.number,
                case.also_known_as,
                ledger.as_at,
                member.eligible,
                tuple(checked(reading, governing.eligibility)),
                tuple(_outcomes(reading, governing, ledger)),
                facts=tuple(counted_of(reading)) if member.eligible is not NO else (),
            )
    return None


def group_explained(contract: Contract, histories: Histories, label: str) -> CaseExplained | None:
    """The outcomes of the group of that label; None where there is no such group."""
    world = course_of(contract, histories).on(last_known(histories))
    groups = (group for term in contract.groups for group in world.groups(term))
    found = next((group for group in groups if group.case.number == label), None)
    if found is None:
        return None
    return _of_many(found, evaluate(contract, histories), (members_of(found),))


def whole_explained(contract: Contract, histories: Histories) -> CaseExplained:
    """The outcomes of the contract as a whole, under the version in force at the end."""
    world = course_of(contract, histories).on(last_known(histories))
    return _of_many(world.whole(), evaluate(contract, histories), ())


def _of_many(reading: Reading, ledger: Ledger, facts: tuple[str, ...]) -> CaseExplained:
    outcomes = [*_outcomes(reading, reading.world.contract, ledger)]
    if reading.whose == terms.CONTRACT:
        outcomes += _beside(reading, ledger)
    number = "" if reading.whose == terms.CONTRACT else reading.case.number
    return CaseExplained(number, (), ledger.as_at, YES, (), tuple(outcomes), reading.whose, facts)


def _outcomes(reading: Reading, contract: Contract, ledger: Ledger) -> Iterator[OutcomeExplained]:
    for outcome in contract.outcomes:
        if outcome.level == reading.whose:
            yield from _outcome(reading, outcome, ledger)


def _outcome(reading: Reading, outcome: Outcome, ledger: Ledger) -> Iterator[OutcomeExplained]:
    """The outcome for each item, and each quarter begun; what waits for none of them comes last."""
    lines = [x for x in ledger.lines if x.outcome == outcome.name and _is_of(x, reading)]
    waits = [x for x in ledger.waiting if x.outcome == outcome.name and _is_of(x, reading)]
    if isinstance(outcome.index, EachCycle):
        begun = partial(_begun, reading.world.contract, outcome.index, by=ledger.as_at)
        waits = [x for x in waits if x.days is None or begun(x.days)]
    price = reading.world.contract.tariffs[outcome.name].price
    for at in readings(reading, outcome):
        item = at.bound[outcome.index.name] if isinstance(outcome.index, Index) else None
        ahead = at.cycle is not None and at.cycle[0] > ledger.as_at
        if ahead or (item is not None and not item.recorded):
            continue
        called = _called(at, item)
        due = _when_due(at, outcome, ledger.as_at)
        conditions = tuple(checked(due, outcome.condition))
        own = [x for x in waits if not called or _in_cycle(x, at)]
        waits = [x for x in waits if x not in own]
        yield OutcomeExplained(
            outcome.name,
            outcome.clause,
            called,
            conditions,
            tuple(x for x in lines if not called or _falls_in(x.last_due, at, outcome)),
            tuple(missed(at, outcome)),
            tuple(own),
            _not_said(measures(due, outcome.condition, price), conditions),
            tuple(_counted(reading, outcome, ledger)),
        )
    if waits:
        yield OutcomeExplained(outcome.name, outcome.clause, "", (), (), (), waiting=tuple(waits))


def _begun(contract: Contract, index: EachCycle, days: DaySpan, by: Day) -> bool:
    """Whether the quarter that holds *days* has begun *by* that day."""
    return span_at(contract, index.cycle, days[0])[0] <= by


def _in_cycle(one: Waiting, at: Reading) -> bool:
    """Whether what waits is for the quarter that is read."""
    if at.cycle is None or one.days is None:
        return False
    return at.cycle[0] <= one.days[0] < at.cycle[1]


def _counted(reading: Reading, outcome: Outcome, ledger: Ledger) -> Iterator[str]:
    """What a person achieved that is paid on a whole claim, for which no line is its own."""
    for line in ledger.lines:
        if line.outcome == outcome.name and line.case is None:
            own = sum(one.units for one in line.counted if one.case == reading.case.number)
            if own:
                claim = span_in_words(Moment.on(line.claim[0]), Moment.on(line.claim[1]))
                yield (
                    f"{own:,} of the {line.achieved:,} of the claim of {claim}, of which "
                    f"clause {line.clause} leaves {line.units:,}"
                )


def _beside(reading: Reading, ledger: Ledger) -> Iterator[OutcomeExplained]:
    """The lines and waits of no one case or group that no outcome of the whole made."""
    said = {o.name for o in reading.world.contract.outcomes if o.level == terms.CONTRACT}
    lines = [x for x in ledger.lines if x.outcome not in said and _is_of(x, reading)]
    waits = [x for x in ledger.waiting if x.outcome not in said and _is_of(x, reading)]
    made = [*((x.outcome, x.clause) for x in lines), *((x.outcome, x.clause) for x in waits)]
    for name, clause in dict.fromkeys(made):
        yield OutcomeExplained(
            name,
            terms.Clause(clause),
            "",
            (),
            tuple(x for x in lines if (x.outcome, x.clause) == (name, clause)),
            (),
            tuple(x for x in waits if (x.outcome, x.clause) == (name, clause)),
        )


def _not_said(measures_: Iterable[str], conditions: Iterable[Checked]) -> tuple[str, ...]:
    """The measures that no condition says already."""
    said = {fact for one in conditions for fact in one.facts}
    return tuple(measure for measure in measures_ if measure not in said)


def _is_of(one: Line | Waiting, reading: Reading) -> bool:
    """Whether a line, or what waits, is of who is read."""
    number = reading.case.number
    match reading.whose:
        case terms.OWN:
            return one.case == number
        case terms.CONTRACT:
            return one.case is None and one.group is None
        case _:
            return one.group == number


def _called(at: Reading, item: Item | None) -> str:
    """The days of the item, or of the quarter, that the outcome is for."""
    if item is not None:
        return span_in_words(item.span.start, item.span.end)
    if at.cycle is None:
        return ""
    return span_in_words(Moment.on(at.cycle[0]), Moment.on(at.cycle[1]))


def _when_due(at: Reading, outcome: Outcome, as_at: Day) -> Reading:
    """The reading on the first due day, for conditions that ask for it; else on the last day."""
    dues = (unit.due for unit in units(at, outcome) if unit.truth is YES)
    return at.on(next(dues, Moment.on(as_at)))


def _falls_in(due: Day, at: Reading, outcome: Outcome) -> bool:
    """Whether one of the units of this item falls due on that day."""
    return any(unit.due.known == due for unit in units(at, outcome))
