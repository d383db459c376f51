"""Case data of either kind and in any order, in parts: the same ledger and the same findings."""

from pathlib import Path

import polars as pl
import pytest
from click.testing import CliRunner

from benchmarks.scale.children import write
from sibdsl.cli import main
from sibdsl.cli.in_parts import in_parts
from sibdsl.diagnostics.codes import AFTER_LAST_DAY, BLANK, NO_CASE_NUMBER, NOT_JOINED, REVERSED
from sibdsl.engine.evaluate import reckoned
from sibdsl.engine.frame import frame_of, write_csv
from sibdsl.engine.processes import Processes
from sibdsl.model.contract import Contract
from sibdsl.pipeline import loaded
from sibdsl.records.frames import read_columns
from sibdsl.source import Source

SCHEME = Path(__file__).parents[2] / "contracts/pan-london"
CHILDREN = 900


def _contract() -> Contract:
    lowered = loaded(Source("contract.sib", (SCHEME / "contract.sib").read_text("utf-8"))).lowered
    assert lowered is not None
    return lowered.contract


def _children(folder: Path, kind: str) -> Path:
    """Children of whom something is to be said here and there, their tables of that kind."""
    write(folder, CHILDREN)
    (folder / "contract.sib").unlink()
    for file in sorted(folder.glob("*.parquet")):
        frame = _spoilt(file.stem, pl.read_parquet(file))
        if "shuffled" in kind:
            frame = frame.sample(fraction=1.0, shuffle=True, seed=5)
        if "csv" in kind:
            frame.write_csv(file.with_suffix(".csv"))
            file.unlink()
        else:
            frame.write_parquet(file, row_group_size=300)
    if "csv" in kind:
        mapping = folder / "mapping.toml"
        mapping.write_text(mapping.read_text("utf-8").replace(".parquet", ".csv"), "utf-8")
    return folder


def _spoilt(table: str, frame: pl.DataFrame) -> pl.DataFrame:
    match table:
        case "cohort":
            person = frame["Person Number"].to_list()
            person[800], person[30], person[500] = person[3], person[450], None
            return frame.with_columns(pl.Series("Person Number", person))
        case "episodes":
            end = frame["Episode end"].to_list()
            end[20], end[900] = end[20].replace(year=1999), end[900].replace(year=2031)
            end[1_600] = end[1_600].replace(year=2029)
            return frame.with_columns(pl.Series("Episode end", end))
        case "concerns":
            day = frame["Concern"].to_list()
            day[40], day[300], day[800] = None, day[300].replace(year=2030), None
            return frame.with_columns(pl.Series("Concern", day))
        case _:
            return frame


@pytest.mark.parametrize("kind", ["parquet", "shuffled", "csv", "csv, shuffled"])
def test_the_ledger_and_what_is_found_are_as_in_one_piece(kind: str, tmp_path: Path) -> None:
    contract, children = _contract(), _children(tmp_path / "children", kind)
    whole = read_columns(contract, [children])
    assert {f.code for f in whole.findings} >= {AFTER_LAST_DAY, BLANK, NOT_JOINED, REVERSED}
    frame = frame_of(contract, reckoned(contract, whole.records))
    write_csv(tmp_path / "whole.csv", frame)
    (tmp_path / "work").mkdir()
    with Processes(1) as processes:
        made = in_parts(contract, [children], (5, processes), None, tmp_path / "work")
    assert made.found is not None
    made.found.write(tmp_path / "parts.csv", ".csv")
    assert (tmp_path / "parts.csv").read_bytes() == (tmp_path / "whole.csv").read_bytes()
    assert made.findings == whole.findings
    assert made.left_out == whole.left_out
    assert made.inputs == whole.inputs
    assert [each.sha256 for each in made.inputs] == [each.sha256 for each in whole.inputs]


def test_errors_are_those_of_one_piece(tmp_path: Path) -> None:
    contract, children = _contract(), _children(tmp_path / "children", "csv, shuffled")
    with (children / "episodes.csv").open("a", encoding="utf-8") as file:
        file.write(" ,2020-01-01,2020-02-01,U1,C2\n")
    (tmp_path / "work").mkdir()
    with Processes(1) as processes:
        made = in_parts(contract, [children], (4, processes), None, tmp_path / "work")
    assert made.lost, made.why
    assert made.why == "the case data have errors"
    assert any(f.code == NO_CASE_NUMBER for f in made.findings)
    assert made.findings == read_columns(contract, [children]).findings


def test_the_command_leaves_nothing_of_what_it_put_in_order(tmp_path: Path) -> None:
    children = _children(tmp_path / "children", "csv, shuffled")
    said = {}
    for name, options in (("one", ["--chunks", "1"]), ("many", ["--chunks", "4", "--jobs", "1"])):
        out = tmp_path / f"{name}.parquet"
        asked = ["check", str(SCHEME), "--data", str(children), "--engine", "columns", "-v"]
        said[name] = CliRunner().invoke(main, [*asked, "--out", str(out), *options]).stdout
    assert said["many"].replace("many.parquet", "one.parquet") == said["one"]
    assert (tmp_path / "one.parquet").read_bytes() == (tmp_path / "many.parquet").read_bytes()
    assert sorted(file.name for file in tmp_path.iterdir()) == [
        "children", "many.parquet", "one.parquet",
    ]  # fmt: skip


def test_a_file_that_no_part_can_hold_is_read_in_one_piece_and_that_is_said(
    tmp_path: Path,
) -> None:
    children = _children(tmp_path / "children", "csv")
    file = children / "events.csv"
    headings, first, *rows = file.read_text("utf-8").splitlines()
    number, after = first.split(",", 1)
    file.write_text("\n".join([headings, f'"{number}",{after}', *rows]) + "\n", "utf-8")
    with Processes(1) as processes:
        made = in_parts(_contract(), [children], (3, processes), None, tmp_path)
    assert made.found is None
    assert not made.lost
    assert made.why.startswith("the case data cannot be read in parts: that takes Parquet files")
