"""Many cases in buckets, worked out by worker processes: no process ever holds all of them."""

import os
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from shutil import rmtree
from tempfile import TemporaryDirectory
from typing import Any, Protocol

from attrs import frozen

from sibdsl.engine.drafts import ranks
from sibdsl.engine.frame import ordered, write_together
from sibdsl.engine.processes import Processes, WorkerLostError
from sibdsl.engine.together import Buckets, through
from sibdsl.engine.workers import Ended, InFiles, Source
from sibdsl.model.contract import Contract
from sibdsl.model.ledger import Ledger, Line
from sibdsl.model.money import Money
from sibdsl.values import changed

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

    def write(self, path: Path, kind: str) -> None:
        """The whole ledger in order, as `.csv` or `.parquet`; OSError if a disk is full."""
        write_together(path, kind, self.files)


def reckoned_in_parts(
    contract: Contract, sources: Sequence[Source], processes: Processes, folder: Path
) -> InParts | None:
    """The ledger of *contract*, the cases of each of *sources* by themselves up to the limits.

    It is for contracts of which nothing else crosses cases (`crossing.crosses`), and the same as
    in one piece. The sources are in order: the cases of each come before those of the next. Files
    go into *folder*. None where a worker process was lost.
    """
    try:
        return reckoned_by(InFiles(folder, len(sources), processes), contract, sources)
    except WorkerLostError:
        return None


class Workers(Buckets, Protocol):
    """Buckets that workers begin, take through the stages, and end."""

    def begin(self, contract: Contract, sources: Sequence[Source]) -> list[Any]:
        """Take each up to the limits; what its source tells."""

    def ended(self) -> list[tuple[Path, Ended]]:
        """The file with the ledger of each, and what is told of it."""


def reckoned_by(workers: Workers, contract: Contract, sources: Sequence[Source]) -> InParts:
    """The ledger of *contract*, each of *sources*, which are in order, a bucket of *workers*."""
    told = workers.begin(contract, sources)
    through(contract, workers)
    ended = workers.ended()
    each = [one for _, one in ended]
    return InParts(
        _sums(contract, [one.sums for one in each]),
        _waiting(contract, [one.waiting for one in each]),
        _waiting(contract, [one.lapsed for one in each]),
        tuple(file for file, _ in ended),
        sum(one.lines for one in each),
        tuple(told),
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
