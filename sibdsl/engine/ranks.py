"""Places in an order of several keys, the first of which decides: equal ones have one place."""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from itertools import islice
from operator import lt

import numpy as np

from sibdsl.engine.ragged import Ints, sorted_by


def dense(keys: Sequence[Ints], n: int) -> Ints:
    """The place of each of *n* things by *keys*, most important first, from 0; equal ones alike."""
    if not keys:
        return np.zeros(n, np.int64)
    order = sorted_by(*keys)
    changed = np.zeros(n, np.bool_)
    for key in keys:
        changed[1:] |= key[order][1:] != key[order][:-1]
    places = np.empty(n, np.int64)
    places[order] = np.cumsum(changed)
    return places


class Texts:
    """Words in their order as text: each has a number, and a greater one comes later."""

    def __init__(self, labels: Sequence[str], others: Iterable[str]) -> None:
        """The *labels*, each there once and mostly very many, and the *others*."""
        order = _order_of(labels)
        listed = labels if order is None else [labels[at] for at in order.tolist()]
        more = sorted(word for word in set(others) if not _holds(listed, word))
        before = np.array([bisect_left(listed, word) for word in more], np.int64)
        self.words: tuple[str, ...] = tuple(sorted([*listed, *more]))
        self._labels = labels
        numbers = np.arange(len(listed), dtype=np.int64)
        numbers += np.searchsorted(before, numbers, "right")
        self._numbers = numbers
        if order is not None:
            self._numbers = np.empty_like(numbers)
            self._numbers[order] = numbers

    def of(self, words: Sequence[str]) -> Ints:
        """The number of each of *words*, which are all known."""
        if words is self._labels:
            return self._numbers
        return np.array([bisect_left(self.words, word) for word in words], np.int64)

    def __getitem__(self, at: int) -> str:
        return self.words[at]


def _order_of(labels: Sequence[str]) -> Ints | None:
    """The order of *labels* as text; None where they stand in it."""
    if all(map(lt, labels, islice(labels, 1, None))):
        return None
    return np.array(sorted(range(len(labels)), key=labels.__getitem__), np.int64)


def _holds(listed: Sequence[str], word: str) -> bool:
    at = bisect_left(listed, word)
    return at < len(listed) and listed[at] == word
