"""Every Term is the kind of thing that its place in the sentence needs."""

from collections.abc import Iterator
from difflib import get_close_matches
from typing import Final

from sibdsl.check.expected import (
    DAY,
    DECLARED,
    FACTS,
    IN,
    ITEMS,
    NUMBER,
    VALUES,
    Kinds,
    described,
    expected,
)
from sibdsl.check.subject import Subject
from sibdsl.check.symbols import Kind, Symbol, options_of
from sibdsl.diagnostics import Finding, codes
from sibdsl.syntax import forms, tree
from sibdsl.syntax.walk import names


def terms_are_what_is_needed(subject: Subject) -> Iterator[Finding]:
    """A day where a day is needed, an outcome where an outcome is needed, and so on."""
    for clause in subject.document.clauses:
        for node, slot, name in names(clause.form):
            symbol, needed = subject.symbols.get(name), expected(node, slot)
            if symbol and needed is not DECLARED and symbol.kind not in needed:
                yield subject.finding(
                    codes.WRONG_KIND,
                    f"`{name.text}` is {symbol.kind.value}; {described(needed)} is needed here",
                    name.span,
                    clause.number,
                    others=(subject.declared(symbol),),
                    help=_way_out(symbol, needed) or _of_that_kind(subject, needed),
                )


_LASTING: Final = IN
"""What has a first and a last day."""


def _way_out(symbol: Symbol, needed: Kinds) -> str | None:
    """Words that make of *symbol* what is needed, where there are such words."""
    if needed <= DAY and symbol.kind in _LASTING:
        return f"say which day: `the first day of {symbol.name}` or `the last day of {symbol.name}`"
    if needed == NUMBER and symbol.kind in ITEMS:
        return f"count them: `N means the number of {symbol.name}`"
    if needed == NUMBER and symbol.kind in IN:
        return f"count them: `N means the number of days in {symbol.name}`"
    if needed == IN and symbol.kind is Kind.EVENT:
        return f"an event has one day: say `on {symbol.name}` or `before {symbol.name}`"
    given = needed <= FACTS | {Kind.NUMBER} or needed == {Kind.SPELL}
    if given and symbol.kind is Kind.EVENT:
        return f"write `{symbol.name} is on …`"
    if needed == {Kind.EVENT} and symbol.kind is Kind.SPELL:
        return f"write `{symbol.name} is from … to …`"
    if needed <= ITEMS and symbol.kind in (Kind.DAYS, Kind.PERIOD):
        return f"write `the number of days in {symbol.name}`"
    return None


def _of_that_kind(subject: Subject, needed: Kinds) -> str | None:
    """The Terms that could stand there, a few of them."""
    found = [s.text or s.name for s in subject.symbols.by_name.values() if s.kind in needed][:4]
    return f"of that kind: {', '.join(f'`{name}`' for name in found)}" if found else None


def states_of_the_person_name_a_day(subject: Subject) -> Iterator[Finding]:
    """`the Child is in Care` needs a day; an event has one of its own."""
    for clause, node in subject.nodes_of(tree.Node):
        if not isinstance(node, tree.NameIs | tree.NameIsNot):
            continue
        if not isinstance(node.state, tree.InPlace):
            continue
        kind, day = subject.kind_of(node.name), node.state.day
        if kind is Kind.PERSON and day is None:
            yield subject.finding(
                codes.ON_WHICH_DAY,
                f"it is not said on which day the {node.name.text} is there",
                node.span,
                clause.number,
                help="add the day, as in `… is in Care on Referral`",
            )
        elif kind in DAY and day is not None:
            yield subject.finding(
                codes.ON_WHICH_DAY,
                f"`{node.name.text}` has a day of its own, and here a second one is named",
                day.span,
                clause.number,
                help=f"leave out `on …`, or say it of the person: `the Child is in … on "
                f"{node.name.text}`",
            )


def values_on_a_day_are_of_periods(subject: Subject) -> Iterator[Finding]:
    """`the Borough on Referral`: only what periods carry can change from day to day."""
    for clause, node in subject.nodes_of(tree.Node):
        match node:
            case (
                tree.ValueOnIs(name)
                | tree.ValueOnIsNot(name)
                | forms.Share(name, tree.Node())
                | forms.Rest(name, tree.Node())
                | forms.TakesOver(_, name, tree.Node())
            ):
                symbol = subject.symbols.get(name)
            case _:
                continue
        if symbol and symbol.kind in VALUES and not _of_periods(subject, symbol):
            yield subject.finding(
                codes.ON_WHICH_DAY,
                f"`{name.text}` is not carried by periods, and so has no value of one day",
                name.span,
                clause.number,
                others=(subject.declared(symbol),),
                help=f"leave out the day, or let periods carry `{symbol.name}`",
            )


def _of_periods(subject: Subject, symbol: Symbol) -> bool:
    owner = subject.symbols.get(symbol.owner) if symbol.owner else None
    return owner is not None and owner.kind is Kind.SPELL


def options_are_among_those_of_the_record(subject: Subject) -> Iterator[Finding]:
    """`the Result is "completed"` names a word that the record may hold."""
    for clause, node in subject.nodes_of(tree.Node):
        for name, text in _words_said(node):
            symbol = subject.symbols.get(name)
            options = options_of(symbol) if symbol else None
            if options and text.text not in options:
                near = get_close_matches(text.text, options, n=1, cutoff=0.6)
                yield subject.finding(
                    codes.NO_SUCH_OPTION,
                    f'`{name.text}` is never "{text.text}"',
                    text.span,
                    clause.number,
                    others=(subject.declared(symbol),) if symbol else (),
                    help=f'did you mean "{near[0]}"?'
                    if near
                    else "it is one of " + ", ".join(f'"{option}"' for option in options),
                )


def _words_said(node: tree.Node) -> Iterator[tuple[tree.Name, tree.Text]]:
    """Each fact that *node* names with a word that it is compared with."""
    match node:
        case tree.NameIs(name, tree.IsCode(said)) | tree.NameIsNot(name, tree.IsCode(said)):
            yield from ((name, text) for text in said)
        case tree.ValueOnIs(name, _, tree.IsCode(said)):
            yield from ((name, text) for text in said)
        case tree.ValueOnIsNot(name, _, tree.IsCode(said)):
            yield from ((name, text) for text in said)
        case forms.FactIs(name, tree.Text() as text):
            yield name, text
        case _:
            pass
