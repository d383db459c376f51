"""What each law says of cases made by hand: of what breaks it, and of what nearly does."""

import pytest
from verify.law_cases import Case, cases, said_of

from sibdsl.verify.laws import LAWS

PROMISES = (
    "never exceed",
    "nothing is due",
    "no day is paid for twice",
    "another day",
    "another Contact",
    "never changes",
)


@pytest.mark.parametrize("case", cases(), ids=lambda case: f"{case.law}: {case.title}")
def test_a_law_says_what_breaks_it_and_nothing_else(case: Case) -> None:
    assert said_of(case) == case.says


def test_each_law_is_broken_by_a_case_and_kept_by_another() -> None:
    broken = {case.law for case in cases() if case.breaks}
    kept = {case.law for case in cases() if not case.breaks}
    names = {law.name for law in LAWS}

    assert names - broken == set()
    assert names - kept == set()


@pytest.mark.parametrize("kind", PROMISES)
def test_each_kind_of_promise_is_broken_by_a_case_and_kept_by_another(kind: str) -> None:
    clauses = [(case.text.partition("11.1 ")[2], case.breaks) for case in cases()]
    asked = [breaks for text, breaks in clauses if kind in text]

    assert set(asked) == {True, False}


def test_no_two_cases_have_one_title() -> None:
    titles = [(case.law, case.title) for case in cases()]

    assert len(set(titles)) == len(titles)
