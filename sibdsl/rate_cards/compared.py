"""A rate card beside a contract: what is the same, what differs, and what only one of them says.

Two sentences are about the same thing where they name the same outcome, limit or payer; singular
and plural are one Term, and who holds a role is meant by its name.
"""

from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import Any, Final, TypeVar

from attrs import evolve, fields, frozen

from sibdsl.check.symbols import key
from sibdsl.diagnostics import Finding, Label, Place
from sibdsl.diagnostics.codes import CARD_BEYOND, CARD_DIFFERS
from sibdsl.rate_cards.sentences import Written
from sibdsl.syntax import forms, tree

_ONE: Final = Fraction(1)

Node = TypeVar("Node", bound=tree.Node)
Subject = tuple[object, ...]
"""What a sentence is about."""


@frozen
class Pair:
    """A sentence of the card and the clause about the same thing; None where there is none."""

    written: Written
    clause: forms.Clause | None


@frozen
class Compared:
    """All sentences of a card, told apart; *unsaid* are the clauses of which it says nothing."""

    same: tuple[Pair, ...]
    differs: tuple[Pair, ...]
    beyond: tuple[Pair, ...]
    unsaid: tuple[forms.Clause, ...]

    def findings(self, contract: forms.Document) -> Iterator[Finding]:
        """An error for each difference, and a warning for what the contract does not say."""
        for pair in self.differs:
            assert pair.clause is not None, "what differs differs from a clause"
            yield _differs(pair.written, pair.clause, contract)
        for pair in self.beyond:
            yield Finding(
                CARD_BEYOND,
                f"the contract does not say: {pair.written.sentence}.",
                pair.written.grid.place(pair.written.line),
                help="put the sentence into the contract, or out of the card",
            )


def compared(sentences: tuple[Written, ...], contract: forms.Document) -> Compared:
    """Each sentence of the card beside the clause of the *contract* about the same thing."""
    holders = _holders(contract)
    clauses: dict[Subject, forms.Clause] = {}
    for clause in contract.clauses:
        for subject in subjects(clause.form, holders):
            clauses.setdefault(subject, clause)
    same: list[Pair] = []
    differs: list[Pair] = []
    beyond: list[Pair] = []
    for one in sentences:
        found = [clauses.get(subject) for subject in subjects(one.form)]
        about = next(filter(None, found), None)
        if about is None:
            beyond.append(Pair(one, None))
        else:
            kept = same if _agrees(one, about.form) else differs
            kept.append(Pair(one, about))
    told = {pair.clause.span for pair in (*same, *differs) if pair.clause}
    unsaid = tuple(
        clause
        for clause in contract.clauses
        if _on_payment(clause.form) and clause.span not in told
    )
    return Compared(tuple(same), tuple(differs), tuple(beyond), unsaid)


def _differs(one: Written, clause: forms.Clause, contract: forms.Document) -> Finding:
    place = Place.words(contract.source, clause.span)
    return Finding(
        CARD_DIFFERS,
        f"the card says: {one.sentence}.",
        one.grid.place(one.line),
        others=(Label(place, "the contract says"),),
        help="put right the one that is wrong",
    )


# -- What a sentence is about ---------------------------------------------------------------------

Holders = Mapping[str, tuple[str, ...]]
"""The parties that hold each role."""


def _holders(contract: forms.Document) -> Holders:
    parties = [c.form for c in contract.clauses if isinstance(c.form, forms.Parties)]
    held: dict[str, tuple[str, ...]] = {}
    for form in parties:
        word = form.role.word
        held[word] = (*held.get(word, ()), *(key(name) for name in form.names))
    return held


def subjects(form: forms.Form, holders: Holders | None = None) -> Iterator[Subject]:
    """What the sentence is about; a clause about a role is about each who holds it."""
    match form:
        case forms.Pays(outcome):
            yield ("price", key(outcome))
        case forms.Paid(_, outcome, of):
            yield ("number", frozenset([key(outcome)]), key(of))
        case forms.PaidOfAll(_, outcomes, of):
            yield ("number", frozenset(map(key, outcomes)), key(of))
        case forms.Limit(scopes):
            yield ("limit", frozenset(_plain(scope) for scope in scopes) - {forms.InTotal()})
        case forms.Share(payer, day, outcomes=outcomes, due=due):
            yield ("share", key(payer), _day(day), frozenset(map(key, outcomes)), due)
        case forms.Rest(payer, day):
            yield ("rest", key(payer), _day(day))
        case forms.TakesOver(party) | forms.NobodyPays(party):
            yield from _used_up(party, holders or {})
        case forms.Amendment(since, clause):
            yield ("amendment", since.day, clause.text)
        case _:
            yield ("sentence", _plain(form))


def _on_payment(form: forms.Form) -> bool:
    """Whether a rate card would be expected to say it."""
    match form:
        case forms.Amendment(sentence=sentence):
            return _on_payment(sentence)
        case _:
            return isinstance(form, _ON_PAYMENT)


_ON_PAYMENT: Final = (
    forms.Pays, forms.Rises, forms.Deducted, forms.Paid, forms.PaidOfAll, forms.Limit, forms.Floor,
    forms.Relief, forms.Shortfall, forms.Share, forms.Rest, forms.TakesOver, forms.NobodyPays,
)  # fmt: skip


def _used_up(party: tree.Role | tree.Name, holders: Holders) -> Iterator[Subject]:
    if isinstance(party, tree.Name):
        yield ("used up", key(party))
        return
    yield ("used up", party.word)
    yield from (("used up", name) for name in holders.get(party.word, ()))


def _day(day: tree.DayPhrase | None) -> tree.DayPhrase | None:
    return None if day is None else _plain(day)


# -- Whether two say the same ---------------------------------------------------------------------


def same(one: forms.Form, other: forms.Form) -> bool:
    """Whether two sentences are the same but for the number of their Terms."""
    return _plain(one) == _plain(other)


def _agrees(one: Written, said: forms.Form) -> bool:
    """Whether the clause says what the card does, as far as the card says anything."""
    match _plain(one.form), _plain(said):
        case forms.Paid(n), forms.Paid(other):
            return (n or tree.Number(_ONE)) == (other or tree.Number(_ONE))
        case forms.Limit(amount=amount, order=order), forms.Limit(amount=other, order=turn):
            return amount == other and order in (None, turn)
        case forms.Share() as share, forms.Share() as other:
            bare = evolve(other, basis=share.basis, through=None, rounding=None)
            return share == (bare if one.short else other)
        case forms.TakesOver(heir=heir, day=day), forms.TakesOver(heir=other, day=on):
            return (heir, day) == (other, on)
        case forms.NobodyPays(), forms.NobodyPays():
            return True
        case card, contract:
            return card == contract


def _plain(node: Node) -> Node:
    """The node with each Term in the singular, by which it is known."""
    if isinstance(node, tree.Name):
        return evolve(node, text=key(node))
    parts: dict[str, Any] = {
        part.name: _plain_part(getattr(node, part.name))
        for part in fields(type(node))
        if part.name != "span"
    }
    return evolve(node, **parts)


def _plain_part(part: object) -> object:
    if isinstance(part, tree.Node):
        return _plain(part)
    return tuple(map(_plain_part, part)) if isinstance(part, tuple) else part
