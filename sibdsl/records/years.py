"""The returns of several years together: a later one restates what an earlier one said."""

from collections.abc import Iterable, Sequence
from typing import Final

from attrs import define, evolve, field, frozen

from sibdsl.diagnostics import Finding, Label, Place
from sibdsl.diagnostics.codes import LOST_SIGHT, REPLACED, RESTATED, ROW_TWICE
from sibdsl.model.days import EARLIEST, NEVER, Day
from sibdsl.records.episodes import Episode, EpisodesFile
from sibdsl.records.said import place

_DESCRIBES: Final = ("PLACE", "LS", "CIN", "RNE", "PLACE_PROVIDER")


@frozen
class Merged:
    """The episodes of each child, in order of their days, and what was found on the way."""

    children: dict[str, tuple[Episode, ...]]
    findings: tuple[Finding, ...]


@define
class _Merging:
    """For each child and first day, what is held and from the how-manieth file.

    No child has two episodes from one day on: a later file with that day speaks of the same one.
    """

    held: dict[tuple[str, Day], list[tuple[int, Episode]]] = field(factory=dict)
    findings: list[Finding] = field(factory=list)
    closed: int = 0

    def add(self, rank: int, episode: Episode) -> None:
        held = self.held.setdefault((episode.child, episode.first), [])
        for i, (before, other) in enumerate(held):
            if other == episode:
                held[i] = (rank, evolve(episode, rows=(*other.rows, *episode.rows)))
                if before == rank:
                    self.findings.append(_twice(other, episode))
                return
        for earlier in [pair for pair in held if pair[0] < rank]:
            held.remove(earlier)
            self._replace(earlier[1], episode)
        held.append((rank, episode))

    def _replace(self, old: Episode, new: Episode) -> None:
        closes = old.ceased is None and new.ceased is not None
        self.closed += closes
        if closes and all(old.code(column) == new.code(column) for column in _DESCRIBES):
            return
        message = "a later return says something else of this episode, and is followed"
        others = (Label(place(old.rows[0]), "as an earlier return had it"),)
        where = place(new.rows[0])
        self.findings.append(Finding(RESTATED, message, where, case=new.child, others=others))


def _twice(one: Episode, other: Episode) -> Finding:
    last = max(*one.rows, *other.rows)
    return Finding(ROW_TWICE, "the same episode stands twice", place(last), case=other.child)


def merged(files: Sequence[EpisodesFile]) -> Merged:
    """All episodes once. Of two files the later is the one that runs to the later day, or else
    has the later day in it; of two that are alike in both, neither.
    """
    order = sorted(files, key=lambda f: (*_runs_to(f), f.file))
    ranks = sorted({_runs_to(file) for file in files})
    merging = _Merging()
    for file in order:
        rank = ranks.index(_runs_to(file))
        for episode in sorted(file.episodes, key=_in_order):
            merging.add(rank, episode)
    children: dict[str, list[Episode]] = {}
    for held in merging.held.values():
        for _, episode in held:
            children.setdefault(episode.child, []).append(episode)
    sorted_children = {
        child: tuple(sorted(episodes, key=_in_order)) for child, episodes in children.items()
    }
    findings = [*merging.findings, *_lost_sight(order, sorted_children.values())]
    if merging.closed:
        many = merging.closed
        message = f"{many:,} open episode{'' if many == 1 else 's'} replaced by the later return"
        findings.append(Finding(REPLACED, message, Place(order[-1].file)))
    return Merged(sorted_children, tuple(findings))


def _runs_to(file: EpisodesFile) -> tuple[Day, Day]:
    return file.last_day or EARLIEST, file.latest or EARLIEST


def _in_order(episode: Episode) -> tuple[object, ...]:
    ceased = NEVER if episode.ceased is None else episode.ceased
    return (
        episode.child,
        episode.first,
        ceased,
        [code or "" for code in episode.codes],
        episode.rows,
    )


def _lost_sight(
    files: Sequence[EpisodesFile], children: Iterable[tuple[Episode, ...]]
) -> Iterable[Finding]:
    """Open episodes that a later return does not have: nobody knows what became of them."""
    last = {file.file: file.last_day or EARLIEST for file in files}
    end = max(last.values(), default=EARLIEST)
    for episodes in children:
        for episode in episodes:
            seen = max(last[row.file] for row in episode.rows)
            if episode.ceased is None and seen < end:
                message = "the episode is open, and a later return does not have it"
                where = place(episode.rows[0], "DEC")
                yield Finding(LOST_SIGHT, message, where, case=episode.child)
