"""One person under two case numbers: read from files, as a council has them."""

from pathlib import Path

import pytest
from small import meant

from sibdsl import api
from sibdsl.model.contract import Contract
from sibdsl.model.ledger import Ledger

CHILDREN = "Case Number,Person Number,Date of Birth,Household,Start"
SPELLS = "Case Number,Care Spell start,Care Spell end,Care Spell Reason"
FAMILIES = "Family,Engagement,Completion"
MAPPING = """last_day = 2021-05-31
none = [
  "Placement", "Supervision Order", "Wellbeing Score", "Adoption", "Guardianship", "Move Abroad",
  "Transfer", "Withdrawal", "Death",
]
"""


def due(folder: Path, *children: str, spells: tuple[str, ...] = ()) -> Ledger:
    """What is due under units.sib on those children and their spells of care."""
    contract: Contract = meant("units.sib")
    files = {
        "children.csv": (CHILDREN, *children),
        "spells.csv": (SPELLS, *spells),
        "families.csv": (FAMILIES, "Reed,2021-05-01,"),
    }
    for name, rows in files.items():
        (folder / name).write_text("\n".join(rows) + "\n", encoding="utf-8")
    (folder / "mapping.toml").write_text(MAPPING, encoding="utf-8")
    reading = api.read_cases(contract, [folder])
    assert [str(each) for each in reading.findings] == []
    return api.evaluate(contract, reading.histories)


def weeks(ledger: Ledger) -> list[tuple[str | None, int]]:
    return [(line.case, line.units) for line in ledger.lines if line.outcome == "Home Week"]


def test_two_people_are_paid_for_twice(tmp_path: Path) -> None:
    found = due(
        tmp_path,
        "C1,P1,2010-05-01,Reed,2021-05-01",
        "C2,P2,2010-05-01,Reed,2021-05-01",
    )

    assert weeks(found) == [("C1", 4), ("C2", 4)]


def test_one_person_under_two_numbers_is_paid_for_once(tmp_path: Path) -> None:
    found = due(
        tmp_path,
        "C2,P1,2010-05-01,Reed,2021-05-01",
        "C10,P1,2010-05-01,Reed,2021-05-01",
    )

    assert weeks(found) == [("C10", 4)]


@pytest.mark.parametrize("number", ["C2", "C10"])
def test_care_under_either_number_is_care_of_the_person(tmp_path: Path, number: str) -> None:
    found = due(
        tmp_path,
        "C2,P1,2010-05-01,Reed,2021-05-01",
        "C10,P1,2010-05-01,Reed,2021-05-01",
        spells=(f"{number},2021-05-01,2021-05-14,order",),
    )

    assert weeks(found) == [("C10", 2)]
