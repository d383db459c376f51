"""The interpreter against the engine, for as long as there is time.

    python benchmarks/agree.py --minutes 30 [--seed S]

Run it from the top of the repository. In rounds, every contract of `contracts/`, of
`tests/loopholes` (with the hole and guarded), of `tests/mechanics` and of the small ones of the
interpreter is reckoned by both on histories drawn for it, one by one and many in one; and so is
the same contract with one slip of a drafter in it, another in every round. All lines, the rows
behind them, what waits and what lapsed are to be the same. The first that is not is printed with
its contract and its seed, and the status is 1.
"""

import argparse
import sys
import time
from collections import Counter
from collections.abc import Iterator
from itertools import count
from pathlib import Path

from attrs import evolve, frozen

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT / "tests" / "engine"))

from agreeing import drawn_of  # noqa: E402
from ledgers import SCHEMES, SMALL, between  # noqa: E402

from sibdsl.columns import from_histories  # noqa: E402
from sibdsl.engine.ledger import evaluate  # noqa: E402
from sibdsl.interpret.evaluate import evaluate_in_short  # noqa: E402
from sibdsl.model.histories import Histories  # noqa: E402
from sibdsl.model.ledger import Ledger  # noqa: E402
from sibdsl.model.lowered import Lowered  # noqa: E402
from sibdsl.pipeline import loaded  # noqa: E402
from sibdsl.source import Source  # noqa: E402
from sibdsl.syntax import forms  # noqa: E402
from sibdsl.verify.mutants_made import made  # noqa: E402

LOOPHOLES = sorted((ROOT / "tests" / "loopholes").glob("*/*.sib"))
MECHANICS = sorted((ROOT / "tests" / "mechanics").glob("*.sib"))
DRAWN, TOGETHER = 8, 4
"""So many histories are drawn at a time, and so many reckoned in one; the first by itself too."""


@frozen
class Asked:
    """A contract, and what it is called: its file, and the slip in it if there is one."""

    name: str
    read: Lowered


def contracts() -> Iterator[tuple[Asked, Iterator[Asked]]]:
    """Every contract that has no errors, and those that it becomes by a slip, one after another."""
    for path in (*SCHEMES, *SMALL, *MECHANICS, *LOOPHOLES):
        name = str(path.relative_to(ROOT))
        found = loaded(Source(name, path.read_text(encoding="utf-8")))
        if found.lowered is not None:
            yield Asked(name, found.lowered), _slipped(name, found.document, found.lowered)


def _slipped(name: str, document: forms.Document, read: Lowered) -> Iterator[Asked]:
    kept = (one for one in document.clauses if not isinstance(one.form, forms.Example))
    for one in made(evolve(document, clauses=tuple(kept)), read.contract):
        edit = one.edit
        yield Asked(
            f"{name} with {edit.slip} in {edit.clause}", evolve(read, contract=one.contract)
        )


def rounds(seed: int) -> Iterator[tuple[Asked, int]]:
    """What is asked, without end: each contract, then one slip of it, with the seed of the round.

    When the slips of a contract are all tried, it goes on alone.
    """
    listed = list(contracts())
    for now in count(seed):
        for whole, slips in listed:
            yield whole, now
            slip = next(slips, None)
            if slip is not None:
                yield slip, now


def tried(asked: Asked, seed: int, seen: Counter[str]) -> str:
    """How the two differ on one drawing; empty where they do not. *seen* counts what was met."""
    for histories in drawn_of(asked.read, DRAWN, seed, TOGETHER):
        told, computed = _both(asked, histories, seed)
        for one in between(told, computed):
            return f"{asked.name}, seed {seed}:\n{one}"
        seen.update(_met(told))
    return ""


def _both(asked: Asked, histories: Histories, seed: int) -> tuple[Ledger, Ledger]:
    contract = asked.read.contract
    try:
        told = evaluate_in_short(contract, histories)
        return told, evaluate(contract, from_histories(contract, histories))
    except Exception as broken:
        broken.add_note(f"{asked.name}, seed {seed}")
        raise


def _met(told: Ledger) -> Iterator[str]:
    """What there is in a ledger, so that to agree is not to agree on nothing."""
    yield "ledgers"
    for line in told.lines:
        yield "lines"
        if line.cut_by:
            yield "lines cut by a limit"
        if line.unpaid_by is not None:
            yield "lines unpaid"
        if len(line.shares) > 1:
            yield "lines shared"
        if line.counted:
            yield "lines with a deduction"
        if line.group is not None:
            yield "lines of a group"
    yield from ["waiting"] * len(told.waiting)
    yield from ["lapsed"] * len(told.lapsed)


def main() -> int:
    """Try until the minutes are over; the exit status."""
    options = argparse.ArgumentParser(description="The interpreter against the engine.")
    options.add_argument("--minutes", type=float, default=30)
    options.add_argument("--seed", type=int, default=1)
    given = options.parse_args()
    until = time.monotonic() + 60 * given.minutes
    seen: Counter[str] = Counter()
    names: Counter[str] = Counter()
    for asked, seed in rounds(given.seed):
        if time.monotonic() > until:
            break
        differs = tried(asked, seed, seen)
        if differs:
            print(differs)
            return 1
        names[asked.name] += 1
    print(f"The same in all: {len(names):,} contracts, {sum(names.values()):,} drawings.")
    print("\n".join(f"{n:,} {name}" for name, n in seen.most_common()))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
