"""Columns of cells read all at once: what is plain is a value, what is not is left to be read.

A cell is plain if it can be read in one way only and nothing is to be said of it. Everything else
(blank where a value is wanted, another pattern, a word that is none) goes to the reader of rows,
with its whole case: the rules of data stand there, once.
"""

from collections.abc import Mapping
from typing import Final

import numpy as np
import polars as pl
from attrs import frozen
from numpy.typing import NDArray

from sibdsl.columns import Bools, Column, Ints
from sibdsl.model.days import day
from sibdsl.model.records import Kind, ValueType
from sibdsl.records.frames_words import text_of, words_in

_EPOCH: Final = day(1970, 1, 1)
_FIRST: Final = day(1900, 1, 1)
_END: Final = day(2200, 1, 1)
ISO: Final = r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$"
BRITISH: Final = r"^[0-9]{2}/[0-9]{2}/[0-9]{4}$"
_WRITTEN: Final = {ISO: "%Y-%m-%d", BRITISH: "%d/%m/%Y"}
_NUMBER: Final = r"^-?[0-9]{1,12}(\.[0-9]{1,6})?$"
_AMOUNT: Final = r"^-?[0-9]{1,15}(\.[0-9]{2})?$"
_PERCENTAGE: Final = r"^-?[0-9]{1,12}(\.[0-9]{1,4})?%$"


@frozen(eq=False)
class Plain:
    """The cells of a column: which are *blank*, which are *plain*, and the values of the plain.

    *patterns* are the ways in which its dates are written, if it holds dates.
    """

    column: Column
    blank: Bools
    plain: Bools
    patterns: frozenset[str] = frozenset()


def days_in(cells: pl.Series) -> Plain:
    """Dates, as the first cell that is not blank writes them: one pattern, as a file should."""
    if cells.dtype == pl.Date:
        return _plain_days(cells, cells, frozenset({ISO}))
    text = text_of(cells)
    kinds = {kind: text.str.contains(kind).fill_null(value=False) for kind in _WRITTEN}
    patterns = frozenset(kind for kind, like in kinds.items() if like.any())
    kind = BRITISH if patterns == {BRITISH} else ISO
    parsed = text.set(~kinds[kind], None).str.to_date(_WRITTEN[kind], strict=False)
    return _plain_days(text, parsed, patterns)


def _plain_days(cells: pl.Series, dates: pl.Series, patterns: frozenset[str]) -> Plain:
    """Of *cells* the *dates*, of which a null is far before all others once they are numbers."""
    values = dates.to_numpy().view(np.int64) + _EPOCH
    plain = (values >= _FIRST) & (values < _END)
    column = Column(Kind.DATE, np.where(plain, values, 0), plain)
    return Plain(column, _blank(cells), plain, patterns)


def _blank(cells: pl.Series) -> Bools:
    if not cells.null_count():
        return np.zeros(len(cells), np.bool_)
    return cells.is_null().to_numpy()


def values_in(
    cells: pl.Series,
    type_: ValueType,
    meanings: Mapping[str, str],
    parties: frozenset[str],
) -> Plain:
    """Values of that type; *meanings* says which words stand for which."""
    if type_.kind is Kind.DATE and not meanings:
        return days_in(cells)
    match type_.kind:
        case Kind.CODE | Kind.RECORD:
            return _words(cells, type_.kind, meanings, None)
        case Kind.CHOICE:
            return _words(cells, type_.kind, meanings, frozenset(type_.options))
        case Kind.PARTY:
            return _words(cells, type_.kind, meanings, parties)
        case Kind.DATE:
            return days_in(_meant(cells, meanings))
        case Kind.NUMBER:
            return _numbers(_meant(cells, meanings), type_.kind, _NUMBER, 0)
        case Kind.PERCENTAGE:
            text = _meant(cells, meanings)
            return _numbers(text.str.strip_suffix("%"), type_.kind, _NUMBER, 2, text)
        case Kind.AMOUNT:
            return _amounts(_meant(cells, meanings))


def _meant(cells: pl.Series, meanings: Mapping[str, str]) -> pl.Series:
    text = text_of(cells)
    return text.replace(dict(meanings)) if meanings else text


def _words(
    cells: pl.Series, kind: Kind, meanings: Mapping[str, str], known: frozenset[str] | None
) -> Plain:
    """Words, and whether each is one of those that are *known*; any word is where None is said."""
    series, (at,) = words_in([cells], meanings)
    words = tuple(series.to_list())
    blank = at < 0
    plain = ~blank if known is None else np.array([*(w in known for w in words), False])[at]
    return Plain(Column(kind, at, ~blank, None, words), blank, plain)


def _numbers(
    text: pl.Series, kind: Kind, pattern: str, smaller: int, whole: pl.Series | None = None
) -> Plain:
    """Numbers over a power of ten, in lowest terms; *smaller* is how many places more to move."""
    blank = text.is_null().to_numpy()
    plain = text.str.contains(pattern).fill_null(value=False)
    if whole is not None:
        plain &= whole.str.contains(_PERCENTAGE).fill_null(value=False)
    kept = text.set(~plain, None)
    part = kept.str.extract(r"\.([0-9]+)$").str.len_chars().fill_null(0).to_numpy()
    above = kept.str.replace(".", "", literal=True).cast(pl.Int64).fill_null(0).to_numpy()
    below = np.power(np.int64(10), part.astype(np.int64) + smaller)
    common = np.maximum(np.gcd(above, below), 1)
    column = Column(kind, above // common, plain.to_numpy(), below // common)
    return Plain(column, blank, plain.to_numpy())


def _amounts(text: pl.Series) -> Plain:
    blank = text.is_null().to_numpy()
    bare = text.str.strip_prefix("£")
    plain = bare.str.contains(_AMOUNT).fill_null(value=False)
    kept = bare.set(~plain, None)
    pence = kept.str.contains(".", literal=True).fill_null(value=False).to_numpy()
    whole = kept.str.replace(".", "", literal=True).cast(pl.Int64).fill_null(0).to_numpy()
    values: Ints = np.where(pence, whole, whole * 100)
    return Plain(Column(Kind.AMOUNT, values, plain.to_numpy()), blank, plain.to_numpy())


def nothing(kind: Kind, n: int) -> Column:
    """A column in which no value is known."""
    ones: NDArray[np.int64] | None = None
    if kind in (Kind.NUMBER, Kind.PERCENTAGE):
        ones = np.ones(n, np.int64)
    words = () if kind in (Kind.CODE, Kind.CHOICE, Kind.PARTY, Kind.RECORD) else None
    values = np.full(n, -1 if words is not None else 0, np.int64)
    return Column(kind, values, np.zeros(n, np.bool_), ones, words)
