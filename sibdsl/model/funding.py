"""Who can pay, and in which order limits of payers are settled: read off the contract."""

from collections.abc import Collection, Iterator, Sequence

from sibdsl.model.contract import Contract
from sibdsl.model.terms import Named, Value


def payers_of(contract: Contract) -> Iterator[Value]:
    """Everyone that the funding sentences name."""
    yield from (share.payer for share in contract.shares)
    if contract.rest is not None:
        yield contract.rest.payer
    yield from (t.heir for t in contract.takes_over if t.heir is not None)


def payers(contract: Contract) -> tuple[str, ...]:
    """Those who can pay: outcomes funds, then commissioners, then any other party named to pay."""
    said = contract.wordings
    values = [value for one in said for value in payers_of(one)]
    named = [v.party for v in values if isinstance(v, Named)]
    for one in said:
        named += [rule.payer for rule in one.shortfalls]
        named += [rule.payer for rule in one.floors]
        named += [rule.payer for rule in one.reliefs]
    listed = (*contract.parties("outcomes fund"), *contract.parties("commissioner"))
    return tuple(dict.fromkeys((*listed, *named)))


def may_be(contract: Contract, payer: Value, parties: Collection[str]) -> bool:
    """Whether *payer* may be one of *parties*; one that a record names is a commissioner."""
    if isinstance(payer, Named):
        return payer.party in parties
    return not set(contract.parties("commissioner")).isdisjoint(parties)


def before_their_heirs(contracts: Sequence[Contract]) -> list[str]:
    """The parties with a limit, those first whose share goes to another of them."""
    limited = [p for contract in contracts for limit in contract.payer_limits for p in limit.payers]
    left = list(dict.fromkeys(limited))
    ordered: list[str] = []

    def waits(p: str) -> bool:
        return any(_hands_on_to(q, p, one) for one in contracts for q in left if q != p)

    while left:
        free = next((p for p in left if not waits(p)), left[0])
        ordered.append(free)
        left.remove(free)
    return ordered


def _hands_on_to(giver: str, taker: str, contract: Contract) -> bool:
    """Whether *taker* may take over the share of *giver*; a payer of the record may be anyone."""
    for rule in contract.takes_over:
        if giver in rule.payers and rule.heir is not None:
            if not isinstance(rule.heir, Named):
                return taker in contract.parties("commissioner")
            return rule.heir.party == taker
    return False
