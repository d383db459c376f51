"""The records that a contract declares: of the person, of the contract, and of each group."""

from collections.abc import Iterator, Mapping

from attrs import field, frozen

from sibdsl.model.records import Kind, RecordField, RecordKind, Shape, ValueType

_LABEL = ValueType(Kind.CODE)


@frozen
class Kinds:
    """*case_number* is the field that names the person; *groups* are by the Term of the group."""

    person: RecordKind
    record: RecordKind
    case_number: str
    groups: Mapping[str, RecordKind] = field(factory=dict)

    @property
    def all(self) -> tuple[RecordKind, ...]:
        """The record of the person, that of the contract, those of the groups."""
        return (self.person, self.record, *self.groups.values())

    def named(self) -> Iterator[tuple[RecordKind, str | None, str]]:
        """Each record, the heading that names whose it is, and the Term of the group.

        No heading names the contract. The label of a group is as a field of its own record here.
        """
        yield self.person, self.case_number, ""
        for term, kind in self.groups.items():
            label = RecordField(term, Shape.FACT, _LABEL)
            yield RecordKind(term, (label, *kind.fields), kind.clause), term, term
        yield self.record, None, ""

    def membership(self, group: str) -> str | None:
        """The field of the person that holds the label of its group of that Term, if one does."""
        fields = (f.name for f in self.person.fields if f.type and f.type.record == group)
        return next(fields, None)
