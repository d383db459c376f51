"""Rate cards as councils write them, made by python-docx and XlsxWriter while the tests run."""

from collections.abc import Callable, Sequence
from pathlib import Path

import docx
import xlsxwriter
from docx.document import Document as Word
from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement

Rows = Sequence[Sequence[object]]


def word_card(path: Path, *tables: Rows, above: str = "") -> Path:
    """A Word file with those tables, a line of prose above each."""

    def fill(word: Word) -> None:
        for rows in tables:
            word.add_paragraph(above or "The rates below apply from the start of the contract.")
            put(word, rows)

    return word_file(path, fill)


def word_file(path: Path, fill: Callable[[Word], None]) -> Path:
    """A Word file that *fill* has written into."""
    word = docx.Document()
    fill(word)
    word.save(str(path))
    return path


def put(word: Word, rows: Rows) -> None:
    """Add a table of those cells."""
    table = word.add_table(rows=len(rows), cols=max(map(len, rows)))
    for line, row in zip(table.rows, rows, strict=True):
        for cell, said in zip(line.cells, row, strict=False):
            cell.text = str(said)


def excel_card(path: Path, rows: Rows, sheet: str = "Rates") -> Path:
    """A workbook with those cells from its first row on; a number in pounds is formatted so."""
    with xlsxwriter.Workbook(path) as book:
        money = book.add_format({"num_format": "£#,##0.00"})
        page = book.add_worksheet(sheet)
        for line, row in enumerate(rows):
            for at, said in enumerate(row):
                page.write(line, at, said, *([money] if isinstance(said, int | float) else []))
    return path


def borough(word: Word) -> None:
    """A schedule with merged cells, blank lines, notes and a table of definitions."""
    word.add_heading("Schedule 4: Payment mechanism", 1)
    word.add_paragraph("")
    word.add_paragraph("Words in this Schedule have the meaning in the table of definitions.")
    put(word, [["Term", "Meaning"], ["Home", "The home of a parent, or of kin."]])
    word.add_paragraph("Table 2: Rates")
    put(
        word,
        [
            ["Rate card 2024/25", "", "", "", ""],
            ["Outcome", "Definition", "Tariff (£)", "Maximum number per child", "Cap (£)"],
            ["1. Home weeks¹", "Seven nights at home", "£300.00 per week", "104", "£31,200"],
            ["2. Completion of therapy", "The course is completed", "1,800", "1", "n/a"],
            ["", "", "", "", ""],
            [
                "3. School move (planned)",
                "A move at the end of a term",
                "£1.5k",
                "-",
                "Annual £50,000",
            ],
            ["Total", "", "", "", "£2.5m"],
        ],
    )
    title = word.tables[1].rows[0].cells
    title[0].merge(title[4])
    word.add_paragraph("¹ A week is seven nights.")
    word.add_paragraph("Table 3: Funding")
    put(
        word,
        [
            ["Funder", "Contribution", "Limit £"],
            ["Better Outcomes", "15%", "£1.5m"],
            ["Sutton", "Remainder", ""],
        ],
    )


def homes(word: Word) -> None:
    """Two rows of headings, raised figures of footnotes, and rows that span the table."""
    word.add_paragraph("Table B1: rate card")
    put(
        word,
        [
            ["Outcome metric", "Payment", "", "Caps", ""],
            ["", "Rate (£)", "Paid by", "Max no. per participant", "Max £ per participant"],
            ["Accommodation", "", "", "", ""],
            ["Entering", "£600", "Council", "1", ""],
            ["Staying (3 months)", "£1,500", "Council", "1", "£1,500"],
            ["Staying (6 months)", "£1,600", "Council", "1", "£1,600"],
            ["Job", "£1,900", "DWP", "1", "–"],
            ["", "£1,800", "DWP", "1", "–"],
            ["Total cap", "", "", "", "£9,100"],
        ],
    )
    rows = word.tables[0].rows
    for across in ((rows[0], 1, 2), (rows[0], 3, 4), (rows[2], 0, 4)):
        row, first, last = across
        row.cells[first].merge(row.cells[last])
    rows[0].cells[0].merge(rows[1].cells[0])
    rows[3].cells[0].paragraphs[0].add_run("1").font.superscript = True
    raised = rows[4].cells[0].paragraphs[0].add_run("2")
    position = OxmlElement("w:position")
    position.set(qn("w:val"), "8")
    raised._r.get_or_add_rPr().append(position)


BANDS: Rows = [
    ["Payment trigger", "Age at referral", "Payment per outcome"],
    ["Home Week", "10 to 13", "£300"],
    ["", "14 to 17", "£400"],
    ["Move", "under 10", "£100"],
    ["Move", "10 and over", "£120"],
]

WORKBOOK: Rows = [
    ["Social impact bond: outcomes tariff"],
    ["Draft for consultation"],
    [],
    [
        "Outcome metric",
        "Price",
        "Max no. per young person",
        "Limit £",
        "Better Outcomes share",
        "Evidence",
    ],
    ["Home week", 300, 104, 31200, 0.15, "Return"],
    ["Completion", 1800.5, 1, "", 0.15, "Plan signed"],
]
