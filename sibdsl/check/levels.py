"""Whose an outcome is: of each person, of each group, or of the contract as a whole."""

from collections.abc import Iterator

from sibdsl.check.subject import Subject
from sibdsl.check.symbols import Home, Kind, Symbol, key
from sibdsl.syntax import forms, tree
from sibdsl.syntax.walk import parts

_CHANGES = forms.Restart | forms.Pause | forms.Clip


def whose(subject: Subject, outcome: str) -> Home:
    """Of each person if it says anything of a person; else of each group, if it names one."""
    homes = set(_of_outcome(subject, outcome, frozenset()))
    return next((home for home in (Home.PERSON, Home.GROUP) if home in homes), Home.CONTRACT)


def _of_outcome(subject: Subject, outcome: str, seen: frozenset[str]) -> Iterator[Home]:
    """The records that its trigger, its condition and its price speak of."""
    for _, achieved in subject.forms_of(forms.Achieved):
        if key(achieved.outcome) == outcome:
            yield from _of(subject, achieved.trigger, seen)
            if achieved.conditions is not None:
                yield from _of(subject, achieved.conditions, seen)
    for _, pays in subject.forms_of(forms.Pays):
        if key(pays.outcome) == outcome:
            yield from _of(subject, pays.price, seen)


def _of(subject: Subject, node: tree.Node, seen: frozenset[str]) -> Iterator[Home]:
    """The records that *node* speaks of; a total or an average is of nobody in particular."""
    match node:
        case tree.Across() | tree.AcrossItems() | tree.NumberEligible():
            return
        case tree.Birthday() | tree.AgeOn():
            yield Home.PERSON
        case tree.HasBeen(outcome) | tree.HasNotBeen(outcome):
            if key(outcome) not in seen:
                homes = _of_outcome(subject, key(outcome), seen | {key(outcome)})
                yield from (home for home in homes if home is Home.PERSON)
            return
        case tree.Name():
            symbol = subject.symbols.get(node)
            if symbol is not None and symbol.name not in seen:
                yield from _of_term(subject, symbol, seen | {symbol.name})
        case _:
            pass
    for _, part in parts(node):
        yield from _of(subject, part, seen)


def _of_term(subject: Subject, symbol: Symbol, seen: frozenset[str]) -> Iterator[Home]:
    """The record that a Term stands in, or those that its definition speaks of."""
    match symbol.kind:
        case Kind.PERSON:
            yield Home.PERSON
        case Kind.GROUP:
            yield Home.GROUP
        case _:
            pass
    if symbol.home is not None:
        yield symbol.home
    match symbol.node:
        case forms.Means(_, index, meaning):
            said = [meaning, *_changes_of(subject, symbol.name), *([index] if index else [])]
        case forms.IsIf(_, _, conditions):
            said = [conditions]
        case _:
            said = []
    for node in said:
        yield from _of(subject, node, seen)


def _changes_of(subject: Subject, period: str) -> Iterator[tree.Node]:
    """What restarts, pauses and ends a period."""
    for clause in subject.document.clauses:
        if isinstance(clause.form, _CHANGES) and key(clause.form.period) == period:
            yield clause.form
