"""What is wrong with a contract whose sentences can be read."""

from collections.abc import Callable, Iterable, Iterator
from typing import Final

from sibdsl.check import (
    amendments,
    cards,
    circles,
    days,
    facts,
    heirs,
    kinds,
    measures,
    money,
    names,
    parts,
    payers,
    persons,
    prices,
    quoted,
    roles,
    shares,
    whole,
)
from sibdsl.check.subject import Subject
from sibdsl.check.symbols import collect
from sibdsl.diagnostics import Finding, codes
from sibdsl.syntax import forms
from sibdsl.syntax.amended import amended

CHECKS: Final[tuple[Callable[[Subject], Iterator[Finding]], ...]] = (
    names.terms_are_declared_once,
    names.terms_used_are_declared,
    names.clauses_have_numbers_of_their_own,
    names.clauses_referred_to_exist,
    circles.definitions_do_not_go_round,
    roles.roles_named_are_held,
    roles.parties_hold_a_role_once,
    persons.the_person_has_a_case_number,
    persons.there_is_one_kind_of_person,
    persons.what_is_counted_is_of_whom_it_says,
    persons.orders_end_with_the_case_number,
    persons.groups_named_have_members,
    whole.what_every_contract_needs_is_said,
    whole.what_can_stand_once_stands_once,
    whole.outcomes_have_one_price,
    whole.outcomes_are_deducted_once,
    whole.items_are_counted_once,
    kinds.terms_are_what_is_needed,
    kinds.states_of_the_person_name_a_day,
    kinds.values_on_a_day_are_of_periods,
    kinds.options_are_among_those_of_the_record,
    measures.numbers_compared_are_alike,
    measures.prices_are_for_numbers,
    measures.counts_are_whole,
    measures.lists_are_long_enough,
    measures.ranges_are_not_empty,
    days.the_term_is_from_date_to_date,
    days.periods_do_not_end_before_they_begin,
    days.ages_have_a_birth,
    days.birthdays_are_called_so,
    days.restarts_are_of_a_fixed_length,
    money.percentages_are_at_most_a_hundred,
    money.limits_agree_on_the_order,
    money.limits_have_each_part_once,
    shares.shares_make_up_the_payment,
    shares.shares_say_how_they_round,
    parts.prices_come_to_whole_pence,
    parts.deductions_say_how_they_round,
    prices.scales_have_two_ends,
    prices.scales_agree_with_their_words,
    prices.scales_say_how_they_round,
    prices.tiers_end_with_what_is_beyond,
    prices.rises_say_how_they_round,
    prices.prices_rise_by_percentages,
    prices.rises_are_of_no_one_case,
    prices.deductions_leave_one_price,
    prices.limits_are_of_what_is_left,
    payers.payers_are_known_without_a_case,
    amendments.amendments_change_what_can_change,
    amendments.amendments_of_one_clause_have_days_of_their_own,
    amendments.amendments_lie_in_the_term,
    amendments.amendments_say_which_version_holds,
    heirs.limits_of_parties_say_who_pays_then,
    heirs.shares_are_handed_on_from_a_limit,
    heirs.shares_are_not_handed_on_in_a_circle,
    cards.cards_have_one_line_that_holds,
    facts.facts_are_given_once,
    facts.facts_stand_with_their_fields,
    facts.facts_are_of_the_kind_recorded,
    facts.facts_lie_before_the_day_of_reckoning,
    quoted.quotations_agree_with_their_clauses,
)
"""Every check of a contract. Each yields what breaks the rule that its name states."""


def check(
    document: forms.Document,
    mistakes: tuple[Finding, ...] = (),
    unread_terms: frozenset[str] = frozenset(),
) -> Iterator[Finding]:
    """What is wrong with *document*, in the order of the file.

    Nothing is said that merely follows from *mistakes*, or from the sentences that could not be
    read at all: they may declare any of *unread_terms*.
    """
    subject = Subject(document, collect(document), bool(mistakes), unread_terms)
    found = [finding for rule in CHECKS for finding in rule(subject)]
    yield from sorted(found, key=_position)


def check_versions(document: forms.Document, found: Iterable[Finding]) -> Iterator[Finding]:
    """What is wrong with *document* as amended, and is not among *found*, wrong as signed.

    Nothing is said of an amendment that is wrong itself.
    """
    said = {(finding.code, finding.place) for finding in found}
    if any(code in _OF_AMENDMENTS for code, _ in said):
        return
    for later in amended(document):
        subject = Subject(later.document, collect(later.document))
        for finding in (f for rule in CHECKS if rule not in _ONCE for f in rule(subject)):
            if (finding.code, finding.place) not in said:
                said.add((finding.code, finding.place))
                yield finding


_OF_AMENDMENTS: Final = (codes.NOT_AMENDED, codes.NO_SUCH_CLAUSE, codes.SAID_TWICE)
_ONCE: Final = (names.clauses_referred_to_exist, quoted.quotations_agree_with_their_clauses)
"""What is asked of the whole file: an example may name what an amendment brings, or takes away.

A quotation stands beside the sentence that it is of, so an amendment is seen with its own.
"""


def _position(finding: Finding) -> tuple[int, str]:
    span = finding.place.span if finding.place else None
    return (span.start if span else -1), finding.code.number
