from pathlib import Path

from cli.running import ROOT, Run, told

OPEN = ROOT / "tests/cli/contracts/open.sib"


def test_nothing_open_ends_with_0(run: Run, scheme: Path) -> None:
    result = run("lint", scheme)

    assert result.exit_code == 0
    assert result.stdout == f"{scheme}/contract.sib: no question is open\n"


def test_a_question_open_ends_with_1(run: Run) -> None:
    assert run("lint", OPEN).exit_code == 1


def test_check_warns_and_ends_with_0(run: Run) -> None:
    result = run("check", OPEN)

    assert result.exit_code == 0
    assert "warning[SIB507]: Home Weeks may follow an Adoption" in result.stdout


def test_check_of_cases_warns(run: Run, scheme: Path) -> None:
    contract = scheme / "contract.sib"
    lines = contract.read_text(encoding="utf-8").splitlines(keepends=True)
    contract.write_text("".join(x for x in lines if x[:4] != "9.2 "), encoding="utf-8")

    assert "warning[SIB513]" in run("check", scheme).stdout


def test_another_program_reads_each_answer_with_its_amount(run: Run) -> None:
    answer = told(run("lint", OPEN, "--format", "json"))

    (question, *others) = answer["contracts"][0]["questions"]
    assert not others
    assert question["number"] == 7
    assert question["clause"] == "5.1"
    assert question["case"] == {
        "example": "12.1",
        "changed": "with an Adoption on 8 September 2026",
        "by": "2026-09-14",
        "as_it_stands": {
            "total": {"pence": 60000, "text": "£600"},
            "by_payer": {
                "Life Chances Fund": {"pence": 9000, "text": "£90"},
                "Sutton": {"pence": 51000, "text": "£510"},
            },
        },
        "claimed_before": None,
    }
    assert [(each["sentences"], each["paid"]["total"]["text"]) for each in question["answers"]] == [
        (["No outcome is achieved on or after Adoption."], "£300"),
        (["The Tracking Period ends no later than the day before Adoption."], "£300"),
        (["It follows that Adoption never changes the payments."], "£600"),
    ]
    assert [finding["code"] for finding in answer["findings"]] == ["SIB507"]


def test_an_editor_reads_the_findings(run: Run) -> None:
    (result,) = told(run("lint", OPEN, "--format", "sarif"))["runs"][0]["results"]

    assert result["ruleId"] == "SIB507"
    assert result["level"] == "warning"


def test_a_contract_with_errors_is_asked_nothing(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.sib").write_text("Completion payz £4.\n", encoding="utf-8")

    result = run("lint", "a.sib")

    assert result.exit_code == 1
    assert "a.sib: no question is asked until the errors are put right" in result.stdout


def test_a_folder_without_a_contract_says_so(run: Run, tmp_path: Path) -> None:
    result = run("lint", tmp_path)

    assert result.exit_code == 1
    assert "SIB901" in result.stdout
