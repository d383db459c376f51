"""Which clauses decided something on a history: a law whose clause none reached shows nothing."""

from collections.abc import Iterable, Iterator

from sibdsl.interpret.evaluate import evaluate_in_short
from sibdsl.interpret.examples import in_the_way, without
from sibdsl.model import terms
from sibdsl.model.below import NAMED
from sibdsl.model.below import reached as named_below
from sibdsl.model.contract import Card, Contract, Flat, Outcome, Price
from sibdsl.model.funding import may_be
from sibdsl.model.ledger import FLOOR, RELIEF, SHORTFALL, Line
from sibdsl.model.walk import all_of_kind
from sibdsl.verify.law import Trial


def reached(trial: Trial) -> frozenset[str]:
    """The clauses that decided something in *trial*.

    Those of its lines, of the prices, shares, limits and deductions behind them; the definitions
    that their outcomes rest on; the conditions that were not met; and what lapsed.
    """
    contract = trial.contract
    found = {clause for line in trial.ledger.lines for clause in _of_line(contract, line)}
    found |= set(in_the_way(contract, trial.histories))
    if trial.ledger.eligible:
        found |= {c.number for c in _eligibility(contract)}
    if trial.ledger.lines:
        found |= {contract.claims.clause.number, contract.term_clause.number}
    if trial.ledger.lapsed:
        found.add(contract.wait_clause.number)
    return frozenset(found - {""})


def lighter(contract: Contract, clauses: Iterable[str]) -> dict[str, Contract]:
    """The contract without what each of *clauses* stops, clips, pauses or hands over, if it does.

    A limit of money or by number is seen on the lines that it cuts: it need not be lifted.
    """
    seen = {limit.clause.number for limit in contract.count_limits}
    seen |= {limit.clause.number for limit in contract.money_limits}
    made = {clause: without(contract, clause) for clause in clauses if clause not in seen}
    return {clause: other for clause, other in made.items() if other != contract}


def lifted(trial: Trial, other: Contract) -> bool:
    """Whether something else is due under the *other* contract."""
    return evaluate_in_short(other, trial.histories).lines != trial.ledger.lines


def _eligibility(contract: Contract) -> Iterator[terms.Clause]:
    for one in named_below(contract, contract.eligibility):
        if isinstance(one, terms.Stated):
            yield one.clause
            yield terms.Clause(one.clause.number.split("(")[0])


def _of_line(contract: Contract, line: Line) -> Iterator[str]:
    yield line.clause
    yield from (clause for clause in (line.unpaid_by, *line.cut_by) if clause)
    if line.outcome in (SHORTFALL, FLOOR, RELIEF):
        yield from _shares(contract, line)
        return
    for said in contract.wordings:
        for outcome in said.outcomes:
            if outcome.name == line.outcome:
                yield from _behind(said, outcome)
                yield from _of_card(said.tariffs[outcome.name].price, line)
    yield from _shares(contract, line)


def _behind(contract: Contract, outcome: Outcome) -> Iterator[str]:
    """The price, the definitions and the deductions of an outcome."""
    tariff = contract.tariffs.get(outcome.name)
    if tariff is not None:
        yield tariff.clause.number
    yield from (d.clause.number for d in contract.deductions if d.outcome == outcome.name)
    for one in named_below(contract, outcome, tariff):
        if isinstance(one, NAMED):
            yield contract.definitions[one.name].clause.number


def _of_card(price: Price, line: Line) -> Iterator[str]:
    """The line of a card whose amount the line has; where none has it, those of no one amount."""
    if not isinstance(price, Card):
        return
    flat = [(c, p) for c, p in price.lines if isinstance(p, Flat)]
    at = [c for c, p in flat if p.amount == line.unit_gross]
    scaled = [c for c, p in price.lines if not isinstance(p, Flat)]
    for condition in at or scaled:
        stated = next(all_of_kind(condition, terms.Stated), None)
        if stated is not None:
            yield stated.clause.number


def _shares(contract: Contract, line: Line) -> Iterator[str]:
    """The clauses by which someone pays a part of the line."""
    paying = {party for party, amount in line.shares if amount.pence}
    if not paying:
        return
    for share in contract.shares:
        of = share.outcomes is None or line.outcome in share.outcomes
        when = share.due is None or share.due[0] <= line.first_due < share.due[1]
        if of and when and may_be(contract, share.payer, paying):
            yield share.clause.number
    if contract.rest is not None and may_be(contract, contract.rest.payer, paying):
        yield contract.rest.clause.number
