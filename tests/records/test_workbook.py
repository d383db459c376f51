"""Workbooks: typed cells, formulas, several sheets; and the same table in CSV."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from io import BytesIO

import xlsxwriter
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st
from record_shapes import codes, left, on, read_folder, table

from sibdsl.model.histories import Row

HEADINGS = ["Case Number", "Referral", "Kind", "Score"]
Grid = Sequence[Sequence[object]]


def workbook(*sheets: tuple[str, Grid]) -> bytes:
    """A workbook with those sheets; a cell that begins with `=` is a formula and its value."""
    data = BytesIO()
    with xlsxwriter.Workbook(data, {"in_memory": True}) as book:
        as_date = book.add_format({"num_format": "dd/mm/yyyy"})
        as_time = book.add_format({"num_format": "hh:mm"})
        for name, grid in sheets:
            sheet = book.add_worksheet(name)
            for i, row in enumerate(grid):
                for j, cell in enumerate(row):
                    if isinstance(cell, timedelta):
                        sheet.write_datetime(i, j, cell, as_time)
                    elif isinstance(cell, date):
                        sheet.write_datetime(i, j, cell, as_date)
                    elif isinstance(cell, tuple):
                        sheet.write_formula(i, j, cell[0], None, cell[1])
                    else:
                        sheet.write(i, j, cell)
    return data.getvalue()


def test_date_cells_are_dates_and_numbers_are_text() -> None:
    grid = [HEADINGS, [101.0, date(2018, 6, 4), "first", 2.5], [102, date(2018, 6, 5), "", 3]]
    reading = read_folder({"c.xlsx": workbook(("Cohort", grid))})

    one, two = reading.histories.cases
    assert (one.number, two.number) == ("101", "102")
    assert one.events["Referral"][0].day == on("2018-06-04")
    assert two.events["Referral"][0].rows == (Row("c.xlsx", 3),)
    assert codes(reading) == ["SIB720"]


def test_a_bare_number_and_a_time_of_day_are_no_dates() -> None:
    half_past_ten = datetime.fromisoformat("2018-06-04T10:30")
    grid = [HEADINGS, ["A1", 43255, "first", 1], ["B2", half_past_ten, "first", 1]]
    reading = read_folder({"c.xlsx": workbook(("Cohort", grid))})

    assert left(reading) == {"A1": "SIB701", "B2": "SIB701"}


def test_a_time_of_day_alone_is_no_date() -> None:
    grid = [HEADINGS, ["A1", timedelta(hours=10), "first", 1]]
    reading = read_folder({"c.xlsx": workbook(("Cohort", grid))})

    assert left(reading) == {"A1": "SIB701"}


def test_formulas_count_by_their_value_and_without_one_are_blank() -> None:
    grid = [HEADINGS, ["A1", ("=DATE(2018,6,4)", "2018-06-04"), ("=1/0", ""), ("=1+1", 2)]]
    reading = read_folder({"c.xlsx": workbook(("Cohort", grid))})

    (event,) = reading.histories.cases[0].events["Referral"]
    assert event.day == on("2018-06-04")
    assert event.attributes["Kind"] is None
    assert codes(reading) == ["SIB720"]


def test_one_sheet_is_read_and_the_others_are_said() -> None:
    book = workbook(
        ("Notes", [["Some words"]]),
        ("Cohort", [HEADINGS, ["A1", date(2018, 6, 4), "first", 1]]),
        ("Empty", []),
    )
    mapping = '[files."c.xlsx"]\nsheet = "{}"\n'

    assert codes(read_folder({"c.xlsx": book})) == ["SIB611", "SIB606"]
    mapped = read_folder({"c.xlsx": book, "mapping.toml": mapping.format("Cohort")})
    assert codes(mapped) == ["SIB611"]
    assert len(mapped.histories.cases) == 1
    assert codes(read_folder({"c.xlsx": book, "mapping.toml": mapping.format("X")})) == ["SIB602"]
    empty = read_folder({"c.xlsx": book, "mapping.toml": mapping.format("Empty")})
    assert codes(empty) == ["SIB605"]


def test_a_number_longer_than_a_workbook_keeps_stops() -> None:
    grid = [HEADINGS, [1234567890123456, date(2018, 6, 4), "first", 1e-7]]
    reading = read_folder({"c.xlsx": workbook(("Cohort", grid))})

    assert "SIB612" in codes(reading)


def test_small_numbers_and_yes_and_no_are_written_out() -> None:
    heading = ["Case Number", "Referral", "Score", "Person Number"]
    grid = [heading, ["A1", date(2018, 6, 4), 1e-7, True], ["B2", date(2018, 6, 4), 0.1, False]]
    reading = read_folder({"c.xlsx": workbook(("Cohort", grid))})

    one, two = reading.histories.cases
    assert str(one.events["Referral"][0].attributes["Score"]) == "1/10000000"
    assert (one.facts["Person Number"], two.facts["Person Number"]) == ("yes", "no")


texts = st.sampled_from(["first", "again", "other", "", " first "])
rows = st.lists(
    st.tuples(
        st.integers(1, 5),
        st.one_of(st.dates(date(2015, 1, 1), date(2025, 12, 31)), st.just("")),
        texts,
        st.one_of(st.integers(-5, 1000), st.decimals(0, 9, places=2).map(float)),
    ),
    max_size=6,
)


@given(rows)
def test_a_workbook_and_a_csv_of_one_table_read_alike(grid: list[tuple[object, ...]]) -> None:
    lines = [",".join(f"{cell}" for cell in row) for row in grid]
    from_csv = read_folder({"c.csv": table(",".join(HEADINGS), *lines)})
    from_xlsx = read_folder({"c.xlsx": workbook(("C", [HEADINGS, *grid]))})

    assert repr(evolve(from_csv, inputs=())) == repr(evolve(from_xlsx, inputs=())).replace(
        "c.xlsx", "c.csv"
    )
