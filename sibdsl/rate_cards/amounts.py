"""Amounts, percentages and numbers as they stand in rate cards, and the words beside them."""

import re
from fractions import Fraction
from typing import Final

from attrs import frozen

from sibdsl.model.money import Money

_FIGURE: Final = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_MONEY: Final = re.compile(
    rf"(?:£|GBP ?)? ?({_FIGURE}) ?(k|m|mn|million|thousand)?(?: ?(?:GBP|pounds))?(?![\w.,%])",
    re.IGNORECASE,
)
_PERCENT: Final = re.compile(rf"({_FIGURE}) ?(?:%|per cent|percent)(?![\w])", re.IGNORECASE)
_NUMBER: Final = re.compile(r"(?:the first |up to |max(?:imum)?\.? )?(\d{1,3}(?:,\d{3})+|\d+)\b")
_ERROR: Final = re.compile(r"#[A-Z][A-Z_/0]+[!?]?")
_TIMES: Final = {"k": 1_000, "thousand": 1_000, "m": 10**6, "mn": 10**6, "million": 10**6}
_NOTHING: Final = frozenset(
    {"", "-", "–", "—", "n/a", "na", "none", "nil", "not applicable", "no limit", "no cap",
     "unlimited", "uncapped", "no maximum"}
)  # fmt: skip


@frozen
class Figure:
    """An amount at the beginning of a cell, and the words after it."""

    money: Money
    beside: str


def says_nothing(cell: str) -> bool:
    """Whether the cell is blank, or says that there is nothing: `n/a`, `none`, `no limit`."""
    return cell.casefold().strip(" .*") in _NOTHING


def unfit(cell: str, wanted: str) -> str:
    """Why a cell cannot be read: it holds an error of a workbook, or not what is *wanted*.

    >>> unfit("ten", "is no whole number"), unfit("#DIV/0!", "is no whole number")
    ('`ten` is no whole number', 'the cell holds the error `#DIV/0!`')
    """
    return f"the cell holds the error `{cell}`" if _ERROR.fullmatch(cell) else f"`{cell}` {wanted}"


def figure(cell: str) -> Figure | None:
    """The amount with which the cell begins; None where it is not one amount in whole pence.

    >>> figure("£1.5m in total"), figure("1800.00"), figure("£300 or £400"), figure("£1.800")
    (Figure(money=Money(pence=150000000), beside='in total'), Figure(money=Money(pence=180000), \
beside=''), None, None)
    """
    found = _MONEY.match(cell)
    if found is None:
        return None
    beside = cell[found.end() :].strip(" ,;:")
    pence = Fraction(found[1].replace(",", "")) * _TIMES.get((found[2] or "").lower(), 1) * 100
    another = "£" in beside or re.match(r"[-–—+/]", beside)
    thousands = not found[2] and re.search(r"\.\d{3}", found[1])  # `1.800` is 1,800 to some.
    if another or thousands or pence.denominator != 1:
        return None
    return Figure(Money(int(pence)), beside)


def figure_within(cell: str) -> Figure | None:
    """The one amount in the cell, and the words on either side of it.

    >>> figure_within("Annual £50,000"), figure_within("£5 or £6")
    (Figure(money=Money(pence=5000000), beside='Annual'), None)
    """
    at = cell.find("£")
    if at <= 0:
        return figure(cell)
    found = figure(cell[at:])
    return found and Figure(found.money, f"{cell[:at].strip(' ,;:')} {found.beside}".strip())


def percentage(cell: str) -> tuple[Fraction, str] | None:
    """The percentage with which the cell begins, and the words after it.

    >>> percentage("15% of each payment"), percentage("15")
    ((Fraction(15, 1), 'of each payment'), None)
    """
    found = _PERCENT.match(cell)
    if found is None:
        return None
    return Fraction(found[1].replace(",", "")), cell[found.end() :].strip(" ,;:")


def number(cell: str) -> tuple[int, str] | None:
    """The whole number with which the cell begins, and the words after it.

    >>> number("3 per child"), number("up to 104"), number("3.5"), number("£300")
    ((3, 'per child'), (104, ''), None, None)
    """
    found = _NUMBER.match(cell.casefold())
    if found is None or re.match(r"[.%\w]", cell[found.end() :]):
        return None
    return int(found[1].replace(",", "")), cell[found.end() :].strip(" ,;:")


def percent_written(percent: Fraction) -> str:
    """The percentage as the language writes it.

    >>> percent_written(Fraction("16.90"))
    '16.9%'
    """
    whole, rest = divmod(percent, 1)
    digits = ""
    while rest and len(digits) < 12:
        digit, rest = divmod(rest * 10, 1)
        digits += str(digit)
    return f"{whole}{'.' if digits else ''}{digits}%"
