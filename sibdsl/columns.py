"""The records of all cases as columns: facts by case, events and spells by field.

A day is an int32 ordinal, an amount an int64 of pence, a number a fraction of two int64, a word an
index into the words of its column. Nothing is lost that decides a payment or proves it.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import accumulate
from typing import Any, Final, TypeAlias

import numpy as np
from attrs import evolve, field, frozen
from numpy.typing import NDArray

from sibdsl.model.contract import Contract
from sibdsl.model.days import EARLIEST, NEVER
from sibdsl.model.histories import Case, Event, Histories, Reach, Row, Spell, Value
from sibdsl.model.money import Money
from sibdsl.model.records import Kind, RecordField, RecordKind, Shape, ValueType
from sibdsl.model.terms import CONTRACT, OWN

Days32: TypeAlias = NDArray[np.int32]
Ints: TypeAlias = NDArray[np.int64]
Bools: TypeAlias = NDArray[np.bool_]

_ROOM: Final = 1 << 62
_WORDS: Final = (Kind.CODE, Kind.CHOICE, Kind.PARTY, Kind.RECORD)


@frozen(eq=False)
class Column:
    """One value a case or record; what is not *known* is missing.

    Of words *values* are places in *words*, of an amount pence, of a date a day; of a number or a
    percentage *values* over *denominators*.
    """

    kind: Kind
    values: Ints
    known: Bools
    denominators: Ints | None = None
    words: tuple[str, ...] | None = None

    def taken(self, rows: NDArray[np.integer[Any]]) -> "Column":
        """The values of *rows*; of a row below nought none is known."""
        there = rows >= 0
        if not len(self.values):
            nothing = np.zeros(len(rows), np.int64)
            ones = None if self.denominators is None else nothing + 1
            return Column(self.kind, nothing, np.zeros(len(rows), np.bool_), ones, self.words)
        at = rows if there.all() else np.maximum(rows, 0)
        known = self.known.take(at) if at is rows else self.known.take(at) & there
        below = None if self.denominators is None else self.denominators.take(at)
        return Column(self.kind, self.values.take(at), known, below, self.words)


@frozen(eq=False)
class Proof:
    """The rows of files behind each thing of a column: *file* is a place in *files*."""

    files: tuple[str, ...]
    file: Days32
    line: Ints
    offsets: Ints
    """The rows of thing *i* are `offsets[i]:offsets[i + 1]`."""


@frozen(eq=False)
class FieldTable:
    """The events or spells of one field: those of case *i* are `offsets[i]:offsets[i + 1]`.

    They stand as the histories list them. *first* and *last* are both in a spell; *last* is NEVER
    while it is open, and that of an event is its day. Where *first_known* is false the day is
    missing.
    """

    name: str
    shape: Shape
    offsets: Ints
    first: Days32
    first_known: Bools
    last: Days32
    certified: Bools
    attributes: Mapping[str, Column]
    rows: Proof

    @property
    def case(self) -> Ints:
        """The row of its table that each record belongs to."""
        return np.repeat(np.arange(len(self.offsets) - 1), np.diff(self.offsets))


@frozen(eq=False)
class Table:
    """The records of all persons, of all groups of a Term, or of the contract (one row).

    *whose* is OWN, that Term or CONTRACT; *labels* are the case numbers or labels, each once.
    *given* marks, of each measure that any of them is given outright, those that are: its number
    stands among the *facts*, and may not be known.
    """

    whose: str
    labels: tuple[str, ...]
    facts: Mapping[str, Column]
    fact_rows: Mapping[str, Proof]
    fields: Mapping[str, FieldTable]
    given: Mapping[str, Bools] = field(factory=dict)

    def __len__(self) -> int:
        return len(self.labels)


@frozen(eq=False)
class Records:
    """Everything that is known of all cases. *aside* are the cases left out of the reckoning."""

    persons: Table
    contract: Table
    groups: Mapping[str, Table]
    reach: Mapping[str, Reach]
    aside: Table

    def table(self, whose: str) -> Table:
        """The table of the records of *whose*."""
        if whose == OWN:
            return self.persons
        return self.contract if whose == CONTRACT else self.groups[whose]

    def reach_of(self, field: str) -> Reach:
        """How far the records of a field go; a field that no file holds is not known at all."""
        return self.reach.get(field, Reach(last=EARLIEST))

    def as_known_on(self, day: int) -> "Records":
        """What was known by the end of *day*: every reach is brought down to it, never up."""
        reach = {name: evolve(each, last=min(each.last, day)) for name, each in self.reach.items()}
        return evolve(self, reach=reach)

    @property
    def as_at(self) -> int:
        """The last day that the records of any field reach."""
        lasts = (reach.last for reach in self.reach.values() if EARLIEST < reach.last < NEVER)
        return max(lasts, default=EARLIEST)


def from_histories(contract: Contract, histories: Histories) -> Records:
    """*histories* as columns, in the shape of the records of *contract*."""
    groups = {
        term: _table(term, kind, histories.groups.get(term, ()), contract)
        for term, kind in contract.groups.items()
    }
    return Records(
        _table(OWN, contract.person, histories.cases, contract),
        _table(CONTRACT, contract.record, (histories.contract,), contract),
        groups,
        dict(histories.reach),
        _table(OWN, contract.person, histories.set_aside, contract),
    )


def _table(whose: str, kind: RecordKind, cases: Sequence[Case], contract: Contract) -> Table:
    facts = {f.name: f.type for f in kind.fields if f.shape is Shape.FACT and f.type is not None}
    given = {name: None for case in cases for name in case.facts if name in contract.definitions}
    measures: dict[str, ValueType] = dict.fromkeys(given, ValueType(Kind.NUMBER))
    types = {**facts, **measures}
    return Table(
        whose,
        tuple(case.number for case in cases),
        {
            name: column(type_, [case.facts.get(name) for case in cases])
            for name, type_ in types.items()
        },
        {name: _proof([case.rows.get(name, ()) for case in cases]) for name in types},
        {f.name: _field(f, cases) for f in kind.fields if f.shape is not Shape.FACT},
        {name: np.array([name in case.facts for case in cases], np.bool_) for name in given},
    )


def _field(of: RecordField, cases: Sequence[Case]) -> FieldTable:
    kept: Callable[[Case], Sequence[Event | Spell]] = (
        (lambda case: case.spells.get(of.name, ()))
        if of.shape.lasts
        else (lambda case: case.events.get(of.name, ()))
    )
    listed = [kept(case) for case in cases]
    records = [record for some in listed for record in some]
    ends = [_ends(record) for record in records]
    return FieldTable(
        of.name,
        of.shape,
        offsets_of(map(len, listed)),
        np.array([first if first is not None else EARLIEST for first, _ in ends], np.int32),
        np.array([first is not None for first, _ in ends], np.bool_),
        np.array([last if last is not None else NEVER for _, last in ends], np.int32),
        np.array([record.certified for record in records], np.bool_),
        {
            a.name: column(a.type, [record.attributes.get(a.name) for record in records])
            for a in of.attributes
        },
        _proof([record.rows for record in records]),
    )


def _ends(record: Event | Spell) -> tuple[int | None, int | None]:
    return (record.day, record.day) if isinstance(record, Event) else (record.first, record.last)


def offsets_of(lengths: Iterable[int]) -> Ints:
    """Where each of so many things begins, and at the end where the last ends."""
    return np.array([0, *accumulate(lengths)], np.int64)


def sorted_by(*keys: NDArray[Any]) -> Ints:
    """The order by *keys*, the first counting most; ties stay as they stand.

    Whole numbers that fit in one are sorted as one, several times as fast.

    >>> sorted_by(np.array([1, 0, 1, 0]), np.array([5, 7, 4, 7])).tolist()
    [1, 3, 2, 0]
    """
    if not len(keys[0]):
        return np.zeros(0, np.int64)
    together, room = np.zeros(len(keys[0]), np.int64), 1
    for key in keys:
        least = int(key.min())
        span = int(key.max()) - least + 1
        room *= span
        if room >= _ROOM:
            return np.lexsort(tuple(reversed(keys))).astype(np.int64)
        together *= span
        together += key - least
    n = len(together)
    if (together[1:] >= together[:-1]).all():
        return np.arange(n, dtype=np.int64)
    if room << n.bit_length() >= _ROOM:
        return np.argsort(together, kind="stable").astype(np.int64)
    # With its place behind it each is another, and numbers are sorted faster than their places.
    together <<= n.bit_length()
    together |= np.arange(n)
    together.sort()
    together &= (1 << n.bit_length()) - 1
    return together


def column(type_: ValueType, values: Sequence[Value | None]) -> Column:
    """*values* of that type as a column; None is not known."""
    known = np.array([value is not None for value in values], np.bool_)
    if type_.kind in _WORDS:
        words = tuple(dict.fromkeys(str(value) for value in values if value is not None))
        place = {word: at for at, word in enumerate(words)}
        at = [-1 if value is None else place[str(value)] for value in values]
        return Column(type_.kind, np.array(at, np.int64), known, None, words)
    if type_.kind in (Kind.NUMBER, Kind.PERCENTAGE):
        numbers = list(_fractions(values))
        return Column(
            type_.kind,
            np.array([n.numerator for n in numbers], np.int64),
            known,
            np.array([n.denominator for n in numbers], np.int64),
        )
    whole = [value.pence if isinstance(value, Money) else value or 0 for value in values]
    return Column(type_.kind, np.array(whole, np.int64), known)


def _fractions(values: Iterable[Value | None]) -> Iterator[Fraction]:
    for value in values:
        if isinstance(value, Money):
            yield Fraction(value.pence)
        else:
            yield Fraction(0) if value is None or isinstance(value, str) else Fraction(value)


def _proof(listed: Sequence[Sequence[Row]]) -> Proof:
    files = tuple(dict.fromkeys(row.file for rows in listed for row in rows))
    place = {name: at for at, name in enumerate(files)}
    return Proof(
        files,
        np.array([place[row.file] for rows in listed for row in rows], np.int32),
        np.array([row.line for rows in listed for row in rows], np.int64),
        offsets_of(map(len, listed)),
    )
