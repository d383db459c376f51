"""Manchester, day by day: the clauses of contracts/manchester/contract.sib as plain loops."""

from datetime import date
from itertools import pairwise
from pathlib import Path

import evaluator as e
import payments as pay
from records import add_events, add_spell, agree_on_birth, numbers_of_persons, tables

TERM = date(2014, 3, 1), date(2022, 2, 28)
PAYERS = ["Social Outcomes Fund", "Manchester"]
FUNDS = {"Social Outcomes Fund": (20, 600_000_00)}
PLACES = 95
FAMILY = ["own family", "relatives", "foster family", "adoptive family"]
LEAST, EACH_FEWER = 8, 2_000_00


# Each young person


def staying(case: e.Case, settings: list[str], day: date) -> e.Truth:
    """3.1 to 3.4: a day in a Stay with one of the settings."""
    return case.inside("Stay", day, lambda s: e.among(s.values["Setting"], settings))


def respite(case: e.Case, day: date) -> e.Truth:
    """3.5: among the first 28 days in a Short Stay in the financial year of the day."""
    if staying(case, ["respite"], day) is False:
        return False
    return e.first_each_financial_year(lambda d: staying(case, ["respite"], d), 28, day)[day]


def detained(case: e.Case, day: date) -> e.Truth:
    """2.1(n): a day in a detention."""
    return case.inside("Detention", day, lambda _: True)


def with_family(case: e.Case, day: date) -> e.Truth:
    """3.6: a day in a Family Stay or Respite that is not in Detention."""
    home = e.either(staying(case, FAMILY, day), respite(case, day))
    return e.all_of([home, e.negate(detained(case, day))])


def away(case: e.Case, day: date) -> e.Truth:
    """5.1: a day in an Absence or Detention."""
    return e.either(case.inside("Absence", day, lambda _: True), detained(case, day))


def programme(case: e.Case) -> e.Spell | None:
    """2.5: the first programme."""
    return min(case.spells.get("Programme", []), key=lambda s: s.first, default=None)


def good(case: e.Case, first: date) -> e.Truth:
    """3.9 to 3.11: whether there is a good assessment in the 28 days beginning with the day."""
    found: list[e.Truth] = []
    for test in case.spells.get("Assessment", []):
        if first <= test.first <= first + 27 * e.DAY:
            school, behaviour, offences = (
                None if cell is None else int(cell)
                for cell in (test.values[name] for name in SCORES)
            )
            found.append(
                e.all_of(
                    [
                        None if school is None else school >= 60,
                        None if behaviour is None else behaviour >= 60,
                        None if offences is None else offences <= 0,
                    ]
                )
            )
    return e.any_of([*found, None if first + 27 * e.DAY > case.last_known else False])


SCORES = ["School Score", "Behaviour Score", "Offences Recorded"]


# Who is eligible


def on_or_after(day: date | None, other: date | None) -> e.Truth:
    """Whether the day is not before the other; a day not recorded is after all that is known."""
    return None if day is None else other is not None and day >= other


def conditions(case: e.Case, termination: date | None) -> dict[str, e.Truth]:
    """4.1: each condition of eligibility by its clause."""
    referral, treated = case.first("Referral"), programme(case)
    finding = (case.spells.get("Suitability Finding") or [None])[0]
    agreed, met = case.first("Carer Agreement"), case.first("Placement Meeting")
    if referral is None:
        return {"4.1(a)": None}
    warned = case.first("Breakdown Warning")
    vulnerable = staying(case, ["foster family"], referral), bool(warned and warned <= referral)
    return {
        "4.1(a)": None if case.born is None else 11 <= e.age_on(case.born, referral) <= 14,
        "4.1(b)": e.either(staying(case, ["residential"], referral), e.all_of(vulnerable)),
        "4.1(c)": on_or_after(finding.first if finding else None, referral),
        "4.1(d)": e.among(finding.values["Finding"], ["suitable"]) if finding else None,
        "4.1(e)": on_or_after(agreed, finding.first if finding else None),
        "4.1(f)": on_or_after(met, agreed),
        "4.1(g)": termination is None or referral < termination,
        "4.1(h)": on_or_after(treated.first if treated else None, met),
    }


def with_places(
    cases: list[e.Case], left_out: set[str], termination: date | None = None
) -> list[e.Case]:
    """4.2: those surely among the first 95 by Placement Meeting and Case Number.

    One left out, or whose eligibility is not known, may have taken a place.
    """
    found = []
    possible = 0
    for case in sorted(cases, key=lambda c: (c.first("Placement Meeting") or date.max, c.number)):
        eligible = e.all_of(conditions(case, termination).values())
        eligible = None if case.number in left_out else eligible
        if eligible is True and possible < PLACES:
            found.append(case)
        possible += eligible is not False
    return found


# Outcomes


def stopped(case: e.Case, due: date, termination: date | None) -> list[str]:
    """5.4, 5.5 and 1.1: the clauses that stop an outcome due on the day."""
    ends = [case.first("Death"), case.first("Transfer"), e.birthday(case.born or due, 18)]
    return (
        ["5.4"] * any(end is not None and due >= end for end in ends)
        + ["5.5"] * (termination is not None and due > e.corresponding(termination, 12))
        + ["1.1"] * (not TERM[0] <= due <= TERM[1])
    )


def weeks(first: date, last: date) -> list[tuple[date, date]]:
    """The whole weeks counted from the first day, none beyond the last."""
    count = ((last - first).days + 1) // 7
    return [(first + 7 * n * e.DAY, first + (7 * n + 6) * e.DAY) for n in range(count)]


def programme_weeks(case: e.Case, treated: e.Spell) -> list[tuple[date, date]]:
    """5.1: the weeks of the first 12 months of the programme with no day away."""
    end = min(e.last_of_months_beginning(treated.first, 12), treated.last or case.last_known)
    found = weeks(treated.first, min(end, case.last_known))
    return [w for w in found if e.any_of(away(case, day) for day in e.days(*w)) is False]


def family_weeks(case: e.Case, last: date) -> list[tuple[date, date]]:
    """5.2: the weeks of the 30 months after the programme with every day with family."""
    found = weeks(last + e.DAY, min(e.corresponding(last, 30), case.last_known))
    return [w for w in found if e.all_of(with_family(case, day) for day in e.days(*w)) is True]


def price(due: date, last: date) -> int:
    """6.2: the price of a family week, by the months of the Follow-Up Period."""
    first = last + e.DAY
    if due <= e.last_of_months_beginning(first, 12):
        return 350_00
    return 250_00 if due <= e.last_of_months_beginning(first, 24) else 200_00


def wellbeing(case: e.Case, last: date) -> tuple[date, list[e.Truth]]:
    """5.3: the due day and the two conditions."""
    second = e.corresponding(last, 12)
    graduation = case.first("Graduation")
    truths = [good(case, graduation) if graduation else None, good(case, second)]
    return second + 27 * e.DAY, truths


def achieved(case: e.Case, termination: date | None = None) -> list[pay.Unit]:
    """The units of one young person who has a place, in time, not yet paid."""
    treated = programme(case)
    if treated is None:
        return []
    units = [
        pay.Unit(case.number, "Programme Week", "5.1", 0, week[1], week, 900_00)
        for week in programme_weeks(case, treated)
    ]
    last = treated.last
    if last and last <= case.last_known:
        units += [
            pay.Unit(case.number, "Family Week", "5.2", 1, week[1], week, price(week[1], last))
            for week in family_weeks(case, last)
        ]
        due, truths = wellbeing(case, last)
        if e.all_of(truths) is True and due <= case.last_known:
            units.append(pay.Unit(case.number, "Wellbeing", "5.3", 2, due, None, 5_000_00))
    return [unit for unit in units if not stopped(case, unit.due, termination)]


# Limits and the shortfall


def limits(unit: pay.Unit) -> dict[str, tuple[int, tuple]]:
    """7.1 to 7.3: for each limit that covers the unit, its amount and what it is reckoned for."""
    year = unit.due.year - (unit.due.month < 4)
    found: dict[str, tuple[int, tuple]] = {"7.1": (85_000_00, ("7.1", unit.case))}
    if unit.outcome == "Programme Week":
        found["7.2"] = 560_000_00, ("7.2", year)
    found["7.3"] = 1_100_000_00, ("7.3", year)
    return found


def cap(units: list[pay.Unit]) -> None:
    """Each unit in its turn is paid the least of what is left under every limit on it."""
    used: dict[tuple, int] = {}
    for unit in sorted(units, key=pay.Unit.turn):
        room = {n: amount - used.get(key, 0) for n, (amount, key) in limits(unit).items()}
        unit.paid = min([unit.gross, *room.values()])
        if unit.paid < unit.gross:
            unit.cut_by = ";".join(clause for clause, left in room.items() if left == unit.paid)
        for _, key in limits(unit).values():
            used[key] = used.get(key, 0) + unit.paid


def shortfalls(cases: list[e.Case], left_out: set[str], last_known: date) -> list[list[str]]:
    """7.5: a row for each financial year, wholly in the term and over, with fewer than 8.

    The referral of one left out may count or not: then nothing is known of that year.
    """
    found = []
    for year in range(TERM[0].year, TERM[1].year):
        first, last = date(year, 4, 1), date(year + 1, 3, 31)
        that_year = [c for c in cases if first <= (c.first("Referral") or date.max) <= last]
        sure = sum(case.number not in left_out for case in that_year)
        over = TERM[0] <= first and last <= min(TERM[1], last_known)
        if over and sure < LEAST and sure == len(that_year):
            gross = pay.pounds((LEAST - sure) * EACH_FEWER)
            when = [str(day) for day in (date(year + 1, 1, 1), last, last, last)]
            row = ["", "", "(shortfall)", "7.5", *when, "", "", "", str(LEAST - sure)]
            found.append([*row, gross, "0.00", gross, "", "", "0.00", gross])
    return found


def settle(
    cases: list[e.Case], left_out: set[str] | None = None, termination: date | None = None
) -> list[pay.Unit]:
    """Everything due by the last day known but the shortfalls, capped and shared (7 and 8)."""
    having = with_places(cases, left_out or set(), termination)
    units = [unit for case in having for unit in achieved(case, termination)]
    cap(units)
    pay.share(units, FUNDS, {case.number: "Manchester" for case in cases})
    return units


# Reading


def fill(case: e.Case, table: str, row: dict[str, str]) -> None:
    """One row of a table into its case."""
    names = ["Referral", "Breakdown Warning", "Carer Agreement", "Placement Meeting"]
    add_events(case, row, [*names, "Graduation", "Transfer", "Death"])
    for name, attributes in (
        ("Programme", []),
        ("Absence", []),
        ("Stay", ["Setting"]),
        ("Detention", []),
    ):
        if f"{name} start" in row:
            add_spell(case, row, name, attributes)
    for name, cells in (("Suitability Finding", ["Finding"]), ("Assessment", SCORES)):
        if row.get(name) and (day := e.iso(row[name])):
            values = {cell: row[cell] or None for cell in cells}
            case.spells.setdefault(name, []).append(e.Spell(day, day, values))


def contradicts(case: e.Case) -> bool:
    """Stays that overlap, a period that ends before it begins, two of what may be one."""
    stays = sorted(case.spells.get("Stay", []), key=lambda stay: stay.first)
    overlap = any(a.last is None or a.last >= b.first for a, b in pairwise(stays))
    reversed_ = any(s.last and s.last < s.first for own in case.spells.values() for s in own)
    single = ["Graduation", "Carer Agreement", "Placement Meeting", "Transfer", "Death"]
    return overlap or reversed_ or any(len(set(case.events.get(n, []))) > 1 for n in single)


def read(folder: Path) -> tuple[list[e.Case], set[str]]:
    """The persons by case number as text, and which of them are left out."""
    last_known = max(e.last_days(folder).values())
    left_out: set[str] = set()
    numbers = numbers_of_persons(e.rows_of(folder / "cohort.csv"))
    cases = {least: e.Case(least, last_known) for least in set(numbers.values())}
    for table, row in tables(folder):
        case = cases[numbers[row["Case Number"]]]
        agree_on_birth(case, [e.iso(row.get("Date of Birth", ""))], left_out)
        fill(case, table, row)
    left_out |= {case.number for case in cases.values() if contradicts(case)}
    return [case for _, case in sorted(cases.items())], left_out


def ledger(folder: Path) -> list[list[str]]:
    """The expected ledger of the case files in the folder."""
    cases, left_out = read(folder)
    rows = pay.ledger_rows(settle(cases, left_out), PAYERS)
    return [rows[0], *shortfalls(cases, left_out, cases[0].last_known), *rows[1:]]
