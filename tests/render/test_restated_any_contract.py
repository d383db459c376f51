"""Any contract that can be computed can be restated, each clause of it."""

from check.test_any_contract import mutated
from hypothesis import given, settings

from sibdsl.pipeline import loaded
from sibdsl.render.restated import restated
from sibdsl.source import Source
from sibdsl.syntax import forms


@settings(max_examples=25)
@given(mutated())
def test_what_can_be_computed_is_restated(text: str) -> None:
    contract = loaded(Source("contract.sib", text))
    if contract.lowered is None:
        return
    said = restated(contract.document, contract.lowered.contract)

    for clause in contract.document.clauses:
        if not isinstance(clause.form, forms.Title):
            assert said[clause.number] != ()
    texts = [one.sentence for each in said.values() for one in each]
    assert [text for text in texts if not text.endswith(".")] == []
