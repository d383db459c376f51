"""Norfolk, day by day: the clauses of contracts/norfolk/contract.sib as plain loops."""

from collections import Counter
from collections.abc import Iterator
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import NamedTuple

import evaluator as e
import payments as pay
from records import add_events, add_spell, read_cases

TERM = date(2019, 2, 5), date(2029, 2, 28)
WINDOW = date(2019, 2, 5), date(2023, 8, 31)
LOWERED = date(2020, 7, 1)
FIRST_CLAIMS = [(TERM[0], date(2019, 10, 31)), (date(2019, 11, 1), date(2019, 12, 31))]
PAYERS = ["Life Chances Fund", "Norfolk"]
PRICE, GRANT_SHARE, GRANT_LIMIT = 59_15, Fraction(169, 1000), 1_617_248_00
KEPT = Fraction(67, 100)


def fill(case: e.Case, table: str, row: dict[str, str]) -> None:
    """One row of a table into its case; the Group is kept as a spell of every day."""
    match table:
        case "cohort.csv":
            add_events(case, row, ["Referral"])
            if row["Group"]:
                case.spells["Group"] = [e.Spell(date.min, None, {"Group": row["Group"]})]
        case "plans.csv":
            add_events(case, row, ["Return Plan"])
        case "services.csv":
            add_spell(case, row, "Service", [])
        case "detentions.csv":
            add_spell(case, row, "Detention", [])
        case "events.csv":
            add_events(case, row, ["Transfer", "Adoption", "Guardianship", "Death"])


def group(case: e.Case) -> str | None:
    """2.1(e): the Group, None if not known."""
    return case.spells["Group"][0].values["Group"] if "Group" in case.spells else None


def service(case: e.Case) -> date | None:
    """2.5: the first day of the first Service; one without a first day makes it unknown."""
    starts = [spell.first for spell in case.spells.get("Service", [])]
    return None if not starts or None in starts else min(starts)


def at_most_17_days(case: e.Case, spell: e.Spell) -> e.Truth:
    """3.1(b): an open episode has at least the days up to the last day known."""
    length = ((spell.last or case.last_known) - spell.first).days + 1
    return False if length > 17 else True if spell.last else None


def is_break(case: e.Case, day: date) -> e.Truth:
    """3.3: a day in an episode with status V3."""
    return case.inside("Episodes", day, lambda s: e.among(s.values["Legal Status"], ["V3"]))


def short_break(case: e.Case, day: date) -> e.Truth:
    """3.1: a day in an episode with status V3 of at most 17 days."""
    return case.inside(
        "Episodes",
        day,
        lambda s: e.all_of([e.among(s.values["Legal Status"], ["V3"]), at_most_17_days(case, s)]),
    )


def stay(case: e.Case, day: date) -> e.Truth:
    """3.5: a day in an episode whose status is neither V3 nor V4."""
    return case.inside(
        "Episodes", day, lambda s: e.negate(e.among(s.values["Legal Status"], ["V3", "V4"]))
    )


def detained(case: e.Case, day: date) -> e.Truth:
    """2.1(i): a day in a detention."""
    return case.inside("Detention", day, lambda _: True)


def care(case: e.Case, first: date, last: date) -> dict[date, e.Truth]:
    """3.2, 3.4 and 3.6: for each day, is it in a Stay, or in a Break that is not Respite?"""
    respite: dict[date, e.Truth] = {}
    found = {}
    for day in e.days(first, last):
        if day not in respite:
            respite |= e.first_each_financial_year(lambda d: short_break(case, d), 75, day)
        excess = e.all_of([is_break(case, day), e.negate(respite[day])])
        found[day] = e.either(stay(case, day), excess)
    return found


def conditions(case: e.Case, termination: date | None) -> dict[str, e.Truth]:
    """4.1 as it stands on Referral: each condition of eligibility by its clause."""
    referral, began = case.first("Referral"), service(case)
    if referral is None:
        return {"4.1(b)": False}
    youngest = 8 if referral < LOWERED else 6
    return {
        "4.1(a)": None if case.born is None else youngest <= e.age_on(case.born, referral) <= 15,
        "4.1(b)": WINDOW[0] <= referral <= WINDOW[1],
        "4.1(c)": termination is None or referral < termination,
        "4.1(d)": suitable(case, referral),
        "4.1(e)": None if began is None else referral <= began,
    }


def suitable(case: e.Case, referral: date) -> e.Truth:
    """3.10 to 3.12: on the edge of care and not in Care, or in Care with a plan to return."""
    inside, plan = care(case, referral, referral)[referral], case.first("Return Plan")
    vulnerable = e.all_of([e.among(group(case), ["edge of care"]), e.negate(inside)])
    planned = plan is not None and plan <= referral
    awaiting = e.all_of([e.among(group(case), ["in care"]), inside, planned])
    return e.either(vulnerable, awaiting)


def tracking(case: e.Case) -> tuple[date, date] | None:
    """3.8 and 3.9: the Tracking Period, cut off the day before death, 18 or transfer."""
    began = service(case)
    if began is None or case.born is None:
        return None
    ends = [case.first("Death"), case.first("Transfer"), e.birthday(case.born, 18)]
    last = min(end - e.DAY for end in ends if end)
    return began, min(last, e.last_of_months_beginning(began, 36))


def paid_days(case: e.Case, termination: date | None = None) -> list[date]:
    """5.1, 5.2, 5.3 and 1.1: the days of an eligible child that are known to be out of care."""
    period = tracking(case)
    if period is None or e.all_of(conditions(case, termination).values()) is not True:
        return []
    last = min(period[1], case.last_known, TERM[1])
    if termination:
        last = min(last, e.corresponding(termination, 12))
    inside = care(case, period[0], last)
    return [day for day in inside if e.either(inside[day], detained(case, day)) is False]


class Line(NamedTuple):
    """One line of the ledger; amounts in pence."""

    case: str
    outcome: str
    clause: str
    claim: tuple[date, date]
    due: tuple[date, date]
    evidence: tuple[date, date] | None
    achieved: int | None
    units: int
    gross: int
    shares: tuple[int, int] = (0, 0)


def claims(last: date) -> Iterator[tuple[date, date]]:
    """9.1: the claims that begin by the day, the first two of them irregular."""
    yield from (claim for claim in FIRST_CLAIMS if claim[0] <= last)
    first = FIRST_CLAIMS[-1][1] + e.DAY
    while first <= last:
        yield pay.quarter(first)
        first = pay.quarter(first)[1] + e.DAY


def return_lines(case: e.Case, own: list[date], claim: tuple[date, date]) -> list[Line]:
    """5.2 and 6.2: a line for each run of days of one child in one claim."""
    runs: list[list[date]] = []
    for day in own:
        if runs and runs[-1][-1] + e.DAY == day:
            runs[-1].append(day)
        else:
            runs.append([day])
    ends = [((run[0], run[-1]), len(run)) for run in runs]
    return [
        Line(case.number, "Return Day", "5.2", claim, span, span, None, count, count * PRICE)
        for span, count in ends
    ]


def settle(
    cases: list[e.Case], last: date, termination: date | None = None, rounded_for: str = "claim"
) -> list[Line]:
    """Everything due by the day: 6.3 on each claim that is over, 8.1 to 8.4 on its total.

    `rounded_for` "child" is the variant of 6.3 that rounds for each child.
    """
    days = {case.number: paid_days(case, termination) for case in cases}
    deducted: list[Line] = []
    returned: list[Line] = []
    shared: list[Line] = []
    grant = GRANT_LIMIT
    for claim in claims(last):
        edge: Counter[str] = Counter()
        lines: list[Line] = []
        for case in cases:
            own = [day for day in days[case.number] if claim[0] <= day <= claim[1]]
            if group(case) == "in care":
                lines += return_lines(case, own, claim)
            else:
                edge[case.number if rounded_for == "child" else ""] += len(own)
        returned += lines
        if claim[1] <= last:
            left = [deduction(number, count, claim) for number, count in edge.items() if count]
            deducted += left
            shared += share(left + lines, claim, grant)
            grant -= sum(line.shares[0] for line in shared if line.claim == claim)
    return deducted + shared + sorted(returned, key=lambda line: (line.case, line.due))


def share(lines: list[Line], claim: tuple[date, date], grant: int) -> list[Line]:
    """8.1 to 8.4: what each payer pays of the claim, with so much of the grant left."""
    total = sum(line.gross for line in lines)
    part = min(int(total * GRANT_SHARE), grant)
    ends, split = (claim[1], claim[1]), (part, total - part)
    return [Line("", "(claim)", "8.1", claim, ends, None, None, 0, 0, split)] if lines else []


def deduction(number: str, count: int, claim: tuple[date, date]) -> Line:
    """6.3: what is left of so many Edge of Care Days, rounded down to a whole number."""
    left = int(count * KEPT)
    ends = claim[1], claim[1]
    return Line(number, "Edge of Care Day", "6.3", claim, ends, None, count, left, left * PRICE)


def row_of(line: Line) -> list[str]:
    """The cells of one line."""
    seen = line.evidence or ("", "")
    achieved = "" if line.achieved is None else str(line.achieved)
    amounts = map(pay.pounds, [line.gross, 0, line.gross])
    return [
        *(line.case, "", line.outcome, line.clause, *map(str, [*line.claim, *line.due, *seen])),
        *(achieved, str(line.units), *amounts, "", "", *map(pay.pounds, line.shares)),
    ]


def ledger(folder: Path) -> list[list[str]]:
    """The expected ledger of the case files in the folder."""
    cases = read_cases(folder, fill)
    return [pay.HEADINGS + PAYERS, *map(row_of, settle(cases, cases[0].last_known))]
