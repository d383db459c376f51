"""Buckets in files, each taken on by whichever worker process is free."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, TypeAlias, TypeVar

from attrs import frozen

from sibdsl.columns import Records
from sibdsl.engine.bucket import MONEY, Bucket, begin, limits_at
from sibdsl.engine.frame import frame_of as ledger_frame
from sibdsl.engine.frame import in_sums, waiting_in_sums, write_part
from sibdsl.engine.packing import Packed, packed, packed_again, unpacked, without_data
from sibdsl.engine.processes import Processes
from sibdsl.engine.wide import Arrivals, Bite, Sums, Wide, is_wide
from sibdsl.model.contract import Contract
from sibdsl.model.days import Day
from sibdsl.model.ledger import Ledger

T = TypeVar("T")
Source = Callable[[], tuple[Records, Any]]
"""Reads the records of one bucket, and what is to be told of them; it is sent to a worker."""


@frozen
class Ended:
    """What is told of a bucket whose ledger is in a file: sums, and how many cases wait."""

    sums: Ledger
    waiting: tuple[tuple[str, str, int], ...]
    lapsed: tuple[tuple[str, str, int], ...]
    lines: int


def told_of(bucket: Bucket, out: Path) -> Ended:
    """The ledger of *bucket*, written to *out*, and what is told of it."""
    contract, found = bucket.desk.course.contract, bucket.ended()
    told = Ended(
        in_sums(contract, found),
        waiting_in_sums(found, found.waiting),
        waiting_in_sums(found, found.lapsed),
        len(found.lines),
    )
    write_part(out, ledger_frame(contract, found))
    return told


_Over: TypeAlias = Sequence[tuple[str, dict[Wide, Bite]]]
"""Stages that are over, with what bites in each, of which a file does not know yet."""


def _begin(contract: Contract, source: Source, at: Path) -> tuple[Any, dict[Wide, Sums]]:
    """What the source tells, and what the bucket would use of the limits of money on all."""
    records, told = source()
    bucket = begin(contract, records)
    made = packed(bucket)
    at.write_bytes(made.bucket)
    _data_of(at).write_bytes(made.data)
    return told, bucket.sums(MONEY, {}) if any(map(is_wide, limits_at(contract, MONEY))) else {}


def _data_of(at: Path) -> Path:
    """The file with the case data of the bucket in the file *at*."""
    return at.with_suffix(".data")


def _load(at: Path, over: _Over) -> Bucket:
    """The bucket in a file, for the limits of a stage, once those *over* are."""
    return _after(without_data(at.read_bytes(), _data_of(at).read_bytes), over)


def _after(bucket: Bucket, over: _Over) -> Bucket:
    """*bucket* taken through the stages that are *over*."""
    for stage, bites in over:
        bucket = bucket.after(stage, bites)
    return bucket


def _sums(at: Path, over: _Over, stage: str, bites: dict[Wide, Bite]) -> dict[Wide, Sums]:
    """What the bucket would use of limits; its file knows of the stages that are *over* then."""
    bucket = _load(at, over)
    if over:
        at.write_bytes(packed_again(bucket))
    return bucket.sums(stage, bites)


def _arrivals(
    at: Path, over: _Over, stage: str, bites: dict[Wide, Bite], asked: Sequence[tuple[Wide, Day]]
) -> list[Arrivals]:
    bucket = _load(at, over)
    return [bucket.arrivals(stage, bites, wide, day) for wide, day in asked]


def _end(at: Path, over: _Over, out: Path) -> Ended:
    """The ledger of the bucket, in the file *out*; its own files are gone then."""
    data = _data_of(at)
    told = told_of(_after(unpacked(Packed(at.read_bytes(), data.read_bytes())), over), out)
    at.unlink()
    data.unlink()
    return told


class InFiles:
    """Buckets in files of *folder*, worked on by *processes*.

    Everything raises WorkerLostError when a worker is lost.
    """

    def __init__(self, folder: Path, buckets: int, processes: Processes) -> None:
        """None has begun yet."""
        self._paths = [folder / f"bucket-{at}" for at in range(buckets)]
        self._folder = folder
        self._all = processes.all
        self._first: list[dict[Wide, Sums]] = []
        self._over: list[list[tuple[str, dict[Wide, Bite]]]] = [[] for _ in self._paths]

    def __len__(self) -> int:
        return len(self._paths)

    def begin(self, contract: Contract, sources: Sequence[Source]) -> list[Any]:
        """Take each up to the limits; what its source tells."""
        begun = self._all(
            _begin, [(contract, s, at) for s, at in zip(sources, self._paths, strict=True)]
        )
        self._first = [sums for _, sums in begun]
        return [told for told, _ in begun]

    def sums(self, stage: str, bites: Sequence[dict[Wide, Bite]]) -> list[dict[Wide, Sums]]:
        """What each would use, by due day, of the limits on all that do not bite yet."""
        if stage == MONEY and not any(bites):
            return self._first
        return self._flushed(
            _sums, [(*each, stage, own) for each, own in zip(self._each(), bites, strict=True)]
        )

    def arrivals(
        self, stage: str, bites: Sequence[dict[Wide, Bite]], asked: Sequence[tuple[Wide, Day]]
    ) -> list[list[Arrivals]]:
        """Of each the payments under each limit on the day on which that bites."""
        each_with = zip(self._each(), bites, strict=True)
        return self._all(_arrivals, [(*each, stage, own, asked) for each, own in each_with])

    def after(self, stage: str, bites: Sequence[dict[Wide, Bite]]) -> None:
        """Have each taken to the end of that stage, when it is next taken up."""
        for over, own in zip(self._over, bites, strict=True):
            over.append((stage, own))

    def ended(self) -> list[tuple[Path, Ended]]:
        """The file with the ledger of each bucket, and what is told of it."""
        outs = [self._folder / f"ledger-{at}.arrow" for at in range(len(self))]
        each_to = zip(self._each(), outs, strict=True)
        told = self._flushed(_end, [(*each, out) for each, out in each_to])
        return list(zip(outs, told, strict=True))

    def _each(self) -> list[tuple[Path, _Over]]:
        """Each file, and the stages that are over of which it does not know."""
        return [(at, tuple(over)) for at, over in zip(self._paths, self._over, strict=True)]

    def _flushed(self, work: Callable[..., T], given: Sequence[tuple[Any, ...]]) -> list[T]:
        """The same as `_all`, of work after which the files know of all stages that are over."""
        done = self._all(work, given)
        self._over = [[] for _ in self._paths]
        return done
