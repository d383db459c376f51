"""Case data in Parquet files, read a range of cases at a time."""

from pathlib import Path

import polars as pl
import pytest

from benchmarks.scale.children import write
from sibdsl.model.contract import Contract
from sibdsl.pipeline import loaded
from sibdsl.records import cutting
from sibdsl.records.cutting import ranges
from sibdsl.records.frames import read_columns, read_range
from sibdsl.records.ranges import Range
from sibdsl.source import Source

SCHEME = Path(__file__).parents[2] / "contracts/pan-london/contract.sib"


def _contract() -> Contract:
    lowered = loaded(Source("contract.sib", SCHEME.read_text(encoding="utf-8"))).lowered
    assert lowered is not None
    return lowered.contract


PAN_LONDON = _contract()


@pytest.fixture
def children(tmp_path: Path) -> Path:
    """Children of whom some have two numbers, far from each other."""
    write(tmp_path, 200)
    (tmp_path / "contract.sib").unlink()
    cohort = pl.read_parquet(tmp_path / "cohort.parquet")
    person = cohort["Person Number"].to_list()
    person[190], person[100], person[70] = person[3], person[60], person[190]
    cohort.with_columns(pl.Series("Person Number", person)).write_parquet(
        tmp_path / "cohort.parquet", row_group_size=20
    )
    return tmp_path


@pytest.mark.parametrize(("parts", "at_once"), [(1, 500_000), (2, 30), (7, 500_000)])
def test_the_ranges_together_hold_every_case_once(
    children: Path, parts: int, at_once: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cutting, "_AT_ONCE", at_once)
    whole = read_columns(PAN_LONDON, [children])
    read = [read_range(PAN_LONDON, [children], one) for one in listed(children, parts)]
    found = [one for one in read if one is not None]
    assert len(found) == parts
    labels = sorted(label for one in found for label in one.records.persons.labels)
    assert labels == list(whole.records.persons.labels)
    assert {f.code for one in found for f in one.findings} == {f.code for f in whole.findings}
    left = [each for one in found for each in one.left_out]
    assert sorted(left, key=repr) == sorted(whole.left_out, key=repr)
    for one in found:
        assert one.records.reach == whole.records.reach


@pytest.mark.parametrize("descending", [True, False])
def test_files_in_any_order_hold_the_same(children: Path, descending: bool) -> None:  # noqa: FBT001
    in_order = [read_range(PAN_LONDON, [children], one) for one in listed(children, 5)]
    for name in ("episodes", "cohort"):
        file = children / f"{name}.parquet"
        frame = pl.read_parquet(file)
        last = frame[-1]["Case Number"].item()
        top = frame.filter(pl.col("Case Number") == last)
        several = pl.concat([top, frame.filter(pl.col("Case Number") != last)])
        (frame.reverse() if descending else several).write_parquet(file)
    for one, other in zip(in_order, listed(children, 5), strict=True):
        assert set(other.rows) == {
            f"{name}.parquet" for name in ("concerns", "detentions", "events", "responsibility")
        }
        again = read_range(PAN_LONDON, [children], other)
        assert one is not None
        assert again is not None
        assert again.records.persons.labels == one.records.persons.labels
        for name, field in one.records.persons.fields.items():
            assert again.records.persons.fields[name].first.tolist() == field.first.tolist()


def test_few_rows_are_not_parted_and_many_are(
    children: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert cutting.parts_for([children]) == 1
    monkeypatch.setattr(cutting, "_MANY", 1_000)
    monkeypatch.setattr(cutting, "_A_PART", 100)
    rows = sum(len(pl.read_parquet(file)) for file in children.glob("*.parquet"))
    assert cutting.parts_for([children]) == rows // 100
    (children / "more.csv").write_text("Case Number,Borough\n", encoding="utf-8")
    assert cutting.parts_for([children]) == 1


def listed(folder: Path, parts: int) -> tuple[Range, ...]:
    found = ranges(PAN_LONDON, [folder], parts)
    assert found is not None
    return found


def test_data_that_cannot_be_parted_is_not(children: Path) -> None:
    cohort = pl.read_parquet(children / "cohort.parquet")
    cohort.with_columns(pl.col("Case Number") + " ").write_parquet(children / "cohort.parquet")
    assert ranges(PAN_LONDON, [children], 3) is None
    cohort.write_csv(children / "cohort.csv")
    (children / "cohort.parquet").unlink()
    assert ranges(PAN_LONDON, [children], 3) is None


def test_a_file_that_is_cut_short_is_not_read_in_parts(children: Path) -> None:
    [part] = listed(children, 1)
    file = children / "episodes.parquet"
    file.write_bytes(file.read_bytes()[:-20])
    assert read_range(PAN_LONDON, [children], part) is None
    assert ranges(PAN_LONDON, [children], 3) is None
    assert cutting.parts_for([children]) == 1


def test_a_row_without_a_number_stands_in_the_first_part_alone(children: Path) -> None:
    file = children / "episodes.parquet"
    frame = pl.read_parquet(file)
    numbers = frame["Case Number"].to_list()
    numbers[40] = None
    frame.with_columns(pl.Series("Case Number", numbers)).write_parquet(file)
    whole = read_columns(PAN_LONDON, [children])
    read = [read_range(PAN_LONDON, [children], one) for one in listed(children, 4)]
    told = [{f.code for f in one.findings} for one in read if one is not None]
    assert len(told) == 4
    assert set().union(*told) == {f.code for f in whole.findings}
    assert told[0] > told[1]


def test_case_numbers_that_are_no_text_are_not_parted(children: Path) -> None:
    file = children / "concerns.parquet"
    number = pl.col("Case Number").str.strip_prefix("C").cast(pl.Int64)
    pl.read_parquet(file).with_columns(number).write_parquet(file)
    assert ranges(PAN_LONDON, [children], 3) is None
