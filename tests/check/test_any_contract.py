"""Any contract that can be read is checked and lowered, or has findings: none stops the program."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from syntax.strategies import documents

from sibdsl.check import check
from sibdsl.pipeline import loaded
from sibdsl.source import Source
from sibdsl.syntax import forms, write
from sibdsl.syntax.words import known_terms

ROOT = Path(__file__).parents[2]
PATHS = sorted((ROOT / "tests/data/contracts").glob("*.sib"))
TEXTS = {path.stem: re.split(r"\n12\.2 ", path.read_text(encoding="utf-8"))[0] for path in PATHS}
CLAUSE = re.compile(r"^\d+\.\d+ (?:.|\n(?!\d+\.\d+ |#))*", re.MULTILINE)
TERM = re.compile(r"[A-Z][\w-]*(?: (?:of )?[A-Z][\w-]*)*")
NUMBER = re.compile(r"(?<![\d,.(])\d+(?![\d,.)]*\d)")


@st.composite
def mutated(draw: st.DrawFn) -> str:
    """A sample contract with a clause gone or twice, a Term for another, or another number."""
    text = draw(st.sampled_from(sorted(TEXTS.values())))
    for _ in range(draw(st.integers(1, 3))):
        clause = draw(st.sampled_from(list(CLAUSE.finditer(text))))
        words = draw(st.sampled_from([_without, _twice, _other_term, _other_number]))(
            draw, clause[0], text
        )
        text = text[: clause.start()] + words + text[clause.end() :]
    return text


def _without(_draw: st.DrawFn, _clause: str, _text: str) -> str:
    return ""


def _twice(_draw: st.DrawFn, clause: str, _text: str) -> str:
    return f"{clause}\n99{clause}"


def _other_term(draw: st.DrawFn, clause: str, text: str) -> str:
    found = draw(st.sampled_from(list(TERM.finditer(clause)) or [None]))
    other = draw(st.sampled_from(sorted(known_terms(text).values())))
    return clause[: found.start()] + other + clause[found.end() :] if found else clause


def _other_number(draw: st.DrawFn, clause: str, _text: str) -> str:
    found = draw(st.sampled_from(list(NUMBER.finditer(clause)) or [None]))
    other = draw(st.sampled_from(["0", "1", "2", "7", "31", "100", "5.5", "40,000"]))
    return clause[: found.start()] + other + clause[found.end() :] if found else clause


@given(mutated())
def test_a_contract_with_slips_has_findings_or_a_meaning(text: str) -> None:
    result = loaded(Source("contract.sib", text))
    assert result.lowered is not None or result.findings


@given(documents())
def test_any_document_is_checked(document: forms.Document) -> None:
    text = write.document(document)
    result = loaded(Source("contract.sib", text))
    assert result.findings
    assert list(check(document))


@pytest.mark.parametrize("name", sorted(TEXTS))
def test_the_samples_have_no_mistake_in_names_kinds_days_or_money(name: str) -> None:
    source = Source(f"{name}.sib", (ROOT / f"tests/data/contracts/{name}.sib").read_text("utf-8"))
    assert list(check(loaded(source).document)) == []
