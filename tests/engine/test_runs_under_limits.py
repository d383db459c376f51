"""Runs stay whole under limits, and pay what they would unit by unit: random guests."""

from collections.abc import Iterator
from itertools import product
from random import Random

import pytest
from ledgers import differences

from sibdsl.columns import Records, from_histories
from sibdsl.engine import running
from sibdsl.engine.evaluate import reckoned
from sibdsl.model.contract import Contract
from sibdsl.model.days import day
from sibdsl.model.histories import Case, Event, Histories, Reach, Spell
from sibdsl.pipeline import loaded
from sibdsl.source import Source

SENTENCES = """Contract "Nights under limits".

1.1 The term is from 1 January 2021 to 31 December 2022.
1.2 The commissioner is Ashby.
1.3 The outcomes funds are Fund and Second Fund.
2.1 The record of each Guest holds
    (a) Case Number, a code;
    (b) Bookings, periods; and
    (c) Talks, events.
3.1 Stay means each day in the Bookings.
5.1 Night is achieved for each day in a Stay.
5.2 Week is achieved for each 7 consecutive days in a Stay.
5.3 Talk Held is achieved for each Talk on the Talk.
6.1 Night pays £10.
6.2 Week pays £33.33.
6.3 Talk Held pays £47.
{limits}
8.1 Fund pays 50% of each payment, rounded down to a penny.
8.2 Second Fund pays 25% of each payment, rounded down to a penny.
{funds}
8.9 Ashby pays the rest.
9.1 Claims are made for each quarter.
"""

LIMITS = {
    "none": "",
    "of all": "7.1 Payments in total do not exceed £1,500.",
    "of each": "7.1 Payments for each Guest do not exceed £300.",
    "of both": "7.1 Payments for each Guest do not exceed £300.\n"
    "7.2 Payments in total do not exceed £1,500.",
    "of both, and of nights": "7.1 Payments for each Guest do not exceed £300.\n"
    "7.2 Payments for Night do not exceed £600.\n7.3 Payments in total do not exceed £1,200.",
    "used up to the penny": "7.1 Payments for each Guest do not exceed £20.\n"
    "7.2 Payments for Night do not exceed £60.\n7.3 Payments in total do not exceed £60.",
    "of talks": "7.1 Payments for Talk Held for each Guest do not exceed £60.\n"
    "7.2 Payments for Week do not exceed £250.\n"
    "7.3 Payments for Night for each Guest do not exceed £110.",
}

FUNDS = {
    "none": "",
    "one": "8.3 Payments by Fund do not exceed £400.\n"
    "8.4 Once Fund has paid its limit, Ashby pays that share.",
    "each": "8.3 Payments by Fund for each Guest do not exceed £90.\n"
    "8.4 Payments by Fund do not exceed £300.\n"
    "8.5 Once Fund has paid its limit, Second Fund pays that share.\n"
    "8.6 Payments by Second Fund do not exceed £250.\n"
    "8.7 Once Second Fund has paid its limit, that share is not paid.",
}

START, LAST = day(2021, 1, 1), day(2021, 12, 31)


def contract(limits: str, funds: str) -> Contract:
    text = SENTENCES.format(limits=LIMITS[limits], funds=FUNDS[funds])
    read = loaded(Source("nights.sib", text))
    assert read.lowered is not None, read.findings
    return read.lowered.contract


def guests(seed: int, n: int) -> Histories:
    """So many guests, whose stays often begin on one day."""
    chance = Random(seed)  # noqa: S311
    reach = {name: Reach(last=LAST) for name in ("Booking", "Talk", "Case Number")}
    return Histories(tuple(guest(f"{i}", chance) for i in range(n)), reach=reach)


def guest(number: str, chance: Random) -> Case:
    bookings = tuple(sorted(spells(chance), key=lambda spell: spell.first or 0))
    talks = tuple(Event(START + 10 * chance.randrange(9)) for _ in range(chance.randrange(4)))
    return Case(number, events={"Talk": talks}, spells={"Booking": bookings})


def spells(chance: Random) -> Iterator[Spell]:
    for _ in range(chance.randrange(1, 4)):
        first = START + 7 * chance.randrange(12) + chance.choice((0, 0, 1))
        yield Spell(first, first + chance.choice((2, 6, 7, 13, 20, 27)))


@pytest.mark.parametrize(("limits", "funds"), list(product(LIMITS, FUNDS)))
def test_runs_pay_what_they_would_unit_by_unit(limits: str, funds: str) -> None:
    meant = contract(limits, funds)

    for seed in range(6):
        assert differences(meant, guests(seed, 3 + 3 * seed)) == []


def test_and_stay_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    """No limit of the usual kind falls back on single units."""

    def never(*_: object) -> running.Left:
        raise AssertionError("unit by unit")

    monkeypatch.setattr(running, "_one_by_one", never)

    lines = reckoned(contract("of both", "one"), as_columns(guests(7, 30))).lines
    assert lines.units.sum() > len(lines) * 2


def as_columns(histories: Histories) -> Records:
    return from_histories(contract("none", "none"), histories)
