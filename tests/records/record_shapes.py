"""A contract's records for these tests, files written for them, and what is read from the files."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from sibdsl.model.records import Attribute, Kind, RecordField, RecordKind, Shape, ValueType
from sibdsl.records.kinds import Kinds
from sibdsl.records.reading import Reading, read

CODE = ValueType(Kind.CODE)
PERSON = RecordKind(
    "Child",
    (
        RecordField("Case Number", Shape.FACT, CODE),
        RecordField("Person Number", Shape.FACT, CODE),
        RecordField("Date of Birth", Shape.FACT, ValueType(Kind.DATE)),
        RecordField("Cost", Shape.FACT, ValueType(Kind.AMOUNT)),
        RecordField(
            "Referral",
            Shape.EVENTS,
            attributes=(
                Attribute("Kind", ValueType(Kind.CHOICE, ("first", "again"))),
                Attribute("Score", ValueType(Kind.NUMBER)),
                Attribute("Share", ValueType(Kind.PERCENTAGE)),
                Attribute("Panel Date", ValueType(Kind.DATE)),
            ),
        ),
        RecordField("Therapy", Shape.PERIODS, attributes=(Attribute("Result", CODE),)),
        RecordField(
            "Responsibility",
            Shape.PERIODS,
            attributes=(Attribute("Borough", ValueType(Kind.PARTY)),),
            parted=True,
        ),
        RecordField(
            "Episode",
            Shape.PERIODS,
            attributes=(Attribute("Placement", CODE), Attribute("Legal Status", CODE)),
        ),
        RecordField("Detention", Shape.PERIODS),
        RecordField("Move", Shape.EVENTS),
        RecordField("Adoption", Shape.EVENT),
        RecordField("Trial", Shape.PERIOD),
    ),
)
RECORD = RecordKind(
    "",
    (RecordField("Termination", Shape.EVENT), RecordField("Pause", Shape.PERIODS)),
)
PARTIES = frozenset({"Sutton", "Tower Hamlets"})

EPISODES = (
    "CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC,REASON_PLACE_CHANGE,HOME_POST,PL_POST,URN"
)
HEADER = "CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB"


def episode(
    child: str = "A1",
    first: str = "01/05/2017",
    ceased: str = "",
    *,
    rne: str = "S",
    ls: str = "C2",
    place: str = "U4",
    rec: str | None = None,
) -> str:
    """One row of an Episodes file; with a day of ceasing, home as planned unless told."""
    reason = ("E4A" if ceased else "") if rec is None else rec
    provider = "" if place.startswith(("T", "Z")) else "PR1"
    return f"{child},{first},{rne},{ls},N1,{place},{provider},{ceased},{reason},,AB1 2CD,EF3 4GH,1"


def table(heading: str, *rows: str) -> str:
    """A CSV file of those lines."""
    return "\n".join((heading, *rows)) + "\n"


def read_folder(
    files: Mapping[str, str | bytes],
    *,
    person: RecordKind = PERSON,
    record: RecordKind = RECORD,
    joined_by: str | None = None,
    certified_by: Mapping[str, frozenset[str]] | None = None,
    groups: Mapping[str, RecordKind] | None = None,
) -> Reading:
    """What is read from a folder with those files."""
    with TemporaryDirectory() as at:
        for name, content in files.items():
            data = content.encode() if isinstance(content, str) else content
            (Path(at) / name).write_bytes(data)
        return read_paths(
            [Path(at)],
            person=person,
            record=record,
            joined_by=joined_by,
            certified_by=certified_by,
            groups=groups,
        )


def read_paths(
    paths: list[Path],
    *,
    person: RecordKind = PERSON,
    record: RecordKind = RECORD,
    joined_by: str | None = None,
    certified_by: Mapping[str, frozenset[str]] | None = None,
    groups: Mapping[str, RecordKind] | None = None,
) -> Reading:
    """What is read from those paths."""
    return read(
        paths,
        Kinds(person, record, person.fields[0].name, groups or {}),
        joined_by=joined_by,
        parties=PARTIES,
        certified_by=certified_by,
    )


def codes(
    reading: Reading, *, without: tuple[str, ...] = ("SIB614", "SIB615", "SIB628")
) -> list[str]:
    """The codes of the findings; those about the reach of the files, and about columns that a
    small table leaves out, only where asked.
    """
    return [f.code.number for f in reading.findings if f.code.number not in without]


def left(reading: Reading) -> dict[str, str]:
    """The cases left out and why."""
    return {number: code.number for number, code in reading.left_out}


def on(text: str) -> int:
    """The day of an ISO date."""
    return date.fromisoformat(text).toordinal()
