"""`sibdsl check --engine columns`: the ledger of the reckoning case by case, byte for byte."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from sibdsl.cli import main
from sibdsl.cli.asked import Asked

CONTRACTS = Path(__file__).parents[2] / "contracts"


def check(scheme: Path, *options: str) -> Result:
    return CliRunner().invoke(main, ["check", str(scheme), *options])


@pytest.mark.parametrize("scheme", ["gloucestershire", "innovation-fund", "ways-to-wellness"])
def test_both_write_the_same_bytes(scheme: str, tmp_path: Path) -> None:
    for ending in ("csv", "parquet"):
        files = [tmp_path / f"{engine}.{ending}" for engine in ("cases", "columns")]
        for engine, file in zip(("cases", "columns"), files, strict=True):
            ran = check(CONTRACTS / scheme, "--engine", engine, "--out", str(file))
            assert ran.exit_code in (0, 1), ran.output
        if ending == "csv":
            assert files[0].read_bytes() == files[1].read_bytes()
        assert files[0].stat().st_size > 0


def test_buckets_and_processes_change_nothing(tmp_path: Path) -> None:
    one, many = tmp_path / "one.csv", tmp_path / "many.csv"
    columns = ("--engine", "columns", "--out")
    first = check(CONTRACTS / "pan-london", *columns, str(one)).stdout
    second = check(CONTRACTS / "pan-london", "--jobs", "2", "--chunks", "3", *columns, str(many))

    assert second.stdout.replace("many.csv", "one.csv") == first
    assert one.read_bytes() == many.read_bytes()
    assert sorted(file.name for file in tmp_path.iterdir()) == ["many.csv", "one.csv"]


def test_what_goes_over_all_cases_is_reckoned_in_one_piece_and_that_is_said() -> None:
    ran = check(CONTRACTS / "ways-to-wellness", "--engine", "columns", "--chunks", "2")

    assert "Reckoned in one piece: groups" in ran.stdout


def test_the_totals_are_those_of_the_summary_case_by_case() -> None:
    cases, columns = (
        check(CONTRACTS / "gloucestershire", "--engine", engine).stdout
        for engine in ("cases", "columns")
    )
    wanted = cases[: cases.index("Not yet known")]

    assert columns.startswith(wanted.rstrip())
    assert "What would settle it is said of one case: `--case ID`." in columns


def test_what_is_known_on_an_earlier_day_is_the_same(tmp_path: Path) -> None:
    day = ("--as-at", "2019-12-31")
    files = [tmp_path / f"{engine}.csv" for engine in ("cases", "columns")]
    for engine, file in zip(("cases", "columns"), files, strict=True):
        check(CONTRACTS / "gloucestershire", *day, "--engine", engine, "--out", str(file))

    assert files[0].read_bytes() == files[1].read_bytes()


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (["--case", "1"], "--case is explained case by case"),
        (["--format", "json"], "no JSON or SARIF is written with it"),
        (["--out", "ledger.json"], "no JSON or SARIF is written with it"),
    ],
)
def test_what_columns_do_not_tell_is_refused(options: list[str], words: str) -> None:
    ran = check(CONTRACTS / "gloucestershire", "--engine", "columns", *options)

    assert ran.exit_code == 2
    assert words in ran.stderr


def test_much_data_is_reckoned_over_columns_and_an_explanation_is_not(tmp_path: Path) -> None:
    (tmp_path / "cohort.csv").write_bytes(b"x" * 9_000_000)
    plain = Asked(tmp_path, (tmp_path,), None, None, None, verbose=False, how="text")
    explained = Asked(tmp_path, (tmp_path,), None, "1", None, verbose=False, how="text")
    (tmp_path / "small").mkdir()
    small = Asked(tmp_path, (tmp_path / "small",), None, None, None, verbose=False, how="text")

    assert plain.in_columns
    assert not explained.in_columns
    assert not small.in_columns
