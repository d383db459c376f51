"""Laws of claims: how they are cut, when they are made and what came late change no total."""

from collections.abc import Iterator, Sequence

from hypothesis import strategies as st

from sibdsl.interpret.evaluate import evaluate_in_short
from sibdsl.model import terms
from sibdsl.model.calendar import Cycle
from sibdsl.model.claims import Claim, Placed, Settlement, total
from sibdsl.model.contract import Basis, Claims, Contract
from sibdsl.model.days import Day
from sibdsl.model.histories import Histories, Row
from sibdsl.model.ledger import Ledger
from sibdsl.model.money import NOTHING, Money
from sibdsl.model.once import once
from sibdsl.model.verdicts import Conflict
from sibdsl.settle.settling import change, settle
from sibdsl.values import changed
from sibdsl.verify.law import Draw, Law, Pair, Trial
from sibdsl.verify.laws import core
from sibdsl.verify.laws.paid import units
from sibdsl.verify.laws.varying import a_case, items_of, with_case, with_items

# -- Claim upon claim -----------------------------------------------------------------------------


def claimed(contract: Contract, ledgers: Sequence[Ledger]) -> tuple[Settlement, ...]:
    """The claim on each ledger, one after another."""
    made: list[Settlement] = []
    for ledger in ledgers:
        earlier = [_as_claim(one) for one in made]
        made.append(settle(contract, ledger, earlier, change(ledger, earlier)))
    return tuple(made)


def _as_claim(made: Settlement) -> Claim:
    file = f"claim {made.number}"
    placed = tuple(Placed(entry, Row(file, at)) for at, entry in enumerate(made.entries, start=2))
    before = made.before
    return Claim(file, placed, made.payers, made.number, made.as_at, before, made.digest)


def _differ(
    made: Sequence[Settlement], whole: Ledger, why: str, allowed: Money
) -> Iterator[Conflict]:
    """What the claims come to in all, and what is *allowed* beside, against the whole ledger."""
    entries = [entry for one in made for entry in one.entries]
    come_to = total(entries) + allowed
    if come_to != whole.paid:
        clauses = tuple(dict.fromkeys(entry.line.clause for entry in entries))
        words = f"{why}: the claims come to {come_to}, a single one to {whole.paid}."
        yield Conflict(words, clauses=clauses)


def _days(contract: Contract, ledger: Ledger) -> tuple[Day, ...]:
    """The last days of the claims in which anything falls due, but for the last of them."""
    ends = sorted({line.claim[1] - 1 for line in ledger.lines})
    return tuple(day for day in ends if day < ledger.as_at)[-3:]


def _in_parts(trial: Trial) -> Iterator[Conflict]:
    days = _days(trial.contract, trial.ledger)
    if not days:
        return
    early = [evaluate_in_short(trial.contract, trial.histories.as_at(day)) for day in days]
    made = claimed(trial.contract, [*early, trial.ledger])
    yield from _differ(made, trial.ledger, "Claimed period by period", total(made[-1].disregarded))


def _twice(trial: Trial) -> Iterator[Conflict]:
    """Nothing is left for a second claim on the same data."""
    made = claimed(trial.contract, [trial.ledger, trial.ledger])
    if made[1].entries:
        words = f"Claimed again on the same data, {made[1].paid} is due once more."
        lines = tuple(entry.line for entry in made[1].entries)[:6]
        yield Conflict(words, lines, tuple(dict.fromkeys(line.clause for line in lines)))


_COUNTS = "Evidence received after a claim adds to or reduces the next claim."

# -- Late evidence --------------------------------------------------------------------------------


def _missing(contract: Contract, histories: Histories, draw: Draw) -> Histories | None:
    """What was known when the first claim was made: all but one record of the case."""
    case = a_case(histories, draw)
    fields = [f for f in core.fields_read(contract) if case and items_of(case, f.name)]
    if case is None or not fields:
        return None
    field = draw(st.sampled_from(fields))
    items = items_of(case, field.name)
    at = draw(st.integers(0, len(items) - 1))
    return with_case(histories, case, with_items(case, field, (*items[:at], *items[at + 1 :])))


def _late(first: Trial, second: Trial) -> Iterator[Conflict]:
    """A claim on what was known, then one on all of it, against one on all of it."""
    days = _days(first.contract, first.ledger)
    early = second.histories.as_at(days[0]) if days else second.histories
    known = evaluate_in_short(second.contract, early)
    made = claimed(first.contract, [known, first.ledger])
    late = first.contract.late_evidence
    # What comes later than a clause allows is lost by its words; all of it, where none counts.
    allowed = NOTHING if late is not None and not late.counts else total(made[-1].disregarded)
    for conflict in _differ(made, first.ledger, "With evidence that came after a claim", allowed):
        yield changed(conflict, closing=_COUNTS) if late is None or not late.counts else conflict


# -- How a quarter is cut -------------------------------------------------------------------------


@once
def _cut(contract: Contract, cycle: Cycle) -> Contract:
    """*contract* with claims for each *cycle*, in every version."""
    versions = tuple(
        changed(version, contract=_cut(version.contract, cycle)) for version in contract.versions
    )
    return changed(contract, claims=Claims((), cycle, contract.claims.clause), versions=versions)


def _otherwise_cut(trial: Trial) -> Iterator[Conflict]:
    """The same history with claims of a month and of a year: paid alike but for rounding."""
    for cycle in (Cycle.MONTH, Cycle.FINANCIAL_YEAR):
        other = evaluate_in_short(_cut(trial.contract, cycle), trial.histories)
        if not _finished(other) or not _finished(trial.ledger):
            continue
        apart = abs(other.paid.pence - trial.ledger.paid.pence)
        if apart > _rounding(trial, other):
            words = (
                f"With claims for each {cycle.value} {other.paid} is paid, "
                f"where the contract pays {trial.ledger.paid}."
            )
            yield Conflict(words, clauses=(trial.contract.claims.clause.number,))
            return


def _finished(ledger: Ledger) -> bool:
    """Whether the last claim in which anything falls due, or waits, is over."""
    return not ledger.waiting and all(line.claim[1] <= ledger.as_at + 1 for line in ledger.lines)


def _rounding(trial: Trial, other: Ledger) -> int:
    """The most that the rounding of a deduction can come to: a price for each claim."""
    deducted = {deduction.outcome for deduction in trial.contract.deductions}
    most = 0
    for ledger in (trial.ledger, other):
        for unit in units(ledger):
            if unit.outcome in deducted and unit.achieved:
                one = Money(unit.gross.pence // unit.units) if unit.units else Money(0)
                most += max(one.pence, _price(trial.contract, unit.outcome))
    return most


@once
def _price(contract: Contract, outcome: str) -> int:
    price = contract.tariffs[outcome].price
    amount = getattr(price, "amount", Money(0))
    return int(amount.pence)


@once
def _measured_by_claim(contract: Contract) -> bool:
    """Whether what is achieved or limited goes by the claim or a quarter of the contract's own."""
    for version in contract.wordings:
        if any(isinstance(d.cycle, terms.Claim) for d in version.definitions.values()):
            return True
        indexes = (getattr(outcome.index, "cycle", None) for outcome in version.outcomes)
        if any(isinstance(cycle, terms.Claim) for cycle in indexes):
            return True
    return False


def _cut_matters(contract: Contract) -> Iterator[str]:
    if contract.claims.cycle is not None and not _measured_by_claim(contract):
        yield contract.claims.clause.number


def _settled(contract: Contract) -> Iterator[str]:
    by_claim = any(share.basis is Basis.CLAIM for v in contract.wordings for share in v.shares)
    if not by_claim:
        yield contract.claims.clause.number


def _paying(contract: Contract) -> Iterator[str]:
    return core.clauses_of(contract.outcomes)


TWO_CLAIMS = Law(
    "two-claims-as-one",
    "Claimed period by period comes to what is claimed at once.",
    _settled,
    check=_in_parts,
    needs=_paying,
)
LATE = Law(
    "late-as-timely",
    "Evidence that comes after a claim settles to what it would have paid in time.",
    _settled,
    pair=Pair(_missing, _late),
    needs=_paying,
)
AGAIN = Law(
    "claimed-again-pays-nothing",
    "To claim again on the same data pays nothing.",
    lambda contract: iter((contract.claims.clause.number,)),
    check=_twice,
    needs=_paying,
)
CUT = Law(
    "quarter-cut",
    "What is paid does not depend on how claims are cut, but for the rounding of a deduction.",
    _cut_matters,
    check=_otherwise_cut,
    needs=_paying,
)
LAWS = (TWO_CLAIMS, LATE, AGAIN, CUT)
