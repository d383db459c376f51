"""The payment that uses up a limit on all cases, whichever bucket it is in."""

import numpy as np
from attrs import evolve
from ledgers import SCHEMES, meant

from sibdsl.engine.meeting import Asked, met
from sibdsl.engine.wide import Arrivals, Bite
from sibdsl.model.contract import Key

PAN_LONDON = meant(next(path for path in SCHEMES if path.parent.name == "pan-london")).contract
DAY = 737_000
ONE = Asked((0, 0), DAY, 250)
OTHER = Asked((1, 0), DAY, 100)


def arrivals(*told: tuple[str, int, int]) -> Arrivals:
    """Payments of the day: case, last evidence day, pence."""
    return Arrivals(
        np.array([pence for _, _, pence in told], np.int64),
        np.array([last for _, last, _ in told], np.int64),
        np.array([ord(case) for case, _, _ in told], np.int64),
        np.zeros(len(told), np.int64),
    )


def test_payments_of_one_day_take_their_turn_by_case_number_where_that_is_the_order() -> None:
    limit = Asked((0, 0), DAY, 150)
    told = [arrivals(("A", 9, 100)), arrivals(("B", 5, 100), ("C", 2, 100))]
    by_number = evolve(PAN_LONDON, order=(Key.DUE_DAY, Key.CASE_NUMBER))
    assert met(by_number, [(limit, told)]) == {(0, 0): [Bite(DAY, 1, None), Bite(DAY, 0, 50)]}
    told = [arrivals(("A", 9, 100)), arrivals(("C", 2, 100), ("B", 5, 100))]
    by_day = evolve(PAN_LONDON, order=(Key.DUE_DAY,))
    assert met(by_day, [(limit, told)]) == {(0, 0): [Bite(DAY, 0, None), Bite(DAY, 1, 50)]}


def test_of_limits_that_bite_on_one_day_only_the_first_is_settled() -> None:
    told = [arrivals(("A", 1, 100), ("B", 1, 100)), arrivals(("C", 1, 100))]
    found = met(PAN_LONDON, [(ONE, told), (OTHER, told)])
    assert found == {(1, 0): [Bite(DAY, 0, 100), Bite(DAY, 0, None)]}
    later = Asked((1, 0), DAY + 1, 100)
    assert set(met(PAN_LONDON, [(ONE, told), (later, told)])) == {(0, 0), (1, 0)}
