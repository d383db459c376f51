"""The lexer colours every text whole, and what it sees is what the program reads."""

import re
import tomllib
from importlib.metadata import EntryPoint
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pygments.token import Comment, Error, Generic, Keyword, Literal, Name, Number, String, Text

from sibdsl import lexer
from sibdsl.lexer import SibLexer
from sibdsl.source import Source
from sibdsl.syntax.parse import keywords
from sibdsl.syntax.scan import Heading, Note, Sentence, scan
from sibdsl.syntax.words import known_terms

ROOT = Path(__file__).parents[2]
CONTRACTS = sorted(ROOT.glob("contracts/*/contract.sib"))
WORDS = sorted({word for path in CONTRACTS[:3] for word in path.read_text("utf-8").split()})[:400]
DATE = re.compile(r"\d+\s+[A-Z][a-z]+\s+\d{4}")
SIGNS = ["\n", "\r\n", ".", ";", '"', "[", "]", "“", "#", "6.1 ", "(a)", "£", "[! SIB101]", "\t\f"]


def coloured(text: str) -> list[lexer.Coloured]:
    return list(SibLexer().get_tokens_unprocessed(text))


def kinds(text: str) -> list[tuple[object, str]]:
    """The words of *text* with their kinds, but not the space between them."""
    return [(kind, words) for _, kind, words in coloured(text) if not words.isspace()]


def whole(text: str) -> None:
    """Every character of *text* is in one piece, and each piece stands where it says."""
    tokens = coloured(text)
    assert "".join(words for _, _, words in tokens) == text
    assert all(text.startswith(words, at) for at, _, words in tokens)


@pytest.mark.parametrize("path", CONTRACTS, ids=lambda path: path.parent.name)
def test_it_sees_in_a_contract_what_the_program_reads(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    tokens = coloured(text)
    pieces = list(scan(Source(path.name, text)))
    numbers = {p.number_span.start for p in pieces if isinstance(p, Sentence) and p.number_span}
    terms = {key for _, kind, words in tokens if kind is Name.Class for key in known_terms(words)}

    whole(text)
    assert {at for at, kind, words in tokens if kind is Name.Label and words[0] != "("} >= numbers
    for kind, piece in ((Generic.Heading, Heading), (Comment, Note)):
        places = {at for at, found, _ in tokens if found is kind}
        assert places == {p.span.start for p in pieces if isinstance(p, piece)}
    assert terms == set(known_terms(DATE.sub("on a day:", text)))


@pytest.mark.parametrize("path", CONTRACTS, ids=lambda path: path.parent.name)
def test_every_word_of_a_contract_has_a_kind(path: Path) -> None:
    unknown = {w for kind, w in kinds(path.read_text(encoding="utf-8")) if kind in (Text, Error)}

    assert unknown <= {"the", "The", "a", "A", "an", "An"}


def test_the_words_of_the_language_are_those_of_the_grammar() -> None:
    main, known = lexer._language()

    assert known == keywords()
    assert main < known
    assert {"means", "pays", "achieved", "exceed", "Example"} <= main
    assert not main & {"of", "in", "day", "number"}


def test_each_kind_of_word() -> None:
    sentence = '12.1 Example "Two [of them]": given Home Week pays 15% of £2,000.50 on 3 May 2018.'

    assert kinds(f"# Tests\n{sentence} [! SIB101]")[:1] == [(Generic.Heading, "# Tests")]
    assert kinds(f"{sentence} [! SIB101]") == [
        (Name.Label, "12.1"),
        (Keyword, "Example"),
        (String, '"Two [of them]"'),
        (lexer.Punctuation, ":"),
        (Keyword, "given"),
        (Name.Class, "Home Week"),
        (Keyword, "pays"),
        (Number.Float, "15%"),
        (Keyword.Pseudo, "of"),
        (Number.Float, "£2,000.50"),
        (Keyword.Pseudo, "on"),
        (Literal.Date, "3 May 2018"),
        (lexer.Punctuation, "."),
        (Comment.Special, "[! SIB101]"),
    ]


def test_a_word_that_is_none_of_the_language_has_no_colour() -> None:
    assert kinds("6.1 Home Week payz £5.")[2] == (Text, "payz")


def test_what_is_never_closed_has_its_colour_to_the_end_of_the_line() -> None:
    found = kinds('6.1 Kind is "other.\n6.2 Home Week pays £5. [A note\n6.3 Home Week pays £6.')

    assert (String, '"other.') in found
    assert (Comment, "[A note") in found
    assert [words for kind, words in found if kind is Number.Float] == ["£5", "£6"]
    assert [words for kind, words in found if kind is Name.Label] == ["6.1", "6.2", "6.3"]


def test_a_clause_that_is_cited_is_a_number_of_a_clause() -> None:
    assert (Name.Label, "4.1(a)") in kinds(
        "by 3 May 2018 nothing is paid, because of clause 4.1(a)."
    )


@given(st.text(alphabet=st.sampled_from('aA1.;:,"[]()£%#\n\r\t “”’é\ufeff-/'), max_size=80))
def test_no_sign_is_lost(text: str) -> None:
    whole(text)


@given(st.lists(st.sampled_from([*SIGNS, *WORDS]), max_size=40))
def test_no_word_is_lost_from_broken_text(words: list[str]) -> None:
    whole(" ".join(words))


def test_pygments_finds_it_by_the_name_of_the_package() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    point = EntryPoint("sib", project["entry-points"]["pygments.lexers"]["sib"], "pygments.lexers")

    assert point.load() is SibLexer
