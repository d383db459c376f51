"""What is not yet computed is refused by name; which of several is meant is asked."""

import pytest

from sibdsl import api

BASE = """Contract "Base".
1.1 The term is from 1 April 2020 to 31 March 2024.
1.2 The commissioner is Ashby.
2.1 The record of each Person holds
    (a) Case Number, a code; (b) Starts, events; and (c) Stays, periods.
3.1 Year means the 12 months after 1 April 2020.
5.1 Begun is achieved for each Start on the Start.
6.1 Begun pays £100.
8.1 Ashby pays the rest.
9.1 Claims are made for each quarter.
"""
REFUSED = {
    "3.2 Starts Made, for each week, means the number of Starts.": "for each week",
    "7.1 Payments in each week do not exceed £500.": "a limit in each week",
    "3.2 Fortnight means the first 2 weeks in a Stay in each financial year.": "first 2 weeks",
}


def found(text: str) -> list[tuple[str, str]]:
    """The code and the message of each finding; a contract with one means nothing."""
    loaded = api.load_text(text)
    assert (loaded.lowered is None) == bool(loaded.findings)
    return [(f.code.number, f.message) for f in loaded.findings]


def test_base_is_whole() -> None:
    assert found(BASE) == []


@pytest.mark.parametrize("sentence", REFUSED)
def test_form_that_is_not_computed_is_named(sentence: str) -> None:
    ((code, message),) = found(f"{BASE}{sentence}\n")
    assert code.startswith("SIB")
    assert REFUSED[sentence] in message
    assert "not yet computed" in message


@pytest.mark.parametrize(
    "sentence",
    [
        "Begun is achieved on the Start.",
        "Begun is achieved on the last day of the Stay.",
    ],
)
def test_reading_16_many_where_one_is_meant_is_asked(sentence: str) -> None:
    text = BASE.replace("Begun is achieved for each Start on the Start.", sentence)
    ((_, message),) = found(text)
    assert "which one is meant?" in message


def test_reading_16_only_the_first_is_one() -> None:
    text = BASE.replace("for each Start on the Start", "on the Start")
    assert found(f"{text}2.2 Only the first Start of each Person counts.\n") == []
