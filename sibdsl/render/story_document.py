"""The story of a case, a group or the whole as a document: for a letter, a tribunal, a meeting."""

from collections.abc import Iterator, Sequence, Set
from typing import Final

from sibdsl.model import terms
from sibdsl.model.days import in_words
from sibdsl.model.explanation import CaseExplained, Checked, OutcomeExplained
from sibdsl.model.ledger import CLAIM, Line
from sibdsl.model.money import Money
from sibdsl.render.contract.opening import LANGUAGE
from sibdsl.render.document import (
    Block,
    Column,
    Document,
    Facts,
    Heading,
    Listing,
    Paragraph,
    Picture,
    Strong,
    Table,
    Words,
)
from sibdsl.render.page import days_in_words, pounds
from sibdsl.render.story_rows import chart
from sibdsl.render.story_svg import described, story_svg
from sibdsl.render.story_words import (
    ANSWERS,
    because,
    called,
    for_days,
    in_sum,
    left,
    limited,
    missing,
    named,
    on_claims,
    on_rows,
    open_facts,
    own_words,
    payers,
    reason,
    settled_by,
    shares,
    waits,
)

_CONDITIONS: Final = (Column("Holds"), Column("Clause"), Column("Condition"), Column("Because"))
_PAYMENTS: Final = (
    Column("Days"),
    Column("Due"),
    Column("Number", "right"),
    Column("Price", "right"),
    Column("To be paid", "right"),
    Column("By whom"),
)


def story_document(told: CaseExplained) -> Document:
    """The whole story, each part under a heading; with its timeline, if any day is in it."""
    blocks = [*_timeline(told), *_eligible(told)]
    for at, one in enumerate(told.outcomes):
        blocks += _outcome(one, {other.name for other in told.outcomes[:at]})
    blocks += _ending(told)
    return Document(
        f"The story of {_who(told)}",
        f"{told.contract}, as known by {in_words(told.as_at)}",
        Facts(tuple(_facts(told))),
        tuple(blocks),
        f"{LANGUAGE} · SHA-256 {told.digest}",
    )


def _who(told: CaseExplained) -> str:
    name = named(told)
    return name[0].lower() + name[1:] if told.whose in (terms.OWN, terms.CONTRACT) else name


def _facts(told: CaseExplained) -> Iterator[tuple[str, Words]]:
    lines = [line for one in told.outcomes for line in one.lines]
    if told.also_known_as:
        yield "Also known as", (", ".join(told.also_known_as),)
    if told.whose == terms.OWN:
        yield "Eligible", (f"{ANSWERS[told.eligible]}{reason(told)}",)
    yield "Total due", (Strong(pounds(Money(sum(line.paid.pence for line in lines)))),)
    yield from ((name, (pounds(amount),)) for name, amount in shares(lines) if amount)
    yield "Contract text", (f"SHA-256 {told.digest}",)


def _timeline(told: CaseExplained) -> Iterator[Block]:
    drawn, svg = chart(told), story_svg(told)
    if drawn is not None and svg is not None:
        days = f"{in_words(drawn.start)} to {in_words(drawn.end)}"
        yield Heading(1, "What happened when", "when")
        yield Picture(svg, described(told, drawn), f"What happened when, {days}")


def _eligible(told: CaseExplained) -> Iterator[Block]:
    if told.whose == terms.OWN:
        yield Heading(1, f"Eligible: {ANSWERS[told.eligible]}", "eligible")
        yield from _conditions("What makes a case eligible", told.conditions)
    if told.facts:
        words = "Counted in what is totalled of all who are eligible"
        yield Heading(1, words if told.whose == terms.OWN else "Members")
        yield Listing(tuple((fact,) for fact in told.facts))


def _conditions(caption: str, conditions: Sequence[Checked]) -> Iterator[Block]:
    rows = tuple(_rows(conditions, 0))
    if rows:
        yield Table(caption, _CONDITIONS, rows)


def _rows(conditions: Sequence[Checked], depth: int) -> Iterator[tuple[Words, ...]]:
    """A row for each condition; parts of one begin with as many dashes as they lie deep."""
    for one in conditions:
        why = "; ".join(because(one))
        words = f"{'– ' * depth}{one.clause.words}"
        answer = ANSWERS[one.truth]
        yield (Strong(answer),), (one.clause.number,), (words,), (why,)
        yield from _rows(one.within, depth + 1)


def _outcome(one: OutcomeExplained, before: Set[str]) -> Iterator[Block]:
    """An outcome; its clauses where it was not told of *before*."""
    item = f", {one.item}" if one.item else ""
    yield Heading(1, f"{called(one)} (clause {one.clause}){item}: {in_sum(one)}")
    if one.name not in before:
        yield from (Paragraph((words,)) for words in own_words(one))
    yield from _conditions(f"What {called(one)} asks for", one.conditions)
    claims = on_claims(one.lines)
    notes = [*one.measures, *one.counted, *([claims] if claims else [])]
    if notes:
        yield Listing(tuple((note,) for note in notes))
    if one.lines:
        total = Money(sum(line.paid.pence for line in one.lines))
        rows = [_payment(line) for line in one.lines]
        if len(rows) > 1 and one.name != CLAIM:
            rows.append((("All",), ("",), ("",), ("",), (pounds(total),), ("",)))
        totals = int(len(rows) > len(one.lines))
        yield Table(f"Payments for {called(one)}", _PAYMENTS, tuple(rows), totals)
    lost = [(f"Missed: {missing(missed)}",) for missed in one.missed]
    open_ = [(f"{said[:1].upper()}{said[1:]}",) for said in waits(one)]
    late = [(f"Not known in time{for_days(each)}: {settled_by(each)}",) for each in one.lapsed]
    if lost or open_ or late:
        yield Listing((*lost, *open_, *late))


def _payment(line: Line) -> tuple[Words, ...]:
    number = f"{line.units:,}" if line.achieved is None else f"{line.units:,} of {line.achieved:,}"
    days = line.claim if line.outcome == CLAIM else line.evidence
    cut = limited(line)
    return (
        (days_in_words(days) if days else "",),
        (days_in_words((line.first_due, line.last_due + 1)),),
        (number if line.units else "",),
        (pounds(line.gross),),
        (pounds(line.paid),),
        (f"{payers(line)}{'; ' if cut and payers(line) else ''}{cut}",),
    )


def _ending(told: CaseExplained) -> Iterator[Block]:
    """What is left of the limits, what is not yet known, and the rows of data."""
    used = [(left(room),) for room in told.rooms if room.used]
    if used:
        yield Heading(1, "What is left of the limits")
        yield Listing(tuple(used))
    facts = list(open_facts(told))
    if facts:
        yield Heading(1, "Not yet known, and what would settle it")
        yield Listing(tuple(((Strong(names), f": {said}")) for names, said in facts))
    rows = [(f"{name}: {said}",) for name, said in on_rows(told)]
    if rows:
        yield Heading(1, "On which rows of data")
        yield Listing(tuple(rows))
    elif not facts:
        yield Paragraph(("Nothing is recorded of it.",))
