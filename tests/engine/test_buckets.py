"""The ledger is the same bytes, in however many buckets the cases are reckoned."""

from pathlib import Path

import polars as pl
import pytest
from agreeing import drawn_of
from attrs import evolve
from in_buckets import bitten, frame_in_buckets, with_limits
from ledgers import SCHEMES, meant

from benchmarks.scale.by_sibdsl import expanded
from benchmarks.scale.children import write
from sibdsl.columns import from_histories
from sibdsl.engine import wide
from sibdsl.engine.bucket import MONEY, begin
from sibdsl.engine.buckets import in_order
from sibdsl.engine.crossing import crosses
from sibdsl.engine.evaluate import reckoned
from sibdsl.engine.frame import frame_of
from sibdsl.engine.wide import Bite, Wide
from sibdsl.model.contract import MoneyLimit
from sibdsl.model.money import Money
from sibdsl.model.terms import Clause
from sibdsl.records.frames import read_columns

PARTED = [path for path in SCHEMES if not crosses(meant(path).contract)]


def test_parts_in_order_hold_each_case_once_and_those_set_aside() -> None:
    read = meant(next(path for path in PARTED if path.parent.name == "pan-london"))
    *_, histories = drawn_of(read, 9, seed=5, together=9)
    records = from_histories(read.contract, evolve(histories, set_aside=histories.cases[:4]))
    for parts in (1, 2, 4, 30):
        found = list(in_order(records, parts))
        assert len(found) == parts
        labels = [label for one in found for label in sorted(one.persons.labels)]
        assert labels == sorted(records.persons.labels)
        assert sorted(label for one in found for label in one.aside.labels) == sorted(
            records.aside.labels
        )


def test_what_crosses_cases_is_named() -> None:
    named = {path.parent.name: crosses(meant(path).contract) for path in SCHEMES}
    assert {name for name, found in named.items() if not found} == {
        "dn2", "fair-chance", "gloucestershire", "innovation-fund", "innovation-fund-round-one",
        "pan-london", "sheffield",
    }  # fmt: skip
    assert named["birmingham"] == ("a number of places",)
    assert "numbers over all cases" in named["essex"]


@pytest.mark.parametrize("path", PARTED, ids=lambda path: path.parent.name)
def test_drawn_cases_in_buckets_are_reckoned_as_in_one_piece(path: Path) -> None:
    read = meant(path)
    *_, histories = drawn_of(read, 24, seed=5, together=24)
    records = from_histories(read.contract, histories)
    for contract, whole in bitten(read.contract, records, (100, 37, 0), (90, 8)):
        found = frame_in_buckets(contract, records, 3)
        assert found.write_csv() == whole.write_csv()


def test_many_children_in_buckets_are_reckoned_as_in_one_piece(tmp_path: Path) -> None:
    write(tmp_path, 400)
    (tmp_path / "contract.sib").unlink()
    read = meant(next(path for path in PARTED if path.parent.name == "pan-london"))
    records = read_columns(read.contract, [tmp_path]).records
    for contract, whole in bitten(read.contract, records, (100, 61, 8), (31, 3)):
        assert whole["cut_by"].n_unique() > 1
        for buckets in (1, 2, 3, 7):
            found = frame_in_buckets(contract, records, buckets)
            assert found.write_csv() == whole.write_csv()


@pytest.mark.parametrize(("total", "a_year", "of_weeks"), [(50, 25, 20), (90, 15, 60), (99, 30, 8)])
def test_limits_of_years_and_of_outcomes_are_met_in_their_turn(
    tmp_path: Path, total: int, a_year: int, of_weeks: int
) -> None:
    """Several limits on all at once: each may change what is used of the others."""
    write(tmp_path, 300)
    (tmp_path / "contract.sib").unlink()
    read = meant(next(path for path in PARTED if path.parent.name == "pan-london"))
    records = read_columns(read.contract, [tmp_path]).records
    paid = int(frame_of(read.contract, reckoned(read.contract, records))["paid"].sum())
    year = meant(next(path for path in SCHEMES if path.parent.name == "manchester"))
    cycle = next(limit.cycle for limit in year.contract.money_limits if limit.cycle)
    more = (
        MoneyLimit(Money(paid * a_year // 100 + 7), Clause("7.8"), cycle=cycle),
        MoneyLimit(Money(paid * of_weeks // 100 + 3), Clause("7.9"), outcomes=("Home Week",)),
    )
    limited = with_limits(read.contract, paid * total // 100, paid)
    contract = evolve(limited, money_limits=(*limited.money_limits, *more))
    whole = frame_of(contract, reckoned(contract, records))
    assert any(clauses and {"7.8", "7.9"} & set(clauses.split(";")) for clauses in whole["cut_by"])
    for buckets in (1, 3):
        found = frame_in_buckets(contract, records, buckets)
        assert found.write_csv() == whole.write_csv()


def test_two_limits_on_all_that_bite_on_one_day_are_met_one_after_the_other(tmp_path: Path) -> None:
    write(tmp_path, 1_500)
    (tmp_path / "contract.sib").unlink()
    read = meant(next(path for path in PARTED if path.parent.name == "pan-london"))
    records = read_columns(read.contract, [tmp_path]).records
    free = with_limits(read.contract, 10**12, 10**12)
    units = expanded(frame_of(free, reckoned(free, records)).lazy()).collect()
    by_day = units.group_by("due", maintain_order=True).agg(
        (pl.col("outcome") == "Home Week").sum().alias("weeks"), pl.len().alias("all")
    )
    full = by_day.filter((pl.col("weeks") > 8) & (pl.col("all") > pl.col("weeks"))).sort("due")
    for day in (full["due"][len(full) // 2], full["due"][-1]):
        before, then = units.filter(pl.col("due") < day), units.filter(pl.col("due") == day)
        weeks = before.filter(pl.col("outcome") == "Home Week")["paid"].sum()
        price = then.filter(pl.col("outcome") == "Home Week")["paid"].min()
        most = weeks + price * 7 // 2
        of_weeks = MoneyLimit(Money(most), Clause("7.9"), outcomes=("Home Week",))
        more = then.filter(pl.col("outcome") != "Home Week")["paid"].sum()
        for left in (price * 2, price * 3 + more // 2):
            limited = with_limits(read.contract, before["paid"].sum() + left, 10**12)
            contract = evolve(limited, money_limits=(*limited.money_limits, of_weeks))
            whole = frame_of(contract, reckoned(contract, records))
            for buckets in (1, 3, 8):
                found = frame_in_buckets(contract, records, buckets)
                assert found.write_csv() == whole.write_csv()


def test_payments_of_a_day_are_the_same_whoever_else_is_in_the_bucket(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Limits of one's own are used up by what another limit leaves on earlier days."""
    write(tmp_path, 3_000)
    (tmp_path / "contract.sib").unlink()
    read = meant(next(path for path in PARTED if path.parent.name == "pan-london"))
    records = read_columns(read.contract, [tmp_path]).records
    own = next(limit for limit in read.contract.money_limits if limit.each is not None)
    contract = evolve(
        read.contract,
        money_limits=(
            evolve(own, amount=Money(1_000_000)),
            MoneyLimit(Money(10**12), Clause("7.3")),
            MoneyLimit(Money(10**12), Clause("7.9"), outcomes=("Completion",)),
        ),
    )
    units = expanded(frame_of(contract, reckoned(contract, records)).lazy()).collect()
    completions = units.filter(pl.col("outcome") == "Completion")["due"].value_counts(sort=True)
    days = [day.toordinal() for day in completions["due"].head(6)]
    bucket = begin(contract, records)
    told = []
    for among in (wide._of_cases_paid_on, lambda _desk, drafts, _day: drafts):
        monkeypatch.setattr(wide, "_of_cases_paid_on", among)
        for first in days:
            bites: dict[Wide, Bite] = {(2, 0): Bite(first, 2, 0)}
            for each, day in ((each, first + 28 * n) for each in ({}, bites) for n in range(2, 9)):
                found = bucket.arrivals(MONEY, each, (1, 0), day)
                told.append([getattr(found, name).tolist() for name in ("pence", "last", "label")])
    half = len(told) // 2
    assert told[:half] == told[half:]
    assert all(pence for pence, *_ in told)
