"""The sentences that settle a question: each can be read, silences it, and shows its amount."""

import re
from pathlib import Path

import pytest
from removing import ROOT, SAMPLES, answers, name_of, open_in, read, without

from sibdsl.pipeline import loaded
from sibdsl.questions import asked
from sibdsl.questions.findings import findings
from sibdsl.questions.putting import in_words, settled
from sibdsl.questions.small_case import Shown, bases, shown
from sibdsl.source import Source

OPEN = sorted((ROOT / "tests" / "marked" / "questions").glob("*.sib"))

PAID = {
    "above_a_limit": ("£600", "£600"),
    "custody": ("£300", "£600"),
    "death": ("£300", "£300", "£600"),
    "every_status": ("£600", "£300"),
    "fund_pays_nothing": ("£600", "£600"),
    "grant_used_up": ("£600", "£520", "£600"),
    "last_referral": ("£0", "£600"),
    "late_evidence": ("£300", "£600"),
    "many_successes": ("£300", "£600"),
    "most": ("£600", "£1,200"),
    "neither_before_nor_after": ("£15,700", "£15,650"),
    "no_word_on_a_limit": ("£100", "£600"),
    "one_person": ("£600", "£1,200"),
    "respite": ("£600", "£600", "£300"),
    "run_off": ("£300", "£600", "£600"),
    "temporary_placement": ("£300", "£600"),
    "test_day": ("£0", "£600", "£600"),
    "what_breaks_a_run": ("£0", "£600"),
    "which_version": ("£600", "£300"),
    "window_pause": ("£300", "£600"),
    "window_without_end": ("£300", "£3,600"),
}
"""What each answer pays on the small case, worked out by hand; the others change no amount."""


def shown_in(path: Path) -> list[Shown]:
    whole = read(path)
    assert whole.lowered is not None
    examples = bases(whole.lowered)
    contract = whole.lowered.contract
    return [shown(raised, examples, whole.document) for _, raised in asked(contract)]


@pytest.mark.parametrize("path", OPEN, ids=lambda path: path.stem)
def test_each_answer_silences_its_question(path: Path) -> None:
    whole = read(path)
    assert whole.lowered is not None
    for question, raised in asked(whole.lowered.contract):
        for answer in raised.answers:
            made = settled(whole.document, answer)
            if made is not None and made.lowered is not None:
                assert (question.number, raised.about) not in open_in(made), list(in_words(answer))


@pytest.mark.parametrize("path", OPEN, ids=lambda path: path.stem)
def test_a_question_has_more_than_one_answer(path: Path) -> None:
    one_party = {"who_verifies"}
    assert all(len(s.settlements) > 1 for s in shown_in(path)) or path.stem in one_party


@pytest.mark.parametrize("path", OPEN, ids=lambda path: path.stem)
def test_each_answer_shows_what_it_pays(path: Path) -> None:
    paid = [str(s.paid.total) for each in shown_in(path) for s in each.settlements if s.paid]
    assert tuple(paid) == PAID.get(path.stem, ())


@pytest.mark.parametrize("path", OPEN, ids=lambda path: path.stem)
def test_what_changes_no_amount_is_said_in_words(path: Path) -> None:
    for each in shown_in(path):
        if not each.differs:
            assert all(settlement.answer.changes for settlement in each.settlements)


@pytest.mark.parametrize("path", SAMPLES, ids=name_of)
def test_the_answers_to_a_question_brought_back_silence_it(path: Path) -> None:
    whole = read(path)
    for clause in whole.document.clauses:
        cut = without(whole, clause) if answers(clause.form) else None
        if cut is None or cut.lowered is None:
            continue
        for question, raised in asked(cut.lowered.contract):
            made = [settled(cut.document, answer) for answer in raised.answers]
            taken = [one for one in made if one is not None and one.lowered is not None]
            assert taken, (clause.number, question.number)
            for one in taken:
                assert (question.number, raised.about) not in open_in(one)


def test_a_contract_without_numbers_is_asked_the_same() -> None:
    numbered = read(ROOT / "tests/cli/contracts/many_open.sib")
    plain = re.sub(r"^\d+\.\d+ ", "", numbered.source.text, flags=re.MULTILINE)
    unnumbered = loaded(Source("plain.sib", plain))
    assert unnumbered.lowered is not None
    assert open_in(unnumbered) == open_in(numbered)
    found = list(findings(unnumbered.lowered.contract, unnumbered.document))
    assert {finding.clause for finding in found} == {None}
