import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from syntax import strategies

from sibdsl.source import Source, Span
from sibdsl.syntax import forms, write
from sibdsl.syntax.parse import parse
from sibdsl.syntax.renumber import Renumbered, numbered, renumbered

ROOT = Path(__file__).parents[2]
CONTRACTS = [*(ROOT / "contracts").glob("*/*.sib"), *(ROOT / "tests/data/contracts").glob("*.sib")]

BEFORE = """Contract "One".

# 3. Words
3.1 Care means each day in the Stays. [See clause 5.9, and clauses 5.1, 5.9 and 9.9.]
# 5. Outcomes
5.9 A Child is eligible if
    (b) the Child is in Care; or
    (d) there is a Move.
There is no limit on payments.
    As signed: "As in clause 5.9.".
5.1 From 1 July 2020, clause 5.9 reads: a Child is eligible if
    (a) there is a Move; and
    (e) there is a Stay.
5.1 It follows that no day is paid for twice, because "clause 5.1 says so, with clause 5.9(d)".
5.4 Example "clause 5.9": given Count is 5, then by 1 May 2020 nothing is paid,
    because of clause 5.9(e).
5.5 Example "None": given Count is 5, then by 1 May 2020 nothing is paid, because of clause 5.9(z).
"""

AFTER = """Contract "One".

# 3. Words
3.1 Care means each day in the Stays. [See clause 5.1, and clauses 5.3, 5.1 and 9.9.]
# 5. Outcomes
5.1 A Child is eligible if
    (a) the Child is in Care; or
    (b) there is a Move.
5.2 There is no limit on payments.
    As signed: "As in clause 5.9.".
5.3 From 1 July 2020, clause 5.1 reads: a Child is eligible if
    (a) there is a Move; and
    (b) there is a Stay.
5.4 It follows that no day is paid for twice, because "clause 5.3 says so, with clause 5.1(b)".
5.5 Example "clause 5.9": given Count is 5, then by 1 May 2020 nothing is paid,
    because of clause 5.1(b).
5.6 Example "None": given Count is 5, then by 1 May 2020 nothing is paid, because of clause 5.1(z).
"""


def anew(text: str) -> Renumbered:
    return renumbered(Source("a.sib", text))


def test_clauses_letters_and_references_follow_the_order_of_the_file() -> None:
    assert anew(BEFORE).text == AFTER


def test_what_no_clause_has_is_left_and_told() -> None:
    told = [(number, BEFORE[span.start : span.end]) for number, span in anew(BEFORE).unknown]

    assert told == [("9.9", "9.9"), ("5.9(z)", "(z)")]


def test_a_number_that_two_clauses_have_is_told_at_the_second() -> None:
    second = BEFORE.index("5.1 It follows")

    assert anew(BEFORE).repeated == (("5.1", Span(second, second + 3)),)


def test_without_headings_clauses_are_numbered_through() -> None:
    text = "7. Care means the term.\nRest means the term.\n2. There is no limit on payments.\n"

    assert anew(text).text == (
        "1. Care means the term.\n2 Rest means the term.\n3. There is no limit on payments.\n"
    )


def test_a_file_without_numbers_gets_them_only_when_asked() -> None:
    text = 'Contract "One".\nCare means the term.\n'

    assert anew(text).text == text
    assert numbered(Source("a.sib", text)).text == 'Contract "One".\n1 Care means the term.\n'


def test_a_second_part_with_the_same_number_goes_on_counting() -> None:
    text = "# 2. A\n2.1 Care means the term.\n# 2. B\n2.1 Rest means the term.\n"

    assert anew(text).text.endswith("\n2.2 Rest means the term.\n")


def test_a_reference_to_several_letters_follows_each() -> None:
    text = (
        "2 A Child is eligible if (c) there is a Move; (d) there is a Stay; and (e) there is a Run."
        " [See clause 2(c), (d) and (e), and clauses 2 and 3, 10 days each.]\n"
    )

    assert "[See clause 1(a), (b) and (c), and clauses 1 and 3, 10 days each.]" in anew(text).text


def test_curly_quotation_marks_and_windows_lines_stay_as_they_are() -> None:
    text = "3 It follows that no day is paid for twice,\r\n because “clause 3 says so”.\r\n"

    assert anew(text).text == text.replace("3", "1")


@pytest.mark.parametrize("path", CONTRACTS, ids=str)
def test_a_contract_that_counts_through_stays_as_it_is(path: Path) -> None:
    text = path.read_text(encoding="utf-8")

    assert anew(anew(text).text).text == anew(text).text


def without_numbers(text: str) -> str:
    """The tree of *text*, its clause numbers, letters and references left out."""
    document = parse(Source("a.sib", text)).document
    shown = repr(tuple((clause.form, clause.signed) for clause in document.clauses))
    shown = re.sub(r"(clause=Text\(text=)'[^']*'", r"\1''", shown)
    return re.sub(r"(label=)'[a-z]{1,2}'", r"\1''", shown)


@given(strategies.documents(), st.data())
def test_renumbering_changes_numbers_only_and_once(
    contract: forms.Document, data: st.DataObject
) -> None:
    text = write.document(contract)
    headings = data.draw(st.lists(st.sampled_from(["", "# 3. Words\n", "# Words\n"]), max_size=3))
    text = "".join(
        heading + line
        for heading, line in zip(
            headings + [""] * len(text), re.split(r"(?m)^(?=\d)", text), strict=False
        )
    )

    once = anew(text).text

    assert without_numbers(once) == without_numbers(text)
    assert anew(once).text == once
    assert re.sub(r"\d+|\([a-z]\)| |\.", "", once) == re.sub(r"\d+|\([a-z]\)| |\.", "", text)
