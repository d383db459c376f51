"""The charts of a statement: the same bytes for the same figures, readable without colour."""

import re
from xml.etree import ElementTree

import pytest
from stating import contract_of, lines_of, statement_of

from sibdsl.model.contract import Contract
from sibdsl.model.days import day
from sibdsl.model.money import Money
from sibdsl.model.statement import Position, Statement
from sibdsl.render.charts import charts, grants
from sibdsl.render.statement_made import period_of
from sibdsl.render.statement_series import course, months_of, units_by_month


def stated(scheme: str, on: int) -> tuple[Contract, Statement]:
    contract = contract_of(scheme)
    period = period_of(contract, on)
    assert period is not None
    return contract, statement_of(contract, lines_of(scheme), period)


@pytest.fixture(scope="module")
def birmingham() -> tuple[Contract, Statement]:
    """Near its limit in June 2017; both funds have reached theirs."""
    return stated("birmingham", day(2017, 6, 30))


def test_the_pictures_say_their_figures(birmingham: tuple[Contract, Statement]) -> None:
    paid, units, drawn = charts(*birmingham)

    assert paid.alt == (
        "The payments come to £2,940,000.00 by 30 June 2017; the limit of clause 7.2 is "
        "£3,000,000.00, of which £60,000.00 is left."
    )
    assert units.alt == (
        "Stable Placement: 49 units paid, at most 20 in a month, and 3 left unpaid."
    )
    assert drawn.alt.startswith(
        "Better Outcomes has paid £400,000.00 of £400,000.00, £0.00 of it by this claim"
    )


def test_the_same_figures_are_the_same_bytes(birmingham: tuple[Contract, Statement]) -> None:
    assert charts(*birmingham) == charts(*birmingham)


def test_a_picture_stands_alone_and_in_a_page(birmingham: tuple[Contract, Statement]) -> None:
    """It is well formed, brings no style for the page around it, and tells no date or program."""
    found: list[str] = []
    for picture in charts(*birmingham):
        root = ElementTree.fromstring(picture.svg)  # noqa: S314 - made by ourselves
        assert root.tag == "{http://www.w3.org/2000/svg}svg"
        assert "<style" not in picture.svg
        assert "<metadata" not in picture.svg
        assert "<?xml" not in picture.svg
        found += re.findall(r' id="([0-9a-zA-Z]*[0-9]{2}[0-9a-zA-Z]*)"', picture.svg)
    hashed = [name for name in found if len(name) > 9]
    assert len(set(hashed)) == len(hashed), "no two pictures of a page share a name"


def test_marks_are_told_apart_without_colour(birmingham: tuple[Contract, Statement]) -> None:
    """By dashes, hatches and labels in words."""
    paid, units, drawn = (picture.svg for picture in charts(*birmingham))

    assert "stroke-dasharray" in paid
    assert ">limit £3,000,000 (clause 7.2)<" in paid
    assert "<pattern" in units
    assert ">Stable Placement: 49 paid, 3 unpaid<" in units
    assert "<pattern" in drawn
    assert ">Better Outcomes, clause 8.3: £400,000 before, £0 now, £0 left of £400,000<" in drawn


def test_a_limit_of_each_year_begins_anew(  # Manchester has one of £1,100,000
) -> None:
    contract, statement = stated("manchester", day(2018, 3, 31))
    shown = course(contract, statement)

    assert shown is not None
    assert (shown.year, shown.cap) == ("financial year", Money(110_000_000))
    assert len(shown.years) == 5
    for first, stop in shown.years:
        own = [a.pence for d, a in zip(shown.days, shown.amounts, strict=True) if first <= d < stop]
        assert own == sorted(own)
        assert not own or own[-1] <= 110_000_000
    assert "in each financial year" in charts(contract, statement)[0].alt


def test_the_outcomes_of_fewest_units_are_summed_up() -> None:
    contract, statement = stated("fair-chance", day(2016, 6, 30))
    rows = units_by_month(contract, statement, 6)
    every = units_by_month(contract, statement, 99)

    assert len(rows) == 6
    assert rows[-1].outcome == "all other outcomes"
    assert len(every) > 10
    starts = months_of(statement)
    for at in range(len(starts)):
        assert sum(row.paid[at] for row in rows) == sum(row.paid[at] for row in every)
    units = sum(line.units for line in lines_of("fair-chance") if line.claim[1] <= day(2016, 7, 1))
    assert sum(sum(row.paid) + sum(row.unpaid) for row in every) == units


def test_of_no_payment_there_is_no_chart_of_payments() -> None:
    contract, statement = stated("peterborough", day(2014, 3, 31))

    assert course(contract, statement) is None
    assert charts(contract, statement) == ()


def test_a_limit_of_each_year_says_its_year_within_the_picture() -> None:
    scope = "Payments by The Very Long Named Outcomes Fund of Somewhere, 1 April 2019 to 31 March"
    amounts = Money(10_000_000), Money(2_500_000), Money(500_000)
    picture = grants([Position("8.2", f"{scope} 2020", *amounts, party="The Fund")])

    assert picture is not None
    labels = re.findall(r">([^<>]*(?:Fund|before|left)[^<>]*)<", picture.svg)
    assert max(map(len, labels)) <= 96
    assert "1 April 2019 to 31 March 2020 has paid £30,000.00 of £100,000.00" in picture.alt


def test_more_than_the_limit_is_no_bar_beyond_the_whole() -> None:
    """An amendment lowered the limit below what was paid."""
    position = Position("8.2", "Payments by Fund", Money(100), Money(150), Money(-20), party="Fund")
    picture = grants([position])

    assert picture is not None
    assert "-£0.30 is left" in picture.alt
