"""Columns of cells read all at once: what is plain is a value, what is not is left to be read.

A cell is plain if it can be read in one way only and nothing is to be said of it. Everything else
(blank where a value is wanted, another pattern, a word that is none) goes to the reader of rows,
with its whole case: the rules of data stand there, once.
"""

from collections.abc import Mapping, Sequence
from typing import Final

import numpy as np
import polars as pl
from attrs import frozen
from numpy.typing import NDArray

from sibdsl.columns import Bools, Column, Ints
from sibdsl.model.days import day
from sibdsl.model.records import Kind, ValueType

_EPOCH: Final = day(1970, 1, 1)
_FIRST: Final = day(1900, 1, 1)
_END: Final = day(2200, 1, 1)
_ISO: Final = r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$"
_BRITISH: Final = r"^[0-9]{2}/[0-9]{2}/[0-9]{4}$"
_WRITTEN: Final = {_ISO: "%Y-%m-%d", _BRITISH: "%d/%m/%Y"}
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
        days, blank = cells.to_physical().cast(pl.Int64) + _EPOCH, cells.is_null()
        patterns = frozenset({_ISO})
    else:
        text = _text(cells)
        blank = text.is_null()
        kinds = {kind: text.str.contains(kind).fill_null(value=False) for kind in _WRITTEN}
        patterns = frozenset(kind for kind, like in kinds.items() if like.any())
        kind = _BRITISH if patterns == {_BRITISH} else _ISO
        parsed = text.set(~kinds[kind], None).str.to_date(_WRITTEN[kind], strict=False)
        days = parsed.to_physical().cast(pl.Int64) + _EPOCH
    values = days.fill_null(0).to_numpy()
    plain = (values >= _FIRST) & (values < _END)
    column = Column(Kind.DATE, np.where(plain, values, 0), plain)
    return Plain(column, blank.to_numpy(), plain, patterns)


def values_in(
    cells: pl.Series,
    type_: ValueType,
    meanings: Mapping[str, str],
    parties: frozenset[str],
) -> Plain:
    """Values of that type; *meanings* says which words stand for which."""
    if type_.kind is Kind.DATE and not meanings:
        return days_in(cells)
    text = _text(cells)
    if meanings:
        text = text.replace(dict(meanings))
    match type_.kind:
        case Kind.DATE:
            return days_in(text)
        case Kind.CODE | Kind.RECORD:
            return _words(text, type_.kind, None)
        case Kind.CHOICE:
            return _words(text, type_.kind, type_.options)
        case Kind.PARTY:
            return _words(text, type_.kind, sorted(parties))
        case Kind.NUMBER:
            return _numbers(text, type_.kind, _NUMBER, 0)
        case Kind.PERCENTAGE:
            return _numbers(text.str.strip_suffix("%"), type_.kind, _NUMBER, 2, text)
        case Kind.AMOUNT:
            return _amounts(text)


def _text(cells: pl.Series) -> pl.Series:
    """The cells as text without blanks around; null where nothing stands."""
    trimmed = cells.cast(pl.String).str.strip_chars()
    return trimmed.set(trimmed == "", None)


def _words(text: pl.Series, kind: Kind, known: Sequence[str] | None) -> Plain:
    blank = text.is_null().to_numpy()
    words = text.drop_nulls().unique().sort()
    at = pl.DataFrame({"word": words, "at": np.arange(len(words), dtype=np.int64)})
    placed = pl.DataFrame({"word": text}).join(at, on="word", how="left", maintain_order="left")
    values = placed["at"].fill_null(-1).to_numpy()
    plain = ~blank if known is None else text.is_in(list(known)).fill_null(value=False).to_numpy()
    return Plain(Column(kind, values, ~blank, None, tuple(words.to_list())), blank, plain)


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
