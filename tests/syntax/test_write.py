from pathlib import Path
from typing import get_args

import pytest
from hypothesis import given
from syntax import strategies

from sibdsl.source import Source
from sibdsl.syntax import forms, tree, write
from sibdsl.syntax.parse import parse

ROOT = Path(__file__).parents[2]
CONTRACTS = [*(ROOT / "contracts").glob("*/*.sib"), *(ROOT / "tests/data/contracts").glob("*.sib")]

SENTENCES = (
    "The term is from 1 February 2018 to 31 December 2023.",
    "The commissioners are Sutton and Newham; and, from 1 July 2018, Barking.",
    "The outcomes fund is Better Outcomes.",
    "The record of each Child holds (a) Case Number, a code; (b) Stays, periods that do not"
    ' overlap, with Kind, one of "home" or "other", and Cost, an amount; and (c) Death, an event.',
    "The record of the contract holds Termination, an event.",
    "Records with the same Person Number are one Child.",
    "Only the first Referral of each Child counts.",
    "Only the first 2 Step-Downs of each Child count.",
    "Only the first Completion of each Child is paid.",
    "Only the first 104 of all Foster Weeks and Home Weeks of each Child are paid.",
    "The commissioner certifies Episodes, Moves and Death.",
    "Tracking Period, for each Enrolment, means the first 104 weeks of the Enrolment.",
    "Excess Break means each day in a Short Break that is not in Respite.",
    'Stay means each day in the Episodes, except where Legal Status is "V3" or "V4".',
    "Respite means the first 75 days in a Short Break in each financial year.",
    "Run means each unbroken run of days in Foster Care or Respite that are in the Support Period.",
    'Foster Codes means "U1", "U2" or "U3".',
    "Care Days, for each Grain, means the number of days in the Grain that are in Care.",
    "Frequency means 100 times the average of Reconviction Count across eligible Men, not rounded.",
    "Net Days Saved, for each quarter, means the total of Days Saved across the Grains of eligible"
    " Children where the last day of the Grain is in the quarter, rounded down to a whole number.",
    "If (a) a Move is in the Step-Down; and (b) the Move is in the second 6 months of the"
    " Qualifying Period, the Qualifying Period starts again on the Move.",
    "If a Return is in the Three Months, the Three Months start again on the Return.",
    "The Three Months do not run on a day in a Pause.",
    "The Three Months end no later than Death.",
    "At most 1 Child is eligible, in order of Referral.",
    "The Tracking Period does not run on a day in a Pause.",
    "The Tracking Period ends no later than the day before the earliest of Death, the 18th birthday"
    " and Transfer.",
    "A Child is Vulnerable if at least 2 of the following are met: (a) there is an Offence before"
    ' Referral; (b) Kind is one of "a", "b" or "c"; and (c) the length of the Episode is at most'
    " 17 days.",
    "A Child is eligible if the Rent on the Check is at least £100 and less than £500.",
    "A Child is eligible if the Borough on Referral is a commissioner on Referral.",
    "At most 1,000 Men are eligible in each Cohort, in order of Release and then of Prison Number.",
    "At least 8 Referrals are made in each financial year; for each one fewer, Essex pays £2,000.",
    "Home Week is achieved for each 7 consecutive days in the Window that are not in Care.",
    "Step-Down Week is achieved for each week of the Tracking Period with no day in Care, if Group"
    ' is "step-down".',
    'Completion is achieved on the last day of Therapy if the Result is "completed".',
    "No outcome is achieved on or after Death.",
    "No outcome is achieved after the day 12 months after Termination.",
    "Family Week pays (a) £350 if Age is less than 12.5; and (b) £59.15 if Age is at least 12.5.",
    "Wellbeing pays £0 where Mean Change is 0.5 or less, rising in proportion to £1,000 where it is"
    " 1.4 or more, rounded down to a penny.",
    "Wellbeing pays (a) £10 where the Change is 15% or more, falling in proportion to £0 where it"
    " is 5% or less if Age is 4; and (b) £1.50 if Age is at least 5.",
    "Job pays (a) £1,100 for each of the first 370; (b) £1,000 for each of the next 40; and"
    " (c) £1,350 for each one beyond.",
    "The prices rise by 2% on 1 April 2021, rounded to the nearest penny.",
    "The prices of Home Week and Completion fall by the Rate on each Uprating, rounded down to a"
    " penny.",
    "In each claim, 33% of the Edge of Care Days are deducted, and the number left is rounded down"
    " to a whole number.",
    "Payments by each commissioner do not exceed £10,000,000, in order of the due day.",
    "Payments in each financial year are not less than £100,000; Essex pays the difference.",
    "Payments in total are not less than £100,000; Essex pays the difference.",
    "In place of the payments due from 1 April 2020 to 30 September 2020, Norfolk pays £20,000 for"
    " each quarter.",
    "An outcome above a limit is counted but not paid.",
    "There is no limit on payments by Better Outcomes.",
    "There is no least number of Referrals.",
    "Better Outcomes pays 16.9% of each claim through Essex, rounded down to a penny.",
    "Essex pays 70% of each payment for Wellbeing and Housing due before 1 April 2019.",
    "Essex pays 70% of each payment for Wellbeing, Housing and Job due from 1 April 2019 to"
    " 31 March 2020 through Sutton, rounded down to a penny.",
    "Essex pays 70% of each payment due on or after 1 April 2020, rounded down to a penny.",
    "Essex pays 70% of each payment for Wellbeing, rounded down to a penny.",
    "The Borough on Referral pays the rest.",
    "Once an outcomes fund has paid its limit, Birmingham pays that share.",
    "Once a commissioner has paid its limit, that share is not paid.",
    "Claims are made for the period from 5 February 2019 to 31 October 2019, then for each week.",
    "Evidence received after a claim adds to or reduces the next claim, if received within 12"
    " months after the due day.",
    "An outcome not known within 12 months after the due day is not achieved.",
    "Each clause applies as it stands on the due day.",
    "From 1 July 2020, clause 4.1 reads: a Child is eligible if age on Referral is from 6 to 15.",
    "It follows that Recalls never change the payments.",
    "It does not follow that another Move never increases the payments for a Child,"
    ' because "a restart can bring a later move forward".',
    "It follows that the payments for each Child never exceed £33,000.",
    'Example "Two": given Child "A" with (a) Report is on 7 August 2014; and (b) Stay is from'
    ' 3 May 2005 onwards where Borough is Sutton and Legal Status is not known, and given Child "B"'
    " with Baseline is 155, then by 31 October 2018 nothing is paid, because of clause 4.1(f).",
    'Example "Three": given Net Days Saved is 200,000, then by 30 June 2013 Saving pays £1,560,'
    " Sutton pays £0.05 and Count is 1.",
)


def read(text: str) -> forms.Document:
    parsed = parse(Source("a.sib", text))
    assert parsed.findings == ()
    return parsed.document


@given(strategies.documents())
def test_what_is_written_reads_as_the_same_contract(contract: forms.Document) -> None:
    text = write.document(contract)

    assert read(text) == contract


@given(strategies.clauses())
def test_a_sentence_stands_on_one_line_and_ends_with_a_full_stop(clause: forms.Clause) -> None:
    said = write.sentence(clause.form)

    assert "\n" not in said
    assert said.endswith(".")
    assert not said[0].islower()


@pytest.mark.parametrize("sentence", SENTENCES)
def test_a_sentence_in_house_style_is_written_as_it_was_read(sentence: str) -> None:
    assert write.sentence(read(sentence).clauses[0].form) == sentence


@pytest.mark.parametrize("path", CONTRACTS, ids=str)
def test_a_contract_written_out_is_the_same_contract(path: Path) -> None:
    contract = read(path.read_text(encoding="utf-8"))

    assert read(write.document(contract)) == contract


def test_the_title_and_the_signed_prose_are_written_where_they_stood() -> None:
    text = (
        'Contract "One".\n\n1.1 Home Week pays £300.\n    As signed: "£300 a week. Each week."\n'
    ).replace('week."\n', 'week.".\n')

    assert write.document(read(text)) == text


def test_a_plural_list_of_one_item_a_form_may_take_is_agreed_with() -> None:
    said = "The lead authorities are Essex and Norfolk."

    assert write.sentence(read(said).clauses[0].form) == said


def test_a_date_that_does_not_exist_is_written_as_its_author_wrote_it() -> None:
    assert write.phrase(tree.Date(None, "31 February 2018")) == "31 February 2018"


@pytest.mark.parametrize(
    "words",
    [
        "the last day of Therapy",
        "from 1 April 2018 to the due day",
        "Care or Detention",
        "age on Referral",
        "the Child is not in Care on Referral",
        "(a) Frequency is at least 10%; or (b) there is no Offence in the term",
    ],
)
def test_part_of_a_sentence_is_written_by_itself(words: str) -> None:
    of = {
        "the last": "Window means from {} to Death.",
        "from 1 A": "Window means {}.",
        "Care or ": "Window means each day in {}.",
        "age on R": "Window means {}.",
    }.get(words[:8], "A Child is eligible if {}.")
    form = read(of.format(words)).clauses[0].form

    match form:
        case forms.Eligible():
            part: write.Phrase = form.conditions
        case forms.Means(meaning=tree.Between(first, _)) if words.startswith("the"):
            part = first
        case forms.Means(meaning=forms.DaySet(days)):
            part = days
        case forms.Means(meaning=tree.Between() | tree.AgeOn() as meaning):
            part = meaning
        case _:
            raise AssertionError(form)

    assert write.phrase(part) == words


def test_every_class_of_form_is_drawn_but_the_quotation_which_stands_beside_a_clause() -> None:
    text = Path(strategies.__file__).read_text(encoding="utf-8")

    assert {
        kind.__name__ for kind in get_args(forms.Form) if f"forms.{kind.__name__}" not in text
    } == {"Signed"}
