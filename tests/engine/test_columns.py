"""Histories as columns: what the cases say stands in them, case by case."""

from fractions import Fraction
from pathlib import Path

from sibdsl import api
from sibdsl.columns import Column, from_histories
from sibdsl.model.days import NEVER
from sibdsl.model.money import Money
from sibdsl.model.records import Kind
from sibdsl.verify.strategies import drawn

ROOT = Path(__file__).parents[2]


def value(column: Column, at: int) -> object:
    """What stands in a column, as a history says it."""
    if not column.known[at]:
        return None
    number = int(column.values[at])
    if column.words is not None:
        return column.words[number]
    if column.denominators is not None:
        return Fraction(number, int(column.denominators[at]))
    return Money(number) if column.kind is Kind.AMOUNT else number


def test_every_fact_and_record_of_a_history_stands_in_the_columns() -> None:
    for name in ("pan-london", "peterborough"):
        found = api.load(ROOT / "contracts" / name / "contract.sib").lowered
        assert found is not None
        for histories in drawn(found.contract, found.examples, 30, seed=3):
            records = from_histories(found.contract, histories)
            table = records.persons
            assert table.labels == tuple(case.number for case in histories.cases)
            for at, case in enumerate(histories.cases):
                facts = {n: value(c, at) for n, c in table.facts.items()}
                assert facts == {n: case.facts.get(n) for n in facts}
                for field in table.fields.values():
                    listed = [*case.events.get(field.name, ()), *case.spells.get(field.name, ())]
                    start, end = field.offsets[at], field.offsets[at + 1]
                    assert end - start == len(listed)
                    for place, record in zip(range(start, end), listed, strict=True):
                        first = getattr(record, "day", None) or getattr(record, "first", None)
                        assert field.first_known[place] == (first is not None)
                        assert first is None or field.first[place] == first
                        last = getattr(record, "last", first)
                        assert field.last[place] == (NEVER if last is None else last)
                        told = {n: value(c, place) for n, c in field.attributes.items()}
                        assert told == {n: record.attributes.get(n) for n in told}
