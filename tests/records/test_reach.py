"""How far each field goes: declared, derived, and said."""

from record_shapes import EPISODES, HEADER, codes, episode, on, read_folder, table

from sibdsl.model.days import EARLIEST
from sibdsl.model.histories import Reach

COHORT = table("Case Number,Referral", "A1,2017-06-01")


def test_another_file_runs_as_far_as_the_return() -> None:
    files = {"e.csv": table(EPISODES, episode()), "h.csv": table(HEADER), "c.csv": COHORT}
    reading = read_folder(files)

    reach = reading.histories.reach
    assert {reach[name] for name in ("Episode", "Referral", "Date of Birth")} == {
        Reach(EARLIEST, on("2018-03-31"))
    }
    assert codes(reading, without=("SIB615", "SIB628")).count("SIB614") == 2


def test_declared_days_are_not_said_again() -> None:
    mapping = "first_day = 2017-04-01\nlast_day = 2017-12-31\n"
    reading = read_folder(
        {"e.csv": table(EPISODES, episode()), "c.csv": COHORT, "mapping.toml": mapping}
    )

    assert reading.histories.reach["Referral"] == Reach(on("2017-04-01"), on("2017-12-31"))
    assert codes(reading, without=("SIB615", "SIB628")) == []


def test_without_any_declared_day_the_latest_date_counts() -> None:
    reading = read_folder({"c.csv": COHORT})

    assert reading.histories.reach["Referral"].last == on("2017-06-01")
    assert codes(reading, without=("SIB615", "SIB628")) == ["SIB614"]


def test_a_file_without_any_date_says_nothing() -> None:
    files = {"c.csv": table("Case Number,Referral"), "e.csv": table(EPISODES)}
    reading = read_folder(files)

    assert set(reading.histories.reach.values()) == {Reach(last=EARLIEST)}
    assert codes(reading, without=("SIB615", "SIB628")) == ["SIB614", "SIB614"]


def test_files_that_follow_each_other_reach_as_far_as_the_last() -> None:
    mapping = """
[files."q1.csv"]
first_day = 2017-04-01
last_day = 2017-06-30
[files."q2.csv"]
first_day = 2017-07-01
last_day = 2017-09-30
[files."q4.csv"]
first_day = 2018-01-01
last_day = 2018-03-31
"""
    quarter = table("Case Number,Referral", "A1,2017-06-01")
    two = {"q1.csv": quarter, "q2.csv": quarter}
    parted = mapping.split('[files."q4')[0]
    joined = read_folder({**two, "mapping.toml": parted})
    apart = read_folder({**two, "q4.csv": quarter, "mapping.toml": mapping})

    assert joined.histories.reach["Referral"] == Reach(on("2017-04-01"), on("2017-09-30"))
    assert apart.histories.reach["Referral"] == Reach(on("2018-01-01"), on("2018-03-31"))


def test_a_field_that_no_file_holds_is_not_known_and_is_said() -> None:
    reading = read_folder({"c.csv": COHORT})

    assert reading.histories.reach["Termination"] == Reach(last=EARLIEST)
    (finding,) = [f for f in reading.findings if f.code.number == "SIB615"]
    assert "`Termination`" in finding.message
    assert "none = [" in (finding.help or "")


def test_dates_after_the_declared_last_day_are_said() -> None:
    cohort = table("Case Number,Referral", "A1,2018-01-08")
    mapping = "last_day = 2017-12-31\n"

    assert "SIB629" in codes(read_folder({"c.csv": cohort, "mapping.toml": mapping}))
