"""A history as a drawing: events, spells and paid units to one scale of days, as SVG.

Shapes, patterns and labels tell the marks apart, so it can be read in black and white. Persons
stand in it by their case numbers alone.
"""

from collections.abc import Iterator, Sequence
from datetime import date
from html import escape
from typing import Final

from attrs import frozen

from sibdsl.interpret.evaluate import evaluate
from sibdsl.model.contract import Contract
from sibdsl.model.days import Day, day, in_words
from sibdsl.model.histories import Histories
from sibdsl.model.ledger import Line
from sibdsl.model.verdicts import Verdict
from sibdsl.render.page import days_in_words
from sibdsl.render.timeline_rows import Row, payments, records, scale

_WIDTH: Final = 1000
_NAMES: Final = 330
_ROOM: Final = _WIDTH - _NAMES - 30
_HIGH: Final = 26
_BAR: Final = 14
_LETTERS: Final = 46
"""So many letters of a name find room beside the drawing."""
_LABEL: Final = 62
"""So wide is the name of a month below the scale."""
_NARROW: Final = 4
"""So far apart units have to begin to be drawn one by one."""

_DEFINED: Final = """\
<defs>
<pattern id="lasting" width="6" height="6" patternUnits="userSpaceOnUse"\
 patternTransform="rotate(45)"><rect width="6" height="6" fill="#fff"/>\
<line x1="0" y1="0" x2="0" y2="6" stroke="#000" stroke-width="3"/></pattern>
</defs>
<rect width="100%" height="100%" fill="#fff"/>"""


@frozen
class _Panel:
    """One history, drawn from *top* down, its days from *start* to *end*, both included."""

    heading: str
    rows: tuple[Row, ...]
    lines: tuple[Line, ...]
    start: Day
    end: Day
    top: int

    @property
    def bottom(self) -> int:
        """Where the scale stands, below the rows."""
        return self.top + _HIGH * (len(self.rows) + len(self.lines) + 1)

    def across(self, d: float) -> float:
        """Where the day begins; what lies outside the scale stands at its edge."""
        inside = min(max(d, self.start), self.end + 1)
        return round(_NAMES + (inside - self.start) * _ROOM / (self.end + 1 - self.start), 2)


def timeline_svg(contract: Contract, verdict: Verdict) -> str | None:
    """The drawing of the case that breaks the law, a whole SVG file; None where no days are in it.

    Of two histories the one stands below the other, both to one scale.
    """
    case = verdict.counterexample
    if case is None or not case.by:
        return None
    given = [case.first] if case.second is None else [case.first, case.second]
    told = f"{verdict.sentence} {case.conflict.words.rstrip('.')}."
    return _drawing(contract, given, case.by, f"A case that breaks {verdict.law}", told)


def drawing(
    contract: Contract, given: Histories, by: Day, *, title: str, told: str = ""
) -> str | None:
    """One history and what is paid on it by the end of *by*, a whole SVG file.

    *told* begins what is said of it to those who do not see it. None where no days are in it.
    """
    return _drawing(contract, [given], by, title, told)


def _drawing(
    contract: Contract, given: Sequence[Histories], by: Day, title: str, told: str
) -> str | None:
    panels = _panels(contract, given, by)
    if not panels:
        return None
    high = panels[-1].bottom + 84
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {high}" role="img"'
        f' aria-labelledby="title desc" font-family="sans-serif" font-size="13">',
        f'<title id="title">{_said(title)}</title>',
        f'<desc id="desc">{_said(_described(told, panels))}</desc>',
        _DEFINED,
    ]
    for panel in panels:
        parts += _drawn(panel, by)
    return "\n".join([*parts, *_legend(high - 22), "</svg>"]) + "\n"


def _panels(contract: Contract, given: Sequence[Histories], by: Day) -> tuple[_Panel, ...]:
    paid = [evaluate(contract, one.as_at(by)).lines for one in given]
    listed = [tuple(records(one)) for one in given]
    every = [
        row for rows, lines in zip(listed, paid, strict=True) for row in (*rows, *payments(lines))
    ]
    if not every:
        return ()
    start, end = scale(every, by)
    found: list[_Panel] = []
    headings = ("", "The other: ")
    for one, rows, lines, which in zip(given, listed, paid, headings, strict=False):
        top = found[-1].bottom + 50 if found else 14
        heading = f"{which}{_whose(one)}"
        found.append(_Panel(heading, rows, lines, start, end, top))
    return tuple(found)


def _whose(given: Histories) -> str:
    numbers = ", ".join(case.number for case in given.cases[:6])
    more = f" and {len(given.cases) - 6} more" if len(given.cases) > 6 else ""
    return f"case {numbers}{more}" if numbers else "no case"


def _described(told: str, panels: Sequence[_Panel]) -> str:
    """What can be seen, in sentences."""
    said = [told] if told else []
    for panel in panels:
        said.append(f"{panel.heading[:1].upper()}{panel.heading[1:]}.")
        said += [f"{_row(row)}." for row in panel.rows]
        said += [f"{_payment(line)}." for line in panel.lines] or ["Nothing is paid."]
    return " ".join(said)


def _drawn(panel: _Panel, by: Day) -> Iterator[str]:
    """The heading, the months, a row for each record and payment, and the scale."""
    heading = f"{panel.heading}, by {in_words(by)}"
    yield f'<text x="10" y="{panel.top + 12}" font-weight="bold">{_said(heading)}</text>'
    yield from _months(panel)
    at = panel.top + _HIGH
    for row in panel.rows:
        yield from _group("spell" if row.mark == "=" else "event", row.name, _row(row), at)
        yield from _spell(panel, row, at) if row.mark == "=" else _event(panel, row.first, at)
        yield "</g>"
        at += _HIGH
    for line, row in zip(panel.lines, payments(panel.lines), strict=True):
        yield from _group("payment", row.name, _payment(line), at)
        yield from _units(panel, line, at)
        yield "</g>"
        at += _HIGH


def _group(kind: str, name: str, said: str, at: int) -> Iterator[str]:
    """The beginning of a row: its name at the left, and its whole sentence for who asks."""
    short = name if len(name) <= _LETTERS else f"{name[: _LETTERS - 1]}…"
    yield f'<g class="{kind}"><title>{_said(said)}</title>'
    yield f'<text x="10" y="{at + 15}">{_said(short)}</text>'


def _event(panel: _Panel, d: Day, at: int) -> Iterator[str]:
    """A diamond; with its date beside it, on the side that has room.

    An arrow before the date says that it lies before the scale.
    """
    x, y = panel.across(d + 0.5), at + 11
    yield f'<path d="M{x - 6} {y}L{x} {y - 6}L{x + 6} {y}L{x} {y + 6}Z"/>'
    before = "← " if d < panel.start else ""
    left = x > _WIDTH - 150
    side = f'x="{x - 10}" text-anchor="end"' if left else f'x="{x + 10}"'
    yield f'<text {side} y="{y + 4}" font-size="11">{before}{in_words(d)}</text>'


def _spell(panel: _Panel, row: Row, at: int) -> Iterator[str]:
    """A hatched bar; an arrow at its end where it is open."""
    end = panel.end + 1 if row.last is None else row.last + 1
    yield _bar("lasts", panel.across(row.first), panel.across(end), at, "url(#lasting)")
    if row.last is None:
        x, y = panel.across(end), at + 11
        yield f'<path d="M{x} {y - 8}L{x + 12} {y}L{x} {y + 8}Z"/>'


def _units(panel: _Panel, line: Line, at: int) -> Iterator[str]:
    """A solid bar for each unit that is paid, a dashed one for each that is not.

    Units too narrow to be told apart are one bar; its name says how many they are.
    """
    number = 1 if line.achieved is not None else max(1, line.units)
    kind, fill = ("unit", "#000") if line.paid else ("unit unpaid", "#fff")
    if line.evidence is None:
        first, length = float(line.first_due), 1.0
        step = (line.last_due - line.first_due) / max(1, number - 1)
    else:
        first = float(line.evidence[0])
        length = step = (line.evidence[1] - line.evidence[0]) / number
    if step * _ROOM / (panel.end + 1 - panel.start) < _NARROW:
        length += step * (number - 1)
        number = 1
    for n in range(number):
        start = first + n * step
        yield _bar(kind, panel.across(start), panel.across(start + length), at, fill)


def _bar(kind: str, start: float, end: float, at: int, fill: str) -> str:
    """From one place to another, a little apart from the next, and never too thin to see."""
    dashed = ' stroke-dasharray="3 2"' if "unpaid" in kind else ""
    wide = round(max(end - start - 3, 2), 2)
    return (
        f'<rect class="{kind}" x="{round(start + 1, 2)}" y="{at + 4}" width="{wide}"'
        f' height="{_BAR}" fill="{fill}" stroke="#000"{dashed}/>'
    )


def _months(panel: _Panel) -> Iterator[str]:
    """A tick at the beginning of each month, or of some, and the names that find room."""
    y, top = panel.bottom, panel.top + _HIGH - 4
    yield '<g class="axis" aria-hidden="true">'
    yield f'<line x1="{_NAMES}" y1="{y}" x2="{_NAMES + _ROOM}" y2="{y}" stroke="#000"/>'
    step, free = _every(panel), 0.0
    for tick in _firsts(panel.start, panel.end, step):
        x = panel.across(tick)
        yield f'<line class="tick" x1="{x}" y1="{top}" x2="{x}" y2="{y + 5}" stroke="#ccc"/>'
        if x >= free and x <= _WIDTH - _LABEL / 2:
            label = f"{date.fromordinal(tick):%b %Y}"
            yield f'<text x="{x}" y="{y + 19}" font-size="11" text-anchor="middle">{label}</text>'
            free = x + _LABEL
    ends = f"{in_words(panel.start)} to {in_words(panel.end)}"
    yield f'<text x="10" y="{y + 19}" font-size="11">{ends}</text>'
    yield "</g>"


def _every(panel: _Panel) -> int:
    """How many months lie between two ticks: one, or so many that ticks stand apart."""
    wide = 30 * _ROOM / (panel.end + 1 - panel.start)
    return next((n for n in (1, 3, 6, 12) if n * wide >= 5), 60)


def _firsts(start: Day, end: Day, step: int) -> Iterator[Day]:
    """The first day of each *step*-th month from *start* to *end*, counted from a January."""
    at = date.fromordinal(start)
    month = at.year * 12 + at.month - 1
    month += -month % step
    while (first := day(month // 12, month % 12 + 1, 1)) <= end:
        if first >= start:
            yield first
        month += step


def _legend(y: int) -> Iterator[str]:
    """What each mark means."""
    yield '<g class="legend" font-size="11">'
    yield f'<path d="M10 {y}L16 {y - 6}L22 {y}L16 {y + 6}Z"/><text x="30" y="{y + 4}">event</text>'
    marks = (("lasts", "url(#lasting)"), ("paid unit", "#000"), ("unpaid unit", "#fff"))
    for at, (name, fill) in zip((100, 200, 310), marks, strict=True):
        yield _bar(f"key {name}", at, at + 31, y - 11, fill)
        yield f'<text x="{at + 38}" y="{y + 4}">{name}</text>'
    yield "</g>"


def _row(row: Row) -> str:
    if row.mark == "*":
        return f"{row.name}, {in_words(row.first)}"
    end = "onwards" if row.last is None else f"to {in_words(row.last)}"
    return f"{row.name}, {in_words(row.first)} {end}"


def _payment(line: Line) -> str:
    times = f"{line.units:,} × " if line.units > 1 else ""
    days = line.evidence or (line.first_due, line.last_due + 1)
    which = "" if line.evidence else "due "
    who = f"case {line.case}" if line.case else line.group or "the contract"
    paid = f"{line.paid} paid" if line.paid else "unpaid"
    return (
        f"{times}{line.outcome} (clause {line.clause}), {who}, {which}{days_in_words(days)}, {paid}"
    )


def _said(words: str) -> str:
    return escape(words, quote=False)
