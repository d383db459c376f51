"""The worked examples of a rate card, read with regular expressions into people."""

import re
from datetime import date
from pathlib import Path
from typing import NamedTuple

import evaluator as e
from examples import DATE, spoken
from innovation_fund_people import Event, Person

TERM = r"[A-Z][\w-]*(?: [A-Z0-9][\w-]*)*"
CARRIED = r'([A-Z][\w -]*?) is "?([^"]+?)"?(?= and [A-Z]|$)'


class Example(NamedTuple):
    """One worked example: who is in it, as known by the day, and what is said to be paid."""

    name: str
    by: date
    people: list[Person]
    groups: list[Person]
    termination: date | None
    says: dict[str, str]  # outcome or party, in pence; or a measure
    clause: str  # the clause in the way, where nothing is paid


def read_examples(path: Path, person: str) -> list[Example]:
    """Every example of the file; `person` is what the contract calls a person."""
    text = re.sub(r"\[[^\]]*\]", "", path.read_text(encoding="utf-8"))
    found = re.findall(
        rf'Example "([^"]+)": (given.+?),\s+then by {DATE} (.+?)\.\s*(?=\d+\.\d+ Example|\Z)',
        text,
        flags=re.DOTALL,
    )
    return [
        example(name, " ".join(facts.split()), spoken(by), " ".join(then.split()), person)
        for name, facts, by, then in found
    ]


def example(name: str, facts: str, by: date, then: str, person: str) -> Example:
    """One example from its parts; what is dated after the day is left out."""
    people, groups = [], []
    for given in re.split(r",? and (?=given )", facts):
        of = re.match(r'given ([A-Z]\w*) "([^"]+)" with (.*)', given)
        holder = Person(of[2] if of else name)
        for item in re.split(r";(?: and)?", of[3] if of else given.removeprefix("given ")):
            add_fact(holder, re.sub(r"^\([a-z]\) ", "", item.strip()), by)
        (groups if of and of[1] != person else people).append(holder)
    ends = [day for one in people if (day := one.day("Termination"))]
    says = dict(re.findall(rf"({TERM}) pays £([\d,.]+\d)", then))
    says = {words: pence(amount) for words, amount in says.items()}
    says |= dict(re.findall(rf"({TERM}) is (\d[\d.]*)", then))
    clause = re.search(r"nothing is paid, because of clause (\S+)", then)
    return Example(
        name, by, people, groups, min(ends, default=None), says, clause[1] if clause else ""
    )


def pence(amount: str) -> str:
    """An amount such as 1,947.50 in pence."""
    pounds, _, rest = amount.replace(",", "").partition(".")
    return str(int(pounds) * 100 + int(rest or 0))


def add_fact(holder: Person, item: str, by: date) -> None:
    """One fact: a value, an event, or a period to a day or onwards."""
    values = dict(re.findall(CARRIED, item.partition(" where ")[2]))
    if event := re.match(rf"([A-Z][\w -]*) is on {DATE}", item):
        if spoken(event[2]) <= by:
            holder.events.setdefault(event[1], []).append(
                Event(spoken(event[2]), with_none(values))
            )
    elif spell := re.match(rf"([A-Z][\w -]*) is from {DATE} (?:to {DATE}|onwards)", item):
        first, last = spoken(spell[2]), spoken(spell[3]) if spell[3] else None
        if first <= by:
            known = e.Spell(first, last if last and last <= by else None, with_none(values))
            holder.spells.setdefault(spell[1], []).append(known)
    elif born := re.fullmatch(rf"([A-Z][\w ]*) is {DATE}", item):
        holder.facts[born[1]] = spoken(born[2]).isoformat()
    elif fact := re.fullmatch(r'([A-Z][\w -]*) is "?([^"]+)"?', item):
        holder.facts[fact[1]] = fact[2].replace(",", "")
    else:
        raise ValueError(item)


def with_none(values: dict[str, str]) -> dict[str, str | None]:
    """The attributes, what is not known as None."""
    return {name: None if value == "not known" else value for name, value in values.items()}
