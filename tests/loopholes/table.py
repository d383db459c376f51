"""Verify all pairs and write what was found to `docs/reference/loopholes.md`.

Run as `python tests/loopholes/table.py`; some minutes on two cores.
"""

import sys
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from tempfile import gettempdir
from time import monotonic

sys.path.insert(0, str(Path(__file__).parents[2]))

from attrs import frozen
from pairs import Pair, pairs, records_in

from sibdsl.compiled import Compiled
from sibdsl.model.verdicts import Standing, Verdict
from sibdsl.verify.search import Budget, keep_in
from sibdsl.verify.verifying import verified

PAGE = Path(__file__).parents[2] / "docs" / "reference" / "loopholes.md"
BUDGET = Budget(histories=400, seconds=8)
GUARDED = Budget(histories=150, seconds=4)
"""For all laws at once on a guarded contract."""
INTRO = """# The fifty-two loopholes

Loopholes that the field has documented, each as a pair of small contracts in `tests/loopholes`:
one with the hole and one guarded. The hole pays what was paid, the guarded contract what was meant;
a worked example in each says so, and a note beside them where it was documented. No clause of a
real scheme is repeated in them.

*Found by* names the law that `sibdsl verify` breaks with the hole (`promise 11.1` is the sentence
in clause 11.1 that is said to follow), or the code with which `sibdsl check` refuses it or
`sibdsl lint` asks about it before. *Records* counts the events and periods of the counterexample,
and of the documented case after it. *Histories* are those of the sweep in which the law broke.
*False alarms* are laws that break on the guarded contract.
"""


@frozen
class Row:
    """What came of one pair. *found* says whether the hole was; *alarms* what the guarded broke."""

    pair: Pair
    found: bool
    histories: int
    records: int | None
    seconds: float
    alarms: tuple[str, ...]


def main() -> None:
    """Write the page, and say in a line what came out."""
    with ProcessPoolExecutor(2) as pool:
        rows = list(pool.map(tried, pairs()))
    PAGE.write_text("\n".join(page(rows)), encoding="utf-8")
    sys.stdout.write("\n".join((*summary(rows), "")))


def tried(pair: Pair) -> Row:
    """One pair, searched; what `check` or `lint` finds before needs no search."""
    keep_in(Path(gettempdir()) / "sibdsl-hypothesis")
    start = monotonic()
    broken = None if not pair.law else next(iter(of(pair.hole, (pair.law,))), None)
    seconds = monotonic() - start
    case = broken and broken.counterexample
    return Row(
        pair,
        found=bool(broken or early(pair)),
        histories=broken.histories if broken else 0,
        records=records_in(case.first) if case else None,
        seconds=seconds,
        alarms=tuple(verdict.law for verdict in of(pair.closed, (), GUARDED)),
    )


def of(found: Compiled, laws: tuple[str, ...], budget: Budget = BUDGET) -> list[Verdict]:
    """What breaks on the contract."""
    assert found.lowered is not None
    verdicts = verified(found.source.text, found.lowered, budget, laws)
    return [verdict for verdict in verdicts if verdict.standing is Standing.BROKEN]


def early(pair: Pair) -> bool:
    """Whether `check` or `lint` speaks of the hole and not of the guarded contract."""
    left = {(f.code, f.message) for f in (*pair.closed.findings, *pair.closed.questions)}
    hole = {(f.code, f.message) for f in (*pair.hole.findings, *pair.hole.questions)}
    return pair.caught_by in {code.number for code, _ in hole - left}


def page(rows: list[Row]) -> Iterator[str]:
    """The lines of the page."""
    yield INTRO
    yield from summary(rows)
    yield ""
    yield "| | loophole | naive | guarded | found by | histories | records | false alarms |"
    yield "|---|---|---|---|---|---|---|---|"
    for row in rows:
        yield f"| {' | '.join(cells(row))} |"
    yield ""
    yield "The table is made by `python tests/loopholes/table.py`."
    yield ""


def summary(rows: list[Row]) -> Iterator[str]:
    """How many were found, and how many alarms were false."""
    found, broken = (
        [row for row in rows if row.found],
        [row for row in rows if row.records is not None],
    )
    alarms = sum(len(row.alarms) for row in rows)
    slowest = max(row.seconds for row in rows)
    yield f"Holes found: {len(found)} of {len(rows)}, {len(broken)} of them by a counterexample;"
    yield f"the slowest took {slowest:.0f} seconds. False alarms on the guarded: {alarms}."


def cells(row: Row) -> Iterator[str]:
    """One row of the table."""
    pair = row.pair
    yield str(pair.number)
    yield f"[{pair.title}](../../tests/loopholes/{pair.folder.name}/note.md)"
    yield pair.naive
    yield pair.guarded
    by = [f"`{pair.law}`"] if row.records is not None else []
    by += [f"[{pair.caught_by}](errors/{pair.caught_by}.md)"] if pair.caught_by else []
    yield ", ".join(by) if row.found else "not found"
    yield str(row.histories) if row.records is not None else ""
    yield f"{row.records} of {pair.records}" if row.records is not None else ""
    yield ", ".join(row.alarms)


if __name__ == "__main__":
    main()
