"""The rows of a timeline: what each record and payment of a history is called, and its days."""

from collections.abc import Iterator, Sequence

from attrs import frozen

from sibdsl.model.days import NEVER, Day
from sibdsl.model.histories import Attributes, Case, Histories
from sibdsl.model.ledger import Line


@frozen
class Row:
    """A name and the days from *first* to *last*, drawn as *mark*; an open end is None."""

    name: str
    first: Day
    last: Day | None
    mark: str


def scale(rows: Sequence[Row], by: Day) -> tuple[Day, Day]:
    """The first and the last day drawn; what lies years before the rest stands at the edge."""
    firsts = sorted({row.first for row in rows})
    lasts = [row.last if row.last is not None else row.first for row in rows]
    end = max([*lasts, min(by, max(lasts) + 30)])
    end = min(end, NEVER - 1)
    near = [first for first in firsts if first > end - 8 * 365]
    return (near[0] if near else firsts[0]), max(end, (near[0] if near else firsts[0]) + 1)


def records(given: Histories) -> Iterator[Row]:
    """A row for each dated fact, event and spell, the contract's own first."""
    own = [("", given.contract), *_named(given)]
    for prefix, case in own:
        for name, fact in case.facts.items():
            if isinstance(fact, int):
                yield Row(f"{prefix}{name}", fact, fact, "*")
        rows = sorted(_of_case(prefix, case), key=lambda row: row.first)
        yield from rows


def _named(given: Histories) -> Iterator[tuple[str, Case]]:
    """Each case and group; its number before each row where there are more than one."""
    many = len(given.cases) > 1
    yield from ((f"{case.number}: " if many else "", case) for case in given.cases)
    for term, listed in given.groups.items():
        yield from ((f"{term} {group.number}: ", group) for group in listed)


def _of_case(prefix: str, case: Case) -> Iterator[Row]:
    for name, events in case.events.items():
        for event in events:
            if event.day is not None:
                yield Row(f"{prefix}{name}{_values(event.attributes)}", event.day, event.day, "*")
    for name, spells in case.spells.items():
        for spell in spells:
            if spell.first is not None:
                told = f"{prefix}{name}{_values(spell.attributes)}"
                yield Row(told, spell.first, spell.last, "=")


def _values(attributes: Attributes) -> str:
    told = [str(value) for value in attributes.values() if isinstance(value, str)]
    return f" ({', '.join(told)})" if told else ""


def payments(lines: Sequence[Line]) -> Iterator[Row]:
    """A row for each line of a ledger, the units of one line together."""
    for line in lines:
        start, end = line.evidence or (line.first_due, line.last_due + 1)
        times = f"{line.units} × " if line.units > 1 else ""
        mark = "#" if line.paid else "."
        yield Row(f"{times}{line.outcome} {line.paid}", start, end - 1, mark)
