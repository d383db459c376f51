"""Traps of engines that are silent elsewhere, each sprung: numbers a careful person worked out.

Of decimals, of whole numbers and floats, of dates, of spans and of ties.
"""

from fractions import Fraction
from pathlib import Path

import numpy as np
import polars as pl
import pytest
from ledgers import between

from sibdsl.columns import from_histories
from sibdsl.engine import calendar, daysets
from sibdsl.engine.daysets import DaySets
from sibdsl.engine.evaluate import reckoned
from sibdsl.engine.frame import frame_of, write_parquet
from sibdsl.engine.ledger import evaluate
from sibdsl.engine.ragged import Days32
from sibdsl.engine.rationals import Rationals
from sibdsl.engine.units import YES, made
from sibdsl.interpret.evaluate import evaluate_in_short
from sibdsl.model.calendar import Duration, Unit
from sibdsl.model.contract import Contract
from sibdsl.model.days import day
from sibdsl.model.histories import Case, Event, Histories, Reach, Spell
from sibdsl.model.ledger import Ledger
from sibdsl.model.money import Direction, Rounding
from sibdsl.pipeline import loaded
from sibdsl.source import Source

SENTENCES = """Contract "Traps".

1.1 The term is from 1 January 2010 to 31 December 2030.
1.2 The commissioner is Ashby.
1.3 The outcomes fund is Fund.
2.1 The record of each Guest holds
    (a) Case Number, a code;
    (b) Stays, periods; and
    (c) Visits, events.
3.1 Home means each day in the Stays.
5.1 Visit Made is achieved for each Visit on the Visit.
5.2 Home Week is achieved for each 7 consecutive days in Home.
6.1 Visit Made pays {price}.
6.2 Home Week pays £10.
{limit}
8.1 Fund pays {share}.
8.2 Ashby pays the rest.
9.1 Claims are made for each quarter.
"""
NEAREST = "rounded to the nearest penny"
START = day(2021, 1, 4)


def contract(
    price: str, share: str = f"25% of each payment, {NEAREST}", limit: str = ""
) -> Contract:
    text = SENTENCES.format(price=price, share=share, limit=limit)
    read = loaded(Source("traps.sib", text))
    assert read.lowered is not None, read.findings
    return read.lowered.contract


def visits(*days: int) -> Histories:
    """A guest for each day, who visits on it."""
    cases = [Case(f"{at}", events={"Visit": (Event(on),)}) for at, on in enumerate(days)]
    return told(*cases)


def told(*cases: Case) -> Histories:
    reach = {name: Reach(last=day(2022, 12, 31)) for name in ("Case Number", "Stay", "Visit")}
    return Histories(cases, reach=reach)


def ledger(meant: Contract, histories: Histories) -> Ledger:
    """The engine's ledger, which is the interpreter's."""
    found = evaluate(meant, from_histories(meant, histories))
    assert list(between(evaluate_in_short(meant, histories), found)) == []
    return found


def paid_by(party: str, found: Ledger) -> list[int]:
    return [dict(line.shares)[party].pence for line in found.lines]


def days32(*days: int) -> Days32:
    return np.array(days, np.int32)


# -- Money ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("price", "quarter"),
    [("£62.50", 15_63), ("£0.02", 1), ("£2.50", 63), ("£2.54", 64), ("£0.06", 2)],
)
def test_half_a_penny_goes_up_and_not_to_even(price: str, quarter: int) -> None:
    assert paid_by("Fund", ledger(contract(price), visits(START))) == [quarter]


@pytest.mark.parametrize("price", ["£167,772.17", "£30,000.01", "£30,000,000.01"])
def test_an_amount_is_no_float_of_32_bits_and_does_not_wrap(price: str) -> None:
    pence = int(price.replace("£", "").replace(",", "").replace(".", ""))
    assert [line.gross.pence for line in ledger(contract(price), visits(START)).lines] == [pence]


def test_sums_past_32_bits_do_not_wrap() -> None:
    limited = contract("£21,474,836.47", limit="7.1 Payments in total do not exceed £50,000,000.")
    paid = [line.paid.pence for line in ledger(limited, visits(START, START + 1, START + 2)).lines]
    assert paid == [2_147_483_647, 2_147_483_647, 5_000_000_000 - 2 * 2_147_483_647]


def test_sums_past_53_bits_are_whole() -> None:
    """Three odd amounts past what a float can tell apart; a tenth of their total."""
    meant = contract("£90,071,992,547,409.93", share="10% of each claim, rounded down to a penny")
    found = ledger(meant, visits(START, START + 1, START + 2))
    assert [line.gross.pence for line in found.lines if line.gross.pence] == [2**53 + 1] * 3
    shares = [dict(line.shares) for line in found.lines if "Fund" in dict(line.shares)]
    assert [one["Fund"].pence for one in shares] == [3 * (2**53 + 1) // 10]


def test_amounts_are_whole_numbers_in_a_parquet_file(tmp_path: Path) -> None:
    meant = contract("£90,071,992,547,409.93")
    frame = frame_of(meant, reckoned(meant, from_histories(meant, visits(START))))
    write_parquet(tmp_path / "ledger.parquet", frame)
    back = pl.read_parquet(tmp_path / "ledger.parquet")
    assert back["gross"].dtype == pl.Int64
    assert back["gross"].to_list() == [2**53 + 1]


def test_a_quotient_and_a_product_of_many_digits_are_exact() -> None:
    third = Rationals.exactly(Fraction(10, 3), 1)
    again = third.times(Rationals.exactly(3, 1))
    assert (again.numerators[0], again.below[0]) == (10, 1)
    share = contract("£123,456,789.01", share=f"12.3456789% of each payment, {NEAREST}")
    exact = Fraction(123_456_789, 10**9) * 12_345_678_901
    assert paid_by("Fund", ledger(share, visits(START))) == [int(exact + Fraction(1, 2))]


def test_a_decimal_is_what_it_says_and_not_the_float_below() -> None:
    number = Rationals.exactly(Fraction("1.005") * 100, 1)
    assert number.rounded(Rounding(Direction.NEAREST, Fraction(1))).numerators.tolist() == [101]
    halves = Rationals.exactly(Fraction("-2.5"), 1)
    assert halves.rounded(Rounding(Direction.NEAREST, Fraction(1))).numerators.tolist() == [-2]


# -- Dates ----------------------------------------------------------------------------------------


def test_completed_years_of_those_born_on_29_february() -> None:
    leap = day(2008, 2, 29)
    on = days32(day(2018, 2, 28), day(2018, 3, 1), day(2020, 2, 28), day(2020, 2, 29))
    assert calendar.age(days32(*[leap] * 4), on).tolist() == [9, 10, 11, 12]
    assert calendar.age(days32(day(2010, 12, 31)), days32(day(2011, 1, 1))).tolist() == [0]


def test_a_month_from_the_end_of_a_month() -> None:
    month = Duration(1, Unit.MONTHS)
    ends = days32(day(2021, 1, 31), day(2024, 1, 31), day(2021, 12, 31))
    assert calendar.add(ends, month).tolist() == [
        day(2021, 2, 28),
        day(2024, 2, 29),
        day(2022, 1, 31),
    ]
    both_ways = calendar.add(days32(day(2021, 3, 31)), month, -1)
    assert both_ways.tolist() == [day(2021, 2, 28)]


def test_each_month_of_a_ledger_is_its_own() -> None:
    """A month of eight bits overflows when it is multiplied to make a number of a date."""
    days = [day(2021, month, 3) for month in range(1, 13)]
    meant = contract("£10")
    frame = frame_of(meant, reckoned(meant, from_histories(meant, visits(*days))))
    assert sorted(frame["due_from"].to_list()) == [d.replace(day=3) for d in _firsts()]


def _firsts() -> list[object]:
    return pl.date_range(pl.date(2021, 1, 1), pl.date(2021, 12, 1), "1mo", eager=True).to_list()


def test_weeks_before_the_first_are_none_and_no_division_goes_below() -> None:
    weeks = made(
        np.zeros(7, np.int64),
        (np.full(7, 100), np.full(7, 100)),
        None,
        np.full(7, YES),
        np.full(7, 5),
        np.full(7, 7),
    )
    asked = np.array([-8, 93, 99, 100, 101, 107, 108])
    assert weeks.numbers_before(asked).tolist() == [0, 0, 0, 0, 1, 1, 2]


# -- Spans and turns ------------------------------------------------------------------------------


def test_a_span_without_a_day_overlaps_nothing() -> None:
    none = DaySets.span(days32(5, 5), days32(5, 4))
    assert none.is_empty
    week = DaySets.span(days32(1, 1), days32(8, 8))
    assert daysets.both(week, none).total()[0].tolist() == [0, 0]
    assert daysets.without(week, none).total()[0].tolist() == [7, 7]


def test_days_from_a_later_to_an_earlier_one_are_none() -> None:
    backwards = told(Case("A", spells={"Stay": (Spell(START + 9, START),)}))
    assert ledger(contract("£10"), backwards).lines == ()


def test_an_open_end_is_no_end() -> None:
    """Known for 14 days from its first: two weeks, and what comes after is not known."""
    open_ = told(Case("A", spells={"Stay": (Spell(day(2022, 12, 18), None),)}))
    found = ledger(contract("£10"), open_)
    assert [line.units for line in found.lines] == [2]
    assert "Home Week" in {one.outcome for one in found.waiting}


def test_payments_of_one_day_take_their_turn_one_by_one() -> None:
    """A sum up to and with the ties of a day would leave all three without a penny."""
    limited = contract("£10", limit="7.1 Payments in total do not exceed £25.")
    found = ledger(limited, visits(START, START, START))
    assert [line.paid.pence for line in found.lines] == [1_000, 1_000, 500]


def test_weeks_add_up_over_a_long_run() -> None:
    """Twenty-two weeks, each counted after the one before."""
    stay = told(Case("A", spells={"Stay": (Spell(START, START + 22 * 7 - 1),)}))
    assert sum(line.units for line in ledger(contract("£10"), stay).lines) == 22
