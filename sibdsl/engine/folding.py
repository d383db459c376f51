"""Pieces that follow each other without a gap, put together again as runs: most weeks are alike."""

import numpy as np
from attrs import evolve

from sibdsl.engine.drafts import Desk, Drafts, labels_of, ranks_of
from sibdsl.engine.ragged import Bools, Ints, sorted_by
from sibdsl.engine.units import YES
from sibdsl.model.contract import EachPiece


def in_runs(desk: Desk, drafts: Drafts, among: Bools) -> Drafts:
    """*drafts*, pieces that are *among* them and follow each other made one where they are alike.

    So are other units that had to be looked at one by one. Those of one case and outcome that
    others interleave with are single, as their turns are.
    """
    if not among.any():
        return drafts
    if not _by_row(drafts):
        order = sorted_by(drafts.batch, drafts.units.row, drafts.units.least)
        drafts, among = drafts.picked(order), among[order]
    begins, ends = _alike(drafts, among)
    found = drafts
    if len(begins) < len(drafts):
        found, among = _runs(drafts, begins, ends), among[begins]
    many = among & (found.units.count > 1)
    return found.singles(interleaved(desk, found) & many) if many.any() else found


def _alike(drafts: Drafts, among: Bools) -> tuple[Ints, Ints]:
    """The first and the last of those that follow each other and are alike."""
    units, batch = drafts.units, drafts.batch
    single = among & (units.truth == YES) & (units.count == 1) & units.proven
    follows = single[1:] & single[:-1] & (units.row[1:] == units.row[:-1])
    if follows.any():
        length = units.after - units.first
        follows &= (batch[1:] == batch[:-1]) & (units.first[1:] == units.after[:-1])
        follows &= (length[1:] == length[:-1]) & (units.least[1:] - units.least[:-1] == length[1:])
        for column in (drafts.gross, drafts.unpaid):
            follows &= column[1:] == column[:-1]
        follows &= (drafts.payer[1:] == drafts.payer[:-1]).all(axis=1)
    begins = np.flatnonzero(np.concatenate([[True], ~follows]))
    return begins, np.append(begins[1:], len(drafts)) - 1


def _runs(drafts: Drafts, begins: Ints, ends: Ints) -> Drafts:
    """One draft of those from each of *begins* up to and including each of *ends*."""
    found, n, units = drafts.picked(begins), ends - begins + 1, drafts.units
    length = (units.after - units.first)[begins]
    runs = evolve(
        found.units,
        after=units.after[ends],
        count=np.where(n > 1, n, found.units.count),
        step=np.where(n > 1, length, found.units.step),
    )
    return evolve(found, units=runs)


def _by_row(drafts: Drafts) -> bool:
    """Whether they stand as they were achieved: by batch, by row, by day."""
    batch, row, due = drafts.batch, drafts.units.row, drafts.units.least
    same = batch[1:] == batch[:-1]
    later = (row[1:] > row[:-1]) | ((row[1:] == row[:-1]) & (due[1:] >= due[:-1]))
    return bool(np.all((batch[1:] > batch[:-1]) | (same & later)))


def pieces(desk: Desk, drafts: Drafts) -> Bools:
    """Which are whole pieces of a period: each by itself as it is achieved."""
    of_pieces = [isinstance(batch.outcome.trigger, EachPiece) for batch in desk.batches]
    return np.array(of_pieces, np.bool_)[drafts.batch]


def parted_at(desk: Desk, drafts: Drafts, edges: Ints, base: Ints) -> Drafts:
    """*drafts*, runs parted before each of *edges*, which are in order; those that interleave unit
    by unit. Each run looks for its days on the line from its *base* on.
    """
    many = drafts.units.count > 1
    many &= drafts.units.truth == YES
    if not many.any():
        return drafts
    units, at = drafts.units.parted(interleaved(desk, drafts))
    drafts, base = evolve(drafts.picked(at), units=units), base[at]
    known = units.truth == YES
    low = np.searchsorted(edges, base + units.least, "right")
    high = np.where(known, np.searchsorted(edges, base + units.last_due, "right"), low)
    parts = high - low + 1
    at = np.repeat(np.arange(len(units)), parts)
    number = np.arange(len(at)) - np.repeat(np.cumsum(parts) - parts, parts)
    of, whole = units.picked(at), parts[at] == 1
    padded = np.append(edges, 0)
    begins, ends = low[at] + number - 1, low[at] + number
    first = np.where(number == 0, 0, of.numbers_before(padded[np.maximum(begins, 0)] - base[at]))
    final = number == parts[at] - 1
    until = of.numbers_before(padded[np.minimum(ends, len(edges))] - base[at])
    until = np.where(final, of.count, until)
    kept = np.flatnonzero(whole | (first < until))
    found = drafts.picked(at[kept])
    return evolve(found, units=found.units.taken(first[kept], until[kept]))


def interleaved(desk: Desk, drafts: Drafts) -> Bools:
    """Which are of a case and an outcome of which one run goes on after another has begun."""
    label, rank = labels_of(desk, drafts), ranks_of(desk, drafts)
    order = sorted_by(label, rank, drafts.units.least)
    last, due = drafts.units.last_due[order], drafts.units.least[order]
    fresh = np.ones(len(order), np.bool_)
    fresh[1:] = (label[order][1:] != label[order][:-1]) | (rank[order][1:] != rank[order][:-1])
    group: Ints = np.cumsum(fresh) - 1
    marked = np.zeros(int(fresh.sum()), np.bool_)
    marked[group[1:][~fresh[1:] & (last[:-1] >= due[1:])]] = True
    found = np.zeros(len(order), np.bool_)
    found[order] = marked[group]
    return found
