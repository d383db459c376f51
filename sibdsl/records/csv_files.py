"""A CSV file as a sheet of text: commas, the usual quotes, the physical number of each line."""

import csv
from collections.abc import Iterator
from io import StringIO

from sibdsl.diagnostics.codes import BROKEN_FILE, NO_HEADINGS
from sibdsl.records.decoding import decode
from sibdsl.records.sheet import Line, Opened, refused, sheet_of


def open_csv(data: bytes, file: str) -> Opened:
    """The one sheet of the file. Nothing is inferred: every cell is its text, trimmed."""
    decoded = decode(data, file)
    if decoded.text is None:
        return Opened(findings=decoded.findings)
    try:
        sheet = sheet_of(file, _lines(decoded.text))
    except csv.Error as broken:
        message = f"the file is no CSV: {broken}"
        return refused(BROKEN_FILE, file, message, "look for a quotation mark that is not closed")
    if sheet is None:
        return refused(NO_HEADINGS, file, "the file is empty: it has no line of headings")
    return Opened((sheet,), decoded.findings)


def _lines(text: str) -> Iterator[Line]:
    reader = csv.reader(StringIO(text, newline=""), strict=True)
    line = 1
    for cells in reader:
        yield line, tuple([cell.strip() for cell in cells])
        line = reader.line_num + 1
