"""Laws of a worse history, and of one told in pieces: neither ever pays more."""

from collections.abc import Iterator, Sequence

from attrs import evolve
from hypothesis import strategies as st

from sibdsl.model import terms
from sibdsl.model.contract import Contract
from sibdsl.model.days import Day, Days
from sibdsl.model.histories import Case, Event, Histories, Spell
from sibdsl.model.once import once
from sibdsl.model.records import RecordField
from sibdsl.model.truth import NO, YES
from sibdsl.model.verdicts import Conflict
from sibdsl.verify.law import Draw, Law, Pair, Trial
from sibdsl.verify.laws import core
from sibdsl.verify.laws.comparing import pays_more
from sibdsl.verify.laws.days import anchors, plain_day
from sibdsl.verify.laws.varying import (
    a_case,
    attributes_drawn,
    days_of_records,
    earning_days,
    items_of,
    reading_of,
    with_a_day,
    with_case,
    with_items,
)

_TRIED = 6
"""So many ways to lay a day under a set are tried."""

_LONGEST, _PIECES = 40, 12
"""The longest piece of a spell cut into many, and how many there are at most."""

# -- One more day, one more item ------------------------------------------------------------------


@once
def bad_sets(contract: Contract) -> tuple[terms.Days, ...]:
    """The sets of days that an outcome excludes, less those of which a promise is waived."""
    waived = core.waived_terms(contract, "another day")
    found = dict.fromkeys(days for _, days in core.bad_days(contract))
    apart = [one for days in found for one in _members(days)]
    return tuple(
        dict.fromkeys(
            days
            for days in apart
            if not core.names_below(contract, days) & waived and _spell_fields(contract, days)
        )
    )


def _members(days: terms.Days) -> tuple[terms.Days, ...]:
    return days.sets if isinstance(days, terms.AnyOfDays) else (days,)


@once
def _spell_fields(contract: Contract, days: terms.Days) -> tuple[RecordField, ...]:
    """The fields whose spells make up a set of days."""
    names = core.fields_below(contract, days)
    return tuple(f for f in contract.person.fields if f.name in names and f.shape.lasts)


def with_another_day(
    contract: Contract,
    histories: Histories,
    case: Case,
    days: terms.Days,
    day: Day,
    draw: Draw,
) -> Histories | None:
    """*histories* in which *day* of *case* is in *days* too; None where it was, or no day leaves.

    What is laid under the set is a spell of that day alone; no other day may leave the set.
    """
    fields = _spell_fields(contract, days)
    before = reading_of(contract, histories, case).days(days)
    if not fields or before.at(day) is not NO:
        return None
    for _ in range(_TRIED):
        field = draw(st.sampled_from(fields))
        if not field.shape.many and case.spells.get(field.name):
            continue
        other = with_a_day(case, field, day, attributes_drawn(contract, field, case, draw))
        second = with_case(histories, case, other)
        after = reading_of(contract, second, other).days(days)
        if after.at(day) is YES and all(_still_in(after, *span) for span in before.spans()):
            return second
    return None


def _still_in(days: Days, start: Day, end: Day) -> bool:
    """Whether all days of a span are in *days*."""
    return set(days.values(start, end)) == {YES}


def _one_bad_day(contract: Contract, histories: Histories, draw: Draw) -> Histories | None:
    """The second has one more day of what an outcome excludes, from its first evidence day on."""
    case, sets = a_case(histories, draw), bad_sets(contract)
    span = earning_days(contract, histories, case) if case is not None and sets else None
    if case is None or span is None:
        return None
    day = draw(st.integers(*span))
    return with_another_day(contract, histories, case, draw(st.sampled_from(sets)), day, draw)


def _bad_day_pays(first: Trial, second: Trial) -> Iterator[Conflict]:
    return pays_more(first, second, "One more day of what an outcome excludes")


@once
def bad_fields(contract: Contract) -> tuple[RecordField, ...]:
    """The fields of which an outcome wants no item, less those of which a promise is waived."""
    waived = core.waived_terms(contract, "another item")
    names = {name for _, name in core.bad_items(contract)} - waived
    return tuple(f for f in contract.person.fields if f.name in names)


def with_another_item(
    contract: Contract, histories: Histories, case: Case, field: RecordField, draw: Draw
) -> Histories:
    """*histories* with one more event of *field* in *case*: near its records, or in the term."""
    near, day = days_of_records(case), draw(st.integers(contract.term[0], contract.term[1] - 1))
    if near and draw(st.booleans()):
        day = draw(st.sampled_from(near)) + draw(st.integers(-40, 40))
    attributes = attributes_drawn(contract, field, case, draw)
    items = (*items_of(case, field.name), Event(day, attributes))
    return with_case(histories, case, with_items(case, field, items))


def _one_bad_item(contract: Contract, histories: Histories, draw: Draw) -> Histories | None:
    case, fields = a_case(histories, draw), bad_fields(contract)
    if case is None or not fields:
        return None
    return with_another_item(contract, histories, case, draw(st.sampled_from(fields)), draw)


def _bad_item_pays(first: Trial, second: Trial) -> Iterator[Conflict]:
    return pays_more(first, second, "One more item of what an outcome wants none of")


# -- The same in pieces ---------------------------------------------------------------------------


def _long_spells(contract: Contract, case: Case) -> list[tuple[RecordField, int, Day, Day]]:
    """The spells of many that last two days or more: their field, place, first and last day."""
    found = []
    names = core.measured_by_any(contract) - core.waived_terms(contract, "another item")
    for field in core.fields_read(contract):
        if field.name not in names:
            continue
        for at, spell in enumerate(case.spells.get(field.name, ())):
            if spell.first is not None:
                last = spell.last if spell.last is not None else spell.first + 60
                if last > spell.first:
                    found.append((field, at, spell.first, last))
    return found


def _parted(
    contract: Contract, histories: Histories, draw: Draw, gap: int, among: frozenset[str] | None
) -> tuple[Histories, Case, Day] | None:
    """A spell made two: the second begins *gap* days after the first has ended; whose, and where.

    The day is the first of the gap, or of the second where there is none.
    """
    case = a_case(histories, draw)
    spells = [] if case is None else _long_spells(contract, case)
    spells = [one for one in spells if among is None or one[0].name in among]
    spells = [one for one in spells if one[3] - one[2] > gap]
    if case is None or not spells:
        return None
    field, at, first, last = draw(st.sampled_from(spells))
    cut = draw(st.integers(first + 1, last - gap))
    items = items_of(case, field.name)
    one, two = evolve(items[at], last=cut - 1), evolve(items[at], first=cut + gap)
    other = with_items(case, field, (*items[:at], one, two, *items[at + 1 :]))
    return with_case(histories, case, other), case, cut


def _split(contract: Contract, histories: Histories, draw: Draw) -> Histories | None:
    """In the second one spell is two that follow each other, or all of a field are in pieces."""
    if draw(st.booleans()):
        parted = _parted(contract, histories, draw, 0, None)
        return parted[0] if parted else None
    case = a_case(histories, draw)
    spells = [] if case is None else _long_spells(contract, case)
    if case is None or not spells:
        return None
    field = draw(st.sampled_from(spells))[0]
    length = draw(st.integers(1, _LONGEST))
    items = list(case.spells[field.name])
    for one, at, first, last in reversed(spells):
        if one is field:
            items[at : at + 1] = _pieces(items[at], range(first, last + 1, length)[:_PIECES])
    return with_case(histories, case, with_items(case, field, items))


def _pieces(spell: Spell, starts: Sequence[Day]) -> Iterator[Spell]:
    """A spell in pieces that begin on those days; the last ends as it does."""
    ends = (*(start - 1 for start in starts[1:]), spell.last)
    return (evolve(spell, first=a, last=b) for a, b in zip(starts, ends, strict=True))


def _split_pays(first: Trial, second: Trial) -> Iterator[Conflict]:
    return pays_more(first, second, "One period recorded in pieces that follow each other")


@once
def good_fields(contract: Contract) -> frozenset[str]:
    """The fields of spells of which outcomes want days."""
    wanted = (core.fields_below(contract, days) for _, days in core.wanted_days(contract))
    return frozenset[str]().union(*wanted) & core.measured_fields(contract)


def _left(contract: Contract, histories: Histories, draw: Draw) -> Histories | None:
    """In the second the person leaves what outcomes want for a day, and comes back.

    The day is none that an outcome excludes: to be spared a bad day may well pay. It comes after
    those on which it is tested who is eligible: what was before may well let somebody in.
    """
    parted = _parted(contract, histories, draw, 1, good_fields(contract))
    if parted is None:
        return None
    second, case, day = parted
    tested = (plain_day(contract, case, histories.contract, one) for one in anchors(contract))
    if any(one is not None and day <= one for one in tested):
        return None
    reading = reading_of(contract, histories, case)
    bad = (reading.days(days).at(day) for days in _bad_of_spells(contract))
    return second if all(truth is NO for truth in bad) else None


@once
def _bad_of_spells(contract: Contract) -> tuple[terms.Days, ...]:
    """The sets of days under spells that an outcome excludes."""
    found = dict.fromkeys(days for _, days in core.bad_days(contract))
    return tuple(days for days in found if _spell_fields(contract, days))


def _left_pays(first: Trial, second: Trial) -> Iterator[Conflict]:
    return pays_more(first, second, "To leave for one day and come back")


def _with_spells(contract: Contract) -> Iterator[str]:
    many = core.measured_by_any(contract)
    for outcome in contract.outcomes:
        parts = outcome.trigger, outcome.condition, outcome.index
        if core.fields_below(contract, *parts) & many:
            yield outcome.clause.number


def _with_good(contract: Contract) -> Iterator[str]:
    good = good_fields(contract)
    for outcome, days in core.wanted_days(contract):
        if core.fields_below(contract, days) & good:
            yield outcome.clause.number


def _with_bad_sets(contract: Contract) -> Iterator[str]:
    sets = bad_sets(contract)
    for outcome, days in core.bad_days(contract):
        if any(one in sets for one in _members(days)):
            yield outcome.clause.number


def _with_bad_items(contract: Contract) -> Iterator[str]:
    names = {field.name for field in bad_fields(contract)}
    return (o.clause.number for o, name in core.bad_items(contract) if name in names)


BAD_DAY = Law(
    "another-bad-day-never-pays",
    "One more day of what an outcome excludes never raises the payments.",
    lambda contract: iter(dict.fromkeys(_with_bad_sets(contract))),
    pair=Pair(_one_bad_day, _bad_day_pays),
)
BAD_ITEM = Law(
    "another-bad-item-never-pays",
    "One more item of what an outcome wants none of never raises the payments.",
    lambda contract: iter(dict.fromkeys(_with_bad_items(contract))),
    pair=Pair(_one_bad_item, _bad_item_pays),
)
SPLIT = Law(
    "splitting-never-pays",
    "A period recorded in pieces that follow each other never raises the payments.",
    lambda contract: iter(dict.fromkeys(_with_spells(contract))),
    pair=Pair(_split, _split_pays),
)
COMING_BACK = Law(
    "coming-back-never-pays",
    "To leave what is paid for, and to come back a day later, never raises the payments.",
    lambda contract: iter(dict.fromkeys(_with_good(contract))),
    pair=Pair(_left, _left_pays),
)
LAWS = (BAD_DAY, BAD_ITEM, SPLIT, COMING_BACK)
