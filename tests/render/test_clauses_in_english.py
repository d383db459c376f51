"""What is said of the clauses that the contracts here do not have."""

from fractions import Fraction
from pathlib import Path

import pytest
from attrs import evolve

from sibdsl import api
from sibdsl.model import contract as core
from sibdsl.model import terms
from sibdsl.model.calendar import Cycle, Duration, Unit
from sibdsl.model.contract import Contract
from sibdsl.model.days import day
from sibdsl.model.ledger import Ledger, Waiting
from sibdsl.model.money import Direction, Money, Rounding
from sibdsl.model.records import Attribute, Kind, RecordField, RecordKind, Shape, ValueType
from sibdsl.render.meaning import price
from sibdsl.render.overview import overview
from sibdsl.render.restated import of_core
from sibdsl.render.waiting import at_stake, waiting

WEEK = Path(__file__).parents[2] / "sibdsl/cli/templates/week/contract.sib"
HERE = terms.Clause("99")
CARE = terms.DaysNamed("Care")
TRACKING = terms.PeriodNamed("Tracking Period")
SEVEN = Duration(1, Unit.WEEKS)


@pytest.fixture(scope="module")
def contract() -> Contract:
    lowered = api.load(WEEK).lowered
    assert lowered is not None
    return lowered.contract


def said(contract: Contract) -> list[str]:
    """What is said of clause 99, each sentence with its consequences."""
    parts = (one for number, one in of_core(contract) if number == "99")
    return [text for one in parts for text in (one.sentence, *one.consequences)]


def with_trigger(contract: Contract, trigger: core.Trigger) -> Contract:
    (outcome,) = contract.outcomes
    return evolve(contract, outcomes=(evolve(outcome, trigger=trigger, clause=HERE),))


def test_triggers(contract: Contract) -> None:
    piece = core.EachPiece(TRACKING, SEVEN, CARE, 0, 0)

    assert said(with_trigger(contract, core.EachDay(CARE))) == [
        "Take, for each eligible Child, the days in Care. Each of them makes one Home Week, "
        "due on that day.",
        "3 such days, from 1 March to 3 March 2019, make 3, each due on its own day.",
    ]
    assert said(with_trigger(contract, piece)) == [
        "Take, for each eligible Child, the Tracking Period, and cut it from its first day "
        "into pieces of 1 week. Each whole piece with no day in Care makes one Home Week, due "
        "on its last day; a shorter part at the end makes none.",
        "Of a period that begins on 1 March 2019 the first piece is from 1 March to 7 March "
        "2019 and the second from 8 March to 14 March 2019.",
        "If the Tracking Period is from 2 March 2019 to 28 February 2020, it has 52 whole pieces.",
    ]


def test_a_stop_of_some_outcomes(contract: Contract) -> None:
    stop = core.Stop(core.Edge.AFTER, terms.Literal(day(2025, 5, 3)), HERE, ("Home Week",))

    assert said(evolve(contract, stops=(stop,))) == [
        "No Home Week falls due after 3 May 2025; a unit whose last day is such a day is lost.",
        "If that day is 1 March 2019, what falls due on 1 March 2019 is paid and what falls "
        "due on 2 March 2019 is not.",
    ]


def test_places(contract: Contract) -> None:
    order = (terms.DayOf(terms.Only(terms.Recorded("Referral"))), core.Key.CASE_NUMBER)

    assert said(evolve(contract, places=core.Places(115, order, HERE))) == [
        "Of those who meet the conditions of eligibility, the first 115 have a place, in order "
        "of the day of the Referral and then the Case Number.",
        "The 116th Child has none, and is not eligible.",
        "While it is not yet known whether a Child meets them, it is not yet known who has the "
        "last place.",
    ]


def test_a_period_that_is_cut_off_paused_and_begun_again(contract: Contract) -> None:
    clip = terms.Clip(TRACKING, terms.DueDay(), terms.Clause("97"))
    paused = terms.Pause(clip, CARE, clause=HERE)
    definition = terms.Definition("Window", terms.Clause("98"), paused, "Move")

    assert said(evolve(contract, definitions={**contract.definitions, "Window": definition})) == [
        "A day in Care is not in the Window, and the end of the Window moves on by a day for "
        "each of them.",
        "10 such days in it move the last day from 28 February 2020 to 9 March 2020.",
    ]


def test_limits(contract: Contract) -> None:
    year = Cycle.FINANCIAL_YEAR
    count = core.CountLimit(104, ("Home Week", "Start"), HERE)
    money = core.MoneyLimit(Money(100), HERE, outcomes=("Home Week",), cycle=year)
    payer = core.PayerLimit(("Ash", "Beech"), Money(200), HERE, cycle=year)
    of_groups = core.CountLimit(2, ("Start",), HERE, "Cohort")
    of_one = core.PayerLimit(("Ash",), Money(200), HERE, terms.OWN, ("Start",))
    limited = evolve(
        contract,
        count_limits=(count, of_groups),
        money_limits=(money,),
        payer_limits=(payer, of_one),
        above_limit_counts=False,
    )

    assert said(limited) == [
        "For each Child only the first 104 of all Home Weeks and Starts are paid.",
        "The 105th of them, whichever of these it is, is neither counted nor paid.",
        "For each Cohort only the first 2 Starts are paid.",
        "The 3rd Start is neither counted nor paid.",
        "No more than £1 is paid in all for Home Week in each financial year. The payment that "
        "crosses it is cut to what is left; payments take their turn by the due day and then "
        "the Case Number.",
        "Where £0.50 has been paid and £1 comes next, £0.50 is paid and £0.50 is not.",
        "What falls due on 1 April 2019 is the first of another financial year.",
        "Ash and Beech each pay no more than £2 in each financial year, of what falls to each "
        "of them once shares are worked out. The share that crosses it is cut to what is left.",
        "Where £1 has been paid and £2 comes next, £1 is paid and £1 is not.",
        "What falls due on 1 April 2019 is the first of another financial year.",
        "Ash pays no more than £2 for each Child for Start, of what falls to it once shares "
        "are worked out. The share that crosses it is cut to what is left.",
        "Where £1 has been paid and £2 comes next, £1 is paid and £1 is not.",
    ]


def test_funding(contract: Contract) -> None:
    share = core.Share(terms.Named("Ash"), Fraction(1, 8), HERE, through="Beech")
    nobody = core.TakesOver(("Ash",), None, HERE)

    assert said(evolve(contract, shares=(share,), rest=None, takes_over=(nobody,))) == [
        "Ash pays 12.5% of each payment, handed on by Beech.",
        "Of £100 it pays £12.50.",
        "What a limit takes off the share of Ash, nobody pays.",
        "Where £12.50 of £100 falls to Ash and its limit leaves £6.25, it pays £6.25 and nobody "
        "pays £6.25.",
    ]


def test_prices(contract: Contract) -> None:
    is_b = terms.IsOneOf(terms.Fact("Kind"), ("a", "b"))
    card = core.Card(((is_b, core.Flat(Money(500))), (terms.Not(is_b), core.Flat(Money(100)))))

    assert price(card, contract) == (
        "£5 each if Kind is “a” or “b”; £1 each if Kind is not “a” or “b”"
    )
    assert price(core.PerUnit(Money(4000), terms.NumberNamed("Score")), contract) == (
        "£40 for each one of Score"
    )


def test_claims_and_late_evidence(contract: Contract) -> None:
    span = (day(2024, 5, 1), day(2024, 7, 1))
    claims = core.Claims((span,), None, HERE)
    never = core.LateEvidence(counts=False, within=None, clause=HERE)
    silent = evolve(contract, claims=claims, late_evidence=None)

    assert said(evolve(silent, late_evidence=never)) == [
        "Claims are made for 1 May to 30 June 2024. A payment is in the claim of the period "
        "that its due day is in.",
        "What falls due on 30 June 2024 is in the claim from 1 May to 30 June 2024.",
        "Evidence that comes after a claim changes nothing.",
    ]
    assert len(said(silent)) == 2
    assert "1 May to 30 June 2024" in overview(silent, "a.sib", "none")


def test_fields(contract: Contract) -> None:
    choice = Attribute("Kind", ValueType(Kind.CHOICE, ("a", "b")))
    fields = (
        RecordField("Intake", Shape.FACT, ValueType(Kind.RECORD, record="Cohort"), clause="99"),
        RecordField("Stay", Shape.PERIODS, attributes=(choice,), parted=True, clause="99"),
    )

    assert said(evolve(contract, person=RecordKind("Man", fields))) == [
        "The record of each Man holds one Intake: the Cohort that it belongs to.",
        "Where it is missing, what depends on it is not yet known: neither paid nor refused.",
        "The record of each Man holds any number of Stays, each from a first to a last day, "
        "both included, of which no two share a day, each with Kind (“a” or “b”).",
        "One from 1 March to 7 March 2019 covers 7 days.",
        "Where two of them share a day, the case is left out until the data is put right.",
    ]


def test_everyone_may_be_eligible(contract: Contract) -> None:
    numbers = [number for number, _ in of_core(evolve(contract, eligibility=terms.ALWAYS))]

    assert "4.1" not in numbers


WAITING = Waiting("C1", "Home Week", "5.1", ("x",), (day(2024, 1, 1), day(2024, 1, 16)))


def test_what_a_wait_can_come_to(contract: Contract) -> None:
    daily = with_trigger(contract, core.EachDay(CARE))
    once = with_trigger(contract, core.OnDay(terms.DueDay()))

    assert at_stake(contract, [WAITING]) == Money(20_000)
    assert at_stake(daily, [WAITING]) == Money(150_000)
    assert at_stake(once, [evolve(WAITING, days=None)]) == Money(10_000)


def test_what_no_file_holds_is_said_in_one(contract: Contract) -> None:
    facts = ("no file holds Referral (cohort.csv:1)", "no file holds Death", "Kind is missing")
    ledger = Ledger("A", "", day(2024, 3, 31), (), (evolve(WAITING, facts=facts),))

    assert list(waiting(contract, ledger))[1:] == [
        "  Kind is missing; no file holds Referral or Death",
        "    Home Week (clause 5.1): 1 case, at most £200.00 before limits",
        "    case C1",
    ]


def test_facts_of_many_cases_name_the_first_of_them(contract: Contract) -> None:
    cases = ", ".join(f"C{n}" for n in range(1, 9))
    facts = (f"Baseline is missing: {cases}", f"Death after 31 March 2024: {cases}")
    (outcome,) = contract.outcomes
    of_groups = evolve(contract, outcomes=(evolve(outcome, level="Cohort"),))
    waits = [
        evolve(WAITING, facts=facts, case=None, group="One"),
        evolve(WAITING, facts=facts[1:], case=None, outcome="(shortfall)", clause="7.5"),
    ]
    ledger = Ledger("A", "", day(2024, 3, 31), (), tuple(waits))

    assert list(waiting(of_groups, ledger)) == [
        "Not yet known: some outcomes of 1 Cohort and the whole contract, neither paid nor refused "
        "until then",
        "  Baseline is missing: C1, C2, C3, C4, C5 and 3 more",
        "    Home Week (clause 5.1), 1 January to 15 January 2024: 1 Cohort, at most £200.00 "
        "before limits",
        "    Cohort One",
        "  what is recorded after 31 March 2024: Death",
        "    (shortfall) (clause 7.5), 1 January to 15 January 2024: the whole contract",
    ]


def test_the_most_that_a_price_can_be(contract: Contract) -> None:
    score = terms.NumberNamed("Score")
    scale = core.Scale(Money(0), Fraction(0), Money(900), Fraction(1), score)
    tiers = core.Tiers((core.Tier(Money(700), 2), core.Tier(Money(500), None)))
    card = core.Card(((terms.ALWAYS, core.Flat(Money(300))), (terms.ALWAYS, scale)))
    endless = core.Card(((terms.ALWAYS, core.PerUnit(Money(1), score)),))
    tariff = contract.tariffs["Home Week"]

    def most(price: core.Price) -> Money | None:
        priced = evolve(contract, tariffs={"Home Week": evolve(tariff, price=price)})
        return at_stake(with_trigger(priced, core.OnDay(terms.DueDay())), [WAITING])

    assert [most(price) for price in (scale, tiers, card, endless)] == [
        Money(900),
        Money(700),
        Money(900),
        None,
    ]


def test_what_a_deduction_or_a_rise_will_leave_is_not_guessed(contract: Contract) -> None:
    down = Rounding(Direction.DOWN, Fraction(1))
    less = core.Deduction(Fraction(1, 3), "Home Week", down, HERE)
    rise = core.Rise(terms.Constant(Fraction(1, 50)), terms.Literal(0), down, HERE)

    assert at_stake(evolve(contract, deductions=(less,)), [WAITING]) is None
    assert at_stake(evolve(contract, rises=(rise,)), [WAITING]) is None


def test_what_it_can_come_to_is_not_guessed(contract: Contract) -> None:
    by_score = core.PerUnit(Money(1), terms.NumberNamed("Score"))
    tariff = evolve(contract.tariffs["Home Week"], price=by_score)

    assert at_stake(contract, [WAITING, evolve(WAITING, days=None)]) is None
    assert at_stake(evolve(contract, tariffs={"Home Week": tariff}), [WAITING]) is None
