"""The rows of a story's timeline: what is recorded, what the contract defines, what was paid."""

from collections.abc import Iterator, Sequence
from enum import Enum
from typing import Final

from attrs import frozen

from sibdsl.model.apart import RunApart
from sibdsl.model.days import EARLIEST, NEVER, Day, in_words
from sibdsl.model.explanation import CaseExplained, Mark, Missed, OutcomeExplained, Shown
from sibdsl.model.ledger import CLAIM, DaySpan, Line
from sibdsl.model.money import Money
from sibdsl.model.truth import UNKNOWN
from sibdsl.render.page import counted, days_in_words, listed
from sibdsl.render.story_why import why
from sibdsl.render.story_words import called
from sibdsl.values import changed

_LONG: Final = 8 * 365
"""What begins so many days before the last of all stands at the edge."""
_AFTER: Final = 366
"""So many days after all that is known are drawn."""
_LEAST: Final = 28


class Drawn(Enum):
    """What a bar of a timeline is."""

    EVENT = "event"
    SPELL = "recorded"
    DEFINED = "defined by the contract"
    PAID = "achieved and paid"
    UNPAID = "achieved, not paid"
    MISSED = "missed"
    UNKNOWN = "not yet known"


@frozen
class Bar:
    """The days from *start* up to but not including *end*, in *parts* equal units, in words."""

    start: Day
    end: Day
    drawn: Drawn
    words: str
    parts: int = 1


@frozen
class Row:
    """A name and the bars beside it, the earliest first."""

    name: str
    bars: tuple[Bar, ...]


@frozen
class Chart:
    """The rows of a timeline to one scale of days, *start* and *end* both included."""

    rows: tuple[Row, ...]
    start: Day
    end: Day
    known: Day


def chart(explained: CaseExplained) -> Chart | None:
    """The timeline of a story; None where no day is in it."""
    recorded = [_row(one) for one in explained.shown if not one.clause]
    defined = [_row(one) for one in _merged([one for one in explained.shown if one.clause])]
    told = [one for one in explained.outcomes if one.name != CLAIM]
    names = dict.fromkeys(called(one) for one in told)
    made = [_made(name, [one for one in told if called(one) == name]) for name in names]
    rows = [row for row in (*recorded, *defined, *made) if row.bars]
    span = _scale([*recorded, *made], defined, explained)
    return Chart(tuple(rows), *span, explained.as_at) if span is not None else None


def _merged(shown: Sequence[Shown]) -> Iterator[Shown]:
    """Sets with the same days as one: `Stay and Care`."""
    days: dict[tuple[tuple[Day, Day, int], ...], list[Shown]] = {}
    for one in shown:
        key = tuple((mark.start, mark.end, mark.truth) for mark in one.marks)
        days.setdefault(key, []).append(one)
    for alike in days.values():
        yield changed(alike[0], name=listed([one.name for one in alike]))


def _row(one: Shown) -> Row:
    return Row(one.name, tuple(_bar(one, mark) for mark in one.marks))


def _bar(one: Shown, mark: Mark) -> Bar:
    said = f" ({mark.words})" if mark.words else ""
    clause = f", clause {one.clause}" if one.clause else ""
    words = f"{one.name}{said}, {spanned((mark.start, mark.end))}{clause}"
    if mark.truth is UNKNOWN:
        return Bar(mark.start, mark.end, Drawn.UNKNOWN, f"{words}, not yet known")
    if one.clause:
        return Bar(mark.start, mark.end, Drawn.DEFINED, words)
    return Bar(mark.start, mark.end, Drawn.SPELL if one.lasts else Drawn.EVENT, words)


def spanned(days: DaySpan) -> str:
    """The days in words, open at either end."""
    start, end = days
    if end >= NEVER:
        return f"{in_words(start)} onwards" if start > EARLIEST else "always"
    return days_in_words(days) if start > EARLIEST else f"until {in_words(end - 1)}"


# -- Outcomes -------------------------------------------------------------------------------------


def _made(name: str, outcomes: Sequence[OutcomeExplained]) -> Row:
    bars = (bar for one in outcomes for bar in _of(one))
    return Row(name, tuple(sorted(bars, key=lambda bar: (bar.start, bar.end))))


def _of(one: OutcomeExplained) -> Iterator[Bar]:
    yield from (_paid(line) for line in one.lines)
    for missed in one.missed:
        if missed.days is not None:
            words = f"{one.name} missed, {days_in_words(missed.days)}: {why(missed.why)}"
            yield Bar(missed.days[0], _last(missed, missed.days), Drawn.MISSED, words)
    for waiting in one.waiting:
        if waiting.days is not None:
            words = f"{one.name} not yet known, {days_in_words(waiting.days)}"
            yield Bar(*waiting.days, Drawn.UNKNOWN, words)


def _last(missed: Missed, days: DaySpan) -> Day:
    """The end of what was missed: of the days, too, that end a run."""
    then = missed.why.then if isinstance(missed.why, RunApart) else None
    return then[1] if then is not None else days[1]


def _paid(line: Line) -> Bar:
    days = line.evidence or (line.first_due, line.last_due + 1)
    paid = f"{line.paid} due" if line.paid != Money(0) else "not paid"
    units = counted(line.units, "unit") if line.units else "shares"
    words = f"{line.outcome}, {days_in_words(days)}: {units}, {paid}"
    parts = line.units if line.evidence and line.achieved is None else 1
    return Bar(*days, Drawn.PAID if line.paid else Drawn.UNPAID, words, max(1, parts))


# -- The scale ------------------------------------------------------------------------------------


def _scale(own: Sequence[Row], defined: Sequence[Row], explained: CaseExplained) -> DaySpan | None:
    """The first and the last day drawn, four weeks apart at least.

    The last is that of what has an end, and of all that is known where anything waits; the first
    that of what begins within eight years of it. What the contract defines begins no scale.
    """
    by = explained.as_at
    every = [bar for row in (*own, *defined) for bar in row.bars]
    ends = [min(bar.end - 1, by + _AFTER) for bar in every if bar.end < NEVER]
    waits = [by for one in explained.outcomes if one.waiting]
    last = max([*ends, *waits], default=by)
    begun = [bar.start for row in own or defined for bar in row.bars]
    starts = sorted(start for start in begun if EARLIEST < start <= last)
    if not starts:
        return None
    first = next((start for start in starts if start > last - _LONG), starts[-1])
    return (first, last) if last - first >= _LEAST else (first - _LEAST, last + _LEAST)
