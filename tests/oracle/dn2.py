"""DN2, day by day: the clauses of contracts/dn2/contract.sib as plain loops."""

from collections.abc import Callable, Iterator
from datetime import date
from itertools import pairwise
from pathlib import Path

import dn2_payments as pay
import evaluator as e
from records import add_events, add_spell, read_cases

TERM = date(2020, 10, 1), date(2026, 10, 31)
WINDOW = date(2020, 10, 1), date(2024, 9, 30)
PAYERS = ["Life Chances Fund", "Nottinghamshire", "Nottingham", "Derby"]
FOSTER, RESIDENTIAL = ["U1", "U2", "U3", "U4", "U5", "U6"], ["K2", "R1", "S1"]
TEMPORARY = ["T1", "T3", "T4"]
Pauses = list[tuple[date, date | None]]


# Records


def fill(case: e.Case, table: str, row: dict[str, str]) -> None:
    """One row of a table into its case."""
    match table:
        case "cohort.csv":
            add_events(case, row, ["Referral"])
        case "enrolments.csv":
            add_spell(case, row, "Enrolment", ["Group"])
        case "responsibility.csv":
            add_spell(case, row, "Responsibility", ["Authority"])
        case "detentions.csv":
            add_spell(case, row, "Detention", [])
        case "events.csv":
            add_events(case, row, ["Transfer", "Adoption", "Death"])


def overlaps(case: e.Case) -> bool:
    """2.1(e) and (f): whether two Enrolments, or two periods of Responsibility, share a day."""
    for name in ("Enrolment", "Responsibility"):
        own = {(s.first, s.last): s for s in case.spells.get(name, [])}
        for before, after in pairwise(sorted(own.values(), key=lambda spell: spell.first)):
            if before.last is None or before.last >= after.first:
                return True
    return False


def cases_of(folder: Path) -> list[e.Case]:
    """The persons of the case files, less those left out.

    A blank Person Number may be anyone's: that row is no person of its own.
    """
    blank = {r["Case Number"] for r in e.rows_of(folder / "cohort.csv") if not r["Person Number"]}
    found = read_cases(folder, fill)
    return [case for case in found if case.number not in blank and not overlaps(case)]


def pauses_of(folder: Path) -> Pauses:
    """2.2(a): the pauses in the contract's own table."""
    rows = e.rows_of(folder / "contract.csv")
    return [(date.fromisoformat(r["Pause start"]), e.iso(r["Pause end"])) for r in rows]


# Meaning of words


def placed(case: e.Case, codes: list[str], day: date) -> e.Truth:
    """3.8, 3.9, 3.14: a day in an episode with one of the placement codes."""
    return case.inside("Episodes", day, lambda s: e.among(s.values["Placement"], codes))


def short_break(case: e.Case, day: date) -> e.Truth:
    """3.3: a day in an episode with status V3."""
    return case.inside("Episodes", day, lambda s: e.among(s.values["Legal Status"], ["V3"]))


def respite(case: e.Case, day: date) -> e.Truth:
    """3.4: among the first 75 days in a Short Break in the financial year of the day."""
    if short_break(case, day) is False:
        return False
    return e.first_each_financial_year(lambda d: short_break(case, d), 75, day)[day]


def care(case: e.Case, day: date) -> e.Truth:
    """3.5 to 3.7: a day in an episode neither V3 nor V4, or in a Short Break beyond the 75."""
    stay = case.inside(
        "Episodes", day, lambda s: e.negate(e.among(s.values["Legal Status"], ["V3", "V4"]))
    )
    excess = e.all_of([short_break(case, day), e.negate(respite(case, day))])
    return e.either(stay, excess)


def detained(case: e.Case, day: date) -> e.Truth:
    """2.1(h): a day in a detention."""
    return case.inside("Detention", day, lambda _: True)


def authority(case: e.Case, day: date) -> str | None:
    """The Authority on the day; None if not known, or if nothing covers it."""
    found = [
        s.values["Authority"]
        for s in case.spells.get("Responsibility", [])
        if s.first <= day and (s.last is None or day <= s.last)
    ]
    return found[0] if found else None


def ends(case: e.Case) -> date:
    """3.13: the day of the earliest end; the tracking period runs to the day before it."""
    days = [*map(case.first, ["Death", "Adoption", "Transfer"])]
    days.append(e.birthday(case.born, 18) if case.born else None)
    return min([day for day in days if day], default=date.max)


def tracked(case: e.Case, enrolment: e.Spell, pauses: Pauses) -> list[date]:
    """3.11 to 3.13: up to 728 days of the Enrolment that are in no Pause, as far as is known."""
    last = min(enrolment.last or case.last_known, case.last_known, ends(case) - e.DAY)
    open_days = (
        day
        for day in e.days(enrolment.first, last)
        if not any(first <= day and (end is None or day <= end) for first, end in pauses)
    )
    return [day for _, day in zip(range(728), open_days, strict=False)]


# Eligibility


def conditions(case: e.Case, termination: date | None) -> dict[str, e.Truth]:
    """4.1: each condition of eligibility by its clause."""
    referral = case.first("Referral")
    if referral is None:
        return {"4.1(b)": False}
    paying = authority(case, referral)
    return {
        "4.1(a)": None if case.born is None else 10 <= e.age_on(case.born, referral) <= 17,
        "4.1(b)": WINDOW[0] <= referral <= WINDOW[1],
        "4.1(c)": termination is None or referral < termination,
        "4.1(d)": None if paying is None else paying in PAYERS[1:],
    }


# Outcomes: clause, Term, Group, the day that counts in a week, where the child is at the start

Test = Callable[[e.Case, date], e.Truth]


def step_down_day(case: e.Case, day: date) -> e.Truth:
    """5.1: not in Residential Care or Detention."""
    return e.negate(e.either(placed(case, RESIDENTIAL, day), detained(case, day)))


def foster_day(case: e.Case, day: date) -> e.Truth:
    """5.2: in Foster Care or Respite or a Temporary Stay."""
    return e.any_of([placed(case, FOSTER, day), respite(case, day), placed(case, TEMPORARY, day)])


def home_day(case: e.Case, day: date) -> e.Truth:
    """5.3 and 5.4: not in Care or Detention."""
    return e.negate(e.either(care(case, day), detained(case, day)))


def from_residential(case: e.Case, first: date) -> e.Truth:
    """5.1(b): in Residential Care on the day before."""
    return placed(case, RESIDENTIAL, first - e.DAY)


def in_foster(case: e.Case, first: date) -> e.Truth:
    """5.2(b): in Foster Care on the first day."""
    return placed(case, FOSTER, first)


def from_care(case: e.Case, first: date) -> e.Truth:
    """5.3(b): in Care on the day before."""
    return care(case, first - e.DAY)


def not_in_care(case: e.Case, first: date) -> e.Truth:
    """5.4(b): not in Care on the first day."""
    return e.negate(care(case, first))


OUTCOMES: list[tuple[str, str, str, Test, Test]] = [
    ("5.1", "Step-Down Week", "step-down", step_down_day, from_residential),
    ("5.2", "Foster Week", "foster stability", foster_day, in_foster),
    ("5.3", "Return Week", "return home", home_day, from_care),
    ("5.4", "Home Week", "edge of care", home_day, not_in_care),
]


def stopped(case: e.Case, due: date, termination: date | None) -> list[str]:
    """5.5, 5.6 and 1.1: the clauses that stop an outcome due on the day."""
    return (
        ["5.5"] * (due < (case.first("Referral") or date.min))
        + ["5.6"] * (termination is not None and due > e.corresponding(termination, 12))
        + ["1.1"] * (not TERM[0] <= due <= TERM[1])
    )


def weeks(case: e.Case, pauses: Pauses) -> Iterator[tuple[e.Spell, list[date]]]:
    """Each whole week of the tracking period of each Enrolment."""
    for enrolment in sorted(set_of(case.spells.get("Enrolment", [])), key=lambda s: s.first):
        days = tracked(case, enrolment, pauses)
        for start in range(0, len(days) - 6, 7):
            yield enrolment, days[start : start + 7]


def set_of(spells: list[e.Spell]) -> list[e.Spell]:
    """The periods, those that are alike once (two numbers of one person may hold the same)."""
    return [spell for i, spell in enumerate(spells) if spell not in spells[:i]]


def achieved(case: e.Case, pauses: Pauses, termination: date | None = None) -> list[pay.Week]:
    """The weeks of one child that are achieved or not known, in time; none is paid yet."""
    if e.all_of(conditions(case, termination).values()) is not True:
        return []
    found = []
    for enrolment, days in weeks(case, pauses):
        for order, (clause, name, group, counts, start) in enumerate(OUTCOMES):
            own = e.among(enrolment.values["Group"], [group])
            if own is False or stopped(case, days[-1], termination):
                continue
            week = e.all_of(counts(case, day) for day in days)
            truth = e.all_of([own, start(case, enrolment.first), week])
            if truth is not False:
                paying = authority(case, days[-1])
                found.append(pay.week(case, (clause, name, order), days, truth, paying))
    return found


def settle(
    cases: list[e.Case],
    pauses: Pauses,
    termination: date | None = None,
    limits: pay.Limits = pay.LIMITS,
) -> list[pay.Week]:
    """Everything due by the last day known, limited and shared (7 and 8)."""
    units = [
        unit for case in cases for unit in pay.first_104(achieved(case, pauses, termination), case)
    ]
    return pay.paid([unit for unit in units if unit.payer in PAYERS[1:]], limits)


def ledger(folder: Path) -> list[list[str]]:
    """The expected ledger of the case files in the folder."""
    return pay.ledger_rows(settle(cases_of(folder), pauses_of(folder)), PAYERS)
