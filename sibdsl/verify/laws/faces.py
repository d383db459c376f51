"""Laws of single clauses: cards, and the parts of `or`."""

from collections.abc import Iterator

from sibdsl.model import terms
from sibdsl.model.contract import Card, Contract
from sibdsl.model.once import all_once
from sibdsl.model.verdicts import Conflict
from sibdsl.model.walk import walk
from sibdsl.questions.core import clause_of_eligibility
from sibdsl.verify.law import Law, Trial
from sibdsl.verify.laws import core
from sibdsl.verify.laws.governing import ONLY_ELIGIBLE, VERSION

# -- Cards ----------------------------------------------------------------------------------------


@all_once
def _cards(contract: Contract) -> Iterator[tuple[str, str, Card]]:
    """Each outcome whose price is a card: its name, the clause of the price, the card."""
    for name, tariff in contract.tariffs.items():
        if isinstance(tariff.price, Card):
            yield name, tariff.clause.number, tariff.price


def _one_line(trial: Trial) -> Iterator[Conflict]:
    """What is achieved, and waits because no line of its card holds, or more than one."""
    cards = {name: clause for name, clause, _ in _cards(trial.contract)}
    for waiting in trial.ledger.waiting:
        for fact in waiting.facts if waiting.outcome in cards else ():
            if fact.startswith("a card of which one line holds: "):
                lines = fact.removeprefix("a card of which one line holds: ")
                lines = lines.removesuffix(" of this one does")
                verb = "holds" if lines == "no line" else "hold"
                whose = waiting.case or waiting.group
                words = f"{waiting.outcome} of {whose}: of its card {lines} {verb}."
                clauses = (cards[waiting.outcome], waiting.clause)
                yield Conflict(words, clauses=clauses, days=waiting.days)
                return


# -- The parts of `or` ----------------------------------------------------------------------------


def _alike_parts(contract: Contract) -> Iterator[Conflict]:
    """Two parts of one `or` of which the second adds nothing to the first."""
    for version in contract.wordings:
        meanings = tuple(version.definitions.values())
        for node in walk((version.eligibility, version.outcomes, version.stops, meanings)):
            for one, other in _parts_alike(node):
                words = f"In an `or`, {_called(other)} adds nothing to {_called(one)}."
                yield Conflict(words, clauses=tuple(_clauses(one, other)))


def _parts_alike(node: object) -> Iterator[tuple[object, object]]:
    listed: tuple[object, ...] = ()
    match node:
        case terms.AnyOf(parts) | terms.AnyOfDays(parts):
            listed = parts
        case terms.IsOneOf(_, options):
            listed = options
        case _:
            return
    for at, one in enumerate(listed):
        for other in listed[at + 1 :]:
            if _plain(one) == _plain(other) or _covers(one, other):
                yield one, other
            elif _covers(other, one):
                yield other, one


def _plain(part: object) -> object:
    return part.condition if isinstance(part, terms.Stated) else part


def _covers(one: object, other: object) -> bool:
    """Whether *other* is plainly a part of *one*: some of its items, some of its words."""
    match _plain(one), _plain(other):
        case terms.IsOneOf(a, some), terms.IsOneOf(b, fewer):
            return a == b and set(fewer) < set(some)
        case terms.Covered(a), terms.Covered(terms.Where(b)):
            return a == b
        case _:
            return False


def _called(part: object) -> str:
    match part:
        case str():
            return f"“{part}”"
        case terms.Stated(clause):
            return f"({clause.number}) “{clause.words}”"
        case terms.DaysNamed(name):
            return name
        case _:
            return "one part" if not isinstance(part, terms.Covered) else "one set of days"


def _clauses(*parts: object) -> Iterator[str]:
    return (part.clause.number for part in parts if isinstance(part, terms.Stated))


def _with_parts(contract: Contract) -> Iterator[str]:
    for definition in contract.definitions.values():
        if _has_or(definition):
            yield definition.clause.number
    for outcome in contract.outcomes:
        if _has_or(outcome):
            yield outcome.clause.number
    if _has_or(contract.eligibility):
        yield clause_of_eligibility(contract).number


def _has_or(part: object) -> bool:
    return any(
        isinstance(node, terms.AnyOf | terms.AnyOfDays)
        or (isinstance(node, terms.IsOneOf) and len(node.options) > 1)
        for node in walk(part)
    )


ONE_LINE = Law(
    "one-line-of-a-card",
    "Of a card of prices exactly one line holds for all that is achieved.",
    lambda contract: (clause for _, clause, _ in _cards(contract)),
    check=_one_line,
    needs=lambda contract: core.clauses_of(contract.outcomes),
)
PARTS_DIFFER = Law(
    "parts-differ",
    "Of the parts of an `or` none is already in another.",
    _with_parts,
    static=_alike_parts,
)
LAWS = (ONLY_ELIGIBLE, ONE_LINE, VERSION, PARTS_DIFFER)
