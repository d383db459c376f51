"""Terms that no contract holds mean in columns what they mean to the interpreter."""

from typing import Any

from hypothesis import given
from side_by_side import beside
from term_histories import histories
from term_strategies import FIRST, contracts

from sibdsl.model.contract import Contract
from sibdsl.model.histories import Histories

CYCLES = ((FIRST - 30, FIRST + 10), (FIRST + 10, FIRST + 100))


@given(contracts(), histories())
def test_terms_of_any_kind_mean_the_same_in_columns(
    drawn: tuple[Contract, tuple[tuple[str, Any], ...]], given_: Histories
) -> None:
    contract, asked = drawn
    all_ = beside(contract, given_)

    for level, term in asked:
        assert list(all_[level].at_cycles(CYCLES).differing(term)) == []
