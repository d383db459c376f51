"""The seven schemes of the sample over columns, each on as many cases.

    python -m benchmarks seven --cases 50000 [--json]

The cases are histories drawn for each contract of which something is paid, again and again under
other numbers; where cases hang on each other, one such history. Measured is the reckoning alone, in
one piece and in the seconds of its processor, the best of three: the data do not come from files.
"""

import argparse
import json
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from attrs import asdict, evolve, frozen

from sibdsl import api
from sibdsl.columns import Records, from_histories
from sibdsl.engine.crossing import crosses
from sibdsl.engine.evaluate import Reckoned, reckoned
from sibdsl.model.contract import Contract
from sibdsl.model.histories import Histories
from sibdsl.model.lowered import Lowered
from sibdsl.verify.strategies import drawn

ROOT: Final = Path(__file__).parent.parent
BASE: Final = "pan-london"
SCHEMES: Final = (BASE, "birmingham", "norfolk", "essex", "peterborough", "manchester", "dn2")
_DRAWN, _AT_MOST, _RUNS = 200, 40, 3
"""So many histories are drawn, at most so many that pay are taken, and so often each is run."""


@frozen
class Scheme:
    """What a scheme came to on so many *cases*: its lines and payments, and the seconds."""

    name: str
    cases: int
    lines: int
    payments: int
    seconds: float


def measured(name: str, cases: int) -> Scheme:
    """The scheme of that folder of `contracts/` on about so many cases."""
    read = api.load(ROOT / "contracts" / name / "contract.sib").lowered
    assert read is not None, name
    records = from_histories(read.contract, many(read, cases))
    best, found = min(
        (_timed(read.contract, records) for _ in range(_RUNS)), key=lambda one: one[0]
    )
    units = int(found.lines.units.sum())
    return Scheme(name, len(records.persons), len(found.lines), units, round(best, 3))


def _timed(contract: Contract, records: Records) -> tuple[float, Reckoned]:
    start = time.process_time()
    found = reckoned(contract, records)
    return time.process_time() - start, found


def many(read: Lowered, cases: int) -> Histories:
    """Histories that pay, with so many cases in all, or a few less."""
    paying = list(_paying(read))
    taken = paying[:1] if crosses(read.contract) else paying[:_AT_MOST]
    own = [case for histories in taken for case in histories.cases]
    return evolve(
        taken[0],
        cases=tuple(
            evolve(case, number=f"{at:07}-{place}")
            for at in range(cases // len(own))
            for place, case in enumerate(own)
        ),
    )


def _paying(read: Lowered) -> Iterator[Histories]:
    """The drawn histories of which something is paid, those with the most lines first."""
    found = []
    for histories in drawn(read.contract, read.examples, _DRAWN, seed=1):
        lines = reckoned(read.contract, from_histories(read.contract, histories)).lines
        if len(lines) and int(lines.paid.sum()):
            found.append((-len(lines), len(found), histories))
    return (histories for *_, histories in sorted(found, key=lambda one: one[:2]))


def table(found: Sequence[Scheme]) -> Iterator[str]:
    """A line each, and how long each case takes as so many times one of Pan-London."""
    base = next(one for one in found if one.name == BASE)
    yield f"{'':14}{'cases':>10}{'lines':>10}{'payments':>12}{'CPU s':>8}{'a case':>8}"
    for one in found:
        times = one.seconds / one.cases * base.cases / base.seconds
        yield (
            f"{one.name:14}{one.cases:10,}{one.lines:10,}{one.payments:12,}"
            f"{one.seconds:8.2f}{times:8.2f}"
        )


def main(given: Sequence[str]) -> int:
    """Measure all seven, and print."""
    options = argparse.ArgumentParser(prog="python -m benchmarks seven")
    options.add_argument("--cases", type=int, default=50_000)
    options.add_argument("--json", action="store_true", help="one object a scheme")
    asked = options.parse_args(given)
    found = [measured(name, asked.cases) for name in SCHEMES]
    print("\n".join([json.dumps(asdict(one)) for one in found] if asked.json else table(found)))
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
