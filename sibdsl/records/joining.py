"""Which case numbers are one person: `Records with the same F are one X`."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from attrs import frozen

from sibdsl.diagnostics import Finding
from sibdsl.diagnostics.codes import NONE_JOINED, NOT_JOINED
from sibdsl.model.histories import Value
from sibdsl.records.said import Fact, Said


@frozen
class Person:
    """One case, by the least of its numbers as text, and the other numbers it goes by."""

    number: str
    others: tuple[str, ...] = ()

    @property
    def numbers(self) -> tuple[str, ...]:
        """All its numbers."""
        return (self.number, *self.others)


def persons(
    numbers: Iterable[str], said: Iterable[Said], joined_by: str | None
) -> tuple[list[Person], list[Finding]]:
    """The cases, in order of number. A blank joins nobody, and leaves that case out."""
    in_order = sorted(numbers)
    if joined_by is None:
        return [Person(number) for number in in_order], []
    values: dict[str, set[Value]] = {number: set() for number in in_order}
    for each in said:
        value = each.what.value if isinstance(each.what, Fact) else None
        if each.field == joined_by and value is not None and each.case in values:
            values[each.case].add(value)
    return _groups(in_order, values), list(_unjoined(values, joined_by))


def _unjoined(values: Mapping[str, set[Value]], joined_by: str) -> Iterator[Finding]:
    """A case that may be another's second number is left out; where none has a value, none is."""
    if not any(values.values()):
        message = f"no case has a `{joined_by}`, so each case number is taken as one person"
        yield Finding(NONE_JOINED, message, help=f"give the `{joined_by}` of each case in a file")
        return
    for number, known in values.items():
        if not known:
            message = f"the case has no `{joined_by}`, so it may be the second number of another"
            yield Finding(NOT_JOINED, message, case=number, help=f"enter its `{joined_by}`")


def _groups(numbers: Sequence[str], values: Mapping[str, set[Value]]) -> list[Person]:
    """Numbers that share a value, or are linked through one that does."""
    group: dict[str, set[str]] = {}
    holder: dict[Value, str] = {}
    for number in numbers:
        group[number] = {number}
        for value in sorted(values[number], key=repr):
            other = holder.setdefault(value, number)
            if group[other] is not group[number]:
                together = group[other] | group[number]
                for member in together:
                    group[member] = together
    found = {min(members): tuple(sorted(members)) for members in group.values()}
    return [Person(number, members[1:]) for number, members in sorted(found.items())]
