"""Where periods and sets of days begin and end, worked from a sample day."""

from collections.abc import Iterator
from typing import Final, assert_never

from sibdsl.interpret.spans import beginning, part_of
from sibdsl.model import terms
from sibdsl.model.calendar import Duration, Unit, add, cycle_of, end_of_length_beginning
from sibdsl.model.contract import Contract
from sibdsl.model.days import Day, Moment, Stretch, in_words
from sibdsl.model.ledger import DaySpan
from sibdsl.render import terms as words
from sibdsl.render.nouns import a, nth
from sibdsl.render.page import counted, days_in_words, listed
from sibdsl.render.restated.samples import LEAP_DAY, LONG_MONTH, START, span

_START: Final = Moment.on(START)
OfLength = terms.After | terms.Beginning | terms.Before


def of_meaning(meaning: terms.Meaning, contract: Contract) -> Iterator[str]:
    """What follows from a definition that is a period, a set of days or items of one."""
    match meaning:
        case terms.After() | terms.Beginning() | terms.Before():
            yield from _of_length(meaning)
        case terms.Between(terms.Literal(first), terms.Literal(last)):
            yield (
                f"It has {counted(last + 1 - first, 'day')}; {in_words(first)} is the first of "
                f"them and {in_words(last)} the last."
            )
        case terms.Between():
            yield "Where both are one day, it lasts one day."
        case terms.PartOf(of, which, length):
            yield _part(of, which, length, contract)
        case terms.FirstDays(_, n, cycle):
            yield _first_days(n, cycle_of(cycle, START), cycle.value)
        case terms.Runs():
            spans = [(START, START + 9), (START + 10, START + 20)]
            days = [counted(end - start, "day") for start, end in spans]
            yield (
                f"Days {listed([span(each) for each in spans])} are two runs, of "
                f"{listed(days)}: {in_words(START + 9)} parts them."
            )
        case terms.Pieces(_, length):
            yield f"{pieces(length, 'a period')} A shorter part at the end is none."
        case terms.Covered(terms.Where(of)):
            yield (
                f"Days of {a(words.items(of))} for which this is not yet known are not yet known "
                "to be in it."
            )
        case terms.AnyOfDays(sets):
            yield f"A day in {'both' if len(sets) == 2 else 'several'} of them is one day of it."
        case terms.DaysWithout(of, other):
            yield f"A day in {words.days(of)} that is in {words.days(other)} too is not in it."
        case _:
            return


# -- Periods of a length --------------------------------------------------------------------------


def begun(period: OfLength, on: Day) -> DaySpan:
    """The span of a period of a length whose day is *on*, half-open."""
    match period:
        case terms.After(length):
            return on + 1, add(on, length) + 1
        case terms.Beginning(length):
            return on, end_of_length_beginning(on, length)
        case terms.Before(length):
            return add(on, length, -1), on
        case _:
            assert_never(period)


def _of_length(period: OfLength) -> Iterator[str]:
    literal = period.day.day if isinstance(period.day, terms.Literal) else None
    if literal is not None:
        yield f"It is {span(begun(period, literal))}."
        return
    yield f"If {words.day(period.day)} is {in_words(START)}, it is {span(begun(period, START))}."
    forwards = not isinstance(period, terms.Before)
    for odd in (LONG_MONTH, LEAP_DAY):
        months = period.length.unit is (Unit.MONTHS if odd == LONG_MONTH else Unit.YEARS)
        if forwards and months and _has_no_such_day(odd, period.length):
            last = begun(period, odd)[1] - 1
            yield f"If that day is {in_words(odd)}, its last day is {in_words(last)}."


def _has_no_such_day(on: Day, length: Duration) -> bool:
    """Whether the month that the length leads to has no day of that number."""
    return in_words(add(on, length)).split()[0] != in_words(on).split()[0]


def _part(of: terms.Period, which: terms.Part, length: Duration, contract: Contract) -> str:
    whole = sample(of, contract)
    lasts = words.period(of)
    if whole is None:
        whole = beginning(_START, Duration(2 * length.count, length.unit))
    part = part_of(whole, which, length)
    start, end = part.start.known, part.end.known
    assert start is not None, "the sample is known"
    assert end is not None, "the sample is known"
    return (
        f"Of {lasts} from {days_in_words(ends(whole))} it is {span((start, end))}. It is cut off "
        f"where {lasts} ends."
    )


def ends(stretch: Stretch) -> DaySpan:
    """Its first day and the first day after it, of a period that is known."""
    start, end = stretch.start.known, stretch.end.known
    assert start is not None, "the sample is known"
    assert end is not None, "the sample is known"
    return start, end


def sample(period: terms.Period, contract: Contract) -> Stretch | None:
    """*period* as it is where its day is the sample day; None where it has no length of its own."""
    match period:
        case terms.After() | terms.Beginning() | terms.Before():
            return Stretch.fixed(*begun(period, START))
        case terms.PeriodNamed(name):
            meaning = contract.definitions[name].meaning
            return sample(meaning, contract) if isinstance(meaning, terms.Period) else None
        case terms.Clip(of) | terms.Pause(of) | terms.Restart(of):
            return sample(of, contract)
        case terms.PartOf(of, which, length):
            whole = sample(of, contract)
            return beginning(_START, length) if whole is None else part_of(whole, which, length)
        case _:
            return None


# -- Days and pieces ------------------------------------------------------------------------------


def _first_days(n: int, year: DaySpan, cycle: str) -> str:
    return (
        f"The {nth(n)} such day of a {cycle} is in it, the {nth(n + 1)} is not; on "
        f"{in_words(year[1])} the count begins again."
    )


def pieces(length: Duration, whose: str) -> str:
    """How whole pieces of *length* are counted from the sample day; *whose* is what is cut."""
    first, second = (
        (
            end_of_length_beginning(START, length, at) if at else START,
            end_of_length_beginning(START, length, at + 1),
        )
        for at in (0, 1)
    )
    return (
        f"Of {whose} that begins on {in_words(START)} the first piece is {span(first)} and the "
        f"second {span(second)}."
    )
