"""The rows of data behind days that did not count."""

from collections.abc import Iterator, Sequence
from typing import Any, Final

from sibdsl.interpret.meaning import Reading
from sibdsl.model import terms
from sibdsl.model.contract import Contract
from sibdsl.model.days import NEVER
from sibdsl.model.histories import Row
from sibdsl.model.ledger import DaySpan
from sibdsl.model.walk import walk

_NAMED: Final = (terms.DaysNamed, terms.PeriodNamed, terms.ItemsNamed)


def rows_behind(reading: Reading, term: Any, spans: Sequence[DaySpan]) -> tuple[Row, ...]:
    """The rows of the records that *term* asks for and that tell of any of those days.

    A date of the record tells of all days.
    """
    names = dict.fromkeys(_fields(reading.world.contract, term))
    return tuple(
        dict.fromkeys(sorted(row for name in names for row in _rows(reading, name, spans)))
    )


def _fields(contract: Contract, term: Any) -> Iterator[str]:
    """The fields that *term* asks for, straight or through definitions."""
    for part in walk(term):
        match part:
            case terms.Recorded(name) | terms.FactDay(name):
                yield name
            case _ if isinstance(part, _NAMED):
                yield from _fields(contract, contract.definitions[part.name].meaning)
            case _:
                pass


def _rows(reading: Reading, name: str, spans: Sequence[DaySpan]) -> Iterator[Row]:
    case = reading.case
    yield from case.rows.get(name, ())
    for event in case.events.get(name, ()):
        if event.day is not None and any(a <= event.day < b for a, b in spans):
            yield from event.rows
    for spell in case.spells.get(name, ()):
        end = NEVER if spell.last is None else spell.last + 1
        if spell.first is not None and any(spell.first < b and a < end for a, b in spans):
            yield from spell.rows
