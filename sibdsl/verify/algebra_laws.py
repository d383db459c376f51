"""Which law is proved by which steps, on which contracts, and for what; and laws of the steps."""

from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from typing import Final

from attrs import frozen

from sibdsl.model.contract import Contract, EachRun
from sibdsl.model.ledger import Line
from sibdsl.model.terms import Clause
from sibdsl.model.verdicts import Conflict
from sibdsl.verify import algebra_fits as fits
from sibdsl.verify import algebra_goals as goals
from sibdsl.verify.algebra_goals import Goal, Symbols
from sibdsl.verify.law import Law, Trial


@frozen
class Argument:
    """How a law is proved: *goals* all follow, on a contract that *fits*; *bounds* say for what."""

    law: str
    fits: Callable[[Contract], bool]
    goals: Callable[[Symbols, Contract], Iterator[Goal]]
    bounds: Callable[[Contract], str]


def _limits(m: Symbols, contract: Contract) -> Iterator[Goal]:
    if contract.money_limits:
        yield from goals.limits_of_money(m, [x.amount.pence for x in contract.money_limits])
    if contract.count_limits:
        yield from goals.limits_by_number(m, [x.n for x in contract.count_limits])


def _payers(m: Symbols, contract: Contract) -> Iterator[Goal]:
    """For each party with limits, all of its limits together."""
    parties = dict.fromkeys(p for limit in contract.payer_limits for p in limit.payers)
    for party in parties:
        own = [x.amount.pence for x in contract.payer_limits if party in x.payers]
        yield from goals.limits_of_a_payer(m, own)


def _shares(m: Symbols, contract: Contract) -> Iterator[Goal]:
    for version in contract.wordings:
        yield from goals.shares_of_payments(m, version)
        yield from goals.shares_of_claims(m, version)
        yield from _payers(m, version)


def _never_negative(m: Symbols, contract: Contract) -> Iterator[Goal]:
    for version in contract.wordings:
        yield from goals.limits_of_money(m, [x.amount.pence for x in version.money_limits])
        yield from goals.deductions(m, version)
    yield from _shares(m, contract)


def _in_term(m: Symbols, contract: Contract) -> Iterator[Goal]:
    for step in dict.fromkeys((1, *(n for c in contract.wordings for n in goals.lengths(c)))):
        yield from goals.due_in_the_window(m, step, contract.term)


def days_apart(m: Symbols, contract: Contract) -> Iterator[Goal]:
    """That units of one outcome share no day, whether in runs or in pieces."""
    for version in contract.wordings:
        for length in goals.lengths(version):
            yield from goals.units_share_no_day(m, length)
        yield from goals.pieces_share_no_day(m)


def _runs(m: Symbols, contract: Contract) -> Iterator[Goal]:
    for version in contract.wordings:
        for length in goals.lengths(version):
            yield from goals.units_share_no_day(m, length)
            yield from goals.a_run_gives_whole_units(m, length)
            yield from goals.a_day_out_adds_no_unit(m, length)


def _deductions(m: Symbols, contract: Contract) -> Iterator[Goal]:
    for version in contract.wordings:
        yield from goals.deductions(m, version)


# -- Bounds ---------------------------------------------------------------------------------------


def in_words(said: Sequence[Clause]) -> str:
    """The numbers of clauses: "clause 7.1", "clauses 7.1 and 7.2"."""
    numbers = list(dict.fromkeys(clause.number for clause in said if clause.number))
    if not numbers:
        return "the contract"
    listed = " and ".join([", ".join(numbers[:-1]), numbers[-1]] if numbers[1:] else numbers)
    return f"clause{'s' if numbers[1:] else ''} {listed}"


def _limit_bounds(contract: Contract) -> str:
    numbers = [limit.clause for limit in contract.count_limits]
    said = in_words([*numbers, *(limit.clause for limit in contract.money_limits)])
    return f"for any number of payments of any amounts in whole pence, under {said} together"


def _grant_bounds(contract: Contract) -> str:
    said = in_words([limit.clause for limit in contract.payer_limits])
    named = "; a payer that a record names is a commissioner"
    return f"for any number of shares of any amounts in whole pence, under {said}{named}"


def _share_bounds(contract: Contract) -> str:
    said = in_words([each.clause for each in fits.funded_by(contract)])
    exact = any(share.rounding is None for share in contract.shares)
    pence = (
        "; a share that says no rounding, of amounts of which it is whole pence" if exact else ""
    )
    return f"for any number of payments of any amounts in whole pence, shared by {said}{pence}"


def _price_bounds(contract: Contract) -> str:
    said = in_words([tariff.clause for tariff in contract.tariffs.values()])
    return f"for any number of payments at the prices of {said}: a price below nought is not paid"


def _term_bounds(_: Contract) -> str:
    return "for any number of payments and any days on which stops fall"


def day_bounds(contract: Contract) -> str:
    """For what it is proved that no day is paid for twice."""
    said = in_words([outcome.clause for outcome in fits.of_days(contract)])
    return f"for histories of any length, by {said}, each person having one history"


def _run_bounds(contract: Contract) -> str:
    lengths = " and ".join(f"{n:,}" for n in goals.lengths(contract))
    return f"for runs of any length, in units of {lengths} days"


def _deduction_bounds(contract: Contract) -> str:
    said = in_words([rule.clause for rule in contract.deductions])
    return f"for any number achieved, by {said}"


# -- Laws of the steps ----------------------------------------------------------------------------


def _run_clauses(contract: Contract) -> Iterator[str]:
    for outcome in contract.outcomes:
        if isinstance(outcome.trigger, EachRun):
            yield outcome.clause.number


def _stands_on_its_days(trial: Trial) -> Iterator[Conflict]:
    """Lines of a run that stand on too few days, or on days of the line before."""
    lengths = {
        outcome.name: outcome.trigger.length
        for contract in trial.contract.wordings
        for outcome in contract.outcomes
        if isinstance(outcome.trigger, EachRun) and outcome.index is None
    }
    of_runs = [line for line in trial.ledger.lines if line.outcome in lengths and line.evidence]
    for line in of_runs:
        if _days(line) < line.units * lengths[line.outcome]:
            yield _conflict("stands on fewer days than a unit needs", line)
    for one, other in pairwise(of_runs):
        same = (one.case, one.outcome) == (other.case, other.outcome)
        if same and one.evidence and other.evidence and other.evidence[0] < one.evidence[1]:
            yield _conflict("stands on days of the payment before it", one, other)


def _days(line: Line) -> int:
    return line.evidence[1] - line.evidence[0] if line.evidence else 0


def _conflict(words: str, *lines: Line) -> Conflict:
    clauses = tuple(dict.fromkeys(line.clause for line in lines))
    return Conflict(f"{lines[-1].outcome} {words}.", lines, clauses, lines[-1].evidence)


def _deduction_clauses(contract: Contract) -> Iterator[str]:
    yield from (rule.clause.number for rule in contract.deductions)


def _leaves_no_more(trial: Trial) -> Iterator[Conflict]:
    """Lines on which more is left than was achieved, or fewer than none."""
    for line in trial.ledger.lines:
        if line.achieved is not None and not 0 <= line.units <= line.achieved:
            yield _conflict("leaves more than was achieved, or fewer than none", line)


RUNS: Final = Law(
    "runs-on-their-own-days",
    "Each unit of a run stands on as many days as it needs, and on none of another unit; a day "
    "taken out of a run adds none.",
    _run_clauses,
    check=_stands_on_its_days,
)

DEDUCTIONS: Final = Law(
    "deduction-leaves-no-more",
    "A deduction never leaves more than was achieved, nor fewer than none, nor fewer of more.",
    _deduction_clauses,
    check=_leaves_no_more,
)

ALGEBRA_LAWS: Final = (RUNS, DEDUCTIONS)


ARGUMENTS: Final = (
    Argument("no-day-twice", fits.days_once, days_apart, day_bounds),
    Argument("limits-hold", fits.limited, _limits, _limit_bounds),
    Argument("grant-never-overspent", fits.limited, _payers, _grant_bounds),
    Argument("shares-add-up", fits.shared, _shares, _share_bounds),
    Argument("nothing-negative", fits.never_negative, _never_negative, _price_bounds),
    Argument("nothing-outside-term", fits.due_when_achieved, _in_term, _term_bounds),
    Argument(RUNS.name, fits.without_pauses, _runs, _run_bounds),
    Argument(DEDUCTIONS.name, lambda _: True, _deductions, _deduction_bounds),
)
