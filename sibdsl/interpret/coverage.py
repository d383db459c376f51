"""What each clause decided on the case data, counted: the clauses that nobody reached stand out.

Counted are those that a clause was asked of: persons, groups, claims, or the contract itself. What
several readings of one say (each Enrolment of a child) is one answer: yes before not known before
no. A clause that decides nothing of anyone (a name, a certificate, a promise) has no count.
"""

from collections.abc import Callable, Iterable, Iterator
from typing import Final, TypeAlias

from sibdsl.interpret.achieve import item_of, readings, units
from sibdsl.interpret.course import Course, course_of
from sibdsl.interpret.coverage_money import (
    Answer,
    Subject,
    expected_of_money,
    of_limits,
    of_lines,
    of_waiting,
)
from sibdsl.interpret.cycles import last_known, spans
from sibdsl.interpret.evaluate import achieved, evaluate_in_short
from sibdsl.interpret.meaning import Reading, World
from sibdsl.model import terms
from sibdsl.model.below import NAMED, reached
from sibdsl.model.contract import Card, Contract
from sibdsl.model.coverage import Coverage, Sense
from sibdsl.model.days import EARLIEST, Day, Moment
from sibdsl.model.histories import Histories
from sibdsl.model.ledger import Ledger
from sibdsl.model.terms import CONTRACT, OWN
from sibdsl.model.truth import NO, UNKNOWN, YES, Truth, any_of
from sibdsl.model.walk import all_of_kind

Reckon: TypeAlias = Callable[[Contract, Histories], Ledger]


def covered(
    contract: Contract, histories: Histories, reckon: Reckon = evaluate_in_short
) -> tuple[Coverage, ...]:
    """The counts of each clause, and of each item of a list in it.

    *reckon* gives the ledger of a contract, of which the lines are read and what waits: once as it
    stands, and once without each clause whose effect is seen by leaving it out.
    """
    course, ledger = course_of(contract, histories), reckon(contract, histories)
    by = last_known(histories)
    found: dict[tuple[str, Sense, str], dict[Subject, Truth]] = {}
    for clause, sense, subject, truth in (
        *_eligibility(course),
        *_first_items(contract, histories),
        *_definitions(course, by),
        *_conditions(course, by),
        *_cards(course, by),
        *of_waiting(contract, ledger),
        *of_lines(contract, ledger),
        *of_limits(contract, ledger, lambda other: reckon(other, histories)),
    ):
        counts = found.setdefault((clause, sense, subject[0]), {})
        counts[subject] = max(truth, counts.get(subject, NO))
    for clause, sense, whose in _expected(contract):
        if not any(key[:2] == (clause, sense) for key in found):
            found[clause, sense, whose] = {}
    return tuple(
        Coverage(clause, sense, whose, *(sum(t is x for t in each.values()) for x in _TURN))
        for (clause, sense, whose), each in found.items()
        if clause
    )


_TURN: Final = (YES, NO, UNKNOWN)


def _subject(reading: Reading) -> Subject:
    number = "" if reading.whose == CONTRACT else reading.case.number
    return _kind(reading.whose), number


def _expected(contract: Contract) -> Iterator[tuple[str, Sense, str]]:
    """Every clause that decides something of someone: it is told where it was asked of nobody."""
    for one in contract.wordings:
        for definition in one.definitions.values():
            if not isinstance(definition.meaning, terms.Constant):
                whose = _kind(definition.level)
                yield definition.clause.number, _sense(definition.meaning), whose
                if _sense(definition.meaning) is Sense.MET:
                    yield from _expected_of(definition.meaning, Sense.MET, whose)
        yield from _expected_of(one.eligibility, Sense.MET, _kind(OWN))
        for outcome in one.outcomes:
            whose, tariff = _kind(outcome.level), one.tariffs[outcome.name]
            yield outcome.clause.number, Sense.ACHIEVED, whose
            yield from _expected_of(outcome.condition, Sense.MET, whose)
            yield tariff.clause.number, Sense.PRICED, whose
            yield from _expected_of(tariff.price, Sense.PRICED, whose)
    yield from expected_of_money(contract)


def _expected_of(part: object, sense: Sense, whose: str) -> Iterator[tuple[str, Sense, str]]:
    yield from ((one.clause.number, sense, whose) for one in all_of_kind(part, terms.Stated))


def _kind(level: str) -> str:
    """What *level* is counted in."""
    return {OWN: "case", CONTRACT: "contract"}.get(level, level)


def _sense(meaning: terms.Meaning) -> Sense:
    if isinstance(meaning, terms.Items | terms.Period | terms.Days):
        return Sense.THERE
    return Sense.KNOWN if isinstance(meaning, terms.Number) else Sense.MET


# -- Who is eligible ------------------------------------------------------------------------------


def _eligibility(course: Course) -> Iterator[Answer]:
    """Each condition of each case, under the version that governs it; and the places."""
    for member in course.members().values():
        reading = member.reading
        contract, subject = reading.world.contract, _subject(reading)
        yield from _stated(reading, contract.eligibility, subject)
        places = contract.places
        met = reading.holds(contract.eligibility)
        if places is not None and met is not NO:
            yield places.clause.number, Sense.PLACED, subject, member.eligible


def _stated(reading: Reading, condition: terms.Condition, subject: Subject) -> Iterator[Answer]:
    """Each condition that a clause or an item states; those that are only named stand there."""
    match condition:
        case terms.Stated(clause, inner):
            yield clause.number, Sense.MET, subject, reading.holds(inner)
            yield from _stated(reading, inner, subject)
        case terms.AllOf(parts) | terms.AnyOf(parts) | terms.AtLeastOf(_, parts):
            for part in parts:
                yield from _stated(reading, part, subject)
        case terms.Not(inner):
            yield from _stated(reading, inner, subject)
        case _:
            pass


def _first_items(contract: Contract, histories: Histories) -> Iterator[Answer]:
    """Of whom more items are recorded than count."""
    for name, counted in contract.first_items.items():
        for case in histories.cases:
            n = len(case.events.get(name, ())) + len(case.spells.get(name, ()))
            if n:
                truth = Truth.of(n > counted.n)
                yield counted.clause.number, Sense.LEFT_OUT, ("case", case.number), truth


# -- What words mean ------------------------------------------------------------------------------


def _definitions(course: Course, by: Day) -> Iterator[Answer]:
    """Whether what a Term means is there; of those who may be eligible, unless eligibility asks."""
    for world in course.worlds:
        asked = set(_names(world.contract, world.contract.eligibility))
        for name, definition in world.contract.definitions.items():
            if isinstance(definition.meaning, terms.Constant):
                continue
            for reading in _readers(world, definition.level, everyone=name in asked):
                for at in _indexed(reading, definition, by):
                    yield from _defined(at, definition, by)


def _names(contract: Contract, *parts: object) -> Iterator[str]:
    """The Terms that *parts* rest on."""
    return (node.name for node in reached(contract, *parts) if isinstance(node, NAMED))


def _readers(world: World, level: str, *, everyone: bool) -> Iterable[Reading]:
    """Whom a definition speaks of, under the version that governs them."""
    if level == CONTRACT:
        return (world.whole(),)
    if level != OWN:
        return world.groups(level)
    return (
        member.reading
        for member in world.members.values()
        if member.reading.world is world and (everyone or member.eligible is not NO)
    )


def _indexed(reading: Reading, definition: terms.Definition, by: Day) -> Iterator[Reading]:
    """Who is read itself, or once for each item or each span begun that the definition is for."""
    contract = reading.world.contract
    if definition.index is not None:
        for item in reading.items(_items(contract, definition.index)):
            yield reading.binding(definition.index, item)
    elif definition.cycle is not None:
        for span in spans(contract, definition.cycle):
            if span[0] <= by:
                yield reading.at_cycle(span)
    else:
        yield reading


def _items(contract: Contract, name: str) -> terms.Items:
    """The items that a definition is for: those of another one, or of the record."""
    return terms.ItemsNamed(name) if name in contract.definitions else terms.Recorded(name)


def _defined(at: Reading, definition: terms.Definition, by: Day) -> Iterator[Answer]:
    name, meaning = definition.name, definition.meaning
    subject = _subject(at)
    if isinstance(meaning, terms.Items):
        truth = any_of(item.certain for item in at.items(terms.ItemsNamed(name)) if item.recorded)
    elif isinstance(meaning, terms.Period):
        truth = _comes(at.period(terms.PeriodNamed(name)).start, by)
    elif isinstance(meaning, terms.Days):
        truth = any_of(at.days(terms.DaysNamed(name)).values(EARLIEST, by + 1))
    elif isinstance(meaning, terms.Number):
        truth = UNKNOWN if at.number(terms.NumberNamed(name)).known is None else YES
    else:
        truth = at.holds(terms.ConditionNamed(name))
        yield from _stated(at, meaning, subject)
    yield definition.clause.number, _sense(meaning), subject, truth


def _comes(start: Moment, by: Day) -> Truth:
    """Whether a period has begun, as far as is known by that day."""
    if start.known is not None:
        return YES
    return NO if start.comes is NO or start.least > by else UNKNOWN


# -- What is paid for -----------------------------------------------------------------------------


def _conditions(course: Course, by: Day) -> Iterator[Answer]:
    """The conditions of each outcome, on each due day that there may be, else on the last day."""
    for name in dict.fromkeys(o.name for w in course.worlds for o in w.contract.outcomes):
        outcome = next(o for w in course.worlds for o in w.contract.outcomes if o.name == name)
        for reading, eligible, _ in course.subjects(outcome):
            if eligible is NO:
                continue
            said = next(o for o in reading.world.contract.outcomes if o.name == name)
            subject = _subject(reading)
            yield said.clause.number, Sense.ACHIEVED, subject, NO
            for at in readings(reading, said):
                if not item_of(at, said).recorded:
                    continue
                dues = [unit.due for unit in units(at, said) if unit.truth is YES]
                for due in [due for due in dues if due.least <= by] or [Moment.on(by)]:
                    yield from _stated(at.on(due), said.condition, subject)


def _cards(course: Course, by: Day) -> Iterator[Answer]:
    """The lines of a card, of each who achieved what it prices."""
    for one in achieved(course):
        due = one.unit.due.known
        price = one.reading.world.contract.tariffs[one.outcome.name].price
        if not isinstance(price, Card) or one.truth is not YES or due is None or due > by:
            continue
        for condition, _ in price.lines:
            for clause, _, subject, truth in _stated(
                one.on_its_due_day, condition, _subject(one.reading)
            ):
                yield clause, Sense.PRICED, subject, truth
