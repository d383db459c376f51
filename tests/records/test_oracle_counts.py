"""The public sample return against the counts of an independent validator.

The counts are those of csc-validator-be-903 0.1.17 (MIT), rule pack lac2022_23, on the same files.
It was run for the collection year that ended on 31 March 2017, so that day is declared here where
a rule depends on it.
"""

from collections import Counter
from pathlib import Path

import pytest
from record_shapes import codes, left, read_folder

from sibdsl.records.reading import Reading

SAMPLE = Path(__file__).parent.parent / "data" / "ssda903"
TO_2017 = "last_day = 2017-03-31\n"


@pytest.fixture(scope="module")
def reading() -> Reading:
    files = {name: (SAMPLE / name).read_bytes() for name in ("episodes.csv", "header.csv")}
    return read_folder({**files, "mapping.toml": TO_2017})


@pytest.fixture(scope="module")
def by_rule(reading: Reading) -> Counter[str | None]:
    return Counter(finding.rule for finding in reading.findings)


@pytest.mark.parametrize(
    ("rule", "count"),
    [
        ("142", 10),
        ("148", 1_413),
        ("178", 1_105),
        ("365", 270),
        ("366", 364),
        ("433", 12),
        ("501", 62),
        *((rule, 0) for rule in ("141", "143", "144", "145", "146", "147", "149")),
        *((rule, 0) for rule in ("302", "352", "355", "356", "1009")),
    ],
)
def test_rules_are_broken_as_often_as_the_oracle_says(
    by_rule: Counter[str | None], rule: str, count: int
) -> None:
    assert by_rule[rule] == count


def test_rule_148_is_two_things(reading: Reading) -> None:
    """X1 on an open episode is a warning; an ending without a day leaves the child out."""
    found = Counter(f.code.number for f in reading.findings if f.rule == "148")

    assert found == {"SIB706": 353, "SIB707": 1_060}


def test_rule_388_is_not_said_again_of_open_episodes(by_rule: Counter[str | None]) -> None:
    """The oracle counts 1,081: 1,060 are open with X1, which rule 148 has said already."""
    assert by_rule["388"] == 1_081 - 1_060


def test_rule_367_counts_each_financial_year(reading: Reading) -> None:
    """The oracle counts 136 in the one year 2016/17, with 31 March left out of it.

    Here each year of the episodes is counted, and its last day belongs to it.
    """
    found = [f for f in reading.findings if f.rule == "367"]

    assert sum("2016/17" in f.message for f in found) == 136


def test_every_child_is_a_case_or_left_out(reading: Reading) -> None:
    kept = {case.number for case in reading.histories.cases}

    assert len(kept) + len(left(reading)) == 2_675
    assert kept.isdisjoint(left(reading))


def test_the_repair_sample_is_read_with_its_open_and_overlapping_episodes() -> None:
    name = "SSDA903_episodes_for_testing_fixes_INPUT.csv"
    reading = read_folder({name: (SAMPLE / "dirty" / name).read_bytes()})

    assert reading.counts == ((name, 23),)
    assert "SIB609" in codes(reading)
    assert set(left(reading).values()) == {"SIB704", "SIB705"}


def test_the_dirty_sample_is_read_with_its_children_twice() -> None:
    files = {
        name: (SAMPLE / "dirty" / name).read_bytes()
        for name in ("SSDA903_2020_episodes.csv", "SSDA903_2020_header.csv")
    }
    reading = read_folder(files)

    assert left(reading) == {"249901": "SIB716", "689661": "SIB704"}
