"""Buckets in files, each taken on by whichever worker process is free."""

import os
import pickle
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import connection, get_context, parent_process
from pathlib import Path
from threading import Thread
from types import TracebackType
from typing import Any, TypeVar

from attrs import frozen

from sibdsl.columns import Records
from sibdsl.engine.bucket import Bucket, begin
from sibdsl.engine.frame import frame_of as ledger_frame
from sibdsl.engine.frame import in_sums, waiting_in_sums, write_parquet
from sibdsl.engine.wide import Arrivals, Bite, Sums, Wide
from sibdsl.model.contract import Contract
from sibdsl.model.days import Day
from sibdsl.model.ledger import Ledger

T = TypeVar("T")
Source = Callable[[], tuple[Records, Any]]
"""Reads the records of one bucket, and what is to be told of them; it is sent to a worker."""


class WorkerLostError(Exception):
    """A worker process ended before its work was done: killed, or out of memory."""


@frozen
class Ended:
    """What is told of a bucket whose ledger is in a file: sums, and how many cases wait.

    *sample* holds the case of each so many-th line, to cut the whole ledger by.
    """

    sums: Ledger
    waiting: tuple[tuple[str, str, int], ...]
    lapsed: tuple[tuple[str, str, int], ...]
    lines: int
    sample: tuple[str, ...]


def packed(bucket: Bucket) -> bytes:
    """*bucket* as bytes, without what it can find again."""
    for world in bucket.desk.course.worlds:
        world.memo.clear()
    return pickle.dumps(bucket, pickle.HIGHEST_PROTOCOL)


def told_of(bucket: Bucket, out: Path, each: int) -> Ended:
    """The ledger of *bucket*, written to *out*, and what is told of it."""
    contract, found = bucket.desk.course.contract, bucket.ended()
    frame = ledger_frame(contract, found)
    write_parquet(out, frame)
    return Ended(
        in_sums(contract, found),
        waiting_in_sums(found, found.waiting),
        waiting_in_sums(found, found.lapsed),
        len(frame),
        tuple(frame["case"].gather_every(each).to_list()),
    )


def _begin(contract: Contract, source: Source, at: Path) -> Any:
    records, told = source()
    at.write_bytes(packed(begin(contract, records)))
    return told


def _load(at: Path) -> Bucket:
    # Written by this run, in a folder of its own.
    found: Bucket = pickle.loads(at.read_bytes())  # noqa: S301
    return found


def _sums(at: Path, stage: str, bites: dict[Wide, Bite]) -> dict[Wide, Sums]:
    return _load(at).sums(stage, bites)


def _arrivals(
    at: Path, stage: str, bites: dict[Wide, Bite], asked: Sequence[tuple[Wide, Day]]
) -> list[Arrivals]:
    bucket = _load(at)
    return [bucket.arrivals(stage, bites, wide, day) for wide, day in asked]


def _after(at: Path, stage: str, bites: dict[Wide, Bite]) -> None:
    at.write_bytes(packed(_load(at).after(stage, bites)))


def _end(at: Path, out: Path, each: int) -> Ended:
    told = told_of(_load(at), out, each)
    at.unlink()
    return told


def _watch() -> None:
    """Have this worker end when the process that started it does."""
    parent = parent_process()
    if parent is not None:
        Thread(target=_end_with, args=(parent.sentinel,), daemon=True).start()


def _end_with(sentinel: int) -> None:
    connection.wait([sentinel])
    os._exit(1)


class InFiles:
    """Buckets in files of *folder*, worked on by *jobs* processes.

    Everything raises WorkerLostError when a worker is lost.
    """

    def __init__(self, folder: Path, buckets: int, jobs: int) -> None:
        """None has begun yet."""
        self._paths = [folder / f"bucket-{at}" for at in range(buckets)]
        self._folder = folder
        self._pool = ProcessPoolExecutor(jobs, get_context("spawn"), _watch)

    def __enter__(self) -> "InFiles":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        raised: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._pool.shutdown(wait=True, cancel_futures=True)

    def __len__(self) -> int:
        return len(self._paths)

    def begin(self, contract: Contract, sources: Sequence[Source]) -> list[Any]:
        """Take each up to the limits; what its source tells."""
        return self._all(
            _begin, [(contract, s, at) for s, at in zip(sources, self._paths, strict=True)]
        )

    def sums(self, stage: str, bites: Sequence[dict[Wide, Bite]]) -> list[dict[Wide, Sums]]:
        """What each would use, by due day, of the limits on all that do not bite yet."""
        return self._all(_sums, [(at, stage, own) for at, own in self._with(bites)])

    def arrivals(
        self, stage: str, bites: Sequence[dict[Wide, Bite]], asked: Sequence[tuple[Wide, Day]]
    ) -> list[list[Arrivals]]:
        """Of each the payments under each limit on the day on which that bites."""
        return self._all(_arrivals, [(at, stage, own, asked) for at, own in self._with(bites)])

    def after(self, stage: str, bites: Sequence[dict[Wide, Bite]]) -> None:
        """Take each to the end of that stage."""
        self._all(_after, [(at, stage, own) for at, own in self._with(bites)])

    def ended(self, each: int) -> list[tuple[Path, Ended]]:
        """The file with the ledger of each bucket, and what is told of it: of every so many lines
        the case of one.
        """
        outs = [self._folder / f"ledger-{at}.parquet" for at in range(len(self))]
        told = self._all(_end, [(at, out, each) for at, out in zip(self._paths, outs, strict=True)])
        return list(zip(outs, told, strict=True))

    def _with(self, bites: Sequence[dict[Wide, Bite]]) -> list[tuple[Path, dict[Wide, Bite]]]:
        return list(zip(self._paths, bites, strict=True))

    def _all(self, work: Callable[..., T], given: Sequence[tuple[Any, ...]]) -> list[T]:
        try:
            return [each.result() for each in [self._pool.submit(work, *one) for one in given]]
        except BrokenProcessPool as broken:
            raise WorkerLostError from broken
