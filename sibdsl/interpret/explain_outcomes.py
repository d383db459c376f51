"""What became of each outcome: its conditions, lines, near misses, and what waits."""

from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from typing import TypeVar

from sibdsl.interpret.achieve import readings, units
from sibdsl.interpret.checked import checked, of_own
from sibdsl.interpret.cycles import span_at
from sibdsl.interpret.items import Item
from sibdsl.interpret.meaning import Reading
from sibdsl.interpret.measures import measures
from sibdsl.interpret.missed import missed, span_in_words
from sibdsl.model import terms
from sibdsl.model.contract import Contract, EachCycle, Index, Outcome
from sibdsl.model.days import Day, Moment
from sibdsl.model.explanation import Checked, OutcomeExplained
from sibdsl.model.ledger import DaySpan, Ledger, Line, Waiting
from sibdsl.model.truth import NO, YES, Truth
from sibdsl.values import changed

T = TypeVar("T")
Said = TypeVar("Said", Line, Waiting)


def outcomes_of(
    reading: Reading, contract: Contract, ledger: Ledger, eligible: Truth
) -> Iterator[OutcomeExplained]:
    """Each outcome of who is read, in the contract's order; *ledger* may be that of others too."""
    for outcome in contract.outcomes:
        if outcome.level == reading.whose:
            yield from _outcome(reading, outcome, ledger, eligible)


def _outcome(
    reading: Reading, outcome: Outcome, ledger: Ledger, eligible: Truth
) -> Iterator[OutcomeExplained]:
    """The outcome for each item, and each quarter begun; what is of none of them comes last."""
    lines = _for(ledger.lines, outcome, reading)
    waits, lapsed = (
        [_of_own(x, reading) for x in _for(listed, outcome, reading)]
        for listed in (ledger.waiting, ledger.lapsed)
    )
    if isinstance(outcome.index, EachCycle):
        begun = partial(_begun, reading.world.contract, outcome.index, by=ledger.as_at)
        waits = [x for x in waits if x.days is None or begun(x.days)]
    tariff = reading.world.contract.tariffs[outcome.name]
    for at in readings(reading, outcome):
        item = at.bound[outcome.index.name] if isinstance(outcome.index, Index) else None
        ahead = at.cycle is not None and at.cycle[0] > ledger.as_at
        if ahead or (item is not None and not _told_of(item, eligible)):
            continue
        called = _called(at, item)
        due = _when_due(at, outcome, ledger.as_at)
        conditions = tuple(checked(due, outcome.condition))
        paid = _of_item(lines, at, outcome, item) if called else [*lines]
        own, late = (
            [x for x in w if not called or _waits_for(x, at, outcome)] for w in (waits, lapsed)
        )
        lines, waits, lapsed = _less(lines, paid), _less(waits, own), _less(lapsed, late)
        yield OutcomeExplained(
            outcome.name,
            outcome.clause,
            called,
            conditions,
            tuple(paid),
            tuple(missed(at, outcome, eligible)),
            tuple(own),
            _not_said(measures(due, outcome.condition, tariff.price), conditions),
            tuple(_counted(reading, outcome, ledger)),
            tuple(late),
            tariff.clause,
        )
    if lines or waits or lapsed:
        yield OutcomeExplained(
            outcome.name,
            outcome.clause,
            "",
            (),
            tuple(lines),
            (),
            tuple(waits),
            lapsed=tuple(lapsed),
            price=tariff.clause,
        )


def _told_of(item: Item, eligible: Truth) -> bool:
    """Whether an item has a story: it is on record, and more than a day that may yet come."""
    return item.recorded and not (eligible is NO and item.start.known is None)


def _for(listed: Sequence[Said], outcome: Outcome, reading: Reading) -> list[Said]:
    """What is said of an outcome of who is read."""
    return [x for x in listed if x.outcome == outcome.name and _is_of(x, reading)]


def _of_own(one: Waiting, reading: Reading) -> Waiting:
    """What waits, naming nobody else."""
    return changed(one, facts=tuple(of_own(reading, one.facts)))


def _less(listed: Sequence[T], taken: Sequence[T]) -> list[T]:
    """*listed* without those very ones that are *taken*."""
    gone = {id(one) for one in taken}
    return [one for one in listed if id(one) not in gone]


def _of_item(lines: Sequence[Line], at: Reading, outcome: Outcome, item: Item | None) -> list[Line]:
    """The lines of one item, or of one quarter; of two due on one day those that name its rows."""
    falling = [line for line in lines if _falls_in(line.last_due, at, outcome)]
    rows = set(item.rows) if item is not None else set()
    return [line for line in falling if rows and rows <= set(line.rows)] or falling


def _begun(contract: Contract, index: EachCycle, days: DaySpan, by: Day) -> bool:
    """Whether the quarter that holds *days* has begun *by* that day."""
    return span_at(contract, index.cycle, days[0])[0] <= by


def _waits_for(one: Waiting, at: Reading, outcome: Outcome) -> bool:
    """Whether what waits is for the quarter that is read, or for the days of the item."""
    if one.days is None:
        return False
    if at.cycle is not None:
        return at.cycle[0] <= one.days[0] < at.cycle[1]
    return any(
        one.days in (unit.evidence, (unit.due.least, unit.due.least + 1))
        for unit in units(at, outcome)
    )


def _counted(reading: Reading, outcome: Outcome, ledger: Ledger) -> Iterator[str]:
    """What a person achieved that is paid on a whole claim, for which no line is its own."""
    for line in ledger.lines:
        if line.outcome == outcome.name and line.case is None:
            own = sum(one.units for one in line.counted if one.case == reading.case.number)
            if own:
                claim = span_in_words(Moment.on(line.claim[0]), Moment.on(line.claim[1]))
                yield (
                    f"{own:,} of the {line.achieved:,} of the claim of {claim}, of which "
                    f"clause {line.clause} leaves {line.units:,}"
                )


def beside(reading: Reading, ledger: Ledger) -> Iterator[OutcomeExplained]:
    """The lines and waits of no one case or group that no outcome of the whole made."""
    said = {o.name for o in reading.world.contract.outcomes if o.level == terms.CONTRACT}
    lines = [x for x in ledger.lines if x.outcome not in said and _is_of(x, reading)]
    waits = [x for x in ledger.waiting if x.outcome not in said and _is_of(x, reading)]
    made = [*((x.outcome, x.clause) for x in lines), *((x.outcome, x.clause) for x in waits)]
    for name, clause in dict.fromkeys(made):
        yield OutcomeExplained(
            name,
            terms.Clause(clause),
            "",
            (),
            tuple(x for x in lines if (x.outcome, x.clause) == (name, clause)),
            (),
            tuple(x for x in waits if (x.outcome, x.clause) == (name, clause)),
        )


def _not_said(measures_: Iterable[str], conditions: Iterable[Checked]) -> tuple[str, ...]:
    """The measures that no condition says already."""
    said = {fact for one in conditions for fact in one.facts}
    return tuple(measure for measure in measures_ if measure not in said)


def _is_of(one: Line | Waiting, reading: Reading) -> bool:
    """Whether a line, or what waits, is of who is read."""
    number = reading.case.number
    match reading.whose:
        case terms.OWN:
            return one.case == number
        case terms.CONTRACT:
            return one.case is None and one.group is None
        case _:
            return one.group == number


def _called(at: Reading, item: Item | None) -> str:
    """The days of the item, or of the quarter, that the outcome is for."""
    if item is not None:
        return span_in_words(item.span.start, item.span.end)
    if at.cycle is None:
        return ""
    return span_in_words(Moment.on(at.cycle[0]), Moment.on(at.cycle[1]))


def _when_due(at: Reading, outcome: Outcome, as_at: Day) -> Reading:
    """The reading on the first due day, for conditions that ask for it; else on the last day."""
    dues = (unit.due for unit in units(at, outcome) if unit.truth is YES)
    return at.on(next(dues, Moment.on(as_at)))


def _falls_in(due: Day, at: Reading, outcome: Outcome) -> bool:
    """Whether one of the units of this item falls due on that day."""
    return any(unit.due.known == due for unit in units(at, outcome))
