"""Quotations beside a whole contract, in the many ways that prose has of saying one thing.

The quotations are invented for the tests: they are of no contract that anyone signed.
"""

import re
from pathlib import Path

import pytest

from sibdsl.check.quoted import quotations_agree_with_their_clauses
from sibdsl.check.subject import Subject
from sibdsl.check.symbols import collect
from sibdsl.source import Source
from sibdsl.syntax.parse import parse

CONTRACT = Path(__file__).parents[2] / "contracts" / "pan-london" / "contract.sib"
TRUE = {
    "1.1": "The Term shall run from 1st February 2018 until 5 pm on 31st December 2023.",
    "1.2": (
        "the London Boroughs of Sutton, Tower Hamlets, Bexley, Merton and Newham and, with effect "
        "from 01/07/2018, Barking and, from 1 Sept 2019, Haringey, Hounslow, Kingston and Richmond"
    ),
    "1.3": "Better Outcomes (Lot 2 of the Fund, a company limited by guarantee)",
    "2.4": "Where there is more than one Referral of a Young Person the first alone shall count.",
    "3.2": "Respite is the first seventy-five (75) days of Short Break in a financial year.",
    "3.7": "between 1 February 2018 and 31 March 2021, both dates inclusive",
    "3.8": "a period of two (2) years starting on the day after the Therapy's last day",
    "4.1": "at Referral aged ten (10) or over and under the age of eighteen (18)",
    "5.2": "a Home Week is seven consecutive days of the Tracking Period out of Care and Detention",
    "5.3": "No Outcome Payment is made after the Young Person's death or eighteenth birthday.",
    "5.4": "no claim can be made more than twelve (12) months after Termination",
    "6.1": "£2,000 (two thousand pounds) on Completion, as in Schedule 4, Part 2, Table 1.",
    "6.2": "The price of a Home Week is three hundred pounds.",
    "7.2": "The maximum payable in respect of a Young Person is £33k.",
    "7.3": "In aggregate, ten million pounds sterling (£10,000,000).",
    "8.1": "Fifteen per cent. of each payment (ignoring any fraction of 1p) by Better Outcomes.",
    "8.2": "Better Outcomes' maximum liability is one million five hundred thousand pounds",
    "9.2": "adjustments where evidence is received no later than one year after the due date",
    "9.3": "An outcome unknown one (1) year after falling due is treated as not achieved.",
}
DRIFTS = [
    ("1.1", "31st December", "31st October", "31 December 2023"),
    ("1.2", "1 Sept 2019", "1 Sept 2020", "1 September 2019"),
    ("3.2", "seventy-five (75)", "seventy-five (70)", "75 days"),
    ("3.8", "two (2) years", "eighteen (18) months", "2 years"),
    ("4.1", "eighteen (18)", "nineteen (19)", "17"),
    ("5.2", "seven", "five", "7"),
    ("5.3", "eighteenth", "sixteenth", "18th birthday"),
    ("6.2", "three hundred", "two hundred", "£300"),
    ("7.2", "£33k", "£3.3k", "£33,000"),
    ("7.3", "ten million", "twelve million", "£10,000,000"),
    ("8.1", "Fifteen", "Fifty", "15%"),
    ("9.3", "one (1) year", "two (2) years", "12 months"),
]


def beside(text: str, clause: str, quotation: str) -> str:
    """The contract with *quotation* beside a clause of it."""
    start = text.index(f"\n{clause} ")
    end = re.compile(r"\.(?=\s*(\[[^\]]*\]\s*)?\n(\d|\s*\n|#))").search(text, start)
    assert end is not None
    return f'{text[: end.end()]}\n    As signed: "{quotation}".{text[end.end() :]}'


def found(quotations: dict[str, str]) -> list[tuple[str | None, str, list[str]]]:
    """Of each finding the clause, its code and the words of its second places."""
    text, _, _ = CONTRACT.read_text(encoding="utf-8").partition("# 12. Worked examples")
    for clause, quotation in quotations.items():
        text = beside(text, clause, quotation)
    source = Source("contract.sib", text)
    document = parse(source).document
    return [
        (
            finding.clause,
            str(finding.code),
            [source[label.place.span] for label in finding.others if label.place.span],
        )
        for finding in quotations_agree_with_their_clauses(Subject(document, collect(document)))
    ]


def test_no_alarm_where_all_are_true() -> None:
    assert found(TRUE) == []


@pytest.mark.parametrize(("clause", "old", "new", "in_clause"), DRIFTS)
def test_each_drift_is_found_and_nothing_else(
    clause: str, old: str, new: str, in_clause: str
) -> None:
    assert old in TRUE[clause]

    drifted = found(TRUE | {clause: TRUE[clause].replace(old, new)})
    assert {(number, code) for number, code, _ in drifted} == {(clause, "SIB420")}
    assert drifted[0][2] == [in_clause]
