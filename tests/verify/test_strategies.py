from itertools import pairwise
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from verify.small_holes import lowered

from sibdsl import api
from sibdsl.interpret.evaluate import evaluate
from sibdsl.model.days import day
from sibdsl.verify.fresh import towards
from sibdsl.verify.strategies import drawn, histories
from sibdsl.verify.strategies_choice import by_chance
from sibdsl.verify.strategies_values import around
from sibdsl.verify.thresholds import thresholds, words_for

HOMEWARD = lowered()
CONTRACTS = Path(__file__).parents[2] / "contracts"
NORFOLK = api.load(CONTRACTS / "norfolk" / "contract.sib").lowered
assert NORFOLK is not None


def test_the_thresholds_are_those_that_the_contract_names() -> None:
    found = thresholds(HOMEWARD.contract)

    assert {day(2024, 4, 1), day(2030, 3, 31), day(2028, 2, 29)} <= set(found.days)
    assert {7, 364} <= set(found.steps)
    assert {8, 9, 15, 16} <= set(found.birthdays)
    assert words_for(HOMEWARD.contract, "Kind", found) == ("long", "Another")


def test_one_seed_draws_the_same_histories() -> None:
    first, again, other = (
        list(drawn(HOMEWARD.contract, HOMEWARD.examples, 30, seed)) for seed in (1, 1, 2)
    )

    assert first == again
    assert first != other


def test_many_histories_pay_and_many_do_not() -> None:
    found = list(drawn(HOMEWARD.contract, HOMEWARD.examples, 200, 0))

    paying = sum(bool(evaluate(HOMEWARD.contract, one).paid) for one in found)

    assert 50 < paying < 190


def test_what_is_parted_does_not_overlap_and_what_is_single_is_single() -> None:
    for history in drawn(HOMEWARD.contract, HOMEWARD.examples, 200, 3):
        for case in history.cases:
            assert len(case.events.get("Referral", ())) <= 1
            stays = case.spells.get("Stay", ())
            for one, following in pairwise(stays):
                assert one.last is not None
                assert following.first is not None
                assert one.last < following.first


@settings(max_examples=20)
@given(histories(HOMEWARD.contract, HOMEWARD.examples))
def test_hypothesis_draws_them_too(history) -> None:  # type: ignore[no-untyped-def]
    assert set(history.reach) == {
        "Case Number", "Date of Birth", "Referral", "Stay", "Kind", "Visit", "Score", "Death",
        "Termination",
    }  # fmt: skip


def test_without_examples_most_histories_still_pay() -> None:
    found = list(drawn(HOMEWARD.contract, (), 200, 0))

    paying = sum(bool(evaluate(HOMEWARD.contract, one).paid) for one in found)

    assert paying > 80


def test_one_drawn_towards_what_is_paid_has_no_row_of_a_file() -> None:
    choose = by_chance(Random(1))  # noqa: S311
    for _ in range(20):
        history = towards(around(HOMEWARD.contract), choose)
        for case in history.cases:
            assert not any(one.rows for listed in case.events.values() for one in listed)
            assert not any(one.rows for listed in case.spells.values() for one in listed)


@pytest.mark.parametrize("name", ["pan-london", "peterborough", "dn2"])
def test_of_a_scheme_every_outcome_is_reached_without_an_example(name: str) -> None:
    read = api.load(CONTRACTS / name / "contract.sib").lowered
    assert read is not None
    reached = set()

    for history in drawn(read.contract, (), 120, 0):
        reached |= {line.outcome for line in evaluate(read.contract, history).lines}

    assert {outcome.name for outcome in read.contract.outcomes} <= reached


def test_an_item_that_only_nearly_counts_is_drawn() -> None:
    lengths = [
        spell.last - spell.first + 1
        for history in drawn(NORFOLK.contract, (), 150, 0)
        for case in history.cases
        for spell in case.spells.get("Episode", ())
        if spell.first and spell.last and spell.attributes.get("Legal Status") == "V3"
    ]

    assert {17, 18} <= set(lengths)
