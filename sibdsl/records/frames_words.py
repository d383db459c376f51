"""The words in columns of cells: each that is written is looked at once, not in every cell."""

from collections.abc import Mapping, Sequence
from typing import Final

import numpy as np
import polars as pl

from sibdsl.columns import Ints

_AS_WRITTEN: Final[Mapping[str, str]] = {}

_FEW: Final = 5_000
"""Of so many words or fewer a type is made in which each is its place; more are quicker joined."""


def text_of(cells: pl.Series) -> pl.Series:
    """The cells as text without blanks around; null where nothing stands."""
    trimmed = cells.cast(pl.String).str.strip_chars()
    return trimmed.set(trimmed == "", None)


def words_in(
    columns: Sequence[pl.Series], meanings: Mapping[str, str] = _AS_WRITTEN
) -> tuple[pl.Series, list[Ints]]:
    """The words of all *columns* without blanks around, each once and in order, and of each column
    which of them stands in each cell: -1 where none does. *meanings* says what words stand for.
    """
    written, places = _written([cells.cast(pl.String) for cells in columns])
    meant = text_of(written)
    if meanings:
        meant = meant.replace(dict(meanings))
    if meant.equals(written):
        return written, places
    words, at = _each_once(meant)
    of = np.append(at, -1)
    return words, [of[place] for place in places]


def _written(columns: Sequence[pl.Series]) -> tuple[pl.Series, list[Ints]]:
    """The same of what is written, blanks and all; only a null is no word.

    Of several tables one often has all case numbers: then no other list of them is made.
    """
    each = [_each_once(text) for text in columns]
    every = max((words for words, _ in each), key=len, default=pl.Series([], dtype=pl.String))
    among = [_among(words, every) for words, _ in each]
    if any(place is None for place in among):
        every = _in_order(pl.concat([words for words, _ in each]))
        among = [_among(words, every) for words, _ in each]
    return every, [
        at if place is None or len(place) == len(every) else np.append(place, -1)[at]
        for (_, at), place in zip(each, among, strict=True)
    ]


def _among(words: pl.Series, every: pl.Series) -> Ints | None:
    """Where *words* stand in *every*, both in order; None where not all do."""
    if words.equals(every):
        return np.arange(len(every), dtype=np.int64)
    if not len(words):
        return np.zeros(0, np.int64)
    at = every.search_sorted(words).to_numpy().astype(np.int64)
    there = at[-1] < len(every) and every.gather(at).equals(words)
    return at if there else None


def _each_once(text: pl.Series) -> tuple[pl.Series, Ints]:
    """The words of *text* in order, and which of them each is; where it is in order itself, as the
    case numbers of most files are, equal ones stand beside each other.
    """
    if text.null_count() or not text.is_sorted():
        words = _in_order(text.drop_nulls())
        return words, _place(text, words)
    at = text.rle_id().to_numpy().astype(np.int64)
    return text.filter(pl.Series(np.diff(at, prepend=-1) > 0)), at


def _in_order(text: pl.Series) -> pl.Series:
    words = text.unique(maintain_order=True)
    return words if words.is_sorted() else words.sort()


def _place(text: pl.Series, words: pl.Series) -> Ints:
    """The place of each among *words*, which hold it; -1 of a null."""
    if len(words) <= _FEW:
        at = text.cast(pl.Enum(words)).to_physical().cast(pl.Int64)
    else:
        places = pl.DataFrame({"word": words, "at": np.arange(len(words), dtype=np.int64)})
        named = pl.DataFrame({"word": text})
        at = named.join(places, on="word", how="left", maintain_order="left")["at"]
    return at.fill_null(-1).to_numpy() if at.null_count() else at.to_numpy()
