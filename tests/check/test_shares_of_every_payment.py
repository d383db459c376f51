"""The shares are looked at for every payment there could be: each outcome, on each due day."""

from datetime import date
from fractions import Fraction
from operator import ge, gt, le, lt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sibdsl.check import check
from sibdsl.diagnostics import Finding
from sibdsl.model.days import Day, in_words
from sibdsl.source import Source
from sibdsl.syntax.parse import parse

FIRST = date(2026, 4, 1).toordinal()
LAST = FIRST + 9
OUTCOMES = ("Home Week", "Completion")
TOO_MUCH, TOO_LITTLE = "SIB402", "SIB403"
SIDES = {"before": lt, "on or before": le, "on or after": ge, "after": gt}
BEGINNING = f"""Contract "Homeward".
The term is from {in_words(FIRST)} to {in_words(LAST)}.
The commissioners are Sutton and Newham.
The record of each Child holds (a) Case Number, a code; and (b) Referral, an event.
Home Week is achieved on Referral.
Completion is achieved on the day after Referral.
Home Week pays £300.
Completion pays £2,000.
Claims are made for each quarter.
"""

Drawn = tuple[int, tuple[str, ...], tuple[str, Day] | tuple[Day, Day] | None]


@st.composite
def shares(draw: st.DrawFn) -> Drawn:
    """A percentage, the outcomes that it is for, and the due days."""
    days = st.integers(FIRST - 2, LAST + 2)
    side = st.tuples(st.sampled_from(sorted(SIDES)), days)
    span = st.tuples(days, days).map(lambda pair: (min(pair), max(pair)))
    outcomes = draw(st.sampled_from([(), OUTCOMES, *((one,) for one in OUTCOMES)]))
    return draw(st.integers(1, 10)) * 10, outcomes, draw(st.none() | side | span)


def said(share: Drawn) -> str:
    """The sentence of a share."""
    percent, outcomes, due = share
    of = f" for {' and '.join(outcomes)}" if outcomes else ""
    when = ""
    match due:
        case None:
            pass
        case (str() as side, day):
            when = f" due {side} {in_words(day)}"
        case first, last:
            when = f" due from {in_words(int(first))} to {in_words(last)}"
    return f"Sutton pays {percent}% of each payment{of}{when}.\n"


def met(share: Drawn, outcome: str, day: Day) -> bool:
    """Whether a payment for that outcome, due on that day, meets the share."""
    _, outcomes, due = share
    if outcomes and outcome not in outcomes:
        return False
    match due:
        case None:
            return True
        case (str() as side, on):
            return bool(SIDES[side](day, on))
        case first, last:
            return int(first) <= day <= last


def findings(text: str) -> list[Finding]:
    parsed = parse(Source("contract.sib", BEGINNING + text))
    assert parsed.findings == ()
    return list(check(parsed.document))


@given(st.lists(shares(), max_size=4), st.sampled_from(["", "Newham pays the rest.\n"]))
def test_a_payment_met_by_too_much_or_too_little_is_found(drawn: list[Drawn], rest: str) -> None:
    sums = [
        sum((Fraction(s[0]) for s in drawn if met(s, outcome, day)), Fraction(0))
        for outcome in OUTCOMES
        for day in range(FIRST, LAST + 1)
    ]
    wanted = {TOO_MUCH} if max(sums) > 100 else set()
    wanted |= {TOO_LITTLE} if min(sums) < 100 and not rest else set()

    found = findings("".join(map(said, drawn)) + rest)

    assert {finding.code.number for finding in found} == wanted


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (
            "Sutton pays 60% of each payment.\nNewham pays 50% of each payment for Completion.\n"
            "Newham pays the rest.\n",
            "the shares come to 110% of a payment for `Completion`",
        ),
        (
            "Sutton pays 100% of each payment due before 5 April 2026.\n"
            "Newham pays 90% of each payment due on or after 5 April 2026.\n",
            "nobody pays the other 10% of a payment due on 5 April 2026",
        ),
        (
            "Sutton pays 100% of each payment for Completion due before 5 April 2026.\n"
            "Newham pays 100% of each payment for Home Weeks.\n",
            "nobody pays 100% of a payment for `Completion` due on 5 April 2026",
        ),
        ("Sutton pays 40% of each payment.\n", "nobody pays the other 60% of a payment"),
    ],
)
def test_the_message_names_a_payment_for_which_it_is_so(text: str, words: str) -> None:
    assert [finding.message for finding in findings(text)] == [words]
