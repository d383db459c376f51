"""The worked examples of Manchester, read with regular expressions into cases."""

import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import evaluator as e
import manchester as m
from examples import DATE, spoken

WITH_VALUES = ["Suitability Finding", "Assessment"]


@dataclass
class Example:
    """One worked example: its case as known by the day, and what is said to be paid."""

    name: str
    case: e.Case
    termination: date | None
    pays: dict[str, int]  # outcome or party, in pence
    clause: str  # the clause in the way, where nothing is paid


def read_examples(path: Path) -> list[Example]:
    """Every example of the file, in its order."""
    text = " ".join(re.sub(r"\[[^\]]*\]", "", path.read_text(encoding="utf-8")).split())
    pattern = rf'Example "([^"]+)": given (.+?), then by {DATE} (.+?)\.(?= \d+\.\d+ Example| ?$)'
    return [example(*found) for found in re.findall(pattern, text)]


def example(name: str, facts: str, by: str, then: str) -> Example:
    """One example from its parts; what is dated after the day is left out."""
    case = e.Case(name, spoken(by))
    for fact in re.split(r"; (?:and )?", facts):
        add(case, re.sub(r"^\([a-z]\) ", "", fact))
    ends = case.events.pop("Termination", [])
    paid = {
        words: int(amount.replace(",", "")) * 100
        for words, amount in re.findall(r"((?:[A-Z]\w+ ?)+) pays £([\d,]+)", then)
    }
    clause = re.search(r"because of clause (\S+)", then)
    return Example(name, case, ends[0] if ends else None, paid, clause[1] if clause else "")


def add(case: e.Case, fact: str) -> None:
    """One fact: the date of birth, an event, or a period to a day or onwards."""
    said, _, carried = fact.partition(" where ")
    name = re.match(r"(.+?) is ", said)
    assert name, fact
    days = [spoken(day) for day in re.findall(DATE, said)]
    values: dict[str, str | None] = {
        word: value.strip('"')
        for word, value in (part.split(" is ") for part in carried.split(" and ") if part)
    }
    if name[1] == "Date of Birth":
        case.born = days[0]
    elif days[0] > case.last_known:
        return
    elif " is from " in said:
        last = days[1] if len(days) > 1 and days[1] <= case.last_known else None
        case.spells.setdefault(name[1], []).append(e.Spell(days[0], last, values))
    elif name[1] in WITH_VALUES:
        case.spells.setdefault(name[1], []).append(e.Spell(days[0], days[0], values))
    else:
        case.events.setdefault(name[1], []).append(days[0])


def in_the_way(example: Example) -> set[str]:
    """The clauses that stand between the young person and a payment."""
    case, end = example.case, example.termination
    found = {n for n, truth in m.conditions(case, end).items() if truth is not True}
    treated = m.programme(case)
    if treated is None:
        return found
    first_weeks = m.programme_weeks(case, treated)
    found |= set() if first_weeks else {"5.1"}
    dues = [week[1] for week in first_weeks]
    if treated.last and treated.last <= case.last_known:
        weeks = m.family_weeks(case, treated.last)
        found |= set() if weeks else {"5.2"}
        due, truths = m.wellbeing(case, treated.last)
        found |= {f"5.3({'ab'[n]})" for n, truth in enumerate(truths) if truth is not True}
        dues += [week[1] for week in weeks] + [due] * (due <= case.last_known)
    return found.union(*(m.stopped(case, due, end) for due in dues))
