"""Many cases in buckets, worked out by worker processes: no process ever holds all of them."""

import os
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from itertools import pairwise
from pathlib import Path
from shutil import copyfileobj, rmtree
from tempfile import TemporaryDirectory
from typing import Any, Protocol

import polars as pl
from attrs import evolve, frozen

from sibdsl.engine.drafts import ranks
from sibdsl.engine.frame import ROW_GROUP, ordered, write_csv, write_parquet
from sibdsl.engine.together import Buckets, through
from sibdsl.engine.workers import Ended, InFiles, Source, WorkerLostError
from sibdsl.model.contract import Contract
from sibdsl.model.ledger import Ledger, Line
from sibdsl.model.money import Money
from sibdsl.values import changed

AT_ONCE = 250_000
"""So many lines of the ledger are held at a time."""

_SAMPLES = 50
"""So finely the ledger is sampled to be cut into parts of that size."""

_LEFT = re.compile(r"(?:parts\.)?([0-9]+)(?:\.[0-9]+)?")
"""What follows the name of a ledger where something was left: the number of a process."""

Waiting = tuple[tuple[str, str, int], ...]
"""Outcomes that wait, each with its clause and of how many cases it waits."""


@frozen
class InParts:
    """A ledger in files, one a bucket; *sums* are as of a ledger in one piece."""

    sums: Ledger
    waiting: Waiting
    lapsed: Waiting
    files: tuple[Path, ...]
    lines: int
    told: tuple[Any, ...]
    """What the source of each bucket tells."""

    cuts: tuple[str, ...]
    """Case numbers that cut the ledger into parts of a size that can be held."""

    def write(self, path: Path, kind: str) -> None:
        """The whole ledger in order, as `.csv` or `.parquet`; OSError if a disk is full."""
        if not self.cuts:
            _write(path, kind, self._between(None, None))
            return
        pieces = [path.with_name(f"{path.name}.{at}") for at in range(len(self.cuts) + 1)]
        try:
            edges = pairwise((None, *self.cuts, None))
            for piece, (first, after) in zip(pieces, edges, strict=True):
                _write(piece, kind, self._between(first, after))
            _put_together(path, kind, pieces)
        finally:
            for piece in pieces:
                piece.unlink(missing_ok=True)

    def _between(self, first: str | None, after: str | None) -> pl.DataFrame:
        """The lines of the cases from *first* up to but not including *after*, in order."""
        frames = [pl.scan_parquet(file) for file in self.files]
        case = pl.col("case")
        if first is not None:
            frames = [frame.filter(case >= first) for frame in frames]
        if after is not None:
            frames = [frame.filter(case < after) for frame in frames]
        return pl.concat(pl.collect_all(frames)).sort("case", maintain_order=True)


def reckoned_in_parts(
    contract: Contract, sources: Sequence[Source], jobs: int, folder: Path, at_once: int = AT_ONCE
) -> InParts | None:
    """The ledger of *contract*, the cases of each of *sources* by themselves up to the limits.

    It is for contracts of which nothing else crosses cases (`crossing.crosses`), and the same as
    in one piece. Files go into *folder*; *at_once* lines of the ledger are held at a time. None
    where a worker process was lost.
    """
    try:
        with InFiles(folder, len(sources), jobs) as buckets:
            return reckoned_by(buckets, contract, sources, at_once)
    except WorkerLostError:
        return None


class Workers(Buckets, Protocol):
    """Buckets that workers begin, take through the stages, and end."""

    def begin(self, contract: Contract, sources: Sequence[Source]) -> list[Any]:
        """Take each up to the limits; what its source tells."""

    def ended(self, each: int) -> list[tuple[Path, Ended]]:
        """The file with the ledger of each, and what is told of it."""


def reckoned_by(
    workers: Workers, contract: Contract, sources: Sequence[Source], at_once: int = AT_ONCE
) -> InParts:
    """The ledger of *contract*, each of *sources* a bucket of *workers*."""
    told = workers.begin(contract, sources)
    through(contract, workers)
    found = _in_parts(contract, workers.ended(max(at_once // _SAMPLES, 1)), at_once)
    return evolve(found, told=tuple(told))


def _in_parts(contract: Contract, ended: Sequence[tuple[Path, Ended]], at_once: int) -> InParts:
    told = [each for _, each in ended]
    sample = sorted(case for each in told for case in each.sample)
    lines = sum(each.lines for each in told)
    return InParts(
        _sums(contract, [each.sums for each in told]),
        _waiting(contract, [each.waiting for each in told]),
        _waiting(contract, [each.lapsed for each in told]),
        tuple(file for file, _ in ended),
        lines,
        (),
        tuple(dict.fromkeys(sample[_SAMPLES::_SAMPLES])) if lines > at_once else (),
    )


def _sums(contract: Contract, told: Sequence[Ledger]) -> Ledger:
    """The sums of all buckets as of one."""
    found: dict[tuple[object, ...], Line] = {}
    for line in (line for ledger in told for line in ledger.lines):
        key = (line.outcome, line.clause, line.claim, line.unpaid_by, line.cut_by)
        found[key] = _added(found[key], line) if key in found else line
    return changed(
        told[0],
        lines=ordered(contract, found.values()),
        cases=sum(ledger.cases for ledger in told),
        eligible=sum(ledger.eligible for ledger in told),
    )


def _added(line: Line, other: Line) -> Line:
    shares: Counter[str] = Counter()
    for party, amount in (*line.shares, *other.shares):
        shares[party] += amount.pence
    return changed(
        line,
        units=line.units + other.units,
        gross=line.gross + other.gross,
        paid=line.paid + other.paid,
        shares=tuple((party, Money(pence)) for party, pence in shares.items()),
    )


def _waiting(contract: Contract, told: Sequence[Waiting]) -> Waiting:
    found: Counter[tuple[str, str]] = Counter()
    for outcome, clause, n in (one for each in told for one in each):
        found[outcome, clause] += n
    rank = ranks(contract)
    listed = sorted(found.items(), key=lambda one: (rank[one[0][0]], one[0][1]))
    return tuple((outcome, clause, n) for (outcome, clause), n in listed)


# -- Files ----------------------------------------------------------------------------------------


def _write(path: Path, kind: str, frame: pl.DataFrame) -> None:
    if kind == ".csv":
        write_csv(path, frame)
    else:
        write_parquet(path, frame)


def _put_together(path: Path, kind: str, pieces: Sequence[Path]) -> None:
    """One file of *pieces*, the heading of a table once."""
    if kind == ".csv":
        with path.open("wb") as whole:
            for at, piece in enumerate(pieces):
                with piece.open("rb") as part:
                    if at:
                        part.readline()
                    copyfileobj(part, whole)
        return
    try:
        pl.scan_parquet(list(pieces)).sink_parquet(path, row_group_size=ROW_GROUP)
    except pl.exceptions.PolarsError as broken:
        raise OSError(str(broken)) from broken


@contextmanager
def folder_for(out: Path | None) -> Iterator[Path]:
    """A folder for what is worked out on the way: beside *out*, and gone in the end.

    What an earlier run left there that was killed is removed.
    """
    if out is None:
        with TemporaryDirectory(prefix="sibdsl-") as made:
            yield Path(made)
        return
    target = out.resolve()
    _clear(target)
    folder = target.with_name(f".{target.name}.parts.{os.getpid()}")
    folder.mkdir(exist_ok=True)
    try:
        yield folder
    finally:
        rmtree(folder, ignore_errors=True)


def _clear(target: Path) -> None:
    """Remove what runs that are over left beside *target*: folders, and files half written."""
    for left in target.parent.glob(f".{target.name}.*"):
        named = _LEFT.fullmatch(left.name.removeprefix(f".{target.name}."))
        if named is None or _runs(named[1]):
            continue
        if left.is_dir():
            rmtree(left, ignore_errors=True)
        else:
            left.unlink(missing_ok=True)


def _runs(process: str) -> bool:
    """Whether the process of that number runs."""
    with suppress(ProcessLookupError, PermissionError, ValueError):
        os.kill(int(process), 0)
        return True
    return False
