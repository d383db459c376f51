"""The engine pays what the interpreter says, line by line, on the case data of every scheme."""

from pathlib import Path

import pytest
from attrs import evolve
from ledgers import SCHEMES, differences, meant

from sibdsl import api
from sibdsl.model.contract import Contract
from sibdsl.model.histories import Case, Histories

A_FEW = 40
"""So many cases of a scheme are enough: the interpreter takes its time."""


def read(path: Path) -> tuple[Contract, Histories]:
    contract = meant(path).contract
    histories = api.read_cases(contract, [path.parent / "cases"]).histories
    return contract, evolve(histories, cases=histories.cases[:A_FEW])


@pytest.mark.parametrize("path", SCHEMES, ids=lambda path: path.parent.name)
def test_the_ledger_of_the_scheme_is_the_same(path: Path) -> None:
    assert differences(*read(path)) == []


def test_and_while_much_is_not_known() -> None:
    path = next(path for path in SCHEMES if path.parent.name == "manchester")
    contract, histories = read(path)

    start, end = contract.term
    assert differences(contract, histories.as_at((start + end) // 2)) == []


@pytest.mark.parametrize("name", ["gloucestershire", "pan-london", "norfolk"])
def test_and_where_a_field_is_blank_or_a_case_left_out(name: str) -> None:
    path = next(path for path in SCHEMES if path.parent.name == name)
    contract, histories = read(path)
    cases = histories.cases[:12]

    for blanked in sorted({name for case in cases for name in (*case.facts, *case.spells)}):
        some = tuple(case if at % 3 else without(case, blanked) for at, case in enumerate(cases))
        assert differences(contract, evolve(histories, cases=some[1:], set_aside=some[:1])) == []


def without(case: Case, name: str) -> Case:
    """*case* with nothing in that fact, and with spells of that field that carry nothing."""
    facts = {field: None if field == name else value for field, value in case.facts.items()}
    spells = {
        field: tuple(evolve(s, attributes=dict.fromkeys(s.attributes)) for s in listed)
        if field == name
        else listed
        for field, listed in case.spells.items()
    }
    return evolve(case, facts=facts, spells=spells)
