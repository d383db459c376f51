"""What an explanation of a group, of the whole contract, or of one of its members says."""

from fractions import Fraction

import pytest
from test_readings import event, meant

from sibdsl import api
from sibdsl.model.contract import Contract
from sibdsl.model.days import day
from sibdsl.model.explanation import CaseExplained, OutcomeExplained
from sibdsl.model.histories import Case, Histories, Reach, Spell
from sibdsl.model.terms import CONTRACT
from sibdsl.model.truth import NO, UNKNOWN, YES

END = day(2021, 6, 30)


def learner(number: str, score: int | None, intake: str = "One") -> Case:
    """A learner who started, with a course of 31 days in the first quarter of 2021."""
    course = Spell(day(2021, 1, 1), day(2021, 1, 31))
    known = None if score is None else Fraction(score)
    facts = {"Intake": intake, "Score": known}
    return Case(number, facts, {"Start": event(day(2020, 6, 1))}, {"Course": (course,)})


def cohort(label: str, baseline: int | None = 155) -> Case:
    known = None if baseline is None else Fraction(baseline)
    return Case(label, {"Baseline": known}, {"Report": event(day(2021, 3, 1))})


@pytest.fixture(scope="module")
def cohorts() -> Contract:
    return meant("cohorts.sib")


def histories(*learners: Case, groups: tuple[Case, ...]) -> Histories:
    """Everything is known up to END, and nothing after it."""
    signed = meant("cohorts.sib")
    records = (signed.person, signed.record, *signed.groups.values())
    names = [field.name for record in records for field in record.fields]
    whole = Case("the contract", events={"Final Report": event(day(2021, 4, 1))})
    reach = dict.fromkeys(names, Reach(last=END))
    return Histories(learners, whole, reach, groups={"Cohort": groups})


def the(explained: CaseExplained | None, name: str) -> list[OutcomeExplained]:
    """What is said of the outcome of that name."""
    assert explained is not None
    return [outcome for outcome in explained.outcomes if outcome.name == name]


def test_a_measure_stands_with_its_fraction_and_what_is_behind_it(cohorts: Contract) -> None:
    told = histories(learner("1", 160), learner("2", 176), groups=(cohort("One"),))
    explained = api.explain_group(cohorts, told, "One")
    (success,) = the(explained, "Success")
    (gain,) = success.conditions

    assert (gain.truth, gain.facts) == (NO, ("Gain is 8.387% (13/155)",))
    assert success.measures == (
        "Mean Score is 168",
        "Baseline is 155",
        "Learner in the average of Score: 2",
    )
    assert explained is not None
    assert explained.facts == ("2 on record, of whom 2 eligible",)
    assert (explained.whose, explained.number) == ("Cohort", "One")


def test_a_measure_that_is_not_known_says_for_whose_facts_it_waits(cohorts: Contract) -> None:
    told = histories(learner("1", 160), learner("2", None), groups=(cohort("One"),))
    (success,) = the(api.explain_group(cohorts, told, "One"), "Success")

    assert success.conditions[0].facts == ("Score is missing: 2",)
    assert success.measures[:2] == ("Gain is not known", "Mean Score is not known")
    assert success.measures[-1] == "Learner in the average of Score: 1, 1 more in doubt"
    assert [waiting.facts for waiting in success.waiting] == [("Score is missing: 2",)]


def test_only_the_group_that_is_asked_for(cohorts: Contract) -> None:
    told = histories(learner("1", 175), groups=(cohort("One"), cohort("Two")))
    (success,) = the(api.explain_group(cohorts, told, "One"), "Success")

    assert [line.group for line in success.lines] == ["One"]
    assert api.explain_group(cohorts, told, "Three") is None


def test_the_whole_contract_says_which_groups_have_achieved(cohorts: Contract) -> None:
    groups = (cohort("One"), cohort("Two", None))
    told = histories(learner("1", 160), learner("2", 160, "Two"), groups=groups)
    explained = api.explain_whole(cohorts, told)
    (late,) = the(explained, "Late Success")

    assert explained.whose == CONTRACT
    assert late.conditions[0].truth is UNKNOWN
    assert late.conditions[0].facts[:2] == (
        "Cohort One: not achieved",
        "Cohort Two: not yet known",
    )


def test_each_quarter_that_has_begun(cohorts: Contract) -> None:
    told = histories(learner("1", 160), learner("2", 160), groups=(cohort("One"),))
    quarters = the(api.explain_whole(cohorts, told), "Study")

    assert [quarter.item for quarter in quarters][-2:] == [
        "1 January 2021 to 31 March 2021",
        "1 April 2021 to 30 June 2021",
    ]
    first = quarters[-2]
    assert first.conditions[0].facts == ("Course Day is 62",)
    assert first.measures == ("Course in the total of Course Length: 2",)
    assert [line.paid.pence for line in first.lines] == [6200]


def test_what_a_member_counts_for(cohorts: Contract) -> None:
    told = histories(learner("1", 160), groups=(cohort("One"),))
    explained = api.explain(cohorts, told, "1")

    assert explained is not None
    assert explained.facts == (
        "Score is 160",
        "Course Length is 31 (1 January 2021 to 31 January 2021)",
    )


def test_what_differs_by_quarter_stands_with_the_quarters(cohorts: Contract) -> None:
    told = histories(learner("1", 160), learner("2", 160), groups=(cohort("One"),))
    busy = the(api.explain_whole(cohorts, told), "Busy Quarter")

    assert [quarter.conditions[0].facts for quarter in busy[-2:]] == [
        ("Intensity is 2",),
        ("Intensity is 0",),
    ]


def test_who_is_not_eligible_counts_for_nothing(cohorts: Contract) -> None:
    late = Case("1", {"Intake": "One"}, {"Start": event(day(2019, 1, 1))})
    explained = api.explain(cohorts, histories(late, groups=(cohort("One"),)), "1")

    assert explained is not None
    assert (explained.eligible, explained.facts) == (NO, ())


def test_what_is_paid_on_a_whole_claim_is_counted_for_each(cohorts: Contract) -> None:
    told = histories(learner("1", 160), learner("2", 160), groups=(cohort("One"),))
    (begun,) = the(api.explain(cohorts, told, "1"), "Begun")

    assert begun.lines == ()
    assert begun.counted == (
        "1 of the 2 of the claim of 1 April 2020 to 30 June 2020, of which clause 6.5 leaves 1",
    )
    (claim,) = the(api.explain_whole(cohorts, told), "Begun")
    assert [(line.achieved, line.units) for line in claim.lines] == [(2, 1)]


def test_members_that_may_be_eligible(cohorts: Contract) -> None:
    unsure = Case("1", {"Intake": "One", "Score": Fraction(1)})
    explained = api.explain_group(cohorts, histories(unsure, groups=(cohort("One"),)), "One")

    assert explained is not None
    assert explained.facts == ("1 on record, of whom 0 eligible, 1 not yet known",)
    assert explained.eligible is YES
