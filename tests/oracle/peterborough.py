"""Peterborough, man by man: the clauses of contracts/peterborough/contract.sib as plain loops.

A number is exact, or None where any part of it is not known.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from pathlib import Path

import evaluator as e

TERM = date(2010, 9, 9), date(2018, 12, 31)
PAYERS = ["Big Lottery Fund", "Ministry of Justice"]
FUND_PERCENT = 35
PLACES = 1000
LIMIT_POOLED, LIMIT_TOTAL = 1_450_000_00, 8_000_000_00
Number = Fraction | None


@dataclass
class Man:
    """One person: what the files say of him. A blank cell is None."""

    number: str
    born: date | None = None
    intake: str | None = None
    releases: list[tuple[date, Number]] = field(default_factory=list)
    convictions: set[tuple[date | None, date | None]] = field(default_factory=set)


@dataclass
class Cohort:
    """One cohort, and the measures that an example gives outright."""

    intake: tuple[date, date] | None = None
    baseline: Number = None
    report: date | None = None
    ended: date | None = None
    given: dict[str, Number] = field(default_factory=dict)


@dataclass
class World:
    """Everything known up to the last day."""

    last_known: date
    men: list[Man] = field(default_factory=list)
    cohorts: dict[str, Cohort] = field(default_factory=dict)
    final_report: date | None = None
    given: dict[str, Number] = field(default_factory=dict)


@dataclass
class Line:
    """One payment line."""

    group: str
    outcome: str
    clause: str
    due: date
    gross: int
    paid: int = 0
    cut_by: list[str] = field(default_factory=list)
    shares: list[int] = field(default_factory=lambda: [0, 0])


# Each man


def released(man: Man) -> tuple[date, Number] | None:
    """2.5: the first release."""
    return min(man.releases, key=lambda release: release[0], default=None)


def within(when: date | None, first: date, months: int) -> e.Truth:
    """Whether the day is in the months beginning with the first day."""
    return None if when is None else first <= when <= e.last_of_months_beginning(first, months)


def reconvictions(man: Man) -> int | None:
    """3.1 to 3.4: convictions within 18 months of release for offences within 12."""
    release = released(man)
    if release is None:
        return None
    counted = [
        e.all_of([within(offence, release[0], 12), within(when, release[0], 18)])
        for when, offence in man.convictions
    ]
    return None if None in counted else sum(truth is True for truth in counted)


def eligible(man: Man, cohort: Cohort, last_known: date) -> e.Truth:
    """4.1: all four conditions; a release not recorded is in no intake that is over."""
    release = released(man)
    if release is None:
        return False if cohort.intake and cohort.intake[1] <= last_known else None
    when, months = release
    return e.all_of(
        [
            None if man.born is None else e.age_on(man.born, when) >= 18,
            None if months is None else months < 12,
            None if cohort.intake is None else cohort.intake[0] <= when <= cohort.intake[1],
            cohort.ended is None or when < cohort.ended,
        ]
    )


def members(world: World, name: str) -> list[Man] | None:
    """4.2: the eligible men of the cohort, in the places; None if any of them is not known."""
    placed: list[Man] = []
    sure = possible = 0
    own = [man for man in world.men if man.intake == name]
    for man in sorted(own, key=lambda m: ((released(m) or (date.max,))[0], m.number)):
        truth = eligible(man, world.cohorts[name], world.last_known)
        room: e.Truth = True if possible < PLACES else False if sure >= PLACES else None
        match e.all_of([truth, room]):
            case True:
                placed.append(man)
            case None:
                return None
        sure += truth is True
        possible += truth is not False
    return placed


# The figures


def frequency(world: World, name: str) -> Number:
    """3.5: reconvictions of 100 eligible men of the cohort."""
    cohort = world.cohorts[name]
    if "Frequency" in cohort.given:
        return cohort.given["Frequency"]
    men = members(world, name)
    total = total_of(map(reconvictions, men or []))
    return Fraction(100 * total, len(men)) if men and total is not None else None


def total_of(counts: Iterable[int | None]) -> int | None:
    """The sum, None if any part is."""
    found = list(counts)
    return None if None in found else sum(count or 0 for count in found)


def below(figure: Number, base: Number) -> Number:
    """The part, of one, by which a figure is below a base."""
    return 1 - figure / base if figure is not None and base else None


def reduction(world: World, name: str) -> Number:
    """3.6: of one, not of a hundred."""
    return below(frequency(world, name), world.cohorts[name].baseline)


def pooled(world: World) -> tuple[Number, Number]:
    """3.7 to 3.9: the count and the expected count over the cohorts reported on."""
    count, expected = Fraction(0), Fraction(0)
    for name, cohort in world.cohorts.items():
        if not (cohort.report and world.final_report and cohort.report <= world.final_report):
            continue
        men = members(world, name)
        total = total_of(map(reconvictions, men or []))
        if men is None or total is None or cohort.baseline is None:
            return None, None
        count += total
        expected += len(men) * cohort.baseline / 100
    given = world.given
    return given.get("Pooled Count", count), given.get("Expected Count", expected)


# Outcomes, limits and shares


def in_time(world: World, due: date | None) -> bool:
    """Whether the day has come and is in the term (1.1)."""
    return due is not None and due <= world.last_known and TERM[0] <= due <= TERM[1]


def early(world: World) -> list[Line]:
    """5.1 and 6.1."""
    found = []
    for name, cohort in world.cohorts.items():
        part = reduction(world, name)
        if cohort.report and in_time(world, cohort.report) and part and part >= Fraction(10, 100):
            gross = 3_000_000_00 if part >= Fraction(125, 1000) else 1_500_000_00
            found.append(Line(name, "Early Success", "5.1", cohort.report, gross))
    return found


def together(world: World, before: list[Line]) -> list[Line]:
    """5.2 and 6.2: none if an early success is due on or before the final report."""
    due = world.final_report
    count, expected = pooled(world)
    part = below(count, expected)
    if not due or not in_time(world, due) or any(line.due <= due for line in before):
        return []
    if count is None or expected is None or part is None or part < Fraction(75, 1000):
        return []
    avoided = (expected - count) // 1
    return [Line("", "Pooled Success", "5.2", due, 5_000_00 * avoided)]


def settle(world: World) -> list[Line]:
    """Every line due by the last day known, cut and shared (7 and 8)."""
    lines = early(world)
    lines += together(world, lines)
    left = {"7.1": LIMIT_POOLED, "7.2": LIMIT_TOTAL}
    for line in sorted(lines, key=lambda line: line.due):
        clauses = ["7.1", "7.2"] if line.outcome == "Pooled Success" else ["7.2"]
        line.paid = min([line.gross, *(left[clause] for clause in clauses)])
        if line.paid < line.gross:
            line.cut_by = [clause for clause in clauses if left[clause] == line.paid]
        for clause in clauses:
            left[clause] -= line.paid
        fund = line.paid * FUND_PERCENT // 100
        line.shares = [fund, line.paid - fund]
    return lines


# Reading


def number(text: str) -> Number:
    """A number, None if the cell is blank."""
    return Fraction(text.replace(",", "")) if text else None


def read(folder: Path) -> World:
    """The persons and cohorts of the case files; those whose rows contradict are left out."""
    world = World(max(e.last_days(folder).values()))
    world.final_report = e.iso(e.rows_of(folder / "contract.csv")[0]["Final Report"])
    for row in e.rows_of(folder / "cohorts.csv"):
        first, last = e.iso(row["Intake Period start"]), e.iso(row["Intake Period end"])
        known = (first, last) if first and last else None
        cohort = Cohort(known, number(row["Baseline"]), e.iso(row["Report"]))
        world.cohorts[row["Cohort"]] = cohort
    for row in e.rows_of(folder / "terminations.csv"):
        world.cohorts[row["Cohort"]].ended = e.iso(row["Cohort Termination"])
    world.men = read_men(folder)
    return world


def read_men(folder: Path) -> list[Man]:
    """The persons by their least number as text, less those left out."""
    rows = e.rows_of(folder / "men.csv")
    persons: dict[str, list[str]] = {}
    for row in rows:
        persons.setdefault(row["Person Number"], []).append(row["Prison Number"])
    least = {own: min(all_own) for all_own in persons.values() for own in all_own}
    men = {own: Man(own) for own in set(least.values())}
    left_out = set(persons.get("", []))
    for row in rows:
        man, born = men[least[row["Prison Number"]]], e.iso(row["Date of Birth"])
        if born and man.born not in (None, born):
            left_out.add(man.number)
        man.born = man.born or born
    for row in e.rows_of(folder / "intake.csv"):
        men[least[row["Prison Number"]]].intake = row["Intake"]
    for row in e.rows_of(folder / "convictions.csv"):
        pair = e.iso(row["Conviction"]), e.iso(row["Offence Date"])
        men[least[row["Prison Number"]]].convictions.add(pair)
    for row in e.rows_of(folder / "releases.csv"):
        man, when = men[least[row["Prison Number"]]], e.iso(row["Release"])
        assert when is not None
        man.releases.append((when, number(row["Sentence Months"])))
        if len({months for day, months in man.releases if day == when}) > 1:
            left_out.add(man.number)
    return [man for own, man in sorted(men.items()) if own not in left_out]


# The ledger


def rows(lines: list[Line]) -> list[list[str]]:
    """The heading, then a row for each line; claims are financial years."""
    heading = "case group outcome clause claim_from claim_to due_from due_to evidence_from"
    heading += " evidence_to achieved units gross cut paid unpaid_by cut_by"
    found = [[*heading.split(), *PAYERS]]
    order = ["Early Success", "Pooled Success"]
    for line in sorted(lines, key=lambda one: (one.group, order.index(one.outcome), one.due)):
        year = line.due.year - (line.due.month < 4)
        days = [date(year, 4, 1), date(year + 1, 3, 31), line.due, line.due]
        money = [line.gross, line.gross - line.paid, line.paid]
        said = ["", line.group, line.outcome, line.clause, *map(str, days), "", "", "", "1"]
        said += [pounds(amount) for amount in money]
        found.append([*said, "", ";".join(line.cut_by), *map(pounds, line.shares)])
    return found


def pounds(pence: int) -> str:
    """Pence as pounds with two decimals."""
    return f"{pence // 100}.{pence % 100:02}"


def ledger(folder: Path) -> list[list[str]]:
    """The expected ledger of the case files in the folder."""
    return rows(settle(read(folder)))
