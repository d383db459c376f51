"""A rate card as sentences: each table by its kind, and what is left out of it."""

from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import assert_never

from attrs import Factory, define, evolve, frozen

from sibdsl.check.symbols import collect, key
from sibdsl.diagnostics import Finding
from sibdsl.diagnostics.codes import CARD_NO_TABLE, CARD_SET_ASIDE
from sibdsl.rate_cards.compared import Subject, same, subjects
from sibdsl.rate_cards.grid import Grid
from sibdsl.rate_cards.headings import Says, heading
from sibdsl.rate_cards.layout import Card, Kind, card
from sibdsl.rate_cards.limits import limits, payers
from sibdsl.rate_cards.opening import open_card
from sibdsl.rate_cards.payments import payments
from sibdsl.rate_cards.sentences import Read, Written, unread, written
from sibdsl.rate_cards.terms import Terms
from sibdsl.syntax import forms


@frozen
class Section:
    """The sentences of one table, under its name and what stands above it."""

    name: str
    title: str
    sentences: tuple[Written, ...]


@frozen
class RateCard:
    """What a file says, table by table, and what was found while it was read."""

    file: str
    sections: tuple[Section, ...]
    findings: tuple[Finding, ...]

    @property
    def sentences(self) -> tuple[Written, ...]:
        """All sentences in their order."""
        return tuple(one for section in self.sections for one in section.sentences)


def rate_card(path: Path, contract: forms.Document | None = None) -> RateCard:
    """The rate card at *path*; with a *contract*, its Terms are known."""
    opened = open_card(path)
    cards = tuple(_cards(opened.grids))
    kinds = Counter(one.kind for one in cards if isinstance(one, Card))
    reading = _Reading(terms_of(contract), list(opened.findings))
    for one in cards:
        if isinstance(one, Card):
            reading.table(evolve(one, alone=kinds[one.kind] == 1))
        else:
            reading.findings.append(_set_aside(one))
    nothing = not reading.sections and not reading.findings
    if (opened.grids and not kinds) or nothing:
        reading.findings.append(_no_table(path))
    return RateCard(path.name, tuple(reading.sections), tuple(reading.findings))


def _cards(grids: Iterable[Grid]) -> Iterator[Card | Grid]:
    """Each table as a rate card, or as it is; one that goes on below a blank line is whole."""
    before: Card | None = None
    for grid in grids:
        found = card(grid)
        if found is None and before is not None and before.goes_on(grid):
            before = before.with_more(grid)
            continue
        if before is not None:
            yield before
        before = found
        if found is None:
            yield grid
    if before is not None:
        yield before


@define
class _Reading:
    """What has been read of a file so far."""

    terms: Terms
    findings: list[Finding]
    sections: list[Section] = Factory(list)
    said: dict[Subject, Written] = Factory(dict)

    def table(self, found: Card) -> None:
        """Read one table; what an earlier one said otherwise is a finding, and said once."""
        kept: list[Written] = []
        for one in _read(found, self.terms):
            again = self._again(one) if isinstance(one, Written) else None
            if isinstance(one, Finding):
                self.findings.append(one)
            elif again is None:
                kept.append(one)
                self.findings += one.findings()
                self.said |= dict.fromkeys(subjects(one.form), one)
            elif not same(one.form, again.form):
                self.findings.append(_twice(one, again))
        self.terms = evolve(self.terms, priced=(*self.terms.priced, *_priced(kept)))
        if kept:
            self.sections.append(Section(found.grid.name, found.title, tuple(kept)))

    def _again(self, one: Written) -> Written | None:
        told = (self.said.get(subject) for subject in subjects(one.form))
        return next(filter(None, told), None)


def _twice(one: Written, before: Written) -> Finding:
    where = f"{before.grid.name}, row {before.line}"
    return unread(
        one.grid,
        one.line,
        f"`{one.sentence}` is left out: {where}, says `{before.sentence}`",
        "",
        "keep one of the two in the card; a price that changes on a day is an amendment",
    )


def terms_of(contract: forms.Document | None) -> Terms:
    """The Terms of the contract, and which of its parties are outcomes funds."""
    if contract is None:
        return Terms()
    parties = (c.form for c in contract.clauses if isinstance(c.form, forms.Parties))
    funds = (
        name.text for form in parties if form.role.word == "outcomes fund" for name in form.names
    )
    return Terms(collect(contract), tuple(funds))


def _priced(sentences: Iterable[Written]) -> Iterator[str]:
    """The outcomes that have a price."""
    yield from (key(one.form.outcome) for one in sentences if isinstance(one.form, forms.Pays))


def _read(found: Card, terms: Terms) -> Iterator[Read]:
    match found.kind:
        case Kind.PAYMENTS:
            return payments(found, terms)
        case Kind.LIMITS:
            return limits(found, terms)
        case Kind.PAYERS:
            return payers(found, terms)
        case Kind.SENTENCES:
            return _sentences(found)
        case _:
            assert_never(found.kind)


def _sentences(found: Card) -> Iterator[Read]:
    at = found.column(Says.SENTENCE)
    for row in found.rows:
        yield written(row.cell(at).rstrip("."), found.grid, row.line)


def _set_aside(grid: Grid) -> Finding:
    """A table that is left out: gravely so where amounts stand in it."""
    shown = " | ".join(dict.fromkeys(cell for cell in grid.rows[0].cells if cell))
    begins = f"the table that begins `{shown[:60]}`"
    advice = "a rate card has headings such as `Outcome` and `Price`, or `Payer` and `Share`"
    line = grid.rows[0].line
    defines = any(heading(cell).says is Says.MEANING for cell in grid.rows[0].cells)
    if not defines and any("£" in cell for row in grid.rows for cell in row.cells):
        message = f"{begins} holds amounts, and has no headings of a rate card"
        return unread(grid, line, message, "", advice)
    message = f"{begins} is no rate card, and is left out"
    return Finding(CARD_SET_ASIDE, message, grid.place(line), help=advice)


def _no_table(path: Path) -> Finding:
    return Finding(
        CARD_NO_TABLE,
        f"no table of `{path.name}` is a rate card",
        help="head its columns `Outcome` and `Price`, or `Limit` and `Amount`, or `Payer` and"
        " `Share`",
    )
