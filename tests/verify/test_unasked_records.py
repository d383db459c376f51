"""Laws of records that no clause asks for, and of who is counted, each beside one that is kept."""

from pathlib import Path

import pytest

from sibdsl import api
from sibdsl.model.verdicts import Standing, Verdict
from sibdsl.verify.laws import LAWS
from sibdsl.verify.search import Budget, keep_in
from sibdsl.verify.verifying import verified

HEAD = """Contract "Small".
1.1 The term is from 1 April 2020 to 31 March 2026.
1.2 The commissioner is Ashby.
1.3 The provider is Barrow Homes.
8.1 Ashby pays the rest.
9.1 Claims are made for each quarter.
"""
DAYS = """2.1 The record of each Child holds
    (a) Case Number, a code;
    (b) Referral, an event; and
    (c) Prison Stays, periods.
3.1 Window means the 4 weeks beginning with Referral.
6.1 Home Day pays £5.
"""
STAY = """12.1 Example "Three days in prison": given
    (a) Referral is on 1 June 2020; and
    (b) Prison Stay is from 3 June 2020 to 5 June 2020,
"""
EVERY_DAY = f"""5.1 Home Day is achieved for each day in the Window.
{STAY}    then by 30 June 2020 Home Day pays £140.
"""
FREE_DAY = f"""5.1 Home Day is achieved for each day in the Window that is not in a Prison Stay.
{STAY}    then by 30 June 2020 Home Day pays £125.
"""
EXCUSED = "11.1 It follows that Prison Stays never change the payments.\n"

JOBS = """2.1 The record of each Person holds
    (a) Case Number, a code;
    (b) Job, an event; and
    (c) Payslip, an event.
6.1 Job Kept pays £5.
"""
JOB = '12.1 Example "A job": given Job is on 1 June 2020, then by 30 June 2020'
CERTIFIED = "2.2 The commissioner certifies Payslip.\n"
BY_PROVIDER = "2.2 The provider certifies Payslip.\n"
ON_THE_JOB = f"""5.1 Job Kept is achieved on the Job.
{JOB} Job Kept pays £5.
"""
ON_THE_PAYSLIP = f"""5.1 Job Kept is achieved on the Job if Payslip is on or before Job.
{JOB} nothing is paid, because of clause 5.1.
"""

COUNT = """2.1 The record of each Child holds
    (a) Case Number, a code;
    (b) Referral, an event;
    (c) Refusals, events; and
    (d) Entries, events.
3.1 Year means from 1 April 2021 to 31 March 2022.
3.2 Own Entry means the number of Entries in the Year.
3.3 Entry Made means the total of Own Entry across eligible Children.
5.1 Few Entries is achieved on 31 March 2022 if Entry Made is at most 0.
6.1 Few Entries pays £5.
12.1 Example "One enters": given Child "A" with
    (a) Referral is on 1 June 2021; and
    (b) Entry is on 1 July 2021,
    then by 31 March 2022 nothing is paid.
"""
BY_COUNCIL = "2.2 The commissioner certifies Referral.\n"
ALL = "4.1 A Child is eligible if Referral is in the Year.\n"
NOT_REFUSED = """4.1 A Child is eligible if
    (a) Referral is in the Year; and
    (b) there is no Refusal in the Year.
"""


def verdicts(law: str, *parts: str) -> list[Verdict]:
    """What a small search says of *law*."""
    found = api.load_text(HEAD + "".join(parts))
    assert found.lowered is not None, found.findings
    return list(verified(found.source.text, found.lowered, Budget(histories=60, seconds=30), [law]))


@pytest.mark.parametrize(
    ("law", "hole", "guarded"),
    [
        ("nothing-in-silent-period", (DAYS, EVERY_DAY), (DAYS, FREE_DAY)),
        ("nothing-in-silent-period", (DAYS, EVERY_DAY), (DAYS, EVERY_DAY, EXCUSED)),
        ("certified-is-asked-for", (JOBS, CERTIFIED, ON_THE_JOB), (JOBS, BY_PROVIDER, ON_THE_JOB)),
        (
            "certified-is-asked-for",
            (JOBS, CERTIFIED, ON_THE_JOB),
            (JOBS, CERTIFIED, ON_THE_PAYSLIP),
        ),
        ("leaving-out-never-pays", (COUNT, ALL), (COUNT, BY_COUNCIL, ALL)),
        ("leaving-out-never-pays", (COUNT, BY_COUNCIL, NOT_REFUSED), (COUNT, BY_COUNCIL, ALL)),
    ],
)
def test_a_hole_breaks_it_and_the_guarded_is_not_asked(
    law: str, hole: tuple[str, ...], guarded: tuple[str, ...], tmp_path: Path
) -> None:
    keep_in(tmp_path)
    (broken,) = verdicts(law, *hole)

    assert law in {one.name for one in LAWS}
    assert broken.standing is Standing.BROKEN
    assert broken.counterexample is not None
    assert broken.counterexample.conflict.words.endswith(".")
    assert verdicts(law, *guarded) == []


def test_those_who_are_counted_are_left_out_by_one_record(tmp_path: Path) -> None:
    keep_in(tmp_path)
    (broken,) = verdicts("leaving-out-never-pays", COUNT, BY_COUNCIL, NOT_REFUSED)

    assert broken.counterexample is not None
    assert broken.counterexample.second is not None
    (case,) = broken.counterexample.second.cases
    assert len(case.events["Refusal"]) == 1
