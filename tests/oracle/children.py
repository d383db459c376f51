"""Synthetic children and the tables they are written to. No child in it exists."""

import random
from dataclasses import dataclass, field
from datetime import date, timedelta

DAY = timedelta(days=1)
EPISODE_HEADING = (
    "CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC,REASON_PLACE_CHANGE,HOME_POST,PL_POST,URN"
)
HEADER_HEADING = "CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB"
Cell = str | date | None


def day(text: str) -> date:
    """A day written 2018-06-04."""
    return date.fromisoformat(text)


class Dice:
    """Seeded chance that uses `random()` only, whose values no version of Python changes."""

    def __init__(self, seed: int) -> None:
        self._random = random.Random(seed)  # noqa: S311

    def chance(self, percent: int) -> bool:
        """True in so many of a hundred throws."""
        return self._random.random() * 100 < percent

    def number(self, least: int, most: int) -> int:
        """A whole number, both ends included."""
        return least + int(self._random.random() * (most - least + 1))

    def pick(self, values: list[str]) -> str:
        """One of the values; repeat one to make it likelier."""
        return values[self.number(0, len(values) - 1)]

    def day(self, first: date, last: date) -> date:
        """A day, both ends included."""
        return first + self.number(0, (last - first).days) * DAY


@dataclass
class Episode:
    """One row of the return: the day it began and the day it ceased (None: open)."""

    began: date
    ceased: date | None
    status: str
    place: str
    new: str = "S"
    end: str = "E4A"
    restated: str = ""  # the placement as the earlier return had it


@dataclass
class Child:
    """All that is known of one synthetic child; every table is written from it."""

    number: str
    born: date | None
    person: str = ""
    header_born: date | None = None
    cohort_rows: list[list[Cell]] = field(default_factory=list)
    rows: dict[str, list[list[Cell]]] = field(default_factory=dict)
    episodes: list[Episode] = field(default_factory=list)

    def add(self, table: str, *cells: Cell) -> None:
        """A row of one of the further tables, without its case number."""
        self.rows.setdefault(table, []).append(list(cells))


def text(cell: Cell) -> str:
    """A cell as the tables hold it: days as 2018-06-04, nothing as a blank."""
    return "" if cell is None else str(cell)


def table(heading: str, rows: list[list[Cell]]) -> str:
    """The text of a table; no cell holds a comma."""
    return "\n".join([heading, *(",".join(map(text, row)) for row in rows), ""])


def cohort(heading: str, children: list[Child]) -> str:
    """The cohort file: one row or more for each child referred."""
    rows = [
        [child.number, child.person, child.born, *cells]
        for child in children
        for cells in child.cohort_rows
    ]
    return table(heading, rows)


def further(name: str, heading: str, children: list[Child]) -> str:
    """One of the further tables."""
    rows = [[c.number, *cells] for c in children for cells in c.rows.get(name, [])]
    return table(heading, rows)


def english(when: date | None) -> str:
    """A day as the return writes it: 04/06/2018."""
    return f"{when:%d/%m/%Y}" if when else ""


def header(children: list[Child]) -> str:
    """The header of the return: each child with an episode in it."""
    rows: list[list[Cell]] = []
    for child in children:
        dice = Dice(int("".join(filter(str.isdigit, child.number))))  # alike in every return
        sex, ethnic = dice.pick(["1", "2"]), dice.pick(["WBRI", "WBRI", "BCRB", "ABAN", "MWBC"])
        born = child.header_born or child.born
        rows.append([child.number, sex, english(born), ethnic, "", "", ""])
    return table(HEADER_HEADING, rows)


def ceased_by(episode: Episode, last: date) -> date | None:
    """The day the episode ceased, as a return up to the last day knows it."""
    return episode.ceased if episode.ceased and episode.ceased <= last else None


def episodes(children: list[Child], first: date, last: date, later: date) -> str:
    """The episodes of the return: those begun by the last day and not ended before the first.

    A row says what a return with that last day knew: an episode that ceased later is open, and
    one restated in the return with the later last day has the placement it had before.
    """
    rows: list[list[Cell]] = []
    for child in children:
        for episode in child.episodes:
            ceased = ceased_by(episode, last)
            if episode.began <= last and (ceased is None or ceased >= first):
                restated = episode.restated if last < later else ""
                rows.append(episode_row(child, episode, ceased, restated or episode.place))
    return table(EPISODE_HEADING, rows)


def episode_row(child: Child, episode: Episode, ceased: date | None, place: str) -> list[Cell]:
    """The cells of one episode; no postcode and no URN."""
    need = f"N{1 + sum(map(ord, child.number)) % 6}"
    own = {"U": "PR1", "K": "PR4", "R": "PR4", "P": "PR0"}.get(place[:1], "")
    start, end = english(episode.began), english(ceased)
    left = [end, episode.end if ceased else "", "PLACE" if ceased and episode.end == "X1" else ""]
    return [child.number, start, episode.new, episode.status, need, place, own, *left, "", "", ""]


def reason(before: tuple[str, str, str], after: tuple[str, str, str]) -> str:
    """Why a new episode began: legal status (L), placement (P) or both (B)."""
    if before[1] == after[1]:
        return "P"
    return "L" if before[2] == after[2] else "B"


def chain(*links: tuple[str, str, str]) -> list[Episode]:
    """Episodes that follow on: (began, status, placement), the next begins as one ceases.

    A link with neither status nor placement ends the chain; without one the last stays open.
    """
    found: list[Episode] = []
    for index, (began, status, place) in enumerate(links):
        if not status and not place:
            break
        ceased = day(links[index + 1][0]) if index + 1 < len(links) else None
        goes_on = index + 2 < len(links) or (index + 2 == len(links) and any(links[index + 1][1:]))
        new = "S" if index == 0 else reason(links[index - 1], links[index])
        found.append(Episode(day(began), ceased, status, place, new, "X1" if goes_on else "E4A"))
    return found
