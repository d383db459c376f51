"""Items: events, spells, runs and pieces, each as far as it is known."""

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property

from attrs import evolve, field, frozen

from sibdsl.model.calendar import Duration, end_of_length_beginning
from sibdsl.model.days import EARLIEST, NEVER, SOME_DAY, Day, Days, Moment, Stretch
from sibdsl.model.histories import Attributes, Event, Reach, Row, Spell
from sibdsl.model.truth import NO, UNKNOWN, YES, Truth

MANY = 1_000_000
"""More items than any limit counts: what may have happened where no record reaches."""


@frozen(eq=False)
class Item:
    """One thing that happened, or may have: its span, what it carries, and whether it is there.

    *count* is how many things it may stand for. *recorded* is False for what lies where the
    records do not reach; *certified* where the party that has to has not certified it.
    """

    span: Stretch
    attributes: Attributes = field(factory=dict)
    rows: tuple[Row, ...] = ()
    certain: Truth = YES
    count: int = 1
    recorded: bool = True
    certified: bool = True

    @property
    def start(self) -> Moment:
        """The day of an event, the first day of anything else."""
        return self.span.start

    @cached_property
    def days(self) -> Days:
        """The days it covers, as far as they and it are known."""
        days = self.span.days
        if self.certain is YES:
            return days
        return Days.of(min(days.first, UNKNOWN), ((d, min(t, UNKNOWN)) for d, t in days.changes))


def events(recorded: Iterable[Event], reach: Reach) -> Iterator[Item]:
    """The events known of by the end of the reach; a missing day is some day."""
    for event in recorded:
        if event.day is None:
            yield _recorded(Stretch(SOME_DAY, _next(SOME_DAY)), event)
        elif event.day <= reach.last:
            yield _recorded(Stretch.fixed(event.day, event.day + 1), event)


def _recorded(span: Stretch, record: Event | Spell) -> Item:
    """The item of a record: not known to be there until it is certified."""
    certain = YES if record.certified else UNKNOWN
    return Item(span, record.attributes, record.rows, certain, certified=record.certified)


def spells(recorded: Iterable[Spell], reach: Reach) -> Iterator[Item]:
    """The spells begun by the end of the reach; one that goes on beyond it is open."""
    for spell in recorded:
        if spell.first is not None and spell.first > reach.last:
            continue
        ends = spell.last is not None and spell.last <= reach.last
        end = Moment.on(spell.last + 1) if ends and spell.last is not None else _open(reach)
        start = Moment.on(spell.first) if spell.first is not None else Moment(EARLIEST, end.most)
        yield _recorded(Stretch(start, end), spell)


def _open(reach: Reach) -> Moment:
    return Moment(min(reach.last + 1, NEVER), NEVER)


def _next(moment: Moment) -> Moment:
    return moment.moved(lambda d: d + 1)


def beyond(reach: Reach) -> Iterator[Item]:
    """What may have happened before the records begin or after they end."""
    if reach.first > EARLIEST:
        before = Stretch(Moment(EARLIEST, reach.first - 1), Moment(EARLIEST, reach.first))
        yield Item(before, certain=UNKNOWN, count=MANY, recorded=False)
    if reach.last < NEVER:
        after = Stretch(_open(reach), Moment(reach.last + 2, NEVER))
        yield Item(after, certain=UNKNOWN, count=MANY, recorded=False)


def in_order(items: Iterable[Item]) -> tuple[Item, ...]:
    """*items*, earliest first; on one day in the order of their rows."""
    items = tuple(items)
    if len(items) < 2:
        return items
    return tuple(sorted(items, key=lambda i: (i.start.least, i.start.most, i.rows)))


def first(items: Sequence[Item], n: int) -> tuple[Item, ...]:
    """The *n* earliest of *items*, which are in order.

    In, if fewer than *n* can come before it; out, if *n* surely do; else not known. Of two on one
    day that differ, it is not known which comes first.
    """
    kept = []
    for at, item in enumerate(items):
        surely = possibly = 0
        for other_at, other in enumerate(items):
            if other_at == at:
                continue
            same_day = other.start == item.start and item.start.known is not None
            differ = same_day and not _alike(item, other)
            earlier = other_at < at and other.start.least <= item.start.least
            if other.start.least < item.start.most or earlier or differ:
                possibly += other.count
            after_all = other.start.most < item.start.least
            tie = other_at < at and same_day and not differ
            if other.certain is YES and (after_all or tie):
                surely += 1
        if possibly < n:
            kept.append(item)
        elif surely < n:
            kept.append(evolve(item, certain=min(item.certain, UNKNOWN)))
    return tuple(kept)


def _alike(one: Item, other: Item) -> bool:
    """Whether two items say the same, but for the rows that they stand in."""
    return one.span == other.span and one.attributes == other.attributes


def only(items: Sequence[Item]) -> Item:
    """The one of *items*; where it is not known which, what is common to all that it can be."""
    if len(items) == 1:
        one = items[0]
        return one if one.certain is YES else evolve(one, span=_perhaps(one.span))
    sure = [item.start.most for item in items if item.certain is YES]
    least = min((item.start.least for item in items), default=NEVER)
    start = Moment(least, min(sure, default=NEVER))
    end = Moment(min(least + 1, NEVER), NEVER)
    rows = tuple(row for item in items for row in item.rows)
    return Item(Stretch(start, end), rows=rows, certain=YES if sure else UNKNOWN)


def _perhaps(span: Stretch) -> Stretch:
    """The span of what may not be there at all: it may then come at any later time, or never."""
    return Stretch(Moment(span.start.least, NEVER), Moment(span.end.least, NEVER))


def runs(days: Days) -> Iterator[Item]:
    """The maximal unbroken runs of days in *days*.

    A run is known where known days out of the set bound it. Around unknown days, a run that is
    surely there has ends between bounds, and there may be others.
    """
    for start, end, parts in segments(days):
        seen = False
        for a, b, truth in parts:
            if truth is YES:
                span = _run(start, end, a, b, parts)
                yield Item(span, certain=UNKNOWN if seen else YES)
                seen = True
            else:
                # Days next to a day that is surely in would belong to its run.
                free = (b - a) - (a > start) - (b < end)
                if free > 0:
                    first_day, last_day = a + (a > start), b - 1 - (b < end)
                    yield Item(
                        Stretch(Moment(first_day, last_day), Moment(first_day + 1, end)),
                        certain=UNKNOWN,
                        count=min((free + 1) // 2, MANY),
                    )


Part = tuple[Day, Day, Truth]


def segments(days: Days) -> Iterator[tuple[Day, Day, list[Part]]]:
    """The maximal spans with no day known to be out of the set, with their parts."""
    parts: list[Part] = []
    for a, b, truth in days.pieces():
        if truth is NO:
            if parts:
                yield parts[0][0], parts[-1][1], parts
            parts = []
        else:
            parts.append((a, b, truth))
    if parts:
        yield parts[0][0], parts[-1][1], parts


def _run(start: Day, end: Day, a: Day, b: Day, parts: Sequence[Part]) -> Stretch:
    """The run that surely holds the days from *a* up to *b*, inside the segment."""
    begins = Moment.on(a) if a == start else Moment(_possible(parts, a), a)
    ends = Moment.on(b) if b == end else Moment(b, end)
    return Stretch(begins, ends)


def _possible(parts: Sequence[Part], a: Day) -> Day:
    """The earliest day that a run holding *a* can have begun on."""
    return min((start for start, end, _ in parts if end <= a), default=a)


def pieces(stretch: Stretch, length: Duration) -> Iterator[Item]:
    """*stretch* cut from its first day into whole pieces; a part at the end is none.

    Days in a hole are not counted: a piece begins and goes on after it. After a piece that is not
    known to be there, those of which nothing can be said are one item.
    """
    start = stretch.start.known
    if start is None and stretch.start.comes is not NO:
        yield _pieces_perhaps(stretch.start.least)
    if start is None or stretch.end.most <= start:
        return
    number, at = 1, start
    while True:
        end = _piece_end(stretch, start, at, length, number)
        if end > stretch.end.most or end >= NEVER:
            return
        holes_known = len(set(stretch.holes.count(at, end))) == 1
        certain = YES if holes_known and end <= stretch.end.least else UNKNOWN
        begins = after_days(at, 1, stretch.holes, YES) - 1
        span = Stretch(Moment.on(begins), Moment.on(end), stretch.holes)
        yield Item(span, certain=certain)
        if not holes_known or (certain is UNKNOWN and stretch.end.most >= NEVER):
            yield _pieces_perhaps(end)
            return
        at, number = end, number + 1


def _pieces_perhaps(start: Day) -> Item:
    """The pieces that may begin on *start* or at any time after it."""
    span = Stretch(Moment(start, NEVER), Moment(min(start + 1, NEVER), NEVER))
    return Item(span, certain=UNKNOWN, count=MANY)


def _piece_end(stretch: Stretch, start: Day, at: Day, length: Duration, number: int) -> Day:
    """The first day after the piece that begins at *at*; months count from the first day of all."""
    if length.days is None:
        return end_of_length_beginning(start, length, number)
    return after_days(at, length.days, stretch.holes, UNKNOWN)


def after_days(start: Day, n: int, holes: Days, held: Truth) -> Day:
    """The first day after the *n* days from *start*, those not counted that are in *holes*.

    A day is in them if they hold it at least as surely as *held*. NEVER if so many never come.
    """
    left = n
    for a, b, truth in holes.pieces(start):
        if truth < held:
            if left <= b - a:
                return min(a + left, NEVER)
            left -= b - a
    return NEVER
