"""Deductions and limits restated, and what is paid beside outcomes."""

from collections.abc import Iterator

from sibdsl.interpret.pay import share_of
from sibdsl.model import contract as core
from sibdsl.model.calendar import Cycle, cycle_of
from sibdsl.model.contract import Contract
from sibdsl.model.days import in_words
from sibdsl.model.money import Money, in_figures
from sibdsl.model.terms import OWN, Named
from sibdsl.render import terms as words
from sibdsl.render.nouns import nth, plural
from sibdsl.render.numbers import rounded
from sibdsl.render.page import days_in_words, listed
from sibdsl.render.restated.funding import comes_to_pence
from sibdsl.render.restated.prices import flat_price
from sibdsl.render.restated.said import Restated, Said, said
from sibdsl.render.restated.samples import EVEN, START

_BESIDE = "It is a line of its own, outside limits and shares."
_COUNTED = 30


def deductions(contract: Contract) -> Said:
    """What is taken off in each claim, and when."""
    for rule in contract.deductions:
        which = f"for each {contract.person.name} alone" if rule.each_case else "of all together"
        but = ", but for those that a limit by number leaves unpaid" * bool(contract.count_limits)
        exact = (1 - rule.percent) * _COUNTED
        off = in_figures(rule.percent * _COUNTED)
        yield said(
            rule.clause.number,
            f"Every {rule.outcome} that falls due in a claim is counted, {which}{but}. "
            f"{in_figures(rule.percent * 100)}% of the number is taken off, and the number left, "
            f"{rounded(rule.rounding)}, makes one payment, due on the last day of the claim at the "
            "price of that day. Limits of money and shares come after.",
            f"Of {_COUNTED} in a claim {off} are taken off: {in_figures(exact)} are left, and "
            f"{in_figures(rule.rounding(exact))} are paid.",
        )


def limits(contract: Contract) -> Said:
    """The limits by number and of money, in their order of computing."""
    for count in contract.count_limits:
        yield _by_number(contract, count)
    for limit in contract.money_limits:
        whose = "in all" if limit.each is None else _whose(contract, limit.each)
        yield said(
            limit.clause.number,
            f"No more than {limit.amount} is paid {whose}{_covered(limit)}. The payment that "
            f"crosses it is cut to what is left{_turn(contract)}.",
            *_crossing(contract, limit),
            *_years(limit.cycle),
            *_together(contract),
        )
    if contract.above_limit is not None:
        how = "still counts as achieved" if contract.above_limit_counts else "is as if not achieved"
        yield said(contract.above_limit.number, f"What a limit leaves unpaid {how}.")
    for by in contract.payer_limits:
        each = " each" if len(by.payers) > 1 else ""
        whose = "" if by.each is None else f" {_whose(contract, by.each)}"
        yield said(
            by.clause.number,
            f"{listed(by.payers)}{each} {'pay' if each else 'pays'} no more than {by.amount}"
            f"{whose}{_covered(by)}, of what falls to {'each of them' if each else 'it'} once "
            "shares are worked out. The share that crosses it is cut to what is left.",
            *_crossing(contract, by),
            *_years(by.cycle),
        )


def _by_number(contract: Contract, count: core.CountLimit) -> tuple[str, Restated]:
    beyond = "counted, and not paid" if contract.above_limit_counts else "neither counted nor paid"
    names = [plural(name) if count.n > 1 else name for name in count.outcomes]
    first = f"the first {count.n:,}" if count.n > 1 else "the first"
    of = f"{first} of all {listed(names)}" if len(names) > 1 else f"{first} {names[0]}"
    together = " of them, whichever of these it is," if len(names) > 1 else f" {count.outcomes[0]}"
    return said(
        count.clause.number,
        f"{_capital(_whose(contract, count.each))} only {of} {'is' if count.n == 1 else 'are'} "
        "paid.",
        f"The {nth(count.n + 1)}{together} is {beyond}.",
    )


def _capital(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}"


def _whose(contract: Contract, each: str) -> str:
    return f"for each {each if each != OWN else contract.person.name}"


def _covered(limit: core.MoneyLimit | core.PayerLimit) -> str:
    """The outcomes and the years that a limit is of."""
    what = f" for {listed(limit.outcomes)}" if limit.outcomes else ""
    return what + (f" in each {limit.cycle.value}" if limit.cycle else "")


def _turn(contract: Contract) -> str:
    """In which order payments use up the limits, where the contract says it."""
    if not contract.order:
        return ""
    order = words.order(contract.order, contract.case_number)
    return f"; payments take their turn by {order}"


def _crossing(contract: Contract, limit: core.MoneyLimit | core.PayerLimit) -> Iterator[str]:
    """A payment that crosses the limit: half of it is left, or the whole limit where it is less."""
    next_ = min(_next(contract, limit), limit.amount)
    left = Money(next_.pence // 2)
    if left:
        yield (
            f"Where {limit.amount - left} has been paid and {next_} comes next, {left} is paid and "
            f"{next_ - left} is not."
        )


def _next(contract: Contract, limit: core.MoneyLimit | core.PayerLimit) -> Money:
    """A payment that may come next; of a payer, its share of it, where that is always the same."""
    flat = flat_price(contract, limit.outcomes)
    payment = flat[0] if flat else EVEN
    payers = limit.payers if isinstance(limit, core.PayerLimit) else ()
    for share in contract.shares:
        of_payer = isinstance(share.payer, Named) and share.payer.party in payers
        if of_payer and comes_to_pence(payment, share):
            return Money(share_of(payment.pence, share))
    return payment


def _together(contract: Contract) -> Iterator[str]:
    """That several limits bind at once, whatever the order of their clauses."""
    if len(contract.money_limits) > 1:
        yield "Where several limits bear on one payment, the least of what they leave is paid."


def _years(cycle: Cycle | None) -> Iterator[str]:
    if cycle is not None:
        year = cycle_of(cycle, START)
        yield f"What falls due on {in_words(year[1])} is the first of another {cycle.value}."


# -- Beside outcomes ------------------------------------------------------------------------------


def beside(contract: Contract) -> Said:
    """Shortfalls, floors, and what is paid in place of payments."""
    for short in contract.shortfalls:
        yield _shortfall(short)
    for floor in contract.floors:
        yield _floor(contract, floor)
    for relief in contract.reliefs:
        yield said(
            relief.clause.number,
            f"What falls due from {days_in_words(relief.span)}, both included, is recorded and "
            f"counted, and not paid. For each whole {relief.cycle.value} of that time "
            f"{relief.payer} pays {relief.amount} instead, due on its last day. {_BESIDE}",
        )


def _shortfall(short: core.Shortfall) -> tuple[str, Restated]:
    what = plural(words.items(short.items))
    fewer = min(3, short.n)
    return said(
        short.clause.number,
        f"In each {short.cycle.value} that lies wholly in the term at least {short.n:,} {what} "
        f"are to be made. For each one fewer {short.payer} pays {short.amount}, due on the last "
        f"day of it. Everyone on record counts, eligible or not. {_BESIDE}",
        f"With {short.n - fewer:,} of them {short.payer} pays {short.amount * fewer}; with "
        f"{short.n:,} or more, nothing.",
    )


def _floor(contract: Contract, floor: core.Floor) -> tuple[str, Restated]:
    whole = f"a {floor.cycle.value} that lies wholly in the term" if floor.cycle else "the term"
    place = ", relief in their place among them," if contract.reliefs else ""
    paid = Money(floor.amount.pence * 3 // 4)
    return said(
        floor.clause.number,
        f"If the payments that fall due in {whole}{place} come to less than {floor.amount}, "
        f"{floor.payer} pays the difference, due on its last day. {_BESIDE}",
        f"Where they come to {paid}, it pays {floor.amount - paid}; where they come to "
        f"{floor.amount}, nothing.",
    )
