"""Numbers as prose writes them: `seven`, `1,000`, `twelve and a half`, `eighteenth`."""

import re
from fractions import Fraction
from typing import Final

_UNITS: Final = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
    "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen",
    "nineteen",
)  # fmt: skip
_TENS: Final = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_SMALL: Final = dict(zip(_UNITS, range(20), strict=True)) | dict(
    zip(_TENS, range(20, 100, 10), strict=True)
)
_LARGE: Final = {"thousand": 10**3, "million": 10**6, "billion": 10**9}
_ODD: Final = {
    "first": 1, "second": 2, "third": 3, "fifth": 5, "eighth": 8, "ninth": 9, "twelfth": 12,
}  # fmt: skip

FIGURES: Final = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
"""A number in figures, with or without commas between thousands."""

_UNIT = rf"(?:{'|'.join(sorted(_UNITS, key=len, reverse=True))})"
_BELOW_100 = rf"(?:(?:{'|'.join(_TENS)})(?:[\s-]+{_UNIT})?|{_UNIT})"
_HUNDREDS = rf"(?:an?|{_BELOW_100})\s+hundred"
_BELOW_1000 = rf"(?:{_HUNDREDS}(?:\s+(?:and\s+)?{_BELOW_100}(?!\s+hundred\b))?|{_BELOW_100})"
_REST = rf"(?:,?\s+(?:and\s+)?{_BELOW_1000}(?!\s+(?:{'|'.join(_LARGE)})))?"
_THOUSANDS = rf"(?:a|{_BELOW_1000})\s+thousand{_REST}"
_MILLIONS = (
    rf"(?:a|{_BELOW_1000})\s+(?:million|billion)"
    rf"(?:,?\s+(?:and\s+)?{_BELOW_1000}\s+thousand\b)?{_REST}"
)
WORDS: Final = rf"(?:{_MILLIONS}|{_THOUSANDS}|{_BELOW_1000})(?:\s+and\s+a\s+half)?"
"""A number in words; `and` only within it, so that `ten and seventeen` are two."""

_TENTHS = rf"(?:{'|'.join(_TENS)})"
ORDINAL: Final = (
    rf"(?:\d{{1,3}}(?:st|nd|rd|th)|(?:{_TENTHS}[\s-]+)?(?:{'|'.join(_ODD)})"
    rf"|(?:{_TENTHS}[\s-]+)?(?:{'|'.join(_UNITS)})th|(?:{'|'.join(t[:-1] for t in _TENS)})ieth)"
)
"""A place in a row: `18th`, `eighteenth`, `twenty-first`."""


def figures(text: str) -> Fraction:
    """A number written in figures.

    >>> figures("1,000.50")
    Fraction(2001, 2)
    """
    return Fraction(text.replace(",", ""))


def in_words(text: str) -> Fraction:
    """A number written in words.

    >>> in_words("one million five hundred thousand"), in_words("twelve and a half")
    (Fraction(1500000, 1), Fraction(25, 2))
    >>> in_words("Three Hundred and thirty-three"), in_words("fifty hundred")
    (Fraction(333, 1), Fraction(5000, 1))
    """
    lowered = text.casefold()
    half = Fraction(1, 2) if re.search(r"and\s+a\s+half$", lowered) else Fraction(0)
    total = group = 0
    for word in re.findall(r"[a-z]+", re.sub(r"and\s+a\s+half$", "", lowered)):
        if word in _SMALL:
            group += _SMALL[word]
        elif word == "hundred":
            group = max(group, 1) * 100
        elif word in _LARGE:
            total, group = total + max(group, 1) * _LARGE[word], 0
    return total + group + half


def ordinal(text: str) -> int:
    """A place in a row.

    >>> ordinal("18th"), ordinal("eighteenth"), ordinal("twenty-first"), ordinal("Thirtieth")
    (18, 18, 21, 30)
    """
    digits = re.match(r"\d+", text)
    if digits:
        return int(digits[0])
    *before, last = re.findall(r"[a-z]+", text.casefold())
    base = last.removesuffix("th")
    if last in _ODD:
        number = _ODD[last]
    elif last.endswith("ieth"):
        number = _SMALL[f"{last.removesuffix('ieth')}y"]
    else:
        number = _SMALL[base]
    return number + sum(_SMALL[word] for word in before)
