"""The rows of a Header table: each child of the return, and the date of birth. No more is kept."""

from collections.abc import Iterator
from typing import Final

from attrs import frozen

from sibdsl.diagnostics import Finding
from sibdsl.diagnostics.codes import BAD_DATE, BLANK, FACTS_DIFFER, ROW_TWICE, UNKNOWN_CODE
from sibdsl.model.days import Day
from sibdsl.model.histories import Row
from sibdsl.records.cells import shown, written
from sibdsl.records.code_sets import CODES, RULES
from sibdsl.records.said import place, without_number, wrong_length
from sibdsl.records.sheet import Sheet
from sibdsl.records.ssda903 import column_indexes

_SEX: Final = {"1": "M", "2": "F"}
"""1 and 2 until 2023/24, M, F and U since."""


@frozen
class Birth:
    """The date of birth that a row gives a child; None where it is blank."""

    child: str
    day: Day | None
    sex: str
    row: Row


@frozen
class HeaderFile:
    """What one file says of the children themselves."""

    file: str
    births: tuple[Birth, ...]
    children: frozenset[str]
    findings: tuple[Finding, ...]


def read_header(sheet: Sheet) -> HeaderFile:
    """The children of one sheet; a child twice, alike, counts once; unlike, is left out."""
    at = column_indexes(sheet)
    findings: list[Finding] = []
    births: dict[str, list[Birth]] = {}
    for line, cells in sheet.rows:
        row = sheet.row(line)
        child = cells[at["CHILD"]]
        if not child:
            findings.append(without_number(row, "CHILD"))
            continue
        birth, found = _birth(row, child, cells[at["SEX"]], cells[at["DOB"]])
        findings += found
        births.setdefault(child, []).append(birth)
    for line, cells in sheet.ragged:
        row = sheet.row(line)
        child = cells[at["CHILD"]] if at["CHILD"] < len(cells) else ""
        findings.append(wrong_length(row, child) if child else without_number(row, "CHILD"))
        births.setdefault(child, [])
    once = [same[0] for same in births.values() if len({(b.day, b.sex) for b in same}) == 1]
    for same in births.values():
        findings += _several(same)
    return HeaderFile(sheet.file, tuple(once), frozenset(births.keys() - {""}), tuple(findings))


def _birth(row: Row, child: str, sex: str, dob: str) -> tuple[Birth, list[Finding]]:
    findings = []
    if sex and sex not in CODES["SEX"]:
        message = f"`SEX` is {shown(sex)}, which is no code of the return"
        findings.append(
            Finding(UNKNOWN_CODE, message, place(row, "SEX"), case=child, rule=RULES["SEX"])
        )
    date = written(dob)
    if dob and date.day is None:
        message = f"`DOB` is {shown(dob)}: {date.wrong}"
        findings.append(Finding(BAD_DATE, message, place(row, "DOB"), case=child, rule="102"))
    if not dob:
        message = "`DOB` is blank, so the age is not known"
        findings.append(Finding(BLANK, message, place(row, "DOB"), case=child, rule="102"))
    return Birth(child, date.day, _SEX.get(sex, sex), row), findings


def _several(births: list[Birth]) -> Iterator[Finding]:
    """The finding of a child who stands more than once in one file."""
    if len(births) < 2:
        return
    last = max(births, key=lambda birth: birth.row)
    if len({(birth.day, birth.sex) for birth in births}) == 1:
        message = "the child stands more than once in the file, with the same particulars"
        yield Finding(ROW_TWICE, message, place(last.row), case=last.child)
    else:
        message = "the child stands more than once in the file, with different particulars"
        yield Finding(FACTS_DIFFER, message, place(last.row), case=last.child)
