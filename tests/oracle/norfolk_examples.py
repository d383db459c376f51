"""The worked examples of Norfolk and of Essex, read with regular expressions into cases."""

import re
from datetime import date
from pathlib import Path
from typing import NamedTuple

from evaluator import Case, Spell
from examples import DATE, spoken

FACT = re.compile(rf"([A-Z][\w ]*?) is (on|from) {DATE}(?: to {DATE}| onwards)?(?: where (.+))?")


class Said(NamedTuple):
    """One worked example: its cases as known by the day, and what is said to be paid."""

    name: str
    by: date
    cases: list[Case]
    termination: date | None
    given: dict[str, int]  # measures given outright
    pays: dict[str, int]  # outcome or party, in pence
    clause: str  # the clause in the way, where nothing is paid


def read_examples(path: Path) -> list[Said]:
    """Every example of the file, in its order."""
    text = re.sub(r"\[[^\]]*\]", "", path.read_text(encoding="utf-8"))
    text = " ".join(text.split())
    found = re.findall(
        rf'Example "([^"]+)": (given .+?), then by {DATE} (.+?)\. ?(?=\d+\.\d+ Example|$)', text
    )
    return [said(name, given, spoken(by), then) for name, given, by, then in found]


def said(name: str, given: str, by: date, then: str) -> Said:
    """One example from its parts; what is dated after the day is left out."""
    ends: list[date] = []
    measures: dict[str, int] = {}
    cases = []
    for part in re.split(r"(?:, and )?given ", given)[1:]:
        label, _, facts = part.partition(" with ")
        case = Case(label if facts else name, by)
        for item in re.split(r";(?: and)? ?", facts or part):
            add_fact(case, re.sub(r"^\([a-z]+\) ", "", item), measures)
        ends += case.events.pop("Termination", [])
        cases += [case] if case.events else []  # a measure given outright has no case
    amounts = re.findall(r"((?:[A-Z]\w+ |of )+)pays £([\d,]+)(?:\.(\d\d))?", then)
    pays = {who.strip(): int(p.replace(",", "")) * 100 + int(d or 0) for who, p, d in amounts}
    clause = re.search(r"because of clause (\S+)", then)
    return Said(
        name, by, cases, min(ends, default=None), measures, pays, clause[1] if clause else ""
    )


def add_fact(case: Case, item: str, measures: dict[str, int]) -> None:
    """One fact: a date of birth, a choice, a measure given outright, an event or a period.

    An event with attributes is kept as a spell of one day under its own name.
    """
    if item == "Date of Birth is not known":
        return
    if born := re.fullmatch(rf"Date of Birth is {DATE}", item):
        case.born = spoken(born[1])
    elif choice := re.fullmatch(r'(\w+) is "(.+)"', item):
        value = {choice[1]: choice[2]}
        case.spells[choice[1]] = [Spell(date.min, None, dict(value))]
    elif measure := re.fullmatch(r"([A-Z][\w ]+) is (-?[\d,]+)", item):
        measures[measure[1]] = int(measure[2].replace(",", ""))
    elif fact := FACT.fullmatch(item):
        add_dated(case, fact)
    else:
        raise ValueError(item)


def add_dated(case: Case, fact: re.Match[str]) -> None:
    """One event or period, if it had begun by the day; a later end is not yet known."""
    name, how, began, ended, where = fact.groups()
    first, last = spoken(began), spoken(ended) if ended else None
    values = {
        attribute: value or None
        for attribute, value in re.findall(
            r'([A-Z][\w ]*?) is (?:"([^"]*)"|not known)', where or ""
        )
    }
    if first > case.last_known:
        return
    if how == "on" and not values:
        case.events.setdefault(name, []).append(first)
        return
    end = first if how == "on" else last if last and last <= case.last_known else None
    own = "Episodes" if name == "Episode" else name
    case.spells.setdefault(own, []).append(Spell(first, end, values))
