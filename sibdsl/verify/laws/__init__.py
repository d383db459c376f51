"""The laws that are asked of every contract, in order of worth."""

from typing import Final

from sibdsl.model.contract import Contract
from sibdsl.verify.law import Law
from sibdsl.verify.laws import days, limits, shares

LAWS: Final[tuple[Law, ...]] = (*days.LAWS, *limits.LAWS, *shares.LAWS)


def laws_of(contract: Contract) -> tuple[Law, ...]:
    """All that is asked of *contract*: the laws that matter to it."""
    return tuple(law for law in LAWS if any(True for _ in law.matters(contract)))
