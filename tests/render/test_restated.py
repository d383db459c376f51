"""Each clause of each contract is restated in plain sentences, and two contracts to the letter."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path

import pytest

from sibdsl.pipeline import Loaded, loaded
from sibdsl.render.restated import Restated, restated
from sibdsl.source import Source
from sibdsl.syntax import forms

CONTRACTS = sorted((Path(__file__).parents[2] / "contracts").glob("*/contract.sib"))
GOLDEN = Path(__file__).parent / "golden"


@cache
def read(path: Path) -> Loaded:
    return loaded(Source(path.name, path.read_text(encoding="utf-8")))


def said_of(contract: Loaded) -> Mapping[str, tuple[Restated, ...]]:
    assert contract.lowered is not None
    return restated(contract.document, contract.lowered.contract)


@pytest.mark.parametrize("path", CONTRACTS, ids=lambda path: path.parent.name)
def test_every_clause_is_restated(path: Path) -> None:
    contract = read(path)
    said = said_of(contract)

    clauses = [c for c in contract.document.clauses if not isinstance(c.form, forms.Title)]
    assert [clause.number for clause in clauses if not said[clause.number]] == []
    assert [n for n in said if n not in {clause.number for clause in clauses}] == []


@pytest.mark.parametrize("path", CONTRACTS, ids=lambda path: path.parent.name)
def test_what_is_said_is_whole_sentences(path: Path) -> None:
    texts = [
        text
        for all_of_it in said_of(read(path)).values()
        for one in all_of_it
        for text in (one.sentence, *one.consequences)
    ]

    assert [text for text in texts if not text.endswith(".") or text[0].islower()] == []
    assert [text for text in texts if "  " in text or " ," in text or "None" in text] == []


@pytest.mark.parametrize("name", ["pan-london", "peterborough"])
def test_a_contract_to_the_letter(name: str) -> None:
    """Where this fails, read what changed as the lawyer of either party would."""
    path = next(path for path in CONTRACTS if path.parent.name == name)
    contract = read(path)
    lines = [
        line
        for number, each in said_of(contract).items()
        if not number.startswith("12.")
        for one in each
        for line in (
            f"{number}{f'({one.item})' * bool(one.item)} {one.sentence}",
            *(f"    - {follows}" for follows in one.consequences),
        )
    ]

    assert lines == (GOLDEN / f"restated-{name}.txt").read_text(encoding="utf-8").splitlines()


def test_terms_stand_as_they_are_declared_and_codes_as_they_are_written() -> None:
    text = """Contract "One".
1.1 The term is from 1 April 2019 to 31 March 2024.
1.2 The commissioner is Ashby.
2.1 The record of each Child holds (a) Case Number, a code; and (b) Start, an event, with
    Guided Hours, a number, and Kind, one of "Guided Hour" or "other".
4.1 A Child is eligible if (a) Guided Hours is at least 5; and (b) the Kind is "Guided Hour".
5.1 Job is achieved on Start.
6.1 Job pays £10.
8.1 Ashby pays the rest.
9.1 Claims are made for each quarter.
"""
    said = said_of(loaded(Source("contract.sib", text)))

    assert [one.sentence for one in said["4.1"][1:]] == [
        "This is required: the Guided Hours of the Start is at least 5.",
        "This is required: the Kind of the Start is “Guided Hour”.",
    ]
