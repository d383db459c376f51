"""Records with the same Person Number are one Child."""

from record_shapes import codes, left, on, read_folder, table

from sibdsl.records.reading import Reading

HEADING = "Case Number,Person Number,Date of Birth,Referral,Adoption"


def joined(*rows: str) -> Reading:
    """What is read from a cohort file with those rows, joined by Person Number."""
    return read_folder({"c.csv": table(HEADING, *rows)}, joined_by="Person Number")


def test_the_joined_case_goes_by_the_least_number_as_text() -> None:
    reading = joined("9,P1,2004-01-01,2018-02-01,", "10,P1,2004-01-01,2018-01-01,", "B,P2,,,")

    one, other = reading.histories.cases
    assert (one.number, one.also_known_as, one.facts["Case Number"]) == ("10", ("9",), "10")
    assert [event.day for event in one.events["Referral"]] == [on("2018-01-01"), on("2018-02-01")]
    assert other.number == "B"


def test_facts_that_do_not_agree_leave_out_every_number() -> None:
    reading = joined("A,P1,2004-01-01,,", "B,P1,2004-01-02,,", "C,P2,2004-01-01,,")

    assert left(reading) == {"A": "SIB716", "B": "SIB722"}
    assert [case.number for case in reading.histories.cases] == ["C"]


def test_a_case_joined_to_one_left_out_goes_too() -> None:
    reading = joined("A,P1,2004-01-01,,", "B,P1,2004-01-01,31/02/2018,")

    assert left(reading) == {"A": "SIB722", "B": "SIB701"}


def test_one_event_each_may_be_two_together() -> None:
    reading = joined("A,P1,,,2018-01-01", "B,P1,,,2018-01-02")

    assert left(reading) == {"A": "SIB717", "B": "SIB722"}


def test_numbers_are_linked_through_one_another() -> None:
    reading = joined("A,P1,,,", "B,P1,,,", "B,P2,,,", "C,P2,,,")

    assert left(reading) == {"A": "SIB716", "B": "SIB722", "C": "SIB722"}


def test_one_number_joins_nobody() -> None:
    files = {"c.csv": table(HEADING, "A,P1,,,", "B,P1,,,")}
    reading = read_folder(files, joined_by="Case Number")

    assert [case.number for case in reading.histories.cases] == ["A", "B"]


def test_where_no_case_has_a_value_each_number_is_one_person_and_it_is_said_once() -> None:
    reading = joined("A,,2004-01-01,,", "B,,2004-01-01,,")

    assert [case.number for case in reading.histories.cases] == ["A", "B"]
    assert codes(reading).count("SIB726") == 1


def test_a_blank_beside_others_may_be_anyone_and_is_left_out() -> None:
    reading = joined("A,P1,2004-01-01,,", "B,,2004-01-01,,")

    assert left(reading) == {"B": "SIB721"}
    assert [case.number for case in reading.histories.set_aside] == ["B"]
