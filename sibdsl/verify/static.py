"""Laws that a contract keeps or breaks on its face, before any history."""

from collections.abc import Iterator
from typing import Final

from sibdsl.model.contract import Contract
from sibdsl.model.terms import ALWAYS
from sibdsl.verify import static_bands, static_limits
from sibdsl.verify.law import Law


def _cards(contract: Contract) -> Iterator[str]:
    for version, outcome, _ in static_bands.laid_out(contract):
        yield version.tariffs[outcome.name].clause.number


def _conditions(contract: Contract) -> Iterator[str]:
    for outcome in contract.outcomes:
        if contract.eligibility != ALWAYS or outcome.condition != ALWAYS:
            yield outcome.clause.number


def _limits(contract: Contract) -> Iterator[str]:
    yield from (limit.clause.number for limit in contract.money_limits)
    yield from (limit.clause.number for limit in contract.payer_limits)


def _stops(contract: Contract) -> Iterator[str]:
    for version in contract.wordings:
        for stop in version.stops:
            if static_limits.date_of(stop.day) is not None:
                yield stop.clause.number


def _amendments(contract: Contract) -> Iterator[str]:
    if contract.versions:
        yield from dict.fromkeys(outcome.clause.number for outcome in contract.outcomes)


STATIC_LAWS: Final = (
    Law(
        "bands-on-their-face",
        "Of the lines of a card that ask of numbers, words and dates, one holds, and only one.",
        _cards,
        static=static_bands.one_line_holds,
    ),
    Law(
        "somebody-can-be-eligible",
        "What has to be so of one number, word or day for an outcome can all be so at once.",
        _conditions,
        static=static_bands.somebody_can,
    ),
    Law(
        "limits-can-bind",
        "No limit of money stands above what shares and other limits let be paid.",
        _limits,
        static=static_limits.every_limit_can_bind,
    ),
    Law(
        "stops-stop",
        "Every stop on a date forbids some of the term, and none forbids all of it.",
        _stops,
        static=static_limits.every_stop_stops,
    ),
    Law(
        "amendments-change-something",
        "No amendment leaves all as it was, or begins after the term or after all whom it governs.",
        _amendments,
        static=static_limits.every_amendment_changes_something,
    ),
)
