"""A statement from a ledger and a claim: who pays what, where it leaves limits, what is open."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache, partial
from typing import Final

from attrs import field, frozen

from sibdsl.diagnostics import Finding, Severity
from sibdsl.interpret.cycles import spans
from sibdsl.interpret.evaluate import evaluate_in_short
from sibdsl.model.claims import Claim, Entry, Placed, Settlement
from sibdsl.model.contract import Contract
from sibdsl.model.days import Day, in_words
from sibdsl.model.histories import Histories, Row
from sibdsl.model.inputs import Input
from sibdsl.model.ledger import DaySpan, Ledger, Line
from sibdsl.model.money import NOTHING, Money
from sibdsl.model.statement import Found, Statement, TakenBack, Unsettled
from sibdsl.model.terms import Claim as OfAClaim
from sibdsl.records.reading import Reading
from sibdsl.render.page import days_in_words, listed
from sibdsl.render.statement_limits import Claimed, positions
from sibdsl.render.statement_parties import dues as dues_of
from sibdsl.render.statement_parties import holding, receivers, signatories
from sibdsl.render.statement_reached import reached
from sibdsl.render.statement_why import why
from sibdsl.render.waiting import unsettled
from sibdsl.settle.settling import Change, change, in_force, settle
from sibdsl.values import changed

_FEW: Final = 3
"""Of one case, so many facts more than the first are not listed one by one."""


@frozen
class Basis:
    """What a statement rests on: *ledger* is what is due by its day, *period* what it claims.

    *earlier* are the claims before it, in order, and *files* those that they were read from.
    *changes* is what the ledger has otherwise than the claims.
    """

    contract: Contract
    reading: Reading
    ledger: Ledger
    period: DaySpan
    earlier: tuple[Claim, ...]
    files: tuple[Input, ...] = ()
    changes: Change = field(init=False)

    @changes.default
    def _changes(self) -> Change:
        if self.files:
            return change(self.ledger, self.earlier)
        return change(*_without_common(self.ledger, self.earlier))


def _without_common(ledger: Ledger, earlier: Sequence[Claim]) -> tuple[Ledger, tuple[Claim, ...]]:
    """Both without the lines that they share, whose units need not be told apart."""
    claimed = Counter(placed.entry.line for claim in earlier for placed in claim.placed)
    common = claimed & Counter(ledger.lines)
    left = Counter(common)
    kept = tuple(
        changed(claim, placed=tuple(p for p in claim.placed if not _taken(left, p.entry.line)))
        for claim in earlier
    )
    left = Counter(common)
    lines = tuple(line for line in ledger.lines if not _taken(left, line))
    return changed(ledger, lines=lines), kept


def _taken(left: Counter[Line], line: Line) -> bool:
    """Whether *line* is one of those *left* to take, which is one fewer then."""
    if not left[line]:
        return False
    left[line] -= 1
    return True


def cites_by_number(contract: Contract) -> bool:
    """Whether each clause that a line can cite has a number, which tells it from the others."""
    clauses = (
        *(outcome.clause for outcome in contract.outcomes),
        *(limit.clause for limit in contract.count_limits),
        *(limit.clause for limit in contract.money_limits),
        *(limit.clause for limit in contract.payer_limits),
        *(deduction.clause for deduction in contract.deductions),
    )
    return all(clause.number for clause in clauses)


# -- Which claim ----------------------------------------------------------------------------------


def period_of(contract: Contract, day: Day) -> DaySpan | None:
    """The claim period that holds *day*, half-open; None where no claim does."""
    return next((span for span in _periods(contract) if span[0] <= day < span[1]), None)


def number_of(contract: Contract, period: DaySpan) -> int:
    """The place of *period* among the claim periods, counted from 1."""
    return _periods(contract).index(period) + 1


def around(contract: Contract, day: Day) -> str:
    """The claims around a day that is in none, in words."""
    periods = _periods(contract)
    before = [span for span in periods if span[1] <= day]
    after = [span for span in periods if span[0] > day]
    said = []
    if before:
        said.append(f"the last claim before it is for {days_in_words(before[-1])}")
    if after:
        said.append(f"the first claim after it is for {days_in_words(after[0])}")
    return listed(said)


def _periods(contract: Contract) -> list[DaySpan]:
    return list(spans(contract, OfAClaim()))


def as_if_claimed(ledger: Ledger) -> Claim:
    """All that *ledger* has as a claim, where nobody says what was claimed before."""
    file = f"due by {in_words(ledger.as_at)}"
    placed = [Placed(Entry(line), Row(file, i)) for i, line in enumerate(ledger.lines, 1)]
    return Claim(file, tuple(placed), ledger.payers, as_at=ledger.as_at, digest=ledger.digest)


# -- The statement --------------------------------------------------------------------------------


def stated(basis: Basis) -> Statement:
    """The statement of the claim that settles *basis* with what was claimed before."""
    contract = in_force(basis.contract, basis.ledger.as_at)
    settled = _settled(contract, basis)
    earlier = tuple(placed.entry for claim in basis.earlier for placed in claim.placed)
    claimed = Claimed(
        earlier,
        settled.entries,
        settled.as_at,
        _members(contract, basis.reading.histories),
        cache(partial(_without_limits, basis)),
    )
    shared = sum((*settled.paid_by().values(), *settled.before_by.values()), NOTHING)
    dues = tuple(dues_of(contract, settled))
    return Statement(
        settled=settled,
        period=basis.period,
        person=contract.person.name or "case",
        senders=holding(contract, "provider", settled.as_at),
        receivers=receivers(contract, dues, settled.as_at),
        dues=dues,
        positions=positions(contract, claimed),
        reached=reached(contract, claimed),
        unsettled=tuple(_one_by_one(unsettled(contract, basis.ledger.waiting))),
        taken_back=tuple(
            TakenBack(entry, why(entry, basis.ledger))
            for entry in settled.entries
            if entry.reverses
        ),
        found=tuple(_found(basis.reading.findings)),
        left_out=tuple(sorted((str(case), code.title) for case, code in basis.reading.left_out)),
        signatories=tuple(signatories(contract, dues, settled.as_at)),
        shared_later=settled.before + settled.paid - shared,
        inputs=basis.reading.inputs,
        claims=basis.files,
        earlier=earlier,
    )


def _settled(rules: Contract, basis: Basis) -> Settlement:
    """The claim; where no file says which it is, its number is that of its period."""
    left_out = frozenset(case for case, _ in basis.reading.left_out)
    settled = settle(rules, basis.ledger, basis.earlier, basis.changes, left_out)
    if basis.files:
        return settled
    return changed(settled, number=number_of(basis.contract, basis.period))


def _members(contract: Contract, histories: Histories) -> Callable[[str, str], str | None]:
    """A function from a case and the Term of a group to the label of the group it belongs to."""
    facts = {case.number: case.facts for case in histories.cases}

    def member(case: str, group: str) -> str | None:
        label = facts.get(case, {}).get(contract.membership(group) or "")
        return label if isinstance(label, str) else None

    return member


def _without_limits(basis: Basis, party: str) -> tuple[Entry, ...]:
    """What would be due if *party* had no limit."""
    contract = _unlimited(basis.contract, party)
    known = basis.reading.histories.as_at(basis.ledger.as_at)
    return tuple(Entry(line) for line in evaluate_in_short(contract, known).lines)


def _unlimited(contract: Contract, party: str) -> Contract:
    left = tuple(
        changed(limit, payers=tuple(p for p in limit.payers if p != party))
        for limit in contract.payer_limits
    )
    versions = tuple(
        changed(version, contract=_unlimited(version.contract, party))
        for version in contract.versions
    )
    return changed(
        contract, payer_limits=tuple(limit for limit in left if limit.payers), versions=versions
    )


# -- What the data leaves open --------------------------------------------------------------------


def _one_by_one(waits: Iterable[Unsettled]) -> Iterator[Unsettled]:
    """*waits*, those of one outcome of one alone put together: each of its days may wait apart."""
    groups: dict[object, list[Unsettled]] = {}
    for at, one in enumerate(waits):
        alone = one.who and one.many.startswith("1 ")
        key = (one.outcome, one.clause, one.days, one.who) if alone else at
        groups.setdefault(key, []).append(one)
    for group in groups.values():
        first, *others = group
        if len(others) < _FEW:
            yield from group
            continue
        amounts = [one.most.pence for one in group if one.most is not None]
        most = Money(sum(amounts)) if len(amounts) == len(group) else None
        settles = f"{first.settles}; and {len(others):,} facts more"
        yield changed(first, settles=settles, most=most)


def _found(findings: Sequence[Finding]) -> Iterator[Found]:
    """The findings of the data by code, the gravest first; where they are, `check` says."""
    groups: dict[str, list[Finding]] = {}
    for finding in findings:
        groups.setdefault(finding.code.number, []).append(finding)
    gravity = list(Severity)
    for group in sorted(groups.values(), key=lambda group: gravity.index(group[0].severity)):
        code = group[0].code
        advice = "; ".join(dict.fromkeys(finding.help for finding in group if finding.help))
        yield Found(code.number, code.title, code.severity.value, len(group), advice)
