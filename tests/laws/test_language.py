"""It is a language, not a set of templates: names, numbers and order carry no meaning.

Every Term, party, code, label, case and title gets another name, and the clauses stand in another
order; the data says the same through its mapping. The ledger is the same but for the names. The
outcomes keep their order, which breaks the last of ties.
"""

from collections import Counter
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from laws.computing import NAMES, few
from laws.renaming import (
    Names,
    new_names,
    numbered_afresh,
    renamed,
    shuffled,
    without_numbers,
    write_cases,
)

from sibdsl import api
from sibdsl.lower import Lowered
from sibdsl.model.days import day
from sibdsl.model.ledger import Ledger, Line, Waiting
from sibdsl.source import Source
from sibdsl.syntax import forms
from sibdsl.syntax.parse import parse

ROOT = Path(__file__).parents[2]
OWN = ROOT / "tests" / "laws" / "contracts"
FOLDERS = {
    **{name: ROOT / "contracts" / name for name in NAMES},
    **{name: OWN / name for name in ("street", "work", "betting")},
}


def meant(text: str) -> Lowered:
    """What *text* means; nothing is wrong with it."""
    loaded = api.load_text(text)
    assert [(f.code.number, f.message) for f in loaded.findings] == []
    assert loaded.lowered is not None
    return loaded.lowered


def text_of(name: str) -> str:
    """The text of a contract."""
    return (FOLDERS[name] / "contract.sib").read_text(encoding="utf-8")


def computed(lowered: Lowered, cases: Path) -> Ledger:
    """The ledger on the files in *cases*."""
    return api.evaluate(lowered.contract, api.read_cases(lowered.contract, [cases]).histories)


@cache
def plain(name: str) -> Ledger:
    """The ledger under the names that the contract has."""
    return computed(meant(text_of(name)), cases_of(name))


def cases_of(name: str) -> Path:
    """The case files; of a scheme a few of its cases."""
    return few(name) if name in NAMES else FOLDERS[name] / "cases"


def new_line(line: Line, names: Names) -> tuple[object, ...]:
    """What *line* says under the new *names*, but for its clauses and rows."""
    shares = {names.known(party): amount for party, amount in line.shares}
    return (*whose(line, names), frozenset(shares.items()), *days(line))


def whose(one: Line | Waiting, names: Names) -> tuple[object, ...]:
    """Whose it is and of which outcome, under the new *names*; labels of groups stay."""
    case = names.case(one.case) if one.case is not None else None
    named = one.outcome if one.outcome.startswith("(") else names.known(one.outcome)
    return case, one.group, named


def as_it_is(line: Line) -> tuple[object, ...]:
    """What *line* says, but for its clauses and rows."""
    return (line.case, line.group, line.outcome, frozenset(line.shares), *days(line))


def days(line: Line) -> tuple[object, ...]:
    """What has no name in *line*."""
    limits = line.unpaid_by is not None, len(line.cut_by)
    amounts = line.units, line.gross, line.paid, line.achieved
    return (line.first_due, line.last_due, line.evidence, line.claim, *amounts, *limits)


def waits(waiting: Waiting, names: Names) -> tuple[object, ...]:
    """What waits, under the new *names*, and for how many facts."""
    return (*whose(waiting, names), waiting.days, len(waiting.facts))


def same_but_for_names(old: Ledger, new: Ledger, names: Names) -> None:
    """The two ledgers say the same."""
    assert Counter(new_line(line, names) for line in old.lines) == Counter(map(as_it_is, new.lines))
    told = Counter((w.case, w.group, w.outcome, w.days, len(w.facts)) for w in new.waiting)
    assert Counter(waits(w, names) for w in old.waiting) == told
    assert {names.known(party) for party in old.payers} == set(new.payers)
    assert (old.paid, old.as_at, old.cases, old.eligible) == (
        new.paid,
        new.as_at,
        new.cases,
        new.eligible,
    )


@pytest.mark.parametrize("name", FOLDERS)
@settings(max_examples=3)
@given(seed=st.integers(0, 10**6))
def test_ledger_is_the_same_but_for_the_names(
    name: str, seed: int, tmp_path_factory: pytest.TempPathFactory
) -> None:
    document = parse(Source(name, text_of(name))).document
    names = new_names(document, seed)
    turned = shuffled(renamed(text_of(name), names), seed)
    amended = any(isinstance(c.form, forms.Amendment) for c in document.clauses)
    numberless = numbered_afresh if amended else without_numbers
    text = [turned, numbered_afresh(turned), numberless(turned)][seed % 3]
    lowered = meant(text)
    number = meant(text_of(name)).contract.case_number
    cases = write_cases(cases_of(name), names, tmp_path_factory.mktemp("cases"), number)
    same_but_for_names(plain(name), computed(lowered, cases), names)
    results = api.examples(lowered.contract, lowered.examples)
    assert [result.wrong for result in results if result.wrong] == []


@pytest.mark.parametrize("name", FOLDERS)
@settings(max_examples=2)
@given(seed=st.integers(0, 10**6))
def test_clauses_in_another_order_with_their_numbers_are_the_same_ledger(
    name: str, seed: int
) -> None:
    """Down to the clause that each line cites."""
    lowered = meant(shuffled(text_of(name), seed))
    new = computed(lowered, cases_of(name))
    assert set(new.lines) == set(plain(name).lines)
    told = [{(w.case, w.outcome, w.clause, w.days) for w in x.waiting} for x in (new, plain(name))]
    assert told[0] == told[1]


PAID = {
    "street": {"S1": 362, "S3": 366, "S4": 104, "S5": 600, "S7": 362, "S8": 240},
    "work": {"J1": 1300, "J2": 500, "J3": 3000, "J6": 380, "J7": 780, "J8": 780},
    "betting": {"G1": 70, "G2": 60, "G3": 70},
}
"""What each case is paid in pounds, worked out by hand from the files; the others nothing."""


@pytest.mark.parametrize("name", PAID)
def test_joined_as_in_no_sample_each_case_is_paid_what_it_is_by_hand(name: str) -> None:
    paid: Counter[str | None] = Counter()
    for line in plain(name).lines:
        paid[line.case] += line.paid.pence
    assert {case: pence / 100 for case, pence in paid.items() if pence} == PAID[name]


@pytest.mark.parametrize("name", PAID)
def test_joined_as_in_no_sample_the_worked_examples_hold(name: str) -> None:
    lowered = meant(text_of(name))
    results = api.examples(lowered.contract, lowered.examples)
    assert [(r.example.name, r.wrong) for r in results if r.wrong] == []
    assert len(results) >= 6


def test_payers_in_a_row_share_as_by_hand() -> None:
    """£1,500 of the first fund, £500 of the second; what is over after that nobody pays."""
    shares = {party: amount.pence // 100 for party, amount in plain("work").paid_by().items()}
    assert shares == {"Work Fund": 1500, "Lead Fund": 500, "Ashby": 4740}


def test_hours_not_known_wait() -> None:
    (waiting,) = plain("work").waiting
    assert (waiting.case, waiting.days) == ("J9", (day(2022, 3, 31), day(2022, 4, 1)))
    assert any("Hour" in fact for fact in waiting.facts)
