"""What is to be proved of each step: one payment, one run, one claim, whatever came before it.

By induction: what holds before a payment holds after it. No history is ever unrolled.
"""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import product
from typing import Protocol

from attrs import frozen

from sibdsl.model.contract import Basis, Contract, EachDay, EachRun, Share
from sibdsl.verify import algebra
from sibdsl.verify.algebra import Amount, Fact, Maths


class Symbols(Maths, Protocol):
    """Maths with numbers and facts of which nothing is known but their name."""

    def number(self, name: str) -> Amount:
        """Any whole number."""

    def fact(self, name: str) -> Fact:
        """True or false."""


@frozen
class Goal:
    """That *follows* holds wherever all of *given* do."""

    given: tuple[Fact, ...]
    follows: Fact


def _between(low: Amount, number: Amount, high: Amount) -> tuple[Fact, Fact]:
    return (low <= number, number <= high)


# -- Limits ---------------------------------------------------------------------------------------


def limits_of_money(m: Symbols, amounts: Sequence[int]) -> Iterator[Goal]:
    """A payment under any of these limits: what is used of each stays within it."""
    gross = m.number("gross")
    used = [m.number(f"used {i}") for i in range(len(amounts))]
    under = [m.fact(f"under {i}") for i in range(len(amounts))]
    rooms = zip(amounts, used, under, strict=True)
    lefts = [m.choose(on, algebra.left(m, limit, so_far), gross) for limit, so_far, on in rooms]
    paid = algebra.cut(m, gross, lefts)
    after = [so_far + m.choose(on, paid, 0) for so_far, on in zip(used, under, strict=True)]
    before = [f for limit, u in zip(amounts, used, strict=True) for f in _between(0, u, limit)]
    held = [f for limit, a in zip(amounts, after, strict=True) for f in _between(0, a, limit)]
    yield Goal((gross >= 0, *before), m.every([*_between(0, paid, gross), *held]))


def limits_by_number(m: Symbols, most: Sequence[int]) -> Iterator[Goal]:
    """An achievement under any of these limits: no more are paid than each allows.

    *taken* counts at least those that are paid; one beyond a limit may count or not, as said.
    """
    taken = [m.number(f"taken {i}") for i in range(len(most))]
    paid = [m.number(f"paid {i}") for i in range(len(most))]
    under = [m.fact(f"under {i}") for i in range(len(most))]
    rooms = list(zip(most, taken, under, strict=True))
    pays = algebra.counts(m, [(m.choose(on, before, -1), limit) for limit, before, on in rooms])
    before = [f for n, p, t in zip(most, paid, taken, strict=True) for f in (p <= n, p <= t)]
    after = [p + m.choose(on, m.choose(pays, 1, 0), 0) for p, on in zip(paid, under, strict=True)]
    then = [t + m.choose(on, m.choose(pays, 1, 0), 0) for t, on in zip(taken, under, strict=True)]
    held = [f for n, p, t in zip(most, after, then, strict=True) for f in (p <= n, p <= t)]
    yield Goal(tuple(before), m.every(held))


def worth_of_a_number(m: Symbols, price: int) -> Iterator[Goal]:
    """So many payments of at most *price* come to at most so many times it: one more does too."""
    sums, count, gross = m.number("sum"), m.number("count"), m.number("gross")
    paid = algebra.cut(m, gross, [m.number("left")])
    given = (count >= 0, sums <= count * price, gross >= 0, gross <= price)
    yield Goal(given, sums + paid <= (count + 1) * price)


def limits_of_a_payer(m: Symbols, amounts: Sequence[int]) -> Iterator[Goal]:
    """A share with all that others hand on to it: its payer stays within each of its limits.

    What it does not pay is handed on or not paid: the shares go on adding up to the payment.
    """
    share, handed, others = m.number("share"), m.number("handed"), m.number("others")
    used = [m.number(f"used {i}") for i in range(len(amounts))]
    under = [m.fact(f"under {i}") for i in range(len(amounts))]
    asked = share + handed
    rooms = zip(amounts, used, under, strict=True)
    lefts = [m.choose(on, algebra.left(m, limit, so_far), asked) for limit, so_far, on in rooms]
    pays, over = algebra.kept(m, asked, lefts)
    after = [so_far + m.choose(on, pays, 0) for so_far, on in zip(used, under, strict=True)]
    before = [f for limit, u in zip(amounts, used, strict=True) for f in _between(0, u, limit)]
    held = [f for limit, a in zip(amounts, after, strict=True) for f in _between(0, a, limit)]
    paid, heir = others + asked, m.fact("somebody takes over")
    left = m.choose(heir, paid, paid - over)
    whole = m.choose(heir, over, 0) + pays + others == left
    given = (share >= 0, handed >= 0, others >= 0, *before)
    yield Goal(given, m.every([pays >= 0, over >= 0, left >= 0, whole, *held]))


# -- Shares ---------------------------------------------------------------------------------------


def shares_of_payments(m: Symbols, contract: Contract) -> Iterator[Goal]:
    """Of any payment, whatever its outcome and due day, the shares and the rest make the whole."""
    later = any(share.basis is Basis.CLAIM for share in contract.shares)
    for covering in _coverings(contract):
        paid = m.number("paid")
        wanted, exact = _wanted(m, covering, [paid] * len(covering))
        given, rest = algebra.taken_in_turn(m, paid, wanted)
        whole = sum(given) + rest == paid
        ends = rest >= 0 if later or contract.rest is not None else rest == 0
        yield Goal((paid >= 0, *exact), m.every([whole, ends, *(g >= 0 for g in given)]))


def shares_of_claims(m: Symbols, contract: Contract) -> Iterator[Goal]:
    """Of any claim, what is shared of it as a whole, and its rest, are all that is left of it."""
    shares = [share for share in contract.shares if share.basis is Basis.CLAIM]
    if not shares:
        return
    paid, left = m.number("paid"), m.number("left")
    covered = [m.number(f"covered {i}") for i in range(len(shares))]
    wanted, exact = _wanted(m, shares, covered)
    given, rest = algebra.taken_in_turn(m, left, wanted)
    within = [f for each in covered for f in _between(0, each, paid)]
    ends = rest >= 0 if contract.rest is not None else rest == 0
    facts = [sum(given) + rest == left, ends, *(g >= 0 for g in given)]
    yield Goal((*_between(0, left, paid), *within, *exact), m.every(facts))


def _wanted(
    m: Symbols, shares: Sequence[Share], of: Sequence[Amount]
) -> tuple[list[Amount], list[Fact]]:
    """What each share comes to; one that says no rounding is whole pence as it is."""
    wanted: list[Amount] = []
    exact: list[Fact] = []
    for i, (share, amount) in enumerate(zip(shares, of, strict=True)):
        if share.rounding is not None:
            wanted.append(algebra.rounded(m, amount, share.percent, share.rounding))
        else:
            pence, percent = m.number(f"exact {i}"), share.percent
            wanted.append(pence)
            exact.append(pence * percent.denominator == amount * percent.numerator)
    return wanted, exact


def _coverings(contract: Contract) -> list[tuple[Share, ...]]:
    """Each set of shares that can meet on one payment, in the contract's order."""
    shares = [share for share in contract.shares if share.basis is Basis.PAYMENT]
    edges = {day for share in shares if share.due for day in share.due}
    days = [contract.term[0], *sorted(edges)]
    names = [outcome.name for outcome in contract.outcomes]
    met = (tuple(s for s in shares if _covers(s, *at)) for at in product(names, days))
    return list(dict.fromkeys(met))


def _covers(share: Share, outcome: str, day: int) -> bool:
    return (share.outcomes is None or outcome in share.outcomes) and (
        share.due is None or share.due[0] <= day < share.due[1]
    )


# -- Days -----------------------------------------------------------------------------------------


def lengths(contract: Contract) -> tuple[int, ...]:
    """How many days a unit of each outcome by days or by runs is long."""
    triggers = (outcome.trigger for outcome in contract.outcomes)
    found = (t.length if isinstance(t, EachRun) else 1 for t in triggers if _in_lengths(t))
    return tuple(dict.fromkeys(found))


def _in_lengths(trigger: object) -> bool:
    return isinstance(trigger, EachDay | EachRun)


def units_share_no_day(m: Symbols, length: int) -> Iterator[Goal]:
    """Units of that length stand in their run, one after the other, and runs stand apart."""
    first, days = m.number("first day"), m.number("days")
    one, later, other = m.number("one"), m.number("later"), m.number("other")
    start, end = algebra.unit_of(first, length, one)
    after, _ = algebra.unit_of(first, length, later)
    in_run = (days >= 0, *_between(0, one, algebra.units_of(m, days, length) - 1))
    yield Goal((one >= 0, one < later), end <= after)
    yield Goal(in_run, m.every([first <= start, end <= first + days]))
    next_run = m.number("next run")
    begins, _ = algebra.unit_of(next_run, length, other)
    yield Goal((*in_run, other >= 0, next_run > first + days), end < begins)


def a_run_gives_whole_units(m: Symbols, length: int) -> Iterator[Goal]:
    """Units of that length fill their run, but for fewer days than one more would need."""
    days = m.number("days")
    units = algebra.units_of(m, days, length)
    yield Goal((days >= 0,), m.every([units >= 0, units * length <= days]))
    yield Goal((days >= 0,), days < units * length + length)


def a_day_out_adds_no_unit(m: Symbols, length: int) -> Iterator[Goal]:
    """A run cut in two by a day that is taken out gives no more units than it did whole."""
    before, after = m.number("before"), m.number("after")
    whole = algebra.units_of(m, before + after + 1, length)
    parts = algebra.units_of(m, before, length) + algebra.units_of(m, after, length)
    yield Goal((before >= 0, after >= 0), parts <= whole)


def pieces_share_no_day(m: Symbols) -> Iterator[Goal]:
    """A piece begins where the one before it ended or later, and ends after it begins.

    *seen* is the first day after every piece so far; with this it stays so.
    """
    seen, at, begins, end = (m.number(n) for n in ("seen", "at", "begins", "end"))
    yield Goal((seen <= at, at <= begins, begins < end), m.every([seen <= begins, seen < end]))


def due_in_the_window(m: Symbols, step: int, term: tuple[int, int]) -> Iterator[Goal]:
    """Units that fall due *step* days apart, clipped to any window in the term, fall due in it."""
    names = ("first due", "count", "one", "start", "end")
    first, count, one, start, end = (m.number(n) for n in names)
    low = algebra.due_before(m, first, step, count, start)
    high = algebra.due_before(m, first, step, count, end)
    due = first + one * step
    given = (count >= 1, term[0] <= start, end <= term[1], low <= one, one < high)
    yield Goal(given, m.every([term[0] <= due, due < term[1]]))


def deductions(m: Symbols, contract: Contract) -> Iterator[Goal]:
    """What a deduction leaves is none below nought, no more than achieved, and never fewer of more.

    The last is for one more achievement, and so for any number of them.
    """
    for rule in contract.deductions:
        n = m.number("achieved")
        left = algebra.remaining(m, n, Fraction(rule.percent), rule.rounding)
        more = algebra.remaining(m, n + 1, Fraction(rule.percent), rule.rounding)
        yield Goal((n >= 0,), m.every([left >= 0, left <= n, left <= more]))
