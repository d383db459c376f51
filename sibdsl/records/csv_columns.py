"""A CSV file as columns of text, where it is plain: one row a line, and nothing in quotes."""

from codecs import BOM_UTF8
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path
from typing import Final

import polars as pl
from attrs import frozen

_UNBROKEN: Final = ("\xa0".encode(), "\u202f".encode())

_BLOCK: Final = 4_000_000
"""So many bytes of a file are made columns at a time."""


@frozen
class Block:
    """Some rows of a table after others, in a Parquet file, and how many they are."""

    path: Path
    rows: int


def plain_table(data: bytes) -> pl.DataFrame | None:
    """The cells of a CSV file as text, null where nothing stands; None where it is not plain."""
    if not _simple(data):
        return None
    # As in `decoding`: no mark of the encoding, and no blanks that do not break.
    data = data.removeprefix(BOM_UTF8)
    for blank in _UNBROKEN:
        data = data.replace(blank, b" ")
    try:
        frame = pl.read_csv(BytesIO(data), infer_schema=False, truncate_ragged_lines=False)
    except (pl.exceptions.PolarsError, ValueError):
        return None
    # Rows that are too short are filled up with nothing: then the commas do not come out even.
    even = data.count(b",") == (frame.width - 1) * (len(frame) + 1)
    lines = data.count(b"\n") + (not data.endswith(b"\n"))
    names = [name.strip() for name in frame.columns]
    if not even or lines != len(frame) + 1 or not all(names):
        return None
    return frame.rename(dict(zip(frame.columns, names, strict=True)))


def _simple(data: bytes) -> bool:
    """Whether a file is plain text of one row a line: no quotation marks, no other line ends."""
    if b'"' in data or b"\x00" in data or data.count(b"\r") != data.count(b"\r\n"):
        return False
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def headings(path: Path) -> tuple[str, ...]:
    """The headings of a CSV file; none where these are not plain, or it cannot be read."""
    try:
        with path.open("rb") as file:
            frame = plain_table(file.readline())
    except OSError:
        return ()
    return () if frame is None else tuple(frame.columns)


def copied(
    path: Path, beside: Path, kept: Callable[[pl.DataFrame], pl.DataFrame]
) -> tuple[Block, ...] | None:
    """The rows of a CSV file, in order, as blocks in Parquet files that begin with the name
    *beside*: of each what is *kept* of it. None where the file is not plain, or cannot be read.

    No more than a block is held at a time. OSError where there is no room for them.
    """
    blocks: list[Block] = []
    for data in _read(path):
        frame = None if data is None else plain_table(data)
        if frame is None:
            return None
        block = BytesIO()
        kept(frame).write_parquet(block, compression="lz4", statistics=False)
        to = beside.with_name(f"{beside.name}-{len(blocks)}.parquet")
        to.write_bytes(block.getbuffer())
        blocks.append(Block(to, len(frame)))
    return tuple(blocks)


def _read(path: Path) -> Iterator[bytes | None]:
    """The file, some whole lines at a time, each time below its headings; None if it is broken."""
    try:
        with path.open("rb") as file:
            headings = file.readline()
            begun = b""
            while some := file.read(_BLOCK):
                whole, line_end, after = some.rpartition(b"\n")
                if line_end:
                    yield headings + begun + whole + line_end
                    begun = after
                else:
                    begun += some
            if begun or not file.tell() > len(headings):
                yield headings + begun
    except OSError:
        yield None
