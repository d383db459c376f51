import csv
import json
from pathlib import Path

import pytest

from cli.running import ROOT, Run, told

CONTRACT = "contract.sib"


def test_a_scheme_without_fault_ends_with_0(run: Run, scheme: Path) -> None:
    result = run("check", scheme)

    assert result.exit_code == 0
    assert "Total due       £3,800.00" in result.stdout


def test_a_file_is_the_contract_alone(run: Run, scheme: Path) -> None:
    result = run("check", scheme / CONTRACT)

    assert result.exit_code == 0
    assert "No findings." in result.stdout
    assert "Total due" not in result.stdout


def test_a_folder_without_cases_is_the_contract_alone(run: Run, scheme: Path) -> None:
    for file in (scheme / "cases").iterdir():
        file.unlink()
    (scheme / "cases").rmdir()

    assert "No findings." in run("check", scheme).stdout


def test_a_mistake_in_the_contract_ends_with_1(run: Run, scheme: Path) -> None:
    contract = scheme / CONTRACT
    contract.write_text(contract.read_text(encoding="utf-8").replace("£100", "£1,00"), "utf-8")

    result = run("check", scheme)

    assert result.exit_code == 1
    assert "error[SIB104]" in result.stdout
    assert told(run("check", scheme, "--format", "json"))["contract"] is None


def test_an_example_that_fails_is_a_finding_of_the_check(run: Run, scheme: Path) -> None:
    contract = scheme / CONTRACT
    contract.write_text(contract.read_text(encoding="utf-8").replace("£200, ", "£300, "), "utf-8")

    result = run("check", scheme)

    assert result.exit_code == 1
    assert "error[SIB800]: the example “Two weeks at home” is not as it says" in result.stdout
    assert "Total due" in result.stdout


def test_an_error_in_the_data_stops_the_reckoning(run: Run, scheme: Path) -> None:
    (scheme / "cases/mapping.toml").write_text("last_day = [", encoding="utf-8")

    result = run("check", scheme)

    assert result.exit_code == 1
    assert result.stdout.startswith("Nothing is reckoned until the errors are put right.")
    assert told(run("check", scheme, "--format", "json"))["ledger"] is None


def left_out(scheme: Path) -> Path:
    """*scheme* with a case whose episode ends before it begins."""
    episodes = scheme / "cases/episodes.csv"
    text = episodes.read_text(encoding="utf-8")
    episodes.write_text(text + "C001,2024-12-05,2024-12-01,U4,V2\n", encoding="utf-8")
    return scheme


def test_a_case_left_out_ends_with_1_and_is_listed(run: Run, scheme: Path) -> None:
    result = run("check", left_out(scheme))

    assert result.exit_code == 1
    assert "Cases           3 read, 1 left out, 2 reckoned, 1 eligible" in result.stdout
    assert "a period that ends before it begins (SIB703): C001" in result.stdout


def test_a_case_left_out_is_not_an_unknown_one(run: Run, scheme: Path) -> None:
    result = run("check", left_out(scheme), "--case", "C001")

    assert result.exit_code == 1
    assert result.stdout.startswith("Case C001 is left out: a period that ends")


def test_data_named_takes_the_place_of_cases(run: Run, scheme: Path) -> None:
    (scheme / "cases").rename(scheme / "elsewhere")

    result = run("check", scheme / CONTRACT, "--data", scheme / "elsewhere")

    assert "Total due       £3,800.00" in result.stdout


@pytest.mark.parametrize("day", ["2024-10-14", "14 October 2024"])
def test_as_at_shows_what_was_due_by_a_day(run: Run, scheme: Path, day: str) -> None:
    result = run("check", scheme, "--as-at", day)

    assert "What is due by 14 October 2024" in result.stdout
    assert "Total due       £200.00" in result.stdout


def test_a_day_after_the_data_is_said(run: Run, scheme: Path) -> None:
    result = run("check", scheme, "--as-at", "2030-01-01")

    assert result.exit_code == 0
    assert "warning[SIB905]" in result.stdout


def test_one_case_is_explained(run: Run, scheme: Path) -> None:
    result = run("check", scheme, "--case", "C003")

    assert result.exit_code == 0
    assert "Eligible: no" in result.stdout
    assert "no             4.1(d) the Child is not in Care on Referral" in result.stdout


def test_one_case_as_an_object(run: Run, scheme: Path) -> None:
    answer = told(run("check", scheme, "--case", "C002", "--format", "json"))

    assert answer["case"]["eligible"] == "yes"
    assert answer["case"]["outcomes"][0]["lines"][0]["evidence"] == {
        "from": "2024-11-01",
        "to": "2024-11-28",
    }
    assert answer["ledger"] is None


def test_a_group_and_the_whole_as_objects(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    cohort = told(run("check", "contracts/peterborough", "--group", "One", "--format", "json"))
    whole = told(run("check", "contracts/peterborough", "--whole", "--format", "json"))

    assert (cohort["case"]["case"], cohort["case"]["group"]) == (None, "One")
    assert cohort["case"]["outcomes"][0]["conditions"][0]["facts"] == [
        "Reduction is 8.387% (13/155)"
    ]
    assert "Frequency is 142" in cohort["case"]["outcomes"][0]["measures"]
    assert (whole["case"]["case"], whole["case"]["group"]) == (None, None)


WRONG_USAGE = [
    (["--case", "c001"], "no case has the number `c001`; did you mean `C001`?"),
    (["--case", "x"], "no case has the number `x`"),
    (["--case", "C001", "--out", "l.csv"], "leave out --case"),
    (["--whole", "--out", "l.csv"], "leave out --whole"),
    (["--group", "One", "--whole"], "--group and --whole: ask for one at a time"),
    (["--group", "One"], "no group has the label `One`"),
    (["--as-at", "31/12/2024"], "`31/12/2024` is no day"),
    (["--as-at", "2024-02-30"], "there is no day `2024-02-30`"),
    (["--as-at", "30 Febtober 2024"], "there is no day `30 Febtober 2024`"),
    (["--out", "ledger.txt"], "does not end in .csv"),
    (["--data", "nowhere"], "does not exist"),
]


@pytest.mark.parametrize(("options", "words"), WRONG_USAGE)
def test_wrong_usage_ends_with_2(run: Run, scheme: Path, options: list[str], words: str) -> None:
    result = run("check", scheme, *options)

    assert result.exit_code == 2
    assert words in " ".join(result.stderr.split())


def test_a_path_that_is_not_there_ends_with_2(run: Run) -> None:
    assert run("check", "nowhere").exit_code == 2


@pytest.mark.parametrize("option", [["--case", "C001"], ["--as-at", "2024-10-01"]])
def test_what_needs_case_data_says_so(run: Run, scheme: Path, option: list[str]) -> None:
    result = run("check", scheme / CONTRACT, *option)

    assert result.exit_code == 2
    assert f"{option[0]} needs case data" in result.stderr


def test_the_ledger_is_written_as_a_table(run: Run, scheme: Path, tmp_path: Path) -> None:
    result = run("check", scheme, "--out", "ledger.csv")
    first = (tmp_path / "ledger.csv").read_bytes()

    assert "The ledger is in ledger.csv." in result.stdout
    rows = list(csv.DictReader(first.decode().splitlines()))
    assert sum(float(row["paid"]) for row in rows) == 3800
    assert rows[0]["rows"] == "children.csv:2"
    run("check", scheme, "--out", "ledger.csv")
    assert (tmp_path / "ledger.csv").read_bytes() == first


def test_the_ledger_is_written_as_an_object(run: Run, scheme: Path, tmp_path: Path) -> None:
    run("check", scheme, "--out", "ledger.json")

    ledger = json.loads((tmp_path / "ledger.json").read_text(encoding="utf-8"))
    assert ledger["paid"] == {"pence": 380_000, "text": "£3,800"}
    assert ledger["payers"]["Fund B"]["pence"] == 76_000


def test_a_ledger_that_cannot_be_written_is_a_finding(run: Run, scheme: Path) -> None:
    result = run("check", scheme, "--out", "nowhere/ledger.csv")

    assert result.exit_code == 1
    assert "error[SIB904]" in result.stdout
    assert "The ledger is in" not in result.stdout


def test_every_finding_is_shown_where_all_are_asked_for(run: Run, scheme: Path) -> None:
    children = scheme / "cases/children.csv"
    blank = "".join(f"D{n},,2024-06-03,2024-06-10,2024-09-30\n" for n in range(5))
    children.write_text(children.read_text(encoding="utf-8") + blank, encoding="utf-8")

    assert "and 2 more" in run("check", scheme).stdout
    assert "and 2 more" not in run("check", scheme, "-v").stdout


def test_an_answer_as_an_object_is_nothing_but_that(run: Run, scheme: Path) -> None:
    result = run("check", scheme, "--format", "json")

    answer = told(result)
    assert list(answer)[:5] == ["command", "contract", "findings", "examples", "ledger"]
    assert answer["contract"]["term"] == {"from": "2024-04-01", "to": "2028-03-31"}
    assert answer["rows_read"] == {"children.csv": 3, "episodes.csv": 2}
    assert result.stderr == ""


def test_findings_for_code_review(run: Run, scheme: Path) -> None:
    answer = told(run("check", left_out(scheme), "--format", "sarif"))

    assert answer["version"] == "2.1.0"
    assert answer["runs"][0]["results"][0]["ruleId"] == "SIB703"


def test_the_order_of_rows_and_files_decides_nothing(run: Run, scheme: Path) -> None:
    before = told(run("check", scheme, "--format", "json"))["ledger"]["lines"]
    for file in (scheme / "cases").glob("*.csv"):
        heading, *rows = file.read_text(encoding="utf-8").splitlines()
        file.write_text("\n".join([heading, *reversed(rows)]) + "\n", encoding="utf-8")
    after = told(run("check", scheme, "--format", "json"))["ledger"]["lines"]

    assert [{**line, "rows": 0} for line in after] == [{**line, "rows": 0} for line in before]
