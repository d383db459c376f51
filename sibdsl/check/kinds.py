"""Every Term is the kind of thing that its place in the sentence needs."""

from collections.abc import Iterator
from difflib import get_close_matches
from typing import Final

from sibdsl.check.expected import DAY, DECLARED, IN, ITEMS, NUMBER, Kinds, described, expected
from sibdsl.check.subject import Subject
from sibdsl.check.symbols import Kind, Symbol
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
                    help=_way_out(symbol, needed),
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
    return None


def states_of_the_person_name_a_day(subject: Subject) -> Iterator[Finding]:
    """`the Child is in Care` needs a day; an event has one of its own."""
    for clause, node in subject.nodes_of(tree.Node):
        if not isinstance(node, tree.NameIs | tree.NameIsNot):
            continue
        if not isinstance(node.state, tree.InPlace):
            continue
        person = subject.kind_of(node.name) is Kind.PERSON
        if person and node.state.day is None:
            yield subject.finding(
                codes.ON_WHICH_DAY,
                f"it is not said on which day the {node.name.text} is there",
                node.span,
                clause.number,
                help="add the day, as in `… is in Care on Referral`",
            )


def options_are_among_those_of_the_record(subject: Subject) -> Iterator[Finding]:
    """`the Result is "completed"` names a word that the record may hold."""
    for clause, node in subject.nodes_of(tree.Node):
        for name, text in _words_said(node):
            symbol = subject.symbols.get(name)
            options = _options(symbol) if symbol else None
            if options and text.text not in options:
                near = get_close_matches(text.text, options, n=1, cutoff=0.5)
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


def _options(symbol: Symbol) -> tuple[str, ...]:
    """The words of a choice; none for anything else."""
    match symbol.node:
        case forms.Field(shape=forms.Choice(options)) | forms.Attribute(type=forms.Choice(options)):
            return tuple(option.text for option in options)
        case _:
            return ()
