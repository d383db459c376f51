"""Essex, day by day: the clauses of contracts/essex/contract.sib as plain loops.

What is not known is a least and a most: a quarter is paid when both round to the same number.
"""

from datetime import date
from fractions import Fraction
from math import floor
from pathlib import Path
from typing import NamedTuple

import evaluator as e
import payments as pay
from records import add_events, add_spell, read_cases

TERM = date(2013, 4, 1), date(2021, 3, 31)
WINDOW = date(2013, 4, 1), date(2018, 9, 30)
PLACES = 380
EXPECTED = Fraction(33, 2)
PRICE, LIMIT = 60_00, 7_100_000_00
PAYERS = ["Essex"]


def fill(case: e.Case, table: str, row: dict[str, str]) -> None:
    """One row of a table into its case; a Panel Decision is kept as a spell of one day."""
    match table:
        case "cohort.csv":
            add_events(case, row, ["Referral"])
        case "needs.csv":
            add_events(case, row, ["Offence", "Conduct Diagnosis", "Care Warning"])
        case "panels.csv" if row["Panel Decision"] or row["Finding"]:
            made = e.iso(row["Panel Decision"])
            decision = e.Spell(made, made, {"Finding": row["Finding"] or None})  # type: ignore[arg-type]
            case.spells.setdefault("Panel Decision", []).append(decision)
        case "provider.csv":
            add_events(case, row, ["Acceptance", "Refusal"])
        case "detentions.csv":
            add_spell(case, row, "Detention", [])
        case "events.csv":
            add_events(case, row, ["Transfer", "Death"])


def status(case: e.Case, codes: list[str], day: date) -> e.Truth:
    """Whether the day is in an episode with one of the legal statuses."""
    return case.inside("Episodes", day, lambda s: e.among(s.values["Legal Status"], codes))


def care(case: e.Case, day: date) -> e.Truth:
    """3.1 to 3.5: in a Stay, in a Short Break beyond 75 days of the year, or in a Detention."""
    broken = status(case, ["V3"], day)
    excess: e.Truth = False
    if broken is not False:
        year = e.first_each_financial_year(lambda d: status(case, ["V3"], d), 75, day)
        excess = e.all_of([broken, e.negate(year[day])])
    stay = case.inside(
        "Episodes", day, lambda s: e.negate(e.among(s.values["Legal Status"], ["V3", "V4"]))
    )
    return e.any_of([stay, excess, case.inside("Detention", day, lambda _: True)])


def tracking(case: e.Case) -> tuple[date, date] | None:
    """3.8 and 3.9: 900 days, cut off the day before death, 18 or transfer, as far as known."""
    referral = case.first("Referral")
    if referral is None:
        return None
    ends = [case.first("Death"), case.first("Transfer")]
    ends.append(e.birthday(case.born, 18) if case.born else None)
    last = min((end - e.DAY for end in ends if end), default=date.max)
    return referral, min(last, referral + 899 * e.DAY)


def suitable(case: e.Case, first: date, last: date) -> e.Truth:
    """3.6 and 4.1(e): a decision with the Finding "suitable" on one of the days."""
    return e.any_of(
        e.all_of(
            [
                None if s.first is None else first <= s.first <= last,
                e.among(s.values["Finding"], ["suitable"]),
            ]
        )
        for s in case.spells.get("Panel Decision", [])
    )


def in_time(truth: e.Truth, case: e.Case, last: date) -> e.Truth:
    """What has not happened may still happen on a day after the last day known."""
    return None if truth is False and case.last_known < last else truth


def conditions(case: e.Case, termination: date | None) -> dict[str, e.Truth]:
    """4.1: each condition of eligibility by its clause."""
    referral = case.first("Referral")
    if referral is None:
        return {"4.1(b)": False if case.last_known >= WINDOW[1] else None}
    needs = ["Offence", "Conduct Diagnosis", "Care Warning"]
    before = [any(d < referral for d in case.events.get(name, [])) for name in needs]
    last = referral + 59 * e.DAY
    accepted = any(referral <= d <= last for d in case.events.get("Acceptance", []))
    return {
        "4.1(a)": None if case.born is None else 11 <= e.age_on(case.born, referral) <= 17,
        "4.1(b)": WINDOW[0] <= referral <= WINDOW[1],
        "4.1(c)": termination is None or referral < termination,
        "4.1(d)": sum(before) >= 2,
        "4.1(e)": in_time(suitable(case, referral, last), case, last),
        "4.1(f)": in_time(accepted, case, last),
    }


def members(cases: list[e.Case], termination: date | None) -> list[tuple[e.Case, e.Truth]]:
    """4.2: those who have one of the 380 places, or may have one."""
    found = []
    sure = possible = 0
    for case in sorted(cases, key=lambda c: (c.first("Referral") or date.max, c.number)):
        eligible = e.all_of(conditions(case, termination).values())
        if eligible is not False and sure < PLACES:
            found.append((case, True if eligible is True and possible < PLACES else None))
        sure += eligible is True
        possible += eligible is not False
    return found


class Range(NamedTuple):
    """The least and the most that a number can be."""

    least: Fraction
    most: Fraction


def grains(case: e.Case, last: date) -> list[tuple[date, Range]]:
    """3.10 to 3.13: the last day of each whole 30 days that end by the day, and what it saves."""
    period = tracking(case)
    found = []
    first = period[0] if period else date.max
    while period and first + 29 * e.DAY <= min(period[1], last):
        end = first + 29 * e.DAY
        truths = [care(case, day) for day in e.days(first, end)]
        sure, unsure = truths.count(True), truths.count(None)
        found.append((end, Range(EXPECTED - sure - unsure, EXPECTED - sure)))
        first = end + e.DAY
    return found


def net_days_saved(
    cases: list[e.Case], last: date, termination: date | None = None
) -> dict[tuple[date, date], Range]:
    """3.14: for each quarter of the term that ends by the day, the total before it is rounded."""
    totals: dict[tuple[date, date], Range] = {}
    quarter = pay.quarter(TERM[0])
    while quarter[1] <= min(last, TERM[1]):
        totals[quarter] = Range(Fraction(0), Fraction(0))
        quarter = pay.quarter(quarter[1] + e.DAY)
    for case, member in members(cases, termination):
        maybe = member is None or case.born is None  # without a birthday a grain may not be whole
        for end, saved in grains(case, last):
            if (own := pay.quarter(end)) in totals:
                least = min(saved.least, Fraction(0)) if maybe else saved.least
                most = max(saved.most, Fraction(0)) if maybe else saved.most
                totals[own] = Range(totals[own].least + least, totals[own].most + most)
    return totals


class Line(NamedTuple):
    """One quarter that is paid: its Net Days Saved, and what is paid in pence."""

    quarter: tuple[date, date]
    saved: int
    paid: int


def settle(
    cases: list[e.Case],
    last: date,
    termination: date | None = None,
    given: dict[str, int] | None = None,
) -> list[Line]:
    """5.1 to 7.1: each quarter known by the day whose figure is more than nought.

    A measure given outright replaces that of the latest quarter.
    """
    rounded = {
        quarter: (floor(total.least), floor(total.most))
        for quarter, total in net_days_saved(cases, last, termination).items()
    }
    for figure in (given or {}).values():
        rounded[max(rounded)] = figure, figure
    end = e.corresponding(termination, 12) if termination else date.max
    lines = []
    left = LIMIT
    for quarter, (least, most) in rounded.items():
        if least == most > 0 and quarter[1] <= end:
            paid = min(least * PRICE, left)
            left -= paid
            lines.append(Line(quarter, least, paid))
    return lines


def row_of(line: Line) -> list[str]:
    """The cells of one line."""
    gross, paid = line.saved * PRICE, line.paid
    due = [str(line.quarter[1])] * 2
    return [
        *("", "", "Saving", "5.1", *map(str, line.quarter), *due, "", "", "", "1"),
        *(*map(pay.pounds, [gross, gross - paid, paid]), "", "7.1" if paid < gross else ""),
        pay.pounds(paid),
    ]


def ledger(folder: Path) -> list[list[str]]:
    """The expected ledger of the case files in the folder."""
    cases = read_cases(folder, fill)
    return [pay.HEADINGS + PAYERS, *map(row_of, settle(cases, cases[0].last_known))]
