"""What days, sets and values are called in a story."""

import pytest

from sibdsl.interpret.called import (
    day_called,
    days_called,
    number_called,
    period_called,
    value_called,
)
from sibdsl.model import terms
from sibdsl.model.calendar import Cycle, Duration, Unit

REFERRAL = terms.DayOf(terms.Only(terms.Recorded("Referral")))
THERAPY = terms.SpanOf(terms.Only(terms.Recorded("Therapy")))
CARE, STAY = terms.DaysNamed("Care"), terms.Covered(terms.Recorded("Stay"))
TRACKING = terms.PeriodNamed("Tracking Period")
MONTHS = Duration(3, Unit.MONTHS)


@pytest.mark.parametrize(
    ("term", "said"),
    [
        (REFERRAL, "Referral"),
        (terms.FactDay("Date of Birth"), "Date of Birth"),
        (terms.AttributeDay(terms.Bound("Offer"), "Made"), "Made"),
        (terms.FirstDay(THERAPY), "the first day of Therapy"),
        (terms.LastDay(THERAPY), "the last day of Therapy"),
        (terms.FirstDay(CARE), "the first day of Care"),
        (terms.LastDay(TRACKING), "the last day of Tracking Period"),
        (terms.Step(REFERRAL, -1), "the day before Referral"),
        (terms.Step(REFERRAL, 3), "the day 3 days after Referral"),
        (terms.Later(REFERRAL, MONTHS), "the day 3 months after Referral"),
        (terms.Later(REFERRAL, MONTHS, back=True), "the day 3 months before Referral"),
        (terms.Birthday(terms.FactDay("Date of Birth"), 18), "the 18th birthday"),
        (terms.DueDay(), "the due day"),
        (terms.Earliest((REFERRAL,)), "the day"),
    ],
)
def test_a_day(term: terms.DayTerm, said: str) -> None:
    assert day_called(term) == said


@pytest.mark.parametrize(
    ("term", "said"),
    [
        (CARE, ["Care"]),
        (STAY, ["Stay"]),
        (terms.AnyOfDays((CARE, STAY)), ["Care", "Stay"]),
        (terms.DaysWithout(CARE, STAY), ["Care"]),
        (terms.DaysBoth(STAY, CARE), ["Stay"]),
        (terms.FirstDays(STAY, 75, Cycle.FINANCIAL_YEAR), ["Stay"]),
        (terms.DaysOf(THERAPY), ["Therapy"]),
        (terms.DaysOf(TRACKING), ["Tracking Period"]),
        (terms.DaysOf(terms.After(MONTHS, REFERRAL)), []),
    ],
)
def test_a_set_of_days(term: terms.Days, said: list[str]) -> None:
    assert list(days_called(term)) == said


@pytest.mark.parametrize(
    ("term", "said"),
    [
        (TRACKING, "Tracking Period"),
        (terms.Current("Test"), "Test"),
        (THERAPY, "Therapy"),
        (terms.Clip(TRACKING, REFERRAL), "Tracking Period"),
        (terms.PartOf(THERAPY, terms.Part.FIRST, MONTHS), "Therapy"),
        (terms.Between(REFERRAL, REFERRAL), "the period"),
    ],
)
def test_a_period(term: terms.Period, said: str) -> None:
    assert period_called(term) == said


@pytest.mark.parametrize(
    ("term", "said"),
    [
        (terms.Fact("Group"), "Group"),
        (terms.AttributeOf(terms.Bound("Stay"), "Kind"), "Kind"),
        (terms.AttributeOn("Home", "Borough", REFERRAL), "Borough on Referral"),
        (terms.Named("Ashby"), "Ashby"),
    ],
)
def test_a_value(term: terms.Value, said: str) -> None:
    assert value_called(term) == said


@pytest.mark.parametrize(
    ("term", "said"),
    [
        (terms.CountDays(CARE), "the number of days"),
        (terms.CountItems(terms.Recorded("Stay")), "the number of Stay"),
        (terms.LengthOf(terms.Bound("Stay")), "the length of Stay in days"),
        (terms.AgeOn(terms.FactDay("Date of Birth"), REFERRAL), "age on Referral"),
        (terms.Constant(1), "the number"),  # type: ignore[arg-type]
    ],
)
def test_a_number(term: terms.Number, said: str) -> None:
    assert number_called(term) == said
