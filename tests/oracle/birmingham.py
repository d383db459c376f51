"""Birmingham, day by day: the clauses of contracts/birmingham/contract.sib as plain loops."""

from datetime import date
from pathlib import Path
from typing import NamedTuple

import evaluator as e
import payments as pay
from records import add_events, read_cases

TERM = date(2014, 11, 1), date(2020, 3, 31)
PAYERS = ["Better Outcomes", "Social Outcomes Fund", "Birmingham"]
FUNDS = {"Better Outcomes": (15, 400_000_00), "Social Outcomes Fund": (10, 250_000_00)}
LIMITS = [pay.Limit("7.2", 3_000_000_00, "total")]
PLACES = 115
FOSTER, TEMPORARY, RESIDENTIAL = (
    ["U1", "U2", "U3", "U4", "U5", "U6"],
    ["T1", "T3", "T4"],
    ["K2", "R1"],
)


def fill(case: e.Case, table: str, row: dict[str, str]) -> None:
    """One row of a table into its case."""
    match table:
        case "cohort.csv":
            add_events(case, row, ["Referral"])
        case "moves.csv":
            add_events(case, row, ["Move"])
        case "events.csv":
            add_events(case, row, ["Transfer", "Guardianship", "Death"])


def placed(case: e.Case, codes: list[str], day: date) -> e.Truth:
    """3.3 to 3.5: a day in an episode with one of the placement codes."""
    return case.inside("Episodes", day, lambda s: e.among(s.values["Placement"], codes))


def respite(case: e.Case, day: date) -> e.Truth:
    """3.6: among the first 21 days in a Temporary Stay in the financial year of the day."""
    if placed(case, TEMPORARY, day) is False:
        return False
    return e.first_each_financial_year(lambda d: placed(case, TEMPORARY, d), 21, day)[day]


class Run(NamedTuple):
    """A Step-Down: known days only, its first day, its last day so far, how many came before."""

    first: date
    last: date
    before: int


def step_downs(case: e.Case, referral: date) -> list[Run]:
    """3.7, 3.8: runs in Foster Care or Respite in the 3 years after Referral, with a known start.

    An unknown day ends what is known of a run; the next known start comes after a known break.
    An unknown day may itself be a run, and counts as one before those that follow.
    """
    found: list[Run] = []
    first, before, unknown_before = None, 0, False
    for day in e.days(referral + e.DAY, min(e.corresponding(referral, 36), case.last_known)):
        inside = e.either(placed(case, FOSTER, day), respite(case, day))
        if inside is True and first is None and not unknown_before:
            first = day
        elif inside is not True and first is not None:
            found.append(Run(first, day - e.DAY, before))
            first, before = None, before + 1
        before += inside is None
        unknown_before = inside is None or (unknown_before and inside is True)
    return found + ([Run(first, day, before)] if first else [])


def qualifying(case: e.Case, run: Run) -> tuple[date, date]:
    """3.9, 3.10: 364 days from the first day, begun again by a move in the second 6 months."""
    first = run.first
    while True:
        last = first + 363 * e.DAY
        second = e.last_of_months_beginning(first, 6) + e.DAY
        again = [
            move
            for move in case.events.get("Move", [])
            if run.first <= move <= run.last and second <= move <= last
        ]
        if not again:
            return first, last
        first = min(again)


def conditions(case: e.Case, termination: date | None) -> dict[str, e.Truth]:
    """4.1: each condition of eligibility by its clause."""
    referral = case.first("Referral")
    if referral is None:
        return {"4.1(c)": False}
    return {
        "4.1(a)": None if case.born is None else 11 <= e.age_on(case.born, referral) <= 15,
        "4.1(b)": placed(case, RESIDENTIAL, referral),
        "4.1(c)": TERM[0] <= referral <= TERM[1],
        "4.1(d)": termination is None or referral < termination,
    }


def with_places(cases: list[e.Case], termination: date | None) -> list[e.Case]:
    """4.2: those surely among the first 115 by Referral and Case Number."""
    found = []
    possible = 0
    for case in sorted(cases, key=lambda c: (c.first("Referral") or date.max, c.number)):
        eligible = e.all_of(conditions(case, termination).values())
        if eligible is True and possible < PLACES:
            found.append(case)
        possible += eligible is not False
    return found


def stopped(case: e.Case, due: date, termination: date | None) -> list[str]:
    """5.2, 5.3 and 1.1: the clauses that stop an outcome due on the day."""
    names = ["Death", "Transfer", "Guardianship"]
    ends = [*map(case.first, names), e.birthday(case.born or due, 18)]
    return (
        ["5.2"] * any(end is not None and due >= end for end in ends)
        + ["5.3"] * (termination is not None and due > e.corresponding(termination, 12))
        + ["1.1"] * (not TERM[0] <= due <= TERM[1])
    )


def achieved(case: e.Case, termination: date | None = None) -> list[pay.Unit]:
    """5.1, 3.11 and 7.1: the units of one child; only the first is paid."""
    units: list[pay.Unit] = []
    for run in step_downs(case, case.first("Referral") or date.max):
        period = qualifying(case, run)
        sound = period[1] <= run.last and placed(case, FOSTER, run.first) is True
        if run.before < 2 and sound and not stopped(case, period[1], termination):
            unit = pay.Unit(case.number, "Stable Placement", "5.1", 0, period[1], period, 60_000_00)
            unit.unpaid_by = "7.1" if units else ""
            units.append(unit)
    return units


def settle(cases: list[e.Case], termination: date | None = None) -> list[pay.Unit]:
    """Everything due by the last day known, capped and shared (7 and 8)."""
    eligible = with_places(cases, termination)
    units = [unit for case in eligible for unit in achieved(case, termination)]
    pay.cap(units, LIMITS)
    pay.share(units, FUNDS, {case.number: "Birmingham" for case in cases})
    return units


def ledger(folder: Path) -> list[list[str]]:
    """The expected ledger of the case files in the folder."""
    return pay.ledger_rows(settle(read_cases(folder, fill)), PAYERS)
