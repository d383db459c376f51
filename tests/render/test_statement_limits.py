"""Positions of limits of every kind, worked out by hand on a few payments."""

from attrs import evolve
from stating import contract_of

from sibdsl.model.calendar import Cycle
from sibdsl.model.claims import Entry
from sibdsl.model.contract import Contract, CountLimit, MoneyLimit, PayerLimit, TakesOver
from sibdsl.model.days import day
from sibdsl.model.histories import Row
from sibdsl.model.ledger import FLOOR, Line
from sibdsl.model.money import Money
from sibdsl.model.statement import Position
from sibdsl.model.terms import Clause, Named
from sibdsl.render.statement_limits import Claimed, positions
from sibdsl.render.statement_reached import reached
from sibdsl.values import changed

COUNCIL, FUND = "Newcastle West", "Social Outcomes Fund"
MARCH, APRIL = day(2020, 3, 20), day(2020, 4, 10)
WAVES = {"P1": "One", "P2": "One", "P3": "Two"}


def clause(number: str) -> Clause:
    return Clause(number)


def contract(**parts: object) -> Contract:
    """Two parties and a group `Wave`; no limits but those given."""
    none: dict[str, object] = {"money_limits": (), "payer_limits": (), "takes_over": ()}
    return changed(contract_of("ways-to-wellness"), **(none | parts))


def paid(case: str | None, due: int, pounds: int, fund: int = 0, **more: object) -> Entry:
    """A payment for a case on a day, of which the fund pays so much."""
    shares = ((COUNCIL, Money(100 * (pounds - fund))), (FUND, Money(100 * fund)))
    amount = Money(100 * pounds)
    line = Line(
        *(case, "Wellbeing", "5.1", due, due, None, 1, amount, amount, (MARCH, APRIL + 30)),
        shares=shares,
    )
    return Entry(changed(line, **more))


def claimed(before: list[Entry], now: list[Entry], unlimited: tuple[Entry, ...] = ()) -> Claimed:
    def member(case: str, group: str) -> str | None:
        return WAVES.get(case) if group == "Wave" else None

    return Claimed(before, now, APRIL, member, lambda _: unlimited)


def figures(position: Position) -> tuple[int, ...]:
    """Before, now, left and beyond, in pounds."""
    parts = position.before, position.now, position.left, position.beyond
    return tuple(part.pence // 100 for part in parts)


def test_each_year_has_a_limit_of_its_own() -> None:
    """What is claimed now for last March is in last year's."""
    limit = MoneyLimit(Money(50_000), clause("7.1"), cycle=Cycle.FINANCIAL_YEAR)
    of = claimed([paid("P1", MARCH, 200)], [paid("P1", MARCH, 100), paid("P1", APRIL, 40)])
    last, this = positions(contract(money_limits=(limit,)), of)

    assert last.scope == "Payments, 1 April 2019 to 31 March 2020"
    assert (figures(last), figures(this)) == ((200, 100, 200, 0), (0, 40, 460, 0))


def test_units_of_one_line_fall_into_two_years() -> None:
    limit = MoneyLimit(Money(50_000), clause("7.1"), cycle=Cycle.FINANCIAL_YEAR)
    days = day(2020, 3, 25), day(2020, 4, 8)
    three = {"units": 3, "evidence": (days[0] - 6, days[1] + 1)}
    line = paid("P1", days[0], 300, first_due=days[0], last_due=days[1], **three)
    last, this = positions(contract(money_limits=(limit,)), claimed([], [line]))

    assert (figures(last), figures(this)) == ((0, 100, 400, 0), (0, 200, 300, 0))


def test_only_the_outcomes_named_use_a_limit() -> None:
    limit = MoneyLimit(Money(50_000), clause("7.1"), outcomes=("Hospital Saving",))
    (position,) = positions(
        contract(money_limits=(limit,)),
        claimed([], [paid("P1", APRIL, 90), paid("P1", APRIL, 30, outcome="Hospital Saving")]),
    )

    assert position.scope == "Payments for Hospital Saving"
    assert figures(position) == (0, 30, 470, 0)


def test_what_stands_beside_payments_is_outside_every_limit() -> None:
    limit = MoneyLimit(Money(50_000), clause("7.1"))
    (position,) = positions(
        contract(money_limits=(limit,)), claimed([], [paid(None, APRIL, 90, outcome=FLOOR)])
    )

    assert figures(position) == (0, 0, 500, 0)


def test_what_is_taken_back_is_given_back_to_the_limit() -> None:
    limit = MoneyLimit(Money(50_000), clause("7.1"))
    first = paid("P1", MARCH, 200)
    back = evolve(first, reverses=(Row("one.csv", 2),))
    (position,) = positions(contract(money_limits=(limit,)), claimed([first], [back]))

    assert figures(position) == (200, -200, 500, 0)


def test_beyond_the_limit_of_a_payer_the_heir_pays() -> None:
    limit = PayerLimit((FUND,), Money(5_000), clause("8.2"))
    heir = TakesOver((FUND,), Named(COUNCIL), clause("8.4"))
    terms = contract(payer_limits=(limit,), takes_over=(heir,))
    natural = (paid("P1", MARCH, 100, 30), paid("P2", APRIL, 100, 30))
    of = claimed([natural[0]], [paid("P2", APRIL, 100, 20)], natural)
    (position,) = positions(terms, of)

    assert (position.party, position.then) == (FUND, f"paid by {COUNCIL}")
    assert figures(position) == (30, 20, 0, 10)


def test_a_limit_for_each_group_counts_groups() -> None:
    limit = MoneyLimit(Money(25_000), clause("7.1"), each="Wave")
    first = [paid("P1", MARCH, 150), paid("P3", MARCH, 50)]
    now = [paid("P2", APRIL, 100, cut_by=("7.1",), gross=Money(13_000)), paid(None, APRIL, 9)]
    (one,) = reached(contract(money_limits=(limit,)), claimed(first, now))

    assert one.scope == "Payments for each Wave"
    assert (one.under, one.before, one.now) == (2, 0, 1)
    assert (one.units, one.unpaid) == (1, Money(3_000))


def test_a_limit_of_a_payer_for_each_person_in_each_year() -> None:
    limit = PayerLimit((FUND,), Money(4_000), clause("8.2"), "", None, Cycle.FINANCIAL_YEAR)
    of = claimed(
        [paid("P1", MARCH, 100, 40)], [paid("P1", APRIL, 90, 10), paid("P2", APRIL, 80, 40)]
    )
    (one,) = reached(contract(payer_limits=(limit,)), of)

    assert one.scope.startswith(f"Payments by {FUND} for each Patient, 1 April 2020 to")
    assert (one.under, one.before, one.now) == (2, 0, 1)


def test_what_is_neither_counted_nor_paid_reaches_nothing() -> None:
    limit = CountLimit(2, ("Wellbeing",), clause("7.1"))
    lines = [paid("P1", MARCH, 100), paid("P1", APRIL, 0, unpaid_by="7.3", gross=Money(10_000))]
    counts = contract(count_limits=(limit,))
    neither = contract(count_limits=(limit,), above_limit_counts=False)

    assert reached(counts, claimed([], lines))[0].now == 1
    assert reached(neither, claimed([], lines))[0].now == 0
    assert reached(counts, claimed([], lines))[0].limit == "the first 2"
