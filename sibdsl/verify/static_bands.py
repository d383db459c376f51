"""Cards and eligibility on their face: one line of a card holds, and somebody can be eligible."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import product
from math import prod
from typing import Final

from sibdsl.model.contract import Card, Contract, Outcome
from sibdsl.model.days import in_words
from sibdsl.model.money import in_figures
from sibdsl.model.terms import (
    AllOf,
    Between,
    CompareDays,
    Condition,
    ConditionNamed,
    DayOf,
    DaysNamed,
    DaysOf,
    Inside,
    IsOneOf,
    Literal,
    Period,
    PeriodNamed,
    Side,
    Stated,
)
from sibdsl.model.verdicts import Conflict
from sibdsl.verify import static_answers as face
from sibdsl.verify.static_answers import Answer, Subject

MOST: Final = 20_000
"""So many combinations of answers are looked at; a card that has more is left to the search."""


def _combinations(
    answers: Mapping[Subject, Sequence[Answer]],
) -> Iterator[Mapping[Subject, Answer]]:
    """Every combination of answers."""
    for combined in product(*answers.values()):
        yield dict(zip(answers, combined, strict=True))


# -- Cards ----------------------------------------------------------------------------------------


def laid_out(contract: Contract) -> Iterator[tuple[Contract, Outcome, Card]]:
    """The cards whose lines ask of numbers, words and dates alone, in each version."""
    for version in contract.wordings:
        for outcome in version.outcomes:
            price = version.tariffs[outcome.name].price
            if isinstance(price, Card):
                asked = _asked(version, price)
                few = prod(len(each) for each in face.answers(version, asked).values()) <= MOST
                if few and all(_can_tell(version, one) for one in asked):
                    yield version, outcome, price


def _asked(contract: Contract, card: Card) -> list[Condition]:
    return [one for line, _ in card.lines for one in face.asked_of(contract, line)]


def one_line_holds(contract: Contract) -> Iterator[Conflict]:
    """Cards with answers for which no line holds, or more than one."""
    for version, outcome, card in laid_out(contract):
        found = _wrong(version, outcome, card)
        if found is not None:
            words, lines = found
            yield Conflict(words, clauses=lines or (version.tariffs[outcome.name].clause.number,))


def _wrong(contract: Contract, outcome: Outcome, card: Card) -> tuple[str, tuple[str, ...]] | None:
    lines, asked = [condition for condition, _ in card.lines], _asked(contract, card)
    known = (outcome.condition, contract.eligibility)
    for at in _combinations(face.answers(contract, asked)):
        if any(face.holds(contract, one, at) is False for one in known):
            continue
        holding = [line for line in lines if face.holds(contract, line, at)]
        if len(holding) != 1 and (holding or _named(at, asked, contract)):
            what = "no line" if not holding else f"{len(holding)} lines"
            words = f"Of the prices of {outcome.name}, {what} can hold: {_in_words(at)}."
            return words, tuple(n for line in holding if (n := _clause(line)))
    return None


def _can_tell(contract: Contract, one: Condition) -> bool:
    return isinstance(one, IsOneOf) or face.question(contract, one) is not None


def _named(at: Mapping[Subject, Answer], asked: Sequence[Condition], contract: Contract) -> bool:
    """Whether the answers are words that are named, and numbers within those that are named.

    Beyond them nobody may ever come: a card without a line there has no gap.
    """
    questions = [said for one in asked if (said := face.question(contract, one)) is not None]
    for subject, answer in at.items():
        constants = [constant for about, _, constant in questions if about == subject]
        if isinstance(answer, str):
            if answer == "another":
                return False
        elif not min(constants) <= answer <= max(constants):
            return False
    return True


def _clause(line: Condition) -> str:
    return line.clause.number if isinstance(line, Stated) else ""


def _in_words(at: Mapping[Subject, Answer]) -> str:
    """The answers: "at 9.5 and for "foster"."""
    said = (f"for “{a}”" if isinstance(a, str) else f"at {in_figures(a)}" for a in at.values())
    return " and ".join(said)


# -- Eligibility ----------------------------------------------------------------------------------


def somebody_can(contract: Contract) -> Iterator[Conflict]:
    """Eligibility, or an outcome together with it, that asks what nothing can be."""
    for version in contract.wordings:
        alone = _clash(version, (version.eligibility,))
        if alone is not None:
            yield Conflict(f"Nobody can be eligible: {alone[0]}.", clauses=alone[1])
            continue
        for outcome in version.outcomes:
            both = _clash(version, (version.eligibility, outcome.condition))
            if both is not None:
                clauses = tuple(dict.fromkeys((outcome.clause.number, *both[1])))
                words = f"Nobody who is eligible can achieve {outcome.name}: {both[0]}."
                yield Conflict(words, clauses=clauses)


def _clash(
    contract: Contract, conditions: Sequence[Condition]
) -> tuple[str, tuple[str, ...]] | None:
    """A thing of which all that is asked cannot be, in words, and the clauses that ask it."""
    asked = [one for part in conditions for one in _demanded(contract, part, "")]
    by_subject: dict[Subject, list[tuple[Condition, str]]] = {}
    for condition, clause in asked:
        subject = _about(contract, condition)
        if subject is not None:
            by_subject.setdefault(subject, []).append((condition, clause))
    for subject, said in by_subject.items():
        plain = [condition for condition, _ in said]
        answers = face.answers(contract, plain)[subject]
        if not any(all(face.holds(contract, c, {subject: a}) for c in plain) for a in answers):
            clauses = tuple(dict.fromkeys(clause for _, clause in said if clause))
            return _asks(contract, plain), clauses
    return None


def _about(contract: Contract, condition: Condition) -> Subject | None:
    if isinstance(condition, IsOneOf):
        return condition.value
    said = face.question(contract, condition)
    return None if said is None else said[0]


def _demanded(
    contract: Contract, condition: Condition, clause: str
) -> Iterator[tuple[Condition, str]]:
    """Each single thing that has to hold, and the clause or item that asks it."""
    match condition:
        case Stated(said, inner):
            yield from _demanded(contract, inner, said.number or clause)
        case AllOf(parts):
            for part in parts:
                yield from _demanded(contract, part, clause)
        case ConditionNamed(name) if (meant := face.plain(contract, name)) is not None:
            yield from _demanded(contract, meant, clause)
        case Inside(DayOf() as day, DaysOf(period)):
            yield from ((one, clause) for one in _within(contract, day, period))
        case Inside(DayOf() as day, DaysNamed(name)):
            days = contract.definitions[name].meaning
            if isinstance(days, DaysOf):
                yield from ((one, clause) for one in _within(contract, day, days.period))
        case _:
            yield condition, clause


def _within(contract: Contract, day: DayOf, period: Period) -> tuple[Condition, ...]:
    """That *day* is in *period*, said of its first and last day where those are dates."""
    dates = window(contract, period)
    if dates is None:
        return ()
    first, last = (Literal(one) for one in dates)
    return CompareDays(day, Side.ON_OR_AFTER, first), CompareDays(day, Side.ON_OR_BEFORE, last)


def window(contract: Contract, period: Period) -> tuple[int, int] | None:
    """The first and the last day of a period from date to date."""
    while isinstance(period, PeriodNamed):
        period = contract.definitions[period.name].meaning  # type: ignore[assignment]
    match period:
        case Between(Literal(first), Literal(last)):
            return first, last
        case _:
            return None


def _asks(contract: Contract, conditions: Sequence[Condition]) -> str:
    """What is asked of one thing: "it would have to be at least 8 and at most 5"."""
    return f"it would have to be {' and '.join(_one(contract, each) for each in conditions)}"


def _one(contract: Contract, condition: Condition) -> str:
    match condition:
        case IsOneOf(_, options):
            return " or ".join(f"“{option}”" for option in options)
        case CompareDays(_, side, Literal(day)):
            return f"{side.value} {in_words(day)}"
        case _:
            said = face.question(contract, condition)
            assert said is not None, "only what can be laid side by side clashes"
            return f"{said[1].value} {in_figures(said[2])}"
