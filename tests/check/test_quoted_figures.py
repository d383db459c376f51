"""How prose writes figures, one line each, and what is none."""

import pytest

from sibdsl.check.quoted_figures import figures_in
from sibdsl.model.days import in_words

READ = {
    "£2,000": ["amount 200000"],
    "£ 2,000.50": ["amount 200050"],
    "2000 pounds": ["amount 200000"],
    "two thousand pounds (£2,000)": ["amount 200000", "amount 200000"],
    "one million five hundred thousand pounds": ["amount 150000000"],
    "up to 1.5 million pounds": ["amount 150000000"],
    "£1.5m or £300k": ["amount 150000000", "amount 30000000"],
    "£1.125 million": ["amount 112500000"],
    "£100,00": ["amount -100"],
    "£1,0000": ["amount -100"],
    "£1000,000": ["amount -100"],
    "£1.000": ["amount -100"],
    "£1.000,00": ["amount -100"],
    "£100,£200 or £300,": ["amount 10000", "amount 20000", "amount 30000"],
    "fifty hundred pounds": ["amount 500000"],
    "twenty-five hundred pounds": ["amount 250000"],
    "two pounds and fifty pence": ["amount 250"],
    "two thousand and three thousand pounds": ["amount 200000, perhaps", "amount 300000"],
    "one hundred or two hundred pounds": ["amount 10000, perhaps", "amount 20000"],
    "10 to 15 per cent": ["percentage 10", "percentage 15"],
    "10 or more but less than 12.5%": ["number 10", "percentage 25/2"],
    "between 10 and 12.5 per cent": ["percentage 10", "percentage 25/2"],
    "six or seven weeks": ["length of time 42, perhaps", "length of time 49"],
    "two million, three hundred thousand and ten pounds": ["amount 230001000"],
    "50p": ["amount 50"],
    "ten (10) pence": ["amount 10"],
    "fifteen per cent (15%)": ["percentage 15", "percentage 15"],
    "15 per cent. of": ["percentage 15"],
    "seven and a half percent": ["percentage 15/2"],
    "a third of each payment": ["percentage 100/3, perhaps"],
    "one half of it": ["percentage 50, perhaps"],
    "half the price": ["percentage 50, perhaps"],
    "less than one fifth of them": ["percentage 20, perhaps"],
    "a twentieth part of them": ["percentage 5, perhaps"],
    "bear an eighth.": ["percentage 25/2, perhaps"],
    "three quarters of the price": ["percentage 75, perhaps"],
    "two-thirds": ["percentage 200/3, perhaps"],
    "nine tenths": ["percentage 90, perhaps"],
    "one in five": ["percentage 20, perhaps"],
    "1 in 5 payments": ["percentage 20, perhaps"],
    "one out of every four": ["percentage 25, perhaps"],
    "1/5 of it": ["percentage 20, perhaps"],
    "twenty in a hundred": ["percentage 20, perhaps"],
    "thirty parts in a hundred": ["percentage 30"],
    "30 parts per hundred": ["percentage 30"],
    "12.5 parts in 100": ["percentage 25/2"],
    "one in a hundred and twenty": ["percentage 5/6, perhaps"],
    "one in twenty-five days": ["length of time 25"],
    "five in a hundred pounds": ["number 5, perhaps", "amount 10000"],
    "1 in 1,000": ["number 1", "number 1000"],
    "1 in 0": ["number 1", "number 0"],
    "2 and a half of them": ["number 2"],
    "ten or a third of them": ["number 10, perhaps", "percentage 100/3, perhaps"],
    "three quarters after it": ["number 3, perhaps"],
    "half a year": ["length in months 12, perhaps"],
    "the 1st day of February 2018": ["date 1 February 2018"],
    "the first day of February, 2018": ["date 1 February 2018"],
    "1 Feb 2018": ["date 1 February 2018"],
    "on 5th Nov. 2018": ["date 5 November 2018"],
    "February 1, 2018": ["date 1 February 2018"],
    "01/02/2018": ["date 1 February 2018"],
    "2018-02-01": ["date 1 February 2018"],
    "31 February 2018": ["date no known day"],
    "from 1 March to 31 May 2018": ["date 31 May 2018"],
    "seven (7) consecutive days": ["length of time 7"],
    "seven (8) days": ["length of time 7", "length of time 8"],
    "any 52-week period": ["length of time 364"],
    "one hundred and four (104) weeks": ["length of time 728"],
    "twenty-eight days' notice": ["length of time 28"],
    "two years": ["length in months 24"],
    "24 calendar months": ["length in months 24"],
    "2 years 6 months": ["length in months 24", "length in months 6"],
    "a week": ["length of time 7, perhaps"],
    "every three months": ["length in months 3"],
    "the eighteenth (18th) birthday": ["age 18"],
    "twenty-first birthday": ["age 21"],
    "aged ten (10)": ["number 10"],
    "under the age of eighteen": ["number 18"],
    "seventeen (17) years of age": ["number 17"],
    "16.5 days": ["length of time 33/2"],
    "1,000 Men": ["number 1000"],
    "twelve (12) of them": ["number 12"],
    "the two parties": ["number 2, perhaps"],
    "7 decisions in March": ["number 7"],
    "7 may be counted": ["number 7"],
}
NONE = [
    "clause 6.2 and 7.1(a), or Schedule 3",
    "6.1 The price",
    "financial year 2018/19",
    "in 2018 and in May 2019",
    "by 31 March",
    "code V3, U1 or 2a",
    "(1) the first; (2) the second",
    "one of the boroughs",
    "at 17:00 or 5 pm",
    "Level 2 of Phase 1",
    "the third party's second visit",
    "a third party",
    "half of the financial year",
    "the first half of the payment",
    "each quarter of the year, half-yearly",
    "within one quarter",
    "the third of them",
    "one in zero, one in March, one in 2018",
]


def read(text: str) -> list[str]:
    """The figures in *text*: what each is of, and its value."""
    return [
        f"{figure.kind.value} "
        + (in_words(int(figure.value)) if figure.kind.value == "date" else str(figure.value))
        + ", perhaps" * figure.weak
        for figure in figures_in(f"and {text}")
    ]


@pytest.mark.parametrize("text", READ)
def test_a_figure_of_prose(text: str) -> None:
    assert read(text) == READ[text]


@pytest.mark.parametrize("text", NONE)
def test_what_is_no_figure(text: str) -> None:
    assert list(figures_in(text)) == []


def test_under_an_age_is_up_to_the_year_before() -> None:
    (figure,) = figures_in("under eighteen (18) years of age")

    assert (figure.number, figure.other) == (18, 17)
