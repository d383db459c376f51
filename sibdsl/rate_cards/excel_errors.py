"""The errors that cells of a workbook hold, such as `#DIV/0!`: its reader gives them as blank."""

import html
import re
from collections.abc import Iterator, Mapping
from io import BytesIO
from posixpath import join, normpath
from typing import Final
from zipfile import ZipFile

Errors = Mapping[tuple[int, int], str]
"""What cells hold, by row and column, both counted from 1."""

_BOOK: Final = "xl/workbook.xml"
_BESIDE: Final = "xl/_rels/workbook.xml.rels"
_SHEET: Final = re.compile(r"<(?:\w+:)?sheet\s([^<>]*)>")
_RELATED: Final = re.compile(r"<(?:\w+:)?Relationship\s([^<>]*)>")
_SAID: Final = re.compile(r'([\w:]+)="([^"]*)"')
_CELL: Final = re.compile(
    r'<(?:\w+:)?c\s([^<>]{0,99}\bt="e"[^<>/]{0,99})>'
    r"(?:(?!</?(?:\w+:)?c[\s>]).)*?<(?:\w+:)?v>([^<]{1,20})<",
    re.DOTALL,
)
"""A cell with its error; no part runs into the next cell, so a broken file takes no longer."""

_PLACE: Final = re.compile(r"([A-Z]{1,3})(\d{1,7})")


def errors(data: bytes) -> dict[str, Errors]:
    """The errors of each sheet that has any, by its name."""
    with ZipFile(BytesIO(data)) as parts:
        inside = set(parts.namelist())
        if not {_BOOK, _BESIDE} <= inside:
            return {}
        files = dict(_targets(_text(parts, _BESIDE)))
        sheets = [dict(_SAID.findall(one)) for one in _SHEET.findall(_text(parts, _BOOK))]
        found = {
            html.unescape(sheet.get("name", "")): dict(_errors(_text(parts, file)))
            for sheet in sheets
            for file in [next((files.get(sheet[k], "") for k in sheet if k.endswith(":id")), "")]
            if file in inside
        }
    return {name: cells for name, cells in found.items() if cells}


def column(letters: str) -> int:
    """`A` is 1, `Z` 26, `AA` 27."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number


def _text(parts: ZipFile, name: str) -> str:
    return parts.read(name).decode("utf-8", "replace")


def _targets(related: str) -> Iterator[tuple[str, str]]:
    """The file of each part that the workbook names."""
    for one in _RELATED.findall(related):
        said = dict(_SAID.findall(one))
        yield said.get("Id", ""), normpath(join("/xl", said.get("Target", ""))).lstrip("/")


def _errors(sheet: str) -> Iterator[tuple[tuple[int, int], str]]:
    for attributes, value in _CELL.findall(sheet):
        place = _PLACE.fullmatch(dict(_SAID.findall(attributes)).get("r", ""))
        if place:
            yield (int(place[2]), column(place[1])), html.unescape(value)
