"""Floors and least numbers: measured over all cases, so no part of an example."""

import pytest
from small import case, known, meant, text

from sibdsl import api
from sibdsl.model.contract import Contract
from sibdsl.model.days import Day, day, iso
from sibdsl.model.histories import Case, Event
from sibdsl.model.ledger import FLOOR, RELIEF, SHORTFALL, Ledger

IN = {"Group": "in"}
BEFORE_ANY = day(2020, 6, 1)


def ledger(last: Day, *cases: Case, of: Contract | None = None) -> Ledger:
    """What is due on *cases*, all that is known by the end of *last*."""
    contract = of or meant("floors.sib")
    return api.evaluate(contract, known(contract, last, *cases))


def lines(found: Ledger, kind: str) -> list[tuple[str, int, str]]:
    """The due day of each line of that kind, its pounds and who pays it."""
    return [
        (iso(line.first_due), line.paid.pence // 100, line.shares[0][0])
        for line in found.lines
        if line.outcome == kind
    ]


def visits(*days: Day) -> Case:
    return case("A", IN, Referral=(BEFORE_ANY,), Visit=days)


# -- Floors of a year -----------------------------------------------------------------------------


def test_a_year_with_nothing_paid_is_made_up_in_full() -> None:
    assert lines(ledger(day(2022, 3, 31)), FLOOR) == [("2022-03-31", 1000, "Ashby")]


def test_a_floor_is_not_due_before_the_year_is_over() -> None:
    assert lines(ledger(day(2022, 3, 30)), FLOOR) == []


def test_no_floor_holds_for_a_year_that_is_not_wholly_in_the_term() -> None:
    """The term begins on 1 July 2020 and ends on 30 June 2024: three whole years."""
    days = [due for due, _, _ in lines(ledger(day(2024, 12, 31)), FLOOR)]

    assert days == ["2022-03-31", "2023-03-31", "2024-03-31"]


def test_the_difference_up_to_the_floor() -> None:
    """Two visits at £480 are £960, and the fund pays nothing of the £40."""
    found = ledger(day(2022, 3, 31), visits(day(2021, 4, 1), day(2022, 3, 31)))

    assert lines(found, FLOOR) == [("2022-03-31", 40, "Ashby")]
    assert {party: paid.pence for party, paid in found.paid_by().items()} == {
        "Central Fund": 48000,
        "Ashby": 52000,
        "Barrow": 40000,
    }


def test_a_year_that_brings_more_than_the_floor() -> None:
    """A is paid £960 and B £480."""
    other = case("B", IN, Referral=(BEFORE_ANY,), Visit=(day(2021, 5, 1),))
    found = ledger(day(2022, 3, 31), visits(day(2021, 4, 1), day(2021, 4, 2)), other)

    assert lines(found, FLOOR) == []


def test_what_falls_due_a_day_later_is_of_the_next_year() -> None:
    found = ledger(day(2023, 3, 31), visits(day(2022, 4, 1)))

    assert lines(found, FLOOR) == [("2022-03-31", 1000, "Ashby"), ("2023-03-31", 520, "Ashby")]


def test_a_good_year_makes_up_for_no_other() -> None:
    others = [case(n, IN, Referral=(BEFORE_ANY,), Visit=(day(2022, 5, 1),)) for n in "BCDEF"]
    found = ledger(day(2023, 3, 31), *others)

    assert lines(found, FLOOR) == [("2022-03-31", 1000, "Ashby")]


def test_a_floor_waits_while_a_payment_of_its_year_is_not_known() -> None:
    """B may be in: the year brings £480 or £960, and the difference is £520 or £40."""
    other = Case("B", {"Group": None}, visits(day(2021, 6, 1)).events)
    found = ledger(day(2022, 3, 31), visits(day(2021, 5, 1)), other)

    assert lines(found, FLOOR) == []
    assert FLOOR in [each.outcome for each in found.waiting]


# -- Floors of the whole term, and relief ---------------------------------------------------------

IN_TOTAL = """Contract "A floor in total".
The term is from 1 April 2020 to 31 March 2023. The commissioners are Ashby and Barrow.
The record of each Child holds (a) Case Number, a code; and (b) Visits, events.
Visit Made is achieved for each Visit on the Visit. Visit Made pays £480.
Payments in total are not less than £5,000; Barrow pays the difference.
{more}
Ashby pays the rest. Claims are made for each quarter."""
YEARLY = "Payments in each financial year are not less than £1,000; Ashby pays the difference."
RELIEVED = (
    "In place of the payments due from 1 April 2020 to 30 September 2020, "
    "Ashby pays £700 for each quarter."
)


def test_a_floor_in_total_falls_due_on_the_last_day_of_the_term() -> None:
    contract = text(IN_TOTAL.format(more=""))
    visited = case("A", Visit=(day(2020, 4, 1), day(2023, 3, 31)))

    assert lines(ledger(day(2023, 3, 30), visited, of=contract), FLOOR) == []
    assert lines(ledger(day(2023, 3, 31), visited, of=contract), FLOOR) == [
        ("2023-03-31", 4040, "Barrow")
    ]


def test_a_floor_in_total_counts_what_the_floors_of_years_have_made_up() -> None:
    """Three years at £1,000, and £2,000 more."""
    found = ledger(day(2023, 3, 31), of=text(IN_TOTAL.format(more=YEARLY)))

    assert found.paid.pence == 500000
    assert sorted(lines(found, FLOOR)) == [
        ("2021-03-31", 1000, "Ashby"),
        ("2022-03-31", 1000, "Ashby"),
        ("2023-03-31", 1000, "Ashby"),
        ("2023-03-31", 2000, "Barrow"),
    ]


def test_relief_counts_towards_a_floor_and_what_it_replaces_does_not() -> None:
    """£700 for each of two quarters, and a visit that is not paid: £3,600 are missing."""
    contract = text(IN_TOTAL.format(more=RELIEVED))
    found = ledger(day(2023, 3, 31), case("A", Visit=(day(2020, 5, 1),)), of=contract)

    assert lines(found, RELIEF) == [("2020-06-30", 700, "Ashby"), ("2020-09-30", 700, "Ashby")]
    assert lines(found, FLOOR) == [("2023-03-31", 3600, "Barrow")]
    assert [line.paid.pence for line in found.lines if line.case == "A"] == [0]


def test_relief_from_within_a_quarter_has_a_sum_for_whole_quarters_only() -> None:
    """What falls due in the part of a quarter is not paid all the same."""
    within = RELIEVED.replace("1 April 2020", "15 April 2020")
    contract = text(IN_TOTAL.format(more=within))
    visited = case("A", Visit=(day(2020, 4, 14), day(2020, 4, 15)))
    found = ledger(day(2020, 12, 31), visited, of=contract)

    assert lines(found, RELIEF) == [("2020-09-30", 700, "Ashby")]
    assert [line.paid.pence for line in found.lines if line.case == "A"] == [48000, 0]


# -- Least numbers --------------------------------------------------------------------------------


@pytest.mark.parametrize(("referred", "pounds"), [(0, 400), (1, 200), (2, 0), (3, 0)])
def test_each_referral_too_few_has_a_price(referred: int, pounds: int) -> None:
    cases = [case(str(n), IN, Referral=(day(2021, 4, 1 + n),)) for n in range(referred)]
    found = lines(ledger(day(2022, 3, 31), *cases), SHORTFALL)

    assert sum(paid for _, paid, _ in found) == pounds
    assert all(line == ("2022-03-31", pounds, "Barrow") for line in found)


def test_a_referral_counts_in_the_year_of_its_day_eligible_or_not() -> None:
    early = case("A", IN, Referral=(day(2021, 3, 31),))
    out = case("B", {"Group": "out"}, Referral=(day(2022, 3, 31),))
    found = ledger(day(2022, 3, 31), early, out)

    assert lines(found, SHORTFALL) == [("2022-03-31", 200, "Barrow")]


def test_no_least_number_holds_for_part_of_a_year() -> None:
    days = [due for due, _, _ in lines(ledger(day(2024, 12, 31)), SHORTFALL)]

    assert days == ["2022-03-31", "2023-03-31", "2024-03-31"]


def test_a_shortfall_that_is_not_known_waits() -> None:
    """One referral has no day: the year is one short, or two."""
    undated = Case("A", IN, {"Referral": (Event(None),)})
    found = ledger(day(2022, 3, 31), undated)

    assert lines(found, SHORTFALL) == []
    assert SHORTFALL in [each.outcome for each in found.waiting]
