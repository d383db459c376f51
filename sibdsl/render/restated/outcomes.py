"""Outcomes restated: what each is achieved for, when it falls due, and what stops it."""

from collections.abc import Iterator
from typing import assert_never

from sibdsl.model import contract as core
from sibdsl.model import terms
from sibdsl.model.calendar import Cycle, Duration, birthday, end_of_length_beginning
from sibdsl.model.contract import Contract
from sibdsl.model.days import in_words
from sibdsl.model.terms import ALWAYS, CONTRACT, OWN
from sibdsl.model.terms import Achieved as HasBeenAchieved
from sibdsl.model.walk import all_of_kind
from sibdsl.render import terms as words
from sibdsl.render.nouns import all_of, any_of, nth, plural
from sibdsl.render.numbers import how_many
from sibdsl.render.page import counted, listed
from sibdsl.render.restated import periods
from sibdsl.render.restated.conditions import of_condition
from sibdsl.render.restated.definitions import placed, stated, unlisted
from sibdsl.render.restated.said import Restated, Said, said
from sibdsl.render.restated.samples import BORN, BORN_ON_LEAP_DAY, START, sentence, span


def outcomes(contract: Contract) -> Said:
    """What every outcome is achieved for, with each of its conditions, and every stop."""
    for outcome in contract.outcomes:
        yield said(
            outcome.clause.number,
            placed(contract, outcome.level, _cycle(outcome), _outcome(contract, outcome)),
            *_of_trigger(contract, outcome),
            *_of_condition(contract, outcome),
            *_asked(contract, outcome),
        )
        yield from stated(unlisted(outcome.condition), contract, _each(outcome))
    for stop in contract.stops:
        yield _stop(contract, stop)


def _cycle(outcome: core.Outcome) -> Cycle | terms.Claim | None:
    return outcome.index.cycle if isinstance(outcome.index, core.EachCycle) else None


def _outcome(contract: Contract, outcome: core.Outcome) -> str:
    """The trigger as one or two sentences; then the condition, as far as it is no list."""
    text = _trigger(contract, outcome)
    match unlisted(outcome.condition):
        case terms.AllOf(()):
            return text
        case terms.AllOf(parts):
            return f"{text} It is achieved only if {all_of(parts, 'conditions')} hold."
        case terms.AnyOf(parts):
            return f"{text} It is achieved only if {any_of(parts, 'conditions')} holds."
        case terms.AtLeastOf(n, parts):
            return (
                f"{text} It is achieved only if at least {n} of the {len(parts)} conditions hold."
            )
        case condition:
            return f"{text} It is achieved only if {words.condition(condition)}."


def _each(outcome: core.Outcome) -> str:
    single = isinstance(unlisted(outcome.condition), terms.AllOf)
    return "This is required: " if single else "This is one of the conditions: "


# -- Triggers -------------------------------------------------------------------------------------


def _trigger(contract: Contract, outcome: core.Outcome) -> str:
    name, whose = outcome.name, _whose(contract, outcome)
    match outcome.trigger:
        case core.OnDay(day):
            return f"{name} is achieved {whose}, and falls due on {words.day(day)}."
        case core.EachDay(days):
            return (
                f"Take, {whose}, the days in {words.days(days)}. Each of them makes one {name}, "
                "due on that day."
            )
        case core.EachRun(days, length):
            return (
                f"Take, {whose}, the days in {words.days(days)}. Each {length:,} of them in a row "
                f"make one {name}, counted from the first day of each unbroken run and due on the "
                f"{nth(length)}; the days left over when a run ends are lost."
            )
        case core.EachPiece(period, length, days, least, most):
            return (
                f"Take, {whose}, {words.a_period(period)}, and cut it from its first day into "
                f"pieces of {length}. Each whole piece with {how_many(least, most)} in "
                f"{words.days(days)} makes one {name}, due on its last day; a shorter part at the "
                "end makes none."
            )
        case _:
            assert_never(outcome.trigger)


def _whose(contract: Contract, outcome: core.Outcome) -> str:
    """Whose an outcome is, and for each of what, after `is achieved`."""
    once = "once " * isinstance(outcome.trigger, core.OnDay)
    match outcome.level:
        case level if level == OWN:
            whose = f"{once}for each eligible {contract.person.name}"
        case level if level == CONTRACT:
            whose = f"{once}for the whole contract"
        case group:
            whose = f"{once}for each {group}"
    match outcome.index:
        case None:
            return whose
        case core.Index(_, items):
            return f"{whose} and each {words.items(items)}"
        case core.EachCycle(cycle):
            each = "claim" if isinstance(cycle, terms.Claim) else cycle.value
            if outcome.level == CONTRACT:
                return f"{once}for each {each} with a day in the term, for the whole contract"
            return f"{whose} and each {each} with a day in the term"
        case _:
            assert_never(outcome.index)


def _of_trigger(contract: Contract, outcome: core.Outcome) -> Iterator[str]:
    match outcome.trigger:
        case core.OnDay():
            return
        case core.EachDay():
            last = START + 2
            yield (
                f"{counted(last + 1 - START, 'such day')}, {span((START, last + 1))}, make "
                f"{last + 1 - START}, each due on its own day."
            )
        case core.EachRun(days, length):
            yield from _run(length)
            yield from _at_most(contract, outcome.name, days, length)
        case core.EachPiece(period, length, _, least, most):
            yield periods.pieces(length, "a period")
            if most:
                yield (
                    f"A piece with {counted(most, 'such day')} makes one; with {most + 1} it makes "
                    "none."
                )
            if least:
                yield (
                    f"A piece with {counted(least, 'such day')} makes one; with {least - 1} it "
                    "makes none."
                )
            yield from _whole_pieces(contract, outcome.name, period, length)
        case _:
            assert_never(outcome.trigger)


def sample_run(length: int) -> int:
    """So many days as make two units, and up to two more."""
    return 2 * length + min(2, length - 1)


def _run(length: int) -> Iterator[str]:
    """A run of two units and up to two days over, and two runs that are too short."""
    run = sample_run(length)
    made, over = divmod(run, length)
    due = listed([in_words(START + length * (at + 1) - 1) for at in range(made)])
    lost = "" if not over else f"; the last {counted(over, 'day')} {_is_are(over)} lost"
    yield (
        f"A run of {counted(run, 'day')}, {span((START, START + run))}, makes {made}, due on "
        f"{due}{lost}."
    )
    if length > 1:
        yield f"Two runs of {counted(length - 1, 'day')}, one day apart, make none."


def _is_are(n: int) -> str:
    return "is" if n == 1 else "are"


def _at_most(contract: Contract, name: str, days: terms.Days, length: int) -> Iterator[str]:
    """How many a whole period holds, where the days are those of a period of a length."""
    of = days.days if isinstance(days, terms.DaysWithout) else days
    if not isinstance(of, terms.DaysOf):
        return
    whole = periods.sample(of.period, contract)
    if whole is None:
        return
    start, end = periods.ends(whole)
    made, over = divmod(end - start, length)
    begins = f"{words.period(of.period)}, if it is {span((start, end))},"
    if made:
        yield (
            f"All {end - start:,} days of {begins} make {made:,} {plural(name)}"
            f"{f', and {over:,} {_is_are(over)} left over' if over else ''}."
        )


def _whole_pieces(
    contract: Contract, name: str, period: terms.Period, length: Duration
) -> Iterator[str]:
    """How many whole pieces a period of a length has."""
    whole = periods.sample(period, contract)
    if whole is None:
        return
    start, end = periods.ends(whole)
    made = 0
    while end_of_length_beginning(start, length, made + 1) <= end:
        made += 1
    last = end_of_length_beginning(start, length, made) if made else start
    over = f", and the last {counted(end - last, 'day')} {_is_are(end - last)} lost"
    cut = f"if {words.period(period)} is {span((start, end))}, it has {made:,} whole pieces"
    yield sentence(f"{cut}{over if end > last else ''}")


# -- Conditions -----------------------------------------------------------------------------------


def _of_condition(contract: Contract, outcome: core.Outcome) -> Iterator[str]:
    if outcome.condition != ALWAYS:
        condition = unlisted(outcome.condition)
        if isinstance(condition, terms.Stated):
            yield from of_condition(condition, contract)
        else:
            yield "While it is not yet known whether they hold, it is neither paid nor refused."


def _asked(contract: Contract, outcome: core.Outcome) -> Iterator[str]:
    """Of whom it is asked whether another outcome has been achieved."""
    for asked in dict.fromkeys(all_of_kind(outcome.condition, HasBeenAchieved)):
        who = _asked_of(contract, outcome, asked.outcome)
        yield f"Whether {asked.outcome} has been achieved is asked of {who}."


def _asked_of(contract: Contract, outcome: core.Outcome, name: str) -> str:
    other = next(one for one in contract.outcomes if one.name == name)
    if other.level == CONTRACT:
        return "the whole contract"
    if outcome.level == CONTRACT:
        return f"every {other.level or contract.person.name}, and one is enough"
    index = other.index.name if isinstance(other.index, core.Index) else ""
    same = isinstance(outcome.index, core.Index) and outcome.index.name == index
    who = outcome.level or contract.person.name
    if other.level not in (OWN, outcome.level):
        return f"the {other.level} of the {who}"
    return f"the same {index} of the same {who}" if same else f"the same {who}"


# -- Stops ----------------------------------------------------------------------------------------


def _stop(contract: Contract, stop: core.Stop) -> tuple[str, Restated]:
    which = f"no {listed(stop.outcomes, 'or')}" if stop.outcomes else "no outcome"
    text = f"{which} falls due {stop.edge.value} {words.day(stop.day)}"
    groups = stop.level == OWN and any(one.level != OWN for one in contract.outcomes)
    person = f" of one {contract.person.name}" if groups else ""
    return said(
        stop.clause.number,
        sentence(f"{text}; a unit{person} whose last day is such a day is lost"),
        *_edge(stop),
        *_birthdays(stop.day),
    )


def _edge(stop: core.Stop) -> Iterator[str]:
    """Whether that day itself is stopped, and the days beside it."""
    day = START
    allowed = {
        core.Edge.BEFORE: (day, day - 1),
        core.Edge.ON_OR_AFTER: (day - 1, day),
        core.Edge.AFTER: (day, day + 1),
    }
    paid, not_paid = (in_words(one) for one in allowed[stop.edge])
    yield (
        f"If that day is {in_words(day)}, what falls due on {paid} is paid and what falls due on "
        f"{not_paid} is not."
    )


def _birthdays(day: terms.DayTerm) -> Iterator[str]:
    for one in dict.fromkeys(all_of_kind(day, terms.Birthday)):
        reached = [
            f"one born on {in_words(born)} has the {nth(one.years)} birthday on "
            f"{in_words(birthday(born, one.years))}"
            for born in (BORN, BORN_ON_LEAP_DAY)
        ]
        yield sentence(listed(reached))
