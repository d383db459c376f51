"""Limits: by number, of money, and of what one party pays."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import TypeAlias

from sibdsl.interpret.achieve import Achievement
from sibdsl.interpret.course import Course
from sibdsl.interpret.meaning import Reading
from sibdsl.interpret.pay import Draft, add_share
from sibdsl.interpret.prices import Turn
from sibdsl.model import calendar
from sibdsl.model.contract import (
    Contract,
    CountLimit,
    MoneyLimit,
    PayerLimit,
    TakesOver,
)
from sibdsl.model.funding import before_their_heirs
from sibdsl.model.ledger import DaySpan
from sibdsl.model.terms import OWN
from sibdsl.model.truth import YES

Room: TypeAlias = tuple[str, object, DaySpan | None]
"""What shares one room under a limit: that limit; a case, a group or all; a year, if in each."""


def rooms_by_number(one: Achievement) -> Iterator[tuple[CountLimit, Room]]:
    """The limits by number on an achievement, each with its room."""
    contract = one.reading.world.contract
    for at, limit in enumerate(contract.count_limits):
        if one.outcome.name in limit.outcomes and _holds(limit.each, one.reading):
            yield limit, (_called(limit.clause.number, at), _of(limit.each, one.reading), None)


def _called(clause: str, at: int) -> str:
    """What tells a limit from others, in every version of the contract."""
    return clause or f"number {at}"


def _holds(each: str | None, reading: Reading) -> bool:
    """Whether a limit for each person (or group) binds what that reading achieves."""
    return each is None or reading.whose in (each, OWN)


def _of(each: str | None, reading: Reading) -> object:
    """The person or the group whose room it is; None where one room is for all."""
    if each is None:
        return None
    if each == reading.whose:
        return reading.case.number
    named_by = reading.world.contract.membership(each)
    return reading.case.facts.get(named_by) if named_by else None


def parted_by_number(achieved: Sequence[Achievement]) -> list[Achievement]:
    """*achieved*, one by one where a limit by number can tell them apart."""
    if not any(one.reading.world.contract.count_limits for one in achieved):
        return list(achieved)
    possible: Counter[Room] = Counter()
    allowed: dict[Room, int] = {}
    for one in achieved:
        for limit, room in rooms_by_number(one):
            possible[room] += one.unit.count
            allowed[room] = min(limit.n, allowed.get(room, limit.n))
    binding = {room for room, count in possible.items() if count > allowed[room]}
    parted: list[Achievement] = []
    for one in achieved:
        apart = any(room in binding for _, room in rooms_by_number(one))
        parted.extend(one.singles() if apart else (one,))
    return parted


def joined(contract: Contract) -> bool:
    """Whether limits by number and of money are to be worked out together (form 19): what one of
    money leaves unpaid is not counted by number.
    """
    both = bool(contract.count_limits and contract.money_limits)
    return both and not contract.above_limit_counts


def counted(achieved: Sequence[Achievement]) -> tuple[list[Draft], list[Achievement]]:
    """Drafts of what is achieved, those beyond a limit by number unpaid; and what waits for it.

    Paid, if fewer than the limit can come before; unpaid, if as many surely do; else it waits.
    Where both kinds of limit are joined, nothing is unpaid yet.
    """
    if achieved and joined(achieved[0].reading.world.contract):
        return [Draft(one) for one in achieved if one.truth is YES], []
    drafts, waiting = [], []
    surely: Counter[Room] = Counter()
    possibly: Counter[Room] = Counter()
    before: defaultdict[str, Turn] = defaultdict(Turn)
    for one in achieved:
        rooms = list(rooms_by_number(one))
        sure, turn = one.truth is YES, before[one.outcome.name]
        unpaid = next((x for x, room in rooms if surely[room] >= x.n), None)
        if sure:
            doubtful = any(possibly[room] >= limit.n for limit, room in rooms)
            if unpaid is not None or not doubtful:
                by = unpaid.clause.number if unpaid else None
                drafts.append(Draft(one, unpaid_by=by, turn=turn))
            else:
                waiting.append(one)
        counts = unpaid is None or one.reading.world.contract.above_limit_counts
        for _, room in rooms:
            surely[room] += sure and counts
            possibly[room] += one.unit.count * counts
        before[one.outcome.name] = Turn(
            turn.surely + sure * counts, turn.possibly + one.unit.count * counts
        )
    return drafts, waiting


def group_facts(draft: Draft, course: Course) -> Iterator[str]:
    """What would settle under which group's limit a payment falls; a payment waits for it."""
    contract = course.on(draft.achievement.due).contract
    all_: tuple[CountLimit | MoneyLimit | PayerLimit, ...] = (
        *contract.count_limits,
        *contract.money_limits,
        *contract.payer_limits,
    )
    for limit in (x for x in all_ if x.each):
        covered = limit.outcomes is None or draft.outcome in limit.outcomes
        of_group = limit.each != draft.reading.whose
        if covered and of_group and draft.case and _of(limit.each, draft.reading) is None:
            yield f"{contract.membership(limit.each or '')} is missing"


def limited_by(one: Achievement) -> CountLimit:
    """The limit by number that an achievement waits for."""
    return next(limit for limit, _ in rooms_by_number(one))


def parted_by_money(drafts: Sequence[Draft], course: Course) -> list[Draft]:
    """*drafts*, which are in turn, parted where a limit cuts them.

    A limit that is never reached parts nothing. One that is reached parts the draft that crosses
    it; where drafts under it interleave, or several limits are reached, all go unit by unit.
    """
    under: dict[Room, list[Draft]] = {}
    amounts: dict[Room, int] = {}
    for draft in drafts:
        if draft.unpaid_by is None:
            for limit, room in _rooms(draft, course):
                under.setdefault(room, []).append(draft)
                amounts[room] = min(limit.amount.pence, amounts.get(room, limit.amount.pence))
    reached = {
        room: listed
        for room, listed in under.items()
        if sum(d.gross * d.units for d in listed) > amounts[room]
    }
    seen = Counter(id(draft) for listed in reached.values() for draft in listed)
    parts: dict[int, list[Draft]] = {}
    for room, listed in reached.items():
        simple = _one_after_another(listed) and all(seen[id(d)] == 1 for d in listed)
        left = amounts[room]
        for draft in listed:
            parts[id(draft)] = draft.crossing(left) if simple else list(draft.singles())
            left = max(left - draft.gross * draft.units, 0)
    return [part for draft in drafts for part in parts.get(id(draft), [draft])]


def _one_after_another(drafts: Sequence[Draft]) -> bool:
    """Whether each draft ends before the next begins."""
    return all(a.achievement.unit.last_due < b.achievement.due for a, b in pairwise(drafts))


def limited(drafts: Iterable[Draft], course: Course) -> None:
    """Cut each draft, in its turn, to the least of what is left under every limit on it."""
    used: Counter[Room] = Counter()
    for draft in drafts:
        if draft.unpaid_by is None:
            cut(draft, course, used)


def cut(draft: Draft, course: Course, used: Counter[Room]) -> None:
    """Cut *draft* to what is left, and use that up."""
    left = {
        room: (limit, max(limit.amount.pence - used[room], 0))
        for limit, room in _rooms(draft, course)
    }
    least = min((n for _, n in left.values()), default=draft.gross * draft.units)
    if draft.gross * draft.units > least:
        assert draft.units == 1 or not least, "units that a limit cuts are parted before"
        draft.cut_by = [limit.clause.number for limit, n in left.values() if n == least]
    draft.paid = min(draft.gross, least)
    for room in left:
        used[room] += draft.paid * draft.units


def neither_counted(
    turn: Sequence[Draft | Achievement], course: Course
) -> tuple[list[Draft], list[Achievement]]:
    """Limits by number and of money in one turn: what is left unpaid is not counted (form 19).

    *turn* holds single drafts, and the achievements that are not known, in their turn. Those that
    wait for whether an unknown one takes their place are the second list.
    """
    drafts, waiting = [], []
    used: Counter[Room] = Counter()
    taken: Counter[Room] = Counter()
    perhaps: Counter[Room] = Counter()
    for one in turn:
        achievement = one if isinstance(one, Achievement) else one.achievement
        rooms = list(rooms_by_number(achievement))
        if isinstance(one, Achievement):
            perhaps.update({room: one.unit.count for _, room in rooms})
            continue
        beyond = next((limit for limit, room in rooms if taken[room] >= limit.n), None)
        if beyond is not None and one.unpaid_by is None:
            one.unpaid_by = beyond.clause.number
        elif one.unpaid_by is None:
            if any(taken[room] + perhaps[room] >= limit.n for limit, room in rooms):
                waiting.append(achievement)
                perhaps.update({room: 1 for _, room in rooms})
                continue
            cut(one, course, used)
            taken.update({room: 1 for _, room in rooms if one.paid or not one.gross})
        drafts.append(one)
    return drafts, waiting


def _rooms(draft: Draft, course: Course) -> Iterator[tuple[MoneyLimit, Room]]:
    """The limits of money on a payment, as they stand on its due day, each with its room."""
    due = draft.achievement.due
    for at, limit in enumerate(course.on(due).contract.money_limits):
        covered = limit.outcomes is None or draft.outcome in limit.outcomes
        if covered and _holds(limit.each, draft.reading):
            cycle = limit.cycle and calendar.cycle_of(limit.cycle, due)
            called = _called(limit.clause.number, at)
            yield limit, (called, _of(limit.each, draft.reading), cycle)


def parted_by_payer(drafts: Sequence[Draft], course: Course) -> list[Draft]:
    """*drafts*, unit by unit if any limit of a payer can be reached."""
    contracts = [world.contract for world in course.worlds]
    if not any(contract.payer_limits for contract in contracts):
        return list(drafts)
    limited = frozenset(p for one in contracts for limit in one.payer_limits for p in limit.payers)
    totals: Counter[str] = Counter()
    for draft in drafts:
        for party, pence in draft.shares.items():
            totals[party] += pence * draft.units
    for contract in contracts:
        # What is handed on may reach a limit too: the whole is the most that a party can pay.
        handed = any(t.heir is not None for t in contract.takes_over)
        for limit in contract.payer_limits:
            reached = any(totals[p] > limit.amount.pence for p in limit.payers)
            if reached or (handed and _may_be_handed(contract, limit, totals)):
                return [part for draft in drafts for part in _parted(draft, limited)]
    return list(drafts)


def _parted(draft: Draft, limited: frozenset[str]) -> Iterable[Draft]:
    """Each unit of *draft* by itself, if a party that has a limit pays any of it."""
    return draft.singles() if limited & draft.shares.keys() else (draft,)


def _may_be_handed(contract: Contract, limit: PayerLimit, totals: Mapping[str, int]) -> bool:
    """Whether a share that another party's limit cuts can go to a party of this one."""
    return any(
        totals[giver] > other.amount.pence
        for other in contract.payer_limits
        if other is not limit
        for giver in other.payers
    )


def limited_by_payer(drafts: Sequence[Draft], course: Course) -> None:
    """Cut what a party pays to its limits, each party before the one that takes over its share."""
    used: Counter[tuple[str, Room]] = Counter()
    for party in before_their_heirs([world.contract for world in course.worlds]):
        for draft in drafts:
            _limit_party(draft, course, party, used)


def _limit_party(draft: Draft, course: Course, party: str, used: Counter[tuple[str, Room]]) -> None:
    """Cut the share of *party* to the least that its limits leave, and hand on what is cut."""
    share = draft.shares.get(party, 0)
    if not share:
        return
    contract = course.on(draft.achievement.due).contract
    left = {}
    for at, limit in enumerate(contract.payer_limits):
        covered = limit.outcomes is None or draft.outcome in limit.outcomes
        if party in limit.payers and covered and _holds(limit.each, draft.reading):
            cycle = limit.cycle and calendar.cycle_of(limit.cycle, draft.achievement.due)
            room = _called(limit.clause.number, at), _of(limit.each, draft.reading), cycle
            left[party, room] = limit, max(limit.amount.pence - used[party, room], 0)
    if not left:
        return
    least = min(n for _, n in left.values())
    over = max(share * draft.units - least, 0)
    assert not over or draft.units == 1, "units that a limit cuts are parted before"
    for key in left:
        used[key] += share * draft.units - over
    if over:
        draft.shares[party] = share - over
        heirs = [t for t in contract.takes_over if party in t.payers]
        binding = [limit.clause.number for limit, n in left.values() if n == least]
        _hand_on(draft, heirs[0] if heirs else None, over, binding)


def _hand_on(draft: Draft, heir: TakesOver | None, pence: int, binding: Iterable[str]) -> None:
    """Give what limits cut to the party that takes it over, or to nobody."""
    if heir is not None and heir.heir is not None:
        add_share(draft, heir.heir, pence)
    else:
        draft.paid -= pence
        draft.cut_by += binding
