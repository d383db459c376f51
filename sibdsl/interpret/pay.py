"""From achievements to payments: limits by number, prices, limits, shares, limits of payers.

The order is that of the contract's money: each step sees all cases, in the turn of their lines.
"""

from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise

from attrs import Factory, define, frozen

from sibdsl.interpret.achieve import Achievement, Unit
from sibdsl.interpret.cycles import claim_of
from sibdsl.interpret.doubt import of_value
from sibdsl.interpret.eligible import standing
from sibdsl.interpret.meaning import NOT_THERE, Reading
from sibdsl.interpret.prices import FIRST, Turn
from sibdsl.model.contract import Basis, Contract, Key, Share
from sibdsl.model.funding import payers_of
from sibdsl.model.ledger import CLAIM, FLOOR, RELIEF, SHORTFALL, Counted, DaySpan
from sibdsl.model.terms import CONTRACT, OWN, Value


@define
class Draft:
    """A line while it is worked out; amounts in pence, for each of its units.

    Units stay together as long as no limit can part them. What a deduction leaves is one payment
    for *quantity* of those *achieved*, which are *counted*; *clause* is then that of the deduction.
    """

    achievement: Achievement
    gross: int = 0
    paid: int = 0
    unpaid_by: str | None = None
    cut_by: list[str] = Factory(list)
    shares: dict[str, int] = Factory(dict)
    payers: Mapping[Value, object] = Factory(dict)
    turn: Turn = FIRST
    clause: str | None = None
    quantity: int | None = None
    achieved: int | None = None
    counted: tuple[Counted, ...] = ()

    @property
    def units(self) -> int:
        """How many units it has."""
        return self.achievement.unit.count

    def taken(self, start: int, end: int) -> "Draft":
        """The units from number *start* up to but not including *end*, counted from 0."""
        one = self.achievement
        return self._of(Achievement(one.outcome, one.unit.taken(start, end), one.reading))

    def singles(self) -> "Iterator[Draft]":
        """Each unit by itself, with a copy of what is worked out so far."""
        for one in self.achievement.singles():
            yield self._of(one)

    def _of(self, achievement: Achievement) -> "Draft":
        # Spelt out: a contract of some size makes tens of thousands of these.
        return Draft(
            achievement,
            self.gross,
            self.paid,
            self.unpaid_by,
            [*self.cut_by],
            {**self.shares},
            self.payers,
            self.turn,
            self.clause,
            self.quantity,
            self.achieved,
            self.counted,
        )

    def crossing(self, left: int) -> "list[Draft]":
        """The units that *left* pays in full, the one that it pays in part, and the others."""
        full = left // self.gross if self.gross else self.units
        if full >= self.units or left <= 0:
            return [self]
        edges = (0, full, full + 1, self.units)
        return [self.taken(a, b) for a, b in pairwise(edges) if a < b]

    @property
    def reading(self) -> Reading:
        """Whose it is."""
        return self.achievement.reading

    @property
    def contract(self) -> Contract:
        """The version of the contract that governs it."""
        return self.reading.world.contract

    @property
    def case(self) -> str | None:
        """The case number; None of what has no case."""
        return self.reading.case.number if self.reading.whose == OWN else None

    @property
    def group(self) -> str | None:
        """The label of the group whose it is, if it is of one."""
        of_group = self.reading.whose not in (OWN, CONTRACT)
        return self.reading.case.number if of_group else None

    @property
    def outcome(self) -> str:
        """The outcome."""
        return self.achievement.outcome.name


@frozen
class Wait:
    """An achievement that waits, and what it waits for."""

    achievement: Achievement
    facts: tuple[str, ...]


def by_claim(unit: Unit, contract: Contract) -> Iterator[tuple[int, int, DaySpan]]:
    """The units in each claim: from which number up to but not including which, and the claim."""
    start = 0
    while start < unit.count:
        claim = claim_of(contract, unit.due.least + start * unit.step)
        stop = max(unit.numbers_before(claim[1]), start + 1)
        yield start, stop, claim
        start = stop


def number_of(reading: Reading) -> str:
    """The case number, the label of the group, or nothing for what is of the whole contract."""
    return "" if reading.whose == CONTRACT else reading.case.number


def ranks(contract: Contract) -> Mapping[str, int]:
    """The place of each outcome in the contract; what no outcome made comes after them."""
    names = [outcome.name for outcome in contract.outcomes]
    return {name: i for i, name in enumerate([*names, SHORTFALL, FLOOR, RELIEF, CLAIM])}


def in_turn(achieved: Iterable[Achievement], contract: Contract) -> list[Achievement]:
    """*achieved* in their turn: the order that the contract states, then by due day, last
    evidence day, case number and outcome (reading 26).
    """
    rank = ranks(contract)
    due_first = contract.order in ((), (Key.DUE_DAY,), (Key.DUE_DAY, Key.CASE_NUMBER))
    by_number = Key.CASE_NUMBER in contract.order

    def turn(one: Achievement) -> tuple[object, ...]:
        due, evidence, number = one.unit.due.least, one.unit.evidence, number_of(one.reading)
        last = evidence[1] - 1 if evidence else due
        rest = (due, last, number, rank[one.outcome.name])
        if due_first:
            return (due, number, *rest) if by_number else rest
        return (*standing(one.on_its_due_day, contract.order).least[:-1], *rest)

    return sorted(achieved, key=turn)


# -- Shares ---------------------------------------------------------------------------------------


def payer(draft: Draft, value: Value) -> str | None:
    """The party that *value* is for this line; None where it is not known."""
    known = draft.payers[value]
    return known if isinstance(known, str) and known != NOT_THERE else None


def payers_on(draft: Draft) -> Mapping[Value, object]:
    """Who each of the payers that the contract names is for this line."""
    reading = draft.achievement.on_its_due_day
    named = dict.fromkeys(payers_of(draft.contract))
    return {value: reading.value(value) for value in named}


def payer_facts(draft: Draft) -> tuple[str, ...]:
    """What would settle who pays this line; empty where every payer is a known party."""
    facts: list[str] = []
    parties = {holding.party for holding in draft.contract.holdings}
    for value, known in draft.payers.items():
        if known is None:
            facts += of_value(draft.achievement.on_its_due_day, value)
        elif known == NOT_THERE:
            facts.append("nobody is recorded as payer on that day")
        elif known not in parties:
            facts.append(f"{known} is no party to the contract")
    return tuple(dict.fromkeys(facts))


def shared(draft: Draft) -> None:
    """Split what is paid: each share rounded as it says, the rest to the named party.

    Where any share is of the claim, the rest is what the claim leaves, not each payment.
    """
    left = draft.paid
    for share in draft.contract.shares:
        if share.basis is Basis.PAYMENT and covers(share, draft):
            amount = min(share_of(draft.paid, share), left)
            add_share(draft, share.payer, amount)
            left -= amount
    rest = draft.contract.rest
    if rest is not None and not of_claims(draft.contract):
        add_share(draft, rest.payer, left)


def of_claims(contract: Contract) -> bool:
    """Whether any share is worked out on the whole claim."""
    return any(share.basis is Basis.CLAIM for share in contract.shares)


def covers(share: Share, draft: Draft) -> bool:
    """Whether *share* is of that payment, by its outcome and its due day."""
    due = draft.achievement.due
    return (share.outcomes is None or draft.outcome in share.outcomes) and (
        share.due is None or share.due[0] <= due < share.due[1]
    )


def share_of(paid: int, share: Share) -> int:
    """What *share* comes to of an amount, in pence."""
    exact = share.percent * paid
    rounded = share.rounding(exact) if share.rounding else exact
    assert rounded.denominator == 1, "a share that can end in a part of a penny says how it rounds"
    return int(rounded)


def add_share(draft: Draft, value: Value, pence: int) -> None:
    """Have the party that *value* is for this line pay so many pence more."""
    party = payer(draft, value)
    assert party is not None, "a line whose payer is not known waits"
    draft.shares[party] = draft.shares.get(party, 0) + pence
