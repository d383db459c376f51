import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from verify.small_holes import TEXT, lowered

from sibdsl.cli import main
from sibdsl.interpret.evaluate import evaluate
from sibdsl.model.days import day
from sibdsl.model.verdicts import Conflict, Counterexample, Reached, Standing, Verdict
from sibdsl.render.timeline import timeline
from sibdsl.render.verdicts import as_data, in_one_line, verdicts
from sibdsl.verify.search import histories_for

HOMEWARD = lowered()
GIVEN = HOMEWARD.examples[0].given
BY = HOMEWARD.examples[0].by
LINES = evaluate(HOMEWARD.contract, GIVEN).lines


def run(tmp_path: Path, *arguments: str, text: str = TEXT) -> Result:
    file = tmp_path / "contract.sib"
    file.write_text(text, encoding="utf-8")
    jobs = () if "--jobs" in arguments else ("--jobs", "1")
    return CliRunner().invoke(main, ["verify", str(file), *arguments, *jobs])


def test_every_law_has_its_line_and_the_status_says_whether_one_is_open(tmp_path: Path) -> None:
    result = run(tmp_path, "--histories", "40", "--law", "nothing-negative")

    assert result.exit_code == 0, result.output
    assert result.stdout.startswith("1 law: 1 ")
    assert "nothing-negative: No payment" in result.stdout


def test_the_object_holds_every_law(tmp_path: Path) -> None:
    result = run(tmp_path, "--histories", "20", "--law", "limits-hold", "--format", "json")

    told = json.loads(result.stdout)
    assert told["command"] == "verify"
    (law,) = told["laws"]
    assert law["name"] == "limits-hold"
    assert law["verdict"] in ("proved", "held")
    assert set(law) == {
        "name", "sentence", "verdict", "clauses", "bounds", "why", "histories", "clauses_reached",
        "found_at", "counterexample",
    }  # fmt: skip


def test_two_processes_give_the_answer_of_one(tmp_path: Path) -> None:
    arguments = "--histories", "90", "--seconds", "100", "--format", "json", "--jobs"

    one, two = (json.loads(run(tmp_path, *arguments, jobs).stdout) for jobs in ("1", "2"))

    assert one == two


def test_a_longer_contract_is_tried_on_fewer_histories() -> None:
    clause = "5.1 Something is so.\n"

    assert histories_for(clause) == 1_500
    assert histories_for(50 * clause + 30 * '12.1 Example "A": given …\n') == 300
    assert histories_for(100 * clause) == 250


def test_a_law_that_is_not_asked_is_wrong_usage(tmp_path: Path) -> None:
    result = run(tmp_path, "--law", "no-such-law")

    assert result.exit_code == 2
    assert "no law `no-such-law` is asked of this contract" in result.stderr


def test_a_contract_with_errors_is_shown_with_them(tmp_path: Path) -> None:
    result = run(tmp_path, text="1.1 The term is from 1 April 2024 to 31 March 2030.\n1.2 What is.")

    assert result.exit_code == 1
    assert "error[SIB" in result.stdout


def broken(*, second: bool) -> Verdict:
    conflict = Conflict("two weeks are paid", LINES, ("5.1",), closing="Only one week is paid.")
    case = Counterexample(conflict, BY, GIVEN, GIVEN if second else None, ("12.2 Example.",))
    return Verdict(
        "one-week", "At most one week is paid.", Standing.BROKEN, ("5.1",), counterexample=case
    )


def test_a_broken_law_is_shown_with_its_case() -> None:
    shown = verdicts(HOMEWARD.contract, [broken(second=True)])

    assert "  broken     one-week: At most one week is paid." in shown
    assert "Two weeks are paid." in shown
    assert "Home Week (clause 5.1), 2 × £300, the days 6 May to 19 May 2024" in shown
    assert "The other:" in shown
    assert "This would close it: Only one week is paid." in shown
    assert shown.endswith("12.2 Example.")
    assert all(len(line) <= 100 for line in shown.splitlines())


def test_a_clause_that_none_reached_is_warned_of() -> None:
    unknown = Verdict(
        "x", "It is so.", Standing.UNKNOWN, why="no history reached clause 7.1",
        reached=(Reached("7.1", 0),),
    )  # fmt: skip

    shown = verdicts(HOMEWARD.contract, [unknown])

    assert "No history reached clause 7.1: nothing is shown of it." in shown


def test_a_timeline_has_a_row_for_each_record_and_payment() -> None:
    rows = list(timeline(GIVEN, LINES, BY))

    assert [row.split("  ")[1].strip() for row in rows] == [
        "Date of Birth",
        "Referral",
        "2 × Home Week £600",
        "",
    ]
    assert rows[2].rstrip().endswith("#")
    assert "2024-05-06" in rows[3]


@pytest.mark.parametrize("second", [True, False])
def test_the_data_of_a_case_is_plain(*, second: bool) -> None:
    (law,) = as_data([broken(second=second)])

    json.dumps(law)
    case = law["counterexample"]
    assert case["by"] == "2024-05-19"
    assert case["first"]["cases"][0]["facts"] == {"Date of Birth": "2014-05-03"}
    assert (case["second"] is not None) == second


def test_the_count_names_each_standing() -> None:
    assert in_one_line([broken(second=False)]) == "1 law: 1 broken"
    assert in_one_line([]) == "no law is asked of it"

    assert day(2024, 5, 19) == BY
