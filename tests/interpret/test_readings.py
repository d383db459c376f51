"""Readings of the language that an example cannot state: lines, evidence, claims, what waits."""

import re
from pathlib import Path

import pytest
from attrs import evolve
from test_small_contracts import contract

from sibdsl import api
from sibdsl.model.contract import Contract
from sibdsl.model.days import Day, day, iso
from sibdsl.model.histories import Case, Event, Histories, Reach, Spell
from sibdsl.model.ledger import Ledger
from sibdsl.model.money import Money

READINGS = set(range(1, 37))
"""All that docs/reference/readings.md settles."""

TESTS = Path(__file__).parents[1]


def test_each_reading_has_an_example_or_a_test() -> None:
    """By number, beside the example or the test that pins it."""
    named = re.compile(r"[Rr]eading[s]?_?\s?(\d+)")
    folders = ("interpret", "lower", "mechanics", "questions", "records", "syntax")
    paths = [path for folder in folders for path in (TESTS / folder).rglob("*.[sp][iy]*")]
    found = {int(n) for path in paths for n in named.findall(path.read_text(encoding="utf-8"))}
    assert found >= READINGS, sorted(READINGS - found)


def meant(name: str) -> Contract:
    """What the small contract of that name means."""
    lowered = contract(name).lowered
    assert lowered is not None
    return lowered.contract


def of(contract_: Contract, last: Day, *cases: Case) -> Histories:
    """Histories of *cases* with nothing known after *last*."""
    names = [f.name for f in (*contract_.person.fields, *contract_.record.fields)]
    return Histories(cases, reach=dict.fromkeys(names, Reach(last=last)))


def event(on: Day, **attributes: str) -> tuple[Event]:
    return (Event(on, attributes),)


def units(ledger: Ledger) -> list[tuple[str, str, int, int]]:
    """First due day, last due day, units and pounds paid of each line."""
    return [(iso(x.first_due), iso(x.last_due), x.units, x.paid.pence // 100) for x in ledger.lines]


# -- Time, units and evidence ---------------------------------------------------------------------


def test_reading_8_first_claim_then_the_usual_quarters() -> None:
    learners = meant("limits.sib")
    starts = [(2020, 1, 1), (2020, 2, 15), (2020, 2, 16), (2020, 4, 1)]
    cases = [Case(str(i), events={"End": event(day(*on))}) for i, on in enumerate(starts)]
    ledger = api.evaluate(learners, of(learners, day(2020, 6, 30), *cases))
    claims = [(iso(line.claim[0]), iso(line.claim[1] - 1)) for line in ledger.lines]
    assert claims == [
        ("2020-01-01", "2020-02-15"),
        ("2020-01-01", "2020-02-15"),
        ("2020-02-16", "2020-03-31"),
        ("2020-04-01", "2020-06-30"),
    ]


def test_readings_12_and_13_due_days_and_evidence_of_weeks() -> None:
    weeks = meant("weeks.sib")
    case = Case("1", events={"Start": event(day(2021, 3, 1))})
    ledger = api.evaluate(weeks, of(weeks, day(2021, 3, 31), case))
    quiet = next(line for line in ledger.lines if line.outcome == "Quiet Week")
    assert (iso(quiet.first_due), iso(quiet.last_due), quiet.units) == (
        "2021-03-07",
        "2021-03-28",
        4,
    )
    assert quiet.evidence == (day(2021, 3, 1), day(2021, 3, 29))


def test_reading_13_evidence_of_a_day_is_the_periods_its_conditions_count() -> None:
    """`Finish` counts days of the support: those are its evidence; a plain day has none."""
    pauses, places = meant("pauses.sib"), meant("places.sib")
    carer = Case("1", spells={"Enrolment": (Spell(day(2021, 3, 1), day(2021, 3, 31)),)})
    ledger = api.evaluate(pauses, of(pauses, day(2021, 3, 31), carer))
    finish = next(line for line in ledger.lines if line.outcome == "Finish")
    assert finish.evidence == (day(2021, 3, 1), day(2021, 3, 15))
    man = Case("1", {"Risk": "high"}, {"Release": event(day(2021, 3, 1))})
    assert api.evaluate(places, of(places, day(2021, 3, 31), man)).lines[0].evidence is None


PAUSED_RUN = """Contract "Seven days with a pause between".
The term is from 1 January 2020 to 31 December 2025.
The commissioner is Ashby.
The record of each Carer holds
    (a) Case Number, a code; (b) Enrolment, a period; and (c) Breaks, periods.
Support means the first 2 weeks of the Enrolment.
Support does not run on a day in a Break.
Calm Week is achieved for each 7 consecutive days in Support.
Calm Week pays £1.
Ashby pays the rest.
Claims are made for each quarter."""


def test_days_on_either_side_of_a_pause_are_consecutive() -> None:
    """1 to 4 and 8 to 10 March, then 11 to 17 March: two weeks, as the grid of weeks has."""
    lowered = api.load_text(PAUSED_RUN).lowered
    assert lowered is not None
    spells = {
        "Enrolment": (Spell(day(2021, 3, 1), day(2021, 3, 31)),),
        "Break": (Spell(day(2021, 3, 5), day(2021, 3, 7)),),
    }
    histories = of(lowered.contract, day(2021, 12, 31), Case("1", spells=spells))
    ledger = api.evaluate(lowered.contract, histories)
    assert [iso(line.last_due) for line in ledger.lines] == ["2021-03-10", "2021-03-17"]


# -- Lines ----------------------------------------------------------------------------------------


def test_reading_15_an_achievement_above_a_limit_has_a_line() -> None:
    learners = meant("limits.sib")
    passes = tuple(Event(day(2021, 3, n), {"Level": "low"}) for n in (1, 2, 3))
    ledger = api.evaluate(
        learners, of(learners, day(2021, 3, 31), Case("1", events={"Pass": passes}))
    )
    assert units(ledger) == [
        ("2021-03-01", "2021-03-01", 1, 10),
        ("2021-03-02", "2021-03-02", 1, 10),
        ("2021-03-03", "2021-03-03", 1, 0),
    ]
    assert [line.unpaid_by for line in ledger.lines] == [None, None, "7.4"]
    assert ledger.lines[2].gross == Money(1000)


def test_reading_15_a_limit_used_up_leaves_a_line_of_nothing() -> None:
    learners = meant("limits.sib")
    starts = tuple(Event(day(2021, 3, n)) for n in (1, 2, 3))
    ledger = api.evaluate(
        learners, of(learners, day(2021, 3, 31), Case("1", events={"Start": starts}))
    )
    assert [line.paid for line in ledger.lines] == [Money(8000), Money(5000), Money(0)]
    assert [line.cut_by for line in ledger.lines] == [(), ("7.2",), ("7.2",)]
    assert [line.cut for line in ledger.lines] == [Money(0), Money(3000), Money(8000)]


def test_reading_15_a_price_of_nothing_has_a_line() -> None:
    adults = meant("measures.sib")
    facts = {"Kind": "course"}
    course = (Spell(day(2021, 3, 1), day(2021, 3, 5)),)
    case = Case("1", facts, {"Review": event(day(2021, 7, 1))}, {"Course": course})
    assert units(api.evaluate(adults, of(adults, day(2021, 7, 31), case))) == [
        ("2021-07-01", "2021-07-01", 1, 0)
    ]


def test_reading_25_the_order_of_the_limit_clauses_does_not_matter() -> None:
    learners = meant("limits.sib")
    cases = [
        Case(
            str(n),
            events={
                "Start": tuple(Event(day(2021, 3, n + i)) for i in range(3)),
                "End": event(day(2021, 3, 20)),
            },
        )
        for n in range(1, 4)
    ]
    histories = of(learners, day(2021, 3, 31), *cases)
    turned = evolve(learners, money_limits=learners.money_limits[::-1])
    plain, other = api.evaluate(learners, histories), api.evaluate(turned, histories)
    assert units(plain) == units(other)
    assert plain.paid == Money(30000)


def test_reading_26_case_number_as_text_is_the_last_tie_but_one() -> None:
    """Of three at one day, `C10` goes before `C8`, and `C9` gets what is left."""
    learners = meant("limits.sib")
    two = (Event(day(2021, 3, 1)), Event(day(2021, 3, 1)))
    cases = [Case(number, events={"Start": two}) for number in ("C9", "C8", "C10")]
    ledger = api.evaluate(learners, of(learners, day(2021, 3, 31), *cases))
    paid = {n: sum(x.paid.pence for x in ledger.lines if x.case == n) for n in ("C10", "C8", "C9")}
    assert paid == {"C10": 13000, "C8": 13000, "C9": 4000}


# -- Unknown --------------------------------------------------------------------------------------


@pytest.mark.parametrize(("last", "paid"), [(15, 0), (16, 1), (22, 1), (23, 2), (31, 3)])
def test_reading_22_a_run_is_paid_as_its_days_become_known(last: int, paid: int) -> None:
    jobs = meant("runs.sib")
    case = Case("1", spells={"Job": (Spell(day(2021, 3, 1), None),)})
    ledger = api.evaluate(jobs, of(jobs, day(2021, 3, last), case))
    assert sum(line.units for line in ledger.lines) == paid


def test_reading_22_after_an_unknown_day_nothing_is_known_until_a_known_break() -> None:
    guests = meant("nights.sib")
    rows = (
        Spell(day(2021, 3, 1), day(2021, 3, 2), {"Purpose": "bed"}),
        Spell(day(2021, 3, 3), day(2021, 3, 3), {"Purpose": None}),
        Spell(day(2021, 3, 4), day(2021, 3, 5), {"Purpose": "bed"}),
    )
    ledger = api.evaluate(guests, of(guests, day(2021, 3, 31), Case("1", spells={"Booking": rows})))
    assert sum(line.units for line in ledger.lines) == 4, "a single day needs no run"
    assert [w.facts for w in ledger.waiting if w.days == (day(2021, 3, 3), day(2021, 3, 4))]


def test_reading_22_one_known_day_settles_a_week() -> None:
    """A night out is known on the third day; that the records end on the fourth changes nothing."""
    weeks = meant("weeks.sib")
    nights = (Spell(day(2021, 3, 3), day(2021, 3, 3)),)
    case = Case("1", events={"Start": event(day(2021, 3, 1))}, spells={"Night Out": nights})
    ledger = api.evaluate(weeks, of(weeks, day(2021, 3, 4), case))
    first = (day(2021, 3, 1), day(2021, 3, 8))
    assert not [w for w in ledger.waiting if w.outcome == "Quiet Week" and w.days == first]
    assert [w for w in ledger.waiting if w.outcome == "Better Week" and w.days == first]


def test_reading_24_as_at_a_day_only_what_was_known_by_then() -> None:
    homes = meant("changing.sib")
    rows = (Spell(day(2020, 1, 1), day(2021, 3, 31), {"Type": "social", "Band": "low"}),)
    case = Case("1", events={"Check": event(day(2021, 3, 1))}, spells={"Tenure": rows})
    histories = of(homes, day(2021, 12, 31), case)
    late = api.evaluate(homes, histories, as_at=day(2021, 3, 1))
    early = api.evaluate(homes, histories, as_at=day(2021, 2, 28))
    assert (late.paid, late.as_at) == (Money(100), day(2021, 3, 1))
    assert (early.paid, early.lines) == (Money(0), ())
    assert api.evaluate(homes, histories, as_at=day(2030, 1, 1)) == api.evaluate(homes, histories)
