"""What the rows of a table say, all at once, and which of them are plain."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

import numpy as np
import polars as pl
from attrs import frozen

from sibdsl.columns import Bools, Column, Ints, sorted_by
from sibdsl.model.days import EARLIEST, NEVER
from sibdsl.model.records import RecordField, ValueType
from sibdsl.records.frames_cells import Plain, days_in, nothing, values_in
from sibdsl.records.headings import stem
from sibdsl.records.plan import Column as Heading
from sibdsl.records.plan import FieldPlan, Plan

_BIG: Final = 1 << 23
"""More than any day, so that a case and a day of it are one number."""


@frozen(eq=False)
class Words:
    """The commissioners, and what words stand for, by the stem of the Term that has them."""

    parties: frozenset[str]
    meanings: Mapping[str, Mapping[str, str]]

    def of(self, term: str) -> Mapping[str, str]:
        """What words stand for as values of *term*."""
        return self.meanings.get(stem(term), {})


@frozen(eq=False)
class PartField:
    """What each row of a table says of one field, where it *says* anything.

    A fact is in *fact*. Days are in *first* and *last* (NEVER while it is open).
    """

    field: RecordField
    says: Bools
    first: Ints
    last: Ints
    attributes: Mapping[str, Column]
    fact: Column | None = None


@frozen(eq=False)
class Part:
    """The rows of one table: the place of the *case* of each, -1 for none, and its *line*.

    *odd* are the rows of which something is to be said; *latest* is a row with the latest day,
    -1 without any; *mixed* says that the dates are of two patterns.
    """

    file: str
    case: Ints
    line: Ints
    fields: tuple[PartField, ...]
    odd: Bools
    latest: int
    mixed: bool


class _Rows:
    """The rows of one table while they are read."""

    def __init__(self, plan: Plan, frame: pl.DataFrame, words: Words) -> None:
        self.plan, self.frame, self.words = plan, frame, words
        self.n = len(frame)
        self.odd = np.zeros(self.n, np.bool_)
        self.latest = np.zeros(self.n, np.int64)
        self.patterns: set[str] = set()

    def field(self, plan: FieldPlan) -> PartField:
        """What the rows say of one field."""
        if plan.field.type is not None and plan.first is not None:
            fact = self._values(plan.first, plan.field.name, plan.field.type)
            self.odd |= fact.blank | ~fact.plain
            none = np.zeros(self.n, np.int64)
            return PartField(plan.field, ~fact.blank, none, none, {}, fact.column)
        first, last = self._days(plan.first), self._days(plan.last)
        attributes = {
            a.name: self._values(plan.attributes[a.name], a.name, a.type)
            for a in plan.field.attributes
            if a.name in plan.attributes
        }
        cells = [one for one in (first, last, *attributes.values()) if one is not None]
        says = np.zeros(self.n, np.bool_)
        for one in cells:
            says |= ~one.blank
            self.odd |= ~one.blank & ~one.plain
        if plan.field.shape.lasts and len(self.plan.fields) == 1:
            says[:] = True
        self._blanks(says, first, attributes.values())
        return self._dated(plan, says, first, last, attributes)

    def _blanks(self, says: Bools, first: Plain | None, others: Iterable[Plain]) -> None:
        """A row that says something and leaves a day or a value blank has that said of it."""
        for one in (first, *others):
            if one is not None:
                self.odd |= says & one.blank
        if first is None:
            self.odd |= says

    def _dated(
        self,
        plan: FieldPlan,
        says: Bools,
        first: Plain | None,
        last: Plain | None,
        attributes: Mapping[str, Plain],
    ) -> PartField:
        start = np.zeros(self.n, np.int64) if first is None else first.column.values
        end = np.full(self.n, NEVER, np.int64) if plan.field.shape.lasts else start
        if last is not None:
            end = np.where(last.blank, NEVER, last.column.values - plan.day_after)
        self.odd |= says & (end < start)
        columns = {
            a.name: attributes[a.name].column
            if a.name in attributes
            else nothing(a.type.kind, self.n)
            for a in plan.field.attributes
        }
        return PartField(plan.field, says, start, end, columns)

    def _days(self, heading: Heading | None) -> Plain | None:
        return None if heading is None else self._seen(days_in(self._cells(heading)))

    def _values(self, heading: Heading, term: str, type_: ValueType) -> Plain:
        meanings = self.words.of(term)
        return self._seen(values_in(self._cells(heading), type_, meanings, self.words.parties))

    def _cells(self, heading: Heading) -> pl.Series:
        return self.frame.to_series(heading.index)

    def _seen(self, read: Plain) -> Plain:
        if read.patterns:
            self.patterns |= read.patterns
            self.latest = np.maximum(self.latest, np.where(read.plain, read.column.values, 0))
        return read


def part_of(plan: Plan, frame: pl.DataFrame, line: Ints, case: Ints, words: Words) -> Part:
    """What the rows of a table of persons say; *case* is the place of the case of each."""
    rows = _Rows(plan, frame, words)
    fields = tuple(rows.field(each) for each in plan.fields)
    latest = int(rows.latest.argmax()) if rows.n and rows.latest.max() > EARLIEST else -1
    return Part(
        plan.sheet.file,
        case,
        line,
        fields,
        rows.odd | (case < 0),
        latest,
        len(rows.patterns) > 1,
    )


def said_twice(parts: Sequence[Part], n: int) -> Bools:
    """The cases, of *n*, of which two rows say what one may, or what has to be told apart."""
    odd = np.zeros(n, np.bool_)
    for said in by_field(parts).values():
        field, rows = said[0][1].field, [one.says & (part.case >= 0) for part, one in said]
        case = _of([part.case for part, _ in said], rows)
        if not field.shape.many:
            odd |= np.bincount(case, minlength=n) > 1
            continue
        first = _of([one.first for _, one in said], rows)
        last = _of([one.last for _, one in said], rows)
        order = sorted_by(case, first, last)
        case, first, last = case.take(order), first.take(order), last.take(order)
        same = case[1:] == case[:-1]
        twins = same & (first[1:] == first[:-1]) & (last[1:] == last[:-1])
        odd[case[1:][twins]] = True
        if field.parted:
            reached = np.maximum.accumulate(case * _BIG + last) - case * _BIG
            odd[case[1:][same & (first[1:] <= reached[:-1])]] = True
    return odd


def _of(values: Sequence[Ints], rows: Sequence[Bools]) -> Ints:
    return np.concatenate([some[own] for some, own in zip(values, rows, strict=True)])


def by_field(parts: Sequence[Part]) -> dict[str, list[tuple[Part, PartField]]]:
    """The parts that say something of each field."""
    found: dict[str, list[tuple[Part, PartField]]] = {}
    for part in parts:
        for one in part.fields:
            found.setdefault(one.field.name, []).append((part, one))
    return found
