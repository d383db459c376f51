"""The meaning of every kind of term of the core, over columns."""

from collections.abc import Callable
from typing import Final

from sibdsl.columns import Records
from sibdsl.engine import conditions, days_of, items_of, numbers_of, values_of
from sibdsl.engine.ragged import Truths
from sibdsl.engine.scope import Meanings, Scope, World
from sibdsl.model.contract import Contract
from sibdsl.model.days import EARLIEST, NEVER
from sibdsl.model.ledger import DaySpan

MEANINGS: Final = Meanings(
    day=days_of.day,
    item=items_of.item,
    items=items_of.items,
    period=days_of.period,
    days=days_of.days,
    value=values_of.value,
    number=numbers_of.number,
    holds=conditions.holds,
)


def world_of(
    contract: Contract,
    records: Records,
    achieved: Callable[[Scope, str], Truths],
    force: DaySpan = (EARLIEST, NEVER),
) -> World:
    """A version of a contract over *records*, in force on those due days, half-open.

    *achieved* says of each row of a scope whether an outcome was achieved by its due day.
    """
    return World(contract, records, achieved, MEANINGS, force)
