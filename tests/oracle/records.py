"""The provider's and commissioner's tables, joined by person, as the two oracles read them."""

from collections.abc import Callable, Iterator
from pathlib import Path

from evaluator import Case, Spell, iso, last_days, read_return, rows_of


def read_cases(folder: Path, fill: Callable[[Case, str, dict[str, str]], None]) -> list[Case]:
    """The persons of the cohort file, less those left out, by case number as text.

    `fill` puts one row of a named table into its case. Records of one Person Number are one
    person, who goes by the least case number.
    """
    last_known = max(last_days(folder).values())
    born, episodes, left_out = read_return(folder)
    numbers = numbers_of_persons(rows_of(folder / "cohort.csv"))
    cases = {least: Case(least, last_known) for least in set(numbers.values())}
    for number, least in numbers.items():
        case = cases[least]
        case.spells.setdefault("Episodes", []).extend(episodes.get(number, []))
        agree_on_birth(case, [born.get(number)], left_out)
        if number in left_out:
            left_out.add(least)
    for table, row in tables(folder):
        if row["Case Number"] in numbers:
            case = cases[numbers[row["Case Number"]]]
            agree_on_birth(case, [iso(row.get("Date of Birth", ""))], left_out)
            fill(case, table, row)
    return [case for number, case in sorted(cases.items()) if number not in left_out]


def numbers_of_persons(rows: list[dict[str, str]]) -> dict[str, str]:
    """For each case number the least case number of the same person."""
    persons: dict[str, list[str]] = {}
    for row in rows:
        persons.setdefault(row["Person Number"] or row["Case Number"], []).append(
            row["Case Number"]
        )
    return {number: min(numbers) for numbers in persons.values() for number in numbers}


def agree_on_birth(case: Case, said: list, left_out: set[str]) -> None:
    """Take over a date of birth; leave the case out if another was said before."""
    for day in said:
        if day and case.born not in (None, day):
            left_out.add(case.number)
        case.born = case.born or day


def tables(folder: Path) -> Iterator[tuple[str, dict[str, str]]]:
    """Each row of each table that has a Case Number, with the name of its file."""
    for path in sorted(folder.glob("*.csv")):
        for row in rows_of(path):
            if "Case Number" in row:
                yield path.name, row


def add_events(case: Case, row: dict[str, str], names: list[str]) -> None:
    """The days in the columns of these names; a blank cell records nothing."""
    for name in names:
        if row.get(name) and (day := iso(row[name])):
            case.events.setdefault(name, []).append(day)


def add_spell(case: Case, row: dict[str, str], name: str, attributes: list[str]) -> None:
    """The period `<name> start` to `<name> end`, if any of its cells is filled."""
    cells = [f"{name} start", f"{name} end", *attributes]
    if any(row.get(cell) for cell in cells):
        first, last = iso(row[cells[0]]), iso(row[cells[1]])
        values = {attribute: row[attribute] or None for attribute in attributes}
        case.spells.setdefault(name, []).append(Spell(first, last, values))  # type: ignore[arg-type]
