"""The text of single cells."""

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sibdsl.model.money import Money
from sibdsl.records.cells import Pattern, amount_in, number_in, percentage_in, shown, written
from sibdsl.records.headings import stem


@given(st.dates(date(1900, 1, 1)))
def test_a_date_reads_back_in_either_pattern(day: date) -> None:
    expected = day.toordinal() if day.year < 2200 else None

    assert written(f"{day:%d/%m/}{day.year:04}").day == expected
    assert written(day.isoformat()).day == expected


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("1/2/24", "the year has two digits"),
        ("29/02/2023", "there is no such day"),
        ("2023-02-29", "there is no such day"),
        ("01/02/0024", "no record is of that year"),
        ("45323", "it is a bare number, not a date"),
        ("2024-02-01 00:00:00", "a date is written dd/mm/yyyy or yyyy-mm-dd"),
        ("1/2/2024", "a date is written dd/mm/yyyy or yyyy-mm-dd"),
        ("٠١/٠٢/٢٠٢٤", "a date is written dd/mm/yyyy or yyyy-mm-dd"),
        ("zz/05/2020", "a date is written dd/mm/yyyy or yyyy-mm-dd"),
    ],
)
def test_what_is_no_date_says_why(text: str, wrong: str) -> None:
    assert (written(text).day, written(text).wrong) == (None, wrong)


def test_patterns_are_told_apart() -> None:
    assert written("01/02/2024").pattern is Pattern.BRITISH
    assert written("2024-02-01").pattern is Pattern.ISO


@given(st.integers(-(10**12), 10**12))
def test_amounts_read_back(pence: int) -> None:
    assert amount_in(Money(pence).plain) == Money(pence)
    sign, digits = ("-", str(Money(-pence))) if pence < 0 else ("", str(Money(pence)))
    assert amount_in(sign + digits) == Money(pence)


@pytest.mark.parametrize("text", ["", "1,23", "1.", ".5", "1e3", "£1.5", "12%", "9" * 5000, "½"])
def test_what_is_no_number_or_amount(text: str) -> None:
    assert amount_in(text) is None
    assert number_in(text) is None or text == "1.5"


def test_percentages_have_their_sign() -> None:
    assert percentage_in("7.5 %") == Fraction(3, 40)
    assert percentage_in("7.5") is None
    assert percentage_in("x%") is None


@pytest.mark.parametrize("text", ["K2", "E4A", "V", "31/02/2017", "45323", "k3", "11"])
def test_codes_and_dates_are_shown(text: str) -> None:
    assert shown(text) == f"`{text}`"


@pytest.mark.parametrize("text", ["Amy", "Jane Smith", "SW1A 1AA", "4857773456", "M1 1AE", "AMY"])
def test_nothing_else_is_shown(text: str) -> None:
    assert shown(text) == "what stands there"


@pytest.mark.parametrize(
    ("one", "many"),
    [
        ("Therapy", "therapies"),
        ("Child", "Children"),
        ("Case Number", "CASE_NUMBERS"),
        ("Breach", "Breaches"),
        ("Response", "Responses"),
        ("Loss", "Losses"),
        ("Legal Status", "legal-status"),
    ],
)
def test_one_term_in_the_singular_and_the_plural(one: str, many: str) -> None:
    assert stem(one) == stem(many)
