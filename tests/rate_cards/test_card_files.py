"""Files that hold no rate card, or cannot be read: a finding each, and never a crash."""

import re
import zipfile
from datetime import datetime
from pathlib import Path

import pytest
import xlsxwriter
from cards import WORKBOOK, Rows, excel_card, put, word_card, word_file
from docx.document import Document as Word
from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement
from hypothesis import given, settings
from hypothesis import strategies as st

from sibdsl.diagnostics import Finding
from sibdsl.rate_cards import excel_errors, opening
from sibdsl.rate_cards.grid import Grid, Row, rows_of
from sibdsl.rate_cards.layout import card
from sibdsl.rate_cards.payments import payments
from sibdsl.rate_cards.reading import rate_card
from sibdsl.rate_cards.sentences import Written, form_of
from sibdsl.rate_cards.terms import Terms

CARD: Rows = [["Outcome", "Price"], ["Move", "£9"]]


def only(path: Path) -> tuple[str, str]:
    """The code and the message of the one finding; no sentence is read."""
    read = rate_card(path)
    assert read.sections == ()
    (finding,) = read.findings
    return finding.code.number, finding.message


def packed(path: Path, **parts: bytes) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for name, data in parts.items():
            new.writestr(name, data)
    return path


class TestFilesThatCannotBeRead:
    @pytest.mark.parametrize("ending", ["docx", "xlsx"])
    @pytest.mark.parametrize(
        ("data", "reason"),
        [
            (b"", "it is empty"),
            (b"Outcome,Price\nMove,9\n", "broken"),
            (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "locked with a password"),
            (b"PK\x03\x04 cut off", "broken"),
        ],
    )
    def test_broken_and_locked_ones(
        self, tmp_path: Path, ending: str, data: bytes, reason: str
    ) -> None:
        file = tmp_path / f"card.{ending}"
        file.write_bytes(data)
        code, message = only(file)
        assert code == "SIB920"
        assert reason in message

    @pytest.mark.parametrize("ending", ["docx", "xlsx"])
    def test_an_archive_of_something_else(self, tmp_path: Path, ending: str) -> None:
        file = packed(tmp_path / f"card.{ending}", letter=b"Dear all")
        assert only(file)[0] == "SIB920"

    def test_a_word_file_with_broken_xml(self, tmp_path: Path) -> None:
        whole = word_card(tmp_path / "whole.docx", CARD)
        with zipfile.ZipFile(whole) as old:
            parts = {name: old.read(name) for name in old.namelist()}
        parts["word/document.xml"] = parts["word/document.xml"][:-50]
        assert only(packed(tmp_path / "cut.docx", **parts))[0] == "SIB920"

    @pytest.mark.parametrize("name", ["card.pdf", "card.doc", "card.csv", "card"])
    def test_another_kind(self, tmp_path: Path, name: str) -> None:
        (tmp_path / name).write_bytes(b"x")
        code, message = only(tmp_path / name)
        assert code == "SIB920"
        assert "neither a Word file (.docx) nor an Excel workbook (.xlsx)" in message

    def test_one_that_is_not_there(self, tmp_path: Path) -> None:
        assert only(tmp_path / "none.docx") == (
            "SIB920",
            "the rate card cannot be opened: No such file or directory",
        )

    def test_a_huge_one(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(opening, "_LARGEST", 100)
        assert "larger than" in only(word_card(tmp_path / "card.docx", CARD))[1]

    def test_a_small_one_that_unpacks_to_a_huge_one(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(opening, "_LARGEST_INSIDE", 10**6)
        file = packed(tmp_path / "bomb.xlsx", sheet=bytes(2 * 10**6))
        assert file.stat().st_size < 10**4
        assert "holds more than" in only(file)[1]

    def test_a_sheet_whose_cells_lie_far_apart(self, tmp_path: Path) -> None:
        """Two cells may span seventeen thousand million, and fill the machine."""
        with xlsxwriter.Workbook(tmp_path / "far.xlsx") as book:
            sheet = book.add_worksheet()
            sheet.write(0, 0, "Outcome")
            sheet.write(1_048_575, 16_383, "Price")
        assert "too far apart" in only(tmp_path / "far.xlsx")[1]
        (finding,) = rate_card(tmp_path / "far.xlsx").findings
        assert finding.help == "copy the table by itself into a new workbook"

    def test_columns_are_counted_by_their_letters(self) -> None:
        assert [excel_errors.column(one) for one in ("A", "Z", "AA", "XFD")] == [1, 26, 27, 16384]

    @pytest.mark.parametrize(
        ("data", "advice"),
        [
            (b"", "ask for the file again, or save it anew"),
            (b"Outcome", "open it in Word or Excel, and save it anew as .docx or .xlsx"),
            (b"\xd0\xcf\x11\xe0", "as .docx or .xlsx, without a password"),
        ],
    )
    def test_the_advice_fits(self, tmp_path: Path, data: bytes, advice: str) -> None:
        (tmp_path / "card.xlsx").write_bytes(data)
        (finding,) = rate_card(tmp_path / "card.xlsx").findings
        assert (finding.help or "").endswith(advice)

    def test_one_under_the_name_of_another_kind(self, tmp_path: Path) -> None:
        word = word_card(tmp_path / "word.docx", CARD).rename(tmp_path / "word.xlsx")
        excel = excel_card(tmp_path / "excel.xlsx", CARD).rename(tmp_path / "excel.docx")
        for file, kind in ((word, ".docx"), (excel, ".xlsx")):
            (finding,) = rate_card(file).findings
            assert finding.message.endswith(f"within, it is a file of the kind {kind}")
            assert finding.help == f"give its name the ending {kind}"
        assert rate_card(word_card(tmp_path / "CARD.DOCX", CARD)).findings == ()


class TestFilesWithoutACard:
    def test_prose_alone(self, tmp_path: Path) -> None:
        def fill(word: Word) -> None:
            word.add_paragraph("The price of a move is £300.")

        code, message = only(word_file(tmp_path / "prose.docx", fill))
        assert (code, message) == ("SIB921", "no table of `prose.docx` is a rate card")

    def test_a_table_of_another_kind(self, tmp_path: Path) -> None:
        read = rate_card(
            word_card(
                tmp_path / "card.docx", [["Term", "Meaning"], ["Home", "A home for £1 or more"]]
            )
        )
        assert [f.code.number for f in read.findings] == ["SIB922", "SIB921"]

    def test_amounts_without_known_headings_are_an_error(self, tmp_path: Path) -> None:
        rows = [["Weeks at home", "£300"], ["Moves", "£200"]]
        read = rate_card(word_card(tmp_path / "card.docx", rows))
        assert [f.code.number for f in read.findings] == ["SIB923", "SIB921"]
        assert "holds amounts, and has no headings" in read.findings[0].message

    def test_blank_sheets_are_nothing(self, tmp_path: Path) -> None:
        with xlsxwriter.Workbook(tmp_path / "blank.xlsx") as book:
            book.add_worksheet("Empty")
        assert only(tmp_path / "blank.xlsx")[0] == "SIB921"


class TestWhatStandsWhere:
    def test_merged_cells_of_a_workbook(self, tmp_path: Path) -> None:
        with xlsxwriter.Workbook(tmp_path / "merged.xlsx") as book:
            sheet = book.add_worksheet("Prices")
            sheet.merge_range(0, 0, 0, 2, "Schedule 4")
            sheet.write_row(1, 0, ["Outcome", "Age at entry", "Price"])
            sheet.merge_range(2, 0, 3, 0, "Move")
            sheet.write_row(2, 1, ["under 10", 300])
            sheet.write_row(3, 1, ["10 and over", 400.5])
        read = rate_card(tmp_path / "merged.xlsx")
        assert [one.sentence for one in read.sentences] == [
            "Move pays (a) £300 if age on Entry is less than 10;"
            " and (b) £400.50 if age on Entry is at least 10"
        ]
        assert read.sections[0].title == "Schedule 4"

    def test_several_tables_on_a_sheet_and_several_sheets(self, tmp_path: Path) -> None:
        rows = [*WORKBOOK, [], ["Who bears it"], [], ["Funder", "Share"], ["Ashby", "the rest"]]
        read = rate_card(excel_card(tmp_path / "two.xlsx", rows))
        assert [section.title for section in read.sections] == [
            "Draft for consultation",
            "Who bears it",
        ]
        assert read.sentences[-1].sentence == "Ashby pays the rest"

    def test_a_table_that_goes_on_below_a_blank_line(self, tmp_path: Path) -> None:
        rows = [*CARD, [], ["For those of 16 and over"], [], ["Job", 5], [], ["Signed", "A. N."]]
        read = rate_card(excel_card(tmp_path / "rates.xlsx", rows))
        assert [one.text for one in read.sentences] == [
            "Move pays £9.",
            "Job pays £5. [The card: under “For those of 16 and over”.]",
        ]
        assert [f.code.number for f in read.findings] == ["SIB922"]

    def test_dates_and_marks_in_cells_are_words(self, tmp_path: Path) -> None:
        with xlsxwriter.Workbook(tmp_path / "dates.xlsx") as book:
            day = book.add_format({"num_format": "d mmm yyyy"})
            sheet = book.add_worksheet()
            sheet.write_row(0, 0, ["Outcome", "Price", "Agreed", "Signed"])
            sheet.write_row(1, 0, ["Move", 9])
            sheet.write_datetime(1, 2, datetime(2024, 4, 1), day)  # noqa: DTZ001
            sheet.write_boolean(1, 3, boolean=True)
        (one,) = rate_card(tmp_path / "dates.xlsx").sentences
        assert one.notes == ("Agreed: 2024-04-01", "Signed: yes")

    def test_the_same_said_twice_is_said_once(self, tmp_path: Path) -> None:
        read = rate_card(
            word_card(tmp_path / "card.docx", CARD, [["Outcome", "Price"], ["Moves", "£9.00"]])
        )
        assert [one.sentence for one in read.sentences] == ["Move pays £9"]
        assert read.findings == ()

    def test_two_prices_in_two_tables_are_not_both_right(self, tmp_path: Path) -> None:
        other = [["Outcome", "Price"], ["Move", "£10"]]
        read = rate_card(word_card(tmp_path / "card.docx", CARD, other))
        assert [one.sentence for one in read.sentences] == ["Move pays £9"]
        assert read.findings[0].message == (
            "`Move pays £10` is left out: table 1, row 2, says `Move pays £9`"
        )

    def test_changes_that_nobody_accepted(self, tmp_path: Path) -> None:
        """Word keeps what is struck out and what is put in: `£3` and `20` may be £320 or £3."""

        def fill(word: Word) -> None:
            put(word, [["Outcome", "Price"], ["Move", "£3"]])
            line = word.tables[0].rows[1].cells[1].paragraphs[0]
            added = OxmlElement("w:ins")
            line.add_run("20")
            added.append(line.runs[-1]._r)
            line._p.append(added)

        read = rate_card(word_file(tmp_path / "card.docx", fill))
        assert read.sentences == ()
        assert "tracked changes" in read.findings[0].message

    def test_words_in_controls_are_read(self, tmp_path: Path) -> None:
        """A form field within a cell: `£3` beside it must not be taken for the price."""

        def fill(word: Word) -> None:
            put(word, [["Outcome", "Price"], ["Move", "£3"]])
            line = word.tables[0].rows[1].cells[1].paragraphs[0]
            control, content = OxmlElement("w:sdt"), OxmlElement("w:sdtContent")
            line.add_run("20")
            content.append(line.runs[-1]._r)
            control.append(content)
            line._p.append(control)

        (one,) = rate_card(word_file(tmp_path / "card.docx", fill)).sentences
        assert one.sentence == "Move pays £320"

    def test_no_formula_is_run(self, tmp_path: Path) -> None:
        with xlsxwriter.Workbook(tmp_path / "formula.xlsx") as book:
            sheet = book.add_worksheet()
            sheet.write_row(0, 0, ["Outcome", "Price"])
            sheet.write(1, 0, "Move")
            sheet.write_formula(1, 1, "=2*150", None, 299)
        (one,) = rate_card(tmp_path / "formula.xlsx").sentences
        assert one.sentence == "Move pays £299"

    def test_errors_in_cells_are_findings(self, tmp_path: Path) -> None:
        """The reader gives them as blank; a row with its name alone would be a heading."""
        with xlsxwriter.Workbook(tmp_path / "errors.xlsx") as book:
            book.add_worksheet("A & B").write(0, 0, "Rates")
            sheet = book.add_worksheet("Rates & “caps”")
            sheet.write_row(0, 0, ["Outcome", "Price", "Max no. per child", "Fair Fund share"])
            for line, (name, error) in enumerate([("Stay", "#DIV/0!"), ("Gone", "#N/A")], 1):
                sheet.write(line, 0, name)
                sheet.write_formula(line, 1, "=1/0", None, error)
            sheet.write_row(3, 0, ["Exit", 7, "", 0.5])
            sheet.write_formula(3, 2, "=A9", None, "#REF!")
            sheet.write_formula(1, 3, "=FOO()", None, "#NAME?")
        read = rate_card(tmp_path / "errors.xlsx")
        assert read.sentences[0].text == "Exit pays £7."
        told = [(f.message, f.place and (f.place.line, f.place.heading)) for f in read.findings]
        for error, place in (
            ("#DIV/0!", (2, "Price")),
            ("#N/A", (3, "Price")),
            ("#REF!", (4, "Max no. per child")),
            ("#NAME?", (2, "Fair Fund share")),
        ):
            assert (f"the cell holds the error `{error}`", place) in told

    def test_errors_of_a_workbook_that_names_its_parts_otherwise(self, tmp_path: Path) -> None:
        cells = b'<x:c t="e" r="AA2"><x:v>#N/A</x:v></x:c><x:c t="e"/><x:c r="B2"><x:v>1</x:v>'
        file = packed(
            tmp_path / "odd.xlsx",
            **{
                "xl/workbook.xml": b'<x:sheet name="A &amp; B" q:id="i1"/><x:sheet name="C"/>',
                "xl/_rels/workbook.xml.rels": b'<Relationship Target="/xl/one.xml" Id="i1"/>',
                "xl/one.xml": cells,
            },
        )
        assert excel_errors.errors(file.read_bytes()) == {"A & B": {(2, 27): "#N/A"}}
        assert excel_errors.errors(packed(tmp_path / "none.xlsx", a=b"").read_bytes()) == {}

    def test_cells_that_never_end_take_no_longer(self) -> None:
        """Each cell would be read to the end of the sheet: for hours, of so many."""
        assert list(excel_errors._errors('<c t="e">' * 200_000)) == []
        assert list(excel_errors._errors("<c " + 't="e" ' * 200_000)) == []

    def test_a_hidden_sheet_is_read_with_a_warning(self, tmp_path: Path) -> None:
        with xlsxwriter.Workbook(tmp_path / "hidden.xlsx") as book:
            book.add_worksheet("Shown").write_row(0, 0, ["Outcome", "Price"])
            book.worksheets()[0].write_row(1, 0, ["Move", 9])
            for name in ("Old", "Blank"):
                book.add_worksheet(name).hide()
            book.worksheets()[1].write_row(0, 0, ["Outcome", "Price"])
            book.worksheets()[1].write_row(1, 0, ["Stay", 7])
        read = rate_card(tmp_path / "hidden.xlsx")
        assert [one.sentence for one in read.sentences] == ["Move pays £9", "Stay pays £7"]
        (finding,) = read.findings
        assert (finding.code.number, finding.code.severity.value) == ("SIB927", "warning")
        assert "“Old” is hidden" in finding.message

    def test_a_hidden_sheet_without_a_card(self, tmp_path: Path) -> None:
        with xlsxwriter.Workbook(tmp_path / "hidden.xlsx") as book:
            book.add_worksheet("Shown")
            book.add_worksheet("Lists").hide()
            book.worksheets()[1].write_row(0, 0, ["Yes", "No"])
            book.worksheets()[1].write_row(1, 0, ["x", "y"])
        codes = [f.code.number for f in rate_card(tmp_path / "hidden.xlsx").findings]
        assert codes == ["SIB927", "SIB922", "SIB921"]

    def test_amounts_that_no_contract_pays(self, tmp_path: Path) -> None:
        rows = [*CARD, ["Big", "£1,000,000,000.01"], ["Huge", 1e30], ["Most", "£1,000m"]]
        rows = [[*rows[0], "Limit £"], *([*row, ""] for row in rows[1:]), ["Stay", 5, 10**10]]
        read = rate_card(excel_card(tmp_path / "big.xlsx", rows))
        assert [one.sentence for one in read.sentences] == [
            "Move pays £9",
            "Most pays £1,000,000,000",
            "Stay pays £5",
        ]
        assert [f.place and f.place.line for f in read.findings] == [3, 4, 6]
        assert {f.message for f in read.findings} == {
            "an amount of more than £1,000,000,000 is beyond what a contract pays"
        }

    def test_a_caption_is_what_stands_above(self, tmp_path: Path) -> None:
        def fill(word: Word) -> None:
            word.add_paragraph("Table 7: Prices")
            word.add_paragraph(" ")
            put(word, CARD)

        (section,) = rate_card(word_file(tmp_path / "card.docx", fill)).sections
        assert (section.name, section.title) == ("table 1", "Table 7: Prices")

    def test_a_row_that_leaves_its_first_columns_out(self, tmp_path: Path) -> None:
        """Word can begin a row further to the right; its cells must not move to the left."""

        def fill(word: Word) -> None:
            put(word, [["Outcome", "Note", "Price"], ["Move", "x y z", "£9"], ["", "", "£8"]])
            row = word.tables[0].rows[2]._tr
            row.remove(row.tc_lst[0])
            before = OxmlElement("w:gridBefore")
            before.set(qn("w:val"), "1")
            row.get_or_add_trPr().append(before)

        read = rate_card(word_file(tmp_path / "card.docx", fill))
        assert "has 2 prices" in read.findings[0].message


CELLS = st.one_of(
    st.text(max_size=12),
    st.sampled_from(
        ["Move", "Stay", "£9", "£9 per week", "15%", "", "3 per child", "10 to 13", "Total",
         "£1;£2",
         "Outcome", "Price", "under 10", "[x]", '"a"', "£1.5m", "n/a", "(b)", "a.b", "the rest"]
    ),
)  # fmt: skip
HEADINGS = st.sampled_from(
    ["Outcome", "Price", "Age at entry", "Max no. per child", "Cap £", "Fair Fund share", "Notes"]
)


class TestWhateverIsInTheCells:
    @settings(max_examples=40, deadline=None)
    @given(st.data())
    def test_each_sentence_can_be_read(self, data: st.DataObject) -> None:
        more = data.draw(st.lists(HEADINGS, max_size=3))
        headings = ["Outcome", "Price", *more]
        row = st.lists(CELLS, min_size=len(headings), max_size=len(headings))
        rows = data.draw(st.lists(row, max_size=4))
        found = card(Grid("f", "t", "", rows_of(enumerate([headings, *rows], 1))))
        assert found is not None
        for one in payments(found, Terms()):
            if isinstance(one, Written):
                assert form_of(one.sentence) == one.form
                assert form_of(one.text.removesuffix(".")) == one.form or "[" in one.text


@pytest.mark.parametrize("ending", ["docx", "xlsx"])
def test_bytes_of_any_kind_are_no_crash(tmp_path: Path, ending: str) -> None:
    file = tmp_path / f"card.{ending}"
    make = word_card if ending == "docx" else excel_card
    whole = make(file, CARD).read_bytes()
    for at in range(0, len(whole), len(whole) // 25):
        file.write_bytes(whole[:at] + b"\xff\x00" + whole[at + 2 :])
        rate_card(file)


HEADED = st.lists(
    st.sampled_from(
        ["Age at entry", "Max no. per child", "Cap £", "Cap per child £", "Fair Fund share",
         "Notes", "Payment", "Paid by", "Item", "If", "Unknown words", "Annual limit"]
    ),
    max_size=4,
)  # fmt: skip
SAID = st.sampled_from(
    ["{}", "£{}", "£{}.00", "£{} per week", "up to £{}", "{} per child", "under {}", "{}%", "",
     "£{} or more", "words", "n/a", "£{} (net)"]
)  # fmt: skip
NAMES = st.sampled_from(["Move", "Stay", "Visit (day)", "Visit (night)", "", "No", "Total", "Job"])


class TestNoFigureIsLost:
    @settings(max_examples=50, deadline=None)
    @given(st.data())
    def test_each_is_in_a_sentence_or_a_finding(self, data: st.DataObject) -> None:
        """Every cell has a figure of its own, which has to come out somewhere."""
        headings = ["Outcome", "Price", *data.draw(HEADED)]
        drawn: list[list[str]] = []
        for line in range(data.draw(st.integers(1, 4))):
            cells = [data.draw(SAID).format(1001 + 20 * line + at) for at in range(len(headings))]
            drawn.append([data.draw(NAMES), *cells[1:]])
        whole = rows_of(enumerate([headings, *drawn], 1))
        found = card(Grid("f", "t", "", whole))
        assert found is not None
        read = tuple(payments(found, Terms()))
        told = " ".join(one.text for one in read if isinstance(one, Written)).replace(",", "")
        refused = [one.place for one in read if isinstance(one, Finding) and one.place]
        for rows in outcomes(found.rows):
            lines = {row.line for row in rows}
            near = any(place.line in lines for place in refused)
            for row in rows:
                for heading, cell in zip(headings[1:], row.cells[1:], strict=True):
                    for figure in re.findall(r"\d{4}", cell):
                        elsewhere = any(place.heading == heading for place in refused)
                        assert figure in told or near or elsewhere, (headings, row, figure)


def outcomes(rows: tuple[Row, ...]) -> list[list[Row]]:
    """The rows of each outcome: those that name none go with the row above them."""
    found: list[list[Row]] = []
    for row in rows:
        if found and row.cells[0] in ("", found[-1][0].cells[0]):
            found[-1].append(row)
        else:
            found.append([row])
    return found
