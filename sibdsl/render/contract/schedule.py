"""The schedule of payments: what is paid, up to what, and by whom, in the contract's own words.

The tables repeat the clauses and add nothing to them; notes are left out.
"""

from collections.abc import Iterator, Sequence
from typing import Final

from attrs import frozen

from sibdsl.model.contract import Contract
from sibdsl.model.days import in_words
from sibdsl.model.terms import CONTRACT, OWN
from sibdsl.render.contract.links import Linked
from sibdsl.render.contract.who_pays import limits_of_payers, who_pays
from sibdsl.render.document import Block, Column, Heading, Paragraph, Table, Words
from sibdsl.source import Span
from sibdsl.syntax import forms, tree
from sibdsl.syntax.amended import amended, as_signed

Row = tuple[Words, ...]

_AMOUNTS: Final = ("Amount",)
_NOTE: Final = "Drawn from the clauses, which alone have effect."
_CHANGES: Final = (forms.Rises, forms.Deducted)
_BESIDE: Final = (forms.Shortfall, forms.Floor, forms.Relief)


def schedule(linked: Linked, document: forms.Document, contract: Contract) -> Iterator[Block]:
    """The tables of payments, limits and payers; then what an amendment changes in payments."""
    signed = as_signed(document)
    yield Heading(1, "Schedule of payments", "schedule")
    yield Paragraph((_NOTE,))
    yield from _payments(linked, signed.clauses, signed, contract, "Payments")
    yield from _limits(linked, signed)
    yield from who_pays(linked, signed)
    yield from _sentences(linked, signed, "Changes of price and deductions", _CHANGES)
    yield from _sentences(linked, signed, "Payments beside outcomes", _BESIDE)
    for version in amended(document):
        now = [c for c in version.document.clauses if version.days.get(c.number) == version.since]
        title = f"Payments from {in_words(version.since)} on"
        yield from _payments(linked, now, version.document, contract, title)


def table(caption: str, titles: Sequence[str], rows: Sequence[Row]) -> Iterator[Table]:
    """A table without the columns that are empty, the first two apart; none without rows."""
    kept = [n for n in range(len(titles)) if n < 2 or any(row[n] for row in rows)]
    if rows:
        columns = tuple(column(titles[n]) for n in kept)
        yield Table(caption, columns, tuple(tuple(row[n] for n in kept) for row in rows))


def column(title: str) -> Column:
    """The heading of a column; amounts keep to the right."""
    return Column(title, "right" if title in _AMOUNTS else "left")


# -- What is paid ---------------------------------------------------------------------------------


@frozen
class _Priced:
    """A price in the words of its clause, and the condition of a line of a card."""

    price: Span
    condition: Span | None = None


def _payments(
    linked: Linked,
    clauses: Sequence[forms.Clause],
    document: forms.Document,
    contract: Contract,
    caption: str,
) -> Iterator[Table]:
    """A row for each price: a line of a card or a tier has one of its own."""
    rows = []
    for clause in clauses:
        if isinstance(clause.form, forms.Pays):
            for n, priced in enumerate(_prices(clause.form)):
                rows.append(_payment(linked, clause, priced, document, contract, n))
    titles = ("Outcome", "Price", "If", "Achieved", "For whom", "Most paid", "Clause")
    yield from table(caption, titles, rows)


def _prices(form: forms.Pays) -> Iterator[_Priced]:
    match form.price:
        case forms.Card(items):
            for item in items:
                line = item.part
                assert isinstance(line, forms.CardLine), "a card has only lines"
                yield _Priced(line.price.span, line.condition.span)
        case forms.Tiers(items):
            yield from (_Priced(item.part.span) for item in items)
        case price:
            yield _Priced(price.span)


def _payment(
    linked: Linked,
    clause: forms.Clause,
    priced: _Priced,
    document: forms.Document,
    contract: Contract,
    n: int,
) -> Row:
    assert isinstance(clause.form, forms.Pays), "asked only of prices"
    name = clause.form.outcome
    made = _achieved(linked, document, name)
    condition = linked.without_notes(priced.condition) if priced.condition else ()
    if n:
        return (
            (linked.term(name.text),), linked.without_notes(priced.price), condition, (), (), (), ()
        )  # fmt: skip
    numbers = [one.number for one in (made, _amending(linked, clause), clause) if one is not None]
    return (
        (linked.term(name.text),),
        linked.without_notes(priced.price),
        condition,
        _trigger(linked, made),
        (_whose(linked, name, contract),),
        _most(linked, document, name),
        _numbers(linked, numbers),
    )


def _achieved(linked: Linked, document: forms.Document, name: tree.Name) -> forms.Clause | None:
    """The clause by which that outcome is achieved."""
    symbol = linked.symbols.get(name)
    for clause in document.clauses:
        match clause.form:
            case forms.Achieved(outcome) if linked.symbols.get(outcome) == symbol:
                return clause
            case _:
                pass
    return None


def _amending(linked: Linked, clause: forms.Clause) -> forms.Clause | None:
    """The amendment that says how *clause* reads, if it is as amended."""
    for other in linked.document.clauses:
        match other.form:
            case forms.Amendment(sentence=said) if said.span == clause.span:
                return other
            case _:
                pass
    return None


def _trigger(linked: Linked, clause: forms.Clause | None) -> Words:
    if clause is None or not isinstance(clause.form, forms.Achieved):
        return ()
    end = linked.source.text.rindex(".", clause.form.trigger.span.end, clause.span.end)
    return linked.without_notes(Span(clause.form.trigger.span.start, end))


def _whose(linked: Linked, name: tree.Name, contract: Contract) -> str:
    """Whose outcome it is: of each eligible person, each group, or the whole contract."""
    symbol = linked.symbols.get(name)
    level = next((o.level for o in contract.outcomes if symbol and o.name == symbol.name), OWN)
    if level == CONTRACT:
        return CONTRACT
    return f"each {level}" if level != OWN else f"each eligible {contract.person.name}"


def _most(linked: Linked, document: forms.Document, name: tree.Name) -> Words:
    """`the first 3 of each Child`, where a clause says so of that outcome alone."""
    symbol = linked.symbols.get(name)
    for clause in document.clauses:
        match clause.form:
            case forms.Paid(n, outcome, of) if linked.symbols.get(outcome) == symbol:
                which = "the first" if n is None else f"the first {linked.source[n.span]}"
                return (f"{which} of each ", linked.term(of.text))
            case _:
                pass
    return ()


def _numbers(linked: Linked, numbers: Sequence[str]) -> Words:
    words: Words = ()
    for number in numbers:
        words = (*words, ", ", linked.clause(number)) if words else (linked.clause(number),)
    return words


# -- Limits, and what stands beside ---------------------------------------------------------------


def _limits(linked: Linked, document: forms.Document) -> Iterator[Table]:
    """The limits of number over several outcomes and of money; not those of who pays."""
    rows: list[Row] = []
    shown = limits_of_payers(linked, document)
    for clause in document.clauses:
        number = (linked.clause(clause.number),)
        match clause.form:
            case forms.PaidOfAll(n, outcomes, of):
                listed = linked.without_notes(outcomes[0].span.to(outcomes[-1].span))
                which = f"the first {linked.source[n.span]} of all "
                rows.append(((which, *listed, " of each ", linked.term(of.text)), (), (), number))
            case forms.Limit(scopes, amount, order) if clause not in shown:
                scope = linked.without_notes(scopes[0].span.to(scopes[-1].span))
                turn: Words = ()
                if order:
                    start = linked.source.text.index("in order of", amount.span.end)
                    turn = linked.without_notes(Span(start, order[-1].span.end))
                rows.append((scope, (str(amount.money),), turn, number))
            case _:
                pass
    yield from table("Limits", ("Limit", "Amount", "Order", "Clause"), rows)


def _sentences(
    linked: Linked, document: forms.Document, caption: str, kinds: tuple[type, ...]
) -> Iterator[Table]:
    """Whole sentences of those kinds, each with its clause."""
    rows: list[Row] = [
        (linked.without_notes(clause.span), (linked.clause(clause.number),))
        for clause in document.clauses
        if isinstance(clause.form, kinds)
    ]
    yield from table(caption, ("Sentence", "Clause"), rows)
