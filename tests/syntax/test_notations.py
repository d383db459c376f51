"""How amounts, percentages, dates and numbers are written, and what else is mended."""

import pytest

from sibdsl.syntax.draft import Draft
from sibdsl.syntax.notation import notations


def mended(text: str) -> str:
    """*text* with its notations mended."""
    draft = Draft(text, range(len(text) + 1))
    for mistake in reversed(list(notations(text))):
        draft = draft.mended(mistake.edit) if mistake.edit else draft
    return draft.text


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        ("£5000", "£5,000"),
        ("£5k", "£5,000"),
        ("£1.5 million", "£1,500,000"),
        ("£2bn", "£2,000,000,000"),
        ("£1,00", "£100"),
        ("£59.1", "£59.10"),
        ("£59.155", "£59.15"),
        ("5,000 pounds", "£5,000"),
        ("GBP 500", "£500"),
        ("500 £", "£500"),
        ("50p", "£0.50"),
        ("25 percent", "25%"),
        ("25 per cent", "25%"),
        ("1000%", "1,000%"),
        ("1st April 2018", "1 April 2018"),
        ("1st of April 2018", "1 April 2018"),
        ("April 1, 2018", "1 April 2018"),
        ("1 Apr 2018", "1 April 2018"),
        ("1-Apr-2018", "1 April 2018"),
        ("1 April 18", "1 April 2018"),
        ("7 november 2016", "7 November 2016"),
        ("Monday 1 April 2018", "1 April 2018"),
        ("1 Sept 2018", "1 September 2018"),
        ("April 2018", "1 April 2018"),
        ("10000", "10,000"),
        ("1,00.5", "100.5"),
    ],
)
def test_a_notation_is_mended(wrong: str, right: str) -> None:
    assert mended(f"it is {wrong}, and so.") == f"it is {right}, and so."
    assert list(notations(f"it is {right}, and so.")) == []


@pytest.mark.parametrize(
    "text",
    [
        "£1,000 and £0 and £59.15 and £1,000,000.50",
        "25% and 12.5% and 1,000%",
        "1 April 2018 and 29 February 2020",
        "999 and 1,000 and 16.5 and the 18th birthday",
        "Cohort 2018 and Form 10000 and April 2018 Intake",
        "clause 6.2(a) and clause 10.12",
        'the "1/4/2018" of [£5000 on 1/4/2018]',
        "SSDA903 and u2 and a-10000",
    ],
)
def test_what_is_written_well_or_is_a_name_is_left(text: str) -> None:
    assert list(notations(text)) == []


@pytest.mark.parametrize(
    ("text", "offered"),
    [
        ("1/4/2018", "write `1 April 2018` or `4 January 2018`, whichever is meant"),
        ("31/3/2018", "write `31 March 2018`"),
        ("2018-04-01", "write `1 April 2018`"),
        ("1.4.2018", "write `1 April 2018` or `4 January 2018`, whichever is meant"),
        ("99/99/2018", "write a date as `1 April 2018`"),
        ("31 February 2018", "the last day of that month is `28 February 2018`"),
        ("31 April 2018", "the last day of that month is `30 April 2018`"),
        ("1 Brumaire 2018", "write a date as `1 April 2018`"),
        ("0 May 2018", "the last day of that month is `31 May 2018`"),
        ("1 May 0000", "the last day of that month is `31 May 2000`"),
        ("$500", "write every amount in pounds, as `£1,000`"),
    ],
)
def test_what_cannot_be_mended_is_told_with_what_to_write(text: str, offered: str) -> None:
    (mistake,) = notations(f"from {text} to then")
    assert mistake.help == offered
    assert f"from {text} to then"[mistake.span.start : mistake.span.end] == text
