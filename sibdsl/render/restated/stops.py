"""Days from which on, or before which, nothing falls due, restated."""

from collections.abc import Iterator

from sibdsl.model import contract as core
from sibdsl.model import terms
from sibdsl.model.calendar import birthday
from sibdsl.model.contract import Contract
from sibdsl.model.days import in_words
from sibdsl.model.terms import OWN
from sibdsl.model.walk import all_of_kind
from sibdsl.render import terms as words
from sibdsl.render.nouns import nth
from sibdsl.render.page import listed
from sibdsl.render.restated.said import Restated, Said, said
from sibdsl.render.restated.samples import BORN, BORN_ON_LEAP_DAY, START, sentence


def stops(contract: Contract) -> Said:
    """Each stop of outcomes, on which side of its day it stands, and the birthdays in it."""
    for stop in contract.stops:
        yield _stop(contract, stop)


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
