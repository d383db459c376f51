"""How far the data reaches a clause, in a sentence."""

from typing import Final

from sibdsl.model.coverage import Coverage
from sibdsl.render.page import counted, listed

_WHOLE: Final = "contract"
_ONE: Final = {"have": "has", "are": "is"}


def in_words(one: Coverage) -> str:
    """The count of a clause: of how many it was asked, and what came of it.

    >>> from sibdsl.model.coverage import Sense
    >>> in_words(Coverage("4.1(a)", Sense.MET, "case", 298, 12, 2))
    'of 312 cases 298 met it, 12 did not meet it and 2 are not yet known'
    >>> in_words(Coverage("3.1", Sense.THERE, "case", 1, 2, 0))
    'of 3 cases 1 has one and 2 have none'
    >>> in_words(Coverage("7.4", Sense.LIMITED, "case", 0, 0, 0))
    'reached by no case'
    >>> in_words(Coverage("7.4", Sense.CHANGED, "contract", 0, 1, 0))
    'of the whole: paid alike without it'
    """
    yes, no = one.sense.value
    told = [(one.yes, yes), (one.no, no), (one.unknown, "are not yet known")]
    if one.whose == _WHOLE and one.reached == 1:
        return f"of the whole: {next(_singular(words) for n, words in told if n)}"
    if not one.reached:
        return f"reached by no {one.whose}"
    parts = [f"{n:,} {_singular(words) if n == 1 else words}" for n, words in told if n]
    return f"of {counted(one.reached, one.whose)} {listed(parts)}"


def _singular(words: str) -> str:
    """The words after the number one."""
    first, _, rest = words.partition(" ")
    return f"{_ONE.get(first, first)} {rest}"


def nobody(one: Coverage) -> bool:
    """Whether a clause decided nothing for anyone: asked of nobody, or met, reached or changed by
    none, with nobody left in doubt.
    """
    return not one.yes and not one.unknown
