"""The timeline of a story for the terminal: a row of marks for each thing, to one scale of days."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final

from sibdsl.model.days import Day, in_words
from sibdsl.render.story_rows import Chart, Drawn, Row
from sibdsl.render.timeline_shapes import firsts

_MARGIN: Final = "  "
_GAP: Final = "  "
_NAMES: Final = 30
_LEAST: Final = 20
"""The scale is never narrower than so many columns, however narrow the terminal is."""

_MARKS: Final = {
    Drawn.EVENT: "*",
    Drawn.SPELL: "=",
    Drawn.DEFINED: "-",
    Drawn.PAID: "#",
    Drawn.UNPAID: "o",
    Drawn.MISSED: "x",
    Drawn.UNKNOWN: "?",
}
_MONTHS: Final = (1, 3, 6, 12, 24, 60)


def timeline(chart: Chart, width: int) -> Iterator[str]:
    """The rows, the scale below them and what each mark means, in lines of *width* at the most."""
    yield f"{_MARGIN}from {in_words(chart.start)} to {in_words(chart.end)}"
    names = min(_NAMES, max(len(row.name) for row in chart.rows), max(8, width // 3))
    room = max(_LEAST, width - len(_MARGIN) - names - len(_GAP))
    for row in chart.rows:
        drawn = _drawn(chart, row, room)
        yield f"{_MARGIN}{_cut(row.name, names):<{names}}{_GAP}{drawn}".rstrip()
    yield from (f"{_MARGIN}{'':<{names}}{_GAP}{line}" for line in _axis(chart, room))
    yield from _legend(chart, width)


def _cut(name: str, width: int) -> str:
    return name if len(name) <= width else f"{name[: width - 1]}…"


def _drawn(chart: Chart, row: Row, room: int) -> str:
    """The marks of one row, the shorter over the longer; `<` and `>` go on beyond the scale."""
    cells = [" "] * room
    for bar in sorted(row.bars, key=lambda bar: bar.start - bar.end):
        for at in range(_column(chart, bar.start, room), _column(chart, bar.end - 1, room) + 1):
            cells[at] = _MARKS[bar.drawn]
    if any(bar.start < chart.start for bar in row.bars):
        cells[0] = "<"
    if any(bar.end - 1 > chart.end for bar in row.bars):
        cells[-1] = ">"
    if len(row.bars) == 1 and row.bars[0].drawn is Drawn.EVENT:
        _date(cells, in_words(row.bars[0].start))
    return "".join(cells)


def _date(cells: list[str], said: str) -> None:
    """Write the date of the one mark in *cells* beside it, on the side that has room."""
    at = next(place for place, cell in enumerate(cells) if cell != " ")
    if at + 2 + len(said) <= len(cells):
        cells[at + 2 : at + 2 + len(said)] = said
    elif at - 1 - len(said) >= 0:
        cells[at - 1 - len(said) : at - 1] = said


def _column(chart: Chart, at: Day, room: int) -> int:
    """The column of a day; what lies outside the scale stands at its edge."""
    inside = min(max(at, chart.start), chart.end)
    return (inside - chart.start) * room // (chart.end + 1 - chart.start)


def _axis(chart: Chart, room: int) -> Iterator[str]:
    """A tick where a month or year begins, and below it which."""
    ticks = _ticks(chart, room) or [chart.start]
    marks, names = [" "] * room, [" "] * (room)
    free = 0
    for first in ticks:
        at = _column(chart, first, room)
        marks[at] = "|"
        label = _label(first, ticks)
        if at >= free and at + len(label) <= room:
            names[at : at + len(label)] = label
            free = at + len(label) + 1
    yield "".join(marks).rstrip()
    yield "".join(names).rstrip()


def _ticks(chart: Chart, room: int) -> Sequence[Day]:
    """The first days of so many months that their names stand apart."""
    for step in _MONTHS:
        found = list(firsts(chart.start, chart.end, step))
        wide = 5 if step % 12 == 0 else 9
        if len(found) * wide <= room:
            return found
    return ()


def _label(first: Day, ticks: Sequence[Day]) -> str:
    """The year, or the month and the year where a tick is not the beginning of one."""
    yearly = all(date.fromordinal(tick).month == 1 for tick in ticks)
    return f"{date.fromordinal(first):{'%Y' if yearly else '%b %Y'}}"


def _legend(chart: Chart, width: int) -> Iterator[str]:
    """What the marks mean that stand in it."""
    used = {bar.drawn for row in chart.rows for bar in row.bars}
    said = [f"{_MARKS[drawn]} {drawn.value}" for drawn in Drawn if drawn in used]
    line = _MARGIN
    for part in said:
        if len(line) + len(part) > width and line.strip():
            yield line.rstrip()
            line = _MARGIN
        line += f"{part}   "
    yield line.rstrip()
