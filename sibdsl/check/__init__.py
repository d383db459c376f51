"""What is wrong with a contract whose sentences can be read."""

from collections.abc import Callable, Iterator
from typing import Final

from sibdsl.check import days, kinds, measures, money, names, whole
from sibdsl.check.subject import Subject
from sibdsl.check.symbols import collect
from sibdsl.diagnostics import Finding
from sibdsl.syntax import forms

CHECKS: Final[tuple[Callable[[Subject], Iterator[Finding]], ...]] = (
    names.terms_are_declared_once,
    names.terms_used_are_declared,
    names.clauses_have_numbers_of_their_own,
    names.clauses_referred_to_exist,
    names.definitions_do_not_go_round,
    whole.what_every_contract_needs_is_said,
    whole.what_can_stand_once_stands_once,
    whole.outcomes_have_one_price,
    kinds.terms_are_what_is_needed,
    kinds.states_of_the_person_name_a_day,
    kinds.options_are_among_those_of_the_record,
    measures.numbers_compared_are_alike,
    measures.counts_are_whole,
    days.the_term_is_from_date_to_date,
    days.periods_do_not_end_before_they_begin,
    days.ages_have_a_birth,
    money.percentages_are_at_most_a_hundred,
    money.shares_make_up_the_payment,
    money.shares_say_how_they_round,
    money.limits_agree_on_the_order,
)
"""Every check of a contract. Each yields what breaks the rule that its name states."""


def check(document: forms.Document, mistakes: tuple[Finding, ...] = ()) -> Iterator[Finding]:
    """What is wrong with *document*, in the order of the file.

    Nothing is said that merely follows from *mistakes*, the sentences that could not be read.
    """
    subject = Subject(document, collect(document), bool(mistakes))
    found = [finding for rule in CHECKS for finding in rule(subject)]
    yield from sorted(found, key=_position)


def _position(finding: Finding) -> tuple[int, str]:
    span = finding.place.span if finding.place else None
    return (span.start if span else -1), finding.code.number
