"""A bucket as bytes: its columns in as few bytes as hold them, and nothing that is found again."""

import pickle
from io import BytesIO
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from sibdsl.engine.bucket import Bucket
from sibdsl.engine.scope import Scope

Numbers = NDArray[np.signedinteger[Any]]

_WHOLE: Final = (np.dtype(np.int64), np.dtype(np.int32))
_NARROW: Final = (np.int8, np.int16, np.int32)


def packed(bucket: Bucket) -> bytes:
    """*bucket* as bytes."""
    for world in bucket.desk.course.worlds:
        world.memo.clear()
    made = BytesIO()
    _Packer(made, pickle.HIGHEST_PROTOCOL).dump(bucket)
    return made.getvalue()


def unpacked(data: bytes) -> Bucket:
    """The bucket that was packed as *data*, by this run."""
    found: Bucket = pickle.loads(data)  # noqa: S301
    return found


class _Packer(pickle.Pickler):
    """Writes columns narrow, and rows of cases without what was read of them."""

    def reducer_override(self, thing: Any) -> Any:
        """How *thing* is made again."""
        if isinstance(thing, np.ndarray) and thing.dtype in _WHOLE and thing.ndim:
            return _narrowed(thing)
        if type(thing) is Scope:
            return _forgetful(thing)
        return NotImplemented


def _narrowed(column: Numbers) -> Any:
    """A column of one value by that value; else in as few bytes a row as hold all of them."""
    if column.size > 1 and not any(column.strides):
        return _constant, (column.flat[0], column.shape)
    wide = column.dtype
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
