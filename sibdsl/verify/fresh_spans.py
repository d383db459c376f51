"""Sets of days in a history that is drawn: a stretch of days brought into one, or kept out."""

from sibdsl.model import terms
from sibdsl.model.days import Day
from sibdsl.model.truth import NO, YES
from sibdsl.verify import fresh_days as days_of
from sibdsl.verify import fresh_items as items
from sibdsl.verify.fresh_sketch import Bound, Scope, Sketch, Slot


def cover(sketch: Sketch, scope: Scope, days: terms.Days, first: Day, last: Day) -> None:
    """Write what brings the days from *first* to *last*, both included, into *days*."""
    if first > last or sketch.spent() or _all(sketch, scope, days, first, last):
        return
    match days:
        case terms.Covered(listed):
            _put(sketch, scope, listed, first, last)
        case terms.DaysOf(terms.SpanOf(item)):
            _widen(sketch, scope, item, first, last)
        case terms.DaysOf(period):
            _shift(sketch, scope, period, first, last)
        case terms.AnyOfDays(sets):
            _cover_any(sketch, scope, sets, first, last)
        case terms.DaysBoth(one, other):
            cover(sketch, scope, one, first, last)
            cover(sketch, scope, other, first, last)
        case terms.DaysWithout(within, other):
            cover(sketch, scope, within, first, last)
            avoid(sketch, scope, other, first, last)
        case terms.FirstDays(within, n):
            cover(sketch, scope, within, first, min(last, first + n - 1))
        case terms.DaysNamed(name):
            definition = sketch.said.definitions[name]
            meaning: terms.Days = definition.meaning  # type: ignore[assignment]
            cover(sketch, sketch.inside(scope, definition), meaning, first, last)


def avoid(sketch: Sketch, scope: Scope, days: terms.Days, first: Day, last: Day) -> None:
    """Write what keeps the days from *first* to *last*, both included, out of *days*."""
    if first > last or sketch.spent() or _none(sketch, scope, days, first, last):
        return
    match days:
        case terms.Covered(listed):
            for slot in items.recorded(sketch, scope, listed):
                items.carve_one(sketch, slot, first, last)
        case terms.DaysOf(terms.SpanOf(item)):
            bound = items.the_one(sketch, scope, item)
            if isinstance(bound, Slot):
                items.carve_one(sketch, bound, first, last)
        case terms.DaysOf():
            return
        case terms.AnyOfDays(sets):
            for one in sets:
                avoid(sketch, scope, one, first, last)
        case terms.DaysBoth(one, other):
            avoid(sketch, scope, other, first, last)
            if not _none(sketch, scope, days, first, last):
                avoid(sketch, scope, one, first, last)
        case terms.DaysWithout(within, other):
            avoid(sketch, scope, within, first, last)
            if not _none(sketch, scope, days, first, last):
                cover(sketch, scope, other, first, last)
        case terms.FirstDays(within):
            avoid(sketch, scope, within, first, last)
        case terms.DaysNamed(name):
            definition = sketch.said.definitions[name]
            meaning: terms.Days = definition.meaning  # type: ignore[assignment]
            avoid(sketch, sketch.inside(scope, definition), meaning, first, last)


def _cover_any(
    sketch: Sketch, scope: Scope, sets: tuple[terms.Days, ...], first: Day, last: Day
) -> None:
    """The days come into one of the sets, or another where not all can; some into a second."""
    at = sketch.choose.index(len(sets))
    for one in (*sets[at:], *sets[:at]):
        cover(sketch, scope, one, first, last)
        if _all(sketch, scope, one, first, last):
            break
    if last - first > 2 and sketch.choose.rarely(5):
        start = sketch.choose.between(first, last)
        end = min(last, start + sketch.choose.one_of((0, 6, 20)))
        cover(sketch, scope, sketch.choose.one_of(sets), start, end)


def kept_within(sketch: Sketch, scope: Scope, days: terms.Days) -> tuple[Day, Day] | None:
    """The first and last day of the period that a set of days is kept within, if there is one."""
    match days:
        case terms.DaysOf(period):
            return days_of.span(sketch, scope, period)
        case terms.DaysBoth(first, second):
            return kept_within(sketch, scope, first) or kept_within(sketch, scope, second)
        case terms.DaysWithout(within) | terms.FirstDays(within):
            return kept_within(sketch, scope, within)
        case terms.DaysNamed(name):
            definition = sketch.said.definitions[name]
            meaning: terms.Days = definition.meaning  # type: ignore[assignment]
            return kept_within(sketch, sketch.inside(scope, definition), meaning)
        case _:
            return None


def _all(sketch: Sketch, scope: Scope, days: terms.Days, first: Day, last: Day) -> bool:
    found = sketch.reading(scope).days(days)
    return all(truth is YES for truth in found.values(first, last + 1))


def _none(sketch: Sketch, scope: Scope, days: terms.Days, first: Day, last: Day) -> bool:
    found = sketch.reading(scope).days(days)
    return all(truth is NO for truth in found.values(first, last + 1))


def _put(sketch: Sketch, scope: Scope, listed: terms.Items, first: Day, last: Day) -> None:
    """One spell over the days, or two that meet; what lay there before is mostly cut away."""
    whose, name = items.field_of(sketch, scope, listed)
    one = sketch.kind(whose).field_called(name)
    there = items.recorded(sketch, scope, listed)
    if one is not None and not one.shape.many and there:
        _include(sketch, there[0], first, last)
        return
    if one is not None and not sketch.choose.rarely(6):
        items.carve(sketch, whose, name, first, last)
    gap = (0, 0, 0, 0, 1, *sketch.known.limits.steps)
    first -= sketch.choose.one_of(gap)
    last += sketch.choose.one_of(gap)
    if last - first > 2 and sketch.choose.rarely(4):
        at = sketch.choose.between(first, last - 1)
        items.one_more(sketch, scope, listed, (first, at))
        items.one_more(sketch, scope, listed, (at + 1, last))
    else:
        items.one_more(sketch, scope, listed, (first, last))


def _widen(sketch: Sketch, scope: Scope, item: terms.Item, first: Day, last: Day) -> None:
    bound = items.the_one(sketch, scope, item)
    if bound is not None:
        _include(sketch, bound, first, last)


def _include(sketch: Sketch, bound: Bound, first: Day, last: Day) -> None:
    """Have an item last over the days, and over those that it lasts over already."""
    now = items.ends(sketch, bound)
    if now is not None:
        items.span(sketch, bound, min(first, now[0]), max(last, now[1]))


def _shift(sketch: Sketch, scope: Scope, period: terms.Period, first: Day, last: Day) -> None:
    """The period begins on *first*, unless it is where it can be already."""
    now = days_of.span(sketch, scope, period)
    if now is None or first < now[0] or last > now[1]:
        days_of.place_first(sketch, scope, period, first)


def some_days(sketch: Sketch, scope: Scope, term: terms.DaysIn) -> None:
    """Bring as many days of the period into the set as are asked for, and no more than may be."""
    found = days_of.span(sketch, scope, term.period)
    if found is None:
        return
    first, last = found
    if term.least is None:
        cover(sketch, scope, term.days, first, last)
    elif term.most == 0:
        avoid(sketch, scope, term.days, first, last)
    else:
        most = last - first + 1 if term.most is None else term.most
        n = sketch.choose.one_of((max(1, term.least), max(1, term.least), most))
        exactly(sketch, scope, term.days, (first, last), n)


def exactly(sketch: Sketch, scope: Scope, days: terms.Days, span: tuple[Day, Day], n: int) -> None:
    """Bring *n* of the days of *span* into *days*: its first, its last, or some within it."""
    first, last = span
    n = max(0, min(n, last - first + 1))
    avoid(sketch, scope, days, first, last)
    at = sketch.choose.one_of((first, last - n + 1, sketch.choose.between(first, last - n + 1)))
    cover(sketch, scope, days, at, at + n - 1)
