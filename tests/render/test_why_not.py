"""A distance in words: what a family's advocate reads where something was not paid."""

from fractions import Fraction

import pytest

from sibdsl.model.apart import (
    AchievedApart,
    AgeApart,
    Apart,
    Barred,
    CountApart,
    DayApart,
    DaysOut,
    Ending,
    Lost,
    NeverCame,
    NoneThere,
    NoSuchDay,
    NumberApart,
    OneThere,
    PartsApart,
    PlacesApart,
    RoleApart,
    RunApart,
    Stopped,
    ValueApart,
)
from sibdsl.model.days import Day, day
from sibdsl.model.measured import Counts
from sibdsl.model.terms import Comparison
from sibdsl.render.story_why import length, why

MARCH = day(2019, 3, 1)
AT_LEAST, AT_MOST = Comparison.AT_LEAST, Comparison.AT_MOST
MORE, LESS, EQUAL = Comparison.MORE, Comparison.LESS, Comparison.EQUAL
WEEK = MARCH, MARCH + 7
WINDOW = day(2021, 3, 31)


def late(by: int) -> Day:
    return WINDOW + by


SAID: list[tuple[Apart | Lost, str]] = [
    (
        AgeApart("Referral", MARCH, 9, AT_LEAST, 10, day(2020, 3, 13)),
        "the age on Referral was 9, a year and 12 days too young: 10 years old from 13 March 2020",
    ),
    (
        AgeApart("Referral", MARCH, 18, AT_MOST, 17, MARCH - 1),
        "the age on Referral was 18, 1 day too old: 18 years old since 28 February 2019",
    ),
    (
        AgeApart("Referral", MARCH, 18, AT_MOST, 17, MARCH),
        "the age on Referral was 18: too old, the 18th birthday was that very day",
    ),
    (
        DayApart("Referral", late(12), WINDOW, "Referral Window", inside=True, edge="last"),
        "Referral was on 12 April 2021, 12 days after the last day of Referral Window,"
        " 31 March 2021",
    ),
    (
        DayApart("Referral", MARCH, MARCH + 2, "Foster Care", inside=True),
        "Referral was on 1 March 2019, 2 days before the nearest day in Foster Care, 3 March 2019",
    ),
    (
        DayApart("Referral", MARCH, MARCH + 1, "Care", inside=False),
        "Referral was on 1 March 2019, a day in Care; the nearest day out of it is 2 March 2019,"
        " 1 day later",
    ),
    (
        DayApart("the first day of Therapy", MARCH, MARCH + 3, "Referral", MARCH + 3),
        "the first day of Therapy was on 1 March 2019, 3 days too early (4 March 2019 is the first"
        " day for it: Referral was on 4 March 2019)",
    ),
    (
        DayApart("Start", MARCH, MARCH - 366, "", MARCH - 365),
        "Start was on 1 March 2019, a year and 1 day too late (28 February 2018 is the last day"
        " for it)",
    ),
    (NeverCame("the last day of Therapy"), "there is no last day of Therapy"),
    (NeverCame("Meeting", MARCH), "there is no Meeting by 1 March 2019"),
    (
        NoSuchDay("Start", MARCH, "Hostel"),
        "Start was on 1 March 2019, and no day at all is in Hostel",
    ),
    (
        NumberApart("Debt", Fraction(130_000), AT_MOST, Fraction(120_000), Counts.MONEY),
        "Debt is £1,300, £100 above £1,200; it has to be at most £1,200",
    ),
    (
        NumberApart("Reduction", Fraction(31, 321), AT_LEAST, Fraction(1, 10), Counts.PERCENT),
        "Reduction is 9.657% (31/321), 0.343 percentage points below 10%;"
        " it has to be at least 10%",
    ),
    (
        NumberApart("Rate", Fraction(9, 100), AT_LEAST, Fraction(10, 100), Counts.PERCENT),
        "Rate is 9%, 1 percentage point below 10%; it has to be at least 10%",
    ),
    (NumberApart("Score", Fraction(5), MORE, Fraction(5)), "Score is 5; it has to be more than 5"),
    (
        NumberApart("Score", Fraction(7), LESS, Fraction(5)),
        "Score is 7, 2 above 5; it has to be less than 5",
    ),
    (
        NumberApart("Score", Fraction(5), EQUAL, Fraction(5), denied=True),
        "Score is 5, and must not be",
    ),
    (
        ValueApart("Kind", "other", ("theft", "fraud")),
        "Kind is “other”; it has to be “theft” or “fraud”",
    ),
    (ValueApart("Kind", None, ("theft",)), "there is no Kind; it has to be “theft”"),
    (ValueApart("Kind", "a", ("a",), denied=True), "Kind is “a”; it must not be “a”"),
    (
        RoleApart("Barking", "commissioner", MARCH, MARCH + 1),
        "Barking was not a commissioner on 1 March 2019: it is one from 2 March 2019, 1 day later",
    ),
    (
        RoleApart("Crewe", "outcomes fund", MARCH, None),
        "Crewe is not an outcomes fund under this contract",
    ),
    (RoleApart(None, "commissioner", MARCH, None), "nobody is on record for 1 March 2019"),
    (
        RoleApart("Ashby", "commissioner", MARCH, None, denied=True),
        "Ashby is a commissioner on 1 March 2019",
    ),
    (NoneThere("Return Plan"), "there is no Return Plan on record"),
    (
        NoneThere("Theft", (MARCH, ValueApart("Kind", "other", ("theft",)))),
        "there is no such Theft; the nearest is of 1 March 2019: Kind is “other”; it has to be"
        " “theft”",
    ),
    (OneThere("Offence", MARCH), "there is an Offence, on 1 March 2019"),
    (OneThere("Offence", None), "there is an Offence"),
    (
        CountApart(WEEK, 7, ("Care",), 6, None, None, ((MARCH + 3, MARCH + 4),)),
        "six of the seven days are in Care; one is not: 4 March 2019",
    ),
    (
        CountApart(WEEK, 7, ("Care",), 1, 0, 0, ((MARCH, MARCH + 1),), ("Stay",)),
        "one of the seven days is in Stay: 1 March 2019; none may be",
    ),
    (
        CountApart(WEEK, 7, ("Care",), 7, 0, 0, (WEEK,)),
        "all seven days are in Care: 1 March to 7 March 2019; none may be",
    ),
    (
        CountApart(WEEK, 7, ("Care",), 3, 0, 2, ((MARCH, MARCH + 3),)),
        "three of the seven days are in Care: 1 March to 3 March 2019; two at the most may be",
    ),
    (
        CountApart(WEEK, 7, ("Work",), 0, 5, None, ((MARCH, MARCH + 7),)),
        "none of the seven days are in Work; five at the least have to be",
    ),
    (
        CountApart(WEEK, 7, (), 2, None, None, tuple((MARCH + n, MARCH + n + 1) for n in range(5))),
        "two of the seven days are in what is asked for; five are not: 1 March 2019, 2 March 2019,"
        " 3 March 2019, 4 March 2019 and 1 more",
    ),
    (PartsApart(1, 2), "one of them holds, and two have to"),
    (PartsApart(0, 2), "none of them hold, and two have to"),
    (AchievedApart("Job"), "Job has not been achieved by the due day"),
    (AchievedApart("Job", denied=True), "Job has been achieved by the due day"),
    (
        RunApart((MARCH, MARCH + 6), 6, 7, (MARCH + 6, MARCH + 7), ("Care",)),
        "six of the seven days: in Care on 7 March 2019",
    ),
    (
        RunApart((MARCH, MARCH + 6), 6, 7, (MARCH + 6, MARCH + 9), ("Care", "Detention")),
        "six of the seven days: in Care and Detention from 7 March to 9 March 2019",
    ),
    (
        RunApart((MARCH, MARCH + 1), 1, 30, None, ("Tracking Period",)),
        "one of the 30 days, then the Tracking Period is over",
    ),
    (
        RunApart((MARCH, MARCH + 1), 1, 7, None, ()),
        "one of the seven days, then nothing more counts",
    ),
    (DaysOut((MARCH, MARCH + 1), ("Care",)), "1 day in Care"),
    (DaysOut((MARCH, MARCH + 40), ()), "40 days do not count"),
    (
        Stopped(3, MARCH + 6, "5.3", Ending.ON_OR_AFTER, MARCH, "the 18th birthday"),
        "three fall due on or after the 18th birthday, 1 March 2019, when clause 5.3 allows none:"
        " the first 6 days later, on 7 March 2019",
    ),
    (
        Stopped(1, MARCH, "5.3", Ending.ON_OR_AFTER, MARCH),
        "one falls due on or after 1 March 2019, when clause 5.3 allows none: on that very day",
    ),
    (
        Stopped(1, MARCH, "5.3", Ending.BEFORE, MARCH + 2, "Launch"),
        "one falls due before Launch, 3 March 2019, when clause 5.3 allows none:"
        " 2 days earlier, on 1 March 2019",
    ),
    (
        Stopped(2, MARCH, "5.3", Ending.AFTER, None),
        "two fall due where clause 5.3 allows none, the first on 1 March 2019",
    ),
    (
        Stopped(1, MARCH, "1.1", Ending.TERM, MARCH - 14),
        "one falls due after the last day of the term, 15 February 2019 (clause 1.1):"
        " 14 days later, on 1 March 2019",
    ),
    (PlacesApart(121, 115), "all 115 places were taken: 121 came before"),
    (PlacesApart(1, 1), "the one place was taken: 1 came before"),
    (Barred(104), "104 would be achieved if the case were eligible"),
]


IDS = [f"{type(apart).__name__} {number}" for number, (apart, _) in enumerate(SAID)]


@pytest.mark.parametrize(("apart", "said"), SAID, ids=IDS)
def test_a_distance_in_words(apart: Apart | Lost, said: str) -> None:
    assert why(apart) == said


def test_every_kind_of_distance_is_here() -> None:
    assert {type(apart) for apart, _ in SAID} == {*Apart.__args__, *Lost.__args__}


@pytest.mark.parametrize(
    ("first", "then", "said"),
    [
        (day(2019, 3, 1), day(2019, 3, 13), "12 days"),
        (day(2019, 3, 1), day(2020, 3, 1), "a year"),
        (day(2020, 2, 29), day(2022, 2, 28), "a year and 364 days"),
        (day(2020, 2, 29), day(2022, 3, 1), "2 years"),
        (day(2019, 3, 1), day(2022, 3, 3), "3 years and 2 days"),
    ],
)
def test_a_length_of_time_in_years_and_days(first: Day, then: Day, said: str) -> None:
    assert length(first, then) == said
