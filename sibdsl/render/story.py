"""The story of a case, a group or the whole: what was paid and why, what was not, what is missing.

Nobody stands in it but by number, and of other people's cases nothing but how many there are.
"""

import textwrap
from collections.abc import Iterator, Sequence
from typing import Final

from attrs import frozen

from sibdsl.model import terms
from sibdsl.model.days import in_words
from sibdsl.model.explanation import CaseExplained, Checked, Missed, OutcomeExplained, Room
from sibdsl.model.histories import Row
from sibdsl.model.ledger import CLAIM, FLOOR, RELIEF, SHORTFALL, Line, Waiting
from sibdsl.model.money import Money
from sibdsl.model.truth import NO, UNKNOWN, YES
from sibdsl.render.page import WIDTH, counted, days_in_words, listed, paragraphs, pounds, table
from sibdsl.render.story_rows import chart
from sibdsl.render.story_timeline import timeline
from sibdsl.render.story_why import why
from sibdsl.render.waiting import shortened

_ANSWERS: Final = {YES: "yes", NO: "no", UNKNOWN: "not yet known"}
_BESIDE: Final = {
    SHORTFALL: "Shortfall",
    FLOOR: "Least payments",
    RELIEF: "In place of payments",
    CLAIM: "Shares of each claim",
}
_COLUMN: Final = max(map(len, _ANSWERS.values()))


def story(explained: CaseExplained, width: int = WIDTH) -> str:
    """All that is known of one case, of a group or of the whole, in lines of *width*."""
    page = _Page(explained, width)
    return paragraphs(
        [
            page.head(),
            page.timeline(),
            page.eligible(),
            *(page.outcome(one) for one in explained.outcomes),
            page.rooms(),
            page.open(),
            page.evidence(),
        ]
    )


@frozen
class _Page:
    """A story on paper of some width."""

    explained: CaseExplained
    width: int

    def wrapped(self, text: str, indent: str = "", hanging: str | None = None) -> Iterator[str]:
        """*text* in lines of the width; those after the first begin with *hanging*."""
        yield from textwrap.wrap(
            text,
            max(self.width, 40),
            initial_indent=indent,
            subsequent_indent=indent if hanging is None else hanging,
            break_long_words=False,
            break_on_hyphens=False,
        )

    # -- The head ---------------------------------------------------------------------------------

    def head(self) -> Iterator[str]:
        """Who and when, what is due in all and from whom."""
        told = self.explained
        also = f", also {listed(told.also_known_as)}" if told.also_known_as else ""
        under = f" under “{told.contract}”" if told.contract else ""
        known = in_words(told.as_at)
        yield from self.wrapped(f"{named(told)}{also}{under}, as known by {known}")
        lines = [line for one in told.outcomes for line in one.lines]
        of = " of no one case or group" if told.whose == terms.CONTRACT else ""
        yield f"Total due{of}: {pounds(Money(sum(line.paid.pence for line in lines)))}"
        paid = [[name, pounds(amount)] for name, amount in shares(lines) if amount]
        yield from table(paid) if paid else ()

    def timeline(self) -> Iterator[str]:
        """What happened when."""
        drawn = chart(self.explained)
        if drawn is not None:
            yield "What happened when"
            yield from timeline(drawn, self.width)

    # -- Conditions -------------------------------------------------------------------------------

    def eligible(self) -> Iterator[str]:
        """Whether a case is eligible and what it counts for; of a group, who its members are."""
        told = self.explained
        if told.whose == terms.OWN:
            yield from self.wrapped(f"Eligible: {_ANSWERS[told.eligible]}{reason(told)}", "", "  ")
            yield from self.conditions(told.conditions, 1)
            if told.facts:
                yield "Counted in what is totalled of all who are eligible:"
        elif told.facts:
            yield "Members:"
        for fact in told.facts:
            yield from self.wrapped(fact, "  ", "    ")

    def conditions(self, conditions: Sequence[Checked], depth: int) -> Iterator[str]:
        """Each condition with its answer, and below it what it was decided on or what it lacks."""
        for one in conditions:
            indent = "  " * depth
            head = f"{indent}{_ANSWERS[one.truth]:<{_COLUMN}}  "
            words = f"{one.clause} {one.clause.words}".strip()
            yield from self.wrapped(words, head, " " * len(head))
            for line in _because(one):
                yield from self.wrapped(line, f"{' ' * len(head)}= ", f"{' ' * len(head)}  ")
            yield from self.conditions(one.within, depth + 1)

    # -- Outcomes ---------------------------------------------------------------------------------

    def outcome(self, one: OutcomeExplained) -> Iterator[str]:
        """An outcome: its conditions, what was paid for it by whom, and what was missed."""
        item = f", {one.item}" if one.item else ""
        name = _BESIDE.get(one.name, one.name)
        yield from self.wrapped(f"{name} (clause {one.clause}){item}: {in_sum(one)}", "", "  ")
        yield from self.conditions(one.conditions, 1)
        for measure in (*one.measures, *one.counted):
            yield from self.wrapped(measure, "  ", "    ")
        for line in one.lines:
            for depth, words in paid(line):
                yield from self.wrapped(words, "  " * depth, "  " * (depth + 1))
        for missed in one.missed:
            yield from self.wrapped(f"missed: {missing(missed)}", "  ", "    ")
        for waiting in one.waiting:
            yield from self.wrapped(f"not yet known{for_days(waiting)}", "  ", "    ")
        for waiting in one.lapsed:
            facts = f"not known in time{for_days(waiting)}: {settled_by(waiting)}"
            yield from self.wrapped(facts, "  ", "    ")

    # -- Limits, what is open, evidence -----------------------------------------------------------

    def rooms(self) -> Iterator[str]:
        """What is left of each limit that is its own."""
        used = [room for room in self.explained.rooms if room.used]
        if used:
            yield "What is left of the limits"
        for room in used:
            yield from self.wrapped(left(room), "  ", "    ")

    def open(self) -> Iterator[str]:
        """What is not yet known, and what would settle it."""
        found = list(open_facts(self.explained))
        if found:
            yield "Not yet known, and what would settle it"
        for names, facts in found:
            yield from self.wrapped(f"{names}: {facts}", "  ", "    ")

    def evidence(self) -> Iterator[str]:
        """The rows of data that each outcome stands on, and those of all that is drawn."""
        told = self.explained
        found = [(one, rows) for one in told.outcomes if (rows := rows_of(one))]
        every = sorted({row for one in told.shown for mark in one.marks for row in mark.rows})
        if found or every:
            yield "On which rows of data"
        for one, rows in found:
            item = f", {one.item}" if one.item else ""
            yield from self.wrapped(f"{one.name}{item}: {_rows(rows)}", "  ", "    ")
        if every:
            yield from self.wrapped(f"all that is drawn above: {_rows(every)}", "  ", "    ")


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
    """Of a case that is not eligible, which conditions are to blame."""
    if told.eligible is not NO:
        return ""
    failed = [one.clause.number for one in told.conditions if one.truth is NO]
    if not failed:
        return ", for others had taken all places"
    return f", for want of {listed(failed)}{' alone' if len(failed) == 1 else ''}"


def _because(one: Checked) -> Iterator[str]:
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


def paid(line: Line) -> Iterator[tuple[int, str]]:
    """A payment in words, then its limits and its payers, each with how far it stands in."""
    who = ", ".join(f"{name} {pounds(amount)}" for name, amount in line.shares if amount)
    due = days_in_words((line.first_due, line.last_due + 1))
    if line.outcome == CLAIM:
        yield 1, f"{days_in_words(line.claim)}: paid by {who or 'nobody'}"
        return
    days = f"{days_in_words(line.evidence)}, due " if line.evidence else "due "
    of = f" left of {line.achieved:,}" if line.achieved is not None else ""
    price = f"{line.units:,}{of} × {line.unit_gross} = " if line.units > 1 or of else ""
    yield 1, f"{days}{due}: {price}{pounds(line.gross)}"
    if line.unpaid_by:
        yield 2, f"counted but not paid: the limit of clause {line.unpaid_by} was used up"
    elif line.cut:
        clauses = f"{'clause' if len(line.cut_by) == 1 else 'clauses'} {listed(line.cut_by)}"
        rest = f"{pounds(line.paid)} was left" if line.paid else "nothing was left"
        yield 2, f"{pounds(line.cut)} of it not paid: {rest} of the limit of {clauses}"
    if who:
        yield 2, f"paid by {who}"


def missing(missed: Missed) -> str:
    """The days that were missed, and why."""
    said = why(missed.why)
    if missed.times > 1:
        said = f"{missed.times:,} times over, each time {said.partition(';')[0]}"
    return f"{days_in_words(missed.days)}, {said}" if missed.days is not None else said


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


def rows_of(one: OutcomeExplained) -> list[Row]:
    """The rows of data behind the lines of an outcome."""
    return sorted({row for line in one.lines for row in line.rows})


def _rows(rows: Sequence[Row]) -> str:
    """The rows of data, each file named once."""
    files: dict[str, list[int]] = {}
    for row in rows:
        files.setdefault(row.file, []).append(row.line)
    return "; ".join(
        f"{file} {'line' if len(lines) == 1 else 'lines'} {', '.join(map(str, lines))}"
        for file, lines in files.items()
    )
