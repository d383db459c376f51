"""The steps that are proved, held against the interpreter on random histories.

The same steps, on plain numbers, must give what `evaluate` gives; a slip in any of them must show.
"""

import random
from collections import Counter
from collections.abc import Callable, Iterator
from fractions import Fraction
from functools import cache
from itertools import pairwise
from typing import Any

import pytest

from sibdsl import api
from sibdsl.model.calendar import Cycle, cycle_of
from sibdsl.model.contract import Contract
from sibdsl.model.days import Day, day
from sibdsl.model.histories import Case, Event, Histories, Reach, Spell
from sibdsl.model.ledger import CLAIM, Ledger
from sibdsl.model.money import Direction, Rounding
from sibdsl.verify import algebra
from sibdsl.verify.algebra import Plain

M = Plain()
PENNY = Fraction(1)
START = """
1.2 The commissioner is Ashby.
1.3 The outcomes funds are Central Fund and Health Board.
2.1 The record of each Child holds
    (a) Case Number, a code; and
    (b) Visits, events.
5.1 Visit Made is achieved for each Visit on the Visit.
6.1 Visit Made pays £80.07.
9.1 Claims are made for each quarter.
"""
PAYMENTS = (
    'Contract "Random payments".\n1.1 The term is from 1 April 2020 to 31 March 2026.'
    + START
    + """
7.1 Payments for each Child do not exceed £300.50.
7.2 Payments in total do not exceed £900, in order of the due day and then of Case Number.
7.3 Only the first 5 Visits Made of each Child are paid.
7.4 An outcome above a limit is counted but not paid.
7.5 Payments for Visit Made in each financial year do not exceed £420.
8.1 Central Fund pays 25% of each payment, rounded down to a penny.
8.2 Health Board pays 30% of each payment, rounded up to a penny.
8.3 Ashby pays the rest.
8.4 Payments by Central Fund do not exceed £150.
8.5 Once Central Fund has paid its limit, Health Board pays that share.
8.6 Payments by Health Board do not exceed £250.
8.7 Once Health Board has paid its limit, that share is not paid.
"""
)
CLAIMS = (
    'Contract "Random claims".\n1.1 The term is from 1 April 2020 to 31 March 2021.'
    + START
    + """
6.2 In each claim, 33% of the Visits Made are deducted,
    and the number left is rounded down to a whole number.
8.1 Central Fund pays 16.9% of each claim, rounded to the nearest penny.
8.2 Health Board pays 80% of each claim, rounded up to a penny.
8.3 Ashby pays the rest.
"""
)
DAYS = """Contract "Random days".

1.1 The term is from 10 April 2020 to 31 May 2020.
1.2 The commissioner is Ashby.
2.1 The record of each Child holds
    (a) Case Number, a code;
    (b) Care Spells, periods; and
    (c) Death, an event.
3.1 Care means each day in a Care Spell.
3.2 Window means from 1 April 2020 to 30 June 2020.
5.1 Home Week is achieved for each 7 consecutive days in the Window that are not in Care.
5.2 No outcome is achieved on or after Death.
6.1 Home Week pays £300.
8.1 Ashby pays 100% of each payment.
9.1 Claims are made for each quarter.
"""
PIECES = """Contract "Random pieces".

1.1 The term is from 1 April 2020 to 31 March 2022.
1.2 The commissioner is Ashby.
2.1 The record of each Child holds
    (a) Case Number, a code;
    (b) Care Spells, periods; and
    (c) Pauses, periods.
3.1 Care means each day in a Care Spell.
3.2 Window means from 1 April 2020 to 30 November 2020.
3.3 The Window does not run on a day in a Pause.
5.1 Home Week is achieved for each week of the Window with no day in Care.
6.1 Home Week pays £300.
8.1 Ashby pays 100% of each payment.
9.1 Claims are made for each quarter.
"""
FIRST, END = day(2020, 4, 1), day(2020, 7, 1)
TERM = day(2020, 4, 10), day(2020, 6, 1)

Paid = tuple[str, Day, int, tuple[tuple[str, int], ...]]
"""A payment: the case, its due day, pence, and what each payer pays of it."""


@cache
def meant(text: str) -> Contract:
    found = api.load_text(text)
    assert found.lowered is not None, found.findings
    return found.lowered.contract


def ledger(text: str, cases: tuple[Case, ...]) -> Ledger:
    """What the interpreter makes of *cases*, all that is known until long after the term."""
    contract = meant(text)
    names = [each.name for kind in (contract.person, contract.record) for each in kind.fields]
    reach = dict.fromkeys(names, Reach(last=day(2030, 1, 1)))
    return api.evaluate(contract, Histories(cases, reach=reach))


def drawing(seed: int) -> random.Random:
    return random.Random(seed)  # noqa: S311 -- the same cases every time


def visits(draw: random.Random, first: Day, last: Day, most: int) -> dict[str, list[Day]]:
    """One to three children, each with visits on different days."""
    numbers = ("A", "B", "C")[: draw.randint(1, 3)]
    return {n: sorted(draw.sample(range(first, last), draw.randint(0, most))) for n in numbers}


def as_cases(made: dict[str, list[Day]]) -> tuple[Case, ...]:
    return tuple(
        Case(n, events={"Visit": tuple(Event(on) for on in days)}) for n, days in made.items()
    )


# -- Limits and shares of payments ----------------------------------------------------------------


def payments(made: dict[str, list[Day]]) -> Iterator[Paid]:
    """The payments by the steps that are proved."""
    used: Counter[object] = Counter()
    for due, number in sorted((on, n) for n, days in made.items() for on in days):
        taken = used["number", number]
        used["number", number] += 1
        if not algebra.counts(M, [(taken, 5)]):
            continue
        rooms = {
            ("child", number): 30050,
            "total": 90000,
            ("year", cycle_of(Cycle.FINANCIAL_YEAR, due)): 42000,
        }
        lefts = [algebra.left(M, limit, used[room]) for room, limit in rooms.items()]
        paid = algebra.cut(M, 8007, lefts)
        for room in rooms:
            used[room] += paid
        down, up = (Rounding(way, PENNY) for way in (Direction.DOWN, Direction.UP))
        wanted = [
            algebra.rounded(M, paid, Fraction(1, 4), down),
            algebra.rounded(M, paid, Fraction(3, 10), up),
        ]
        (central, health), rest = algebra.taken_in_turn(M, paid, wanted)
        central, over = algebra.kept(M, central, [algebra.left(M, 15000, used["central"])])
        lefts = [algebra.left(M, 25000, used["health"])]
        health, unpaid = algebra.kept(M, health + over, lefts)
        used["central"] += central
        used["health"] += health
        shares = (("Ashby", rest), ("Central Fund", central), ("Health Board", health))
        yield number, due, paid - unpaid, tuple((p, n) for p, n in shares if n)


def payments_agree(seed: int) -> bool:
    made = visits(drawing(seed), day(2020, 9, 1), day(2022, 9, 1), 7)
    interpreted = sorted(
        (
            line.case or "",
            line.first_due,
            line.paid.pence,
            tuple(sorted((p, m.pence) for p, m in line.shares if m)),
        )
        for line in ledger(PAYMENTS, as_cases(made)).lines
        if not line.unpaid_by
    )
    return interpreted == sorted(payments(made))


# -- Deductions and shares of claims --------------------------------------------------------------


def claims(made: dict[str, list[Day]]) -> Iterator[tuple[Day, int, int, dict[str, int]]]:
    """Of each claim: its last day, how many are left, what is paid, and by whom."""
    achieved = Counter(cycle_of(Cycle.QUARTER, on) for days in made.values() for on in days)
    for quarter, number in sorted(achieved.items()):
        down, nearest, up = (
            Rounding(way, PENNY) for way in (Direction.DOWN, Direction.NEAREST, Direction.UP)
        )
        left = algebra.remaining(M, number, Fraction(33, 100), down)
        paid = left * 8007
        wanted = [
            algebra.rounded(M, paid, Fraction(169, 1000), nearest),
            algebra.rounded(M, paid, Fraction(4, 5), up),
        ]
        (central, health), rest = algebra.taken_in_turn(M, paid, wanted)
        shares = {"Central Fund": central, "Health Board": health, "Ashby": rest}
        yield quarter[1] - 1, left, paid, {party: n for party, n in shares.items() if n}


def claims_agree(seed: int) -> bool:
    made = visits(drawing(seed), day(2020, 4, 1), day(2021, 4, 1), 9)
    lines = ledger(CLAIMS, as_cases(made)).lines
    shares = {
        x.last_due: {p: m.pence for p, m in x.shares if m} for x in lines if x.outcome == CLAIM
    }
    interpreted = sorted(
        (line.last_due, line.units, line.paid.pence, shares[line.last_due])
        for line in lines
        if line.outcome != CLAIM
    )
    return interpreted == sorted(claims(made))


# -- Runs and windows -----------------------------------------------------------------------------


def weeks(care: set[Day], stop: Day) -> Iterator[tuple[Day, Day]]:
    """The days of each week that is paid."""
    out = [FIRST - 1, *sorted(care), END]
    for before, after in pairwise(out):
        first, units = before + 1, algebra.units_of(M, after - before - 1, 7)
        low = algebra.due_before(M, first + 6, 7, units, TERM[0])
        high = algebra.due_before(M, first + 6, 7, units, min(TERM[1], stop))
        yield from (algebra.unit_of(first, 7, n) for n in range(low, high))


def weeks_agree(seed: int) -> bool:
    draw = drawing(seed)
    starts = [draw.randrange(FIRST, END) for _ in range(draw.randint(0, 5))]
    spells = tuple(Spell(on, min(on + draw.choice([0, 1, 6]), END - 1)) for on in starts)
    stop = draw.choice([END, draw.randrange(FIRST, END)])
    case = Case("A", events={"Death": (Event(stop),)}, spells={"Care Spell": spells})
    care = {on for s in spells for on in range(s.first or 0, (s.last or 0) + 1)}
    interpreted = [
        (line.evidence[0] + 7 * n, line.evidence[0] + 7 * n + 7)
        for line in ledger(DAYS, (case,)).lines
        if line.evidence is not None
        for n in range(line.units)
    ]
    return sorted(interpreted) == sorted(weeks(care, stop))


# -- Pieces of a period ---------------------------------------------------------------------------


def pieces_follow(seed: int) -> bool:
    """Whether each piece that is paid begins where the one before it ended, or later."""
    draw = drawing(seed)
    days = [draw.randrange(FIRST, END) for _ in range(draw.randint(0, 6))]
    cut = draw.randint(0, len(days))
    care = tuple(Spell(on, on + draw.choice([0, 3])) for on in days[:cut])
    pauses = tuple(Spell(on, on + draw.choice([0, 9])) for on in days[cut:])
    case = Case("A", spells={"Care Spell": care, "Pause": pauses})
    spans = sorted(line.evidence for line in ledger(PIECES, (case,)).lines if line.evidence)
    return all(one[0] < one[1] <= other[0] for one, other in pairwise(spans))


def test_pieces_follow_each_other_as_the_proof_takes_for_granted() -> None:
    assert [seed for seed in SEEDS if not pieces_follow(seed)] == []


AGREE: list[Callable[[int], bool]] = [payments_agree, claims_agree, weeks_agree]
SEEDS = range(60)


@pytest.mark.parametrize("agree", AGREE)
def test_the_steps_give_what_the_interpreter_gives(agree: Callable[[int], bool]) -> None:
    assert [seed for seed in SEEDS if not agree(seed)] == []


def always_down(m: Any, number: Any, part: Fraction, rounding: Rounding) -> Any:
    """A slip: every rounding rounds down."""
    return ORIGINAL_ROUNDED(m, number, part, Rounding(Direction.DOWN, rounding.grain))


ORIGINAL_ROUNDED = algebra.rounded
SLIPS: list[tuple[Callable[[int], bool], str, Callable[..., Any]]] = [
    (payments_agree, "left", lambda m, limit, used: limit - used + 1),
    (payments_agree, "cut", lambda m, gross, lefts: min(gross, lefts[0])),
    (payments_agree, "counts", lambda m, taken: all(n <= limit for n, limit in taken)),
    (payments_agree, "rounded", always_down),
    (payments_agree, "kept", lambda m, share, lefts: (share, 0)),
    (claims_agree, "taken_in_turn", lambda m, whole, wanted: (list(wanted), whole)),
    (claims_agree, "remaining", lambda m, number, percent, _: number - int(number * percent)),
    (weeks_agree, "units_of", lambda m, days, length: (days + 1) // length),
    (weeks_agree, "unit_of", lambda first, n, at: (first + n * at, first + n * at + n + 1)),
    (weeks_agree, "due_before", lambda m, first, step, n, on: min(max((on - first) // step, 0), n)),
]


@pytest.mark.parametrize(("agree", "step", "slipped"), SLIPS, ids=[slip[1] for slip in SLIPS])
def test_a_slip_in_a_step_shows(
    agree: Callable[[int], bool],
    step: str,
    slipped: Callable[..., Any],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(algebra, step, slipped)

    assert not all(agree(seed) for seed in SEEDS)
