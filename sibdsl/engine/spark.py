"""Buckets of cases on Spark: the same steps, each over the states of all buckets.

Spark carries the buckets and runs the steps where it likes; what is worked out is worked out here,
in Python, as on one machine. Workers need this program, and the case data under the same path.
"""

import os
import pickle
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

import pyarrow as pa
from py4j.protocol import Py4JError
from pyspark import StorageLevel
from pyspark.errors import PySparkException
from pyspark.sql import DataFrame, SparkSession

from sibdsl.engine.bucket import Bucket, begin
from sibdsl.engine.chunks import InParts, reckoned_by
from sibdsl.engine.packing import packed, unpacked
from sibdsl.engine.wide import Arrivals, Bite, Sums, Wide
from sibdsl.engine.workers import Ended, Source, told_of
from sibdsl.model.contract import Contract
from sibdsl.model.days import Day

_SCHEMA: Final = "bucket int, told binary, state binary"

Step = Callable[[int, bytes], tuple[Any, bytes]]
"""What is done with the state of a bucket: what is told of it, and its state then."""


def session_on(master: str) -> SparkSession:
    """A session on *master*, `local[2]` or `spark://host:7077`; its workers run this Python."""
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    builder = SparkSession.builder.master(master).appName("sibdsl")
    return builder.config("spark.ui.enabled", "false").getOrCreate()


class OnSpark:
    """Buckets whose states are the rows of a frame of Spark."""

    def __init__(self, session: SparkSession, folder: Path, buckets: int) -> None:
        """None has begun yet; ledgers go into *folder*."""
        self._session = session
        self._folder = folder
        self._buckets = buckets
        self._states: DataFrame | None = None

    def __len__(self) -> int:
        return self._buckets

    def begin(self, contract: Contract, sources: Sequence[Source]) -> list[Any]:
        """Take each up to the limits; what its source tells."""
        rows = [(at, b"", pickle.dumps((contract, each))) for at, each in enumerate(sources)]
        given = self._session.createDataFrame(rows, _SCHEMA)
        self._states = given.repartition(self._buckets, "bucket")
        return self._changed(_begin)

    def sums(self, stage: str, bites: Sequence[dict[Wide, Bite]]) -> list[dict[Wide, Sums]]:
        """What each would use, by due day, of the limits on all that do not bite yet."""
        return self._told(lambda at, state: (_bucket(state).sums(stage, bites[at]), b""))

    def arrivals(
        self, stage: str, bites: Sequence[dict[Wide, Bite]], asked: Sequence[tuple[Wide, Day]]
    ) -> list[list[Arrivals]]:
        """Of each the payments under each limit on the day on which that bites."""

        def step(at: int, state: bytes) -> tuple[Any, bytes]:
            bucket = _bucket(state)
            return [bucket.arrivals(stage, bites[at], wide, day) for wide, day in asked], b""

        return self._told(step)

    def after(self, stage: str, bites: Sequence[dict[Wide, Bite]]) -> None:
        """Take each to the end of that stage."""
        self._changed(lambda at, state: (None, _state(_bucket(state).after(stage, bites[at]))))

    def ended(self) -> list[tuple[Path, Ended]]:
        """The file with the ledger of each, and what is told of it."""
        found = []
        for row in self._run(_ended).toLocalIterator():
            path = self._folder / f"ledger-{row.bucket}.arrow"
            path.write_bytes(row.state)
            found.append((row.bucket, path, _loaded(row.told)))
        return [(path, told) for _, path, told in sorted(found, key=lambda one: one[0])]

    def _run(self, step: Step) -> DataFrame:
        assert self._states is not None, "buckets begin before anything else"

        def over(table: pa.Table) -> pa.Table:
            return _over(step, table)

        return self._states.groupBy("bucket").applyInArrow(over, _SCHEMA)

    def _told(self, step: Step) -> list[Any]:
        rows = self._run(step).select("bucket", "told").collect()
        return [_loaded(row.told) for row in sorted(rows, key=lambda row: row.bucket)]

    def _changed(self, step: Step) -> list[Any]:
        """What is told when all states have changed."""
        changed = self._run(step).persist(StorageLevel.DISK_ONLY)
        rows = changed.select("bucket", "told").collect()
        if self._states is not None:
            self._states.unpersist()
        self._states = changed
        return [_loaded(row.told) for row in sorted(rows, key=lambda row: row.bucket)]


def _over(step: Step, table: pa.Table) -> pa.Table:
    """*step* over the rows of a group: the one row of a bucket."""
    numbers = table["bucket"].to_pylist()
    made = [step(at, state) for at, state in zip(numbers, table["state"].to_pylist(), strict=True)]
    return pa.table(
        {
            "bucket": pa.array(numbers, pa.int32()),
            "told": pa.array([pickle.dumps(told) for told, _ in made], pa.binary()),
            "state": pa.array([state for _, state in made], pa.binary()),
        }
    )


def _begin(_: int, state: bytes) -> tuple[Any, bytes]:
    contract, source = _loaded(state)
    records, told = source()
    return told, _state(begin(contract, records))


def _ended(_: int, state: bytes) -> tuple[Ended, bytes]:
    with TemporaryDirectory(prefix="sibdsl-") as folder:
        out = Path(folder) / "ledger.arrow"
        told = told_of(_bucket(state), out)
        return told, out.read_bytes()


def _state(bucket: Bucket) -> bytes:
    return pickle.dumps(packed(bucket), pickle.HIGHEST_PROTOCOL)


def _bucket(state: bytes) -> Bucket:
    return unpacked(_loaded(state))


def _loaded(state: bytes) -> Any:
    # Made by this run, on a worker of its own session.
    return pickle.loads(state)  # noqa: S301


def reckoned_on_spark(
    contract: Contract, sources: Sequence[Source], master: str, folder: Path
) -> InParts | str:
    """The ledger of *contract*, each of *sources* a bucket on *master*; or why there is none."""
    try:
        session = session_on(master)
        try:
            return reckoned_by(OnSpark(session, folder, len(sources)), contract, sources)
        finally:
            session.stop()
    except (PySparkException, Py4JError) as broken:
        return f"Spark: {str(broken).strip().splitlines()[0]}"
