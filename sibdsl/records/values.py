"""The value that a cell holds, by the type that the contract gives it."""

from collections.abc import Iterator, Mapping, Sequence
from typing import assert_never

from attrs import field, frozen

from sibdsl.diagnostics import Code, Finding, Place
from sibdsl.diagnostics.codes import BAD_DATE, BAD_VALUE, MAPPING_MISSES, NO_PARTY
from sibdsl.model.histories import Row, Value
from sibdsl.model.records import Kind, RecordKind, ValueType
from sibdsl.records.cells import amount_in, number_in, percentage_in, shown, written
from sibdsl.records.headings import stem
from sibdsl.records.said import place


@frozen
class Words:
    """Who the commissioners are, and which values stand for which in the files.

    *meanings* is by the stem of the Term whose values they are.
    """

    parties: frozenset[str] = frozenset()
    meanings: Mapping[str, Mapping[str, str]] = field(factory=dict)

    def meant(self, term: str, text: str) -> str:
        """*text*, or what the mapping says it stands for as a value of *term*."""
        if not self.meanings:
            return text
        return self.meanings.get(stem(term), {}).get(text, text)


def unknown_terms(
    meanings: Mapping[str, Mapping[str, str]], kinds: Sequence[RecordKind], file: str
) -> Iterator[Finding]:
    """The findings of Terms whose values a mapping gives and that no record has.

    The labels of a group are values of its Term.
    """
    fields = [field for kind in kinds for field in kind.fields]
    known = {stem(field.name) for field in fields if field.type is not None}
    known |= {stem(attribute.name) for field in fields for attribute in field.attributes}
    known |= {stem(kind.name) for kind in kinds if kind.name}
    for term in meanings:
        if stem(term) not in known:
            message = f"the mapping gives values of `{term}`, which is no fact and no attribute"
            yield Finding(MAPPING_MISSES, message, Place(file))


@frozen
class Cell:
    """A cell that is not blank, with the Term that it gives a value."""

    text: str
    term: str
    heading: str
    row: Row
    case: str | None

    def found(self, code: Code, message: str, help_: str | None = None) -> Finding:
        """A finding at this cell."""
        return Finding(code, message, place(self.row, self.heading), case=self.case, help=help_)


@frozen
class Valued:
    """The value, None where it cannot be read; then a finding says why."""

    value: Value | None
    findings: tuple[Finding, ...] = ()


def value_of(cell: Cell, type_: ValueType, words: Words) -> Valued:
    """What *cell* says, read as *type_* and in no other way."""
    text = words.meant(cell.term, cell.text)
    match type_.kind:
        case Kind.CODE | Kind.RECORD:
            return Valued(text)
        case Kind.CHOICE:
            return _choice(cell, text, type_.options)
        case Kind.NUMBER:
            return _read(cell, number_in(text), "a number is written 1234 or 1,234.5")
        case Kind.AMOUNT:
            return _read(cell, amount_in(text), "an amount is written £1,234.50 or 1234.50")
        case Kind.PERCENTAGE:
            return _read(cell, percentage_in(text), "a percentage is written 12.5%")
        case Kind.DATE:
            return _date(cell, text)
        case Kind.PARTY:
            return _party(cell, text, words.parties)
        case _:
            assert_never(type_.kind)


def _read(cell: Cell, value: Value | None, help_: str) -> Valued:
    if value is not None:
        return Valued(value)
    message = f"`{cell.term}` is {shown(cell.text)}, which cannot be read, so it is not known"
    return Valued(None, (cell.found(BAD_VALUE, message, help_),))


def _choice(cell: Cell, text: str, options: tuple[str, ...]) -> Valued:
    folded = {option.casefold(): option for option in options}
    listed = " or ".join(f'"{option}"' for option in options)
    help_ = f"it is one of {listed}; other words can be mapped under `values`"
    return _read(cell, folded.get(text.casefold()), help_)


def _date(cell: Cell, text: str) -> Valued:
    date = written(text)
    if date.day is not None:
        return Valued(date.day)
    message = f"`{cell.heading}` is {shown(cell.text)}: {date.wrong}"
    return Valued(None, (cell.found(BAD_DATE, message),))


def _party(cell: Cell, text: str, parties: frozenset[str]) -> Valued:
    """The party as the contract writes it; one that is none is kept, and is said."""
    folded = {party.casefold(): party for party in sorted(parties)}
    party = folded.get(text.casefold())
    if party is not None:
        return Valued(party)
    message = f"`{cell.term}` names no commissioner of the contract"
    help_ = f"map it under `values.{cell.term}` if it is another spelling of one"
    return Valued(text, (cell.found(NO_PARTY, message, help_),))
