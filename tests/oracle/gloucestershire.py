"""Gloucestershire, person by person: the clauses of contracts/gloucestershire as plain loops."""

from datetime import date
from pathlib import Path

import evaluator as e
import innovation_fund_card as card
import innovation_fund_people as p
import payments as pay

TERM = date(2020, 11, 1), date(2025, 6, 30)
STARTS_TO = date(2024, 3, 31)
FUNDS = {"Life Chances Fund": (19, 338_000_00), "Gloucestershire NHS": (8, 143_692_00)}
PAYER = "Gloucestershire"
PAYERS = [*FUNDS, PAYER]
LIMITS = [pay.Limit("7.1", 1_774_924_00, "total")]
MILESTONE = card.Line("Milestone", "5.1")
SHAPE = p.Shape(
    {"Panel": ("Finding",), "Start": (), "Transfer": (), "Death": ()}, {"Stay": ("Setting",)}
)


def staying(person: p.Person, setting: str, day: date, known: date) -> e.Truth:
    """Whether the person stays in the setting on the day; None after the last day known."""
    if day > known:
        return None
    return e.any_of(
        e.among(stay.values["Setting"], [setting])
        for stay in person.periods("Stay")
        if stay.first <= day and (stay.last is None or day <= stay.last)
    )


def away(person: p.Person, day: date, known: date) -> e.Truth:
    """3.3 to 3.6: residential, or in hospital beyond the first 28 days of the financial year."""
    hospital = staying(person, "hospital", day, known)
    long: e.Truth = False
    if hospital is not False:
        short = e.first_each_financial_year(
            lambda d: staying(person, "hospital", d, known), 28, day
        )
        long = e.all_of([hospital, e.negate(short[day])])
    return e.either(staying(person, "residential", day, known), long)


def eligible(person: p.Person, known: date, ends: date | None) -> bool:
    """4.1: whether every condition is known to hold, on the first Start."""
    start, born, panel = person.day("Start"), person.born(), person.all("Panel")
    if start is None or born is None or not panel:
        return False
    return (
        8 <= e.age_on(born, start) <= 24
        and person.facts.get("Diagnosis") in ("learning disability", "autism", "both")
        and panel[0].day <= start
        and panel[0].values["Finding"] == "at risk"
        and TERM[0] <= start <= STARTS_TO
        and staying(person, "residential", start, known) is False
        and (ends is None or start < ends)
    )


def milestones(person: p.Person, start: date, known: date) -> list[card.Achieved]:
    """5.1: each three months, reckoned from the Start and not from the last, with no day away."""
    found = []
    for place in range(14):
        first = p.months(start, 3 * place) + e.DAY if place else start
        last = p.months(start, 3 * place + 3)
        if last <= known and all(away(person, day, known) is False for day in e.days(first, last)):
            found.append(card.Achieved(MILESTONE, last, (first, last), 10_250_00))
    return found


def achieved(person: p.Person, known: date, ends: date | None) -> list[pay.Unit]:
    """The units of one person."""
    start, born = person.day("Start"), person.born()
    if start is None or born is None or not eligible(person, known, ends):
        return []
    over = [
        day
        for day in (person.day("Death"), person.day("Transfer"), e.birthday(born, 25))
        if day is not None
    ]
    run_off = e.corresponding(ends, 12) if ends else None
    stops = card.Stops(TERM, None, min(over), run_off)
    found = [one for one in milestones(person, start, known) if stops.allow(one.due)]
    return card.units(person.number, found, [MILESTONE])


def settle(people: list[p.Person], known: date, ends: date | None = None) -> list[pay.Unit]:
    """Everything due by the last day known, capped and shared (7 and 8)."""
    made = [unit for person in people for unit in achieved(person, known, ends)]
    pay.cap(made, LIMITS)
    pay.share(made, FUNDS, {person.number: PAYER for person in people})
    return made


def ledger(folder: Path) -> list[list[str]]:
    """The expected ledger of the case files in the folder."""
    people = p.read_people(folder, "Case Number", SHAPE)
    return pay.ledger_rows(settle(people, p.known_to(folder)), PAYERS)
