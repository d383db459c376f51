"""Each law on a small contract with a hole, which it breaks, and on the same guarded, which holds.

The search here is a plain loop over seeds: histories are those of worked examples.
"""

from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Any

import pytest
from attrs import evolve

from sibdsl import api
from sibdsl.interpret.evaluate import evaluate
from sibdsl.model.contract import Contract
from sibdsl.model.ledger import Ledger
from sibdsl.model.lowered import Lowered
from sibdsl.model.money import Money
from sibdsl.model.verdicts import Conflict
from sibdsl.values import changed
from sibdsl.verify.law import Law, Trial
from sibdsl.verify.laws import LAWS, laws_of

CONTRACTS = Path(__file__).parents[2] / "contracts"

HEAD = """Contract "Small".
1.1 The term is from 1 April 2020 to 31 March 2026.
1.2 The commissioners are Ashby and Barrow.
1.3 The outcomes fund is Central Fund.
2.1 The record of each Child holds
    (a) Case Number, a code;
    (b) Person Number, a code;
    (c) Date of Birth, a date;
    (d) Referral, an event;
    (e) Contacts, events, with Told By, a code;
    (f) Stays, periods;
    (g) Service, a period; and
    (h) Death, an event.
2.2 The commissioners certify Stays and Death.
3.1 Window means the 4 weeks beginning with Referral.
4.1 A Child is eligible if age on Referral is from 8 to 15.
"""
WEEK = """5.1 Home Week is achieved for each 7 consecutive days in the Window
    that are not in a Stay.
6.1 Home Week pays £300.
"""
TAIL = """8.1 Central Fund pays 25% of each payment, rounded down to a penny.
8.2 Ashby pays the rest.
9.1 Claims are made for each quarter.
"""
GIVEN = """12.1 Example "At home": given
    (a) Date of Birth is 3 May 2010;
    (b) Person Number is "P1";
    (c) Referral is on 1 June 2020;
    (d) Contact is on 3 June 2020 where Told By is "school";
    (e) Service is from 1 June 2020 to 8 June 2020;
    (f) Stay is from 20 June 2020 to 24 June 2020; and
    (g) Death is on 12 June 2020,
    then by 31 December 2020 nothing is paid.
"""
STOPPED = "5.9 No outcome is achieved on or after Death.\n"
CONTACT = """5.2 Contact Made is achieved for each Contact on the Contact.
6.2 Contact Made pays £50.
"""


def small(*parts: str) -> Lowered:
    """The small contract with these clauses beside the first."""
    found = api.load_text(HEAD + "".join(parts) + TAIL + GIVEN)
    assert found.lowered is not None, found.findings
    return found.lowered


def drawing(random: Random) -> Any:
    """Draws with *random* from the few strategies that laws use."""

    def draw(strategy: Any) -> Any:
        inner = getattr(strategy, "wrapped_strategy", strategy)
        if hasattr(inner, "elements"):
            return random.choice(list(inner.elements))
        if hasattr(inner, "start"):
            return random.randint(inner.start, inner.end)
        return random.random() < 0.5

    return draw


def conflicts(law: Law, contract: Contract, lowered: Lowered, seeds: int) -> Iterator[Conflict]:
    """What breaks *law* on the examples of a contract, or on what is drawn from them."""
    if law.static is not None:
        yield from law.static(contract)
    for seed in range(seeds):
        draw = drawing(Random(seed))  # noqa: S311
        example = lowered.examples[seed % len(lowered.examples)]
        first = trial(contract, example.given.as_at(example.by))
        if law.check is not None:
            yield from law.check(first)
        other = law.pair and law.pair.vary(contract, first.histories, draw)
        if law.pair is not None and other is not None:
            yield from law.pair.related(first, trial(contract, other))


def trial(contract: Contract, histories: Any) -> Trial:
    return Trial(contract, histories, evaluate(contract, histories))


def law(name: str) -> Law:
    return next(one for one in LAWS if one.name == name)


PAIRS = {
    "no-day-twice": (
        (WEEK, "5.2 Two Weeks is achieved for each 14 consecutive days in the Window that are not "
         "in a Stay.\n6.2 Two Weeks pays £100.\n"),
        (WEEK,),
    ),
    "nothing-after-silent-event": ((WEEK,), (WEEK, STOPPED)),
    "one-person-two-numbers": (
        (WEEK,), (WEEK, "2.3 Records with the same Person Number are one Child.\n"),
    ),
    "second-referral-earns-nothing": (
        (CONTACT,), (CONTACT, "7.1 Only the first Contact Made of each Child is paid.\n"),
    ),
    "no-event-twice": (
        (CONTACT,), (CONTACT, "2.4 Only the first Contact of each Child counts.\n"),
    ),
    "back-dating-never-pays": (
        ("3.2 After Care means the 2 weeks after the last day of Service.\n"
         "5.1 Home Day is achieved for each day in After Care that is not in a Stay.\n"
         "6.1 Home Day pays £10.\n",),
        (WEEK,),
    ),
    "late-as-timely": (
        (WEEK, "9.2 Evidence received after a claim is disregarded.\n"),
        (WEEK, "9.2 Evidence received after a claim adds to or reduces the next claim.\n"),
    ),
    "no-cliff": (
        ("3.2 Home Day means the number of days in the Window that are in a Stay.\n"
         "5.1 Success is achieved on the last day of the Window if Home Day is at least 5.\n"
         "6.1 Success pays £10 for each Home Day.\n",),
        (WEEK,),
    ),
    "parts-differ": (
        (WEEK, "3.3 School Contact means each Contact where Told By is \"home\" or \"home\".\n"),
        (WEEK, "3.3 School Contact means each Contact where Told By is \"school\" or \"home\".\n"),
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", PAIRS)
def test_a_hole_breaks_the_law_and_a_guard_keeps_it(name: str) -> None:
    hole, guarded = (small(*parts) for parts in PAIRS[name])

    broken = list(conflicts(law(name), hole.contract, hole, 25))
    assert broken
    assert all(one.words.endswith(".") for one in broken)
    assert not list(conflicts(law(name), guarded.contract, guarded, 25))


SLIPS = {
    "limits-hold": "paid",
    "nothing-negative": "negative",
    "shares-add-up": "paid",
    "nothing-outside-term": "late",
    "nothing-after-stop": "late",
    "nothing-before-referral": "early",
}
"""What is planted in a ledger, and the law that tells."""


def slipped(ledger: Ledger, slip: str) -> Ledger:
    """*ledger* with a slip in its first line, as a fault of the interpreter would make it."""
    first, *others = ledger.lines
    match slip:
        case "paid":
            first = changed(first, paid=first.paid + Money(100_000))
        case "negative":
            first = changed(first, paid=Money(-1))
        case "late":
            first = changed(first, first_due=first.first_due + 3000, last_due=first.last_due + 3000)
        case _:
            first = changed(first, first_due=first.first_due - 60, last_due=first.last_due - 60)
    return changed(ledger, lines=(first, *others))


@pytest.mark.parametrize("name", SLIPS)
def test_a_slip_in_the_ledger_is_told(name: str) -> None:
    limit = "7.1 Payments for each Child do not exceed £900.\n"
    window = "4.2 A Child is Known if Referral is in the Window.\n"
    lowered = small(WEEK, STOPPED, limit, window)
    found = trial(lowered.contract, lowered.examples[0].given.as_at(lowered.examples[0].by))
    check = law(name).check

    assert check is not None
    assert found.ledger.lines
    assert not list(check(found))
    assert list(check(evolve(found, ledger=slipped(found.ledger, SLIPS[name]))))


KNOWN = {("norfolk", "splitting-never-pays"), ("birmingham", "coming-back-never-pays")}
"""What the terms of real schemes leave open: a break of 18 days told as two, and another move."""


@pytest.mark.parametrize("name", ["pan-london", "birmingham", "norfolk"])
def test_the_laws_hold_on_the_worked_examples(name: str) -> None:
    lowered = api.load(CONTRACTS / name / "contract.sib").lowered
    assert lowered is not None
    waived = [p for p in lowered.contract.promises if p.waived is not None]
    for one in laws_of(lowered.contract):
        if (name, one.name) not in KNOWN and not any(one.states(p) for p in waived):
            assert not list(conflicts(one, lowered.contract, lowered, 5)), one.name


def test_an_unknown_date_stays_within_the_calendar() -> None:
    """Found by blanks: a start or a day that is missing once led past the ends of the calendar."""
    days = "3.2 Short means the first 3 days in a Stay in each financial year.\n"
    week = WEEK.replace("in a Stay", "in Short")
    wait = "9.3 An outcome not known within 6 months after the due day is not achieved.\n"
    lowered = small(days, week, CONTACT, wait)
    given = lowered.examples[0].given
    (case,) = given.cases
    blank = evolve(
        case,
        spells={**case.spells, "Stay": (evolve(case.spells["Stay"][0], first=None),)},
        events={**case.events, "Contact": (evolve(case.events["Contact"][0], day=None),)},
    )

    assert not evaluate(lowered.contract, evolve(given, cases=(blank,))).paid
