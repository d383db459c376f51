"""What the record of a case, of a group or of the contract holds: the shape of the data."""

from enum import Enum

from attrs import field

from sibdsl.values import value


class Shape(Enum):
    """How many of a field a record may hold, and whether it has a day or lasts."""

    FACT = "fact"
    EVENT = "event"
    EVENTS = "events"
    PERIOD = "period"
    PERIODS = "periods"

    @property
    def many(self) -> bool:
        """Whether a record may hold more than one."""
        return self in (Shape.EVENTS, Shape.PERIODS)

    @property
    def lasts(self) -> bool:
        """Whether it has a first and a last day."""
        return self in (Shape.PERIOD, Shape.PERIODS)


class Kind(Enum):
    """What a value is."""

    CODE = "a code"
    CHOICE = "one of"
    NUMBER = "a number"
    AMOUNT = "an amount"
    PERCENTAGE = "a percentage"
    DATE = "a date"
    PARTY = "a commissioner"
    RECORD = "a record"


@value
class ValueType:
    """The type of a fact or an attribute.

    *options* are the words of a choice; *record* is the Term of the other record, of `Intake, a
    Cohort`.
    """

    kind: Kind
    options: tuple[str, ...] = ()
    record: str = ""


@value
class Attribute:
    """A value that an event or a spell carries, by its Term in the singular."""

    name: str
    type: ValueType


@value
class RecordField:
    """One field of a record: `Episodes, periods, with Placement, a code`.

    *name* is the Term in the singular. *type* is the type of a FACT and None for any other shape.
    *parted* says that the periods do not overlap.
    """

    name: str
    shape: Shape
    type: ValueType | None = None
    attributes: tuple[Attribute, ...] = ()
    parted: bool = False
    clause: str = field(default="", eq=False)


@value
class RecordKind:
    """The record of each person, of each group, or of the contract (then *name* is empty)."""

    name: str
    fields: tuple[RecordField, ...]
    clause: str = field(default="", eq=False)

    def field_called(self, name: str) -> RecordField | None:
        """The field with that singular Term, if there is one."""
        return next((f for f in self.fields if f.name == name), None)
