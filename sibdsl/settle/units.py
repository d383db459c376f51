"""Lines taken apart into their units, and units put together into lines."""

from collections.abc import Iterable, Iterator, Sequence

from sibdsl.model.claims import Entry
from sibdsl.model.days import Day
from sibdsl.model.ledger import DaySpan, Line
from sibdsl.model.money import NOTHING, Money
from sibdsl.values import changed


def units_of(line: Line) -> Iterator[Line]:
    """Each unit of *line* as a line of its own; the whole where all fall due on one day.

    Two units are equal if all is equal but the rows of data that they rest on.
    """
    shares = _payments(line)
    plain = line
    if line.counted or shares != line.shares:
        plain = changed(line, counted=(), shares=shares)
    if line.first_due == line.last_due or line.units < 2:
        yield plain
        return
    # Each is made by hand: of a year's days there are many, and to copy a line takes longer.
    gross, paid = _part(line.gross, line.units), _part(line.paid, line.units)
    parts = tuple((party, _part(amount, line.units)) for party, amount in shares)
    for i in range(line.units):
        due = line.first_due + (line.last_due - line.first_due) * i // (line.units - 1)
        yield Line(
            line.case,
            line.outcome,
            line.clause,
            due,
            due,
            _evidence_of(line, i),
            1,
            gross,
            paid,
            line.claim,
            line.unpaid_by,
            line.cut_by,
            parts,
            line.rows,
            line.group,
            line.achieved,
        )


def _payments(line: Line) -> tuple[tuple[str, Money], ...]:
    """Who pays of *line*, by name; those who pay nothing left out."""
    return tuple(sorted((party, amount) for party, amount in line.shares if amount))


def _part(amount: Money, units: int) -> Money:
    """What one of equal units has of *amount*."""
    return Money(amount.pence // units)


def _evidence_of(line: Line, i: int) -> DaySpan | None:
    if line.evidence is None:
        return None
    first, end = line.evidence
    length = (end - first) // line.units
    return first + length * i, first + length * (i + 1)


def folded(entries: Iterable[Entry]) -> Iterator[Entry]:
    """*entries* of single units, in their order; equal consecutive ones made one line."""
    run: list[Entry] = []
    for entry in entries:
        if run and not _goes_on(run, entry):
            yield _line_of(run)
            run = []
        run.append(entry)
    if run:
        yield _line_of(run)


def _goes_on(run: Sequence[Entry], entry: Entry) -> bool:
    """Whether *entry* is the same again, on the days that follow, due at the same step."""
    before, then = run[-1].line, entry.line
    if run[-1].sign != entry.sign or before.evidence is None or then.evidence is None:
        return False
    length = before.evidence[1] - before.evidence[0]
    return (
        before.evidence[1] == then.evidence[0]
        and length == then.evidence[1] - then.evidence[0]
        and then.first_due - before.first_due == _step(run, entry)
        and _undated(before) == _undated(then)
    )


def _step(run: Sequence[Entry], entry: Entry) -> Day:
    """The days from each due day of the run to the next; of one unit, those to *entry*."""
    second = run[1] if len(run) > 1 else entry
    return max(1, second.line.first_due - run[0].line.first_due)


def _undated(unit: Line) -> Line:
    return changed(unit, first_due=0, last_due=0, evidence=None)


def _line_of(run: Sequence[Entry]) -> Entry:
    first, last = run[0].line, run[-1].line
    if len(run) == 1:
        return run[0]
    assert first.evidence is not None, "units without evidence stand alone"
    assert last.evidence is not None, "units without evidence stand alone"
    line = changed(
        first,
        last_due=last.last_due,
        evidence=(first.evidence[0], last.evidence[1]),
        units=sum(entry.line.units for entry in run),
        gross=sum((entry.line.gross for entry in run), NOTHING),
        paid=sum((entry.line.paid for entry in run), NOTHING),
        shares=tuple((party, amount * len(run)) for party, amount in first.shares),
        rows=tuple(sorted({row for entry in run for row in entry.line.rows})),
    )
    return Entry(line, tuple(sorted({row for entry in run for row in entry.reverses})))
