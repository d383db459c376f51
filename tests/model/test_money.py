"""Money is whole pence: what is written can be read back, and nothing is lost in the shares."""

import re
from fractions import Fraction
from functools import cache

from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from sibdsl.api import evaluate, load_text
from sibdsl.model.contract import Contract, Flat, Holding, Rest, Share
from sibdsl.model.days import day
from sibdsl.model.histories import Case, Event, Histories, Reach
from sibdsl.model.money import Direction, Money, Rounding, total
from sibdsl.model.terms import NO_CLAUSE, Named

PENCE = st.integers(-(10**11), 10**11)
NUMBERS = st.fractions(-(10**6), 10**6, max_denominator=1000)
GRAINS = st.sampled_from([Fraction(1), Fraction(100), Fraction(1, 10), Fraction(1, 100)])
SENTENCES = """Contract "Shares".
The term is from 1 April 2020 to 31 March 2022.
The commissioner is Sutton.
The record of each Child holds (a) Case Number, a code; and (b) Start, an event.
Arrival is achieved on the Start.
Arrival pays £1.
Sutton pays the rest.
Claims are made for each quarter."""


ONE_ARRIVAL = Histories(
    (Case("1", events={"Start": (Event(day(2020, 5, 4)),)}),),
    reach={"Start": Reach(last=day(2020, 6, 30))},
)


@cache
def one_payment() -> Contract:
    """A contract with one outcome."""
    lowered = load_text(SENTENCES).lowered
    assert lowered is not None
    return lowered.contract


def read(text: str) -> int:
    """The pence of a written amount."""
    found = re.fullmatch(r"(-?)£(\d{1,3}(?:,\d{3})*)(?:\.(\d\d))?", text)
    assert found, text
    pence = int(found[2].replace(",", "")) * 100 + int(found[3] or 0)
    return -pence if found[1] else pence


@given(PENCE)
def test_a_written_amount_reads_back(pence: int) -> None:
    assert read(str(Money(pence))) == pence
    assert round(Fraction(Money(pence).plain) * 100) == pence


@given(st.lists(PENCE, max_size=5))
def test_sums(amounts: list[int]) -> None:
    listed = [Money(pence) for pence in amounts]
    assert total(listed) == sum(listed, Money(0)) == Money(sum(amounts))
    assert Money(0) - total(listed) == total(listed) * -1


@given(NUMBERS, GRAINS)
def test_rounding_is_to_a_multiple_and_less_than_one_grain_away(
    number: Fraction, grain: Fraction
) -> None:
    down, up, near = (Rounding(d, grain)(number) for d in Direction)
    assert all((n / grain).denominator == 1 for n in (down, up, near))
    assert down <= number < down + grain
    assert up - grain < number <= up
    assert near in (down, up)
    assert abs(near - number) <= grain / 2


@given(NUMBERS, NUMBERS, GRAINS, st.sampled_from(Direction))
def test_rounding_keeps_the_order_and_is_done_once(
    a: Fraction, b: Fraction, grain: Fraction, direction: Direction
) -> None:
    rounding = Rounding(direction, grain)
    assert (rounding(a) <= rounding(b)) or a > b
    assert rounding(rounding(a)) == rounding(a)


@given(st.integers(-1000, 1000), GRAINS)
def test_reading_28_a_half_goes_up_and_down_is_towards_minus_infinity(
    n: int, grain: Fraction
) -> None:
    half = (n + Fraction(1, 2)) * grain
    assert Rounding(Direction.NEAREST, grain)(half) == (n + 1) * grain
    assert Rounding(Direction.DOWN, grain)(half) == n * grain


PARTS = st.lists(st.tuples(st.integers(0, 100), st.sampled_from(Direction)), max_size=5)


@given(st.integers(0, 10**7), PARTS)
def test_reading_27_shares_add_up_to_the_payment(
    paid: int, parts: list[tuple[int, Direction]]
) -> None:
    """However they round: to the penny, none negative, none more than the whole."""
    signed = one_payment()
    shares = tuple(
        Share(Named(str(i)), Fraction(n, 100), NO_CLAUSE, Rounding(direction, Fraction(1)))
        for i, (n, direction) in enumerate(parts)
    )
    names = [*(str(i) for i in range(len(parts))), "rest"]
    contract = evolve(
        signed,
        tariffs={"Arrival": evolve(signed.tariffs["Arrival"], price=Flat(Money(paid)))},
        holdings=tuple(Holding(name, "commissioner", None, NO_CLAUSE) for name in names),
        shares=shares,
        rest=Rest(Named("rest"), NO_CLAUSE),
    )
    (line,) = evaluate(contract, ONE_ARRIVAL).lines
    amounts = dict(line.shares)
    assert line.paid == total(list(amounts.values())) == Money(paid)
    assert all(0 <= amount.pence <= paid for amount in amounts.values())
    assert set(amounts) == set(names)
