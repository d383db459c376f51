"""A history as a timeline for the terminal: one row for each record and payment, to one scale."""

from collections.abc import Iterator, Sequence
from typing import Final

from attrs import frozen

from sibdsl.model.days import NEVER, Day, iso
from sibdsl.model.histories import Attributes, Case, Histories
from sibdsl.model.ledger import Line
from sibdsl.render.page import WIDTH

_NAMES: Final = 30
_ROOM: Final = WIDTH - _NAMES - 4
_MARGIN: Final = "  "


@frozen
class _Row:
    """A name and the days from *first* to *last*, drawn as *mark*; an open end is None."""

    name: str
    first: Day
    last: Day | None
    mark: str


def timeline(given: Histories, lines: Sequence[Line], by: Day) -> Iterator[str]:
    """One line for each event, spell and paid unit, and one for each end of the scale.

    A spell is drawn `===`, open `==>`, an event `*`, the days of a payment `###`, unpaid `...`.
    """
    rows = [*_records(given), *_payments(lines)]
    days = [d for row in rows for d in (row.first, row.last) if d is not None]
    if not days:
        return
    start, end = _scale(rows, by)
    for row in rows:
        yield f"{_MARGIN}{row.name[:_NAMES]:<{_NAMES}}  {_drawn(row, start, end)}".rstrip()
    gap = " " * max(1, _ROOM - 20)
    yield f"{_MARGIN}{'':<{_NAMES}}  {iso(start)}{gap}{iso(end)}"


def _scale(rows: Sequence[_Row], by: Day) -> tuple[Day, Day]:
    """The first and the last day drawn; what lies years before the rest stands at the edge."""
    firsts = sorted({row.first for row in rows})
    lasts = [row.last if row.last is not None else row.first for row in rows]
    end = max([*lasts, min(by, max(lasts) + 30)])
    end = min(end, NEVER - 1)
    near = [first for first in firsts if first > end - 8 * 365]
    return (near[0] if near else firsts[0]), max(end, (near[0] if near else firsts[0]) + 1)


def _records(given: Histories) -> Iterator[_Row]:
    own = [("", given.contract), *_named(given)]
    for prefix, case in own:
        for name, fact in case.facts.items():
            if isinstance(fact, int):
                yield _Row(f"{prefix}{name}", fact, fact, "*")
        rows = sorted(_of_case(prefix, case), key=lambda row: row.first)
        yield from rows


def _named(given: Histories) -> Iterator[tuple[str, Case]]:
    """Each case and group; its number before each row where there are more than one."""
    many = len(given.cases) > 1
    yield from ((f"{case.number}: " if many else "", case) for case in given.cases)
    for term, listed in given.groups.items():
        yield from ((f"{term} {group.number}: ", group) for group in listed)


def _of_case(prefix: str, case: Case) -> Iterator[_Row]:
    for name, events in case.events.items():
        for event in events:
            if event.day is not None:
                yield _Row(f"{prefix}{name}{_values(event.attributes)}", event.day, event.day, "*")
    for name, spells in case.spells.items():
        for spell in spells:
            if spell.first is not None:
                told = f"{prefix}{name}{_values(spell.attributes)}"
                yield _Row(told, spell.first, spell.last, "=")


def _values(attributes: Attributes) -> str:
    told = [str(value) for value in attributes.values() if isinstance(value, str)]
    return f" ({', '.join(told)})" if told else ""


def _payments(lines: Sequence[Line]) -> Iterator[_Row]:
    for line in lines:
        start, end = line.evidence or (line.first_due, line.last_due + 1)
        times = f"{line.units} × " if line.units > 1 else ""
        mark = "#" if line.paid else "."
        yield _Row(f"{times}{line.outcome} {line.paid}", start, end - 1, mark)


def _drawn(row: _Row, start: Day, end: Day) -> str:
    """The row to scale; what begins before the scale is drawn from its edge with `<`."""
    last = end if row.last is None else row.last
    if last < start:
        return "<"
    at, to = _column(max(row.first, start), start, end), _column(min(last, end), start, end)
    body = row.mark * (to - at + 1)
    if row.last is None:
        body = f"{body[:-1]}>"
    if row.first < start:
        body = f"<{body[1:]}"
    return " " * at + body


def _column(d: Day, start: Day, end: Day) -> int:
    return (d - start) * (_ROOM - 1) // (end - start)
