"""Holes planted in the contracts of seven schemes: each reads, and a few are searched."""

from collections import Counter
from pathlib import Path

import pytest
from planted import noticed, on
from planted_texts import Planting, meant, plantings

from sibdsl.model.verdicts import Standing
from sibdsl.verify.laws import LAWS, laws_of
from sibdsl.verify.search import Budget, keep_in

SAMPLE = (
    "birmingham 7 2.3 one-person-two-numbers",
    "birmingham 43 7.1 promise 11.4",
    "manchester 8 6.2 one-line-of-a-card",
    "norfolk 48 10.2 amendments-change-something",
)
SMALL = Budget(histories=60, seconds=5)
every_planting = pytest.mark.parametrize("one", plantings(), ids=lambda one: one.name)
a_few = pytest.mark.parametrize(
    "one", [p for p in plantings() if p.name in SAMPLE], ids=lambda one: one.name
)


def test_there_are_forty_in_seven_contracts_for_twenty_laws_and_ten_without_examples() -> None:
    by_contract = Counter(one.contract for one in plantings())
    laws = {one.by for one in plantings()} & {law.name for law in LAWS}

    assert len(plantings()) >= 40
    assert len(by_contract) == 7
    assert min(by_contract.values()) >= 4
    assert len(laws) >= 20
    assert sum(one.bare for one in plantings()) >= 10


@every_planting
def test_each_reads_and_says_other_than_what_was_signed(one: Planting) -> None:
    assert one.text != one.sound_text
    assert meant(one.sound_text) is not None
    if one.early:
        return
    lowered = meant(one.text)

    assert lowered is not None
    assert one.by in {law.name for law in laws_of(lowered.contract)}
    assert bool(lowered.examples) is not one.bare


@pytest.mark.parametrize("one", [p for p in plantings() if p.early], ids=lambda one: one.name)
def test_check_or_lint_notices_what_it_must_and_only_then(one: Planting) -> None:
    assert one.by in noticed(one.text) - noticed(one.sound_text)


@a_few
def test_the_law_breaks_with_the_hole_and_not_without(one: Planting, tmp_path: Path) -> None:
    keep_in(tmp_path)
    hole, sound = (on(text, one.by, SMALL) for text in (one.text, one.sound_text))

    assert hole is not None
    assert hole.standing is Standing.BROKEN
    assert sound is None or sound.standing is not Standing.BROKEN
