from pathlib import Path

from cli.running import ROOT, Run, told

FAILING = ROOT / "tests/cli/contracts/failing.sib"


def test_all_as_they_say_ends_with_0(run: Run, scheme: Path) -> None:
    result = run("test", scheme)

    assert result.exit_code == 0
    assert result.stdout == f"{scheme}/contract.sib: 3 examples: 3 as they say\n"


def test_each_is_named_where_asked(run: Run) -> None:
    result = run("test", FAILING, "-v")

    assert result.exit_code == 1
    assert "not as it says  12.1 “Two weeks at home”" in result.stdout
    assert "as it says      12.2 “A night in care breaks the week”" in result.stdout


def test_several_contracts_are_tested_in_one_run(run: Run, scheme: Path) -> None:
    answer = told(run("test", scheme, FAILING, "--format", "json"))

    assert answer["contract"] is None
    assert [len(one["examples"]) for one in answer["contracts"]] == [3, 3]
    assert [finding["code"] for finding in answer["findings"]] == ["SIB800", "SIB800"]
    assert answer["contracts"][1]["examples"][0]["wrong"]


def test_a_contract_with_errors_has_no_examples(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.sib").write_text("Completion payz £4.\n", encoding="utf-8")

    result = run("test", "a.sib")

    assert result.exit_code == 1
    assert "a.sib: no example is computed until" in result.stdout
    assert told(run("test", "a.sib", "--format", "json"))["contract"] is None


def test_a_contract_without_examples_says_so(run: Run, scheme: Path) -> None:
    contract = scheme / "contract.sib"
    text = contract.read_text(encoding="utf-8").partition("# 12.")[0]
    contract.write_text(text, encoding="utf-8")

    assert "no examples" in run("test", scheme).stdout
