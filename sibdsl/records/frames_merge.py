"""The plain cases and the few that were read by rows, put together in order of case number."""

from bisect import bisect_left
from collections.abc import Sequence
from itertools import chain

import numpy as np
from attrs import evolve, frozen

from sibdsl.columns import Bools, Column, FieldTable, Ints, Proof, Records, Table, sorted_by
from sibdsl.model.contract import Contract
from sibdsl.model.records import Attribute, Kind, RecordField, Shape, ValueType
from sibdsl.records.frames_rows import Part, PartField, by_field


@frozen(eq=False)
class _Places:
    """Where each case stands in the end: the plain by their old place (-1 the odd), the few."""

    labels: tuple[str, ...]
    plain: Ints
    few: Ints


def merged(
    contract: Contract, numbers: Sequence[str], odd: Bools, parts: Sequence[Part], few: Records
) -> Records:
    """The records of *few*, and of the cases *numbers* that are not *odd* what *parts* say."""
    places = _places(numbers, odd, few.persons.labels)
    said = by_field(parts)
    held = few.persons
    facts: dict[str, Column] = {}
    proofs: dict[str, Proof] = {}
    fields: dict[str, FieldTable] = {}
    for one in contract.person.fields:
        own = said.get(one.name, [])
        if one.shape is Shape.FACT and one.type is not None:
            facts[one.name], proofs[one.name] = _fact(one.name, one.type, own, places, held)
        elif one.shape is not Shape.FACT:
            fields[one.name] = _field(one, own, places, held.fields[one.name])
    n = len(places.labels)
    known = np.ones(n, np.bool_)
    number = Column(Kind.CODE, np.arange(n, dtype=np.int64), known, None, places.labels)
    facts[contract.person.fields[0].name] = number
    return evolve(few, persons=Table(held.whose, places.labels, facts, proofs, fields))


def _places(numbers: Sequence[str], odd: Bools, few: Sequence[str]) -> _Places:
    """Both kinds of cases in order of number, as *numbers* are; a number is in one of them."""
    kept = np.flatnonzero(~odd)
    texts = [numbers[at] for at in kept.tolist()] if len(kept) < len(numbers) else numbers
    order = np.array(sorted(range(len(few)), key=few.__getitem__), np.int64)
    before = np.array([bisect_left(texts, few[at]) for at in order.tolist()], np.int64)
    final = np.arange(len(kept)) + np.searchsorted(before, np.arange(len(kept)), "right")
    of_few = np.empty(len(few), np.int64)
    of_few[order] = before + np.arange(len(few))
    labels = np.empty(len(kept) + len(few), object)
    labels[final], labels[of_few] = texts, few
    plain = np.full(len(numbers), -1, np.int64)
    plain[kept] = final
    return _Places(tuple(labels.tolist()), plain, of_few)


@frozen(eq=False)
class _Rows:
    """The rows of a part that say something of a plain case, and where that case stands."""

    rows: Ints
    case: Ints


def _rows(part: Part, one: PartField, places: _Places) -> _Rows:
    rows = np.flatnonzero(one.says & (part.case >= 0))
    case = places.plain[part.case[rows]]
    return _Rows(rows[case >= 0], case[case >= 0])


def _fact(
    name: str,
    type_: ValueType,
    said: Sequence[tuple[Part, PartField]],
    places: _Places,
    held: Table,
) -> tuple[Column, Proof]:
    taken = [(part, one, _rows(part, one, places)) for part, one in said]
    columns = [one.fact.taken(rows.rows) for _, one, rows in taken if one.fact is not None]
    whole = _together(type_.kind, [*columns, held.facts[name]])
    case = np.concatenate([*(rows.case for _, _, rows in taken), places.few])
    proof = _proofs([(part, rows) for part, _, rows in taken], held.fact_rows[name])
    at = np.full(len(places.labels), -1, np.int64)
    at[case] = np.arange(len(case))
    return whole.taken(at), _taken(proof, at)


def _field(
    field: RecordField,
    said: Sequence[tuple[Part, PartField]],
    places: _Places,
    held: FieldTable,
) -> FieldTable:
    taken = [(part, one, _rows(part, one, places)) for part, one in said]
    case = np.concatenate([*(rows.case for _, _, rows in taken), places.few[held.case]])
    first, last = (
        np.concatenate(
            [*(getattr(one, end)[rows.rows] for _, one, rows in taken), getattr(held, end)]
        ).astype(np.int32)
        for end in ("first", "last")
    )
    plain = sum(len(rows.case) for _, _, rows in taken)
    # Those of the few keep their order; of a plain case no two are on the same days.
    order = np.arange(len(case))
    order[:plain] = sorted_by(case[:plain], first[:plain], last[:plain])
    order = order[sorted_by(case[order])]
    known = np.concatenate([np.ones(plain, np.bool_), held.first_known])
    sure = np.concatenate([np.ones(plain, np.bool_), held.certified])
    proof = _proofs([(part, rows) for part, _, rows in taken], held.rows)
    return FieldTable(
        field.name,
        field.shape,
        np.append(0, np.cumsum(np.bincount(case, minlength=len(places.labels)))),
        first[order],
        known[order],
        last[order],
        sure[order],
        {a.name: _attribute(a, taken, held).taken(order) for a in field.attributes},
        _taken(proof, order),
    )


def _attribute(
    a: Attribute, taken: Sequence[tuple[Part, PartField, _Rows]], held: FieldTable
) -> Column:
    columns = [one.attributes[a.name].taken(rows.rows) for _, one, rows in taken]
    return _together(a.type.kind, [*columns, held.attributes[a.name]])


def _together(kind: Kind, columns: Sequence[Column]) -> Column:
    """*columns* one below the other; of words, all under one list of them."""
    values = [column.values for column in columns]
    words: tuple[str, ...] | None = None
    if any(column.words is not None for column in columns):
        first, *others = [column.words or () for column in columns]
        place = dict(zip(first, range(len(first)), strict=True))
        for word in chain.from_iterable(others):
            place.setdefault(word, len(place))
        words = tuple(place)
        renamed = [np.array([*(place[w] for w in some), -1], np.int64) for some in others]
        values[1:] = [named[old] for named, old in zip(renamed, values[1:], strict=True)]
    below = [column.denominators for column in columns if column.denominators is not None]
    return Column(
        kind,
        np.concatenate(values),
        np.concatenate([column.known for column in columns]),
        np.concatenate(below) if below else None,
        words,
    )


def _proofs(taken: Sequence[tuple[Part, _Rows]], held: Proof) -> Proof:
    """One row behind each of what the parts say, then those behind what the few hold."""
    files = tuple(dict.fromkeys([*(part.file for part, _ in taken), *held.files]))
    renamed = np.array([files.index(name) for name in held.files] or [0], np.int32)
    own = [np.full(len(rows.rows), files.index(part.file), np.int32) for part, rows in taken]
    file = np.concatenate([*own, renamed[held.file]]).astype(np.int32)
    line = np.concatenate([*(part.line[rows.rows] for part, rows in taken), held.line])
    n = sum(len(rows.rows) for _, rows in taken)
    return Proof(files, file, line, np.concatenate([np.arange(n), held.offsets + n]))


def _taken(proof: Proof, at: Ints) -> Proof:
    """The rows behind the things *at* those places; none behind a place below nought."""
    there = np.where(at >= 0, at, 0)
    start = proof.offsets[there]
    many = np.where(at >= 0, proof.offsets[there + 1] - start, 0) if len(at) else start
    offsets = np.concatenate([[0], np.cumsum(many)]).astype(np.int64)
    rows = np.repeat(start - offsets[:-1], many) + np.arange(offsets[-1])
    return Proof(proof.files, proof.file[rows], proof.line[rows], offsets)
