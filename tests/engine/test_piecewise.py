"""Pieces of periods reckoned as runs: unit by unit those that the interpreter lists."""

from collections.abc import Sequence

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from model.day_strategies import day_sets
from rows import SOME_DAYS, of_days, of_stretches

from sibdsl.engine import piecewise
from sibdsl.engine.stretches import running as running_days
from sibdsl.engine.units import Units
from sibdsl.interpret import items
from sibdsl.interpret.numbers import quantified_of, running
from sibdsl.model import terms
from sibdsl.model.calendar import Duration, Unit
from sibdsl.model.contract import EachPiece
from sibdsl.model.days import NO_DAY, Days, Moment, Stretch, both
from sibdsl.model.truth import NO, Truth

Told = list[tuple[int, int, int, Truth]]
"""First day, first day after, due day, and whether it is there."""

LENGTHS = st.builds(Duration, st.integers(1, 9), st.just(Unit.DAYS))
COUNTS = st.none() | st.integers(0, 4)


@st.composite
def periods(draw: st.DrawFn) -> Stretch:
    """A period with known ends, that may stand still on some days."""
    a, b = draw(SOME_DAYS), draw(SOME_DAYS)
    first, after = min(a, b), max(a, b) + draw(st.sampled_from((0, 0, 40)))
    holes = both(draw(day_sets()), Days.span(first, after)) if draw(st.booleans()) else NO_DAY
    if draw(st.integers(0, 3)):
        holes = Days(
            Truth(holes.first // 2 * 2), tuple((d, Truth(t // 2 * 2)) for d, t in holes.changes)
        )
    return Stretch(Moment.on(first), Moment.on(after), holes)


def trigger(length: Duration, least: int | None, most: int | None) -> EachPiece:
    period, days = terms.PeriodNamed("Stay"), terms.DaysNamed("Home")
    return EachPiece(period, length, days, least, most)


def listed(stretch: Stretch, days: Days, asked: EachPiece) -> Told:
    """What the interpreter says of each piece."""
    within, found = running(stretch, days), []
    for piece in items.pieces(stretch, asked.length):
        start, end = piece.span.start.known, piece.span.end.known
        truth = min(quantified_of(piece.span, within, asked.least, asked.most), piece.certain)
        if truth is not NO and start is not None and end is not None:
            found.append((start, end, end - 1, truth))
    return found


def unit_by_unit(units: Units, rows: int) -> list[Told]:
    """The same of each row, from runs."""
    found: list[Told] = [[] for _ in range(rows)]
    singles, _ = units.parted(np.ones(len(units), np.bool_))
    for row, first, after, due, truth, count in zip(
        *(getattr(singles, name).tolist() for name in ("row", "first", "after", "least", "truth")),
        singles.count.tolist(),
        strict=True,
    ):
        assert count == 1
        found[row].append((first, after, due, Truth(truth)))
    return found


@given(st.lists(st.tuples(periods(), day_sets()), max_size=5), LENGTHS, COUNTS, COUNTS)
def test_runs_of_pieces_are_the_pieces(
    rows: Sequence[tuple[Stretch, Days]], length: Duration, least: int | None, most: int | None
) -> None:
    asked = trigger(length, least, most)
    stretch, days = of_stretches([s for s, _ in rows]), of_days([d for _, d in rows])
    plain = np.flatnonzero(piecewise.plain(stretch, asked))
    own = stretch.taken(plain)

    found = piecewise.in_runs(own, running_days(own, days.taken(plain)), asked)

    assert unit_by_unit(found, len(plain)) == [listed(*rows[at], asked) for at in plain]


def test_pieces_that_are_alike_are_one_row() -> None:
    """Ten weeks, a pause in the fifth, a day away in the eighth."""
    holes = Days.span(1_030, 1_040)
    stretch = Stretch(Moment.on(1_000), Moment.on(1_083), holes)
    away = Days.span(1_063, 1_064)
    asked = trigger(Duration(1, Unit.WEEKS), 0, 0)
    own = of_stretches([stretch])

    found = piecewise.in_runs(own, running_days(own, of_days([away])), asked)

    spans = zip(found.first.tolist(), found.after.tolist(), found.count.tolist(), strict=True)
    assert list(spans) == [
        (1_000, 1_028, 4),
        (1_028, 1_045, 1),
        (1_045, 1_059, 2),
        (1_066, 1_080, 2),
    ]
    assert unit_by_unit(found, 1) == [listed(stretch, away, asked)]
