"""`sibdsl diff`: what changed in meaning, and a case for each change."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from sibdsl.cli import main
from sibdsl.interpret.evaluate import evaluate
from sibdsl.model.differences import Difference
from sibdsl.model.lowered import Lowered
from sibdsl.pipeline import loaded
from sibdsl.source import Source
from sibdsl.verify.counterexample import as_example
from sibdsl.verify.difference import difference

CONTRACT = Path(__file__).parents[2] / "contracts" / "pan-london" / "contract.sib"
TEXT = CONTRACT.read_text(encoding="utf-8")


def meant(text: str) -> Lowered:
    lowered = loaded(Source("contract.sib", text)).lowered
    assert lowered is not None
    return lowered


def changed(*edits: tuple[str, str], tried: int = 100) -> Difference:
    text = TEXT
    for old, new in edits:
        assert old in text
        text = text.replace(old, new)
    return difference(meant(TEXT), meant(text), tried)


def test_other_names_and_other_places_are_no_difference() -> None:
    text = TEXT.replace("Tracking Period", "Follow-Up").replace("Better Outcomes", "Best Outcomes")
    lines = text.splitlines()
    moved = next(line for line in lines if line.startswith("3.7 "))
    text = text.replace(f"{moved}\n", "").replace("# 3. ", "# 3. ")
    text = text.replace("4.1 A Young", moved.replace("3.7", "4.0") + "\n4.1 A Young")

    found = difference(meant(TEXT), meant(text), 10)

    assert found.changes == ()
    assert found.names == {"Tracking Period": "Follow-Up", "Better Outcomes": "Best Outcomes"}


@pytest.mark.parametrize(
    ("old", "new", "clause"),
    [
        ("the 2 years after", "the 2 years beginning with", "3.8"),
        ("in Care or Detention.", "in Care.", "5.2"),
        ("pays 15% of", "pays 14% of", "8.1"),
        ("do not exceed £33,000. ", "do not exceed £32,000. ", "7.2"),
        (
            "No outcome is achieved on or after the earl",
            "No outcome is achieved after the earl",
            "5.3",
        ),
    ],
)
def test_a_changed_clause_has_a_case_that_is_paid_differently(
    old: str, new: str, clause: str
) -> None:
    text = TEXT.replace(old, new)
    before, after = meant(TEXT), meant(text)

    (change,) = difference(before, after, 80).changes

    assert (change.old, change.new) == (clause, clause)
    assert change.case is not None
    assert change.case.first != change.case.second
    given = change.case.given
    assert evaluate(before.contract, given).paid_by() != evaluate(after.contract, given).paid_by()
    example = as_example(text, after.contract, given, change.case.by, "Changed")
    assert example is not None


def test_each_of_several_changes_has_a_case_of_its_own() -> None:
    found = changed(
        ("each 7 cons", "each 8 cons"), ("Completion pays £2,000", "Completion pays £3,000")
    )

    homes, completion = (change.case for change in found.changes)
    assert homes is not None
    assert completion is not None
    assert "Completion" not in dict(homes.second)
    assert "Home Week" not in dict(completion.second)


def test_what_no_history_shows_is_said_to_be_so() -> None:
    (change,) = changed(("for each quarter", "for each month"), tried=30).changes

    assert (change.what, change.case) == ("the claims", None)
    assert change.silent


def test_another_thing_under_another_name_is_not_renamed() -> None:
    found = changed(
        ('Short Break means each day in the Episodes where Legal Status is "V3".',
         "Family Stay means each day in the Detentions."),
        ("in a Short Break", "in a Family Stay"),
        tried=30,
    )  # fmt: skip

    assert found.names == {"Short Break": "Family Stay"}
    assert found.replaced == {"Family Stay"}
    assert [change.old for change in found.changes] == ["3.1"]


def test_another_party_may_be_another_who_pays() -> None:
    found = changed(("Sutton", "Croydon"), tried=10)

    assert (found.changes, found.parties) == ((), {"Croydon"})


def test_a_changed_field_of_a_record_is_shown_by_itself(tmp_path: Path) -> None:
    new = tmp_path / "new.sib"
    text = TEXT.replace('"withdrawn"', '"ended early"').replace(
        "Adoption, an event", "Adoption, a date"
    )
    new.write_text(text, encoding="utf-8")

    run = CliRunner().invoke(main, ["diff", str(CONTRACT), str(new), "--histories", "10"])

    assert 'new: 2.1(f) Therapies, periods, with Result, one of "completed" or "ended' in run.output
    assert "old: 2.1(k) Adoption, an event\n  new: 2.1(k) Adoption, a date\n" in run.output


def test_an_amendment_is_shown_in_its_own_words(tmp_path: Path) -> None:
    new = tmp_path / "new.sib"
    line = next(line for line in TEXT.splitlines() if line.startswith("10.1 "))
    amendment = "10.2 From 1 July 2020, clause 6.2 reads: Home Week pays £350."
    new.write_text(TEXT.replace(line, f"{line}\n{amendment}"), encoding="utf-8")

    run = CliRunner().invoke(main, ["diff", str(CONTRACT), str(new), "--histories", "60"])

    assert "What Home Week pays, as amended from 1 July 2020" in run.output
    assert f"new: {amendment}" in run.output


def test_a_clause_that_is_left_out_has_none_in_the_new_contract() -> None:
    line = next(line for line in TEXT.splitlines() if line.startswith("7.1 "))
    (change,) = changed((f"{line}\n", ""), tried=30).changes

    assert (change.old, change.new) == ("7.1", None)


def test_the_same_contracts_give_the_same_cases() -> None:
    edit = ("the 2 years after", "the 2 years beginning with")

    assert changed(edit, tried=40) == changed(edit, tried=40)


def test_the_command_shows_the_clauses_the_case_and_both_amounts(tmp_path: Path) -> None:
    new = tmp_path / "new.sib"
    new.write_text(TEXT.replace("pays 15% of", "pays 14% of"), encoding="utf-8")

    run = CliRunner().invoke(main, ["diff", str(CONTRACT), str(new), "--histories", "40"])

    assert run.exit_code == 1
    assert "1 change in meaning." in run.output
    assert "old: 8.1 Better Outcomes pays 15% of each payment" in run.output
    assert 'Example "Changed 1": given' in run.output


def test_nothing_changed_is_no_finding() -> None:
    run = CliRunner().invoke(main, ["diff", str(CONTRACT), str(CONTRACT)])

    assert run.exit_code == 0
    assert "the same on any records" in run.output


def test_the_command_says_who_is_paid_differently_on_data(tmp_path: Path) -> None:
    new = tmp_path / "new.sib"
    new.write_text(TEXT.replace("in Care or Detention.", "in Care."), encoding="utf-8")
    data = CONTRACT.parent / "cases"

    run = CliRunner().invoke(
        main,
        ["diff", str(CONTRACT), str(new), "--data", str(data), "--histories=40", "--format=json"],
    )

    found = json.loads(run.stdout)["data"]
    assert found["cases"]
    assert sum(row["more"]["pence"] for row in found["outcomes"]) == found["total"]["more"]["pence"]
    more = sum(row["more"]["pence"] for row in found["cases"])
    assert more == found["total"]["more"]["pence"] > 0
    assert more == sum(row["more"]["pence"] for row in found["payers"])
