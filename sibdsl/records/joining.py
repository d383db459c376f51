"""Which case numbers are one person: `Records with the same F are one X`."""

from collections.abc import Iterable, Mapping, Sequence

from attrs import frozen

from sibdsl.diagnostics import Finding
from sibdsl.diagnostics.codes import NOT_JOINED
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
    """The cases, in order of number. A blank joins nobody: that case stays alone, and is said."""
    in_order = sorted(numbers)
    if joined_by is None:
        return [Person(number) for number in in_order], []
    values: dict[str, set[Value]] = {number: set() for number in in_order}
    for each in said:
        value = each.what.value if isinstance(each.what, Fact) else None
        if each.field == joined_by and value is not None and each.case in values:
            values[each.case].add(value)
    findings = [
        Finding(
            NOT_JOINED,
            f"the case has no `{joined_by}`, so it is joined with no other",
            case=number,
        )
        for number in in_order
        if not values[number]
    ]
    return _groups(in_order, values), findings


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
