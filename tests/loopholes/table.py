"""Verify all pairs and write what was found to `docs/reference/loopholes.md`.

Run as `python tests/loopholes/table.py`; some minutes in two processes. It ends with 1, and says
why, where too few holes are found, a case is larger than the documented one, a search takes too
long, or a guarded contract breaks a law.
"""

import sys
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from tempfile import gettempdir
from time import monotonic
from typing import Final

sys.path.insert(0, str(Path(__file__).parents[2]))

from attrs import frozen
from pairs import Pair, pairs, records_in

from sibdsl.compiled import Compiled
from sibdsl.model.verdicts import Standing, Verdict
from sibdsl.values import changed
from sibdsl.verify.search import Budget, keep_in
from sibdsl.verify.verifying import verified

PAGE = Path(__file__).parents[2] / "docs" / "reference" / "loopholes.md"
HOLE: Final = Budget(histories=1_000, seconds=9)
"""For all laws at once on a contract with a hole."""
GUARDED: Final = Budget(histories=400, seconds=40)
"""The same on a guarded contract."""
LEAST: Final = 50
"""So many holes have to be found."""
LONGEST: Final = 10.0
"""So many seconds may be spent on each."""
PROMISE: Final = "promise"
INTRO = """# The fifty-two loopholes

Loopholes that the field has documented, each as a pair of small contracts in `tests/loopholes`:
one with the hole and one guarded. The hole pays what was paid, the guarded contract what was
meant; a worked example in each says so, and a note beside them where it was documented. No clause
of a real scheme is repeated in them.

*Found by* names the law that `sibdsl verify` breaks with the hole. Most are laws that are always
on; [`promise 11.1`](phrasebook/what-follows-and-examples.md#28-a-promise) is the sentence
that follows in clause 11.1, written where a lawyer would write one. Else it is the code with
which `sibdsl check` refuses the hole or `sibdsl lint` asks about it. All laws are asked of the
hole at once, for ten seconds at most, without the worked examples: one of them is the documented
case, and would give the answer. *At* is the history in which the law first broke, 0 where the
face of the contract shows it; *seconds* are those of the whole search, with making the case
small. *Records* counts the events and periods of the counterexample, and of the documented case
after it. *Tried* are the histories on which the guarded contract was asked all laws, *false
alarms* the laws that it broke.
"""


@frozen
class Row:
    """What came of one pair. *broken* is the law of the pair, where the hole breaks it.

    *early* says whether `check` or `lint` speaks of the hole alone, *seconds* how long the search
    took. *tried* are the histories of the guarded contract, *alarms* the laws that it broke.
    """

    pair: Pair
    broken: Verdict | None
    early: bool
    seconds: float
    tried: int
    alarms: tuple[str, ...]

    @property
    def found(self) -> bool:
        """Whether the hole was found."""
        return self.early or self.broken is not None

    @property
    def way(self) -> str:
        """By what it was found: a law that is always on, a promise, or check or lint."""
        if self.broken is None:
            return "by check or lint"
        return (
            "by a promise" if self.broken.law.startswith(PROMISE) else "by a law that is always on"
        )

    @property
    def records(self) -> int | None:
        """The events and periods of the counterexample; None without one."""
        case = self.broken and self.broken.counterexample
        return records_in(case.first) if case else None


def main() -> None:
    """Write the page, and say in a few lines what came out."""
    with ProcessPoolExecutor(2) as pool:
        rows = list(pool.map(tried, pairs()))
    PAGE.write_text("\n".join(page(rows)), encoding="utf-8")
    wrong = list(violations(rows))
    sys.stdout.write("\n".join((*summary(rows), *wrong, "")))
    sys.exit(1 if wrong else 0)


def tried(pair: Pair) -> Row:
    """One pair, searched; what `check` or `lint` alone finds needs no search."""
    keep_in(Path(gettempdir()) / "sibdsl-hypothesis")
    start = monotonic()
    asked = without_examples(pair.hole) if pair.law else ()
    seconds = monotonic() - start
    guarded = as_it_stands(pair.closed)
    return Row(
        pair,
        broken=next((one for one in broken(asked) if one.law == pair.law), None),
        early=early(pair),
        seconds=seconds,
        tried=max(one.histories for one in guarded),
        alarms=tuple(one.law for one in broken(guarded)),
    )


def without_examples(found: Compiled) -> tuple[Verdict, ...]:
    """What all laws say of a contract with a hole, its worked examples taken out.

    One of them is the documented case: to begin with it would be to begin with the answer.
    """
    assert found.lowered is not None
    return verified(found.source.text, changed(found.lowered, examples=()), HOLE)


def as_it_stands(found: Compiled) -> tuple[Verdict, ...]:
    """What all laws say of a guarded contract."""
    assert found.lowered is not None
    return verified(found.source.text, found.lowered, GUARDED)


def broken(asked: tuple[Verdict, ...]) -> Iterator[Verdict]:
    """Those of the verdicts that stand against the contract."""
    return (verdict for verdict in asked if verdict.standing is Standing.BROKEN)


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
    yield (
        "| | loophole | naive | guarded | found by | at | seconds | records | tried "
        "| false alarms |"
    )
    yield "|---|---|---|---|---|---|---|---|---|---|"
    for row in rows:
        yield f"| {' | '.join(cells(row))} |"
    yield ""
    yield "The table is made by `python tests/loopholes/table.py`."
    yield ""


def summary(rows: list[Row]) -> Iterator[str]:
    """How many were found and by what, how long it took, and how many alarms were false."""
    found = [row for row in rows if row.found]
    ways = dict.fromkeys(("by a law that is always on", "by a promise", "by check or lint"), 0)
    for row in found:
        ways[row.way] += 1
    listed = "; ".join(f"{way}: {number}" for way, number in ways.items())
    slowest = max(row.seconds for row in rows)
    alarms = sum(len(row.alarms) for row in rows)
    yield f"Holes found: {len(found)} of {len(rows)}; {listed}."
    yield f"The slowest search took {slowest:.1f} seconds. False alarms on the guarded: {alarms}."


def violations(rows: list[Row]) -> Iterator[str]:
    """Each way in which the pairs fall short of what is asked of the verifier."""
    found = sum(row.found for row in rows)
    if found < LEAST:
        yield f"Only {found} holes are found, where {LEAST} have to be."
    for row in rows:
        name = row.pair.folder.name
        if row.records is not None and row.records > row.pair.records:
            yield f"{name}: a case of {row.records} records, where {row.pair.records} do."
        if row.seconds > LONGEST:
            yield f"{name}: {row.seconds:.0f} seconds, where {LONGEST:.0f} are allowed."
        if row.alarms:
            yield f"{name}: the guarded contract breaks {', '.join(row.alarms)}."


def cells(row: Row) -> Iterator[str]:
    """One row of the table."""
    pair, one = row.pair, row.broken
    yield str(pair.number)
    yield f"[{pair.title}](../../tests/loopholes/{pair.folder.name}/note.md)"
    yield pair.naive
    yield pair.guarded
    by = [f"`{one.law}`"] if one else []
    by += [f"[{pair.caught_by}](errors/{pair.caught_by}.md)"] if row.early else []
    yield ", ".join(by) or "not found"
    yield str(one.found_at) if one else ""
    yield f"{row.seconds:.1f}" if pair.law else ""
    yield f"{row.records} of {pair.records}" if row.records is not None else ""
    yield str(row.tried)
    yield ", ".join(row.alarms)


if __name__ == "__main__":
    main()
