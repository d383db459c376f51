"""What is paid beside outcomes: shortfalls, floors, and relief in place of payments."""

from collections.abc import Iterator, Sequence
from fractions import Fraction

from attrs import evolve

from sibdsl.interpret.course import Course
from sibdsl.interpret.cycles import claim_of, span_at
from sibdsl.interpret.doubt import of_items, together
from sibdsl.interpret.items import Item
from sibdsl.interpret.meaning import Reading
from sibdsl.interpret.numbers import items_counted
from sibdsl.interpret.pay import Draft
from sibdsl.model import terms
from sibdsl.model.calendar import Cycle
from sibdsl.model.contract import Contract, Floor, Shortfall
from sibdsl.model.days import Day, Moment, Stretch
from sibdsl.model.ledger import FLOOR, RELIEF, SHORTFALL, DaySpan, Line, Waiting
from sibdsl.model.money import Bounds, Money
from sibdsl.model.truth import NO
from sibdsl.values import changed


def _whole_spans(contract: Contract, cycle: Cycle, span: DaySpan) -> Iterator[DaySpan]:
    """The spans of *cycle* that lie wholly in *span*."""
    day = span[0]
    while day < span[1]:
        one = span_at(contract, cycle, day)
        if span[0] <= one[0] and one[1] <= span[1]:
            yield one
        day = one[1]


def _line(
    course: Course, kind: str, clause: terms.Clause, due: Day, payer: str, paid: Money
) -> Line:
    claim = claim_of(course.contract, due)
    shares = ((payer, paid),)
    return Line(None, kind, clause.number, due, due, None, 1, paid, paid, claim, shares=shares)


def _in_force(course: Course, due: Day, as_at: Day) -> Contract | None:
    """The contract in force on a due day that has come."""
    return course.on(due).contract if due <= as_at else None


# -- Shortfalls -----------------------------------------------------------------------------------


def shortfalls(course: Course, as_at: Day) -> tuple[list[Line], list[Waiting]]:
    """A line for each year, wholly in the term, in which fewer were made; and what waits."""
    lines, waiting = [], []
    for at, signed in enumerate(course.contract.shortfalls):
        for year in _whole_spans(course.contract, signed.cycle, course.contract.term):
            contract = _in_force(course, year[1] - 1, as_at)
            if contract is None:
                continue
            rule = contract.shortfalls[at]
            made = _made(course, rule, year)
            most = rule.n if made.least is None else max(rule.n - int(made.least), 0)
            fewest = 0 if made.most is None else max(rule.n - int(made.most), 0)
            if fewest < most:
                waiting.append(_not_known(course, rule, year))
            elif most:
                paid = rule.amount * most
                line = _line(course, SHORTFALL, rule.clause, year[1] - 1, rule.payer, paid)
                lines.append(changed(line, units=most))
    return lines, waiting


def _made(course: Course, rule: Shortfall, year: DaySpan) -> Bounds:
    """How many were made in the year, by all whom the records name, eligible or not."""
    readings = [member.reading for member in course.members().values()]
    counts = [items_counted(_in_year(reading, rule, year)) for reading in readings]
    world = course.worlds[-1]
    aside = [
        items_counted(_in_year(world.reading(c), rule, year)) for c in world.histories.set_aside
    ]
    least = sum((count.least or Fraction(0) for count in counts), Fraction(0))
    mosts = [count.most for count in (*counts, *aside)]
    most = None if None in mosts else sum((n for n in mosts if n is not None), Fraction(0))
    return Bounds(least, most)


def _in_year(reading: Reading, rule: Shortfall, year: DaySpan) -> tuple[Item, ...]:
    """The items that lie in the year, or may."""
    found = []
    for item in reading.items(rule.items):
        inside = Stretch.fixed(*year).days.at_moment(item.start)
        certain = min(item.certain, inside)
        if certain is not NO:
            found.append(evolve(item, certain=certain))
    return tuple(found)


def _not_known(course: Course, rule: Shortfall, year: DaySpan) -> Waiting:
    facts = together(
        fact for m in course.members().values() for fact in of_items(m.reading, rule.items)
    )
    aside = course.worlds[-1].histories.set_aside
    left_out = tuple(f"{case.number}: its records, which are left out" for case in aside)
    return Waiting(None, SHORTFALL, rule.clause.number, (*facts[:3], *left_out[:3]), year)


# -- Floors and relief ----------------------------------------------------------------------------


def floors(
    course: Course, lines: Sequence[Line], doubtful: Sequence[Moment], as_at: Day
) -> tuple[list[Line], list[Waiting]]:
    """What brings the payments of a year, then of the whole term, up to their least.

    What a floor of a year adds counts towards that of the term. A floor waits while anything may
    fall due under it on one of the *doubtful* days.
    """
    made: list[Line] = []
    waiting: list[Waiting] = []
    listed = sorted(enumerate(course.contract.floors), key=lambda pair: pair[1].cycle is None)
    for at, signed in listed:
        for span in _floored(course.contract, signed):
            contract = _in_force(course, span[1] - 1, as_at)
            if contract is None:
                continue
            rule, due = contract.floors[at], span[1] - 1
            paid = sum(_paid_in(line, span) for line in (*lines, *made))
            less = Money(rule.amount.pence - paid)
            if less.pence > 0 and any(_may_fall_in(one, span) for one in doubtful):
                fact = "the payments that are not yet known"
                waiting.append(Waiting(None, FLOOR, rule.clause.number, (fact,), span))
            elif less.pence > 0:
                made.append(_line(course, FLOOR, rule.clause, due, rule.payer, less))
    return made, waiting


def _may_fall_in(due: Moment, span: DaySpan) -> bool:
    """Whether what falls due on *due* may do so in *span*."""
    return due.least < span[1] and due.most >= span[0]


def _floored(contract: Contract, rule: Floor) -> Iterator[DaySpan]:
    if rule.cycle is None:
        yield contract.term
    else:
        yield from _whole_spans(contract, rule.cycle, contract.term)


def _paid_in(line: Line, span: DaySpan) -> int:
    """What of a line falls due in *span*, in pence; a claim lies in one, so equal units do."""
    return line.paid.pence if span[0] <= line.first_due < span[1] else 0


def relieved(drafts: Sequence[Draft], course: Course) -> list[Draft]:
    """*drafts*, those that fall due while relief stands in their place unpaid."""
    if not any(world.contract.reliefs for world in course.worlds):
        return list(drafts)
    parted = [single for draft in drafts for single in draft.singles()]
    for draft in parted:
        due = draft.achievement.due
        for rule in course.on(due).contract.reliefs:
            if rule.span[0] <= due < rule.span[1] and draft.unpaid_by is None:
                draft.unpaid_by = rule.clause.number
    return parted


def reliefs(course: Course, as_at: Day) -> list[Line]:
    """What is paid in place of payments: one line for each quarter wholly in the time named."""
    return [
        _line(course, RELIEF, rule.clause, span[1] - 1, rule.payer, rule.amount)
        for world in course.worlds
        for rule in world.contract.reliefs
        for span in _whole_spans(world.contract, rule.cycle, rule.span)
        if span[1] - 1 <= as_at and course.on(span[1] - 1) is world
    ]
