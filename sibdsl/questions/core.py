"""Walks over the core: what a clause rests on, which records it reads, and what lasts."""

from collections.abc import Iterator
from typing import TypeVar

from sibdsl.model import contract as said
from sibdsl.model import terms
from sibdsl.model.below import reached
from sibdsl.model.contract import Contract, Outcome
from sibdsl.model.records import RecordField, Shape
from sibdsl.model.walk import walk

T = TypeVar("T")

Field = tuple[str, str]
"""The Term of a field, and in whose record it stands: OWN, CONTRACT, or the Term of a group."""


def of_class(nodes: Iterator[object], kind: type[T]) -> Iterator[T]:
    """Those of *nodes* that are of one class."""
    return (node for node in nodes if isinstance(node, kind))


def rules(contract: Contract) -> tuple[object, ...]:
    """All that decides what is paid, and by whom."""
    c = contract
    return (
        c.eligibility, c.outcomes, c.stops, tuple(c.tariffs.values()), c.rises, c.shortfalls,
        c.shares, c.rest, c.takes_over, c.places, c.order,
        *(rules(version.contract) for version in c.versions),
    )  # fmt: skip


def recorded(nodes: Iterator[object]) -> Iterator[Field]:
    """The fields that *nodes* read."""
    for node in nodes:
        match node:
            case terms.Recorded(name, whose) | terms.Fact(name, whose) | terms.FactDay(name, whose):
                yield name, whose
            case terms.AttributeOn(name, _, _, whose):
                yield name, whose
            case _:
                pass


def used(contract: Contract) -> frozenset[Field]:
    """The fields that decide anything."""
    definitions = (reached(v.contract, *rules(v.contract)) for v in contract.versions)
    found = set(recorded(reached(contract, *rules(contract))))
    return frozenset(found.union(*(recorded(nodes) for nodes in definitions)))


def without_effect(contract: Contract) -> frozenset[str]:
    """The Terms that a promise says never change the payments."""
    return frozenset(
        name
        for promise in contract.promises
        if promise.kind == "never changes" and promise.waived is None
        for name in promise.of
    )


def unused(contract: Contract, *shapes: Shape) -> Iterator[RecordField]:
    """Fields of the person of those shapes that decide nothing, and are not said to."""
    known, without = used(contract), without_effect(contract)
    for field in contract.person.fields:
        silent = (field.name, terms.OWN) not in known and field.name not in without
        if silent and field.shape in shapes:
            yield field


def of_outcome(contract: Contract, outcome: Outcome) -> Iterator[object]:
    """All that one outcome and its price rest on."""
    parts = outcome.index, outcome.trigger, outcome.condition
    return reached(contract, *parts, contract.tariffs[outcome.name])


_LASTING = (
    said.EachDay
    | said.EachRun
    | said.EachPiece
    | terms.DaysIn
    | terms.CountDays
    | terms.Runs
    | terms.Pieces
    | terms.After
    | terms.Beginning
    | terms.Before
    | terms.PartOf
)


def lasts(contract: Contract, outcome: Outcome) -> bool:
    """Whether it hangs on more than the days of single events."""
    return any(isinstance(node, _LASTING) for node in of_outcome(contract, outcome))


def lasting(contract: Contract) -> tuple[Outcome, ...]:
    """The outcomes that hang on a stretch of time, in the contract's order."""
    return tuple(outcome for outcome in contract.outcomes if lasts(contract, outcome))


def days_are_evidence(contract: Contract, outcome: Outcome) -> bool:
    """Whether days of a person are what it is paid for."""
    if outcome.level != terms.OWN:
        return False
    if not isinstance(outcome.trigger, said.OnDay):
        return True
    below = reached(contract, outcome.condition)
    return any(isinstance(node, terms.DaysIn) for node in below)


def asks_everyone(contract: Contract) -> bool:
    """Whether no clause says who is eligible."""
    return contract.eligibility == terms.ALWAYS


def number(text: str) -> str:
    """The number of the clause that the item (a) of a list stands in."""
    return text.partition("(")[0]


def absent(contract: Contract, what: str, of: str | None = None) -> bool:
    """Whether a clause says that there is none: of that Term or party, where *of* names one."""
    return any(
        absence.what == what and (of is None or of in absence.of) for absence in contract.absences
    )


def clause_of_eligibility(contract: Contract) -> terms.Clause:
    """The clause that says who is eligible; that of the person's record where none does."""
    stated = next(of_class(walk(contract.eligibility), terms.Stated), None)
    return terms.Clause(number(stated.clause.number) if stated else contract.person.clause)
