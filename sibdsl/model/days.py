"""Whole days: one day known or not, a set of days, and a period with its ends.

A day is a whole number, `date.toordinal()` of the day. Inside the program every span is half-open:
the first day is in, the end is the first day that is not.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from typing import Final, TypeAlias

from attrs import field, frozen

from sibdsl.model.truth import NO, UNKNOWN, YES, Truth, negation

Day: TypeAlias = int

EARLIEST: Final[Day] = 0
"""Before every day: the least that an unknown day can be."""
NEVER: Final[Day] = date.max.toordinal() + 1
"""After every day: an event that may never happen can be as late as this."""


def day(year: int, month: int, number: int) -> Day:
    """The day with that date."""
    return date(year, month, number).toordinal()


def in_words(d: Day) -> str:
    """The day as a contract writes it.

    >>> in_words(day(2018, 2, 1))
    '1 February 2018'
    """
    if not EARLIEST < d < NEVER:
        return "no known day"
    as_date = date.fromordinal(d)
    return f"{as_date.day} {as_date:%B} {as_date.year}"


def iso(d: Day) -> str:
    """The day as year-month-day."""
    return date.fromordinal(d).isoformat()


@frozen
class Moment:
    """A day as far as it is known: no earlier than *least* and no later than *most*.

    `most` is NEVER while it may never come; `least` is NEVER when it surely never does.
    """

    least: Day
    most: Day

    @classmethod
    def on(cls, d: Day) -> "Moment":
        """A day that is known."""
        return cls(d, d)

    @property
    def known(self) -> Day | None:
        """The day, if it is known and does come."""
        return self.least if self.least == self.most < NEVER else None

    @property
    def comes(self) -> Truth:
        """Whether there is such a day at all."""
        if self.most < NEVER:
            return YES
        return NO if self.least == NEVER else UNKNOWN

    def moved(self, move: Callable[[Day], Day]) -> "Moment":
        """The day that *move*, which never reverses an order, makes of it."""
        return Moment(*(d if d in (EARLIEST, NEVER) else move(d) for d in (self.least, self.most)))

    def before(self, other: "Moment") -> Truth:
        """Whether this day comes, and comes before *other* (which may never come)."""
        if self.least == NEVER or self.least >= other.most:
            return NO
        return YES if self.most < other.least else UNKNOWN

    def on_or_before(self, other: "Moment") -> Truth:
        """Whether this day comes, and not after *other*."""
        if self.least == NEVER or self.least > other.most:
            return NO
        return YES if self.most <= other.least and self.most < NEVER else UNKNOWN

    def after(self, other: "Moment") -> Truth:
        """Whether this day comes, and after *other*."""
        if self.least == NEVER or self.most <= other.least:
            return NO
        return YES if self.least > other.most and self.most < NEVER else UNKNOWN

    def on_or_after(self, other: "Moment") -> Truth:
        """Whether this day comes, and not before *other*."""
        if NEVER in (self.least, other.least) or self.most < other.least:
            return NO
        return YES if self.least >= other.most and self.most < NEVER else UNKNOWN

    def same_day(self, other: "Moment") -> Truth:
        """Whether both come and are one day."""
        if self.known is not None and self.known == other.known:
            return YES
        apart = self.most < other.least or other.most < self.least
        return NO if apart or NEVER in (self.least, other.least) else UNKNOWN


NEVER_COMES: Final = Moment(NEVER, NEVER)
SOME_DAY: Final = Moment(EARLIEST, NEVER - 1)
"""A day that has been, but whose date is missing."""


def earliest(moments: Iterable[Moment]) -> Moment:
    """The earliest of *moments*: as soon as any of them comes."""
    listed = list(moments)
    return Moment(min(m.least for m in listed), min(m.most for m in listed))


def latest(moments: Iterable[Moment]) -> Moment:
    """The latest of *moments*: once all of them have come."""
    listed = list(moments)
    return Moment(max(m.least for m in listed), max(m.most for m in listed))


Change: TypeAlias = tuple[Day, Truth]
"""From this day on, this."""


def _merged(first: Truth, changes: Iterable[Change]) -> tuple[Change, ...]:
    """*changes* in order, without those that change nothing."""
    kept: list[Change] = []
    last = first
    for when, truth in changes:
        if kept and kept[-1][0] == when:
            kept.pop()
            last = kept[-1][1] if kept else first
        if truth is not last:
            kept.append((when, truth))
            last = truth
    return tuple(kept)


@frozen
class Days:
    """A set of days: every day is in it, out of it, or not known to be either.

    *first* holds before the first change. Changes are in order and each is a real change, so two
    sets with the same days are equal.

    >>> Days.span(5, 8).at(7), Days.span(5, 8).at(8)
    (<Truth.YES: 2>, <Truth.NO: 0>)
    """

    first: Truth = NO
    changes: tuple[Change, ...] = ()

    @classmethod
    def of(cls, first: Truth, changes: Iterable[Change]) -> "Days":
        """The set with those *changes*, which must be in order of day."""
        return cls(first, _merged(first, changes))

    @classmethod
    def span(cls, start: Day, end: Day, inside: Truth = YES) -> "Days":
        """*inside* from *start* up to but not including *end*; out of it elsewhere."""
        if start >= end:
            return NO_DAY
        return cls.of(NO, ((start, inside), (end, NO)) if end < NEVER else ((start, inside),))

    @classmethod
    def between(cls, start: Moment, end: Moment) -> "Days":
        """The days from *start* up to but not including *end*, as far as both are known."""
        if start.least == start.most and end.least == end.most:
            return cls.span(start.least, end.least)
        possible = cls.span(start.least, end.most, UNKNOWN)
        return union(possible, cls.span(start.most, end.least))

    def at(self, d: Day) -> Truth:
        """Whether *d* is in the set."""
        truth = self.first
        for when, change in self.changes:
            if when > d:
                break
            truth = change
        return truth

    def at_moment(self, moment: Moment) -> Truth:
        """Whether the day that is *moment* is in the set; a day that never comes is not."""
        if moment.known is not None:
            return self.at(moment.known)
        answers = set(self.values(moment.least, min(moment.most + 1, NEVER)))
        if moment.most == NEVER:
            answers.add(NO)
        return answers.pop() if len(answers) == 1 else UNKNOWN

    def pieces(self, start: Day = EARLIEST, end: Day = NEVER) -> Iterator[tuple[Day, Day, Truth]]:
        """Stretches of one truth between *start* and *end*, in order: start, end, truth."""
        at, truth = start, self.first
        for when, change in self.changes:
            if when >= end:
                break
            if when > at:
                yield at, when, truth
                at = when
            truth = change
        if at < end:
            yield at, end, truth

    def values(self, start: Day, end: Day) -> Iterator[Truth]:
        """The truths met from *start* up to but not including *end*."""
        return (truth for _, _, truth in self.pieces(start, end))

    def spans(self, wanted: Truth = YES) -> list[tuple[Day, Day]]:
        """The maximal spans whose days are all *wanted*."""
        return [(a, b) for a, b, truth in self.pieces() if truth is wanted]

    def count(self, start: Day, end: Day) -> tuple[int, int]:
        """The least and the most days of the set from *start* up to but not including *end*."""
        least = most = 0
        for a, b, truth in self.pieces(start, end):
            least += (b - a) * (truth is YES)
            most += (b - a) * (truth is not NO)
        return least, most

    def first_day(self) -> Moment:
        """The first day of the set: known if every earlier day is known."""
        possible = next((a for a, _, truth in self.pieces() if truth is not NO), NEVER)
        sure = next((a for a, _, truth in self.pieces() if truth is YES), NEVER)
        return Moment(possible, sure)

    def last_day(self) -> Moment:
        """The last day of the set: known if every later day is known."""
        if not self.changes and self.first is NO:
            return NEVER_COMES
        sure = max((b - 1 for _, b, truth in self.pieces() if truth is YES), default=EARLIEST)
        possible = max((b - 1 for _, b, truth in self.pieces() if truth is not NO), default=NEVER)
        known_to_be = any(truth is YES for _, _, truth in self.pieces())
        return Moment(sure, possible if known_to_be else NEVER)


NO_DAY: Final = Days()
EVERY_DAY: Final = Days(YES)


def combine(operation: Callable[[Truth, Truth], Truth], a: Days, b: Days) -> Days:
    """The set whose every day is *operation* of that day in *a* and in *b*."""
    left, right = a.first, b.first
    first = last = operation(left, right)
    changes: list[Change] = []
    ours, others = a.changes, b.changes
    i, j, n, m = 0, 0, len(ours), len(others)
    while i < n or j < m:
        mine = ours[i][0] if i < n else NEVER
        other = others[j][0] if j < m else NEVER
        when = min(mine, other)
        if mine == when:
            left = ours[i][1]
            i += 1
        if other == when:
            right = others[j][1]
            j += 1
        truth = operation(left, right)
        if truth is not last:
            changes.append((when, truth))
            last = truth
    return Days(first, tuple(changes))


def union(a: Days, b: Days) -> Days:
    """The days in either."""
    if not a.changes:
        return b if a.first is NO else _with_everywhere(max, a.first, b)
    if not b.changes:
        return a if b.first is NO else _with_everywhere(max, b.first, a)
    return combine(max, a, b)


def both(a: Days, b: Days) -> Days:
    """The days in each of the two."""
    if not a.changes:
        return b if a.first is YES else _with_everywhere(min, a.first, b)
    if not b.changes:
        return a if b.first is YES else _with_everywhere(min, b.first, a)
    return combine(min, a, b)


def _with_everywhere(operation: Callable[[Truth, Truth], Truth], truth: Truth, days: Days) -> Days:
    """*operation* of *days* with a set that is *truth* on every day."""
    changes = ((d, operation(truth, other)) for d, other in days.changes)
    return Days.of(operation(truth, days.first), changes)


def complement(a: Days) -> Days:
    """The days not in *a*."""
    return Days(negation(a.first), tuple((d, negation(truth)) for d, truth in a.changes))


def without(a: Days, b: Days) -> Days:
    """The days in *a* and not in *b*."""
    if not b.changes:
        return a if b.first is NO else _with_everywhere(min, negation(b.first), a)
    return both(a, complement(b))


def union_of(sets: Sequence[Days]) -> Days:
    """The days in any of *sets*, joined in pairs so that many sets stay cheap."""
    if not sets:
        return NO_DAY
    if len(sets) == 1:
        return sets[0]
    half = len(sets) // 2
    return union(union_of(sets[:half]), union_of(sets[half:]))


@frozen
class Stretch:
    """A period as far as it is known: from *start* up to but not including *end*, less its holes.

    >>> Stretch.fixed(5, 8).days == Days.span(5, 8)
    True
    """

    start: Moment
    end: Moment
    holes: Days = field(default=NO_DAY)

    @classmethod
    def fixed(cls, start: Day, end: Day) -> "Stretch":
        """A period whose two ends are known."""
        return cls(Moment.on(start), Moment.on(end))

    @property
    def days(self) -> Days:
        """The days of the period; those in a hole are not among them."""
        whole = Days.between(self.start, self.end)
        return whole if self.holes == NO_DAY else without(whole, self.holes)

    @property
    def last(self) -> Moment:
        """The last day."""
        return self.end.moved(lambda d: d - 1)
