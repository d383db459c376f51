"""A case, a group or the whole explained: what was paid and why, what was not, what is missing."""

from collections.abc import Iterator, Sequence
from typing import Final

from sibdsl.model import terms
from sibdsl.model.days import in_words
from sibdsl.model.explanation import CaseExplained, Checked, OutcomeExplained
from sibdsl.model.histories import Row
from sibdsl.model.ledger import CLAIM, FLOOR, RELIEF, SHORTFALL, Line
from sibdsl.model.money import Money
from sibdsl.model.truth import NO, UNKNOWN, YES
from sibdsl.render.page import (
    counted,
    days_in_words,
    listed,
    paragraphs,
    pounds,
    table,
    wrapped,
)
from sibdsl.render.waiting import shortened

_ANSWERS: Final = {YES: "yes", NO: "no", UNKNOWN: "not yet known"}
_BESIDE: Final = {
    SHORTFALL: "Shortfall",
    FLOOR: "Least payments",
    RELIEF: "In place of payments",
    CLAIM: "Shares of each claim",
}
_COLUMN: Final = max(map(len, _ANSWERS.values()))


def case(explained: CaseExplained) -> str:
    """All that is known of one case, of a group or of the whole, by its number alone."""
    return paragraphs(
        [_head(explained), _eligible(explained), *(_outcome(one) for one in explained.outcomes)]
    )


def _head(explained: CaseExplained) -> Iterator[str]:
    also = f", also {listed(explained.also_known_as)}" if explained.also_known_as else ""
    yield f"{_named(explained)}{also}, by {in_words(explained.as_at)}"
    lines = [line for one in explained.outcomes for line in one.lines]
    of = " of no one case or group" if explained.whose == terms.CONTRACT else ""
    yield f"Total due{of}: {pounds(Money(sum(line.paid.pence for line in lines)))}"
    shares: dict[str, int] = {}
    for line in (line for line in lines if line.outcome != CLAIM):
        for name, amount in line.shares:
            shares[name] = shares.get(name, 0) + amount.pence
    paid = [[name, pounds(Money(pence))] for name, pence in shares.items() if pence]
    yield from table(paid) if paid else ()


def _named(explained: CaseExplained) -> str:
    match explained.whose:
        case terms.OWN:
            return f"Case {explained.number}"
        case terms.CONTRACT:
            return "The contract as a whole"
        case group:
            return f"{group} {explained.number}"


def _eligible(explained: CaseExplained) -> Iterator[str]:
    """Whether a case is eligible and what it counts for; of a group, who its members are."""
    if explained.whose == terms.OWN:
        yield f"Eligible: {_ANSWERS[explained.eligible]}"
        yield from _conditions(explained.conditions, 1)
        if explained.facts:
            yield "Counted in what is totalled of all who are eligible:"
    elif explained.facts:
        yield "Members:"
    for fact in explained.facts:
        yield from wrapped(fact, "  ", "    ")


def _conditions(conditions: Sequence[Checked], depth: int) -> Iterator[str]:
    for one in conditions:
        indent = "  " * depth
        head = f"{indent}{_ANSWERS[one.truth]:<{_COLUMN}}  "
        words = f"{one.clause} {one.clause.words}".strip()
        yield from wrapped(words, head, " " * len(head))
        if one.facts:
            yield from wrapped(f"[{'; '.join(map(shortened, one.facts))}]", " " * len(head))
        yield from _conditions(one.within, depth + 1)


def _outcome(one: OutcomeExplained) -> Iterator[str]:
    item = f", {one.item}" if one.item else ""
    name = _BESIDE.get(one.name, one.name)
    yield f"{name} (clause {one.clause}){item}: {_in_sum(one)}"
    yield from _conditions(one.conditions, 1)
    for measure in one.measures:
        yield from wrapped(measure, "  ", "    ")
    for counted_ in one.counted:
        yield from wrapped(counted_, "  ", "    ")
    for line in one.lines:
        yield from _line(line)
    for missed in one.missed:
        yield from wrapped(f"not achieved: {missed.missing}", "  ", "    ")
    for waiting in one.waiting:
        days = f" for the days {days_in_words(waiting.days)}" if waiting.days else ""
        facts = "; ".join(map(shortened, waiting.facts))
        yield from wrapped(f"not yet known{days}; to be settled: {facts}", "  ", "    ")
    rows = sorted({row for line in one.lines for row in line.rows})
    if rows:
        yield from wrapped(f"data: {_rows(rows)}", "  ", "    ")


def _in_sum(one: OutcomeExplained) -> str:
    units = sum(line.units for line in one.lines)
    if units:
        paid = Money(sum(line.paid.pence for line in one.lines))
        return f"{counted(units, 'unit')}, {pounds(paid)}"
    if one.name == CLAIM:
        return counted(len(one.lines), "claim")
    if one.counted:
        return "counted in whole claims"
    return "not yet known" if one.waiting else "nothing achieved"


def _line(line: Line) -> Iterator[str]:
    who = ", ".join(f"{name} {pounds(amount)}" for name, amount in line.shares if amount)
    due = days_in_words((line.first_due, line.last_due + 1))
    if line.outcome == CLAIM:
        yield from wrapped(f"{days_in_words(line.claim)}: paid by {who or 'nobody'}", "  ", "    ")
        return
    days = f"{days_in_words(line.evidence)}, due " if line.evidence else "due "
    left = f" left of {line.achieved:,}" if line.achieved is not None else ""
    price = f"{line.units:,}{left} × {line.unit_gross} = " if line.units > 1 or left else ""
    yield from wrapped(f"{days}{due}: {price}{pounds(line.gross)}", "  ", "    ")
    yield from _limit(line)
    if who:
        yield from wrapped(f"paid by {who}", "    ")


def _limit(line: Line) -> Iterator[str]:
    if line.unpaid_by:
        yield f"    counted but not paid: the limit of clause {line.unpaid_by} is reached"
    elif line.cut:
        yield f"    {pounds(line.cut)} of it not paid: the limit of clause {listed(line.cut_by)}"


def _rows(rows: Sequence[Row]) -> str:
    """The rows of data, each file named once."""
    files: dict[str, list[int]] = {}
    for row in rows:
        files.setdefault(row.file, []).append(row.line)
    return "; ".join(
        f"{file} {'line' if len(lines) == 1 else 'lines'} {', '.join(map(str, lines))}"
        for file, lines in files.items()
    )
