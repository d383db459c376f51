"""Findings as JSON and as SARIF 2.1.0."""

import json
from typing import Any

import pytest

from sibdsl.diagnostics import Finding, Label, Place, codes
from sibdsl.diagnostics.interchange import as_json, as_sarif
from sibdsl.source import Source, Span

SOURCE = Source("my contract.sib", "One pays £2.\nTwo payz £3.\n")
WORDS = Finding(
    codes.MISSPELT,
    "`payz` is not a word",
    Place.words(SOURCE, Span(17, 21)),
    clause="6.2",
    help="did you mean `pays`?",
    others=(Label(Place.words(SOURCE, Span(4, 8)), "well written here"),),
)
CELL = Finding(
    codes.SAME_DAY, "ends on its first day", Place("e.csv", 14, heading="DEC"), rule="355", case="A"
)
NOWHERE = Finding(codes.CURLY_QUOTES, "curly")


def test_json_names_the_place_of_words() -> None:
    assert as_json([WORDS]) == [
        {
            "code": "SIB109",
            "severity": "error",
            "message": "`payz` is not a word",
            "file": "my contract.sib",
            "line": 2,
            "column": 5,
            "end_line": 2,
            "end_column": 9,
            "heading": None,
            "clause": "6.2",
            "rule": None,
            "case": None,
            "help": "did you mean `pays`?",
            "others": [
                {
                    "file": "my contract.sib",
                    "line": 1,
                    "column": 5,
                    "end_line": 1,
                    "end_column": 9,
                    "heading": None,
                    "message": "well written here",
                }
            ],
        }
    ]


def test_json_names_a_cell_and_keeps_its_keys() -> None:
    words, cell, nowhere = as_json([WORDS, CELL, NOWHERE])
    assert words.keys() == cell.keys() == nowhere.keys()
    assert (cell["file"], cell["line"], cell["heading"]) == ("e.csv", 14, "DEC")
    assert (cell["column"], cell["end_line"], cell["end_column"]) == (None, None, None)
    assert (cell["rule"], cell["case"], cell["severity"]) == ("355", "A", "case left out")
    assert nowhere["file"] is None
    assert json.loads(json.dumps([words, cell, nowhere])) == [words, cell, nowhere]


def sarif() -> dict[str, Any]:
    """A log of three findings, once through JSON."""
    log: dict[str, Any] = json.loads(json.dumps(as_sarif([WORDS, CELL, NOWHERE, WORDS])))
    return log


def test_sarif_has_what_version_2_1_0_requires() -> None:
    log = sarif()
    assert log["version"] == "2.1.0"
    assert len(log["runs"]) == 1
    run = log["runs"][0]
    assert run["tool"]["driver"]["name"] == "sibdsl"
    assert run["columnKind"] in {"utf16CodeUnits", "unicodeCodePoints"}
    rules = run["tool"]["driver"]["rules"]
    assert len({rule["id"] for rule in rules}) == len(rules)
    for rule in rules:
        assert rule["shortDescription"]["text"]
        assert rule["help"]["text"]
    for result in run["results"]:
        assert result["message"]["text"]
        assert result["level"] in {"none", "note", "warning", "error"}
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]


def test_sarif_points_at_words_and_cells() -> None:
    words, cell, nowhere, _ = sarif()["runs"][0]["results"]
    location = words["locations"][0]
    assert location["physicalLocation"] == {
        "artifactLocation": {"uri": "my%20contract.sib"},
        "region": {"startLine": 2, "startColumn": 5, "endLine": 2, "endColumn": 9},
    }
    assert location["logicalLocations"] == [{"name": "clause 6.2"}]
    related = words["relatedLocations"][0]
    assert related["message"]["text"] == "well written here"
    assert related["physicalLocation"]["region"]["startLine"] == 1
    assert cell["locations"][0]["physicalLocation"]["region"] == {"startLine": 14}
    assert cell["locations"][0]["logicalLocations"] == [{"name": "column DEC"}]
    assert cell["properties"] == {"rule": "355", "case": "A"}
    assert nowhere["locations"] == []


@pytest.mark.parametrize(("finding", "level"), [(WORDS, "error"), (CELL, "warning")])
def test_sarif_knows_errors_and_warnings(finding: Finding, level: str) -> None:
    assert as_sarif([finding])["runs"][0]["results"][0]["level"] == level


def test_sarif_of_nothing_is_a_run_without_results() -> None:
    run = as_sarif([])["runs"][0]
    assert run["results"] == []
    assert run["tool"]["driver"]["rules"] == []
