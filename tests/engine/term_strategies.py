"""Terms of every kind, drawn for a small contract, and histories to read them in."""

from collections.abc import Callable
from fractions import Fraction
from typing import Any, Final

from attrs import evolve, frozen
from hypothesis import strategies as st

from sibdsl.model import terms
from sibdsl.model.calendar import Cycle, Duration, Unit
from sibdsl.model.contract import Claims, Contract, Counted, Holding
from sibdsl.model.days import day
from sibdsl.model.money import Direction, Rounding
from sibdsl.model.records import Attribute, Kind, RecordField, RecordKind, Shape, ValueType
from sibdsl.model.terms import NO_CLAUSE

FIRST: Final = day(2020, 2, 20)
DAYS: Final = st.integers(FIRST, FIRST + 30)
LENGTHS: Final = st.builds(
    Duration,
    st.integers(1, 3),
    st.sampled_from([Unit.DAYS, Unit.DAYS, Unit.WEEKS, Unit.MONTHS, Unit.YEARS]),
)
PARTIES: Final = ("Northmere", "Eastham")
COLOUR = Attribute("Colour", ValueType(Kind.CODE))
POINTS = Attribute("Points", ValueType(Kind.NUMBER))
CHECKED = Attribute("Checked", ValueType(Kind.DATE))
HOME = Attribute("Home", ValueType(Kind.PARTY))
CARRIED = (COLOUR, POINTS, CHECKED, HOME)

PERSON = RecordKind(
    "Child",
    (
        RecordField("Born", Shape.FACT, ValueType(Kind.DATE)),
        RecordField("Place", Shape.FACT, ValueType(Kind.CODE)),
        RecordField("Debt", Shape.FACT, ValueType(Kind.AMOUNT)),
        RecordField("Score", Shape.FACT, ValueType(Kind.NUMBER)),
        RecordField("Agency", Shape.FACT, ValueType(Kind.PARTY)),
        RecordField("Cohort", Shape.FACT, ValueType(Kind.RECORD, (), "Cohort")),
        RecordField("Visit", Shape.EVENTS, None, CARRIED),
        RecordField("Stay", Shape.PERIODS, None, CARRIED),
        RecordField("Referral", Shape.EVENT, None, CARRIED),
        RecordField("Plan", Shape.PERIOD, None, CARRIED),
        RecordField("Grain", Shape.EVENTS, None, CARRIED),
    ),
)
COHORT = RecordKind(
    "Cohort",
    (
        RecordField("Start", Shape.FACT, ValueType(Kind.DATE)),
        RecordField("Target", Shape.FACT, ValueType(Kind.NUMBER)),
        RecordField("Review", Shape.EVENTS, None, CARRIED),
    ),
)
WHOLE = RecordKind(
    "",
    (
        RecordField("Signed", Shape.FACT, ValueType(Kind.DATE)),
        RecordField("Holiday", Shape.PERIODS, None, CARRIED),
    ),
)
ITEMS: Final = {
    terms.OWN: ("Visit", "Stay", "Referral", "Plan", "Grain"),
    "Cohort": ("Review",),
    terms.CONTRACT: ("Holiday",),
}
FACTS: Final = {
    terms.OWN: ("Born", "Place", "Debt", "Score", "Agency"),
    "Cohort": ("Start", "Target"),
    terms.CONTRACT: ("Signed",),
}

_SOME_YEARS: Final = terms.DaysOf(
    terms.Between(terms.Literal(FIRST - 700), terms.Literal(FIRST + 2000))
)
"""The days before have no calendar of which the first ones can be told."""


@frozen
class Around:
    """What a term may name: the items bound, the periods in force, and what is read."""

    bound: tuple[str, ...] = ()
    current: tuple[str, ...] = ()
    whose: str = terms.OWN
    cycle: str = ""
    due: str = "due"
    defined: tuple[tuple[str, str], ...] = ()

    def binding(self, name: str) -> "Around":
        return evolve(self, bound=(*self.bound, name))

    @property
    def records(self) -> tuple[str, ...]:
        """Whose records can be read: a person's own, its group's, the contract's."""
        if self.whose == terms.OWN:
            return (terms.OWN, terms.OWN, "Cohort", terms.CONTRACT)
        return (terms.OWN, terms.CONTRACT)

    def called(self, whose: str) -> str:
        """The level of the record *whose*, seen from here."""
        return self.whose if whose == terms.OWN else whose


Draw = Callable[[st.SearchStrategy[Any]], Any]


def one_of(draw: Draw, *makers: Callable[[], Any]) -> Any:
    return draw(st.sampled_from(makers))()


@frozen
class Drawing:
    """Draws terms below *around*, not deeper than *depth*."""

    draw: Draw
    around: Around
    depth: int

    def deeper(self, around: Around | None = None) -> "Drawing":
        return Drawing(self.draw, around or self.around, self.depth - 1)

    def _whose(self) -> str:
        whose: str = self.draw(st.sampled_from(self.around.records))
        return whose

    def _pick(self, *options: Any) -> Any:
        return self.draw(st.sampled_from(options))

    def _either(self) -> bool:
        return bool(self.draw(st.booleans()))

    def _defined(self, kind: str) -> str | None:
        names = [name for name, of in self.around.defined if of == kind]
        return self._pick(*names) if names else None

    def day(self) -> Any:
        simple: list[Callable[[], Any]] = [
            lambda: terms.Literal(self.draw(DAYS)),
            self._fact_day,
            lambda: terms.DayOf(self.deeper().item()),
            lambda: terms.DayOf(self.deeper().item()),
        ]
        if self.around.due:
            simple.append(terms.DueDay)
        if self.depth <= 0:
            return one_of(self.draw, *simple[:2])
        below = self.deeper()
        return one_of(
            self.draw,
            *simple,
            lambda: terms.AttributeDay(below.item(), "Checked"),
            lambda: terms.FirstDay(one_of(self.draw, below.period, below.days)),
            lambda: terms.LastDay(one_of(self.draw, below.period, below.days)),
            lambda: terms.Step(below.day(), self.draw(st.integers(-3, 3))),
            lambda: terms.Later(below.day(), self.draw(LENGTHS), self._either()),
            lambda: terms.Birthday(below.day(), self._pick(1, 2)),
            lambda: terms.Earliest((below.day(), below.day())),
            lambda: terms.Latest((below.day(), below.day())),
        )

    def _fact_day(self) -> Any:
        whose = self._whose()
        names = {terms.OWN: "Born", "Cohort": "Start", terms.CONTRACT: "Signed"}
        return terms.FactDay(names[self.around.called(whose)], whose)

    def item(self) -> Any:
        if self.around.bound and self._pick(0, 1, 1):
            return terms.Bound(self._pick(*self.around.bound))
        return terms.Only(self.items() if self.depth > 0 else self._recorded())

    def _recorded(self) -> Any:
        whose = self._whose()
        return terms.Recorded(self._pick(*ITEMS[self.around.called(whose)]), whose)

    def items(self) -> Any:
        if self.depth <= 0:
            return self._recorded()
        below, name = self.deeper(), f"it{self.depth}"
        named = self._defined("items")
        return one_of(
            self.draw,
            self._recorded,
            lambda: terms.Where(
                below.items(), name, below.deeper(self.around.binding(name)).condition()
            ),
            lambda: terms.FirstItems(below.items(), self._pick(1, 2)),
            lambda: terms.Runs(below.days()),
            lambda: terms.Pieces(below.period(), self.draw(LENGTHS)),
            lambda: terms.ItemsNamed(named) if named else self._recorded(),
        )

    def period(self) -> Any:
        below = self.deeper()
        simple: list[Callable[[], Any]] = [
            lambda: terms.Beginning(self.draw(LENGTHS), below.day()),
            lambda: terms.After(self.draw(LENGTHS), below.day()),
            lambda: terms.Before(self.draw(LENGTHS), below.day()),
            lambda: terms.Between(below.day(), below.day()),
            lambda: terms.SpanOf(below.item()),
        ]
        if self.around.current:
            simple += [lambda: terms.Current(self._pick(*self.around.current))] * 3
        if self.around.cycle:
            simple.append(terms.ThisCycle)
        if self.depth <= 0:
            return one_of(self.draw, *simple)
        named = self._defined("period")
        return one_of(
            self.draw,
            *simple,
            lambda: terms.PartOf(below.period(), self._pick(*terms.Part), self.draw(LENGTHS)),
            lambda: terms.Clip(below.period(), below.day()),
            lambda: terms.Pause(
                below.period(), below.days(), below.period() if self._either() else None
            ),
            self._restart,
            lambda: terms.PeriodNamed(named) if named else simple[0](),
        )

    def _restart(self) -> Any:
        below, name = self.deeper(), f"it{self.depth}"
        inner = evolve(self.around.binding(name), current=(*self.around.current, name))
        kind = self._pick(terms.Beginning, terms.After)
        return terms.Restart(
            kind(self.draw(LENGTHS), below.day()),
            name,
            below.items(),
            name,
            self._pick(terms.DayOf(terms.Bound(name)), below.day()),
            below.deeper(inner).condition(),
        )

    def days(self) -> Any:
        below = self.deeper()
        if self.depth <= 0:
            return terms.Covered(self._recorded())
        named = self._defined("days")
        return one_of(
            self.draw,
            lambda: terms.Covered(below.items()),
            lambda: terms.DaysOf(below.period()),
            lambda: terms.AnyOfDays((below.days(), below.days())),
            lambda: terms.DaysBoth(below.days(), below.days()),
            lambda: terms.DaysWithout(below.days(), below.days()),
            lambda: terms.FirstDays(
                terms.DaysBoth(below.days(), _SOME_YEARS), self._pick(1, 4), self._pick(*Cycle)
            ),
            lambda: terms.DaysNamed(named) if named else terms.DaysOf(below.period()),
        )

    def value(self) -> Any:
        whose, below = self._whose(), self.deeper()
        level = self.around.called(whose)
        carried = self._pick("Colour", "Points", "Home")
        return one_of(
            self.draw,
            lambda: terms.Fact(self._pick(*FACTS[level]), whose),
            lambda: terms.AttributeOf(below.item(), carried),
            lambda: terms.AttributeOn(self._pick(*ITEMS[level]), carried, below.day(), whose),
            lambda: terms.Named(self._pick(*PARTIES)),
        )

    def number(self) -> Any:
        below = self.deeper()
        simple = [
            lambda: terms.Constant(self.draw(st.fractions(-5, 5, max_denominator=4))),
            lambda: terms.NumberIn(below.value()),
        ]
        if self.depth <= 0:
            return one_of(self.draw, *simple)
        named = self._defined("number")
        rounding = Rounding(self._pick(*Direction), self._pick(Fraction(1), Fraction(1, 10)))
        return one_of(
            self.draw,
            *simple,
            lambda: terms.CountDays(below.days()),
            lambda: terms.CountItems(below.items()),
            lambda: terms.LengthOf(below.item()),
            lambda: terms.AgeOn(below.day(), below.day()),
            lambda: terms.Arithmetic(below.number(), self._pick(*terms.Operator), below.number()),
            lambda: terms.Rounded(below.number(), rounding),
            self._across,
            lambda: terms.NumberNamed(named) if named else simple[0](),
        )

    def _across(self) -> Any:
        name = f"it{self.depth}"
        persons = evolve(self.around, bound=(), current=(), whose=terms.OWN, due="", defined=())
        below = self.deeper(persons)
        each = terms.Each(name, below.items()) if self._either() else None
        inner = below.deeper(persons.binding(name) if each else persons)
        sum_ = self._pick(*terms.Sum)
        return terms.Across(sum_, inner.number(), inner.condition(), each)

    def condition(self) -> Any:
        below = self.deeper()
        simple: list[Callable[[], Any]] = [
            lambda: terms.CompareDays(below.day(), self._pick(*terms.Side), below.day()),
            lambda: terms.IsOneOf(below.value(), self._pick(("red",), ("blue", "(none)"))),
            lambda: terms.Exists(below.items()),
            lambda: terms.Inside(below.day(), below.days()),
        ]
        if self.depth <= 0:
            return one_of(self.draw, *simple)
        if self.around.due:
            simple.append(lambda: terms.Achieved("Outcome"))
        named = self._defined("condition")
        parts = (below.condition, below.condition)
        least, most = self._pick((None, None), (1, None), (None, 2), (1, 3), (0, 0))
        return one_of(
            self.draw,
            *simple,
            lambda: terms.CompareNumbers(
                below.number(), self._pick(*terms.Comparison), below.number()
            ),
            lambda: terms.HoldsRole(below.value(), "Fund", below.day()),
            lambda: terms.DaysIn(below.period(), below.days(), least, most),
            lambda: terms.Not(below.condition()),
            lambda: terms.AllOf(tuple(part() for part in parts)),
            lambda: terms.AnyOf(tuple(part() for part in parts)),
            lambda: terms.AtLeastOf(self._pick(1, 2, 3), tuple(part() for part in parts)),
            lambda: terms.Stated(NO_CLAUSE, below.condition()),
            lambda: terms.ConditionNamed(named) if named else simple[0](),
        )


KINDS: Final = ("day", "item", "items", "period", "days", "value", "number", "condition")
DEFINED: Final = ("items", "period", "days", "number", "condition")


@st.composite
def contracts(draw: st.DrawFn) -> tuple[Contract, tuple[tuple[str, Any], ...]]:
    """A contract with a few definitions, and terms to be asked: the level of each, and itself."""
    definitions: dict[str, terms.Definition] = {}
    for number in range(draw(st.integers(0, 2))):
        kind = draw(st.sampled_from(DEFINED))
        level = draw(st.sampled_from((terms.OWN, terms.OWN, "Cohort", terms.CONTRACT)))
        around = Around(whose=level, due=draw(st.sampled_from(("", "due"))))
        meaning = getattr(Drawing(draw, around, 2), kind)()
        name = f"{kind} {number}"
        definitions[name] = terms.Definition(name, NO_CLAUSE, meaning, None, level)
    asked = []
    for _ in range(2):
        level = draw(st.sampled_from((terms.OWN, terms.OWN, "Cohort", terms.CONTRACT)))
        seen = (terms.CONTRACT, level) if level != terms.OWN else (level, "Cohort", terms.CONTRACT)
        named = [(n, n.split()[0]) for n, d in definitions.items() if d.level in seen]
        around = Around(whose=level, cycle="quarter", defined=tuple(named))
        drawing = Drawing(draw, around, draw(st.integers(1, 3)))
        asked.append((level, getattr(drawing, draw(st.sampled_from(KINDS)))()))
    eligibility = Drawing(draw, Around(due=""), 0).condition()
    return _contract(definitions, eligibility), tuple(asked)


def _contract(definitions: dict[str, terms.Definition], eligibility: Any) -> Contract:
    return Contract(
        title="Homeward",
        digest="",
        term=(FIRST, FIRST + 400),
        holdings=(
            Holding("Northmere", "Fund", None, NO_CLAUSE),
            Holding("Eastham", "Fund", FIRST + 10, NO_CLAUSE),
            Holding("Eastham", "Fund", FIRST + 12, NO_CLAUSE),
            Holding("Eastham", "Provider", None, NO_CLAUSE),
        ),
        person=PERSON,
        record=WHOLE,
        case_number="",
        definitions=definitions,
        outcomes=(),
        tariffs={},
        claims=Claims((), Cycle.QUARTER, NO_CLAUSE),
        first_items={"Grain": Counted(2, NO_CLAUSE)},
        groups={"Cohort": COHORT},
        eligibility=eligibility,
    )
