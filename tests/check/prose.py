"""Figures written as prose writes them, each in every form that is read."""

from datetime import date
from fractions import Fraction
from typing import Final

from sibdsl.check.quoted_kinds import Kind
from sibdsl.model.money import Money, in_figures
from sibdsl.syntax.words import MONTHS

UNITS: Final = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
    "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen",
    "nineteen",
)  # fmt: skip
TENS: Final = (
    "", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety",
)  # fmt: skip
NTHS: Final = {
    "one": "first",
    "two": "second",
    "three": "third",
    "five": "fifth",
    "eight": "eighth",
    "nine": "ninth",
    "twelve": "twelfth",
}


def spelt(n: int) -> str:
    """A whole number in words, below a thousand million."""
    for size, name in ((10**6, "million"), (10**3, "thousand"), (100, "hundred")):
        if n >= size:
            more, rest = divmod(n, size)
            joined = " and " if rest < 100 else " "
            return f"{spelt(more)} {name}" + (f"{joined}{spelt(rest)}" if rest else "")
    if n < 20:
        return UNITS[n]
    tens, unit = divmod(n, 10)
    return TENS[tens] + (f"-{UNITS[unit]}" if unit else "")


def nth_spelt(n: int) -> str:
    """A place in words: `eighteenth`, `twenty-first`."""
    *before, last = spelt(n).split("-")
    regular = f"{last[:-1]}ieth" if last.endswith("y") else f"{last}th"
    last = NTHS.get(last, regular)
    return "-".join([*before, last])


def nth(n: int) -> str:
    """A place in figures."""
    if n % 100 in (11, 12, 13):
        return f"{n}th"
    return f"{n}{ {1: 'st', 2: 'nd', 3: 'rd'}.get(n % 10, 'th') }"


def forms_of(kind: Kind, value: Fraction) -> list[str]:
    """Every way in which prose may say the figure."""
    return {
        Kind.AMOUNT: _amounts,
        Kind.PERCENT: _percentages,
        Kind.DATE: _dates,
        Kind.DAYS: _days,
        Kind.MONTHS: _months,
        Kind.AGE: _ages,
        Kind.COUNT: _counts,
    }[kind](value)


def _amounts(pence: Fraction) -> list[str]:
    money = Money(int(pence))
    forms = [str(money), f"{money.plain} pounds", f"£{money.plain}"]
    pounds, rest = divmod(int(pence), 100)
    if rest:
        return [*forms, f"{spelt(pounds)} pounds and {spelt(rest)} pence"]
    forms += [f"{spelt(pounds)} pounds ({money})", f"GBP {pounds:,}", f"{pounds:,} pounds sterling"]
    if pounds >= 10_000 and pounds % 10_000 == 0:
        millions = in_figures(Fraction(pounds, 10**6))
        forms += [f"£{millions} million", f"£{millions}m", f"£{millions}M"]
    return forms


def _percentages(value: Fraction) -> list[str]:
    figures = in_figures(value)
    forms = [f"{figures}%", f"{figures} per cent", f"{figures} percent", f"{figures} per cent."]
    if value.denominator == 1:
        forms.append(f"{spelt(int(value))} per cent ({figures}%)")
    if value.denominator == 2:
        forms.append(f"{spelt(int(value))} and a half per cent")
    return forms


def _dates(value: Fraction) -> list[str]:
    day = date.fromordinal(int(value))
    month, year = MONTHS[day.month - 1], day.year
    return [
        f"{day.day} {month} {year}",
        f"{nth(day.day)} {month} {year}",
        f"{day.day} {month[:3]} {year}",
        f"the {nth(day.day)} day of {month} {year}",
        f"the {nth_spelt(day.day)} day of {month}, {year}",
        f"{month} {day.day}, {year}",
        f"{day:%d/%m/%Y}",
        day.isoformat(),
    ]


def _days(value: Fraction) -> list[str]:
    n = int(value)
    forms = [f"{n} days", f"{spelt(n)} ({n}) consecutive days", f"a {n}-day period"]
    if n != 1:
        forms.append(f"{spelt(n)} days'")
    if n % 7 == 0:
        forms += [f"{n // 7} weeks", f"{spelt(n // 7)} ({n // 7}) calendar weeks"]
    return forms


def _months(value: Fraction) -> list[str]:
    n = int(value)
    forms = [f"{n} months", f"{spelt(n)} ({n}) calendar months", f"{n}-month period"]
    if n % 12 == 0:
        forms += [f"{n // 12} years", f"{spelt(n // 12)} ({n // 12}) years"]
    return forms


def _ages(value: Fraction) -> list[str]:
    n = int(value)
    return [
        f"{nth(n)} birthday",
        f"{nth_spelt(n)} birthday",
        f"{nth_spelt(n)} ({nth(n)}) birthday",
        f"age of {spelt(n)}",
        f"{spelt(n)} ({n}) years of age",
    ]


def _counts(value: Fraction) -> list[str]:
    figures = in_figures(value)
    if value.denominator > 1:
        return [figures]
    return [figures, f"{spelt(int(value))} ({figures})", f"aged {figures}"]
