"""A small contract, plain and with a hole, and a law of the tests' own."""

from collections.abc import Iterator

from attrs import evolve

from sibdsl import api
from sibdsl.model.contract import Contract
from sibdsl.model.histories import Histories
from sibdsl.model.lowered import Lowered
from sibdsl.model.verdicts import Conflict
from sibdsl.verify.law import Draw, Law, Pair, Trial

TEXT = """Contract "Homeward".
1.1 The term is from 1 April 2024 to 31 March 2030.
1.2 The commissioners are Sutton and Bexley.
2.1 The record of each Child holds
    (a) Case Number, a code;
    (b) Date of Birth, a date;
    (c) Referral, an event;
    (d) Stays, periods that do not overlap, with Kind, one of "short" or "long";
    (e) Visits, events, with Score, a number; and
    (f) Death, an event.
2.2 The record of the contract holds Termination, an event.
3.1 Tracking Period means the 52 weeks beginning with Referral.
3.2 Away means each day in the Stays where Kind is "long".
4.1 A Child is eligible if age on Referral is from 8 to 15.
5.1 Home Week is achieved for each 7 consecutive days in the Tracking Period that are not in Away.
6.1 Home Week pays £300.
7.1 Payments for each Child do not exceed £900.
8.1 Sutton pays the rest.
9.1 Claims are made for each quarter.
12.1 Example "Two weeks": given
    (a) Date of Birth is 3 May 2014; and
    (b) Referral is on 6 May 2024,
    then by 19 May 2024 Home Week pays £600.
"""


def lowered(text: str = TEXT) -> Lowered:
    """What the contract *text* means."""
    found = api.load_text(text).lowered
    assert found is not None
    return found


def nothing(_: Contract) -> Iterator[str]:
    """No clause at all."""
    return iter(())


def outcome(_: Contract) -> Iterator[str]:
    yield "5.1"


def limit(_: Contract) -> Iterator[str]:
    yield "7.1"


def _over_600(trial: Trial) -> Iterator[Conflict]:
    if trial.ledger.paid.pence > 60_000:
        yield Conflict("more than £600 is paid", trial.ledger.lines, ("5.1",))


def _without_stays(_: Contract, given: Histories, draw: Draw) -> Histories | None:
    if not any(case.spells for case in given.cases):
        return None
    return evolve(given, cases=tuple(evolve(case, spells={}) for case in given.cases))


def _no_more(first: Trial, second: Trial) -> Iterator[Conflict]:
    if second.ledger.paid.pence > first.ledger.paid.pence:
        yield Conflict("without stays more is paid", second.ledger.lines, ("5.1",))


AT_MOST_600 = Law("at-most-600", "At most £600 is paid.", outcome, check=_over_600)
NEVER = Law("never", "Nothing ever breaks this.", outcome, check=lambda _: iter(()))
NOT_THERE = Law(
    "not-there",
    "It speaks of a clause that is not there.",
    lambda _: iter(("99.9",)),
    check=lambda _: iter(()),
)
NOT_ASKED = Law("not-asked", "It matters to nobody.", nothing, check=_over_600)
STAYS = Law(
    "stays-take-nothing",
    "Without stays no more is paid.",
    outcome,
    pair=Pair(_without_stays, _no_more),
)
