"""Reading a file: one finding for one mistake, and all that can be read is read."""

from pathlib import Path

import pytest

from sibdsl.diagnostics import Finding
from sibdsl.pipeline import loaded
from sibdsl.source import Source
from sibdsl.syntax.parse import Parsed, build, parse

CONTRACTS = Path(__file__).parents[1] / "data" / "contracts"
PAN_LONDON = (CONTRACTS / "pan-london.sib").read_text(encoding="utf-8")


def read(text: str) -> Parsed:
    return parse(Source("a.sib", text))


def said(findings: tuple[Finding, ...]) -> list[tuple[str, str]]:
    """The code and the underlined words of each finding."""
    return [
        (f.code.number, f.place.source[f.place.span] if f.place.source and f.place.span else "")
        for f in findings
        if f.place
    ]


def test_the_grammar_has_no_conflict() -> None:
    assert build(strict=True)


@pytest.mark.parametrize(
    ("right", "wrong", "code", "words"),
    [
        ("£2,000. [Placeholder.]", "£2,000 [Placeholder.]", "SIB101", "£2,000"),
        ("in the Tracking Period that", "in the tracking period that", "SIB102", "tracking period"),
        ("on or before Referral;", "within 6 months of Referral;", "SIB103", "within 6 months of"),
        ("pays £2,000.", "pays £5000.", "SIB104", "£5000"),
        ("pays £2,000.", "pays 5,000 pounds.", "SIB104", "5,000 pounds"),
        ("pays 15% of", "pays 25 percent of", "SIB105", "25 percent"),
        ("from 1 February 2018 to 31 D", "from 1/4/2018 to 31 D", "SIB106", "1/4/2018"),
        ("31 March 2021.", "31 February 2021.", "SIB107", "31 February 2021"),
        ("before Termination;", "before Termination or Referral is in Care;", "SIB108", "or"),
        ("is achieved for each 7", "is achived for each 7", "SIB109", "achived"),
        ('"completed".', "“completed”.", "SIB110", "“"),
    ],
)
def test_a_broken_contract_has_one_finding_at_the_right_words(
    right: str, wrong: str, code: str, words: str
) -> None:
    assert right in PAN_LONDON
    text = PAN_LONDON.replace(right, wrong, 1)
    assert said(loaded(Source("pan-london.sib", text)).findings) == [(code, words)]


def test_line_ends_and_signs_of_other_programs_are_no_finding() -> None:
    plain = read(PAN_LONDON)
    for text in (
        PAN_LONDON.replace("\n", "\r\n"),
        "\ufeff" + PAN_LONDON,
        PAN_LONDON.replace("    ", "\t"),
        PAN_LONDON.replace(" ", "\u00a0"),
    ):
        other = read(text)
        assert other.findings == ()
        assert other.document == plain.document


def test_places_are_right_after_a_byte_order_mark_and_windows_line_ends() -> None:
    (first, second) = read("\ufeffOne payz £1.\r\nTwo payz £2.\r\n").findings
    assert first.place
    assert second.place
    assert (first.place.line, first.place.column) == (1, 5)
    assert (second.place.line, second.place.column) == (2, 5)


def test_every_mistake_of_a_file_is_told_in_order() -> None:
    text = "1.1 One payz £5000.\n1.2 Two means 1000\n1.3 Three pays £4 for eech Child.\n"
    assert said(read(text).findings) == [
        ("SIB109", "payz"),
        ("SIB104", "£5000"),
        ("SIB101", "1000"),
        ("SIB113", "1000"),
        ("SIB109", "eech"),
    ]


def test_a_sentence_with_a_mistake_is_read_as_it_was_meant() -> None:
    wrong = read("Home Week payz 5,000 pounds.\nThe term is from April 1, 2018 to 1 May 19")
    right = read("Home Week pays £5,000. The term is from 1 April 2018 to 1 May 2019.")
    assert wrong.document == right.document
    assert wrong.unread == ()


def test_places_behind_a_mend_are_those_of_the_file() -> None:
    text = "Home Week payz 5,000 pounds for each Net Day."
    (clause,) = read(text).document.clauses
    per = clause.form.price.per  # type: ignore[union-attr]
    assert text[per.span.start : per.span.end] == "Net Day"  # type: ignore[union-attr]


def test_terms_of_sentences_not_read_are_known() -> None:
    parsed = read('Home Weeks is made of Days.\nNet Day means "a.\n')
    assert parsed.document.clauses == ()
    assert {"Home Week", "Day"} <= parsed.unread_terms


def test_sentences_without_full_stops_are_told_apart() -> None:
    parsed = read("One pays £1\nTwo pays £2\n\nThree certifies Four\nFive pays £5")
    assert [code for code, _ in said(parsed.findings)] == ["SIB101"] * 4
    assert len(parsed.document.clauses) == 4


@pytest.mark.parametrize(
    ("text", "helps"),
    [
        ("Home Week shall pay £3.", "write `pays`"),
        ("Home Week pays £3 per Child.", "write `for each`"),
        ("Home Week is achieved for each seven consecutive days in Care.", "write `7`"),
        ("It follows that no day is paid twice.", "write `for twice`"),
        (
            "Home Week is achieved for each week of Care with day in Stay.",
            "write `every day` or `no day`",
        ),
        ("Window means 1 May 2018 to 2 May 2018.", None),
        (
            "An outcome not known within 12 months of the due day is not achieved.",
            "write `within 12 months after the due day`",
        ),
        ("Birmingham pays the remainder.", "write `rest`"),
        ("Care means each day in the Stays except where Kind is 4.", "write `, except where`"),
    ],
)
def test_words_of_other_contracts_get_the_word_of_this_language(
    text: str, helps: str | None
) -> None:
    (finding,) = read(text).findings
    assert finding.help
    assert helps in (None, finding.help)
