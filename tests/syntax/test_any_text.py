"""Reading never fails: whatever stands in a file, it comes back as findings with places in it."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sibdsl.source import Source
from sibdsl.syntax.parse import parse

CONTRACTS = sorted((Path(__file__).parents[1] / "data" / "contracts").glob("*.sib"))
TEXTS = [path.read_text(encoding="utf-8") for path in CONTRACTS]
PIECES = ["\n", ".", ";", '"', "[", "]", "(a)", "and", "or", "£5000", "1/4/2018", "“", "\t", "6.1 "]


def places_are_in(text: str) -> None:
    """Every finding of *text* has a place in it, a message and a help."""
    for finding in parse(Source("any.sib", text)).findings:
        place = finding.place
        assert place is not None
        assert place.span is not None
        assert 0 <= place.span.start <= place.span.end <= len(text)
        assert finding.message
        assert finding.help


@st.composite
def excerpts(draw: st.DrawFn) -> str:
    """Up to twenty lines of a contract."""
    lines = draw(st.sampled_from(TEXTS)).splitlines(keepends=True)
    first = draw(st.integers(0, len(lines) - 1))
    return "".join(lines[first : first + draw(st.integers(1, 20))])


@st.composite
def broken(draw: st.DrawFn) -> str:
    """An excerpt in which characters and words are left out, put in and exchanged."""
    text = draw(excerpts())
    for _ in range(draw(st.integers(1, 4))):
        parts = list(text) if draw(st.booleans()) else text.split(" ")
        at = draw(st.integers(0, len(parts) - 1))
        other = draw(st.integers(0, len(parts) - 1))
        match draw(st.sampled_from(["out", "in", "exchange"])):
            case "out":
                del parts[at]
            case "in":
                parts.insert(at, draw(st.sampled_from(PIECES)))
            case _:
                parts[at], parts[other] = parts[other], parts[at]
        text = "".join(parts) if parts and max(map(len, parts)) == 1 else " ".join(parts)
        if not text:
            break
    return text


@given(broken())
def test_a_broken_contract_is_read(text: str) -> None:
    places_are_in(text)


@given(st.text(alphabet=st.sampled_from('aA1.;:,"[]()£%#\n\r\t “”’é\ufeff-/'), max_size=80))
def test_any_signs_are_read(text: str) -> None:
    places_are_in(text)


@given(st.lists(st.sampled_from([*PIECES, *" ".join(TEXTS).split()[:600]]), max_size=40))
def test_any_words_are_read(words: list[str]) -> None:
    places_are_in(" ".join(words))


@pytest.mark.parametrize("path", CONTRACTS, ids=lambda path: path.stem)
def test_a_contract_without_mistakes_has_no_finding(path: Path) -> None:
    source = Source(path.name, path.read_text(encoding="utf-8"))
    parsed = parse(source)
    assert parsed.findings == ()
    assert parsed.unread == ()
    assert len(parsed.document.clauses) > 40


@pytest.mark.parametrize("text", TEXTS[:2], ids=["first", "second"])
def test_a_contract_without_any_full_stop_is_read(text: str) -> None:
    places_are_in(text.replace(".\n", "\n"))
