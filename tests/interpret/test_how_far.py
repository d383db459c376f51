"""How far a condition that does not hold is from holding: one case, a distance of each kind."""

from collections.abc import Iterable, Iterator
from fractions import Fraction
from functools import cache
from pathlib import Path

import pytest

from sibdsl import api
from sibdsl.model.apart import (
    AchievedApart,
    AgeApart,
    Apart,
    CountApart,
    DayApart,
    NeverCame,
    NoneThere,
    NoSuchDay,
    NumberApart,
    OneThere,
    PartsApart,
    RoleApart,
    ValueApart,
)
from sibdsl.model.contract import Contract
from sibdsl.model.days import Day, day
from sibdsl.model.explanation import Checked
from sibdsl.model.histories import Attributes, Case, Event, Histories, Reach, Spell
from sibdsl.model.measured import Counts
from sibdsl.model.money import Money
from sibdsl.model.terms import Comparison
from sibdsl.model.truth import NO

FILE = Path(__file__).parent / "apart" / "distances.sib"
START = day(2021, 3, 1)
END = day(2021, 12, 31)
AT_LEAST, AT_MOST = Comparison.AT_LEAST, Comparison.AT_MOST


@cache
def signed() -> Contract:
    """What the contract with one condition of each kind means."""
    lowered = api.load(FILE).lowered
    assert lowered is not None
    return lowered.contract


def conditions(case: Case, name: str) -> tuple[Checked, ...]:
    """The conditions of an outcome as they are for that case, all known up to END."""
    names = [field.name for field in signed().person.fields]
    histories = Histories((case,), reach=dict.fromkeys(names, Reach(last=END)))
    explained = api.explain(signed(), histories, case.number)
    assert explained is not None
    return next(one.conditions for one in explained.outcomes if one.name == name)


def short(case: Case, name: str) -> tuple[Apart, ...]:
    """What the only condition of an outcome lacks."""
    (one,) = conditions(case, name)
    assert one.truth is NO
    return one.apart


def person(start: Day = START, /, **facts: object) -> Case:
    """Somebody who starts on that day; a field is named as in `Date_of_Birth`."""
    named: Attributes = {name.replace("_", " "): value for name, value in facts.items()}  # type: ignore[misc]
    return Case("1", named, {"Start": (Event(start),)})


def with_events(start: Day = START, /, **days: Day) -> Case:
    """Somebody to whom each thing happens on one day."""
    return Case("1", {}, {"Start": (Event(start),)} | {k: (Event(d),) for k, d in days.items()})


def hostel(*spells: tuple[Day, Day | None]) -> Case:
    """Somebody in a hostel, from and to days that are both included."""
    stays = tuple(Spell(first, last) for first, last in spells)
    return Case("1", {}, {"Start": (Event(START),)}, {"Hostel": stays})


def convicted(on: Day, kind: str) -> Case:
    """Somebody with one conviction."""
    events = {"Start": (Event(START),), "Conviction": (Event(on, {"Kind": kind}),)}
    return Case("1", {}, events)


YOUNG = person(Date_of_Birth=day(2003, 3, 13))
OLD = person(Date_of_Birth=day(1996, 2, 1))
SCORE = NumberApart("Score", Fraction(5), Comparison.MORE, Fraction(5))
RATE = NumberApart("Rate", Fraction(9, 100), AT_LEAST, Fraction(10, 100), Counts.PERCENT)
DEBT = NumberApart("Debt", Fraction(130_000), AT_MOST, Fraction(120_000), Counts.MONEY)
FOUR_WEEKS = START, START + 28


@pytest.mark.parametrize(
    ("case", "name", "wanted"),
    [
        (YOUNG, "A1", AgeApart("Start", START, 17, AT_LEAST, 18, day(2021, 3, 13))),
        (OLD, "A1", AgeApart("Start", START, 25, AT_MOST, 24, day(2021, 2, 1))),
        (
            person(day(2021, 4, 12)),
            "A2",
            DayApart(
                *("Start", day(2021, 4, 12), day(2021, 3, 31), "Start Window"),
                inside=True,
                edge="last",
            ),
        ),
        (
            person(day(2020, 12, 31)),
            "A2",
            DayApart(
                *("Start", day(2020, 12, 31), day(2021, 1, 1), "Start Window"),
                inside=True,
                edge="first",
            ),
        ),
        (
            hostel((START - 9, START + 1)),
            "A3",
            DayApart("Start", START, START + 2, "Hostel", inside=False),
        ),
        (
            with_events(Meeting=START + 3),
            "A4",
            DayApart("Meeting", START + 3, START, "Start", START),
        ),
        (with_events(), "A4", NeverCame("Meeting", END)),
        (person(Debt=Money(130_000)), "A5", DEBT),
        (person(Rate=Fraction(9, 100)), "A6", RATE),
        (person(Place="none"), "A7", ValueApart("Place", "none", ("flat",))),
        (
            person(Borough="Barrow"),
            "A8",
            RoleApart("Barrow", "commissioner", START, day(2021, 7, 1)),
        ),
        (person(Borough="Crewe"), "A8", RoleApart("Crewe", "commissioner", START, None)),
        (person(), "A9", NoneThere("Theft")),
        (
            convicted(START + 5, "theft"),
            "A9",
            NoneThere(
                "Theft", (START + 5, DayApart("Conviction", START + 5, START, "Start", START))
            ),
        ),
        (
            convicted(START - 5, "other"),
            "A9",
            NoneThere("Theft", (START - 5, ValueApart("Kind", "other", ("theft",)))),
        ),
        (convicted(START - 5, "theft"), "A10", OneThere("Conviction", START - 5)),
        (
            hostel((START, START + 26)),
            "A11",
            CountApart(FOUR_WEEKS, 28, ("Hostel",), 27, None, None, ((START + 27, START + 28),)),
        ),
        (person(Score=Fraction(5)), "A16", SCORE),
        (person(), "A17", NoSuchDay("Start", START, "Hostel")),
        (
            hostel((START - 9, START - 2), (START + 4, START + 9)),
            "A17",
            DayApart("Start", START, START - 2, "Hostel", inside=True),
        ),
        (person(Place="flat"), "A18", ValueApart("Place", "flat", ("flat",), denied=True)),
        (person(Place="none"), "A15", AchievedApart("A7")),
        (person(Place="flat"), "A19", AchievedApart("A7", denied=True)),
    ],
)
def test_the_distance_of_each_kind_of_condition(case: Case, name: str, wanted: Apart) -> None:
    assert short(case, name) == (wanted,)


def stated(listed: Iterable[Checked]) -> Iterator[Checked]:
    """Every condition and its parts, however deep."""
    for one in listed:
        yield one
        yield from stated(one.within)


def test_each_part_of_a_list_tells_its_own_distance() -> None:
    case = Case("1", {"Place": "none"}, {"Start": (Event(START),), "Meeting": (Event(START + 3),)})
    parts = {one.clause.number: one.apart for one in stated(conditions(case, "A13"))}

    assert parts["5.13"] == ()
    assert parts["3.5(a)"] == (ValueApart("Place", "none", ("flat",)),)
    assert parts["3.5(b)"] == (DayApart("Meeting", START + 3, START - 1, "Start", START),)


def test_of_so_many_of_a_list_it_is_told_how_many_hold() -> None:
    case = person(Place="none", Score=Fraction(5))
    parts = {one.clause.number: one.apart for one in stated(conditions(case, "A12"))}

    assert parts["3.4"] == (PartsApart(1, 2),)
    assert parts["3.4(a)"] == (ValueApart("Place", "none", ("hostel",)),)
    assert parts["3.4(c)"] == (NoneThere("Meeting"),)


def test_what_is_denied_of_a_list_is_told_of_what_holds() -> None:
    """Not settled: but the place is a flat."""
    parts = {one.clause.number: one.apart for one in conditions(person(Place="flat"), "A14")}
    assert parts["5.14"] == (ValueApart("Place", "flat", ("flat",), denied=True),)


def test_what_holds_and_what_is_not_known_is_no_distance_off() -> None:
    unknown = person(Place=None, Date_of_Birth=None)
    held = person(Date_of_Birth=day(2000, 3, 1))
    assert [one.apart for name in ("A1", "A7") for one in conditions(unknown, name)] == [(), ()]
    assert [one.apart for one in conditions(held, "A1")] == [()]
