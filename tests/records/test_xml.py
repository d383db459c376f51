"""The return in XML, beside the same return in CSV."""

from pathlib import Path

import pytest
from record_shapes import EPISODES, HEADER, codes, episode, left, on, read_folder, table

from sibdsl.model.histories import Row

RETURN = """<?xml version="1.0" encoding="UTF-8"?>
<EXPSSDA903>
  <CHILD>
    <HEADER><CHILDID>A1</CHILDID><SEX>1</SEX><DOB>01/01/2004</DOB>
      <AREVIEW><REVIEW>01/01/2017</REVIEW></AREVIEW><OC2><DOB>never</DOB></OC2></HEADER>
    <EPISODE><DECOM>01/05/2017</DECOM><RNE>S</RNE><LS>C2</LS><CIN>N1</CIN><PL>U4</PL>
      <PLACE_PROVIDER>PR1</PLACE_PROVIDER><DEC /><REC/></EPISODE>
  </CHILD>
  <CHILD>
    <HEADER><CHILDID>B2</CHILDID><SEX>2</SEX><DOB>01/01/2005</DOB></HEADER>
    <EPISODE><DECOM>01/05/2017</DECOM><RNE>S</RNE><LS>C2</LS><CIN>N1</CIN><PL>U4</PL>
      <DEC>01/05/2017</DEC><REC>E4A</REC></EPISODE>
  </CHILD>
</EXPSSDA903>
"""


def test_rows_are_the_lines_on_which_records_begin() -> None:
    reading = read_folder({"r.xml": RETURN})

    (case,) = reading.histories.cases
    assert case.spells["Episode"][0].rows == (Row("r.xml", 6),)
    assert case.rows["Date of Birth"] == (Row("r.xml", 4),)
    assert case.facts["Date of Birth"] == on("2004-01-01")
    assert left(reading) == {"B2": "SIB702"}


def test_in_one_line_rows_are_ordinals() -> None:
    reading = read_folder({"r.xml": RETURN.replace("\n", "")})

    (case,) = reading.histories.cases
    assert case.spells["Episode"][0].rows == (Row("r.xml", 1),)
    assert [f.place and f.place.line for f in reading.findings if f.case == "B2"] == [2]


def test_both_formats_say_the_same() -> None:
    header = table(HEADER, "A1,1,01/01/2004,,,,", "B2,2,01/01/2005,,,,")
    rows = table(EPISODES, episode(), episode("B2", ceased="01/05/2017"))
    from_csv = read_folder({"h.csv": header, "e.csv": rows}).histories.cases[0]
    from_xml = read_folder({"r.xml": RETURN}).histories.cases[0]

    assert from_csv.facts == from_xml.facts
    assert [(s.first, s.last, s.attributes) for s in from_csv.spells["Episode"]] == [
        (s.first, s.last, s.attributes) for s in from_xml.spells["Episode"]
    ]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("<EXPSSDA903><CHILD></EXPSSDA903>", "SIB602"),
        ("", "SIB602"),
        ('<!DOCTYPE x [<!ENTITY a "b">]><EXPSSDA903>&a;</EXPSSDA903>', "SIB602"),
        ("<Message/>", "SIB606"),
    ],
)
def test_what_is_no_return_is_refused(text: str, code: str) -> None:
    assert codes(read_folder({"r.xml": text})) == [code]


def test_an_episode_without_a_child_stops() -> None:
    without = RETURN.replace("<CHILDID>B2</CHILDID>", "")

    assert "SIB620" in codes(read_folder({"r.xml": without}))


def test_the_public_sample_is_read() -> None:
    sample = Path(__file__).parent.parent / "data" / "ssda903" / "fake_903.xml"
    reading = read_folder({"r.xml": sample.read_bytes()})

    assert reading.counts == (("r.xml", 253 + 459),)
    assert len(reading.histories.cases) + len(reading.left_out) == 253
