"""The questions that every contract must answer, and the sentences that would settle them."""

from typing import Final

from sibdsl.diagnostics import codes
from sibdsl.model.contract import Contract
from sibdsl.questions import care, claims, events, money, who, windows
from sibdsl.questions.question import Question, Raised

__all__ = ["QUESTIONS", "Question", "Raised", "asked"]

QUESTIONS: Final[tuple[Question, ...]] = (
    Question(1, codes.TEST_DAY, who.tests_name_their_day),
    Question(2, codes.WINDOW, windows.windows_have_a_length),
    Question(3, codes.GRID_OR_RUN, windows.what_breaks_a_stretch_is_said),
    Question(4, codes.ENDS_OF_PERIODS, windows.days_at_the_ends_are_somewhere),
    Question(5, codes.WHICH_CODES, care.records_that_last_are_placed),
    Question(6, codes.RESPITE, care.short_breaks_are_said),
    Question(7, codes.TURNS_OF_LIFE, events.what_ends_or_goes_on_is_said),
    Question(8, codes.ONE_PERSON, who.persons_and_their_outcomes_are_counted),
    Question(9, codes.WHICH_PAYER, money.payers_are_said),
    Question(10, codes.DEDUCTED_OF_WHAT, money.deductions_say_of_what),
    Question(11, codes.WHAT_A_LIMIT_BINDS, money.limits_are_said),
    Question(12, codes.GRANT_USED_UP, money.grants_say_what_they_hold),
    Question(13, codes.LATE_EVIDENCE, claims.evidence_has_its_time),
    Question(14, codes.DAY_TWICE, claims.days_paid_for_twice_are_said),
    Question(15, codes.LEAST_AND_MOST, who.least_and_most_are_said),
    Question(16, codes.RUN_OFF, events.the_end_of_the_contract_is_said),
    Question(17, codes.WHO_VERIFIES, claims.records_are_certified),
    Question(18, codes.WHICH_VERSION, claims.the_version_that_governs_is_said),
)
"""All of them, in the order of their numbers."""


def asked(contract: Contract) -> tuple[tuple[Question, Raised], ...]:
    """Each question that *contract* leaves open, in order; nothing where all are answered."""
    return tuple((q, raised) for q in QUESTIONS for raised in q.raised(contract))
