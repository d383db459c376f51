"""What conditions ask of numbers, words and days, and for which answers they hold.

A condition on its face: two questions about the same thing can be laid side by side. What cannot be
read so is left open, and is taken to hold or not as suits least what is to be found.
"""

from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction
from typing import TypeAlias, assert_never

from sibdsl.model.contract import Contract
from sibdsl.model.terms import (
    Across,
    AllOf,
    AnyOf,
    Arithmetic,
    AtLeastOf,
    CompareDays,
    CompareNumbers,
    Comparison,
    Condition,
    ConditionNamed,
    Constant,
    IsOneOf,
    Literal,
    Not,
    Number,
    NumberIn,
    NumberNamed,
    Rounded,
    Side,
    Stated,
    Value,
)

Subject: TypeAlias = object
"""What is asked about: a number, a value, or a day."""

Answer: TypeAlias = Fraction | str
"""A number (a day is one too), or a word."""

_MIRRORED = {
    Comparison.AT_LEAST: Comparison.AT_MOST,
    Comparison.AT_MOST: Comparison.AT_LEAST,
    Comparison.MORE: Comparison.LESS,
    Comparison.LESS: Comparison.MORE,
    Comparison.EQUAL: Comparison.EQUAL,
}

_SIDES = {
    Side.BEFORE: Comparison.LESS,
    Side.ON_OR_BEFORE: Comparison.AT_MOST,
    Side.ON: Comparison.EQUAL,
    Side.ON_OR_AFTER: Comparison.AT_LEAST,
    Side.AFTER: Comparison.MORE,
}


def question(
    contract: Contract, condition: Condition
) -> tuple[Subject, Comparison, Fraction] | None:
    """What a comparison with a constant asks about, and how; None where it is no such thing."""
    match condition:
        case CompareNumbers(left, comparison, right):
            ends = _number(contract, left), _number(contract, right)
            match ends:
                case (Constant(), Constant()):
                    return None
                case (subject, Constant(number)):
                    return subject, comparison, number
                case (Constant(number), subject):
                    return subject, _MIRRORED[comparison], number
                case _:
                    return None
        case CompareDays(left, side, Literal(day)):
            return left, _SIDES[side], Fraction(day)
        case _:
            return None


def _number(contract: Contract, number: Number) -> Number:
    """A number, by what it is and not by its name."""
    while isinstance(number, NumberNamed):
        definition = contract.definitions[number.name]
        if definition.index is not None or definition.cycle is not None:
            return number
        number = definition.meaning  # type: ignore[assignment]
    return number


def compares(answer: Answer, comparison: Comparison, constant: Fraction) -> bool:
    """Whether a number stands so to a constant."""
    assert not isinstance(answer, str), "asked of numbers only"
    match comparison:
        case Comparison.AT_LEAST:
            return answer >= constant
        case Comparison.AT_MOST:
            return answer <= constant
        case Comparison.MORE:
            return answer > constant
        case Comparison.LESS:
            return answer < constant
        case Comparison.EQUAL:
            return answer == constant
        case _:
            assert_never(comparison)


def holds(contract: Contract, condition: Condition, at: Mapping[Subject, Answer]) -> bool | None:
    """Whether *condition* holds for those answers; None where they do not tell."""
    match condition:
        case Stated(_, inner):
            return holds(contract, inner, at)
        case Not(inner):
            inside = holds(contract, inner, at)
            return None if inside is None else not inside
        case AllOf(parts):
            return _at_least(len(parts), [holds(contract, part, at) for part in parts])
        case AnyOf(parts):
            return _at_least(1, [holds(contract, part, at) for part in parts])
        case AtLeastOf(n, parts):
            return _at_least(n, [holds(contract, part, at) for part in parts])
        case ConditionNamed(name) if (meant := plain(contract, name)) is not None:
            return holds(contract, meant, at)
        case IsOneOf(value, options):
            return at[value] in options if value in at else None
        case _:
            asked = question(contract, condition)
            if asked is None or asked[0] not in at:
                return None
            return compares(at[asked[0]], *asked[1:])


def _at_least(n: int, truths: list[bool | None]) -> bool | None:
    """Whether at least *n* of *truths* hold, as far as is known."""
    if truths.count(True) >= n:
        return True
    return False if len(truths) - truths.count(False) < n else None


def plain(contract: Contract, name: str) -> Condition | None:
    """What the definition of a condition says, where it is the same for all that it is asked of."""
    definition = contract.definitions[name]
    if definition.index is not None or definition.cycle is not None:
        return None
    return definition.meaning  # type: ignore[return-value]


def asked_of(contract: Contract, condition: Condition) -> Iterator[Condition]:
    """Each single thing that *condition* asks."""
    match condition:
        case Stated(_, inner) | Not(inner):
            yield from asked_of(contract, inner)
        case AllOf(parts) | AnyOf(parts) | AtLeastOf(_, parts):
            for part in parts:
                yield from asked_of(contract, part)
        case ConditionNamed(name) if (meant := plain(contract, name)) is not None:
            yield from asked_of(contract, meant)
        case _:
            yield condition


def answers(contract: Contract, asked: Iterable[Condition]) -> dict[Subject, tuple[Answer, ...]]:
    """For each subject that *asked* compare with constants, an answer of every kind there is.

    Numbers: each constant, and one on either side of it and between them. Words: those named, and
    one that is not.
    """
    numbers: dict[Subject, set[Fraction]] = {}
    words: dict[Value, dict[str, None]] = {}
    for one in asked:
        if isinstance(one, IsOneOf):
            words.setdefault(one.value, {}).update(dict.fromkeys(one.options))
        elif (said := question(contract, one)) is not None:
            numbers.setdefault(said[0], set()).add(said[2])
    found: dict[Subject, tuple[Answer, ...]] = {s: _around(s, n) for s, n in numbers.items()}
    for value, named in words.items():
        found[value] = (*named, "another")
    return found


def _around(subject: Subject, constants: set[Fraction]) -> tuple[Answer, ...]:
    """Every constant, with numbers next to it; whole ones where only those can be."""
    step = Fraction(1) if is_whole(subject) else Fraction(1, 1000)
    near = {c + by for c in constants for by in (-step, Fraction(0), step)}
    between = (
        {(a + b) / 2 for a in constants for b in constants} if not is_whole(subject) else set()
    )
    return tuple(n for n in sorted(near | between) if n >= 0 or not is_whole(subject))


def is_whole(subject: Subject) -> bool:
    """Whether it is a whole number, never below nought: a count, an age, a length or a day."""
    return not isinstance(subject, NumberIn | Arithmetic | Rounded | Across | NumberNamed)
