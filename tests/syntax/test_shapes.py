"""The table of forms that people are shown."""

import pytest

from sibdsl.source import Source
from sibdsl.syntax.parse import parse
from sibdsl.syntax.shapes import SHAPES, Shape, nearest_shape


@pytest.mark.parametrize("shape", SHAPES, ids=lambda shape: shape.shape)
def test_an_example_is_a_sentence_of_the_language(shape: Shape) -> None:
    parsed = parse(Source("a.sib", shape.example))
    assert parsed.findings == ()
    assert len(parsed.document.clauses) == 1


def test_every_form_of_the_phrasebook_is_there() -> None:
    assert {int(shape.number) for shape in SHAPES} == set(range(30))


@pytest.mark.parametrize("shape", SHAPES, ids=lambda shape: shape.shape)
def test_an_example_is_nearest_to_its_own_form(shape: Shape) -> None:
    found = nearest_shape(shape.example)
    assert found is not None
    assert found.number == shape.number


@pytest.mark.parametrize(
    ("sentence", "number"),
    [
        ("The cap for each Child is £33,000.", "18"),
        ("Home Week means that a Child is at home.", "7"),
        ("The tariff of Home Week amounts to £300.", "16"),
        ("The contract commences on 1 May 2018.", "1"),
        ("Claims shall be made each month.", "23"),
    ],
)
def test_other_words_lead_to_a_form(sentence: str, number: str) -> None:
    found = nearest_shape(sentence)
    assert found is not None
    assert found.number == number


def test_no_words_are_near_to_nothing() -> None:
    assert nearest_shape("Xyz.") is None
