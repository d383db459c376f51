"""Findings for other programs: JSON, and SARIF 2.1.0 for code review and editors."""

from collections.abc import Iterable
from typing import Any, Final, TypeAlias
from urllib.parse import quote

from sibdsl.diagnostics.codes import Code, Severity
from sibdsl.diagnostics.finding import Finding, Label, Place

Json: TypeAlias = dict[str, Any]

SCHEMA: Final = "https://json.schemastore.org/sarif-2.1.0.json"
_LEVELS: Final = {
    Severity.ERROR: "error",
    Severity.CASE: "warning",
    Severity.WARNING: "warning",
}


def as_json(findings: Iterable[Finding]) -> list[Json]:
    """Each finding as an object whose keys are always the same; what is not known is null.

    Lines and columns count from 1 in characters; the end column is that after the last character.
    """
    return [_finding(finding) for finding in findings]


def _finding(finding: Finding) -> Json:
    return {
        "code": finding.code.number,
        "severity": finding.severity.value,
        "message": finding.message,
        **_place(finding.place),
        "clause": finding.clause,
        "rule": finding.rule,
        "case": finding.case,
        "help": finding.help,
        "others": [{**_place(other.place), "message": other.text} for other in finding.others],
    }


def _place(place: Place | None) -> Json:
    end_line, end_column = _end(place)
    return {
        "file": place.file if place else None,
        "line": place.line if place else None,
        "column": place.column if place else None,
        "end_line": end_line,
        "end_column": end_column,
        "heading": place.heading if place else None,
    }


def _end(place: Place | None) -> tuple[int | None, int | None]:
    """The line and column after the last character of *place*; nothing for a cell."""
    if place is None or place.source is None or place.span is None:
        return None, None
    return place.source.line_and_column(place.span.end)


# -- SARIF ----------------------------------------------------------------------------------------


def as_sarif(findings: Iterable[Finding]) -> Json:
    """A SARIF 2.1.0 log of one run, with a rule for each code that occurs.

    A case left out is a warning there: SARIF knows no third level.
    """
    found = tuple(findings)
    used = sorted({finding.code for finding in found}, key=lambda code: code.number)
    driver = {"name": "sibdsl", "rules": [_rule(code) for code in used]}
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "results": [_result(finding, used.index(finding.code)) for finding in found],
    }
    return {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}


def _rule(code: Code) -> Json:
    return {
        "id": code.number,
        "shortDescription": {"text": code.title},
        "help": {"text": f"{code.title}. `sibdsl explain {code.number}` says more."},
        "defaultConfiguration": {"level": _LEVELS[code.severity]},
    }


def _result(finding: Finding, index: int) -> Json:
    result: Json = {
        "ruleId": finding.code.number,
        "ruleIndex": index,
        "level": _LEVELS[finding.severity],
        "message": {"text": _message(finding)},
        "locations": [_location(finding.place, finding.clause)] if finding.place else [],
    }
    if finding.others:
        result["relatedLocations"] = [_related(other) for other in finding.others]
    properties = {"clause": finding.clause, "rule": finding.rule, "case": finding.case}
    known = {name: value for name, value in properties.items() if value is not None}
    return {**result, "properties": known} if known else result


def _message(finding: Finding) -> str:
    return finding.message + (f"\nHelp: {finding.help}" if finding.help else "")


def _related(other: Label) -> Json:
    return {**_location(other.place, None), "message": {"text": other.text}}


def _location(place: Place, clause: str | None) -> Json:
    uri = quote(place.file.replace("\\", "/"), safe="/:")
    physical: Json = {"artifactLocation": {"uri": uri}}
    region = _region(place)
    if region:
        physical["region"] = region
    location: Json = {"physicalLocation": physical}
    names = [("clause", clause), ("column", place.heading)]
    logical = [{"name": f"{kind} {name}"} for kind, name in names if name]
    return {**location, "logicalLocations": logical} if logical else location


def _region(place: Place) -> Json:
    """The lines and columns of *place*, counted from 1; empty where no line is known."""
    end_line, end_column = _end(place)
    numbers = {
        "startLine": place.line,
        "startColumn": place.column if place.line else None,
        "endLine": end_line,
        "endColumn": end_column,
    }
    return {name: number for name, number in numbers.items() if number is not None}
