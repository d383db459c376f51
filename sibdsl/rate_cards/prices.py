"""The price of one outcome: an amount, a card of bands, or tiers by volume."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from attrs import frozen

from sibdsl.rate_cards.amounts import figure, says_nothing, unfit
from sibdsl.rate_cards.conditions import Held, held, told_apart
from sibdsl.rate_cards.grid import Row
from sibdsl.rate_cards.headings import Heading, Says
from sibdsl.rate_cards.layout import Card
from sibdsl.rate_cards.sentences import Read, form_of, unread, written
from sibdsl.rate_cards.terms import Terms

_SINCE: Final = re.compile(r"^Payments from (\d{1,2} [A-Z][a-z]+ \d{4}) on$")
"""The caption of a table of prices that an amendment changes."""

_UNIT: Final = re.compile(r"(?:per|for each|each|for every|an?) (?:unit|outcome|item|one)s?")
_ASIDE: Final = re.compile(r"\([^()\d]*\)")
_SOMETIMES: Final = re.compile(
    r"\b(?:if|where|when|unless|except|only|provided|subject|up to|plus|minus|less|then|after|until"
    r"|under|over|aged|from|rising|reducing|first)\b",
    re.IGNORECASE,
)
"""Words by which an amount is not always the same."""

_WHICH: Final = "add a column `If` with the condition of each, or give each outcome its own name"


@frozen
class Pricing:
    """One outcome whose price is being read, and what is left over of its row."""

    card: Card
    outcome: str
    terms: Terms
    notes: tuple[str, ...] = ()

    @property
    def heading(self) -> Heading:
        """The heading of the column of prices."""
        at = self.card.column(Says.PRICE)
        assert at is not None, "asked only of tables with prices"
        return self.card.headings[at]


@frozen
class _Part:
    """A price and what it holds for."""

    price: str
    held: Held
    notes: tuple[str, ...] = ()
    readings: tuple[str, ...] = ()


def price(of: Pricing, rows: Sequence[Row]) -> Iterator[Read]:
    """The sentence on the price in those rows, or what is wrong with the first that has none."""
    parts: list[_Part] = []
    grid, about = of.card.grid, of.heading.words
    for row in rows:
        for part in _parts(of, row):
            if isinstance(part, str):
                rest = f"; no price of {of.outcome} is read" if len(rows) > 1 else ""
                yield unread(grid, row.line, f"{part}{rest}", about)
                return
            parts.append(part)
    first = rows[0]
    sentence = _sentence(of.outcome, parts)
    if sentence is None:
        yield unread(grid, first.line, _unsaid(of.outcome, parts), about, _WHICH)
        return
    notes = (*of.notes, *(note for part in parts for note in part.notes))
    readings = (r for part in parts for r in (*part.readings, part.held.reading))
    yield written(
        _amended(of, first, sentence),
        grid,
        first.line,
        tuple(dict.fromkeys(notes)),
        tuple(dict.fromkeys(readings)),
    )


def _unsaid(outcome: str, parts: Sequence[_Part]) -> str:
    if len(parts) == 1:
        return f"`{outcome}` has a price if {parts[0].held.words}, and none otherwise"
    return f"`{outcome}` has {len(parts)} prices, and it is not said when each holds"


def _amended(of: Pricing, row: Row, sentence: str) -> str:
    """The sentence, or the amendment that it is by the title of its table."""
    since = _SINCE.match(of.card.title)
    clause = row.cell(of.card.column(Says.CLAUSE)).split(", ")[-1]
    return f"From {since[1]}, clause {clause} reads: {sentence}" if since and clause else sentence


def _sentence(outcome: str, parts: Sequence[_Part]) -> str | None:
    """The sentence of all parts together; None where they do not make one."""
    if len(parts) == 1 and not parts[0].held.words:
        return f"{outcome} pays {parts[0].price}"
    if len(parts) > 1 and all(part.held.words for part in parts):
        return f"{outcome} pays {_listed([f'{p.price} if {p.held.words}' for p in parts])}"
    tiers = f"{outcome} pays {_listed([part.price for part in parts])}"
    return tiers if form_of(tiers) else None


def _listed(items: Sequence[str]) -> str:
    """`(a) …; (b) …; and (c) …`"""
    lettered = [f"({chr(97 + at)}) {item}" for at, item in enumerate(items)]
    *most, last = lettered
    return f"{'; '.join(most)}; and {last}" if most else last


# -- One cell -------------------------------------------------------------------------------------


def _parts(of: Pricing, row: Row) -> Iterator[_Part | str]:
    """The prices of a row, or why it has none: several stand in one cell with their bands."""
    cell = row.cell(of.card.column(Says.PRICE))
    if says_nothing(cell):
        yield f"`{of.outcome}` has no price"
        return
    holds = _holds(of, row)
    if isinstance(holds, str):
        yield holds
        return
    pieces = [piece.strip() for piece in re.split(r"[;\n]", cell) if piece.strip()]
    if _is_price(of.outcome, cell) and not (_bare(cell) and of.heading.beside):
        yield _Part(_tidied(cell), holds)
    elif len(pieces) > 1:
        yield from _pieces(of, pieces)
    else:
        yield _plain_price(of, cell, holds)


def _tidied(cell: str) -> str:
    """The price as the language writes it: `£300` of `£300.00`."""
    amount = figure(cell)
    return str(amount.money) if amount is not None and not amount.beside else cell


def _bare(cell: str) -> bool:
    """Whether the cell is an amount alone, so that the words of its heading hold too."""
    amount = figure(cell)
    return amount is not None and not amount.beside


def _is_price(outcome: str, cell: str) -> bool:
    """Whether the cell is a price in the words of the language, or a tier of one by volume."""
    tiers = "£1 for each of the first 1", "£1 for each one beyond"
    return any(
        form_of(f"{outcome} pays {said}")
        for said in (
            cell,
            _listed([cell, tiers[1]]),
            _listed([tiers[0], cell, tiers[1]]),
            _listed([tiers[0], cell]),
        )
    )


def _holds(of: Pricing, row: Row) -> Held | str:
    """The condition that the row states in a column of its own."""
    at = of.card.column(Says.CONDITION)
    cell = row.cell(at)
    if at is None or says_nothing(cell):
        return Held("")
    return held(of.outcome, of.card.headings[at].words, cell, of.terms)


def _plain_price(of: Pricing, cell: str, holds: Held) -> _Part | str:
    """`£300 per week`: the amount, and a note of the words beside it."""
    amount = figure(cell)
    if amount is None:
        return unfit(cell, "is not one amount in pounds and pence")
    beside = amount.beside.strip("() ") or of.heading.beside
    counted = re.fullmatch(r"(?:per|for each|for every|each|an?) (.+)", beside, re.IGNORECASE)
    number = of.terms.number(counted[1]) if counted else ""
    if number:
        return _Part(f"{amount.money} for each {number}", holds)
    if not beside or _UNIT.fullmatch(beside.casefold()) or _repeats(of.outcome, beside):
        return _Part(str(amount.money), holds)
    if _SOMETIMES.search(beside) or not (counted or _ASIDE.fullmatch(amount.beside)):
        return f"`{cell}` is more than one amount: `{beside}` may change it"
    if counted:
        reading = f"“{beside}” is read as each time that {of.outcome} is achieved"
        return _Part(str(amount.money), holds, (), (reading,))
    return _Part(str(amount.money), holds, (beside,))


def _repeats(outcome: str, beside: str) -> bool:
    """Whether `per week` says no more than the name Home Week does."""
    of = re.sub(r"^(?:per|for each|for every|each|an?) ", "", beside.casefold())
    return of in (outcome.casefold(), outcome.casefold().split()[-1])


def _pieces(of: Pricing, pieces: Sequence[str]) -> Iterator[_Part | str]:
    """`Age 10 to 13: £300; 14 to 17: £400`, the name of the number said once."""
    about = ""
    for piece in pieces:
        found = re.fullmatch(r"([^:=£]+?)(?: ?[:=] ?| - | – | )(£.+)", piece)
        if found is None:
            yield f"`{piece}` is no band with its price"
            return
        subject, figures = told_apart(found[1])
        about = subject or about
        holds = held(of.outcome, about, figures, of.terms)
        part = _plain_price(of, found[2], holds) if isinstance(holds, Held) else holds
        yield part
        if isinstance(part, str):
            return
