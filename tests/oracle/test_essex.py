"""Essex: its dumb evaluator against the worked examples and, on drawn cohorts, the program."""

from datetime import date, timedelta
from pathlib import Path

import essex
import essex_children
import norfolk_drawn as drawn
import norfolk_examples as said
import payments
import pytest
from children import Dice
from generate import CONTRACTS
from records import read_cases

from sibdsl import api
from sibdsl.model import days
from sibdsl.render.ledger_csv import ledger_csv

EXAMPLES = said.read_examples(CONTRACTS / "essex" / "contract.sib")


def paid(example: said.Said) -> int:
    """What is paid by the day of the example, in pence."""
    lines = essex.settle(example.cases, example.by, example.termination, example.given)
    return sum(line.paid for line in lines)


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.name)
def test_an_example_pays_what_it_says(example: said.Said) -> None:
    assert set(example.pays.values()) <= {paid(example)}
    assert example.pays or paid(example) == 0


@pytest.mark.parametrize("example", [x for x in EXAMPLES if x.clause], ids=lambda x: x.name)
def test_the_clause_named_is_in_the_way(
    example: said.Said, monkeypatch: pytest.MonkeyPatch
) -> None:
    end = None if example.clause == "5.2" else example.termination
    reasons = {
        clause
        for case in example.cases
        for clause, truth in essex.conditions(case, end).items()
        if truth is not True
    }
    totals = essex.net_days_saved(example.cases, example.by, end).values()
    if not reasons and not any(total.least == total.most >= 1 for total in totals):
        reasons.add("5.1")
    if example.clause == "3.9":
        days = timedelta(days=899)
        uncut = {case.number: case.first("Referral") for case in example.cases}
        monkeypatch.setattr(
            essex, "tracking", lambda case: (uncut[case.number], uncut[case.number] + days)
        )
    if not reasons - {"5.1"} and paid(example._replace(termination=end)):
        reasons.add(example.clause)

    assert example.clause in reasons


def test_half_pay_nothing_and_say_why() -> None:
    assert 2 * len([x for x in EXAMPLES if x.clause]) >= len(EXAMPLES) >= 10


def test_a_child_who_is_not_settled_widens_the_figure_by_what_the_child_may_save() -> None:
    example = next(x for x in EXAMPLES if x.name.endswith("changes the figure"))
    (total,) = essex.net_days_saved(example.cases, example.by).values()

    assert [float(end) for end in total] == [33, 49.5]


BY_HAND = essex_children.all_children(Dice(1))[:54]


@pytest.mark.parametrize("seed", range(5))
@pytest.mark.parametrize("as_at", [date(2015, 6, 29), date(2016, 3, 31), essex_children.LAST])
def test_the_program_pays_a_drawn_cohort_the_same(
    seed: int, as_at: date, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With nine places, and a limit that is reached."""
    monkeypatch.setattr(essex, "PLACES", 9)
    monkeypatch.setattr(essex, "LIMIT", 100_000_00)
    text = (CONTRACTS / "essex" / "contract.sib").read_text(encoding="utf-8")
    text = text[: text.index("# 12.")].replace("At most 380", "At most 9")
    lowered = api.load_text(text.replace("£7,100,000", "£100,000")).lowered
    assert lowered is not None
    drawn.write(tmp_path, drawn.cohort(essex_children, BY_HAND, seed))
    histories = api.read_cases(lowered.contract, [tmp_path]).histories
    day = days.day(as_at.year, as_at.month, as_at.day)
    computed = ledger_csv(api.evaluate(lowered.contract, histories, as_at=day)).splitlines()
    cases = [drawn.as_known(case, as_at) for case in read_cases(tmp_path, essex.fill)]
    expected = payments.as_csv([essex.row_of(x) for x in essex.settle(cases, as_at)])

    assert [line.rpartition(",")[0] for line in computed[1:]] == expected.splitlines()
