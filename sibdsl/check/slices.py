"""Payments told apart by what shares ask of them: their outcome and their due day."""

from collections.abc import Iterator
from typing import assert_never

from attrs import frozen

from sibdsl.check.subject import Subject
from sibdsl.check.symbols import Kind, key
from sibdsl.model.days import Day, in_words
from sibdsl.syntax import forms, tree

Said = tuple[forms.Clause, forms.Share]


@frozen
class Slice:
    """Payments that meet the same *shares*; *where* says which they are, empty if all alike."""

    shares: tuple[Said, ...]
    outcome: str
    where: str


def slices(subject: Subject) -> Iterator[Slice]:
    """Every set of shares that some payment meets, once each, in the order of the outcomes."""
    shares = tuple(subject.forms_of(forms.Share))
    by_outcome = any(share.outcomes for _, share in shares)
    by_day = any(share.due for _, share in shares)
    seen: set[tuple[int, ...]] = set()
    for outcome in _outcomes(subject):
        for day in _days(subject, shares):
            met = tuple(said for said in shares if _meets(said[1], outcome, day))
            if (same := tuple(id(share) for _, share in met)) not in seen:
                seen.add(same)
                where = f" for `{outcome}`" if by_outcome and outcome else ""
                yield Slice(met, outcome, where + (f" due on {in_words(day)}" if by_day else ""))


def _outcomes(subject: Subject) -> tuple[str, ...]:
    """The outcomes of the contract; one without a name where it has none."""
    symbols = subject.symbols.by_name.values()
    return tuple(s.name for s in symbols if s.kind is Kind.OUTCOME) or ("",)


def _days(subject: Subject, shares: tuple[Said, ...]) -> tuple[Day, ...]:
    """One day of each stretch of the term over which the same shares are met."""
    ends = {day for _, share in shares for day in _span(share) if day is not None}
    for _, term in subject.forms_of(forms.TheTerm):
        match term.first, term.last:
            case tree.Date(int() as first), tree.Date(int() as last):
                return (first, *sorted(day for day in ends if first < day <= last))
            case _:
                pass
    return (max(min(ends, default=2) - 1, 1), *sorted(ends))


def _meets(share: forms.Share, outcome: str, day: Day) -> bool:
    first, end = _span(share)
    named = not share.outcomes or outcome in map(key, share.outcomes)
    return named and (first is None or first <= day) and (end is None or day < end)


def _span(share: forms.Share) -> tuple[Day | None, Day | None]:
    """The due days of a share, half-open; None where it has no first, or no last one."""
    match share.due:
        case None:
            return None, None
        case forms.DueBetween(first, last):
            return first.day, None if last.day is None else last.day + 1
        case forms.DueSide(side, on):
            return _beside(side, on.day)
        case _:
            assert_never(share.due)


def _beside(side: str, day: Day | None) -> tuple[Day | None, Day | None]:
    if day is None:
        return None, None
    match side:
        case "before":
            return None, day
        case "on or before":
            return None, day + 1
        case "on or after":
            return day, None
        case _:
            return day + 1, None
