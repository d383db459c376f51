"""Why a claim takes back what an earlier one had: what the ledger has now in its place."""

from collections.abc import Iterator

from sibdsl.model.claims import Entry, shared
from sibdsl.model.ledger import CLAIM, DaySpan, Ledger, Line, Waiting
from sibdsl.render.page import days_in_words, listed, pounds
from sibdsl.render.waiting import shortened
from sibdsl.settle.units import units_of


def why(entry: Entry, ledger: Ledger) -> str:
    """In one sentence without a full stop: what *ledger* has in place of what is taken back."""
    line = entry.line
    now = [
        unit
        for found in ledger.lines
        if _whose(found) == _whose(line) and _overlap(_days(found), _days(line))
        for unit in units_of(found)
        if _overlap(_days(unit), _days(line))
    ]
    if now:
        return _otherwise(next(units_of(line)), now)
    for one in ledger.waiting:
        if _whose(one) == _whose(line) and (one.days is None or _overlap(one.days, _days(line))):
            facts = "; ".join(shortened(fact) for fact in one.facts)
            return f"not known any more: {facts}" if facts else "not known any more"
    return "the data no longer shows it"


def _whose(one: Line | Waiting) -> tuple[str | None, str | None, str]:
    return one.case, one.group, one.outcome


def _days(line: Line) -> DaySpan:
    """The days of its evidence, or those on which it is due."""
    return line.evidence or (line.first_due, line.last_due + 1)


def _overlap(one: DaySpan, other: DaySpan) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def _otherwise(was: Line, now: list[Line]) -> str:
    """What is otherwise of one unit that was claimed, in the units that are there now."""
    same = next((unit for unit in now if _days(unit) == _days(was)), None)
    if same is None:
        return f"counted on other days now: {_spans(now)}"
    said = list(_differing(was, same))
    return "; ".join(said) if said else "counted otherwise now"


def _spans(units: list[Line]) -> str:
    shown = [days_in_words(_days(unit)) for unit in units[:3]]
    more = len(units) - len(shown)
    return listed([*shown, *([f"{more:,} more"] if more else [])])


def _differing(was: Line, now: Line) -> Iterator[str]:
    if now.unpaid_by is not None and was.unpaid_by is None:
        yield f"clause {now.unpaid_by} leaves it unpaid now"
    elif now.paid != was.paid:
        cut = f": clause {listed(now.cut_by)} cuts it" if now.cut_by else ""
        yield f"it pays {pounds(now.paid)} now, not {pounds(was.paid)}{cut}"
    elif now.shares != was.shares:
        before = f"{pounds(shared(was))} was shared before; " if was.outcome == CLAIM else ""
        shares = listed([f"{party} {pounds(amount)}" for party, amount in now.shares if amount])
        yield f"{before}{_payers(was, now)}: {shares}"
    if now.achieved != was.achieved and now.achieved is not None and was.achieved is not None:
        yield f"{now.achieved:,} were achieved, not {was.achieved:,}"
    if now.units != was.units:
        yield f"{now.units:,} are counted now, not {was.units:,}"
    if (now.first_due, now.last_due) != (was.first_due, was.last_due):
        yield f"it falls due on {days_in_words((now.first_due, now.last_due + 1))} now"


def _payers(was: Line, now: Line) -> str:
    """Whether others pay, or the same other amounts."""
    before, after = ({p for p, n in line.shares if n} for line in (was, now))
    return "the shares are now" if before == after else "it is paid by others now"
