"""Tables of cases beside the return: headings, values, and several rows a case."""

from fractions import Fraction

import pytest
from record_shapes import EPISODES, codes, episode, left, on, read_folder, table

from sibdsl.model.histories import Event, Row, Spell
from sibdsl.model.money import Money

COHORT = "Case Number,Date of Birth,Referral,Kind,Therapy start,Therapy end,Result"


def test_headings_fill_facts_events_and_periods() -> None:
    rows = table(COHORT, "A1,2004-01-01,2018-06-04,First,2018-06-11,2018-10-01,done")
    (case,) = read_folder({"c.csv": rows}).histories.cases

    row = (Row("c.csv", 2),)
    assert case.facts["Case Number"] == "A1"
    assert case.facts["Date of Birth"] == on("2004-01-01")
    assert case.rows["Date of Birth"] == row
    assert case.events["Referral"][0].day == on("2018-06-04")
    assert case.events["Referral"][0].attributes["Kind"] == "first"
    assert case.spells["Therapy"] == (
        Spell(on("2018-06-11"), on("2018-10-01"), {"Result": "done"}, row),
    )


@pytest.mark.parametrize(
    "heading",
    [
        "case_numbers,REFERRAL DATE,referral_kind,Therapy from,Therapy to,Therapy Result",
        "CASE NUMBER,Day of Referral,Kind,First day of Therapy,last-day of therapies,Result",
        "Result,Therapy to,Therapy from,Kind,Date of Referral,Case number",
    ],
)
def test_headings_may_be_written_in_many_ways(heading: str) -> None:
    cells = ["A1", "2018-06-04", "first", "2018-06-11", "2018-10-01", "done"]
    in_order = cells if heading.casefold().startswith("case") else cells[::-1]
    reading = read_folder({"c.csv": table(heading, ",".join(in_order))})

    (case,) = reading.histories.cases
    assert codes(reading) == []
    assert case.events["Referral"][0].attributes["Kind"] == "first"
    assert case.spells["Therapy"][0].last == on("2018-10-01")


def test_a_row_with_no_cell_of_a_field_records_nothing_of_it() -> None:
    reading = read_folder({"c.csv": table(COHORT, "A1,2004-01-01,,,,,")})

    (case,) = reading.histories.cases
    assert case.events["Referral"] == ()
    assert case.spells["Therapy"] == ()
    assert codes(reading) == []


def test_a_row_of_a_table_of_periods_is_one_though_its_start_is_blank() -> None:
    reading = read_folder({"c.csv": table("Case Number,Detention start,Detention end", "A1,,")})

    (spell,) = reading.histories.cases[0].spells["Detention"]
    assert (spell.first, spell.last) == (None, None)
    assert codes(reading) == ["SIB720"]


def test_a_blank_day_beside_other_cells_is_not_known() -> None:
    reading = read_folder({"c.csv": table(COHORT, "A1,,,first,,2018-10-01,")})

    (case,) = reading.histories.cases
    assert case.events["Referral"][0].day is None
    assert (case.spells["Therapy"][0].first, case.spells["Therapy"][0].last) == (
        None,
        on("2018-10-01"),
    )
    assert case.facts["Date of Birth"] is None
    assert case.rows["Date of Birth"] == (Row("c.csv", 2),)
    assert codes(reading) == ["SIB720"] * 4


def test_several_rows_of_a_case_add_up_and_stand_once() -> None:
    rows = table(
        "Case Number,Date of Birth,Referral",
        "A1,2004-01-01,2018-06-04",
        "A1,2004-01-01,2018-05-01",
        "A1,,2018-06-04",
    )
    (case,) = read_folder({"c.csv": rows}).histories.cases

    assert [event.day for event in case.events["Referral"]] == [on("2018-05-01"), on("2018-06-04")]
    assert case.events["Referral"][1].rows == (Row("c.csv", 2), Row("c.csv", 4))
    assert case.facts["Date of Birth"] == on("2004-01-01")


@pytest.mark.parametrize(
    ("heading", "rows", "code"),
    [
        ("Case Number,Date of Birth", ["A1,2004-01-01", "A1,2004-01-02"], "SIB716"),
        ("Case Number,Adoption", ["A1,2018-01-01", "A1,2018-01-02"], "SIB717"),
        ("Case Number,Trial start", ["A1,2018-01-01", "A1,2018-01-02"], "SIB717"),
        ("Case Number,Therapy start,Therapy end", ["A1,2018-01-02,2018-01-01"], "SIB703"),
        ("Case Number,Referral", ["A1,2018-02-30"], "SIB701"),
        ("Case Number,Referral", ["A1,43135"], "SIB701"),
        ("Case Number,Date of Birth", ["A1,31/02/2004"], "SIB701"),
        ("Case Number,Referral", ["A1,soon"], "SIB701"),
        ("Case Number,Referral", ["A1,01/01/0018"], "SIB701"),
        (
            "Case Number,Responsibility start,Responsibility end,Borough",
            ["A1,2018-01-01,2018-02-01,Sutton", "A1,2018-02-01,,Tower Hamlets"],
            "SIB704",
        ),
        (
            "Case Number,Responsibility start,Responsibility end,Borough",
            ["A1,2018-01-01,,Sutton", "A1,2018-02-01,2018-03-01,Sutton", "A1,,2017-01-01,Sutton"],
            "SIB704",
        ),
    ],
)
def test_a_case_in_doubt_is_left_out(heading: str, rows: list[str], code: str) -> None:
    reading = read_folder({"c.csv": table(heading, *rows)})

    assert left(reading) == {"A1": code}
    assert reading.histories.cases == ()


def test_periods_may_share_no_day_but_may_follow_each_other() -> None:
    rows = table(
        "Case Number,Responsibility start,Responsibility end,Borough",
        "A1,2018-01-01,2018-01-31,sutton",
        "A1,2018-02-01,,TOWER HAMLETS",
    )
    (case,) = read_folder({"c.csv": rows}).histories.cases

    boroughs = [spell.attributes["Borough"] for spell in case.spells["Responsibility"]]
    assert boroughs == ["Sutton", "Tower Hamlets"]


def test_values_are_read_by_their_type_alone() -> None:
    heading = "Case Number,Cost,Referral,Score,Share,Panel Date"
    rows = table(heading, 'A1,"£1,234.50",2018-01-01,-1.25,12.5%,01/02/2018')
    reading = read_folder({"c.csv": rows})

    (case,) = reading.histories.cases
    assert case.facts["Cost"] == Money(123_450)
    attributes = case.events["Referral"][0].attributes
    assert attributes["Score"] == Fraction(-5, 4)
    assert attributes["Share"] == Fraction(1, 8)
    assert attributes["Panel Date"] == on("2018-02-01")


def test_what_cannot_be_read_is_not_known() -> None:
    heading = "Case Number,Cost,Referral,Score,Share,Kind"
    reading = read_folder({"c.csv": table(heading, "A1,1.5,2018-01-01,ten,0.125,Jane Smith")})

    (case,) = reading.histories.cases
    assert case.facts["Cost"] is None
    assert set(case.events["Referral"][0].attributes.values()) == {None}
    assert codes(reading) == ["SIB718"] * 4
    assert "Jane" not in repr(reading.findings)


def test_a_party_who_is_none_is_kept_and_said() -> None:
    rows = table("Case Number,Responsibility start,Borough", "A1,2018-01-01,Camden")
    reading = read_folder({"c.csv": rows})

    (spell,) = reading.histories.cases[0].spells["Responsibility"]
    assert spell.attributes["Borough"] == "Camden"
    assert codes(reading) == ["SIB625", "SIB719"]


def test_headings_that_are_no_field_are_named_and_dropped() -> None:
    rows = table("Case Number,Referral,Notes,Name", "A1,2018-01-01,secret,Jane")
    reading = read_folder({"c.csv": rows})

    (finding,) = [f for f in reading.findings if f.code.number == "SIB609"]
    assert "`Name`, `Notes`" in finding.message
    assert "secret" not in repr(reading)


def test_two_headings_for_one_thing_stop() -> None:
    rows = table("Case Number,Referral,Referral date", "A1,2018-01-01,2018-01-02")

    assert codes(read_folder({"c.csv": rows})) == ["SIB610"]


def test_a_table_without_a_case_number_is_of_the_contract() -> None:
    rows = table(
        "Termination,Pause start,Pause end",
        "2020-01-01,2018-01-01,2018-01-31",
        ",2019-01-01,2018-01-31",
        ",,,x",
    )
    reading = read_folder({"c.csv": rows})

    contract = reading.histories.contract
    assert contract.number == "the contract"
    assert contract.events["Termination"] == (Event(on("2020-01-01"), {}, (Row("c.csv", 2),)),)
    assert contract.spells["Pause"][0].first is None
    assert codes(reading) == ["SIB703", "SIB620"]


def test_a_row_of_nobody_stops_and_one_too_short_leaves_out() -> None:
    rows = table("Case Number,Referral", ",2018-01-01", "A1", "B2,2018-01-01")
    reading = read_folder({"c.csv": rows})

    assert codes(reading) == ["SIB620", "SIB714"]
    assert left(reading) == {"A1": "SIB714"}


def test_the_cases_are_the_children_of_the_cohort() -> None:
    files = {
        "e.csv": table(EPISODES, episode(), episode("X9"), episode("Y9", first="31/02/2017")),
        "c.csv": table("Case Number,Referral", "A1,2018-01-01", "B2,2018-01-01"),
    }
    reading = read_folder(files)

    assert [case.number for case in reading.histories.cases] == ["A1", "B2"]
    assert codes(reading) == ["SIB621", "SIB622"]
    only, missing = [f.message for f in reading.findings if f.code.number in codes(reading)]
    assert "2 in the return only" in only
    assert "B2" in missing
    assert reading.left_out == ()


def test_a_table_of_facts_alone_does_not_say_who_is_a_case() -> None:
    files = {
        "e.csv": table(EPISODES, episode()),
        "c.csv": table("Case Number,Person Number", "B2,P2"),
    }
    reading = read_folder(files)

    assert [case.number for case in reading.histories.cases] == ["A1", "B2"]


def test_an_attribute_without_a_column_is_said_once() -> None:
    cohort = table("Case Number,Therapy start,Therapy end", "A1,2018-01-08,2018-02-08")

    found = [f.code.number for f in read_folder({"c.csv": cohort}).findings]
    assert found.count("SIB628") == 1


def test_a_broken_mapping_hides_what_merely_follows_from_it() -> None:
    files = {"c.csv": table("Case Number,Referral", "A1,2018-01-08"), "mapping.toml": "headngs = 1"}

    found = codes(read_folder(files), without=())
    assert "SIB616" in found
    assert not {"SIB614", "SIB615"} & set(found)
