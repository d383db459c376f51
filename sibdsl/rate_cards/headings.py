"""The headings of rate cards: what a column says, in the many words that councils have for it."""

import re
from enum import Enum
from typing import Final

from attrs import frozen


class Says(Enum):
    """What a column says."""

    OUTCOME = "what is paid for"
    PRICE = "how much"
    CONDITION = "when that price holds"
    NUMBER = "the greatest number that is paid"
    MONEY = "the most money that is paid"
    SHARE = "which part somebody pays"
    PAYER = "who pays"
    LIMITED = "which payments a limit binds"
    ORDER = "the order in which a limit is used up"
    AFTER = "what follows when a limit is used up"
    CLAUSE = "the number of a clause"
    SENTENCE = "a whole sentence"
    MEANING = "what a word means"


_WHOLE: Final = {
    "clause": Says.CLAUSE,
    "clauses": Says.CLAUSE,
    "%": Says.SHARE,
    "percentage": Says.SHARE,
    "sentence": Says.SENTENCE,
    "order": Says.ORDER,
    "in order of": Says.ORDER,
    "if it is used up": Says.AFTER,
    "when used up": Says.AFTER,
    "most paid": Says.NUMBER,
    "limits": Says.LIMITED,
    "limit on": Says.LIMITED,
    "limits on": Says.LIMITED,
    "which payments": Says.LIMITED,
    "type of limit": Says.LIMITED,
    "type of cap": Says.LIMITED,
    "paid by": Says.PAYER,
    "who pays": Says.PAYER,
    "paid for": Says.OUTCOME,
    "what is paid": Says.OUTCOME,
    "what is paid for": Says.OUTCOME,
}
"""Headings that mean what they say as a whole."""

_LIMITING: Final = re.compile(r"cap|caps|capped|limit|limits|max|maximum|ceiling|most|greatest")
_COUNTING: Final = re.compile(r"number|numbers|no|num|quantity|volume")
_COUNTED: Final = re.compile(r"units|claims|times|achievements|outcomes|starts")
_SHARING: Final = re.compile(r"share|shares|contribution|contributions")

_HEADS: Final = {
    Says.PRICE: "price prices tariff tariffs rate rates fee fees payment payments amount amounts"
    " value cost £ pays sum gbp",
    Says.OUTCOME: "outcome outcomes metric metrics measure measures trigger triggers milestone"
    " milestones result results item achievement description event name type",
    Says.PAYER: "payer payers funder funders funding source commissioner commissioners",
    Says.MEANING: "meaning meanings means definition definitions",
    Says.CONDITION: "if when where band bands condition conditions criteria threshold age ages",
}
_HEAD_OF: Final = {word: says for says, words in _HEADS.items() for word in words.split()}

_PREPOSITIONS: Final = re.compile(r"per|for|of|each|in|a|an|to|on|at|by|from")
_SKIPPED: Final = re.compile(r"payable|the|paid|due|agreed|total|£")
_WORD: Final = re.compile(r"[a-z]+(?:-[a-z]+)*|£|%")


_OUTCOMES: Final = re.compile(r"outcome|metric|trigger|milestone|paid", re.IGNORECASE)


@frozen
class Heading:
    """A heading as written, and what its column says; None where nobody can tell."""

    words: str
    says: Says | None

    @property
    def names_outcomes(self) -> bool:
        """Whether it is about outcomes by a word that says so, and not by `item` or `name`."""
        return bool(_OUTCOMES.search(self.words))

    @property
    def says_money(self) -> bool:
        """Whether it says that its figures are pounds: `Limit £`, and not `Max per child`."""
        return any(
            _HEAD_OF.get(word) is Says.PRICE for word in _WORD.findall(self.words.casefold())
        )

    @property
    def beside(self) -> str:
        """`per week` of `Payment per week`: the words from `per` or `for each` on; else nothing."""
        found = re.search(r"\b(?:per|for each|each)\b.*", self.words, re.IGNORECASE)
        return found[0].rstrip(" :.)") if found else ""


def heading(words: str) -> Heading:
    """What the column under those words says.

    >>> [heading(words).says.name for words in ("Outcome payment (£)", "Payment trigger")]
    ['PRICE', 'OUTCOME']
    >>> [heading(words).says.name for words in ("Max. no. per child", "Cap per child", "Limit £")]
    ['NUMBER', 'MONEY', 'MONEY']
    """
    return Heading(" ".join(words.split()), _says(" ".join(words.split()).casefold()))


def _says(words: str) -> Says | None:
    whole = words.strip(" :.*")
    if whole in _WHOLE:
        return _WHOLE[whole]
    said = _WORD.findall(words)
    before = _before_preposition(said)
    if _any(_LIMITING, before):
        return Says.NUMBER if _counts(said) else Says.MONEY
    if _any(_SHARING, said) or before == ["%"]:
        return Says.SHARE
    heads = [word for word in before if not _SKIPPED.fullmatch(word)] or before
    return _HEAD_OF.get(heads[-1]) if heads else None


def _counts(said: list[str]) -> bool:
    """Whether a greatest is one of number: `Maximum number of payments`, and no `Maximum spend`."""
    money = any(_HEAD_OF.get(word) is Says.PRICE for word in said)
    return _any(_COUNTING, said) or (_any(_COUNTED, said) and not money)


def _any(pattern: re.Pattern[str], words: list[str]) -> bool:
    return any(pattern.fullmatch(word) for word in words)


def _before_preposition(said: list[str]) -> list[str]:
    """The words up to the first preposition: their last is what the heading is about."""
    for at, word in enumerate(said):
        if at and _PREPOSITIONS.fullmatch(word):
            return said[:at]
    return said
