"""What must hold between the episodes of one child: rules of the Department for Education.

The numbers are those of its validation rules; the definitions follow
data-to-insight/csc-validator-be-903 (MIT), read in `lac_validator/rules/lac2022_23`.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

from sibdsl.diagnostics import Code, Finding, Label
from sibdsl.diagnostics.codes import (
    BEFORE_BIRTH,
    ENDED_NO_DAY,
    FROM_EIGHTEEN,
    HALF_ENDED,
    LONG_BREAK,
    NO_EARLIER,
    NOT_CONTINUED,
    OPEN_NOT_LAST,
    OVERLAP,
)
from sibdsl.model.calendar import Cycle, birthday, cycles
from sibdsl.model.days import Day
from sibdsl.records.code_sets import collection_year
from sibdsl.records.episodes import Episode
from sibdsl.records.said import place

LONGEST_BREAK: Final = 17
MOST_BREAK_DAYS: Final = 75
"""Care Planning, Placement and Case Review (England) Regulations 2010, reg. 48."""


def broken_rules(episodes: Sequence[Episode], born: Day | None, end: Day) -> Iterator[Finding]:
    """The rules that the episodes of one child, in order, break; *end* is the last day known of."""
    for episode in episodes:
        if (episode.ceased is None) is episode.reasoned:
            yield _half_ended(episode)
    for earlier, later in pairwise(episodes):
        yield from _between(earlier, later)
    if episodes[-1].ceased is not None and episodes[-1].code("REC") == "X1":
        message = "the episode ended with X1, and no other follows"
        yield _found(NOT_CONTINUED, message, episodes[-1], "REC", "388")
    if born is not None:
        for episode in episodes:
            yield from _against_birth(episode, born)
    breaks = [episode for episode in episodes if episode.code("LS") == "V3"]
    if breaks:
        yield from _breaks(breaks, end)


def _found(code: Code, message: str, episode: Episode, column: str, rule: str) -> Finding:
    return Finding(code, message, place(episode.rows[0], column), case=episode.child, rule=rule)


def _half_ended(episode: Episode) -> Finding:
    """A day of ceasing without a reason, or a reason without a day."""
    if episode.ceased is not None:
        message = "`DEC` is given and `REC` is not: why the episode ceased is not known"
        return _found(HALF_ENDED, message, episode, "REC", "148")
    if episode.code("REC") == "X1":
        message = "`REC` is X1 and `DEC` is not given: the episode is read as open"
        return _found(HALF_ENDED, message, episode, "DEC", "148")
    message = "the episode ended, as `REC` says, and `DEC` does not say when"
    return _found(ENDED_NO_DAY, message, episode, "DEC", "148")


def _between(earlier: Episode, later: Episode) -> Iterator[Finding]:
    """What two episodes that follow each other break."""
    if earlier.ceased is None:
        yield _beside(
            OPEN_NOT_LAST, "the episode is open, though another follows", earlier, later, "142"
        )
    elif later.first < earlier.ceased:
        yield _beside(
            OVERLAP, "the episode begins before the one before it ceased", later, earlier, "501"
        )
    joined = earlier.ceased == later.first
    continues = earlier.code("REC") == "X1"
    if earlier.ceased is not None and continues and not joined:
        message = "the episode ended with X1, and none begins on that day"
        yield _found(NOT_CONTINUED, message, earlier, "REC", "388")
    if joined and not continues and earlier.code("REC") is not None:
        message = "another episode begins on the day this one ceased, and its reason is not X1"
        yield _found(NOT_CONTINUED, message, earlier, "REC", "388")
    if not joined and later.code("RNE") not in ("S", None):
        message = "the episode is said to continue another, and none ceased on the day it began"
        yield _found(NO_EARLIER, message, later, "RNE", "433")


def _beside(code: Code, message: str, episode: Episode, other: Episode, rule: str) -> Finding:
    column = "DEC" if rule == "142" else "DECOM"
    others = (Label(place(other.rows[0]), "the other episode"),)
    where = place(episode.rows[0], column)
    return Finding(code, message, where, case=episode.child, rule=rule, others=others)


def _against_birth(episode: Episode, born: Day) -> Iterator[Finding]:
    if episode.first < born:
        message = "the episode begins before the child was born"
        yield _found(BEFORE_BIRTH, message, episode, "DECOM", "302")
    elif episode.code("RNE") == "S" and episode.first >= birthday(born, 18):
        message = "the child starts to be looked after on or after the 18th birthday"
        yield _found(FROM_EIGHTEEN, message, episode, "DECOM", "352")


def _breaks(breaks: Sequence[Episode], end: Day) -> Iterator[Finding]:
    """Single breaks that are too long or change placement, and years with too many days of them."""
    in_year: Counter[Day] = Counter()
    for episode in breaks:
        until = _until(episode, end)
        if until - episode.first > LONGEST_BREAK:
            message = f"a single short break is longer than {LONGEST_BREAK} days"
            yield _found(LONG_BREAK, message, episode, "DEC", "365")
        if episode.code("RNE") not in ("S", None):
            message = "the placement changes during a short break"
            yield _found(LONG_BREAK, message, episode, "RNE", "366")
        for start, stop in cycles(Cycle.FINANCIAL_YEAR, episode.first, until):
            in_year[start] += min(stop, until) - max(start, episode.first)
    for episode in breaks:
        for start, _ in cycles(Cycle.FINANCIAL_YEAR, episode.first, _until(episode, end)):
            if in_year[start] > MOST_BREAK_DAYS:
                year = collection_year(start)
                message = (
                    f"the short breaks of {year - 1}/{year % 100:02} come to more than"
                    f" {MOST_BREAK_DAYS} days"
                )
                yield _found(LONG_BREAK, message, episode, "LS", "367")


def _until(episode: Episode, end: Day) -> Day:
    """The first day after the episode, as far as it is known."""
    return max(episode.first, end + 1) if episode.ceased is None else episode.ceased
