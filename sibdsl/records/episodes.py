"""The rows of an Episodes table: each a stretch of care, or findings that say why it is none.

DEC is the day on which an episode ceased, and a following one begins that same day: the last day
of an episode is the day before DEC.
"""

from collections.abc import Iterator
from typing import Final

from attrs import define, field, frozen

from sibdsl.diagnostics import Finding
from sibdsl.diagnostics.codes import (
    BAD_DATE,
    BLANK,
    REVERSED,
    SAME_DAY,
    UNKNOWN_CODE,
)
from sibdsl.model.days import Day, day
from sibdsl.model.histories import Row
from sibdsl.records.cells import Written, shown, written
from sibdsl.records.code_sets import ALWAYS, CODES, NO_PROVIDER, RULES, collection_year, in_use
from sibdsl.records.mapping import COLUMNS, FileMapping
from sibdsl.records.said import place, without_number, wrong_length
from sibdsl.records.sheet import Cells, Sheet
from sibdsl.records.ssda903 import column_indexes

COLUMN: Final = {name: i for i, name in enumerate(COLUMNS)}
_NEEDED: Final = ("PLACE", "LS", "CIN", "RNE")


@frozen
class Episode:
    """One episode, from *first* up to but not including *ceased* (None while it is open).

    *codes* stand in the order of `COLUMNS`; one that is blank or not in use is None. *reasoned*
    says that a reason of ceasing stands there, be it in use or not.
    """

    child: str
    first: Day
    ceased: Day | None
    codes: tuple[str | None, ...]
    reasoned: bool
    rows: tuple[Row, ...] = field(eq=False)

    def code(self, column: str) -> str | None:
        """The code of that column."""
        return self.codes[COLUMN[column]]


@frozen
class EpisodesFile:
    """What one file says of episodes, and the last day to which it says all.

    *latest* is the latest day in it, None without any; *assumed* says that its last day is not
    declared.
    """

    file: str
    first_day: Day | None
    last_day: Day | None
    latest: Day | None
    assumed: bool
    episodes: tuple[Episode, ...]
    children: frozenset[str]
    findings: tuple[Finding, ...]


@define
class _Reader:
    """The rows of one sheet as they are read."""

    sheet: Sheet
    at: dict[str, int]
    spans: list[tuple[Row, Cells, str, Day, Day | None]] = field(factory=list)
    children: set[str] = field(factory=set)
    findings: list[Finding] = field(factory=list)
    latest: Day | None = None

    def read_days(self) -> None:
        """The days of every row; what cannot be a span of days is a finding."""
        child_at = self.at["CHILD"]
        for line, cells in self.sheet.rows:
            row = self.sheet.row(line)
            child = cells[child_at]
            if not child:
                self.findings.append(without_number(row, "CHILD"))
                continue
            self.children.add(child)
            self._read_span(row, cells, child)

    def _read_span(self, row: Row, cells: Cells, child: str) -> None:
        begun = self._date(row, child, "DECOM", cells, "141")
        ended = self._date(row, child, "DEC", cells, "147")
        if begun.wrong or ended.wrong:
            return
        first, ceased = begun.day, ended.day
        if first is None:
            message = "the episode has no first day"
            self._found(Finding(BAD_DATE, message, place(row, "DECOM"), case=child, rule="141"))
        elif ceased is not None and ceased <= first:
            self._found(_no_days(row, child, first, ceased))
        else:
            last = first if ceased is None else ceased - 1
            self.latest = max(last, self.latest or last)
            self.spans.append((row, cells, child, first, ceased))

    def _date(self, row: Row, child: str, column: str, cells: Cells, rule: str) -> Written:
        """The date in that column; a blank has no day, and nothing wrong with it."""
        text = cells[self.at[column]]
        date = written(text) if text else Written(None)
        if date.wrong:
            message = f"`{column}` is {shown(text)}: {date.wrong}"
            self._found(Finding(BAD_DATE, message, place(row, column), case=child, rule=rule))
        return date

    def _found(self, finding: Finding) -> None:
        self.findings.append(finding)

    def episodes(self, last_day: Day) -> Iterator[Episode]:
        """Each row with its codes, as they are in use up to *last_day*."""
        for row, cells, child, first, ceased in self.spans:
            until = max(first, last_day) if ceased is None else ceased - 1
            codes = tuple(
                [self._code(row, child, column, cells, (first, until)) for column in COLUMNS]
            )
            yield Episode(child, first, ceased, codes, bool(cells[self.at["REC"]]), (row,))

    def _code(
        self, row: Row, child: str, column: str, cells: Cells, span: tuple[Day, Day]
    ) -> str | None:
        code = cells[self.at[column]]
        if not code:
            if column in _NEEDED:
                message = f"`{column}` is blank, so it is not known"
                rule = RULES[column]
                self._found(Finding(BLANK, message, place(row, column), case=child, rule=rule))
            return None
        if CODES[column].get(code) is not ALWAYS and not in_use(column, code, *span):
            self._found(_unknown(row, child, column, code))
            return None
        if column == "PLACE_PROVIDER" and cells[self.at["PLACE"]] in NO_PROVIDER:
            message = f"a placement `{cells[self.at['PLACE']]}` has no provider, here {code}"
            self._found(Finding(UNKNOWN_CODE, message, place(row, column), case=child, rule="178"))
        return code


def _no_days(row: Row, child: str, first: Day, ceased: Day) -> Finding:
    if first == ceased:
        message = "the episode ceased on the day it began"
        return Finding(SAME_DAY, message, place(row, "DEC"), case=child, rule="355")
    message = "the episode ceased before it began"
    return Finding(REVERSED, message, place(row, "DEC"), case=child, rule="356")


def _unknown(row: Row, child: str, column: str, code: str) -> Finding:
    return Finding(
        UNKNOWN_CODE,
        f"`{column}` is {shown(code)}, a code that is not in use in the years of the episode",
        place(row, column),
        case=child,
        rule=RULES[column],
        help="it is taken as not known; put right the code",
    )


def end_of_year(d: Day) -> Day:
    """The 31 March on or after *d*."""
    return day(collection_year(d), 3, 31)


def read_episodes(sheet: Sheet, about: FileMapping) -> EpisodesFile:
    """The episodes of one sheet. Undeclared, it runs to the 31 March on or after its last day."""
    reader = _Reader(sheet, column_indexes(sheet))
    reader.read_days()
    for line, cells in sheet.ragged:
        number = cells[reader.at["CHILD"]] if reader.at["CHILD"] < len(cells) else ""
        row = sheet.row(line)
        reader.children.add(number)
        reader.findings.append(
            wrong_length(row, number) if number else without_number(row, "CHILD")
        )
    last_day = about.last_day
    assumed = last_day is None and reader.latest is not None
    if last_day is None and reader.latest is not None:
        last_day = end_of_year(reader.latest)
    episodes = tuple(reader.episodes(last_day or 0))
    return EpisodesFile(
        sheet.file,
        about.first_day,
        last_day,
        reader.latest,
        assumed,
        episodes,
        frozenset(reader.children - {""}),
        tuple(reader.findings),
    )
