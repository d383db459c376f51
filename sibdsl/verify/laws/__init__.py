"""The laws that are asked of every contract, in order of worth."""

from typing import Final

from sibdsl.model.contract import Contract
from sibdsl.verify.algebra_laws import ALGEBRA_LAWS
from sibdsl.verify.law import Law
from sibdsl.verify.laws import (
    again,
    claims,
    cliffs,
    counted,
    days,
    faces,
    limits,
    order,
    reach,
    shares,
    silent,
    silent_records,
    unknown,
    worse,
)
from sibdsl.verify.promises import promised
from sibdsl.verify.static import STATIC_LAWS

LAWS: Final[tuple[Law, ...]] = (
    *days.LAWS,
    *silent.LAWS,
    *silent_records.LAWS,
    *limits.LAWS,
    *shares.LAWS,
    *unknown.LAWS,
    *order.LAWS,
    *worse.LAWS,
    *again.LAWS,
    *counted.LAWS,
    *claims.LAWS,
    *faces.LAWS,
    *cliffs.LAWS,
    *ALGEBRA_LAWS,
    *STATIC_LAWS,
)


def laws_of(contract: Contract) -> tuple[Law, ...]:
    """All that is asked of *contract*: the laws that matter to it, its promises, its reach.

    A law that a promise states word for word is there under both names.
    """
    asked = tuple(law for law in LAWS if any(True for _ in law.matters(contract)))
    return (*asked, *promised(contract), *reach.laws(contract))
