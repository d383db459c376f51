"""Entrenched rough sleeping, client by client: the clauses of its contract as plain loops."""

from datetime import date
from pathlib import Path

import evaluator as e
import innovation_fund_card as card
import innovation_fund_people as p
import payments as pay

TERM = date(2017, 10, 1), date(2021, 3, 31)
WINDOW = date(2017, 10, 1), date(2018, 9, 30)
PAYER = "MHCLG"
LIMITS = [pay.Limit("7.21", 19_000_00, "case"), pay.Limit("7.22", 2_880_000_00, "total")]
PLACES = 320
TREATMENTS = ["Mental Health", "Alcohol", "Drug"]
SHAPE = p.Shape(
    {
        "Listing": (),
        "Referral": (),
        "Return": (),
        "Sighting": (),
        "Wellbeing Assessment": (),
        "Certificate": ("Guided Hours",),
        "Death": (),
    },
    {
        "Tenancy": (),
        **{f"{need} Treatment": (f"{need} Ending",) for need in TREATMENTS},
        "Job": ("Weekly Hours",),
        "Volunteer Post": ("Volunteer Hours",),
    },
)


def once(outcome: str, place: int) -> card.Line:
    """A line that is paid once: its clauses are 5 and 7 with one number."""
    return card.Line(outcome, f"5.{place}", 1, f"7.{place}")


ENTRY = once("Home Entry", 1)
HOMES = [
    (once("Home 3", 2), 3, 1_500_00),
    (once("Home 6", 3), 6, 1_500_00),
    (once("Home 12", 4), 12, 2_600_00),
    (once("Home 18", 5), 18, 2_500_00),
    (once("Home 24", 6), 24, 1_800_00),
]
WELLBEING = card.Line("Wellbeing", "5.7", 3, "7.7")
CARE = [  # need, entry, its price, care, its price, months
    (
        "Mental Health",
        once("Mental Health Entry", 8),
        200_00,
        once("Mental Health Care", 9),
        600_00,
        6,
    ),
    ("Alcohol", once("Alcohol Entry", 10), 100_00, once("Alcohol Care", 11), 1_100_00, 3),
    ("Drug", once("Drug Entry", 12), 120_00, once("Drug Care", 13), 2_600_00, 3),
]
EDUCATION = once("Education", 14)
WORK = [  # period, hours from, hours below, weeks, line, price
    ("Volunteer Post", 6, 200, 13, once("Volunteer 13", 15), 400_00),
    ("Volunteer Post", 6, 200, 26, once("Volunteer 26", 16), 800_00),
    ("Job", 8, 25, 13, once("Part-Time 13", 17), 1_900_00),
    ("Job", 8, 25, 26, once("Part-Time 26", 18), 1_800_00),
    ("Job", 25, 200, 13, once("Full-Time 13", 19), 2_400_00),
    ("Job", 25, 200, 26, once("Full-Time 26", 20), 2_200_00),
]
CARD = [
    *(ENTRY, *(line for line, _, _ in HOMES), WELLBEING),
    *(line for care in CARE for line in (care[1], care[3])),
    *(EDUCATION, *(line for *_, line, _ in WORK)),
]


def let(client: p.Person, day: date) -> bool:
    """Whether a tenancy covers the day; an open one covers every later day that is known."""
    return any(
        home.first <= day and (home.last is None or day <= home.last)
        for home in client.periods("Tenancy")
    )


def eligible(client: p.Person, ends: date | None) -> bool:
    """4.1: whether every condition is known to hold."""
    referral, born, listed = client.day("Referral"), client.born(), client.day("Listing")
    if referral is None or born is None or listed is None:
        return False
    return (
        e.age_on(born, referral) >= 18
        and WINDOW[0] <= referral <= WINDOW[1]
        and listed <= referral
        and not let(client, referral)
        and (ends is None or referral < ends)
    )


def settled_homes(client: p.Person, referral: date, known: date) -> list[tuple[date, date]]:
    """3.3: unbroken runs in the Tenancies in the 30 months after Referral, as far as is known."""
    runs: list[tuple[date, date]] = []
    for day in e.days(referral + e.DAY, min(e.corresponding(referral, 30), known)):
        if let(client, day) and runs and runs[-1][1] == day - e.DAY:
            runs[-1] = runs[-1][0], day
        elif let(client, day):
            runs.append((day, day))
    return runs


def restarted(client: p.Person, run: tuple[date, date], length: int) -> tuple[date, date]:
    """3.4 to 3.13: the months from the first day, begun again on each Return that is in them."""
    first = run[0]
    while True:
        last = p.months(first, length)
        again = [
            event.day
            for event in client.all("Return")
            if first < event.day <= last and run[0] <= event.day <= run[1]
        ]
        if not again:
            return first, last
        first = min(again)


def sightings(client: p.Person, first: date, last: date) -> int:
    """How often the client was seen in the days."""
    return sum(first <= event.day <= last for event in client.all("Sighting"))


def tolerated(client: p.Person, length: int, first: date, last: date) -> bool:
    """5.4(b) and 5.5(b): two sightings in twelve months, one in the last six of eighteen."""
    match length:
        case 12:
            return sightings(client, first, last) <= 2
        case 18:
            return sightings(client, p.months(first, 12) + e.DAY, last) <= 1
        case _:
            return True


def at_home(client: p.Person, known: date) -> list[card.Achieved]:
    """5.1 to 5.6."""
    found = []
    for run in settled_homes(client, client.day("Referral") or known, known):
        found.append(card.Achieved(ENTRY, run[0], None, 600_00))
        for line, length, price in HOMES:
            first, last = restarted(client, run, length)
            if last <= run[1] and tolerated(client, length, first, last):
                found.append(card.Achieved(line, last, (first, last), price))
    return found


def cared_for(client: p.Person, known: date) -> list[card.Achieved]:
    """5.7 to 5.13."""
    found = [
        card.Achieved(WELLBEING, event.day, None, 100_00)
        for event in client.all("Wellbeing Assessment")
    ]
    for need, entry, entry_price, care, price, length in CARE:
        for spell in client.periods(f"{need} Treatment"):
            found.append(card.Achieved(entry, spell.first, None, entry_price))
            full = p.months(spell.first, length)
            completed = spell.last is not None and spell.values[f"{need} Ending"] == "completed"
            if completed or p.covers(spell, spell.first, full, known):
                due = min(full, spell.last or full)
                found.append(card.Achieved(care, due, (spell.first, full), price))
    return found


def working(client: p.Person, known: date) -> list[card.Achieved]:
    """5.14 to 5.20."""
    found = [
        card.Achieved(EDUCATION, event.day, None, 500_00)
        for event in client.all("Certificate")
        if int(event.values["Guided Hours"] or 0) >= 20
    ]
    for name, least, below, count, line, price in WORK:
        for spell in client.periods(name):
            hours = spell.values["Weekly Hours" if name == "Job" else "Volunteer Hours"]
            old = name == "Job" and spell.first <= (client.day("Referral") or known)
            last = p.weeks(spell.first, count)
            enough = hours is not None and least <= int(hours) < below and not old
            if enough and p.covers(spell, spell.first, last, known):
                found.append(card.Achieved(line, last, (spell.first, last), price))
    return found


def achieved(client: p.Person, known: date, ends: date | None) -> list[pay.Unit]:
    """The units of one client."""
    run_off = e.corresponding(ends, 12) if ends else None
    stops = card.Stops(TERM, client.day("Referral"), client.day("Death"), run_off)
    found = at_home(client, known) + cared_for(client, known) + working(client, known)
    return card.units(client.number, [one for one in found if stops.allow(one.due)], CARD)


def settle(people: list[p.Person], known: date, ends: date | None = None) -> list[pay.Unit]:
    """Everything due by the last day known, after the limits (7)."""
    placed = [client for client in people if eligible(client, ends)]
    placed.sort(key=lambda client: (client.day("Referral") or known, client.number))
    made = [unit for client in placed[:PLACES] for unit in achieved(client, known, ends)]
    return card.settle(made, LIMITS, PAYER)


def ledger(folder: Path) -> list[list[str]]:
    """The expected ledger of the case files in the folder."""
    people = p.read_people(folder, "Client Number", SHAPE)
    return pay.ledger_rows(settle(people, p.known_to(folder)), [PAYER])
