"""Which values a condition holds for, where the condition alone can tell.

A condition is read as a question about one thing (a measure, a fact, two days) and the answers for
which it holds. Conditions about the same thing can then be laid side by side.
"""

from collections.abc import Callable, Hashable, Iterable, Iterator
from fractions import Fraction
from itertools import pairwise
from typing import assert_never

from attrs import field, frozen

from sibdsl.check.measures import Family
from sibdsl.check.measures import family_of as family
from sibdsl.check.parts import grain_of
from sibdsl.check.subject import Subject
from sibdsl.check.symbols import key, options_of
from sibdsl.model.money import Money, in_figures
from sibdsl.syntax import tree

ANOTHER = "another word"
SIDES = ("before", "on", "after")


@frozen
class Region:
    """A condition *about* one thing: it holds for the values of which *holds* is true.

    *points* are the numbers at which the answer changes, *values* all values where there are few.
    """

    about: Hashable
    holds: Callable[[object], bool] = field(eq=False)
    points: tuple[Fraction, ...] = ()
    values: tuple[object, ...] = ()


def region(subject: Subject, condition: tree.Node) -> Region:
    """What *condition* asks, and for which answers it holds."""
    match condition:
        case tree.NameIs(name, tree.IsCode(said)):
            return _codes(subject, name, said)
        case tree.NameIsNot(name, tree.IsCode(said)):
            return _inverse(_codes(subject, name, said))
        case tree.NameIs(measured, tree.Within() | tree.FromTo() | tree.Equals() as compared):
            return _numbers(measured, compared) or _whole(condition)
        case tree.NumberIs(measured, compared):
            return _numbers(measured, compared) or _whole(condition)
        case tree.NameIs(day, tree.DaySide() | tree.SideOn() | tree.SideOr() as side):
            return _sides(day, side)
        case tree.DayIs(day, tree.DaySide() | tree.SideOn() | tree.SideOr() as side):
            return _sides(day, side)
        case tree.NameIsNot(name, state):
            return _inverse(_whole(tree.NameIs(name, state)))
        case tree.ValueOnIsNot(name, day, state):
            return _inverse(_whole(tree.ValueOnIs(name, day, state)))
        case tree.DayIsNotIn(day, place):
            return _inverse(_whole(tree.DayIs(day, tree.InPlaceDay(place))))
        case tree.ThereIsNo(items, when):
            return _inverse(_whole(tree.ThereIs(items, when)))
        case tree.HasNotBeen(outcome):
            return _inverse(_whole(tree.HasBeen(outcome)))
        case _:
            return _whole(condition)


def _whole(condition: tree.Node) -> Region:
    """A condition that is a question by itself: it holds or not."""
    return Region(condition, bool, values=(True, False))


def _inverse(of: Region) -> Region:
    return Region(of.about, lambda value: not of.holds(value), of.points, of.values)


def _codes(subject: Subject, name: tree.Name, said: tuple[tree.Text, ...]) -> Region:
    symbol = subject.symbols.get(name)
    words = {text.text for text in said}
    known = options_of(symbol) if symbol else ()
    values = known or (*sorted(words), ANOTHER)
    return Region(("word", key(name)), lambda value: value in words, values=values)


def _sides(day: tree.Node, side: tree.Side) -> Region:
    match side:
        case tree.DaySide(word, other):
            sides = {word}
        case tree.SideOn(other):
            sides = {"on"}
        case tree.SideOr(word, other):
            sides = {"on", word}
        case _:
            assert_never(side)
    return Region(("day", day, other), lambda value: value in sides, values=SIDES)


def _numbers(measured: tree.Node, compared: tree.Compared) -> Region | None:
    """A comparison with constants; None where it is with another measure."""
    bounds = list(_bounds(compared))
    if any(number is None for _, number in bounds):
        return None
    known = [(word, number) for word, number in bounds if number is not None]

    def holds(value: object) -> bool:
        assert isinstance(value, Fraction), "a measure is asked about numbers"
        return all(_meets(value, word, number) for word, number in known)

    return Region(("number", measured), holds, tuple(number for _, number in known))


def _bounds(compared: tree.Compared) -> Iterator[tuple[str, Fraction | None]]:
    match compared:
        case tree.Within(bounds):
            yield from ((bound.comparison, constant(bound.quantity)) for bound in bounds)
        case tree.FromTo(least, most):
            yield "at least", constant(least)
            yield "at most", constant(most)
        case tree.Equals(quantity):
            yield "equal", constant(quantity)


def constant(node: tree.Operand) -> Fraction | None:
    """The number as written; None for a Term."""
    match node:
        case tree.Number(value) | tree.Percent(value):
            return value
        case tree.Amount(money):
            return Fraction(money.pence, 100)
        case tree.Name():
            return None


def _meets(value: Fraction, word: str, number: Fraction) -> bool:
    match word:
        case "at least":
            return value >= number
        case "at most":
            return value <= number
        case "more than":
            return value > number
        case "less than":
            return value < number
        case _:
            return value == number


# -- The answers to try ---------------------------------------------------------------------------


def answers(subject: Subject, regions: Iterable[Region]) -> tuple[tuple[object, str], ...]:
    """One value of each stretch over which all *regions* stay as they are, and how to say it."""
    found = list(regions)
    about = found[0].about
    if isinstance(about, tuple) and about[0] == "number":
        points = sorted({point for one in found for point in one.points})
        return tuple(_stretches(subject, about[1], points))
    values = dict.fromkeys(value for one in found for value in one.values)
    return tuple((value, f'"{value}"' if value != ANOTHER else ANOTHER) for value in values)


def _stretches(
    subject: Subject, measured: tree.Node, points: list[Fraction]
) -> Iterator[tuple[object, str]]:
    """Each point, and what lies below, between and above them; whole numbers only of a count."""
    kind, grain = family(subject, measured), grain_of(subject, measured)
    whole = grain is not None and grain.denominator == 1 and kind is Family.PLAIN
    least = None if _can_be_negative(subject, measured) else Fraction(0)
    most = Fraction(100) if kind is Family.PERCENTAGE else None
    if least is None or points[0] > least:
        yield (
            points[0] - (1 if least is None else (points[0] - least) / 2 if not whole else 1),
            (f"less than {_said(points[0], kind)}"),
        )
    for point in points:
        yield point, _said(point, kind)
    for low, high in pairwise(points):
        if not whole:
            yield (low + high) / 2, f"between {_said(low, kind)} and {_said(high, kind)}"
        elif high - low > 1:
            yield Fraction(int(low) + 1), _said(Fraction(int(low) + 1), kind)
    if most is None or points[-1] < most:
        above = points[-1] + 1 if most is None else (points[-1] + most) / 2
        yield above, f"more than {_said(points[-1], kind)}"


def _can_be_negative(subject: Subject, measured: tree.Node) -> bool:
    """Whether a measure can be below nought: a difference can, a count or a fact cannot."""
    match measured:
        case tree.Name():
            symbol = subject.symbols.get(measured)
            meaning = getattr(symbol.node, "meaning", None) if symbol else None
            return meaning is not None and _can_be_negative(subject, meaning)
        case tree.Rounded(inner):
            return _can_be_negative(subject, inner)
        case tree.Arithmetic(_, operator):
            return operator == "less"
        case tree.PercentageBy() | tree.Across() | tree.AcrossItems():
            return True
        case _:
            return False


def _said(number: Fraction, kind: Family | None) -> str:
    written = in_figures(number)
    match kind:
        case Family.PERCENTAGE:
            return f"{written}%"
        case Family.MONEY:
            return str(Money(int(number * 100)))
        case _:
            return written
