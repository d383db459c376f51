"""Figures of a text: what each is of, its value and its words."""

from collections.abc import Callable, Iterator
from enum import Enum
from fractions import Fraction
from typing import TypeAlias

from attrs import frozen

from sibdsl.source import Span


class Kind(Enum):
    """What a figure is of; the value is how a message calls it."""

    AMOUNT = "amount"
    PERCENT = "percentage"
    DATE = "date"
    DAYS = "length of time"
    MONTHS = "length in months"
    AGE = "age"
    COUNT = "number"


@frozen
class Figure:
    """One figure of a text: its kind, its value, and the words in *span*.

    The value is in pence, hundredths, ordinal days, days, months, years or ones. *number* is the
    number as written, whatever its unit: 2 of `two years`. A *weak* one may be no figure at all,
    as the `two` of `the two parties`. *other* is what it may mean besides: under the age of 18 is
    up to 17.
    """

    kind: Kind
    value: Fraction
    number: Fraction
    words: str
    span: Span
    weak: bool = False
    other: Fraction | None = None


Read: TypeAlias = tuple[Kind, Fraction, Fraction, bool]
"""Kind, value, number as written, and whether it is weak."""
Reader: TypeAlias = Callable[[str], Iterator[Read]]
