"""What drawings of days are made of: a scale, bars, diamonds, and the months below them, as SVG.

Shapes, patterns and labels tell the marks apart, so that all can be read in black and white.
"""

from collections.abc import Iterator
from datetime import date
from html import escape
from typing import Final

from attrs import frozen

from sibdsl.model.days import Day, day, in_words

WIDTH: Final = 1000
NAMES: Final = 330
"""So much room at the left is for names."""
ROOM: Final = WIDTH - NAMES - 30
HIGH: Final = 26
"""From one row to the next."""
_BAR: Final = 14
_LETTERS: Final = 46
"""So many letters of a name find room beside the drawing."""
_LABEL: Final = 62
"""So wide is the name of a month below the scale."""

HATCHED: Final = "url(#lasting)"
PATTERNS: Final = """\
<defs>
<pattern id="lasting" width="6" height="6" patternUnits="userSpaceOnUse"\
 patternTransform="rotate(45)"><rect width="6" height="6" fill="#fff"/>\
<line x1="0" y1="0" x2="0" y2="6" stroke="#000" stroke-width="3"/></pattern>
</defs>
<rect width="100%" height="100%" fill="#fff"/>"""


@frozen
class Scale:
    """The days from *start* to *end*, both included, across the room beside the names."""

    start: Day
    end: Day

    def across(self, d: float) -> float:
        """Where the day begins; what lies outside the scale stands at its edge."""
        inside = min(max(d, self.start), self.end + 1)
        return round(NAMES + (inside - self.start) * ROOM / (self.end + 1 - self.start), 2)

    @property
    def wide(self) -> float:
        """How wide a day is."""
        return ROOM / (self.end + 1 - self.start)


def escaped(words: str) -> str:
    """Words that may stand in a drawing."""
    return escape(words, quote=False)


def opening(high: int, title: str, described: str) -> Iterator[str]:
    """The beginning of a drawing so high, its title, and what can be seen in it in sentences."""
    yield (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {high}" role="img"'
        f' aria-labelledby="title desc" font-family="sans-serif" font-size="13">'
    )
    yield f'<title id="title">{escaped(title)}</title>'
    yield f'<desc id="desc">{escaped(described)}</desc>'


def row(kind: str, name: str, told: str, at: int) -> Iterator[str]:
    """The beginning of a row: its name at the left, and its whole sentence for who asks."""
    short = name if len(name) <= _LETTERS else f"{name[: _LETTERS - 1]}…"
    yield f'<g class="{kind}"><title>{escaped(told)}</title>'
    yield f'<text x="10" y="{at + 15}">{escaped(short)}</text>'


def diamond(scale: Scale, d: Day, at: int) -> str:
    """What happens on one day."""
    x, y = scale.across(d + 0.5), at + 11
    return f'<path d="M{x - 6} {y}L{x} {y - 6}L{x + 6} {y}L{x} {y + 6}Z"/>'


def dated(scale: Scale, d: Day, at: int) -> str:
    """The date beside a diamond, on the side that has room.

    An arrow before the date says that it lies before the scale.
    """
    x, y = scale.across(d + 0.5), at + 11
    before = "← " if d < scale.start else ""
    left = x > WIDTH - 150
    side = f'x="{x - 10}" text-anchor="end"' if left else f'x="{x + 10}"'
    return f'<text {side} y="{y + 4}" font-size="11">{before}{in_words(d)}</text>'


def arrow(scale: Scale, d: Day, at: int) -> str:
    """What goes on after the end of a bar."""
    x, y = scale.across(d), at + 11
    return f'<path d="M{x} {y - 8}L{x + 12} {y}L{x} {y + 8}Z"/>'


def bar(kind: str, start: float, end: float, at: int, fill: str) -> str:
    """From one place to another, a little apart from the next, and never too thin to see."""
    dashed = ' stroke-dasharray="3 2"' if "unpaid" in kind else ""
    wide = round(max(end - start - 3, 2), 2)
    return (
        f'<rect class="{kind}" x="{round(start + 1, 2)}" y="{at + 4}" width="{wide}"'
        f' height="{_BAR}" fill="{fill}" stroke="#000"{dashed}/>'
    )


def months(scale: Scale, top: int, y: int) -> Iterator[str]:
    """A tick at the beginning of each month, or of some, and the names that find room."""
    yield '<g class="axis" aria-hidden="true">'
    yield f'<line x1="{NAMES}" y1="{y}" x2="{NAMES + ROOM}" y2="{y}" stroke="#000"/>'
    step, free = _every(scale), 0.0
    for tick in firsts(scale.start, scale.end, step):
        x = scale.across(tick)
        yield f'<line class="tick" x1="{x}" y1="{top}" x2="{x}" y2="{y + 5}" stroke="#ccc"/>'
        if x >= free and x <= WIDTH - _LABEL / 2:
            label = f"{date.fromordinal(tick):%b %Y}"
            yield f'<text x="{x}" y="{y + 19}" font-size="11" text-anchor="middle">{label}</text>'
            free = x + _LABEL
    ends = f"{in_words(scale.start)} to {in_words(scale.end)}"
    yield f'<text x="10" y="{y + 19}" font-size="11">{ends}</text>'
    yield "</g>"


def _every(scale: Scale) -> int:
    """How many months lie between two ticks: one, or so many that ticks stand apart."""
    wide = 30 * scale.wide
    return next((n for n in (1, 3, 6, 12) if n * wide >= 5), 60)


def firsts(start: Day, end: Day, step: int) -> Iterator[Day]:
    """The first day of each *step*-th month from *start* to *end*, counted from a January."""
    at = date.fromordinal(start)
    month = at.year * 12 + at.month - 1
    month += -month % step
    while (first := day(month // 12, month % 12 + 1, 1)) <= end:
        if first >= start:
            yield first
        month += step
