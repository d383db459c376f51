"""Tables of limits, and of who pays, as sentences."""

import re
from collections.abc import Iterator
from typing import Final

from sibdsl.check.symbols import Kind
from sibdsl.rate_cards.amounts import (
    figure,
    figure_within,
    percent_written,
    percentage,
    says_nothing,
    unfit,
)
from sibdsl.rate_cards.grid import Row
from sibdsl.rate_cards.headings import Says
from sibdsl.rate_cards.layout import Card
from sibdsl.rate_cards.scopes import clause_words, left_over, scope
from sibdsl.rate_cards.sentences import Read, figure_alone, form_of, unread, with_notes, written
from sibdsl.rate_cards.terms import Terms
from sibdsl.syntax.words import term_key


def limits(card: Card, terms: Terms) -> Iterator[Read]:
    """A sentence for each limit of the table."""
    for row in card.rows:
        yield _limit(card, row, terms)


def _limit(card: Card, row: Row, terms: Terms) -> Read:
    """A limit in the words of the language, or in those of a card."""
    subject, sum_ = card.column(Says.LIMITED), card.column(Says.PRICE, Says.MONEY)
    cell, amount = row.cell(subject), row.cell(sum_)
    order = row.cell(card.column(Says.ORDER))
    if says_nothing(amount):
        return written(f"Only {cell} are paid", card.grid, row.line)
    turn = f", {order}" if order else ""
    said = f"Payments {cell} do not exceed {amount}{turn}"
    if form_of(said):
        return written(said, card.grid, row.line)
    money = figure_within(amount)
    if money is None:
        return unread(card.grid, row.line, unfit(amount, "is not one amount in pounds and pence"))
    of, rest = scope(f"{cell} {money.beside}", terms), left_over(f"{cell} {money.beside}")
    outcome = _outcome(rest, terms)
    if (rest and not outcome) or not (of.said or outcome):
        advice = (
            "say which outcome, of whom or when: `per child`, `each financial year`, `in total`"
        )
        message = f"`{cell}` does not say what it limits"
        return unread(card.grid, row.line, message, "", advice)
    said = f"Payments {clause_words(of, outcome)} do not exceed {money.money}"
    notes = card.beside(row, {subject, sum_, card.column(Says.ORDER)})
    return written(said, card.grid, row.line, notes, (of.reading,))


def _outcome(words: str, terms: Terms) -> str:
    """The outcome, of the contract or of the card itself, that the words name."""
    named = {term_key(one): one for one in (*terms.of_kind(Kind.OUTCOME), *terms.priced)}
    return named.get(term_key(words), "") if words else ""


# -- Who pays -------------------------------------------------------------------------------------


def payers(card: Card, terms: Terms) -> Iterator[Read]:
    """For each payer its share, its limit, and what follows once that is used up."""
    for row in card.rows:
        cell = row.cell(card.column(Says.PAYER))
        if re.match(r"totals?\b", cell, re.IGNORECASE):
            continue
        payer = cell if form_of(f"{cell} pays the rest") else terms.party(cell)
        if row.across or not form_of(f"{payer} pays the rest"):
            advice = "write the name of the party alone, as the contract does"
            yield unread(card.grid, row.line, f"`{cell}` is no name of a party", "", advice)
            continue
        told = [*_share(card, row, payer), *_limit_of(card, row, payer)]
        if not told:
            told.append(unread(card.grid, row.line, f"it is not said what {payer} pays"))
        notes = card.beside(row, [card.column(says) for says in _OF_PAYERS])
        yield from (with_notes(one, notes) if one is told[0] else one for one in told)


_OF_PAYERS: Final = (Says.PAYER, Says.SHARE, Says.MONEY, Says.AFTER, Says.CLAUSE)


_OF_EACH: Final = re.compile(r"of (?:each|all|the|every) payments?")


def _share(card: Card, row: Row, payer: str) -> Iterator[Read]:
    at = card.column(Says.SHARE)
    cell = row.cell(at)
    if at is None or says_nothing(cell):
        return
    line = row.line
    said = f"{payer} pays {cell}"
    found = percentage(cell)
    aside = re.fullmatch(r"\(([^()]*)\)", found[1]) if found else None
    if form_of(said):
        yield written(said, card.grid, line)
    elif re.match(r"(?:the )?(?:rest|remainder|balance|remaining)\b", cell, re.IGNORECASE):
        yield written(f"{payer} pays the rest", card.grid, line)
    elif found and (aside or not found[1] or _OF_EACH.fullmatch(found[1])):
        said = f"{payer} pays {percent_written(found[0])} of each payment"
        yield figure_alone(written(said, card.grid, line, (aside[1],) if aside else ()))
    else:
        message = unfit(cell, "is no share: a percentage, or `the rest`")
        yield unread(card.grid, line, message, card.headings[at].words)


def _limit_of(card: Card, row: Row, payer: str) -> Iterator[Read]:
    """What the payer pays at most; a payer that a record names is each commissioner."""
    recorded = re.match(r"(?:The |the )?\S.* on ", payer)
    limit, after = row.cell(card.column(Says.MONEY)), row.cell(card.column(Says.AFTER))
    if not says_nothing(limit):
        amount = figure(limit)
        whom = "each commissioner" if recorded else payer
        if amount is None or amount.beside:
            message = unfit(limit, "is not one amount in pounds and pence")
            yield unread(card.grid, row.line, message)
        else:
            said = f"Payments by {whom} do not exceed {amount.money}"
            yield written(said, card.grid, row.line)
    if not says_nothing(after):
        whom = "a commissioner" if recorded else payer
        yield written(f"Once {whom} has paid its limit, {after}", card.grid, row.line)
