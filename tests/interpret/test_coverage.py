"""What each clause decided on the data, counted: as the ledger and the cases have it."""

from pathlib import Path

import pytest
from attrs import evolve
from test_readings import event, meant, of

from sibdsl import api
from sibdsl.interpret.coverage import covered
from sibdsl.model.contract import Contract
from sibdsl.model.coverage import Coverage, Sense
from sibdsl.model.days import day
from sibdsl.model.histories import Case, Histories, Spell
from sibdsl.model.ledger import Ledger
from sibdsl.render.covered import nobody

CONTRACTS = Path(__file__).parents[2] / "contracts"


@pytest.fixture(scope="module", params=["pan-london", "norfolk", "birmingham", "peterborough"])
def scheme(request: pytest.FixtureRequest) -> tuple[Contract, Histories]:
    folder = CONTRACTS / request.param
    lowered = api.load(folder / "contract.sib").lowered
    assert lowered is not None
    return lowered.contract, api.read_cases(lowered.contract, [folder / "cases"]).histories


def of_clause(found: tuple[Coverage, ...], clause: str, sense: Sense) -> Coverage:
    """The one count of that clause in that sense."""
    (one,) = (x for x in found if (x.clause, x.sense) == (clause, sense))
    return one


def achievers(ledger: Ledger, outcome: str) -> set[str]:
    lines = [line for line in ledger.lines if line.outcome == outcome]
    own = {line.case or line.group or "" for line in lines if not line.counted}
    return own | {one.case for line in lines for one in line.counted}


def test_counts_are_those_of_the_ledger(scheme: tuple[Contract, Histories]) -> None:
    contract, histories = scheme
    found, ledger = api.coverage(contract, histories), api.evaluate(contract, histories)
    assert found == covered(contract, histories), "either evaluator gives the same"
    for outcome in contract.outcomes:
        counts = [x for x in found if x.clause == outcome.clause.number]
        achieved = sum(x.yes for x in counts if x.sense is Sense.ACHIEVED)
        assert achieved == len(achievers(ledger, outcome.name))
    for limit in (*contract.count_limits, *contract.money_limits):
        cut = {
            (line.case, line.group)
            for line in ledger.lines
            if limit.clause.number in {*line.cut_by, line.unpaid_by}
        }
        limited = [x for x in found if x.clause == limit.clause.number]
        assert sum(x.yes for x in limited if x.sense is Sense.LIMITED) == len(cut)


def test_each_condition_is_asked_of_every_case(scheme: tuple[Contract, Histories]) -> None:
    contract, histories = scheme
    conditions = [x for x in api.coverage(contract, histories) if x.clause.startswith("4.1(")]
    assert conditions
    assert {x.reached for x in conditions} == {len(histories.cases)}
    eligible = api.evaluate(contract, histories).eligible
    assert all(x.yes >= eligible for x in conditions)


def test_a_clause_that_decides_nothing_stands_out() -> None:
    """Nobody has a spell of the kind: its definition is asked of all and has none of them."""
    contract = meant("weeks.sib")
    nights = (Spell(day(2021, 3, 17), day(2021, 3, 19)),)
    out = Case("1", events={"Start": event(day(2021, 3, 1))}, spells={"Night Out": nights})
    home = Case("2", events={"Start": event(day(2021, 3, 1))})
    found = covered(contract, of(contract, day(2021, 3, 31), out, home))
    alone = covered(contract, of(contract, day(2021, 3, 31)))
    outcome = contract.outcomes[0].clause.number
    both = of_clause(found, outcome, Sense.ACHIEVED)
    assert (both.yes, both.no, both.unknown) == (2, 0, 0)
    nothing = of_clause(alone, outcome, Sense.ACHIEVED)
    assert nothing.reached == 0
    assert nobody(nothing)
    assert not nobody(both)


def test_without_cases_no_clause_is_reached(scheme: tuple[Contract, Histories]) -> None:
    contract, histories = scheme
    empty = evolve(histories, cases=(), groups={})
    of_cases = [x for x in covered(contract, empty) if x.whose == "case"]
    assert of_cases
    assert all(nobody(one) and one.reached == 0 for one in of_cases)
