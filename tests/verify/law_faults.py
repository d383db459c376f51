"""Faults of the interpreter, each in the place of one of its functions."""

from collections.abc import Iterator
from typing import Any

from attrs import evolve

from sibdsl.interpret import achieve, claims, course, items, limits, meaning, pay, prices
from sibdsl.interpret import evaluate as evaluating
from sibdsl.model import calendar
from sibdsl.model.contract import Edge
from sibdsl.model.days import Days
from sibdsl.model.ledger import DaySpan
from sibdsl.model.money import Money
from sibdsl.model.truth import UNKNOWN, YES, Truth
from sibdsl.values import changed

_rooms, _rooms_by_number = limits._rooms, limits.rooms_by_number
_window, _both, _in_lengths, _units = (
    achieve.window,
    achieve.both,
    achieve._in_lengths,
    achieve.units,
)
_beginning, _met, _recorded = meaning.beginning, course._met, items._recorded
_left, _shared, _price = claims._left, pay.shared, evaluating.price


def a_penny_more(draft: Any, on: Any) -> Iterator[Any]:
    for limit, room in _rooms(draft, on):
        yield changed(limit, amount=limit.amount + Money(1)), room


def one_more(one: Any) -> Iterator[Any]:
    return ((changed(limit, n=limit.n + 1), room) for limit, room in _rooms_by_number(one))


def a_day_late(stops: Any, term: DaySpan) -> tuple[DaySpan, DaySpan]:
    """On or after a day read as after it."""
    late = [(Edge.AFTER if edge is Edge.ON_OR_AFTER else edge, day) for edge, day in stops]
    return _window(late, term)


def the_end_included(first: DaySpan, second: DaySpan) -> DaySpan:
    start, end = _both(first, second)
    return start, end + 1


def unknown_denied(truth: Truth) -> Truth:
    """What is not known read as no: its denial is yes."""
    return Truth.of(truth is not YES)


def a_day_too_few(within: Days, length: int) -> Iterator[Any]:
    return _in_lengths(within, max(1, length - 1))


def found_twice(reading: Any, outcome: Any) -> Iterator[Any]:
    for unit in _units(reading, outcome):
        yield from (unit, unit)


def a_day_early(start: Any, length: calendar.Duration) -> Any:
    return _beginning(start.moved(lambda day: day - 1), length)


def the_doubtful_eligible(reading: Any) -> Truth:
    truth = _met(reading)
    return YES if truth is UNKNOWN else truth


def certified_or_not(span: Any, record: Any) -> Any:
    return _recorded(span, evolve(record, certified=True))


def the_last_wording(worlds: Any, case: Any, _: Any) -> tuple[Any, Truth]:
    reading = worlds[-1].reading(case)
    return reading, _met(reading)


def one_more_left(*asked: Any) -> Any:
    draft = _left(*asked)
    draft.quantity = draft.achieved + 1
    return draft


def a_penny_lost(draft: Any) -> None:
    _shared(draft)
    for party in list(draft.shares)[:1]:
        draft.shares[party] -= 1


def below_nought(reading: Any, tariff: Any, turn: Any) -> Any:
    """A price below nought paid as it is."""
    worth = _price(reading, tariff, turn)
    return -100 if worth == (prices.BELOW_NOUGHT,) else worth


def in_no_turn(_: Any) -> str:
    """Nobody goes before another by number: whoever was read first does."""
    return ""
