"""A Term as a noun of a sentence: with its article, in the plural, by its place in a row."""

import re
from collections.abc import Sequence
from typing import Final

_IRREGULAR: Final = {"Child": "Children", "Man": "Men", "Woman": "Women", "Person": "Persons"}
_ENDINGS: Final = {1: "st", 2: "nd", 3: "rd"}


def a(noun: str) -> str:
    """*noun* with its article.

    >>> a("Episode"), a("Unit"), a("18th birthday")
    ('an Episode', 'a Unit', 'an 18th birthday')
    """
    spoken = noun.casefold()
    vowel = spoken[0] in "aeiou" and not spoken.startswith(("uni", "use", "eu", "one"))
    return f"{'an' if vowel or spoken.startswith(('8', '11th', '18')) else 'a'} {noun}"


def plural(noun: str) -> str:
    """More than one of *noun*; only its last word changes.

    >>> plural("outcomes fund"), plural("Home Day"), plural("Responsibility"), plural("Child")
    ('outcomes funds', 'Home Days', 'Responsibilities', 'Children')
    """
    head, _, last = noun.rpartition(" ")
    return f"{head} {_plural_word(last)}".strip()


def _plural_word(word: str) -> str:
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    if word.endswith("y") and word[-2:-1] not in "aeiou":
        return f"{word[:-1]}ies"
    return f"{word}es" if word.endswith(("s", "x", "ch", "sh", "z")) else f"{word}s"


def nth(n: int) -> str:
    """A place in figures.

    >>> nth(1), nth(12), nth(22), nth(105)
    ('1st', '12th', '22nd', '105th')
    """
    ending = "th" if n % 100 in (11, 12, 13) else _ENDINGS.get(n % 10, "th")
    return f"{n:,}{ending}"


def all_of(parts: Sequence[object], noun: str) -> str:
    """All of so many, as a sentence says it.

    >>> all_of("ab", "conditions"), all_of("abc", "conditions")
    ('both of the conditions', 'all 3 of the conditions')
    """
    return f"{'both' if len(parts) == 2 else f'all {len(parts)}'} of the {noun}"


def any_of(parts: Sequence[object], noun: str) -> str:
    """Any one of so many, as a sentence says it.

    >>> any_of("ab", "conditions"), any_of("abc", "conditions")
    ('either of the conditions', 'any one of the 3 conditions')
    """
    if len(parts) == 2:
        return f"either of the {noun}"
    return f"any one of the {len(parts)} {noun}"


def narrowed(name: str, holds: str) -> str:
    """A condition on the item just named, which it calls `its` and not `that` one again.

    >>> narrowed("Move", "the Kind of that Move is “a”")
    'whose Kind is “a”'
    """
    that = rf"\bthe ((?:(?!the |of )[\w-]+ )+)of that {re.escape(name)}\b"
    own = re.sub(that, lambda found: f"its {found[1].strip()}", holds)
    return f"whose {own.removeprefix('its ')}" if own.startswith("its ") else f"for which {own}"
