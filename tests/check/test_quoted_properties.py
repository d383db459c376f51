"""A clause's own figures in any form of prose raise nothing; any one of them changed is found."""

from fractions import Fraction
from functools import cache
from pathlib import Path

import pytest
from check.prose import forms_of
from hypothesis import given, settings
from hypothesis import strategies as st

from sibdsl.check.quoted import quotations_agree_with_their_clauses
from sibdsl.check.quoted_clause import figures_of
from sibdsl.check.quoted_figures import figures_in
from sibdsl.check.quoted_kinds import Figure, Kind
from sibdsl.check.subject import Subject
from sibdsl.check.symbols import collect
from sibdsl.diagnostics import Finding
from sibdsl.model.days import day
from sibdsl.source import Source
from sibdsl.syntax import forms
from sibdsl.syntax.parse import parse

CONTRACTS = sorted((Path(__file__).parents[2] / "contracts").glob("*/contract.sib"))
WORDS = ("and", "of", "not exceeding", "from", "and in respect of")

amounts = st.one_of(
    st.integers(1, 20_000_000).map(lambda pounds: pounds * 100),
    st.integers(1, 99_999),
    st.integers(1, 900).map(lambda n: n * 1_000_000),
).map(Fraction)
percentages = st.integers(1, 200).map(lambda halves: Fraction(halves, 2))
dates = st.integers(day(2010, 1, 1), day(2039, 12, 31)).map(Fraction)
VALUES = {
    Kind.AMOUNT: amounts,
    Kind.PERCENT: percentages,
    Kind.DATE: dates,
    Kind.DAYS: st.integers(2, 1000).map(Fraction),
    Kind.MONTHS: st.integers(2, 120).map(Fraction),
    Kind.AGE: st.integers(2, 30).map(Fraction),
    Kind.COUNT: st.integers(2, 5000).map(Fraction),
}


def sentences() -> list[str]:
    """Every sentence of the contracts here that has a figure, one of each shape."""
    found: dict[tuple[object, ...], str] = {}
    for path in CONTRACTS:
        source = Source(path.name, path.read_text(encoding="utf-8"))
        for clause in parse(source).document.clauses:
            kinds = [figure.kind for figure in figures_of(clause.form, source) if not figure.weak]
            if kinds and not isinstance(clause.form, forms.Example):
                found.setdefault((type(clause.form), *kinds), source[clause.span])
    return list(found.values())


SENTENCES = sentences()


def findings(sentence: str, quotation: str) -> list[Finding]:
    """What is found of one sentence with a quotation beside it."""
    source = Source("a.sib", f'{sentence}\n    As signed: "{quotation}".\n')
    document = parse(source).document
    return list(quotations_agree_with_their_clauses(Subject(document, collect(document))))


@cache
def said_by(sentence: str) -> tuple[Figure, ...]:
    """All that a sentence says in figures, and what is said by a word for one."""
    source = Source("a.sib", sentence)
    (clause,) = parse(source).document.clauses
    return tuple(figures_of(clause.form, source))


def figures(sentence: str) -> list[Figure]:
    """What a sentence says in figures."""
    return [figure for figure in said_by(sentence) if not figure.weak]


def prose(data: st.DataObject, said: list[tuple[Kind, Fraction]]) -> str:
    """The figures, each in a form of its own, with words between them."""
    parts = (
        f"{data.draw(st.sampled_from(WORDS))} {data.draw(st.sampled_from(forms_of(*each)))}"
        for each in said
    )
    return f"The parties agree {', '.join(parts)}"


def test_the_contracts_have_figures_of_every_kind() -> None:
    assert len(SENTENCES) > 30
    assert {figure.kind for sentence in SENTENCES for figure in figures(sentence)} == set(Kind)


@settings(max_examples=100)
@given(st.data())
def test_own_figures_in_any_form_raise_nothing(data: st.DataObject) -> None:
    sentence = data.draw(st.sampled_from(SENTENCES))
    said = [(figure.kind, figure.value) for figure in figures(sentence)]

    assert findings(sentence, prose(data, said)) == []


@settings(max_examples=100)
@given(st.data())
def test_any_one_changed_is_found(data: st.DataObject) -> None:
    sentence = data.draw(st.sampled_from(SENTENCES))
    in_clause = figures(sentence)
    said = [(figure.kind, figure.value) for figure in in_clause]
    at = data.draw(st.integers(0, len(said) - 1))
    own = {number for figure in said_by(sentence) for number in (figure.value, figure.number)}
    other = data.draw(VALUES[said[at][0]].filter(lambda value: not {value, value / 7} & own))
    said[at] = said[at][0], other

    found = [str(finding.code) for finding in findings(sentence, prose(data, said))]
    assert "SIB420" in found


@pytest.mark.parametrize("kind", Kind)
@settings(max_examples=60)
@given(st.data())
def test_every_form_is_read_as_what_it_says(kind: Kind, data: st.DataObject) -> None:
    value = data.draw(VALUES[kind])
    for form in forms_of(kind, value):
        read = [f for f in figures_in(f"and not {form} thereof") if not f.weak]

        assert read, form
        if kind is Kind.AGE:
            assert {figure.number for figure in read} == {value}, form
        else:
            assert {(figure.kind, figure.value) for figure in read} == {(kind, value)}, form
