"""The laws that are asked of every contract, in order of worth."""

from typing import Final

from sibdsl.model.contract import Contract
from sibdsl.verify.law import Law
from sibdsl.verify.laws import again, claims, days, limits, order, shares, unknown, worse

LAWS: Final[tuple[Law, ...]] = (
    *days.LAWS,
    *limits.LAWS,
    *shares.LAWS,
    *unknown.LAWS,
    *order.LAWS,
    *worse.LAWS,
    *again.LAWS,
    *claims.LAWS,
)


def laws_of(contract: Contract) -> tuple[Law, ...]:
    """All that is asked of *contract*: the laws that matter to it."""
    return tuple(law for law in LAWS if any(True for _ in law.matters(contract)))
