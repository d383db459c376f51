import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from syntax import strategies

from sibdsl.source import Source
from sibdsl.syntax import forms, write
from sibdsl.syntax.layout import WIDTH, laid_out
from sibdsl.syntax.parse import parse

ROOT = Path(__file__).parents[2]
CONTRACTS = [*(ROOT / "contracts").glob("*/*.sib"), *(ROOT / "tests/data/contracts").glob("*.sib")]
NOTES = (
    "[Placeholder.]",
    "[See clause 1.1: “so it is”, or (a) not; as long as a note can be if a line must be broken in"
    " it, which it is not if it ends before the margin.]",
    '[One\n   two "three.\n\n four]',
)
NOT_BEFORE_A_NOTE = {"a", "an", "the", "of", "except"}


def read(text: str) -> forms.Document:
    parsed = parse(Source("a.sib", text))
    assert not [f for f in parsed.findings if f.code.number != "SIB110"], parsed.findings
    return parsed.document


def without_space(text: str) -> str:
    """Every character of *text* but space, quotation marks made straight."""
    return re.sub(r"[\s\ufeff]+", "", text.translate(str.maketrans("“”", '""')))


@st.composite
def untidy(draw: st.DrawFn) -> str:
    """A contract with notes between its words, odd spaces, headings and curly quotes."""
    text = write.document(draw(strategies.documents()))
    said = []
    for line in re.split(r"(?m)^(?=\S)", text):
        said.append(draw(st.sampled_from(["", "", "\n", "# 7. A  heading\n", NOTES[1] + " \n"])))
        said += [_untidy(draw, part) for part in re.findall(r'"[^"]*"|\s+|[^\s"]+|"', line)]
        said.append(draw(st.sampled_from(["\n", "\n\n \n", " [Note.]\n", "\n   [Note.]\n"])))
    start, end = draw(st.sampled_from([("", ""), ("\ufeff", "\n\n"), ("sib 1\n", "  ")]))
    # A line that begins with `1.5. As` would begin clause 1.5.
    written = start + re.sub(r"\s+(?=\d+\.\d+\.\s)", " ", "".join(said)) + end
    return written.replace("\n", "\r\n") if draw(st.booleans()) else written


def _untidy(draw: st.DrawFn, part: str) -> str:
    """One word, quotation or gap of a contract, made untidy."""
    if part.isspace():
        return draw(st.sampled_from([" ", " ", "  ", "\u00a0 ", "\t"]))
    if part.startswith('"'):
        quoted = part[1:-1].replace(" ", draw(st.sampled_from([" ", "  ", "\n ", " \n"])))
        return draw(st.sampled_from([f'"{quoted}"', f"“{quoted}”"]))
    if re.fullmatch(r"[a-z]+|.*;", part) and part not in NOT_BEFORE_A_NOTE:
        after = draw(st.sampled_from(["", "", "\n", "\n\n  ", *(f" {n}" for n in NOTES)]))
        return part + after + (draw(st.sampled_from(["", "\n"])) if "[" in after else "")
    return part


@given(untidy())
def test_layout_changes_no_word_note_or_heading_and_no_meaning(text: str) -> None:
    laid = laid_out(text)

    assert without_space(laid) == without_space(text)
    assert read(laid) == read(text)


@given(untidy())
def test_laying_out_twice_is_laying_out_once(text: str) -> None:
    laid = laid_out(text)

    assert laid_out(laid) == laid


@given(untidy())
def test_lines_keep_the_margin_and_end_without_space(text: str) -> None:
    for line in laid_out(text).removesuffix("\n").split("\n"):
        assert line == line.rstrip()
        assert len(line) <= WIDTH
        assert not re.search(r"[\t\r\u00a0“”]", line)


@pytest.mark.parametrize("path", CONTRACTS, ids=str)
def test_our_own_contracts_are_in_the_house_layout_but_for_a_few_long_lines(path: Path) -> None:
    text = path.read_text(encoding="utf-8")

    laid = laid_out(text)

    assert without_space(laid) == without_space(text)
    assert len(set(text.split("\n")) - set(laid.split("\n"))) <= 4


def test_the_house_layout() -> None:
    untidy_text = """  Contract   “One”.
[A note
 of two lines.]
#  1.   Records
1.1. The record of each Child holds (a)Case Number,a code ; (b) Stays,
periods that do not overlap, with Kind, one of
    "one" or "two"; and (c) Child’s Move, an event.   [Chosen.]
   [On its own.]


1.2 If (a) a Move is in the Run; and (b) the Move is in the Window, the Window starts again
on the Move.
1.3 Example "Short": given (a) Move is on 1 May 2020; and (b) Count is 5,
then by 1 June 2020 nothing is paid. As signed: "Nothing".
1.4 Home Week pays £ 5.
# 2. Empty"""

    assert (
        laid_out(untidy_text)
        == """Contract "One".
[A note
of two lines.]

# 1. Records
1.1 The record of each Child holds
    (a) Case Number, a code;
    (b) Stays, periods that do not overlap, with Kind, one of "one" or "two"; and
    (c) Child's Move, an event. [Chosen.]
    [On its own.]

1.2 If (a) a Move is in the Run; and (b) the Move is in the Window,
    the Window starts again on the Move.
1.3 Example "Short": given
    (a) Move is on 1 May 2020; and
    (b) Count is 5,
    then by 1 June 2020 nothing is paid.
    As signed: "Nothing".
1.4 Home Week pays £5.

# 2. Empty
"""
    )


def test_a_long_list_between_if_and_its_comma_stands_on_lines_of_its_own() -> None:
    text = (
        "If (a) every day of the Qualifying Period is in the Step-Down; and (b) the Move is in the"
        " second 6 months of the Qualifying Period, the Window starts again on the Move."
    )

    assert (
        laid_out(text)
        == """If
    (a) every day of the Qualifying Period is in the Step-Down; and
    (b) the Move is in the second 6 months of the Qualifying Period,
    the Window starts again on the Move.
"""
    )


def test_a_list_inside_an_item_is_indented_once_more() -> None:
    text = (
        "A Child is eligible if (a) at least 2 of the following are met: (a) the Child is Old;"
        " (b) there is a Move; and (c) there is a Stay; and (b) the Child is in Care."
    )

    assert (
        laid_out(text)
        == """A Child is eligible if
    (a) at least 2 of the following are met:
        (a) the Child is Old;
        (b) there is a Move; and
        (c) there is a Stay; and
    (b) the Child is in Care.
"""
    )


def test_a_long_sentence_breaks_at_its_joints() -> None:
    text = (
        "1.2 The commissioners are Sutton, Tower Hamlets, Bexley, Merton and Newham; and, from"
        " 1 July 2018, Barking; and, from 1 September 2019, Haringey, Hounslow and Richmond."
    )

    assert laid_out(text).split("\n")[1] == (
        "    and, from 1 September 2019, Haringey, Hounslow and Richmond."
    )


def test_a_line_of_a_note_that_is_too_long_runs_over_into_the_next() -> None:
    text = "[" + "word " * 30 + "\nnext line\nlast line.]"

    assert laid_out(text).split("\n")[1:] == [
        "word word word word word word next line last line.]",
        "",
    ]
