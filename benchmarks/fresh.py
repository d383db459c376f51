"""What histories drawn without examples reach in the seven schemes, against naive ones."""

import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from random import Random
from typing import Any

from naive import Naive

from sibdsl import api
from sibdsl.model.contract import Contract
from sibdsl.model.histories import Histories
from sibdsl.verify.reached import reached
from sibdsl.verify.search_smaller import reckoned
from sibdsl.verify.strategies import history, sources
from sibdsl.verify.strategies_choice import by_chance

ROOT = Path(__file__).parent.parent
SCHEMES = ("pan-london", "birmingham", "norfolk", "essex", "peterborough", "manchester", "dn2")


def drawn_fresh(histories: int) -> dict[str, Any]:
    """Of each scheme: in which part of so many histories anything is paid, and what is reached."""
    told: dict[str, Any] = {}
    for name in SCHEMES:
        read = api.load(ROOT / "contracts" / name / "contract.sib").lowered
        assert read is not None, name
        bare = sources(read.contract)
        towards = partial(history, bare, by_chance(Random(name)))  # noqa: S311
        naive = Naive(bare.known, Random(name))  # noqa: S311
        told[name] = {
            "towards": paid_of(read.contract, towards, histories),
            "naive": paid_of(read.contract, naive.history, histories),
        }
    return {"histories": histories, "schemes": told}


def paid_of(contract: Contract, make: Callable[[], Histories], n: int) -> dict[str, Any]:
    """What *n* histories come to; *outcomes* is how many of them reach each outcome."""
    eligible = paid = 0
    seconds = [0.0, 0.0]
    outcomes = dict.fromkeys((one.name for one in contract.outcomes), 0)
    clauses: set[str] = set()
    for _ in range(n):
        start = time.process_time()
        given = make()
        made = time.process_time()
        trial = reckoned(contract, given)
        seconds = [seconds[0] + made - start, seconds[1] + time.process_time() - made]
        eligible += trial.ledger.eligible > 0
        paid += bool(trial.ledger.paid)
        clauses |= reached(trial)
        for name in {line.outcome for line in trial.ledger.lines} & set(outcomes):
            outcomes[name] += 1
    return {
        "eligible": round(eligible / n, 3),
        "paid": round(paid / n, 3),
        "outcomes": outcomes,
        "clauses": len(clauses),
        "milliseconds_to_draw": round(1000 * seconds[0] / n, 2),
        "milliseconds_to_reckon": round(1000 * seconds[1] / n, 2),
    }


def fresh_table(told: dict[str, Any]) -> Iterator[str]:
    """Two lines for each scheme: drawn towards what is paid for, and naively."""
    yield f"{'of ' + str(told['histories']) + ' histories':24}" + "".join(
        f"{word:>10}" for word in ("eligible", "paid", "outcomes", "clauses", "to draw", "reckon")
    )
    for name, ways in told["schemes"].items():
        for way, one in ways.items():
            met = sum(map(bool, one["outcomes"].values()))
            cells = (
                f"{one['eligible']:.0%}", f"{one['paid']:.0%}", f"{met}/{len(one['outcomes'])}",
                str(one["clauses"]), f"{one['milliseconds_to_draw']:g} ms",
                f"{one['milliseconds_to_reckon']:g} ms",
            )  # fmt: skip
            yield f"{name + ', ' + way:24}" + "".join(f"{cell:>10}" for cell in cells)
