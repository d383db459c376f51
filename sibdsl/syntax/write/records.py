"""The sentences on parties and records (forms 1 to 6), as words."""

from typing import assert_never, cast

from sibdsl.syntax.forms import (
    Attribute,
    Certifies,
    Choice,
    ContractRecord,
    Counts,
    Events,
    Field,
    Joined,
    Joiner,
    Paid,
    PaidOfAll,
    Parties,
    Periods,
    PlainType,
    Record,
    RecordType,
    TheTerm,
    ValueType,
)
from sibdsl.syntax.tree import Item, Name, Number, Role
from sibdsl.syntax.write import words
from sibdsl.syntax.write.days import day
from sibdsl.syntax.write.words import bare, listed, named

RecordForm = (
    TheTerm | Parties | Record | ContractRecord | Joined | Counts | Paid | PaidOfAll | Certifies
)


def sentence(form: RecordForm) -> str:
    """The words of the sentence, without its full stop."""
    match form:
        case TheTerm(first, last):
            return f"the term is from {day(first)} to {day(last)}"
        case Parties():
            return _parties(form)
        case Record(of, fields):
            return f"the record of each {bare(of)} holds {_fields(fields)}"
        case ContractRecord(fields):
            return f"the record of the contract holds {_fields(fields)}"
        case Joined(name, of):
            return f"Records with the same {bare(name)} are one {bare(of)}"
        case Counts(n, items, of):
            verb = "count" if _many(n, items) else "counts"
            return f"{_first(n, items)} of each {bare(of)} {verb}"
        case Paid(n, outcome, of):
            verb = "are" if _many(n, outcome) else "is"
            return f"{_first(n, outcome)} of each {bare(of)} {verb} paid"
        case PaidOfAll(n, outcomes, of):
            all_of = listed(map(named, outcomes))
            return f"Only the first {words.number(n)} of all {all_of} of each {bare(of)} are paid"
        case Certifies(party, certified):
            who = f"the {party.word}" if isinstance(party, Role) else named(party)
            return f"{who} certifies {listed(map(named, certified))}"
        case _:
            assert_never(form)


def _first(n: Number | None, items: Name) -> str:
    count = f"{words.number(n)} " if n else ""
    return f"Only the first {count}{bare(items)}"


def _many(n: Number | None, items: Name) -> bool:
    """Whether the sentence is of several items."""
    return n.value != 1 if n else words.plural(items)


def _parties(form: Parties) -> str:
    several = len(form.names) > 1 or form.joiners
    who = f"{words.roles(form.role)} are" if several else f"{form.role.word} is"
    joiners = "".join(map(_joiner, form.joiners))
    return f"the {who} {listed(map(named, form.names))}{joiners}"


def _joiner(node: Joiner) -> str:
    return f"; and, from {words.dated(node.since)}, {listed(map(named, node.names))}"


def _fields(fields: tuple[Item, ...]) -> str:
    return words.lettered((item, _field(cast(Field, item.part))) for item in fields)


def _field(node: Field) -> str:
    """`Death, an event`"""
    match node.shape:
        case Events(word, attributes):
            shape = f"{'an ' if word == 'event' else ''}{word}{_with(attributes)}"
        case Periods(word, parted, attributes):
            article = "a " if word == "period" else ""
            shape = f"{article}{word}{' that do not overlap' if parted else ''}{_with(attributes)}"
        case _:
            shape = _type(node.shape)
    return f"{named(node.name)}, {shape}"


def _with(attributes: tuple[Attribute, ...]) -> str:
    """`, with Kind, a code, and Weight, a number`, or nothing."""
    if not attributes:
        return ""
    *firsts, last = (f"{named(a.name)}, {_type(a.type)}" for a in attributes)
    return ", with " + ", ".join([*firsts, f"and {last}" if firsts else last])


def _type(node: ValueType) -> str:
    match node:
        case PlainType(word):
            return f"{'an' if word[0] in 'aeiou' else 'a'} {word}"
        case Choice(options):
            return f"one of {listed(map(words.text, options), 'or')}"
        case RecordType(name):
            return named(name)
        case _:
            assert_never(node)
