"""All that is said of one case, united: facts that agree, events and spells once each, in order."""

from collections.abc import Iterator, Sequence

from attrs import evolve

from sibdsl.diagnostics import Code, Finding, Label
from sibdsl.diagnostics.codes import FACTS_DIFFER, MORE_THAN_ONE, OVERLAP
from sibdsl.model.days import EARLIEST, NEVER, Day
from sibdsl.model.histories import Attributes, Case, Event, Row, Spell, Value
from sibdsl.model.records import RecordField, RecordKind, Shape
from sibdsl.records.said import Fact, Said, What, place


def united(
    number: str,
    others: tuple[str, ...],
    said: Sequence[Said],
    record: RecordKind,
    called: str = "case",
) -> tuple[Case, list[Finding]]:
    """The case and what speaks against it; a field of which nothing is said is blank or empty.

    It may be of a group or of the contract: *called* is what the findings call it.
    """
    by_field: dict[str, list[What]] = {f.name: [] for f in record.fields}
    for each in said:
        by_field[each.field].append(each.what)
    facts: dict[str, Value | None] = {}
    rows: dict[str, tuple[Row, ...]] = {}
    events: dict[str, tuple[Event, ...]] = {}
    spells: dict[str, tuple[Spell, ...]] = {}
    findings: list[Finding] = []
    for f in record.fields:
        whats = by_field[f.name]
        if f.shape is Shape.FACT:
            stated = [what for what in whats if isinstance(what, Fact)]
            facts[f.name], rows[f.name] = _fact(stated)
            findings += _differing(f, stated, number, called)
        elif f.shape.lasts:
            spells[f.name] = _spells([what for what in whats if isinstance(what, Spell)])
            findings += _unfitting_spells(f, spells[f.name], number, called)
        else:
            events[f.name] = _events([what for what in whats if isinstance(what, Event)])
            findings += _too_many(f, events[f.name], number, called)
    return Case(number, facts, events, spells, rows, others), findings


def _fact(stated: list[Fact]) -> tuple[Value | None, tuple[Row, ...]]:
    """The value, with every row that states it; a blank beside a value says nothing."""
    values = sorted({fact.value for fact in stated if fact.value is not None}, key=repr)
    value = values[0] if values else None
    return value, tuple(sorted({fact.row for fact in stated if fact.value == value}))


def _differing(f: RecordField, stated: list[Fact], case: str, called: str) -> Iterator[Finding]:
    by_value = {
        fact.value: fact.row
        for fact in sorted(stated, key=lambda s: s.row, reverse=True)
        if fact.value is not None
    }
    if len(by_value) > 1:
        rows = sorted(by_value.values())
        message = f"the rows of the {called} do not agree on `{f.name}`"
        yield _beside(FACTS_DIFFER, message, rows, case)


def _events(events: list[Event]) -> tuple[Event, ...]:
    """Each event once, in order of day; those that are alike become one, with the rows of all."""
    if len(events) < 2:
        return tuple(events)
    alike: dict[tuple[object, ...], Event] = {}
    for event in events:
        key = (event.day, *event.attributes.items())
        held = alike.get(key)
        rows = event.rows if held is None else tuple(sorted({*held.rows, *event.rows}))
        alike[key] = evolve(event, rows=rows)
    return tuple(sorted(alike.values(), key=_event_order))


def _event_order(event: Event) -> tuple[Day, str, tuple[Row, ...]]:
    return NEVER if event.day is None else event.day, _words(event.attributes), event.rows


def _spells(spells: list[Spell]) -> tuple[Spell, ...]:
    """Each spell once, in order of its days; those that are alike become one."""
    if len(spells) < 2:
        return tuple(spells)
    alike: dict[tuple[object, ...], Spell] = {}
    for spell in spells:
        key = (spell.first, spell.last, *spell.attributes.items())
        held = alike.get(key)
        rows = spell.rows if held is None else tuple(sorted({*held.rows, *spell.rows}))
        alike[key] = evolve(spell, rows=rows)
    return tuple(sorted(alike.values(), key=_spell_order))


def _spell_order(spell: Spell) -> tuple[Day, Day, str, tuple[Row, ...]]:
    first = EARLIEST if spell.first is None else spell.first
    last = NEVER if spell.last is None else spell.last
    return first, last, _words(spell.attributes), spell.rows


def _words(attributes: Attributes) -> str:
    return repr(sorted((name, repr(value)) for name, value in attributes.items()))


def _too_many(
    f: RecordField, items: Sequence[Event | Spell], case: str, called: str
) -> Iterator[Finding]:
    if len(items) > 1 and not f.shape.many:
        rows = sorted(row for item in items for row in item.rows)
        message = f"the {called} has more than one `{f.name}`, and the contract gives it one"
        yield _beside(MORE_THAN_ONE, message, rows, case)


def _unfitting_spells(
    f: RecordField, spells: Sequence[Spell], case: str, called: str
) -> Iterator[Finding]:
    yield from _too_many(f, spells, case, called)
    if not f.parted:
        return
    before: Spell | None = None
    for spell in spells:
        if before is not None and spell.first is not None and spell.first <= _end(before):
            message = f"two `{f.name}` of the {called} overlap, and the contract says they do not"
            yield _beside(OVERLAP, message, [spell.rows[0], before.rows[0]], case)
        if spell.first is not None and (before is None or _end(spell) > _end(before)):
            before = spell


def _end(spell: Spell) -> Day:
    return NEVER if spell.last is None else spell.last


def _beside(code: Code, message: str, rows: Sequence[Row], case: str) -> Finding:
    others = tuple(Label(place(row), "and here") for row in rows[1:])
    return Finding(code, message, place(rows[0]), case=case, others=others)
