"""Random histories of both contracts: the dumb day-by-day evaluator pays each unit the same."""

from datetime import date, timedelta
from types import ModuleType

import birmingham
import pan_london
import payments
from hypothesis import given, settings
from hypothesis import strategies as st
from laws import drawn_children
from laws.computing import lowered
from laws.drawn_children import Child, to_case, to_oracle

from sibdsl import api
from sibdsl.model.histories import Case, Event, Histories, Reach
from sibdsl.model.ledger import Ledger

Paid = tuple[str | None, str, int, int, int, frozenset[tuple[str, int]]]
ENDED = drawn_children.mostly(None, 0, 1, 30, 400)
"""How long after the first referral the contract is terminated, if it is."""


def of_ledger(ledger: Ledger) -> list[Paid]:
    """Case, outcome, due day, price, payment and shares of each unit."""
    found = []
    for line in ledger.lines:
        step = (line.last_due - line.first_due) // max(line.units - 1, 1)
        shares = {party: amount.pence // line.units for party, amount in line.shares}
        amounts = line.gross.pence // line.units, line.paid.pence // line.units
        named = frozenset((party, pence) for party, pence in shares.items() if pence)
        found += [
            (line.case, line.outcome, line.first_due + n * step, *amounts, named)
            for n in range(line.units)
        ]
    return sorted(found, key=repr)


def of_oracle(units: list[payments.Unit]) -> list[Paid]:
    """The same of the units of the dumb evaluator."""
    return sorted(
        (
            (
                unit.case,
                unit.outcome,
                unit.due.toordinal(),
                unit.gross,
                unit.paid,
                frozenset((party, pence) for party, pence in unit.shares.items() if pence),
            )
            for unit in units
        ),
        key=repr,
    )


def computed(name: str, children: list[Child], last: date, ended: date | None) -> list[Paid]:
    """The units that sibdsl computes with nothing known after *last*."""
    contract = lowered(name).contract
    fields = (*contract.person.fields, *contract.record.fields)
    events = {"Termination": (Event(ended.toordinal()),)} if ended else {}
    histories = Histories(
        tuple(map(to_case, children)),
        Case("the contract", events=events),
        {f.name: Reach(last=last.toordinal()) for f in fields},
    )
    return of_ledger(api.evaluate(contract, histories))


def expected(
    oracle: ModuleType, children: list[Child], last: date, ended: date | None
) -> list[Paid]:
    """The units of the dumb evaluator."""
    cases = [to_oracle(child, last) for child in children]
    by_then = ended if ended and ended <= last else None
    return of_oracle(oracle.settle(cases, by_then))


def ends(children: list[Child], after: int | None, known: int) -> tuple[date, date | None]:
    """The last day that is known, and the day of termination, reckoned from the first referral."""
    first = min(child.events["Referral"][0] for child in children)
    ended = None if after is None else first + timedelta(days=after)
    return first + timedelta(days=known), ended


@settings(max_examples=150)
@given(
    child=drawn_children.pan_london("A"),
    other=st.none() | drawn_children.pan_london("B"),
    after=ENDED,
    known=st.integers(0, 1100) | st.integers(600, 1100) | st.just(2000),
)
def test_pan_london(child: Child, other: Child | None, after: int | None, known: int) -> None:
    children = [child] if other is None else [child, other]
    last, ended = ends(children, after, known)
    assert computed("pan-london", children, last, ended) == expected(
        pan_london, children, last, ended
    )


@settings(max_examples=100)
@given(
    child=drawn_children.birmingham("A"),
    other=st.none() | drawn_children.birmingham("B"),
    after=ENDED,
    known=st.integers(0, 1600) | st.integers(380, 1600) | st.just(2000),
)
def test_birmingham(child: Child, other: Child | None, after: int | None, known: int) -> None:
    children = [child] if other is None else [child, other]
    last, ended = ends(children, after, known)
    assert computed("birmingham", children, last, ended) == expected(
        birmingham, children, last, ended
    )
