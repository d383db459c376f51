"""The story of a case, a group or the whole: what was paid and why, what was not, what is missing.

Nobody stands in it but by number, and of other people's cases nothing but how many there are.
"""

import textwrap
from collections.abc import Iterator, Sequence
from typing import Final

from attrs import frozen

from sibdsl.model import terms
from sibdsl.model.days import in_words
from sibdsl.model.explanation import CaseExplained, Checked
from sibdsl.model.money import Money
from sibdsl.render.page import WIDTH, listed, paragraphs, pounds, table
from sibdsl.render.story_rows import chart
from sibdsl.render.story_timeline import timeline
from sibdsl.render.story_words import (
    ANSWERS,
    because,
    called,
    for_days,
    in_sum,
    left,
    missing,
    named,
    on_claims,
    on_rows,
    open_facts,
    own_words,
    paid,
    reason,
    settled_by,
    shares,
    waits,
)

_COLUMN: Final = max(map(len, ANSWERS.values()))


def story(explained: CaseExplained, width: int = WIDTH) -> str:
    """All that is known of one case, of a group or of the whole, in lines of *width*."""
    page = _Page(explained, width)
    return paragraphs(
        [
            page.head(),
            page.timeline(),
            page.eligible(),
            *(page.outcome(at) for at in range(len(explained.outcomes))),
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
            yield from self.wrapped(f"Eligible: {ANSWERS[told.eligible]}{reason(told)}", "", "  ")
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
            head = f"{indent}{ANSWERS[one.truth]:<{_COLUMN}}  "
            words = f"{one.clause} {one.clause.words}".strip()
            yield from self.wrapped(words, head, " " * len(head))
            for line in because(one):
                yield from self.wrapped(line, f"{' ' * len(head)}= ", f"{' ' * len(head)}  ")
            yield from self.conditions(one.within, depth + 1)

    # -- Outcomes ---------------------------------------------------------------------------------

    def outcome(self, at: int) -> Iterator[str]:
        """An outcome: its clauses, once; its conditions; what was paid by whom; what was missed."""
        one, before = self.explained.outcomes[at], self.explained.outcomes[:at]
        item = f", {one.item}" if one.item else ""
        yield from self.wrapped(
            f"{called(one)} (clause {one.clause}){item}: {in_sum(one)}", "", "  "
        )
        if one.name not in {other.name for other in before}:
            for words in own_words(one):
                yield from self.wrapped(words, "  ", "    ")
        yield from self.conditions(one.conditions, 1)
        for measure in (*one.measures, *one.counted):
            yield from self.wrapped(measure, "  ", "    ")
        for line in one.lines:
            for depth, words in paid(line):
                yield from self.wrapped(words, "  " * depth, "  " * (depth + 1))
        if claims := on_claims(one.lines):
            yield from self.wrapped(claims, "  ", "    ")
        for missed in one.missed:
            yield from self.wrapped(f"missed: {missing(missed)}", "  ", "    ")
        for words in waits(one):
            yield from self.wrapped(words, "  ", "    ")
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
        found = list(on_rows(self.explained))
        if found:
            yield "On which rows of data"
        for name, rows in found:
            yield from self.wrapped(f"{name}: {rows}", "  ", "    ")
