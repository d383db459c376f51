"""Plain text for a letter or a terminal: tables, wrapped lines, amounts and days in words."""

import textwrap
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Final

from sibdsl.model.days import EARLIEST, NEVER, Day, in_words
from sibdsl.model.ledger import DaySpan
from sibdsl.model.money import Money

WIDTH: Final = 100
_GAP: Final = "   "
_MARGIN: Final = "  "


def pounds(money: Money) -> str:
    """Pounds with both figures of the pence, so that a column of amounts stands in line.

    >>> pounds(Money(580_470_000)), pounds(Money(-5))
    ('£5,804,700.00', '-£0.05')
    """
    whole, pence = divmod(abs(money.pence), 100)
    return f"{'-' if money.pence < 0 else ''}£{whole:,}.{pence:02}"


def counted(n: int, one: str, many: str = "") -> str:
    """A number and what it counts.

    >>> counted(1, "case"), counted(1200, "case"), counted(2, "day of it", "days of it")
    ('1 case', '1,200 cases', '2 days of it')
    """
    return f"{n:,} {one if n == 1 else many or one + 's'}"


def listed(words: Sequence[str], last: str = "and") -> str:
    """Words joined as in a sentence.

    >>> listed(["a"]), listed(["a", "b", "c"])
    ('a', 'a, b and c')
    """
    return f" {last} ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)


def days_in_words(days: DaySpan) -> str:
    """A span of days with both its ends; the year once where it is the same.

    >>> days_in_words((737060, 737150))
    '1 January to 31 March 2019'
    """
    start, end = days
    first, last = in_words(start), in_words(end - 1)
    if first == last:
        return first
    if EARLIEST < start < NEVER and EARLIEST < end - 1 < NEVER and _year(start) == _year(end - 1):
        first = first.rpartition(" ")[0]
    return f"{first} to {last}"


def _year(day: Day) -> int:
    return date.fromordinal(day).year


def wrapped(text: str, indent: str = "", hanging: str | None = None) -> Iterator[str]:
    """*text* in lines no wider than WIDTH; those after the first begin with *hanging*."""
    yield from textwrap.wrap(
        text,
        WIDTH,
        initial_indent=indent,
        subsequent_indent=indent if hanging is None else hanging,
        break_long_words=False,
        break_on_hyphens=False,
    )


def table(rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """*rows* of equal length in columns: the first from the left, all others from the right.

    A first cell that leaves no room for the others is wrapped.
    """
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    others = sum(width + len(_GAP) for width in widths[1:])
    room = max(20, WIDTH - len(_MARGIN) - others)
    widths[0] = min(widths[0], room)
    for row in rows:
        *before, name = textwrap.wrap(row[0], widths[0]) or [""]
        yield from (_MARGIN + part for part in before)
        cells = (cell.rjust(width) for cell, width in zip(row[1:], widths[1:], strict=True))
        yield (_MARGIN + _GAP.join([name.ljust(widths[0]), *cells])).rstrip()


def width_of(rows: Sequence[Sequence[str]]) -> int:
    """How wide *rows* are as a table, no cell wrapped."""
    columns = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return len(_MARGIN) + sum(columns) + len(_GAP) * (len(columns) - 1)


def named(pairs: Iterable[tuple[str, str]]) -> Iterator[str]:
    """Names and what they stand for, in two columns; the second is wrapped."""
    given = list(pairs)
    width = max((len(name) for name, _ in given), default=0)
    for name, words in given:
        indent = f"{_MARGIN}{name.ljust(width)}{_GAP}"
        yield from wrapped(words, indent, " " * len(indent))


def shared_later(rest: Money) -> Iterator[str]:
    """What shares of whole claims leave open, while the claim is not over; no line of nothing."""
    if rest:
        words = f"{pounds(rest)} more is shared between the payers once its claim period is over."
        yield from wrapped(words, _MARGIN)


def paragraphs(parts: Iterable[Iterable[str]]) -> str:
    """The parts that have lines, an empty line between each two."""
    texts = ("\n".join(part) for part in parts)
    return "\n\n".join(text for text in texts if text)
