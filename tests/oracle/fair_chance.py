"""The Fair Chance Fund, client by client: the clauses of contracts/fair-chance as plain loops."""

from datetime import date
from pathlib import Path

import evaluator as e
import innovation_fund_card as card
import innovation_fund_people as p
import payments as pay

TERM = date(2015, 1, 1), date(2017, 12, 31)
PAYER = "DCLG"
LIMITS = [pay.Limit("7.17", 15_000_00, "case"), pay.Limit("7.18", 2_513_800_00, "total")]
SHAPE = p.Shape(
    {
        "Referral": ("Gateway",),
        "Initial Assessment": (),
        "Second Assessment": (),
        "Third Assessment": (),
        "Enrolment": (),
        "Award": ("Level", "Guided Hours"),
        "Death": (),
    },
    {"Stay": ("Setting",), "Job": ("Hours",), "Volunteer Post": ()},
)
REVIEWS = [
    (card.Line("First Review", "5.1"), "Initial Assessment", 500_00),
    (card.Line("Second Review", "5.2"), "Second Assessment", 500_00),
    (card.Line("Third Review", "5.3"), "Third Assessment", 200_00),
]
ENTRY = card.Line("Home Entry", "5.4", 1, "7.1")
HOMES = [
    (card.Line("Home 3", "5.5", 1, "7.2"), 3),
    (card.Line("Home 6", "5.6", 1, "7.3"), 6),
    (card.Line("Home 12", "5.7", 1, "7.4"), 12),
    (card.Line("Home 18", "5.8", 1, "7.5"), 18),
]
COURSE = card.Line("Course Entry", "5.9", 1, "7.6")
AWARDS = {
    "entry": (card.Line("Entry Level", "5.10", 1, "7.7"), 45, 1_500_00),
    "one": (card.Line("Level 1", "5.11", 1, "7.8"), 120, 2_500_00),
    "two": (card.Line("Level 2", "5.12", 1, "7.9"), 325, 3_500_00),
}
JOB = card.Line("Job Entry", "5.13", 1, "7.10")
JOB_13 = card.Line("Job 13", "5.14", 1, "7.11")
JOB_26 = card.Line("Job 26", "5.15", 1, "7.12")
JOB_PRICES = {"part-time": (3_000_00, 2_000_00), "full-time": (4_500_00, 3_500_00)}
VOLUNTEERS = [
    (card.Line("Volunteer 6", "5.16", 1, "7.13"), 6, 500_00),
    (card.Line("Volunteer 13", "5.17", 1, "7.14"), 13, 500_00),
    (card.Line("Volunteer 20", "5.18", 1, "7.15"), 20, 250_00),
    (card.Line("Volunteer 26", "5.19", 1, "7.16"), 26, 250_00),
]
CARD = [
    *(line for line, _, _ in REVIEWS),
    *(ENTRY, *(line for line, _ in HOMES), COURSE),
    *(line for line, _, _ in AWARDS.values()),
    *(JOB, JOB_13, JOB_26),
    *(line for line, _, _ in VOLUNTEERS),
]
HOME = ["supported housing", "tenancy", "family"]


def living(client: p.Person, settings: list[str], day: date) -> e.Truth:
    """Whether the client lives in one of the settings on the day."""
    return e.any_of(
        e.among(stay.values["Setting"], settings)
        for stay in client.periods("Stay")
        if stay.first <= day and (stay.last is None or day <= stay.last)
    )


def eligible(client: p.Person, ends: date | None) -> bool:
    """4.1: whether every condition is known to hold, on the first Referral."""
    first = client.all("Referral")[0] if client.events.get("Referral") else None
    born = client.born()
    if first is None or born is None:
        return False
    last_weeks = e.days(first.day - 28 * e.DAY, first.day - e.DAY)
    return (
        18 <= e.age_on(born, first.day) <= 24
        and first.values["Gateway"] == "council"
        and first.day.year == 2015
        and any(living(client, ["hostel"], day) is False for day in last_weeks)
        and (ends is None or first.day < ends)
    )


def home_runs(client: p.Person, referral: date, known: date) -> list[tuple[date, date]]:
    """3.6: runs in a Home with a known first day, each to the last day that is surely in it."""
    found: list[tuple[date, date]] = []
    first, blind = None, False
    for day in e.days(referral, min(months_on(referral), known)):
        home = living(client, HOME, day)
        if home is True and first is None and not blind:
            first = day
        if home is not True and first is not None:
            found.append((first, day - e.DAY))
            first = None
        blind = home is None or (blind and home is True)
    return found + ([(first, day)] if first else [])


def months_on(referral: date) -> date:
    """3.2: the last day of the Support Period."""
    return p.months(referral, 36)


def at_home(client: p.Person, known: date) -> list[card.Achieved]:
    """5.4 to 5.8."""
    found = []
    for first, last in home_runs(client, client.day("Referral") or known, known):
        found.append(card.Achieved(ENTRY, first, None, 500_00))
        for line, length in HOMES:
            due = p.months(first, length)
            if due <= last:
                found.append(card.Achieved(line, due, (first, due), 1_500_00))
    return found


def learning(client: p.Person) -> list[card.Achieved]:
    """5.1 to 5.3 and 5.9 to 5.12."""
    found = [
        card.Achieved(line, event.day, None, price)
        for line, name, price in REVIEWS
        for event in client.all(name)
    ]
    found += [card.Achieved(COURSE, event.day, None, 500_00) for event in client.all("Enrolment")]
    for award in client.all("Award"):
        level, hours = award.values["Level"], award.values["Guided Hours"]
        if level and hours and int(hours) >= AWARDS[level][1]:
            line, _, price = AWARDS[level]
            found.append(card.Achieved(line, award.day, None, price))
    return found


def working(client: p.Person, stops: card.Stops, known: date) -> list[card.Achieved]:
    """5.13 to 5.15: a job of unknown hours is entered, and what it pays later is not known."""
    found = []
    new = [job for job in client.periods("Job") if job.first > (client.day("Referral") or known)]
    quarters = [p.weeks(job.first, 13) for job in new if kept(job, 13, known)]
    for job in new:
        found.append(card.Achieved(JOB, job.first, None, 500_00))
        prices = JOB_PRICES.get(job.values["Hours"] or "")
        due = p.weeks(job.first, 13)
        if prices and kept(job, 13, known):
            found.append(card.Achieved(JOB_13, due, (job.first, due), prices[0]))
        due = p.weeks(job.first, 26)
        earlier = any(day <= due and stops.allow(day) for day in quarters)
        if prices and earlier and kept(job, 26, known):
            found.append(card.Achieved(JOB_26, due, (job.first, due), prices[1]))
    return found


def kept(spell: e.Spell, count: int, known: date) -> bool:
    """Whether the period lasts so many weeks."""
    return p.covers(spell, spell.first, p.weeks(spell.first, count), known)


def volunteering(client: p.Person, known: date) -> list[card.Achieved]:
    """5.16 to 5.19."""
    return [
        card.Achieved(
            line, p.weeks(post.first, count), (post.first, p.weeks(post.first, count)), price
        )
        for post in client.periods("Volunteer Post")
        for line, count, price in VOLUNTEERS
        if kept(post, count, known)
    ]


def achieved(client: p.Person, known: date, ends: date | None) -> list[pay.Unit]:
    """The units of one client."""
    if not eligible(client, ends):
        return []
    run_off = e.corresponding(ends, 18) if ends else None
    stops = card.Stops(TERM, client.day("Referral"), client.day("Death"), run_off)
    found = [
        *learning(client),
        *at_home(client, known),
        *working(client, stops, known),
        *volunteering(client, known),
    ]
    return card.units(client.number, [one for one in found if stops.allow(one.due)], CARD)


def settle(people: list[p.Person], known: date, ends: date | None = None) -> list[pay.Unit]:
    """Everything due by the last day known, after the limits (7)."""
    made = [unit for client in people for unit in achieved(client, known, ends)]
    return card.settle(made, LIMITS, PAYER)


def ledger(folder: Path) -> list[list[str]]:
    """The expected ledger of the case files in the folder."""
    people = p.read_people(folder, "Client Number", SHAPE)
    return pay.ledger_rows(settle(people, p.known_to(folder)), [PAYER])
