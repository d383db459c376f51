"""Histories of the small contract for which terms of every kind are drawn."""

from typing import Any, Final

from hypothesis import strategies as st
from term_strategies import COHORT, DAYS, FIRST, PARTIES, PERSON, WHOLE

from sibdsl.model.histories import Case, Event, Histories, Reach, Row, Spell
from sibdsl.model.money import Money
from sibdsl.model.records import Kind, RecordField, RecordKind

_VALUES: Final = {
    Kind.CODE: st.sampled_from(("red", "blue")),
    Kind.DATE: DAYS,
    Kind.NUMBER: st.fractions(-3, 3, max_denominator=3),
    Kind.AMOUNT: st.builds(Money, st.integers(0, 500)),
    Kind.PARTY: st.sampled_from((*PARTIES, "Nobody")),
    Kind.RECORD: st.sampled_from(("A", "B", "C")),
}


@st.composite
def cases(draw: st.DrawFn, number: str, kind: RecordKind) -> Case:
    """A record of that kind, in which anything may be missing."""
    facts: dict[str, Any] = {}
    listed: dict[str, tuple[Any, ...]] = {}
    for one in kind.fields:
        if one.type is not None:
            facts[one.name] = draw(st.none() | _VALUES[one.type.kind])
        else:
            many = draw(st.integers(0, 3 if one.shape.many else 1))
            listed[one.name] = tuple(draw(records(one)) for _ in range(many))
    return Case(
        number,
        facts,
        {f.name: listed[f.name] for f in kind.fields if not f.shape.lasts and f.type is None},
        {f.name: listed[f.name] for f in kind.fields if f.shape.lasts},
    )


@st.composite
def records(draw: st.DrawFn, field: RecordField) -> Event | Spell:
    """An event or a spell of that field."""
    rarely = st.integers(0, 9).map(lambda n: n == 0)
    first = None if draw(rarely) else draw(DAYS)
    said = {a.name: draw(st.none() | _VALUES[a.type.kind]) for a in field.attributes}
    at = (Row(draw(st.sampled_from(("b.csv", "a.csv"))), draw(st.integers(2, 5))),)
    certified = not draw(rarely)
    if not field.shape.lasts:
        return Event(first, said, at, certified)
    last = None if draw(rarely) else (draw(DAYS) if first is None else first)
    length = draw(st.integers(0, 12))
    return Spell(first, None if last is None else last + length, said, at, certified)


@st.composite
def histories(draw: st.DrawFn) -> Histories:
    """Some children of two cohorts, one perhaps left out."""
    reaches = st.sampled_from(
        (Reach(last=FIRST + 500), Reach(FIRST + 3, FIRST + 60), Reach(last=FIRST + 25))
    )
    names = [f.name for kind in (PERSON, COHORT, WHOLE) for f in kind.fields]
    reach = {name: draw(reaches) for name in names if draw(st.integers(0, 9))}
    numbers = [str(n) for n in range(draw(st.integers(1, 3)))]
    aside = (draw(cases("left out", PERSON)),) if draw(st.integers(0, 4)) == 0 else ()
    return Histories(
        tuple(draw(cases(number, PERSON)) for number in numbers),
        draw(cases("the contract", WHOLE)),
        reach,
        aside,
        {"Cohort": tuple(draw(cases(label, COHORT)) for label in ("A", "B"))},
    )
