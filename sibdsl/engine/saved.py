"""Records that were read in one piece, put down bucket by bucket for workers to take up."""

import pickle
from collections.abc import Iterator
from pathlib import Path

from attrs import frozen

from sibdsl.columns import Records
from sibdsl.engine.buckets import in_bucket


@frozen
class Saved:
    """The records of one bucket, in a file of this run."""

    path: Path

    def __call__(self) -> tuple[Records, None]:
        """Those records; the file is gone then."""
        # Written by this run, in a folder of its own.
        found: Records = pickle.loads(self.path.read_bytes())  # noqa: S301
        self.path.unlink()
        return found, None


def saved(records: Records, buckets: int, folder: Path) -> tuple[Saved, ...]:
    """The records of each bucket, in files of *folder*."""
    return tuple(_saved(records, buckets, folder))


def _saved(records: Records, buckets: int, folder: Path) -> Iterator[Saved]:
    for bucket in range(buckets):
        path = folder / f"records-{bucket}"
        part = in_bucket(records, bucket, buckets)
        path.write_bytes(pickle.dumps(part, pickle.HIGHEST_PROTOCOL))
        yield Saved(path)
