"""How soon the search of `verify` meets a documented loophole, against naive random histories.

    python benchmarks/search.py [--of pairs|planted|fresh] [--runs N] [--histories N]
                                [--seconds S] [--json]

Run it from the top of the repository. For each pair of `tests/loopholes` whose law is searched
for, the contract with the hole is searched for that law alone, N times from different seeds, in
three ways that take turns in one run:

- `whole`: as `verify` does it, from the worked examples and towards what the contract pays for;
- `without examples`: towards what it pays for, with no worked example to begin from;
- `naive`: each field filled evenly over the term, see `naive.py`.

With `--of planted` the same is asked of the holes planted in the seven schemes; with `--of fresh`
no law is searched for: of each of the seven schemes so many histories are drawn without examples
and naively, and it is told in how many anything is paid and what they reach.

Measured are histories and seconds until the first counterexample, as it is met: none is made small,
and loading and preparing are left out. What is not found counts with all that was tried: a bound,
not a measure. The worked example of a hole is most often the documented case itself: `whole` then
finds it at once, so `without examples` is the fairer comparison. Crowds of persons alike, which
`verify` tries for limits, are left out of all three.
"""

import argparse
import json
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from random import Random
from typing import Any

from attrs import frozen, mutable
from hypothesis import HealthCheck, Phase, find, settings
from hypothesis import strategies as st
from hypothesis.errors import NoSuchExample

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT / "tests" / "loopholes"))

from fresh import drawn_fresh, fresh_table  # noqa: E402
from naive import Naive  # noqa: E402
from pairs import pairs  # noqa: E402
from planted import meant, plantings  # noqa: E402

from sibdsl.model.contract import Contract  # noqa: E402
from sibdsl.model.histories import Histories  # noqa: E402
from sibdsl.model.lowered import Lowered  # noqa: E402
from sibdsl.verify.law import Draw, Law  # noqa: E402
from sibdsl.verify.laws import laws_of  # noqa: E402
from sibdsl.verify.search import keep_in  # noqa: E402
from sibdsl.verify.search_smaller import reckoned  # noqa: E402
from sibdsl.verify.strategies import history, sources  # noqa: E402
from sibdsl.verify.strategies_choice import by_drawing  # noqa: E402
from sibdsl.verify.strategies_values import Around  # noqa: E402

WAYS = ("whole", "without examples", "naive")
PART = 25

Make = Callable[[Draw], Histories]


@frozen
class Result:
    """One search: *seconds* and *histories* until the first counterexample, or in all."""

    found: bool
    seconds: float
    histories: int


@mutable
class Searching:
    """A search for a history that breaks one law; *ended* is when it met the first."""

    contract: Contract
    law: Law
    make: Make
    tried: int = 0
    ended: float | None = None

    def meets(self, given: Histories, draw: Draw | None) -> bool:
        """Whether *given*, or with *draw* a variation of it, breaks the law.

        Hypothesis repeats what is found: that counts no more.
        """
        self.tried += self.ended is None
        found = self._breaks(given, draw)
        if found and self.ended is None:
            self.ended = time.perf_counter()
        return found

    def _breaks(self, given: Histories, draw: Draw | None) -> bool:
        trial = reckoned(self.contract, given)
        if self.law.check is not None and any(True for _ in self.law.check(trial)):
            return True
        if self.law.pair is None or draw is None:
            return False
        varied = self.law.pair.vary(self.contract, given, draw)
        if varied is None:
            return False
        second = reckoned(self.contract, varied)
        return any(True for _ in self.law.pair.related(trial, second))


def searched(
    searching: Searching, first: Sequence[Histories], seed: str, most: int, seconds: float
) -> Result:
    """Try *first*, then draw, in parts like `verify`, to the first that breaks the law."""
    start = time.perf_counter()
    found = any(searching.meets(one, None) for one in first)
    part = 0
    while not found and searching.tried < most and time.perf_counter() - start < seconds:
        found = drawn(searching, min(PART, most - searching.tried), Random(f"{seed}/{part}"))  # noqa: S311
        part += 1
    ended = searching.ended or time.perf_counter()
    return Result(found, ended - start, searching.tried)


def drawn(searching: Searching, n: int, random: Random) -> bool:
    """Draw *n* histories; whether one of them breaks the law."""

    @st.composite
    def drawing(draw: Draw) -> bool:
        return searching.meets(searching.make(draw), draw)

    try:
        find(
            drawing(),
            bool,
            settings=settings(
                max_examples=n,
                database=None,
                deadline=None,
                phases=(Phase.generate,),
                suppress_health_check=list(HealthCheck),
            ),
            random=random,
        )
    except NoSuchExample:
        return False
    return True


def naively(known: Around, seed: str) -> Make:
    """Histories of the contract filled evenly, each from one number that Hypothesis draws."""

    def make(draw: Draw) -> Histories:
        one = draw(st.integers(0, 2**64 - 1))
        return Naive(known, Random(f"{seed}/{one}")).history()  # noqa: S311

    return make


@frozen
class Asked:
    """A contract with a hole that is searched for one law, and what it is called in the table."""

    name: str
    law: Law
    read: Lowered


def in_turn(asked: Asked, run: int, most: int, seconds: float) -> list[Result]:
    """One search in each of the ways, one after the other."""
    contract, seed = asked.read.contract, f"{asked.name}/{run}"
    whole, bare = sources(contract, asked.read.examples), sources(contract)
    makes: tuple[tuple[Make, Sequence[Histories]], ...] = (
        (lambda draw: history(whole, by_drawing(draw)), whole.given),
        (lambda draw: history(bare, by_drawing(draw)), ()),
        (naively(bare.known, seed), ()),
    )
    return [
        searched(Searching(contract, asked.law, make), first, seed, most, seconds)
        for make, first in makes
    ]


def of_pairs() -> Iterator[Asked]:
    """The pairs whose law is searched for, and not seen on the face of the contract."""
    for pair in pairs():
        read = pair.hole.lowered if pair.law else None
        if read is not None:
            yield from searched_for(pair.folder.name, pair.law, read)


def of_planted() -> Iterator[Asked]:
    """The holes planted in the schemes, in the same way."""
    for one in plantings():
        read = None if one.early else meant(one.text)
        if read is not None:
            yield from searched_for(one.name, one.by, read)


def searched_for(name: str, by: str, read: Lowered) -> Iterator[Asked]:
    """The law of that name, if it is searched for."""
    law = next((law for law in laws_of(read.contract) if law.name == by), None)
    if law is None or not (law.check or law.pair):
        return
    if law.static is None or not any(True for _ in law.static(read.contract)):
        yield Asked(name, law, read)


def figures(results: Sequence[Result]) -> dict[str, Any]:
    """What one way comes to, over pairs and runs."""
    seconds, tried = [r.seconds for r in results], [r.histories for r in results]
    return {
        "searches": len(results),
        "found": sum(r.found for r in results),
        "histories_a_second": round(sum(tried) / sum(seconds)),
        "median_histories": statistics.median(tried),
        "worst_histories": max(tried),
        "median_seconds": round(statistics.median(seconds), 4),
        "worst_seconds": round(max(seconds), 4),
    }


def against(mine: Sequence[Result], other: Sequence[Result]) -> dict[str, float]:
    """So many times what *mine* needs does *other* need: the median over searches in turn."""
    both = list(zip(mine, other, strict=True))
    return {
        "histories": round(statistics.median(o.histories / m.histories for m, o in both), 1),
        "seconds": round(statistics.median(o.seconds / m.seconds for m, o in both), 1),
    }


def measured(all_: Iterator[Asked], runs: int, most: int, seconds: float) -> dict[str, Any]:
    """All that is asked in all ways."""
    each = {one.name: [in_turn(one, run, most, seconds) for run in range(runs)] for one in all_}
    by_way = list(zip(*(row for rows in each.values() for row in rows), strict=True))
    return {
        "runs": runs,
        "most_histories": most,
        "ways": {way: figures(results) for way, results in zip(WAYS, by_way, strict=True)},
        "naive_against": {w: against(by_way[at], by_way[2]) for at, w in enumerate(WAYS[:2])},
        "each": {name: dict(zip(WAYS, _of_one(rows), strict=True)) for name, rows in each.items()},
    }


def _of_one(rows: Sequence[Sequence[Result]]) -> Iterator[dict[str, Any]]:
    for results in zip(*rows, strict=True):
        yield figures(results)


def table(told: dict[str, Any]) -> Iterator[str]:
    """A line for each hole, median histories and how often found; then each way in all."""
    yield f"{'median histories (found)':40}" + "".join(f"{way:>20}" for way in WAYS)
    for name, ways in told["each"].items():
        cells = (f"{w['median_histories']:g} ({w['found']}/{w['searches']})" for w in ways.values())
        yield f"{name:40}" + "".join(f"{cell:>20}" for cell in cells)
    yield ""
    rows = (
        "searches", "found", "histories_a_second", "median_histories", "worst_histories",
        "median_seconds", "worst_seconds",
    )  # fmt: skip
    for row in rows:
        cells = (f"{ways[row]:g}" for ways in told["ways"].values())
        yield f"{row.replace('_', ' '):40}" + "".join(f"{cell:>20}" for cell in cells)
    for what in ("histories", "seconds"):
        cells = (f"{told['naive_against'][way][what]:g} x" for way in WAYS[:2])
        yield f"{f'naive takes ({what})':40}" + "".join(f"{cell:>20}" for cell in cells)


def main() -> None:
    """Measure, and print the table or the object."""
    options = argparse.ArgumentParser(description="How soon the search meets a loophole.")
    options.add_argument("--of", choices=("pairs", "planted", "fresh"), default="pairs")
    options.add_argument("--runs", type=int, default=3)
    options.add_argument("--histories", type=int, default=400)
    options.add_argument("--seconds", type=float, default=10)
    options.add_argument("--json", action="store_true")
    given = options.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        keep_in(Path(folder))
        if given.of == "fresh":
            told = drawn_fresh(given.histories)
        else:
            all_ = of_pairs() if given.of == "pairs" else of_planted()
            told = measured(all_, given.runs, given.histories, given.seconds)
    lines = fresh_table(told) if given.of == "fresh" else table(told)
    print(json.dumps(told, indent=2) if given.json else "\n".join(lines))


if __name__ == "__main__":
    main()
