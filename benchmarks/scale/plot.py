"""Seconds and megabytes against children, as an SVG that can be read in black and white."""

import math
from collections.abc import Iterator, Sequence
from itertools import groupby
from xml.sax.saxutils import escape

from attrs import frozen

from benchmarks.scale.measuring import Measured

WIDTH, HEIGHT = 960, 470
_MARGIN = 16
_LEFT, _TOP, _WIDE, _HIGH, _APART = 70, 40, 360, 340, 470
_STYLES = (
    ("0", "circle"),
    ("0", "square"),
    ("8 4", "circle"),
    ("2 4", "square"),
    ("12 4 2 4", "triangle"),
    ("5 2", "cross"),
    ("9 2 2 2 2 2", "diamond"),
)
"""How a line is dashed, and its marks: one for each contender, in the order they are met."""


@frozen
class Panel:
    """One of the two drawings: *lines* by name, points of (children, amount); both axes in tens."""

    title: str
    left: int
    lines: dict[str, list[tuple[float, float]]]

    @property
    def across(self) -> tuple[int, int]:
        """The powers of ten between which the children lie."""
        return _powers([x for listed in self.lines.values() for x, _ in listed])

    @property
    def upward(self) -> tuple[int, int]:
        """The powers of ten between which the amounts lie."""
        return _powers([y for listed in self.lines.values() for _, y in listed])

    def at(self, x: float, y: float) -> tuple[float, float]:
        """Where a point stands in the picture."""
        right, up = _part(x, self.across), _part(y, self.upward)
        return self.left + right * _WIDE, _TOP + (1 - up) * _HIGH


def plot(found: Sequence[Measured]) -> str:
    """The whole picture: seconds left, megabytes right, what the lines are below."""
    names = list(dict.fromkeys(one.name for one in found))
    points = sorted(found, key=lambda one: (names.index(one.name), one.children))
    grouped = {name: list(each) for name, each in groupby(points, key=lambda one: one.name)}
    seconds = {
        name: [(float(o.children), o.seconds) for o in each] for name, each in grouped.items()
    }
    memory = {
        name: [(float(o.children), o.peak_mb) for o in each] for name, each in grouped.items()
    }
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}"'
        ' font-family="sans-serif" font-size="12" role="img"'
        ' aria-label="Seconds and megabytes against children">',
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="white"/>',
        *_panel(Panel("Seconds, the whole process", _LEFT, seconds), names),
        *_panel(Panel("Megabytes at most", _LEFT + _APART, memory), names),
        *_key(names),
        "</svg>",
    ]
    return "\n".join(parts) + "\n"


def _panel(panel: Panel, names: Sequence[str]) -> Iterator[str]:
    yield _text(panel.left, _TOP - 16, panel.title, 'font-weight="bold"')
    for power in range(panel.across[0], panel.across[1] + 1):
        x, low = panel.at(10.0**power, 10.0 ** panel.upward[0])
        yield _rule(x, _TOP, x, _TOP + _HIGH)
        yield _text(x, low + 18, f"{10**power:,}", 'text-anchor="middle"')
    for power in range(panel.upward[0], panel.upward[1] + 1):
        x, y = panel.at(10.0 ** panel.across[0], 10.0**power)
        yield _rule(x, y, x + _WIDE, y)
        yield _text(x - 8, y + 4, f"{10.0**power:,g}", 'text-anchor="end"')
    yield _text(panel.left + _WIDE / 2, _TOP + _HIGH + 36, "children", 'text-anchor="middle"')
    for name, listed in panel.lines.items():
        yield from _line([panel.at(x, y) for x, y in listed], names.index(name))


def _line(points: Sequence[tuple[float, float]], number: int) -> Iterator[str]:
    dash, mark = _STYLES[number % len(_STYLES)]
    along = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
    yield (
        f'<polyline points="{along}" fill="none" stroke="black" stroke-width="1.4"'
        f' stroke-dasharray="{dash}"/>'
    )
    for x, y in points:
        yield _mark(x, y, mark, "black" if number % 2 == 0 else "white")


def _mark(x: float, y: float, kind: str, fill: str) -> str:
    drawn = {
        "circle": "M-4 0a4 4 0 1 0 8 0a4 4 0 1 0 -8 0z",
        "square": "M-4 -4h8v8h-8z",
        "triangle": "M0 -5l5 9h-10z",
        "diamond": "M0 -5l5 5l-5 5l-5 -5z",
        "cross": "M-4 -4l8 8M-4 4l8 -8",
    }[kind]
    return (
        f'<path transform="translate({x:.1f} {y:.1f})" d="{drawn}" fill="{fill}" stroke="black"/>'
    )


def _key(names: Sequence[str]) -> Iterator[str]:
    """What each line is, in a row below the drawings."""
    wide = (WIDTH - _MARGIN) / max(len(names), 1)
    for number, name in enumerate(names):
        x, y = _MARGIN + number * wide, HEIGHT - 18
        yield from _line([(x, y), (x + 30, y)], number)
        yield _text(x + 38, y + 4, name, "")


def _text(x: float, y: float, words: str, how: str) -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}" {how}>{escape(words)}</text>'


def _rule(x: float, y: float, to_x: float, to_y: float) -> str:
    return f'<path d="M{x:.1f} {y:.1f}L{to_x:.1f} {to_y:.1f}" stroke="#bbb" stroke-width="0.6"/>'


def _powers(values: Sequence[float]) -> tuple[int, int]:
    low, high = math.floor(math.log10(min(values))), math.ceil(math.log10(max(values)))
    return low, max(high, low + 1)


def _part(value: float, powers: tuple[int, int]) -> float:
    low, high = powers
    return (math.log10(value) - low) / (high - low)
