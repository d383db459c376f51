"""Fifty-two documented loopholes: each hole pays what was paid, and its guard does not."""

from pathlib import Path
from typing import Any

import pytest
from pairs import Pair, pairs, records_in
from table import INTRO, PAGE, Row, cells, violations

from sibdsl import api
from sibdsl.compiled import Compiled
from sibdsl.model.days import day
from sibdsl.model.examples import Example
from sibdsl.model.histories import Case, Event, Histories, Reach
from sibdsl.model.verdicts import Conflict, Counterexample, Standing, Verdict
from sibdsl.verify.search import Budget, keep_in
from sibdsl.verify.verifying import verified

REFUSED = "refused"
NOTHING_IN_IT = Counterexample(Conflict("As it stands."), 1, Histories(()))
MANY = {"Move": tuple(Event(day(2024, 3, 1), {}) for _ in range(41))}
SAMPLE = ("30-trend", "17-after-death", "43-cap-stacking")
every_pair = pytest.mark.parametrize("pair", pairs(), ids=lambda pair: pair.folder.name)
a_few = pytest.mark.parametrize(
    "pair", [p for p in pairs() if p.folder.name in SAMPLE], ids=lambda pair: pair.folder.name
)


def test_there_is_a_pair_for_each_of_the_fifty_two() -> None:
    assert [pair.number for pair in pairs()] == list(range(1, 53))


@every_pair
def test_the_note_says_source_case_and_what_tells_them_apart(pair: Pair) -> None:
    note = (pair.folder / "note.md").read_text(encoding="utf-8")

    assert note.startswith(f"# {pair.number}. {pair.title}\n")
    assert all(f"**{part}.** " in note for part in ("Source", "Case", "Told apart by"))


@every_pair
def test_both_mean_something_and_pass_their_examples(pair: Pair) -> None:
    for found in (pair.hole, pair.closed):
        if found is pair.hole and pair.naive == REFUSED:
            continue
        assert found.findings == ()
        assert found.lowered is not None
        assert found.results
        assert [result.wrong for result in found.results if result.wrong] == []


@every_pair
def test_each_pays_the_documented_amount(pair: Pair) -> None:
    if pair.naive == REFUSED:
        assert pair.hole.lowered is None
    else:
        assert paid(pair.hole, pair) == pair.naive
    assert paid(pair.closed, pair) == pair.guarded


@every_pair
def test_what_is_caught_early_is_asked_of_the_hole_alone(pair: Pair) -> None:
    if not pair.caught_by:
        assert pair.law
        return
    left = {(f.code, f.message) for f in (*pair.closed.findings, *pair.closed.questions)}
    asked = {(f.code, f.message) for f in (*pair.hole.findings, *pair.hole.questions)} - left

    assert pair.caught_by in {code.number for code, _ in asked}


@a_few
def test_verify_breaks_the_hole_with_a_case_as_small_as_the_documented(
    pair: Pair, tmp_path: Path
) -> None:
    keep_in(tmp_path)
    (verdict,) = on(pair.hole, pair.law)

    assert verdict.standing is Standing.BROKEN
    assert verdict.counterexample is not None
    assert records_in(verdict.counterexample.first) <= pair.records


@a_few
def test_verify_does_not_break_the_guarded(pair: Pair, tmp_path: Path) -> None:
    keep_in(tmp_path)

    assert [v for v in on(pair.closed, pair.law) if v.standing is Standing.BROKEN] == []


def row(pair: Pair, **other: Any) -> Row:
    """A row of the table as it ought to be, but for what is *other*."""
    verdict = Verdict("no-cliff", "No cliff.", Standing.BROKEN, counterexample=NOTHING_IN_IT)
    said = {"broken": verdict, "early": False, "seconds": 2.0, "tried": 400, "alarms": ()}
    return Row(pair, **{**said, **other})


def test_the_page_is_of_these_pairs() -> None:
    text = PAGE.read_text(encoding="utf-8")

    assert text.startswith(INTRO)
    for pair in pairs():
        four = list(cells(row(pair)))[:4]
        assert f"\n| {' | '.join(four)} | " in text


def test_the_table_says_how_the_pairs_fall_short() -> None:
    good, first = [row(pair) for pair in pairs()], pairs()[0]
    large = Counterexample(Conflict("Large."), 1, Histories((Case("1", {}, MANY, {}),)))
    verdict = Verdict("no-cliff", "No cliff.", Standing.BROKEN, counterexample=large)

    assert list(violations(good)) == []
    for other, word in (
        ({"broken": verdict}, "41 records"),
        ({"seconds": 11.2}, "11 seconds"),
        ({"alarms": ("no-cliff",)}, "guarded contract breaks no-cliff"),
    ):
        (said,) = violations([row(first, **other), *good[1:]])
        assert word in said
    missed = [row(pair, broken=None) for pair in pairs()[:3]]
    assert list(violations([*missed, *good[3:]])) == [
        "Only 49 holes are found, where 50 have to be."
    ]


def on(found: Compiled, law: str) -> tuple[Verdict, ...]:
    """What a small search says of *law*; nothing where the contract is not asked."""
    assert found.lowered is not None
    budget = Budget(histories=60, seconds=5)
    return verified(found.source.text, found.lowered, budget, [law])


def paid(found: Compiled, pair: Pair) -> str:
    """What the first example pays: all of it, or the part of the payer named."""
    assert found.lowered is not None
    first = found.lowered.examples[0]
    if pair.cases:
        return str(api.evaluate(found.lowered.contract, many(first, pair.cases)).paid)
    (result,) = api.examples(found.lowered.contract, [first])
    if pair.of:
        return str(result.ledger.paid_by()[pair.of])
    return str(result.ledger.paid)


def many(example: Example, cases: int) -> Histories:
    """So many cases like that of *example*, with all of them known to the end of the term."""
    (one,) = example.given.cases
    listed = tuple(Case(f"C{n:02}", one.facts, one.events, one.spells) for n in range(cases))
    reach = dict.fromkeys(example.given.reach, Reach(last=day(2024, 3, 31)))
    return Histories(listed, reach=reach, groups=example.given.groups)
