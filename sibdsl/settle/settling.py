"""What is claimed as at a day: the ledger, less all that was claimed before, unit by unit."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence

from attrs import frozen

from sibdsl.model.calendar import add
from sibdsl.model.claims import Claim, Entry, Settlement, by_payer
from sibdsl.model.contract import Basis, Contract, LateEvidence, Version
from sibdsl.model.days import Day
from sibdsl.model.histories import Row
from sibdsl.model.ledger import CLAIM, FLOOR, RELIEF, SHORTFALL, Ledger, Line
from sibdsl.model.money import NOTHING
from sibdsl.settle.units import folded, units_of


@frozen
class Change:
    """The units that the ledger has and that were not claimed, and those claimed that it has not.

    *last* is the day of the last claim, None before the first: what fell due by then is late.
    """

    new: tuple[Entry, ...]
    gone: tuple[Entry, ...]
    last: Day | None

    def is_late(self, entry: Entry) -> bool:
        """Whether it is what evidence that came after a claim has changed."""
        return self.last is not None and entry.line.last_due <= self.last

    @property
    def late(self) -> tuple[Entry, ...]:
        """All that came after a claim."""
        return tuple(entry for entry in (*self.gone, *self.new) if self.is_late(entry))


def change(ledger: Ledger, earlier: Sequence[Claim]) -> Change:
    """What *ledger* has otherwise than the claims *earlier* have it, all together."""
    claimed = _claimed(earlier)
    new: list[Entry] = []
    for line in ledger.lines:
        for unit in units_of(line):
            if claimed[unit]:
                claimed[unit].pop()
            else:
                new.append(Entry(unit))
    gone = [Entry(unit, (row,)) for unit, rows in claimed.items() for row in rows]
    days = [claim.last_day for claim in earlier]
    return Change(tuple(new), tuple(gone), max((d for d in days if d is not None), default=None))


def _claimed(earlier: Sequence[Claim]) -> defaultdict[Line, list[Row]]:
    """Each unit that is claimed and not taken back, with the row of each time."""
    claimed: defaultdict[Line, list[Row]] = defaultdict(list)
    back: Counter[Line] = Counter()
    for claim in earlier:
        for placed in claim.placed:
            for unit in units_of(placed.entry.line):
                if placed.entry.reverses:
                    back[unit] += 1
                else:
                    claimed[unit].append(placed.row)
    for unit, times in back.items():
        claimed[unit] = claimed[unit][times:]
    return claimed


def taken_back_in_vain(earlier: Sequence[Claim]) -> Iterator[Row]:
    """The rows that take back what none of *earlier* has claimed."""
    times: Counter[Line] = Counter()
    for claim in earlier:
        for placed in claim.placed:
            for unit in units_of(placed.entry.line):
                times[unit] += placed.entry.sign
                if times[unit] < 0:
                    yield placed.row


def settle(
    contract: Contract,
    ledger: Ledger,
    earlier: Sequence[Claim],
    changed: Change,
    left_out: frozenset[str] = frozenset(),
) -> Settlement:
    """The claim as at the last day of *ledger*, by what *contract* says of late evidence.

    *earlier* are all the claims before, in their order, and *changed* is what the ledger has
    otherwise. What was claimed on a case that is *left_out* now stands as it was.
    """
    counts = _counting(contract.late_evidence, ledger.as_at, changed)
    held = [entry for entry in changed.gone if entry.line.case in left_out]
    all_of_it = [*(e for e in changed.gone if e.line.case not in left_out), *changed.new]
    entries = [placed.entry for claim in earlier for placed in claim.placed]
    payers = _payers(ledger, earlier)
    return Settlement(
        contract=ledger.contract,
        digest=ledger.digest,
        number=1 + max((claim.number or 0 for claim in earlier), default=0),
        as_at=ledger.as_at,
        payers=payers,
        entries=_in_order(contract, (e for e in all_of_it if counts(e))),
        before=sum((claim.paid for claim in earlier), NOTHING),
        before_by=by_payer(entries, payers),
        disregarded=_in_order(contract, (e for e in all_of_it if not counts(e))),
        held=_in_order(contract, held),
    )


def _counting(late: LateEvidence | None, received: Day, changed: Change) -> Callable[[Entry], bool]:
    """Whether an entry is claimed, where its evidence was received on that day (form 24)."""

    def counts(entry: Entry) -> bool:
        if late is None or not changed.is_late(entry):
            return True
        if late.within is None or not late.counts:
            return late.counts
        return received <= add(entry.line.last_due, late.within)

    return counts


def _payers(ledger: Ledger, earlier: Sequence[Claim]) -> tuple[str, ...]:
    """The payers of the ledger, then those of the claims that it has not."""
    named = (party for claim in earlier for party in claim.payers)
    return tuple(dict.fromkeys((*ledger.payers, *named)))


def _in_order(contract: Contract, entries: Iterable[Entry]) -> tuple[Entry, ...]:
    """*entries* as the ledger orders its lines, folded; of two on one day, what is taken back
    first.
    """
    names = [outcome.name for outcome in contract.outcomes]
    rank = {name: i for i, name in enumerate([*names, SHORTFALL, FLOOR, RELIEF, CLAIM])}

    def place(entry: Entry) -> tuple[object, ...]:
        line = entry.line
        named = rank.get(line.outcome, len(rank)), line.outcome, line.clause
        days = line.first_due, line.evidence or (0, 0)
        return line.case or "", line.group or "", *named, entry.sign, *days

    return tuple(folded(sorted(entries, key=place)))


def in_force(contract: Contract, day: Day) -> Contract:
    """*contract* as it stands on *day*, with the amendments up to it."""
    return max(
        (version for version in contract.versions if version.since <= day),
        key=lambda version: version.since,
        default=Version(day, contract),
    ).contract


def bound(contract: Contract) -> tuple[str, ...]:
    """The clauses under which what is paid for one outcome hangs on what is paid for others."""
    found = (
        *(limit.clause for limit in contract.count_limits),
        *(limit.clause for limit in contract.money_limits),
        *(limit.clause for limit in contract.payer_limits),
        *(deduction.clause for deduction in contract.deductions),
        *(floor.clause for floor in contract.floors),
        *(share.clause for share in contract.shares if share.basis is Basis.CLAIM),
    )
    return tuple(dict.fromkeys(clause.number for clause in found))


def paid_twice(settled: Settlement) -> Iterator[tuple[Entry, Entry]]:
    """What stands as claimed though it is due no more, and what is claimed on days of it."""
    for stands in settled.disregarded:
        for new in settled.entries:
            if stands.reverses and not new.reverses and _overlap(stands.line, new.line):
                yield stands, new


def _overlap(one: Line, other: Line) -> bool:
    """Whether the two are of one case and outcome, and some day is evidence of both."""
    if one.evidence is None or other.evidence is None:
        return False
    return (
        (one.case, one.group, one.outcome) == (other.case, other.group, other.outcome)
        and one.evidence[0] < other.evidence[1]
        and other.evidence[0] < one.evidence[1]
    )
