"""Returns of several years together: restatement, and what is lost from sight."""

from record_shapes import EPISODES, HEADER, codes, episode, left, on, read_folder, table

from sibdsl.model.histories import Row

LATER = episode("Z9", first="01/05/2018")


def test_an_open_episode_is_closed_by_the_later_return() -> None:
    files = {
        "b.csv": table(EPISODES, episode()),
        "a.csv": table(EPISODES, episode(ceased="01/06/2018"), LATER),
    }
    reading = read_folder(files)

    (spell,) = reading.histories.cases[0].spells["Episode"]
    assert spell.last == on("2018-05-31")
    assert spell.rows == (Row("a.csv", 2),)
    (finding,) = [f for f in reading.findings if f.code.number == "SIB624"]
    assert finding.message == "1 open episode replaced by the later return"


def test_the_same_row_in_two_years_is_one_episode() -> None:
    row = episode(ceased="01/06/2017")
    files = {"a.csv": table(EPISODES, row), "b.csv": table(EPISODES, row, LATER)}
    reading = read_folder(files)

    (spell,) = reading.histories.cases[0].spells["Episode"]
    assert spell.rows == (Row("a.csv", 2), Row("b.csv", 2))
    assert codes(reading) == []


def test_any_other_restatement_is_said_row_by_row() -> None:
    files = {
        "a.csv": table(EPISODES, episode(ceased="01/06/2017")),
        "b.csv": table(EPISODES, episode(ceased="01/06/2017", place="K2"), LATER),
    }
    reading = read_folder(files)

    (spell,) = reading.histories.cases[0].spells["Episode"]
    assert spell.attributes["Placement"] == "K2"
    assert codes(reading) == ["SIB723"]


def test_of_two_files_that_run_alike_neither_is_the_later() -> None:
    files = {
        "a.csv": table(EPISODES, episode(), LATER),
        "b.csv": table(EPISODES, episode(place="K2"), LATER),
    }
    reading = read_folder(files)

    assert left(reading) == {"A1": "SIB705"}


def test_a_child_open_in_one_return_and_absent_from_the_next_is_left_out() -> None:
    files = {"a.csv": table(EPISODES, episode()), "b.csv": table(EPISODES, LATER)}

    assert left(read_folder(files)) == {"A1": "SIB724"}


def test_headers_of_several_years_agree_or_the_child_is_left_out() -> None:
    files = {
        "h1.csv": table(HEADER, "A1,1,01/01/2004,,,,", "B2,1,01/01/2004,,,,"),
        "h2.csv": table(HEADER, "A1,M,01/01/2004,,,,", "B2,1,01/01/2005,,,,"),
        "e.csv": table(EPISODES, episode(), episode("B2")),
    }
    reading = read_folder(files)

    assert left(reading) == {"B2": "SIB716"}
    assert reading.histories.cases[0].rows["Date of Birth"] == (Row("h1.csv", 2), Row("h2.csv", 2))
