"""The smallest parts of a sentence as words: names, figures, dates, roles and lists."""

from collections.abc import Iterable
from datetime import date
from fractions import Fraction
from typing import Final

from sibdsl.syntax.tree import Amount, Cycle, Date, Item, Length, Name, Number, Percent, Role, Text
from sibdsl.syntax.words import MONTHS, singular

_TEENS: Final = (11, 12, 13)
_ENDINGS: Final = {1: "st", 2: "nd", 3: "rd"}


def named(name: Name) -> str:
    """The Term with the article that its author gave it, as it stands inside a sentence."""
    return f"{name.article.lower()} {name.text}" if name.article else name.text


def bare(name: Name) -> str:
    """The Term alone, as it stands after `each`, `no`, `eligible` or a number."""
    return name.text


def plural(name: Name) -> bool:
    """Whether a word of the Term is in the plural."""
    return singular(name.text) != name.text


def ends_in_plural(name: Name) -> bool:
    """Whether the last word of the Term is in the plural: a verb after it says `start`."""
    last = name.text.split()[-1]
    return singular(last) != last


def figures(value: Fraction) -> str:
    """An exact number in figures, with commas between the thousands.

    >>> figures(Fraction(33, 2)), figures(Fraction(10_000))
    ('16.5', '10,000')
    """
    assert value >= 0, "no figure of a contract is below nought"
    whole, rest = divmod(value, 1)
    places = 0
    while rest.denominator != 1:
        rest, places = rest * 10, places + 1
        assert places < 400, "a figure that was read ends somewhere"
    return f"{whole:,}" + (f".{rest.numerator:0{places}}" if places else "")


def number(node: Number) -> str:
    """`1,000`"""
    return figures(node.value)


def percent(node: Percent) -> str:
    """`7.5%`"""
    return f"{figures(node.value)}%"


def amount(node: Amount) -> str:
    """`£59.15`"""
    return str(node.money)


def text(node: Text) -> str:
    """`"completed"`"""
    return f'"{node.text}"'


def dated(node: Date) -> str:
    """`1 February 2018`; as the author wrote it where there is no such day."""
    if node.day is None:
        return node.text
    day = date.fromordinal(node.day)
    return f"{day.day} {MONTHS[day.month - 1]} {day.year:04}"


def length(node: Length) -> str:
    """`12 months`, `1 week`"""
    return f"{number(node.count)} {node.unit}{'' if node.count.value == 1 else 's'}"


def days(count: Number) -> str:
    """`17 days`, `1 day`"""
    return f"{number(count)} {'day' if count.value == 1 else 'days'}"


def ordinal(count: int) -> str:
    """`18th`

    >>> [ordinal(n) for n in (1, 2, 11, 21, 103)]
    ['1st', '2nd', '11th', '21st', '103rd']
    """
    teens = count % 100 in _TEENS
    return f"{count}{'th' if teens else _ENDINGS.get(count % 10, 'th')}"


def a_role(role: Role) -> str:
    """`a commissioner`, `an outcomes fund`"""
    return f"{'an' if role.word[0] in 'aeiou' else 'a'} {role.word}"


def roles(role: Role) -> str:
    """`commissioners`, `lead authorities`"""
    return role.word[:-1] + "ies" if role.word.endswith("y") else f"{role.word}s"


def party(node: Name | Role) -> str:
    """A party by its name, or any one with the role."""
    return a_role(node) if isinstance(node, Role) else named(node)


def index(node: Name | Cycle) -> str:
    """What stands after `for each`: a Term, or `quarter`."""
    return node.word if isinstance(node, Cycle) else bare(node)


def listed(parts: Iterable[str], joint: str = "and") -> str:
    """`A, B and C`

    >>> listed(["A", "B"], "or"), listed(["A"])
    ('A or B', 'A')
    """
    *firsts, last = parts
    return f"{', '.join(firsts)} {joint} {last}" if firsts else last


def lettered(items: Iterable[tuple[Item, str]], joint: str = "and") -> str:
    """`(a) …; (b) …; and (c) …`: each item with its words; a single one has no letter."""
    *firsts, last = (f"({item.label}) {said}" if item.label else said for item, said in items)
    return f"{'; '.join(firsts)}; {joint} {last}" if firsts else last
