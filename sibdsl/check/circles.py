"""No Term is defined by itself, straight or through others."""

from collections.abc import Iterator, Mapping

from sibdsl.check.expected import expected
from sibdsl.check.subject import Subject
from sibdsl.check.symbols import Symbol, key
from sibdsl.diagnostics import Finding, Label, Place, codes
from sibdsl.syntax import forms, tree
from sibdsl.syntax.walk import names

Uses = Mapping[str, Mapping[str, tree.Name]]
"""For each defined Term, the Terms that its definition names, and where it names them."""


def definitions_do_not_go_round(subject: Subject) -> Iterator[Finding]:
    """No period, set of days, number, condition or outcome hangs on itself."""
    uses = _uses(subject)
    done: set[str] = set()
    for name in uses:
        circle = _circle(name, uses, done)
        if circle:
            done.update(circle)
            yield _goes_round(subject, circle, uses)


def _goes_round(subject: Subject, circle: list[str], uses: Uses) -> Finding:
    symbol: Symbol = subject.symbols[circle[0]]
    back = Place.words(subject.document.source, uses[circle[-1]][circle[0]].span)
    between = "".join(f", by way of `{name}`" for name in circle[1:])
    return subject.finding(
        codes.CIRCLE,
        f"`{circle[0]}` is defined by itself{between}",
        symbol.span,
        symbol.clause,
        others=(Label(back, f"`{circle[0]}` is needed to know `{circle[-1]}`"),),
        help="say one of these without the other",
    )


def _uses(subject: Subject) -> Uses:
    uses: dict[str, dict[str, tree.Name]] = {}
    for clause in subject.document.clauses:
        name = _defined(clause.form)
        if name is not None and subject.symbols.get(name) is not None:
            for used in _used(subject, clause.form, name):
                uses.setdefault(key(name), {}).setdefault(key(used), used)
    return uses


def _defined(form: forms.Form) -> tree.Name | None:
    """The Term whose meaning the sentence makes, or changes."""
    match form:
        case forms.Means(name) | forms.IsIf(_, name) | forms.Achieved(name):
            return name
        case forms.Restart(_, name) | forms.Pause(name) | forms.Clip(name):
            return name
        case _:
            return None


def _used(subject: Subject, form: forms.Form, defined: tree.Name) -> Iterator[tree.Name]:
    """The Terms that *form* needs to know; one of a wrong kind is told elsewhere.

    The conditions of a restart are read on the period in force, so it may be named there.
    """
    for node, slot, name in names(form):
        symbol = subject.symbols.get(name)
        apart = (type(node), slot) in {(forms.IsIf, "of"), (forms.Means, "index")}
        in_force = isinstance(form, forms.Restart) and key(name) == key(defined)
        if name is defined or apart or in_force:
            continue
        if symbol is not None and symbol.kind in expected(node, slot):
            yield name


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
