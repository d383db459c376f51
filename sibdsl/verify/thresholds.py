"""What decides in a contract: its days, lengths, birthdays, words and numbers."""

from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction
from typing import Any, Final

from attrs import fields, has

from sibdsl.model import terms
from sibdsl.model.calendar import Duration, Unit
from sibdsl.model.contract import Contract, EachRun
from sibdsl.model.days import EARLIEST, NEVER, Day, day
from sibdsl.values import value

_NOBODY: Final = "Another"
"""A code that no contract names."""

LEAP_DAYS: Final = tuple(day(year, 2, 29) for year in range(1928, 2100, 4))
"""Each 29 February of the years that are drawn."""


@value
class Thresholds:
    """Around these a history is drawn.

    *days* are those that the contract names, or at which something of it begins or ends; *steps*
    lengths in days; *birthdays* the ages asked for; *numbers* those compared with, an amount in
    pence and a percentage as a part of one. *words* are the codes that it names, *parties* its
    commissioners.
    """

    days: tuple[Day, ...]
    steps: tuple[int, ...]
    birthdays: tuple[int, ...]
    numbers: tuple[Fraction, ...]
    words: tuple[str, ...]
    parties: tuple[str, ...]

    def last(self) -> Day:
        """The last day of all, by which everything is decided."""
        return self.days[-1]


def thresholds(contract: Contract) -> Thresholds:
    """What decides in *contract* and in every version of it."""
    whole = list(_everything(contract))
    return Thresholds(
        tuple(sorted(set(_days(contract, whole)))),
        tuple(sorted(set(_steps(whole)))),
        tuple(sorted(set(_birthdays(whole)))) or (18,),
        tuple(sorted(set(_numbers(whole)))),
        (*_words(whole), _NOBODY),
        contract.parties("commissioner"),
    )


def _everything(part: Any) -> Iterator[Any]:
    """Every value below *part*, those that stand under a name included."""
    if isinstance(part, Mapping):
        for each in part.values():
            yield from _everything(each)
    elif isinstance(part, tuple):
        for each in part:
            yield from _everything(each)
    elif has(type(part)):
        yield part
        for slot in fields(type(part)):
            yield from _everything(getattr(part, slot.name))


def _days(contract: Contract, whole: Iterable[Any]) -> Iterator[Day]:
    start, end = contract.term
    yield from (start, end - 1)
    for claim_start, claim_end in contract.claims.first:
        yield from (claim_start, claim_end - 1)
    year = 1 + (start // 365)
    yield from (leap for y in range(year - 2, year + 8) for leap in _leap_day(y))
    for holding in contract.holdings:
        if holding.since is not None:
            yield holding.since
    for version in contract.versions:
        yield version.since
    yield from (one.day for one in whole if isinstance(one, terms.Literal))
    for one in (*contract.reliefs, *contract.shares):
        span = getattr(one, "span", None) or getattr(one, "due", None)
        if span is not None:
            yield from (d for d in (span[0], span[1] - 1) if EARLIEST < d < NEVER - 1)


def _leap_day(year: int) -> Iterator[Day]:
    if year % 4 == 0 and (year % 100 or year % 400 == 0):
        yield day(year, 2, 29)


_IN_DAYS: Final = {Unit.DAYS: 1, Unit.WEEKS: 7, Unit.MONTHS: 30, Unit.YEARS: 365}


def _steps(whole: Iterable[Any]) -> Iterator[int]:
    """Lengths: of runs, pieces and windows; how many days there have to be."""
    yield from (1, 7)
    for one in whole:
        match one:
            case Duration(n, unit):
                yield n * _IN_DAYS[unit]
            case EachRun(_, length):
                yield length
            case terms.DaysIn(_, _, least, most):
                yield from (n for n in (least, most) if n)
            case terms.FirstDays(_, n):
                yield n
            case terms.Step(_, by):
                yield abs(by)
            case terms.CompareNumbers(terms.LengthOf() | terms.CountDays(), _, terms.Constant(n)):
                yield max(1, int(n))
            case _:
                pass


def _birthdays(whole: Iterable[Any]) -> Iterator[int]:
    for one in whole:
        match one:
            case terms.Birthday(_, years):
                yield years
            case terms.CompareNumbers(terms.AgeOn(), _, terms.Constant(number)):
                yield from (int(number), int(number) + 1)
            case _:
                pass


def births_of(contract: Contract) -> Iterator[str]:
    """The fields from which an age is counted in *contract*."""
    for one in _everything(contract):
        match one:
            case terms.Birthday(terms.FactDay(name)) | terms.AgeOn(terms.FactDay(name)):
                yield name
            case _:
                pass


def _numbers(whole: Iterable[Any]) -> Iterator[Fraction]:
    """Each constant that a number is compared with, and the two beside it."""
    yield Fraction(0)
    for one in whole:
        if isinstance(one, terms.CompareNumbers):
            for side in (one.left, one.right):
                if isinstance(side, terms.Constant):
                    apart = Fraction(1, 100) if side.words.endswith("%") else Fraction(1)
                    yield from (side.number - apart, side.number, side.number + apart)


def _words(whole: Iterable[Any]) -> tuple[str, ...]:
    named = (word for one in whole if isinstance(one, terms.IsOneOf) for word in one.options)
    return tuple(dict.fromkeys(named))


def words_for(contract: Contract, name: str, limits: Thresholds) -> tuple[str, ...]:
    """The codes that *contract* asks for in the field or attribute *name*, and one more."""
    asked = [
        option
        for one in _everything(contract)
        if isinstance(one, terms.IsOneOf) and _name_of(one.value) == name
        for option in one.options
    ]
    return (*dict.fromkeys(asked), _NOBODY) if asked else limits.words[-1:]


def _name_of(read: terms.Value) -> str | None:
    match read:
        case terms.Fact(name) | terms.AttributeOf(_, name):
            return name
        case terms.AttributeOn(name=name):
            return name
        case _:
            return None
