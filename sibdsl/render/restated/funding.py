"""Funding restated: which share each payer pays, to the penny."""

from collections.abc import Iterator, Sequence
from math import lcm

from sibdsl.interpret.pay import of_claims, share_of
from sibdsl.model import contract as core
from sibdsl.model.contract import Basis, Contract
from sibdsl.model.days import EARLIEST, NEVER, in_words
from sibdsl.model.ledger import DaySpan
from sibdsl.model.money import Money, in_figures
from sibdsl.model.terms import Named
from sibdsl.render import terms as words
from sibdsl.render.numbers import in_pence
from sibdsl.render.page import days_in_words, listed
from sibdsl.render.restated.prices import flat_price
from sibdsl.render.restated.said import Said, said
from sibdsl.render.restated.samples import EVEN, UNEVEN, sentence


def funding(contract: Contract) -> Said:
    """Who pays which share, who the rest, and who takes over."""
    for share in contract.shares:
        yield said(share.clause.number, sentence(_share(share)), *_of_share(contract, share))
    if contract.rest is not None:
        of = "claim, once its last day has come" if of_claims(contract) else "payment"
        yield said(
            contract.rest.clause.number,
            sentence(
                f"{words.value(contract.rest.payer)} pays what the other shares leave of each {of}"
            ),
            *_of_rest(contract),
        )
    for rule in contract.takes_over:
        heir = words.value(rule.heir) if rule.heir else "nobody"
        whose = listed(rule.payers, "or")
        text = f"What a limit takes off the share of {whose}, {heir} pays."
        yield said(rule.clause.number, text, *_handed_on(contract, rule))


def _handed_on(contract: Contract, rule: core.TakesOver) -> Iterator[str]:
    """What is paid of a sample where half of a share is left under a limit."""
    for share in contract.shares:
        payer = share.payer.party if isinstance(share.payer, Named) else ""
        if payer in rule.payers and share.basis is Basis.PAYMENT:
            of = sample(contract, [share])
            due = Money(share_of(of.pence, share))
            left = Money(due.pence // 2)
            heir = f"{words.value(rule.heir)} pays" if rule.heir else "nobody pays"
            yield (
                f"Where {due} of {of} falls to {payer} and its limit leaves {left}, it pays {left} "
                f"and {heir} {due - left}."
            )
            return


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
    said_of = f"{words.value(share.payer)} pays {percent}% of {of}{only}{due}".removesuffix(",")
    return f"{said_of}{how}{through}"


def _due(span: DaySpan) -> str:
    """The due days in a half-open span."""
    if span[0] <= EARLIEST:
        return f"before {in_words(span[1])}"
    if span[1] >= NEVER:
        return f"on or after {in_words(span[0])}"
    return f"from {days_in_words(span)}, both included"


def comes_to_pence(amount: Money, share: core.Share) -> bool:
    """Whether what *share* comes to of *amount* is whole pence, or is rounded to them."""
    return share.rounding is not None or (share.percent * amount.pence).denominator == 1


def sample(contract: Contract, shares: Sequence[core.Share]) -> Money:
    """An amount to share: an uneven one where all of *shares* are rounded, else an even one."""
    flat = flat_price(contract, shares[0].outcomes)
    whole = EVEN * lcm(*(share.percent.denominator for share in shares))
    even = flat[0] if flat else EVEN
    amounts = (UNEVEN, even, EVEN) if all(share.rounding for share in shares) else (even, EVEN)
    fitting = (one for one in amounts if all(comes_to_pence(one, share) for share in shares))
    return next(fitting, whole)


def _of_share(contract: Contract, share: core.Share) -> Iterator[str]:
    """What it comes to of a sample, exactly and rounded."""
    of = sample(contract, [share])
    exact, paid = share.percent * of.pence, Money(share_of(of.pence, share))
    if exact != paid.pence:
        yield f"Of {of} it comes to £{in_figures(exact / 100)}, of which {paid} is paid."
    else:
        yield f"Of {of} it pays {paid}."


def _of_rest(contract: Contract) -> Iterator[str]:
    """What is left of a sample when every share is taken off; where all bear on each payment."""
    shares = contract.shares
    if not shares or any(share.due or share.outcomes for share in shares):
        return
    of = sample(contract, shares)
    taken = [(words.value(one.payer), Money(share_of(of.pence, one))) for one in shares]
    rest = of - Money(sum(amount.pence for _, amount in taken))
    paid = listed([f"{amount} by {payer}" for payer, amount in taken])
    yield f"Of {of}, after {paid}, this is {rest}: together they are the whole."
