"""Limits of every kind, against plain loops, on random small lists of payments.

The riskiest part of the reckoning: limits bind together, those by a party after the split, each
party before the one that takes over its share.
"""

from datetime import date, timedelta
from functools import cache

import limits as plain
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sibdsl import api
from sibdsl.model.contract import Contract
from sibdsl.model.days import day, iso
from sibdsl.model.histories import Case, Event, Histories, Reach, Spell
from sibdsl.model.ledger import Line

FIRST = date(2022, 1, 3)
"""Due days lie on either side of the end of a financial year."""

AMOUNTS = st.sampled_from([3, 3_33, 11_26, 20_00, 40_01, 45_05, 90_00, 99_99, 10_000_00])
LATER = st.none() | st.none() | AMOUNTS
ORDERS = [
    "",
    ", in order of the due day",
    ", in order of the due day and then of Case Number",
    ", in order of Case Number and then of the due day",
]
WHOLE = st.builds(
    plain.Limit,
    AMOUNTS,
    st.just(""),
    st.booleans(),
    st.sampled_from(["", *plain.OUTCOMES]),
    st.booleans(),
    LATER,
)
BY = st.builds(
    plain.Limit,
    AMOUNTS,
    st.sampled_from([*plain.FUNDS, *plain.AUTHORITIES, "each commissioner"]),
    st.booleans(),
    st.sampled_from(["", *plain.OUTCOMES]),
    st.booleans(),
    LATER,
)

PARTS = [
    (plain.Part(25), plain.Part(10)),
    (plain.Part(15), plain.Part(85)),
    (plain.Part(1), plain.Part(99)),
    (plain.Part(50), plain.Part(33, outcome="Home Week")),
    (plain.Part(70, before=plain.CHANGE), plain.Part(30, outcome="Foster Week")),
]


@st.composite
def all_terms(draw: st.DrawFn) -> plain.Terms:
    """A small contract; at least one limit, so that an order can stand on it."""
    whole = draw(st.lists(WHOLE, min_size=1, max_size=3, unique_by=lambda limit: limit[1:5]))
    by = draw(st.lists(BY, min_size=1, max_size=4, unique_by=lambda limit: limit[1:5]))
    return plain.Terms(
        prices=tuple(draw(st.sampled_from([45_05, 18_01, 22_99, 7, 30_00])) for _ in range(3)),
        first=draw(st.sampled_from([2, 4, 104])),
        limits=(*whole, *by),
        parts=draw(st.sampled_from(PARTS)),
        heirs=draw(
            st.sampled_from(
                [
                    (plain.THE_AUTHORITY, plain.THE_AUTHORITY),
                    (plain.LOCAL, plain.THE_AUTHORITY),
                    (plain.LOCAL, ""),
                    ("", plain.GRANT),
                    (plain.THE_AUTHORITY, plain.GRANT),
                    ("Derby", ""),
                ]
            )
        ),
        order=draw(st.sampled_from(ORDERS)),
        counted=draw(st.booleans()),
    )


@st.composite
def all_payments(draw: st.DrawFn) -> list[plain.Payment]:
    """Up to fifteen payments of three Children, no two alike, and each with its authority."""
    drawn = draw(
        st.lists(
            st.tuples(
                st.sampled_from(["C1", "C10", "C2"]),
                st.sampled_from(list(plain.OUTCOMES)),
                st.integers(0, 8),
            ),
            min_size=3,
            max_size=15,
            unique=True,
        )
    )
    moves = {number: draw(st.integers(0, 9)) for number in ("C1", "C10", "C2")}
    homes = {number: draw(st.permutations(plain.AUTHORITIES)) for number in moves}
    return [
        plain.Payment(
            number, kind, FIRST + when * timedelta(weeks=3), homes[number][when >= moves[number]]
        )
        for number, kind, when in drawn
    ]


@cache
def contract(text: str) -> Contract:
    loaded = api.load_text(text)
    assert loaded.lowered is not None, [str(finding) for finding in loaded.findings]
    return loaded.lowered.contract


def ordinal(when: date) -> int:
    return day(when.year, when.month, when.day)


def histories(payments: list[plain.Payment]) -> Histories:
    """The Children of the payments; the authority of a day is responsible on that day alone."""
    cases = []
    for number in sorted({one.case for one in payments}):
        own = [one for one in payments if one.case == number]
        events = {
            field: tuple(Event(ordinal(one.due)) for one in own if one.outcome == kind)
            for kind, field in plain.OUTCOMES.items()
        }
        paying = {one.due: one.authority for one in own}
        spells = tuple(
            Spell(ordinal(due), ordinal(due), {"Authority": name}) for due, name in paying.items()
        )
        cases.append(Case(number, events=events, spells={"Responsibility": spells}))
    last = Reach(last=day(2026, 10, 31))
    names = [*plain.OUTCOMES.values(), "Responsibility"]
    return Histories(tuple(cases), reach=dict.fromkeys(names, last))


Compared = tuple[str | None, str, str, int, int, str, bool, list[tuple[str, int]]]
"""Case, outcome, due day, gross, paid, unpaid by, whether anything was cut, who pays what."""


def of_line(line: Line) -> Compared:
    """What is compared of a line, which is one unit; of a party that pays nothing, nothing."""
    assert line.units == 1
    shares = sorted((party, amount.pence) for party, amount in line.shares if amount.pence)
    amounts = line.gross.pence, line.paid.pence
    by = line.unpaid_by or "", set(line.cut_by)
    return line.case, line.outcome, iso(line.first_due), *amounts, *by, shares


def of_payment(one: plain.Payment) -> Compared:
    """The same of a payment worked out with plain loops."""
    shares = sorted((party, pence) for party, pence in one.shares.items() if pence)
    by = one.unpaid_by, set(one.cut_by)
    return one.case, one.outcome, str(one.due), one.gross, one.paid, *by, shares


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(terms=all_terms(), payments=all_payments())
def test_limits_pay_what_plain_loops_pay(terms: plain.Terms, payments: list[plain.Payment]) -> None:
    ledger = api.evaluate(contract(terms.text()), histories(payments))
    expected = [of_payment(one) for one in plain.settled(payments, terms)]

    assert sorted(map(of_line, ledger.lines), key=repr) == sorted(expected, key=repr)


def small(
    *limits: plain.Limit, heirs: tuple[str, str] = ("", ""), counted: bool = True
) -> plain.Terms:
    """£80 for each week, only the first two of a Child, and all of it from the grant."""
    parts = plain.Part(100), plain.Part(0)
    return plain.Terms((80_00, 80_00, 80_00), 2, limits, parts, heirs, "", counted)


def weeks(*kinds_and_days: tuple[str, date]) -> list[plain.Payment]:
    """Payments for one Child of Derby."""
    return [plain.Payment("C1", kind, due, "Derby") for kind, due in kinds_and_days]


@pytest.mark.parametrize("heirs", [("", ""), (plain.THE_AUTHORITY, "")])
def test_two_limits_on_one_party_bind_together(heirs: tuple[str, str]) -> None:
    """£100 in all and £50 a year: £80 in one year and £80 in the next pay £50 and £50."""
    limits = plain.Limit(100_00, plain.GRANT), plain.Limit(50_00, plain.GRANT, each_year=True)
    terms = small(plain.Limit(10_000_00), *limits, heirs=heirs)
    days = [date(2022, 3, 1), date(2022, 5, 1)]
    payments = weeks(*(("Home Week", due) for due in days))
    ledger = api.evaluate(contract(terms.text()), histories(payments))

    assert [dict(line.shares)[plain.GRANT].pence for line in ledger.lines] == [50_00, 50_00]
    assert [one.shares[plain.GRANT] for one in plain.settled(payments, terms)] == [50_00, 50_00]


def test_what_a_limit_leaves_nothing_takes_no_place_where_it_is_not_counted() -> None:
    """The second Foster Week gets nothing, so the Home Week is the second that counts."""
    terms = small(plain.Limit(80_00, outcome="Foster Week"), counted=False)
    days = [date(2022, 1, day) for day in (3, 10, 17, 24)]
    kinds = ["Foster Week", "Foster Week", "Home Week", "Home Week"]
    payments = weeks(*zip(kinds, days, strict=True))
    ledger = api.evaluate(contract(terms.text()), histories(payments))
    looped = plain.settled(payments, terms)

    assert [(one.paid, one.unpaid_by) for one in looped] == [
        *[(80_00, ""), (0, ""), (80_00, ""), (0, "7.0")]
    ]
    assert sorted(map(of_line, ledger.lines)) == sorted(map(of_payment, looped))


def test_two_limits_on_one_party_that_leave_as_little_are_both_named() -> None:
    limits = plain.Limit(50_00, plain.GRANT), plain.Limit(50_00, plain.GRANT, each_year=True)
    terms = small(plain.Limit(10_000_00), *limits)
    payments = weeks(("Home Week", date(2022, 3, 1)))
    ledger = api.evaluate(contract(terms.text()), histories(payments))

    assert [one.cut_by for one in plain.settled(payments, terms)] == [{"7.2", "7.3"}]
    assert [line.cut_by for line in ledger.lines] == [("7.2", "7.3")]
