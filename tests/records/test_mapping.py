"""What a mapping can say, and every mistake in one."""

from pathlib import Path

import pytest
from record_shapes import EPISODES, HEADER, codes, episode, left, on, read_folder, read_paths, table

from sibdsl.model.days import EARLIEST
from sibdsl.model.histories import Event, Reach, Spell
from sibdsl.model.records import Attribute, Kind, RecordField, RecordKind, Shape, ValueType

COHORT = {
    "c.csv": table(
        "Ref,Seen,Stop,Start,LA,Notes", "A1,2018-01-01,2018-03-01,2018-02-01,LB Sutton,x"
    )
}


def test_headings_values_and_ends_are_mapped() -> None:
    mapping = """
[files."c.csv"]
ignore = ["Notes"]
headings = {Ref = "Case Number", Seen = "Referral", Start = "Responsibility start", \
Stop = "Responsibility end", LA = "Borough"}
ends = {Responsibility = "day after"}
[values.Borough]
"LB Sutton" = "Sutton"
"""
    reading = read_folder({**COHORT, "mapping.toml": mapping})

    (case,) = reading.histories.cases
    (spell,) = case.spells["Responsibility"]
    assert (spell.first, spell.last) == (on("2018-02-01"), on("2018-02-28"))
    assert spell.attributes == {"Borough": "Sutton"}
    assert codes(reading) == []


def test_events_and_periods_are_read_out_of_the_return() -> None:
    mapping = """
[return.events]
Moves = {rne = ["P", "B"], ls = ["C2"]}
Adoption = {rec = ["E11", "E12"]}
[return.periods]
Detention = {place = ["R5"]}
"""
    rows = table(
        EPISODES,
        episode(ceased="01/06/2017", rec="X1"),
        episode(first="01/06/2017", ceased="01/07/2017", rne="P", place="R5", rec="X1"),
        episode(first="01/07/2017", ceased="01/08/2017", rne="L", rec="E11"),
        episode("B2", rne="P", ls="V2"),
    )
    reading = read_folder({"e.csv": rows, "mapping.toml": mapping})

    one, two = reading.histories.cases
    assert [event.day for event in one.events["Move"]] == [on("2017-06-01")]
    assert [event.day for event in one.events["Adoption"]] == [on("2017-08-01")]
    assert [(s.first, s.last) for s in one.spells["Detention"]] == [
        (on("2017-06-01"), on("2017-06-30"))
    ]
    assert two.events["Move"] == ()
    assert reading.histories.reach["Move"] == reading.histories.reach["Episode"]


def test_a_record_that_hangs_on_an_unknown_code_leaves_its_child_out() -> None:
    mapping = '[return.periods]\nDetention = {place = ["R5"]}\n'
    reading = read_folder({"e.csv": table(EPISODES, episode(place="??")), "mapping.toml": mapping})

    assert left(reading) == {"A1": "SIB725"}


def test_every_term_of_a_contract_can_be_another() -> None:
    code = ValueType(Kind.CODE)
    person = RecordKind(
        "Bairn",
        (
            RecordField("Ref", Shape.FACT, code),
            RecordField("Born", Shape.FACT, ValueType(Kind.DATE)),
            RecordField(
                "Stay",
                Shape.PERIODS,
                attributes=(
                    Attribute("Setting", ValueType(Kind.CHOICE, ("foster", "home"))),
                    Attribute("Order", code),
                ),
            ),
            RecordField("Shift", Shape.EVENTS, attributes=(Attribute("Setting", code),)),
        ),
    )
    mapping = """
last_day = 2018-03-31
[return]
episodes = "Stays"
date_of_birth = "Born"
attributes = {PLACE = "Setting", LS = "Order"}
events = {Shift = {rne = ["S"]}}
[values.Setting]
U4 = "foster"
"""
    files = {
        "e.csv": table(EPISODES, episode()),
        "h.csv": table(HEADER, "A1,1,01/01/2004,,,,"),
        "mapping.toml": mapping,
    }
    record = RecordKind("", ())
    reading = read_folder(files, person=person, record=record)

    (case,) = reading.histories.cases
    assert case.facts == {"Ref": "A1", "Born": on("2004-01-01")}
    assert case.spells["Stay"] == (
        Spell(
            on("2017-05-01"),
            None,
            {"Setting": "foster", "Order": "C2"},
            case.spells["Stay"][0].rows,
        ),
    )
    assert case.events["Shift"][0] == Event(
        on("2017-05-01"), {"Setting": "foster"}, case.spells["Stay"][0].rows
    )
    assert codes(reading, without=()) == []


def test_fields_without_records_are_declared_so() -> None:
    mapping = 'none = ["Adoptions", "Termination"]\n[files."c.csv"]\nlast_day = 2018-12-31\n'
    rows = table("Case Number,Referral", "A1,2018-01-01")
    reading = read_folder({"c.csv": rows, "mapping.toml": mapping})

    reach = reading.histories.reach
    assert reach["Adoption"] == reach["Termination"] == Reach(EARLIEST, on("2018-12-31"))
    assert reach["Move"] == Reach(last=EARLIEST)


def test_a_file_can_be_skipped() -> None:
    files = {"x.csv": "a,b\n", "mapping.toml": 'skip = ["x.csv"]'}
    reading = read_folder({**files, "c.csv": table("Case Number,Referral", "A1,2018-01-01")})

    assert codes(reading) == []
    assert [name for name, _ in reading.counts] == ["c.csv"]


@pytest.mark.parametrize(
    ("mapping", "code"),
    [
        ("[files", "SIB616"),
        ("file = 1", "SIB616"),
        ('[files."c.csv"]\ncolour = "red"', "SIB616"),
        ('[files."c.csv"]\nlast_day = "2018-03-31"', "SIB616"),
        ('[files."c.csv"]\nlast_day = 2018-03-31T10:00:00', "SIB616"),
        ('[files."c.csv"]\nlast_day = 2018-03-31\nfirst_day = 2018-04-01', "SIB616"),
        ('none = "Adoption"', "SIB616"),
        ("values = 3", "SIB616"),
        ('[files."c.csv".ends]\nTherapy = "later"', "SIB616"),
        ("[return.events]\nMove = {place = ['K2']}", "SIB616"),
        ("[return.periods]\nDetention = {}", "SIB616"),
        ('[files."d.csv"]\n', "SIB617"),
        ('skip = ["d.csv"]', "SIB617"),
        ('none = ["Holiday"]', "SIB617"),
        ('none = ["Referral"]', "SIB618"),
        ('[values.Referral]\nx = "y"', "SIB617"),
        ('[files."c.csv".headings]\n"Ref" = "Case Number"', "SIB617"),
        ('[files."c.csv".ends]\n"Therapy" = "day after"', "SIB617"),
        ("[files.'c.csv']\nsheet = 'Two'\n[return]\nepisodes = 'Nothing'", "SIB619"),
        ('[return.events]\nEpisode = {rne = ["S"]}', "SIB617"),
    ],
)
def test_a_mistake_in_a_mapping_is_a_finding(mapping: str, code: str) -> None:
    rows = table("Case Number,Referral", "A1,2018-01-01")
    files = {"c.csv": rows, "e.csv": table(EPISODES, episode())}
    reading = read_folder({**files, "mapping.toml": mapping})

    assert code in codes(reading)


def test_an_attribute_without_a_column_is_not_known() -> None:
    mapping = '[return.attributes]\nLS = "Order"\n'
    reading = read_folder({"e.csv": table(EPISODES, episode()), "mapping.toml": mapping})

    (case,) = reading.histories.cases
    assert case.spells["Episode"][0].attributes["Legal Status"] is None
    assert any("`Episode Legal Status`" in f.message for f in reading.findings)


def test_two_mappings_may_not_contradict_each_other(tmp_path: Path) -> None:
    for folder, place in (("a", "Placement"), ("b", "Setting")):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / f"{folder}.csv").write_text(table(EPISODES, episode(folder)))
        (tmp_path / folder / "mapping.toml").write_text(
            f'[return.attributes]\nPLACE = "{place}"\n[values.Borough]\nX = "{place}"\n'
        )
    reading = read_paths([tmp_path / "a", tmp_path / "b"])

    assert codes(reading).count("SIB616") == 2
