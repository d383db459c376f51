"""Places in an order of several keys, the first of which decides: equal ones have one place."""

from collections.abc import Sequence

import numpy as np

from sibdsl.engine.ragged import Bools, Ints


def dense(keys: Sequence[Ints], n: int) -> Ints:
    """The place of each of *n* things by *keys*, most important first, from 0; equal ones alike."""
    if not keys:
        return np.zeros(n, np.int64)
    order = np.lexsort(tuple(reversed(keys)))
    changed = np.zeros(n, np.bool_)
    for key in keys:
        changed[1:] |= key[order][1:] != key[order][:-1]
    places = np.empty(n, np.int64)
    places[order] = np.cumsum(changed)
    return places


def starts(sorted_groups: Ints) -> tuple[Ints, Bools]:
    """Of things sorted by group, where the group of each begins; and whether it is the first."""
    first = np.ones(len(sorted_groups), np.bool_)
    first[1:] = sorted_groups[1:] != sorted_groups[:-1]
    return np.maximum.accumulate(np.where(first, np.arange(len(first)), 0)), first


class Texts:
    """Words in their order as text: each has a number, and a greater one comes later."""

    def __init__(self, words: "set[str]") -> None:
        """All words that are asked for."""
        self.words = tuple(sorted(words))
        self._places = {word: at for at, word in enumerate(self.words)}

    def of(self, words: Sequence[str]) -> Ints:
        """The number of each of *words*."""
        return np.array([self._places[word] for word in words], np.int64)

    def __getitem__(self, at: int) -> str:
        return self.words[at]
