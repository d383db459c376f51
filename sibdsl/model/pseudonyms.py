"""Case numbers under other names: who has the key can tell which is which, and nobody else.

A pseudonym keeps the turn of its case number: places and limits go by the order of case numbers,
and the same must be due under either name. What is made known goes by the order of the pseudonyms,
which says nothing.
"""

import re
from collections.abc import Iterable
from itertools import chain
from typing import Final, TypeVar

from attrs import field, frozen

from sibdsl.model.ledger import Ledger, Line, Waiting
from sibdsl.values import changed

_LETTERS: Final = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""The digits of Crockford's base 32: no I, L, O or U, which are read as others."""

_LONG: Final = 12
_MADE: Final = re.compile(rf"[{_LETTERS}]{{4}}(-[{_LETTERS}]{{4}}){{2}}")

T = TypeVar("T", Line, Waiting)


class Pseudonym(str):
    """The name that stands for the case number *stands_for*, in whose place it is sorted.

    >>> Pseudonym("ZZZZ", "PL0001") < Pseudonym("AAAA", "PL0002")
    True
    """

    __slots__ = ("stands_for",)
    stands_for: str

    def __new__(cls, name: str, stands_for: str) -> "Pseudonym":
        """*name*, in the turn of *stands_for*."""
        made = super().__new__(cls, name)
        made.stands_for = stands_for
        return made

    def __lt__(self, other: str) -> bool:
        return self.stands_for < _in_turn(other)

    def __le__(self, other: str) -> bool:
        return self.stands_for <= _in_turn(other)

    def __gt__(self, other: str) -> bool:
        return self.stands_for > _in_turn(other)

    def __ge__(self, other: str) -> bool:
        return self.stands_for >= _in_turn(other)


def _in_turn(name: str) -> str:
    return name.stands_for if isinstance(name, Pseudonym) else name


@frozen
class Naming:
    """A secret *key*, by which every case number has one name, the same in every run."""

    key: bytes = field(repr=False)

    def __call__(self, number: str) -> str:
        """The pseudonym of a case number, such as "K7Q2-M4XA-9TBD"; no number has none.

        Sixty bits of HMAC-SHA-256: of a million cases two have one name once in two million times.
        """
        if not number:
            return number
        # Imported here: few ask for pseudonyms, and every command starts with this module.
        from hmac import digest as keyed

        digest = int.from_bytes(keyed(self.key, number.encode(), "sha256")[:8]) >> 4
        letters = "".join(_LETTERS[digest >> 5 * n & 31] for n in range(_LONG))
        return Pseudonym("-".join(letters[n : n + 4] for n in range(0, _LONG, 4)), number)

    def meant(self, text: str) -> str:
        """The pseudonym that *text* is, or that of the case number that it is."""
        return text if _MADE.fullmatch(text) else str(self(text))


def plainly(ledger: Ledger) -> Ledger:
    """*ledger* in the order of the names that stand in it, which no longer tell their turn."""
    of: list[Line | Waiting] = [*ledger.lines, *ledger.waiting, *ledger.lapsed]
    cases = chain((one.case for one in of), (c.case for x in ledger.lines for c in x.counted))
    if not any(isinstance(case, Pseudonym) for case in cases):
        return ledger
    return changed(
        ledger,
        lines=_by_name(map(_uncounted, ledger.lines)),
        waiting=_by_name(ledger.waiting),
        lapsed=_by_name(ledger.lapsed),
    )


def _uncounted(line: Line) -> Line:
    """*line*, with what it counts in the order of names."""
    if not line.counted:
        return line
    named = (changed(one, case=str(one.case)) for one in line.counted)
    return changed(line, counted=tuple(sorted(named, key=lambda one: one.case)))


def _by_name(listed: Iterable[T]) -> tuple[T, ...]:
    plain = (one if one.case is None else changed(one, case=str(one.case)) for one in listed)
    return tuple(sorted(plain, key=lambda one: one.case or ""))
