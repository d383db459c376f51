"""What a contract breaks on its face, and what only looks like it."""

from pathlib import Path

import pytest

from sibdsl import api
from sibdsl.model.contract import Contract
from sibdsl.verify.static import STATIC_LAWS

REPOSITORY = Path(__file__).parents[2]

TEXT = """Contract "On its face".

1.1 The term is from 1 April 2020 to 31 March 2026.
1.2 The commissioner is Ashby.
1.3 The outcomes fund is Central Fund.
2.1 The record of each Child holds
    (a) Case Number, a code;
    (b) Date of Birth, a date;
    (c) Grade, a number;
    (d) Setting, one of "home" or "foster";
    (e) Referral, an event; and
    (f) Visits, events.
3.1 Referral Window means from 1 April 2020 to 31 March 2023.
3.2 A Child is High if
    (a) Grade is at least 3; and
    (b) Setting is "home".
3.3 A Child is Low if
    (a) Grade is less than 3; and
    (b) Setting is "home".
4.1 A Child is eligible if
    (a) age on Referral is at least 5;
    (b) age on Referral is at most 15; and
    (c) Referral is in the Referral Window.
5.1 Visit Made is achieved for each Visit on the Visit.
5.2 No outcome is achieved after 31 December 2025.
6.1 Visit Made pays
    (a) £100 if the Child is High;
    (b) £80 if the Child is Low; and
    (c) £90 if Setting is "foster".
7.1 Only the first 4 Visits Made of each Child are paid.
7.2 Payments for each Child do not exceed £400.
7.3 Payments in total do not exceed £10,000, in order of the due day and then of Case Number.
7.4 An outcome above a limit is counted but not paid.
8.1 Central Fund pays 25% of each payment, rounded down to a penny.
8.2 Ashby pays the rest.
8.3 Payments by Central Fund do not exceed £2,500.
8.4 Once Central Fund has paid its limit, Ashby pays that share.
9.1 Claims are made for each quarter.
10.1 Each clause applies as it stands on Referral.
10.2 From 1 April 2022, clause 5.2 reads: No outcome is achieved after 30 June 2025.
"""


def meant(text: str) -> Contract:
    found = api.load_text(text)
    assert found.lowered is not None, found.findings
    return found.lowered.contract


def broken(contract: Contract) -> dict[str, str]:
    """The words of the first conflict with each law that is broken."""
    found = {}
    for law in STATIC_LAWS:
        assert law.static is not None
        conflict = next(law.static(contract), None)
        if conflict is not None:
            found[law.name] = conflict.words
    return found


def test_nothing_is_wrong_on_the_face_of_a_sound_contract() -> None:
    contract = meant(TEXT)

    assert broken(contract) == {}
    assert all(any(law.matters(contract)) for law in STATIC_LAWS)


@pytest.mark.parametrize(
    ("old", "new", "law", "words"),
    [
        (
            "less than 3",
            "at most 3",
            "bands-on-their-face",
            "Of the prices of Visit Made, 2 lines can hold: at 3 and for “home”.",
        ),
        (
            "less than 3",
            "less than 2",
            "bands-on-their-face",
            "Of the prices of Visit Made, no line can hold: at 2 and for “home”.",
        ),
        (
            "at most 15",
            "at most 4",
            "somebody-can-be-eligible",
            "Nobody can be eligible: it would have to be at least 5 and at most 4.",
        ),
        (
            "on the Visit.",
            "on the Visit, if age on Referral is at least 16.",
            "somebody-can-be-eligible",
            "Nobody who is eligible can achieve Visit Made: "
            "it would have to be at least 5 and at most 15 and at least 16.",
        ),
        (
            "do not exceed £2,500",
            "do not exceed £2,600",
            "limits-can-bind",
            "Payments by Central Fund can never reach £2,600: "
            "of the £10,000 of clause 7.3, its share is at most £2,500.",
        ),
        (
            "each Child do not exceed £400",
            "each Child do not exceed £450",
            "limits-can-bind",
            "£450 can never be reached: limits by number end at £400.",
        ),
        (
            "achieved after 31 December 2025",
            "achieved after 31 March 2026",
            "stops-stop",
            "The stop after 31 March 2026 forbids no day of the term: it stops nothing.",
        ),
        (
            "achieved after 31 December 2025",
            "achieved after 31 December 2019",
            "stops-stop",
            "The stop after 31 December 2019 forbids the whole term: nothing can be paid.",
        ),
        (
            "No outcome is achieved after 30 June 2025",
            "No outcome is achieved after 31 December 2025",
            "amendments-change-something",
            "The amendment from 1 April 2022 changes nothing: every clause means what it meant.",
        ),
        (
            "From 1 April 2022, clause 5.2",
            "From 1 April 2024, clause 5.2",
            "amendments-change-something",
            "The amendment from 1 April 2024 changes nothing: "
            "nobody is eligible whose day is after 31 March 2023.",
        ),
    ],
)
def test_what_can_be_seen_without_a_history(old: str, new: str, law: str, words: str) -> None:
    assert old in TEXT
    text = TEXT.replace(old, new)
    # Amended contracts keep their limits open: those laws are asked without the amendment.
    if law == "limits-can-bind":
        text = text[: text.index("10.1")]

    assert broken(meant(text)) == {law: words}


def test_our_contracts_hold_no_more_than_is_known() -> None:
    """Gloucestershire's two funds have limits above their shares of the total, as published."""
    names = ["pan-london", "norfolk", "fair-chance", "gloucestershire", "innovation-fund"]
    found = {}
    for name in names:
        loaded = api.load(REPOSITORY / "contracts" / name / "contract.sib")
        assert loaded.lowered is not None
        found[name] = set(broken(loaded.lowered.contract))

    assert found == {name: set() for name in names} | {"gloucestershire": {"limits-can-bind"}}
