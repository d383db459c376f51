"""Unknown is not no: what is not known pays nothing, takes nothing back, and is listed.

A cell is blanked whose absence has no meaning of its own: a code, a date of birth, a start. Not
the end of an open spell, nor the only date of an event that did not happen (a blank there says
so); and of a person with two numbers not the value that joins them (SIB721).
"""

from collections import Counter, defaultdict
from pathlib import Path

import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st
from laws.computing import (
    CONTRACTS,
    NAMES,
    Unit,
    committed,
    copied,
    lowered,
    number_column,
    plain,
    read,
    table,
    units,
    write,
)

from sibdsl import api
from sibdsl.model.contract import Contract
from sibdsl.model.days import Day, day
from sibdsl.model.ledger import Ledger, Waiting

CELLS = frozenset(
    {
        *("DECOM", "LS", "PLACE", "DOB", "Person Number", "Date of Birth"),
        *("Result", "Kind", "Borough", "Authority", "Group", "Finding", "Setting"),
        *("Therapy start", "Responsibility start", "Detention start", "Enrolment start"),
        *("Service start", "Programme start", "Stay start", "Absence start"),
        *("School Score", "Behaviour Score", "Offences Recorded"),
        *("Offence Date", "Sentence Months", "Intake", "Baseline"),
    }
)
"""The columns in which a blank says only that something is not known."""


def blankable(name: str, folder: Path) -> list[tuple[str, int, int]]:
    """Every filled cell that may be blanked: the file, the row and the column.

    Not of a case that is left out: of two cells that contradict each other one may be the fault.
    """
    left_out = {number for number, _ in committed(name).left_out}
    found = []
    for path in sorted(folder.glob("*.csv")):
        rows = table(path)
        at = number_column(name, rows[0])
        for column in (i for i, heading in enumerate(rows[0]) if heading in CELLS):
            number = Counter(row[column] for row in rows[1:])
            found += [
                (path.name, i, column)
                for i, row in enumerate(rows)
                if i
                and row[column]
                and (at is None or row[at] not in left_out)
                and (rows[0][column] != "Person Number" or number[row[column]] == 1)
            ]
    return found


Whose = tuple[str, str]


def by_case(ledger: Ledger) -> dict[Whose, list[Unit]]:
    """The units of each outcome of each case or group; of a measure of all, of the whole."""
    found: dict[Whose, list[Unit]] = defaultdict(list)
    for unit in units(ledger):
        found[unit.case, unit.outcome].append(unit)
    return found


def whose(waiting: Waiting) -> Whose:
    """What waits."""
    return waiting.case or waiting.group or "", waiting.outcome


def never_more(before: list[Unit], after: list[Unit]) -> bool:
    """Whether by no day more is achieved, at the price of each, than there was before."""
    due = sorted({unit.due for unit in (*before, *after)})
    sums = [[sum(u.gross for u in x if u.due <= d) for d in due] for x in (before, after)]
    return all(b >= a for b, a in zip(*sums, strict=True))


def without_a_wait(name: str) -> Contract:
    """The contract, in which the unknown waits for ever: its clause 9.3 ends the wait."""
    contract = lowered(name).contract
    versions = tuple(evolve(v, contract=evolve(v.contract, wait=None)) for v in contract.versions)
    return evolve(contract, wait=None, versions=versions)


@pytest.mark.parametrize("name", NAMES)
@settings(max_examples=8)
@given(data=st.data())
def test_a_blank_cell_pays_nothing_more(
    name: str, data: st.DataObject, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Case by case the achievements are compared, at their prices: a limit that all share may
    leave room for others once one case waits, so what is finally paid may rise elsewhere.
    """
    folder = copied(name, tmp_path_factory.mktemp("blank"))
    file, row, column = data.draw(st.sampled_from(blankable(name, folder)))
    rows = table(folder / file)
    rows[row][column] = ""
    write(folder / file, rows)
    reading, contract = read(name, folder), without_a_wait(name)
    after = api.evaluate(contract, reading.histories)
    old, new = by_case(api.evaluate(contract, committed(name).histories)), by_case(after)
    left_out = {number for number, _ in reading.left_out}
    waiting = {whose(w) for w in after.waiting if w.facts}
    on_claims = {deduction.outcome for deduction in contract.deductions}
    for case, outcome in old.keys() | new.keys():
        before, then = old[case, outcome], new[case, outcome]
        assert never_more(before, then), case
        if len(before) > len(then) and outcome not in on_claims:
            assert case in left_out or (case, outcome) in waiting, case


LAST_DAYS = {
    "pan-london": st.integers(day(2018, 2, 1), day(2023, 3, 31)),
    "birmingham": st.integers(day(2014, 11, 1), day(2020, 3, 31)),
    "norfolk": st.integers(day(2019, 2, 5), day(2025, 4, 30)),
    "essex": st.integers(day(2013, 4, 1), day(2020, 3, 31)),
    "peterborough": st.integers(day(2010, 9, 9), day(2017, 12, 31)),
    "manchester": st.integers(day(2014, 3, 1), day(2021, 12, 31)),
    "dn2": st.integers(day(2020, 10, 1), day(2026, 3, 31)),
}
LATER = frozenset({"essex", "norfolk", "peterborough"})
"""Schemes in which what falls due can become known later: a measure of all persons, who may turn
out to be among them or not; a day of a short break whose length counts (Norfolk 3.1).
"""


def on(contract_: Contract, name: str, last: Day) -> Ledger:
    """The ledger as at *last*."""
    return api.evaluate(contract_, committed(name).histories, as_at=last)


@pytest.mark.parametrize("name", NAMES)
@settings(max_examples=6)
@given(data=st.data())
def test_data_that_ends_earlier_moves_nothing_already_due(name: str, data: st.DataObject) -> None:
    """Whatever fell due by that day is there, unit for unit, as it is with all that came after;
    nothing due later is paid; and each case that is yet to be paid more waits with a fact.

    Paid, too, it is the same: limits fill in the order of due days.
    """
    last = data.draw(LAST_DAYS[name])
    early = Counter(units(on(lowered(name).contract, name, last)))
    due = Counter(unit for unit in units(plain(name)) if unit.due <= last)
    assert early <= due if name in LATER else early == due
    later = {(unit.case, unit.outcome) for unit in units(plain(name)) if unit.due > last}
    waiting = on(without_a_wait(name), name, last).waiting
    assert all(w.facts for w in waiting)
    kept = {outcome.name for outcome in lowered(name).contract.outcomes}
    by_claims = {deduction.outcome for deduction in lowered(name).contract.deductions}
    assert {w for w in later if w[1] in kept - by_claims} <= {whose(w) for w in waiting}


def test_a_case_left_out_that_is_referred_later_takes_no_earlier_place() -> None:
    """Found by the property above: as at 27 February 2018 the place of B163 was in doubt, for
    children left out and referred after that day were taken to have come before it.
    """
    last = day(2018, 2, 27)
    contract = lowered("birmingham").contract
    reading = read("birmingham", CONTRACTS / "birmingham" / "cases")
    early = api.evaluate(contract, reading.histories, as_at=last)

    assert any(line.case == "B163" and line.last_due == last for line in early.lines)
