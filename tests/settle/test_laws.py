"""What all claims come to, whatever evidence comes when."""

from pathlib import Path

from claiming import Data, as_read, claimed, contract, one_after_another, sum_of, units
from hypothesis import given, settings
from hypothesis import strategies as st

from sibdsl import api
from sibdsl.model.days import Day, day
from sibdsl.model.ledger import Ledger

CONTRACTS = Path(__file__).parents[2] / "contracts"
FIRST, LAST = day(2024, 9, 30), day(2026, 12, 31)

children = st.builds(
    "C{},{},2024-06-03,2024-06-{:02},2024-{:02}-30".format,
    st.integers(1, 3),
    st.sampled_from(["2011-05-03", "2010-11-20"]),
    st.sampled_from([3, 10, 17]),
    st.sampled_from([6, 9]),
)
episodes = st.builds(
    "C{},2024-{:02}-{:02},2024-{:02}-{:02},U4,V2".format,
    st.integers(1, 3),
    st.just(10),
    st.integers(1, 28),
    st.integers(11, 12),
    st.integers(1, 28),
)
data = st.builds(
    Data,
    st.lists(children, max_size=3, unique_by=lambda row: row[:2]).map(tuple),
    st.lists(episodes, max_size=2, unique_by=lambda row: row[:2]).map(tuple),
)


@st.composite
def histories(draw: st.DrawFn) -> list[tuple[Data, Day]]:
    """The data as it stood at some days, restated at each in any way."""
    days = sorted(draw(st.lists(st.integers(FIRST, LAST), min_size=1, max_size=4)))
    return [(draw(data), at) for at in days]


def ledgers(steps: list[tuple[Data, Day]]) -> list[Ledger]:
    return [told.ledger(contract(), at) for told, at in steps]


@settings(max_examples=40)
@given(histories())
def test_all_claims_together_are_the_ledger(steps: list[tuple[Data, Day]]) -> None:
    due = ledgers(steps)
    made = one_after_another(contract(), due)

    assert sum_of([entry for claim in made for entry in claim.entries]) == units(due[-1].lines)
    assert sum(claim.paid.pence for claim in made) == due[-1].paid.pence
    for party in due[-1].payers:
        paid = sum(claim.paid_by()[party].pence for claim in made)
        assert paid == due[-1].paid_by()[party].pence


@settings(max_examples=40)
@given(histories())
def test_claiming_in_steps_pays_what_claiming_once_pays(steps: list[tuple[Data, Day]]) -> None:
    due = ledgers(steps)
    made = one_after_another(contract(), due)
    (once,) = one_after_another(contract(), due[-1:])

    assert made[-1].before + made[-1].paid == once.paid


@settings(max_examples=40)
@given(histories())
def test_claiming_again_on_the_same_day_claims_nothing(steps: list[tuple[Data, Day]]) -> None:
    due = ledgers(steps)
    made = [*one_after_another(contract(), due)]
    again = claimed(contract(), due[-1], [as_read(claim) for claim in made])

    assert again.entries == ()
    assert again.number == len(made) + 1


@settings(max_examples=40)
@given(histories())
def test_what_is_disregarded_is_never_claimed(steps: list[tuple[Data, Day]]) -> None:
    strict = contract("is disregarded")
    due = [told.ledger(strict, at) for told, at in steps]
    made = one_after_another(strict, due)
    claims = [entry for claim in made for entry in claim.entries]
    aside = sum_of(made[-1].disregarded)

    assert not any(entry.reverses for entry in claims)
    assert sum_of([*claims, *made[-1].disregarded]) == units(due[-1].lines)
    assert all(unit.last_due <= steps[-2][1] for unit in aside)


def test_shares_of_whole_claims_and_deductions_are_claimed_once() -> None:
    folder = CONTRACTS / "norfolk"
    read = api.load(folder / "contract.sib").lowered
    assert read is not None
    cases = api.read_cases(read.contract, [folder / "cases"]).histories
    days = (day(2020, 5, 15), day(2020, 6, 30), day(2021, 3, 31))
    due = [api.evaluate(read.contract, cases, as_at=at) for at in days]
    made = one_after_another(read.contract, due)

    assert sum_of([entry for claim in made for entry in claim.entries]) == units(due[-1].lines)
    assert not any(entry.reverses for claim in made for entry in claim.entries)
    for party in due[-1].payers:
        paid = sum(claim.paid_by()[party].pence for claim in made)
        assert paid == due[-1].paid_by()[party].pence
