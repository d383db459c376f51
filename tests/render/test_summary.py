"""The summary of lines that no outcome or no case made, and of the files beneath."""

from pathlib import Path

from sibdsl import api
from sibdsl.model.contract import Contract
from sibdsl.model.days import day
from sibdsl.model.inputs import Input
from sibdsl.model.ledger import CLAIM, SHORTFALL, Counted, Ledger, Line
from sibdsl.model.money import Money
from sibdsl.render import as_json
from sibdsl.render.summary import of_others, summary

WEEK = Path(__file__).parents[2] / "sibdsl/cli/templates/week/contract.sib"
QUARTER = (day(2024, 10, 1), day(2025, 1, 1))
LAST = QUARTER[1] - 1


def contract() -> Contract:
    found = api.load(WEEK).lowered
    assert found is not None
    return found.contract


def line(outcome: str, units: int, paid: int, shares: tuple[int, int], **more: object) -> Line:
    paying = (("Fund B", Money(shares[0])), ("Council A", Money(shares[1])))
    amounts = Money(paid), Money(paid)
    return Line(
        None, outcome, "7.9", LAST, LAST, None, units, *amounts, QUARTER, shares=paying, **more
    )


def ledger(*lines: Line) -> Ledger:
    return Ledger("Weeks at Home", "abc", LAST, lines, payers=("Fund B", "Council A"))


def test_a_shortfall_is_a_row_of_its_own_and_in_the_totals() -> None:
    due = ledger(line("Home Week", 6, 60000, (0, 60000)), line(SHORTFALL, 3, 600, (0, 600)))
    text = summary(contract(), due, ())

    assert "Shortfall (clause 7.9)       3     £6.00      £0.00     £6.00" in text
    assert "Total                        9   £606.00      £0.00   £606.00" in text
    assert "Home Week   Shortfall     total" in text
    assert "Council A   £606.00   100.0%" in text


def test_shares_of_a_whole_claim_are_no_payment_of_their_own() -> None:
    due = ledger(line("Home Week", 6, 60000, (0, 0)), line(CLAIM, 0, 0, (12000, 48000)))
    text = summary(contract(), due, ())

    assert "claim)" not in text
    assert "Fund B      £120.00   20.0%" in text
    assert "more is shared" not in text


def test_what_is_not_yet_shared_is_said() -> None:
    text = summary(contract(), ledger(line("Home Week", 6, 60000, (6000, 24000))), ())

    assert "£300.00 more is shared between the payers once its claim period is over." in text


def test_files_of_others_are_named_and_all_where_asked() -> None:
    files = (
        Input("baseline.csv", "f" * 64, "assessor"),
        Input("cohort.csv", "e" * 64, "commissioner"),
        Input("episodes.csv", "d" * 64, "Council A"),
        Input("mapping.toml", "c" * 64),
    )
    others = of_others(contract(), files)
    text = summary(contract(), ledger(), (), others)

    assert others == files[:1]
    assert "  baseline.csv       assessor   ffffffffffffffff" in text
    assert "nobody   cccccccccccccccc" in summary(contract(), ledger(), (), files)
    assert "Files, with" not in summary(contract(), ledger(), ())


def test_the_object_of_a_line_without_a_case() -> None:
    counted = (Counted("C1", QUARTER, 9),)
    told = as_json.ledger(
        ledger(line("Home Week", 6, 600, (0, 600), group="One", achieved=9, counted=counted)),
        (Input("a.csv", "f" * 64, "assessor"),),
    )

    (only,) = told["lines"]
    assert (only["case"], only["group"], only["achieved"], only["units"]) == (None, "One", 9, 6)
    assert only["evidence"] is None
    days = {"from": "2024-10-01", "to": "2024-12-31"}
    assert only["counted"] == [{"case": "C1", "evidence": days, "units": 9}]
    assert told["inputs"] == [{"file": "a.csv", "sha256": "f" * 64, "certified_by": "assessor"}]
