"""Both rounds of the Innovation Fund, person by person: the clauses as plain loops."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

import evaluator as e
import innovation_fund_card as card
import innovation_fund_people as p
import payments as pay

SHAPE = p.Shape(
    {"Start": (), "Qualification": ("Level",), "Death": ()},
    {
        "Behaviour Report": (),
        "Attendance Report": (),
        "Attitude Report": (),
        "School Holiday": (),
        "Job": ("Weekly Hours",),
        "Benefit Claim": (),
    },
)


@dataclass(frozen=True)
class Round:
    """One round: its term and window, ages, card and limits, and the clauses that say them."""

    term: tuple[date, date]
    starts_to: date
    ages: tuple[int, int]
    reports: dict[str, tuple[card.Line, int]]  # by the name of the report
    levels: dict[str, tuple[card.Line, int]]
    job_13: tuple[card.Line, int]
    job_26: tuple[card.Line, int]
    limits: list[pay.Limit]

    PAYER = "DWP"

    def card(self) -> list[card.Line]:
        """Its lines in their order."""
        priced = [*self.reports.values(), *self.levels.values(), self.job_13, self.job_26]
        return [line for line, _ in priced]

    def settle(
        self, people: list[p.Person], known: date, ends: date | None = None
    ) -> list[pay.Unit]:
        """Everything due by the last day known, after the limits (7)."""
        made = [unit for person in people for unit in achieved(self, person, known, ends)]
        return card.settle(made, self.limits, self.PAYER)

    def ledger(self, folder: Path) -> list[list[str]]:
        """The expected ledger of the case files in the folder."""
        people = p.read_people(folder, "Participant Number", SHAPE)
        return pay.ledger_rows(self.settle(people, p.known_to(folder)), [self.PAYER])


def once(outcome: str, place: int) -> card.Line:
    """A line that is paid once: its clauses are 5 and 7 with one number."""
    return card.Line(outcome, f"5.{place}", 1, f"7.{place}")


FIRST = Round(
    (date(2012, 4, 1), date(2015, 9, 30)),
    date(2015, 3, 31),
    (14, 24),
    {
        "Behaviour Report": (once("Behaviour", 1), 1_300_00),
        "Attendance Report": (once("Attendance", 2), 800_00),
    },
    {
        "1": (once("Level 1", 3), 700_00),
        "2": (once("Level 2", 4), 2_200_00),
        "3": (once("Level 3", 5), 3_300_00),
        "4 or above": (once("Level 4", 6), 2_000_00),
        "language": (once("English", 7), 1_200_00),
    },
    (card.Line("Job 13", "5.8"), 2_600_00),
    (card.Line("Job 26", "5.9", 1, "7.8"), 1_000_00),
    [pay.Limit("7.9", 8_200_00, "case"), pay.Limit("7.10", 3_000_000_00, "total")],
)
SECOND = Round(
    (date(2012, 11, 1), date(2016, 4, 30)),
    date(2015, 10, 31),
    (14, 15),
    {
        "Behaviour Report": (once("Behaviour", 1), 1_300_00),
        "Attendance Report": (once("Attendance", 2), 1_400_00),
        "Attitude Report": (once("Attitude", 3), 700_00),
    },
    {
        "entry": (once("Entry Level", 4), 900_00),
        "basic skills": (once("Basic Skill", 5), 900_00),
        "1": (once("Level 1", 6), 1_100_00),
        "2": (once("Level 2", 7), 3_300_00),
        "3": (once("Level 3", 8), 5_100_00),
        "4 or above": (once("Level 4", 9), 2_000_00),
        "language": (once("English", 10), 1_200_00),
    },
    (card.Line("Job 13", "5.11"), 3_500_00),
    (card.Line("Job 26", "5.12", 1, "7.11"), 2_000_00),
    [pay.Limit("7.12", 11_700_00, "case"), pay.Limit("7.13", 3_000_000_00, "total")],
)


def eligible(terms: Round, person: p.Person, ends: date | None) -> bool:
    """4.1: whether every condition is known to hold, on the first Start."""
    start, born = person.day("Start"), person.born()
    if start is None or born is None:
        return False
    return (
        terms.ages[0] <= e.age_on(born, start) <= terms.ages[1]
        and terms.term[0] <= start <= terms.starts_to
        and (ends is None or start < ends)
    )


def on_holiday(person: p.Person, day: date) -> bool:
    """Whether the day is in a School Holiday."""
    return any(h.first <= day <= (h.last or day) for h in person.periods("School Holiday"))


def thirteen_weeks(person: p.Person, report: e.Spell, known: date) -> tuple[date, date] | None:
    """3.3 to 3.8: the first and last of 91 days from the first of the report, less the holidays.

    None if the report ends before they do, or if that is not yet known.
    """
    taken = [
        day
        for day in e.days(report.first, min(report.last or known, known))
        if not on_holiday(person, day)
    ]
    return (taken[0], taken[90]) if len(taken) > 90 else None


def at_work(person: p.Person, day: date) -> e.Truth:
    """3.9, 3.10: in a job of 16 hours or more, and not in a Benefit Claim."""
    jobs = [job for job in person.periods("Job") if job.first <= day <= (job.last or day)]
    hours = [job.values["Weekly Hours"] for job in jobs]
    full = e.any_of(None if had is None else int(had) >= 16 for had in hours)
    claims = person.periods("Benefit Claim")
    return e.all_of([full, not any(c.first <= day <= (c.last or day) for c in claims)])


def worked(terms: Round, person: p.Person, known: date) -> list[card.Achieved]:
    """5.8, 5.9 (5.11, 5.12): 91 days of work in all, then each 91 that follow one another."""
    start = person.day("Start") or known
    taken: list[date] = []
    found: list[card.Achieved] = []
    run = 0
    for day in e.days(start, min(known, terms.term[1])):
        work = at_work(person, day)
        if work is None:  # nothing after a day that is not known
            break
        run = run + 1 if work and found else 0
        if work and not found:
            taken.append(day)
        if len(taken) == 91 and not found:
            found.append(card.Achieved(terms.job_13[0], day, (taken[0], day), terms.job_13[1]))
        if run and run % 91 == 0:
            span = day - 90 * e.DAY, day
            found.append(card.Achieved(terms.job_26[0], day, span, terms.job_26[1]))
    return found


def achieved(terms: Round, person: p.Person, known: date, ends: date | None) -> list[pay.Unit]:
    """The units of one person."""
    if not eligible(terms, person, ends):
        return []
    run_off = e.corresponding(ends, 6) if ends else None
    stops = card.Stops(terms.term, person.day("Start"), person.day("Death"), run_off)
    found = worked(terms, person, known)
    for name, (line, price) in terms.reports.items():
        for report in person.periods(name):
            if span := thirteen_weeks(person, report, known):
                found.append(card.Achieved(line, span[1], span, price))
    for award in person.all("Qualification"):
        if award.values["Level"] in terms.levels:
            line, price = terms.levels[award.values["Level"] or ""]
            found.append(card.Achieved(line, award.day, None, price))
    allowed = [one for one in found if stops.allow(one.due)]
    return card.units(person.number, allowed, terms.card())
