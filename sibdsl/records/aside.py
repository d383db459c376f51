"""Rows of case data put aside in a file of this run, those of each part together."""

from io import BytesIO
from pathlib import Path

import numpy as np
import polars as pl
from attrs import frozen

from sibdsl.columns import Ints


@frozen
class Stretch:
    """Some rows: so many bytes of a file from a place on."""

    path: Path
    at: int
    size: int

    def read(self) -> pl.DataFrame:
        """Those rows."""
        with self.path.open("rb") as file:
            file.seek(self.at)
            return pl.read_ipc_stream(BytesIO(file.read(self.size)))


class Aside:
    """The rows of one table that are put aside, some at a time, for so many parts."""

    def __init__(self, path: Path, parts: int) -> None:
        """None are there yet."""
        self._path = path
        self._kept: list[list[Stretch]] = [[] for _ in range(parts)]

    def put(self, rows: pl.DataFrame, part: Ints) -> None:
        """Put each of *rows* with those of its *part*, in their order. OSError without room."""
        # Few parts are small numbers, which are sorted ten times as fast.
        order = np.argsort(part.astype(np.min_scalar_type(len(self._kept))), kind="stable")
        rows, edges = rows[order], np.cumsum(np.bincount(part, minlength=len(self._kept)))
        with self._path.open("ab") as file:
            for at, (kept, end) in enumerate(zip(self._kept, edges.tolist(), strict=True)):
                begin = int(edges[at - 1]) if at else 0
                if end > begin:
                    some = BytesIO()
                    rows.slice(begin, end - begin).write_ipc_stream(some, compression="lz4")
                    kept.append(Stretch(self._path, file.tell(), some.tell()))
                    file.write(some.getbuffer())

    def of_part(self, part: int) -> tuple[Stretch, ...]:
        """Where the rows of a part stand, in the order in which they were put."""
        return tuple(self._kept[part])
