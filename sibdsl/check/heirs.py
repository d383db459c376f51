"""What becomes of a share once a limit by its party is reached."""

from collections.abc import Iterator, Mapping
from typing import TypeAlias

from sibdsl.check.roles import a_payer, holders
from sibdsl.check.subject import Subject
from sibdsl.check.symbols import Kind, key
from sibdsl.diagnostics import Finding, Label, Place, codes
from sibdsl.syntax import forms, tree

Once: TypeAlias = forms.TakesOver | forms.NobodyPays


def _meant(subject: Subject, party: tree.Name | tree.Role) -> tuple[str, ...]:
    """The party by its singular, or all who hold the role."""
    return holders(subject, party.word) if isinstance(party, tree.Role) else (key(party),)


def _sentences(subject: Subject) -> Iterator[tuple[forms.Clause, Once]]:
    """Each sentence of form 22, in file order."""
    for clause in subject.document.clauses:
        if isinstance(clause.form, forms.TakesOver | forms.NobodyPays):
            yield clause, clause.form


def _limits(subject: Subject) -> Iterator[tuple[forms.Clause, forms.By]]:
    """Each limit on what a party pays, by the first party that it names."""
    for clause, limit in subject.forms_of(forms.Limit):
        by = next((part for part in limit.scopes if isinstance(part, forms.By)), None)
        if by is not None:
            yield clause, by


def limits_of_parties_say_who_pays_then(subject: Subject) -> Iterator[Finding]:
    """`Payments by A do not exceed …` needs `Once A has paid its limit, …` (form 22)."""
    if subject.broken:
        return
    settled = {p for _, once in _sentences(subject) for p in _meant(subject, once.party)}
    for clause, by in _limits(subject):
        if any(party not in settled for party in _meant(subject, by.party)):
            who = _called(by.party)
            heir = a_payer(subject, key(by.party) if isinstance(by.party, tree.Name) else "")
            yield subject.finding(
                codes.NO_HEIR,
                f"it is not said who pays once {who} has paid its limit",
                by.span,
                clause.number,
                help=f"add `Once {who} has paid its limit, {heir} pays that share.` "
                f"or `Once {who} has paid its limit, that share is not paid.`",
            )


def _called(party: tree.Name | tree.Role) -> str:
    if isinstance(party, tree.Name):
        return party.text
    return f"{'an' if party.word[0] in 'aeiou' else 'a'} {party.word}"


def shares_are_handed_on_from_a_limit(subject: Subject) -> Iterator[Finding]:
    """`Once A has paid its limit, …` needs a limit, and one such sentence is enough."""
    limited = {p for _, by in _limits(subject) for p in _meant(subject, by.party)}
    settled: dict[str, forms.Clause] = {}
    for clause, once in _sentences(subject):
        parties = _meant(subject, once.party)
        if not limited.intersection(parties) and not subject.broken:
            yield _no_limit(subject, clause, once)
        before = next((settled[party] for party in parties if party in settled), None)
        if before is not None:
            yield _again(subject, before, clause)
        settled.update(dict.fromkeys(parties, clause))


def _no_limit(subject: Subject, clause: forms.Clause, once: Once) -> Finding:
    who = _called(once.party)
    by = f"each {once.party.word}" if isinstance(once.party, tree.Role) else who
    return subject.finding(
        codes.NO_LIMIT,
        f"no clause sets a limit on what {who} pays",
        once.party.span,
        clause.number,
        help=f"add `Payments by {by} do not exceed £….`, or leave this sentence out",
    )


def _again(subject: Subject, before: forms.Clause, clause: forms.Clause) -> Finding:
    place = Place.words(subject.document.source, before.span)
    return subject.finding(
        codes.SAID_TWICE,
        "another clause says who pays once that limit is reached",
        clause.span,
        clause.number,
        others=(Label(place, "said here first"),),
        help="keep one of the two",
    )


def shares_are_not_handed_on_in_a_circle(subject: Subject) -> Iterator[Finding]:
    """No share comes back to a party that has paid its limit."""
    limited = {p for _, by in _limits(subject) for p in _meant(subject, by.party)}
    ways = {
        party: (clause, once, _heirs(subject, once) & limited)
        for clause, once in reversed(tuple(_sentences(subject)))
        if isinstance(once, forms.TakesOver)
        for party in _meant(subject, once.party)
        if party in limited
    }
    reach = {party: heirs for party, (_, _, heirs) in ways.items()}
    for party, (clause, once, heirs) in ways.items():
        back = next((heir for heir in sorted(heirs) if party in _reached(heir, reach)), None)
        if back is not None:
            yield subject.finding(
                codes.HEIR_CIRCLE,
                f"the share of {_called(once.party)} can come back to it",
                once.heir.span,
                clause.number,
                label="has a limit of its own",
                others=_way(subject, clause, ways.get(back)),
                help="let a party without a limit pay in the end, or say `that share is not paid`",
            )
            return


def _heirs(subject: Subject, once: forms.TakesOver) -> frozenset[str]:
    """Who may take over: a party, or for a party of the record any commissioner."""
    if subject.kind_of(once.heir) is Kind.PARTY_FACT:
        return frozenset(holders(subject, "commissioner"))
    return frozenset({key(once.heir)})


def _reached(start: str, reach: Mapping[str, frozenset[str]]) -> set[str]:
    """*start* and all to whom its share may go in the end."""
    seen, left = set[str](), [start]
    while left:
        party = left.pop()
        if party not in seen:
            seen.add(party)
            left += reach.get(party, frozenset())
    return seen


def _way(
    subject: Subject,
    clause: forms.Clause,
    back: tuple[forms.Clause, forms.TakesOver, frozenset[str]] | None,
) -> tuple[Label, ...]:
    """The sentence by which the share comes back, where it is another one."""
    if back is None or back[0] is clause:
        return ()
    place = Place.words(subject.document.source, back[1].heir.span)
    return (Label(place, "and hands it on here"),)
