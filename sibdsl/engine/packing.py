"""A bucket as bytes: its columns in as few bytes as hold them, and nothing that is found again."""

import pickle
from collections.abc import Callable
from io import BytesIO
from typing import Any, Final

import numpy as np
from attrs import frozen
from numpy.typing import NDArray

from sibdsl.columns import FieldTable, Records, Table
from sibdsl.engine.bucket import Bucket
from sibdsl.engine.ranks import Texts
from sibdsl.engine.scope import Scope

Numbers = NDArray[np.signedinteger[Any]]

_WHOLE: Final = (np.dtype(np.int64), np.dtype(np.int32))
_NARROW: Final = (np.int8, np.int16, np.int32)
_DATA: Final = (Records, Table, FieldTable, Texts)


@frozen
class Packed:
    """A bucket as bytes: what limits are worked out from, and apart from it the case *data*, which
    only its beginning and its end look into.
    """

    bucket: bytes
    data: bytes


def packed(bucket: Bucket) -> Packed:
    """*bucket* as bytes."""
    made, apart = _light(bucket)
    data = BytesIO()
    _Columns(data, pickle.HIGHEST_PROTOCOL).dump(apart)
    return Packed(made, data.getvalue())


def packed_again(bucket: Bucket) -> bytes:
    """A bucket that was unpacked without its data, as bytes that go with the same."""
    return _light(bucket)[0]


def _light(bucket: Bucket) -> tuple[bytes, list[Any]]:
    """*bucket* without its data, and these."""
    for world in bucket.desk.course.worlds:
        world.memo.clear()
    made = BytesIO()
    packer = _Packer(made)
    packer.dump(bucket)
    return made.getvalue(), packer.apart


def unpacked(given: Packed) -> Bucket:
    """The bucket that was packed by this run."""
    return _bucket(given.bucket, pickle.loads(given.data).__getitem__)  # noqa: S301


def without_data(bucket: bytes, data: Callable[[], bytes]) -> Bucket:
    """The bucket that was packed by this run; its *data* are read if any of them are asked for."""
    kept = _Kept(data)
    return _bucket(bucket, lambda at: _Later(kept, at))


class _Columns(pickle.Pickler):
    """Writes columns narrow, and rows of cases without what was read of them."""

    def reducer_override(self, thing: Any) -> Any:
        """How *thing* is made again."""
        if isinstance(thing, np.ndarray) and thing.ndim:
            return _narrowed(thing)
        if type(thing) is Scope:
            return _forgetful(thing)
        return NotImplemented


class _Packer(_Columns):
    """Writes a bucket, and leaves out its data: *apart* are those left out, in order."""

    def __init__(self, made: BytesIO) -> None:
        super().__init__(made, pickle.HIGHEST_PROTOCOL)
        self.apart: list[Any] = []
        self._places: dict[int, int] = {}

    def persistent_id(self, thing: Any) -> int | None:
        """The place of *thing* among the data; None where it is none of them."""
        if type(thing) is _Later:
            return thing.place
        if type(thing) not in _DATA:
            return None
        if id(thing) not in self._places:
            self._places[id(thing)] = len(self.apart)
            self.apart.append(thing)
        return self._places[id(thing)]


def _bucket(data: bytes, apart: Callable[[int], Any]) -> Bucket:
    found: Bucket = _Unpacker(BytesIO(data), apart).load()
    return found


class _Unpacker(pickle.Unpickler):
    def __init__(self, data: BytesIO, apart: Callable[[int], Any]) -> None:
        super().__init__(data)
        self._apart = apart

    def persistent_load(self, place: int) -> Any:
        return self._apart(place)


class _Kept:
    """The data of a bucket, read once when any of them are asked for."""

    def __init__(self, read: Callable[[], bytes]) -> None:
        self._read = read
        self._found: list[Any] | None = None

    def __getitem__(self, place: int) -> Any:
        if self._found is None:
            # Written by this run.
            self._found = pickle.loads(self._read())  # noqa: S301
        return self._found[place]


class _Later:
    """One of the data of a bucket, in place of it until anything in it is asked for."""

    def __init__(self, kept: _Kept, place: int) -> None:
        self.place = place
        self._kept = kept

    def __getattr__(self, name: str) -> Any:
        return getattr(self._kept[self.place], name)

    def __len__(self) -> int:
        return len(self._kept[self.place])

    def __getitem__(self, at: int) -> Any:
        return self._kept[self.place][at]


# -- Columns --------------------------------------------------------------------------------------


def _narrowed(column: Numbers) -> Any:
    """A column of one value by that value; else in as few bytes a row as hold all of them."""
    if column.size > 1 and not any(column.strides):
        return _constant, (column.flat[0], column.shape)
    wide = column.dtype
    if wide not in _WHOLE:
        return NotImplemented
    least, most = (int(column.min()), int(column.max())) if column.size else (0, 0)
    for narrow in _NARROW:
        room = np.iinfo(narrow)
        if room.min <= least and most <= room.max and np.dtype(narrow).itemsize < wide.itemsize:
            return _widened, (np.ascontiguousarray(column).astype(narrow), wide.char)
    return NotImplemented


def _constant(value: Any, shape: tuple[int, ...]) -> Numbers:
    return np.broadcast_to(value, shape)


def _widened(narrow: Numbers, wide: str) -> Numbers:
    return narrow.astype(wide)


def _forgetful(scope: Scope) -> Any:
    """The rows of *scope* alone: what was read of them, or of the rows they were taken of, is
    read again where it is asked for.
    """
    given = scope.bound, scope.current, scope.due, scope.cycle
    return Scope, (scope.world, scope.whose, scope.case, *given)
