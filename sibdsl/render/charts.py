"""The charts of a statement as SVG: lines, hatches and labels tell all apart without colour.

The same figures give the same bytes. The only place where Matplotlib is imported.
"""

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from io import StringIO
from textwrap import fill
from typing import Any, Final

import matplotlib as mpl
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import FuncFormatter, MaxNLocator

from sibdsl.model.contract import Contract
from sibdsl.model.days import Day
from sibdsl.model.money import Money
from sibdsl.model.statement import Position, Statement
from sibdsl.render.document import Picture
from sibdsl.render.page import pounds
from sibdsl.render.statement_series import (
    Course,
    Months,
    course,
    months_of,
    payments_said,
    units_by_month,
    units_said,
)

BLUE: Final = "#0072B2"
SKY: Final = "#56B4E9"
VERMILION: Final = "#D55E00"
ORANGE: Final = "#E69F00"
GREY: Final = "#E8E8E8"
"""Of the palette of Okabe and Ito, which colour-blind readers can tell apart; and a light grey."""

_WIDTH: Final = 7.2
_STYLE: Final[dict[Any, Any]] = {
    "svg.fonttype": "none",
    "font.family": "sans-serif",
    "font.size": 9,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "hatch.linewidth": 0.6,
    "text.parse_math": False,
}
_LETTERS: Final = 96
"""So many letters of a label stand in one line."""

_ROWS: Final = 6
"""So many outcomes have a row of bars of their own, or fewer and one for all others."""


def charts(contract: Contract, statement: Statement) -> tuple[Picture, ...]:
    """Payments to date against the limit, units by month, grants drawn: those that have figures."""
    made = (
        payments(course(contract, statement), statement),
        units(units_by_month(contract, statement, _ROWS), statement),
        grants([p for p in statement.positions if p.party is not None]),
    )
    return tuple(picture for picture in made if picture is not None)


# -- Payments to date -----------------------------------------------------------------------------


def payments(shown: Course | None, statement: Statement) -> Picture | None:
    """A step line of the payments to date, and the limit as a dashed line; None of no payment."""
    if shown is None:
        return None
    with _figure(3.0, "payments") as (figure, out):
        axes = figure.add_subplot()
        start, end = shown.years[0][0], shown.years[-1][1]
        _claim_band(axes, statement)
        for first, stop in shown.years:
            own = [i for i, day in enumerate(shown.days) if first <= day < stop]
            days = [first, *(shown.days[i] for i in own), stop - 1]
            amounts = [0.0, *(shown.amounts[i].pence / 100 for i in own)]
            axes.step(days, [*amounts, amounts[-1]], where="post", color=BLUE, linewidth=1.8)
        axes.plot([end - 1], [shown.amounts[-1].pence / 100], "o", color=BLUE, markersize=4)
        axes.annotate(
            _short(shown.amounts[-1]),
            (end - 1, shown.amounts[-1].pence / 100),
            xytext=(5, -9 if _is_near(shown) else 0),
            textcoords="offset points",
            va="center",
            color=BLUE,
            weight="bold",
        )
        if shown.cap is not None:
            axes.axhline(shown.cap.pence / 100, color=VERMILION, linestyle=(0, (6, 3)))
            axes.annotate(
                _cap(shown),
                (start, shown.cap.pence / 100),
                xytext=(2, 3),
                textcoords="offset points",
                color=VERMILION,
            )
        highest = max([*shown.amounts, *([shown.cap] if shown.cap else [])], key=lambda m: m.pence)
        axes.set_ylim(0, max(highest.pence / 100 * 1.12, 1))
        axes.set_xlim(start, end + (end - start) * 0.1)
        _dates(axes, start, end)
        axes.yaxis.set_major_locator(MaxNLocator(5))
        axes.yaxis.set_major_formatter(FuncFormatter(lambda y, _: f"£{y:,.0f}"))
    caption = "Payments to date, by due day; grey are the days of this claim"
    return Picture(out.getvalue(), payments_said(shown), caption)


def _is_near(shown: Course) -> bool:
    """Whether the line ends so near below the limit that its label would stand on it."""
    if shown.cap is None:
        return False
    less = shown.cap.pence - shown.amounts[-1].pence
    return -shown.cap.pence < 20 * less < 2 * shown.cap.pence


def _cap(shown: Course) -> str:
    each = f" in each {shown.year}" if shown.year else ""
    return f"limit {_short(shown.cap or Money(0))}{each} (clause {shown.clause})"


# -- Units by month -------------------------------------------------------------------------------


def units(rows: Sequence[Months], statement: Statement) -> Picture | None:
    """A row of bars for each outcome: hatched what is paid, white what a limit leaves unpaid."""
    if not rows:
        return None
    starts = months_of(statement)
    with _figure(0.55 + 0.85 * len(rows), "units") as (figure, out):
        for at, (axes, row) in enumerate(zip(_stacked(figure, len(rows)), rows, strict=True)):
            _claim_band(axes, statement)
            _bars(axes, starts, row)
            axes.set_title(_row_title(row), loc="left", fontsize=9, pad=3)
            axes.set_xlim(starts[0] - 3, starts[-1] + 34)
            highest = max(a + b for a, b in zip(row.paid, row.unpaid, strict=True))
            axes.set_ylim(0, max(highest, 1) * 1.12)
            axes.yaxis.set_major_locator(MaxNLocator(2, integer=True))
            _dates(axes, starts[0], starts[-1] + 31)
            if at < len(rows) - 1:
                axes.tick_params(labelbottom=False)
    caption = (
        "Units by month of their due day: hatched are those paid, white those that a limit leaves "
        "unpaid; grey is the time of this claim"
    )
    return Picture(out.getvalue(), units_said(rows), caption)


def _bars(axes: Axes, starts: Sequence[Day], row: Months) -> None:
    for at, start in enumerate(starts):
        paid, unpaid = row.paid[at], row.unpaid[at]
        if paid:
            axes.bar(start + 15, paid, 24, color=SKY, edgecolor="black", hatch="////", lw=0.5)
        if unpaid:
            axes.bar(start + 15, unpaid, 24, bottom=paid, color="white", edgecolor="black", lw=0.6)


def _stacked(figure: Figure, n: int) -> Sequence[Axes]:
    made = figure.subplots(n, 1, squeeze=False)
    return [axes for (axes,) in made]


def _row_title(row: Months) -> str:
    unpaid = f", {sum(row.unpaid):,} unpaid" if any(row.unpaid) else ""
    return f"{row.outcome}: {sum(row.paid):,} paid{unpaid}"


# -- Grants ---------------------------------------------------------------------------------------


def grants(positions: Sequence[Position]) -> Picture | None:
    """A bar for the limit of each payer: drawn before, drawn now, left; None of no such limit."""
    if not positions:
        return None
    with _figure(0.75 + 0.62 * len(positions), "grants") as (figure, out):
        axes = figure.add_subplot()
        for at, position in enumerate(positions):
            _grant(axes, at, position)
        axes.set_ylim(len(positions) - 0.35, -0.75)
        axes.set_xlim(0, 100)
        axes.set_yticks([])
        axes.spines["left"].set_visible(False)
        axes.xaxis.set_major_formatter(FuncFormatter(lambda x, _: f"{x:.0f}%"))
    said = "; ".join(_grant_said(position) for position in positions)
    caption = (
        "Drawn of each payer's limit: hatched before this claim, crossed by it, white what is left"
    )
    return Picture(out.getvalue(), f"{said}.", caption)


def _grant(axes: Axes, at: int, position: Position) -> None:
    """One bar from nothing to the whole limit, and its figures above it."""
    whole = max(position.limit.pence, position.after.pence, 1)
    before, now = (100 * max(part.pence, 0) / whole for part in (position.before, position.now))
    left = max(100 - before - now, 0)
    parts = (
        (0.0, before, SKY, "////"),
        (before, now, ORANGE, "xxxx"),
        (before + now, left, "white", ""),
    )
    for start, width, colour, hatch in parts:
        if width:
            axes.barh(
                at, width, 0.42, start, color=colour, edgecolor="black", hatch=hatch, linewidth=0.7
            )
    label = (
        f"{_whose(position)}, clause {position.clause}: {_short(position.before)} before, "
        f"{_short(position.now)} now, {_short(position.left)} left of {_short(position.limit)}"
    )
    axes.text(0, at - 0.27, fill(label, _LETTERS), va="bottom", fontsize=8.5, linespacing=1.1)


def _whose(position: Position) -> str:
    """The payer, and of what or when its limit is."""
    return position.scope.removeprefix("Payments by ").removesuffix(" in total")


def _grant_said(position: Position) -> str:
    return (
        f"{_whose(position)} has paid {pounds(position.after)} of {pounds(position.limit)}, "
        f"{pounds(position.now)} of it by this claim, and {pounds(position.left)} is left"
    )


# -- All charts -----------------------------------------------------------------------------------


def _claim_band(axes: Axes, statement: Statement) -> None:
    """The days of this claim, in grey behind all else."""
    start, end = statement.period
    axes.axvspan(start, min(end, statement.as_at + 1), color=GREY, zorder=0, linewidth=0)


def _dates(axes: Axes, start: Day, end: Day) -> None:
    """A tick on 1 January of each year, or of each month or quarter where there are few."""
    first, last = date.fromordinal(start), date.fromordinal(end)
    months = (last.year - first.year) * 12 + last.month - first.month + 1
    step = next((n for n in (1, 3, 6, 12) if months / n <= 8), 24)
    at = first.year * 12 + first.month - 1
    at += -at % step
    ticks = [date(n // 12, n % 12 + 1, 1) for n in range(at, at + months + 1, step)]
    shown = [tick for tick in ticks if start <= tick.toordinal() <= end]
    axes.set_xticks([tick.toordinal() for tick in shown], [f"{t:%b} {t.year}" for t in shown])


def _short(money: Money) -> str:
    """An amount without pence, where a label has little room.

    >>> _short(Money(123456)), _short(Money(-49))
    ('£1,235', '£0')
    """
    whole = (abs(money.pence) + 50) // 100
    return f"{'-' if money.pence < 0 and whole else ''}£{whole:,}"


@contextmanager
def _figure(high: float, name: str) -> "Iterator[tuple[Figure, StringIO]]":
    """A figure to draw on, and where its SVG is once it is drawn; *name* keeps its parts apart."""
    out = StringIO()
    with mpl.rc_context({**_STYLE, "svg.hashsalt": f"sibdsl {name}"}):
        figure = Figure(figsize=(_WIDTH, high), layout="constrained")
        yield figure, out
        raw = StringIO()
        figure.savefig(
            raw, format="svg", metadata={"Date": None, "Creator": None}, transparent=True
        )
        out.write(_alone(raw.getvalue()))


def _alone(svg: str) -> str:
    """The drawing without the head of a file: it stands in a page, whose style it must not set."""
    svg = svg[svg.index("<svg") :]
    svg = re.sub(r"\s*<metadata>.*?</metadata>", "", svg, flags=re.DOTALL)
    svg = re.sub(r"\s*<style[^>]*>.*?</style>", "", svg, flags=re.DOTALL)
    return svg.replace("<svg ", '<svg stroke-linejoin="round" stroke-linecap="butt" ', 1)
