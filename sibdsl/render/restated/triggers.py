"""What an outcome is achieved for, restated: which days make one, and which are lost."""

from collections.abc import Iterator
from typing import assert_never

from sibdsl.model import contract as core
from sibdsl.model import terms
from sibdsl.model.calendar import Duration, end_of_length_beginning
from sibdsl.model.contract import Contract
from sibdsl.model.days import in_words
from sibdsl.model.terms import CONTRACT, OWN
from sibdsl.render import terms as words
from sibdsl.render.nouns import nth, plural
from sibdsl.render.numbers import how_many
from sibdsl.render.page import counted, listed
from sibdsl.render.restated import periods
from sibdsl.render.restated.samples import START, sentence, span


def trigger(contract: Contract, outcome: core.Outcome) -> str:
    """For what an outcome is achieved, as sentences, and when it falls due."""
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


def of_trigger(contract: Contract, outcome: core.Outcome) -> Iterator[str]:
    """How many a sample makes, and what of it is lost."""
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
