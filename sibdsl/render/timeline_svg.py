"""A history as a drawing: events, spells and paid units to one scale of days, as SVG.

Shapes, patterns and labels tell the marks apart, so it can be read in black and white. Persons
stand in it by their case numbers alone.
"""

from collections.abc import Iterator, Sequence
from typing import Final

from attrs import frozen

from sibdsl.interpret.evaluate import evaluate
from sibdsl.model.contract import Contract
from sibdsl.model.days import Day, in_words
from sibdsl.model.histories import Histories
from sibdsl.model.ledger import Line
from sibdsl.model.verdicts import Verdict
from sibdsl.render.page import days_in_words
from sibdsl.render.timeline_rows import Row, payments, records, scale
from sibdsl.render.timeline_shapes import (
    HATCHED,
    HIGH,
    PATTERNS,
    Scale,
    arrow,
    bar,
    dated,
    diamond,
    escaped,
    months,
    opening,
    row,
)

_NARROW: Final = 4
"""So far apart units have to begin to be drawn one by one."""


@frozen
class _Panel:
    """One history, drawn from *top* down to a *scale* of days."""

    heading: str
    rows: tuple[Row, ...]
    lines: tuple[Line, ...]
    scale: Scale
    top: int

    @property
    def bottom(self) -> int:
        """Where the scale stands, below the rows."""
        return self.top + HIGH * (len(self.rows) + len(self.lines) + 1)


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
    parts = [*opening(high, title, _described(told, panels)), PATTERNS]
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
    days = Scale(*scale(every, by))
    found: list[_Panel] = []
    headings = ("", "The other: ")
    for one, rows, lines, which in zip(given, listed, paid, headings, strict=False):
        top = found[-1].bottom + 50 if found else 14
        heading = f"{which}{_whose(one)}"
        found.append(_Panel(heading, rows, lines, days, top))
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
    yield f'<text x="10" y="{panel.top + 12}" font-weight="bold">{escaped(heading)}</text>'
    yield from months(panel.scale, panel.top + HIGH - 4, panel.bottom)
    at = panel.top + HIGH
    for one in panel.rows:
        yield from row("spell" if one.mark == "=" else "event", one.name, _row(one), at)
        yield from _spell(panel, one, at) if one.mark == "=" else _event(panel, one.first, at)
        yield "</g>"
        at += HIGH
    for line, one in zip(panel.lines, payments(panel.lines), strict=True):
        yield from row("payment", one.name, _payment(line), at)
        yield from _units(panel.scale, line, at)
        yield "</g>"
        at += HIGH


def _event(panel: _Panel, d: Day, at: int) -> Iterator[str]:
    yield diamond(panel.scale, d, at)
    yield dated(panel.scale, d, at)


def _spell(panel: _Panel, one: Row, at: int) -> Iterator[str]:
    """A hatched bar; an arrow at its end where it is open."""
    days = panel.scale
    end = days.end + 1 if one.last is None else one.last + 1
    yield bar("lasts", days.across(one.first), days.across(end), at, HATCHED)
    if one.last is None:
        yield arrow(days, end, at)


def _units(days: Scale, line: Line, at: int) -> Iterator[str]:
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
    if step * days.wide < _NARROW:
        length += step * (number - 1)
        number = 1
    for n in range(number):
        start = first + n * step
        yield bar(kind, days.across(start), days.across(start + length), at, fill)


def _legend(y: int) -> Iterator[str]:
    """What each mark means."""
    yield '<g class="legend" font-size="11">'
    yield f'<path d="M10 {y}L16 {y - 6}L22 {y}L16 {y + 6}Z"/><text x="30" y="{y + 4}">event</text>'
    marks = (("lasts", HATCHED), ("paid unit", "#000"), ("unpaid unit", "#fff"))
    for at, (name, fill) in zip((100, 200, 310), marks, strict=True):
        yield bar(f"key {name}", at, at + 31, y - 11, fill)
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
