"""What the story of one case says of other people: how many they are, and nothing else."""

from fractions import Fraction

from test_readings import event, meant, of

from sibdsl import api
from sibdsl.interpret.explain import each_explained
from sibdsl.model.apart import PlacesApart
from sibdsl.model.contract import Contract
from sibdsl.model.days import day
from sibdsl.model.explanation import CaseExplained, Checked
from sibdsl.model.histories import Case
from sibdsl.model.money import Money
from sibdsl.model.truth import NO, UNKNOWN, YES
from sibdsl.render.story import story

START = day(2021, 3, 1)
END = day(2021, 3, 31)

ACROSS = """Contract "A mean for all".
1.1 The term is from 1 January 2020 to 31 December 2025.
1.2 The commissioner is Ashby.
2.1 The record of each Learner holds
    (a) Case Number, a code; (b) Start, an event; and (c) Score, a number.
3.1 Mean Score means the average of Score across eligible Learners.
4.1 A Learner is eligible if Start is in the term.
5.1 Bonus is achieved on Start if Mean Score is at least 10.
6.1 Bonus pays £1.
8.1 Ashby pays the rest.
9.1 Claims are made for each quarter.
"""


def across() -> Contract:
    """A contract under which what each is paid hangs on the scores of all."""
    lowered = api.load_text(ACROSS).lowered
    assert lowered is not None
    return lowered.contract


def learner(number: str, score: int | None) -> Case:
    known = None if score is None else Fraction(score)
    return Case(number, {"Score": known}, {"Start": event(START)})


def told(contract: Contract, number: str, *cases: Case) -> CaseExplained:
    explained = api.explain(contract, of(contract, END, *cases), number)
    assert explained is not None
    return explained


def test_whose_facts_are_missing_is_not_said_but_of_how_many() -> None:
    cases = (learner("L-1", 12), learner("L-2", None), learner("L-3", None))
    explained = told(across(), "L-1", *cases)
    (bonus,) = explained.outcomes
    said = story(explained)

    assert bonus.conditions[0].facts[-1] == "Score is missing, of 2 other cases"
    assert [waiting.facts for waiting in bonus.waiting] == [("Score is missing, of 2 other cases",)]
    assert "L-2" not in said
    assert "L-3" not in said


def test_the_case_itself_is_not_one_of_the_others() -> None:
    cases = (learner("L-1", 12), learner("L-2", None))
    facts = {n: told(across(), n, *cases).outcomes[0].waiting[0].facts for n in ("L-1", "L-2")}

    assert facts == {
        "L-1": ("Score is missing, of 1 other case",),
        "L-2": ("Score is missing",),
    }


def test_what_others_were_paid_uses_up_no_limit_of_ones_own() -> None:
    contract = meant("limits.sib")
    paid = [Case(n, events={"Start": event(START)}) for n in ("A", "B")]
    explained = told(contract, "A", *paid)
    used = {room.clause: room.used for room in explained.rooms}

    assert used["7.2"] == Money(8_000)
    assert used["7.5"] == 1
    assert (used["7.4"], "7.1" in used) == (0, False)
    whole = {
        room.clause: room.used
        for room in api.explain_whole(contract, of(contract, END, *paid)).rooms
    }
    assert whole == {"7.1": Money(16_000), "7.3": Money(0)}


def man(number: str, release: int, risk: str | None = "high") -> Case:
    return Case(number, {"Risk": risk}, {"Release": event(day(2021, 3, release))})


def place(explained: CaseExplained) -> Checked | None:
    """What is said of the places, if anything."""
    return next((one for one in explained.conditions if one.clause.number == "4.2"), None)


def test_how_many_came_before_where_there_are_two_places() -> None:
    contract = meant("places.sib")
    given = of(
        contract, END, man("A", 9), man("B", 1), man("C", 2), man("D", 3, "low"), man("E", 12)
    )
    ledger = api.evaluate(contract, given)
    stories = {one.number: one for one in each_explained(contract, given, ledger)}
    places = {number: place(one) for number, one in stories.items()}
    said = {n: (p.truth, p.facts[0], p.apart) for n, p in places.items() if p is not None}

    assert said == {
        "A": (NO, "2 came before, for 2 places", (PlacesApart(2, 2),)),
        "B": (YES, "0 came before, for 2 places", ()),
        "C": (YES, "1 came before, for 2 places", ()),
        "E": (NO, "3 came before, for 2 places", (PlacesApart(3, 2),)),
    }
    assert "Eligible: no, for want of 4.2 alone\n" in story(stories["A"])


def test_who_may_have_come_before_is_not_counted() -> None:
    contract = meant("places.sib")
    explained = told(contract, "C", man("A", 1, None), man("B", 2), man("C", 3))
    found = place(explained)

    assert found is not None
    assert found.truth is UNKNOWN
    assert found.facts == ("1 came before, for 2 places; whether others did is not known",)
