"""What a story says, in words: payments, limits, what was missed, what is not yet known."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from sibdsl.interpret.apart import far
from sibdsl.model import terms
from sibdsl.model.apart import Apart
from sibdsl.model.days import NEVER
from sibdsl.model.explanation import CaseExplained, Checked, Missed, OutcomeExplained, Room
from sibdsl.model.histories import Row
from sibdsl.model.ledger import CLAIM, FLOOR, RELIEF, SHORTFALL, Line, Waiting
from sibdsl.model.money import Money
from sibdsl.model.truth import NO, UNKNOWN, YES
from sibdsl.render.page import counted, days_in_words, listed, pounds
from sibdsl.render.story_why import why
from sibdsl.render.waiting import shortened

ANSWERS: Final = {YES: "yes", NO: "no", UNKNOWN: "not yet known"}
"""Whether something holds."""
_BESIDE: Final = {
    SHORTFALL: "Shortfall",
    FLOOR: "Least payments",
    RELIEF: "In place of payments",
    CLAIM: "Shares of each claim",
}


_ROWS: Final = 3
"""So many rows of data are named behind what was missed."""


def named(told: CaseExplained) -> str:
    """Whose story it is."""
    match told.whose:
        case terms.OWN:
            return f"Case {told.number}"
        case terms.CONTRACT:
            return "The contract as a whole"
        case group:
            return f"{group} {told.number}"


def shares(lines: Sequence[Line]) -> list[tuple[str, Money]]:
    """What each pays in all; shares of whole claims are of other lines, and not among them."""
    sums: dict[str, int] = {}
    for line in (line for line in lines if line.outcome != CLAIM):
        for name, amount in line.shares:
            sums[name] = sums.get(name, 0) + amount.pence
    return [(name, Money(pence)) for name, pence in sums.items()]


def reason(told: CaseExplained) -> str:
    """Of a case that is not eligible, which conditions are to blame; of several the nearest."""
    if told.eligible is not NO:
        return ""
    failed = [one for one in told.conditions if one.truth is NO]
    names = [one.clause.number for one in failed]
    if len(failed) == 1:
        return f", for want of {names[0]} alone"
    lacking = {one.clause.number: list(_lacking([one])) for one in failed}
    near = min(lacking, key=lambda number: far(lacking[number]), default="")
    nearest = "; ".join(why(each) for each in lacking.get(near, ()))
    in_days = near and far(lacking[near])[1] < NEVER
    by = f"; the nearest is {near}: {nearest}" if in_days and nearest else ""
    return f", for want of {listed(names)}{by}" if names else ""


def _lacking(conditions: Sequence[Checked]) -> Iterator[Apart]:
    """All that conditions lack that do not hold, however deep it stands."""
    for one in conditions:
        if one.truth is NO:
            yield from one.apart
            yield from _lacking(one.within)


def because(one: Checked) -> Iterator[str]:
    """What a condition was decided on; of one that does not hold, what it lacks."""
    if one.apart:
        yield from (why(each) for each in one.apart)
    elif one.facts:
        yield "; ".join(map(shortened, one.facts))


def in_sum(one: OutcomeExplained) -> str:
    """What an outcome came to."""
    units = sum(line.units for line in one.lines)
    if units:
        total = Money(sum(line.paid.pence for line in one.lines))
        return f"{units:,} achieved, {pounds(total)} due"
    if one.name == CLAIM:
        return counted(len(one.lines), "claim")
    if one.counted:
        return "counted in whole claims"
    return "not yet known" if one.waiting else "nothing achieved"


def called(one: OutcomeExplained) -> str:
    """The outcome's name, or what stands in its place."""
    return _BESIDE.get(one.name, one.name)


def own_words(one: OutcomeExplained) -> Iterator[str]:
    """The clauses of its price and of the outcome; the latter up to its conditions, if any."""
    if one.price.words:
        yield f"{one.price} {one.price.words}"
    said, if_, _ = one.clause.words.partition(" if ")
    if one.conditions and if_:
        yield f"{one.clause} {said.rstrip(',')}, if"
    elif one.clause.words:
        yield f"{one.clause} {one.clause.words}"


def paid(line: Line) -> Iterator[tuple[int, str]]:
    """A payment in words, then its limits and its payers, each with how far it stands in."""
    who, cut = payers(line), limited(line)
    if line.outcome == CLAIM:
        yield 1, f"{days_in_words(line.claim)}: paid by {who or 'nobody'}"
        return
    due = days_in_words((line.first_due, line.last_due + 1))
    days = f"{days_in_words(line.evidence)}, due " if line.evidence else "due "
    of = f" left of {line.achieved:,}" if line.achieved is not None else ""
    price = f"{line.units:,}{of} × {line.unit_gross} = " if line.units > 1 or of else ""
    yield 1, f"{days}{due}: {price}{pounds(line.gross)}"
    if cut:
        yield 2, cut
    if who:
        yield 2, f"paid by {who}"


def on_claims(lines: Sequence[Line]) -> str:
    """Where the lines say nobody who pays them: where that is worked out. Else empty."""
    if any(line.paid and not line.shares for line in lines):
        return "who pays how much of it is worked out on each whole claim"
    return ""


def payers(line: Line) -> str:
    """Who pays how much of it."""
    return ", ".join(f"{name} {pounds(amount)}" for name, amount in line.shares if amount)


def limited(line: Line) -> str:
    """What a limit left unpaid of it; empty where none did."""
    if line.unpaid_by:
        return f"counted but not paid: the limit of clause {line.unpaid_by} was used up"
    if not line.cut:
        return ""
    clauses = f"{'clause' if len(line.cut_by) == 1 else 'clauses'} {listed(line.cut_by)}"
    rest = f"{pounds(line.paid)} was left" if line.paid else "nothing was left"
    return f"{pounds(line.cut)} of it not paid: {rest} of the limit of {clauses}"


def missing(missed: Missed) -> str:
    """The days that were missed, why, and the first rows of data that say so."""
    said = why(missed.why)
    if missed.times > 1:
        said = f"{missed.times:,} times over, each time {re.split('[:;]', said)[0]}"
    rows = [str(row) for row in missed.rows[:_ROWS]]
    more = len(missed.rows) - _ROWS
    behind = listed([*rows, f"{more:,} more"] if more > 0 else rows) if rows else ""
    told = f"{said} ({behind})" if behind else said
    return f"{days_in_words(missed.days)}, {told}" if missed.days is not None else told


def waits(one: OutcomeExplained) -> Iterator[str]:
    """What is not yet known of an outcome, by its days; or that something is, beside what is."""
    dated = [waiting for waiting in one.waiting if waiting.days]
    yield from (f"not yet known{for_days(waiting)}" for waiting in dated)
    if len(dated) < len(one.waiting) and (one.lines or dated):
        yield "more is not yet known"


def for_days(waiting: Waiting) -> str:
    """The days that something waits for, where they are known."""
    return f" for {days_in_words(waiting.days)}" if waiting.days else ""


def settled_by(waiting: Waiting) -> str:
    """The facts that something waits for."""
    return "; ".join(map(shortened, waiting.facts))


def left(room: Room) -> str:
    """How much of a limit is used up, and how much is left."""
    of = f" for each {room.whose}" if room.whose else ""
    what = f" for {listed(room.outcomes)}" if room.outcomes else ""
    by = f" by {listed(room.payers)}" if room.payers else ""
    year = f", {days_in_words(room.span)}" if room.span else ""
    clause = f"clause {room.clause}{what}{by}{of}{year}"
    if isinstance(room.limit, Money) and isinstance(room.used, Money):
        rest = room.limit - room.used
        return f"{clause}: {pounds(room.used)} of {pounds(room.limit)} used, {pounds(rest)} left"
    return f"{clause}: {room.used:,} of {room.limit:,} used"


def open_facts(told: CaseExplained) -> Iterator[tuple[str, str]]:
    """What waits for alike facts together: the outcomes, and what would settle them."""
    waits: dict[str, list[str]] = {}
    for one in told.outcomes:
        for waiting in one.waiting:
            waits.setdefault(settled_by(waiting), []).append(one.name)
    for facts, names in waits.items():
        yield listed(list(dict.fromkeys(names))), facts


def on_rows(told: CaseExplained) -> Iterator[tuple[str, str]]:
    """Each outcome with the rows of data that its lines stand on; then those of all recorded."""
    for one in told.outcomes:
        rows = {row for line in one.lines for row in line.rows}
        item = f", {one.item}" if one.item else ""
        if rows:
            yield f"{one.name}{item}", _rows(sorted(rows))
    every = {row for one in told.shown for mark in one.marks for row in mark.rows}
    if every:
        yield "all that is recorded of it", _rows(sorted(every))


def _rows(rows: Sequence[Row]) -> str:
    """The rows of data, each file named once."""
    files: dict[str, list[int]] = {}
    for row in rows:
        files.setdefault(row.file, []).append(row.line)
    return "; ".join(
        f"{file} {'line' if len(lines) == 1 else 'lines'} {', '.join(map(str, lines))}"
        for file, lines in files.items()
    )
