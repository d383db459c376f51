"""The two evaluators agree while each limit bites, each share leaves a remainder, and each restart
and each pause moves a day: of every contract, clause by clause.
"""

from collections import Counter
from collections.abc import Iterator
from functools import cache
from itertools import chain
from pathlib import Path
from typing import Final

import pytest
from agreeing import drawn_of
from ledgers import between, meant
from rules_met import Rule, Tightness, counted_in, rules_of, tightened
from test_agreement_tells import CONTRACTS

from sibdsl.columns import from_histories
from sibdsl.engine.ledger import evaluate
from sibdsl.interpret.evaluate import evaluate_in_short
from sibdsl.model.histories import Histories
from sibdsl.model.lowered import Lowered

TRIED: Final = (
    Tightness(300_00, 50_00, 1),
    Tightness(None, 1_00, None),
    Tightness(20_00, None, 0),
    Tightness(),
)
QUICK: Final = {
    "birmingham": (1, 8),
    "dn2": (5, 0),
    "essex": (6,),
    "fair-chance": (18, 2),
    "innovation-fund": (14, 2, 53),
    "innovation-fund-round-one": (18, 4),
    "rough-sleeping": (10, 0, 6),
    "sheffield": (0, 4),
    "ways-to-wellness": (4, 5),
}
"""Seeds that meet much of a contract; where they do not, others are tried."""


@cache
def read_of(path: Path) -> Lowered:
    """What that contract means."""
    return meant(path)


def stories(read: Lowered, name: str) -> Iterator[tuple[int, Histories]]:
    """Drawn histories, then those of worked examples, then others; each with a number."""
    for seed in chain(QUICK.get(name, ()), range(8)):
        yield seed, list(drawn_of(read, 8, seed, together=8))[-1]
    yield from enumerate(example.given for example in read.examples)
    for seed in range(8, 60):
        yield seed, list(drawn_of(read, 8, seed, together=8))[-1]


@pytest.mark.parametrize("path", CONTRACTS, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_each_rule_is_met_and_both_say_the_same(path: Path) -> None:
    read, seen = read_of(path), Counter[Rule]()
    left = rules_of(read.contract)
    for number, told in stories(read, path.parent.name):
        if not left:
            break
        contract = tightened(read.contract, TRIED[number % len(TRIED)])
        with counted_in(seen):
            computed = evaluate(contract, from_histories(contract, told))
        assert list(between(evaluate_in_short(contract, told), computed)) == []
        left -= {rule for rule, times in seen.items() if times}
    assert not left


def test_every_kind_of_rule_is_there() -> None:
    kinds = Counter(kind for path in CONTRACTS for kind, _ in rules_of(read_of(path).contract))
    assert {kind for kind, n in kinds.items() if n > 1} == {"limit", "share", "Restart", "Pause"}
