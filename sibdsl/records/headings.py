"""Which field of a record a heading of a table means."""

import re
from collections.abc import Iterator, Mapping
from enum import Enum
from functools import lru_cache
from typing import Final

from attrs import frozen

from sibdsl.model.records import RecordField, RecordKind, Shape

_IRREGULAR: Final = {
    "children": "child",
    "men": "man",
    "women": "woman",
    "people": "person",
}
_BREAKS: Final = re.compile(r"[\s_-]+")


@lru_cache(maxsize=4_096)
def stem(words: str) -> str:
    """*words* without case, plurals, underscores and hyphens, for comparison only.

    >>> stem("Case_numbers") == stem("Case Number")
    True
    """
    return " ".join(_singular(word) for word in _BREAKS.split(words.casefold().strip()))


def _singular(word: str) -> str:
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    without_s = word[:-1] if word.endswith("s") and not word.endswith("ss") else word
    return without_s.removesuffix("e") if len(without_s) > 3 else without_s


class Part(Enum):
    """What a column holds of its field."""

    NUMBER = "the case number"
    FACT = "the fact"
    DAY = "the day"
    FIRST = "the first day"
    LAST = "the last day"
    ATTRIBUTE = "the attribute"


@frozen
class Slot:
    """A place in a record that a column can fill; *attribute* only for an ATTRIBUTE."""

    field: str
    part: Part
    attribute: str = ""


_DAYS: Final = {
    Part.DAY: ("{}", "{} date", "{} day", "date of {}", "day of {}"),
    Part.FIRST: ("{} start", "{} from", "{} first day", "{} start date", "first day of {}"),
    Part.LAST: ("{} end", "{} to", "{} last day", "{} end date", "last day of {}"),
}


@lru_cache(maxsize=64)
def slots(record: RecordKind, case_number: str | None) -> Mapping[str, Slot]:
    """Every stem of a heading that means something for *record*; what is ambiguous is not in it.

    *case_number* is the field that names the case, None for the record of the contract.
    """
    known: dict[str, Slot] = {}
    for tier in (_whole, _attributes, _bare_attributes):
        _add(known, list(tier(record, case_number)))
    return known


def _add(known: dict[str, Slot], tier: list[tuple[str, Slot]]) -> None:
    """A tier adds what no earlier one has, and of its own what it means in one way only."""
    meanings: dict[str, set[Slot]] = {}
    for words, slot in tier:
        meanings.setdefault(stem(words), set()).add(slot)
    for words, means in meanings.items():
        if len(means) == 1:
            known.setdefault(words, means.pop())


def _whole(record: RecordKind, case_number: str | None) -> Iterator[tuple[str, Slot]]:
    for f in record.fields:
        if f.name == case_number:
            yield f.name, Slot(f.name, Part.NUMBER)
        elif f.shape is Shape.FACT:
            yield f.name, Slot(f.name, Part.FACT)
        for part in _parts(f):
            for words in _DAYS[part]:
                yield words.format(f.name), Slot(f.name, part)


def _parts(f: RecordField) -> tuple[Part, ...]:
    if f.shape is Shape.FACT:
        return ()
    return (Part.FIRST, Part.LAST) if f.shape.lasts else (Part.DAY,)


def _attributes(record: RecordKind, _: str | None) -> Iterator[tuple[str, Slot]]:
    for f in record.fields:
        for attribute in f.attributes:
            yield f"{f.name} {attribute.name}", Slot(f.name, Part.ATTRIBUTE, attribute.name)


def _bare_attributes(record: RecordKind, _: str | None) -> Iterator[tuple[str, Slot]]:
    for f in record.fields:
        for attribute in f.attributes:
            yield attribute.name, Slot(f.name, Part.ATTRIBUTE, attribute.name)
