"""Items in columns beside the interpreter's: the earliest of many, the only one, the recorded."""

from collections.abc import Sequence

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from side_by_side import beside, plain, plain_one

from sibdsl.columns import from_histories
from sibdsl.engine import items as rows
from sibdsl.interpret import items as defined
from sibdsl.model import terms
from sibdsl.model.contract import Claims, Contract, Counted
from sibdsl.model.days import day
from sibdsl.model.histories import Case, Event, Histories, Reach, Row, Spell
from sibdsl.model.records import Attribute, Kind, RecordField, RecordKind, Shape, ValueType
from sibdsl.model.terms import NO_CLAUSE

FIRST = day(2020, 1, 1)
DAYS = st.integers(FIRST, FIRST + 8)
WORDS = st.sampled_from(("a", "b", None))
COLOUR = Attribute("Colour", ValueType(Kind.CODE))
FIELDS = tuple(
    RecordField(f"{shape.name} {many}", shape, None, (COLOUR,))
    for shape, many in (
        (Shape.EVENTS, "many"),
        (Shape.PERIODS, "many"),
        (Shape.EVENT, "one"),
        (Shape.PERIOD, "one"),
        (Shape.EVENTS, "first two"),
    )
)


def contract() -> Contract:
    person = RecordKind("Child", FIELDS)
    return Contract(
        title="Homeward",
        digest="",
        term=(FIRST, FIRST + 400),
        holdings=(),
        person=person,
        record=RecordKind("", ()),
        case_number="Case Number",
        definitions={},
        outcomes=(),
        tariffs={},
        claims=Claims((), None, NO_CLAUSE),
        first_items={"EVENTS first two": Counted(2, NO_CLAUSE)},
    )


CONTRACT = contract()


@st.composite
def records(draw: st.DrawFn, shape: Shape) -> Event | Spell:
    first, length = draw(DAYS | st.none()), draw(st.integers(0, 5))
    said = {"Colour": draw(WORDS)}
    at = (Row(draw(st.sampled_from(("b.csv", "a.csv"))), draw(st.integers(2, 5))),)
    certified = draw(st.integers(0, 3)) > 0
    if not shape.lasts:
        return Event(first, said, at, certified)
    open_ = draw(st.booleans())
    last = None if open_ else (first if first is not None else draw(DAYS)) + length
    return Spell(first, last, said, at, certified)


@st.composite
def cases(draw: st.DrawFn, number: str) -> Case:
    listed = {
        f.name: tuple(draw(st.lists(records(f.shape), max_size=3 if f.shape.many else 1)))
        for f in FIELDS
    }
    return Case(
        number,
        events={f.name: listed[f.name] for f in FIELDS if not f.shape.lasts},  # type: ignore[misc]
        spells={f.name: listed[f.name] for f in FIELDS if f.shape.lasts},  # type: ignore[misc]
    )


@st.composite
def histories(draw: st.DrawFn) -> Histories:
    numbers = [str(n) for n in range(draw(st.integers(0, 3)))]
    reaches = st.sampled_from(
        (
            Reach(last=FIRST + 9),
            Reach(FIRST + 3, FIRST + 6),
            Reach(last=FIRST + 4),
            Reach(FIRST + 1, FIRST + 12),
        )
    )
    reach = {f.name: draw(reaches) for f in FIELDS if draw(st.integers(0, 6))}
    return Histories(tuple(draw(cases(number)) for number in numbers), reach=reach)


@given(histories())
def test_what_is_recorded_is_the_same_in_columns(given_: Histories) -> None:
    persons = beside(CONTRACT, given_)[terms.OWN]

    for field in FIELDS:
        recorded = terms.Recorded(field.name)
        covering = terms.AttributeOn(field.name, "Colour", terms.Literal(FIRST + 5))
        for term in (
            terms.DayOf(terms.Only(recorded)),
            terms.SpanOf(terms.Only(terms.FirstItems(recorded, 1))),
            terms.FirstItems(recorded, 2),
            terms.AttributeOf(terms.Only(recorded), "Colour"),
            terms.CountDays(terms.Covered(recorded)),
            covering,
        ):
            assert list(persons.differing(term)) == []


@given(histories(), st.integers(1, 3))
def test_the_first_of_items_of_several_fields(given_: Histories, n: int) -> None:
    found = from_histories(CONTRACT, given_)
    persons = beside(CONTRACT, given_)[terms.OWN]
    assert len(found.persons) == len(persons.readings)

    for field in FIELDS:
        listed = [reading.items(terms.Recorded(field.name)) for reading in persons.readings]
        taken = persons.scope.items(terms.Recorded(field.name)).taken(_backwards(listed))
        first, only = rows.first(taken, n), rows.only(taken)
        assert plain(first) == [plain_one(defined.first(row, n)) for row in listed[::-1]]
        assert plain(only) == [plain_one(defined.only(row)) for row in listed[::-1]]


def _backwards(listed: Sequence[object]) -> np.ndarray:  # type: ignore[type-arg]
    return np.arange(len(listed) - 1, -1, -1)
