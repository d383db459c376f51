"""The sheet of months: what was paid and achieved in each, with charts of the workbook's own."""

from collections.abc import Sequence
from datetime import date
from typing import Any, Final

from sibdsl.model.contract import Contract
from sibdsl.model.days import Day
from sibdsl.model.money import NOTHING, Money
from sibdsl.model.statement import Statement
from sibdsl.render.statement_book import Book, Value, column
from sibdsl.render.statement_series import (
    Course,
    course,
    months_of,
    payments_said,
    units_by_month,
    units_said,
)

_ROWS: Final = 6
_PATTERNS: Final = (
    *("wide_upward_diagonal", "dark_horizontal", "large_grid", "wide_downward_diagonal"),
    *("dark_vertical", "large_confetti"),
)
_COLOURS: Final = ("#0072B2", "#E69F00", "#009E73", "#CC79A7", "#56B4E9", "#D55E00")
"""The palette of Okabe and Ito; each with a pattern of its own, for those who see no colour."""


def months(made: Book, contract: Contract, statement: Statement) -> None:
    """The sheet `Months` and two charts beside its table; none where nothing fell due."""
    starts, shown = months_of(statement), course(contract, statement)
    rows = units_by_month(contract, statement, _ROWS)
    if not starts or shown is None:
        return
    sheet = made.sheet("Months", frozen_rows=1)
    cap = () if shown.cap is None else ("Limit",)
    names = [row.outcome for row in rows]
    headings = ("Month", "Paid to date", *cap, *names)
    cells: list[tuple[Value, ...]] = []
    for at, start in enumerate(starts):
        units = (row.paid[at] + row.unpaid[at] for row in rows)
        to_date = _to_date(shown, _end_of(starts, at, statement.as_at))
        limit = () if shown.cap is None else (shown.cap,)
        cells.append((date.fromordinal(start), to_date, *limit, *units))
    sheet.table(0, [(heading, max(16, len(heading) + 2)) for heading in headings], cells)
    beside = len(headings) + 1
    said = {"description": payments_said(shown)}
    sheet.sheet.insert_chart(1, beside, _payments(made, shown, len(cells)), said)
    first = 2 + len(cap)
    said = {"description": units_said(rows)}
    sheet.sheet.insert_chart(20, beside, _units(made, names, first, len(cells)), said)


def _end_of(starts: Sequence[Day], at: int, as_at: Day) -> Day:
    """The last day of a month, or of what is known."""
    return starts[at + 1] - 1 if at + 1 < len(starts) else as_at


def _to_date(shown: Course, day: Day) -> Money:
    """The payments of its year by the end of *day*."""
    first = max(start for start, _ in shown.years if start <= day)
    paid = [a for d, a in zip(shown.days, shown.amounts, strict=True) if first <= d <= day]
    return paid[-1] if paid else NOTHING


def _payments(made: Book, shown: Course, n: int) -> Any:
    """A line of the payments to date, and a dashed one of the limit."""
    chart = made.chart({"type": "line"})
    chart.add_series(_series(1, n) | {"line": {"color": "#0072B2", "width": 2.25}})
    if shown.cap is not None:
        dashed = {"color": "#D55E00", "width": 1.5, "dash_type": "long_dash"}
        chart.add_series(_series(2, n) | {"line": dashed})
    each = f" in each {shown.year}" if shown.year else ""
    limit = f" and the limit of clause {shown.clause}{each}" if shown.cap else ""
    _laid_out(chart, f"Payments to date{limit}")
    chart.set_y_axis({"num_format": "£#,##0", "min": 0})
    return chart


def _units(made: Book, names: Sequence[str], first: int, n: int) -> Any:
    """Stacked columns of the units of each outcome, paid and unpaid."""
    chart = made.chart({"type": "column", "subtype": "stacked"})
    for at in range(len(names)):
        pattern = {
            "pattern": _PATTERNS[at % len(_PATTERNS)],
            "fg_color": _COLOURS[at % len(_COLOURS)],
            "bg_color": "white",
        }
        chart.add_series(
            _series(first + at, n) | {"pattern": pattern, "border": {"color": "black"}, "gap": 40}
        )
    _laid_out(chart, "Units achieved by month")
    return chart


def _series(at: int, n: int) -> dict[str, Any]:
    letters = column(at)
    return {
        "name": f"=Months!${letters}$1",
        "categories": f"=Months!$A$2:$A${n + 1}",
        "values": f"=Months!${letters}$2:${letters}${n + 1}",
    }


def _laid_out(chart: Any, title: str) -> None:
    chart.set_title({"name": title, "name_font": {"size": 11}})
    chart.set_x_axis(
        {"date_axis": True, "num_format": "mmm yyyy", "major_unit": 6, "major_unit_type": "months"}
    )
    chart.set_legend({"position": "bottom"})
    chart.set_size({"width": 720, "height": 340})
