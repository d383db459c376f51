"""Columns of shares beside prices: who bears which part of each outcome."""

import re
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import groupby
from typing import Final

from attrs import frozen

from sibdsl.check.symbols import Kind
from sibdsl.rate_cards.amounts import percent_written, percentage, says_nothing, unfit
from sibdsl.rate_cards.grid import Row
from sibdsl.rate_cards.headings import Says
from sibdsl.rate_cards.layout import Card
from sibdsl.rate_cards.sentences import Read, figure_alone, unread, written
from sibdsl.rate_cards.terms import Terms, plural

_NOT_A_NAME: Final = re.compile(
    r"\b(?:share|shares|contribution|contributions|proportion|split|of|the|by|from|each|payment|co-?funding"
    r"|percentage|paid|to be|funded|in)\b|[%()£:]",
    re.IGNORECASE,
)
_FUND: Final = re.compile(r"fund|outcomes? fund|grant|central|government|lottery", re.IGNORECASE)


@frozen
class _Share:
    """A share of one outcome, as its row has it."""

    outcome: str
    row: Row
    percent: Fraction
    reading: str = ""


def shares_by_outcome(
    card: Card, outcomes: Mapping[str, Sequence[Row]], unnamed: int, terms: Terms
) -> Iterator[Read]:
    """One sentence for all outcomes of which somebody pays one share; else one for each share.

    A share is of each payment only if no outcome of the file is without it, those that have no
    name that can be read among them.
    """
    for at in card.columns(Says.SHARE):
        about = card.headings[at].words
        told: list[_Share] = []
        for outcome, rows in outcomes.items():
            row = one_row(rows, at)
            cell = row.cell(at) if row else ""
            if row and says_nothing(cell):
                continue
            share = _share(outcome, row, cell) if row else None
            if share is None:
                message = unfit(cell, "is no percentage") if row else "the rows do not say the same"
                yield unread(card.grid, rows[0].line, message, about)
            else:
                told.append(share)
        if told:
            yield from _column(card, about, told, _number(card, outcomes) + unnamed, terms)


def _number(card: Card, outcomes: Mapping[str, Sequence[Row]]) -> int:
    """How many outcomes there are; more than any share has where another table has some."""
    return len(outcomes) + (0 if card.alone else 1)


def one_row(rows: Sequence[Row], at: int) -> Row | None:
    """The row that says what all of them say in that column; None where two differ."""
    said = [row for row in rows if row.cell(at)]
    return None if len({row.cell(at) for row in said}) > 1 else (said or list(rows))[0]


def _share(outcome: str, row: Row, cell: str) -> _Share | None:
    """The share of a cell. Excel keeps 15% as 0.15, and a bare 15 is a percentage too."""
    found = percentage(cell)
    if found is not None:
        return _Share(outcome, row, found[0])
    bare = re.fullmatch(r"\d+(?:\.\d+)?", cell)
    if bare is None:
        return None
    value = Fraction(bare[0])
    percent = value * 100 if value <= 1 else value
    return _Share(outcome, row, percent, f"“{cell}” is read as {percent_written(percent)}")


def _column(
    card: Card, about: str, told: Sequence[_Share], of: int, terms: Terms
) -> Iterator[Read]:
    payer, reading = _payer(about, terms)
    first = told[0].row
    if not payer:
        advice = "name who pays it in the heading: `Better Outcomes share`"
        yield unread(card.grid, first.line, "it is not said who pays this share", about, advice)
        return
    by_share = sorted(told, key=lambda one: one.percent)
    for percent, each in groupby(by_share, key=lambda one: one.percent):
        shares = list(each)
        every = len(shares) == of
        named = [plural(one.outcome) for one in shares]
        whose = "" if every else f" for {_joined(named)}"
        readings = tuple(dict.fromkeys((reading, *(one.reading for one in shares))))
        said = f"{payer} pays {percent_written(percent)} of each payment{whose}"
        yield figure_alone(written(said, card.grid, shares[0].row.line, (), readings))


def _payer(about: str, terms: Terms) -> tuple[str, str]:
    """Who pays, by the heading; the one outcomes fund of a contract where it says `the fund`."""
    words = " ".join(_NOT_A_NAME.sub(" ", about).split())
    parties = terms.of_kind(Kind.PARTY)
    known = next((one for one in parties if one.casefold() in about.casefold()), "")
    if known:
        return known, ""
    funds = terms.funds
    if len(funds) == 1 and _FUND.search(about):
        return funds[0], f"“{about}” is read as the share of {funds[0]}"
    named = terms.named(words) if words else None
    generic = words.casefold() in {"fund", "funder", "commissioner", "outcomes fund", "local"}
    return ("", "") if named is None or generic else (terms.party(words), "")


def _joined(names: Sequence[str]) -> str:
    *most, last = names
    return f"{', '.join(most)} and {last}" if most else last
