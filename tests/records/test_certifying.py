"""Who answers for a file, and what becomes of records that nobody certified."""

from record_shapes import EPISODES, codes, episode, read_folder, table

from sibdsl.model.histories import Spell
from sibdsl.records.reading import Reading

COHORT = table(
    "Case Number,Person Number,Referral,Therapy start,Therapy end",
    "A1,P1,2018-01-08,2018-02-01,2018-05-01",
)
BY_COMMISSIONER = {name: frozenset({"commissioner", "Sutton"}) for name in ("Therapy", "Episode")}


def read(mapping: str, *rows: str) -> Reading:
    files = {
        "cohort.csv": COHORT,
        "e.csv": table(EPISODES, *(rows or (episode(),))),
        "mapping.toml": "last_day = 2018-12-31\n" + mapping,
    }
    return read_folder(files, certified_by=BY_COMMISSIONER)


def therapy(reading: Reading) -> Spell:
    (case,) = reading.histories.cases
    (spell,) = case.spells["Therapy"]
    return spell


def test_a_file_that_nobody_answers_for_certifies_nothing() -> None:
    reading = read("")

    assert not therapy(reading).certified
    assert codes(reading).count("SIB627") == 1


def test_the_word_of_another_party_is_not_enough() -> None:
    assert not therapy(read('certified_by = "provider"\n')).certified


def test_the_role_and_a_party_that_holds_it_both_certify() -> None:
    for who in ("commissioner", "Sutton"):
        reading = read(f'[files."cohort.csv"]\ncertified_by = "{who}"\n')

        assert therapy(reading).certified
        assert "SIB627" not in codes(reading)


def test_the_return_is_the_commissioners_own() -> None:
    (case,) = read("").histories.cases

    assert [spell.certified for spell in case.spells["Episode"]] == [True]


def test_what_no_clause_has_certified_needs_nobody() -> None:
    (case,) = read("").histories.cases

    assert [event.certified for event in case.events["Referral"]] == [True]


def test_a_fact_that_nobody_certified_is_not_known() -> None:
    files = {"cohort.csv": COHORT, "mapping.toml": "last_day = 2018-12-31\n"}
    needed = {"Person Number": frozenset({"commissioner"})}
    reading = read_folder(files, certified_by=needed)

    (case,) = reading.histories.cases
    assert case.facts["Person Number"] is None
    assert codes(reading).count("SIB627") == 1
