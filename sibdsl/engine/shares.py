"""Who pays: the shares of each payment, the limits of each party, and those that take over."""

import numpy as np
from attrs import evolve

from sibdsl.engine.achieve import on_due_days
from sibdsl.engine.drafts import NONE, Batch, Desk, Drafts, by_batch
from sibdsl.engine.limits import rooms_under
from sibdsl.engine.not_compiled import NotCompiledError
from sibdsl.engine.ragged import Bools, Ints
from sibdsl.engine.rationals import Rationals
from sibdsl.engine.rooms import Rooms
from sibdsl.engine.running import shared_out
from sibdsl.engine.scope import Scope
from sibdsl.model.contract import Basis, Contract, Share
from sibdsl.model.funding import before_their_heirs, payers_of
from sibdsl.model.terms import Value


def with_payers(desk: Desk, drafts: Drafts) -> tuple[Drafts, Bools]:
    """*drafts* with the party that each payer is; and which wait, where one is no known party."""
    payer, waits = drafts.payer.copy(), np.zeros(len(drafts), np.bool_)
    for number, at in by_batch(drafts):
        batch = desk.batches[number]
        scope = on_due_days(batch.scope, drafts.units.picked(at))
        for value in dict.fromkeys(payers_of(batch.contract)):
            party = party_of(desk, scope, value)
            payer[at, desk.payers.index(value)] = party
            waits[at] |= party == NONE
    return evolve(drafts, payer=payer), waits


def party_of(desk: Desk, scope: Scope, value: Value) -> Ints:
    """The number of the party that *value* is in each row; NONE where it is none of the contract
    that is read, or not known.
    """
    parties = {holding.party for holding in scope.world.contract.holdings}
    found = scope.value(value)
    numbers = [desk.parties.index(word) if word in parties else NONE for word in found.words]
    return np.array([*numbers, NONE], np.int64)[found.codes]


def shared(desk: Desk, drafts: Drafts) -> Drafts:
    """What is paid, split: each share rounded as it says, the rest to the named party.

    Where any share is of the claim, the rest is what the claim leaves, not each payment.
    """
    found, left = drafts, drafts.paid.copy()
    shares, pays = drafts.shares.copy(), drafts.pays.copy()
    for number, at in by_batch(found):
        batch = desk.batches[number]
        contract = batch.contract
        for share in contract.shares:
            here = at[covers(share, batch, drafts.units.least[at])]
            if share.basis is Basis.PAYMENT and len(here):
                amount = np.minimum(share_of(drafts.paid[here], share), left[here])
                add(shares, pays, here, drafts.payer[here, desk.payers.index(share.payer)], amount)
                left[here] -= amount
        if contract.rest is not None and not of_claims(contract):
            party = drafts.payer[at, desk.payers.index(contract.rest.payer)]
            add(shares, pays, at, party, left[at])
    return evolve(drafts, shares=shares, pays=pays)


def add(shares: Ints, pays: Bools, at: Ints, party: Ints, pence: Ints) -> None:
    """Have each *party* pay so many pence more of the drafts at those places."""
    if (party == NONE).any():
        raise NotCompiledError("a payer that is not known")
    shares[at, party] += pence
    pays[at, party] = True


def of_claims(contract: Contract) -> bool:
    """Whether any share is worked out on the whole claim."""
    return any(share.basis is Basis.CLAIM for share in contract.shares)


def covers(share: Share, batch: Batch, due: Ints) -> Bools:
    """Whether *share* is of payments of that batch that fall due then."""
    if share.outcomes is not None and batch.outcome.name not in share.outcomes:
        return np.zeros(len(due), np.bool_)
    if share.due is None:
        return np.ones(len(due), np.bool_)
    inside: Bools = (share.due[0] <= due) & (due < share.due[1])
    return inside


def share_of(paid: Ints, share: Share) -> Ints:
    """What *share* comes to of amounts, in pence."""
    exact = Rationals.whole(paid).times(Rationals.exactly(share.percent, len(paid)))
    rounded = exact.rounded(share.rounding) if share.rounding else exact
    assert rounded.is_whole().all(), "a share that can end in a part of a penny says how it rounds"
    return rounded.numerators


# -- Limits of parties ----------------------------------------------------------------------------


def limited_by_payer(desk: Desk, drafts: Drafts) -> Drafts:
    """What a party pays cut to its limits, each party before the one that takes over its share."""
    for party in before_their_heirs([world.contract for world in desk.course.worlds]):
        if party in desk.parties:
            drafts = _limit_party(desk, drafts, party)
    return drafts


def _limit_party(desk: Desk, drafts: Drafts, party: str) -> Drafts:
    """The share of *party* cut to the least that its limits leave, and what is cut handed on."""
    column = desk.parties.index(party)
    limits = [
        [limit if party in limit.payers else None for limit in world.contract.payer_limits]
        for world in desk.course.worlds
    ]

    def under(some: Drafts) -> Rooms:
        return rooms_under(desk, some, limits, some.shares[:, column] != 0)

    left = shared_out(desk, drafts, drafts.shares[:, column], under)
    over = left.amount - left.kept
    if not over.any():
        return left.drafts
    shares = left.drafts.shares.copy()
    shares[:, column] = left.kept
    parted = evolve(left.drafts, shares=shares)
    return handed_on(desk, parted, party, over, left.rooms.bits(left.binding))


def handed_on(desk: Desk, drafts: Drafts, party: str, over: Ints, bits: Ints) -> Drafts:
    """What limits cut given to the party that takes it over, or to nobody."""
    shares, pays = drafts.shares.copy(), drafts.pays.copy()
    paid, cuts = drafts.paid.copy(), drafts.cut
    version = desk.course.versions_on(drafts.units.least)
    for place, world in enumerate(desk.course.worlds):
        at = np.flatnonzero((over > 0) & (version == place))
        rules = [t for t in world.contract.takes_over if party in t.payers]
        if not len(at):
            continue
        if rules and rules[0].heir is not None:
            heir = drafts.payer[at, desk.payers.index(rules[0].heir)]
            add(shares, pays, at, heir, over[at])
        else:
            paid[at] -= over[at]
            clauses = [limit.clause.number for limit in world.contract.payer_limits]
            cuts = desk.cut_too(cuts, at, bits[at], clauses)
    return evolve(drafts, shares=shares, pays=pays, paid=paid, cut=cuts)
