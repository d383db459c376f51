"""The lines of the ledger: equal units folded, each with the rows that prove it."""

from collections.abc import Callable, Iterable, Iterator, Sequence

from attrs import frozen

from sibdsl.interpret import pay
from sibdsl.interpret.achieve import Achievement, Unit
from sibdsl.interpret.course import Course
from sibdsl.interpret.meaning import Reading
from sibdsl.model.contract import (
    Contract,
    Index,
)
from sibdsl.model.days import EARLIEST, Day
from sibdsl.model.decides import fields_read
from sibdsl.model.histories import Case, Row
from sibdsl.model.ledger import Line
from sibdsl.model.money import Money
from sibdsl.model.terms import OWN


def lines_of(drafts: Iterable[pay.Draft], course: Course) -> list[Line]:
    """The lines in order of case, outcome and due day, equal consecutive units made one."""
    rank = pay.ranks(course.contract)
    ordered = sorted(
        drafts, key=lambda d: (d.case or "", d.group or "", rank[d.outcome], d.achievement.due)
    )
    read = {
        (world.force, outcome.name): fields_read(world.contract, outcome)
        for world in course.worlds
        for outcome in world.contract.outcomes
    }
    parts = (
        _Part(draft, draft.achievement.unit.taken(start, stop), claim)
        for draft in ordered
        for start, stop, claim in pay.by_claim(draft.achievement.unit, course.contract)
    )
    return [
        _line(group, read.get((group[0].draft.reading.world.force, group[0].draft.outcome)))
        for group in _folded(parts)
    ]


def place_of_line(contract: Contract) -> Callable[[Line], tuple[object, ...]]:
    """The key that puts lines in order: those without a case first."""
    rank = pay.ranks(contract)
    return lambda x: (x.case or "", x.group or "", rank[x.outcome], x.clause, x.first_due)


@frozen
class _Part:
    """The units of a draft that fall due in one claim."""

    draft: pay.Draft
    unit: Unit
    claim: tuple[Day, Day]

    def goes_on_with(self, later: "_Part") -> bool:
        """Whether *later* is the same payment again, on days that follow without a gap.

        Both must fall in one claim, and be paid, cut and split alike.
        """
        one, other = self.draft, later.draft
        if one.case != other.case or self.claim != later.claim:
            return False
        days, then = self.unit.evidence, later.unit.evidence
        return (
            days is not None
            and then is not None
            and days[1] == then[0]
            and (days[1] - days[0]) // self.unit.count == (then[1] - then[0]) // later.unit.count
            and (one.case, one.group, one.outcome, one.gross, one.paid)
            == (other.case, other.group, other.outcome, other.gross, other.paid)
            and one.shares == other.shares
            and (one.unpaid_by, one.cut_by) == (other.unpaid_by, other.cut_by)
        )


def _folded(parts: Iterable[_Part]) -> Iterator[list[_Part]]:
    """Consecutive equal units together."""
    group: list[_Part] = []
    for part in parts:
        if group and not group[-1].goes_on_with(part):
            yield group
            group = []
        group.append(part)
    if group:
        yield group


def _line(group: Sequence[_Part], read: frozenset[str] | None) -> Line:
    """The line of equal units; *read* are the fields that decided them, None of shares alone."""
    draft, first, last = group[0].draft, group[0].unit, group[-1].unit
    n = sum(part.unit.count for part in group)
    evidence = None
    if first.evidence is not None and last.evidence is not None:
        evidence = first.evidence[0], last.evidence[1]
    return Line(
        case=draft.case,
        outcome=draft.outcome,
        clause=draft.clause or draft.achievement.outcome.clause.number,
        first_due=first.due.least,
        last_due=last.last_due,
        evidence=evidence,
        units=_units(draft, n, read),
        gross=Money(draft.gross * n),
        paid=Money(draft.paid * n),
        claim=group[0].claim,
        unpaid_by=draft.unpaid_by,
        cut_by=tuple(draft.cut_by),
        shares=tuple((party, Money(draft.shares[party] * n)) for party in sorted(draft.shares)),
        rows=_rows(draft.achievement, read, last.last_due) if read else (),
        group=draft.group,
        achieved=draft.achieved,
        counted=draft.counted,
    )


def _units(draft: pay.Draft, n: int, read: frozenset[str] | None) -> int:
    """How many units a line is for: those that a deduction left; none, of shares alone."""
    if read is None:
        return 0
    return n if draft.quantity is None else draft.quantity


def _rows(one: Achievement, read: frozenset[str], last: Day) -> tuple[Row, ...]:
    """The rows that decided it; of an outcome for each item, of that item and no other."""
    if one.reading.whose != OWN:
        return ()
    if not isinstance(one.outcome.index, Index):
        return rows_of(one.reading, read, last)
    name = one.outcome.index.name
    others = rows_of(one.reading, read - {name}, last)
    return tuple(dict.fromkeys(sorted((*others, *one.reading.bound[name].rows))))


def rows_of(reading: Reading, names: frozenset[str], last: Day) -> tuple[Row, ...]:
    """The rows of the fields *names* of the case that tell of days up to *last*."""
    if names not in reading.memo:
        reading.memo[names] = sorted(set(_dated_rows(reading.case, names)))
    told = (Row(file, line) for file, line, first in reading.memo[names] if first <= last)
    return tuple(dict.fromkeys(told))


def _dated_rows(case: Case, names: frozenset[str]) -> Iterator[tuple[str, int, Day]]:
    """Each row with the first day that it tells of; a fact, or a day that is missing, of any."""
    for name in names:
        for row in case.rows.get(name, ()):
            yield row.file, row.line, EARLIEST
        for event in case.events.get(name, ()):
            for row in event.rows:
                yield row.file, row.line, EARLIEST if event.day is None else event.day
        for spell in case.spells.get(name, ()):
            for row in spell.rows:
                yield row.file, row.line, EARLIEST if spell.first is None else spell.first
