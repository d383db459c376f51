"""Search the planted holes, and write what was found to `docs/reference/planted-holes.md`.

Run as `python tests/loopholes/planted.py`; some minutes on one core. With the names of contracts
after it, it searches those alone and keeps what the page says of the others.
"""

import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from tempfile import gettempdir
from time import monotonic
from typing import Final

sys.path.insert(0, str(Path(__file__).parents[2]))

from attrs import frozen
from pairs import pairs, records_in
from planted_texts import Planting, meant, plantings

from sibdsl import api
from sibdsl.model.verdicts import Standing, Verdict
from sibdsl.verify.laws import laws_of
from sibdsl.verify.search import Budget, keep_in
from sibdsl.verify.verifying import verified

PAGE: Final = Path(__file__).parents[2] / "docs" / "reference" / "planted-holes.md"
BUDGET: Final = Budget(histories=400, seconds=20)
SOUND: Final = Budget(histories=200, seconds=6)
"""For the contract with nothing planted."""

# -- What is found --------------------------------------------------------------------------------


@frozen
class Row:
    """What came of one planting. *sound* is how the contract stands with nothing planted."""

    planting: Planting
    found: bool
    sound: str
    histories: int = 0
    records: int | None = None
    seconds: float = 0.0


def tried(one: Planting, budget: Budget = BUDGET) -> Row:
    """One planting: asked of `check` and `lint`, or searched for what breaks the law."""
    if one.early:
        hole, sound = noticed(one.text), noticed(one.sound_text)
        return Row(one, one.by in hole - sound, "not asked" if one.by not in sound else "asked")
    start = monotonic()
    verdict = on(one.text, one.by, budget)
    seconds = monotonic() - start
    before = on(one.sound_text, one.by, SOUND)
    case = verdict.counterexample if verdict else None
    return Row(
        one,
        found=verdict is not None and verdict.standing is Standing.BROKEN,
        sound=before.standing.value if before else "not asked",
        histories=verdict.found_at if verdict else 0,
        records=records_in(case.first) if case else None,
        seconds=seconds,
    )


@cache
def noticed(text: str) -> frozenset[str]:
    """The codes with which `check` and `lint` speak of a text."""
    made = api.load_text(text, "planted.sib")
    return frozenset(finding.code.number for finding in (*made.findings, *made.questions))


@cache
def on(text: str, law: str, budget: Budget) -> Verdict | None:
    """What the search says of one law; None where it does not matter to the contract."""
    lowered = meant(text)
    assert lowered is not None, law
    if law not in {each.name for each in laws_of(lowered.contract)}:
        return None
    return next(iter(verified(text, lowered, budget, (law,))), None)


Cells = tuple[str, ...]
"""One row of the table, cell by cell."""

# -- The page -------------------------------------------------------------------------------------

INTRO: Final = """# Holes planted in real schemes

Whether the laws are tuned to the [fifty-two pairs](loopholes.md): the same holes, planted in the
contracts of seven schemes. Each scheme is told otherwise first: other Terms, other years, other
prices and lengths. Then clauses are left out, reworded or added, and one law, one promise or one
question has to notice, on what is left of the worked examples or (*bare*) on none.

*Hole* is the number of the documented loophole. *Found by* names the law that breaks, the promise
of the clause, or the code with which `sibdsl check` refuses or `sibdsl lint` asks. *Unplanted* is
how the disguised contract stands under the same law with nothing planted; of a law that nothing
there makes matter it is *not asked*. *Histories* are those tried until the law broke, *records* the
events and periods of the counterexample. Every search is for one law, of at most 400 histories.
"""


def main(names: list[str]) -> None:
    """Search, say each row as it comes, and write the page."""
    keep_in(Path(gettempdir()) / "sibdsl-hypothesis")
    rows = [] if not names else [row for row in told() if row[0] not in names]
    for one in plantings():
        if not names or one.contract in names:
            row = tried(one)
            rows.append(tuple(cells(row)))
            sys.stdout.write(f"{' | '.join(rows[-1])} | {row.seconds:.0f} s\n")
            sys.stdout.flush()
    order = [one.contract for one in plantings()]
    rows.sort(key=lambda row: order.index(row[0]))
    PAGE.write_text("\n".join(page(rows)), encoding="utf-8")
    sys.stdout.write("\n".join((*summary(rows), "")))


def told() -> list[Cells]:
    """The rows that the page has now."""
    known = {one.contract for one in plantings()}
    lines = PAGE.read_text(encoding="utf-8").splitlines() if PAGE.exists() else []
    rows = (tuple(part.strip() for part in line.split("|")[1:-1]) for line in lines)
    return [row for row in rows if row and row[0] in known]


def page(rows: list[Cells]) -> Iterator[str]:
    """The lines of the page."""
    yield INTRO
    yield from summary(rows)
    yield ""
    yield "| contract | hole | planted | clause | found by | unplanted | histories | records |"
    yield "|---|---|---|---|---|---|---|---|"
    for row in rows:
        yield f"| {' | '.join(row)} |"
    yield ""
    yield "The table is made by `python tests/loopholes/planted.py`."
    yield ""


def summary(rows: list[Cells]) -> Iterator[str]:
    """How many were found, by how many laws, and where the unplanted contract breaks too."""
    found = [row for row in rows if not row[4].startswith("not found")]
    laws = {row[4] for row in found if row[4].startswith("`")}
    named = [law for law in laws if not law.startswith("`promise")]
    bare = [row for row in found if row[2].endswith("(bare)")]
    both = [row for row in rows if row[5] in ("broken", "asked")]
    yield f"Holes found: {len(found)} of {len(rows)}, {len(bare)} of them with no worked example;"
    yield f"by {len(named)} laws beside the promises. Noticed with nothing planted: {len(both)}."


def cells(row: Row) -> Iterator[str]:
    """One row of the table."""
    one = row.planting
    titles = {pair.number: (pair.title, pair.folder.name) for pair in pairs()}
    title, folder = titles.get(one.hole, ("", ""))
    yield one.contract
    yield f"[{one.hole}](../../tests/loopholes/{folder}/note.md) {title}" if title else ""
    yield f"{one.says} (bare)" if one.bare else one.says
    yield one.clause
    by = f"[{one.by}](errors/{one.by}.md)" if one.early else f"`{one.by}`"
    yield by if row.found else f"not found by {by}"
    yield row.sound
    yield str(row.histories) if row.histories else ""
    yield "" if row.records is None else str(row.records)


if __name__ == "__main__":
    main(sys.argv[1:])
