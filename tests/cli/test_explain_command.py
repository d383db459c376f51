import re
from pathlib import Path

import pytest

from cli.running import Run, told
from sibdsl.diagnostics.codes import CODES


@pytest.mark.parametrize("number", ["SIB704", "sib704"])
def test_a_code_shows_its_page(run: Run, number: str) -> None:
    result = run("explain", number)

    assert result.exit_code == 0
    assert result.stdout.startswith("# SIB704: periods that overlap\n")


def test_a_code_as_an_object(run: Run) -> None:
    answer = told(run("explain", "SIB905", "--format", "json"))

    assert answer["title"] == CODES["SIB905"].title
    assert answer["severity"] == "warning"


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["SIB999"], "there is no code SIB999; there are SIB900 to"),
        (["SIB001"], "there is no code SIB001"),
        (["SIB704", "--clause", "1"], "--clause goes with a contract"),
        (["nowhere.sib"], "neither a code (SIB and three digits) nor a path"),
    ],
)
def test_wrong_usage_ends_with_2(run: Run, arguments: list[str], words: str) -> None:
    result = run("explain", *arguments)

    assert result.exit_code == 2
    assert words in " ".join(result.stderr.split())


def test_one_clause_in_its_own_words_and_in_plain_ones(run: Run, scheme: Path) -> None:
    result = run("explain", scheme, "--clause", "8.2")

    assert result.exit_code == 0
    assert result.stdout.splitlines() == [
        "8.2 Council A pays the rest.",
        "    = Council A pays what the other shares leave of each payment.",
        "      - Of £333.33, after £66.66 by Fund B, this is £266.67: together they are the whole.",
    ]


def test_json_holds_each_clause_with_what_it_means(run: Run, scheme: Path) -> None:
    answer = told(run("explain", scheme, "--clause", "4.1", "--format", "json"))

    (clause,) = answer["clauses"]
    assert clause["number"] == "4.1"
    assert clause["words"].startswith("A Child is eligible if (a) age on Referral is from 10 to")
    assert [one["item"] for one in clause["means"]] == ["", "a", "b", "c", "d", "e"]
    assert clause["means"][3]["follows"][0] == "If both are one day, this does not hold."


def test_a_clause_that_is_not_there(run: Run, scheme: Path) -> None:
    assert run("explain", scheme, "--clause", "99.1").exit_code == 2


def test_a_contract_without_numbers_is_numbered_for_it(run: Run, scheme: Path) -> None:
    contract = scheme / "contract.sib"
    text = contract.read_text(encoding="utf-8").partition("# 12.")[0]
    contract.write_text(re.sub(r"(?m)^\d+\.\d+ ", "", text), encoding="utf-8")

    result = run("explain", scheme)

    assert result.exit_code == 0
    assert "8.2 Council A pays the rest." in result.stdout


def test_a_contract_with_errors_shows_them(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.sib").write_text("Completion payz £4.\n", encoding="utf-8")

    assert "SIB109" in run("explain", "a.sib").stdout
    assert told(run("explain", "a.sib", "--format", "json"))["findings"]


def test_every_clause_says_what_it_becomes(run: Run, scheme: Path) -> None:
    answer = told(run("explain", scheme, "--format", "json"))

    title, *clauses = answer["text"].split("\n\n")
    assert title == 'Contract "Weeks at Home".'
    assert [clause for clause in clauses if "\n    = " not in clause] == []
