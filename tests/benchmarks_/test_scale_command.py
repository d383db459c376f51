"""The command runs programs in turn, holds them to the same result, and tells what they took."""

import json
import sys
import tempfile
from pathlib import Path
from xml.etree import ElementTree

import pytest

from benchmarks.scale.command import main
from benchmarks.scale.contenders import CONTENDERS
from benchmarks.scale.measuring import Measured, differing
from benchmarks.scale.one_run import FailedError, Run, peak_mb_of, run
from benchmarks.scale.plot import plot
from benchmarks.scale.table import table

FOUND = [
    Measured("polars", 1_000, 20, 2.0, 100.0, 123_45, 3.0),
    Measured("engine-lines", 1_000, 20, 1.0, 50.0, 123_45, 1.2),
]


def test_an_object_a_program(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    drawing = tmp_path / "plot.svg"
    asked = ["--children", "40", "--only", "engine-lines", "polars", "--json"]

    assert main([*asked, "--plot", str(drawing)]) == 0

    said = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [one["name"] for one in said] == ["engine-lines", "polars"]
    for one in said:
        assert list(one) == [
            "name", "children", "payments", "seconds", "peak_mb", "total_pence", "cpu_seconds"
        ]  # fmt: skip
        assert one["children"] == 40
    assert len({(one["payments"], one["total_pence"]) for one in said}) == 1
    assert drawing.read_text(encoding="utf-8").startswith("<svg")


def test_programs_that_do_not_pay_the_same_are_told_apart() -> None:
    runs = {
        "one": [Run(1, 1, 1, 10, 500, 7)],
        "other": [Run(1, 1, 1, 10, 500, 7), Run(1, 1, 1, 10, 500, 8)],
    }

    assert "other: 10 payments, 500 pence (8 by days)" in differing(runs)
    assert differing({"one": runs["one"]}) == ""


def test_a_program_that_fails_is_not_measured() -> None:
    with pytest.raises(FailedError, match="status 3"):
        run(["/bin/sh", "-c", "echo 1 2 3; exit 3"])


def test_what_a_program_says_is_its_result() -> None:
    found = run(["/bin/sh", "-c", "echo 12 3400 7"])

    assert (found.payments, found.total_pence) == (12, 3400)
    assert found.peak_mb > 0


def test_the_memory_of_a_program_is_that_of_all_its_processes() -> None:
    hold = "import time; held = bytearray(40_000_000); time.sleep(0.6)"
    two = (
        f"import subprocess, sys; subprocess.run([sys.executable, '-c', '{hold}']); print(1, 2, 3)"
    )
    alone = run([sys.executable, "-c", f"{hold}; print(1, 2, 3)"])
    with_another = [sys.executable, "-c", f"held = bytearray(40_000_000); {two}"]

    assert alone.peak_mb > 40
    assert peak_mb_of(with_another) > 80
    assert run(with_another).cpu_seconds < 10


def test_slow_programs_run_only_so_far() -> None:
    slow = next(one for one in CONTENDERS if one.name == "interpreter")

    assert slow.kept_out(10_000) == ""
    assert "only up to 10,000" in slow.kept_out(10_001)


def test_the_table_compares_with_polars_by_hand() -> None:
    assert list(table(FOUND)) == [
        "1,000 children, 20 payments, £123.45",
        "                   seconds       x     CPU s       x        MB       x",
        "polars                2.00    1.00      3.00    1.00       100    1.00",
        "engine-lines          1.00    0.50      1.20    0.40        50    0.50",
        "x: so many times polars",
    ]


def test_what_was_measured_before_becomes_tables_of_a_page(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    more = Measured("polars", 10_000, 200, 9.0, 1_300.0, 123_450, 9.0)
    files = [tmp_path / "one.jsonl", tmp_path / "more.jsonl"]
    for file, some in zip(files, (FOUND, [more]), strict=True):
        text = "\n".join(json.dumps(one.as_data()) for one in some)
        file.write_text(text, encoding="utf-8")

    assert main(["--read", *map(str, files)]) == 0

    told = capsys.readouterr().out.split("## ")
    assert told[1].splitlines()[2:] == [
        "| | 1,000 | 10,000 |",
        "|---|---:|---:|",
        "| engine-lines | 1.0 | – |",
        "| polars | 2.0 | 9.0 |",
        "",
    ]
    assert "| polars | 100 | 1,300 |" in told[3]


def test_the_drawing_names_every_program() -> None:
    more = [Measured("polars", 10_000, 200, 9.0, 300.0, 123_450, 9.0)]
    drawn = ElementTree.fromstring(plot([*FOUND, *more]))  # noqa: S314 (our own)

    words = {each.text for each in drawn.iter() if each.text and each.text.strip()}
    assert {"polars", "engine-lines", "1,000", "10,000", "children"} <= words
