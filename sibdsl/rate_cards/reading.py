"""A rate card as sentences: each table by its kind, and what is left out of it."""

from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import assert_never

from attrs import evolve, frozen

from sibdsl.check.symbols import collect, key
from sibdsl.diagnostics import Finding
from sibdsl.diagnostics.codes import CARD_NO_TABLE, CARD_SET_ASIDE
from sibdsl.rate_cards.grid import Grid
from sibdsl.rate_cards.headings import Says
from sibdsl.rate_cards.layout import Card, Kind, card
from sibdsl.rate_cards.limits import limits, payers
from sibdsl.rate_cards.opening import open_card
from sibdsl.rate_cards.payments import payments
from sibdsl.rate_cards.sentences import Read, Written, written
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
    terms = terms_of(contract)
    sections: list[Section] = []
    findings = list(opened.findings)
    cards = [(grid, card(grid)) for grid in opened.grids]
    kinds = Counter(found.kind for _, found in cards if found)
    for grid, found in cards:
        if found is None:
            findings.append(_set_aside(grid))
            continue
        found = evolve(found, alone=kinds[found.kind] == 1)
        read = tuple(_read(found, terms))
        sentences = tuple(one for one in read if isinstance(one, Written))
        terms = evolve(terms, priced=(*terms.priced, *_priced(sentences)))
        findings += [one for one in read if isinstance(one, Finding)]
        findings += [finding for one in sentences for finding in one.findings()]
        if sentences:
            sections.append(Section(grid.name, found.title, sentences))
    if not sections and not opened.findings:
        findings.append(_no_table(path))
    return RateCard(path.name, tuple(sections), tuple(findings))


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
    shown = " | ".join(dict.fromkeys(cell for cell in grid.rows[0].cells if cell))
    return Finding(
        CARD_SET_ASIDE,
        f"the table that begins `{shown[:60]}` is no rate card, and is left out",
        grid.place(grid.rows[0].line),
        help="a rate card has headings such as `Outcome` and `Price`, or `Payer` and `Share`",
    )


def _no_table(path: Path) -> Finding:
    return Finding(
        CARD_NO_TABLE,
        f"no table of `{path.name}` is a rate card",
        help="head its columns `Outcome` and `Price`, or `Limit` and `Amount`, or `Payer` and"
        " `Share`",
    )
