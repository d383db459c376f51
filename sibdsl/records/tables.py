"""Any table of case data, row by row: what each says of a case, or of the contract."""

from collections.abc import Iterator

from attrs import define, field

from sibdsl.diagnostics import Finding
from sibdsl.diagnostics.codes import BAD_DATE, BLANK, NO_CASE_NUMBER, NO_LABEL, REVERSED
from sibdsl.model.days import Day
from sibdsl.model.histories import Event, Row, Spell, Value
from sibdsl.model.records import Attribute, Kind, ValueType
from sibdsl.records.cells import shown, written
from sibdsl.records.plan import Column, FieldPlan, Plan
from sibdsl.records.said import Fact, Said, Told, What, place, without_number, wrong_length
from sibdsl.records.sheet import Cells
from sibdsl.records.values import Cell, Words, value_of

THE_CONTRACT = ""
"""The case of which the record of the contract is said."""


@define
class _Reader:
    """One table as it is read; *latest* is the latest day in it."""

    plan: Plan
    words: Words
    said: list[Said] = field(factory=list)
    findings: list[Finding] = field(factory=list)
    latest: Day | None = None

    def read(self) -> None:
        for line, cells in self.plan.sheet.rows:
            row = self.plan.sheet.row(line)
            case = _whose(self.plan, self.words, cells)
            if self.plan.number is not None and not case:
                self.findings.append(_nobodys(self.plan, row))
                continue
            for field_plan in self.plan.fields:
                what = self._what(field_plan, cells, row, case)
                if what is not None:
                    self.said.append(Said(case, field_plan.field.name, what, self.plan.group))

    def _what(self, plan: FieldPlan, cells: Cells, row: Row, case: str) -> What | None:
        """What a row says of one field; None where it says nothing."""
        if plan.field.type is not None and plan.first is not None:
            return self._fact(plan.first, plan.field.type, plan.field.name, cells, row, case)
        columns = [c for c in (plan.first, plan.last, *plan.attributes.values()) if c is not None]
        if not any(cells[column.index] for column in columns) and not self._only(plan):
            return None
        attributes = {
            attribute.name: self._attribute(attribute, plan, cells, row, case)
            for attribute in plan.field.attributes
        }
        if plan.field.shape.lasts:
            return self._spell(plan, attributes, cells, row, case)
        day = self._day(plan.first, cells, row, case)
        if plan.first is not None and not cells[plan.first.index]:
            self._blank(plan.first, f"the day of `{plan.field.name}`", row, case)
        return Event(day, attributes, (row,))

    def _only(self, plan: FieldPlan) -> bool:
        """Whether the table holds these periods and nothing else.

        Then each of its rows is one of them, were it blank: an open period without its start.
        """
        return plan.field.shape.lasts and len(self.plan.fields) == 1

    def _fact(
        self, column: Column, type_: ValueType, term: str, cells: Cells, row: Row, case: str
    ) -> Fact:
        if not cells[column.index]:
            self._blank(column, f"`{term}`", row, case)
        return Fact(self._value(column, type_, term, cells, row, case), row)

    def _attribute(
        self, attribute: Attribute, plan: FieldPlan, cells: Cells, row: Row, case: str
    ) -> Value | None:
        column = plan.attributes.get(attribute.name)
        if column is None:
            return None
        if not cells[column.index]:
            self._blank(column, f"`{attribute.name}` of `{plan.field.name}`", row, case)
        return self._value(column, attribute.type, attribute.name, cells, row, case)

    def _value(
        self, column: Column, type_: ValueType, term: str, cells: Cells, row: Row, case: str
    ) -> Value | None:
        text = cells[column.index]
        if not text:
            return None
        cell = Cell(text, term, column.heading, row, case or None)
        valued = value_of(cell, type_, self.words)
        self.findings += valued.findings
        return valued.value

    def _spell(
        self,
        plan: FieldPlan,
        attributes: dict[str, Value | None],
        cells: Cells,
        row: Row,
        case: str,
    ) -> Spell:
        first = self._day(plan.first, cells, row, case)
        last = self._day(plan.last, cells, row, case)
        if plan.first is not None and not cells[plan.first.index]:
            self._blank(plan.first, f"the first day of `{plan.field.name}`", row, case)
        if last is not None and plan.day_after:
            last -= 1
        if first is not None and last is not None and last < first:
            message = f"`{plan.field.name}` ends before it begins"
            heading = None if plan.last is None else plan.last.heading
            finding = Finding(REVERSED, message, place(row, heading), case=case or None)
            self.findings.append(finding)
            first = last = None
        return Spell(first, last, attributes, (row,))

    def _day(self, column: Column | None, cells: Cells, row: Row, case: str) -> Day | None:
        """The day in that column, None where it is blank or, with a finding, unreadable."""
        text = "" if column is None else cells[column.index]
        if column is None or not text:
            return None
        date = written(text)
        if date.day is None:
            message = f"`{column.heading}` is {shown(text)}: {date.wrong}"
            where = place(row, column.heading)
            self.findings.append(Finding(BAD_DATE, message, where, case=case or None))
        else:
            self.latest = max(date.day, self.latest or date.day)
        return date.day

    def _blank(self, column: Column, what: str, row: Row, case: str) -> None:
        message = f"{what} is blank, so it is not known"
        self.findings.append(Finding(BLANK, message, place(row, column.heading), case=case or None))


def told_in(plan: Plan, words: Words) -> tuple[Told, Day | None]:
    """What the table says, and the latest day in it."""
    reader = _Reader(plan, words)
    reader.read()
    findings = (*reader.findings, *_ragged(plan, words))
    return Told(tuple(reader.said), findings), reader.latest


def _whose(plan: Plan, words: Words, cells: Cells) -> str:
    """The case number, or the label of a group, that stands in *cells*; empty where none does."""
    column = plan.number
    if column is None or column.index >= len(cells):
        return THE_CONTRACT
    text = cells[column.index]
    return words.meant(plan.group, text) if plan.group and text else text


def _ragged(plan: Plan, words: Words) -> Iterator[Finding]:
    """Rows of another length: nothing in them is read, and their case is left out."""
    for line, cells in plan.sheet.ragged:
        row = plan.sheet.row(line)
        number = _whose(plan, words, cells)
        yield wrong_length(row, number) if number else _nobodys(plan, row)


def _nobodys(plan: Plan, row: Row) -> Finding:
    heading = "case number" if plan.number is None else plan.number.heading
    return without_number(row, heading, NO_LABEL if plan.group else NO_CASE_NUMBER)


def named_in(plan: Plan, words: Words) -> frozenset[str]:
    """The case numbers, or the labels of a group, that stand in the table; none of the contract."""
    rows = (*plan.sheet.rows, *plan.sheet.ragged)
    return frozenset(_whose(plan, words, cells) for _, cells in rows) - {THE_CONTRACT}


def date_columns(plan: Plan) -> list[Column]:
    """The columns that hold dates."""
    found: list[Column] = []
    for field_plan in plan.fields:
        own = plan.kind.field_called(field_plan.field.name)
        assert own is not None, "a plan is made of fields of that record"
        typed = {a.name: a.type for a in own.attributes}
        if own.type is None or own.type.kind is Kind.DATE:
            found += [c for c in (field_plan.first, field_plan.last) if c is not None]
        found += [
            column
            for name, column in field_plan.attributes.items()
            if typed[name].kind is Kind.DATE
        ]
    return found
