"""The worked examples of a contract file, read with regular expressions into cases."""

import re
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from evaluator import Case, Spell

DATE = r"(\d+ [A-Z][a-z]+ \d{4})"


@dataclass
class Example:
    """One worked example: its case as known by the day, and what is said to be paid."""

    name: str
    by: date
    case: Case
    termination: date | None
    pays: dict[str, int]  # outcome or party, in pence
    clause: str  # the clause in the way, where nothing is paid


def spoken(text: str) -> date:
    """A day written 4 June 2018."""
    return datetime.strptime(text, "%d %B %Y").date()  # noqa: DTZ007


def pence(amount: str) -> int:
    """An amount written 1,234 or 1,234.50, in pence."""
    pounds, _, rest = amount.replace(",", "").partition(".")
    return int(pounds) * 100 + int(rest or 0)


def read_examples(path: Path) -> list[Example]:
    """Every example of the file, in its order."""
    text = re.sub(r"\[[^\]]*\]", "", path.read_text(encoding="utf-8"))
    found = re.findall(
        rf'Example "([^"]+)": given(.+?),\s+then by {DATE} (.+?)\.\s*(?=\d+\.\d+ Example|\Z)',
        text,
        flags=re.DOTALL,
    )
    return [
        example(name, facts, spoken(by), " ".join(then.split())) for name, facts, by, then in found
    ]


def example(name: str, facts: str, by: date, then: str) -> Example:
    """One example from its parts; what is dated after the day is left out."""
    case = Case(name, by)
    items = [
        re.sub(r"^\([a-z]\)\s+", "", part.strip()) for part in re.split(r";(?:\s+and)?", facts)
    ]
    for item in items:
        add_fact(case, " ".join(item.split()), by)
    ends = case.events.pop("Termination", [])
    paid = {
        words: pence(amount)
        for words, amount in re.findall(r"((?:[A-Z][\w-]* ?)+) pays £([\d,.]*\d)", then)
    }
    clause = re.search(r"nothing is paid, because of clause (\S+)", then)
    return Example(name, by, case, ends[0] if ends else None, paid, clause[1] if clause else "")


def add_fact(case: Case, item: str, by: date) -> None:
    """One fact: a date, an event, or a period to a day or onwards."""
    values = dict(
        re.findall(r'([A-Z][\w ]*?) is "?([^"]+?)"?(?= and |$)', item.partition("where ")[2])
    )
    if item == "Date of Birth is not known":
        return
    if born := re.fullmatch(rf"Date of Birth is {DATE}", item):
        case.born = spoken(born[1])
    elif event := re.match(rf"(\w+) is on {DATE}", item):
        add_event(case, event[1], spoken(event[2]), values.get("Kind"))
    elif period := re.match(rf"(\w+) is from {DATE} (?:to {DATE}|onwards)", item):
        first, last = spoken(period[2]), spoken(period[3]) if period[3] else None
        name = "Episodes" if period[1] == "Episode" else period[1]
        if first <= by:
            spell = Spell(first, last if last and last <= by else None, values)
            case.spells.setdefault(name, []).append(spell)
    else:
        raise ValueError(item)


def add_event(case: Case, name: str, when: date, kind: str | None) -> None:
    """One event, if it had happened by the day."""
    if when <= case.last_known and name == "Concern":
        case.concerns.append((when, kind))
    elif when <= case.last_known:
        case.events.setdefault(name, []).append(when)
