"""What the charts of a statement show, in numbers: payments by day, units by month."""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date

from sibdsl.model.calendar import Cycle, cycle_of, cycles
from sibdsl.model.contract import Contract
from sibdsl.model.days import Day, in_words
from sibdsl.model.ledger import CLAIM, FLOOR, RELIEF, SHORTFALL, DaySpan, Line
from sibdsl.model.money import Money
from sibdsl.model.statement import Statement
from sibdsl.render.page import counted, pounds
from sibdsl.values import value

_NO_OUTCOME = (SHORTFALL, FLOOR, RELIEF, CLAIM)

_OTHERS = "all other outcomes"


@value
class Course:
    """Payments to date: on each of *days* they come to so much, in each of *years* from nothing.

    *year* is what such a year is called, None where all are one. *cap* is the limit that they are
    held against and *clause* its clause; None where no limit is on all payments together.
    """

    days: tuple[Day, ...]
    amounts: tuple[Money, ...]
    years: tuple[DaySpan, ...]
    year: str | None = None
    cap: Money | None = None
    clause: str = ""


@value
class Months:
    """The units of one outcome by month: those *paid*, and those that a limit leaves *unpaid*."""

    outcome: str
    paid: tuple[int, ...]
    unpaid: tuple[int, ...]


def _by_due_day(line: Line) -> Iterator[tuple[Day, int, int]]:
    """Each due day of a line, with the pence paid and the units of that day."""
    if line.first_due == line.last_due or line.units < 2:
        yield line.last_due, line.paid.pence, line.units
        return
    each, days = line.paid.pence // line.units, line.last_due - line.first_due
    for n in range(line.units):
        yield line.first_due + days * n // (line.units - 1), each, 1


# -- Payments -------------------------------------------------------------------------------------


def course(contract: Contract, statement: Statement) -> Course | None:
    """The payments to date by due day, against the limit on all of them; None of no payment."""
    sums: Counter[Day] = Counter()
    for entry in (*statement.earlier, *statement.settled.entries):
        if entry.line.outcome not in _NO_OUTCOME:
            for due, paid, _ in _by_due_day(entry.line):
                sums[due] += paid * entry.sign
    days = sorted(day for day, pence in sums.items() if pence)
    if not days:
        return None
    limit = next((x for x in contract.money_limits if x.each is None and not x.outcomes), None)
    cycle = None if limit is None else limit.cycle
    amounts = tuple(_running(days, sums, cycle))
    years = tuple(_years(cycle, contract.term[0], statement.as_at + 1))
    if limit is None:
        return Course(tuple(days), amounts, years)
    called = None if cycle is None else cycle.value
    return Course(tuple(days), amounts, years, called, limit.amount, limit.clause.number)


def _running(days: Sequence[Day], sums: Counter[Day], cycle: Cycle | None) -> Iterator[Money]:
    """What the payments of a year come to by each of its days."""
    so_far, until = 0, None
    for day in days:
        if cycle is not None and (until is None or day >= until):
            so_far, until = 0, cycle_of(cycle, day)[1]
        so_far += sums[day]
        yield Money(so_far)


def _years(cycle: Cycle | None, first: Day, end: Day) -> Iterator[DaySpan]:
    if cycle is None:
        yield first, end
        return
    for start, stop in cycles(cycle, first, end):
        yield max(start, first), min(stop, end)


# -- Units ----------------------------------------------------------------------------------------


def months_of(statement: Statement) -> tuple[Day, ...]:
    """The first days of the months from the first due day to the end of what is known."""
    dues = [
        entry.line.first_due
        for entry in (*statement.earlier, *statement.settled.entries)
        if entry.line.outcome not in _NO_OUTCOME
    ]
    if not dues:
        return ()
    return tuple(start for start, _ in cycles(Cycle.MONTH, min(dues), statement.as_at + 1))


def units_by_month(contract: Contract, statement: Statement, most: int) -> tuple[Months, ...]:
    """Each outcome with its units by month, in the contract's order; those of no unit left out.

    Of more than *most* outcomes those with the fewest units are summed up in the last.
    """
    starts = {start: at for at, start in enumerate(months_of(statement))}
    paid: Counter[tuple[str, int]] = Counter()
    unpaid: Counter[tuple[str, int]] = Counter()
    for entry in (*statement.earlier, *statement.settled.entries):
        if entry.line.outcome in _NO_OUTCOME:
            continue
        line = entry.line
        into = unpaid if line.unpaid_by is not None or not line.paid else paid
        for due, _, n in _by_due_day(line):
            month = date.fromordinal(due).replace(day=1).toordinal()
            into[line.outcome, starts[month]] += n * entry.sign
    totals: Counter[str] = Counter()
    for counts in (paid, unpaid):
        for (name, _), n in counts.items():
            totals[name] += n
    kept, others = _chosen(contract, totals, most)

    def row(called: str, names: Sequence[str]) -> Months:
        return Months(
            called,
            *(
                tuple(sum(counts[name, at] for name in names) for at in range(len(starts)))
                for counts in (paid, unpaid)
            ),
        )

    rows = [row(name, [name]) for name in kept]
    return (*rows, *([row(_OTHERS, others)] if others else []))


def _chosen(
    contract: Contract, totals: Counter[str], most: int
) -> tuple[Sequence[str], Sequence[str]]:
    """The outcomes that are shown by themselves, and the others, in the contract's order."""
    named = dict.fromkeys([*(o.name for o in contract.outcomes), *sorted(totals)])
    names = [name for name in named if totals[name]]
    if len(names) <= most:
        return names, ()
    largest = {name for name, _ in totals.most_common(most - 1)}
    return [n for n in names if n in largest], [n for n in names if n not in largest]


# -- In words -------------------------------------------------------------------------------------


def payments_said(shown: Course) -> str:
    """What the line shows, in sentences."""
    last = shown.amounts[-1]
    year = f" of the last {shown.year}" if shown.year else ""
    said = f"The payments{year} come to {pounds(last)} by {in_words(shown.years[-1][1] - 1)}"
    if shown.cap is None:
        return f"{said}; no limit is on all of them together."
    each = f" in each {shown.year}" if shown.year else ""
    left = Money(max(shown.cap.pence - last.pence, 0))
    return (
        f"{said}; the limit of clause {shown.clause} is {pounds(shown.cap)}{each}, of which "
        f"{pounds(left)} is left."
    )


def units_said(rows: Sequence[Months]) -> str:
    """What the bars show, in a sentence for each outcome."""
    said = [
        f"{row.outcome}: {counted(sum(row.paid), 'unit')} paid, at most {max(row.paid):,} in a "
        f"month{_unpaid_said(row)}."
        for row in rows
    ]
    return " ".join(said)


def _unpaid_said(row: Months) -> str:
    return f", and {sum(row.unpaid):,} left unpaid" if any(row.unpaid) else ""
