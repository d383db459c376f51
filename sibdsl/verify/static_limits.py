"""Limits, stops and amendments on their face: each of them can decide something."""

from collections.abc import Iterator

from sibdsl.model.calendar import add
from sibdsl.model.contract import (
    Card,
    Contract,
    Edge,
    Flat,
    MoneyLimit,
    Price,
    Share,
    Stop,
    Tiers,
)
from sibdsl.model.days import Day, in_words
from sibdsl.model.money import Direction, Money
from sibdsl.model.terms import (
    OWN,
    AllOf,
    Condition,
    DaysOf,
    DayTerm,
    DueDay,
    Inside,
    Later,
    Literal,
    Named,
    Stated,
    Step,
)
from sibdsl.model.verdicts import Conflict
from sibdsl.values import changed
from sibdsl.verify.static_bands import window

# -- Limits ---------------------------------------------------------------------------------------


def every_limit_can_bind(contract: Contract) -> Iterator[Conflict]:
    """Limits that can never be reached, since others are reached first."""
    yield from _of_payers(contract)
    yield from _of_money(contract)


def _total(contract: Contract) -> MoneyLimit | None:
    """The lowest limit on all payments together."""
    whole = (
        limit
        for limit in contract.money_limits
        if limit.each is None and limit.outcomes is None and limit.cycle is None
    )
    return min(whole, key=lambda limit: limit.amount, default=None)


def _of_payers(contract: Contract) -> Iterator[Conflict]:
    """Limits of a payer above its share of the most that is paid in all."""
    total = _total(contract)
    if total is None or contract.floors or contract.versions:
        return
    for limit in contract.payer_limits:
        for party in limit.payers:
            most = _most_of(contract, party, total.amount.pence)
            if limit.cycle is None and limit.amount.pence > most:
                words = (
                    f"Payments by {party} can never reach {limit.amount}: of the "
                    f"{total.amount} of clause {total.clause}, its share is at most {Money(most)}."
                )
                yield Conflict(words, clauses=(limit.clause.number, total.clause.number))


def _most_of(contract: Contract, party: str, total: int) -> int:
    """The most that *party* can pay of a total: all of it, where more than its share can fall."""
    own = [share for share in contract.shares if share.payer == Named(party)]
    others = any(not isinstance(share.payer, Named) for share in contract.shares)
    if others or _may_pay_more(contract, party) or any(_rounds_up(share) for share in own):
        return total
    return min(total, int(sum(share.percent for share in own) * total))


def _rounds_up(share: Share) -> bool:
    """Whether pence beyond the percentage can come together over many payments."""
    return share.rounding is not None and share.rounding.direction is not Direction.DOWN


def _may_pay_more(contract: Contract, party: str) -> bool:
    """Whether *party* may pay the rest, or take over what others do not pay."""
    rest = [] if contract.rest is None else [contract.rest.payer]
    heirs = (rule.heir for rule in contract.takes_over if rule.heir is not None)
    return any(
        payer.party == party
        if isinstance(payer, Named)
        else party in contract.parties("commissioner")
        for payer in (*rest, *heirs)
    )


def _of_money(contract: Contract) -> Iterator[Conflict]:
    """Limits of money above another that holds all they hold, or above what can be achieved."""
    total = _total(contract)
    for limit in contract.money_limits:
        if total is not None and limit is not total and limit.amount.pence > total.amount.pence:
            words = f"{limit.amount} can never be reached: payments in total end at {total.amount}."
            yield Conflict(words, clauses=(limit.clause.number, total.clause.number))
        elif limit.each == OWN and limit.cycle is None:
            yield from _beyond_reach(contract, limit)


def _beyond_reach(contract: Contract, limit: MoneyLimit) -> Iterator[Conflict]:
    """A limit for each person above all that limits by number leave one person to be paid."""
    names = {outcome.name for outcome in contract.outcomes}
    most = most_by_number(contract, names if limit.outcomes is None else set(limit.outcomes))
    if most is not None and most < limit.amount.pence:
        rules = (rule.clause.number for rule in contract.count_limits if rule.each == OWN)
        words = f"{limit.amount} can never be reached: limits by number end at {Money(most)}."
        yield Conflict(words, clauses=tuple(dict.fromkeys((limit.clause.number, *rules))))


def most_by_number(contract: Contract, names: set[str]) -> int | None:
    """The most, in pence, that limits by number leave those outcomes of one person to come to.

    None where no amount follows from them: not each is limited so, or prices are not plain.
    """
    levels = {outcome.level for outcome in contract.outcomes if outcome.name in names}
    if levels != {OWN} or contract.versions or contract.rises:
        return None
    left, most = set(names), 0
    for rule in (rule for rule in contract.count_limits if rule.each == OWN):
        here = left & set(rule.outcomes)
        prices = [highest(contract.tariffs[name].price) for name in here]
        if any(price is None for price in prices):
            return None
        most += rule.n * max((price for price in prices if price is not None), default=0)
        left -= here
    return None if left else most


def highest(price: Price) -> int | None:
    """The highest price of one achievement, in pence; None where it goes by a number."""
    match price:
        case Flat(amount):
            return amount.pence
        case Tiers(tiers):
            return max(tier.amount.pence for tier in tiers)
        case Card(lines):
            prices = [highest(line) for _, line in lines]
            known = [one for one in prices if one is not None]
            return max(known) if len(known) == len(prices) else None
        case _:
            return None


# -- Stops ----------------------------------------------------------------------------------------


def every_stop_stops(contract: Contract) -> Iterator[Conflict]:
    """Stops on a date that forbid all the term, or none of it."""
    for version in contract.wordings:
        for stop in version.stops:
            day = date_of(stop.day)
            if day is not None:
                allowed = _allowed(stop, day, version.term)
                if allowed[0] >= allowed[1]:
                    yield _stop(stop, day, "forbids the whole term: nothing can be paid")
                elif allowed == version.term:
                    yield _stop(stop, day, "forbids no day of the term: it stops nothing")


def _stop(stop: Stop, day: Day, words: str) -> Conflict:
    what = f"The stop {stop.edge.value} {in_words(day)} {words}."
    return Conflict(what, clauses=(stop.clause.number,), days=(day, day + 1))


def _allowed(stop: Stop, day: Day, term: tuple[Day, Day]) -> tuple[Day, Day]:
    """The days of the term that a stop leaves, half-open."""
    match stop.edge:
        case Edge.BEFORE:
            return max(term[0], day), term[1]
        case Edge.ON_OR_AFTER:
            return term[0], min(term[1], day)
        case Edge.AFTER:
            return term[0], min(term[1], day + 1)


def date_of(term: DayTerm) -> Day | None:
    """The day that is meant, where it hangs on no record."""
    match term:
        case Literal(day):
            return day
        case Step(inner, by):
            start = date_of(inner)
            return None if start is None else start + by
        case Later(inner, length, back):
            start = date_of(inner)
            return None if start is None else add(start, length, -1 if back else 1)
        case _:
            return None


# -- Amendments -----------------------------------------------------------------------------------


def every_amendment_changes_something(contract: Contract) -> Iterator[Conflict]:
    """Amendments that leave all as it was, begin after the term, or come too late for anybody."""
    before = contract
    for version in contract.versions:
        why = _without_effect(contract, before, version.contract, version.since)
        if why is not None:
            words = f"The amendment from {in_words(version.since)} changes nothing: {why}."
            yield Conflict(words, days=(version.since, version.since + 1))
        before = version.contract


def _without_effect(
    contract: Contract, before: Contract, after: Contract, since: Day
) -> str | None:
    plain = changed(before, versions=(), promises=())
    if plain == changed(after, versions=(), promises=()):
        return "every clause means what it meant"
    if since >= max(contract.term[1], after.term[1]):
        return "the term is over"
    day = contract.governed_by
    if day is None or isinstance(day, DueDay) or _by_due_day(before) != _by_due_day(after):
        return None
    last = _last(after, after.eligibility, day)
    if last is not None and last < since:
        return f"nobody is eligible whose day is after {in_words(last)}"
    return None


def _by_due_day(contract: Contract) -> tuple[object, ...]:
    """What goes by the due day, whoever it is for: what has no case, and the limits."""
    c = contract
    groups = tuple(outcome for outcome in c.outcomes if outcome.level != OWN)
    of_groups = tuple(c.tariffs[outcome.name] for outcome in groups)
    return (
        c.money_limits, c.payer_limits, c.deductions, c.reliefs, c.floors, c.shortfalls,
        groups, of_groups, c.claims, c.term, c.shares, c.rest, c.takes_over, c.rises,
    )  # fmt: skip


def _last(contract: Contract, condition: Condition, day: DayTerm) -> Day | None:
    """The last day that eligibility lets *day* be, if it names a period from date to date."""
    match condition:
        case Stated(_, inner):
            return _last(contract, inner, day)
        case AllOf(parts):
            lasts = [_last(contract, part, day) for part in parts]
            return min((last for last in lasts if last is not None), default=None)
        case Inside(asked, DaysOf(period)) if asked == day:
            dates = window(contract, period)
            return None if dates is None else dates[1]
        case _:
            return None
