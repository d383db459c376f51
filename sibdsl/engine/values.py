"""Codes, parties and numbers of the record, one a row."""

from collections.abc import Iterable
from typing import Final

import numpy as np
from attrs import frozen

from sibdsl.columns import Column
from sibdsl.engine import numbers
from sibdsl.engine.numbers import Numbers
from sibdsl.engine.ragged import Bools, Ints, Rows, Truths

NOT_THERE: Final = "(none)"
"""The value of what surely has none, as the borough on a day that no spell covers."""

NO_WORD: Final = -1


@frozen(eq=False)
class Values:
    """Words (*codes* are places in *words*), or *numbers* where there is NO_WORD."""

    known: Bools
    codes: Ints
    words: tuple[str, ...]
    numbers: Numbers | None = None

    @classmethod
    def always(cls, word: str, n: int) -> "Values":
        """The same word in each of *n* rows."""
        return cls(np.ones(n, np.bool_), np.zeros(n, np.int64), (word,))

    @classmethod
    def of_column(cls, column: Column) -> "Values":
        """The values of the record."""
        if column.words is None:
            nowhere = np.full(len(column.values), NO_WORD, np.int64)
            return cls(column.known, nowhere, (), numbers.of_column(column))
        codes = np.where(column.known, column.values, NO_WORD)
        return cls(column.known, codes, column.words)

    def __len__(self) -> int:
        return len(self.known)

    def taken(self, rows: Rows) -> "Values":
        """The values of *rows*."""
        found = None if self.numbers is None else self.numbers.taken(rows)
        return Values(self.known[rows], self.codes[rows], self.words, found)

    def known_where(self, mask: Bools) -> "Values":
        """The same, not known outside of *mask*."""
        known = self.known & mask
        found = self.numbers
        if found is not None:
            found = found.where(known, Numbers.any_number(len(known)))
        return Values(known, np.where(known, self.codes, NO_WORD), self.words, found)

    def with_word(self, word: str, mask: Bools) -> "Values":
        """The same, but *word* where *mask*."""
        words = self.words if word in self.words else (*self.words, word)
        codes = np.where(mask, words.index(word), self.codes)
        found = self.numbers
        if found is not None:
            found = found.where(~mask, Numbers.any_number(len(mask)))
        return Values(self.known | mask, codes, words, found)

    def is_one_of(self, options: Iterable[str]) -> Bools:
        """Whether each is known and one of those words."""
        listed = frozenset(options)
        among = np.array([*(word in listed for word in self.words), False], np.bool_)
        found: Bools = among[self.codes]
        return found

    def among(self, options: Iterable[str]) -> Truths:
        """The same; UNKNOWN where a value is not known."""
        held = self.is_one_of(options)
        return numbers.told(held, self.known & ~held)

    def as_numbers(self) -> Numbers:
        """The numbers; any number where one is not known or a word stands in its place."""
        if self.numbers is None:
            return Numbers.any_number(len(self))
        return self.numbers
