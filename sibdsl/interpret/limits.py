"""Limits: by number, of money, and of what one party pays."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise

from sibdsl.interpret.achieve import Achievement
from sibdsl.interpret.pay import Draft, add_share
from sibdsl.model import calendar
from sibdsl.model.contract import (
    Contract,
    CountLimit,
    PayerLimit,
    TakesOver,
)
from sibdsl.model.ledger import DaySpan
from sibdsl.model.terms import Named
from sibdsl.model.truth import YES


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
            case = draft.case if limit.each is not None else None
            cycle = limit.cycle and calendar.cycle_of(limit.cycle, draft.achievement.due)
            yield id(limit), case, cycle


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
        add_share(draft, heir.heir, pence)
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
