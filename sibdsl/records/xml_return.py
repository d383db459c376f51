"""A return in XML as the two sheets that the CSV files would be.

`CHILDID` is CHILD and `PL` is PLACE. A document type is refused: a return has none. Imported only
when there is such a file to read.
"""

from io import BytesIO
from typing import Final
from xml.parsers import expat

from attrs import define, field

from sibdsl.diagnostics.codes import BROKEN_FILE, NOT_RECOGNISED
from sibdsl.records.sheet import Line, Opened, Sheet, refused
from sibdsl.records.ssda903 import EPISODES, HEADER

ROOT: Final = "EXPSSDA903"
_AS_IN_CSV: Final = {"CHILDID": "CHILD", "PL": "PLACE"}
_RECORDS: Final = ("HEADER", "EPISODE")


class _RefusedError(Exception):
    """The parser stops here; never leaves this module."""


@define
class _Builder:
    """What has been read of the document so far."""

    path: list[str] = field(factory=list)
    text: list[str] = field(factory=list)
    record: dict[str, str] = field(factory=dict)
    line: int = 0
    child: str = ""
    episodes: list[tuple[int, dict[str, str]]] = field(factory=list)
    headers: list[Line] = field(factory=list)
    rows: list[Line] = field(factory=list)

    def start(self, tag: str, line: int) -> None:
        if not self.path and tag != ROOT:
            raise _RefusedError(tag)
        self.path.append(tag)
        self.text.clear()
        if tag in _RECORDS:
            self.record = {}
            self.line = line

    def end(self, tag: str) -> None:
        self.path.pop()
        if self.path and self.path[-1] in _RECORDS:
            value = "".join(self.text).replace("\xa0", " ").strip()
            self.record[_AS_IN_CSV.get(tag, tag)] = value
        elif tag == "HEADER":
            self.child = self.record.get("CHILD", "")
            self.headers.append((self.line, _cells(HEADER.columns, self.record, self.child)))
        elif tag == "EPISODE":
            self.episodes.append((self.line, self.record))
        elif tag == "CHILD":
            columns = EPISODES.columns
            self.rows += [(line, _cells(columns, r, self.child)) for line, r in self.episodes]
            self.episodes, self.child = [], ""
        self.text.clear()


def _cells(columns: tuple[str, ...], record: dict[str, str], child: str) -> tuple[str, ...]:
    return tuple(child if column == "CHILD" else record.get(column, "") for column in columns)


def open_xml(data: bytes, file: str) -> Opened:
    """The Header and the Episodes of the return, each row with the line on which it begins.

    In a file of one line, the number is the ordinal of the record among those of its kind.
    """
    builder = _Builder()
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler = lambda tag, _: builder.start(tag, parser.CurrentLineNumber)
    parser.EndElementHandler = builder.end
    parser.CharacterDataHandler = builder.text.append
    parser.StartDoctypeDeclHandler = _refuse_doctype
    try:
        parser.ParseFile(BytesIO(data))
    except expat.ExpatError as broken:
        return refused(BROKEN_FILE, file, f"the file is no well-formed XML: {broken}")
    except _RefusedError as why:
        if why.args == ("DOCTYPE",):
            message = "the file declares a document type, which a return does not have"
            return refused(BROKEN_FILE, file, message)
        message = f"the file is no SSDA903 return: it begins with `{why}`, not with `{ROOT}`"
        return refused(NOT_RECOGNISED, file, message)
    return Opened(
        (
            _sheet(file, HEADER.columns, builder.headers),
            _sheet(file, EPISODES.columns, builder.rows),
        )
    )


def _refuse_doctype(*_: object) -> None:
    raise _RefusedError("DOCTYPE")


def _sheet(file: str, columns: tuple[str, ...], rows: list[Line]) -> Sheet:
    one_line = len(rows) > 1 and rows[0][0] == rows[-1][0]
    numbered = [(i, cells) for i, (_, cells) in enumerate(rows, 1)] if one_line else rows
    return Sheet(file, columns, tuple(numbered))
