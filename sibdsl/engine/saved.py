"""Records that were read in one piece, put down in parts for workers to take up."""

import pickle
from collections.abc import Iterator
from pathlib import Path

from attrs import frozen

from sibdsl.columns import Records
from sibdsl.engine.buckets import in_order


@frozen
class Saved:
    """The records of one part, in a file of this run."""

    path: Path

    def __call__(self) -> tuple[Records, None]:
        """Those records; the file is gone then."""
        # Written by this run, in a folder of its own.
        found: Records = pickle.loads(self.path.read_bytes())  # noqa: S301
        self.path.unlink()
        return found, None


def saved(records: Records, parts: int, folder: Path) -> tuple[Saved, ...]:
    """The records in so many parts, by case number, in files of *folder*."""
    return tuple(_saved(records, parts, folder))


def _saved(records: Records, parts: int, folder: Path) -> Iterator[Saved]:
    for at, part in enumerate(in_order(records, parts)):
        path = folder / f"records-{at}"
        path.write_bytes(pickle.dumps(part, pickle.HIGHEST_PROTOCOL))
        yield Saved(path)
