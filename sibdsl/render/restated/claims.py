"""Claims, evidence, promises and stated absences, restated."""

from collections.abc import Iterator
from typing import Final

from sibdsl.interpret.cycles import claim_of
from sibdsl.model import contract as core
from sibdsl.model.calendar import add
from sibdsl.model.contract import Contract
from sibdsl.model.days import in_words
from sibdsl.model.terms import DueDay
from sibdsl.render import terms as words
from sibdsl.render.nouns import a, plural
from sibdsl.render.page import days_in_words, listed
from sibdsl.render.restated.said import Restated, Said, said
from sibdsl.render.restated.samples import START, sentence, span

_COMPUTES_NOTHING: Final = "It changes no payment: the verifier looks for a case that breaks it."


def claims(contract: Contract) -> Said:
    """The claim periods, what late evidence does, and how long the unknown may wait."""
    made = contract.claims
    first = [days_in_words(each) for each in made.first]
    then = [f"each {made.cycle.value}"] if made.cycle else []
    yield said(
        made.clause.number,
        f"Claims are made for {listed([*first, *then], 'and then')}. A payment is in the claim of "
        "the period that its due day is in.",
        *_claims(contract),
    )
    if contract.late_evidence is not None:
        yield _late(contract.late_evidence)
    if contract.wait is not None:
        last = add(START, contract.wait)
        yield said(
            contract.wait_clause.number,
            f"What is not known {contract.wait} after its due day is not achieved, and waits no "
            "longer.",
            f"What falls due on {in_words(START)} may become known up to {in_words(last)}; from "
            f"{in_words(last + 1)} on it is not achieved.",
        )


def _claims(contract: Contract) -> Iterator[str]:
    """The last day of one claim and the first of the next."""
    term = contract.term
    if contract.claims.first:
        one = contract.claims.first[0]
    elif contract.claims.cycle is not None:
        one = claim_of(contract, START if term[0] <= START < term[1] - 366 else term[0])
    else:
        return
    yield f"What falls due on {in_words(one[1] - 1)} is in the claim {span(one)}."
    later = one[1] < term[1] and (contract.claims.cycle or len(contract.claims.first) > 1)
    if later:
        next_ = claim_of(contract, one[1])
        yield f"What falls due on {in_words(one[1])} is in the next, {span(next_)}."


def _late(late: core.LateEvidence) -> tuple[str, Restated]:
    number = late.clause.number
    if not late.counts:
        return said(number, "Evidence that comes after a claim changes nothing.")
    if late.within is None:
        text = "Evidence that comes after a claim changes the next claim, however late it is."
        return said(number, text)
    last = add(START, late.within)
    return said(
        number,
        f"Evidence that comes after a claim adds to the next claim, or takes from it, if it is "
        f"received no later than {late.within} after the due day.",
        f"Of what falls due on {in_words(START)}, evidence received on {in_words(last)} counts; "
        f"received on {in_words(last + 1)} it does not.",
    )


# -- Promises and absences ------------------------------------------------------------------------


def promises(contract: Contract) -> Said:
    """What each promise says of the payments, and that it computes nothing."""
    for promise in contract.promises:
        law = _law(promise)
        if promise.waived is None:
            yield said(promise.clause.number, f"A promise: {law}.", _COMPUTES_NOTHING)
        else:
            yield said(
                promise.clause.number,
                f"This is not promised: that {law}. The reason given is “{promise.waived}”.",
                "It changes no payment: it says that a case which breaks it is meant.",
            )


def _law(promise: core.Promise) -> str:
    """What is promised, of any history that the records could hold."""
    whose = f"the payments for {a(promise.each)}" if promise.each else "the payments in total"
    named = promise.of[: len(promise.of) - (promise.each is not None)]
    match promise.kind:
        case "no day is paid for twice":
            return "no day of a case is the evidence of two payments"
        case "another day":
            after = f" after {words.day(promise.day)}" if promise.day else ""
            return (
                f"if one more day{after} were in {listed(named, 'or')}, {whose} would never be more"
            )
        case "another item":
            return f"if there were one more {listed(named)}, {whose} would never be more"
        case "never changes":
            return f"whatever is recorded of {listed(named)}, the payments are the same"
        case "never exceed":
            return f"{whose} are never more than {promise.amount}"
        case _:
            assert promise.day is not None, "nothing is due after a day"
            return f"nothing falls due after {words.day(promise.day)}"


def absences(contract: Contract) -> Said:
    """What a contract says it has not."""
    for absence in contract.absences:
        match absence.what:
            case "limit":
                by = f" by {listed(absence.of)}" if absence.of else ""
                text = f"no limit is meant on the payments{by}"
            case extreme:
                text = (
                    f"no {extreme} number of {listed([plural(of) for of in absence.of])} is meant"
                )
        yield said(
            absence.clause.number,
            f"{sentence(text)} This answers a question, and computes nothing.",
        )


# -- Versions -------------------------------------------------------------------------------------


def governs(contract: Contract) -> tuple[str, tuple[str, ...]]:
    """By which day it is decided which version of a clause a payment goes by; an edge of it."""
    day = contract.governed_by
    if day is None or isinstance(day, DueDay):
        text = "What falls due while a version of a clause is in force goes by that version."
        what = "What falls due"
    else:
        text = (
            f"A case goes by the version of each clause that is in force on {words.day(day)}. What "
            "is of no one case (limits, deductions, claims, outcomes of a group or of the whole "
            "contract) goes by the version in force on the due day."
        )
        what = f"A case of which {words.day(day)} is"
    if not contract.versions:
        return text, ("No clause has been amended: there is one version of each.",)
    since = contract.versions[0].since
    return text, (
        f"{what} on {in_words(since - 1)} goes by the clauses as signed; on {in_words(since)}, by "
        "those of that day.",
    )
