"""Tables of groups: labels, what they hold, and how cases and groups name each other."""

from pathlib import Path

import pytest
import xlsxwriter
from record_shapes import CODE, PERSON, codes, on, read_folder, read_paths, table

from sibdsl.model.histories import Case, Event, Reach, Row
from sibdsl.model.records import Attribute, Kind, RecordField, RecordKind, Shape, ValueType
from sibdsl.records.reading import Reading

COHORT = RecordKind(
    "Cohort",
    (
        RecordField("Opening", Shape.FACT, ValueType(Kind.DATE)),
        RecordField("Baseline", Shape.FACT, ValueType(Kind.NUMBER)),
        RecordField("Closure", Shape.EVENT),
        RecordField("Visit", Shape.EVENTS, attributes=(Attribute("Visitor", CODE),)),
        RecordField("Intake Period", Shape.PERIODS, parted=True),
    ),
)
MAN = RecordKind(
    "Man",
    (*PERSON.fields, RecordField("Intake", Shape.FACT, ValueType(Kind.RECORD, record="Cohort"))),
)
MEN = table("Case Number,Referral,Intake", "A1,2018-01-08,One", "B2,2018-01-09,One")
LAST = "last_day = 2018-12-31\n"


def read(cohorts: str, men: str = MEN, mapping: str = LAST) -> Reading:
    files = {"cohorts.csv": cohorts, "men.csv": men, "mapping.toml": mapping}
    return read_folder(files, person=MAN, groups={"Cohort": COHORT})


def cohort(reading: Reading) -> Case:
    (only,) = reading.histories.groups["Cohort"]
    return only


def test_a_table_headed_by_the_term_of_a_group_fills_it() -> None:
    rows = table(
        "Cohort,Opening,Baseline,Closure,Visit,Visitor,Intake Period start,Intake Period end",
        "One,2018-01-01,1.555,2018-11-30,2018-02-01,a,2018-01-01,2018-03-31",
        "One,,,,2018-03-01,b,2018-05-01,2018-06-30",
    )
    reading = read(rows)

    one = cohort(reading)
    assert one.number == "One"
    assert one.facts["Opening"] == on("2018-01-01")
    assert one.rows["Opening"] == (Row("cohorts.csv", 2),)
    assert one.events["Closure"] == (Event(on("2018-11-30"), {}, (Row("cohorts.csv", 2),)),)
    assert [e.attributes["Visitor"] for e in one.events["Visit"]] == ["a", "b"]
    assert len(one.spells["Intake Period"]) == 2
    assert [case.facts["Intake"] for case in reading.histories.cases] == ["One", "One"]
    assert codes(reading, without=("SIB615", "SIB720", "SIB628")) == []


def test_a_label_is_no_case_number() -> None:
    reading = read(table("Cohort,Opening", "A1,2018-01-01"), MEN.replace("One", "A1"))

    assert [case.number for case in reading.histories.cases] == ["A1", "B2"]
    assert cohort(reading).number == "A1"


def test_the_reach_of_its_fields_is_that_of_its_file() -> None:
    mapping = LAST + '[files."cohorts.csv"]\nfirst_day = 2018-01-01\nlast_day = 2018-06-30\n'
    reading = read(table("Cohort,Closure", "One,2018-05-01"), mapping=mapping)

    reach = reading.histories.reach
    assert reach["Closure"] == Reach(on("2018-01-01"), on("2018-06-30"))
    assert reach["Referral"].last == on("2018-12-31")
    assert reach["Visit"].last < on("1900-01-01")


def test_headings_and_labels_can_be_mapped() -> None:
    mapping = (
        LAST + '[files."cohorts.csv"]\nheadings = {Group = "Cohort", Began = "Opening"}\n'
        '[values.Cohort]\n"1" = "One"\n'
    )
    reading = read(table("Group,Began", "1,2018-01-01"), mapping=mapping)

    assert cohort(reading).facts["Opening"] == on("2018-01-01")
    assert codes(reading) == []


def test_a_workbook_holds_groups_too(tmp_path: Path) -> None:
    with xlsxwriter.Workbook(str(tmp_path / "cohorts.xlsx")) as book:
        sheet = book.add_worksheet("Cohorts")
        for i, cells in enumerate((["Cohort", "Baseline"], ["One", 1.5])):
            sheet.write_row(i, 0, cells)
    (tmp_path / "men.csv").write_text(MEN, encoding="utf-8")
    reading = read_paths([tmp_path], person=MAN, groups={"Cohort": COHORT})

    assert cohort(reading).facts["Baseline"] == 1.5


@pytest.mark.parametrize(
    ("heading", "rows"),
    [
        ("Cohort,Baseline", ["One,1", "One,2"]),
        ("Cohort,Closure", ["One,2018-01-01", "One,2018-02-01"]),
        ("Cohort,Opening", ["One,31/02/2018"]),
        ("Cohort,Opening", ["One"]),
        (
            "Cohort,Intake Period start,Intake Period end",
            ["One,2018-01-01,2018-02-01", "One,2018-02-01,"],
        ),
    ],
)
def test_of_a_group_in_doubt_nothing_is_known(heading: str, rows: list[str]) -> None:
    reading = read(table(heading, *rows))

    assert reading.histories.groups["Cohort"] == ()
    assert codes(reading) == ["SIB727"]
    (told,) = [f.message for f in reading.findings if f.code.number == "SIB727"]
    assert "nothing is known of Cohort `One`" in told
    assert reading.left_out == ()


def test_a_value_that_cannot_be_read_is_not_known_of_a_group_either() -> None:
    reading = read(table("Cohort,Baseline", "One,high"))

    assert cohort(reading).facts["Baseline"] is None
    assert codes(reading) == ["SIB718"]


def test_a_group_that_no_table_holds_is_said_once_with_its_first_row() -> None:
    men = table("Case Number,Referral,Intake", "A1,2018-01-08,One", "B2,2018-01-09,Two", "C3,,Two")
    reading = read(table("Cohort,Opening", "One,2018-01-01"), men)

    (finding,) = [f for f in reading.findings if f.code.number == "SIB631"]
    assert "2 cases belong to Cohort `Two`" in finding.message
    assert finding.place is not None
    assert (finding.place.file, finding.place.line) == ("men.csv", 3)
    assert cohort(reading).number == "One"


def test_without_any_table_of_groups_there_are_none() -> None:
    reading = read_folder({"men.csv": MEN}, person=MAN, groups={"Cohort": COHORT})

    assert reading.histories.groups == {"Cohort": ()}
    assert "SIB631" in codes(reading)


def test_a_group_to_which_nobody_belongs_is_told_and_kept() -> None:
    reading = read(table("Cohort,Opening", "One,2018-01-01", "Two,2018-02-01"))

    assert [g.number for g in reading.histories.groups["Cohort"]] == ["One", "Two"]
    assert codes(reading) == ["SIB632"]


def test_a_row_without_a_label_stops() -> None:
    rows = table("Cohort,Opening", "One,2018-01-01", ",2018-02-01")

    assert codes(read(rows)) == ["SIB630"]


def test_what_nobody_certified_of_a_group_is_not_known() -> None:
    files = {
        "cohorts.csv": table("Cohort,Baseline,Closure", "One,2,2018-02-01"),
        "men.csv": MEN,
        "mapping.toml": LAST + '[files."men.csv"]\ncertified_by = "assessor"\n',
    }
    needed = {name: frozenset({"assessor"}) for name in ("Baseline", "Closure")}
    reading = read_folder(files, person=MAN, groups={"Cohort": COHORT}, certified_by=needed)

    assert cohort(reading).facts["Baseline"] is None
    assert not cohort(reading).events["Closure"][0].certified
    assert codes(reading) == ["SIB627", "SIB627"]


def test_groups_to_which_no_field_belongs_are_read_and_not_missed() -> None:
    cohorts = table("Cohort,Opening", "One,2018-01-01")
    files = {"cohorts.csv": cohorts, "men.csv": table("Case Number,Referral", "A1,2018-01-08")}
    reading = read_folder(files, groups={"Cohort": COHORT})

    assert cohort(reading).number == "One"
    assert codes(reading) == []


def test_a_table_with_case_numbers_is_of_persons() -> None:
    men = table("Case Number,Intake,Cohort,Opening", "A1,One,One,2018-01-01")
    reading = read_folder({"men.csv": men}, person=MAN, groups={"Cohort": COHORT})

    assert reading.histories.groups == {"Cohort": ()}
    assert {"SIB609", "SIB631"} <= set(codes(reading))
