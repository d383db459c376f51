"""Who holds which role."""

from collections.abc import Iterator

from sibdsl.check.subject import Subject
from sibdsl.check.symbols import key
from sibdsl.diagnostics import Finding, Label, Place, codes
from sibdsl.syntax import forms, tree


def holders(subject: Subject, role: str) -> tuple[str, ...]:
    """The parties that hold *role* on some day, by their singular, in the order of the contract."""
    named = (
        name
        for _, parties in subject.forms_of(forms.Parties)
        if parties.role.word == role
        for name in _all_names(parties)
    )
    return tuple(dict.fromkeys(key(name) for name in named))


def a_payer(subject: Subject, but: str = "") -> str:
    """A party that could pay, for the sentence that a message proposes; not *but*."""
    found = (
        name.text
        for _, parties in subject.forms_of(forms.Parties)
        if parties.role.word in ("commissioner", "lead authority")
        for name in _all_names(parties)
        if key(name) != but
    )
    return next(found, "Ashby" if but != "Ashby" else "Barton")


def _all_names(parties: forms.Parties) -> tuple[tree.Name, ...]:
    joined = (name for joiner in parties.joiners for name in joiner.names)
    return (*parties.names, *joined)


def roles_named_are_held(subject: Subject) -> Iterator[Finding]:
    """`is a commissioner on Referral` needs a sentence that says who the commissioners are."""
    if subject.broken:
        return
    seen: set[str] = set()
    for clause, role in _roles_used(subject):
        if role.word not in seen and not holders(subject, role.word):
            seen.add(role.word)
            yield subject.finding(
                codes.NO_HOLDER,
                f"no party of the contract is {_a(role.word)}",
                role.span,
                clause.number,
                help=f"say who is: `The {role.word} is Ashby.`",
            )


def _a(word: str) -> str:
    return f"{'an' if word[0] in 'aeiou' else 'a'} {word}"


def _roles_used(subject: Subject) -> Iterator[tuple[forms.Clause, tree.Role]]:
    """Each role that a sentence uses, and does not give to a party."""
    for clause, node in subject.nodes_of(tree.Node):
        match node:
            case (
                tree.IsRole(role)
                | forms.Certifies(tree.Role() as role)
                | forms.By(tree.Role() as role)
                | forms.TakesOver(tree.Role() as role)
                | forms.NobodyPays(tree.Role() as role)
            ):
                yield clause, role
            case forms.PlainType("commissioner"):
                yield clause, tree.Role("commissioner", span=node.span)
            case _:
                pass


def parties_hold_a_role_once(subject: Subject) -> Iterator[Finding]:
    """A party is named once in each role: two first days of one role could both hold."""
    first: dict[tuple[str, str], tree.Name] = {}
    for clause, parties in subject.forms_of(forms.Parties):
        for name in _all_names(parties):
            earlier = first.setdefault((parties.role.word, key(name)), name)
            if earlier is not name:
                place = Place.words(subject.document.source, earlier.span)
                yield subject.finding(
                    codes.DECLARED_TWICE,
                    f"`{name.text}` is named twice as {_a(parties.role.word)}",
                    name.span,
                    clause.number,
                    label="here again",
                    others=(Label(place, "first named here"),),
                    help="keep the one with the day that is meant",
                )
