"""Case data read as columns: the same records and the same findings as read row by row."""

import csv
import shutil
from collections.abc import Callable
from pathlib import Path
from random import Random

import polars as pl
import pytest

from sibdsl import api
from sibdsl.columns import Column, Records, Table, from_histories
from sibdsl.model.contract import Contract
from sibdsl.records.frames import read_columns

ROOT = Path(__file__).parents[2]
SCHEMES = ("fair-chance", "manchester", "rough-sleeping", "innovation-fund")
"""Their data are tables alone: no return, no workbook, no quotation marks."""


def contract(scheme: str) -> Contract:
    found = api.load(ROOT / "contracts" / scheme / "contract.sib").lowered
    assert found is not None
    return found.contract


def same(meant: Contract, folder: Path) -> Records:
    """The records of *folder* as columns, once they are those that the rows make."""
    rows, columns = api.read_cases(meant, [folder]), read_columns(meant, [folder])
    wanted = from_histories(meant, rows.histories)
    assert said(columns.records.persons) == said(wanted.persons)
    assert said(columns.records.contract) == said(wanted.contract)
    assert said(columns.records.aside) == said(wanted.aside)
    assert columns.records.reach == wanted.reach
    assert columns.findings == rows.findings
    assert columns.left_out == rows.left_out
    assert columns.counts == rows.counts
    assert columns.inputs == rows.inputs
    return columns.records


def said(table: Table) -> object:
    """All that a table says, case by case, with the rows behind it."""
    return [
        (
            label,
            {n: (value(c, at), proof(table.fact_rows.get(n), at)) for n, c in table.facts.items()},
            {n: items(table, n, at) for n in table.fields},
        )
        for at, label in enumerate(table.labels)
    ]


def items(table: Table, name: str, at: int) -> object:
    field = table.fields[name]
    return [
        (
            int(field.first[k]) if field.first_known[k] else None,
            int(field.last[k]),
            bool(field.certified[k]),
            {a: value(c, k) for a, c in field.attributes.items()},
            proof(field.rows, k),
        )
        for k in range(field.offsets[at], field.offsets[at + 1])
    ]


def value(column: Column, at: int) -> object:
    if not column.known[at]:
        return None
    number = int(column.values[at])
    if column.words is not None:
        return column.words[number]
    below = column.denominators
    return (number, int(below[at])) if below is not None else number


def proof(rows: object, at: int) -> object:
    if rows is None:
        return []
    start, end = rows.offsets[at], rows.offsets[at + 1]  # type: ignore[attr-defined]
    listed = range(start, end)
    return [(rows.files[rows.file[k]], int(rows.line[k])) for k in listed]  # type: ignore[attr-defined]


@pytest.mark.parametrize("scheme", SCHEMES)
def test_the_cases_of_a_scheme_are_read_alike(scheme: str) -> None:
    same(contract(scheme), ROOT / "contracts" / scheme / "cases")


@pytest.mark.parametrize("scheme", ["pan-london", "ways-to-wellness"])
def test_what_columns_cannot_hold_is_read_by_rows(scheme: str) -> None:
    same(contract(scheme), ROOT / "contracts" / scheme / "cases")


def spoiled(folder: Path, to: Path, random: Random) -> None:
    """A copy of the cases with some cells and rows put wrong, as people put them wrong."""
    shutil.copytree(folder, to)
    for file in sorted(to.glob("*.csv")):
        rows = list(csv.reader(file.read_text(encoding="utf-8").splitlines()))
        head, body = rows[0], rows[1:]
        for _ in range(random.choice((0, 2, 6))):
            if not body:
                break
            at, column = random.randrange(len(body)), random.randrange(len(head))
            match random.randrange(6):
                case 0:
                    body[at] = [*body[at][:column], "", *body[at][column + 1 :]]
                case 1:
                    wrong = random.choice(("31/02/2020", "02/01/2020", "Nobody", "-3", " 7 ", "9%"))
                    body[at] = [*body[at][:column], wrong, *body[at][column + 1 :]]
                case 2:
                    body.append(list(body[at]))
                case 3:
                    del body[at]
                case 4:
                    other = random.choice(body)
                    body[at] = [*body[at][:column], other[column], *body[at][column + 1 :]]
                case _:
                    body[at] = [*body[at], random.choice(("", "x"))]
        with file.open("w", encoding="utf-8", newline="") as out:
            csv.writer(out, lineterminator="\n").writerows([head, *body])


@pytest.mark.parametrize("seed", range(16))
def test_spoiled_cases_are_read_alike(seed: int, tmp_path: Path) -> None:
    scheme = SCHEMES[seed % len(SCHEMES)]
    folder = tmp_path / "cases"
    spoiled(ROOT / "contracts" / scheme / "cases", folder, Random(seed))  # noqa: S311

    same(contract(scheme), folder)


def as_parquet(folder: Path, to: Path, typed: Callable[[pl.DataFrame], pl.DataFrame]) -> None:
    """The tables of *folder* as Parquet files, with the mapping that names them."""
    to.mkdir()
    for file in sorted(folder.glob("*.csv")):
        frame = pl.read_csv(file, infer_schema=False)
        typed(frame).write_parquet(to / f"{file.stem}.parquet")
    mapping = (folder / "mapping.toml").read_text(encoding="utf-8")
    (to / "mapping.toml").write_text(mapping.replace(".csv", ".parquet"), encoding="utf-8")


def with_days(frame: pl.DataFrame) -> pl.DataFrame:
    """Columns in which all cells are dates as dates."""
    dates = [
        name
        for name in frame.columns
        if frame[name].drop_nulls().len()
        and frame[name].drop_nulls().str.contains(r"^\d{4}-\d\d-\d\d$").all()
    ]
    return frame.with_columns(pl.col(dates).str.to_date())


@pytest.mark.parametrize("scheme", SCHEMES[:2])
def test_parquet_says_what_csv_says(scheme: str, tmp_path: Path) -> None:
    cases = ROOT / "contracts" / scheme / "cases"
    as_parquet(cases, tmp_path / "text", lambda frame: frame)
    as_parquet(cases, tmp_path / "days", with_days)

    text, days = (same(contract(scheme), tmp_path / name) for name in ("text", "days"))

    assert said(text.persons) == said(days.persons)
    assert len(text.persons) == len(read_columns(contract(scheme), [cases]).records.persons)


def test_a_parquet_file_that_is_cut_short_is_refused(tmp_path: Path) -> None:
    as_parquet(ROOT / "contracts/manchester/cases", tmp_path / "cases", with_days)
    broken = min((tmp_path / "cases").glob("*.parquet"))
    broken.write_bytes(broken.read_bytes()[:-40])

    found = read_columns(contract("manchester"), [tmp_path / "cases"])

    (finding,) = [f for f in found.findings if f.place and f.place.file == broken.name]
    assert "a part of it is missing" in finding.message


def test_rows_without_a_case_number_are_no_cases(tmp_path: Path) -> None:
    cases = tmp_path / "cases"
    shutil.copytree(ROOT / "contracts/manchester/cases", cases)
    for file in cases.glob("*.csv"):
        lines = file.read_text(encoding="utf-8").splitlines()
        blank = [line[line.index(",") :] for line in lines[1:]]
        file.write_text("\n".join([lines[0], *blank, ""]), encoding="utf-8")

    assert not same(contract("manchester"), cases).persons.labels
