import pytest
from attrs import evolve
from verify.small_holes import TEXT, lowered

from sibdsl.model.days import day
from sibdsl.model.histories import Case, Event, Histories, Reach
from sibdsl.verify.counterexample import as_example, said
from sibdsl.verify.strategies import drawn

HOMEWARD = lowered()
GIVEN = HOMEWARD.examples[0].given
BY = day(2024, 5, 26)


def test_a_history_is_said_with_what_it_pays() -> None:
    assert as_example(TEXT, HOMEWARD.contract, GIVEN, BY, "Three weeks") is None

    known = evolve(GIVEN, reach={name: Reach(last=BY) for name in GIVEN.reach})

    assert as_example(TEXT, HOMEWARD.contract, known, BY, "Three weeks") == (
        '12.2 Example "Three weeks": given\n'
        "    (a) Date of Birth is 3 May 2014; and\n"
        "    (b) Referral is on 6 May 2024,\n"
        "    then by 26 May 2024 Home Week pays £900 and Sutton pays £900."
    )


@pytest.mark.parametrize("seed", range(3))
def test_most_histories_can_be_said(seed: int) -> None:
    can_be = 0
    for history in drawn(HOMEWARD.contract, HOMEWARD.examples, 8, seed):
        by = max(reach.last for reach in history.reach.values())
        can_be += bool(as_example(TEXT, HOMEWARD.contract, history, by, "Drawn"))

    assert can_be >= 6


def test_what_cannot_be_said_says_why() -> None:
    undated = Histories((Case("1", {}, {"Referral": (Event(None),)}),))

    assert "has no date" in said(TEXT, HOMEWARD.contract, undated, BY, "x").why_not
    assert "needs a fact" in said(TEXT, HOMEWARD.contract, Histories(()), BY, "x").why_not
    partly = evolve(GIVEN, reach={**GIVEN.reach, "Stay": Reach(last=day(2024, 5, 7))})
    assert "less far" in said(TEXT, HOMEWARD.contract, partly, BY, "x").why_not
