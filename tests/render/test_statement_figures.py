"""The statements of a scheme are its ledger, and each takes up where the last one ended."""

from collections import Counter
from functools import cache
from itertools import pairwise

import pytest
from stating import ROOT, contract_of, lines_of, statement_of

from sibdsl.model.money import NOTHING
from sibdsl.model.statement import Position, Statement
from sibdsl.render.statement_made import period_of

SCHEMES = sorted(
    path.parents[1].name for path in (ROOT / "contracts").glob("*/expected/ledger.csv")
)
MANY = 1000
"""Of a scheme of more lines than this every fourth claim is stated, and the one after it."""


@cache
def statements(scheme: str) -> list[Statement]:
    contract, lines = contract_of(scheme), lines_of(scheme)
    periods = sorted({line.claim for line in lines})
    assert all(period_of(contract, start) == (start, end) for start, end in periods)
    if len(lines) > MANY:
        third = len(periods) // 3
        periods = periods[third : third + 2]
    return [statement_of(contract, lines, period) for period in periods]


def follow(one: Statement, other: Statement) -> bool:
    return one.period[1] == other.period[0]


def by_scope(statement: Statement) -> dict[tuple[str, str], Position]:
    return {(p.clause, p.scope): p for p in statement.positions}


@pytest.mark.parametrize("scheme", SCHEMES)
def test_the_statements_come_to_the_ledger(scheme: str) -> None:
    made = statements(scheme)
    stated: Counter[str] = Counter()
    for statement in made:
        for due in statement.dues:
            stated[due.payer] += due.pay.pence
        paid = sum(
            (line.paid for line in lines_of(scheme) if line.claim == statement.period), NOTHING
        )
        assert statement.settled.paid == paid
        assert not statement.taken_back
        assert not statement.so_far
    expected: Counter[str] = Counter()
    for line in lines_of(scheme):
        if any(statement.period == line.claim for statement in made):
            for party, amount in line.shares:
                expected[party] += amount.pence
    assert +stated == +expected
    assert len(made) >= 1


@pytest.mark.parametrize("scheme", SCHEMES)
def test_each_takes_up_every_limit_where_the_last_left_it(scheme: str) -> None:
    made = statements(scheme)
    for one, other in pairwise(made):
        if follow(one, other):
            left = by_scope(one)
            for key, position in by_scope(other).items():
                assert key not in left or position.before == left[key].after
            for before, after in zip(one.reached, other.reached, strict=True):
                assert after.before == before.now


@pytest.mark.parametrize("scheme", SCHEMES)
def test_no_limit_is_exceeded(scheme: str) -> None:
    for statement in statements(scheme):
        for position in statement.positions:
            assert 0 <= position.before.pence <= position.after.pence <= position.limit.pence
            assert position.left.pence + position.after.pence == position.limit.pence
        for one in statement.reached:
            assert 0 <= one.before <= one.now <= one.under
        assert sum((due.pay for due in statement.dues), NOTHING) == sum(
            statement.settled.paid_by().values(), NOTHING
        )


def test_limits_are_reached_somewhere() -> None:
    """Otherwise these laws would say little."""
    made = [
        statement
        for scheme in ("birmingham", "ways-to-wellness")
        for statement in statements(scheme)
    ]

    assert any(not p.left and p.party is None for s in made for p in s.positions)
    assert any(not p.left and p.party is not None for s in made for p in s.positions)
    assert any(one.now > one.before for s in made for one in s.reached)
