"""What is said of groups, of totals across cases, and of prices and limits that change."""

import re

import pytest

from sibdsl import api
from sibdsl.pipeline import loaded
from sibdsl.render.clauses import clauses
from sibdsl.source import Source

SCHEME = """Contract "Everything".
1.1 The term is from 1 April 2018 to 31 March 2024.
1.2 The commissioner is Ashby.
1.3 The outcomes fund is Fund.
2.1 The record of each Child holds (a) Case Number, a code; (b) Start, an event; (c) Moves, events;
    (d) Intake, a Cohort; and (e) Tests, events, with Mark, a number.
2.2 The record of each Cohort holds (a) Report, an event; and (b) Baseline, a number.
2.3 The record of the contract holds Upratings, events, with Rate, a percentage.
3.1 Unit means 1.
3.2 Started, for each claim, means the total of Unit across eligible Children
    where the Start is in the claim.
3.3 Mean Score, for each Cohort, means the average of Score across eligible Children, not rounded.
3.4 Score means the number of Tests.
3.5 Fall, for each Cohort, means the percentage by which Mean Score is below Baseline, not rounded.
4.1 A Child is eligible if Start is in the term.
5.1 Arrival is achieved on the Start.
5.2 Job is achieved for each Move on the Move if Arrival has been achieved.
5.3 Wellbeing is achieved for each Cohort on the Report.
5.4 Yearly is achieved for each quarter on the last day of the quarter if
    Wellbeing has not been achieved.
5.5 Saving is achieved for each Cohort on the Report if Wellbeing has been achieved.
5.6 Course is achieved for each Test on the Test if (a) Arrival has been achieved; and
    (b) Wellbeing has been achieved.
6.1 Arrival pays £190.
6.2 Job pays (a) £1,100 for each of the first 370; (b) £1,000 for each of the next 40;
    and (c) £1,350 for each one beyond.
6.3 Wellbeing pays £0 where Mean Score is 0.5 or less,
    rising in proportion to £1,000 where it is 1.4 or more, rounded down to a penny.
6.4 Yearly pays £10.
6.5 Saving pays £0 where Fall is 0% or less,
    rising in proportion to £700,000 where it is 14% or more, rounded down to a penny.
6.6 Course pays £10.
6.7 The prices rise by 2% on 1 April 2021, rounded to the nearest penny.
6.8 The prices of Arrival and Job fall by the Rate on each Uprating, rounded down to a penny.
6.9 In each claim, 33% of the Arrivals are deducted, and the number left is rounded down
    to a whole number.
6.10 In each claim for each Child, 33% of the Courses are deducted, and the number left is
    rounded down to a whole number.
7.1 Only the first 9 Jobs of each Child are paid.
7.2 Payments in each financial year are not less than £100,000; Ashby pays the difference.
7.3 Payments in total are not less than £500,000; Ashby pays the difference.
7.4 In place of the payments due from 1 April 2020 to 30 September 2020, Ashby pays £20,000
    for each quarter.
7.5 At least 8 Starts are made in each financial year; for each one fewer, Ashby pays £2,000.
7.6 Payments for each Cohort for Wellbeing do not exceed £5,000.
7.7 An outcome above a limit is counted but not paid.
8.1 Fund pays 70% of each payment due before 1 April 2019, rounded down to a penny.
8.2 Fund pays 30% of each payment due from 1 April 2019 to 31 March 2020, rounded down to a penny.
8.3 Fund pays 20% of each payment for Wellbeing and Job due on or after 1 April 2020,
    rounded down to a penny.
8.4 Ashby pays the rest.
9.1 Claims are made for each quarter.
10.1 Each clause applies as it stands on the due day.
10.2 From 1 July 2020, clause 6.1 reads: Arrival pays £150.
"""

SAID = {
    "2.3": [
        "The record of the contract holds any number of Upratings, each an event on one day, "
        "each with Rate (a percentage).",
    ],
    "3.2": [
        "Started of the whole contract, for each claim, is the total of Unit over every "
        "eligible Child for whom the day of the Start is a day in that claim.",
        "While the number of one of them is not yet known, it lies between the least and the "
        "most that it can be.",
    ],
    "3.3": [
        "Mean Score of each Cohort is the average of Score over every eligible Child of that "
        "Cohort.",
        "Someone of whom the number is nought counts in the average all the same.",
        "While the number of one of them is not yet known, it lies between the least and the "
        "most that it can be.",
    ],
    "5.2": [
        "Job is achieved once for each eligible Child and each Move, and falls due on the day "
        "of that Move. It is achieved only if Arrival has been achieved and fell due on or "
        "before the due day.",
        "Whether Arrival has been achieved is asked of the same Child.",
    ],
    "5.3": [
        "Wellbeing is achieved once for each Cohort, and falls due on the day of the Report of "
        "the Cohort.",
    ],
    "5.4": [
        "Yearly is achieved once for each quarter with a day in the term, for the whole "
        "contract, and falls due on the last day of that quarter. It is achieved only if no "
        "Wellbeing has been achieved that fell due on or before the due day.",
        "Whether Wellbeing has been achieved is asked of every Cohort, and one is enough.",
    ],
    "5.5": [
        "Saving is achieved once for each Cohort, and falls due on the day of the Report of "
        "the Cohort. It is achieved only if Wellbeing has been achieved and fell due on or "
        "before the due day.",
        "Whether Wellbeing has been achieved is asked of the same Cohort.",
    ],
    "6.1": [
        "Each Arrival pays £190.",
        "From 1 July 2020 on: Each Arrival pays £150. A rise on or before 1 July 2020 is in it.",
    ],
    "6.2": [
        "The price of Job goes by its place among all of them, those of every case together in "
        "their turn: £1,100 for each of the first 370, £1,000 for each of the next 40 and "
        "£1,350 for each one beyond.",
        "The 370th Job pays £1,100 and the 371st pays £1,000.",
        "The 410th Job pays £1,000 and the 411th pays £1,350.",
    ],
    "6.3": [
        "Each Wellbeing pays £0 where Mean Score is 0.5 and £1,000 where it is 1.4; in "
        "proportion between them, rounded down to a penny, and the nearer amount beyond them.",
        "Where it is 0.8, a third of the way, it pays £333.33.",
        "At exactly 0.5 it pays £0, and at exactly 1.4 it pays £1,000; beyond them no more and "
        "no less.",
    ],
    "6.5": [
        "Each Saving pays £0 where Fall is 0% and £700,000 where it is 14%; in proportion "
        "between them, rounded down to a penny, and the nearer amount beyond them.",
        "Where it is 4.666% (7/150), a third of the way, it pays £233,333.33.",
        "At exactly 0% it pays £0, and at exactly 14% it pays £700,000; beyond them no more "
        "and no less.",
    ],
    "6.7": [
        "All prices rise by 2% on 1 April 2021: what falls due on that day or later is paid at "
        "the new price, rounded to the nearest penny, a half up. One rise follows another, "
        "each on the price after those before it.",
        "£190 (Arrival) becomes £193.80.",
    ],
    "6.8": [
        "The prices of Arrival and Job fall by the Rate of that Uprating on the day of that "
        "Uprating, for each Uprating of the contract: what falls due on that day or later is "
        "paid at the new price, rounded down to a penny. One rise follows another, each on the "
        "price after those before it.",
        "If the rate is 2.5%, £190 (Arrival) becomes £185.25, and £180.61 after a second such "
        "fall.",
    ],
    "6.9": [
        "Every Arrival that falls due in a claim is counted, of all together, but for those "
        "that a limit by number leaves unpaid. 33% of the number is taken off, and the number "
        "left, rounded down to a whole number, makes one payment, due on the last day of the "
        "claim at the price of that day. Limits of money and shares come after.",
        "Of 30 in a claim 9.9 are taken off: 20.1 are left, and 20 are paid.",
    ],
    "7.2": [
        "If the payments that fall due in a financial year that lies wholly in the term, "
        "relief in their place among them, come to less than £100,000, Ashby pays the "
        "difference, due on its last day. It is a line of its own, outside limits and shares.",
        "Where they come to £75,000, it pays £25,000; where they come to £100,000, nothing.",
    ],
    "7.4": [
        "What falls due from 1 April to 30 September 2020, both included, is recorded and "
        "counted, and not paid. For each whole quarter of that time Ashby pays £20,000 "
        "instead, due on its last day. It is a line of its own, outside limits and shares.",
    ],
    "7.5": [
        "In each financial year that lies wholly in the term at least 8 Starts are to be made. "
        "For each one fewer Ashby pays £2,000, due on the last day of it. Everyone on record "
        "counts, eligible or not. It is a line of its own, outside limits and shares.",
        "With 5 of them Ashby pays £6,000; with 8 or more, nothing.",
    ],
    "8.1": [
        "Fund pays 70% of each payment that falls due before 1 April 2019, rounded down to a "
        "penny.",
        "Of £333.33 it comes to £233.331, of which £233.33 is paid.",
    ],
    "8.2": [
        "Fund pays 30% of each payment that falls due from 1 April 2019 to 31 March 2020, both "
        "included, rounded down to a penny.",
        "Of £333.33 it comes to £99.999, of which £99.99 is paid.",
    ],
    "8.3": [
        "Fund pays 20% of each payment for Wellbeing or Job that falls due on or after 1 April "
        "2020, rounded down to a penny.",
        "Of £333.33 it comes to £66.666, of which £66.66 is paid.",
    ],
    "10.1": [
        "What falls due while a version of a clause is in force goes by that version.",
        "What falls due on 30 June 2020 goes by the clauses as signed; on 1 July 2020, by "
        "those of that day.",
    ],
    "10.2": [
        "From 1 July 2020 on, clause 6.1 reads as it stands here.",
        "On 30 June 2020 clause 6.1 still reads as before.",
    ],
}


def explained(text: str) -> dict[str, list[str]]:
    """What each clause becomes, by its number."""
    read = loaded(Source("a.sib", text))
    assert read.lowered is not None, [str(finding) for finding in read.findings]
    page = clauses(read.document, read.lowered.contract, read.document.clauses)
    parts = [re.split(r"\n {4}= |\n {6}- ", part) for part in page.split("\n\n")]
    return {
        words.split()[0]: [" ".join(line.split()) for line in becomes] for words, *becomes in parts
    }


@pytest.fixture(scope="module")
def said() -> dict[str, list[str]]:
    return explained(SCHEME)


@pytest.mark.parametrize("number", SAID)
def test_a_clause(said: dict[str, list[str]], number: str) -> None:
    assert said[number] == SAID[number]


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (
            "5.6",
            "Whether Wellbeing has been achieved is asked of the Cohort of the Child.",
        ),
        ("6.10", "Every Course that falls due in a claim is counted, for each Child alone"),
        ("7.3", "If the payments that fall due in the term, relief in their place among them,"),
    ],
)
def test_words_in_a_clause(said: dict[str, list[str]], number: str, words: str) -> None:
    assert words in " ".join(said[number])


def test_a_version_that_goes_by_a_day_of_the_case() -> None:
    by_start = SCHEME.replace("stands on the due day", "stands on the Start")

    assert explained(by_start)["10.1"] == [
        "A case goes by the version of each clause that is in force on the day of the Start. What "
        "is of no one case (limits, deductions, claims, outcomes of a group or of the whole "
        "contract) goes by the version in force on the due day.",
        "A case of which the day of the Start is on 30 June 2020 goes by the clauses as signed; on "
        "1 July 2020, by those of that day.",
    ]


def test_a_contract_that_was_never_amended() -> None:
    signed = SCHEME.partition("10.2 ")[0]

    assert explained(signed)["10.1"] == [
        "What falls due while a version of a clause is in force goes by that version.",
        "No clause has been amended: there is one version of each.",
    ]


def test_shares_of_claims() -> None:
    norfolk = SCHEME.partition("8.1 ")
    funded = """8.1 Fund pays 16.9% of each claim, rounded down to a penny.
8.2 Ashby pays the rest.
9.1 Claims are made for each quarter.
"""

    told = explained(norfolk[0] + funded)
    assert told["8.1"] == [
        "Fund pays 16.9% of the total of each claim, once its last day has come, rounded down to a "
        "penny.",
        "Of £333.33 it comes to £56.33277, of which £56.33 is paid.",
    ]
    assert told["8.2"] == [
        "Ashby pays what the other shares leave of each claim, once its last day has come.",
        "Of £333.33, after £56.33 by Fund, this is £277: together they are the whole.",
    ]


def test_the_scheme_can_be_computed() -> None:
    assert api.load_text(SCHEME).findings == ()
