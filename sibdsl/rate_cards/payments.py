"""A table of outcomes and prices as sentences: what each pays, up to what, and who bears it."""

import re
from collections import Counter
from collections.abc import Iterator
from typing import Final

from attrs import Factory, define

from sibdsl.rate_cards.amounts import figure, figure_within, number, says_nothing, unfit
from sibdsl.rate_cards.grid import Row
from sibdsl.rate_cards.headings import Says
from sibdsl.rate_cards.layout import Card
from sibdsl.rate_cards.prices import Pricing, price
from sibdsl.rate_cards.scopes import clause_words, left_over, scope
from sibdsl.rate_cards.sentences import Read, Written, form_of, unread, written
from sibdsl.rate_cards.shares import one_row, shares_by_outcome
from sibdsl.rate_cards.terms import Named, Terms, plural, rename

_TOTAL: Final = re.compile(r"^(?:grand |sub-?)?totals?\b|^(?:overall|sum)\b", re.IGNORECASE)
_ONE_EACH: Final = (Says.PRICE, Says.CONDITION)
"""What a table may say in one column only: two would be two prices."""


@define
class _Group:
    """The rows of one outcome, as its cell has it, and the words that stand above them."""

    cell: str
    above: str
    rows: list[Row] = Factory(list)


def payments(card: Card, terms: Terms) -> Iterator[Read]:
    """The sentences of the table, row by row, then the shares of its columns."""
    yield from _columns_twice(card)
    named: dict[str, tuple[Row, ...]] = {}
    unnamed = 0
    groups = tuple(_groups(card))
    often = Counter(name.term for name in map(terms.named, (g.cell for g in groups)) if name)
    for group in groups:
        first = group.rows[0]
        name = terms.named(group.cell)
        if name is not None and often[name.term] > 1:
            name = terms.named_in_full(group.cell)
        if _TOTAL.match(group.cell) and not terms.known(group.cell):
            yield _total(card, first, group.cell, terms)
            yield from (_no_name(card, row, "") for row in group.rows[1:])
        elif name is None:
            unnamed += 1
            yield _no_name(card, first, group.cell)
            yield from _gone_on(card, group)
        elif name.term in named:
            unnamed += 1
            yield _again(card, name, named[name.term][0], first)
            yield from _gone_on(card, group)
        else:
            named[name.term] = tuple(group.rows)
            yield from _outcome(card, name, group, terms)
    yield from _last_words(card)
    yield from shares_by_outcome(card, named, unnamed, terms)


def _columns_twice(card: Card) -> Iterator[Read]:
    for says in _ONE_EACH:
        for at in card.columns(says)[1:]:
            about = card.headings[at].words
            message = f"two columns say {says.value}: this one is left out"
            advice = "keep one of the two, or make a table of its own for each"
            yield unread(card.grid, card.rows[0].line if card.rows else 1, message, about, advice)


def _groups(card: Card) -> Iterator[_Group]:
    """The rows of each outcome; one that names none goes with the row above it."""
    above, group = "", _Group("", "")
    for row in card.rows:
        if _alone(card, row):
            above = row.alone
            continue
        cell = row.cell(card.outcome())
        if (cell and cell != group.cell) or not group.rows:
            if group.rows:
                yield group
            group = _Group(cell, above)
        group.rows.append(row)
    if group.rows:
        yield group


def _alone(card: Card, row: Row) -> bool:
    return row.across and len(card.headings) > 1


def _last_words(card: Card) -> Iterator[Read]:
    """Words across the last rows of the table, below all outcomes."""
    for row in reversed(card.rows):
        if not _alone(card, row):
            return
        yield unread(card.grid, row.line, f"`{row.alone}` stands alone in its row", "", _PROSE)


_PROSE: Final = "if it limits or changes a payment, write the sentence by hand"


def _outcome(card: Card, name: Named, group: _Group, terms: Terms) -> Iterator[Read]:
    above = (f"under “{group.above}”",) if group.above else ()
    beside = dict.fromkeys(note for row in group.rows for note in _left_over(card, row))
    notes = tuple(note for note in (name.beside, *above, *beside) if note)
    if card.column(Says.PRICE) is not None:
        told = tuple(price(Pricing(card, name.term, terms, notes), group.rows))
        yield from told
        if len(group.rows) > 1 and not any(isinstance(one, Written) for one in told):
            return
    for says, reader in ((Says.NUMBER, _number), (Says.MONEY, _limit)):
        for at in card.columns(says):
            row = one_row(group.rows, at)
            if row is None:
                message = f"the rows of {name.term} do not say the same"
                about = card.headings[at].words
                yield unread(card.grid, group.rows[0].line, message, about)
            elif not says_nothing(row.cell(at)):
                yield reader(card, name.term, row, at, terms)


def _left_over(card: Card, row: Row) -> tuple[str, ...]:
    """What the columns say that no sentence is made of; nothing of a schedule of a contract."""
    if card.column(Says.CLAUSE) is not None and card.title.startswith("Payments"):
        return ()
    read = {
        card.outcome(),
        *(at for says in _ONE_EACH for at in card.columns(says)),
        *(at for says in (Says.NUMBER, Says.MONEY, Says.SHARE) for at in card.columns(says)),
    }
    return card.beside(row, read)


# -- Limits ---------------------------------------------------------------------------------------


def _most(outcome: str, cell: str) -> str:
    """`the first 3 of each Child`, as a schedule drawn from a contract has it."""
    found = re.fullmatch(r"(the first(?: [\d,]+)?) of each (.+)", cell)
    if not found:
        return ""
    one = found[1] == "the first"
    which = f"{outcome if one else plural(outcome)} of each {found[2]} {'is' if one else 'are'}"
    said = f"Only {found[1]} {which} paid"
    return said if form_of(said) else ""


def _number(card: Card, outcome: str, row: Row, at: int, terms: Terms) -> Read:
    """`Only the first 3 Moves of each Child are paid.`"""
    cell, about = row.cell(at), card.headings[at].words
    said = _most(outcome, cell)
    if said:
        return written(said, card.grid, row.line)
    counted = number(cell)
    if counted is None or left_over(counted[1]):
        return unread(card.grid, row.line, unfit(cell, "is no whole number"), about)
    n, beside = counted
    inside, outside = scope(beside, terms), scope(about, terms)
    whose = inside.person or outside.person
    if inside.cycle or outside.cycle or not whose:
        message = f"the most is {n} of {outcome}, and it is not said of whom"
        advice = "say so in the heading (`Maximum number per child`) or in the cell (`3 per child`)"
        if whose:
            message = f"the most is {n} of {outcome} of each {whose} in a year or a part of one"
            advice = "there is no sentence for it: name the outcome of one year by itself"
        return unread(card.grid, row.line, message, about, advice)
    many = f"{n:,} {plural(outcome)} of each {whose} are"
    which = f"{outcome} of each {whose} is" if n == 1 else many
    return written(f"Only the first {which} paid", card.grid, row.line)


def _limit(card: Card, outcome: str, row: Row, at: int, terms: Terms) -> Read:
    """`Payments for Home Week in total do not exceed £31,200.`"""
    cell, about = row.cell(at), card.headings[at].words
    amount = figure_within(cell)
    if amount is None or left_over(amount.beside):
        message = unfit(cell, "is not one amount in pounds and pence")
        return unread(card.grid, row.line, message, about)
    if "£" not in cell and not card.headings[at].says_money:
        message = f"`{cell}` may be a number of {outcome} or pounds"
        advice = "write `£` before it, or head the column `Maximum number per child`"
        return unread(card.grid, row.line, message, about, advice)
    inside, outside = scope(amount.beside, terms), scope(about, terms)
    of = inside if inside.said else outside
    open_ = "" if of.said else "the card does not say of whom or when: read as a limit in total"
    said = f"Payments {clause_words(of, outcome)} do not exceed {amount.money}"
    return written(said, card.grid, row.line, (), (open_, of.reading))


# -- Rows that are no outcome ---------------------------------------------------------------------


def _total(card: Card, row: Row, cell: str, terms: Terms) -> Read:
    """A row of totals: a limit on all payments where it has one, and nothing else."""
    for at in card.columns(Says.MONEY):
        amount = figure(row.cell(at))
        if amount is not None and not amount.beside:
            of = scope(card.headings[at].words, terms)
            said = f"Payments {clause_words(of)} do not exceed {amount.money}"
            reading = f"“{cell}” is read as a limit on all payments together"
            notes = card.beside(row, {card.outcome(), at})
            return written(said, card.grid, row.line, notes, (reading, of.reading))
    advice = "if it is a limit, write: `Payments in total do not exceed £….`"
    return unread(card.grid, row.line, f"`{cell}` is a total, and no outcome", "", advice)


def _no_name(card: Card, row: Row, cell: str) -> Read:
    if not cell:
        advice = "name the outcome of that row, such as `Home Week`"
        return unread(card.grid, row.line, "no outcome is named", "", advice)
    shown = cell if len(cell) <= 60 else f"{cell[:59]}…"
    return unread(card.grid, row.line, f"`{shown}` is no name of an outcome", "", rename(cell))


def _again(card: Card, name: Named, before: Row, row: Row) -> Read:
    """An outcome that stands in two places of the table, which cannot both be right."""
    twice = "has two prices" if card.column(Says.PRICE) is not None else "is named twice"
    message = f"`{name.term}` {twice}, in rows {before.line} and {row.line}"
    advice = "keep one of the two, or give each outcome its own name"
    return unread(card.grid, row.line, message, "", advice)


def _gone_on(card: Card, group: _Group) -> Iterator[Read]:
    """The further rows of an outcome of which nothing is read."""
    first = group.rows[0].line
    for row in group.rows[1:]:
        message = f"the row names no outcome, and nothing is read of row {first} that it goes with"
        if row.cell(card.outcome()):
            message = f"nothing is read of this row, as of row {first}, which has the same name"
        advice = "name its outcome, or put right the row above it"
        yield unread(card.grid, row.line, message, "", advice)
