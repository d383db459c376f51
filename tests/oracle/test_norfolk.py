"""Norfolk: its dumb evaluator against the worked examples and, on drawn cohorts, the program."""

from datetime import date
from pathlib import Path

import evaluator as e
import norfolk
import norfolk_children
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

EXAMPLES = said.read_examples(CONTRACTS / "norfolk" / "contract.sib")
BY_CHILD = "In each claim for each Child, 33%"
NAMED = pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.name)


def paid(lines: list[norfolk.Line]) -> dict[str, int]:
    """What each outcome and each party pays; nothing that is nought."""
    totals: dict[str, int] = {}
    for line in lines:
        shares = zip(norfolk.PAYERS, line.shares, strict=True)
        for name, amount in [(line.outcome, line.gross), *shares]:
            totals[name] = totals.get(name, 0) + amount
    return {name: amount for name, amount in totals.items() if amount}


@NAMED
def test_an_example_pays_what_it_says(example: said.Said) -> None:
    computed = paid(norfolk.settle(example.cases, example.by, example.termination))
    if not set(norfolk.PAYERS) & set(example.pays):
        computed = {name: p for name, p in computed.items() if name not in norfolk.PAYERS}

    assert computed == example.pays


def not_met(case: e.Case, termination: date | None) -> set[str]:
    """The conditions of eligibility that are no or unknown, those of 3.10 and 3.11 among them."""
    found = {c for c, truth in norfolk.conditions(case, termination).items() if truth is not True}
    referral = case.first("Referral")
    if referral and "4.1(d)" in found:
        inside = norfolk.care(case, referral, referral)[referral]
        found |= {"3.10(b)"} if norfolk.group(case) == "edge of care" and inside else set()
        found |= {"3.11(b)"} if norfolk.group(case) == "in care" and not inside else set()
    return found


def without(monkeypatch: pytest.MonkeyPatch, clause: str) -> None:
    """The evaluator without a clause that stops or clips."""
    began_and_last = {
        "3.9": lambda c: (first := norfolk.service(c)) and (first, e.corresponding(first, 36)),
    }
    if clause in began_and_last:
        monkeypatch.setattr(norfolk, "tracking", began_and_last[clause])
    if clause == "1.1":
        monkeypatch.setattr(norfolk, "TERM", (date.min, date.max))
    if clause == "6.3":
        monkeypatch.setattr(norfolk, "FIRST_CLAIMS", [(norfolk.TERM[0], norfolk.TERM[0])])
        monkeypatch.setattr(norfolk, "KEPT", 1)
        monkeypatch.setattr(norfolk.pay, "quarter", lambda day: (day, day))


@pytest.mark.parametrize("example", [x for x in EXAMPLES if x.clause], ids=lambda x: x.name)
def test_the_clause_named_is_in_the_way(
    example: said.Said, monkeypatch: pytest.MonkeyPatch
) -> None:
    reasons = set().union(*(not_met(case, example.termination) for case in example.cases))
    if not reasons:
        without(monkeypatch, example.clause)
        end = None if example.clause == "5.3" else example.termination
        reasons = {"5.2"} if example.clause == "5.2" else set()
        reasons |= {example.clause} if norfolk.settle(example.cases, example.by, end) else set()

    assert example.clause in reasons
    assert ("5.2" in reasons) == (example.clause == "5.2")


def test_half_pay_nothing_and_say_why() -> None:
    assert 2 * len([x for x in EXAMPLES if x.clause]) >= len(EXAMPLES) >= 10


def test_three_children_leave_20_days_by_claim_and_18_by_child() -> None:
    """The published example of the rounding stage: £1,183.00 and £1,064.70."""
    three = EXAMPLES[0].cases
    last = date(2019, 10, 31)
    by_claim = norfolk.settle(three, last)
    by_child = norfolk.settle(three, last, rounded_for="child")

    assert [line.units for line in by_claim if line.achieved] == [20]
    assert [line.units for line in by_child if line.achieved] == [6, 6, 6]
    assert paid(by_child) == {
        "Edge of Care Day": 1_064_70,
        "Life Chances Fund": 179_93,
        "Norfolk": 884_77,
    }


def test_the_program_rounds_for_each_child_where_the_clause_says_so() -> None:
    text = (CONTRACTS / "norfolk" / "contract.sib").read_text(encoding="utf-8")
    text = text[: text.index("12.2 Example")].replace("In each claim, 33%", BY_CHILD)
    for by_claim, by_child in (("1,183,", "1,064.70,"), ("199.92", "179.93"), ("983.08", "884.77")):
        text = text.replace(f"£{by_claim}", f"£{by_child}")
    lowered = api.load_text(text).lowered
    assert lowered is not None
    (result,) = api.examples(lowered.contract, lowered.examples)

    assert result.wrong == ()


BY_HAND = [
    c for c in norfolk_children.all_children(Dice(1))[:63] if not "N059" <= c.number <= "N063"
]


@pytest.mark.parametrize("seed", range(5))
@pytest.mark.parametrize("as_at", [date(2019, 10, 30), date(2022, 3, 31), norfolk_children.LAST])
def test_the_program_pays_a_drawn_cohort_the_same(
    seed: int, as_at: date, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With so small a grant that it runs out."""
    monkeypatch.setattr(norfolk, "GRANT_LIMIT", 30_000_00)
    text = (CONTRACTS / "norfolk" / "contract.sib").read_text(encoding="utf-8")
    text = text[: text.index("# 12.")].replace("£1,617,248", "£30,000")
    lowered = api.load_text(text).lowered
    assert lowered is not None
    drawn.write(tmp_path, drawn.cohort(norfolk_children, BY_HAND, seed))
    histories = api.read_cases(lowered.contract, [tmp_path]).histories
    day = days.day(as_at.year, as_at.month, as_at.day)
    computed = ledger_csv(api.evaluate(lowered.contract, histories, as_at=day)).splitlines()
    cases = [drawn.as_known(case, as_at) for case in read_cases(tmp_path, norfolk.fill)]
    expected = payments.as_csv([norfolk.row_of(x) for x in norfolk.settle(cases, as_at)])

    assert [line.rpartition(",")[0] for line in computed[1:]] == expected.splitlines()
