"""A slip in the interpreter breaks the law that watches it: the laws are a second pair of eyes.

Each slip is planted in one function, and one law is searched, on a small contract, with few
histories. Its example expects nothing: it only gives the search something to begin with.
"""

from collections.abc import Callable
from functools import cache
from typing import Any

import pytest
from attrs import frozen
from verify import law_faults

from sibdsl import api
from sibdsl.interpret import achieve, beside, claims, course, items, limits, meaning, pay
from sibdsl.interpret import evaluate as evaluating
from sibdsl.model.lowered import Lowered
from sibdsl.model.verdicts import Standing
from sibdsl.verify import search_workers
from sibdsl.verify.laws import LAWS
from sibdsl.verify.search import Budget, searched

BUDGET = Budget(histories=600, seconds=20)
FEW = Budget(histories=20, seconds=20)

HEAD = """Contract "Watched".
1.1 The term is from 1 April 2020 to 31 March 2022.
1.2 The commissioners are Ashby and Barrow.
1.3 The outcomes fund is Central Fund.
2.1 The record of each Child holds
    (a) Case Number, a code;
    (b) Born, a date;
    (c) Setting, one of "home" or "foster";
    (d) Referral, an event;
    (e) Contacts, events;
    (f) Stays, periods; and
    (g) Death, an event.
3.1 Window means the 4 weeks beginning with Referral.
4.1 A Child is eligible if age on Referral is from 8 to 15.
"""
WEEK = """5.1 Home Week is achieved for each 7 consecutive days in the Window
    that are not in a Stay.
6.1 Home Week pays £300.
"""
CONTACT = """5.2 Contact Made is achieved for each Contact on the Contact.
6.2 Contact Made pays £50.50.
"""
SPLIT = """8.1 Central Fund pays 25% of each payment, rounded down to a penny.
8.2 Ashby pays the rest.
"""
TAIL = """9.1 Claims are made for each quarter.
12.1 Example "Given": given
    (a) Born is 3 May 2010;
    (b) Setting is "foster";
    (c) Referral is on 1 June 2020;
    (d) Contact is on 3 June 2020;
    (e) Contact is on 4 June 2020;
    (f) Contact is on 5 June 2020;
    (g) Contact is on 1 April 2022; and
    (h) Death is on 12 June 2020,
    then by 30 June 2022 nothing is paid.
12.2 Example "Of no known age": given
    (a) Referral is on 1 June 2020; and
    (b) Contact is on 3 June 2020,
    then by 30 June 2022 nothing is paid.
12.3 Example "Two alike": given Child "A" with
    (a) Born is 3 May 2010;
    (b) Referral is on 1 June 2020;
    (c) Contact is on 3 June 2020; and
    (d) Contact is on 1 April 2022,
    and given Child "B" with
    (a) Born is 3 May 2010;
    (b) Referral is on 1 June 2020;
    (c) Contact is on 3 June 2020; and
    (d) Contact is on 1 April 2022,
    then by 30 June 2022 nothing is paid.
"""
GRANT = """8.3 Payments by Central Fund do not exceed £100.
8.4 Once Central Fund has paid its limit, Ashby pays that share.
"""


@frozen
class Planted:
    """*slipped* in the place of the function *name* of *module*; the law that watches it."""

    module: Any
    name: str
    slipped: Callable[..., Any]
    law: str
    clauses: tuple[str, ...]


SLIPS = {
    "a limit leaves a penny more": Planted(
        limits,
        "_rooms",
        law_faults.a_penny_more,
        "limits-hold",
        (CONTACT, "7.1 Payments for each Child do not exceed £100.\n", SPLIT),
    ),
    "one more is paid than a limit says": Planted(
        limits,
        "rooms_by_number",
        law_faults.one_more,
        "limits-hold",
        (
            CONTACT,
            "7.1 Only the first 2 Contacts Made of each Child are paid.\n"
            "7.2 An outcome above a limit is counted but not paid.\n",
            SPLIT,
        ),
    ),
    "a grant has no end": Planted(
        limits,
        "limited_by_payer",
        lambda drafts, on: None,
        "grant-never-overspent",
        (WEEK, SPLIT, GRANT),
    ),
    "what a grant leaves goes to nobody": Planted(
        limits, "_hand_on", lambda *asked: None, "shares-add-up", (WEEK, SPLIT, GRANT)
    ),
    "a share is a penny short": Planted(
        pay, "shared", law_faults.a_penny_lost, "shares-add-up", (CONTACT, SPLIT)
    ),
    "a stop is a day late": Planted(
        achieve,
        "window",
        law_faults.a_day_late,
        "nothing-after-stop",
        (
            "5.1 Home Day is achieved for each day in the Window.\n6.1 Home Day pays £10.\n",
            "5.9 No outcome is achieved on or after Death.\n",
            SPLIT,
        ),
    ),
    "the day after the term is in it": Planted(
        achieve, "both", law_faults.the_end_included, "nothing-outside-term", (CONTACT, SPLIT)
    ),
    "what is not known is denied": Planted(
        meaning,
        "negation",
        law_faults.unknown_denied,
        "unknown-never-pays",
        (
            "5.2 Contact Made is achieved for each Contact on the Contact, "
            'if Setting is not "foster".\n6.2 Contact Made pays £50.50.\n',
            SPLIT,
        ),
    ),
    "a run is a day shorter": Planted(
        achieve, "_in_lengths", law_faults.a_day_too_few, "runs-on-their-own-days", (WEEK, SPLIT)
    ),
    "a run is found twice": Planted(
        achieve, "units", law_faults.found_twice, "no-day-twice", (WEEK, SPLIT)
    ),
    "a period begins a day early": Planted(
        meaning, "beginning", law_faults.a_day_early, "nothing-before-referral", (WEEK, SPLIT)
    ),
    "who may be eligible is": Planted(
        course, "_met", law_faults.the_doubtful_eligible, "only-eligible", (CONTACT, SPLIT)
    ),
    "nobody has to certify": Planted(
        items,
        "_recorded",
        law_faults.certified_or_not,
        "certified-only",
        (CONTACT, "2.2 Ashby certifies Contacts.\n", SPLIT),
    ),
    "what lies beyond the data did not happen": Planted(
        meaning.found,
        "beyond",
        lambda reach: iter(()),
        "data-that-ends-never-pays",
        (
            "3.5 Last Year means from 1 April 2021 to 1 April 2022.\n"
            "5.1 Success is achieved on Referral if there is no Contact in Last Year.\n"
            "6.1 Success pays £100.\n",
            SPLIT,
        ),
    ),
    "relief is paid beside what it replaces": Planted(
        beside,
        "relieved",
        lambda drafts, on: drafts,
        "relief-replaces",
        (
            CONTACT,
            "7.1 In place of the payments due from 1 April 2020 to 30 June 2020, "
            "Ashby pays £1,000 for each quarter.\n",
            SPLIT,
        ),
    ),
    "the last wording governs all": Planted(
        course,
        "_governed",
        law_faults.the_last_wording,
        "governing-version",
        (
            CONTACT,
            "9.4 Each clause applies as it stands on Referral.\n"
            "10.1 From 1 April 2021, clause 6.2 reads: Contact Made pays £60.\n",
            SPLIT,
        ),
    ),
    "a deduction leaves one more": Planted(
        claims,
        "_left",
        law_faults.one_more_left,
        "deduction-leaves-no-more",
        (
            CONTACT,
            "6.3 In each claim, 50% of the Contacts Made is deducted, "
            "and the number left is rounded down to a whole number.\n",
            "8.1 Ashby pays 100% of each payment.\n",
        ),
    ),
    "a price below nought is paid": Planted(
        evaluating,
        "price",
        law_faults.below_nought,
        "nothing-negative",
        (
            "3.2 Age Left means 2 less Contact Count.\n"
            "3.3 Contact Count means the number of Contacts in the term.\n"
            "5.1 Success is achieved on Referral.\n6.1 Success pays £100 for each Age Left.\n",
            "8.1 Ashby pays 100% of each payment.\n",
        ),
    ),
    "the order of the files decides": Planted(
        pay,
        "number_of",
        law_faults.in_no_turn,
        "order-never-matters",
        (CONTACT, "7.1 Payments in total do not exceed £75.\n", SPLIT),
    ),
}


@cache
def lowered(*clauses: str) -> Lowered:
    found = api.load_text(HEAD + "".join(clauses) + TAIL)
    assert found.lowered is not None, found.findings
    return found.lowered


def standing(planted: Planted, budget: Budget) -> Standing:
    """What a small search of that law alone says."""
    contract = lowered(*planted.clauses)
    law = next(one for one in LAWS if one.name == planted.law)
    (verdict,) = searched(contract.contract, contract.examples, [law], budget)
    return verdict.standing


@pytest.mark.parametrize("name", SLIPS)
def test_a_slip_in_the_interpreter_breaks_the_law_that_watches_it(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    slip = SLIPS[name]
    # What is found need not be made small.
    monkeypatch.setattr(search_workers, "smallest", lambda contract, law, broken, *_: broken)

    assert standing(slip, FEW) is not Standing.BROKEN

    monkeypatch.setattr(slip.module, slip.name, slip.slipped)

    assert standing(slip, BUDGET) is Standing.BROKEN


def test_the_slips_lie_in_many_parts_of_the_interpreter() -> None:
    assert len(SLIPS) >= 12
    assert len({slip.module for slip in SLIPS.values()}) >= 8
