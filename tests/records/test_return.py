"""One return: what its rows become, and what each mistake in them is."""

import pytest
from record_shapes import (
    EPISODES,
    HEADER,
    codes,
    episode,
    left,
    on,
    read_folder,
    table,
)

from sibdsl.model.days import EARLIEST
from sibdsl.model.histories import Reach, Row, Spell


def test_an_episode_ends_on_the_day_before_it_ceased() -> None:
    reading = read_folder({"e.csv": table(EPISODES, episode(ceased="01/06/2017"))})

    (case,) = reading.histories.cases
    assert case.spells["Episode"] == (
        Spell(
            on("2017-05-01"),
            on("2017-05-31"),
            {"Placement": "U4", "Legal Status": "C2"},
            (Row("e.csv", 2),),
        ),
    )


def test_an_open_episode_has_no_last_day_and_the_file_runs_to_31_march() -> None:
    reading = read_folder({"e.csv": table(EPISODES, episode())})

    assert reading.histories.cases[0].spells["Episode"][0].last is None
    assert reading.histories.reach["Episode"] == Reach(EARLIEST, on("2018-03-31"))
    assert "SIB614" in codes(reading, without=())


def test_the_day_of_ceasing_does_not_lengthen_the_file() -> None:
    reading = read_folder({"e.csv": table(EPISODES, episode(ceased="01/04/2018"))})

    assert reading.histories.reach["Episode"].last == on("2018-03-31")


@pytest.mark.parametrize(
    ("rows", "code", "rule"),
    [
        ([episode(first="31/02/2017")], "SIB701", "141"),
        ([episode(first="1/5/17")], "SIB701", "141"),
        ([episode(first="")], "SIB701", "141"),
        ([episode(ceased="2017-13-01")], "SIB701", "147"),
        ([episode(ceased="01/05/2017")], "SIB702", "355"),
        ([episode(ceased="30/04/2017")], "SIB703", "356"),
        ([episode(ceased="02/06/2017"), episode(first="01/06/2017")], "SIB704", "501"),
        ([episode(), episode(first="01/06/2017")], "SIB705", "142"),
        ([episode(rec="E4A")], "SIB706", "148"),
    ],
)
def test_a_child_whose_days_are_in_doubt_is_left_out(rows: list[str], code: str, rule: str) -> None:
    reading = read_folder({"e.csv": table(EPISODES, *rows, episode("B2"))})

    assert {"A1": code} == left(reading)
    assert [case.number for case in reading.histories.cases] == ["B2"]
    assert rule in {f.rule for f in reading.findings if f.case == "A1"}


@pytest.mark.parametrize(
    ("rows", "code", "rule"),
    [
        ([episode(rec="X1")], "SIB707", "148"),
        ([episode(ceased="01/06/2017", rec="")], "SIB707", "148"),
        ([episode(ceased="01/06/2017", rec="X1")], "SIB708", "388"),
        (
            [episode(ceased="01/06/2017", rec="X1"), episode(first="02/06/2017")],
            "SIB708",
            "388",
        ),
        (
            [episode(ceased="01/06/2017"), episode(first="01/06/2017", rne="P")],
            "SIB708",
            "388",
        ),
        (
            [episode(ceased="01/06/2017"), episode(first="02/06/2017", rne="P")],
            "SIB709",
            "433",
        ),
        ([episode(ls="V3")], "SIB713", "365"),
        ([episode(ls="V3", ceased="02/05/2017", rne="P")], "SIB713", "366"),
        ([episode(rne="")], "SIB720", "143"),
    ],
)
def test_a_doubt_about_the_rest_is_a_warning(rows: list[str], code: str, rule: str) -> None:
    reading = read_folder({"e.csv": table(EPISODES, *rows)})

    assert reading.left_out == ()
    assert (code, rule) in {(f.code.number, f.rule) for f in reading.findings}


@pytest.mark.parametrize(
    ("row", "heading", "rule"),
    [
        (episode(rne="Q"), "RNE", "143"),
        (episode(ls="V5"), "LS", "144"),
        (episode(place="H9"), "PLACE", "146"),
        (episode(place="K3"), "PLACE", "146"),
        (episode(first="01/05/2024", place="Z11"), "PLACE", "146"),
        (episode(first="01/05/2025", place="H5"), "PLACE", "146"),
        (episode(ceased="01/06/2017", rec="E99"), "REC", "149"),
        (episode(first="01/05/2019", ceased="02/05/2019", rec="E43"), "REC", "149"),
        (episode(place="T1").replace(",T1,,", ",T1,PR1,"), "PLACE_PROVIDER", "178"),
    ],
)
def test_a_code_out_of_use_is_not_known(row: str, heading: str, rule: str) -> None:
    reading = read_folder({"e.csv": table(EPISODES, row)})

    found = [f for f in reading.findings if f.code.number == "SIB710"]
    assert [(heading, rule)] == [(f.place and f.place.heading, f.rule) for f in found]
    attributes = reading.histories.cases[0].spells["Episode"][0].attributes
    assert (attributes["Placement"] is None) == (heading == "PLACE")
    assert (attributes["Legal Status"] is None) == (heading == "LS")


@pytest.mark.parametrize(
    ("first", "place"),
    [
        ("01/05/2024", "K3"),
        ("01/05/2023", "K3"),  # open into 2024/25, so it may be written anew
        ("01/05/2024", "H5"),
        ("01/05/2025", "Z11"),
        ("01/05/2025", "Z1"),
    ],
)
def test_a_code_is_in_use_in_any_year_of_the_episode(first: str, place: str) -> None:
    later = episode("B2", "01/06/2024")
    reading = read_folder({"e.csv": table(EPISODES, episode(first=first, place=place), later)})

    assert codes(reading) == []


def test_respite_of_more_than_75_days_in_a_year_is_said_for_that_year() -> None:
    breaks = [
        episode(first=f"01/{month:02}/2017", ceased=f"17/{month:02}/2017", ls="V3")
        for month in range(4, 9)
    ]
    reading = read_folder({"e.csv": table(EPISODES, *breaks)})

    found = [f for f in reading.findings if f.rule == "367"]
    assert len(found) == 5
    assert "2017/18" in found[0].message


def test_ages_that_cannot_be() -> None:
    header = table(HEADER, "A1,1,02/05/2017,,,,", "B2,F,01/05/1999,,,,")
    rows = table(EPISODES, episode(), episode("B2"))
    reading = read_folder({"e.csv": rows, "h.csv": header})

    assert left(reading) == {"A1": "SIB711"}
    assert ("SIB712", "B2") in {(f.code.number, f.case) for f in reading.findings}


def test_a_birth_is_read_and_nothing_else_of_the_header() -> None:
    header = table(HEADER, "A1,2,29/02/2004,WBRI,A123456789012,1.0,01/01/1990")
    reading = read_folder({"h.csv": header, "e.csv": table(EPISODES, episode())})

    (case,) = reading.histories.cases
    assert case.facts["Date of Birth"] == on("2004-02-29")
    assert "A123456789012" not in repr(reading)
    assert "AB1" not in repr(reading)
    assert codes(reading) == []


def test_a_child_twice_in_the_header() -> None:
    header = table(
        HEADER,
        "A1,1,01/01/2004,,,,",
        "A1,M,01/01/2004,,,1.0,",
        "B2,1,01/01/2004,,,,",
        "B2,1,01/01/2005,,,,",
        "C3,9,,,,,",
        "D4,1,31/02/2004,,,,",
    )
    reading = read_folder({"h.csv": header})

    assert left(reading) == {"B2": "SIB716", "D4": "SIB701"}
    assert sorted(codes(reading)) == ["SIB701", "SIB710", "SIB715", "SIB716", "SIB720"]
    assert reading.histories.cases[0].facts["Date of Birth"] == on("2004-01-01")


def test_agreements_are_counted_and_kept() -> None:
    reading = read_folder({"e.csv": table(EPISODES, episode(ls="V4"))})

    assert codes(reading) == ["SIB623"]
    assert len(reading.histories.cases[0].spells["Episode"]) == 1


def test_extra_and_missing_columns_do_no_harm() -> None:
    short = EPISODES.removesuffix(",HOME_POST,PL_POST,URN") + ",LA,YEAR"
    row = episode().removesuffix(",AB1 2CD,EF3 4GH,1") + ",Newham,2018"
    reading = read_folder({"e.csv": table(short, row)})

    assert codes(reading) == ["SIB609"]
    assert "Newham" not in repr(reading)


def test_a_header_without_what_is_not_kept_will_do() -> None:
    header = table("CHILD,SEX,DOB", "A1,1,01/01/2004")
    seeking = table("CHILD,SEX,DOB,DUC", "A1,1,01/01/2004,01/01/2022")
    reading = read_folder({"h.csv": header, "u.csv": seeking, "e.csv": table(EPISODES, episode())})

    assert codes(reading) == ["SIB608"]


def test_tables_of_the_return_that_are_not_used_are_said() -> None:
    missing = table("CHILD,DOB,MISSING,MIS_START,MIS_END", "A1,01/01/2004,M,01/05/2017,")
    reading = read_folder({"e.csv": table(EPISODES, episode()), "m.csv": missing})

    assert codes(reading) == ["SIB608"]
    assert reading.counts == (("e.csv", 1), ("m.csv", 1))


def test_a_row_of_nobody_stops() -> None:
    files = {
        "e.csv": table(EPISODES, episode(""), "," * 20 + "x"),
        "h.csv": table(HEADER, ",1,01/01/2004,,,,", "A1,1", ",1"),
    }
    reading = read_folder(files)

    assert codes(reading).count("SIB620") == 4
    assert left(reading) == {"A1": "SIB714"}


def test_a_row_of_another_length_leaves_its_child_out() -> None:
    rows = table(EPISODES, episode() + ",,", episode("B2") + ",x", "C3,01/05/2017")
    reading = read_folder({"e.csv": rows})

    assert left(reading) == {"B2": "SIB714", "C3": "SIB714"}
    assert [case.number for case in reading.histories.cases] == ["A1"]


def test_a_heading_twice_stops() -> None:
    reading = read_folder({"e.csv": table(EPISODES + ",DEC", episode() + ",01/06/2017")})

    assert "SIB610" in codes(reading)


def test_dates_of_two_patterns_are_said() -> None:
    rows = table(EPISODES, episode(), episode("B2", first="2017-05-01"))
    reading = read_folder({"e.csv": rows})

    assert codes(reading) == ["SIB613"]
    assert len(reading.histories.cases) == 2


def test_the_same_row_twice_counts_once() -> None:
    reading = read_folder({"e.csv": table(EPISODES, episode(), episode())})

    (spell,) = reading.histories.cases[0].spells["Episode"]
    assert spell.rows == (Row("e.csv", 2), Row("e.csv", 3))
    assert codes(reading) == ["SIB715"]
