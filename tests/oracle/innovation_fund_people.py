"""The people of a rate card: facts, events and periods, as plain tables give them.

Used by the innovation fund, the Fair Chance Fund, rough sleeping, Gloucestershire, Sheffield and
Ways to Wellness.
"""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import NamedTuple

import evaluator as e

Row = dict[str, str]
Values = dict[str, str | None]


class Event(NamedTuple):
    """A day with its attributes; None is not known."""

    day: date
    values: Values


@dataclass
class Person:
    """What the files say of one person; every name is in the singular."""

    number: str
    facts: dict[str, str] = field(default_factory=dict)
    events: dict[str, list[Event]] = field(default_factory=dict)
    spells: dict[str, list[e.Spell]] = field(default_factory=dict)

    def born(self) -> date | None:
        """The date of birth."""
        return e.iso(self.facts.get("Date of Birth", ""))

    def all(self, name: str) -> list[Event]:
        """The events of a name, the earliest first."""
        return sorted(self.events.get(name, []), key=lambda event: event.day)

    def day(self, name: str) -> date | None:
        """The day of the first event of a name."""
        return self.all(name)[0].day if self.events.get(name) else None

    def periods(self, name: str) -> list[e.Spell]:
        """The periods of a name, the earliest first."""
        return sorted(self.spells.get(name, []), key=lambda spell: spell.first)


class Shape(NamedTuple):
    """The events and periods of a scheme, each with its attributes."""

    events: dict[str, tuple[str, ...]]
    spells: dict[str, tuple[str, ...]]


def known_to(folder: Path) -> date:
    """The last day that anything is known of: one for all files of the folder."""
    with (folder / "mapping.toml").open("rb") as file:
        return tomllib.load(file)["last_day"]


def rows_of(folder: Path) -> Iterator[Row]:
    """Every row of every CSV table."""
    for path in sorted(folder.glob("*.csv")):
        yield from e.rows_of(path)


def read_people(folder: Path, key: str, shape: Shape) -> list[Person]:
    """Everybody in the CSV tables, by number as text; one Person Number is one person."""
    return people_of([row for row in rows_of(folder) if key in row], key, shape)


def people_of(rows: list[Row], key: str, shape: Shape) -> list[Person]:
    """Everybody in the rows, by number as text."""
    numbers: dict[str, list[str]] = {}
    for row in rows:
        if row.get("Person Number"):
            numbers.setdefault(row["Person Number"], []).append(row[key])
    least = {number: min(alike) for alike in numbers.values() for number in alike}
    people: dict[str, Person] = {}
    for row in rows:
        number = least.get(row[key], row[key])
        fill(people.setdefault(number, Person(number)), row, shape)
    return [person for _, person in sorted(people.items())]


def fill(person: Person, row: Row, shape: Shape) -> None:
    """What one row says: an empty cell says nothing."""
    for name, attributes in shape.events.items():
        if row.get(name):
            values = {attribute: row[attribute] or None for attribute in attributes}
            event = Event(date.fromisoformat(row[name]), values)
            person.events.setdefault(name, []).append(event)
    for name, attributes in shape.spells.items():
        if row.get(f"{name} from"):
            values = {attribute: row[attribute] or None for attribute in attributes}
            first = date.fromisoformat(row[f"{name} from"])
            spell = e.Spell(first, e.iso(row[f"{name} to"]), values)
            person.spells.setdefault(name, []).append(spell)
    attributes_of_any = {
        name for names in (*shape.events.values(), *shape.spells.values()) for name in names
    }
    for name, cell in row.items():
        if cell and name not in shape.events and name not in attributes_of_any:
            person.facts.setdefault(name, cell)


def covers(spell: e.Spell, first: date, last: date, known: date) -> bool:
    """Whether the period is known to cover every day from the first to the last."""
    return spell.first <= first and last <= (spell.last or known)


def months(first: date, count: int) -> date:
    """The last day of the months beginning with the day."""
    return e.last_of_months_beginning(first, count)


def weeks(first: date, count: int) -> date:
    """The last day of the weeks beginning with the day."""
    return first + (7 * count - 1) * e.DAY
