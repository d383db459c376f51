"""How the columns of a table fill the record of a person, of a group, or of the contract."""

from collections.abc import Iterator, Mapping

from attrs import frozen

from sibdsl.diagnostics import Finding, Place
from sibdsl.diagnostics.codes import (
    HEADING_DROPPED,
    HEADING_TWICE,
    MAPPING_MISSES,
    NO_ATTRIBUTE,
    NO_LAST_DAYS,
)
from sibdsl.model.records import RecordField, RecordKind, Shape
from sibdsl.records.headings import Part, Slot, slots, stem
from sibdsl.records.kinds import Kinds
from sibdsl.records.mapping import DAY_AFTER, FileMapping
from sibdsl.records.sheet import Sheet


@frozen
class Column:
    """Where the cells of a slot stand, and under which heading."""

    index: int
    heading: str


@frozen
class FieldPlan:
    """The columns of one field: of its value or day, its last day, and its attributes."""

    field: RecordField
    first: Column | None
    last: Column | None
    attributes: dict[str, Column]
    day_after: bool


@frozen
class Plan:
    """A table that is read as records of one *kind*.

    *number* is the column of the case number, or of the label where it is a table of the *group*
    of that Term; None for the contract.
    """

    sheet: Sheet
    about: FileMapping
    kind: RecordKind
    number: Column | None
    fields: tuple[FieldPlan, ...]
    group: str = ""

    @property
    def of_persons(self) -> bool:
        """Whether each row is of a person."""
        return self.number is not None and not self.group

    @property
    def columns(self) -> frozenset[int]:
        """The places of the columns that are read."""
        read = [
            each for one in self.fields for each in (one.first, one.last, *one.attributes.values())
        ]
        return frozenset(each.index for each in (self.number, *read) if each is not None)

    @property
    def names(self) -> tuple[str, ...]:
        """The fields that the table holds."""
        return tuple(plan.field.name for plan in self.fields)


@frozen
class Planned:
    """The plan of a sheet, None where it is no table of case data; and what was found."""

    plan: Plan | None
    findings: tuple[Finding, ...] = ()


def renamed(sheet: Sheet, about: FileMapping) -> tuple[str, ...]:
    """The headings as the mapping renames them."""
    names = {stem(heading): term for heading, term in about.headings.items()}
    return tuple(names.get(stem(heading), heading) for heading in sheet.headings)


def plan_of(sheet: Sheet, about: FileMapping, kinds: Kinds) -> Planned:
    """The plan of *sheet*: of persons if it has their number and a field of theirs.

    Else of a group in the same way, else of the contract.
    """
    for kind, number, group in kinds.named():
        known = slots(kind, number)
        columns, twice = _columns(sheet, about, known)
        named = next((c for slot, c in columns.items() if slot.part is Part.NUMBER), None)
        filled = any(slot.part is not Part.NUMBER for slot in columns)
        if filled and (named is None) is (number is None):
            fields = tuple(_fields(kind, columns, about))
            plan = Plan(sheet, about, kind, named, fields, group)
            return Planned(plan, (*twice, *_warnings(plan, known), *_misses(plan)))
    return Planned(None)


def _columns(
    sheet: Sheet, about: FileMapping, known: Mapping[str, Slot]
) -> tuple[dict[Slot, Column], list[Finding]]:
    columns: dict[Slot, Column] = {}
    twice: list[Finding] = []
    for i, heading in enumerate(renamed(sheet, about)):
        slot = known.get(stem(heading))
        if slot in columns:
            message = f"`{columns[slot].heading}` and `{sheet.headings[i]}` say the same thing"
            where = Place(sheet.file, 1, heading=sheet.headings[i])
            twice.append(Finding(HEADING_TWICE, message, where, help="rename or delete one"))
        elif slot is not None:
            columns[slot] = Column(i, sheet.headings[i])
    return columns, twice


def _fields(
    kind: RecordKind, columns: dict[Slot, Column], about: FileMapping
) -> Iterator[FieldPlan]:
    ends = {stem(name): end for name, end in about.ends.items()}
    for field in kind.fields:
        slots_of_field = [slot for slot in columns if slot.field == field.name]
        if any(slot.part is not Part.NUMBER for slot in slots_of_field):
            first = Part.FACT if field.shape is Shape.FACT else Part.DAY
            attributes = {
                slot.attribute: columns[slot]
                for slot in sorted(slots_of_field, key=lambda s: s.attribute)
                if slot.part is Part.ATTRIBUTE
            }
            yield FieldPlan(
                field,
                columns.get(Slot(field.name, Part.FIRST if field.shape.lasts else first)),
                columns.get(Slot(field.name, Part.LAST)),
                attributes,
                ends.get(stem(field.name)) == DAY_AFTER,
            )


def _warnings(plan: Plan, known: Mapping[str, Slot]) -> Iterator[Finding]:
    sheet = plan.sheet
    ignored = {stem(heading) for heading in plan.about.ignore}
    dropped = sorted(
        heading
        for heading, meant in zip(sheet.headings, renamed(sheet, plan.about), strict=True)
        if heading and stem(meant) not in known and stem(heading) not in ignored
    )
    if dropped:
        listed = ", ".join(f"`{heading}`" for heading in dropped)
        yield Finding(
            HEADING_DROPPED,
            f"no field of the contract is {listed}: not read",
            Place(sheet.file, 1),
            help="map it under `headings`, or list it under `ignore`, in mapping.toml",
        )
    for field in plan.fields:
        if field.field.shape.lasts and field.last is None:
            name = field.field.name
            message = f"no column holds the last day of `{name}`, so none of them is known to end"
            advice = f"head it `{name} end` or map it; if all are still open, leave its cells blank"
            yield Finding(NO_LAST_DAYS, message, Place(sheet.file, 1), help=advice)
        for attribute in field.field.attributes:
            if attribute.name not in field.attributes:
                name = attribute.name
                message = f"no column holds `{name}` of `{field.field.name}`: it is not known"
                advice = f"head a column `{name}`, or map one to it in mapping.toml"
                yield Finding(NO_ATTRIBUTE, message, Place(sheet.file, 1), help=advice)


def _misses(plan: Plan) -> Iterator[Finding]:
    """Headings and periods that the mapping names and the file has not."""
    held = {stem(heading) for heading in plan.sheet.headings}
    periods = {stem(field.field.name) for field in plan.fields if field.field.shape.lasts}
    for name in sorted(plan.about.headings):
        if stem(name) not in held:
            message = f"the mapping names the heading `{name}`, which the file has not"
            yield Finding(MAPPING_MISSES, message, Place(plan.sheet.file, 1))
    for name in sorted(plan.about.ends):
        if stem(name) not in periods:
            message = f"the mapping says how `{name}` ends, and the file holds no such periods"
            yield Finding(MAPPING_MISSES, message, Place(plan.sheet.file, 1))
