"""Contracts that answer every question, and what each answer is worth."""

from pathlib import Path

import pytest
from removing import (
    SAMPLES,
    SCHEMES,
    answers,
    first_line,
    name_of,
    open_in,
    read,
    speaks_up,
    without,
    without_alone,
)

SAID_ELSEWHERE = {
    "dn2": {"5.5": "an outcome before the referral: no tracking period begins so early"},
    "essex": {
        "2.6": "what the provider itself decides; the outcome rests on other records",
        "11.1": "one outcome, measured once in each quarter",
    },
    "manchester": {
        "7.1": "a year has no more than 52 whole weeks",
        "7.2": "the payments in each financial year are limited too",
    },
    "pan-london": {
        "7.1": "only the first therapy counts, and it ends once",
        "7.2": "the payments in total are limited too",
    },
    "peterborough": {"7.1": "each cohort has one report"},
}
"""Clauses that say again what others say: without them no amount and no question is open."""


@pytest.mark.parametrize("path", SAMPLES, ids=name_of)
def test_a_sample_leaves_nothing_open(path: Path) -> None:
    assert open_in(read(path)) == set()


@pytest.mark.parametrize("path", SCHEMES, ids=name_of)
def test_a_scheme_leaves_nothing_open(path: Path) -> None:
    assert open_in(read(path)) == set()


@pytest.mark.parametrize("path", SAMPLES, ids=name_of)
def test_without_an_answer_exactly_its_question_comes_back(path: Path) -> None:
    whole, quiet = read(path), set()
    for clause in whole.document.clauses:
        may = answers(clause.form)
        if not may:
            continue
        cut = without(whole, clause)
        raised = {number for number, _ in open_in(cut)} if cut.lowered else set()
        if raised:
            assert len(raised) == 1, first_line(clause, whole)
            assert raised <= may, first_line(clause, whole)
        elif not speaks_up(without_alone(whole, clause)):
            quiet.add(clause.number)
    assert quiet == set(SAID_ELSEWHERE.get(name_of(path), {}))
