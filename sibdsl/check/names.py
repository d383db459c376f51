"""Terms and clause numbers: declared once, used only if declared."""

from collections.abc import Iterator
from difflib import get_close_matches

from sibdsl.check.expected import CASES, OUTCOME, PAYER, expected
from sibdsl.check.subject import Subject
from sibdsl.check.symbols import Kind, key
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
            help="give one of the two another name (singular and plural are one Term)",
        )


def terms_used_are_declared(subject: Subject) -> Iterator[Finding]:
    """A Term may be used only if some sentence declares it, before or after.

    Each undeclared Term is reported once, at its first use; none that a sentence that could not be
    read may declare.
    """
    seen = set(subject.unread_terms)
    for clause in subject.document.clauses:
        for node, slot, name in names(clause.form):
            if subject.symbols.get(name) is None and key(name) not in seen:
                seen.add(key(name))
                yield _undeclared(subject, clause, name, expected(node, slot))


def _undeclared(
    subject: Subject, clause: forms.Clause, name: tree.Name, needed: frozenset[Kind]
) -> Finding:
    alike = [s.name for s in subject.symbols.by_name.values() if s.kind in needed]
    near = get_close_matches(key(name), alike, n=1, cutoff=0.7)
    return subject.finding(
        codes.UNDECLARED,
        f"nothing says what `{name.text}` is",
        name.span,
        clause.number,
        help=f"did you mean `{near[0]}`?" if near else _declaring(name, needed),
    )


def _declaring(name: tree.Name, needed: frozenset[Kind]) -> str:
    """The sentence that declares a Term of that kind."""
    if needed == OUTCOME:
        return f"say when it is achieved: `{name.text} is achieved …`"
    if needed <= CASES:
        return f"say what its record holds: `The record of each {key(name)} holds …`"
    if needed == frozenset({Kind.CONDITION}):
        return f"say who is: `A Child is {name.text} if …`"
    if needed <= PAYER:
        return f"name it as a party: `The commissioner is {name.text}.`"
    return f"declare it: `{name.text} means …`, or as a field of a record"


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
                yield subject.finding(
                    codes.NO_SUCH_CLAUSE,
                    f"there is no clause {reference.text}",
                    reference.span,
                    clause.number,
                    help=_nearest(reference.text, sorted(known)),
                )


def _nearest(reference: str, known: list[str]) -> str:
    """The items of the clause, where only the item is wrong; else the clause written most alike."""
    clause = reference.partition("(")[0]
    items = [label for label in known if label.startswith(f"{clause}(")]
    if clause in known:
        listed = f"has {items[0]} to {items[-1]}" if items else "has no list"
        return f"clause {clause} {listed}"
    near = get_close_matches(clause, known, n=1, cutoff=0.6)
    return f"did you mean `{near[0]}`?" if near else "name a clause of this contract"


def _labels(subject: Subject) -> Iterator[str]:
    """The clauses, and the items of each, as signed and as amended."""
    for clause, item in subject.nodes_of(tree.Item):
        match clause.form:
            case forms.Amendment(_, amended):
                yield f"{amended.text}({item.label})"
            case _:
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
