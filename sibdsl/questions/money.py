"""Questions 9 to 12: who pays, what is deducted, what limits payments, and a grant used up."""

from collections.abc import Iterator

from sibdsl.interpret.cycles import claim_of
from sibdsl.model import contract as said
from sibdsl.model import terms
from sibdsl.model.below import reached
from sibdsl.model.contract import Contract
from sibdsl.model.days import Day, in_words
from sibdsl.model.terms import Clause
from sibdsl.questions import cases
from sibdsl.questions.core import (
    absent,
    asks_everyone,
    clause_of_eligibility,
    number,
    of_class,
    rules,
)
from sibdsl.questions.question import AlsoIf, Answer, Instead, Raised, Reworded
from sibdsl.questions.said import entry, main_payer, many, order, payer, several

_FUND = "outcomes fund"

# -- 9: which payer, and from when ----------------------------------------------------------------


def payers_are_said(contract: Contract) -> Iterator[Raised]:
    """Raised where a fund pays nothing, and where a party joins later with no word on which cases
    it pays for.
    """
    paying = _paying(contract)
    for holding in contract.holdings:
        if holding.role == _FUND and holding.party not in paying:
            yield _pays_nothing(contract, holding)
    joined = [h for h in contract.holdings if h.since is not None and h.role == "commissioner"]
    if joined and not asks_everyone(contract) and not _asks_for_role(contract):
        yield from _joins(contract, joined)


def _paying(contract: Contract) -> frozenset[str]:
    """The parties that any clause has pay, and those through which it is paid."""
    values = [s.payer for s in contract.shares] + [t.heir for t in contract.takes_over if t.heir]
    values += [contract.rest.payer] if contract.rest else []
    named = {value.party for value in values if isinstance(value, terms.Named)}
    others = {s.payer for s in contract.shortfalls} | {f.payer for f in contract.floors}
    others |= {r.payer for r in contract.reliefs}
    return frozenset(named | others | {s.through for s in contract.shares if s.through})


def _pays_nothing(contract: Contract, holding: said.Holding) -> Raised:
    fund = holding.party
    what = f"{fund} is an outcomes fund, and no clause says what it pays"
    answers = (
        Answer((f"{fund} pays 50% of each payment, rounded down to a penny.",)),
        Answer((f"{fund} pays 0% of each payment.",)),
    )
    return Raised(holding.clause, what, answers, fund)


def _asks_for_role(contract: Contract) -> bool:
    return any(of_class(reached(contract, *rules(contract)), terms.HoldsRole))


def _joins(contract: Contract, joined: list[said.Holding]) -> Iterator[Raised]:
    """The payer is read from the record, and some of those who may stand there join later."""
    payers = [s.payer for s in contract.shares] + ([contract.rest.payer] if contract.rest else [])
    on_day = next((p for p in payers if isinstance(p, terms.AttributeOn)), None)
    called = payer(on_day) if on_day else None
    if on_day is None or called is None:
        return
    clause, begun = number(clause_of_eligibility(contract).number), entry(contract)
    names = [h.party for h in joined]
    what = f"{several(names)} joined after the first day, and no clause says which cases they pay"
    held = f"the {on_day.name} on {begun} is a commissioner on {begun}"
    parties = list(contract.parties("commissioner"))
    all_ = f"The commissioners are {several(parties)}."
    answers = (
        Answer(edits=(AlsoIf(clause, held),)),
        Answer(edits=(Instead(number(joined[0].clause.number), all_),)),
    )
    probe = cases.with_payer(on_day.field, on_day.name, joined[0].party)
    yield Raised(joined[0].clause, f"{what} for", answers, called, probe)


# -- 10: deductions -------------------------------------------------------------------------------


def deductions_say_of_what(contract: Contract) -> Iterator[Raised]:
    """Raised where the price of what is deducted rises in the middle of a claim.

    What is left of a whole claim has one price, that of the last day of the claim.
    """
    for deduction in contract.deductions:
        for rise in contract.rises:
            touches = rise.outcomes is None or deduction.outcome in rise.outcomes
            if touches and isinstance(rise.day, terms.Literal):
                claim = claim_of(contract, rise.day.day)
                if claim[0] != rise.day.day:
                    yield _mid_claim(deduction, rise, rise.day.day, claim)


def _mid_claim(
    deduction: said.Deduction, rise: said.Rise, day: Day, claim: tuple[Day, Day]
) -> Raised:
    name, here = many(deduction.outcome), number(rise.clause.number)
    what = f"The price of {name} changes on {in_words(day)}, in the middle of a claim, and what the"
    what += " deduction leaves of the whole claim has one price: it is not said which"
    prices = "new", "old"
    answers = tuple(
        Answer(
            edits=(Reworded(here, f"on {in_words(day)}", f"on {in_words(other)}"),),
            changes=f"the whole claim has the {price} price",
        )
        for other, price in zip(claim, prices, strict=True)
    )
    return Raised(deduction.clause, what, answers, deduction.outcome)


# -- 11: what limits bind -------------------------------------------------------------------------


def limits_are_said(contract: Contract) -> Iterator[Raised]:
    """Raised where nothing bounds all payments together, and no clause says that nothing does; and
    where it is not said whether what is above a limit counts.
    """
    whole = [x for x in contract.money_limits if x.each is None and x.outcomes is None]
    if not whole and not any(_of_all(contract, absence) for absence in contract.absences):
        yield _no_limit(contract)
    yield from _one_unlimited(contract)
    clauses = [limit.clause for limit in contract.count_limits]
    clauses += [limit.clause for limit in contract.money_limits]
    if clauses and contract.above_limit is None:
        yield _above(clauses[0])


def _one_unlimited(contract: Contract) -> Iterator[Raised]:
    """Some commissioners have a limit of their own, and of another nothing is said."""
    limits = {p: limit for limit in contract.payer_limits for p in limit.payers}
    parties = contract.parties("commissioner")
    known = [limits[party] for party in parties if party in limits]
    for party in parties:
        said_none = absent(contract, "limit", party) or absent(contract, "limit", "commissioner")
        if known and party not in limits and not said_none:
            what = f"Other commissioners have a limit of their own, and no clause says what {party}"
            exceed = f"Payments by {party} do not exceed"
            answers = (
                Answer(
                    (f"{exceed} {known[0].amount}.",),
                    small=(f"{exceed} £10.",),
                    changes=f"reckoned here with £10 left of {party}",
                ),
                Answer((f"There is no limit on payments by {party}.",)),
            )
            yield Raised(known[0].clause, f"{what} pays at most", answers, party)


def _of_all(contract: Contract, absence: said.Absence) -> bool:
    """Whether it says that there is no limit on payments, or none on what the rest comes to."""
    rest = contract.rest.payer if contract.rest else None
    of_rest = isinstance(rest, terms.Named) and rest.party in absence.of
    everyone = "commissioner" in absence.of
    return absence.what == "limit" and (not absence.of or of_rest or everyone)


def _no_limit(contract: Contract) -> Raised:
    outcome = contract.outcomes[0]
    tariff = contract.tariffs[outcome.name]
    what = "No clause says whether payments in total have a limit"
    ordered = order(contract)
    exceed = "Payments in total do not exceed"
    answers = (
        Answer(
            (f"{exceed} £1,000,000{ordered}.",),
            small=(f"{exceed} £100{ordered}.",),
            changes="reckoned here with a limit of £100",
        ),
        Answer(("There is no limit on payments.",)),
    )
    return Raised(tariff.clause, what, answers, "payments in total")


def _above(clause: Clause) -> Raised:
    what = "No clause says whether an outcome above a limit still counts"
    answers = (
        Answer(
            ("An outcome above a limit is counted but not paid.",),
            changes="it stays on the ledger with nothing paid, and uses up a limit by number",
        ),
        Answer(
            ("An outcome above a limit is neither counted nor paid.",),
            changes="it is as if not achieved, and leaves its place to a later one",
        ),
    )
    return Raised(clause, what, answers, "outcomes above a limit")


# -- 12: a grant used up --------------------------------------------------------------------------


def grants_say_what_they_hold(contract: Contract) -> Iterator[Raised]:
    """Raised where a fund pays a share, and no clause limits it or says that nothing does."""
    limited = {party for limit in contract.payer_limits for party in limit.payers}
    funds = contract.parties(_FUND)
    for share in contract.shares:
        match share.payer:
            case terms.Named(party) if party in funds and share.percent and party not in limited:
                if not (absent(contract, "limit", party) or absent(contract, "limit", _FUND)):
                    yield _unlimited(contract, share, party)
            case _:
                pass


def _unlimited(contract: Contract, share: said.Share, fund: str) -> Raised:
    what = f"No clause says whether what {fund} has to give is limited, and who pays once it is"
    exceed, rest = f"Payments by {fund} do not exceed", main_payer(contract)
    heirs = (f"{rest} pays that share", "that share is not paid")
    limited = tuple(
        Answer(
            (f"{exceed} £100,000.", f"Once {fund} has paid its limit, {heir}."),
            small=(f"{exceed} £10.", f"Once {fund} has paid its limit, {heir}."),
            changes=f"reckoned here with £10 left of {fund}",
        )
        for heir in heirs
    )
    alone = Answer(
        (f"{exceed} £100,000.",),
        small=(f"{exceed} £10.",),
        changes=f"another clause says who pays then; reckoned here with £10 left of {fund}",
    )
    none = Answer((f"There is no limit on payments by {fund}.",))
    return Raised(share.clause, f"{what} paid out", (*limited, alone, none), fund)
