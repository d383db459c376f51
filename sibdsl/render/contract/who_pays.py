"""Who pays: each share in the words of its clause, its limit, and what comes after the limit."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from attrs import frozen

from sibdsl.render.contract.links import Linked
from sibdsl.render.contract.tables import Row, numbers, table
from sibdsl.render.document import Table, Words
from sibdsl.source import Span
from sibdsl.syntax import forms, tree
from sibdsl.syntax.words import plain

_PAYS: Final = re.compile(r"\s+pays\s+")
_LIMIT: Final = re.compile(r"\blimit,\s+")
_TITLES: Final = ("Payer", "Share", "Limit", "If it is used up", "Clause")

Party = tree.Name | tree.Role


@frozen
class _Payer:
    """A sentence that says what somebody pays: who that is, and where the words `pays` divides."""

    clause: forms.Clause
    name: tree.Name


def who_pays(linked: Linked, document: forms.Document) -> Iterator[Table]:
    """A row for each share and for the rest."""
    payers = list(_payers(document))
    rows: list[Row] = []
    for payer in payers:
        used = [payer.clause.number]
        limit: Words = ()
        after: Words = ()
        for clause in document.clauses:
            match clause.form:
                case forms.Limit(scopes=(forms.By(party),)) if _is(linked, document, party, payer):
                    limit = _amount(linked, clause)
                    used.append(clause.number)
                case forms.TakesOver(party=party) | forms.NobodyPays(party=party) if _is(
                    linked, document, party, payer
                ):
                    after = linked.without_notes(_divided(linked, clause, _LIMIT)[1])
                    used.append(clause.number)
                case _:
                    pass
        who, share = _divided(linked, payer.clause, _PAYS)
        rows.append(
            (
                linked.without_notes(who),
                linked.without_notes(share),
                limit,
                after,
                numbers(linked, used),
            )
        )
    yield from table("Who pays", _TITLES, rows)


def limits_of_payers(linked: Linked, document: forms.Document) -> Sequence[forms.Clause]:
    """The clauses whose limits stand in the table of who pays."""
    payers = list(_payers(document))
    return [
        clause
        for clause in document.clauses
        if isinstance(clause.form, forms.Limit)
        and len(clause.form.scopes) == 1
        and isinstance(by := clause.form.scopes[0], forms.By)
        and any(_is(linked, document, by.party, payer) for payer in payers)
    ]


def _payers(document: forms.Document) -> Iterator[_Payer]:
    for clause in document.clauses:
        match clause.form:
            case forms.Share(payer=name) | forms.Rest(payer=name):
                yield _Payer(clause, name)
            case _:
                pass


def _is(linked: Linked, document: forms.Document, party: Party, payer: _Payer) -> bool:
    """Whether *party*, or one who holds that role, is the payer of that sentence.

    A payer that a record names, as `the Borough on Referral`, is a commissioner.
    """
    symbol = linked.symbols.get(payer.name)
    if isinstance(party, tree.Name):
        return symbol is not None and linked.symbols.get(party) == symbol
    if symbol is None or isinstance(symbol.node, forms.Field | forms.Attribute):
        return party.word == "commissioner"
    return any(
        clause.form.role == party and payer.name in clause.form.names
        for clause in document.clauses
        if isinstance(clause.form, forms.Parties)
    )


def _divided(linked: Linked, clause: forms.Clause, at: re.Pattern[str]) -> tuple[Span, Span]:
    """The words of a sentence before and after those at which it divides, without full stop."""
    start, said = clause.span.start, plain(linked.source[clause.span])
    found = at.search(said)
    assert found is not None, "the form has these words"
    end = start + said.rindex(".")
    return Span(start, start + found.start()), Span(start + found.end(), end)


def _amount(linked: Linked, clause: forms.Clause) -> Words:
    assert isinstance(clause.form, forms.Limit), "asked only of limits"
    return (str(clause.form.amount.money),)
