"""What a number counts, and a number written so: an amount, a percentage, or plain figures."""

from enum import Enum
from fractions import Fraction
from typing import Final

from sibdsl.model import terms
from sibdsl.model.contract import Contract
from sibdsl.model.money import Direction, Money, Rounding, in_figures
from sibdsl.model.records import Kind, ValueType
from sibdsl.model.terms import Operator

_READABLE: Final = Rounding(Direction.DOWN, Fraction(1, 1000))


class Counts(Enum):
    """What one of a number is: nothing in particular, a penny, a whole of which it is a part."""

    PLAIN = "plain"
    MONEY = "money"
    PERCENT = "percent"


_KINDS: Final = {Kind.AMOUNT: Counts.MONEY, Kind.PERCENTAGE: Counts.PERCENT}


def counted_in(contract: Contract, number: terms.Number) -> Counts:
    """What *number* counts, by the records and words that it comes from."""
    match number:
        case terms.Constant(words=words) if words.startswith("£"):
            return Counts.MONEY
        case terms.Constant(words=words) if words.endswith("%"):
            return Counts.PERCENT
        case terms.Arithmetic(_, Operator.BELOW | Operator.ABOVE):
            return Counts.PERCENT
        case terms.Arithmetic(left, Operator.PLUS | Operator.LESS):
            return counted_in(contract, left)
        case terms.Rounded(inner) | terms.Across(number=inner):
            return counted_in(contract, inner)
        case terms.NumberNamed(name):
            return counted_in(contract, contract.definitions[name].meaning)  # type: ignore[arg-type]
        case terms.NumberIn(terms.Fact(name) | terms.AttributeOf(_, name)):
            return _declared(contract, name)
        case terms.NumberIn(terms.AttributeOn(name=name)):
            return _declared(contract, name)
        case _:
            return Counts.PLAIN


def _declared(contract: Contract, name: str) -> Counts:
    """What the field or attribute of that name counts."""
    for record in (contract.person, contract.record, *contract.groups.values()):
        for field in record.fields:
            types: dict[str, ValueType | None] = {field.name: field.type}
            types.update((one.name, one.type) for one in field.attributes)
            found = types.get(name)
            if found is not None:
                return _KINDS.get(found.kind, Counts.PLAIN)
    return Counts.PLAIN


def written(number: Fraction, counts: Counts) -> str:
    """*number* in figures; one that decimals cannot say also as the fraction that it is.

    >>> written(Fraction(13, 155), Counts.PERCENT), written(Fraction(1000, 7), Counts.PLAIN)
    ('8.387% (13/155)', '142.857 (1000/7)')
    >>> written(Fraction(3, 40), Counts.PERCENT), written(Fraction(4000), Counts.MONEY)
    ('7.5%', '£40')
    """
    match counts:
        case Counts.PERCENT:
            return _figures(number * 100, "%", number)
        case Counts.MONEY if number.denominator == 1:
            return str(Money(int(number)))
        case Counts.MONEY:
            return f"£{_figures(number / 100, '', number / 100)}"
        case Counts.PLAIN:
            return _figures(number, "", number)


def _figures(number: Fraction, unit: str, exact: Fraction) -> str:
    """*number* with three decimals, cut and not rounded, so that it never reaches a threshold."""
    if "/" not in in_figures(number):
        return f"{in_figures(number)}{unit}"
    whole, _, part = in_figures(_READABLE(number)).partition(".")
    return f"{whole}.{part:0<3}{unit} ({exact})"
