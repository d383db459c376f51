"""Lines of every kind, taken apart, written, read and put together again."""

import json
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from attrs import evolve
from claiming import contract, one_after_another, sum_of, units
from hypothesis import given
from hypothesis import strategies as st

from sibdsl.model.claims import Claim, Entry
from sibdsl.model.days import Day, day
from sibdsl.model.ledger import CLAIM, SHORTFALL, Ledger, Line
from sibdsl.model.money import NOTHING, Money
from sibdsl.records.claims import read_claims
from sibdsl.render import as_json
from sibdsl.render.ledger_csv import claim_csv, ledger_csv
from sibdsl.settle.units import folded, units_of
from sibdsl.values import changed

SCHEMES = sorted((Path(__file__).parents[2] / "contracts").glob("*/expected/ledger.csv"))
START = day(2024, 10, 1)
QUARTER = (START, day(2025, 1, 1))
PAYERS = ("Fund B", "Council A")


def week(case: str, n: int, paid: int, cut_by: tuple[str, ...] = ()) -> Line:
    """The n-th week of a case, at £100, of which the fund pays a fifth."""
    first = START + 7 * n
    return line(case, "Home Week", first + 6, (first, first + 7), 1, 10000, paid, cut_by=cut_by)


def line(
    case: str | None,
    outcome: str,
    due: Day,
    evidence: tuple[Day, Day] | None,
    n: int,
    gross: int,
    paid: int,
    **more: object,
) -> Line:
    """A line of units that fall due on one day; the fund pays a fifth unless told."""
    shares = (("Council A", Money(paid - paid // 5)), ("Fund B", Money(paid // 5)))
    told = {"shares": shares, **more}
    return Line(
        case, outcome, "5.1", due, due, evidence, n, Money(gross), Money(paid), QUARTER, **told
    )


CLAIM_LINE = line(
    *(None, CLAIM, QUARTER[1] - 1, None, 0, 0, 0),
    shares=(("Council A", Money(-5)), ("Fund B", Money(7))),
)
weeks = st.builds(
    week,
    st.sampled_from(["C1", "C2"]),
    st.integers(0, 5),
    st.sampled_from([10000, 5000, 0]),
    st.sampled_from([(), ("7.1",), ("7.1", "7.2")]),
)
others = st.sampled_from(
    [
        line(None, "Home Week", QUARTER[1] - 1, None, 67, 400, 400, achieved=100),
        line("C1", "Home Week", QUARTER[1] - 1, None, 6, 400, 400, achieved=9),
        line(None, "Closure", START, (START, START + 30), 1, 900, 900, group="One"),
        line(None, SHORTFALL, QUARTER[1] - 1, None, 3, 600, 600),
        line("C2", "Home Week", START, None, 1, 10000, 0, unpaid_by="7.4", shares=()),
        CLAIM_LINE,
    ]
)
pools = st.tuples(
    st.lists(weeks, max_size=10, unique_by=lambda w: (w.case, w.first_due)),
    st.lists(others, max_size=4),
).map(lambda pair: [*pair[0], *pair[1]])


def ledger(pool: list[Line], as_at: Day = QUARTER[1]) -> Ledger:
    """A ledger of those units, equal consecutive ones on one line."""
    single = (unit for each in pool for unit in units_of(each))
    ordered = sorted(single, key=lambda x: (x.case or "", x.outcome, x.first_due))
    lines = tuple(entry.line for entry in folded(map(Entry, ordered)))
    return Ledger("A contract", contract().digest, as_at, lines, payers=PAYERS)


def read(text: str, ending: str) -> Claim:
    with TemporaryDirectory() as folder:
        path = Path(folder) / f"before{ending}"
        path.write_text(text, encoding="utf-8")
        result = read_claims([path])
    assert {finding.code.number for finding in result.findings} <= {"SIB636"}
    return result.claims[0]


@given(pools)
def test_units_put_together_are_the_lines_and_taken_apart_the_units(pool: list[Line]) -> None:
    due = ledger(pool)
    apart = [unit for x in due.lines for unit in units_of(x)]

    assert units(due.lines) == units(pool)
    assert ledger(apart).lines == due.lines


@given(pools)
def test_a_whole_ledger_is_read_as_it_was_written(pool: list[Line]) -> None:
    due = ledger(pool)
    table = read(ledger_csv(due), ".csv")
    told = read(json.dumps(as_json.ledger(due)), ".json")

    for claim in (table, told):
        assert sum_of([each.entry for each in claim.placed]) == units(due.lines)
        assert claim.payers == PAYERS
    assert (told.as_at, told.digest) == (due.as_at, due.digest)
    assert (table.as_at, table.digest, table.number) == (None, None, None)


@given(pools, pools)
def test_a_claim_is_read_as_it_was_written(before: list[Line], after: list[Line]) -> None:
    _, second = one_after_another(contract(), [ledger(before), ledger(after)])
    table = read(claim_csv(second), ".csv")
    told = read(json.dumps(as_json.claim(second)), ".json")

    for claim in (table, told):
        assert (claim.number, claim.as_at, claim.before) == (2, second.as_at, second.before)
        assert claim.digest == second.digest
        assert claim.paid == second.paid
        assert sum_of([each.entry for each in claim.placed]) == sum_of(second.entries)
    assert [each.entry.reverses for each in table.placed] == [e.reverses for e in second.entries]


@given(st.lists(pools, min_size=1, max_size=4))
def test_claims_of_any_lines_together_are_the_last_ledger(told: list[list[Line]]) -> None:
    due = [ledger(pool) for pool in told]
    made = one_after_another(contract(), due)

    assert sum_of([entry for claim in made for entry in claim.entries]) == units(due[-1].lines)
    for party in PAYERS:
        paid = sum(claim.paid_by()[party].pence for claim in made)
        assert paid == due[-1].paid_by()[party].pence


def test_units_on_no_days_of_evidence_fall_due_at_equal_steps() -> None:
    of_three = evolve(week("C1", 0, 10000), evidence=None, units=3, last_due=START + 20)

    assert [unit.first_due - START for unit in units_of(of_three)] == [6, 13, 20]
    assert {unit.evidence for unit in units_of(of_three)} == {None}


def test_units_due_at_unequal_steps_do_not_stand_on_one_line() -> None:
    one, two, three = (week("C1", n, 10000) for n in range(3))
    later = evolve(three, first_due=three.first_due + 5, last_due=three.first_due + 5)

    assert [entry.line.units for entry in folded(map(Entry, (one, two, three)))] == [3]
    assert [entry.line.units for entry in folded(map(Entry, (one, two, later)))] == [2, 1]


def test_no_payment_of_nothing_is_lost() -> None:
    (first,) = one_after_another(contract(), [ledger([week("C1", 0, 0, ("7.1",))])])

    assert [entry.line.paid for entry in first.entries] == [NOTHING]


@pytest.mark.parametrize("scheme", SCHEMES, ids=lambda path: path.parts[-3])
def test_the_lines_of_a_scheme_are_their_units_put_together(scheme: Path) -> None:
    read = read_claims([scheme])
    (claim,) = read.claims
    lines = [each.entry.line for each in claim.placed]
    single = (unit for each in lines for unit in units_of(each))

    assert [finding.code.number for finding in read.findings] == ["SIB636"]
    assert [entry.line for entry in folded(map(Entry, single))] == [
        changed(each, shares=tuple(sorted(share for share in each.shares if share[1])))
        for each in lines
    ]
