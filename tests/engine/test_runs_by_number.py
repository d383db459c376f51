"""Limits by number, pieces of periods and payers of the record keep runs whole: random guests."""

from collections import Counter
from itertools import product

import pytest
from attrs import evolve
from ledgers import differences
from weeks_of_guests import FIELDS, LIMITS, RESTS, START, contract, guests

from sibdsl.columns import Records, from_histories
from sibdsl.engine.evaluate import reckoned
from sibdsl.interpret.evaluate import evaluate_in_short
from sibdsl.model.contract import Version
from sibdsl.model.days import NEVER
from sibdsl.model.histories import Reach


@pytest.mark.parametrize(("limits", "rest"), list(product(LIMITS, RESTS)))
def test_runs_pay_what_they_would_unit_by_unit(limits: str, rest: str) -> None:
    meant = contract(limits, rest)

    for seed in range(3):
        assert differences(meant, guests(seed, 2 + 3 * seed)) == []
    for seed, least in enumerate((*FIELDS, "all")):
        assert differences(meant, guests(seed, 3, least, known_for=25 + seed % 2 * 45)) == []


def test_what_versions_say_differently_of_one_limit_binds_by_the_least() -> None:
    first = contract("of each", "one")
    for n in (3, 300):
        later = evolve(first, count_limits=(evolve(first.count_limits[0], n=n),))
        meant = evolve(first, versions=(Version(START + 25, later),))
        for seed in range(5):
            told = guests(seed, 4)
            told = evolve(told, reach={**told.reach, "Booking": Reach(last=NEVER)})
            assert differences(meant, told) == []
            paid = Counter[str | None]()
            for line in evaluate_in_short(meant, told).lines:
                before = line.last_due < START + 25
                if line.outcome == "Night" and before and line.unpaid_by is None:
                    paid[line.case] += line.units
            assert max(paid.values(), default=9) <= 9


def test_and_stay_whole() -> None:
    lines = reckoned(contract("of two together", "of the record"), many()).lines
    assert lines.units.sum() > len(lines) * 2


def many() -> Records:
    return from_histories(contract("none", "one"), guests(7, 30))
