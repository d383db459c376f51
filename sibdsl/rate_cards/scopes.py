"""Of whom, and over what time, a limit holds: the words of a heading or a cell."""

import re
from typing import Final

from attrs import frozen

from sibdsl.rate_cards.terms import Terms

_CYCLES: Final = {
    "financial year": "financial year",
    "calendar year": "calendar year",
    "year": "financial year",
    "annum": "financial year",
    "quarter": "quarter",
    "month": "month",
}
_YEARLY: Final = {
    "annual": "financial year",
    "annually": "financial year",
    "yearly": "financial year",
    "quarterly": "quarter",
    "monthly": "month",
}
_UNITS: Final = re.compile(r"unit|outcome|payment|item|achievement|claim|week|day|start")
"""What a price is for, and no one whom a limit protects."""

_EACH: Final = r"\b(?:in |of |for )?(?:per|each|every|any one|one|any|for a)"
_TOTAL: Final = re.compile(
    r"\b(?:total|overall|in all|altogether|contract|programme|whole|lifetime of the contract)\b",
    re.IGNORECASE,
)
_OF: Final = re.compile(
    rf"{_EACH} ((?:(?!(?:and|per|in|over|each|of|for|to|from)\b)[a-z-]+ ?){{1,3}})", re.IGNORECASE
)


_FINANCIAL: Final = re.compile(r"\bfinancial year\b", re.IGNORECASE)


@frozen
class Scope:
    """*person* is a Term, *cycle* a word of the language; *total* says that all is meant.

    *reading* is what was taken of words that have more than one.
    """

    person: str = ""
    cycle: str = ""
    total: bool = False
    reading: str = ""

    @property
    def said(self) -> bool:
        """Whether anything is said."""
        return bool(self.person or self.cycle or self.total)


def scope(words: str, terms: Terms) -> Scope:
    """What *words* say of whom and when.

    >>> scope("Maximum per young person", Terms())
    Scope(person='Young Person', cycle='', total=False, reading='')
    >>> scope("Quarterly cap", Terms()).cycle, scope("Limit £", Terms()).said
    ('quarter', False)
    """
    person, cycle = "", ""
    for found in _OF.finditer(words):
        of = found[1].strip().casefold()
        if of in _CYCLES:
            cycle = _CYCLES[of]
        elif not _UNITS.fullmatch(of):
            person = terms.person(of)
    for word, of in _YEARLY.items():
        if re.search(rf"\b{word}\b", words, re.IGNORECASE):
            cycle = cycle or of
    total = bool(_TOTAL.search(words)) and not person and not cycle
    which_year = cycle == "financial year" and not _FINANCIAL.search(words)
    return Scope(person, cycle, total, "a year is read as a financial year" if which_year else "")


_EMPTY: Final = re.compile(
    r"the|a|an|of|on|for|in|to|all|any|and|up|is|as|at|per|each|every|payment|payments|paid|"
    r"payable|limit|limits|cap|capped|maximum|max|most|ceiling|amount|value|budget|spend|"
    r"money|outcome|outcomes|no|more|than|not|exceeding|number"
)
"""Words that say nothing more of a limit."""


def left_over(words: str) -> str:
    """The words that say neither of whom nor when, nor that a limit is a limit.

    >>> left_over("Maximum payments per child"), left_over("Home Weeks per annum")
    ('', 'Home Weeks')
    """
    kept = _TOTAL.sub(" ", _OF.sub(" ", words))
    said = [
        word for word in re.findall(r"[\w%&'/-]+", kept) if not _EMPTY.fullmatch(word.casefold())
    ]
    return " ".join(word for word in said if word.casefold() not in _YEARLY)


def clause_words(of: Scope, outcome: str = "") -> str:
    """The words between `Payments` and `do not exceed`.

    >>> clause_words(Scope(person="Child"), "Home Week"), clause_words(Scope(), "Home Week")
    ('for each Child for Home Week', 'for Home Week in total')
    """
    parts = [f"for each {of.person}" if of.person else "", f"for {outcome}" if outcome else ""]
    parts.append(f"in each {of.cycle}" if of.cycle else "")
    said = " ".join(part for part in parts if part)
    return said if of.person or of.cycle else f"{said} in total".strip()
