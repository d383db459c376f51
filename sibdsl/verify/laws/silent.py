"""A law of events that the record holds and of which no clause says what they do."""

from collections.abc import Iterator

from sibdsl.model.contract import Contract
from sibdsl.model.days import in_words
from sibdsl.model.once import once
from sibdsl.model.records import Shape
from sibdsl.model.verdicts import Conflict
from sibdsl.questions import core as questions
from sibdsl.verify.law import Law, Trial
from sibdsl.verify.laws import core
from sibdsl.verify.laws.paid import one_day, paid_units, said


@once
def silent_events(contract: Contract) -> tuple[str, ...]:
    """The single events of a person of which nothing is said: no clause reads them."""
    said_so = questions.without_effect(contract) | core.waived_terms(contract, "never changes")
    return tuple(
        f.name
        for f in core.read_by_no_clause(contract)
        if f.shape is Shape.EVENT and f.name not in said_so
    )


def _after_silent(trial: Trial) -> Iterator[Conflict]:
    silent = silent_events(trial.contract)
    days = {
        (case.number, name): event.day
        for case in trial.histories.cases
        for name in silent
        for event in case.events.get(name, ())
        if event.day is not None
    }
    told: set[tuple[str, str]] = set()
    for unit in paid_units(trial.ledger):
        for (case, name), day in days.items():
            if case == unit.case and unit.last_due > day and (case, name) not in told:
                told.add((case, name))
                words = (
                    f"{said(unit)} is paid after the {name} of case {case} on {in_words(day)}; "
                    f"no clause says what a {name} does."
                )
                closing = f"No outcome is achieved on or after {name}."
                span = one_day(unit.last_due)
                yield Conflict(words, (unit,), (unit.clause,), span, closing)


def _with_silent(contract: Contract) -> Iterator[str]:
    if silent_events(contract):
        yield from core.clauses_of(core.rest_on_days(contract))


NOT_SILENT = Law(
    "nothing-after-silent-event",
    "Nothing is paid after an event of the record of which no clause says what it does.",
    _with_silent,
    check=_after_silent,
)
LAWS = (NOT_SILENT,)
