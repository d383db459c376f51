"""What a statement calls things, alike in a page, a workbook and on a terminal."""

from collections.abc import Iterator, Sequence
from datetime import date
from hashlib import sha256

from sibdsl.model.claims import total
from sibdsl.model.days import in_words
from sibdsl.model.inputs import Input
from sibdsl.model.ledger import CLAIM, DaySpan, Line
from sibdsl.model.money import NOTHING, Money
from sibdsl.model.statement import Statement
from sibdsl.render.page import days_in_words, listed, pounds


def outcome_name(name: str) -> str:
    """What the outcome of a line is called; one that no outcome made has a name of its own.

    >>> outcome_name("Home Week"), outcome_name("(claim)"), outcome_name("(shortfall)")
    ('Home Week', 'Share of the claim', 'Shortfall')
    """
    if name == CLAIM:
        return "Share of the claim"
    return name.strip("()").capitalize() if name.startswith("(") else name


def whose(line: Line) -> str:
    """The case number of a line, or the label of its group."""
    return line.case or line.group or "the whole contract"


def short_days(days: DaySpan) -> str:
    """A span of days in little room.

    >>> short_days((737606, 737607)), short_days((737606, 737613)), short_days((737425, 737613))
    ('30 Jun 2020', '30 Jun – 6 Jul 2020', '1 Jan – 6 Jul 2020')
    """
    first, last = date.fromordinal(days[0]), date.fromordinal(days[1] - 1)
    if first == last:
        return _short(first)
    began = _short(first) if first.year != last.year else _short(first).rpartition(" ")[0]
    return f"{began} – {_short(last)}"


def _short(day: date) -> str:
    return f"{day.day} {day:%b} {day.year}"


def data_fingerprint(inputs: Sequence[Input]) -> str:
    """The SHA-256 of the list of files that `sha256sum` prints: names sorted, bytes as they are.

    A file goes by its name alone, unless two files of different folders share it.

    >>> data_fingerprint([])[:8]
    'e3b0c442'
    """
    names = [each.file.rpartition("/")[2] for each in inputs]
    if len(set(names)) < len(names):
        names = [each.file for each in inputs]
    listed = sorted(zip(names, (each.sha256 for each in inputs), strict=True))
    return sha256("".join(f"{digest}  {name}\n" for name, digest in listed).encode()).hexdigest()


def title(statement: Statement) -> str:
    """`Statement of claim 11`"""
    return f"Statement of claim {statement.settled.number}"


def subtitle(statement: Statement) -> str:
    """The contract and the period; that it is not over, where it is not."""
    period = days_in_words(statement.period)
    so_far = f", so far: by {in_words(statement.as_at)}" if statement.so_far else ""
    return f"{statement.settled.contract}, {period}{so_far}"


def mark(statement: Statement) -> str:
    """What stands on every page: by what contract and data can be known."""
    data = data_fingerprint(statement.inputs)
    return f"Contract SHA-256 {statement.settled.digest[:16]} · data SHA-256 {data[:16]}"


def head(statement: Statement) -> Iterator[tuple[str, str]]:
    """From whom and to whom, of which days, and on which files it rests."""
    settled = statement.settled
    yield "From", listed(statement.senders) or "the provider"
    yield "To", listed(statement.receivers)
    yield "Claim period", days_in_words(statement.period)
    yield "Figures as at", in_words(statement.as_at)
    yield "Claimed before", _before(statement)
    yield "Contract text", f"SHA-256 {settled.digest}"
    yield "Case data", f"SHA-256 {data_fingerprint(statement.inputs)}"


def _before(statement: Statement) -> str:
    if statement.claims:
        named = listed([each.file for each in statement.claims])
        return f"{pounds(statement.settled.before)}, by {named}"
    if statement.assumed:
        day = in_words(statement.period[0] - 1)
        return (
            f"{pounds(statement.settled.before)}: no earlier claim is named, and all that this "
            f"data shows due by {day} is taken as claimed"
        )
    return pounds(statement.settled.before)


def sums(statement: Statement) -> Iterator[tuple[str, Money]]:
    """What is to pay, and how it comes about."""
    settled = statement.settled
    back = [entry for entry in settled.entries if entry.reverses]
    yield "Newly due", total(statement.new)
    yield "Taken back", total(back)
    yield "To pay now", sum((due.pay for due in statement.dues), NOTHING)
    yield "Claimed before", settled.before
    yield "Claimed in all", settled.before + settled.paid
