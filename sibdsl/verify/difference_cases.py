"""A small case that two contracts pay differently: searched near worked examples, then shrunk."""

from collections.abc import Callable, Iterator, Sequence
from typing import Final, TypeAlias

from attrs import evolve

from sibdsl.model.contract import Contract
from sibdsl.model.days import NEVER, Day
from sibdsl.model.differences import Case
from sibdsl.model.examples import Example
from sibdsl.model.histories import Case as Records
from sibdsl.model.histories import Histories, Reach
from sibdsl.verify.difference_told import Compared, paid, reckoned
from sibdsl.verify.strategies import drawn

SEED: Final = 20180201
"""Where every search begins: the same contracts give the same cases."""

_MOST: Final = 120
"""So many smaller histories are tried."""

Differs: TypeAlias = Callable[[Histories], bool]


def pool(contract: Contract, examples: Sequence[Example], n: int) -> tuple[Histories, ...]:
    """The records of the worked examples, then others drawn about what decides, *n* in all."""
    given = tuple(example.given for example in examples)
    return (*given, *drawn(contract, examples, max(0, n - len(given)), SEED))


def records_in(given: Histories) -> int:
    """How many facts, events and spells there are."""
    return sum(
        len(case.facts) + sum(map(len, case.events.values())) + sum(map(len, case.spells.values()))
        for case in (*given.cases, given.contract)
    )


def last_of(given: Histories) -> Day:
    """The last day that the records of an example are known on."""
    return max((reach.last for reach in given.reach.values() if reach.last < NEVER), default=0)


def known_by(given: Histories, by: Day) -> Histories:
    """*given*, all of it known up to *by*."""
    return evolve(given, reach={name: Reach(last=by) for name in given.reach})


# -- Shrinking ------------------------------------------------------------------------------------


def smallest(pair: Compared, given: Histories) -> Case:
    """*given* without any record that is not needed to tell the two apart, known no longer."""
    return shown(pair, shrunk(pair, given, pair.apart))


def shown(pair: Compared, given: Histories) -> Case:
    """*given* as a case, with what each of the two pays."""
    old, new = pair.standing.contract, pair.new
    return Case(given, last_of(given), paid(old, given), paid(new, given))


def shrunk(pair: Compared, given: Histories, differs: Differs) -> Histories:
    """The least of *given* for which *differs* still holds, one record left out after another."""
    given = _earlier(pair, given, differs)
    tried: list[Histories] = []
    going = True
    while going and len(tried) < _MOST:
        going = False
        for less in _less(given):
            if less in tried:
                continue
            tried.append(less)
            if differs(less):
                given, going = less, True
                break
    return _earlier(pair, given, differs)


def _earlier(pair: Compared, given: Histories, differs: Differs) -> Histories:
    """*given*, known up to the first due day by which the difference is there."""
    old, new = reckoned(pair.standing.contract, given), reckoned(pair.new, given)
    lines = {*old.lines} ^ {*new.lines}
    dues = {day for line in lines for day in (line.first_due, line.last_due)}
    known = (known_by(given, day) for day in sorted(dues)[:8] if day < last_of(given))
    return next((one for one in known if differs(one)), given)


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
