"""Small cohorts drawn from the children of Norfolk or Essex, with cells blanked by chance."""

import csv
import io
import random
from datetime import date
from pathlib import Path
from types import ModuleType

from children import Child, Dice
from evaluator import Case

BLANKABLE = {
    "episodes.csv": ["LS"],
    "cohort.csv": ["Group"],
    "services.csv": ["Service start"],
    "panels.csv": ["Finding", "Panel Decision"],
}


def cohort(scheme: ModuleType, by_hand: list[Child], seed: int) -> dict[str, str]:
    """The case files of some children by chance and six of those by hand, one cell in 20 blank."""
    rng, dice = random.Random(seed), Dice(seed)  # noqa: S311
    found = [scheme.by_chance(number, dice) for number in range(900, 900 + rng.randint(3, 12))]
    found += rng.sample(by_hand, 6)
    found.sort(key=lambda child: child.number)
    files = scheme.files([scheme.clipped(child) for child in found])
    return {name: blanked(name, text, rng) for name, text in files.items()}


def blanked(name: str, text: str, rng: random.Random) -> str:
    """The text of a file with some of the cells of its columns of doubt blank."""
    if name not in BLANKABLE:
        return text
    heading, *rows = csv.reader(io.StringIO(text))
    columns = [heading.index(column) for column in BLANKABLE[name] if column in heading]
    for row in rows:
        for column in columns:
            row[column] = "" if rng.random() < 0.05 else row[column]
    return "\n".join(map(",".join, [heading, *rows, []]))


def write(folder: Path, files: dict[str, str]) -> None:
    """Write the files into the folder."""
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8", newline="\n")


def as_known(case: Case, day: date) -> Case:
    """The case as it is known by the day: nothing later, and what ends later is open."""
    case.last_known = min(case.last_known, day)
    for name, when in case.events.items():
        case.events[name] = [one for one in when if one <= day]
    for name, own in case.spells.items():
        begun = [one for one in own if one.first is None or one.first <= day]
        case.spells[name] = [
            one._replace(last=None) if one.last and one.last > day else one for one in begun
        ]
    case.spells = {name: own for name, own in case.spells.items() if own}
    return case
