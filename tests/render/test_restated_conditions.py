"""What follows from conditions, numbers and periods at their edges, of every kind."""

from fractions import Fraction

import pytest

from sibdsl import api
from sibdsl.model import terms
from sibdsl.model.calendar import Cycle, Duration, Unit
from sibdsl.model.contract import Contract
from sibdsl.model.days import day
from sibdsl.model.money import Direction, Rounding
from sibdsl.render.nouns import any_of
from sibdsl.render.restated.conditions import of_condition
from sibdsl.render.restated.numbers import of_number
from sibdsl.render.restated.periods import of_meaning

BORN = terms.FactDay("Date of Birth")
START = terms.DayOf(terms.Only(terms.Recorded("Start")))
DEATH = terms.DayOf(terms.Only(terms.Recorded("Death")))
CARE = terms.DaysNamed("Care")
TERM = terms.Between(terms.Literal(day(2019, 4, 1)), terms.Literal(day(2020, 3, 31)))
SCORE = terms.NumberNamed("Score")
TEN = terms.Constant(Fraction(10))
AGE = terms.AgeOn(BORN, START)
MOVES = terms.Recorded("Move")


@pytest.fixture(scope="module")
def contract() -> Contract:
    lowered = api.load_text(
        """Contract "One".
1.1 The term is from 1 April 2019 to 31 March 2024.
1.2 The commissioner is Ashby.
2.1 The record of each Child holds (a) Case Number, a code; (b) Start, an event; and
    (c) Stays, periods.
3.1 Window means the 6 weeks after Start.
3.2 Spring means from 1 March 2020 to 31 May 2020.
4.1 A Child is eligible if Start is in the term.
5.1 Job is achieved on Start.
6.1 Job pays £10.
8.1 Ashby pays the rest.
9.1 Claims are made for each quarter.
"""
    ).lowered
    assert lowered is not None
    return lowered.contract


def aged(comparison: terms.Comparison) -> terms.Condition:
    return terms.CompareNumbers(AGE, comparison, TEN)


def scored(comparison: terms.Comparison) -> terms.Condition:
    return terms.CompareNumbers(SCORE, comparison, TEN)


def compared(side: terms.Side) -> terms.Condition:
    return terms.CompareDays(START, side, DEATH)


BOTH = (scored(terms.Comparison.AT_LEAST), scored(terms.Comparison.AT_MOST))
THREE = (*BOTH, terms.Exists(MOVES))
CONDITIONS = [
    (aged(terms.Comparison.AT_LEAST), ["it holds from 3 May 2015, the 10th birthday, on."]),
    (aged(terms.Comparison.LESS), ["it holds up to 2 May 2015, the day before that birthday."]),
    (aged(terms.Comparison.AT_MOST), ["it holds up to 2 May 2016, still 10."]),
    (aged(terms.Comparison.MORE), ["it holds from 3 May 2016, the 11th birthday, on."]),
    (aged(terms.Comparison.EQUAL), ["it holds from 3 May 2015 to 2 May 2016."]),
    (scored(terms.Comparison.EQUAL), []),
    (scored(terms.Comparison.MORE), ["Exactly 10 itself does not do"]),
    (terms.AllOf(BOTH), ["Exactly 10 and exactly 10 are both enough."]),
    (compared(terms.Side.BEFORE), ["this does not hold.", "is recorded, this holds."]),
    (compared(terms.Side.ON_OR_BEFORE), ["this holds.", "is recorded, this holds."]),
    (compared(terms.Side.ON), ["this holds.", "is recorded, this does not hold."]),
    (compared(terms.Side.ON_OR_AFTER), ["this holds.", "is recorded, this does not hold."]),
    (compared(terms.Side.AFTER), ["this does not hold.", "is recorded, this does not hold."]),
    (terms.Inside(START, terms.DaysOf(TERM)), ["31 March 2019 and 1 April 2020 are not."]),
    (terms.Inside(START, terms.DaysOf(terms.PeriodNamed("Spring"))), ["1 March 2020 and 31 May"]),
    (terms.Inside(START, terms.DaysOf(terms.PeriodNamed("Window"))), []),
    (terms.Inside(START, CARE), []),
    (terms.DaysIn(TERM, CARE, None, None), ["One day of it that is not"]),
    (terms.DaysIn(TERM, CARE, None, 2), ["With 2 such days this holds; with 3 it does not."]),
    (terms.DaysIn(TERM, CARE, 5, None), ["With 5 such days this holds; with 4 it does not."]),
    (terms.AtLeastOf(2, THREE), ["Any 2 of the 3 are enough; 1 is not."]),
    (terms.AtLeastOf(1, THREE), ["Any 1 of the 3 is enough."]),
    (terms.Not(terms.Exists(MOVES)), ["One alone is enough for this not to hold."]),
    (terms.HoldsRole(terms.Named("Ashby"), "payer", START), ["becomes a payer only after the day"]),
    (terms.Exists(MOVES), []),
]


@pytest.mark.parametrize(("condition", "words"), CONDITIONS)
def test_a_condition_at_its_edges(
    contract: Contract, condition: terms.Condition, words: list[str]
) -> None:
    said = list(of_condition(terms.Stated(terms.NO_CLAUSE, condition), contract))

    assert [word in text for word, text in zip(words, said, strict=True)] == [True] * len(words)


DOWN = Rounding(Direction.DOWN, Fraction(1))
NEAREST = Rounding(Direction.NEAREST, Fraction(1, 10))
BASE = terms.NumberNamed("Base")
NUMBERS = [
    (terms.Rounded(SCORE, DOWN), ["12.5 comes of it, it is 12.", "-12.5 comes of it, it is -13."]),
    (
        terms.Rounded(SCORE, NEAREST),
        ["1.25 comes of it, it is 1.3", "-1.25 comes of it, it is -1.2"],
    ),
    (
        terms.Arithmetic(SCORE, terms.Operator.BELOW, BASE),
        ["is 160 and Score is 148, it is 7.5%"],
    ),
    (
        terms.Arithmetic(SCORE, terms.Operator.ABOVE, BASE),
        ["is 160 and Score is 172, it is 7.5%"],
    ),
    (SCORE, []),
]


@pytest.mark.parametrize(("number", "words"), NUMBERS)
def test_a_number_at_a_sample(number: terms.Number, words: list[str]) -> None:
    said = list(of_number(number))

    assert [word in text for word, text in zip(words, said, strict=True)] == [True] * len(words)


YEAR = Duration(1, Unit.YEARS)
MONTHS = Duration(6, Unit.MONTHS)
WEEK = Duration(1, Unit.WEEKS)
MEANINGS = [
    (terms.Before(YEAR, START), ["it is from 1 March 2018 to 28 February 2019."]),
    (
        terms.After(MONTHS, START),
        ["from 2 March to 1 September 2019.", "is 29 February 2020."],
    ),
    (terms.Beginning(WEEK, terms.Literal(day(2020, 2, 24))), ["It is from 24 February to 1 March"]),
    (TERM, ["It has 366 days; 1 April 2019 is the first of them and 31 March 2020 the last."]),
    (terms.Between(START, DEATH), ["Where both are one day, it lasts one day."]),
    (
        terms.PartOf(terms.PeriodNamed("Window"), terms.Part.SECOND, WEEK),
        ["to 12 April 2019 it is from 9 March to 15 March 2019. It is cut off where the"],
    ),
    (
        terms.PartOf(terms.SpanOf(terms.Bound("Stay")), terms.Part.LAST, MONTHS),
        ["Of that Stay from 1 March 2019 to 29 February 2020 it is from 1 September 2019 to"],
    ),
    (
        terms.FirstDays(CARE, 1, Cycle.CALENDAR_YEAR),
        ["The 1st such day of a calendar year is in it, the 2nd is not; on 1 January 2020 the"],
    ),
    (terms.Runs(CARE), ["are two runs, of 9 days and 10 days: 10 March 2019 parts them."]),
    (
        terms.Pieces(TERM, MONTHS),
        ["first piece is from 1 March to 31 August 2019 and the second"],
    ),
    (terms.AnyOfDays((CARE, CARE)), ["A day in both of them is one day of it."]),
    (terms.DaysWithout(CARE, CARE), ["A day in Care that is in Care too is not in it."]),
    (CARE, []),
]


@pytest.mark.parametrize(("meaning", "words"), MEANINGS)
def test_a_period_from_a_sample_day(
    contract: Contract, meaning: terms.Meaning, words: list[str]
) -> None:
    said = list(of_meaning(meaning, contract))

    assert [word in text for word, text in zip(words, said, strict=True)] == [True] * len(words)


def test_one_of_two_and_one_of_more() -> None:
    assert any_of("ab", "conditions") == "either of the conditions"
    assert any_of("abc", "conditions") == "any one of the 3 conditions"
