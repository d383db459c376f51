"""Whole pence, exact numbers, and the rounding that a clause names. No float anywhere."""

from enum import Enum
from fractions import Fraction
from math import ceil, floor

from attrs import frozen


@frozen(order=True)
class Money:
    """An amount in whole pence of pounds sterling.

    >>> str(Money(100_000)), str(Money(-199)), str(Money(0))
    ('£1,000', '-£1.99', '£0')
    """

    pence: int

    def __str__(self) -> str:
        pounds, pence = divmod(abs(self.pence), 100)
        sign = "-" if self.pence < 0 else ""
        return f"{sign}£{pounds:,}" + (f".{pence:02}" if pence else "")

    @property
    def plain(self) -> str:
        """Pounds and pence without sign or commas, as a file holds it: `1000.00`."""
        pounds, pence = divmod(abs(self.pence), 100)
        return f"{'-' if self.pence < 0 else ''}{pounds}.{pence:02}"

    def __add__(self, other: "Money") -> "Money":
        return Money(self.pence + other.pence)

    def __sub__(self, other: "Money") -> "Money":
        return Money(self.pence - other.pence)

    def __mul__(self, times: int) -> "Money":
        return Money(self.pence * times)

    def __bool__(self) -> bool:
        return self.pence != 0


NOTHING = Money(0)


def total(amounts: "list[Money] | tuple[Money, ...]") -> Money:
    """The sum; nothing of nothing."""
    return Money(sum(amount.pence for amount in amounts))


class Direction(Enum):
    """Which way a clause rounds. Down is towards minus infinity; a half goes up in NEAREST."""

    DOWN = "rounded down"
    UP = "rounded up"
    NEAREST = "rounded to the nearest"


@frozen
class Rounding:
    """*direction*, to a multiple of *grain*."""

    direction: Direction
    grain: Fraction

    def __call__(self, number: Fraction) -> Fraction:
        """*number*, rounded.

        >>> Rounding(Direction.DOWN, Fraction(1))(Fraction(-3, 2))
        Fraction(-2, 1)
        """
        grains = number / self.grain
        match self.direction:
            case Direction.DOWN:
                return floor(grains) * self.grain
            case Direction.UP:
                return ceil(grains) * self.grain
            case Direction.NEAREST:
                return floor(grains + Fraction(1, 2)) * self.grain


@frozen
class Bounds:
    """A number as far as it is known: between *least* and *most*, each None where unbounded."""

    least: Fraction | None
    most: Fraction | None

    @classmethod
    def exactly(cls, number: Fraction | int) -> "Bounds":
        """A number that is known."""
        return cls(Fraction(number), Fraction(number))

    @property
    def known(self) -> Fraction | None:
        """The number, if it is known."""
        return self.least if self.least == self.most else None


ANY_NUMBER = Bounds(None, None)


def in_figures(fraction: Fraction) -> str:
    """A number in figures; a part that no decimal can say stays a fraction.

    >>> in_figures(Fraction(1500)), in_figures(Fraction(1, 8)), in_figures(Fraction(1, 3))
    ('1,500', '0.125', '1/3')
    """
    for places in range(7):
        shifted = fraction * 10**places
        if shifted.denominator == 1:
            whole, part = divmod(abs(shifted.numerator), 10**places)
            sign = "-" if fraction < 0 else ""
            return f"{sign}{whole:,}" + (f".{part:0{places}}" if places else "")
    return str(fraction)
