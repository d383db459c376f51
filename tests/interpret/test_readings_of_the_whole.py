"""Readings about who is one, who achieves, and prices: a small contract for each."""

from sibdsl import api
from sibdsl.model.contract import Promise

BASE = """Contract "Readings".
1.1 The term is from 1 April 2020 to 31 March 2024.
1.2 The commissioner is Ashby.
2.1 The record of each Child holds
    (a) Case Number, a code; (b) Person Number, a code; (c) Intake, a Cohort;
    (d) Visits, events, with Score, a number; (e) Start, an event; and
    (f) Episodes, periods, with Placement, a code.
2.2 The record of each Cohort holds Report, an event.
8.1 Ashby pays the rest.
9.1 Claims are made for each quarter.
"""


def wrong(text: str) -> list[tuple[str, ...]]:
    """What of the examples in *text* is not as they say; the contract has no error."""
    read = api.load_text(BASE + text)
    assert read.lowered is not None, [f.message for f in read.findings]
    results = api.examples(read.lowered.contract, read.lowered.examples)
    assert results
    return [r.wrong for r in results if r.wrong]


def asked(text: str) -> set[str]:
    """The codes of the questions that a contract leaves open."""
    return {finding.code.number for finding in api.load_text(BASE + text).questions}


VISITED = """5.1 Visited is achieved for each Visit on the Visit.
6.1 Visited pays £100.
7.1 Only the first Visited of each Child is paid.
"""
TWO_NUMBERS = """12.1 Example "Two numbers": given Child "A" with
    (a) Person Number is "P"; and (b) Visit is on 1 May 2020,
    and given Child "B" with (a) Person Number is "P"; and (b) Visit is on 2 May 2020,
    then by 31 May 2020 Visited pays £200.
"""


def test_reading_11_what_a_few_days_elsewhere_count_as_is_asked() -> None:
    text = """3.1 Foster Care means each day in the Episodes where Placement is "U1" or "U4".
    5.1 Fostered is achieved for each 7 consecutive days in Foster Care. 6.1 Fostered pays £100.
    """
    elsewhere = '3.2 Elsewhere means each day in the Episodes where Placement is "T4".\n'
    assert "SIB505" in asked(text)
    assert "SIB505" not in asked(
        text.replace("in Foster Care.", "in Foster Care or Elsewhere.") + elsewhere
    )


def test_reading_18_one_case_number_is_one_person_unless_joined() -> None:
    """An example gives its cases as they are; the readers of files join them (form 4)."""
    assert wrong(VISITED + TWO_NUMBERS) == []


def test_reading_28_a_number_below_nought_pays_nothing_and_waits() -> None:
    text = """3.1 May means from 1 May 2020 to 31 May 2020.
    3.2 Total Visits means the number of Visits in May. 3.3 Change means 1 less Total Visits.
    5.1 Started is achieved on the Start. 6.1 Started pays £10 for each Change.
    12.1 Example "One more than none": given Start is on 1 June 2020,
        then by 30 June 2020 Started pays £10.
    12.2 Example "Two": given (a) Start is on 1 June 2020; (b) Visit is on 1 May 2020; and
        (c) Visit is on 2 May 2020, then by 30 June 2020 nothing is paid.
    """
    assert wrong(text) == []
    lowered = api.load_text(BASE + text).lowered
    assert lowered is not None
    (waiting,) = api.evaluate(lowered.contract, lowered.examples[1].given).waiting
    assert "below nought" in waiting.facts[0]


def test_reading_30_a_promise_says_where_the_day_is_added() -> None:
    text = """3.1 Care means each day in the Episodes where Placement is "U1".
    11.1 It follows that another day in Care after the Start never increases the payments for a
        Child.
    """
    read = api.load_text(BASE + VISITED + text)
    assert read.lowered is not None
    (promise,) = read.lowered.contract.promises
    assert isinstance(promise, Promise)
    assert (promise.kind, promise.of) == ("another day", ("Care", "Child"))


def test_reading_31_a_scale_ends_at_its_ends() -> None:
    text = """3.1 May means from 1 May 2020 to 31 May 2020.
    3.2 Total means the number of Visits in May.
    5.1 Started is achieved on the Start.
    6.1 Started pays £100 where Total is 1 or less,
        rising in proportion to £300 where it is 3 or more.
    12.1 Example "Below": given Start is on 1 June 2020, then by 30 June 2020 Started pays £100.
    12.2 Example "Between": given (a) Start is on 1 June 2020; (b) Visit is on 1 May 2020; and
        (c) Visit is on 2 May 2020, then by 30 June 2020 Started pays £200.
    12.3 Example "Beyond": given (a) Start is on 1 June 2020; (b) Visit is on 1 May 2020;
        (c) Visit is on 2 May 2020; (d) Visit is on 3 May 2020; and (e) Visit is on 4 May 2020,
        then by 30 June 2020 Started pays £300.
    """
    assert wrong(text) == []


def test_reading_32_each_rise_is_of_the_price_as_risen() -> None:
    text = """5.1 Visited is achieved for each Visit on the Visit. 6.1 Visited pays £100.05.
    6.2 The prices rise by 10% on 1 May 2020, rounded down to a penny.
    6.3 The prices rise by 10% on 1 June 2020, rounded down to a penny.
    12.1 Example "The day before": given Visit is on 30 April 2020,
        then by 30 April 2020 Visited pays £100.05.
    12.2 Example "On the day": given Visit is on 1 May 2020,
        then by 31 May 2020 Visited pays £110.05.
    12.3 Example "Twice": given Visit is on 1 June 2020,
        then by 30 June 2020 Visited pays £121.05. [Of £110.05; of £100.05 at once it were £121.06.]
    """
    assert wrong(text) == []


def test_reading_33_tiers_count_all_cases_in_their_turn() -> None:
    text = """5.1 Visited is achieved for each Visit on the Visit.
    6.1 Visited pays (a) £10 for each of the first 2; and (b) £1 for each one beyond.
    12.1 Example "Three of two Children": given Child "A" with
        (a) Visit is on 1 May 2020; and (b) Visit is on 3 May 2020,
        and given Child "B" with Visit is on 2 May 2020, then by 31 May 2020 Visited pays £21.
    """
    assert wrong(text) == []


def test_reading_34_relief_replaces_and_is_not_shared() -> None:
    text = """5.1 Visited is achieved for each Visit on the Visit. 6.1 Visited pays £100.
    7.1 In place of the payments due from 1 April 2020 to 30 June 2020, Ashby pays £30 for each
        quarter.
    12.1 Example "In and after": given (a) Visit is on 30 June 2020; and (b) Visit is on 1 July
        2020,
        then by 31 July 2020 Visited pays £100 and Ashby pays £130.
    """
    assert wrong(text) == []


def test_reading_35_has_been_achieved_looks_to_the_due_day() -> None:
    text = """5.1 Started is achieved on the Start. 6.1 Started pays £10.
    5.2 Followed is achieved for each Visit on the Visit if Started has been achieved.
    6.2 Followed pays £1.
    12.1 Example "Before, on and after": given
        (a) Start is on 2 May 2020; (b) Visit is on 1 May 2020;
        (c) Visit is on 2 May 2020; and (d) Visit is on 3 May 2020,
        then by 31 May 2020 Started pays £10 and Followed pays £2.
    """
    assert wrong(text) == []


def test_reading_36_whose_an_outcome_is() -> None:
    text = """3.1 Mean Visits, for each Cohort, means the average of Visit Count across eligible
        Children.
    3.2 Visit Count means the number of Visits.
    5.1 Started is achieved on the Start. 6.1 Started pays £10.
    5.2 Good is achieved for each Cohort on the Report if Mean Visits is at least 1.
    6.2 Good pays £1.
    5.3 Opening is achieved on 1 April 2020. 6.3 Opening pays £5.
    12.1 Example "Two Children of two Cohorts": given Cohort "One" with Report is on 1 June 2020,
        and given Cohort "Two" with Report is on 1 June 2020,
        and given Child "A" with (a) Intake is "One"; (b) Start is on 1 May 2020; and (c) Visit is
        on 1 May 2020,
        and given Child "B" with (a) Intake is "Two"; and (b) Start is on 1 May 2020,
        then by 30 June 2020 Started pays £20, Good pays £1 and Opening pays £5.
    """
    assert wrong(text) == []


def test_an_outcome_is_called_as_the_sentence_that_achieves_it_calls_it() -> None:
    """Singular and plural are one Term; what a reader of the ledger sees is the contract's own."""
    text = """5.1 Basic Skills Award is achieved on the Start.
    6.1 Basic Skill Awards pays £10.
    12.1 Example "One": given Start is on 1 May 2020,
        then by 31 May 2020 Basic Skills Award pays £10.
    """
    assert wrong(text) == []
    lowered = api.load_text(BASE + text).lowered
    assert lowered is not None
    ledger = api.evaluate(lowered.contract, lowered.examples[0].given)
    assert [line.outcome for line in ledger.lines] == ["Basic Skills Award"]


def test_relief_is_paid_as_it_reads_on_its_due_day() -> None:
    relief = "In place of the payments due from 1 April 2020 to 30 September 2020, Ashby pays"
    text = f"""5.1 Visited is achieved for each Visit on the Visit. 6.1 Visited pays £100.
    7.1 {relief} £30 for each quarter.
    10.1 Each clause applies as it stands on the due day.
    10.2 From 1 July 2020, clause 7.1 reads: {relief} £50 for each quarter.
    12.1 Example "Thirty, then fifty": given Visit is on 1 May 2020,
        then by 30 September 2020 Ashby pays £80.
    """
    assert wrong(text) == []
