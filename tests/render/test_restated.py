"""Each clause of each contract is restated in plain sentences."""

from pathlib import Path

import pytest

from sibdsl.pipeline import loaded as read
from sibdsl.render.restated import restated
from sibdsl.source import Source
from sibdsl.syntax import forms

CONTRACTS = sorted((Path(__file__).parents[2] / "contracts").glob("*/contract.sib"))


@pytest.mark.parametrize("path", CONTRACTS, ids=lambda path: path.parent.name)
def test_every_clause_is_restated(path: Path) -> None:
    loaded = read(Source(str(path), path.read_text(encoding="utf-8")))
    assert loaded.lowered is not None
    said = restated(loaded.document, loaded.lowered.contract)

    for clause in loaded.document.clauses:
        if not isinstance(clause.form, forms.Title):
            assert said[clause.number], clause.number
    for one in (one for all_of_it in said.values() for one in all_of_it):
        assert one.sentence[:1] == one.sentence[:1].upper()
        assert one.sentence.endswith(".")
