"""What a step of the engine does with a slip in it."""

from collections.abc import Callable
from typing import Any

import numpy as np
from attrs import evolve

from sibdsl.engine import drafts, prices
from sibdsl.engine.drafts import NONE
from sibdsl.model.money import Direction, Rounding

Wrong = Callable[[Any], Callable[..., Any]]
"""From what does a step to what does it with the slip."""


def returning(change: Callable[[Any], Any]) -> Wrong:
    """The same, with what comes back changed."""
    return lambda right: lambda *given: change(right(*given))


def asked(change: Callable[..., tuple[Any, ...]]) -> Wrong:
    """The same, asked of something else."""
    return lambda right: lambda *given: right(*change(*given))


def instead(wrong: Callable[..., Any]) -> Wrong:
    """Something else in its place."""
    return lambda _: wrong


# -- What slips -----------------------------------------------------------------------------------


def room_for_one_more(found: Any) -> Any:
    return evolve(found, most=found.most + 1)


def one_room(desk: Any, each: Any, batch: Any, rows: Any) -> Any:
    return np.full(len(rows), NONE, np.int64)


def one_year(cycle: Any, days: Any) -> Any:
    return np.zeros_like(days), np.zeros_like(days)


def backwards(found: Any) -> Any:
    return found[::-1]


def a_day_later(found: Any) -> Any:
    return found[0] + 1, found[1]


def none_marked(found: Any) -> Any:
    return None if found is None else np.zeros_like(found)


def whole(desk: Any, of: Any) -> Any:
    return evolve(of, paid=np.where(of.unpaid == NONE, of.gross, 0))


def unnamed(desk: Any, of: Any, bits: Any) -> Any:
    return of


def nothing_kept_back(found: Any) -> Any:
    paid, held = found
    return drafts.joined([paid, held]), held.picked(np.zeros(len(held), np.bool_))


def paid_beyond(found: Any) -> Any:
    paid, held = found
    return evolve(paid, unpaid=np.full(len(paid), NONE, np.int64)), held


def all_counted(desk: Any, turn: Any, *_: Any) -> Any:
    return np.ones(len(turn), np.int64)


def a_penny_more(found: Any) -> Any:
    return np.where(found > 0, found + 1, found)


def of_everything(share: Any, batch: Any, due: Any) -> Any:
    return np.ones(len(due), np.bool_)


def unshared(desk: Any, of: Any, *_: Any) -> Any:
    return of


def lost(desk: Any, of: Any, party: Any, over: Any, bits: Any) -> Any:
    return evolve(of, paid=of.paid - over)


def nothing_deducted(found: Any) -> Any:
    return None if found is None else evolve(found, percent=found.percent * 0)


def once_for_all(desk: Any, parts: Any, rule: Any) -> Any:
    return np.zeros(len(parts), np.int64), np.zeros(1, np.int64)


def a_claim_early(desk: Any, of: Any, as_at: int) -> tuple[Any, ...]:
    return desk, of, as_at + 92


def nothing_made(*_: Any) -> tuple[list[Any], list[Any]]:
    return [], []


def nothing_in_doubt(desk: Any, made: Any, doubtful: Any, as_at: Any) -> tuple[Any, ...]:
    none = np.zeros(0, np.int64)
    return desk, made, (none, none), as_at


def one_made_more(found: tuple[int, int | None]) -> tuple[int, int | None]:
    return found[0] + 1, None if found[1] is None else found[1] + 1


def surely_made(found: tuple[int, int | None]) -> tuple[int, int | None]:
    return found[0], found[0]


def rounded(direction: Direction) -> Wrong:
    def wrong(right: Any) -> Callable[..., Any]:
        return lambda number, way: right(number, Rounding(direction, way.grain))

    return wrong


def no_rises(*_: Any) -> tuple[tuple[()], int]:
    return (), prices.NEVER


def no_places(desk: Any, turn: Any, *_: Any) -> Any:
    return (np.zeros(len(turn), np.int64),) * 2


def never(*_: Any) -> bool:
    return False


def in_one_claim(contract: Any, due: Any) -> Any:
    return np.full_like(due, contract.term[0]), np.full_like(due, contract.term[1])


def another_claim(found: Any) -> Any:
    return evolve(found, first=found.first + 1)


def lost_later(of: Any, as_at: Any) -> Any:
    return of.picked(np.zeros(len(of), np.bool_))
