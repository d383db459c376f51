"""The way of the money in plain words: deductions, limits, shares, and what is paid beside them.

The order of computing: limits by number, deductions, prices, relief, limits of money, shares,
limits of a payer. Shortfalls and floors stand beside all of them.
"""

from collections.abc import Iterator

from sibdsl.model import contract as core
from sibdsl.model.calendar import Cycle
from sibdsl.model.contract import Basis, Contract
from sibdsl.model.days import EARLIEST, NEVER, in_words
from sibdsl.model.ledger import DaySpan
from sibdsl.model.money import in_figures
from sibdsl.model.terms import OWN
from sibdsl.render import terms
from sibdsl.render.numbers import in_pence, rounded
from sibdsl.render.page import days_in_words, listed

Said = Iterator[tuple[str, str]]
"""A clause number, and what that clause becomes."""

_BESIDE = "a line of its own, outside limits and shares"


def key(of: core.OrderKey) -> str:
    """What puts lines or persons in order."""
    return of.value if isinstance(of, core.Key) else terms.day(of)


# -- Deductions and limits ------------------------------------------------------------------------


def deductions(contract: Contract) -> Said:
    """What is taken off in each claim, and when."""
    for rule in contract.deductions:
        which = f"for each {contract.person.name} alone" if rule.each_case else "of all together"
        unpaid = ", but for those that a limit by number leaves unpaid" * bool(
            contract.count_limits
        )
        yield (
            rule.clause.number,
            f"every {rule.outcome} that falls due in a claim is counted, {which}{unpaid}, and "
            f"{in_figures(rule.percent * 100)}% of the number is taken off; the number left is "
            f"{rounded(rule.rounding)} and makes one payment, due on the last day of the claim at "
            "the price of that day; then come limits of money and shares",
        )


def limits(contract: Contract) -> Said:
    """The limits by number, of money, and of a payer, in their order of computing."""
    beyond = "counted, not paid" if contract.above_limit_counts else "neither counted nor paid"
    for count in contract.count_limits:
        whose = _whose(count.each)
        paid = f"paid {whose}: the first {count.n:,} of {listed(count.outcomes)}"
        yield count.clause.number, f"{paid}; later ones are {beyond}"
    for limit in contract.money_limits:
        whose = "in all" if limit.each is None else _whose(limit.each)
        text = f"at most {limit.amount} {whose}{_covered(limit)}"
        yield (
            limit.clause.number,
            f"{text}; the payment that crosses it is cut to what is left{_turn(contract)}",
        )
    for by in contract.payer_limits:
        each = " each" if len(by.payers) > 1 else ""
        whose = "" if by.each is None else f" {_whose(by.each)}"
        text = f"at most {by.amount} by {listed(by.payers)}{each}{whose}{_covered(by)}"
        yield by.clause.number, f"{text}, of what falls to it once shares are worked out"


def _whose(each: str) -> str:
    return f"for each {each}" if each != OWN else "for each case"


def _covered(limit: core.MoneyLimit | core.PayerLimit) -> str:
    """The outcomes and the years that a limit is of."""
    what = f" for {listed(limit.outcomes)}" if limit.outcomes else ""
    return what + (f" in each {limit.cycle.value}" if limit.cycle else "")


def _turn(contract: Contract) -> str:
    """In which order payments use up the limits, where the contract says it."""
    if not contract.order:
        return ""
    return f"; payments take their turn by {listed([key(one) for one in contract.order], 'then')}"


# -- Funding --------------------------------------------------------------------------------------


def funding(contract: Contract) -> Said:
    """Who pays which share."""
    for share in contract.shares:
        yield share.clause.number, _share(share)
    if contract.rest is not None:
        claims = any(share.basis is Basis.CLAIM for share in contract.shares)
        of = "claim, once its last day has come" if claims else "payment"
        text = f"{terms.value(contract.rest.payer)} pays what the other shares leave of each {of}"
        yield contract.rest.clause.number, text
    for rule in contract.takes_over:
        heir = f"{terms.value(rule.heir)} pays" if rule.heir else "nobody pays"
        text = f"what a limit takes off the share of {listed(rule.payers, 'or')}: {heir} it"
        yield rule.clause.number, text


def _share(share: core.Share) -> str:
    of = (
        "the total of each claim, once its last day has come,"
        if share.basis is Basis.CLAIM
        else "each payment"
    )
    only = f" for {listed(share.outcomes, 'or')}" if share.outcomes else ""
    due = f" that falls due {_due(share.due)}" if share.due else ""
    how = f", {in_pence(share.rounding)}" if share.rounding else ""
    through = f", handed on by {share.through}" if share.through else ""
    percent = in_figures(share.percent * 100)
    said = f"{terms.value(share.payer)} pays {percent}% of {of}{only}{due}".removesuffix(",")
    return f"{said}{how}{through}"


def _due(span: DaySpan) -> str:
    """The due days in a half-open span."""
    if span[0] <= EARLIEST:
        return f"before {in_words(span[1])}"
    if span[1] >= NEVER:
        return f"on or after {in_words(span[0])}"
    return f"from {days_in_words(span)}, both included"


# -- Beside outcomes ------------------------------------------------------------------------------


def beside(contract: Contract) -> Said:
    """Shortfalls, floors, and what is paid in place of payments."""
    for short in contract.shortfalls:
        what = f"{terms.items(short.items)} in a {_whole(short.cycle)}"
        yield (
            short.clause.number,
            f"for each one fewer than {short.n:,} of {what}: {short.amount} by {short.payer}, due "
            f"on its last day; everyone on record counts, eligible or not; {_BESIDE}",
        )
    for floor in contract.floors:
        whole = f"a {_whole(floor.cycle)}" if floor.cycle else "the term"
        place = ", relief in their place among them," if contract.reliefs else ""
        yield (
            floor.clause.number,
            f"if the payments that fall due in {whole}{place} come to less than {floor.amount}, "
            f"{floor.payer} pays the difference, due on its last day: {_BESIDE}",
        )
    for relief in contract.reliefs:
        yield (
            relief.clause.number,
            f"what falls due from {days_in_words(relief.span)}, both included, is recorded and "
            f"counted, and not paid; for each whole {relief.cycle.value} of that time "
            f"{relief.payer} pays {relief.amount} instead, due on its last day: {_BESIDE}",
        )


def _whole(cycle: Cycle) -> str:
    return f"{cycle.value} that lies wholly in the term"
