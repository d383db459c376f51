"""`sibdsl statement`: figures worked out by hand, what it equals, and what it refuses."""

import csv
import json
import re
from pathlib import Path
from typing import Any

import pytest

from cli.running import ROOT, Run, told

CONTRACTS = ROOT / "contracts"
THIRD, FOURTH = ("--claim", "2024-12-31"), ("--claim", "1 January 2025")


@pytest.fixture
def tight(scheme: Path) -> Path:
    """The template with limits that bind: two children, thirteen weeks each quarter at £100."""
    path = scheme / "contract.sib"
    text = path.read_text(encoding="utf-8")
    for old, new in {
        "each Child do not exceed £5,000.": "each Child do not exceed £1,000.",
        "Payments in total do not exceed £250,000,": (
            "Payments in each financial year do not exceed £1,850,"
        ),
        "8.3 There is no limit on payments by Fund B.": (
            "8.3 Payments by Fund B do not exceed £350.\n"
            "8.4 Once Fund B has paid its limit, Council A pays that share."
        ),
        "7.3 An": "7.6 Only the first 12 Home Weeks of each Child are paid.\n7.3 An",
        "11.3 It follows that the payments for each Child never exceed £5,000.": "",
    }.items():
        assert old in text
        text = text.replace(old, new)
    path.write_text(text, encoding="utf-8")
    return scheme


def stated(run: Run, *words: object) -> Any:
    return told(run("statement", *words, "--format", "json"))["statement"]


def pence(listed: list[dict[str, Any]], *names: str) -> list[list[int]]:
    return [[each[name]["pence"] for name in names] for each in listed]


def late(scheme: Path) -> None:
    """A child was in care for four days that no file told of before."""
    episodes = scheme / "cases/episodes.csv"
    text = episodes.read_text(encoding="utf-8")
    episodes.write_text(text + "C001,2024-12-17,2024-12-20,U4,V2\n", encoding="utf-8")


# -- Figures --------------------------------------------------------------------------------------


def test_the_position_against_each_limit_by_hand(run: Run, tight: Path) -> None:
    """C001 has thirteen weeks: £1,000 is its limit. C002 has four, and the year's limit is near."""
    third, fourth = stated(run, tight, *THIRD), stated(run, tight, *FOURTH)

    assert [p["clause"] for p in third["limits"]] == ["7.2", "8.3"]
    assert pence(third["limits"], "limit", "before", "now", "left", "beyond") == [
        [185000, 0, 140000, 45000, 0],
        [35000, 0, 28000, 7000, 0],
    ]
    # A fifth of £1,850 is £370: £20 of it is beyond the limit of the fund, and the council pays.
    assert pence(fourth["limits"], "before", "now", "left", "beyond") == [
        [140000, 45000, 0, 35000],
        [28000, 7000, 0, 2000],
    ]
    assert [p["beyond_is"] for p in fourth["limits"]] == ["not paid", "paid by Council A"]


def test_how_many_have_reached_a_limit_for_each_by_hand(run: Run, tight: Path) -> None:
    names = ("had_payments", "reached_before", "reached_now", "units_unpaid")
    third, fourth = stated(run, tight, *THIRD), stated(run, tight, *FOURTH)

    for statement, number, money in ((third, [2, 0, 1, 1], [2, 0, 1, 2]), (fourth, *2 * [None])):
        by_number, of_money = statement["limits_for_each"]
        assert (by_number["clause"], of_money["clause"]) == ("7.6", "7.1")
        assert by_number["limit"] == "the first 12"
        if number:
            assert [by_number[name] for name in names] == number
            assert [of_money[name] for name in names] == money
            assert pence([by_number, of_money], "unpaid") == [[10000], [20000]]
        else:
            assert by_number["reached_before"] == 1
            assert by_number["unpaid"]["pence"] == 130000


def test_who_pays_what(run: Run, tight: Path) -> None:
    fourth = stated(run, tight, *FOURTH)

    assert [(due["payer"], due["to_pay"]["pence"]) for due in fourth["to_pay"]] == [
        ("Fund B", 7000),
        ("Council A", 38000),
    ]
    assert fourth["period"] == {"from": "2025-01-01", "to": "2025-03-31"}
    assert fourth["claim"]["claim_number"] == 4
    assert (fourth["from"], fourth["to"]) == (["Provider C"], ["Council A", "Fund B"])


def test_what_nobody_pays_still_uses_up_the_limit_on_payments(run: Run, tight: Path) -> None:
    """The limit of a payer comes after those on payments: what it leaves unpaid was reckoned."""
    path = tight / "contract.sib"
    text = path.read_text(encoding="utf-8")
    text = text.replace("Council A pays that share.", "that share is not paid.")
    path.write_text(text, encoding="utf-8")
    year, fund = stated(run, tight, *FOURTH)["limits"]

    assert pence([year], "before", "now", "left", "beyond") == [[140000, 45000, 0, 35000]]
    assert pence([fund], "now", "left", "beyond") == [[7000, 0, 2000]]
    assert fund["beyond_is"] == "not paid"


# -- Earlier claims -------------------------------------------------------------------------------


def test_a_payer_of_more_than_one_outcome_has_a_total(run: Run) -> None:
    text = run("statement", ROOT / "contracts/manchester", "--claim", "2018-06-30").stdout
    lines = [line.split() for line in text.splitlines()]

    assert ["Manchester,", "in", "all", "£226,640.00"] in lines
    assert ["Social", "Outcomes", "Fund,", "in", "all", "£56,660.00"] in lines


def test_a_share_of_the_claim_that_is_taken_back_says_what_was_shared(run: Run) -> None:
    text = run("statement", ROOT / "contracts/norfolk", "--claim", "2022-06-30").stdout

    assert "the whole contract: Share of the claim for 1 January to 31 March 2022" in text
    assert "£691,167.75 was shared before; the shares are now" in text
    assert "no case" not in text
    assert "0 × Share" not in text


def test_it_is_the_claim_on_top_of_the_earlier_ones(run: Run, scheme: Path) -> None:
    run("claim", scheme, "--as-at", "2024-12-31", "--out", "one.csv")
    late(scheme)
    run("claim", scheme, "--as-at", "2025-03-31", "--claimed", "one.csv", "--out", "two.json")
    claim = json.loads(Path("two.json").read_text(encoding="utf-8"))
    statement = stated(run, scheme, *FOURTH, "--claimed", "one.csv")

    assert statement["claim"] == claim
    (why,) = statement["taken_back"]
    assert why.startswith("counted on other days now: 21 December to 27 December 2024")
    due = {name: amount["pence"] for name, amount in claim["payers"].items()}
    assert {d["payer"]: d["to_pay"]["pence"] for d in statement["to_pay"]} == due
    assert pence(statement["limits"], "before", "now") == [[170000, 200000]]


@pytest.mark.parametrize(
    ("scheme", "before", "end"),
    [
        ("gloucestershire", "2022-03-31", "2022-06-30"),
        ("ways-to-wellness", "2019-03-31", "2020-03-31"),
        ("innovation-fund-round-one", "2013-03-31", "2013-06-30"),
    ],
)
def test_it_is_the_claim_of_schemes(run: Run, scheme: str, before: str, end: str) -> None:
    """With what was claimed named, the claim to the last line; without, the same payments."""
    at = CONTRACTS / scheme
    run("check", at, "--as-at", before, "--out", "before.json")
    run("claim", at, "--as-at", end, "--claimed", "before.json", "--out", "claim.json")
    claim = json.loads(Path("claim.json").read_text(encoding="utf-8"))
    named = stated(run, at, "--claim", end, "--claimed", "before.json")["claim"]
    assumed = stated(run, at, "--claim", end)["claim"]

    assert claim["lines"]
    assert named == claim
    for part in ("lines", "payers", "paid", "claimed_before", "disregarded", "held"):
        assert assumed[part] == claim[part]


def test_what_is_disregarded_is_told_and_not_claimed(run: Run, scheme: Path) -> None:
    path = scheme / "contract.sib"
    text = path.read_text(encoding="utf-8")
    late_ = "adds to or reduces the next claim, if received within 12 months after the due day"
    assert late_ in text
    path.write_text(text.replace(late_, "is disregarded"), encoding="utf-8")
    run("claim", scheme, "--as-at", "2024-12-31", "--out", "one.csv")
    late(scheme)
    result = run("statement", scheme, *FOURTH, "--claimed", "one.csv", "--out", "s.html")
    page = Path("s.html").read_text(encoding="utf-8")

    assert "Disregarded: evidence that came too late to count" in page
    assert "Claimed before, and so no more" not in page
    assert "of late evidence that is disregarded" in " ".join(result.stdout.split())
    assert "SIB638" in result.stdout


def test_without_earlier_claims_the_data_says_what_was_claimed(run: Run, scheme: Path) -> None:
    text = run("statement", scheme, *FOURTH).stdout
    before = run("check", scheme, "--as-at", "2024-12-31", "--format", "json")

    assert "no earlier claim is named" in text
    amount = told(before)["ledger"]["paid"]["pence"]
    assert stated(run, scheme, *FOURTH)["claim"]["claimed_before"]["pence"] == amount


def test_claims_that_do_not_fit_make_no_statement(run: Run, scheme: Path) -> None:
    run("claim", scheme, "--as-at", "2024-12-31", "--out", "one.csv")
    run("claim", scheme, "--as-at", "2025-03-31", "--claimed", "one.csv", "--out", "two.csv")
    result = run("statement", scheme, *FOURTH, "--claimed", "two.csv", "--out", "s.xlsx")

    assert result.exit_code == 1
    assert "SIB634" in result.stdout
    assert "Nothing is stated until the errors are put right." in result.stdout
    assert not Path("s.xlsx").exists()


# -- Periods --------------------------------------------------------------------------------------


def test_a_period_that_is_not_over_is_stated_so_far(run: Run) -> None:
    words = "statement", CONTRACTS / "ways-to-wellness", "--claim", "2022-03-31"
    text = run(*words).stdout

    assert "1 April 2021 to 31 March 2022, so far: by 31 December 2021" in text
    assert told(run(*words, "--format", "json"))["statement"]["so_far"] is True


def test_a_claim_need_not_be_a_quarter(run: Run) -> None:
    statement = stated(run, CONTRACTS / "norfolk", "--claim", "2019-06-30")

    assert statement["period"] == {"from": "2019-02-05", "to": "2019-10-31"}
    assert statement["claim"]["claim_number"] == 1
    assert statement["claim"]["claimed_before"]["pence"] == 0


@pytest.mark.parametrize(
    ("day", "said"),
    [
        ("2010-01-01", "is in no claim: the first claim after it is for 1 April 2015 to 31 March"),
        ("2030-01-01", "is in no claim: the last claim before it is for 1 April 2021 to 31 March"),
        ("2022-03-31", None),
    ],
)
def test_a_day_in_no_claim_is_told_with_the_claims_around_it(
    run: Run, day: str, said: str | None
) -> None:
    result = run("statement", CONTRACTS / "ways-to-wellness", "--claim", day)

    if said is None:
        assert result.exit_code == 0
    else:
        assert result.exit_code == 2
        assert said in " ".join(result.stderr.split())


def test_a_claim_of_which_the_data_knows_nothing_is_refused(run: Run, scheme: Path) -> None:
    result = run("statement", scheme, "--claim", "2027-06-30")

    assert result.exit_code == 2
    assert "before the claim for 1 April to 30 June 2027 begins" in " ".join(result.stderr.split())


# -- Files ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "begins"), [("s.html", b"<!DOCTYPE"), ("s.pdf", b"%PDF"), ("s.xlsx", b"PK")]
)
def test_it_is_written_as_the_name_ends(run: Run, scheme: Path, name: str, begins: bytes) -> None:
    result = run("statement", scheme, *FOURTH, "--out", name)

    assert result.exit_code == 0
    assert result.stdout.endswith(f"The statement is in {name}.\n")
    assert Path(name).read_bytes().startswith(begins)


def test_a_page_can_go_to_standard_output(run: Run, scheme: Path) -> None:
    result = run("statement", scheme, *FOURTH, "--to", "html")

    assert result.stdout.startswith("<!DOCTYPE html>")
    assert result.stdout.endswith("</html>\n")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--out", "s.docx"), "ends in none of .html, .xlsx and .pdf"),
        (("--to", "pdf", "--out", "s.xlsx"), "is no name for what --to pdf writes"),
        (("--to", "xlsx"), "--to xlsx goes to a file"),
    ],
)
def test_what_cannot_be_written_is_wrong_usage(
    run: Run, scheme: Path, words: tuple[str, ...], said: str
) -> None:
    result = run("statement", scheme, *FOURTH, *words)

    assert result.exit_code == 2
    assert said in " ".join(result.stderr.split())


def test_a_file_that_cannot_be_written_is_a_finding(run: Run, scheme: Path) -> None:
    result = run("statement", scheme, *FOURTH, "--out", "nowhere/s.html")

    assert result.exit_code == 1
    assert "SIB901" in result.stdout or "the file cannot be written" in result.stdout
    assert "The statement is in" not in result.stdout
    assert result.stdout.endswith("Nothing was written to nowhere/s.html.\n")


def test_a_contract_with_a_mistake_makes_no_statement(run: Run, scheme: Path) -> None:
    path = scheme / "contract.sib"
    path.write_text(path.read_text(encoding="utf-8").replace("pays £100", "pays 100"), "utf-8")
    result = run("statement", scheme, *FOURTH, "--format", "json")

    assert result.exit_code == 1
    assert told(result)["statement"] is None


def test_a_contract_without_numbers_cannot_be_cited(run: Run, scheme: Path) -> None:
    """Which limit cut a line is told by its clause alone."""
    path = scheme / "contract.sib"
    text = path.read_text(encoding="utf-8").partition("# 11. What follows")[0]
    path.write_text(re.sub(r"(?m)^\d+\.\d+ ", "", text), encoding="utf-8")
    result = run("statement", scheme, *FOURTH)

    assert result.exit_code == 2
    assert "sibdsl fmt --renumber" in " ".join(result.stderr.split())


def test_it_needs_data(run: Run, scheme: Path) -> None:
    result = run("statement", scheme / "contract.sib", *FOURTH)

    assert result.exit_code == 2
    assert "needs case data" in result.stderr


# -- Privacy --------------------------------------------------------------------------------------


def test_under_pseudonyms_no_case_number_is_told(run: Run) -> None:
    scheme = CONTRACTS / "gloucestershire"
    words = ("statement", scheme, "--claim", "2022-03-31", "--pseudonyms", "key.txt", "-v")
    texts = [run(*words, "--out", "s.html").output, Path("s.html").read_text(encoding="utf-8")]
    texts.append(run(*words, "--format", "json").stdout)
    with (scheme / "cases/people.csv").open(encoding="utf-8", newline="") as file:
        numbers = {row["Case Number"] for row in csv.DictReader(file)}

    assert len(numbers) > 10
    for text in texts:
        assert not set(re.findall(r"\bG\d+\b", text)) & numbers
