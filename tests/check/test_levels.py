"""Whose an outcome is, by its words and by what the words mean, is the same."""

from pathlib import Path

import pytest

from sibdsl.check.levels import whose
from sibdsl.check.subject import Subject
from sibdsl.check.symbols import Home, collect
from sibdsl.model.terms import CONTRACT, OWN
from sibdsl.pipeline import loaded
from sibdsl.source import Source
from sibdsl.syntax.amended import as_signed

ROOT = Path(__file__).parents[2]
CONTRACTS = [*(ROOT / "contracts").glob("*/*.sib"), *(ROOT / "tests/data/contracts").glob("*.sib")]
LEVELS = {OWN: Home.PERSON, CONTRACT: Home.CONTRACT}


@pytest.mark.parametrize("path", CONTRACTS, ids=str)
def test_the_words_say_whose_an_outcome_is(path: Path) -> None:
    read = loaded(Source("contract.sib", path.read_text(encoding="utf-8")))
    assert read.lowered is not None
    document = as_signed(read.document)
    subject = Subject(document, collect(document))

    meant = {o.name: LEVELS.get(o.level, Home.GROUP) for o in read.lowered.contract.outcomes}

    assert {name: whose(subject, name) for name in meant} == meant
