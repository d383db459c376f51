"""From achievements to payments: limits by number, prices, limits, shares, limits of payers.

The order is that of the contract's money: each step sees all cases, in the turn of their lines.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import assert_never

from attrs import Factory, define, evolve, frozen

from sibdsl.interpret.achieve import Achievement
from sibdsl.interpret.doubt import of_condition, of_number, of_value
from sibdsl.interpret.eligible import standing
from sibdsl.interpret.meaning import NOT_THERE, Reading
from sibdsl.model import calendar
from sibdsl.model.contract import (
    Card,
    Contract,
    CountLimit,
    Flat,
    Key,
    PayerLimit,
    PerUnit,
    Price,
    Share,
    TakesOver,
)
from sibdsl.model.ledger import DaySpan
from sibdsl.model.terms import Named, Value
from sibdsl.model.truth import UNKNOWN, YES


@define
class Draft:
    """A line while it is worked out; amounts in pence, for each of its units.

    Units stay together as long as no limit can part them.
    """

    achievement: Achievement
    gross: int = 0
    paid: int = 0
    unpaid_by: str | None = None
    cut_by: list[str] = Factory(list)
    shares: dict[str, int] = Factory(dict)
    payers: Mapping[Value, object] = Factory(dict)

    @property
    def units(self) -> int:
        """How many units it has."""
        return self.achievement.unit.count

    def singles(self) -> "Iterator[Draft]":
        """Each unit by itself, with a copy of what is worked out so far."""
        for one in self.achievement.singles():
            yield self._of(one)

    def _of(self, achievement: Achievement) -> "Draft":
        return evolve(self, achievement=achievement, cut_by=[*self.cut_by], shares={**self.shares})

    def crossing(self, left: int) -> "list[Draft]":
        """The units that *left* pays in full, the one that it pays in part, and the others."""
        full = left // self.gross if self.gross else self.units
        if full >= self.units or left <= 0:
            return [self]
        edges = (0, full, full + 1, self.units)
        one = self.achievement
        return [
            self._of(evolve(one, unit=one.unit.taken(a, b))) for a, b in pairwise(edges) if a < b
        ]

    @property
    def case(self) -> str:
        """The case number."""
        return self.achievement.reading.case.number

    @property
    def outcome(self) -> str:
        """The outcome."""
        return self.achievement.outcome.name


@frozen
class Wait:
    """An achievement that waits, and what it waits for."""

    achievement: Achievement
    facts: tuple[str, ...]


def in_turn(achieved: Iterable[Achievement], contract: Contract) -> list[Achievement]:
    """*achieved* in their turn: the order that the contract states, then by due day, last
    evidence day, case number and outcome (reading 26).
    """
    rank = {outcome.name: i for i, outcome in enumerate(contract.outcomes)}
    due_first = contract.order in ((), (Key.DUE_DAY,), (Key.DUE_DAY, Key.CASE_NUMBER))
    by_number = Key.CASE_NUMBER in contract.order

    def turn(one: Achievement) -> tuple[object, ...]:
        due, evidence, number = one.unit.due.least, one.unit.evidence, one.reading.case.number
        last = evidence[1] - 1 if evidence else due
        rest = (due, last, number, rank[one.outcome.name])
        if due_first:
            return (due, number, *rest) if by_number else rest
        return (*standing(one.on_its_due_day, contract.order).least[:-1], *rest)

    return sorted(achieved, key=turn)


# -- Limits by number -----------------------------------------------------------------------------


def parted_by_number(achieved: Sequence[Achievement], contract: Contract) -> list[Achievement]:
    """*achieved*, one by one where a limit by number can tell them apart."""
    possible: Counter[tuple[int, str]] = Counter()
    for one in achieved:
        for i, limit in enumerate(contract.count_limits):
            if one.outcome.name in limit.outcomes:
                possible[i, one.reading.case.number] += one.unit.count
    binding = {
        (number, outcome)
        for (i, number), count in possible.items()
        if count > contract.count_limits[i].n
        for outcome in contract.count_limits[i].outcomes
    }
    parted: list[Achievement] = []
    for one in achieved:
        apart = (one.reading.case.number, one.outcome.name) in binding
        parted.extend(one.singles() if apart else (one,))
    return parted


def counted(
    achieved: Sequence[Achievement], contract: Contract
) -> tuple[list[Draft], list[Achievement]]:
    """Drafts of what is achieved, those beyond a limit by number unpaid; and what waits for it.

    Paid, if fewer than *n* can come before; unpaid, if *n* surely do; else it waits.
    """
    drafts, waiting = [], []
    surely: Counter[tuple[int, str]] = Counter()
    possibly: Counter[tuple[int, str]] = Counter()
    for one in achieved:
        number = one.reading.case.number
        limits = [
            (i, limit)
            for i, limit in enumerate(contract.count_limits)
            if one.outcome.name in limit.outcomes
        ]
        if one.truth is YES:
            unpaid = next((x for i, x in limits if surely[i, number] >= x.n), None)
            doubtful = any(possibly[i, number] >= limit.n for i, limit in limits)
            if unpaid is not None or not doubtful:
                drafts.append(Draft(one, unpaid_by=unpaid.clause.number if unpaid else None))
            else:
                waiting.append(one)
        for i, _ in limits:
            surely[i, number] += one.truth is YES
            possibly[i, number] += one.unit.count
    return drafts, waiting


def limited_by(one: Achievement, contract: Contract) -> CountLimit:
    """The limit by number that an achievement waits for."""
    return next(x for x in contract.count_limits if one.outcome.name in x.outcomes)


# -- Prices ---------------------------------------------------------------------------------------


def price(reading: Reading, price_: Price) -> int | tuple[str, ...]:
    """The price in pence, or the facts that would settle it."""
    match price_:
        case Flat(amount):
            return amount.pence
        case PerUnit(amount, number):
            bounds = reading.number(number)
            if bounds.known is None:
                return tuple(of_number(reading, number))
            pence = bounds.known * amount.pence
            if pence.denominator != 1:
                return ("a clause that rounds what is paid: it ends in a part of a penny",)
            return int(pence)
        case Card(lines):
            truths = [(reading.holds(condition), line) for condition, line in lines]
            holding = [line for truth, line in truths if truth is YES]
            doubtful = any(truth is UNKNOWN for truth, _ in truths)
            if doubtful:
                facts = (f for condition, _ in lines for f in of_condition(reading, condition))
                return tuple(dict.fromkeys(facts))
            if len(holding) != 1:
                lines_held = "no line" if not holding else f"{len(holding)} lines"
                return (f"a card of which one line holds: {lines_held} of this one does",)
            return price(reading, holding[0])
        case _:
            assert_never(price_)


# -- Limits of money ------------------------------------------------------------------------------


def span_of(contract: Contract, due: int) -> DaySpan:
    """The claim period that a due day falls in."""
    for start, end in contract.claims.first:
        if start <= due < end:
            return start, end
    assert contract.claims.cycle is not None, "claims without a cycle are not computed"
    return calendar.cycle_of(contract.claims.cycle, due)


def parted_by_money(drafts: Sequence[Draft], contract: Contract) -> list[Draft]:
    """*drafts*, which are in turn, parted where a limit cuts them.

    A limit that is never reached parts nothing. One that is reached parts the draft that crosses
    it; where drafts under it interleave, or several limits are reached, all go unit by unit.
    """
    under: dict[Room, list[Draft]] = {}
    for draft in drafts:
        if draft.unpaid_by is None:
            for room in _rooms(draft, contract):
                under.setdefault(room, []).append(draft)
    amounts = {id(limit): limit.amount.pence for limit in contract.money_limits}
    reached = {
        room: listed
        for room, listed in under.items()
        if sum(d.gross * d.units for d in listed) > amounts[room[0]]
    }
    seen = Counter(id(draft) for listed in reached.values() for draft in listed)
    parts: dict[int, list[Draft]] = {}
    for room, listed in reached.items():
        simple = _one_after_another(listed) and all(seen[id(d)] == 1 for d in listed)
        left = amounts[room[0]]
        for draft in listed:
            parts[id(draft)] = draft.crossing(left) if simple else list(draft.singles())
            left = max(left - draft.gross * draft.units, 0)
    return [part for draft in drafts for part in parts.get(id(draft), [draft])]


def _one_after_another(drafts: Sequence[Draft]) -> bool:
    """Whether each draft ends before the next begins."""
    return all(a.achievement.unit.last_due < b.achievement.due for a, b in pairwise(drafts))


def limited(drafts: Iterable[Draft], contract: Contract) -> None:
    """Cut each draft, in its turn, to the least of what is left under every limit on it."""
    used: Counter[object] = Counter()
    limits = {id(limit): limit for limit in contract.money_limits}
    for draft in drafts:
        if draft.unpaid_by is not None:
            continue
        rooms = list(_rooms(draft, contract))
        left = [limits[key[0]].amount.pence - used[key] for key in rooms]
        least = min(left, default=draft.gross * draft.units)
        if draft.gross * draft.units > least:
            assert draft.units == 1 or least <= 0, "units that a limit cuts are parted before"
            draft.cut_by = [
                limits[key[0]].clause.number
                for key, room in zip(rooms, left, strict=True)
                if room == least
            ]
        draft.paid = min(draft.gross, max(least, 0))
        for key in rooms:
            used[key] += draft.paid * draft.units


Room = tuple[int, str | None, DaySpan | None]
"""What shares one room under a limit: all, or a case, or a year, or a case in a year."""


def _rooms(draft: Draft, contract: Contract) -> Iterator[Room]:
    for limit in contract.money_limits:
        if limit.outcomes is None or draft.outcome in limit.outcomes:
            case = draft.case if limit.each_case else None
            cycle = limit.cycle and calendar.cycle_of(limit.cycle, draft.achievement.due)
            yield id(limit), case, cycle


# -- Shares ---------------------------------------------------------------------------------------


def payer(draft: Draft, value: Value) -> str | None:
    """The party that *value* is for this line; None where it is not known."""
    known = draft.payers[value]
    return known if isinstance(known, str) and known != NOT_THERE else None


def payers_of(contract: Contract) -> Iterator[Value]:
    """Everyone that the funding sentences name."""
    yield from (share.payer for share in contract.shares)
    if contract.rest is not None:
        yield contract.rest.payer
    yield from (t.heir for t in contract.takes_over if t.heir is not None)


def payers_on(draft: Draft, named: Sequence[Value]) -> Mapping[Value, object]:
    """Who each of the payers *named* is for this line."""
    reading = draft.achievement.on_its_due_day
    return {value: reading.value(value) for value in named}


def payer_facts(draft: Draft, parties: frozenset[str]) -> tuple[str, ...]:
    """What would settle who pays this line; empty where every payer is a known party."""
    facts: list[str] = []
    for value, known in draft.payers.items():
        if known is None:
            facts += of_value(draft.achievement.on_its_due_day, value)
        elif known == NOT_THERE:
            facts.append("nobody is recorded as payer on that day")
        elif known not in parties:
            facts.append(f"{known} is no party to the contract")
    return tuple(dict.fromkeys(facts))


Splits = dict[int, tuple[int, ...]]
"""The shares of each amount that was split before, in pence, the rest at the end."""


def shared(draft: Draft, contract: Contract, splits: Splits) -> None:
    """Split what is paid: each share rounded as it says, the rest to the named party."""
    if draft.paid not in splits:
        splits[draft.paid] = split(draft.paid, contract)
    *amounts, left = splits[draft.paid]
    for share, amount in zip(contract.shares, amounts, strict=True):
        _add(draft, share.payer, amount)
    if contract.rest is not None:
        _add(draft, contract.rest.payer, left)


def split(paid: int, contract: Contract) -> tuple[int, ...]:
    """Each share of *paid* in the contract's order, then what is left; never more than there is."""
    left, amounts = paid, []
    for share in contract.shares:
        amount = min(_amount(paid, share), left)
        amounts.append(amount)
        left -= amount
    return (*amounts, left)


def _amount(paid: int, share: Share) -> int:
    exact = share.percent * paid
    rounded = share.rounding(exact) if share.rounding else exact
    assert rounded.denominator == 1, "a share that can end in a part of a penny says how it rounds"
    return int(rounded)


def _add(draft: Draft, value: Value, pence: int) -> None:
    party = payer(draft, value)
    assert party is not None, "a line whose payer is not known waits"
    draft.shares[party] = draft.shares.get(party, 0) + pence


# -- Limits of payers -----------------------------------------------------------------------------


def parted_by_payer(drafts: Sequence[Draft], contract: Contract) -> list[Draft]:
    """*drafts*, unit by unit if any limit of a payer can be reached."""
    totals: Counter[str] = Counter()
    for draft in drafts:
        for party, pence in draft.shares.items():
            totals[party] += pence * draft.units
    for limit in contract.payer_limits:
        # What is handed on may reach a limit too: the whole is the most that a party can pay.
        handed = any(t.heir is not None for t in contract.takes_over)
        reached = any(totals[p] > limit.amount.pence for p in limit.payers)
        if reached or (handed and _may_be_handed(contract, limit, totals)):
            return [single for draft in drafts for single in draft.singles()]
    return list(drafts)


def _may_be_handed(contract: Contract, limit: PayerLimit, totals: Mapping[str, int]) -> bool:
    """Whether a share that another party's limit cuts can go to a party of this one."""
    return any(
        totals[giver] > other.amount.pence
        for other in contract.payer_limits
        if other is not limit
        for giver in other.payers
    )


def limited_by_payer(drafts: Sequence[Draft], contract: Contract) -> None:
    """Cut what a party pays to its limit, each party before the one that takes over its share."""
    for party in _before_their_heirs(contract):
        for limit in contract.payer_limits:
            if party in limit.payers:
                _limit_party(drafts, contract, party, limit)


def _limit_party(
    drafts: Sequence[Draft], contract: Contract, party: str, limit: PayerLimit
) -> None:
    heirs = [t for t in contract.takes_over if party in t.payers]
    used: defaultdict[object, int] = defaultdict(int)
    for draft in drafts:
        share = draft.shares.get(party, 0)
        cycle = limit.cycle and calendar.cycle_of(limit.cycle, draft.achievement.due)
        over = max(share * draft.units - (limit.amount.pence - used[cycle]), 0)
        assert not over or draft.units == 1, "units that a limit cuts are parted before"
        used[cycle] += share * draft.units - over
        if over:
            draft.shares[party] = share - over
            _hand_on(draft, heirs[0] if heirs else None, over, limit)


def _hand_on(draft: Draft, heir: TakesOver | None, pence: int, limit: PayerLimit) -> None:
    """Give what a limit cuts to the party that takes it over, or to nobody."""
    if heir is not None and heir.heir is not None:
        _add(draft, heir.heir, pence)
    else:
        draft.paid -= pence
        draft.cut_by.append(limit.clause.number)


def _before_their_heirs(contract: Contract) -> list[str]:
    """The parties with a limit, those first whose share goes to another of them."""
    limited = [party for limit in contract.payer_limits for party in limit.payers]
    left = list(dict.fromkeys(limited))
    ordered: list[str] = []
    while left:
        free = next(
            p for p in left if not any(_hands_on_to(q, p, contract) for q in left if q != p)
        )
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
