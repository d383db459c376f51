"""Rows, columns and files in any order are the same ledger, and a second run is the same again."""

from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from laws.computing import NAMES, copied, lowered, plain, read, table, write

from sibdsl import api
from sibdsl.model.ledger import Waiting


def told(waiting: Waiting) -> tuple[object, ...]:
    """What waits, without the lines of files that stand in its facts."""
    whose = waiting.case, waiting.group, waiting.outcome
    return *whose, waiting.clause, waiting.days, len(waiting.facts)


@pytest.mark.parametrize("name", NAMES)
@settings(max_examples=4)
@given(seed=st.integers(0, 10**6))
def test_order_of_rows_columns_and_files_decides_nothing(
    name: str, seed: int, tmp_path_factory: pytest.TempPathFactory
) -> None:
    random = Random(seed)  # noqa: S311
    folder = copied(name, tmp_path_factory.mktemp("order"))
    for path in folder.glob("*.csv"):
        rows = table(path)
        columns = random.sample(range(len(rows[0])), len(rows[0]))
        body = random.sample(rows[1:], len(rows) - 1)
        write(path, [[row[i] for i in columns] for row in (rows[0], *body)])
    files = sorted(folder.iterdir())
    random.shuffle(files)
    contract = lowered(name).contract
    ledger = api.evaluate(contract, api.read_cases(contract, files).histories)
    assert ledger.lines == plain(name).lines
    assert sorted(map(told, ledger.waiting), key=repr) == sorted(
        map(told, plain(name).waiting), key=repr
    )


@pytest.mark.parametrize("name", NAMES)
def test_twice_is_the_same(name: str, tmp_path_factory: pytest.TempPathFactory) -> None:
    histories = read(name, copied(name, tmp_path_factory.mktemp("twice"))).histories
    assert api.evaluate(lowered(name).contract, histories) == plain(name)
