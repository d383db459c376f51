"""Pan-London's "whatever the reason", read both ways: those days only, or for good."""

from pathlib import Path

import pytest

from sibdsl import api

TEXT = (Path(__file__).parents[1] / "contracts/pan-london/contract.sib").read_text(encoding="utf-8")
AS_IT_STANDS = "3.8 Tracking Period means the 2 years after the last day of Therapy."
FOR_GOOD = """3.8 Tracking Period means the 2 years after the last day of Therapy.
3.21 Years After means the 2 years after the last day of Therapy.
3.22 The Tracking Period ends no later than the day before the first day of Care that is in the
    Years After."""
BORN_AND_REFERRED = """given
    (a) Date of Birth is 3 May 2005;
    (b) Responsibility is from 3 May 2005 onwards where Borough is Sutton;
    (c) Concern is on 1 March 2018 where Kind is "antisocial behaviour";
    (d) Referral is on 4 June 2018;
    (e) Therapy is from 11 June 2018 to 1 October 2018 where Result is "withdrawn"; and
    (f) Episode is from {care} where Placement is "U1" and Legal Status is "C2","""
EXAMPLE = """99.1 Example "Read one way or the other": {given}
    then by 16 December 2018 Home Week pays {paid}.
"""


def wrong(text: str, care: str, paid: str) -> list[tuple[str, ...]]:
    """What is not as the example says, of the contract with that text for clause 3.8."""
    changed = TEXT.replace(AS_IT_STANDS, text)
    assert AS_IT_STANDS in TEXT
    example = EXAMPLE.format(given=BORN_AND_REFERRED.format(care=care), paid=paid)
    read = api.load_text(f"{changed}\n{example}")
    assert read.lowered is not None, [f.message for f in read.findings]
    results = api.examples(read.lowered.contract, read.lowered.examples)
    return [r.wrong for r in results if r.example.name.startswith("Read one way")]


# Home on the 14 days from 2 October; in care from 16 to 31 October; home again for the 46 days
# from 1 November to 16 December, which hold six weeks and four days.
@pytest.mark.parametrize(("text", "paid"), [(AS_IT_STANDS, "£2,400"), (FOR_GOOD, "£600")])
def test_a_stay_in_care_stops_those_days_or_the_tracking_for_good(text: str, paid: str) -> None:
    assert wrong(text, "16 October 2018 to 31 October 2018", paid) == [()]


# A stay before the tracking began ends nothing under either reading: 76 days, ten weeks.
@pytest.mark.parametrize("text", [AS_IT_STANDS, FOR_GOOD])
def test_a_stay_before_the_tracking_began_counts_for_neither(text: str) -> None:
    assert wrong(text, "1 July 2018 to 20 September 2018", "£3,000") == [()]
