"""A history as a timeline for the terminal: one row for each record and payment, to one scale."""

from collections.abc import Iterator, Sequence
from typing import Final

from sibdsl.model.days import Day, iso
from sibdsl.model.histories import Histories
from sibdsl.model.ledger import Line
from sibdsl.render.page import WIDTH
from sibdsl.render.timeline_rows import Row, payments, records, scale

_NAMES: Final = 30
_ROOM: Final = WIDTH - _NAMES - 4
_MARGIN: Final = "  "


def timeline(given: Histories, lines: Sequence[Line], by: Day) -> Iterator[str]:
    """One line for each event, spell and paid unit, and one for each end of the scale.

    A spell is drawn `===`, open `==>`, an event `*`, the days of a payment `###`, unpaid `...`.
    """
    rows = [*records(given), *payments(lines)]
    days = [d for row in rows for d in (row.first, row.last) if d is not None]
    if not days:
        return
    start, end = scale(rows, by)
    for row in rows:
        yield f"{_MARGIN}{row.name[:_NAMES]:<{_NAMES}}  {_drawn(row, start, end)}".rstrip()
    gap = " " * max(1, _ROOM - 20)
    yield f"{_MARGIN}{'':<{_NAMES}}  {iso(start)}{gap}{iso(end)}"


def _drawn(row: Row, start: Day, end: Day) -> str:
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
