"""No Term is defined by itself, straight or through others."""

from collections.abc import Iterator, Mapping
from typing import Final

from sibdsl.check.expected import expected
from sibdsl.check.levels import whose
from sibdsl.check.subject import Subject
from sibdsl.check.symbols import Home, Kind, key
from sibdsl.diagnostics import Finding, Label, Place, codes
from sibdsl.source import Span
from sibdsl.syntax import forms, tree
from sibdsl.syntax.walk import names

Uses = Mapping[str, Mapping[str, tree.Name]]
"""For each defined Term, the Terms that its definition names, and where it names them."""

_ELIGIBLE: Final = "eligible "
"""Before the Term of a person: being eligible, which has no Term of its own."""

_OF_MANY = (tree.Across, tree.AcrossItems, tree.NumberEligible)


def definitions_do_not_go_round(subject: Subject) -> Iterator[Finding]:
    """No period, set of days, number, condition or outcome hangs on itself, nor does eligibility.

    A total or an average is over eligible persons, and only they achieve an outcome of a person.
    """
    uses = _uses(subject)
    done: set[str] = set()
    for name in uses:
        circle = _circle(name, uses, done)
        if circle:
            done.update(circle)
            yield _goes_round(subject, circle, uses)


def _goes_round(subject: Subject, circle: list[str], uses: Uses) -> Finding:
    span, clause = _said(subject, circle[0])
    back = Place.words(subject.document.source, uses[circle[-1]][circle[0]].span)
    between = "".join(f", by way of `{name}`" for name in circle[1:])
    return subject.finding(
        codes.CIRCLE,
        f"`{circle[0]}` is defined by itself{between}",
        span,
        clause,
        others=(Label(back, f"`{circle[0]}` is needed to know `{circle[-1]}`"),),
        help="say one of these without the other",
    )


def _said(subject: Subject, name: str) -> tuple[Span, str]:
    """Where the meaning of *name* is made, and in which clause."""
    for clause in subject.document.clauses:
        match clause.form:
            case forms.Eligible(of) | forms.Places(_, of) if _ELIGIBLE + key(of) == name:
                return of.span, clause.number
            case _:
                pass
    symbol = subject.symbols[name]
    return symbol.span, symbol.clause


def _uses(subject: Subject) -> Uses:
    uses: dict[str, dict[str, tree.Name]] = {}
    for clause in subject.document.clauses:
        name = _defined(subject, clause.form)
        if name is not None:
            for used, where in _used(subject, clause.form, name):
                uses.setdefault(name, {}).setdefault(used, where)
    return uses


def _defined(subject: Subject, form: forms.Form) -> str | None:
    """What the sentence gives its meaning, or changes."""
    match form:
        case forms.Means(name) | forms.IsIf(_, name) | forms.Achieved(name):
            return key(name) if subject.symbols.get(name) else None
        case forms.Restart(_, name) | forms.Pause(name) | forms.Clip(name):
            return key(name) if subject.symbols.get(name) else None
        case forms.Eligible(of) | forms.Places(_, of):
            return _ELIGIBLE + key(of)
        case _:
            return None


def _used(subject: Subject, form: forms.Form, defined: str) -> Iterator[tuple[str, tree.Name]]:
    """What *form* needs to know, and where it says so; a Term of a wrong kind is told elsewhere.

    The conditions of a restart are read on the period in force, so it may be named there.
    """
    for node, slot, name in names(form):
        symbol = subject.symbols.get(name)
        if (type(node), slot) in _NOT_USED or (
            isinstance(form, forms.Restart) and key(name) == defined
        ):
            continue
        if isinstance(node, _OF_MANY) and slot == "members":
            yield _ELIGIBLE + key(name), name
        elif symbol is not None and symbol.kind in expected(node, slot):
            yield key(name), name
    if isinstance(form, forms.Achieved) and whose(subject, defined) is Home.PERSON:
        persons = (s for s in subject.symbols.by_name.values() if s.kind is Kind.PERSON)
        yield from ((_ELIGIBLE + person.name, form.outcome) for person in persons)


_NOT_USED: Final = frozenset(
    {
        (forms.IsIf, "of"),
        (forms.IsIf, "name"),
        (forms.Means, "name"),
        (forms.Means, "index"),
        (forms.Achieved, "outcome"),
        (forms.Restart, "period"),
        (forms.Pause, "period"),
        (forms.Clip, "period"),
    }
)
"""Where a sentence names what it gives a meaning, or what there is one meaning for."""


def _circle(name: str, uses: Uses, done: set[str]) -> list[str]:
    """The way from *name* back to itself, if there is one."""
    if name in done:
        return []
    way: list[tuple[str, list[str]]] = [(name, sorted(uses[name]))]
    visited = {name}
    while way:
        _, left = way[-1]
        if not left:
            way.pop()
            continue
        step = left.pop()
        if step == name:
            return [at for at, _ in way]
        if step in uses and step not in visited:
            visited.add(step)
            way.append((step, sorted(uses[step])))
    return []
