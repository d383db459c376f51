"""The workbook of a statement: what its cells are, and what real LibreOffice reckons from them."""

import csv
import re
import shutil
import subprocess
from datetime import date
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from python_calamine import CalamineWorkbook
from stating import contract_of, lines_of, statement_of

from sibdsl.model.claims import Entry
from sibdsl.model.contract import Contract
from sibdsl.model.days import day
from sibdsl.model.histories import Row
from sibdsl.model.statement import Found, Statement, TakenBack, Unsettled
from sibdsl.render.statement_made import period_of
from sibdsl.render.statement_xlsx import write
from sibdsl.values import changed

RECALCULATES = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode"
oor:op="fuse"><value>0</value></prop></item>
</oor:items>
"""


def stated(scheme: str, on: int) -> tuple[Contract, Statement]:
    contract = contract_of(scheme)
    period = period_of(contract, on)
    assert period is not None
    return contract, statement_of(contract, lines_of(scheme), period)


def three_payers() -> tuple[Contract, Statement]:
    return stated("dn2", day(2022, 6, 30))


def with_reversals() -> tuple[Contract, Statement]:
    """A claim that also takes back two of its own lines, which an earlier one had."""
    contract, statement = stated("ways-to-wellness", day(2018, 3, 31))
    back = [Entry(e.line, (Row("claim-1.csv", n),)) for n, e in enumerate(statement.new, 2)]
    settled = changed(statement.settled, entries=(*statement.new, *back[:1]))
    taken = tuple(TakenBack(entry, "=the data no longer shows it") for entry in back[:1])
    return contract, changed(statement, settled=settled, taken_back=taken, dues=())


def written(at: Path, of: tuple[Contract, Statement]) -> Path:
    path = at / "s.xlsx"
    write(path, *of)
    return path


def cells(path: Path, sheet: str) -> list[list[object]]:
    with path.open("rb") as file:
        return CalamineWorkbook.from_filelike(file).get_sheet_by_name(sheet).to_python()


def part(path: Path, name: str) -> str:
    with ZipFile(path) as book:
        return book.read(name).decode()


def sheet_of(path: Path, name: str) -> str:
    """The XML of the sheet of that name."""
    names = re.findall(r'<sheet name="([^"]+)"', part(path, "xl/workbook.xml"))
    return part(path, f"xl/worksheets/sheet{names.index(name) + 1}.xml")


def recalculated(path: Path, sheet: str) -> list[list[str]]:
    """A sheet as LibreOffice shows it after it has reckoned every formula anew."""
    profile = path.parent / "profile"
    (profile / "user").mkdir(parents=True)
    (profile / "user/registrymodifications.xcu").write_text(RECALCULATES, encoding="utf-8")
    soffice = shutil.which("soffice") or shutil.which("libreoffice")
    assert soffice is not None
    every = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1"
    subprocess.run(
        [
            *(soffice, "--headless", f"-env:UserInstallation={profile.as_uri()}"),
            *("--convert-to", every, "--outdir", str(path.parent), str(path)),
        ],
        check=True,
        capture_output=True,
        timeout=120,
    )
    with (path.parent / f"{path.stem}-{sheet}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))


def pence(cell: str) -> int:
    return round(float(cell) * 100)


def with_cells(path: Path, sheet: str, old: str, new: str) -> None:
    """Put other text into the XML of a sheet."""
    names = re.findall(r'<sheet name="([^"]+)"', part(path, "xl/workbook.xml"))
    wanted = f"xl/worksheets/sheet{names.index(sheet) + 1}.xml"
    other = path.with_name("other.xlsx")
    with ZipFile(path) as book, ZipFile(other, "w", ZIP_DEFLATED) as made:
        for name in book.namelist():
            data = book.read(name)
            if name == wanted:
                text, n = re.subn(old, new, data.decode())
                assert n
                data = text.encode()
            made.writestr(name, data)
    other.replace(path)


# -- Cells ----------------------------------------------------------------------------------------


def test_amounts_are_numbers_and_days_are_dates(tmp_path: Path) -> None:
    of = three_payers()
    headings, *rows = cells(written(tmp_path, of), "Lines")
    at = {str(name): place for place, name in enumerate(headings)}

    assert len(rows) == len(of[1].settled.entries) > 50
    for row, entry in zip(rows, of[1].settled.entries, strict=True):
        assert row[at["Due from"]] == date.fromordinal(entry.line.first_due)
        assert row[at["Evidence to"]] == date.fromordinal(entry.line.evidence[1] - 1)
        assert round(float(str(row[at["Paid"]])) * 100) == entry.paid.pence
        assert row[at["Units"]] == entry.line.units
        assert row[at["Clause"]] == entry.line.clause
    for payer, amount in of[1].settled.paid_by().items():
        shares = [row[at[f"By {payer}"]] for row in rows] if amount else []
        assert sum(round(float(str(share)) * 100) for share in shares) == amount.pence


def test_a_column_in_which_no_line_has_anything_is_left_out(tmp_path: Path) -> None:
    headings = cells(written(tmp_path, three_payers()), "Lines")[0]

    assert "Group" not in headings
    assert "Takes back" not in headings


def test_a_text_is_never_a_formula(tmp_path: Path) -> None:
    path = written(tmp_path, with_reversals())
    rows = cells(path, "Changed")

    assert rows[1][-1] == "=the data no longer shows it"
    assert "<f>" not in sheet_of(path, "Changed")
    assert "<f>" not in sheet_of(path, "Lines")


def test_it_is_set_for_work_and_for_print(tmp_path: Path) -> None:
    contract, statement = three_payers()
    path = written(tmp_path, (contract, statement))
    lines, names = sheet_of(path, "Lines"), part(path, "xl/workbook.xml")

    assert '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>' in lines
    assert "<autoFilter ref=" in lines
    assert 'fitToHeight="0"' in lines
    assert statement.settled.digest in lines, "at the foot of each page"
    assert re.search(r"Print_Titles.*?>Lines!\$1:\$1<", names)


def test_what_is_open_and_who_is_left_out_have_sheets(tmp_path: Path) -> None:
    contract, statement = with_reversals()
    waits = Unsettled("Patient Cost is missing", "Hospital Saving", "5.2", "", "1 Wave", "", None)
    found = Found("SIB720", "a blank cell", "warning", 7, "fill it in")
    more = changed(statement, unsettled=(waits,), found=(found,), left_out=(("W9", "overlaps"),))
    path = written(tmp_path, (contract, more))

    assert cells(path, "Not yet known")[1][0] == "Hospital Saving"
    assert cells(path, "Findings")[1][2:] == [7, "warning", "fill it in"]
    assert cells(path, "Findings")[-1][:2] == ["W9", "overlaps"]


def test_the_charts_say_their_figures(tmp_path: Path) -> None:
    """For those who do not see them: they stand beside the table of months."""
    path = written(tmp_path, stated("birmingham", day(2017, 6, 30)))
    drawing = part(path, "xl/drawings/drawing1.xml")
    charts = [part(path, f"xl/charts/chart{n}.xml") for n in (1, 2)]

    assert 'descr="The payments come to £2,940,000.00 by 30 June 2017;' in drawing
    assert 'descr="Stable Placement: 49 units paid' in drawing
    assert "prstDash" in charts[0], "the limit is dashed"
    assert "a:pattFill" in charts[1]


def test_the_same_statement_is_the_same_bytes(tmp_path: Path) -> None:
    of = with_reversals()
    first = written(tmp_path, of).read_bytes()

    assert written(tmp_path, of).read_bytes() == first


def test_what_is_taken_back_is_less_than_nothing(tmp_path: Path) -> None:
    contract, statement = with_reversals()
    path = written(tmp_path, (contract, statement))
    headings, *rows = cells(path, "Lines")
    back = next(row for row in rows if row[0] == "taken back")

    assert back[headings.index("Units")] == -1
    assert back[headings.index("Takes back")] == "claim-1.csv:2"
    assert float(str(back[headings.index("Paid")])) < 0
    totals = {str(row[0]): row[3] for row in cells(path, "Totals")[3:6]}
    assert totals["In all"] == totals["Newly due"] + totals["Taken back"]  # type: ignore[operator]


# -- Formulas -------------------------------------------------------------------------------------


def test_a_reader_that_reckons_nothing_sees_the_totals(tmp_path: Path) -> None:
    rows = cells(written(tmp_path, three_payers()), "Totals")

    assert rows[0][5] == "all agree"
    assert len(rows) > 20
    for row in rows[3:]:
        assert row[3] == row[4]
        assert row[5] == "agrees"


@pytest.mark.needs("soffice")
def test_the_formulas_come_to_what_the_program_says(tmp_path: Path) -> None:
    """The kept results are blotted out first, so that only reckoning can bring them back."""
    _, statement = of = three_payers()
    path = written(tmp_path, of)
    with_cells(path, "Totals", r"(</f>)<v>[^<]*</v>", r"\1<v>0</v>")
    with_cells(path, "Limits", r"(</f>)<v>[^<]*</v>", r"\1<v>0</v>")
    rows = recalculated(path, "Totals")

    assert rows[0][5] == "all agree"
    assert len(rows) > 20
    for row in rows[3:]:
        assert row[3] == row[4] != ""
        assert row[5] == "agrees"
    paid = sum(due.pay.pence for due in statement.dues)
    assert rows[5][0] == "In all"
    assert pence(rows[5][3]) == paid
    limits = list(csv.reader((tmp_path / "s-Limits.csv").read_text(encoding="utf-8").splitlines()))
    for row, position in zip(limits[1:], statement.positions, strict=False):
        assert pence(row[5]) == position.left.pence


@pytest.mark.needs("soffice")
def test_a_line_that_is_changed_is_noticed(tmp_path: Path) -> None:
    _, statement = of = stated("ways-to-wellness", day(2018, 3, 31))
    path = written(tmp_path, of)
    paid = statement.settled.entries[0].line.paid.pence / 100
    with_cells(path, "Lines", rf"<v>{paid:.10g}</v>", f"<v>{paid + 0.01:.10g}</v>")
    rows = recalculated(path, "Totals")

    assert rows[0][5] == "DIFFERS"
    assert {row[5] for row in rows[3:]} == {"agrees", "DIFFERS"}
