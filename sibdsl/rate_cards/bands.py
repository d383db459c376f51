"""Bands of rate cards (`10 to 13`, `16+`, `under 10%`) as conditions of the language."""

import re
from typing import Final

from attrs import frozen

from sibdsl.rate_cards.terms import Terms

_FIGURE: Final = r"(£?\d[\d,]*(?:\.\d+)? ?%?)(?: ?(?:years?(?: old)?|days|weeks|months))?"
_FROM_TO: Final = re.compile(
    rf"(?:from |aged? )?{_FIGURE} ?(?:-|–|—|to) ?{_FIGURE}|between {_FIGURE} and {_FIGURE}",
    re.IGNORECASE,
)
_FROM_BELOW: Final = re.compile(
    rf"(?:at least |from |≥ ?){_FIGURE},? ?(?:and|but|to) (?:less than|under|below|<) ?{_FIGURE}",
    re.IGNORECASE,
)
_LEAST: Final = re.compile(
    rf"(?:at least |≥ ?|>= ?|minimum (?:of )?|no less than ){_FIGURE}"
    rf"|{_FIGURE} ?(?:\+|(?:and|or) (?:more|over|above|older|higher|greater))",
    re.IGNORECASE,
)
_MOST: Final = re.compile(
    rf"(?:up to(?: and including)? |at most |≤ ?|<= ?|no more than |maximum (?:of )?){_FIGURE}"
    rf"|{_FIGURE} ?(?:and|or) (?:less|under|below|younger|fewer|lower)",
    re.IGNORECASE,
)
_LESS: Final = re.compile(
    rf"(?:under |less than |below |< ?|fewer than |younger than ){_FIGURE}", re.IGNORECASE
)
_MORE: Final = re.compile(
    rf"(?:over |more than |above |> ?|older than |greater than ){_FIGURE}", re.IGNORECASE
)
_AGED: Final = re.compile(
    r"aged? (?:at|on) (?:the )?(?:(?:date|day) of )?(?:the )?(.+)", re.IGNORECASE
)
_QUOTED: Final = re.compile(r'"[^"]+"(?:,? (?:or )?"[^"]+")*')


@frozen
class Band:
    """What holds of a number, as the words after `is`; and what was taken, if words were open."""

    words: str
    reading: str = ""


def band(cell: str) -> Band | None:
    """The band in a cell; None where it is none.

    >>> [band(cell).words for cell in ("10 to 13", "16+", "under 10%", "10% or more")]
    ['from 10 to 13', 'at least 16', 'less than 10%', 'at least 10%']
    >>> band("at least 10% and less than 12.5%").words, band("foster care")
    ('at least 10% and less than 12.5%', None)
    """
    words = cell.strip(" .;,")
    if found := _FROM_BELOW.fullmatch(words):
        return Band(f"at least {_plain(found[1])} and less than {_plain(found[2])}")
    if found := _FROM_TO.fullmatch(words):
        low, high = (_plain(group) for group in found.groups() if group)
        low = f"{low}%" if high.endswith("%") and not low.endswith("%") else low
        reading = f"both {low} and {high} are read as inside" if "between" in words.lower() else ""
        return Band(f"from {low} to {high}", reading)
    for pattern, said in (
        (_LEAST, "at least"),
        (_MOST, "at most"),
        (_LESS, "less than"),
        (_MORE, "more than"),
    ):
        if found := pattern.fullmatch(words):
            figure = next(group for group in found.groups() if group)
            return Band(f"{said} {_plain(figure)}")
    return None


def measure(words: str, terms: Terms) -> str:
    """What a band is of: `age on Referral` of `Age at referral`; else the words as a Term.

    >>> measure("Age at referral", Terms()), measure("Reduction", Terms()), measure("", Terms())
    ('age on Referral', 'Reduction', '')
    """
    aged = _AGED.fullmatch(words)
    if aged:
        named = terms.named(aged[1])
        return f"age on {named.term}" if named else ""
    named = terms.named(words)
    return named.term if named else ""


def quoted(cell: str) -> str:
    """The codes of a cell that names them in quotation marks; else nothing."""
    return cell if _QUOTED.fullmatch(cell) else ""


def _plain(figure: str) -> str:
    return figure.replace(" ", "")
