"""What is said of one clause or of one item of it: the parts of a restatement."""

from collections.abc import Iterator
from typing import TypeAlias

from sibdsl.values import value


@value
class Restated:
    """What a clause means in plain words, and what follows from it.

    *item* is the letter of the item of a list that it is about ("a"), empty where it is the whole
    clause. *consequences* are sentences with worked figures, each of which stands by itself.
    """

    item: str
    sentence: str
    consequences: tuple[str, ...] = ()


Said: TypeAlias = Iterator[tuple[str, Restated]]
"""A clause number (without the letter of an item) and what is said of it."""


def said(number: str, sentence: str, *consequences: str) -> tuple[str, Restated]:
    """What is said of the clause or item of that *number*.

    >>> said("4.1(b)", "So it is.")[1].item
    'b'
    """
    clause, _, item = number.partition("(")
    return clause, Restated(item.removesuffix(")"), sentence, consequences)
