"""The worked examples of both contracts, against the dumb evaluator."""

from datetime import date
from itertools import chain

import birmingham
import evaluator as e
import examples
import pan_london
import payments as pay
import pytest
from generate import CONTRACTS

PAN_LONDON = examples.read_examples(CONTRACTS / "pan-london" / "contract.sib")
BIRMINGHAM = examples.read_examples(CONTRACTS / "birmingham" / "contract.sib")


def paid(units: list[pay.Unit]) -> dict[str, int]:
    """What each outcome and each party pays; nothing that is nought."""
    totals: dict[str, int] = {}
    for unit in units:
        for name, amount in [(unit.outcome, unit.paid), *unit.shares.items()]:
            totals[name] = totals.get(name, 0) + amount
    return {name: amount for name, amount in totals.items() if amount}


def check(example: examples.Example, units: list[pay.Unit], oracle) -> None:
    """Outcomes named, and parties if any is named, pay what is said and the others nothing."""
    computed = paid(units)
    if not set(oracle.PAYERS) & set(example.pays):
        computed = {name: p for name, p in computed.items() if name not in oracle.PAYERS}

    assert computed == example.pays


def failing(conditions: dict[str, e.Truth]) -> set[str]:
    """The conditions of eligibility that are no or unknown."""
    return {clause for clause, truth in conditions.items() if truth is not True}


@pytest.mark.parametrize("example", PAN_LONDON, ids=lambda example: example.name)
def test_pan_london(example: examples.Example) -> None:
    check(example, pan_london.settle([example.case], example.termination), pan_london)


@pytest.mark.parametrize("example", BIRMINGHAM, ids=lambda example: example.name)
def test_birmingham(example: examples.Example) -> None:
    check(example, birmingham.settle([example.case], example.termination), birmingham)


@pytest.mark.parametrize("example", [x for x in PAN_LONDON if x.clause], ids=lambda x: x.name)
def test_clause_in_the_way_in_pan_london(example: examples.Example) -> None:
    case, end = example.case, example.termination
    reasons = failing(pan_london.conditions(case, end))
    treated = pan_london.therapy(case)
    last = treated.last if treated else None
    if not reasons and not (last and treated and treated.values["Result"] == "completed"):
        reasons.add("5.1")
    if not reasons - {"5.1"}:
        tracking = (last + e.DAY, e.corresponding(last, 24)) if last else (date.max, date.min)
        weeks = pan_london.home_weeks(case, *tracking)
        reasons |= set(chain(*(pan_london.stopped(case, due, end) for _, due in weeks)))
        reasons |= set() if weeks else {"5.2"}

    assert example.clause in reasons


@pytest.mark.parametrize("example", [x for x in BIRMINGHAM if x.clause], ids=lambda x: x.name)
def test_clause_in_the_way_in_birmingham(example: examples.Example) -> None:
    case, end = example.case, example.termination
    reasons = failing(birmingham.conditions(case, end))
    for run in birmingham.step_downs(case, case.first("Referral") or date.max):
        first, last = birmingham.qualifying(case, run)
        reasons |= {"5.1(a)"} if last > run.last else {"3.11"} if run.before >= 2 else set()
        reasons |= set() if birmingham.placed(case, birmingham.FOSTER, run.first) else {"5.1(b)"}
        reasons |= {"3.10"} if first != run.first and run.first + 363 * e.DAY <= run.last else set()
        reasons |= set(birmingham.stopped(case, last, end)) if last <= run.last else set()

    assert example.clause in reasons


@pytest.mark.parametrize("found", [PAN_LONDON, BIRMINGHAM], ids=["Pan-London", "Birmingham"])
def test_half_pay_nothing_and_say_why(found: list[examples.Example]) -> None:
    nothing = [example for example in found if example.clause]

    assert 2 * len(nothing) >= len(found) >= 8
