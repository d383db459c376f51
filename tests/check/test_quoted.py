"""Quotations beside clauses: what is true raises nothing, what has drifted is found."""

from pathlib import Path

import pytest

from sibdsl.diagnostics import Finding
from sibdsl.pipeline import loaded
from sibdsl.source import Source

SIGNED = Path(__file__).parent / "quoted" / "contract.sib"
TEXT = SIGNED.read_text(encoding="utf-8")


def found(text: str) -> tuple[Finding, ...]:
    return loaded(Source("contract.sib", text)).findings


def shown(finding: Finding) -> tuple[str, str, list[str]]:
    """The code, the words that are underlined, and those of the second places."""
    places = [finding.place, *(label.place for label in finding.others)]
    first, *others = (
        place.source[place.span] for place in places if place and place.source and place.span
    )
    return str(finding.code), first, others


def drifted(old: str, new: str) -> list[tuple[str, str, list[str]]]:
    assert TEXT.count(old) == 1, old
    return [shown(finding) for finding in found(TEXT.replace(old, new))]


def test_no_alarm_where_every_quotation_is_true() -> None:
    assert TEXT.count("As signed") > 12
    assert found(TEXT) == ()


@pytest.mark.parametrize(
    ("old", "new", "in_quotation", "in_clause"),
    [
        ("expire on 31 Mar 2031", "expire on 31 Mar 2030", "31 Mar 2030", "31 March 2031"),
        ("twenty-four (24) months", "eighteen (18) months", "eighteen (18) months", "2 years"),
        ("pay three hundred pounds", "pay two hundred pounds", "two hundred pounds", "£300"),
        ("fifteen per cent (15%)", "twenty per cent (20%)", "twenty per cent", "15%"),
        ("ten (10) and seventeen (17)", "ten (10) and sixteen (16)", "sixteen (16) years", "17"),
        ("£1.5 million", "£1.6 million", "£1.6 million", "£1,500,000"),
        ("seven (7) consecutive days in", "five (5) consecutive days in", "five (5) ", "7"),
        ("eighteenth (18th) birthday of", "nineteenth birthday of", "nineteenth ", "18th birthday"),
        ("pounds (£310)", "pounds (£301)", "£301", "£310"),
        ("within one year of", "within two years of", "two years", "12 months"),
    ],
)
def test_a_planted_drift_is_found_with_both_its_places(
    old: str, new: str, in_quotation: str, in_clause: str
) -> None:
    (code, first, others), *_ = drifted(old, new)

    assert code == "SIB420"
    assert first.startswith(in_quotation)
    assert [other.startswith(in_clause) for other in others] == [True]


def test_a_drift_in_the_clause_is_found_as_well() -> None:
    assert drifted("6.1 Completion pays £2,000.", "6.1 Completion pays £2,500.") == [
        ("SIB420", "two thousand pounds", ["£2,500"]),
        ("SIB420", "£2,000.00", ["£2,500"]),
    ]


def test_a_term_that_the_clause_does_not_use_is_a_difference() -> None:
    clause = "Respite means the first 75 days in a Short Break in each financial year"

    assert drifted("days of Short Break in any", "days of Excess Break in any") == [
        ("SIB420", "Excess Break", [clause])
    ]


def test_words_and_figures_that_differ_are_both_read() -> None:
    assert drifted("three hundred and ten pounds (£310)", "three hundred pounds (£310)") == [
        ("SIB420", "three hundred pounds", ["£310"])
    ]


def test_a_figure_that_the_quotation_leaves_out_is_a_warning() -> None:
    (quoted,) = (line for line in TEXT.splitlines() if "capped at" in line)
    without = quoted.replace(" is capped at £225k, being two hundred and", " is capped.")

    assert drifted(quoted, without.partition("twenty-five")[0].rstrip() + '".') == [
        ("SIB421", "£225,000", ["The contribution of Central Fund is capped."])
    ]


def test_the_clause_that_has_the_figure_is_named() -> None:
    (finding,) = found(TEXT.replace("week so achieved", "unbroken run of 7 days"))

    assert finding.message == "the quotation says `7 days`, and the clause has no such length"
    assert finding.help == "clause 5.2 says it: quote that part beside it"


@pytest.mark.parametrize("words", ["4 years", "two months"])
def test_a_length_is_called_so_whatever_its_unit(words: str) -> None:
    finding, *_ = found(TEXT.replace("three hundred pounds sterling", f"£300 for {words}"))

    assert finding.message == f"the quotation says `{words}`, and the clause has no such length"


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("fifteen per cent (15%)", "fifteen per cent, at least £20,", "£20"),
        ("fractions of a penny", "fractions of £1", "£1"),
    ],
)
def test_the_penny_of_a_rounding_is_not_shown_as_an_amount(old: str, new: str, said: str) -> None:
    (finding,) = found(TEXT.replace(old, new))

    assert finding.message == f"the quotation says `{said}`, and the clause has no such amount"


@pytest.mark.parametrize("amount", ["£300,00", "£300.000", "£3,00"])
def test_an_amount_with_its_commas_or_points_misplaced_equals_none(amount: str) -> None:
    (finding,) = found(TEXT.replace("three hundred pounds sterling", amount))

    assert finding.message == f"the quotation says `{amount}` where the clause says `£300`"


SHARED = TEXT.replace("pays 15% of", "pays 20% of").replace("fifteen per cent (15%)", "{share}")


@pytest.mark.parametrize(
    "share",
    ["a third", "one half", "a quarter", "three fifths", "thirty parts in a hundred", "one in six"],
)
def test_a_share_in_words_is_held_to_the_percentage(share: str) -> None:
    (finding,) = found(SHARED.replace("{share}", share))

    assert finding.message == f"the quotation says `{share}` where the clause says `20%`"


@pytest.mark.parametrize(
    "share",
    [
        "one fifth",
        "a fifth",
        "two tenths",
        "one in five",
        "twenty parts in a hundred",
        "a fifth (20%)",
        "20 per cent, taken from one half of the account,",
    ],
)
def test_a_true_share_in_words_raises_nothing(share: str) -> None:
    assert found(SHARED.replace("{share}", share)) == ()


@pytest.mark.parametrize("percent", ["33%", "33.33%"])
def test_a_third_is_no_percentage_that_is_written_in_figures(percent: str) -> None:
    text = SHARED.replace("20%", percent)

    (finding,) = found(text.replace("{share}", "a third"))
    assert finding.message == f"the quotation says `a third` where the clause says `{percent}`"
    assert found(text.replace("{share}", f"a third (to be exact, {percent})")) == ()


def test_a_share_beside_a_clause_without_a_percentage_is_no_difference() -> None:
    assert found(TEXT.replace("so achieved", "so achieved in a third of the homes")) == ()


def test_a_quotation_beside_a_title_or_beside_nothing_is_no_mistake() -> None:
    title = 'Contract "Homeward, as signed".'

    assert found(TEXT.replace(title, f'{title}\n    As signed: "Of May 2026".')) == ()


@pytest.mark.parametrize(
    "words",
    [
        "Care Quality Commission",
        "Stay is paid for",
        "any Child",
        "the two Authorities",
        "a day",
        "2026/27",
        "Clause 5.3 and paragraph 12(a)",
        "form V4",
    ],
)
def test_what_prose_says_besides_is_no_difference(words: str) -> None:
    assert found(TEXT.replace("For each week so", f"{words}. For each week so")) == ()


def test_a_number_in_the_name_of_a_term_is_no_figure() -> None:
    named = TEXT.replace("Home Week", "Home 26 Week")
    said = named.replace("For each week so", "For each {week} so")

    assert found(named) == ()
    assert found(said.replace("{week}", "Home 26 Week")) == ()
    (finding,) = found(said.replace("{week}", "of 26 weeks"))
    assert finding.message == "the quotation says `26 weeks`, and the clause has no such length"


def test_a_figure_in_a_code_may_be_quoted_and_need_not() -> None:
    named = TEXT.replace('"completed"', '"two years"')
    clause = 'if the Result is "two years".'
    assert clause in named

    for words, codes in {"of two years": [], "": [], "of three years": ["SIB420"]}.items():
        quoted = named.replace(clause, f'{clause}\n    As signed: "A therapy {words}".')
        assert [str(one.code) for one in found(quoted)] == codes


def test_two_quotations_of_one_clause_are_read_together() -> None:
    quoted = (
        "The contribution of Central Fund is capped at £225k, being two hundred and twenty-five"
    )
    parted = TEXT.replace(f"{quoted} thousand pounds.", "Central Fund is capped.")
    both = parted.replace('is capped.".', 'is capped.".\n    As signed: "At £225,000.".')

    assert [str(finding.code) for finding in found(parted)] == ["SIB421"]
    assert found(both) == ()
