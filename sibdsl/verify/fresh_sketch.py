"""A history while it is drawn: records that still change, and what the contract reads in them."""

from abc import ABC, abstractmethod
from collections.abc import Mapping
from typing import Any, Final, TypeAlias

from attrs import evolve, field, frozen, mutable

from sibdsl.interpret import items as found
from sibdsl.interpret.items import Item
from sibdsl.interpret.meaning import Member, Reading, World
from sibdsl.model import terms
from sibdsl.model.contract import Contract
from sibdsl.model.days import NEVER_COMES, Day, Moment, Stretch
from sibdsl.model.histories import Case, Event, Histories, Reach, Row, Spell, Value
from sibdsl.model.ledger import DaySpan
from sibdsl.model.records import RecordField, RecordKind
from sibdsl.model.truth import NO, YES, Truth
from sibdsl.verify.strategies_choice import Choice
from sibdsl.verify.strategies_values import LAST, Around, attributes, kept

NUMBER: Final = "1"
"""The number of the person that is drawn, and of each group."""

_REACH: Final = Reach(last=LAST)
_GONE: Final = Item(Stretch(NEVER_COMES, NEVER_COMES), certain=NO)


@frozen
class Slot:
    """One event or spell of a record, known by a row of its own."""

    whose: str
    field: str
    row: int


@mutable(eq=False)
class Run:
    """An unbroken run of *days* from *first* to *last*, both in it, as it is wanted."""

    days: terms.Days
    scope: "Scope"
    first: Day
    last: Day


Bound: TypeAlias = Slot | Run | Item


@frozen
class Scope:
    """Who is written, what the terms around have bound, and for which cycle and due day."""

    whose: str = terms.OWN
    bound: Mapping[str, Bound] = field(factory=dict)
    cycle: DaySpan | None = None
    due: Day | None = None

    def binding(self, name: str, bound: Bound) -> "Scope":
        """The same, with *bound* called *name*."""
        return evolve(self, bound={**self.bound, name: bound})


@mutable
class Sketch(ABC):
    """A person, a group of each Term and the contract, written one condition after another.

    *said* is the version of the contract that they are drawn towards, *window* the days (both
    included) in which it governs; *anchor* a day that the rest lies around. *fuel* is how much may
    still be written: conditions can name each other often. *written* counts what was.
    """

    known: Around
    choose: Choice
    said: Contract
    window: tuple[Day, Day]
    cases: dict[str, Case]
    anchor: Day | None = None
    fuel: int = 250
    rows: int = 0
    written: int = 0
    home: Reading | None = None
    read: dict[Slot, Item] = field(factory=dict)
    memo: dict[Any, Any] = field(factory=dict)

    # -- What is written elsewhere -----------------------------------------------------------------

    @abstractmethod
    def meet(self, scope: Scope, condition: terms.Condition) -> None:
        """Write what makes *condition* hold."""

    @abstractmethod
    def miss(self, scope: Scope, condition: terms.Condition) -> None:
        """Write what makes *condition* fail."""

    @abstractmethod
    def cover(self, scope: Scope, days: terms.Days, first: Day, last: Day) -> None:
        """Write what brings the days from *first* to *last* into *days*."""

    @abstractmethod
    def avoid(self, scope: Scope, days: terms.Days, first: Day, last: Day) -> None:
        """Write what keeps the days from *first* to *last* out of *days*."""

    @abstractmethod
    def span(self, scope: Scope, period: terms.Period) -> tuple[Day, Day] | None:
        """The first and last day of *period*, written where they are not known yet."""

    @abstractmethod
    def kept_within(self, scope: Scope, days: terms.Days) -> tuple[Day, Day] | None:
        """The first and last day of the period that *days* are kept within, if there is one."""

    @abstractmethod
    def achieve(self, outcome: str) -> None:
        """Write what achieves *outcome*."""

    # -- What is read ------------------------------------------------------------------------------

    def spent(self) -> bool:
        """Whether enough has been written; each time it is asked it takes a little."""
        self.fuel -= 1
        return self.fuel < 0

    def reading(self, scope: Scope) -> Reading:
        """What the interpreter reads in the records as they are."""
        if self.home is None:
            self.home = self._read()
        at = self.home.of(scope.whose) if scope.whose else self.home
        return Reading(
            at.world,
            at.case,
            at.whose,
            {name: self.item(bound) for name, bound in scope.bound.items()},
            due=Moment.on(scope.due or self.anchor or self.window[0]),
            cycle=scope.cycle or self.said.term,
            memo=at.memo,
        )

    def _read(self) -> Reading:
        groups = {term: (self.cases[term],) for term in self.said.groups}
        person = self.cases[terms.OWN]
        reach = dict.fromkeys(self.known.names, _REACH)
        given = Histories((person,), self.cases[terms.CONTRACT], reach, groups=groups)
        world = World(self.said, given, lambda _, __: YES)
        home = Reading(world, person, memo=self.memo)
        world.members[person.number] = Member(home, YES)
        return home

    def day(self, scope: Scope, term: terms.DayTerm) -> Day | None:
        """The day that *term* is; None where it is not known yet or never comes."""
        return self.reading(scope).day(term).known

    def holds(self, scope: Scope, condition: terms.Condition) -> Truth:
        """Whether *condition* holds as it is."""
        return self.reading(scope).holds(condition)

    def inside(self, scope: Scope, definition: terms.Definition) -> Scope:
        """The scope in which *definition* is read."""
        name = definition.index
        bound = {name: scope.bound[name]} if name and name in scope.bound else {}
        return Scope(definition.level or scope.whose, bound, scope.cycle, scope.due)

    def item(self, bound: Bound) -> Item:
        """What is bound, as the interpreter reads it; a run as it is wanted."""
        if isinstance(bound, Item):
            return bound
        if isinstance(bound, Run):
            return Item(Stretch.fixed(bound.first, bound.last + 1))
        if bound not in self.read:
            self.read[bound] = self._item(bound)
        return self.read[bound]

    def _item(self, bound: Slot) -> Item:
        record = self.record(bound)
        if record is None:
            return _GONE
        if isinstance(record, Event):
            return next(found.events((record,), _REACH), _GONE)
        return next(found.spells((record,), _REACH), _GONE)

    def kind(self, whose: str) -> RecordKind:
        """Which record that is."""
        if whose == terms.CONTRACT:
            return self.said.record
        return self.said.groups[whose] if whose else self.said.person

    def listed(self, whose: str, name: str) -> tuple[Event, ...] | tuple[Spell, ...]:
        """The events or the spells of a field."""
        case = self.cases[whose]
        return case.events.get(name) or case.spells.get(name, ())

    def record(self, slot: Slot) -> Event | Spell | None:
        """The event or the spell of *slot*; None where it is no more."""
        listed = self.listed(slot.whose, slot.field)
        return next((one for one in listed if one.rows[0].line == slot.row), None)

    def free(self) -> Day:
        """A day for what has none yet: the first one in the window, the next mostly after it."""
        first, last = self.window
        if self.anchor is None:
            early = first + (last - first) // 3
            near = [d for d in self.known.limits.days if first <= d <= early]
            at = self.choose.one_of(near) if near and self.choose.rarely(3) else None
            self.anchor = self.choose.between(first, early) if at is None else at
            return self.anchor
        steps = (0, 1, *self.known.limits.steps, self.choose.between(1, 400))
        by = self.choose.one_of(steps)
        return kept(min(self.anchor + (-by if self.choose.rarely(4) else by), last))

    # -- What is written here ----------------------------------------------------------------------

    def put(self, whose: str, case: Case, name: str | None = None) -> None:
        """Have *case* be the record of *whose*, of which the field *name* changed, None for all."""
        self.cases[whose] = case
        self.written += 1
        self.home = None
        self.read.clear()
        kept_so = name is not None and whose == terms.OWN
        self.memo = {k: v for k, v in self.memo.items() if kept_so and self._stands(k, name)}

    def _stands(self, key: tuple[Any, ...], name: str | None) -> bool:
        """Whether what was read under *key* is the same after the field *name* changed."""
        if key[0] in self.known.reads:
            unbound = key[1] == id(None)
            return unbound and name not in self.known.reads[key[0]]
        return bool(key[0] != name)

    def fact(self, whose: str, name: str, value: Value) -> None:
        """Have the field *name* be *value*."""
        case = self.cases[whose]
        self.put(whose, evolve(case, facts={**case.facts, name: value}), name)

    def new(self, whose: str, one: RecordField, first: Day, last: Day) -> Slot:
        """One more event (on *first*) or spell in a field, with values of its own."""
        case = self.cases[whose]
        carried = attributes(one, case, Histories(()), self.known, self.choose)
        self.rows += 1
        rows = (Row("", self.rows),)
        if one.shape.lasts:
            listed: tuple[Event | Spell, ...] = (Spell(kept(first), kept(last), carried, rows),)
        else:
            listed = (Event(kept(first), carried, rows),)
        self.replace(whose, one.name, (*self.listed(whose, one.name), *listed))
        return Slot(whose, one.name, self.rows)

    def replace(self, whose: str, name: str, listed: tuple[Event | Spell, ...]) -> None:
        """Have *listed* be the events or spells of a field."""
        case = self.cases[whose]
        events = tuple(one for one in listed if isinstance(one, Event))
        spells = tuple(one for one in listed if isinstance(one, Spell))
        if events or name in case.events:
            case = evolve(case, events={**case.events, name: events})
        if spells or name in case.spells:
            case = evolve(case, spells={**case.spells, name: spells})
        self.put(whose, case, name)

    def change(self, slot: Slot, other: Event | Spell | None) -> None:
        """Have *other*, which has the same row, stand in the place of *slot*; None takes it out."""
        listed = self.listed(slot.whose, slot.field)
        at = [other if one.rows[0].line == slot.row else one for one in listed]
        self.replace(slot.whose, slot.field, tuple(one for one in at if one is not None))
