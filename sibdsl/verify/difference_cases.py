"""A small case that two contracts pay differently: searched near worked examples, then shrunk."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Final, TypeAlias

from attrs import evolve, frozen

from sibdsl.interpret.evaluate import evaluate
from sibdsl.interpret.examples import of_few_cases, totals
from sibdsl.model.contract import Contract
from sibdsl.model.days import NEVER, Day
from sibdsl.model.differences import Case, Payments
from sibdsl.model.examples import Example
from sibdsl.model.histories import Case as Records
from sibdsl.model.histories import Histories, Reach
from sibdsl.model.ledger import Ledger
from sibdsl.model.money import NOTHING, Money
from sibdsl.verify.strategies import drawn

SEED: Final = 20180201
"""Where every search begins: the same contracts give the same cases."""

Differs: TypeAlias = Callable[[Histories], bool]


@frozen
class Paid:
    """Records, and what the contract that stands pays on them."""

    given: Histories
    payments: Payments


def tried_on(
    contract: Contract, examples: Sequence[Example], n: int, beside: Sequence[Contract] = ()
) -> tuple[Paid, ...]:
    """So many cases near the worked examples, with what *contract* pays; the smallest first.

    They lie about the thresholds of *contract* and of those *beside* it.
    """
    drawn = (Paid(one, paid(contract, one)) for one in cases((contract, *beside), examples, n))
    return tuple(sorted(drawn, key=lambda one: records_in(one.given)))


def told_apart(first: Contract, second: Contract, tried: Sequence[Paid]) -> Case | None:
    """A small case on which *second* pays otherwise than *first*; None if none is among *tried*."""
    for one in tried:
        if paid(second, one.given) != one.payments:
            return smallest(first, second, one.given)
    return None


def records_in(given: Histories) -> int:
    """How many facts, events and spells there are."""
    return sum(
        len(case.facts) + sum(map(len, case.events.values())) + sum(map(len, case.spells.values()))
        for case in (*given.cases, given.contract)
    )


def cases(
    contracts: Sequence[Contract], examples: Sequence[Example], n: int
) -> Iterator[Histories]:
    """The records of the worked examples, then others drawn about what decides in each."""
    given = [example.given for example in examples]
    yield from islice(given, n)
    left = max(0, n - len(given))
    each = -(-left // len(contracts))
    several = [drawn(contract, examples, each, SEED) for contract in contracts]
    yield from islice((one for row in zip(*several, strict=True) for one in row), left)


def paid(contract: Contract, given: Histories) -> Payments:
    """What is paid on *given*, by outcome and by payer, without what only many cases tell."""
    few = of_few_cases(contract)
    return _something(totals(few, evaluate(few, given)))


def _something(sums: Mapping[str, Money]) -> Payments:
    return tuple((name, amount) for name, amount in sums.items() if amount != NOTHING)


def last_of(given: Histories) -> Day:
    """The last day that the records of an example are known on."""
    return max((reach.last for reach in given.reach.values() if reach.last < NEVER), default=0)


def known_by(given: Histories, by: Day) -> Histories:
    """*given*, all of it known up to *by*."""
    return evolve(given, reach={name: Reach(last=by) for name in given.reach})


# -- Shrinking ------------------------------------------------------------------------------------


def smallest(first: Contract, second: Contract, given: Histories) -> Case:
    """*given* without any record that is not needed to tell the two apart, known no longer."""

    def differs(one: Histories) -> bool:
        return paid(first, one) != paid(second, one)

    small = shrunk(given, differs, (first, second))
    return Case(small, last_of(small), paid(first, small), paid(second, small))


def shrunk(given: Histories, differs: Differs, contracts: Sequence[Contract]) -> Histories:
    """The least of *given* for which *differs* still holds, one record left out after another."""
    given = _earlier(given, differs, contracts)
    going = True
    while going:
        going = False
        for less in _less(given):
            if differs(less):
                given, going = less, True
                break
    return _earlier(given, differs, contracts)


def _earlier(given: Histories, differs: Differs, contracts: Sequence[Contract]) -> Histories:
    """*given*, known up to the first due day by which the difference is there."""
    ledgers = [evaluate(contract, given) for contract in contracts]
    dues = {day for ledger in ledgers for day in _dues(ledger) if day < last_of(given)}
    known = (known_by(given, day) for day in sorted(dues)[:40])
    return next((one for one in known if differs(one)), given)


def _dues(ledger: Ledger) -> Iterator[Day]:
    for line in ledger.lines:
        yield line.first_due
        yield line.last_due


def _less(given: Histories) -> Iterator[Histories]:
    """*given* without one case, or one record of a case or of the contract."""
    for i, case in enumerate(given.cases):
        if len(given.cases) > 1:
            yield evolve(given, cases=given.cases[:i] + given.cases[i + 1 :])
        for fewer in _fewer(case):
            yield evolve(given, cases=(*given.cases[:i], fewer, *given.cases[i + 1 :]))
    for fewer in _fewer(given.contract):
        yield evolve(given, contract=fewer)


def _fewer(case: Records) -> Iterator[Records]:
    """*case* without one of its events or spells."""
    for name, events in case.events.items():
        for i in range(len(events)):
            left = {**case.events, name: events[:i] + events[i + 1 :]}
            yield evolve(case, events={k: v for k, v in left.items() if v})
    for name, spells in case.spells.items():
        for i in range(len(spells)):
            kept = {**case.spells, name: spells[:i] + spells[i + 1 :]}
            yield evolve(case, spells={k: v for k, v in kept.items() if v})
