"""Terms and clause numbers: declared once, used only if declared, never in a circle."""

from collections.abc import Iterator, Mapping
from difflib import get_close_matches

from sibdsl.check.subject import Subject
from sibdsl.check.symbols import key
from sibdsl.diagnostics import Finding, Label, Place, codes
from sibdsl.syntax import forms, tree
from sibdsl.syntax.walk import names


def terms_are_declared_once(subject: Subject) -> Iterator[Finding]:
    """One Term, one thing: singular and plural are the same Term."""
    for first, later in subject.symbols.again:
        place = Place.words(subject.document.source, first.span)
        yield subject.finding(
            codes.DECLARED_TWICE,
            f"`{later.name}` is declared twice",
            later.span,
            later.clause,
            label="here again",
            others=(Label(place, "first declared here"),),
            help="give one of the two another name; singular and plural are one Term",
        )


def terms_used_are_declared(subject: Subject) -> Iterator[Finding]:
    """A Term may be used only if some sentence declares it, before or after.

    Each undeclared Term is reported once, at its first use; none while sentences that could not be
    read may have declared it.
    """
    if subject.broken:
        return
    seen: set[str] = set()
    for clause in subject.document.clauses:
        for _, _, name in names(clause.form):
            if subject.symbols.get(name) is None and key(name) not in seen:
                seen.add(key(name))
                yield _undeclared(subject, clause, name)


def _undeclared(subject: Subject, clause: forms.Clause, name: tree.Name) -> Finding:
    near = get_close_matches(key(name), subject.symbols.by_name, n=1, cutoff=0.7)
    return subject.finding(
        codes.UNDECLARED,
        f"nothing says what `{name.text}` is",
        name.span,
        clause.number,
        help=f"did you mean `{near[0]}`?"
        if near
        else f"declare it: `{name.text} means …`, or as a party or a field of a record",
    )


def clauses_have_numbers_of_their_own(subject: Subject) -> Iterator[Finding]:
    """A clause number names one clause."""
    first: dict[str, forms.Clause] = {}
    for clause in subject.document.clauses:
        if clause.number and first.setdefault(clause.number, clause) is not clause:
            place = Place.words(subject.document.source, first[clause.number].span)
            yield subject.finding(
                codes.CLAUSE_TWICE,
                f"there are two clauses {clause.number}",
                clause.span,
                clause.number,
                others=(Label(place, "the first stands here"),),
                help="`sibdsl fmt --renumber` numbers the clauses afresh",
            )


def clauses_referred_to_exist(subject: Subject) -> Iterator[Finding]:
    """`because of clause 4.1(f)` names a clause, and an item of its list, that is there."""
    if subject.broken:
        return
    known = set(_labels(subject))
    for clause in subject.document.clauses:
        for reference in _references(clause.form):
            if reference.text not in known:
                near = get_close_matches(reference.text, known, n=1, cutoff=0.6)
                yield subject.finding(
                    codes.NO_SUCH_CLAUSE,
                    f"there is no clause {reference.text}",
                    reference.span,
                    clause.number,
                    help=f"did you mean `{near[0]}`?" if near else None,
                )


def _labels(subject: Subject) -> Iterator[str]:
    for clause, item in subject.nodes_of(tree.Item):
        yield f"{clause.number}({item.label})"
    yield from (clause.number for clause in subject.document.clauses if clause.number)


def _references(form: forms.Form) -> Iterator[tree.Text]:
    match form:
        case forms.Amendment(_, clause):
            yield clause
        case forms.Example(expected=forms.NothingPaid(clause=tree.Text() as clause)):
            yield clause
        case _:
            pass


def definitions_do_not_go_round(subject: Subject) -> Iterator[Finding]:
    """No Term is defined by itself, straight or through others."""
    uses = _uses(subject)
    done: set[str] = set()
    for name in uses:
        circle = _circle(name, uses, done)
        if circle:
            done.update(circle)
            symbol = subject.symbols[name]
            yield subject.finding(
                codes.CIRCLE,
                f"`{name}` is defined by itself: {' → '.join([*circle, circle[0]])}",
                symbol.span,
                symbol.clause,
                help="say one of these without the other",
            )


def _uses(subject: Subject) -> Mapping[str, set[str]]:
    """For each defined Term, the Terms that its definition names."""
    uses: dict[str, set[str]] = {}
    for clause in subject.document.clauses:
        match clause.form:
            case forms.Means(name) | forms.IsIf(_, name):
                defined = key(name)
            case forms.Restart(_, name) | forms.Pause(name) | forms.Clip(name):
                defined = key(name)
            case _:
                continue
        if subject.symbols.get(defined) is not None:
            used = {key(n) for node, slot, n in names(clause.form) if not _own(node, slot, n, name)}
            uses.setdefault(defined, set()).update(used)
    return uses


def _own(node: tree.Node, slot: str, used: tree.Name, defined: tree.Name) -> bool:
    """Whether *used* is the defined Term itself: in its own place, or as the period in force."""
    in_force = isinstance(node, tree.PartOf | tree.DaysOf) and key(used) == key(defined)
    declares = (type(node), slot) in {(forms.IsIf, "of"), (forms.Means, "index")}
    return used is defined or in_force or declares


def _circle(name: str, uses: Mapping[str, set[str]], done: set[str]) -> list[str]:
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
