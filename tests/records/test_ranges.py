"""Case data in Parquet files, read a range of cases at a time."""

from pathlib import Path

import polars as pl
import pytest

from benchmarks.scale.children import write
from sibdsl.model.contract import Contract
from sibdsl.pipeline import loaded
from sibdsl.records import blocks, csv_columns, cutting, linking
from sibdsl.records.cutting import ranges
from sibdsl.records.files import gather
from sibdsl.records.frames import read_columns, read_range
from sibdsl.records.ranges import Range, rows_in
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
    monkeypatch.setattr(linking, "_AT_ONCE", at_once)
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


@pytest.mark.parametrize("kind", ["descending", "one apart", "as csv", "csv descending"])
def test_files_in_any_order_and_of_either_kind_hold_the_same(children: Path, kind: str) -> None:
    in_order = [read_range(PAN_LONDON, [children], one) for one in listed(children, 5)]
    for name in ("episodes", "cohort"):
        _changed(children / f"{name}.parquet", kind)
    for at_once in (40, 250_000):
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(cutting, "_READ", at_once)
            patch.setattr(csv_columns, "_BLOCK", 100 * at_once)
            cut = listed(children, 5)
        for one, other in zip(in_order, cut, strict=True):
            again = read_range(PAN_LONDON, [children], other)
            assert one is not None
            assert again is not None
            assert again.records.persons.labels == one.records.persons.labels
            for name, field in one.records.persons.fields.items():
                assert again.records.persons.fields[name].first.tolist() == field.first.tolist()


def _changed(file: Path, kind: str) -> None:
    """The rows of a file in another order, or in another kind of file."""
    frame = pl.read_parquet(file)
    if kind == "one apart":
        last = frame[-1]["Case Number"].item()
        top = frame.filter(pl.col("Case Number") == last)
        frame = pl.concat([top, frame.filter(pl.col("Case Number") != last)])
    elif "descending" in kind:
        frame = frame.reverse()
    if "csv" not in kind:
        frame.write_parquet(file)
        return
    frame.write_csv(file.with_suffix(".csv"))
    file.unlink()
    mapping = file.with_name("mapping.toml")
    named = mapping.read_text(encoding="utf-8").replace(file.name, f"{file.stem}.csv")
    mapping.write_text(named, encoding="utf-8")


def test_without_a_folder_each_part_seeks_rows_that_are_not_in_order(children: Path) -> None:
    with_them = [read_range(PAN_LONDON, [children], one) for one in listed(children, 5)]
    _changed(children / "episodes.parquet", "descending")
    cut = ranges(PAN_LONDON, [children], 5)
    assert cut is not None
    for one, part in zip(with_them, cut, strict=True):
        found = read_range(PAN_LONDON, [children], part)
        assert one is not None
        assert found is not None
        assert found.records.persons.labels == one.records.persons.labels


def test_few_rows_are_not_parted_and_many_are(
    children: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert cutting.parts_for([children]) == 1
    monkeypatch.setattr(cutting, "_MANY", 1_000)
    monkeypatch.setattr(cutting, "_A_PART", 100)
    rows = sum(len(pl.read_parquet(file)) for file in children.glob("*.parquet"))
    assert cutting.parts_for([children]) == rows // 100
    monkeypatch.setattr(blocks, "_LOOKED_AT", 500)
    _changed(children / "cohort.parquet", "csv")
    assert cutting.parts_for([children]) in (rows // 100 - 1, rows // 100, rows // 100 + 1)
    (children / "more.xml").write_text("<none/>", encoding="utf-8")
    assert cutting.parts_for([children]) == 1


def emptied(folder: Path) -> Path:
    """A folder to work in beside that one, with nothing in it."""
    beside = folder.with_name(f"{folder.name}.work")
    beside.mkdir(exist_ok=True)
    for left in beside.iterdir():
        left.unlink()
    return beside


def listed(folder: Path, parts: int) -> tuple[Range, ...]:
    found = ranges(PAN_LONDON, [folder], parts, emptied(folder))
    assert found is not None
    return found


@pytest.mark.parametrize(
    "text",
    [
        'Case Number,Borough\nC00000001,"Barnet"\n',
        "Case Number,Borough\nC00000001,Barnet,\n",
        "Case Number,Borough\nC00000001,Barnet\n\nC00000002,Barnet\n",
        "Case Number,Death\nC00000001,2020-01-01\nC00000002,01/02/2020\n",
        "",
    ],
)
def test_a_csv_file_that_is_not_plain_is_not_parted(children: Path, text: str) -> None:
    (children / "more.csv").write_text(text, encoding="utf-8")
    with (children / "mapping.toml").open("a", encoding="utf-8") as mapping:
        mapping.write('\n[files."more.csv"]\nlast_day = 2023-03-31\n')
    assert ranges(PAN_LONDON, [children], 3, emptied(children)) is None


def test_without_a_folder_or_a_last_day_csv_is_not_parted(children: Path) -> None:
    _changed(children / "events.parquet", "csv")
    assert ranges(PAN_LONDON, [children], 3) is None
    assert listed(children, 3)
    mapping = children / "mapping.toml"
    undated = mapping.read_text(encoding="utf-8").replace("last_day", "first_day")
    mapping.write_text(undated, encoding="utf-8")
    assert ranges(PAN_LONDON, [children], 3, children) is None


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


_NUMBER = pl.col("Case Number")


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("cohort", _NUMBER + " "),
        ("concerns", _NUMBER + "\u2003"),
        ("concerns", _NUMBER.str.slice(1).cast(pl.Int64)),
    ],
)
def test_case_numbers_of_another_kind_or_with_blanks_are_parted_as_they_are_read(
    children: Path, name: str, written: pl.Expr
) -> None:
    file = children / f"{name}.parquet"
    pl.read_parquet(file).with_columns(written).write_parquet(file)
    whole = read_columns(PAN_LONDON, [children])
    read = [read_range(PAN_LONDON, [children], one) for one in listed(children, 4)]
    labels = [n for one in read if one is not None for n in one.records.persons.labels]
    assert sorted(labels) == list(whole.records.persons.labels)


def test_files_of_one_name_in_two_folders_are_put_in_order_each_by_itself(children: Path) -> None:
    in_order = [read_range(PAN_LONDON, [children], one) for one in listed(children, 3)]
    more = children / "more"
    more.mkdir()
    (more / "mapping.toml").write_bytes((children / "mapping.toml").read_bytes())
    episodes = pl.read_parquet(children / "episodes.parquet").reverse()
    for folder, rows in ((children, episodes[:200]), (more, episodes[200:])):
        rows.write_parquet(folder / "episodes.parquet")
    cut = ranges(PAN_LONDON, [children, more], 3, emptied(children))
    assert cut is not None
    for one, part in zip(in_order, cut, strict=True):
        again = read_range(PAN_LONDON, [children, more], part)
        assert one is not None
        assert again is not None
        assert again.records.persons.labels == one.records.persons.labels
        episode = again.records.persons.fields["Episode"]
        assert episode.first.tolist() == one.records.persons.fields["Episode"].first.tolist()


@pytest.mark.parametrize("kind", ["descending", "csv"])
def test_without_room_for_rows_that_have_to_be_moved_nothing_is_read(
    children: Path, kind: str
) -> None:
    _changed(children / "episodes.parquet", kind)
    with pytest.raises(OSError, match="No such file"):
        ranges(PAN_LONDON, [children], 3, children / "not there")


@pytest.mark.parametrize("kind", ["descending", "csv descending"])
def test_what_no_field_reads_is_not_put_down_a_second_time(children: Path, kind: str) -> None:
    file = children / "episodes.parquet"
    frame = pl.read_parquet(file)
    named = pl.Series(
        "Child Name", [f"Zebedee {at}" if at % 3 else " " for at in range(len(frame))]
    )
    frame.with_columns(named).write_parquet(file)
    whole = read_columns(PAN_LONDON, [children])
    _changed(file, kind)
    folder = emptied(children / "working")
    cut = ranges(PAN_LONDON, [children], 5, folder)
    assert cut is not None
    read = [read_range(PAN_LONDON, [children], one) for one in cut]
    labels = [label for one in read if one is not None for label in one.records.persons.labels]
    assert sorted(labels) == list(whole.records.persons.labels)
    for one in cut:
        rows, _ = rows_in(next(f for f in gather([children]).files if f.name[:3] == "epi"), one)
        assert set(rows["Child Name"].str.strip_chars()) <= {"x", "", None}
    assert any(folder.iterdir())
    assert not any(b"Zebedee" in each.read_bytes() for each in folder.iterdir())
