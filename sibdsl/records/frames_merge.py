"""The plain cases and the few that were read by rows, put together in order of case number."""

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from itertools import chain, count

import numpy as np
from attrs import evolve, frozen

from sibdsl.columns import Bools, Column, FieldTable, Ints, Proof, Records, Table, sorted_by
from sibdsl.model.contract import Contract
from sibdsl.model.records import Attribute, Kind, RecordField, Shape, ValueType
from sibdsl.records.frames_rows import Part, PartField, by_field


@frozen(eq=False)
class _Places:
    """Where each case stands in the end: of each part, that of each row (-1 where its case is odd
    or none); and the few.
    """

    labels: tuple[str, ...]
    rows: Mapping[str, Ints]
    few: Ints


@frozen(eq=False)
class _Said:
    """What parts say of one field, whole and one below the other, and below it what the few hold.

    *source* are those of them that stand in the end, in that order: of the parts, then of the few.
    *case* is where the case of each of these stands, and *own* says how many are of the parts.
    """

    parts: tuple[tuple[Part, PartField], ...]
    source: Ints
    case: Ints
    own: int


def merged(
    contract: Contract, numbers: Sequence[str], odd: Bools, parts: Sequence[Part], few: Records
) -> Records:
    """The records of *few*, and of the cases *numbers* that are not *odd* what *parts* say."""
    held = few.persons
    places = _places(numbers, odd, parts, held.labels)
    said = by_field(parts)
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


def _places(
    numbers: Sequence[str], odd: Bools, parts: Sequence[Part], few: Sequence[str]
) -> _Places:
    """Both kinds of cases in order of number, as *numbers* are; a number is in one of them."""
    kept = np.flatnonzero(~odd)
    texts = np.array(numbers, object)[kept]
    order = np.array(sorted(range(len(few)), key=few.__getitem__), np.int64)
    inserted = np.array(few, object)[order]
    before = texts.searchsorted(inserted)
    of_few = np.empty(len(few), np.int64)
    of_few[order] = before + np.arange(len(few))
    final = np.full(len(numbers) + 1, -1, np.int64)
    final[kept] = np.arange(len(kept)) + np.searchsorted(before, np.arange(len(kept)), "right")
    labels = np.insert(texts, before, inserted)
    rows = {part.file: final[part.case] for part in parts}
    return _Places(tuple(labels.tolist()), rows, of_few)


def _said(parts: Sequence[tuple[Part, PartField]], places: _Places, few: Ints) -> _Said:
    """The rows of *parts* that say something of a plain case; *few* are the cases of the rest."""
    sources, cases, below = [], [], 0
    for part, one in parts:
        final = places.rows[part.file]
        rows = np.flatnonzero(one.says & (final >= 0))
        sources.append(rows + below)
        cases.append(final.take(rows))
        below += len(final)
    own = sum(map(len, sources))
    source = np.concatenate([*sources, np.arange(below, below + len(few))])
    return _Said(tuple(parts), source, np.concatenate([*cases, few]), own)


def _fact(
    name: str,
    type_: ValueType,
    parts: Sequence[tuple[Part, PartField]],
    places: _Places,
    held: Table,
) -> tuple[Column, Proof]:
    said = _said(parts, places, places.few)
    columns = [one.fact for _, one in parts if one.fact is not None]
    at = np.full(len(places.labels), -1, np.int64)
    at[said.case] = said.source
    whole = _together(type_.kind, [*columns, held.facts[name]])
    return whole.taken(at), _taken(_proofs(parts, held.fact_rows[name]), at)


def _field(
    field: RecordField,
    parts: Sequence[tuple[Part, PartField]],
    places: _Places,
    held: FieldTable,
) -> FieldTable:
    said = _said(parts, places, places.few[held.case])
    first, last = (
        np.concatenate([*(getattr(one, end) for _, one in parts), getattr(held, end)])
        for end in ("first", "last")
    )
    at = said.source.take(_in_order(said, first, last))
    plain = np.ones(sum(len(part.case) for part, _ in parts), np.bool_)
    return FieldTable(
        field.name,
        field.shape,
        np.append(0, np.cumsum(np.bincount(said.case, minlength=len(places.labels)))),
        first.take(at).astype(np.int32),
        np.concatenate([plain, held.first_known]).take(at),
        last.take(at).astype(np.int32),
        np.concatenate([plain, held.certified]).take(at),
        {a.name: _attribute(a, parts, held).taken(at) for a in field.attributes},
        _taken(_proofs(parts, held.rows), at),
    )


def _in_order(said: _Said, first: Ints, last: Ints) -> Ints:
    """Case by case, in order of days; of a plain case no two are on the same."""
    starts, ends = first.take(said.source), last.take(said.source)
    # Those of the few keep their order.
    starts[said.own :], ends[said.own :] = np.arange(len(starts) - said.own), 0
    return sorted_by(said.case, starts, ends)


def _attribute(a: Attribute, parts: Sequence[tuple[Part, PartField]], held: FieldTable) -> Column:
    columns = [one.attributes[a.name] for _, one in parts]
    return _together(a.type.kind, [*columns, held.attributes[a.name]])


def _together(kind: Kind, columns: Sequence[Column]) -> Column:
    """*columns* one below the other; of words, all under one list of them."""
    values = [column.values for column in columns]
    words: tuple[str, ...] | None = None
    if any(column.words is not None for column in columns):
        first, *others = [column.words or () for column in columns]
        more = _more(first, others)
        words = (*first, *(word for word, at in more.items() if at >= len(first)))
        renamed = [np.array([*(more[w] for w in some), -1], np.int64) for some in others]
        values[1:] = [named[old] for named, old in zip(renamed, values[1:], strict=True)]
    below = [column.denominators for column in columns if column.denominators is not None]
    return Column(
        kind,
        np.concatenate(values),
        np.concatenate([column.known for column in columns]),
        np.concatenate(below) if below else None,
        words,
    )


def _more(first: Sequence[str], others: Sequence[Sequence[str]]) -> dict[str, int]:
    """The place of each word of *others*: among the *first*, which are in order, or after them."""
    found: dict[str, int] = {}
    new = count(len(first))
    for word in chain.from_iterable(others):
        if word not in found:
            at = bisect_left(first, word)
            found[word] = at if first[at : at + 1] == (word,) else next(new)
    return found


def _proofs(parts: Sequence[tuple[Part, PartField]], held: Proof) -> Proof:
    """One row behind each of what the parts say, then those behind what the few hold."""
    files = tuple(dict.fromkeys([*(part.file for part, _ in parts), *held.files]))
    renamed = np.array([files.index(name) for name in held.files] or [0], np.int32)
    own = [np.full(len(part.line), files.index(part.file), np.int32) for part, _ in parts]
    line = np.concatenate([*(part.line for part, _ in parts), held.line])
    n = sum(map(len, own))
    offsets = np.concatenate([np.arange(n), held.offsets + n])
    return Proof(files, np.concatenate([*own, renamed[held.file]]), line, offsets)


def _taken(proof: Proof, at: Ints) -> Proof:
    """The rows behind the things *at* those places; none behind a place below nought."""
    there = at >= 0
    if len(proof.line) == len(proof.offsets) - 1 and (np.diff(proof.offsets) == 1).all():
        rows, offsets = at[there], np.append(0, np.cumsum(there))
    else:
        rows, offsets = _ragged(proof.offsets, np.where(there, at, 0), there)
    return Proof(proof.files, proof.file.take(rows), proof.line.take(rows), offsets)


def _ragged(offsets: Ints, at: Ints, there: Bools) -> tuple[Ints, Ints]:
    start = offsets[at]
    many = np.where(there, offsets[at + 1] - start, 0) if len(at) else start
    found = np.append(0, np.cumsum(many))
    return np.repeat(start - found[:-1], many) + np.arange(found[-1]), found
