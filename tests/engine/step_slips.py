"""Slips planted in the steps of the engine after the terms, and whether the ledgers tell."""

from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any, Final

import numpy as np
from agreeing import drawn_of
from attrs import evolve, frozen
from ledgers import ROOT, meant
from term_slips import Reckoning
from weeks_of_guests import LIMITS, contract, guests

from sibdsl.columns import from_histories
from sibdsl.engine import (
    beside,
    claims,
    counts,
    drafts,
    evaluate,
    limits,
    lines,
    parting,
    prices,
    running,
    shares,
    waiting,
)
from sibdsl.engine.drafts import NONE
from sibdsl.engine.rationals import Rationals
from sibdsl.interpret.evaluate import evaluate_in_short
from sibdsl.model.contract import Contract, Share
from sibdsl.model.days import Day
from sibdsl.model.histories import Histories, Reach
from sibdsl.model.money import Direction, Money, Rounding

Wrong = Callable[[Any], Callable[..., Any]]
"""From what does a step to what does it with the slip."""

NUMBER, MONEY, TURN = "limits by number", "limits of money", "ties"
SHARES, REST, OVER, ROUND = "shares", "rest", "overflow", "rounding"
DEDUCT, FLOOR, SHORT, RELIEF = "deductions", "floors", "shortfalls", "relief"
CLAIM, PRICE, LINES = "shares of claims", "prices", "lines and what waits"

MECHANICS: Final = ROOT / "tests/mechanics"
HOLDING: Final = {
    MECHANICS / "limits.sib": (MONEY, TURN, SHARES, REST, OVER),
    MECHANICS / "payers.sib": (SHARES, OVER, ROUND),
    MECHANICS / "floors.sib": (FLOOR, SHORT),
    MECHANICS / "relief.sib": (RELIEF,),
    MECHANICS / "prices.sib": (PRICE,),
    MECHANICS / "rises.sib": (PRICE,),
    ROOT / "tests/interpret/contracts/payers.sib": (MONEY,),
    ROOT / "contracts/norfolk/contract.sib": (DEDUCT, CLAIM),
    ROOT / "contracts/dn2/contract.sib": (LINES,),
}
"""Contracts that, with those of guests, need every step between them; and which to ask first."""


@frozen
class Slip:
    """A slip in a *step*: *name* of *where* does what *wrong* makes of it."""

    step: str
    says: str
    where: Any
    name: str
    wrong: Wrong


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


SLIPS: Final = (
    Slip(NUMBER, "one more is paid", counts, "rooms_by_number", returning(room_for_one_more)),
    Slip(NUMBER, "one room for all", counts, "room_of", instead(one_room)),
    Slip(NUMBER, "what is beyond is paid", counts, "counted", returning(paid_beyond)),
    Slip(NUMBER, "what waits is paid", counts, "counted", returning(nothing_kept_back)),
    Slip(NUMBER, "the day is full a day later", counts, "day_it_fills", returning(a_day_later)),
    Slip(NUMBER, "what is beyond another counts", counts, "_counts", instead(all_counted)),
    Slip(NUMBER, "what money leaves unpaid counts", counts, "joined", instead(never)),
    Slip(MONEY, "a penny more", limits, "rooms_of_money", returning(room_for_one_more)),
    Slip(MONEY, "one room for all", limits, "room_of", instead(one_room)),
    Slip(MONEY, "one room for all years", limits, "spans_of", instead(one_year)),
    Slip(MONEY, "nothing is cut", limits, "limited", instead(whole)),
    Slip(MONEY, "who cuts is not named", limits, "cut", instead(unnamed)),
    Slip(MONEY, "which of them cuts", running, "_proved", returning(none_marked)),
    Slip(TURN, "the last of all comes first", counts, "in_turn", returning(backwards)),
    Slip(TURN, "the last of a day comes first", running, "in_turn", returning(backwards)),
    Slip(SHARES, "a penny more", shares, "share_of", returning(a_penny_more)),
    Slip(SHARES, "of every outcome and day", shares, "covers", instead(of_everything)),
    Slip(
        SHARES, "a party's limit a penny more", shares, "rooms_under", returning(room_for_one_more)
    ),
    Slip(SHARES, "no party's limit", shares, "limited_by_payer", instead(unshared)),
    Slip(REST, "nobody pays it", shares, "of_claims", instead(lambda _: True)),
    Slip(OVER, "nobody takes it over", shares, "handed_on", instead(lost)),
    Slip(OVER, "heirs come first", shares, "before_their_heirs", returning(backwards)),
    Slip(ROUND, "always down", Rationals, "rounded", rounded(Direction.DOWN)),
    Slip(ROUND, "always up", Rationals, "rounded", rounded(Direction.UP)),
    Slip(ROUND, "always to the nearest", Rationals, "rounded", rounded(Direction.NEAREST)),
    Slip(DEDUCT, "nothing is deducted", claims, "_deduction", returning(nothing_deducted)),
    Slip(DEDUCT, "before the claim is over", claims, "deducted", asked(a_claim_early)),
    Slip(DEDUCT, "in one claim for all", claims, "claims_of", instead(in_one_claim)),
    Slip(FLOOR, "none", beside, "floors", instead(nothing_made)),
    Slip(FLOOR, "while more may fall due", beside, "floors", asked(nothing_in_doubt)),
    Slip(SHORT, "none", beside, "shortfalls", instead(nothing_made)),
    Slip(SHORT, "one more is made", beside, "_made", returning(one_made_more)),
    Slip(SHORT, "while more may be made", beside, "_made", returning(surely_made)),
    Slip(RELIEF, "none", beside, "reliefs", instead(lambda *_: [])),
    Slip(RELIEF, "beside the payments", beside, "relieved", instead(unshared)),
    Slip(CLAIM, "none", claims, "shares_of_claims", instead(unshared)),
    Slip(CLAIM, "before the claim is over", claims, "shares_of_claims", asked(a_claim_early)),
    Slip(CLAIM, "a penny more", claims, "share_of", returning(a_penny_more)),
    Slip(PRICE, "no rises", prices, "_rises", instead(no_rises)),
    Slip(PRICE, "each is the first", counts, "_places", instead(no_places)),
    Slip(LINES, "of another claim", lines, "by_claim", returning(another_claim)),
    Slip(LINES, "runs of another payer", parting, "by_payer", instead(unshared)),
    Slip(LINES, "waits for ever", evaluate, "too_late", instead(lambda _, last, __: last < 0)),
    Slip(LINES, "what falls due later is lost", waiting, "later", instead(lost_later)),
)
"""Every slip, by the step that it is in."""


# -- What tells -----------------------------------------------------------------------------------


def shrunk(signed: Contract, most: int = 300_00) -> Contract:
    """*signed* with limits of money that bite and shares rounded up, in every version."""

    def small(limit: Any) -> Any:
        return evolve(limit, amount=Money(min(limit.amount.pence, most)))

    def up(share: Share) -> Share:
        way = share.rounding and evolve(share.rounding, direction=Direction.UP)
        return evolve(share, rounding=way)

    return evolve(
        signed,
        shares=tuple(map(up, signed.shares)),
        money_limits=tuple(map(small, signed.money_limits)),
        payer_limits=tuple(map(small, signed.payer_limits)),
        versions=tuple(evolve(v, contract=shrunk(v.contract, most)) for v in signed.versions),
    )


@cache
def reckonings(path: Path, seed: int) -> tuple[Reckoning, ...]:
    """Drawn histories of a contract, all of them and as known on a day in its term; and the same
    with smaller limits.
    """
    read = meant(path)
    first, after = read.contract.term
    [_, told] = drawn_of(read, 8, seed, together=8)
    day = first + (after - first) * 2 // 5
    contracts = (read.contract, shrunk(read.contract))
    stories = (told, told.as_at(day), partly_until(told, day, 0), partly_until(told, day, 1))
    return tuple(reckoning(one, each) for each in stories for one in contracts)


def partly_until(told: Histories, day: Day, first: int) -> Histories:
    """*told*, with nothing known after *day* of every other field that is of events or periods."""
    fields = sorted({name for case in told.cases for name in (*case.events, *case.spells)})
    reach = {name: Reach(last=day) for name in fields[first::2]}
    return evolve(told, reach={**told.reach, **reach})


@cache
def of_guests(limits: str, seed: int) -> tuple[Reckoning, ...]:
    """Guests under limits by number, who are known of for a while."""
    stays = (guests(seed, 6), guests(seed, 6, "Way Out", 40), guests(seed, 6, "all", 70))
    return tuple(reckoning(contract(limits, "of the record"), told) for told in stays)


def reckoning(meant_by: Contract, told: Histories) -> Reckoning:
    """What the interpreter says of them, and their columns."""
    ledger = evaluate_in_short(meant_by, told)
    return Reckoning(meant_by, ledger, from_histories(meant_by, told))


def reckoned(step: str) -> Iterator[Reckoning]:
    """Reckonings of all those contracts, those first that need that step."""
    if step in (NUMBER, LINES):
        yield from with_guests()
    for path in sorted(HOLDING, key=lambda path: step not in HOLDING[path]):
        yield from reckonings(path, 1)
    if step not in (NUMBER, LINES):
        yield from with_guests()


def with_guests() -> Iterator[Reckoning]:
    """Reckonings of guests under each kind of limit by number."""
    for name in LIMITS:
        yield from of_guests(name, 1)
