"""Every term of the core has words."""

from fractions import Fraction

import pytest

from sibdsl.model import terms
from sibdsl.model.calendar import Cycle, Duration, Unit
from sibdsl.model.days import day
from sibdsl.model.money import Direction, Rounding
from sibdsl.render.numbers import how_many, in_pence, rounded
from sibdsl.render.terms import (
    condition,
    days,
    items,
    many,
    number,
    period,
    value,
)
from sibdsl.render.terms import day as one_day

REFERRAL = terms.Only(terms.Recorded("Referral"))
MOVE = terms.Bound("Move")
ON_REFERRAL = terms.DayOf(REFERRAL)
MAY = terms.Literal(day(2018, 5, 3))
YEAR = Duration(1, Unit.YEARS)
WEEK = Duration(1, Unit.WEEKS)
CARE = terms.DaysNamed("Care")
HOME = terms.DaysNamed("Home")
TRACKING = terms.PeriodNamed("Tracking Period")
THREE = terms.Constant(Fraction(3))
IS_B = terms.IsOneOf(terms.Fact("Kind"), ("a", "b"))

DAYS = [
    (MAY, "3 May 2018"),
    (terms.FactDay("Date of Birth"), "Date of Birth"),
    (terms.FactDay("Report", "Cohort"), "Report of the Cohort"),
    (ON_REFERRAL, "the day of the Referral"),
    (terms.AttributeDay(MOVE, "Report"), "the Report of that Move"),
    (terms.FirstDay(TRACKING), "the first day of the Tracking Period"),
    (terms.LastDay(CARE), "the last day of Care"),
    (terms.Step(MAY, 1), "the day after 3 May 2018"),
    (terms.Step(MAY, -2), "the day 2 days before 3 May 2018"),
    (terms.Later(MAY, YEAR), "the day 1 year after 3 May 2018"),
    (terms.Later(MAY, YEAR, back=True), "the day 1 year before 3 May 2018"),
    (terms.Birthday(MAY, 18), "the 18th birthday of one born on 3 May 2018"),
    (terms.Earliest((MAY, ON_REFERRAL)), "the earliest of 3 May 2018 and the day of the Referral"),
    (terms.Latest((MAY, ON_REFERRAL)), "the latest of 3 May 2018 and the day of the Referral"),
    (terms.DueDay(), "the due day"),
]

PERIODS = [
    (terms.Between(MAY, ON_REFERRAL), "from 3 May 2018 to the day of the Referral, both included"),
    (terms.After(YEAR, MAY), "of 1 year that begins on the day after 3 May 2018"),
    (terms.Beginning(YEAR, MAY), "of 1 year that begins with 3 May 2018"),
    (terms.Before(YEAR, MAY), "of 1 year that ends on the day before 3 May 2018"),
    (terms.PartOf(TRACKING, terms.Part.SECOND, WEEK), "the second 1 week of the Tracking Period"),
    (terms.Clip(TRACKING, MAY), "the Tracking Period, cut off after 3 May 2018"),
    (
        terms.Pause(TRACKING, CARE),
        "the Tracking Period, without the days in Care and ending that much later",
    ),
    (
        terms.Restart(
            TRACKING, "P", terms.Recorded("Move"), "Move", terms.DayOf(MOVE), terms.ALWAYS
        ),
        "the Tracking Period, begun again on the day of that Move, for the first Move for which "
        "always; and so on",
    ),
    (
        terms.Pause(TRACKING, CARE, TRACKING),
        "the Tracking Period, without the days in Care and ending that much later, never past the "
        "end of the Tracking Period",
    ),
    (terms.Current("P"), "the P as it then runs"),
    (terms.ThisCycle(), "that quarter, year or claim"),
    (terms.SpanOf(MOVE), "that Move"),
    (TRACKING, "the Tracking Period"),
]

SETS = [
    (terms.Covered(terms.Recorded("Episode")), "Episode"),
    (
        terms.Covered(terms.Where(terms.Recorded("Episode"), "Episode", IS_B)),
        "each Episode for which Kind is “a” or “b”",
    ),
    (terms.DaysOf(TRACKING), "the Tracking Period"),
    (
        terms.DaysOf(terms.After(YEAR, MAY)),
        "the period of 1 year that begins on the day after 3 May 2018",
    ),
    (terms.AnyOfDays((CARE, HOME)), "Care or Home"),
    (terms.DaysBoth(CARE, HOME), "both Care and Home"),
    (terms.DaysWithout(CARE, terms.AnyOfDays((HOME, CARE))), "Care but not in Home or Care"),
    (
        terms.FirstDays(CARE, 75, Cycle.FINANCIAL_YEAR),
        "the first 75 days in Care of each financial year",
    ),
]

ITEMS = [
    (terms.Recorded("Uprating", terms.CONTRACT), "Uprating of the contract"),
    (terms.FirstItems(terms.ItemsNamed("Move"), 1), "Move, but only the first"),
    (terms.FirstItems(terms.ItemsNamed("Move"), 2), "Move, but only the first 2"),
    (terms.Runs(CARE), "unbroken run of days in Care"),
    (
        terms.Pieces(TRACKING, WEEK),
        "whole 1 week of the Tracking Period, counted from its first day",
    ),
]

VALUES = [
    (terms.Fact("Kind"), "Kind"),
    (terms.AttributeOf(MOVE, "Kind"), "the Kind of that Move"),
    (
        terms.AttributeOn("Responsibility", "Borough", MAY),
        "the Borough of the Responsibility that covers 3 May 2018",
    ),
    (terms.Fact("Baseline", "Cohort"), "Baseline of the Cohort"),
    (terms.Named("Sutton"), "Sutton"),
]

NUMBERS = [
    (terms.Constant(Fraction(-5, 2)), "-2.5"),
    (terms.CountDays(CARE), "the number of days in Care"),
    (terms.CountItems(terms.Recorded("Move")), "the number of Moves"),
    (terms.NumberIn(terms.Fact("Score")), "Score"),
    (terms.LengthOf(MOVE), "the number of days of that Move"),
    (terms.AgeOn(MAY, MAY), "the age in completed years on 3 May 2018"),
    (terms.Arithmetic(THREE, terms.Operator.LESS, THREE), "3 less 3"),
    (
        terms.Arithmetic(terms.NumberNamed("A"), terms.Operator.BELOW, terms.NumberNamed("B")),
        "the percentage of B by which A is below it",
    ),
    (
        terms.Rounded(THREE, Rounding(Direction.DOWN, Fraction(1))),
        "3, rounded down to a whole number",
    ),
    (
        terms.Across(terms.Sum.AVERAGE, terms.NumberNamed("Score"), terms.ALWAYS),
        "the average of Score over everyone who is eligible",
    ),
    (
        terms.Across(
            terms.Sum.TOTAL,
            terms.NumberNamed("Days Saved"),
            terms.CompareDays(terms.DayOf(MOVE), terms.Side.BEFORE, MAY),
            terms.Each("Move", terms.Recorded("Move")),
        ),
        "the total of Days Saved over every Move of everyone who is eligible for which the day of "
        "that Move is before 3 May 2018",
    ),
]

CONDITIONS = [
    (terms.Inside(MAY, CARE), "3 May 2018 is a day in Care"),
    (terms.CompareDays(MAY, terms.Side.ON_OR_AFTER, MAY), "3 May 2018 is on or after 3 May 2018"),
    (terms.CompareNumbers(THREE, terms.Comparison.MORE, THREE), "3 is more than 3"),
    (IS_B, "Kind is “a” or “b”"),
    (
        terms.HoldsRole(terms.Fact("Borough"), "commissioner", MAY),
        "Borough is a commissioner on 3 May 2018",
    ),
    (terms.Exists(terms.Recorded("Move")), "there is a Move"),
    (terms.DaysIn(TRACKING, CARE, 0, 0), "no day of the Tracking Period is in Care"),
    (terms.Not(terms.Inside(MAY, CARE)), "3 May 2018 is not a day in Care"),
    (terms.Not(terms.Stated(terms.Clause("1"), IS_B)), "Kind is not “a” or “b”"),
    (terms.Not(terms.Exists(terms.Recorded("Move"))), "there is no Move"),
    (terms.Exists(terms.Recorded("Offence")), "there is an Offence"),
    (terms.Achieved("Job"), "Job has been achieved and fell due on or before the due day"),
    (
        terms.Not(terms.Achieved("Job")),
        "no Job has been achieved that fell due on or before the due day",
    ),
    (terms.Not(terms.ConditionNamed("Ready")), "it is not so that the case is Ready"),
    (
        terms.AllOf((IS_B, terms.ConditionNamed("Ready"))),
        "Kind is “a” or “b” and the case is Ready",
    ),
    (terms.AnyOf((terms.ALWAYS, terms.ALWAYS)), "always or always"),
    (
        terms.AtLeastOf(2, (IS_B, terms.ALWAYS)),
        "at least 2 of these hold: Kind is “a” or “b”; always",
    ),
]


@pytest.mark.parametrize(("term", "words"), DAYS)
def test_a_day(term: terms.DayTerm, words: str) -> None:
    assert one_day(term) == words


@pytest.mark.parametrize(("term", "words"), PERIODS)
def test_a_period(term: terms.Period, words: str) -> None:
    assert period(term) == words


@pytest.mark.parametrize(("term", "words"), SETS)
def test_a_set_of_days(term: terms.Days, words: str) -> None:
    assert days(term) == words


@pytest.mark.parametrize(("term", "words"), ITEMS)
def test_items(term: terms.Items, words: str) -> None:
    assert items(term) == words


@pytest.mark.parametrize(("term", "words"), VALUES)
def test_a_value(term: terms.Value, words: str) -> None:
    assert value(term) == words


@pytest.mark.parametrize(("term", "words"), NUMBERS)
def test_a_number(term: terms.Number, words: str) -> None:
    assert number(term) == words


@pytest.mark.parametrize(("term", "words"), CONDITIONS)
def test_a_condition(term: terms.Condition, words: str) -> None:
    assert condition(term) == words


@pytest.mark.parametrize(
    ("least", "most", "words"),
    [
        (None, None, "every day"),
        (0, 0, "no day"),
        (2, None, "at least 2 days"),
        (0, 1, "at most 1 day"),
    ],
)
def test_how_many_days(least: int | None, most: int | None, words: str) -> None:
    assert how_many(least, most) == words


def test_rounding() -> None:
    tenth = Rounding(Direction.UP, Fraction(1, 10))
    nearest = Rounding(Direction.NEAREST, Fraction(1))

    assert rounded(tenth) == "rounded up to a multiple of 0.1"
    assert rounded(nearest) == "rounded to the nearest whole number, a half up"
    assert in_pence(Rounding(Direction.DOWN, Fraction(1))) == "rounded down to a penny"


def test_items_in_the_plural() -> None:
    narrowed = terms.Where(terms.Recorded("Move"), "Move", terms.Exists(terms.Runs(CARE)))

    assert many(narrowed).startswith("Moves for which there is an unbroken run")
    assert many(terms.Runs(CARE)) == "such items: unbroken run of days in Care"
