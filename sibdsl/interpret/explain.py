"""Why a case, a group or the whole was paid what it was, and what is nearest to what was not."""

from collections.abc import Iterable, Iterator
from typing import TypeVar

from sibdsl.interpret.checked import checked
from sibdsl.interpret.course import course_of
from sibdsl.interpret.cycles import last_known
from sibdsl.interpret.evaluate import evaluate
from sibdsl.interpret.explain_outcomes import beside, outcomes_of
from sibdsl.interpret.meaning import Member, Reading
from sibdsl.interpret.measures import counted_of, members_of
from sibdsl.interpret.shown import defined, recorded
from sibdsl.interpret.turn import Queue, placed, queue_of
from sibdsl.interpret.used import rooms
from sibdsl.model import terms
from sibdsl.model.contract import Contract
from sibdsl.model.days import Day
from sibdsl.model.explanation import CaseExplained, Shown
from sibdsl.model.histories import Histories
from sibdsl.model.ledger import Ledger, Line, Waiting
from sibdsl.model.records import RecordKind
from sibdsl.model.truth import NO, YES
from sibdsl.values import changed

Said = TypeVar("Said", Line, Waiting)


def explained(contract: Contract, histories: Histories, number: str) -> CaseExplained | None:
    """The case of that number, or known by it too; None where there is none.

    The lines are those of the whole ledger, so that limits over all cases are in them.
    """
    members = course_of(contract, histories).members().values()
    for member in members:
        case = member.reading.case
        if number in (case.number, *case.also_known_as):
            return _of_one(member, evaluate(contract, histories), queue_of(members))
    return None


def each_explained(
    contract: Contract, histories: Histories, ledger: Ledger
) -> Iterator[CaseExplained]:
    """Every case in its turn; *ledger* is that of those histories, worked out once for all."""
    lines = _by_case(ledger.lines)
    waits, lapsed = _by_case(ledger.waiting), _by_case(ledger.lapsed)
    whole = tuple(line for line in ledger.lines if line.counted and line.case is None)
    members = course_of(contract, histories).members()
    queue = queue_of(members.values())
    for number, member in members.items():
        own = changed(
            ledger,
            lines=(*whole, *lines.get(number, ())),
            waiting=tuple(waits.get(number, ())),
            lapsed=tuple(lapsed.get(number, ())),
        )
        yield _of_one(member, own, queue)


def _by_case(listed: Iterable[Said]) -> dict[str | None, list[Said]]:
    """What is said of each case, by its number."""
    found: dict[str | None, list[Said]] = {}
    for one in listed:
        if one.case is not None:
            found.setdefault(one.case, []).append(one)
    return found


def _of_one(member: Member, ledger: Ledger, queue: Queue) -> CaseExplained:
    """The case of one person. Of other people's cases it says how many, never which."""
    reading, case = member.reading, member.reading.case
    governing = reading.world.contract
    return CaseExplained(
        case.number,
        case.also_known_as,
        ledger.as_at,
        member.eligible,
        (*checked(reading, governing.eligibility), *placed(member, queue)),
        tuple(outcomes_of(reading, governing, ledger, member.eligible)),
        facts=tuple(counted_of(reading)) if member.eligible is not NO else (),
        contract=ledger.contract,
        digest=ledger.digest,
        shown=_shown(reading, governing.person, ledger.as_at),
        rooms=tuple(rooms(reading, ledger)),
    )


def _shown(reading: Reading, record: RecordKind, by: Day) -> tuple[Shown, ...]:
    """The rows of the timeline: those of the contract itself, its own, what is defined of it."""
    whole, beside = reading.world.whole(), reading.world.contract.record
    above = () if reading.whose == terms.CONTRACT else recorded(whole, beside, by)
    return (*recorded(reading, record, by), *above, *defined(reading))


def group_explained(contract: Contract, histories: Histories, label: str) -> CaseExplained | None:
    """The outcomes of the group of that label; None where there is no such group."""
    world = course_of(contract, histories).on(last_known(histories))
    groups = (group for term in contract.groups for group in world.groups(term))
    found = next((group for group in groups if group.case.number == label), None)
    if found is None:
        return None
    return _of_many(found, evaluate(contract, histories), (members_of(found),))


def whole_explained(contract: Contract, histories: Histories) -> CaseExplained:
    """The outcomes of the contract as a whole, under the version in force at the end."""
    world = course_of(contract, histories).on(last_known(histories))
    return _of_many(world.whole(), evaluate(contract, histories), ())


def _of_many(reading: Reading, ledger: Ledger, facts: tuple[str, ...]) -> CaseExplained:
    contract = reading.world.contract
    outcomes = [*outcomes_of(reading, contract, ledger, YES)]
    if reading.whose == terms.CONTRACT:
        outcomes += beside(reading, ledger)
    number = "" if reading.whose == terms.CONTRACT else reading.case.number
    whole = reading.whose == terms.CONTRACT
    return CaseExplained(
        number,
        (),
        ledger.as_at,
        YES,
        (),
        tuple(outcomes),
        reading.whose,
        facts,
        ledger.contract,
        ledger.digest,
        _shown(reading, contract.record if whole else contract.groups[reading.whose], ledger.as_at),
        tuple(rooms(reading, ledger)),
    )
