import csv
import json
from pathlib import Path

import pytest

from cli.running import Run, told

QUARTER = ("--as-at", "2024-12-31")
NEXT = ("--as-at", "31 March 2025")


def late(scheme: Path) -> None:
    """A child was in care for four days that no file told of before."""
    episodes = scheme / "cases/episodes.csv"
    text = episodes.read_text(encoding="utf-8")
    episodes.write_text(text + "C001,2024-12-17,2024-12-20,U4,V2\n", encoding="utf-8")


def words(scheme: Path, old: str, new: str) -> None:
    contract = scheme / "contract.sib"
    text = contract.read_text(encoding="utf-8")
    assert old in text
    contract.write_text(text.replace(old, new), encoding="utf-8")


def test_the_first_claim_is_all_that_is_due(run: Run, scheme: Path) -> None:
    result = run("claim", scheme, *QUARTER, "--out", "one.csv")

    assert result.exit_code == 0
    assert "Claim 1, as at 31 December 2024" in result.stdout
    assert "To pay now       £1,700.00" in result.stdout
    assert result.stdout.endswith("The claim is in one.csv.\n")


def test_the_next_claim_takes_back_what_fell_away(run: Run, scheme: Path) -> None:
    run("claim", scheme, *QUARTER, "--out", "one.csv")
    late(scheme)
    result = run("claim", scheme, *NEXT, "--claimed", "one.csv", "--out", "two.json")

    assert result.exit_code == 0
    assert "Taken back       -£200.00" in result.stdout
    assert "case C001: 2 × Home Week, due 23 December to 30 December 2024" in result.stdout
    claim = json.loads(Path("two.json").read_text(encoding="utf-8"))
    assert claim["claim_number"] == 2
    assert claim["lines"][0]["reverses"] == [{"file": "one.csv", "line": 2}]
    assert claim["lines"][0]["shares"]["Fund B"]["pence"] == -4000
    assert [each["file"] for each in claim["claims"]] == ["one.csv"]


def test_all_claims_together_come_to_the_ledger(run: Run, scheme: Path) -> None:
    run("claim", scheme, *QUARTER, "--out", "one.csv")
    late(scheme)
    run("claim", scheme, *NEXT, "--claimed", "one.csv", "--out", "two.csv")
    run("check", scheme, *NEXT, "--out", "ledger.csv")

    def pounds(name: str, column: str) -> float:
        with Path(name).open(encoding="utf-8", newline="") as file:
            return sum(float(row[column]) for row in csv.DictReader(file))

    for column in ("units", "gross", "paid", "Fund B", "Council A"):
        together = pounds("one.csv", column) + pounds("two.csv", column)
        assert together == pounds("ledger.csv", column)


def test_claiming_again_claims_nothing_and_is_a_claim(run: Run, scheme: Path) -> None:
    run("claim", scheme, *QUARTER, "--out", "one.csv")
    again = run("claim", scheme, *QUARTER, "--claimed", "one.csv", "--out", "two.csv")
    third = run("claim", scheme, *NEXT, "--claimed", "one.csv", "--claimed", "two.csv")

    assert "To pay now       £0.00" in again.stdout
    assert "Claim 3, as at 31 March 2025" in third.stdout
    assert third.exit_code == 0


@pytest.mark.parametrize("ending", ["csv", "json"])
def test_a_whole_ledger_may_be_what_was_claimed(run: Run, scheme: Path, ending: str) -> None:
    run("check", scheme, *QUARTER, "--out", f"ledger.{ending}")
    result = run("claim", scheme, *NEXT, "--claimed", f"ledger.{ending}")

    assert "To pay now       £2,100.00" in result.stdout
    assert ("warning[SIB636]" in result.stdout) is (ending == "csv")


def test_evidence_that_comes_too_late_is_listed_and_not_claimed(run: Run, scheme: Path) -> None:
    words(scheme, "within 12 months after", "within 2 weeks after")
    words(scheme, "known within 2 weeks after", "known within 12 months after")
    run("claim", scheme, *QUARTER, "--out", "one.csv")
    late(scheme)
    result = run("claim", scheme, *NEXT, "--claimed", "one.csv", "--format", "json")

    answer = told(result)
    assert [each["paid"]["pence"] for each in answer["claim"]["disregarded"]] == [-20000, 10000]
    assert {each["code"] for each in answer["findings"]} == {"SIB638"}
    assert len(answer["findings"]) == 2


def test_late_evidence_of_which_nothing_is_said_stops(run: Run, scheme: Path) -> None:
    sentence = "adds to or reduces the next claim, if received within 12 months after the due day."
    words(scheme, f"9.2 Evidence received after a claim {sentence}\n", "")
    run("claim", scheme, *QUARTER, "--out", "one.csv")
    late(scheme)
    result = run("claim", scheme, *NEXT, "--claimed", "one.csv", "--out", "two.csv")

    assert result.exit_code == 1
    assert result.stdout.startswith("Nothing is claimed until the errors are put right.")
    assert "error[SIB637]" in result.stdout
    assert not Path("two.csv").exists()


def test_claims_under_another_text_need_a_word(run: Run, scheme: Path) -> None:
    run("claim", scheme, *QUARTER, "--out", "one.csv")
    words(scheme, "Home Week pays £100.", "Home Week pays £100. [As agreed.]")
    next_claim = ("claim", scheme, *NEXT, "--claimed", "one.csv")

    assert "error[SIB635]" in run(*next_claim).stdout
    allowed = run(*next_claim, "--other-text")
    assert allowed.exit_code == 0
    assert "To pay now       £2,100.00" in allowed.stdout


def test_a_claim_that_is_missing_stops(run: Run, scheme: Path) -> None:
    run("claim", scheme, *QUARTER, "--out", "one.csv")
    run("claim", scheme, *NEXT, "--claimed", "one.csv", "--out", "two.csv")
    result = run("claim", scheme, *NEXT, "--claimed", "two.csv")

    assert result.exit_code == 1
    assert "error[SIB634]" in result.stdout


@pytest.mark.parametrize("ending", ["csv", "json"])
@pytest.mark.parametrize(("old", "new"), [("C001", "C901"), ("2024-10-01", "2024-10-02")])
def test_a_claim_that_was_changed_stops(
    run: Run, scheme: Path, ending: str, old: str, new: str
) -> None:
    run("claim", scheme, *QUARTER, "--out", f"one.{ending}")
    claim = Path(f"one.{ending}")
    text = claim.read_text(encoding="utf-8")
    assert old in text
    claim.write_text(text.replace(old, new, 1), encoding="utf-8")
    result = run("claim", scheme, *NEXT, "--claimed", claim)

    assert result.exit_code == 1
    assert "error[SIB634]" in result.stdout
    assert "does not fit its seal" in result.stdout


def test_a_claim_of_which_a_case_was_deleted_stops(run: Run, scheme: Path) -> None:
    run("claim", scheme, *QUARTER, "--out", "one.csv")
    lines = Path("one.csv").read_text(encoding="utf-8").splitlines()
    kept = [line for line in lines if not line.startswith("C001,")]
    assert 1 < len(kept) < len(lines)
    Path("one.csv").write_text("\n".join(kept), encoding="utf-8")

    assert "error[SIB634]" in run("claim", scheme, *NEXT, "--claimed", "one.csv").stdout


def test_a_claim_laid_out_otherwise_is_the_same_claim(run: Run, scheme: Path) -> None:
    run("claim", scheme, *QUARTER, "--out", "one.csv")
    run("claim", scheme, *QUARTER, "--out", "one.json")
    text = Path("one.csv").read_text(encoding="utf-8")
    with Path("spread.csv").open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file, quoting=csv.QUOTE_ALL).writerows(csv.reader(text.splitlines()))
    claim = json.loads(Path("one.json").read_text(encoding="utf-8"))
    Path("flat.json").write_text(json.dumps(claim, sort_keys=True), encoding="utf-8")

    for name in ("spread.csv", "flat.json"):
        assert run("claim", scheme, *NEXT, "--claimed", name).exit_code == 0


def test_a_ledger_whose_total_is_another_stops(run: Run, scheme: Path) -> None:
    run("check", scheme, *QUARTER, "--out", "ledger.json")
    ledger = json.loads(Path("ledger.json").read_text(encoding="utf-8"))
    del ledger["lines"][0]
    Path("ledger.json").write_text(json.dumps(ledger), encoding="utf-8")
    result = run("claim", scheme, *NEXT, "--claimed", "ledger.json")

    assert "error[SIB634]" in result.stdout
    assert "it says that £1,700 is paid" in result.stdout


def test_a_row_whose_payers_do_not_come_to_what_is_paid_stops(run: Run, scheme: Path) -> None:
    run("check", scheme, *QUARTER, "--out", "ledger.csv")
    with Path("ledger.csv").open(encoding="utf-8", newline="") as file:
        headings, *rows = csv.reader(file)
    rows[0][headings.index("Fund B")] = "0.00"
    with Path("ledger.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([headings, *rows])
    result = run("claim", scheme, *NEXT, "--claimed", "ledger.csv")

    assert result.exit_code == 1
    assert "error[SIB633]" in result.stdout
    assert "ledger.csv:2" in result.stdout


@pytest.mark.parametrize("command", [["claim", *NEXT], ["statement", "--claim", "2025-03-31"]])
def test_a_claimed_case_that_the_data_has_not_is_a_warning(
    run: Run, scheme: Path, command: list[str]
) -> None:
    run("check", scheme, *QUARTER, "--out", "ledger.csv")
    ledger = Path("ledger.csv")
    text = ledger.read_text(encoding="utf-8")
    ledger.write_text(text.replace("C001,", "C901,"), encoding="utf-8")
    name, *rest = command
    result = run(name, scheme, *rest, "--claimed", "ledger.csv")

    assert "warning[SIB639]" in result.stdout
    assert "C901" in result.stdout


def test_a_case_left_out_stands_as_it_was_claimed(run: Run, scheme: Path) -> None:
    run("claim", scheme, *QUARTER, "--out", "one.csv")
    episodes = scheme / "cases/episodes.csv"
    text = episodes.read_text(encoding="utf-8")
    episodes.write_text(text + "C001,2024-12-05,2024-12-01,U4,V2\n", encoding="utf-8")
    result = run("claim", scheme, *NEXT, "--claimed", "one.csv")

    assert result.exit_code == 1
    assert "Left as claimed before, because the case is left out" in result.stdout
    assert "SIB639" not in result.stdout
    assert "Taken back       £0.00" in result.stdout


def test_a_mistake_in_the_contract_or_the_data_claims_nothing(run: Run, scheme: Path) -> None:
    (scheme / "cases/mapping.toml").write_text("last_day = [", encoding="utf-8")
    assert "Nothing is claimed" in run("claim", scheme).stdout
    words(scheme, "£100", "£1,00")
    result = run("claim", scheme, "--format", "json")

    assert result.exit_code == 1
    assert told(result)["claim"] is None


def test_a_folder_without_a_contract_is_a_finding(run: Run, tmp_path: Path) -> None:
    (tmp_path / "empty/cases").mkdir(parents=True)

    assert "SIB901" in run("claim", "empty").stdout


def test_a_claim_that_cannot_be_written_is_a_finding(run: Run, scheme: Path) -> None:
    result = run("claim", scheme, "--out", "nowhere/one.csv")

    assert "SIB904" in result.stdout
    assert "The claim is in" not in result.stdout
    assert result.stdout.endswith("Nothing was written to nowhere/one.csv.\n")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--out", "claim.txt"], "does not end in .csv"),
        (["--claimed", "gone.csv"], "does not exist"),
        (["--as-at", "soon"], "is no day"),
    ],
)
def test_wrong_usage_ends_with_2(
    run: Run, scheme: Path, arguments: list[str], message: str
) -> None:
    result = run("claim", scheme, *arguments)

    assert result.exit_code == 2
    assert message in result.stderr


def test_a_contract_alone_claims_nothing(run: Run, scheme: Path) -> None:
    result = run("claim", scheme / "contract.sib")

    assert result.exit_code == 2
    assert "a claim needs case data" in result.stderr
