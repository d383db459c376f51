"""What `mapping.toml` says of the files beside it: names, values, and how far the records go."""

import tomllib
from collections.abc import Iterator
from collections.abc import Mapping as MappingOf
from datetime import date, datetime
from pathlib import Path
from typing import Any, Final

from attrs import field, frozen

from sibdsl.diagnostics import Finding, Place
from sibdsl.diagnostics.codes import BAD_MAPPING
from sibdsl.model.days import Day
from sibdsl.records.inputs import fingerprint

NAME: Final = "mapping.toml"
DAY_AFTER: Final = "day after"
LAST_DAY: Final = "last day"


@frozen
class FileMapping:
    """What is declared of one file.

    *ends* says of a period which day its last column holds; *certified_by* is the party, or the
    role, that answers for what stands in the file.
    """

    first_day: Day | None = None
    last_day: Day | None = None
    sheet: str | None = None
    headings: MappingOf[str, str] = field(factory=dict)
    ends: MappingOf[str, str] = field(factory=dict)
    ignore: tuple[str, ...] = ()
    certified_by: str | None = None


Selection = MappingOf[str, tuple[str, ...]]
"""Codes by column (`rne`, `rec`, `place`, `ls`): an episode is chosen if it has one of each."""

COLUMNS: Final = {
    "PLACE": "Placement",
    "LS": "Legal Status",
    "CIN": "Category of Need",
    "RNE": "Reason for New Episode",
    "REC": "Reason Ceased",
    "PLACE_PROVIDER": "Placement Provider",
    "REASON_PLACE_CHANGE": "Reason for Place Change",
}
"""The columns of an episode that are kept, and the attribute that each is unless mapped."""


@frozen
class ReturnMapping:
    """What the records of the 903 are called in the contract, and what is read out of them."""

    episodes: str = "Episode"
    date_of_birth: str = "Date of Birth"
    attributes: MappingOf[str, str] = field(factory=lambda: dict(COLUMNS))
    events: MappingOf[str, Selection] = field(factory=dict)
    periods: MappingOf[str, Selection] = field(factory=dict)


@frozen
class Mapping:
    """A whole mapping; *file* is where it stands. Each file of its folder goes by its name.

    *names_return* says that it has a section of the return at all.
    """

    file: str = NAME
    first_day: Day | None = None
    last_day: Day | None = None
    skip: tuple[str, ...] = ()
    none: tuple[str, ...] = ()
    files: MappingOf[str, FileMapping] = field(factory=dict)
    values: MappingOf[str, MappingOf[str, str]] = field(factory=dict)
    returns: ReturnMapping = field(factory=ReturnMapping)
    names_return: bool = False
    certified_by: str | None = None

    def of(self, name: str) -> FileMapping:
        """What is declared of the file called *name*, or else of its whole folder."""
        own = self.files.get(name, FileMapping())
        return FileMapping(
            self.first_day if own.first_day is None else own.first_day,
            self.last_day if own.last_day is None else own.last_day,
            own.sheet,
            own.headings,
            own.ends,
            own.ignore,
            own.certified_by or self.certified_by,
        )


@frozen
class MappingRead:
    """The mapping, or the findings for which there is none; the fingerprint of its bytes."""

    mapping: Mapping = Mapping()
    findings: tuple[Finding, ...] = ()
    sha256: str = ""


# -- The shape of the file -------------------------------------------------------------------------

_ANY: Final = "*"
_SELECTION: Final = {"rne": [str], "rec": [str], "place": [str], "ls": [str]}
_SHAPE: Final[dict[str, Any]] = {
    "first_day": date,
    "last_day": date,
    "certified_by": str,
    "skip": [str],
    "none": [str],
    "files": {
        _ANY: {
            "first_day": date,
            "last_day": date,
            "certified_by": str,
            "sheet": str,
            "headings": {_ANY: str},
            "ends": {_ANY: str},
            "ignore": [str],
        }
    },
    "values": {_ANY: {_ANY: str}},
    "return": {
        "episodes": str,
        "date_of_birth": str,
        "attributes": dict.fromkeys(COLUMNS, str),
        "events": {_ANY: _SELECTION},
        "periods": {_ANY: _SELECTION},
    },
}
_CALLED: Final = {
    str: "words in quotation marks",
    date: "a date, as 2024-03-31, without quotation marks",
}


def _mistakes(value: Any, shape: Any, at: str) -> Iterator[str]:
    """In words, where *value* is not of that *shape*."""
    if isinstance(shape, dict):
        if not isinstance(value, dict):
            yield f"`{at}` is a section"
            return
        for key, inner in value.items():
            if key in shape or _ANY in shape:
                yield from _mistakes(
                    inner, shape.get(key, shape.get(_ANY)), f"{at}.{key}" if at else key
                )
            else:
                known = ", ".join(f"`{name}`" for name in shape)
                yield f"`{at}.{key}` is not known here; what may stand here is {known}".replace(
                    "`.", "`"
                )
    elif isinstance(shape, list):
        if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
            yield f"`{at}` is a list of words in quotation marks, in square brackets"
    elif not isinstance(value, shape) or isinstance(value, datetime):
        yield f"`{at}` is {_CALLED[shape]}"


def _more_mistakes(toml: dict[str, Any]) -> Iterator[str]:
    """What the shape alone does not say; asked only of a mapping of the right shape."""
    for at, about in (("", toml), *toml.get("files", {}).items()):
        if about.get("first_day", date.min) > about.get("last_day", date.max):
            yield f"`first_day` is after `last_day`{f' in `files.{at}`' if at else ''}"
    for name, about in toml.get("files", {}).items():
        for period, end in about.get("ends", {}).items():
            if end not in (DAY_AFTER, LAST_DAY):
                yield f'`files.{name}.ends.{period}` is "{LAST_DAY}" or "{DAY_AFTER}"'
    for event, chosen in toml.get("return", {}).get("events", {}).items():
        if len({"rne", "rec"} & set(chosen)) != 1:
            needs = "`rne` (it falls on DECOM) or `rec` (it falls on DEC), and not both"
            yield f"`return.events.{event}` needs {needs}"
    for period, chosen in toml.get("return", {}).get("periods", {}).items():
        if not chosen:
            yield f"`return.periods.{period}` names no code"


# -- Reading ---------------------------------------------------------------------------------------


def read_mapping(path: Path) -> MappingRead:
    """The mapping at *path*; a mistake in it is a finding, and then it says nothing."""
    name = f"{path.parent.name}/{path.name}"
    try:
        data = path.read_bytes()
        toml = tomllib.loads(data.decode("utf-8-sig"))
    except (OSError, ValueError, RecursionError) as broken:
        message = f"the mapping cannot be read: {broken}"
        return MappingRead(findings=(Finding(BAD_MAPPING, message, Place(name)),))
    mistakes = list(_mistakes(toml, _SHAPE, "")) or list(_more_mistakes(toml))
    if mistakes:
        return MappingRead(
            findings=tuple(Finding(BAD_MAPPING, message, Place(name)) for message in mistakes)
        )
    return MappingRead(_built(toml, name), sha256=fingerprint(data))


def _built(toml: dict[str, Any], name: str) -> Mapping:
    files = {key: _file(about) for key, about in toml.get("files", {}).items()}
    return Mapping(
        name,
        _day(toml, "first_day"),
        _day(toml, "last_day"),
        tuple(toml.get("skip", ())),
        tuple(toml.get("none", ())),
        files,
        toml.get("values", {}),
        _returns(toml.get("return", {})),
        "return" in toml,
        toml.get("certified_by"),
    )


def _day(table: dict[str, Any], key: str) -> Day | None:
    declared: date | None = table.get(key)
    return None if declared is None else declared.toordinal()


def _file(about: dict[str, Any]) -> FileMapping:
    return FileMapping(
        _day(about, "first_day"),
        _day(about, "last_day"),
        about.get("sheet"),
        about.get("headings", {}),
        about.get("ends", {}),
        tuple(about.get("ignore", ())),
        about.get("certified_by"),
    )


def _returns(table: dict[str, Any]) -> ReturnMapping:
    return ReturnMapping(
        table.get("episodes", "Episode"),
        table.get("date_of_birth", "Date of Birth"),
        {**COLUMNS, **table.get("attributes", {})},
        _selections(table.get("events", {})),
        _selections(table.get("periods", {})),
    )


def _selections(table: dict[str, Any]) -> dict[str, Selection]:
    return {
        field_: {column: tuple(codes) for column, codes in chosen.items()}
        for field_, chosen in table.items()
    }
