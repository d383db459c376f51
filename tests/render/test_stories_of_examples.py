"""The stories of worked examples: of each person, each group and the whole, with nothing lost."""

from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from sibdsl import api
from sibdsl.interpret.explain import each_explained, group_explained, whole_explained
from sibdsl.model.contract import Contract
from sibdsl.model.explanation import CaseExplained
from sibdsl.model.histories import Histories
from sibdsl.render.story import story
from sibdsl.render.story_svg import story_svg

TESTS = Path(__file__).parents[1]
FILES = [
    *sorted((TESTS / "interpret/contracts").glob("*.sib")),
    TESTS / "loopholes/27-gross-as-net/guarded.sib",
    TESTS / "interpret/apart/distances.sib",
]


def told(contract: Contract, given: Histories) -> Iterator[CaseExplained]:
    """Every story that there is."""
    yield from each_explained(contract, given, api.evaluate(contract, given))
    for term in contract.groups:
        for group in given.groups.get(term, ()):
            explained = group_explained(contract, given, group.number)
            assert explained is not None
            yield explained
    yield whole_explained(contract, given)


@pytest.mark.parametrize("file", FILES, ids=lambda file: f"{file.parent.name}-{file.stem}")
def test_all_that_is_paid_is_in_one_story_and_each_fits_on_a_narrow_screen(file: Path) -> None:
    lowered = api.load(file).lowered
    assert lowered is not None
    contract = lowered.contract
    for example in lowered.examples:
        given = example.given.as_at(example.by)
        paid = 0
        for one in told(contract, given):
            paid += sum(line.paid.pence for outcome in one.outcomes for line in outcome.lines)
            assert [line for line in story(one, 72).splitlines() if len(line) > 72] == []
            drawn = story_svg(one)
            assert drawn is None or ET.fromstring(drawn).tag.endswith("svg")  # noqa: S314
        assert paid == api.evaluate(contract, given).paid.pence, example.name
