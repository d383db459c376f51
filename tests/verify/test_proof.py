"""What is proved of a contract, and what is rightly not."""

import time
from collections.abc import Callable
from pathlib import Path

import pytest

from sibdsl import api
from sibdsl.model.contract import Contract
from sibdsl.model.verdicts import Standing, Verdict
from sibdsl.verify import algebra
from sibdsl.verify.algebra_goals import Goal, a_run_gives_whole_units, limits_of_money
from sibdsl.verify.algebra_laws import ALGEBRA_LAWS, ARGUMENTS
from sibdsl.verify.law import Law
from sibdsl.verify.proof import Symbolic, follows, proved

REPOSITORY = Path(__file__).parents[2]
LAWS = tuple(Law(argument.law, "", lambda _: iter(("5.1",))) for argument in ARGUMENTS)

GRID = """Contract "A grid".

1.1 The term is from 1 April 2020 to 31 March 2026.
1.2 The commissioner is Ashby.
1.3 The outcomes fund is Central Fund.
2.1 The record of each Child holds
    (a) Case Number, a code;
    (b) Care Spells, periods; and
    (c) Group, one of "home" or "edge".
3.1 Care means each day in a Care Spell.
3.2 Window means from 1 April 2020 to 30 June 2020.
5.1 Home Week is achieved for each 7 consecutive days in the Window that are not in Care,
    if Group is "home".
5.2 Edge Day is achieved for each day in the Window that is not in Care, if Group is "edge".
6.1 Home Week pays £300.
6.2 Edge Day pays £40.
7.1 Payments in total do not exceed £9,000, in order of the due day and then of Case Number.
7.2 An outcome above a limit is counted but not paid.
8.1 Central Fund pays 25% of each payment, rounded down to a penny.
8.2 Ashby pays the rest.
8.3 Payments by Central Fund do not exceed £500.
8.4 Once Central Fund has paid its limit, Ashby pays that share.
9.1 Claims are made for each quarter.
"""


def meant(text: str) -> Contract:
    found = api.load_text(text)
    assert found.lowered is not None, found.findings
    return found.lowered.contract


def names(text: str) -> set[str]:
    return {verdict.law for verdict in proved(meant(text), LAWS)}


def of(path: str) -> dict[str, Verdict]:
    found = api.load(REPOSITORY / path)
    assert found.lowered is not None
    return {verdict.law: verdict for verdict in proved(found.lowered.contract, LAWS)}


def test_a_plain_contract_is_proved_for_any_history() -> None:
    assert names(GRID) == {
        "no-day-twice",
        "limits-hold",
        "grant-never-overspent",
        "shares-add-up",
        "nothing-negative",
        "nothing-outside-term",
        "runs-on-their-own-days",
    }


def test_a_verdict_says_for_what_it_is_proved() -> None:
    verdict = of("contracts/pan-london/contract.sib")["limits-hold"]

    assert verdict.standing is Standing.PROVED
    assert verdict.bounds == (
        "for any number of payments of any amounts in whole pence, "
        "under clauses 7.1, 7.2 and 7.3 together"
    )


def test_norfolk_pays_no_day_twice_since_no_child_is_in_two_groups() -> None:
    assert "no-day-twice" in of("contracts/norfolk/contract.sib")


@pytest.mark.parametrize(
    ("old", "new", "lost"),
    [
        ('if Group is "edge"', 'if Group is "home"', "no-day-twice"),
        (', if Group is "edge"', "", "no-day-twice"),
        (
            "9.1 Claims",
            "8.5 Payments in each financial year are not less than £10; "
            "Ashby pays the difference.\n9.1 Claims",
            "limits-hold",
        ),
    ],
)
def test_what_does_not_fit_is_left_to_the_search(old: str, new: str, lost: str) -> None:
    assert lost in names(GRID)
    assert lost not in names(GRID.replace(old, new))


def test_only_the_laws_asked_for_that_matter_are_proved() -> None:
    unasked = Law("limits-hold", "", lambda _: iter(()))

    assert proved(meant(GRID), ()) == ()
    assert proved(meant(GRID), (unasked,)) == ()


def test_each_law_of_the_steps_is_proved_by_name() -> None:
    assert {law.name for law in ALGEBRA_LAWS} <= {argument.law for argument in ARGUMENTS}


def of_promise(sentence: str) -> tuple[Verdict, ...]:
    """The proof of a promise, where each child is paid for twice at the most."""
    counted = "7.3 Only the first 2 of all Home Weeks and Edge Days of each Child are paid.\n"
    text = GRID.replace("8.1 ", counted + "8.1 ") + f"11.1 It follows that {sentence}.\n"
    return proved(meant(text), (Law("promise 11.1", "", lambda _: iter(("11.1",))),))


@pytest.mark.parametrize(
    "sentence",
    [
        "no day is paid for twice",
        "the payments in total never exceed £9,000",
        "the payments for each Child never exceed £600",
    ],
)
def test_a_promise_is_proved_where_a_limit_keeps_it(sentence: str) -> None:
    assert of_promise(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "the payments in total never exceed £8,999",
        "the payments for each Child never exceed £599",
        "another day in Care never increases the payments for a Child",
    ],
)
def test_a_promise_that_no_limit_keeps_is_left_to_the_search(sentence: str) -> None:
    assert of_promise(sentence) == ()


@pytest.mark.parametrize("name", ["pan-london", "norfolk", "fair-chance", "dn2"])
def test_every_proof_of_our_contracts_takes_under_a_second(name: str) -> None:
    found = api.load(REPOSITORY / "contracts" / name / "contract.sib")
    assert found.lowered is not None
    for law in LAWS:
        began = time.monotonic()
        proved(found.lowered.contract, (law,))
        assert time.monotonic() - began < 1


SLIPS: list[tuple[str, Callable[..., object], Callable[[], list[Goal]]]] = [
    ("cut", lambda _, gross, __: gross, lambda: list(limits_of_money(Symbolic(), [100, 200]))),
    ("left", lambda _, limit, used: limit, lambda: list(limits_of_money(Symbolic(), [100]))),
    (
        "units_of",
        lambda m, days, length: m.divided(days, length) + 1,
        lambda: list(a_run_gives_whole_units(Symbolic(), 7)),
    ),
]


@pytest.mark.parametrize(("step", "slipped", "goals"), SLIPS, ids=[slip[0] for slip in SLIPS])
def test_a_slip_in_a_step_is_not_proved(
    step: str,
    slipped: Callable[..., object],
    goals: Callable[[], list[Goal]],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert all(follows(goal) for goal in goals())

    monkeypatch.setattr(algebra, step, slipped)

    assert not all(follows(goal) for goal in goals())
