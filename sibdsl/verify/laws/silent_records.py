"""Laws of what the record holds and no clause asks for: periods, and what a party certifies."""

from collections.abc import Iterator

from sibdsl.model.contract import Certificate, Contract
from sibdsl.model.days import NEVER, in_words
from sibdsl.model.histories import Case, Spell
from sibdsl.model.ledger import DaySpan, Line
from sibdsl.model.records import RecordField
from sibdsl.model.verdicts import Conflict
from sibdsl.questions import core as questions
from sibdsl.verify.law import Law, Trial
from sibdsl.verify.laws import core
from sibdsl.verify.laws.paid import days_in_words, one_day, paid_units, said
from sibdsl.verify.laws.varying import first_day, items_of

# -- Periods --------------------------------------------------------------------------------------


def silent_periods(contract: Contract) -> tuple[RecordField, ...]:
    """The periods of a person that no clause reads, and of which no promise speaks."""
    return tuple(field for field in _unread(contract) if field.shape.lasts)


def _unread(contract: Contract) -> Iterator[RecordField]:
    said_so = questions.without_effect(contract) | core.waived_terms(contract, "never changes")
    return (f for f in core.read_by_no_clause(contract) if f.name not in said_so)


def _in_silent_period(trial: Trial) -> Iterator[Conflict]:
    """The first payment of each case for a day of each silent period."""
    fields = silent_periods(trial.contract)
    lasting = {outcome.name for outcome in questions.lasting(trial.contract)}
    found = [
        (case.number, field.name, spell)
        for case in trial.histories.cases
        for field in fields
        for spell in case.spells.get(field.name, ())
    ]
    told: set[tuple[str, str]] = set()
    for unit in paid_units(trial.ledger):
        for number, name, spell in found if unit.outcome in lasting else ():
            shared = _shared(spell, unit, number)
            if shared is not None and (number, name) not in told:
                told.add((number, name))
                yield _within(unit, number, name, shared)


def _shared(spell: Spell, unit: Line, case: str) -> DaySpan | None:
    """The first days of a case that *unit* is paid for and *spell* covers; None without any."""
    spans = [unit.evidence or one_day(unit.last_due)] if unit.case == case else []
    spans += [one.evidence for one in unit.counted if one.case == case and one.evidence]
    if spell.first is None:
        return None
    end = NEVER if spell.last is None else spell.last + 1
    meets = ((max(first, spell.first), min(until, end)) for first, until in spans)
    return next(((first, until) for first, until in meets if first < until), None)


def _within(unit: Line, case: str, name: str, shared: DaySpan) -> Conflict:
    words = (
        f"{said(unit)} is paid for {days_in_words(shared)}, in the {name} of case {case}, "
        "of which no clause says what it does."
    )
    closing = f"{unit.outcome} is achieved for … that is not in the {name}."
    return Conflict(words, (unit,), (unit.clause,), shared, closing)


def _with_silent_periods(contract: Contract) -> Iterator[str]:
    if silent_periods(contract):
        own = {outcome.name for outcome in core.of_persons(contract)}
        lasting = (o for o in questions.lasting(contract) if o.name in own)
        yield from core.clauses_of(lasting)


# -- What a party certifies -----------------------------------------------------------------------


def idle_certificates(contract: Contract) -> tuple[tuple[Certificate, RecordField], ...]:
    """What a party certifies of a person though no clause reads it, and no promise says so.

    Not what a provider certifies: its word on what it did is no test of what it is paid for.
    """
    payees = {"provider", *contract.parties("provider")}
    others = (one for one in contract.certificates if one.party not in payees)
    unread = tuple(_unread(contract))
    return tuple((one, f) for one in others for f in unread if f.name in one.fields)


def _without_certified(trial: Trial) -> Iterator[Conflict]:
    """The first payment on a case of which nothing is there of what a party certifies."""
    cases = {case.number: case for case in trial.histories.cases}
    idle = idle_certificates(trial.contract)
    for unit in paid_units(trial.ledger):
        case = cases.get(unit.case or "")
        for certificate, field in idle if case else ():
            if not _there(case, field, unit.last_due):
                yield _lacking(unit, certificate, field)
                return


def _there(case: Case | None, field: RecordField, by: int) -> bool:
    """Whether *case* holds anything in *field* that is certified and not of later than *by*."""
    if case is None or case.facts.get(field.name) is not None:
        return True
    items = (item for item in items_of(case, field.name) if item.certified)
    return any((first_day(item) or NEVER) <= by for item in items)


def _lacking(unit: Line, certificate: Certificate, field: RecordField) -> Conflict:
    words = (
        f"{said(unit)} is paid on case {unit.case} without any {field.name} by "
        f"{in_words(unit.last_due)}: {certificate.party} certifies it, and no clause asks for it."
    )
    clauses = (unit.clause, certificate.clause.number)
    closing = f"{unit.outcome} is achieved … if there is a {field.name}."
    plain = closing if field.type is None else None
    return Conflict(words, (unit,), clauses, one_day(unit.last_due), plain)


def _certified_idly(contract: Contract) -> Iterator[str]:
    return iter(dict.fromkeys(one.clause.number for one, _ in idle_certificates(contract)))


NO_SILENT_PERIOD = Law(
    "nothing-in-silent-period",
    "Nothing is paid for a day in a period of the record of which no clause says what it does.",
    _with_silent_periods,
    check=_in_silent_period,
)
CERTIFIED_ASKED = Law(
    "certified-is-asked-for",
    "Nothing is paid where what a party other than the provider certifies is not there.",
    _certified_idly,
    check=_without_certified,
    needs=lambda contract: core.clauses_of(core.of_persons(contract)),
)
LAWS = (NO_SILENT_PERIOD, CERTIFIED_ASKED)
