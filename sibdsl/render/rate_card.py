"""A rate card as read: its sentences by table, and how they stand to a contract."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from sibdsl.diagnostics import Finding
from sibdsl.diagnostics.frame import frame
from sibdsl.rate_cards.compared import Compared
from sibdsl.rate_cards.reading import RateCard, Section
from sibdsl.rate_cards.sentences import Written
from sibdsl.render.found import every_one
from sibdsl.render.page import counted, paragraphs, wrapped
from sibdsl.syntax import forms
from sibdsl.syntax.layout import laid_out


def as_contract(card: RateCard) -> str:
    """The sentences as part of a contract: a heading for each table, a sentence on each line.

    They have no numbers yet: `sibdsl fmt --renumber` gives them some.
    """
    text = "\n\n".join("\n".join(_section(card, each)) for each in card.sections)
    return laid_out(f"{text}\n")


def in_text(
    card: RateCard, beside: Compared | None, findings: Sequence[Finding], out: Path | None
) -> str:
    """What was read for a person at a terminal: the sentences, the findings, and how many."""
    told: list[Iterator[str]] = []
    if card.sections and out is None:
        told.append(iter([as_contract(card).rstrip("\n")]))
    told += [iter([frame(finding)]) for finding in findings if finding.others]
    others = [finding for finding in findings if not finding.others]
    if others:
        told.append(iter([every_one(others)]))
    told.append(_verdict(card, beside, out))
    return paragraphs(told)


def as_data(card: RateCard, beside: Compared | None) -> dict[str, Any]:
    """The same for another program: each sentence, its place, and how it stands to the contract."""
    return {
        "file": card.file,
        "sentences": [
            _datum(one, section, beside) for section in card.sections for one in section.sentences
        ],
        "unsaid": [clause.number for clause in beside.unsaid] if beside else None,
    }


def _section(card: RateCard, section: Section) -> Iterator[str]:
    title = f": {section.title}" if section.title else ""
    yield f"# {card.file}, {section.name}{title}".replace("\n", " ")
    yield from (one.text for one in section.sentences)


def _verdict(card: RateCard, beside: Compared | None, out: Path | None) -> Iterator[str]:
    written = f", written to {out}" if out and card.sentences else ""
    yield f"{card.file}: {counted(len(card.sentences), 'sentence')}{written}"
    if beside is None:
        return
    yield f"  {len(beside.same)} the same in the contract"
    yield f"  {len(beside.differs)} different there"
    yield f"  {len(beside.beyond)} not in the contract"
    if beside.unsaid:
        clauses = ", ".join(_called(clause) for clause in beside.unsaid)
        yield from wrapped(f"  The card does not say: {clauses}")


def _called(clause: forms.Clause) -> str:
    return f"clause {clause.number}" if clause.number else "a clause without a number"


def _datum(one: Written, section: Section, beside: Compared | None) -> dict[str, Any]:
    datum: dict[str, Any] = {
        "sentence": f"{one.sentence}.",
        "notes": [*one.notes, *one.readings],
        "table": section.name,
        "row": one.line,
    }
    return datum | _standing(one, beside) if beside else datum


def _standing(one: Written, beside: Compared) -> dict[str, Any]:
    """`same`, `differs` or `beyond`, and the number of the clause."""
    told = {"same": beside.same, "differs": beside.differs, "beyond": beside.beyond}
    for name, pairs in told.items():
        for pair in pairs:
            if pair.written is one:
                return {"contract": name, "clause": pair.clause.number if pair.clause else None}
    return {}
