"""What an explanation of one case says: conditions, facts, and the nearest thing missing."""

from pathlib import Path

from test_readings import event, meant, of

from sibdsl import api
from sibdsl.model.apart import CountApart, DaysOut, Ending, RunApart, Stopped
from sibdsl.model.contract import Contract
from sibdsl.model.days import Day, day
from sibdsl.model.explanation import CaseExplained, OutcomeExplained
from sibdsl.model.histories import Case, Spell
from sibdsl.model.truth import NO, UNKNOWN, YES

END = day(2021, 3, 31)


def told(contract: Contract, case: Case, last: Day = END) -> CaseExplained:
    """The explanation of the only case there is."""
    explained = api.explain(contract, of(contract, last, case), case.number)
    assert explained is not None
    return explained


def the(explained: CaseExplained, name: str) -> OutcomeExplained:
    """What is said of the outcome of that name."""
    return next(outcome for outcome in explained.outcomes if outcome.name == name)


def test_short_run_says_how_many_days_it_lacks() -> None:
    job = Case("1", spells={"Job": (Spell(day(2021, 3, 10), day(2021, 3, 18)),)})
    (short,) = the(told(meant("runs.sib"), job), "Job Week").missed
    assert isinstance(short.why, RunApart)
    assert (short.why.held, short.why.length, short.why.then) == (2, 7, None)
    assert short.days == (day(2021, 3, 17), day(2021, 3, 19))


def test_failed_week_says_which_days_count_against_it() -> None:
    nights = (Spell(day(2021, 3, 17), day(2021, 3, 19)),)
    case = Case("1", events={"Start": event(day(2021, 3, 1))}, spells={"Night Out": nights})
    (quiet,) = the(told(meant("weeks.sib"), case), "Quiet Week").missed
    assert quiet.days == (day(2021, 3, 15), day(2021, 3, 22))
    assert isinstance(quiet.why, CountApart)
    assert (quiet.why.held, quiet.why.length, quiet.why.most) == (3, 7, 0)
    assert quiet.why.against == ((day(2021, 3, 17), day(2021, 3, 20)),)


def test_stop_says_what_it_lost() -> None:
    case = Case("1", events={"Start": event(day(2021, 3, 1)), "Move": event(day(2021, 3, 21))})
    missed = the(told(meant("stops.sib"), case), "Present Week").missed
    stopped = next(m.why for m in missed if isinstance(m.why, Stopped) and m.why.clause == "5.3")
    on = day(2021, 3, 21)
    assert stopped == Stopped(2, on, "5.3", Ending.ON_OR_AFTER, on, "Move")


def test_each_condition_stands_with_its_truth_and_facts() -> None:
    case = Case(
        "1",
        {"Group": "risk", "Debt": None},
        {"Start": event(day(2021, 3, 1)), "Conviction": event(day(2021, 2, 28))},
    )
    explained = told(meant("conditions.sib"), case)
    group, vulnerable = the(explained, "Risk Seen").conditions
    assert (group.clause.number, group.truth, group.facts) == ("5.1(a)", YES, ("Group is risk",))
    assert (vulnerable.clause.number, vulnerable.truth) == ("5.1(b)", UNKNOWN)
    parts = {part.clause.number: part for stated in vulnerable.within for part in stated.within}
    assert [parts[f"4.1({x})"].truth for x in "abc"] == [UNKNOWN, YES, NO]
    assert parts["4.1(a)"].facts == ("Debt is missing",)
    assert parts["4.1(b)"].facts == ("Conviction on 28 February 2021",)


def test_an_outcome_for_each_item_is_told_item_by_item() -> None:
    learner = Case("1", events={"Start": (*event(day(2021, 3, 1)), *event(day(2021, 3, 9)))})
    told_of = told(meant("limits.sib"), learner).outcomes
    outcomes = [o for o in told_of if o.name == "Start Made" and o.item]
    assert [o.item for o in outcomes] == ["1 March 2021", "9 March 2021"]
    assert [[line.paid.pence for line in o.lines] for o in outcomes] == [[8000], [5000]]


def test_no_such_case() -> None:
    jobs = meant("runs.sib")
    assert api.explain(jobs, of(jobs, END, Case("1")), "2") is None
    named_twice = Case("1", also_known_as=("2",))
    explained = api.explain(jobs, of(jobs, END, named_twice), "2")
    assert explained is not None
    assert (explained.number, explained.also_known_as, explained.eligible) == ("1", ("2",), YES)


def test_units_of_one_run_beyond_a_stop_are_counted_though_the_first_is_paid() -> None:
    """The 18th birthday of PL0005 is 1 March 2022: one week is paid, the rest of the run is not."""
    scheme = Path(__file__).parents[2] / "contracts" / "pan-london"
    lowered = api.load(scheme / "contract.sib").lowered
    assert lowered is not None
    histories = api.read_cases(lowered.contract, [scheme / "cases"]).histories
    explained = api.explain(lowered.contract, histories, "PL0005")
    assert explained is not None
    week = the(explained, "Home Week")
    assert [line.units for line in week.lines] == [1]
    (in_care, stopped) = (missed.why for missed in week.missed)
    assert in_care == DaysOut((day(2021, 7, 31), day(2022, 2, 22)), ("Care",))
    assert isinstance(stopped, Stopped)
    assert (stopped.units, stopped.clause, stopped.name) == (56, "5.3", "the 18th birthday")


def test_what_was_missed_names_the_rows_that_say_so() -> None:
    """PL0007 was in custody for a day; PL0005 was taken into care, and turned 18."""
    scheme = Path(__file__).parents[2] / "contracts" / "pan-london"
    lowered = api.load(scheme / "contract.sib").lowered
    assert lowered is not None
    histories = api.read_cases(lowered.contract, [scheme / "cases"]).histories
    rows = {}
    for number in ("PL0005", "PL0007"):
        explained = api.explain(lowered.contract, histories, number)
        assert explained is not None
        rows[number] = [[str(row) for row in m.rows] for m in the(explained, "Home Week").missed]
    assert rows == {
        "PL0005": [["episodes.csv:2"], ["cohort.csv:6", "header.csv:2"]],
        "PL0007": [["episodes.csv:4"], []],
    }
