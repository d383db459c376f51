"""The sentences on claims, change, what follows, and examples (forms 23 to 29), as words."""

from typing import assert_never, cast

from sibdsl.syntax.forms import (
    AnotherDay,
    AnotherItem,
    Claims,
    Evidence,
    Example,
    ExpectIs,
    ExpectPays,
    FactFrom,
    FactIs,
    FactOn,
    FactUnknown,
    Follows,
    ForEach,
    Given,
    GivenOf,
    Governs,
    InTotal,
    Law,
    NeverChanges,
    NeverExceed,
    NoDayTwice,
    NothingAfter,
    NothingPaid,
    Onwards,
    PaymentsExpected,
    UnknownEnds,
    Value,
    Waived,
)
from sibdsl.syntax.tree import Date, Length, Text
from sibdsl.syntax.write import words
from sibdsl.syntax.write.conditions import operand
from sibdsl.syntax.write.days import day, union
from sibdsl.syntax.write.words import bare, dated, listed, named

Fact = FactIs | FactUnknown | FactOn | FactFrom
Carried = tuple[FactIs | FactUnknown, ...]
ExampleForm = Claims | Evidence | UnknownEnds | Governs | Follows | Waived | Example


def sentence(form: ExampleForm) -> str:
    """The words of the sentence, without its full stop."""
    match form:
        case Claims():
            return _claims(form)
        case Evidence(counts, within):
            what = "adds to or reduces the next claim" if counts else "is disregarded"
            by = f", if received {_within(within)}" if within else ""
            return f"Evidence received after a claim {what}{by}"
        case UnknownEnds(within):
            return f"an outcome not known {_within(within)} is not achieved"
        case Governs(on):
            return f"Each clause applies as it stands on {day(on)}"
        case Follows(said, because):
            return f"It follows that {law(said)}{_because(because)}"
        case Waived(said, because):
            return f"It does not follow that {law(said)}{_because(because)}"
        case Example():
            return _example(form)
        case _:
            assert_never(form)


def _claims(form: Claims) -> str:
    firsts = [f"for the period from {dated(f.first)} to {dated(f.last)}" for f in form.first]
    made = "".join(f"{first}, " for first in firsts) + ("then " if firsts else "")
    return f"Claims are made {made}for each {form.cycle.word}"


def _within(node: Length) -> str:
    return f"within {words.length(node)} after the due day"


def _because(reason: Text | None) -> str:
    return f", because {words.text(reason)}" if reason else ""


def law(node: Law) -> str:
    """`another day in Care never increases the payments for a Child`"""
    match node:
        case NoDayTwice():
            return "no day is paid for twice"
        case AnotherDay(in_days, after, whose):
            added = f"another day in {union(in_days)}" + (f" after {day(after)}" if after else "")
            return f"{added} never increases the payments {_whose(whose)}"
        case AnotherItem(items, whose):
            return f"another {bare(items)} never increases the payments {_whose(whose)}"
        case NeverChanges(name):
            verb = "change" if words.plural(name) else "changes"
            return f"{named(name)} never {verb} the payments"
        case NeverExceed(whose, most):
            return f"the payments {_whose(whose)} never exceed {words.amount(most)}"
        case NothingAfter(on):
            return f"nothing is due after {day(on)}"
        case _:
            assert_never(node)


def _whose(node: ForEach | InTotal) -> str:
    """`for a Child` as the author has it, else `for each Child`; or `in total`."""
    if isinstance(node, InTotal):
        return "in total"
    return f"for {'' if node.name.article else 'each '}{named(node.name)}"


# -- Examples -------------------------------------------------------------------------------------


def _example(form: Example) -> str:
    givens = ", and ".join(map(_given, form.givens))
    then = f"then by {dated(form.by)} {_expected(form.expected)}"
    return f"Example {words.text(form.name)}: {givens}, {then}"


def _given(node: Given | GivenOf) -> str:
    facts = words.lettered((item, _fact(cast(Fact, item.part))) for item in node.facts)
    if isinstance(node, GivenOf):
        return f"given {named(node.of)} {words.text(node.label)} with {facts}"
    return f"given {facts}"


def _fact(node: Fact) -> str:
    match node:
        case FactIs(name, value):
            return f"{named(name)} is {_value(value)}"
        case FactUnknown(name):
            return f"{named(name)} is not known"
        case FactOn(name, on, carrying):
            return f"{named(name)} is on {dated(on)}{_carrying(carrying)}"
        case FactFrom(name, first, last, carrying):
            until = "onwards" if isinstance(last, Onwards) else f"to {dated(last)}"
            return f"{named(name)} is from {dated(first)} {until}{_carrying(carrying)}"
        case _:
            assert_never(node)


def _carrying(carried: Carried | None) -> str:
    return f" where {' and '.join(map(_fact, carried))}" if carried else ""


def _value(node: Value) -> str:
    match node:
        case Date():
            return dated(node)
        case Text():
            return words.text(node)
        case _:
            return operand(node)


def _expected(node: NothingPaid | PaymentsExpected) -> str:
    match node:
        case NothingPaid(clause):
            return "nothing is paid" + (f", because of clause {clause.text}" if clause else "")
        case PaymentsExpected(parts):
            return listed(map(_expect, parts))
        case _:
            assert_never(node)


def _expect(node: ExpectPays | ExpectIs) -> str:
    if isinstance(node, ExpectPays):
        return f"{named(node.name)} pays {words.amount(node.amount)}"
    return f"{named(node.name)} is {operand(node.value)}"
