"""The facts of worked examples: each given once, of its own field, and in time."""

from collections.abc import Hashable, Iterator, Mapping
from typing import Final, TypeAlias

from sibdsl.check.subject import Subject
from sibdsl.check.symbols import Kind, Symbol, key
from sibdsl.diagnostics import Finding, Label, Place, codes
from sibdsl.syntax import forms, tree

Fact: TypeAlias = forms.FactIs | forms.FactUnknown
Given: TypeAlias = forms.Given | forms.GivenOf

_NEEDED: Final[Mapping[str, type[tree.Node]]] = {
    "date": tree.Date,
    "code": tree.Text,
    "number": tree.Number,
    "amount": tree.Amount,
    "percentage": tree.Percent,
    "commissioner": tree.Name,
}
_AS_IN: Final[Mapping[type[tree.Node], str]] = {
    tree.Date: "a date, such as 3 May 2008",
    tree.Text: 'a word in quotation marks, such as "C2"',
    tree.Number: "a number, such as 4",
    tree.Amount: "an amount, such as £300",
    tree.Percent: "a percentage, such as 15%",
    tree.Name: "a party, such as Ashby",
}


def facts_are_given_once(subject: Subject) -> Iterator[Finding]:
    """A fact that a case has once is given once, and so is each case and each expected amount."""
    for clause, example in subject.forms_of(forms.Example):
        for given in example.givens:
            yield from _repeated(subject, clause, _single_facts(subject, given))
        cases = [
            (given.label.text if isinstance(given, forms.GivenOf) else None, given)
            for given in example.givens
        ]
        yield from _repeated(subject, clause, iter(cases))
        if isinstance(example.expected, forms.PaymentsExpected):
            parts = ((key(part.name), part) for part in example.expected.parts)
            yield from _repeated(subject, clause, parts)


def _single_facts(subject: Subject, given: Given) -> Iterator[tuple[Hashable, tree.Node]]:
    """The facts of one case of which there can be one only, by their Term."""
    for item in given.facts:
        match item.part:
            case forms.FactIs(name) | forms.FactUnknown(name):
                yield key(name), item.part
            case forms.FactOn(name) | forms.FactFrom(name) if _is_single(subject, name):
                yield key(name), item.part
            case _:
                pass


def _is_single(subject: Subject, name: tree.Name) -> bool:
    symbol = subject.symbols.get(name)
    match symbol.node if symbol else None:
        case forms.Field(shape=forms.Events("event") | forms.Periods("period")):
            return True
        case _:
            return False


def _repeated(
    subject: Subject, clause: forms.Clause, said: Iterator[tuple[Hashable, tree.Node]]
) -> Iterator[Finding]:
    first: dict[Hashable, tree.Node] = {}
    for what, node in said:
        if first.setdefault(what, node) is not node:
            place = Place.words(subject.document.source, first[what].span)
            yield subject.finding(
                codes.SAID_TWICE,
                "an example says this twice",
                node.span,
                clause.number,
                others=(Label(place, "said here first"),),
                help="keep one of the two",
            )


def facts_stand_with_their_fields(subject: Subject) -> Iterator[Finding]:
    """What an event or a period carries is told with it, after `where`."""
    for clause, node in subject.nodes_of(tree.Node):
        match node:
            case forms.Given(facts) | forms.GivenOf(facts=facts):
                yield from _alone(subject, clause, facts)
            case forms.FactOn(name, _, carrying) | forms.FactFrom(name, carrying=carrying):
                for fact in carrying or ():
                    yield from _not_carried(subject, clause, name, fact)
            case _:
                pass


def _alone(
    subject: Subject, clause: forms.Clause, facts: tuple[tree.Item, ...]
) -> Iterator[Finding]:
    for item in facts:
        match item.part:
            case forms.FactIs(name) | forms.FactUnknown(name):
                symbol = subject.symbols.get(name)
                if symbol and symbol.owner is not None:
                    yield subject.finding(
                        codes.WRONG_KIND,
                        f"`{name.text}` is told with a {symbol.owner}, not by itself",
                        name.span,
                        clause.number,
                        others=(subject.declared(symbol),),
                        help=f"write it after the {symbol.owner}: `… where {symbol.name} is …`",
                    )
            case _:
                pass


def _not_carried(
    subject: Subject, clause: forms.Clause, name: tree.Name, fact: Fact
) -> Iterator[Finding]:
    symbol, carried = subject.symbols.get(name), subject.symbols.get(fact.name)
    match symbol.node if symbol else None:
        case forms.Field(shape=forms.Events(attributes=own) | forms.Periods(attributes=own)):
            known = {key(attribute.name) for attribute in own}
            if carried is not None and key(fact.name) not in known:
                yield subject.finding(
                    codes.WRONG_KIND,
                    f"the record of a {key(name)} holds no `{fact.name.text}`",
                    fact.name.span,
                    clause.number,
                    others=(subject.declared(carried),),
                    help=f"it holds {', '.join(sorted(known))}" if known else None,
                )
        case _:
            pass


def facts_are_of_the_kind_recorded(subject: Subject) -> Iterator[Finding]:
    """A date is given as a date, a code in quotation marks, and so on."""
    if subject.broken:
        return
    for clause, fact in subject.nodes_of(forms.FactIs):
        symbol = subject.symbols.get(fact.name)
        needed = _needed(symbol) if symbol else None
        if isinstance(fact.value, tree.Name) and subject.kind_of(fact.value) is not Kind.PARTY:
            continue
        if symbol and needed and not isinstance(fact.value, needed):
            yield subject.finding(
                codes.WRONG_KIND,
                f"`{fact.name.text}` is {symbol.kind.value}; this is not",
                fact.value.span,
                clause.number,
                others=(subject.declared(symbol),),
                help=f"write {_AS_IN[needed]}",
            )


def _needed(symbol: Symbol) -> type[tree.Node] | None:
    """How a value of that field is written."""
    match symbol.node:
        case forms.Field(shape=forms.PlainType(word)) | forms.Attribute(type=forms.PlainType(word)):
            return _NEEDED[word]
        case _:
            return tree.Text if symbol.kind is Kind.CODE else None


def facts_lie_before_the_day_of_reckoning(subject: Subject) -> Iterator[Finding]:
    """`by D` knows only what is dated on or before D (reading 24)."""
    for clause, example in subject.forms_of(forms.Example):
        for given in example.givens:
            for item in given.facts:
                yield from _late(subject, clause, example.by, item.part)


def _late(
    subject: Subject, clause: forms.Clause, by: tree.Date, fact: tree.Node
) -> Iterator[Finding]:
    match fact:
        case forms.FactOn(_, day) | forms.FactFrom(_, day):
            if day.day is not None and by.day is not None and day.day > by.day:
                place = Place.words(subject.document.source, by.span)
                yield subject.finding(
                    codes.TOO_LATE,
                    f"this is after {by.text}, and so is not known by then",
                    day.span,
                    clause.number,
                    others=(Label(place, "the example is reckoned by this day"),),
                    help="reckon by a later day, or leave the fact out",
                )
        case _:
            pass
