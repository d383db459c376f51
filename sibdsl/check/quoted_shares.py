"""Shares as prose says them in words: `a third of`, `three quarters`, `one in five`."""

import re
from collections.abc import Iterator
from fractions import Fraction
from typing import Final

from sibdsl.check.quoted_kinds import Kind, Read
from sibdsl.check.quoted_numbers import FIGURES, WORDS, figures, in_words

_PARTS: Final = {
    "half": 2, "third": 3, "quarter": 4, "fourth": 4, "fifth": 5, "sixth": 6,
    "seventh": 7, "eighth": 8, "ninth": 9, "tenth": 10, "twentieth": 20, "hundredth": 100,
}  # fmt: skip
_PART = rf"(?:{'|'.join(_PARTS)})"
_EACH = r"(?:an?|the|each|every|any|that|such|one)"
_TIME = (
    rf"(?:\s+of)?(?:\s+{_EACH})?(?:\s+(?:financial|calendar|next|following|same))?"
    r"\s+(?:years?|terms?|quarters?|months?|weeks?|days?|hours?|\d)\b"
)
_OF = rf"(?!{_TIME})(?:\s+parts?)?(?=\s+of\b)"
_ENDS = r"(?=\s*(?:[.;:()]|$))"
_NUMBER = rf"(?:\b(?:{WORDS})\b|(?<![\w.,])(?:{FIGURES})(?!\d))"
_MANY: Final = r"(?:two|three|four|five|six|seven|eight|nine)"
_NO_MORE = rf"(?![,.]?\d)(?![\s-]+(?:and\s+)?(?:{WORDS}|a\s+half|thousand|million|billion)\b)"
_HUNDRED: Final = rf"(?:(?:(?:an?|the|every|each|one)\s+)?hundred|100)\b{_NO_MORE}"

IN_A_HUNDRED: Final = rf"{_NUMBER}\s+parts?\s+(?:in|of|per|out\s+of)\s+{_HUNDRED}"
"""`thirty parts in a hundred`: as much a percentage as `30%`."""

SHARE: Final = "|".join(
    (
        rf"(?<!\d\sand\s)\b(?:an?|one)[\s-]+{_PART}\b{_OF}",
        rf"\b(?:an?|one)[\s-]+(?!quarter){_PART}\b{_ENDS}",
        rf"\bone-{_PART}\b(?!{_TIME})",
        rf"\b{_MANY}(?:-(?:{_PART})s?\b(?!{_TIME})|\s+(?!quarter)(?:{_PART})s\b(?!{_TIME}))",
        rf"\b{_MANY}\s+quarters\b{_OF}",
        rf"(?<!first\s)(?<!second\s)(?<!last\s)(?<!latter\s)(?<!\d\sand\sa\s)\bhalf\b(?!{_TIME})"
        rf"(?=\s+(?:of\s+)?(?:{_EACH}|all|its|their)\b)",
        r"(?<![\w.,/])\d{1,2}/(?!0)\d{1,2}(?=\s+of\b)",
        rf"{_NUMBER}\s+(?:in|out\s+of)\s+{_HUNDRED}",
        rf"(?:\bone|(?<![\w.,])1)\s+(?:in|out\s+of)\s+(?:every\s+)?(?!0|zero\b)"
        rf"(?:{WORDS}|\d{{1,3}})\b{_NO_MORE}",
    )
)
"""A share of something. What may be a quarter of the calendar or a half of a year is none."""


def in_a_hundred(text: str) -> Iterator[Read]:
    """`thirty parts in a hundred`, `30 parts per 100`"""
    share = _number(text)
    yield Kind.PERCENT, share, share, False


def share(text: str) -> Iterator[Read]:
    """`a third of`, `two-fifths`, `one in five`: weak, as it may be a share of something else.

    A third is 33 and a third per cent, which is neither 33% nor 33.33%.
    """
    of = re.search(r"/|\s(?:in|out\s+of)\s", text, re.IGNORECASE)
    if of:
        percent = _number(text) * 100 / _number(text[of.end() :])
    else:
        many = re.search(rf"\b{_MANY}\b", text, re.IGNORECASE)
        part = re.search(rf"\b{_PART}", text, re.IGNORECASE)
        assert part, "a share that is not one number of another names its parts"
        percent = (in_words(many[0]) if many else 1) * Fraction(100, _PARTS[part[0].casefold()])
    yield Kind.PERCENT, percent, percent, True


def _number(text: str) -> Fraction:
    """The first number of *text*; a hundred where it has but the word."""
    words = re.search(rf"\b(?:{WORDS})\b", text, re.IGNORECASE)
    digits = re.search(FIGURES, text)
    if words and (digits is None or words.start() < digits.start()):
        return in_words(words[0])
    return figures(digits[0]) if digits else Fraction(100)
