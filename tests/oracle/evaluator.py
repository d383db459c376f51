"""The dumb third evaluator: shared pieces, day by day, with `datetime.date` and nothing of sibdsl.

A truth is True, False or None (not known). Periods name their first and last day, both included.
"""

import csv
import tomllib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

DAY = timedelta(days=1)
Truth = bool | None


def either(left: Truth, right: Truth) -> Truth:
    """Kleene's or."""
    if left is True or right is True:
        return True
    return None if left is None or right is None else False


def negate(truth: Truth) -> Truth:
    """Kleene's not."""
    return None if truth is None else not truth


def all_of(truths: Iterable[Truth]) -> Truth:
    """Kleene's and over a list."""
    return negate(any_of(negate(truth) for truth in truths))


def any_of(truths: Iterable[Truth]) -> Truth:
    """Kleene's or over a list."""
    answer: Truth = False
    for truth in truths:
        answer = either(answer, truth)
    return answer


def among(value: str | None, wanted: Iterable[str]) -> Truth:
    """Whether the value is one of those wanted; None if the value is not known."""
    return None if value is None else value in wanted


def days(first: date, last: date) -> Iterator[date]:
    """Each day from the first to the last, both included."""
    while first <= last:
        yield first
        first += DAY


def corresponding(day: date, months: int) -> date:
    """The day of the same number so many months on; if that month has none, its last day."""
    month = day.month - 1 + months
    year, month = day.year + month // 12, month % 12 + 1
    number = day.day
    while True:
        try:
            return date(year, month, number)
        except ValueError:
            number -= 1


def last_of_months_beginning(day: date, months: int) -> date:
    """The last day of the months beginning with the day."""
    end = corresponding(day, months)
    return end - DAY if end.day == day.day else end


def birthday(born: date, age: int) -> date:
    """The day an age is reached: 1 March in a common year for a person born on 29 February."""
    if (born.month, born.day) == (2, 29):
        return date(born.year + age, 2, 28) + DAY
    return date(born.year + age, born.month, born.day)


def age_on(born: date, day: date) -> int:
    """The number of birthdays reached by the day."""
    return max(age for age in range(100) if age == 0 or birthday(born, age) <= day)


class Spell(NamedTuple):
    """A period with its last day included (None: open) and its attributes."""

    first: date
    last: date | None
    values: dict[str, str | None]


@dataclass
class Case:
    """All that the files say of one person, up to the last day that is known."""

    number: str
    last_known: date
    born: date | None = None
    events: dict[str, list[date]] = field(default_factory=dict)
    concerns: list[tuple[date, str | None]] = field(default_factory=list)
    spells: dict[str, list[Spell]] = field(default_factory=dict)

    def first(self, event: str) -> date | None:
        """The earliest day of the event, None if there is none by the last day known."""
        return min(self.events.get(event, []), default=None)

    def inside(self, name: str, day: date, test: Callable[[Spell], Truth]) -> Truth:
        """Whether a spell that passes the test covers the day."""
        if day > self.last_known:
            return None
        return any_of(
            test(spell)
            for spell in self.spells.get(name, [])
            if spell.first <= day and (spell.last is None or day <= spell.last)
        )


def first_each_financial_year(
    inside: Callable[[date], Truth], count: int, year_of: date
) -> dict[date, Truth]:
    """For each day of one financial year: is it among the first days inside, so many at most?"""
    first = date(year_of.year - (year_of.month < 4), 4, 1)
    sure = possible = 0
    answer: dict[date, Truth] = {}
    for day in days(first, date(first.year + 1, 3, 31)):
        room: Truth = True if possible < count else False if sure >= count else None
        answer[day] = all_of([inside(day), room])
        sure += inside(day) is True
        possible += inside(day) is not False
    return answer


# Reading


def rows_of(path: Path) -> list[dict[str, str]]:
    """The rows of a CSV file by heading."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def last_days(folder: Path) -> dict[str, date]:
    """The last day of each file, as the mapping declares it."""
    with (folder / "mapping.toml").open("rb") as file:
        return {name: said["last_day"] for name, said in tomllib.load(file)["files"].items()}


def iso(text: str) -> date | None:
    """A day written 2018-06-04, None if the cell is blank."""
    return date.fromisoformat(text) if text else None


def english(text: str) -> date | None:
    """A day written 04/06/2018, None if the cell is blank."""
    return datetime.strptime(text, "%d/%m/%Y").date() if text else None  # noqa: DTZ007


PLACEMENTS = [  # of the years to 2022/23
    *("U1", "U2", "U3", "U4", "U5", "U6", "K1", "K2", "R1", "R2", "R3", "R5", "S1", "P1", "P2"),
    *("P3", "H5", "A3", "A4", "A5", "A6", "T0", "T1", "T2", "T3", "T4", "Z1"),
]
STATUSES = ["C1", "C2", "D1", "E1", "V2", "V3", "V4", "L1", "L2", "L3", "J1", "J2", "J3"]


def read_return(folder: Path) -> tuple[dict[str, date | None], dict[str, list[Spell]], set[str]]:
    """Dates of birth, episodes and the children left out, from the header and episode files.

    A row of a later return replaces the row of an earlier one with the same child and DECOM.
    """
    born: dict[str, date | None] = {}
    episodes: dict[tuple[str, str], dict[str, str]] = {}
    left_out: set[str] = set()
    for name, _ in sorted(last_days(folder).items(), key=lambda item: item[1]):
        if name.startswith("header"):
            for row in rows_of(folder / name):
                day = english(row["DOB"])
                if day and born.get(row["CHILD"], day) not in (None, day):
                    left_out.add(row["CHILD"])
                born[row["CHILD"]] = day or born.get(row["CHILD"])
        if name.startswith("episodes"):
            for row in rows_of(folder / name):
                episodes[row["CHILD"], row["DECOM"]] = row
    spells: dict[str, list[Spell]] = {}
    for row in episodes.values():
        first, ceased = english(row["DECOM"]), english(row["DEC"])
        if first is None or (ceased and ceased <= first):
            left_out.add(row["CHILD"])
            continue
        place = row["PLACE"] if row["PLACE"] in PLACEMENTS else None
        status = row["LS"] if row["LS"] in STATUSES else None
        last = ceased - DAY if ceased else None
        spell = Spell(first, last, {"Placement": place, "Legal Status": status})
        spells.setdefault(row["CHILD"], []).append(spell)
    for child, own in spells.items():
        own.sort(key=lambda spell: spell.first)
        for before, after in pairwise(own):
            if before.last is None or before.last >= after.first:
                left_out.add(child)
    return born, spells, left_out
