from attrs import evolve
from verify.small_holes import (
    AT_MOST_600,
    NEVER,
    NOT_ASKED,
    NOT_THERE,
    STAYS,
    limit,
    lowered,
)

from sibdsl.model.days import day, in_words
from sibdsl.model.money import Money
from sibdsl.model.verdicts import Standing
from sibdsl.verify.search import Budget, searched

HOMEWARD = lowered()
SMALL = Budget(histories=60, seconds=30)


def verdicts(*laws, budget=SMALL):  # type: ignore[no-untyped-def]
    found = searched(HOMEWARD.contract, HOMEWARD.examples, laws, budget)
    return {one.law: one for one in found}


def test_each_law_has_its_verdict() -> None:
    found = verdicts(AT_MOST_600, NEVER, NOT_THERE, NOT_ASKED)

    assert {name: one.standing for name, one in found.items()} == {
        "at-most-600": Standing.BROKEN,
        "never": Standing.HELD,
        "not-there": Standing.UNKNOWN,
    }
    assert found["not-there"].why == "no history reached clause 99.9"
    assert found["never"].histories >= 60
    assert found["never"].reached[0].histories > 10


def test_what_breaks_a_law_is_small_round_and_early() -> None:
    found = verdicts(AT_MOST_600)["at-most-600"].counterexample

    assert found is not None
    (case,) = found.first.cases
    assert case.spells == {}
    assert set(case.events) == {"Referral"}
    assert set(case.facts) == {"Date of Birth"}
    (referral,) = case.events["Referral"]
    assert referral.day is not None
    assert in_words(referral.day).startswith("1 ")
    assert sum(line.units for line in found.conflict.lines) == 3
    assert sum((line.paid for line in found.conflict.lines), Money(0)) == Money(90_000)


def test_a_pair_that_breaks_a_law_is_made_small() -> None:
    found = verdicts(STAYS, budget=Budget(histories=300, seconds=60))["stays-take-nothing"]

    assert found.standing is Standing.BROKEN
    assert found.counterexample is not None
    assert found.counterexample.second is not None
    (case,) = found.counterexample.first.cases
    assert len(case.spells["Stay"]) == 1
    assert found.counterexample.second.cases[0].spells == {}


def test_the_same_budget_gives_the_same_answer() -> None:
    first, again = (verdicts(AT_MOST_600, NEVER) for _ in range(2))

    assert first == again


def test_a_law_that_needs_another_clause_waits_for_that_one() -> None:
    needy = evolve(NEVER, needs=limit)

    assert verdicts(needy)["never"].standing is Standing.HELD
    assert verdicts(needy)["never"].reached[0].clause == "7.1"


def test_days_are_those_of_the_calendar() -> None:
    found = verdicts(AT_MOST_600)["at-most-600"].counterexample

    assert found is not None
    assert day(2024, 1, 1) < found.by < day(2032, 1, 1)
