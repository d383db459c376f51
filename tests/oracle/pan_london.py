"""Pan-London, day by day: the clauses of contracts/pan-london/contract.sib as plain loops."""

from datetime import date
from pathlib import Path

import evaluator as e
import payments as pay
from records import add_events, add_spell, read_cases

TERM = date(2018, 2, 1), date(2023, 12, 31)
WINDOW = date(2018, 2, 1), date(2021, 3, 31)
JOINED = dict.fromkeys(["Sutton", "Tower Hamlets", "Bexley", "Merton", "Newham"], TERM[0])
JOINED |= {"Barking": date(2018, 7, 1)}
JOINED |= dict.fromkeys(["Haringey", "Hounslow", "Kingston", "Richmond"], date(2019, 9, 1))
PAYERS = ["Better Outcomes", *JOINED]
FUNDS = {"Better Outcomes": (15, 1_500_000_00)}
LIMITS = [pay.Limit("7.2", 33_000_00, "case"), pay.Limit("7.3", 10_000_000_00, "total")]


def fill(case: e.Case, table: str, row: dict[str, str]) -> None:
    """One row of a table into its case."""
    match table:
        case "cohort.csv":
            add_events(case, row, ["Referral"])
            add_spell(case, row, "Therapy", ["Result"])
        case "concerns.csv":
            if row["Concern"]:
                case.concerns.append((date.fromisoformat(row["Concern"]), row["Kind"] or None))
        case "responsibility.csv":
            add_spell(case, row, "Responsibility", ["Borough"])
        case "detentions.csv":
            add_spell(case, row, "Detention", [])
        case "events.csv":
            add_events(case, row, ["Transfer", "Adoption", "Death"])


def short_break(case: e.Case, day: date) -> e.Truth:
    """3.1: a day in an episode with status V3."""
    return case.inside("Episodes", day, lambda s: e.among(s.values["Legal Status"], ["V3"]))


def stay(case: e.Case, day: date) -> e.Truth:
    """3.4: a day in an episode whose status is neither V3 nor V4."""
    return case.inside(
        "Episodes", day, lambda s: e.negate(e.among(s.values["Legal Status"], ["V3", "V4"]))
    )


def respite(case: e.Case, day: date) -> e.Truth:
    """3.2: among the first 75 days in a Short Break in the financial year of the day."""
    if not short_break(case, day):
        return short_break(case, day)
    return e.first_each_financial_year(lambda d: short_break(case, d), 75, day)[day]


def care(case: e.Case, day: date) -> e.Truth:
    """3.3 and 3.5: a day in a Stay, or in a Short Break beyond the 75."""
    excess = e.all_of([short_break(case, day), e.negate(respite(case, day))])
    return e.either(stay(case, day), excess)


def detained(case: e.Case, day: date) -> e.Truth:
    """2.1(i): a day in a detention."""
    return case.inside("Detention", day, lambda _: True)


def borough(case: e.Case, day: date) -> str | None:
    """The Borough on the day; None if not known or none covers it."""
    found = [
        s.values["Borough"]
        for s in case.spells.get("Responsibility", [])
        if s.first <= day and (s.last is None or day <= s.last)
    ]
    return found[0] if found else None


def therapy(case: e.Case) -> e.Spell | None:
    """2.5: the first therapy; one without a first day stands alone or makes it unknown."""
    own = case.spells.get("Therapy", [])
    if len(own) > 1 and any(s.first is None for s in own):
        return None
    return min(own, key=lambda s: s.first, default=None) if len(own) > 1 else (own or [None])[0]


def conditions(case: e.Case, termination: date | None) -> dict[str, e.Truth]:
    """4.1: each condition of eligibility by its clause."""
    referral, first = case.first("Referral"), therapy(case)
    if referral is None:
        return {"4.1(b)": False}
    paying = borough(case, referral)
    kinds = [kind for day, kind in case.concerns if day <= referral]
    return {
        "4.1(a)": None if case.born is None else 10 <= e.age_on(case.born, referral) <= 17,
        "4.1(b)": WINDOW[0] <= referral <= WINDOW[1],
        "4.1(c)": termination is None or referral < termination,
        "4.1(d)": e.negate(care(case, referral)),
        "4.1(e)": e.any_of(e.among(k, ["antisocial behaviour", "substance misuse"]) for k in kinds),
        "4.1(f)": None if paying is None else JOINED.get(paying, date.max) <= referral,
        "4.1(g)": None if first is None or first.first is None else referral <= first.first,
    }


def home_weeks(case: e.Case, first: date, last: date) -> list[tuple[date, date]]:
    """5.2: sevens counted from the first day of each run; after an unknown day nothing is known
    until a known break."""
    found = []
    count, lost = 0, False
    for day in e.days(first, min(last, case.last_known)):
        away = e.either(care(case, day), detained(case, day))
        if away is not False:
            count, lost = 0, away is None or (lost and away is not True)
        elif not lost:
            count += 1
            if count == 7:
                found.append((day - 6 * e.DAY, day))
                count = 0
    return found


def stopped(case: e.Case, due: date, termination: date | None) -> list[str]:
    """5.3, 5.4 and 1.1: the clauses that stop an outcome due on the day."""
    ends = [case.first("Death"), case.first("Transfer"), e.birthday(case.born or due, 18)]
    return (
        ["5.3"] * any(end is not None and due >= end for end in ends)
        + ["5.4"] * (termination is not None and due > e.corresponding(termination, 12))
        + ["1.1"] * (not TERM[0] <= due <= TERM[1])
    )


def achieved(case: e.Case, termination: date | None = None) -> list[pay.Unit]:
    """The units of one person, in time, not yet paid."""
    if e.all_of(conditions(case, termination).values()) is not True:
        return []
    treated = therapy(case)
    if treated is None or treated.last is None or treated.last > case.last_known:
        return []
    units = []
    if treated.values["Result"] == "completed":
        units.append(pay.Unit(case.number, "Completion", "5.1", 0, treated.last, None, 2_000_00))
    tracking = treated.last + e.DAY, e.corresponding(treated.last, 24)
    for seven in home_weeks(case, *tracking):
        units.append(pay.Unit(case.number, "Home Week", "5.2", 1, seven[1], seven, 300_00))
    return [unit for unit in units if not stopped(case, unit.due, termination)]


def settle(cases: list[e.Case], termination: date | None = None) -> list[pay.Unit]:
    """Everything due by the last day known, capped and shared (7 and 8)."""
    units = [unit for case in cases for unit in achieved(case, termination)]
    pay.cap(units, LIMITS)
    paying = {c.number: borough(c, day) for c in cases if (day := c.first("Referral"))}
    pay.share(units, FUNDS, {number: name for number, name in paying.items() if name})
    return units


def ledger(folder: Path) -> list[list[str]]:
    """The expected ledger of the case files in the folder."""
    return pay.ledger_rows(settle(read_cases(folder, fill)), PAYERS)
