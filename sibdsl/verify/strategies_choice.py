"""Where choices come from: a seeded stream of random numbers, or Hypothesis, which can shrink."""

from collections.abc import Callable, Sequence
from random import Random
from typing import TypeVar

from attrs import frozen
from hypothesis import strategies as st

from sibdsl.verify.law import Draw

T = TypeVar("T")


@frozen
class Choice:
    """Makes each choice of a history. *index* gives a number below the one it is given."""

    index: Callable[[int], int]

    def one_of(self, listed: Sequence[T]) -> T:
        """One of *listed*; towards the first when shrunk."""
        return listed[self.index(len(listed))]

    def rarely(self, n: int) -> bool:
        """Yes once in *n* times; towards no when shrunk."""
        return self.index(n) == n - 1

    def between(self, least: int, most: int) -> int:
        """A number from *least* to *most*."""
        return least + self.index(most - least + 1)


def by_chance(random: Random) -> Choice:
    """Choices from a seeded stream."""
    return Choice(random.randrange)


def by_drawing(draw: Draw) -> Choice:
    """Choices from a stream whose seed Hypothesis draws; of the plainest seed, always the first.

    For each choice by itself Hypothesis takes longer than the choice is worth.
    """
    seed: bytes = draw(st.binary(min_size=8, max_size=8))
    return by_chance(Random(seed)) if any(seed) else Choice(lambda _: 0)  # noqa: S311


def by_each_drawing(draw: Draw) -> Choice:
    """Choices that Hypothesis makes, records and shrinks, one by one."""
    return Choice(lambda n: draw(st.integers(0, n - 1)) if n > 1 else 0)
