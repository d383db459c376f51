"""`python -m benchmarks scale --children N`: every contender on the same children.

Prints a table of ratios, or with `--json` one object a contender, a line each. All are to pay the
same for as many payments: where they do not, nothing is told but that, and the status is 1.
`--read FILE` takes such lines of earlier runs, and prints tables for a page.
"""

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path

from benchmarks.scale.contenders import CONTENDERS, Contender
from benchmarks.scale.measuring import Measured, measured
from benchmarks.scale.one_run import FailedError
from benchmarks.scale.plot import plot
from benchmarks.scale.table import page, table


def main(given: Sequence[str]) -> int:
    """Measure and print; the exit status."""
    asked = _asked(given)
    found = [one for file in asked.read for one in _kept(file)]
    for children in asked.children:
        chosen = _chosen(asked.only, children)
        try:
            each = measured(chosen, children, asked.seed, asked.repeat)
        except FailedError as wrong:
            print(wrong, file=sys.stderr)
            return 1
        lines = [json.dumps(one.as_data()) for one in each] if asked.json else list(table(each))
        print("\n".join(lines), flush=True)
        found += each
    if asked.read:
        print("\n".join(page(found)))
    if asked.plot:
        asked.plot.write_text(plot(found), encoding="utf-8")
    return 0


def _asked(given: Sequence[str]) -> argparse.Namespace:
    options = argparse.ArgumentParser(
        prog="python -m benchmarks scale",
        description="How time and memory grow with the children.",
    )
    names = [one.name for one in CONTENDERS]
    options.add_argument("--children", type=int, nargs="+", default=[], metavar="N")
    options.add_argument(
        "--read", type=Path, nargs="+", default=[], metavar="FILE", help="lines that --json printed"
    )
    options.add_argument("--json", action="store_true", help="one object a contender")
    options.add_argument("--seed", type=int, default=0)
    options.add_argument("--only", nargs="+", choices=names, metavar="NAME", help=", ".join(names))
    options.add_argument("--repeat", type=int, default=1, metavar="K", help="medians of K runs")
    options.add_argument("--plot", type=Path, metavar="FILE.svg")
    asked = options.parse_args(given)
    if not asked.children and not asked.read:
        options.error("say --children, or --read")
    return asked


def _kept(file: Path) -> list[Measured]:
    """What an earlier run measured."""
    lines = file.read_text(encoding="utf-8").splitlines()
    return [Measured(**json.loads(line)) for line in lines if line.strip()]


def _chosen(only: Sequence[str] | None, children: int) -> list[Contender]:
    """Those to be run on so many children. Why the others are not is said as an aside."""
    chosen = []
    for one in CONTENDERS:
        if only is not None and one.name not in only:
            continue
        why = one.missing() if only is not None else one.kept_out(children)
        if why:
            print(f"{one.name}: left out, {why}", file=sys.stderr)
        else:
            chosen.append(one)
    if not chosen:
        raise SystemExit("nothing is left to be run")
    return chosen
