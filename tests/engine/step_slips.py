"""Slips planted in the steps of the engine after the terms, and whether the ledgers tell."""

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any, Final

import wrong_steps as wrong
from agreeing import drawn_of
from attrs import evolve, frozen
from ledgers import ROOT, meant
from term_slips import Reckoning
from weeks_of_guests import LIMITS, contract, guests
from wrong_steps import Wrong, asked, instead, returning

from sibdsl.columns import from_histories
from sibdsl.engine import (
    beside,
    claims,
    counts,
    evaluate,
    limits,
    lines,
    parting,
    prices,
    running,
    shares,
    waiting,
)
from sibdsl.engine.rationals import Rationals
from sibdsl.interpret.evaluate import evaluate_in_short
from sibdsl.model.contract import Contract, Share
from sibdsl.model.days import Day
from sibdsl.model.histories import Histories, Reach
from sibdsl.model.money import Direction, Money

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


SLIPS: Final = (
    Slip(NUMBER, "one more is paid", counts, "rooms_by_number", returning(wrong.room_for_one_more)),
    Slip(NUMBER, "one room for all", counts, "room_of", instead(wrong.one_room)),
    Slip(NUMBER, "what is beyond is paid", counts, "counted", returning(wrong.paid_beyond)),
    Slip(NUMBER, "what waits is paid", counts, "counted", returning(wrong.nothing_kept_back)),
    Slip(
        NUMBER, "the day is full a day later", counts, "day_it_fills", returning(wrong.a_day_later)
    ),
    Slip(NUMBER, "what is beyond another counts", counts, "_counts", instead(wrong.all_counted)),
    Slip(NUMBER, "what money leaves unpaid counts", counts, "joined", instead(wrong.never)),
    Slip(MONEY, "a penny more", limits, "rooms_of_money", returning(wrong.room_for_one_more)),
    Slip(MONEY, "one room for all", limits, "room_of", instead(wrong.one_room)),
    Slip(MONEY, "one room for all years", limits, "spans_of", instead(wrong.one_year)),
    Slip(MONEY, "nothing is cut", limits, "limited", instead(wrong.whole)),
    Slip(MONEY, "who cuts is not named", limits, "cut", instead(wrong.unnamed)),
    Slip(MONEY, "which of them cuts", running, "_proved", returning(wrong.none_marked)),
    Slip(TURN, "the last of all comes first", counts, "in_turn", returning(wrong.backwards)),
    Slip(TURN, "the last of a day comes first", running, "in_turn", returning(wrong.backwards)),
    Slip(SHARES, "a penny more", shares, "share_of", returning(wrong.a_penny_more)),
    Slip(SHARES, "of every outcome and day", shares, "covers", instead(wrong.of_everything)),
    Slip(
        SHARES,
        "a party's limit a penny more",
        shares,
        "rooms_under",
        returning(wrong.room_for_one_more),
    ),
    Slip(SHARES, "no party's limit", shares, "limited_by_payer", instead(wrong.unshared)),
    Slip(REST, "nobody pays it", shares, "of_claims", instead(lambda _: True)),
    Slip(OVER, "nobody takes it over", shares, "handed_on", instead(wrong.lost)),
    Slip(OVER, "heirs come first", shares, "before_their_heirs", returning(wrong.backwards)),
    Slip(ROUND, "always down", Rationals, "rounded", wrong.rounded(Direction.DOWN)),
    Slip(ROUND, "always up", Rationals, "rounded", wrong.rounded(Direction.UP)),
    Slip(ROUND, "always to the nearest", Rationals, "rounded", wrong.rounded(Direction.NEAREST)),
    Slip(DEDUCT, "nothing is deducted", claims, "_deduction", returning(wrong.nothing_deducted)),
    Slip(DEDUCT, "before the claim is over", claims, "deducted", asked(wrong.a_claim_early)),
    Slip(DEDUCT, "in one claim for all", claims, "claims_of", instead(wrong.in_one_claim)),
    Slip(FLOOR, "none", beside, "floors", instead(wrong.nothing_made)),
    Slip(FLOOR, "while more may fall due", beside, "floors", asked(wrong.nothing_in_doubt)),
    Slip(SHORT, "none", beside, "shortfalls", instead(wrong.nothing_made)),
    Slip(SHORT, "one more is made", beside, "_made", returning(wrong.one_made_more)),
    Slip(SHORT, "while more may be made", beside, "_made", returning(wrong.surely_made)),
    Slip(RELIEF, "none", beside, "reliefs", instead(lambda *_: [])),
    Slip(RELIEF, "beside the payments", beside, "relieved", instead(wrong.unshared)),
    Slip(CLAIM, "none", claims, "shares_of_claims", instead(wrong.unshared)),
    Slip(CLAIM, "before the claim is over", claims, "shares_of_claims", asked(wrong.a_claim_early)),
    Slip(CLAIM, "a penny more", claims, "share_of", returning(wrong.a_penny_more)),
    Slip(PRICE, "no rises", prices, "_rises", instead(wrong.no_rises)),
    Slip(PRICE, "each is the first", counts, "_places", instead(wrong.no_places)),
    Slip(LINES, "of another claim", lines, "by_claim", returning(wrong.another_claim)),
    Slip(LINES, "runs of another payer", parting, "by_payer", instead(wrong.unshared)),
    Slip(LINES, "waits for ever", evaluate, "too_late", instead(lambda _, last, __: last < 0)),
    Slip(LINES, "what falls due later is lost", waiting, "later", instead(wrong.lost_later)),
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
