"""Figures that have been published, and what the contracts make of them.

Sources: INDIGO Impact Bond Dataset v2, 20 May 2025 (Government Outcomes Lab, University of Oxford),
projects 0134 (Fair Chance), 0123 (Sheffield), 0199 (Gloucestershire), 0201 (DN2) and 0302
(Kodluyor); for Peterborough the Ministry of Justice statistics of 7 August 2014.
"""

import csv
from collections import Counter
from functools import cache

import pytest
from small import FOLDER, case, known, read, said, text

from sibdsl import api
from sibdsl.model.days import day
from sibdsl.model.ledger import Ledger

CONTRACTS = FOLDER.parents[1] / "contracts"


@cache
def scheme(name: str) -> Ledger:
    """What is due on the case files that come with that contract."""
    contract = said(read(CONTRACTS / name / "contract.sib"))
    cases = api.read_cases(contract, [CONTRACTS / name / "cases"])
    return api.evaluate(contract, cases.histories)


def gross(ledger: Ledger) -> int:
    """What all that no limit by number leaves out would pay, in pounds."""
    return sum(line.gross.pence for line in ledger.lines if line.unpaid_by is None) // 100


@pytest.mark.parametrize(
    ("name", "paid"),
    [("sheffield", 848_540), ("fair-chance", 2_513_800), ("gloucestershire", 768_750)],
)
def test_the_case_files_come_to_what_was_paid(name: str, paid: int) -> None:
    assert scheme(name).paid.pence == paid * 100


def test_sheffield_card_times_results() -> None:
    """£848,760, which is one step of £220 more than was paid."""
    assert sum(line.gross.pence for line in scheme("sheffield").lines) == 848_760_00


def test_fair_chance_card_times_results() -> None:
    """£3,032,950, of which what was available was paid."""
    assert gross(scheme("fair-chance")) == 3_032_950


def test_gloucestershire_seventy_five_milestones_at_one_price() -> None:
    lines = scheme("gloucestershire").lines

    assert sum(line.units for line in lines if line.paid.pence) == 75
    assert {line.unit_gross.pence for line in lines} == {10_250_00}


REDUCTION = """Contract "142 against 155".
The term is from 1 April 2014 to 31 March 2018. The commissioner is Ashby.
The record of each Man holds (a) Case Number, a code; (b) Intake, a Cohort; and (c) Count, a number.
The record of each Cohort holds (a) Baseline, a number; and (b) Report, an event.
Frequency, for each Cohort, means the average of Count across eligible Men, not rounded.
Reduction, for each Cohort, means the percentage by which Frequency is below Baseline, not rounded.
Success is achieved for each Cohort on the Report if Reduction is at least {threshold}.
Success pays £1. Ashby pays the rest. Claims are made for each quarter.
Example "x": given Cohort "One" with
    (a) Frequency is 142; (b) Baseline is 155; and (c) Report is on 7 August 2014,
    then by 31 August 2014 {then}."""


@pytest.mark.parametrize(
    ("threshold", "then"),
    [
        ("8.387%", "Success pays £1"),
        ("8.388%", "nothing is paid"),
        ("8.3870967741%", "Success pays £1"),
        ("8.3870967742%", "nothing is paid"),
        ("10%", "nothing is paid"),
    ],
)
def test_peterborough_one_minus_142_in_155(threshold: str, then: str) -> None:
    """It is 13/155, and nothing is rounded before it is compared."""
    found = api.load_text(REDUCTION.format(threshold=threshold, then=then)).lowered
    assert found is not None
    (result,) = api.examples(found.contract, found.examples)

    assert result.wrong == ()


NORFOLK = (CONTRACTS / "norfolk/contract.sib").read_text(encoding="utf-8")
THIRTY_DAYS = "Three children, ten days each"


@pytest.mark.parametrize(("basis", "days"), [("claim", 20), ("claim for each Child", 18)])
def test_norfolk_twenty_days_or_eighteen(basis: str, days: int) -> None:
    """33% of 30 days leave 20.1; of 10 days each 6.7, three times."""
    assert "In each claim, 33%" in NORFOLK
    found = api.load_text(NORFOLK.replace("In each claim, 33%", f"In each {basis}, 33%")).lowered
    assert found is not None
    (example,) = [each for each in found.examples if each.name == THIRTY_DAYS]
    (result,) = api.examples(found.contract, [example])

    assert result.ledger.paid.pence == days * 59_15
    assert sum(line.units for line in result.ledger.lines if line.paid.pence) == days


KODLUYOR = """Contract "Jobs in tiers".
The term is from 1 January 2018 to 31 December 2022. The commissioner is Ashby.
The record of each Person holds (a) Case Number, a code; and (b) Kept Jobs, events.
Job is achieved for each Kept Job on the Kept Job.
Job pays (a) £1,100 for each of the first 370; (b) £1,000 for each of the next 40;
    and (c) £1,350 for each one beyond.
Ashby pays the rest. Claims are made for each quarter."""


@pytest.mark.parametrize(
    ("people", "paid"),
    [
        (370, 407_000),
        (371, 408_000),
        (410, 447_000),
        (411, 448_350),
        (550, 447_000 + 189_000),
    ],
)
def test_kodluyor_tiers(people: int, paid: int) -> None:
    """370 at 1,100 and 40 at 1,000 are 447,000; 140 more at 1,350 are 189,000 (in its dollars).

    The data set gives 185,000 for the last tier, which its own price does not divide.
    """
    contract = text(KODLUYOR)
    cases = [case(f"P{n:03}", Kept_Job=(day(2020, 6, 1) + n,)) for n in range(people)]
    ledger = api.evaluate(contract, known(contract, day(2022, 12, 31), *cases))

    assert ledger.paid.pence == paid * 100


def test_dn2_targets_are_whole_children_of_104_weeks() -> None:
    """8,840, 8,840, 5,928 and 6,968 weeks are 85, 85, 57 and 67 children of 104 weeks."""
    targets = (8_840, 8_840, 5_928, 6_968)

    assert [divmod(weeks, 104) for weeks in targets] == [(85, 0), (85, 0), (57, 0), (67, 0)]
    contract = said(read(CONTRACTS / "dn2/contract.sib"))
    assert [limit.n for limit in contract.count_limits] == [104]
    paid = Counter[str]()
    with (CONTRACTS / "dn2/expected/ledger.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            paid[row["case"]] += int(row["units"]) * (not row["unpaid_by"])
    assert max(paid.values()) == 104
