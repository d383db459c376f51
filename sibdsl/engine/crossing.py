"""What of a contract is worked out over all cases together, so that buckets cannot part it."""

from collections.abc import Iterator
from typing import Final

from sibdsl.model import terms
from sibdsl.model.contract import Basis, Contract, Key, Tiers
from sibdsl.model.walk import all_of_kind

_BY_DUE_DAY: Final = ((), (Key.DUE_DAY,), (Key.DUE_DAY, Key.CASE_NUMBER))


def crosses(contract: Contract) -> tuple[str, ...]:
    """What of *contract*, in any version, reads or pays more than one case at once.

    Limits of money on all together, and of what a party pays, are not among them: these add up.
    Empty where cases can be reckoned in buckets.
    """
    said = contract.wordings
    return tuple(dict.fromkeys(what for one in said for what in _crossing(contract, one)))


def _crossing(signed: Contract, contract: Contract) -> Iterator[str]:
    if contract.groups:
        yield "groups"
    if any(outcome.level != terms.OWN for outcome in contract.outcomes):
        yield "outcomes of the whole"
    meanings = (contract, *contract.definitions.values(), *contract.tariffs.values())
    if next(all_of_kind(meanings, terms.Across), None) is not None:
        yield "numbers over all cases"
    if contract.places is not None:
        yield "a number of places"
    if any(isinstance(tariff.price, Tiers) for tariff in contract.tariffs.values()):
        yield "prices by the place among all"
    if any(not rule.each_case for rule in contract.deductions):
        yield "deductions from whole claims"
    if any(share.basis is Basis.CLAIM for share in contract.shares):
        yield "shares of whole claims"
    if contract.floors or contract.shortfalls or contract.reliefs:
        yield "payments beside outcomes"
    yield from _limits(signed, contract)


def _limits(signed: Contract, contract: Contract) -> Iterator[str]:
    if contract.count_limits and contract.money_limits and not contract.above_limit_counts:
        yield "limits by number that count only what is paid"
    if any(limit.each != terms.OWN for limit in contract.count_limits):
        yield "limits by number on more than a case"
    if contract.order not in _BY_DUE_DAY:
        yield "an order that is not that of the due days"
    limits = contract.money_limits, contract.payer_limits
    if limits != (signed.money_limits, signed.payer_limits):
        yield "limits that an amendment changes"
