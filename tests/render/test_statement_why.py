"""Why something is taken back: what the ledger has in its place."""

import pytest

from sibdsl.model.claims import Entry
from sibdsl.model.days import day
from sibdsl.model.histories import Row
from sibdsl.model.ledger import CLAIM, Ledger, Line, Waiting
from sibdsl.model.money import Money
from sibdsl.render.statement_why import why
from sibdsl.values import changed

FIRST = day(2024, 10, 1)
QUARTER = (FIRST, day(2025, 1, 1))
SHARES = (("Council A", Money(8000)), ("Fund B", Money(2000)))
WEEK = Line(
    *("C1", "Home Week", "5.1", FIRST + 6, FIRST + 6, (FIRST, FIRST + 7), 1),
    *(Money(10000), Money(10000), QUARTER),
    shares=SHARES,
)
MOVED = changed(WEEK, evidence=(FIRST + 4, FIRST + 11), first_due=FIRST + 10, last_due=FIRST + 10)


def reason(*lines: Line, waiting: tuple[Waiting, ...] = ()) -> str:
    ledger = Ledger("Weeks", "abc", QUARTER[1] - 1, lines, waiting)
    return why(Entry(WEEK, (Row("one.csv", 2),)), ledger)


@pytest.mark.parametrize(
    ("now", "said"),
    [
        (changed(WEEK, unpaid_by="7.1", paid=Money(0)), "clause 7.1 leaves it unpaid now"),
        (
            changed(WEEK, cut_by=("7.2",), paid=Money(4000)),
            "it pays £40.00 now, not £100.00: clause 7.2 cuts it",
        ),
        (changed(WEEK, paid=Money(9000)), "it pays £90.00 now, not £100.00"),
        (
            changed(WEEK, shares=(("Council A", Money(10000)),)),
            "it is paid by others now: Council A £100.00",
        ),
        (
            changed(WEEK, shares=(("Council A", Money(8001)), ("Fund B", Money(1999)))),
            "the shares are now: Council A £80.01 and Fund B £19.99",
        ),
        (MOVED, "counted on other days now: 5 October to 11 October 2024"),
        (changed(WEEK, clause="5.9"), "counted otherwise now"),
        (
            changed(WEEK, first_due=FIRST + 7, last_due=FIRST + 7),
            "it falls due on 8 October 2024 now",
        ),
    ],
)
def test_what_stands_in_its_place_is_said(now: Line, said: str) -> None:
    assert reason(now) == said


def test_of_a_share_of_the_claim_what_was_shared_is_said() -> None:
    nothing = Money(0)
    was = changed(WEEK, case=None, outcome=CLAIM, units=0, gross=nothing, paid=nothing)
    now = changed(was, shares=(("Council A", Money(8800)), ("Fund B", Money(2200))))
    ledger = Ledger("Weeks", "abc", QUARTER[1] - 1, (now,))

    assert why(Entry(was, (Row("one.csv", 2),)), ledger) == (
        "£100.00 was shared before; the shares are now: Council A £88.00 and Fund B £22.00"
    )


def test_of_a_line_of_many_units_the_days_that_meet_it_are_said() -> None:
    many = changed(
        MOVED,
        evidence=(FIRST - 10, FIRST + 18),
        first_due=FIRST - 4,
        last_due=FIRST + 17,
        units=4,
        gross=Money(40000),
        paid=Money(40000),
        shares=(("Council A", Money(32000)), ("Fund B", Money(8000))),
    )

    said = reason(many)
    assert said.startswith("counted on other days now: 28 September to 4 October 2024 and ")


def test_a_number_that_a_deduction_leaves_can_change() -> None:
    was = changed(WEEK, evidence=None, units=67, achieved=100)
    now = changed(was, units=66, achieved=99)
    ledger = Ledger("Weeks", "abc", QUARTER[1] - 1, (now,))

    assert why(Entry(was, (Row("one.csv", 2),)), ledger) == (
        "99 were achieved, not 100; 66 are counted now, not 67"
    )


def test_what_is_not_known_any_more_is_said_with_the_facts() -> None:
    waits = Waiting("C1", "Home Week", "5.1", ("Legal Status is missing",), (FIRST, FIRST + 30))
    other = Waiting("C2", "Home Week", "5.1", ("Death is missing",))

    assert reason(waiting=(other, waits)) == "not known any more: Legal Status is missing"
    assert reason(waiting=(changed(waits, facts=()),)) == "not known any more"
    assert reason(waiting=(other,)) == "the data no longer shows it"


def test_the_line_of_another_case_is_no_reason() -> None:
    assert reason(changed(WEEK, case="C2")) == "the data no longer shows it"
