"""What is paid: a row for each price, in the words of the clauses that say so."""

from collections.abc import Iterator, Sequence

from attrs import frozen

from sibdsl.model.contract import Contract
from sibdsl.model.terms import CONTRACT, OWN
from sibdsl.render.contract.links import Linked
from sibdsl.render.contract.tables import Row, numbers, table
from sibdsl.render.document import Link, Table, Words
from sibdsl.source import Span
from sibdsl.syntax import forms, tree
from sibdsl.syntax.words import plain

_TITLES = ("Outcome", "Price", "If", "Achieved", "For whom", "Most paid", "Clause")


@frozen
class Terms:
    """The sentences by which an outcome is judged: as signed, or as amended from a day on."""

    linked: Linked
    document: forms.Document
    contract: Contract


@frozen
class _Priced:
    """A price in the words of its clause, and the condition of a line of a card."""

    price: Span
    condition: Span | None = None


def payments(terms: Terms, clauses: Sequence[forms.Clause], caption: str) -> Iterator[Table]:
    """The prices of *clauses*: a line of a card or a tier has a row of its own."""
    rows: list[Row] = []
    for clause in clauses:
        if isinstance(clause.form, forms.Pays):
            first, *others = _prices(terms.linked, clause.form)
            rows.append(_row(terms, clause, clause.form.outcome, first))
            rows += [_further(terms.linked, clause.form.outcome, other) for other in others]
    yield from table(caption, _TITLES, rows)


def _prices(linked: Linked, form: forms.Pays) -> Iterator[_Priced]:
    match form.price:
        case forms.Card(items):
            for item in items:
                line = item.part
                assert isinstance(line, forms.CardLine), "a card has only lines"
                between = linked.source.text[line.price.span.end : line.condition.span.end]
                start = line.price.span.end + plain(between).index("if") + len("if")
                yield _Priced(line.price.span, Span(start, line.condition.span.end))
        case forms.Tiers(items):
            yield from (_Priced(item.part.span) for item in items)
        case price:
            yield _Priced(price.span)


def _further(linked: Linked, name: tree.Name, priced: _Priced) -> Row:
    """A row that says no more than another price of the outcome above it."""
    return ((linked.term(name.text),), *_price(linked, priced), (), (), (), ())


def _price(linked: Linked, priced: _Priced) -> tuple[Words, Words]:
    condition = linked.without_notes(priced.condition) if priced.condition else ()
    return linked.without_notes(priced.price), condition


def _row(terms: Terms, clause: forms.Clause, name: tree.Name, priced: _Priced) -> Row:
    linked = terms.linked
    made = _achieved(terms, name)
    said_by = [one.number for one in (made, _amending(linked, clause), clause) if one is not None]
    return (
        (linked.term(name.text),),
        *_price(linked, priced),
        _trigger(linked, made),
        (_whose(terms, name),),
        _most(terms, name),
        numbers(linked, said_by),
    )


def _achieved(terms: Terms, name: tree.Name) -> forms.Clause | None:
    """The clause by which that outcome is achieved."""
    symbols = terms.linked.symbols
    for clause in terms.document.clauses:
        match clause.form:
            case forms.Achieved(outcome) if symbols.get(outcome) == symbols.get(name):
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
    """The words after `is achieved`, with the condition."""
    if clause is None or not isinstance(clause.form, forms.Achieved):
        return ()
    start = clause.form.trigger.span.start
    said = plain(linked.source.text[start : clause.span.end])
    return linked.without_notes(Span(start, start + said.rindex(".")))


def _whose(terms: Terms, name: tree.Name) -> str:
    """Whose outcome it is: of each eligible person, each group, or the whole contract."""
    symbol, contract = terms.linked.symbols.get(name), terms.contract
    level = next((o.level for o in contract.outcomes if symbol and o.name == symbol.name), OWN)
    if level == CONTRACT:
        return CONTRACT
    return f"each {level}" if level != OWN else f"each eligible {contract.person.name}"


def _most(terms: Terms, name: tree.Name) -> Words:
    """`the first 3 of each Child`, where a clause, to which it leads, says so of it alone."""
    linked = terms.linked
    for clause in terms.document.clauses:
        match clause.form:
            case forms.Paid(n, outcome, of) if linked.symbols.get(outcome) == linked.symbols.get(
                name
            ):
                which = "the first" if n is None else f"the first {linked.source[n.span]}"
                place = linked.places.get(clause.number)
                said = Link(which, place) if place else which
                return (said, " of each ", linked.term(of.text))
            case _:
                pass
    return ()
