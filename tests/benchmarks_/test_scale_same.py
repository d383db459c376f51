"""Whatever reckons the children pays the same, payment by payment."""

from datetime import date
from pathlib import Path

import polars as pl
import pytest

from benchmarks.scale import by_hand_polars, by_sibdsl
from benchmarks.scale.children import write
from benchmarks.scale.limits import limits

CHILDREN = 150


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The files of a few children."""
    place = tmp_path_factory.mktemp("scale") / "made"
    write(place, CHILDREN)
    return place


def told(found: pl.DataFrame, case: str = "Case Number", fund: str = "fund") -> pl.DataFrame:
    """What every program says of a payment, in one order. *fund* is what the fund pays of it."""
    own = found.select(pl.col(case).alias("case"), pl.col(fund).alias("fund"))
    columns = own.hstack(found.select("outcome", "due", "gross", "paid"))
    return columns.sort("case", "outcome", "due")


def sums_of(hand: pl.DataFrame) -> tuple[int, int, int]:
    days = (hand["due"] - date(2018, 1, 1)).dt.total_days()
    return len(hand), hand["paid"].sum(), 2 * (days * hand["paid"]).sum()


def test_the_rows_of_the_engine_are_those_of_polars_by_hand(folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "rows.parquet"
    sums = by_sibdsl.rows(folder, out, CHILDREN)
    hand = by_hand_polars.ledger(folder, *limits(CHILDREN))

    rows = pl.read_parquet(out)
    assert told(rows, "case", "Better Outcomes").equals(told(hand))
    assert sums == sums_of(hand)
    assert hand["paid"].sum() == limits(CHILDREN)[0], "the limit of all does not bite"
    assert hand["fund"].sum() == limits(CHILDREN)[1], "the limit of the fund does not bite"


def test_the_rows_of_duckdb_are_those_of_polars_by_hand(folder: Path, tmp_path: Path) -> None:
    pytest.importorskip("duckdb")
    from benchmarks.scale import by_hand_duckdb

    out = tmp_path / "rows.parquet"
    sums = by_hand_duckdb.ledger(folder, *limits(CHILDREN), out)
    hand = by_hand_polars.ledger(folder, *limits(CHILDREN))

    assert told(pl.read_parquet(out)).equals(told(hand))
    assert sums == sums_of(hand)


def test_lines_in_one_piece_or_not_and_interpreter_come_to_the_same_sums(
    folder: Path, tmp_path: Path
) -> None:
    hand = by_hand_polars.ledger(folder, *limits(CHILDREN))

    for way in (by_sibdsl.lines, by_sibdsl.whole, by_sibdsl.interpreter):
        assert way(folder, tmp_path / f"{way.__name__}.parquet", CHILDREN) == sums_of(hand)


def test_the_rows_of_openfisca_are_those_of_polars_by_hand(folder: Path) -> None:
    pytest.importorskip("openfisca_core")
    from benchmarks.scale import by_openfisca

    found = by_openfisca.ledger(folder, *limits(CHILDREN))

    assert told(found).equals(told(by_hand_polars.ledger(folder, *limits(CHILDREN))))
