"""What follows from a clause, as its restatement says it, is what the interpreter computes."""

from pathlib import Path

import pytest

from sibdsl import api
from sibdsl.pipeline import loaded
from sibdsl.render.restated import restated
from sibdsl.source import Source

EDGES = Path(__file__).with_name("restated_edges.sib")


@pytest.fixture(scope="module")
def said() -> dict[str, list[str]]:
    """The consequences of each clause."""
    contract = loaded(Source(EDGES.name, EDGES.read_text(encoding="utf-8")))
    assert contract.lowered is not None, contract.findings
    parts = restated(contract.document, contract.lowered.contract)
    return {number: [c for one in each for c in one.consequences] for number, each in parts.items()}


@pytest.mark.parametrize(
    ("clause", "consequence"),
    [
        (
            "5.1",
            "A run of 16 days, from 1 March to 16 March 2019, makes 2, due on 7 March 2019 and",
        ),
        ("6.1", "A run of 16 days pays for 2: £600."),
        ("5.1", "Two runs of 6 days, one day apart, make none."),
        ("4.1", "For one born on 3 May 2005 it holds from 3 May 2015 to 2 May 2023: from the 10th"),
        (
            "3.2",
            "If the last day of the Support is 1 March 2019, it is from 2 March 2019 to 1 March",
        ),
        ("3.2", "If that day is 29 February 2020, its last day is 28 February 2022."),
        (
            "5.2",
            "If the Tracking Period is from 2 March 2019 to 1 March 2021, it has 104 whole piec",
        ),
        ("7.1", "Where £200 has been paid and £200 comes next, £100 is paid and £100 is not."),
        ("6.7", "Of 30 in a claim 9.9 are taken off: 20.1 are left, and 20 are paid."),
        ("8.1", "Of £333.33 it comes to £49.9995, of which £49.99 is paid."),
        ("8.2", "Of £333.33, after £49.99 by Fund, this is £283.34: together they are the whole."),
        (
            "5.7",
            "One born on 3 May 2005 has the 18th birthday on 3 May 2023 and one born on 29 Feb",
        ),
    ],
)
def test_the_consequences_that_the_examples_compute(
    said: dict[str, list[str]], clause: str, consequence: str
) -> None:
    assert [text for text in said[clause] if text.startswith(consequence)] != []


def test_the_examples_come_out_as_the_consequences_say() -> None:
    contract = api.load(EDGES)
    assert contract.lowered is not None

    for result in api.examples(contract.lowered.contract, contract.lowered.examples):
        assert result.wrong == ()
