"""Who is read: rows of cases with the items bound in each, and what all rows share.

A row of a `Scope` is a case with the items bound in it, the periods in force, a due day, a quarter.
A definition that hangs on none of these is read once for all cases, and taken from there.
"""

from collections.abc import Callable, Mapping
from functools import cached_property
from typing import Any, TypeAlias, TypeVar, cast

import numpy as np
from attrs import evolve, field, frozen

from sibdsl.columns import Column, Records, Table
from sibdsl.engine.asking import asks_for_due_day
from sibdsl.engine.daysets import DaySets
from sibdsl.engine.groups import ASIDE, left_out, rows_named
from sibdsl.engine.items import Items
from sibdsl.engine.moments import Moments
from sibdsl.engine.numbers import Numbers
from sibdsl.engine.ragged import NOWHERE, Days32, Ints, Rows, Truths
from sibdsl.engine.stretches import Stretches
from sibdsl.engine.values import Values
from sibdsl.model import terms
from sibdsl.model.contract import Contract
from sibdsl.model.days import EARLIEST, NEVER
from sibdsl.model.ledger import DaySpan
from sibdsl.model.records import Kind, RecordKind

Cycles: TypeAlias = tuple[Days32, Days32]
"""The quarter, year or claim of each row, half-open."""

T = TypeVar("T")


@frozen(eq=False)
class Meanings:
    """How a term of each kind is read in a scope: one value a row."""

    day: "Callable[[Scope, terms.DayTerm], Moments]"
    item: "Callable[[Scope, terms.Item], Items]"
    items: "Callable[[Scope, terms.Items], Items]"
    period: "Callable[[Scope, terms.Period], Stretches]"
    days: "Callable[[Scope, terms.Days], DaySets]"
    value: "Callable[[Scope, terms.Value], Values]"
    number: "Callable[[Scope, terms.Number], Numbers]"
    holds: "Callable[[Scope, terms.Condition], Truths]"


@frozen(eq=False)
class Members:
    """Persons under the version of the contract that governs them, and how far each is eligible."""

    scope: "Scope"
    eligible: Truths


@frozen(eq=False)
class World:
    """A version of a contract over the records of all cases.

    *achieved* tells of each row of a scope whether who is read has achieved an outcome by its due
    day. *members* are all persons, once it is known who is eligible; *force* the due days,
    half-open, on which this version governs what has no case. *memo* keeps what is found once.
    """

    contract: Contract
    records: Records
    achieved: "Callable[[Scope, str], Truths]"
    means: Meanings
    force: DaySpan = (EARLIEST, NEVER)
    members: list[Members] = field(factory=list)
    memo: dict[Any, Any] = field(factory=dict)
    _asking: dict[str, bool] = field(factory=dict)

    def persons(self) -> "Scope":
        """Every person, in the order of the records."""
        return self._home(terms.OWN, len(self.records.persons))

    def whole(self) -> "Scope":
        """The contract as a whole: one row."""
        return self._home(terms.CONTRACT, 1)

    def groups(self, term: str) -> "Scope":
        """Every group of that Term."""
        return self._home(term, len(self.records.groups[term]))

    def left_out(self) -> "Scope":
        """The cases that are left out, of which nothing is known but the groups they are in."""
        return self._home(ASIDE, len(self.records.aside))

    def _home(self, whose: str, n: int) -> "Scope":
        if ("rows", whose) not in self.memo:
            self.memo["rows", whose] = np.arange(n, dtype=np.int64)
        return Scope(self, whose, self.memo["rows", whose])

    def table(self, whose: str) -> Table:
        """The records of *whose*."""
        if whose == ASIDE:
            return left_out(self.contract, self.records.aside)
        return self.records.table(whose)

    def kind(self, whose: str) -> RecordKind:
        """What a record of *whose* may hold."""
        if whose == terms.CONTRACT:
            return self.contract.record
        return self.contract.groups.get(whose, self.contract.person)

    def of_all(self, key: object, whose: str, read: "Callable[[Scope], T]") -> T:
        """What *read* yields for each record of *whose*, found once.

        Of groups the last row is that of one that nobody can name.
        """
        if (key, whose) not in self.memo:
            home = self._home(whose, len(self.table(whose)))
            if whose in self.contract.groups:
                home = Scope(self, whose, np.append(home.case, NOWHERE))
            made: Any = read(home)
            if isinstance(made, np.ndarray):
                made.flags.writeable = False
            self.memo[key, whose] = made
        found: T = self.memo[key, whose]
        return found

    def asks_for_due_day(self, name: str, term: Any) -> bool:
        """Whether *term*, of that definition or outcome, hangs on the due day of what asks."""
        return asks_for_due_day(self.contract, self._asking, name, term)


@frozen(eq=False, slots=False)
class Scope:
    """Rows of cases. *case* is the row of each in the table of *whose*; NOWHERE where nobody is.

    *bound* are items by name, one a row; *current* the periods in force while a restart is worked
    out; *due* the due day of what is priced, *cycle* the quarter, year or claim that is read.
    """

    world: World
    whose: str
    case: Ints
    bound: Mapping[str, Items] = field(factory=dict)
    current: Mapping[str, Stretches] = field(factory=dict)
    due: Moments | None = None
    cycle: Cycles | None = None
    _memo: dict[str, Any] = field(factory=dict, init=False)
    _source: "tuple[Scope, Rows] | None" = field(default=None, kw_only=True)
    """The scope that these rows were taken of: what was read there is not read again."""

    def __len__(self) -> int:
        return len(self.case)

    @property
    def n(self) -> int:
        """How many rows there are."""
        return len(self.case)

    @cached_property
    def _at(self) -> Ints:
        """The row of each among all of its level; of groups, the last is nobody."""
        if self.whose not in self.world.contract.groups:
            return self.case
        return np.where(self.case < 0, len(self.world.table(self.whose)), self.case)

    @property
    def _is_all(self) -> bool:
        """Whether every record of its level stands here, one a row, in their order."""
        return self.case is self.world.memo.get(("rows", self.whose))

    def taken(self, rows: Rows) -> "Scope":
        """The scope of those rows, some of them perhaps more than once."""
        cycle = self.cycle
        return Scope(
            self.world,
            self.whose,
            self.case[rows],
            {name: items.taken(rows) for name, items in self.bound.items()},
            {name: period.taken(rows) for name, period in self.current.items()},
            None if self.due is None else self.due.taken(rows),
            None if cycle is None else (cycle[0][rows], cycle[1][rows]),
            source=(self, rows),
        )

    def binding(self, name: str, items: Items) -> "Scope":
        """The same, with one of *items* bound as *name* in each row."""
        return evolve(self, bound={**self.bound, name: items}, source=None)

    def at_cycle(self, cycle: Cycles | None) -> "Scope":
        """The same, for that quarter, year or claim in each row."""
        return evolve(self, cycle=cycle, source=None)

    def in_force(self, name: str, period: Stretches) -> "Scope":
        """The same, with *period* in force under that name."""
        return evolve(self, current={**self.current, name: period}, source=None)

    def on(self, due: Moments | None) -> "Scope":
        """The same, for what falls due on *due*."""
        return evolve(self, due=due, source=None)

    def of(self, whose: str) -> "Scope":
        """Whose record it is, seen from each row: the same, its group, the contract."""
        if whose in (terms.OWN, self.whose):
            return self
        if whose == terms.CONTRACT:
            return Scope(self.world, whose, np.zeros(self.n, np.int64))
        return Scope(self.world, whose, self.group(whose))

    def group(self, term: str) -> Ints:
        """The row of the group of that Term that each is in; NOWHERE where nobody can name it."""
        named_by = self.world.contract.membership(term)
        if named_by is None:
            return np.full(self.n, NOWHERE, np.int64)
        return rows_named(self.fact(named_by), self.world.table(term))

    def fact(self, name: str) -> Column:
        """The values of a field of the record that is read; nothing is known of one not held."""
        column = self.world.table(self.whose).facts.get(name)
        if column is None:
            return Column(
                Kind.CODE, np.full(self.n, -1, np.int64), np.zeros(self.n, np.bool_), None, ()
            )
        if self._is_all:
            return column
        return column.taken(self.case)

    def from_all(self, key: object, read: "Callable[[Scope], T]") -> T:
        """What *read* yields for all records of that kind, taken for these rows."""
        found = self.world.of_all(key, self.whose, read)
        if self._is_all and self.whose not in self.world.contract.groups:
            return found
        return cast(T, _taken(found, self._at))

    def defined(self, name: str, read: "Callable[[Scope, Any], T]") -> T:
        """The value of a definition; read once for all where it hangs on nothing bound here."""
        definition = self.world.contract.definitions[name]
        home = self.of(definition.level)
        if home is not self:
            return home.at_cycle(self.cycle).on(self.due).defined(name, read)
        if name not in self._memo:
            self._memo[name] = self._read(definition, read)
        found: T = self._memo[name]
        return found

    def _read(self, definition: terms.Definition, read: "Callable[[Scope, Any], T]") -> Any:
        name, inner = definition.name, self._inner(definition)
        if self._source is not None and name in self._source[0]._memo:
            return _taken(self._source[0]._memo[name], self._source[1])
        if inner.bound or inner.due is not None or inner.cycle is not None:
            return read(inner, definition.meaning)
        return self.from_all(name, lambda all_: read(all_, definition.meaning))

    def _inner(self, definition: terms.Definition) -> "Scope":
        """The scope of a definition: the item of its index, the cycle, the due day if it asks."""
        index = definition.index
        bound = {index: self.bound[index]} if index and index in self.bound else {}
        asks = self.world.asks_for_due_day(definition.name, definition.meaning)
        return Scope(
            self.world,
            self.whose,
            self.case,
            bound,
            due=self.due if asks else None,
            cycle=self.cycle if definition.cycle else None,
        )

    def day(self, term: terms.DayTerm) -> Moments:
        """One day, as far as it is known."""
        return self.world.means.day(self, term)

    def item(self, term: terms.Item) -> Items:
        """The one item that is meant."""
        return self.world.means.item(self, term)

    def items(self, term: terms.Items) -> Items:
        """All that there may be, earliest first, with what lies beyond the records."""
        return self.world.means.items(self, term)

    def period(self, term: terms.Period) -> Stretches:
        """A period, as far as its ends are known."""
        return self.world.means.period(self, term)

    def days(self, term: terms.Days) -> DaySets:
        """A set of days: each in, out, or not known."""
        return self.world.means.days(self, term)

    def value(self, term: terms.Value) -> Values:
        """A code, a number or a party."""
        return self.world.means.value(self, term)

    def number(self, term: terms.Number) -> Numbers:
        """A number: the least and the most that it can be."""
        return self.world.means.number(self, term)

    def holds(self, term: terms.Condition) -> Truths:
        """Whether a condition holds: yes, no, or not known."""
        return self.world.means.holds(self, term)


def _taken(found: Any, rows: Rows) -> Any:
    """The values of those rows."""
    return found[rows] if isinstance(found, np.ndarray) else found.taken(rows)
