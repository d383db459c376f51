"""Where sentences, notes, headings and clause numbers begin and end."""

import pytest

from sibdsl.source import Source
from sibdsl.syntax import scan


def pieces(text: str) -> list[tuple[str, str]]:
    """The kind and the words of each piece of *text*."""
    source = Source("a.sib", text)
    return [(type(piece).__name__, source[piece.span]) for piece in scan.scan(source)]


def sentences(text: str) -> list[str]:
    return [words for kind, words in pieces(text) if kind == "Sentence"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("One pays £59.15. Two pays £2.", ["One pays £59.15.", "Two pays £2."]),
        ('Is "a. b" so. Two.', ['Is "a. b" so.', "Two."]),
        ("One [see 1. and 2. there] so. Two.", ["One [see 1. and 2. there] so.", "Two."]),
        ("If (a) A. [Note.]\n (b) B. Two.", ["If (a) A. [Note.]\n (b) B.", "Two."]),
        ("1.1 One\n1.2 Two.", ["One", "Two."]),
        ("1.1 One\n  1.2 Two.", ["One", "Two."]),
        ("1.1 Less than\n    1.5 points.", ["Less than\n    1.5 points."]),
        ("1. One\n2. Two.", ["One", "Two."]),
        ("One\n# Heading\nTwo.", ["One", "Two."]),
        ("One.[Note.] Two.", ["One.", "Two."]),
        ('As signed: "We pay.\n1.2 We pay more.".\nTwo.', None),
    ],
)
def test_a_full_stop_ends_a_sentence(text: str, expected: list[str] | None) -> None:
    if expected is None:
        assert len(sentences(text)) == 2
    else:
        assert sentences(text) == expected


def test_a_sentence_keeps_its_number_and_whether_it_ended() -> None:
    found = [p for p in scan.scan(Source("a", "1.1 One\n1.2. Two. Three.")) if p]
    assert [(p.number, p.ended) for p in found if isinstance(p, scan.Sentence)] == [
        ("1.1", False),
        ("1.2", True),
        ("", True),
    ]


def test_a_version_stands_first_only() -> None:
    assert pieces("sib 1\nOne.")[0] == ("Version", "sib 1")
    assert pieces("\nsib 1\r\nOne.")[0] == ("Version", "sib 1")
    assert pieces("One.\nsib 1\nTwo.")[1][0] == "Sentence"


@pytest.mark.parametrize(
    ("text", "opened"),
    [
        ('1.1 Is "a.\n1.2 Two.', '"a.\n'),
        ('1.1 Is "a.\n1.2 Is "b".', '"a.\n'),
        ("1.1 One [note.\n1.2 Two [note].", "[note.\n"),
        ("[Note.\n# Heading", "[Note.\n"),
        ('1.1 Is "a; and\n (b) "c" so.\n1.2 Two.', '"a; and\n (b) "c" so.\n'),
        ('1.1 Is "a and "b" so.\n1.2 Two.', '"a and "b" so.\n'),
    ],
)
def test_what_is_never_closed_ends_at_the_next_clause(text: str, opened: str) -> None:
    assert ("Unclosed", opened) in pieces(text)


def test_clauses_can_be_put_into_a_note() -> None:
    assert [kind for kind, _ in pieces("[1.1 Old.\n1.2 Older.]\n1.3 New.")] == ["Note", "Sentence"]
