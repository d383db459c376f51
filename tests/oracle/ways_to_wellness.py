"""Ways to Wellness, wave by wave: the clauses of contracts/ways-to-wellness as plain loops."""

from datetime import date
from fractions import Fraction
from pathlib import Path

import evaluator as e
import innovation_fund_people as p
import payments as pay
from python_calamine import CalamineWorkbook

TERM = date(2015, 4, 1), date(2022, 3, 31)
FUND, PAYER = "Social Outcomes Fund", "Newcastle West"
PAYERS = [FUND, PAYER]
FUND_LIMIT = 700_000_00
LIMITS = [pay.Limit("7.1", 1_600_000_00, "total")]
SHAPE = p.Shape(
    {"Referral": (), "First Star": ("First Score",), "Latest Star": ("Latest Score",)}, {}
)
WAVE = p.Shape({"Star Review": (), "Hospital Report": ()}, {"Intake Period": ()})


def eligible(patient: p.Person, wave: p.Person) -> bool:
    """4.1: whether every condition is known to hold, on the first Referral."""
    referral, born, intake = patient.day("Referral"), patient.born(), wave.periods("Intake Period")
    if referral is None or born is None or not intake:
        return False
    first, last, _ = intake[0]
    return (
        40 <= e.age_on(born, referral) <= 74
        and patient.facts.get("Practice") == "west"
        and patient.facts.get("Condition", "other") != "other"
        and first <= referral <= (last or referral)
    )


def retested(patients: list[p.Person], review: date) -> list[p.Person]:
    """Those whose latest star is on or before the review."""
    return [one for one in patients if (seen := one.day("Latest Star")) and seen <= review]


def star_change(patient: p.Person) -> Fraction | None:
    """3.1: None if a score is not known."""
    first, latest = patient.all("First Star"), patient.all("Latest Star")
    scores = [first and first[0].values["First Score"], latest and latest[0].values["Latest Score"]]
    return Fraction(scores[1]) - Fraction(scores[0]) if all(scores) else None


def mean_change(wave: p.Person, patients: list[p.Person], review: date) -> Fraction | None:
    """3.4: the mean of those seen again by the review; None if one is not known, or nobody was."""
    if given := wave.facts.get("Mean Change"):
        return Fraction(given)
    changes = [star_change(one) for one in retested(patients, review)]
    known = [change for change in changes if change is not None]
    return sum(known, Fraction()) / len(known) if known and len(known) == len(changes) else None


def retest_rate(wave: p.Person, patients: list[p.Person], review: date) -> Fraction | None:
    """3.6: the part of the wave that was seen again by the review; None if there is no wave."""
    if given := wave.facts.get("Retest Rate"):
        return Fraction(given)
    return Fraction(len(retested(patients, review)), len(patients)) if patients else None


def in_proportion(value: Fraction, low: Fraction, high: Fraction, most: int) -> int:
    """Nought at the low end, the most at the high end, in pence rounded down between them."""
    part = min(max(value, low), high) - low
    return int(most * part / (high - low))


def wellbeing(wave: p.Person, patients: list[p.Person]) -> pay.Unit | None:
    """5.1, 6.1."""
    review = wave.day("Star Review")
    if review is None:
        return None
    rate, mean = retest_rate(wave, patients, review), mean_change(wave, patients, review)
    if rate is None or rate < Fraction(1, 2) or mean is None:
        return None
    gross = in_proportion(mean, Fraction("0.5"), Fraction("1.4"), 300_000_00)
    return pay.Unit("", "Wellbeing", "5.1", 0, review, None, gross, group=wave.number)


def hospital(wave: p.Person) -> pay.Unit | None:
    """5.2, 6.2."""
    report, intake = wave.day("Hospital Report"), wave.periods("Intake Period")
    costs = [wave.facts.get(name) for name in ("Patient Cost", "Neighbour Cost")]
    if report is None or not intake or not intake[0].last or not all(costs):
        return None
    if report < e.corresponding(intake[0].last, 24):
        return None
    own, neighbour = (Fraction(str(cost)) for cost in costs)
    fall = 100 * (neighbour - own) / neighbour
    gross = in_proportion(fall, Fraction(0), Fraction(14), 700_000_00)
    return pay.Unit("", "Hospital Saving", "5.2", 1, report, None, gross, group=wave.number)


def percent_of_fund(due: date) -> int:
    """8.1 to 8.3."""
    return 70 if due < date(2018, 4, 1) else 40 if due <= date(2020, 3, 31) else 15


def settle(patients: list[p.Person], waves: list[p.Person]) -> list[pay.Unit]:
    """Everything due, after the total and shared between the two."""
    made = []
    for wave in waves:
        own = [one for one in patients if one.facts.get("Intake") == wave.number]
        own = [one for one in own if eligible(one, wave)]
        found = [wellbeing(wave, own), hospital(wave)]
        made += [unit for unit in found if unit and TERM[0] <= unit.due <= TERM[1]]
    pay.cap(made, LIMITS)
    left = FUND_LIMIT
    for unit in sorted(made, key=pay.Unit.turn):
        part = min(unit.paid * percent_of_fund(unit.due) // 100, left)
        left -= part
        unit.shares = {FUND: part, PAYER: unit.paid - part}
    return made


# Reading and writing


def read_patients(path: Path) -> list[p.Person]:
    """The patients of the workbook, one row each; one Person Number is one person."""
    cells = CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python()
    headings, *rows = [[str(cell) for cell in row] for row in cells]
    rows_by_heading = [dict(zip(headings, row, strict=True)) for row in rows]
    return p.people_of(rows_by_heading, "Patient Number", SHAPE)


def ledger(folder: Path) -> list[list[str]]:
    """The expected ledger of the case files in the folder; claims are made for financial years."""
    waves = p.people_of(list(p.rows_of(folder)), "Wave", WAVE)
    heading, *rows = pay.ledger_rows(settle(read_patients(folder / "patients.xlsx"), waves), PAYERS)
    claim = heading.index("claim_from")
    for row in rows:
        due = date.fromisoformat(row[heading.index("due_from")])
        year = due.year - (due.month < 4)
        row[claim : claim + 2] = [f"{year}-04-01", f"{year + 1}-03-31"]
    return [heading, *rows]
