"""The worked examples of Peterborough, read with regular expressions into a small world."""

import re
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from pathlib import Path

import peterborough as p
from examples import DATE, spoken

MEASURES = ["Frequency", "Pooled Count", "Expected Count"]


@dataclass
class Example:
    """One worked example: what is known by the day, what is paid, and a figure of a man."""

    name: str
    world: p.World
    pays: dict[str, int]  # outcome or party, in pence
    count: int | None  # the Reconviction Count said of the one man
    clause: str  # the clause in the way, where nothing is paid


def read_examples(path: Path) -> list[Example]:
    """Every example of the file, in its order."""
    text = " ".join(re.sub(r"\[[^\]]*\]", "", path.read_text(encoding="utf-8")).split())
    pattern = rf'Example "([^"]+)": (given .+?), then by {DATE} (.+?)\.(?= \d+\.\d+ Example| ?$)'
    return [example(*found) for found in re.findall(pattern, text)]


def example(name: str, givens: str, by: str, then: str) -> Example:
    """One example from its parts; what is dated after the day is left out."""
    world = p.World(spoken(by))
    for given in re.split(r", and given ", givens.removeprefix("given ")):
        add(world, given.strip())
    paid = {
        words: int(amount.replace(",", "")) * 100
        for words, amount in re.findall(r"((?:[A-Z]\w+ ?(?:of )?)+) pays £([\d,]+)", then)
    }
    clause = re.search(r"because of clause (\S+)", then)
    count = re.fullmatch(r"Reconviction Count is (\d+)", then)
    return Example(name, world, paid, int(count[1]) if count else None, clause[1] if clause else "")


def add(world: p.World, given: str) -> None:
    """The facts of one man, one cohort or the contract."""
    whose = re.match(r'(Man|Cohort) "(\w+)" with ', given)
    facts = re.split(r"; (?:and )?", given[whose.end() :] if whose else given)
    items = [re.sub(r"^\([a-z]\) ", "", fact) for fact in facts]
    if whose and whose[1] == "Man":
        world.men.append(p.Man(whose[2]))
    for item in items:
        name = re.match(r"(?:[A-Z]\w+ ?(?:of )?)+(?= is )", item)
        assert name, item
        value = item[name.end() + len(" is ") :]
        if not whose:
            add_to_contract(world, name[0], value)
        elif whose[1] == "Man":
            add_to_man(world, name[0], value)
        else:
            add_to_cohort(world, whose[2], name[0], value)


def day(text: str, world: p.World) -> date | None:
    """The first date in the words, None if it is after the last day known."""
    found = re.search(DATE, text)
    when = spoken(found[1]) if found else date.max
    return when if when <= world.last_known else None


def number(text: str) -> Fraction | None:
    """A number; None for `not known`."""
    return None if text == "not known" else Fraction(text.replace(",", ""))


def add_to_contract(world: p.World, name: str, value: str) -> None:
    """The final report, or a measure given outright."""
    if name == "Final Report":
        world.final_report = day(value, world)
    else:
        assert name in MEASURES, name
        world.given[name] = number(value)


def add_to_cohort(world: p.World, label: str, name: str, value: str) -> None:
    """One fact of the cohort, or a measure given outright."""
    cohort = world.cohorts.setdefault(label, p.Cohort())
    match name:
        case "Intake Period":
            first, last = (spoken(found) for found in re.findall(DATE, value))
            cohort.intake = first, last
        case "Baseline":
            cohort.baseline = number(value)
        case "Report":
            cohort.report = day(value, world)
        case "Cohort Termination":
            cohort.ended = day(value, world)
        case _:
            assert name in MEASURES, name
            cohort.given[name] = number(value)


def add_to_man(world: p.World, name: str, value: str) -> None:
    """One fact of the man given last."""
    man, when = world.men[-1], day(value, world)
    match name:
        case "Date of Birth":
            man.born = when
        case "Intake":
            man.intake = value.strip('"')
        case "Release" if when:
            man.releases.append((when, number(value.rpartition(" is ")[2])))
        case "Conviction" if when:
            man.convictions.add((when, spoken(value.rpartition(" is ")[2])))
        case _:
            assert name == "Engagement", name


def in_the_way(world: p.World) -> set[str]:
    """The clauses that stand between a report and a payment."""
    found = set()
    for name, cohort in world.cohorts.items():
        part = p.reduction(world, name)
        if cohort.report:
            found |= {"1.1"} if not p.in_time(world, cohort.report) else set()
            found |= {"5.1"} if part is None or part < Fraction(10, 100) else set()
    part = p.below(*p.pooled(world))
    if world.final_report:
        found |= {"5.2(a)"} if p.early(world) else set()
        found |= {"5.2(b)"} if part is None or part < Fraction(75, 1000) else set()
    return found
